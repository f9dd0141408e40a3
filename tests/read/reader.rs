//! `netra digest --for`: a reader is told once, and of every change.

use super::sample::folder;
use super::{fails, netra_in, stdout};
use netra::store::{self, Decision, Reach, Verdict};
use serde_json::Value;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy of the store that the other tests read, in a folder of its own.
fn copy(name: &str) -> PathBuf {
    let folder = folder(name);
    let copy = folder.join("netra.sqlite");
    assert_eq!(stdout(&["backup", copy.to_str().expect("a path")]), "");
    folder
}

/// What the program writes in a folder, where all went well.
#[track_caller]
fn told(folder: &Path, arguments: &[&str]) -> String {
    let output = netra_in(folder, &[&["digest"], arguments].concat());
    fails(&output, 0, &[]);
    assert!(
        output.stderr.is_empty(),
        "cron would send a mail of {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

/// The articles of a digest, each with why it is told.
#[track_caller]
fn news(folder: &Path, arguments: &[&str]) -> Vec<(i64, Value)> {
    let digest: Value = serde_json::from_str(&told(folder, &[&["--format", "json"], arguments].concat()))
        .expect("it is JSON");
    let entries = digest.as_array().expect("an array").iter();
    entries.map(|it| (it["article"].as_i64().expect("a number"), it["news"].clone())).collect()
}

fn judge(folder: &Path, article: i64, decision: Decision) {
    let verdict = Verdict {
        article,
        reach: Reach::Story,
        decision,
        reason: None,
        reviewer: "Sari".to_owned(),
        at: "2024-10-22T01:00:00Z".parse().expect("a time"),
        note: None,
        score_shown: None,
        model: None,
        key: format!("{article}-{}", decision.name()),
        supersedes: None,
    };
    store::open(&folder.join("netra.sqlite")).expect("it opens").add_verdict(&verdict).expect("added");
}

#[test]
fn what_was_told_is_not_told_again_but_what_changed_is() {
    let folder = copy("reader");
    let desk = ["--for", "desk", "--since", "2024-10-08"];
    let new = || serde_json::json!({"kind": "new"});
    // The run of that night found the article of September.
    let all = [3, 5, 1, 6].map(|article| (article, new()));
    assert_eq!(news(&folder, &desk), all);
    assert_eq!(news(&folder, &desk), []);
    // Text and HTML of nothing are nothing.
    assert_eq!(told(&folder, &desk), "");
    assert_eq!(told(&folder, &[&desk[..], &["--format", "html"]].concat()), "");
    // Another reader knows nothing of this one.
    assert_eq!(news(&folder, &["--for", "warga", "--since", "2024-10-10"]), all[..2]);

    judge(&folder, 5, Decision::Confirm);
    let again = ["--for", "desk", "--again"];
    assert_eq!(news(&folder, &again), all);
    let changed = told(&folder, &[&desk[..], &["--lang", "id"]].concat());
    assert!(
        changed.starts_with("netra: baru atau berubah, untuk desk\nPerlu ditinjau: 0 baru, 1 berubah.\n"),
        "{changed}"
    );
    assert!(changed.contains("   Perubahan: putusan: belum ada → valid\n"), "{changed}");
    assert_eq!(told(&folder, &desk), "");
    assert_eq!(told(&folder, &[&again[..], &["--lang", "id"]].concat()), changed);
    let verdict = serde_json::json!({"what": "verdict", "from": null, "to": "confirm"});
    let expected = serde_json::json!({"kind": "changed", "changes": [verdict]});
    assert_eq!(news(&folder, &again), [(5, expected)]);
    // Without a reader the digest is as it was.
    assert!(
        told(&folder, &["--since", "2024-10-08"])
            .starts_with("netra: to be reviewed since 8 October 2024\n4 stories")
    );
}

#[test]
fn what_was_old_when_a_reader_began_is_told_only_when_it_changes() {
    let folder = copy("old");
    let day = |ago: i64| {
        (jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * ago)).to_string()[..10].to_owned()
    };
    fresh(&folder, "https://kabar.example/lama", &day(30));
    fresh(&folder, "https://kabar.example/kini", &day(0));
    // Without a day a digest begins on the one before that of the last run.
    let mut store = store::open(&folder.join("netra.sqlite")).expect("it opens");
    store.begin_run("nightly", 4712, jiff::Timestamp::now()).expect("begun");
    drop(store);
    let articles = |told: Vec<(i64, Value)>| told.into_iter().map(|(article, _)| article).collect::<Vec<_>>();
    assert_eq!(articles(news(&folder, &["--for", "desk", "--since", &day(2)])), [8]);
    assert_eq!(news(&folder, &["--for", "desk", "--since", &day(60)]), []);
    judge(&folder, 7, Decision::Reject);
    assert_eq!(articles(news(&folder, &["--for", "desk"])), [7]);
}

#[test]
fn what_could_not_be_written_is_told_the_next_time() {
    let folder = copy("full");
    let full = OpenOptions::new().write(true).open("/dev/full").expect("a disk that is full");
    let output = Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(["digest", "--for", "desk", "--since", "2024-10-08"])
        .current_dir(&folder)
        .stdout(full)
        .output()
        .expect("the program runs");
    fails(&output, 74, &["cannot write"]);
    assert_eq!(news(&folder, &["--for", "desk", "--since", "2024-10-08"]).len(), 4);
}

#[test]
fn a_feed_holds_what_changed_last_and_has_no_reader() {
    let folder = copy("feed");
    let feed = |folder: &Path| {
        let feed = told(folder, &["--format", "atom", "--lang", "id"]);
        let document = roxmltree::Document::parse(&feed).expect("it is XML");
        let child = |node: roxmltree::Node, name: &str| {
            node.children()
                .find(|it| it.tag_name().name() == name)
                .and_then(|it| it.text())
                .unwrap_or_default()
                .to_owned()
        };
        let entries = document.descendants().filter(|node| node.tag_name().name() == "entry");
        entries.map(|entry| (child(entry, "id"), child(entry, "updated"))).collect::<Vec<_>>()
    };
    let before = feed(&folder);
    assert_eq!(before.len(), 4);
    assert!(before.is_sorted_by(|a, b| a.1 >= b.1), "{before:?}");
    // The oldest story is judged: it has the same id and comes first.
    judge(&folder, 6, Decision::Confirm);
    let after = feed(&folder);
    assert_eq!(after[0], (before[3].0.clone(), "2024-10-22T01:00:00Z".to_owned()));
    fails(&netra_in(&folder, &["digest", "--for", "desk", "--format", "atom"]), 64, &["leave out --for"]);
    fails(&netra_in(&folder, &["digest", "--again"]), 64, &["--for"]);
    fails(
        &netra_in(&folder, &["digest", "--for", "desk", "--again"]),
        64,
        &["\"desk\" was told nothing yet"],
    );
    fails(&netra_in(&folder, &["digest", "--for", " "]), 64, &["one line"]);
}

/// Stores a flagged article of a day.
fn fresh(folder: &Path, url: &str, day: &str) {
    let day = day.parse().expect("a day");
    let title = "Camat Teluk Lama Dilaporkan";
    let text = "Camat Teluk Lama, Wira Sanjaya, diduga mengikuti kampanye calon bupati.";
    let fetched = super::sample::fetched(url, "antara-kaltim", day, title, text, 0.8);
    store::open(&folder.join("netra.sqlite")).expect("it opens").save(&fetched).expect("stored");
}
