//! The sample articles as `netra analyze` shows them to people, with the evidence marked in brackets.
//!
//! A difference is to be read as an analyst would: is what the new text says about the people in it right?
//! `INSTA_UPDATE=always cargo test --test samples` takes the new texts over.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the test runs the program")]

use std::process::Command;

#[test]
fn samples() {
    insta::glob!("../examples/articles", "*.*", |path| {
        let output = Command::new(env!("CARGO_BIN_EXE_netra"))
            .args(["analyze", "--format", "text"])
            .arg(path)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("the program writes UTF-8");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(text);
        });
    });
}
