//! `netra outlets` as operators meet it: the built-in outlets, their own, and pages.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program on files of their own")]

use flate2::Compression;
use flate2::write::GzEncoder;
use netra::{Outlets, Page, parse_with};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn netra(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_netra")).args(arguments).output().expect("the program runs")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the program writes UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("the program writes UTF-8")
}

/// An empty folder of the test with this name.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("outlets").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// The file of an outlet that an operator might write.
const OWN: &str = r#"id = "kabar-uji"
name = "Kabar Uji"
hosts = ["kabar-uji.example"]
zone = "WIT"

[discover]
feeds = ["/rss"]

[address]
article = ["/baca/{id}/{slug}"]
strip = ["/amp"]

[[page]]
title = ["h2.judul"]
body = ["div.isi"]
date = ["p.tanggal"]
drop = [".iklan"]
residue = ["Ikuti Kabar Uji"]
"#;

const PAGE: &str = "<title>x</title><h2 class=judul>Lurah Dipanggil Panwaslu</h2><p class=tanggal>Senin, 14 Oktober 2024 09.30</p>\
    <div class=isi><p>Panwaslu memanggil lurah itu.</p><div class=iklan>Beli sekarang</div><p>Ikuti Kabar Uji di WA</p></div>";

#[test]
fn every_built_in_file_is_built_in_and_listed() {
    let mut names: Vec<String> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/outlets"))
        .expect("data/outlets can be read")
        .map(|entry| {
            entry.expect("the entry can be read").file_name().into_string().expect("names are UTF-8")
        })
        .filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()))
        .collect();
    names.sort();
    let built_in: Vec<&str> = Outlets::builtin().iter().map(|outlet| outlet.id()).collect();
    assert_eq!(built_in, names, "src/crawl/outlet/mod.rs lists what is built in");
    let output = netra(&["outlets", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    let ids: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ids: Vec<&str> = ids.iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, built_in);
}

