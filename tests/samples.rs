//! The sample articles as `netra analyze` shows them to people, with the evidence marked in brackets.
//!
//! A difference is to be read as an analyst would: is what the new text says about the people in it right?
//! `INSTA_UPDATE=always cargo test --test samples` takes the new texts over.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the test runs the program")]

use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn samples() {
    insta::glob!("../examples/articles", "*.*", |path| {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(analyzed(path.to_str().expect("the path is UTF-8"), ""));
        });
    });
}

/// The pages of the outlets' replicas: what their pages gave, and what is said in them.
#[test]
fn replicas() {
    insta::glob!("../data/replica", "*/*.json", |path| {
        let page = path.with_extension("html");
        if !page.is_file() {
            return;
        }
        let expected = std::fs::read_to_string(path).expect("the expectation can be read");
        let expected: serde_json::Value = serde_json::from_str(&expected).expect("the expectation is JSON");
        let html = std::fs::read_to_string(page).expect("replicas are in UTF-8");
        let record = serde_json::json!({ "url": expected["url"], "html": html });
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(analyzed("-", &record.to_string()));
        });
    });
}

/// What the program shows of `path`, with `input` on its standard input.
fn analyzed(path: &str, input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(["analyze", "--format", "text", path])
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    stdin.write_all(input.as_bytes()).expect("the program reads its input");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{path}");
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}
