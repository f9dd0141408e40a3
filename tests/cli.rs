//! The program as its users meet it: the real binary, its input, output and exit status.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program on files of their own")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn netra() -> Command {
    Command::new(env!("CARGO_BIN_EXE_netra"))
}

/// Runs the program with `input` on standard input.
fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = netra()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.as_ref().to_owned();
    let writer = std::thread::spawn(move || {
        // A program that refuses its arguments reads nothing.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer does not panic");
    output
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the program writes UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("the program writes UTF-8")
}

/// The results, one a line.
fn results(output: &Output) -> Vec<serde_json::Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

/// A file of this test's own with this content.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(name);
    fs::write(&path, content).expect("the file can be written");
    path
}

fn path(path: &std::path::Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

const RECORD: &str = r#"{"id":"a1","url":"https://kabar.example/a1","outlet":"kabar.example","title":"Camat “Muara” Dipanggil","published":"2024-06-08T09:30:00+08:00","text":"Camat itu dipanggil Bawaslu, Senin (3/6/2024).","views":12}"#;

#[test]
fn an_article_has_every_field_in_order() {
    let output = run(&["analyze", "-"], RECORD);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let fields = [
        "schema",
        "id",
        "url",
        "outlet",
        "title",
        "published",
        "text",
        "dateline",
        "advertorial",
        "verdict",
        "people",
        "dates",
        "quotes",
        "allegations",
        "statutes",
    ];
    let mut from = 0;
    for field in fields {
        let place = stdout(&output)[from..].find(&format!("\"{field}\":"));
        from += place.unwrap_or_else(|| panic!("{field} is missing or out of place: {}", stdout(&output)));
    }
    let result = &results(&output)[0];
    assert_eq!(result["schema"], 1);
    assert_eq!(result["id"], "a1");
    assert_eq!(result["url"], "https://kabar.example/a1");
    assert_eq!(result["outlet"], "kabar.example");
    assert_eq!(result["title"], "Camat “Muara” Dipanggil");
    assert_eq!(result["published"], "2024-06-08");
    assert_eq!(result["text"], "Camat “Muara” Dipanggil\n\nCamat itu dipanggil Bawaslu, Senin (3/6/2024).");
    assert_eq!(result["advertorial"], false);
    for field in ["flagged", "score", "threshold", "model", "reasons"] {
        assert!(!result["verdict"][field].is_null(), "verdict.{field}");
    }
}

#[test]
fn an_id_is_given_or_else_the_line_or_the_file() {
    let output =
        run(&["analyze"], "{\"text\":\"a\"}\n\n{\"id\":17,\"text\":\"b\"}\n{\"id\":null,\"text\":\"c\"}\n");
    let ids: Vec<_> = results(&output).iter().map(|result| result["id"].clone()).collect();
    assert_eq!(ids, ["1", "17", "4"]);
    let text = file("berita camat.txt", "Camat itu dipanggil.");
    let json = file("satu.json", r#"{"text":"Camat itu dipanggil."}"#);
    let output = run(&["analyze", path(&text), path(&json)], "");
    let ids: Vec<_> = results(&output).iter().map(|result| result["id"].clone()).collect();
    assert_eq!(ids, ["berita camat", "satu"]);
}

#[test]
fn the_day_of_publication_is_the_records_own_or_the_option() {
    let input = concat!(
        "{\"text\":\"a\",\"published\":\"2024-06-08\"}\n",
        "{\"text\":\"b\"}\n",
        "{\"text\":\"c\",\"published\":\"2024-06-08T20:00:00Z\"}\n",
        "{\"text\":\"d\",\"published\":\"\"}\n",
        "{\"html\":\"<meta property='article:published_time' content='2023-01-02T00:10:00+08:00'><p>e</p>\"}\n",
    );
    let output = run(&["analyze", "--published", "2020-02-29", "-"], input);
    let days: Vec<_> = results(&output).iter().map(|result| result["published"].clone()).collect();
    // The third is given in UTC, when it is already the ninth in Indonesia.
    assert_eq!(days, ["2024-06-08", "2020-02-29", "2024-06-09", "2020-02-29", "2023-01-02"]);
}

#[test]
fn a_bad_line_is_reported_in_its_place() {
    let input = b"{\"text\":\"a\"}\nbukan json\n{\"text\":7}\n{\"title\":\"x\"}\n{\"text\":\"b\",\"published\":\"kemarin\"}\n{\"text\":\"\xff\"}\n{\"text\":\"b\"}";
    let output = run(&["analyze", "--format", "jsonl"], input);
    assert_eq!(output.status.code(), Some(65));
    let results = results(&output);
    let bad: Vec<_> = results.iter().map(|result| result["line"].as_u64()).collect();
    assert_eq!(bad, [None, Some(2), Some(3), Some(4), Some(5), Some(6), None]);
    assert!(results[1]["error"].as_str().expect("a sentence").starts_with("line 2 is not JSON: "));
    assert!(
        results[4]["error"]
            .as_str()
            .expect("a sentence")
            .contains("must be YYYY-MM-DD or RFC 3339, got \"kemarin\"")
    );
    assert_eq!(results[6]["text"], "b");
    assert_eq!(stderr(&output).lines().count(), 5, "{}", stderr(&output));
    assert!(
        stderr(&output).starts_with("netra: standard input: line 2 is not JSON: "),
        "{}",
        stderr(&output)
    );
    let quiet = run(&["analyze", "-q"], input);
    assert_eq!((quiet.status.code(), stderr(&quiet)), (Some(65), ""));
}

#[test]
fn json_is_one_document() {
    for (input, length) in [(String::new(), 0), (RECORD.to_owned(), 1), (format!("{RECORD}\nx\n{RECORD}"), 3)]
    {
        let output = run(&["analyze", "--format", "json"], input);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
        assert_eq!(document.as_array().map(Vec::len), Some(length));
    }
}

#[test]
fn nothing_in_gives_nothing_out() {
    for input in ["", "\n\n  \n", "\u{feff}"] {
        let output = run(&["analyze"], input);
        assert_eq!((output.status.code(), stdout(&output), stderr(&output)), (Some(0), "", ""));
    }
    let empty = file("kosong.txt", "");
    let output = run(&["analyze", path(&empty)], "");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(results(&output)[0]["text"], "");
}

#[test]
fn every_kind_of_file_is_read() {
    let text = file("a.txt", "\u{feff}Camat Dipanggil\n\nCamat itu dipanggil Bawaslu.");
    let page = file(
        "b.html",
        "<title>Camat Dipanggil</title><article><p>Camat itu\ndipanggil Bawaslu.</p><script>x()</script></article>",
    );
    let json = file("c.JSON", r#"{"title":"Camat Dipanggil","text":"Camat itu dipanggil Bawaslu."}"#);
    let lines = file("d.jsonl", r#"{"title":"Camat Dipanggil","text":"Camat itu dipanggil Bawaslu."}"#);
    let output = run(&["analyze", path(&text), path(&page), path(&json), path(&lines)], "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for result in results(&output) {
        assert_eq!(result["text"], "Camat Dipanggil\n\nCamat itu dipanggil Bawaslu.", "{result}");
    }
}

#[test]
fn wrong_arguments_exit_with_64() {
    for arguments in [
        &[][..],
        &["analyse"],
        &["analyze", "--sideways"],
        &["analyze", "--published", "8/6/2024"],
        &["analyze", "--published", "2024-02-30"],
        &["analyze", "--published", "2024-06-08T10:00:00"],
        &["analyze", "--threshold", "2"],
        &["analyze", "--threshold", "NaN"],
        &["analyze", "--offsets", "grapheme"],
        &["analyze", "berita.docx"],
        &["text", "--tokens", "--sentences"],
    ] {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(64), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
    let output = run(&["analyze", "--published", "8/6/2024"], "");
    assert!(stderr(&output).contains("a day must be YYYY-MM-DD, got 8/6/2024"), "{}", stderr(&output));
    for arguments in [&["--help"][..], &["--version"], &["analyze", "-h"]] {
        let output = run(arguments, "");
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_read_exits_with_74_and_the_rest_is_done() {
    let good = file("baik.txt", "Camat itu dipanggil.");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let output = run(&["analyze", "tidak-ada.txt", folder, path(&good)], "");
    assert_eq!(output.status.code(), Some(74));
    assert_eq!(results(&output).len(), 1);
    let said = stderr(&output);
    assert!(said.contains("netra: tidak-ada.txt: no such file\n") && said.contains("is a folder"), "{said}");
}

#[test]
fn a_text_that_is_not_utf_8_is_bad_data() {
    let broken = file("rusak.txt", b"Judul\nbaris \xff\xfe\n");
    let output = run(&["analyze", path(&broken)], "");
    assert_eq!(output.status.code(), Some(65));
    assert_eq!(results(&output)[0]["line"], 2);
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child = netra()
        .args(["analyze", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let writer = std::thread::spawn(move || {
        // The program stops reading when nobody wants its results.
        (0..100_000).all(|_| writeln!(stdin, "{RECORD}").is_ok())
    });
    let mut first = String::new();
    let mut results = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    results.read_line(&mut first).expect("there is a first result");
    drop(results);
    let status = child.wait().expect("the program ends");
    let mut said = String::new();
    child.stderr.take().expect("standard error is a pipe").read_to_string(&mut said).expect("it is UTF-8");
    assert_eq!((status.code(), said.as_str()), (Some(0), ""));
    assert!(!writer.join().expect("the writer does not panic"), "the program read on");
}

#[test]
fn a_result_comes_before_more_input_is_asked_for() {
    let mut child = netra()
        .args(["analyze", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let mut results = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    for _ in 0..3 {
        writeln!(stdin, "{RECORD}").expect("the program reads");
        let mut line = String::new();
        results.read_line(&mut line).expect("the program answers each line");
        assert!(line.starts_with("{\"schema\":1,\"id\":\"a1\""), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_exits_with_74() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has /dev/full");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/camat-hadiri-kampanye.json");
    let output = netra().args(["analyze", sample]).stdout(full).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(74));
    assert!(stderr(&output).contains("cannot write to standard output"), "{}", stderr(&output));
}

#[test]
fn a_line_without_end_is_refused_in_bounded_memory() {
    let mut input = b"{\"text\":\"".to_vec();
    input.resize(20 << 20, b'a');
    input.extend(b"\"}\n{\"text\":\"b\"}\n");
    let output = run(&["analyze"], input);
    assert_eq!(output.status.code(), Some(65));
    let results = results(&output);
    assert_eq!(results[0]["error"], "line 1 is longer than 16 MiB");
    assert_eq!((results.len(), &results[1]["id"]), (2, &"2".into()));
}

#[test]
fn offsets_follow_the_unit() {
    // The word after the emoji starts at 5 bytes, 2 characters and 3 UTF-16 units.
    for (unit, expected) in
        [("byte", [[0, 4], [5, 9]]), ("char", [[0, 1], [2, 6]]), ("utf16", [[0, 2], [3, 7]])]
    {
        let output = run(&["text", "--tokens", "--offsets", unit], r#"{"id":"x","text":"😀 hari"}"#);
        assert_eq!(stdout(&output), format!("{{\"id\":\"x\",\"tokens\":{}}}\n", serde_json::json!(expected)));
    }
    let output = run(&["text", "--sentences", "--offsets", "char"], r#"{"text":"“Ya.” Dia pergi."}"#);
    let spans = &results(&output)[0]["sentences"];
    assert_eq!(spans.as_array().and_then(|spans| spans.last()).map(|span| span[1].clone()), Some(16.into()));
}

/// Every span in a result, with its place.
fn spans(value: &serde_json::Value, found: &mut Vec<(usize, usize)>) {
    match value {
        serde_json::Value::Array(items) => {
            if let [start, end] = &items[..]
                && let (Some(start), Some(end)) = (start.as_u64(), end.as_u64())
            {
                found.push((start as usize, end as usize));
            }
            items.iter().for_each(|item| spans(item, found));
        }
        serde_json::Value::Object(fields) => fields.values().for_each(|field| spans(field, found)),
        _ => {}
    }
}

#[test]
fn every_span_of_the_samples_follows_the_unit() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/kadis-arahkan-staf.txt");
    let in_unit = |unit| {
        let output = run(&["analyze", "--published", "2023-12-13", "--offsets", unit, samples], "");
        let result = results(&output).remove(0);
        let mut found = Vec::new();
        spans(&result, &mut found);
        (result["text"].as_str().expect("the result has a text").to_owned(), found)
    };
    let (text, bytes) = in_unit("byte");
    let chars: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let (_, by_char) = in_unit("char");
    let (_, by_unit) = in_unit("utf16");
    assert_eq!((bytes.len(), bytes.len()), (by_char.len(), by_unit.len()));
    for ((byte, char), unit) in bytes.into_iter().zip(by_char).zip(by_unit) {
        let expected = &text[byte.0..byte.1];
        assert_eq!(chars[char.0..char.1].iter().collect::<String>(), expected);
        assert_eq!(String::from_utf16_lossy(&units[unit.0..unit.1]), expected);
    }
}

#[test]
fn raw_text_stays_as_it_is() {
    let dirty = "  Judul\u{a0}berita\r\n\r\n\tBaca juga: Cuaca besok\n";
    let output =
        run(&["analyze", "--raw"], serde_json::json!({ "title": "Judul", "text": dirty }).to_string());
    assert_eq!(results(&output)[0]["text"], dirty);
    let dirty_file = file("kotor.txt", dirty);
    let output = run(&["analyze", "--raw", path(&dirty_file)], "");
    assert_eq!(results(&output)[0]["text"], dirty);
}

#[test]
fn the_text_format_does_nothing_to_the_terminal() {
    let hostile = serde_json::json!({
        "id": "\u{1b}]0;x\u{7}", "outlet": "\u{202e}tuo", "title": "Camat \u{1b}[2J Dipanggil",
        "text": "Camat itu\u{202e} dipanggil \u{9b}31m Bawaslu\u{0}."
    });
    for arguments in [&["analyze", "--format", "text"][..], &["analyze", "--format", "text", "--raw"]] {
        let output = run(arguments, hostile.to_string());
        let text = stdout(&output);
        assert!(!text.contains(|char: char| char.is_control() && char != '\n'), "{text:?}");
        assert!(!text.contains('\u{202e}') && text.contains("⟨U+202E⟩"), "{text:?}");
    }
    let output = run(&["analyze", "\u{1b}[31m.txt"], "");
    assert!(!stderr(&output).contains('\u{1b}'), "{:?}", stderr(&output));
}

#[test]
fn the_text_format_speaks_two_languages() {
    let record = r#"{"text":"Harga cabai naik lagi."}"#;
    let english = run(&["analyze", "--format", "text"], record);
    assert!(stdout(&english).contains("nothing to review"), "{}", stdout(&english));
    let indonesian = run(&["analyze", "--format", "text", "--lang", "id"], record);
    assert!(stdout(&indonesian).contains("tidak ada yang perlu ditinjau"), "{}", stdout(&indonesian));
}

#[test]
fn the_threshold_is_the_callers() {
    let output = run(&["analyze", "--threshold", "0"], RECORD);
    assert_eq!(results(&output)[0]["verdict"]["flagged"], true);
    assert_eq!(results(&output)[0]["verdict"]["threshold"], 0.0);
}

#[test]
fn the_program_describes_itself() {
    for (arguments, part) in [
        (&["completions", "bash"][..], "complete"),
        (&["completions", "fish"], "netra"),
        (&["man"], ".TH netra 1"),
        (&["--help"], "Exit status"),
    ] {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        assert!(stdout(&output).contains(part), "{arguments:?}: {}", stdout(&output));
    }
}
