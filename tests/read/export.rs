//! `netra export`: what it writes where, and what it says where there is nothing.

use super::sample::{folder, store};
use super::{fails, netra, results, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The rows below the names of the columns, of a table without line ends in its cells.
fn rows(table: &str) -> usize {
    table.lines().count() - 1
}

#[test]
fn csv_and_lines_go_to_standard_output() {
    let table = stdout(&["export"]);
    assert!(table.starts_with("\u{feff}story,article,outlet,title,url,"), "{table}");
    // Four flagged stories; their articles make one claim each, save the first that makes the same in two sentences.
    let claims: usize = results(&["export", "--format", "jsonl"])
        .iter()
        .map(|story| story["claims"].as_array().expect("claims").len().max(1))
        .sum();
    assert_eq!(rows(&table), claims);
    assert!(table.contains("\r\n"), "the lines end as RFC 4180 says");
    let articles = |arguments: &[&str]| -> Vec<i64> {
        let lines = results(&[&["export", "--format", "jsonl"], arguments].concat());
        lines.iter().map(|story| story["article"].as_i64().expect("a number")).collect()
    };
    assert_eq!(articles(&[]), [3, 5, 1, 6]);
    assert_eq!(articles(&["--all"]), [3, 5, 1, 4, 6]);
    assert_eq!(articles(&["--all", "--limit", "2"]), [3, 5]);
    assert_eq!(articles(&["--outlet", "prokaltim"]), [5, 2]);
    assert_eq!(articles(&["--unjudged"]), [3, 5, 6]);
    let judged = &results(&["export", "--format", "jsonl", "--min-score", "0.8"])[0];
    // The first verdict was replaced, so it does not stand.
    assert_eq!(judged["verdicts"].as_array().map(Vec::len), Some(1));
    assert_eq!(judged["verdicts"][0]["note"], "laporan resmi,\u{1b}[1m sudah dikaji");
    assert_eq!(judged["claims"][0]["act_name"], "taking part in a campaign");
    assert_eq!(stdout(&["export"]), stdout(&["export"]));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = folder("export");
    let file = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    assert_eq!(stdout(&["export", "--format", "xlsx", "--out", &file("a.xlsx")]), "");
    let written = fs::read(file("a.xlsx")).expect("it is there");
    assert!(written.starts_with(b"PK"), "a workbook is an archive");
    fails(&netra(&["export", "--out", &file("a.xlsx")]), 64, &["a.xlsx", "nothing is overwritten"]);
    assert_eq!(fs::read(file("a.xlsx")).expect("it is there"), written);
    fails(&netra(&["export", "--out", &file("none/a.csv")]), 74, &["none/a.csv"]);
    // In a folder the file is named by the day.
    assert_eq!(stdout(&["export", "--out", folder.to_str().expect("a path")]), "");
    let names: Vec<String> = fs::read_dir(&folder)
        .expect("it can be read")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "a.xlsx")
        .collect();
    assert!(
        matches!(names.as_slice(), [name] if name.starts_with("netra-20") && name.ends_with(".csv")),
        "{names:?}"
    );
    assert_eq!(fs::read_to_string(folder.join(&names[0])).expect("it is there"), stdout(&["export"]));
    // A pipe is no terminal.
    assert!(netra(&["export", "--format", "xlsx"]).stdout.starts_with(b"PK"));
}

#[test]
fn an_empty_export_says_why() {
    for (arguments, said) in [
        (
            &["export", "--since", "2024-12-01"][..],
            "nothing is flagged since 1 December 2024; 4 stories without these filters; --all also exports what is \
             not flagged",
        ),
        (
            &["export", "--all", "--place", "Atlantis", "--lang", "id"],
            "tidak ada berita yang tersimpan dengan tempat “Atlantis”; 5 berita tanpa saringan ini",
        ),
    ] {
        let output = netra(arguments);
        fails(&output, 0, &[said]);
        // The names of the columns are there, so that a program that reads the file finds what it looks for.
        assert_eq!(rows(&String::from_utf8_lossy(&output.stdout)), 0);
        assert!(netra(&[&["-q"][..], arguments].concat()).stderr.is_empty());
    }
    assert_eq!(stdout(&["export", "--format", "jsonl", "--since", "2024-12-01"]), "");
}

#[test]
fn the_draft_of_a_form_is_a_document_of_its_own() {
    let html = stdout(&["export", "--form", "1", "--lang", "id"]);
    assert_eq!(html, stdout(&["export", "--form", "https://kabar.example/lurah-muara-sepi", "--lang", "id"]));
    for part in [
        "<!DOCTYPE html>",
        "KONSEP – bukan laporan",
        "(nama lihat sumber)",
        "kukarkab memberitakan",
        "Lewat 7 hari sejak diketahui media",
        "ca462c4a78f6e115ff9aff0f85a17e387b3a5361d90482ee5bb34d259eeca193",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(stdout(&["export", "--form", "1"]).contains("DRAFT – not a report"));
    let hostile = stdout(&["export", "--form", "5"]);
    assert!(
        !hostile.contains("<script") && !hostile.contains("javascript:\"") && !hostile.contains('\u{1b}')
    );
    fails(&netra(&["export", "--form", "99"]), 64, &["no article 99"]);
    fails(&netra(&["export", "--form", "1", "--since", "2024-10-01"]), 64, &["--since"]);
    fails(&netra(&["export", "--form", "1", "--all"]), 64, &["--all"]);
    let file = folder("form").join("konsep.html");
    stdout(&["export", "--form", "1", "--lang", "id", "--out", file.to_str().expect("a path")]);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), html);
}

#[test]
fn a_closed_pipe_is_no_failure_and_no_store_is_told() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_netra"));
    let folder: &Path = store().parent().expect("a folder");
    let output = command
        .args(["export", "--all"])
        .current_dir(folder)
        .stdout(writer)
        .output()
        .expect("the program runs");
    fails(&output, 0, &[]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    fails(&netra(&["export", "--store", "none.sqlite"]), 78, &["none.sqlite"]);
    let missing: Vec<Value> = results(&["export", "--format", "jsonl", "--vanished"]);
    assert_eq!(missing[0]["vanished_at"], "2024-09-05T02:00:00Z");
}
