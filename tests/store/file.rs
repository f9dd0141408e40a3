//! The store in a file: whose file it is, what was ever written, backups, the check.

#![expect(clippy::disallowed_methods, reason = "the tests look at the files of the store")]

use crate::sample::{address, at, fetched, folder, found, list, plain, save, store, verdict};
use netra::ErrorKind;
use netra::store::{Decision, Filter, Gravity, Scope, Store, open, open_existing};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a check finds that is worse than good to know.
fn doubts(store: &dyn Store) -> Vec<String> {
    let findings = store.doctor().expect("the store is checked");
    findings.into_iter().filter(|found| found.gravity > Gravity::Note).map(|found| found.text).collect()
}

/// Everything that the store says of its articles.
fn contents(store: &dyn Store) -> String {
    let all =
        store.flags(&Filter { scope: Scope::All, limit: usize::MAX, ..Filter::default() }).expect("read");
    let records = all.iter().map(|summary| store.article(summary.article).expect("read"));
    records.map(|record| format!("{record:?}\n")).collect()
}

fn sqlite(path: &Path, sql: &str) {
    Connection::open(path).expect("a database").execute_batch(sql).expect("the statement runs");
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_as_it_is() {
    let folder = folder("not-ours");
    let newer = folder.join("newer.db");
    drop(open(&newer).expect("made"));
    sqlite(&newer, "PRAGMA user_version = 99");
    let other = folder.join("other.db");
    sqlite(&other, "PRAGMA application_id = 7; CREATE TABLE a (b)");
    let unmarked = folder.join("unmarked.db");
    sqlite(&unmarked, "CREATE TABLE a (b)");
    let text = folder.join("text.db");
    fs::write(&text, "ini bukan basis data, hanya sebuah catatan panjang.".repeat(99)).expect("written");
    for (path, kind, said) in [
        (&newer, ErrorKind::Config, "newer netra (schema 99"),
        (&other, ErrorKind::Config, "another program"),
        (&unmarked, ErrorKind::Config, "another program"),
        (&text, ErrorKind::Io, "no store, or it is damaged"),
    ] {
        let before = fs::read(path).expect("it is there");
        for opened in [open(path), open_existing(path)] {
            let error = opened.err().expect("it is refused");
            assert_eq!(error.kind(), kind, "{error:#}");
            assert!(error.to_string().contains(said), "{error:#}");
            assert!(error.to_string().contains(&path.display().to_string()), "{error:#}");
        }
        assert!(fs::read(path).expect("it is there") == before, "{} was changed", path.display());
    }
}

#[test]
fn what_does_not_exist_is_said() {
    let folder = folder("nothing");
    let error = open_existing(&folder.join("netra.db")).err().expect("there is none");
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("netra nightly"), "{error}");
    assert!(!folder.join("netra.db").exists());
    let error = open(&folder.join("tidak-ada/netra.db")).err().expect("there is no folder");
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("tidak-ada"), "{error}");
}

#[test]
fn a_damaged_store_is_said_to_be_damaged() {
    let path = folder("damaged").join("netra.db");
    let mut store = open(&path).expect("made");
    for number in 0..200 {
        save(store.as_mut(), &fetched(&format!("a{number}")));
    }
    drop(store);
    let mut bytes = fs::read(&path).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle..].iter_mut().for_each(|byte| *byte = 0x5a);
    fs::write(&path, &bytes).expect("written");
    let said = match open(&path) {
        Err(error) => vec![format!("{error:#}")],
        Ok(store) => match store.doctor() {
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Io);
                vec![format!("{error:#}")]
            }
            Ok(found) => {
                let grave = found.into_iter().filter(|found| found.gravity == Gravity::Problem);
                grave.map(|found| found.text).collect()
            }
        },
    };
    assert!(said.iter().any(|said| said.contains("backup")), "{said:?}");
}

