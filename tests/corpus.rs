//! The labelled articles of `data/corpus`: complete records, and no two articles that share a long run of words.

#![expect(clippy::disallowed_methods, reason = "the test reads the project itself")]

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The longest run of words that two articles of different stories may share.
const RUN: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: String,
    outlet: String,
    title: String,
    published: String,
    text: String,
    label: String,
    kind: String,
    acts: Vec<String>,
    accused: Vec<Accused>,
    #[expect(dead_code, reason = "the field must be there")]
    denied: bool,
    #[expect(dead_code, reason = "the field must be there")]
    speakers: Vec<String>,
    group: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accused {
    text: String,
    #[expect(dead_code, reason = "the field must be there")]
    name: Option<String>,
    bound_as: String,
}

#[test]
fn records_are_complete() {
    const STATES: [&str; 5] = ["alleged", "under_review", "proven", "sanctioned", "dismissed"];
    let acts = include_str!("../data/lexicon/acts.tsv");
    let mut ids = BTreeSet::new();
    for record in records() {
        let id = &record.id;
        assert!(ids.insert(id.clone()), "{id} stands twice");
        assert!(!record.title.is_empty() && !record.outlet.is_empty() && !record.group.is_empty(), "{id}");
        assert!(
            record.published.parse::<jiff::civil::Date>().is_ok(),
            "{id}: {} is no day",
            record.published
        );
        let words = record.text.split_whitespace().count();
        assert!((50..=420).contains(&words), "{id} has {words} words");
        let known = |act: &String| acts.lines().any(|line| line.split('\t').next() == Some(act));
        assert!(record.acts.iter().all(known), "{id}: {:?}", record.acts);
        match record.label.as_str() {
            "violation" => {
                assert!(STATES.contains(&record.kind.as_str()), "{id}: {}", record.kind);
                assert!(!record.acts.is_empty() && !record.accused.is_empty(), "{id} names no act or nobody");
                let told = |accused: &Accused| !accused.text.is_empty() && !accused.bound_as.is_empty();
                assert!(record.accused.iter().all(told), "{id}");
            }
            "not" => assert!(record.acts.is_empty() && record.accused.is_empty(), "{id} reports no case"),
            other => panic!("{id}: {other} is no label"),
        }
    }
}

#[test]
fn kinds_and_lengths_are_in_balance() {
    let records = records();
    let (violations, others): (Vec<&Record>, Vec<&Record>) =
        records.iter().partition(|record| record.label == "violation");
    assert!(violations.len() >= 380 && others.len() >= 520, "{} and {}", violations.len(), others.len());
    for kind in ["alleged", "under_review", "proven", "sanctioned", "dismissed"] {
        let count = violations.iter().filter(|record| record.kind == kind).count();
        assert!(count >= 50, "{count} violations are {kind}");
    }
    let kinds: BTreeSet<&str> = others.iter().map(|record| record.kind.as_str()).collect();
    assert!(kinds.len() >= 15, "{kinds:?}");
    let acts: BTreeSet<&String> = violations.iter().flat_map(|record| &record.acts).collect();
    let all = include_str!("../data/lexicon/acts.tsv").lines().count() - 1;
    assert_eq!(acts.len(), all, "every act stands in an article: {acts:?}");
    let without_the_word =
        |record: &&&Record| !format!("{} {}", record.title, record.text).to_lowercase().contains("netral");
    assert!(violations.iter().filter(without_the_word).count() >= 120);
    // Length must not tell the classes apart.
    let middle = |records: &[&Record]| {
        let mut words: Vec<usize> =
            records.iter().map(|record| record.text.split_whitespace().count()).collect();
        words.sort_unstable();
        words[words.len() / 2] as f64
    };
    let ratio = middle(&violations) / middle(&others);
    assert!((0.8..1.25).contains(&ratio), "the middle lengths are as {ratio} to 1");
}

#[test]
fn no_two_stories_share_a_long_run_of_words() {
    let records = records();
    let mut seen: BTreeMap<String, &Record> = BTreeMap::new();
    for record in &records {
        let words: Vec<String> = record
            .text
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        for run in words.windows(RUN) {
            if let Some(other) = seen.insert(run.join(" "), record) {
                assert!(
                    other.group == record.group,
                    "{} and {} share {:?}",
                    other.id,
                    record.id,
                    run.join(" ")
                );
            }
        }
    }
}

fn records() -> Vec<Record> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("data/corpus can be read")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    let mut records = Vec::new();
    for file in files {
        for (number, line) in fs::read_to_string(&file).expect("the file can be read").lines().enumerate() {
            let record = serde_json::from_str(line);
            records.push(record.unwrap_or_else(|error| panic!("{}:{}: {error}", file.display(), number + 1)));
        }
    }
    records
}
