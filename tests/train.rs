//! `netra train` as its users meet it where it does not come to training, and models as `analyze` meets them.
//! That training itself is right is tested in `src/classify/train`, on articles few enough for a test.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program on files of their own")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn netra(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_netra")).args(arguments).output().expect("the program runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the program writes UTF-8")
}

/// A file in a folder of this test's own.
fn file(folder: &str, name: &str, content: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("train").join(folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(name);
    fs::write(&path, content).expect("the file can be written");
    path
}

#[test]
fn a_model_is_not_replaced_by_mistake() {
    let model = file("there", "model.tsv", "an older model");
    let folder = model.parent().expect("it has a folder").to_str().expect("UTF-8");
    let output = netra(&["train", "--out", folder]);
    assert_eq!(output.status.code(), Some(64), "{}", stderr(&output));
    assert!(stderr(&output).contains("--replace"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&model).expect("it is still there"), "an older model");
}

#[test]
fn bad_articles_of_ones_own_are_told_with_file_and_line() {
    let good = r#"{"text": "Camat hadir.", "label": "not"}"#;
    for (content, line, why) in [
        (format!("{good}\n{{\"text\": \"Camat hadir.\"}}\n"), "line 2", "label"),
        (format!("{good}\n{good}\n{{\"text\": \" \", \"label\": \"not\"}}\n"), "line 3", "without text"),
        ("no JSON\n".to_owned(), "line 1", "not JSON"),
        (String::new(), "own.jsonl", "no articles"),
    ] {
        let path = file("bad", "own.jsonl", &content);
        let output = netra(&["train", "--with", path.to_str().expect("UTF-8"), "--out", "no-such-folder"]);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(65), "{told}");
        assert!(told.contains("own.jsonl") && told.contains(line) && told.contains(why), "{told}");
    }
    assert!(!PathBuf::from("no-such-folder").exists());
}

#[test]
fn what_is_no_model_is_refused() {
    let article = file("use", "article.txt", "Camat diduga ikut kampanye.");
    let article = article.to_str().expect("UTF-8");
    for (name, content, why) in [
        ("other.tsv", "feature\tweight\n", "damaged"),
        ("cut.tsv", &include_str!("../data/model/model.tsv")[..20_000], "damaged"),
    ] {
        let model = file("use", name, content);
        for command in ["analyze", "eval"] {
            let output = netra(&[command, "--model", model.to_str().expect("UTF-8"), article]);
            assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
            assert!(stderr(&output).contains(name) && stderr(&output).contains(why), "{}", stderr(&output));
        }
    }
    let output = netra(&["analyze", "--model", "no-such.tsv", article]);
    assert_eq!(output.status.code(), Some(74), "{}", stderr(&output));
}
