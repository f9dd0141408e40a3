//! Data flows one way: a stage of the crate names only stages before it.

#![expect(clippy::disallowed_methods, reason = "the test reads the project itself")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, in order. Each may name those above it and no other.
const ORDER: [&str; 15] = [
    "crawl", "text", "article", "extract", "metric", "classify", "analysis", "annotate", "story", "store",
    "export", "digest", "review", "nightly", "cli",
];

/// What every stage may name. These name no stage.
const SHARED: [&str; 5] = ["date", "error", "fnv", "lang", "lexicon"];

#[test]
fn a_stage_names_only_stages_before_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exported = exports(&fs::read_to_string(source.join("lib.rs")).expect("src/lib.rs can be read"));
    let mut wrong = Vec::new();
    for path in files(&source) {
        let stage = stage_of(path.strip_prefix(&source).expect("the file lies in src"));
        if stage == "lib" || stage == "main" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("the file can be read");
        for (number, line) in text.lines().enumerate() {
            for name in names(line) {
                let other = exported.get(&name).cloned().unwrap_or(name);
                if let Err(why) = allowed(&stage, &other) {
                    wrong.push(format!("{}:{}: {why}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nMove what both need to the earlier stage, or pass it in as an argument. The order stands in {}.",
        wrong.join("\n"),
        file!()
    );
}

#[test]
fn the_check_sees_what_it_should() {
    assert_eq!(names("use crate::{text::Span, article::{Article, Dateline}};"), ["text", "article"]);
    assert_eq!(names("let x = crate::analysis::y(crate::text::z());"), ["analysis", "text"]);
    assert_eq!(names("// as crate::cli does"), Vec::<String>::new());
    assert_eq!(exports("pub use analysis::{Analysis, Analyzer};")["Analyzer"], "analysis");
    assert!(allowed("extract", "text").is_ok());
    assert!(allowed("text", "extract").is_err());
    assert!(allowed("lexicon", "text").is_err());
    assert!(allowed("text", "lexicon").is_ok());
}

fn allowed(stage: &str, other: &str) -> Result<(), String> {
    if stage == other || SHARED.contains(&other) {
        return Ok(());
    }
    let place = |name: &str| ORDER.iter().position(|&stage| stage == name);
    match (place(stage), place(other)) {
        (_, None) => Err(format!("`{other}` is no stage: add it to ORDER")),
        (None, Some(_)) if SHARED.contains(&stage) => {
            Err(format!("`{stage}` is shared, so it may not name `{other}`"))
        }
        (None, Some(_)) => Err(format!("`{stage}` is no stage: add it to ORDER")),
        (Some(here), Some(there)) if there < here => Ok(()),
        _ => Err(format!("`{stage}` names `{other}`, a later stage")),
    }
}

/// All Rust files under `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The stage that a file belongs to: the first part of its path in src.
fn stage_of(path: &Path) -> String {
    let first = path.iter().next().expect("a path has a part").to_string_lossy();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

/// For each name that lib.rs exports, the stage that it comes from.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    let uses = lib.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    for (stage, names) in uses.filter_map(|path| path.split_once("::")) {
        for name in names.trim_matches(['{', '}']).split(',') {
            exports.insert(name.trim().to_owned(), stage.to_owned());
        }
    }
    exports
}

/// The first name after each `crate::` in a line that is no comment; of a group in braces each one's.
fn names(line: &str) -> Vec<String> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => found.push(first_name(rest)),
            Some(group) => {
                let mut depth = 0;
                let parts = group.split(|char| {
                    depth += match char {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
                    char == ',' && depth == 0
                });
                found.extend(parts.map(|part| first_name(part.trim())).filter(|name| !name.is_empty()));
            }
        }
    }
    found
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
}