#[test]
fn verdicts_cannot_be_changed_or_removed() {
    let path = folder("append-only").join("netra.db");
    let mut store = open(&path).expect("made");
    let article = save(store.as_mut(), &fetched("a"));
    store.add_verdict(&verdict(article, Decision::Confirm, "1")).expect("judged");
    let before = store.verdicts(article).expect("read");
    let other = Connection::open(&path).expect("a database");
    for sql in [
        "UPDATE verdicts SET decision = 'reject'",
        "DELETE FROM verdicts",
        "INSERT OR REPLACE INTO verdicts SELECT * FROM verdicts",
    ] {
        other.execute_batch("PRAGMA recursive_triggers = ON").expect("set");
        let error = other.execute(sql, []).expect_err("verdicts stay");
        assert!(error.to_string().contains("only ever added"), "{sql}: {error}");
    }
    assert_eq!(store.verdicts(article).expect("read"), before);
}

#[test]
fn an_index_of_another_stemming_is_made_anew() {
    let path = folder("stemming").join("netra.db");
    let mut store = open(&path).expect("made");
    save(store.as_mut(), &plain("a", "Camat mendukung."));
    save(store.as_mut(), &plain("b", "Lurah mendukung."));
    sqlite(&path, "UPDATE stemming SET version = 0; INSERT INTO words (words) VALUES ('delete-all')");
    let all = Filter { scope: Scope::All, ..Filter::default() };
    assert_eq!(store.search("dukung", &all).expect("read").len(), 0);
    assert!(doubts(store.as_ref()).iter().any(|doubt| doubt.contains("stemming")));
    assert_eq!(store.reindex().expect("made anew"), 2);
    assert_eq!(store.search("dukung", &all).expect("read").len(), 2);
    assert_eq!(doubts(store.as_ref()), Vec::<String>::new());
    assert_eq!(store.reindex().expect("nothing to do"), 0);
}

#[test]
fn the_check_sees_what_is_wrong() {
    for (name, sql, about) in [
        ("missing", "DELETE FROM words WHERE rowid = 1", "search index"),
        ("surplus", "INSERT INTO words (rowid, terms) VALUES (9, 'camat')", "search index"),
        (
            "other",
            "DELETE FROM words WHERE rowid = 1; INSERT INTO words (rowid, terms) VALUES (1, 'x')",
            "search index",
        ),
        ("dangling", "PRAGMA foreign_keys = OFF; UPDATE articles SET story = 99", "references"),
    ] {
        let path = folder("check").join(format!("{name}.db"));
        let mut store = open(&path).expect("made");
        save(store.as_mut(), &fetched("a"));
        assert_eq!(doubts(store.as_ref()), Vec::<String>::new(), "{name}");
        sqlite(&path, sql);
        let findings = store.doctor().expect("checked");
        let problems: BTreeSet<&str> = findings
            .iter()
            .filter(|finding| finding.gravity == Gravity::Problem)
            .map(|finding| finding.about)
            .collect();
        assert_eq!(problems, BTreeSet::from([about]), "{name}: {findings:?}");
    }
}

#[test]
fn a_run_that_did_not_end_is_told() {
    let mut store = store("unended");
    let run = store.begin_run("nightly", 4711, at(0)).expect("begun");
    let told = |store: &dyn Store| {
        let findings = store.doctor().expect("checked");
        findings.iter().any(|finding| finding.about == "runs" && finding.text.contains("4711"))
    };
    assert!(told(store.as_ref()));
    store.end_run(run, at(1), "{}").expect("ended");
    assert!(!told(store.as_ref()));
}

