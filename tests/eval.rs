//! `netra eval` as its users meet it: the real binary on small labelled files.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program on files of their own")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Two violations, told apart from two other articles by any model worth the name, and a borderline one.
const LABELLED: &str = r#"{"id":"a","label":"violation","kind":"proven","group":"g1","borderline":false,"title":"Camat Muara Terbukti Langgar Netralitas, KASN Beri Sanksi","text":"Camat Muara, Danu Rahmatullah, terbukti melanggar netralitas ASN karena menghadiri kampanye pasangan calon bupati nomor urut 2, kata Bawaslu, Senin (3/6/2024). KASN merekomendasikan sanksi."}
{"id":"b","label":"violation","kind":"alleged","group":"g1","borderline":false,"title":"Diduga Ajak Warga Pilih Paslon, Lurah Teluk Dilaporkan ke Bawaslu","text":"Lurah Teluk, Sari Widuri, dilaporkan ke Bawaslu karena diduga mengajak warga memilih pasangan calon wali kota nomor urut 1 dalam sebuah video, Selasa (4/6/2024)."}
{"id":"c","label":"not","kind":"general","dup_group":7,"borderline":false,"title":"Harga Cabai Naik","text":"Harga cabai di Pasar Pagi naik menjadi Rp80 ribu sekilo, Rabu (5/6/2024)."}

{"id":"d","label":"not","subtype":"appeal","title":"Jalan Poros Mulai Diperbaiki","text":"Perbaikan jalan poros dimulai pekan ini, kata kepala dinas pekerjaan umum.","views":12}
{"id":"e","label":"violation","kind":"alleged","borderline":true,"title":"Jembatan Ditutup Dua Malam","text":"Jembatan itu ditutup dua malam untuk perawatan."}
"#;

fn netra(arguments: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netra"));
    command.arg("eval").args(arguments).arg(path).output().expect("the program runs")
}

/// A file of this test's own with this content.
fn file(name: &str, content: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("eval");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(name);
    fs::write(&path, content).expect("the file can be written");
    path
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the program writes UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("the program writes UTF-8")
}

/// The report, which must be JSON.
fn report(output: &Output) -> Value {
    serde_json::from_str(stdout(output)).expect("standard output is one JSON object")
}