#[test]
fn the_replicas_are_read_as_they_are_meant() {
    let output = netra(&["outlets", "check", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let rows: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(rows.len() >= 3 * Outlets::builtin().iter().count());
    assert!(rows.iter().all(|row| row["ok"] == true));
    let output = netra(&["outlets", "check", "kukarkab", "--format", "text", "--lang", "id"]);
    assert!(stdout(&output).contains("halaman benar"), "{}", stdout(&output));
}

#[test]
fn an_operators_outlet_is_read_by_its_file() {
    let folder = folder("own");
    fs::write(folder.join("kabar-uji.toml"), OWN).expect("the file can be written");
    let page = folder.join("page.html");
    fs::write(&page, PAGE).expect("the file can be written");
    let url = "https://kabar-uji.example/amp/baca/7/lurah-dipanggil?utm_source=wa";
    let arguments = ["outlets", "explain", "--file", text(&page), "--url", url, "--outlets", text(&folder)];
    let output = netra(&[&arguments[..], &["--format", "jsonl"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let fields: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(fields["title"]["source"], "selector");
    assert_eq!(fields["title"]["value"], "Lurah Dipanggil Panwaslu");
    assert_eq!(fields["published"]["value"], "2024-10-14T09:30:00+09:00");
    assert_eq!(fields["address"]["value"], "https://kabar-uji.example/baca/7/lurah-dipanggil");
    let outlets = Outlets::builtin().with([("kabar-uji.toml", OWN)]).expect("the file is right");
    let article = parse_with(&Page::from_text(PAGE).with_url(url), &outlets);
    assert_eq!(article.body(), "Panwaslu memanggil lurah itu.");
    assert_eq!(article.outlet(), Some("kabar-uji"));

    let shown = netra(&["outlets", "explain", "kabar-uji", "--outlets", text(&folder), "--format", "text"]);
    assert!(stdout(&shown).contains("h2.judul"), "{}", stdout(&shown));
}

#[test]
fn an_operators_file_replaces_the_built_in_one() {
    let own = OWN.replace("kabar-uji", "kukarkab");
    let outlets = Outlets::builtin().with([("kukarkab.toml", own.as_str())]).expect("the file is right");
    assert_eq!(outlets.iter().count(), Outlets::builtin().iter().count());
    assert_eq!(outlets.get("kukarkab").map(|outlet| outlet.name()), Some("Kabar Uji"));
    assert!(outlets.of("https://www.kukarkab.go.id/berita/1/a-b").is_none(), "the old hosts are gone");
}

#[test]
fn an_operator_may_name_a_layout_of_their_own() {
    let layout = "[[page]]\ntitle = [\"h2.judul\"]\nbody = [\"div.isi\"]\n";
    let own = "id = \"kabar-uji\"\nname = \"Kabar Uji\"\nhosts = [\"kabar-uji.example\"]\nzone = \"WIT\"\nlayout = \"cms\"\n";
    // Only the folder itself counts, not one whose name ends so.
    let files = [("my-layouts/kabar-uji.toml", own), ("my-layouts/layouts/cms.toml", layout)];
    let outlets = Outlets::builtin().with(files).expect("the files are right");
    let article = parse_with(&Page::from_text(PAGE).with_url("https://kabar-uji.example/a"), &outlets);
    assert_eq!(article.title(), Some("Lurah Dipanggil Panwaslu"));
    assert_eq!(article.layout(), Some(0));
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_line() {
    for (from, to, line, hint) in [
        ("body = ", "bodi = ", 15, "body"),
        ("[\"div.isi\"]", "[\"div..isi\"]", 15, "CSS selector"),
        ("/baca/{id}/{slug}", "/baca/{nomor}", 10, "{slug}"),
        ("\"WIT\"", "\"WIC\"", 4, "WITA"),
        ("kabar-uji.example", "https://kabar-uji.example", 3, "without https://"),
        ("kabar-uji.example", "kaltim.antaranews.com", 3, "antara-kaltim"),
        ("id = \"kabar-uji\"", "id = \"lain\"", 1, "lain.toml"),
        ("zone = \"WIT\"", "zone = \"WIT\"\nlayout = \"joomla\"", 5, "wordpress"),
        ("zone = \"WIT\"", "zone = \"WIT\"\nunconfirmed = [\"page.judul\"]", 5, "page.title"),
        ("[[page]]", "[[page]]\nsince = 2024-13-01", 14, "date"),
        ("[[page]]", "[[page]]\nsince = 2024-02-01\nuntil = 2024-01-01", 15, "swap"),
        ("feeds = [\"/rss\"]", "feeds = [\"rss\"]", 7, "/feed/"),
        ("strip = [\"/amp\"]", "strip = [\"/a/b\"]", 11, "/amp"),
        ("zone = \"WIT\"", "zone = \"WIT", 4, "string"),
    ] {
        let own = OWN.replacen(from, to, 1);
        assert_ne!(own, OWN, "{from}");
        let error = Outlets::builtin().with([("kabar-uji.toml", own.as_str())]).expect_err(to);
        let message = error.to_string();
        assert!(message.starts_with(&format!("kabar-uji.toml:{line}: ")), "{to}: {message}");
        assert!(message.contains(hint), "{to}: {message}");
    }
    let folder = folder("wrong");
    fs::write(folder.join("kabar-uji.toml"), OWN.replace("zone", "zona")).expect("the file can be written");
    let output = netra(&["outlets", "--outlets", text(&folder)]);
    assert_eq!(output.status.code(), Some(78));
    assert!(stderr(&output).contains("kabar-uji.toml:4: "), "{}", stderr(&output));
}

#[test]
fn wrong_arguments_are_told() {
    let empty = folder("empty");
    for (arguments, code, hint) in [
        (vec!["outlets", "explain", "no-such"], 64, "antara-kaltim"),
        (vec!["outlets", "explain"], 64, "<ID>"),
        (vec!["outlets", "check", "no-such"], 64, "antara-kaltim"),
        (vec!["outlets", "--outlets", text(&empty)], 78, "my-outlet.toml"),
        (vec!["outlets", "--outlets", "/no/such/folder"], 74, "cannot be read"),
        (vec!["outlets", "extract", "Cargo.toml"], 64, ".html"),
        (vec!["outlets", "extract", "--format", "text", text(&empty)], 64, "jsonl"),
        (vec!["outlets", "explain", "--file", "/no/such/page.html"], 74, "no such file"),
    ] {
        let output = netra(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(hint), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_folder_of_pages_is_extracted() {
    let folder = folder("pages");
    fs::write(folder.join("satu.html"), PAGE).expect("the file can be written");
    fs::write(folder.join("kosong.htm"), "").expect("the file can be written");
    fs::write(folder.join("catatan.txt"), "bukan halaman").expect("the file can be written");
    fs::write(folder.join("rusak.html"), b"\xff\xfe\x00<p").expect("the file can be written");
    let file = fs::File::create(folder.join("dua.html.gz")).expect("the file can be made");
    let mut gzip = GzEncoder::new(file, Compression::default());
    gzip.write_all(PAGE.as_bytes()).expect("the file can be written");
    gzip.finish().expect("the file can be written");
    let output = netra(&["outlets", "extract", "--format", "json", text(&folder)]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let pages: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let names: Vec<&String> = pages.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["dua", "kosong", "rusak", "satu"]);
    assert_eq!(pages["dua"], pages["satu"]);
    assert_eq!(pages["satu"]["datePublished"], "2024-10-14T09:30:00");
    assert!(pages["satu"]["articleBody"].as_str().expect("a text").contains("Panwaslu memanggil lurah itu."));
    assert_eq!(pages["kosong"]["articleBody"], "");

    fs::write(folder.join("tiga.html.gz"), b"no gzip").expect("the file can be written");
    let output = netra(&["outlets", "extract", text(&folder)]);
    assert_eq!(output.status.code(), Some(74), "one page cannot be read");
    let pages: Value = serde_json::from_str(stdout(&output)).expect("the rest is still JSON");
    assert_eq!(pages.as_object().map(serde_json::Map::len), Some(4));
}

#[test]
fn a_page_of_another_layout_fails_its_check() {
    let folder = folder("changed");
    let page = include_str!("../data/replica/antara-kaltim/camat-video.html");
    let url = "https://kaltim.antaranews.com/berita/223651/bawaslu-kukar-dalami-video";
    for (name, page, code) in
        [("same", page.to_owned(), 0), ("changed", page.replace("post-content", "konten-baru"), 65)]
    {
        let path = folder.join(format!("{name}.html"));
        fs::write(&path, page).expect("the file can be written");
        let output = netra(&["outlets", "check", "--file", text(&path), "--url", url, "--format", "text"]);
        assert_eq!(output.status.code(), Some(code), "{name}: {}", stdout(&output));
        assert_eq!(stdout(&output).contains("find nothing"), code == 65, "{name}: {}", stdout(&output));
    }
}

#[test]
fn a_page_that_is_too_long_is_cut_and_says_so() {
    let page = folder("long").join("long.html");
    fs::write(&page, format!("{PAGE}<!-- {} -->", "x".repeat(17 << 20))).expect("the file can be written");
    let output = netra(&["analyze", "--format", "jsonl", text(&page)]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let result: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert!(result["text"].as_str().is_some_and(|text| text.contains("Panwaslu memanggil lurah itu.")));
    assert!(result["page"]["doubts"][0].as_str().is_some_and(|doubt| doubt.contains("4 MiB")));
}

/// The report on a page tells where each field comes from, and the record's own word comes first.
#[test]
fn a_page_in_a_record_is_analysed_with_what_it_gave() {
    let page = include_str!("../data/replica/tribun-kaltim/kepala-sd-paser.html");
    let expected: Value =
        serde_json::from_str(include_str!("../data/replica/tribun-kaltim/kepala-sd-paser.json"))
            .expect("JSON");
    let folder = folder("record");
    let path = folder.join("record.json");
    let record =
        serde_json::json!({ "id": "a", "url": expected["url"], "html": page, "published": "2024-11-06" });
    fs::write(&path, record.to_string()).expect("the file can be written");
    let output = netra(&["analyze", "--format", "jsonl", text(&path)]);
    let result: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(result["published"], "2024-11-06", "what the record says comes first");
    assert_eq!(result["page"]["published_at"], expected["published"]);
    assert_eq!(result["page"]["authors"], expected["authors"]);
    assert_eq!(result["outlet"], "tribun-kaltim");
    assert_eq!(result["page"]["sources"]["body"], "selector");
    let output = netra(&["analyze", "--format", "jsonl", "examples/articles/rekap-bawaslu.txt"]);
    let result: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert!(result.get("page").is_none(), "a text has no page");
}