#[test]
fn a_backup_is_whole_and_overwrites_nothing() {
    let folder = folder("backup");
    let mut store = open(&folder.join("netra.db")).expect("made");
    for name in ["a", "b", "c"] {
        save(store.as_mut(), &fetched(name));
    }
    let copy = folder.join("salin 'an.db");
    fs::write(folder.join("salin 'an.db.part"), "left by one that died").expect("written");
    store.backup(&copy).expect("copied");
    assert_eq!(
        fs::read_dir(&folder).expect("read").count(),
        4,
        "the store, its log and shared memory, the copy"
    );
    let restored = open_existing(&copy).expect("a backup is a store");
    assert_eq!(contents(restored.as_ref()), contents(store.as_ref()));
    assert_eq!(doubts(restored.as_ref()), Vec::<String>::new());
    assert_eq!(restored.search("camat", &Filter::default()).expect("read").len(), 3);
    drop(restored);
    let before = fs::read(&copy).expect("it is there");
    for taken in [&copy, &folder.join("netra.db")] {
        assert_eq!(store.backup(taken).expect_err("it is there already").kind(), ErrorKind::Usage);
    }
    assert!(fs::read(&copy).expect("it is there") == before);
    let nowhere = folder.join("tidak-ada/salinan.db");
    let error = store.backup(&nowhere).expect_err("there is no folder");
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("tidak-ada"), "{error:#}");
}

/// The store of each released schema, as `write_the_store_of_this_schema` made it: `store-2.sqlite`.
const SCHEMAS: usize = 2;

fn released(schema: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/store-{schema}.sqlite"))
}

#[test]
fn a_store_of_each_schema_is_read() {
    let folder = folder("schemas");
    for schema in 1..=SCHEMAS {
        let path = folder.join(format!("{schema}.db"));
        fs::copy(released(schema), &path).expect("the store is checked in");
        let mut store = open_existing(&path).expect("what was ever written is read");
        assert_eq!(doubts(store.as_ref()), Vec::<String>::new());
        let flags = store.flags(&Filter::default()).expect("read");
        assert_eq!(flags.len(), 1);
        assert_eq!((flags[0].others, flags[0].verdict), (1, Some(Decision::Reject)));
        let record = store.article(flags[0].article).expect("read").expect("it is there");
        assert_eq!(record.revisions.len(), 2);
        assert_eq!(record.claims[0].accused, "Camat Muara");
        assert_eq!(record.verdicts.len(), 2);
        assert_eq!(store.page(record.pages[0].id).expect("read"), Some(fetched("Muara").page.bytes));
        assert_eq!(store.search("dukung", &Filter::default()).expect("read").len(), 2);
        assert_eq!(store.list(&address("feed")).expect("read"), Some(list("1")));
        assert_eq!(store.due("kabar", at(9), 9).expect("read").len(), 1);
        assert_eq!(store.runs(9).expect("read").len(), 1);
        // It can be written on.
        save(store.as_mut(), &fetched("baru"));
        assert_eq!(store.flags(&Filter::default()).expect("read").len(), 2);
    }
}

/// Writes `tests/data/store-N.sqlite`. To be run once, before a schema is released: what it wrote then is what
/// later releases must read.
#[test]
#[ignore = "it writes a file of the project"]
fn write_the_store_of_this_schema() {
    let folder = folder("schema");
    let mut store = open(&folder.join("netra.db")).expect("made");
    store.add_found(&[found("Muara"), found("tunda")], &[list("1")], at(0)).expect("added");
    let run = store.begin_run("nightly", 1, at(0)).expect("begun");
    let article = save(store.as_mut(), &fetched("Muara"));
    let story = store.article(article).expect("read").expect("it is there").story;
    let mut changed = fetched("Muara");
    changed.text.push_str(" Ia membantah.");
    save(store.as_mut(), &changed);
    save(store.as_mut(), &netra::store::Fetched { story: Some(story), score: 0.6, ..fetched("Selasih") });
    let first = store.add_verdict(&verdict(article, Decision::Confirm, "1")).expect("judged");
    let second = netra::store::Verdict { supersedes: Some(first), ..verdict(article, Decision::Reject, "2") };
    store.add_verdict(&second).expect("judged");
    store.end_run(run, at(5), "{}").expect("ended");
    let copy = folder.join("copy.db");
    store.backup(&copy).expect("copied");
    // Small pages make a small file.
    sqlite(&copy, "PRAGMA page_size = 512; VACUUM");
    fs::copy(&copy, released(SCHEMAS)).expect("written");
}