#[test]
fn the_report_has_everything() {
    let output = netra(&["--format", "json"], &file("report.jsonl", LABELLED));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report = report(&output);
    let fields: Vec<&str> = report.as_object().expect("an object").keys().map(String::as_str).collect();
    for field in ["schema", "model", "threshold", "all", "clear", "kinds", "reliability", "curve", "errors"] {
        assert!(fields.contains(&field), "{field} is not among {fields:?}");
    }
    let all = &report["all"];
    assert_eq!((&all["articles"], &all["violations"]), (&5.into(), &3.into()));
    // a and b are one story.
    assert_eq!((&all["stories"], &report["clear"]["stories"]), (&4.into(), &3.into()));
    assert_eq!((&all["flagged"], &all["missed"], &all["wrongly_flagged"]), (&2.into(), &1.into(), &0.into()));
    assert_eq!(all["precision"], 1.0);
    assert_eq!(all["f1"], 0.8);
    assert_eq!(report["clear"]["f1"], 1.0);
    assert_eq!(report["clear"]["auc"], 1.0);
    for measure in ["auc", "brier", "log_loss", "average_precision"] {
        assert!(all[measure].is_f64(), "{measure}");
    }
    assert_eq!(all["intervals"]["precision"], serde_json::json!([1.0, 1.0]));
    assert_eq!(report["reliability"].as_array().map(Vec::len), Some(10));
    assert_eq!(report["curve"].as_array().and_then(|points| points.last()).expect("points")["recall"], 1.0);
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(1));
    assert_eq!((&report["errors"][0]["id"], &report["errors"][0]["borderline"]), (&"e".into(), &true.into()));
    let kinds: Vec<String> = report["kinds"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|kind| format!("{} {}/{}", kind["kind"], kind["flagged"], kind["articles"]))
        .collect();
    assert_eq!(kinds, [r#""alleged" 1/2"#, r#""proven" 1/1"#, r#""appeal" 0/1"#, r#""general" 0/1"#]);
}

#[test]
fn the_table_is_for_people() {
    let output = netra(&[], &file("table.jsonl", LABELLED));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let table = stdout(&output);
    let words = |name: &str| -> Vec<&str> {
        let line = table.lines().find(|line| line.starts_with(name));
        line.unwrap_or_else(|| panic!("{name} is not in\n{table}")).split_whitespace().collect()
    };
    assert_eq!(words("articles"), ["articles", "5", "4"]);
    assert_eq!(words("missed"), ["missed", "1", "0"]);
    assert_eq!(words("F1")[..2], ["F1", "0.800"]);
    assert_eq!(words("proven"), ["proven", "violation", "1", "1", "1.000"]);
    assert!(table.contains("missed           e  Jembatan Ditutup Dua Malam (borderline)"), "{table}");
    assert!(table.lines().all(|line| line.trim_end() == line), "{table}");
    assert_eq!(stderr(&output), "");
}

#[test]
fn the_same_input_gives_the_same_report() {
    let path = file("same.jsonl", LABELLED);
    assert_eq!(netra(&["--format", "json"], &path).stdout, netra(&["--format", "json"], &path).stdout);
}

#[test]
fn the_threshold_is_the_askers() {
    let path = file("threshold.jsonl", LABELLED);
    let all = report(&netra(&["--format", "json", "--threshold", "0"], &path));
    assert_eq!(
        (&all["threshold"], &all["all"]["flagged"], &all["all"]["recall"]),
        (&0.0.into(), &5.into(), &1.0.into())
    );
    let none = report(&netra(&["--format", "json", "--threshold", "1"], &path));
    assert_eq!((&none["all"]["flagged"], &none["all"]["precision"]), (&0.into(), &Value::Null));
    assert_eq!(none["all"]["auc"], all["all"]["auc"]);
    assert_eq!(netra(&["--threshold", "2"], &path).status.code(), Some(64));
}

#[test]
fn as_many_errors_as_asked_for() {
    let path = file("errors.jsonl", LABELLED);
    let report = report(&netra(&["--format", "json", "--threshold", "1", "--errors", "2"], &path));
    let errors = report["errors"].as_array().expect("an array");
    assert_eq!(errors.len(), 2);
    assert!(errors[0]["score"].as_f64() <= errors[1]["score"].as_f64(), "the worst stands first");
    assert!(!stdout(&netra(&["--errors", "0"], &path)).contains("worst first"));
}

#[test]
fn the_picture_is_well_formed() {
    for (name, content) in [("full", LABELLED), ("empty", ""), ("others", &line_of("not").repeat(3))] {
        let picture = file(&format!("{name}.svg"), "");
        let path = file(&format!("picture-{name}.jsonl"), content);
        netra(&["--svg", picture.to_str().expect("the path is UTF-8")], &path);
        let text = fs::read_to_string(&picture).expect("the picture was written");
        let svg = roxmltree::Document::parse(&text).expect("the picture is XML");
        assert_eq!(svg.root_element().tag_name().name(), "svg");
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        let says: Vec<&str> = svg.descendants().filter_map(|node| node.text()).collect();
        for word in ["Precision and recall", "Reliability", "mean score"] {
            assert!(says.contains(&word), "{name}: {word} is not in the picture");
        }
        let chosen = svg.descendants().filter(|node| node.attribute("class") == Some("chosen")).count();
        // On the curve and in its legend.
        assert_eq!(chosen, if name == "full" { 2 } else { 0 }, "{name}");
    }
}

#[test]
fn a_picture_that_cannot_be_written_is_an_error() {
    let path = file("unwritable.jsonl", LABELLED);
    let output = netra(&["--svg", "/nowhere/at/all.svg"], &path);
    assert_eq!(output.status.code(), Some(74));
    assert!(stderr(&output).contains("/nowhere/at/all.svg cannot be written"), "{}", stderr(&output));
}

#[test]
fn bad_lines_are_reported_and_the_rest_is_measured() {
    let good = line_of("not");
    let bad = format!(
        "{good}{{\"label\":\n{{\"text\":\"x\"}}\n{{\"text\":\"x\",\"label\":\"yes\"}}\n{{\"text\":\"x\",\"label\":\"not\",\"borderline\":3}}\n{good}"
    );
    let path = file("bad.jsonl", &bad);
    let output = netra(&["--format", "json"], &path);
    assert_eq!(output.status.code(), Some(65));
    let report = report(&output);
    assert_eq!(report["all"]["articles"], 2);
    let lines: Vec<&Value> =
        report["refused"].as_array().expect("an array").iter().map(|refused| &refused["line"]).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
    let said: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[0].contains("line 2 is not JSON"), "{said:?}");
    assert!(said[1].ends_with("line 3 is not labelled: it has no \"label\""), "{said:?}");
    assert!(said[2].contains("must be \"violation\" or \"not\", got \"yes\""), "{said:?}");
    assert!(said[3].contains("\"borderline\" must be true or false, got 3"), "{said:?}");
    assert!(stdout(&netra(&[], &path)).contains("4 records could not be measured"));
}

