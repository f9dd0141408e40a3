//! The tables of the lexicon are canonical: one form, one order, no row twice.
//!
//! `UPDATE=1 cargo test --test lexicon` puts them into that form.

#![expect(clippy::disallowed_methods, reason = "the test reads the project itself")]

use std::fs;
use std::path::{Path, PathBuf};

/// Tables whose keys are matched as they are written, capitals included.
const AS_WRITTEN: [&str; 1] = ["boilerplate.tsv"];

#[test]
fn tables_are_canonical() {
    let mut wrong = Vec::new();
    for path in tables() {
        let text = fs::read_to_string(&path).expect("the table is UTF-8");
        let canonical = canonical(&text);
        if text != canonical {
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, canonical).expect("the table can be written");
            } else {
                let line =
                    text.lines().zip(canonical.lines()).take_while(|(old, new)| old == new).count() + 1;
                wrong.push(format!(
                    "{}:{line}: not in order, not unique, or with stray spaces",
                    path.display()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nRun `UPDATE=1 cargo test --test lexicon` and look at what it changed.",
        wrong.join("\n")
    );
}

#[test]
fn rows_fit_their_header_and_keys_are_folded() {
    let mut wrong = Vec::new();
    for path in tables() {
        let text = fs::read_to_string(&path).expect("the table is UTF-8");
        let columns = text.lines().next().unwrap_or_default().split('\t').count();
        for (number, line) in text.lines().enumerate() {
            let mut complain =
                |why: &str| wrong.push(format!("{}:{}: {why}: {line:?}", path.display(), number + 1));
            let key = line.split('\t').next().unwrap_or_default();
            if line.split('\t').count() != columns {
                complain("another number of cells than the header has");
            }
            if key.is_empty() {
                complain("no key");
            }
            let as_written = AS_WRITTEN.iter().any(|name| path.ends_with(name));
            if !as_written && (key != key.to_lowercase() || key.contains(['‘', '’', '`'])) {
                complain("a key has small letters and straight apostrophes");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_table_has_its_provenance() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/README.md");
    let readme = fs::read_to_string(readme).expect("data/README.md can be read");
    for path in tables() {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        assert!(readme.contains(&*name), "data/README.md must say where {name} comes from");
    }
}

fn tables() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let mut tables: Vec<PathBuf> = fs::read_dir(folder)
        .expect("data/lexicon can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    tables.sort();
    assert!(!tables.is_empty(), "data/lexicon holds no table");
    tables
}

/// The header, then the rows by first cell and then the others, each once, cells without stray spaces.
fn canonical(text: &str) -> String {
    let mut lines = text.lines().map(|line| {
        line.split('\t').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    });
    let header = lines.next().unwrap_or_default();
    let mut rows: Vec<Vec<String>> = lines.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    rows.sort();
    rows.dedup();
    std::iter::once(header).chain(rows).map(|row| row.join("\t") + "\n").collect()
}