#[test]
fn nothing_to_measure_is_no_success() {
    let output = netra(&["--format", "json"], &file("empty.jsonl", ""));
    assert_eq!(output.status.code(), Some(65));
    assert!(stderr(&output).contains("there is no labelled article to measure"), "{}", stderr(&output));
    let report = report(&output);
    assert_eq!(report["all"]["articles"], 0);
    assert_eq!(report["all"]["brier"], Value::Null);
    assert_eq!(netra(&[], &file("none.jsonl", "")).status.code(), Some(65));
    assert_eq!(netra(&[], Path::new("/nowhere/at/all.jsonl")).status.code(), Some(74));
}

#[test]
fn one_class_alone_has_no_auc() {
    let others = file("others.jsonl", &line_of("not").repeat(3));
    let output = netra(&["--format", "json"], &others);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let only_others = report(&output);
    for measure in ["auc", "recall", "average_precision"] {
        assert_eq!(only_others["all"][measure], Value::Null, "{measure}");
    }
    assert!(only_others["all"]["brier"].is_f64());
    assert_eq!(only_others["curve"], serde_json::json!([]));
    assert_eq!(only_others["clear"], Value::Null);
    let table = netra(&[], &others);
    let auc =
        stdout(&table).lines().find(|line| line.starts_with("AUC")).expect("a line for the AUC").to_owned();
    assert!(auc.ends_with('–'), "{auc}");
    assert!(!stdout(&table).contains("NaN"));
    let violations =
        report(&netra(&["--format", "json"], &file("only.jsonl", &line_of("violation").repeat(3))));
    assert_eq!(violations["all"]["auc"], Value::Null);
    assert!(violations["all"]["recall"].is_f64());
}

#[test]
fn foreign_text_does_nothing_to_the_terminal() {
    let line = r#"{"id":"x\u001b[2J","kind":"k\u0007","label":"violation","title":"Judul\u001b]0;x\u0007","text":"Jalan rusak."}"#;
    let output = netra(&[], &file("hostile.jsonl", line));
    assert!(!stdout(&output).contains(['\u{1b}', '\u{7}']), "{:?}", stdout(&output));
}

/// A labelled article in which nothing happens.
fn line_of(label: &str) -> String {
    format!("{{\"title\":\"Jalan Rusak\",\"text\":\"Jalan itu rusak sejak Senin.\",\"label\":\"{label}\"}}\n")
}
