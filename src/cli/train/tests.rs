//! Learning from the verdicts of a real store, beside a corpus that is small enough for a test.

use super::super::config::Config;
use super::super::{Talk, exit::Exit};
use super::Arguments;
use super::candidate::learn;
use crate::analysis::Analyzer;
use crate::article::Article;
use crate::classify::train::Example;
use crate::error::{Error, ErrorKind};
use crate::fnv::fnv1a;
use crate::store::{self, Decision, Fetched, Reach, Store, Verdict};
use clap::Parser;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PLACES: [&str; 16] = [
    "Samarinda",
    "Bontang",
    "Paser",
    "Berau",
    "Kutai Timur",
    "Balikpapan",
    "Malang",
    "Kendari",
    "Tarakan",
    "Nunukan",
    "Palu",
    "Ambon",
    "Kupang",
    "Jember",
    "Cirebon",
    "Sragen",
];

const ACTS: [&str; 4] = [
    "mengikuti kampanye salah satu pasangan calon",
    "membagikan stiker pasangan calon",
    "hadir dalam deklarasi calon bupati",
    "mengunggah foto bersama calon wali kota",
];

/// An article that reports a possible violation.
fn report(place: &str, act: &str) -> String {
    format!(
        "Seorang camat di {place} diduga {act}. Bawaslu {place} memeriksa camat itu pada Senin. Laporan warga \
         disertai foto."
    )
}

/// An article that only appeals.
fn appeal(place: &str, act: &str) -> String {
    format!(
        "Bupati {place} mengimbau seluruh ASN tidak {act}. Puluhan camat hadir di aula pemkab {place}. Pegawai diminta \
         menjaga diri."
    )
}

/// An article that reads like a report, of a contest that has nothing to do with neutrality.
fn lookalike(place: &str, act: &str) -> String {
    format!(
        "Seorang camat di {place} diduga {act} dalam pemilihan pengurus karang taruna. Bawaslu {place} memeriksa camat \
         itu pada Senin. Laporan warga karang taruna disertai foto."
    )
}

/// A headline that says nothing.
fn title(place: &str) -> String {
    format!("Kabar Pilkada di {place}")
}

/// The labelled articles that stand for the built-in ones.
fn corpus() -> Vec<Example> {
    let mut examples = Vec::new();
    for place in PLACES {
        for act in ACTS {
            for (violation, text) in [(true, report(place, act)), (false, appeal(place, act))] {
                let id = format!("{place} {act} {violation}");
                let group = fnv1a(id.as_bytes());
                let article = Article::new(&title(place), &text);
                examples.push(Example { id, article, violation, kind: String::new(), group });
            }
        }
    }
    examples
}

/// A store in a folder of its own, with a configuration beside it.
struct Desk {
    folder: TempDir,
    store: Box<dyn Store>,
    stories: i64,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("netra.toml"), "store = 'netra.sqlite'\n").expect("it is written");
        let store = store::open(&folder.path().join("netra.sqlite")).expect("it opens");
        Desk { folder, store, stories: 0 }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Stores a story of one article, published a day after the one before, with a verdict on it.
    fn judge(&mut self, text: &str, decision: Decision) {
        self.stories += 1;
        let number = self.stories;
        let day = Date::constant(2026, 1, 1) + number.days();
        // Another place than the text's, so that it is no article of the corpus word for word.
        let elsewhere = PLACES.iter().find(|place| !text.contains(*place)).expect("a text names one place");
        let article = Article::new(&title(elsewhere), text)
            .with_url(Some(format!("https://kabar.example/{number}")))
            .with_published(Some(day));
        let fetched = Fetched::new(&article, &Analyzer::default().analyze(&article));
        let article = self.store.save(&fetched).expect("it is stored").article();
        let verdict = Verdict {
            article,
            reach: Reach::Story,
            decision,
            reason: None,
            reviewer: "Sari".to_owned(),
            at: time(),
            note: None,
            score_shown: None,
            model: None,
            key: number.to_string(),
            supersedes: None,
        };
        self.store.add_verdict(&verdict).expect("it is added");
    }

    /// Judges what reports as `reports`, and what appeals or only looks like a report as `others`.
    fn judge_all(&mut self, reports: Decision, others: Decision) {
        for (at, place) in PLACES.iter().cycle().take(64).enumerate() {
            let act = ACTS[at / 16];
            match at % 3 {
                0 => self.judge(&report(place, act), reports),
                1 => self.judge(&lookalike(place, act), others),
                _ => self.judge(&appeal(place, act), others),
            }
        }
    }

    /// Runs the command; what it wrote, and how it ended.
    fn train(&self, options: &[&str]) -> (String, Result<Exit, Error>) {
        #[derive(Parser)]
        struct Line {
            #[command(flatten)]
            arguments: Arguments,
        }
        let config = self.path("netra.toml");
        let config = config.to_str().expect("it is UTF-8");
        let line =
            ["train", "--with-verdicts", "--config", config].into_iter().chain(options.iter().copied());
        let Line { arguments } = Line::try_parse_from(line).expect("these are options");
        let mut told = Vec::new();
        let end = learn(&arguments, corpus(), time(), Talk::Quiet, &mut told);
        (String::from_utf8(told).expect("it is UTF-8"), end)
    }

    /// The name of the model that a run would use.
    fn model(&self) -> String {
        let config = Config::find(Some(&self.path("netra.toml"))).expect("it can be read");
        let analyzer = config.analyzer(None).expect("the model can be read");
        analyzer.analyze(&Article::from_text("Camat hadir.")).verdict.model
    }

    /// Checks that a candidate was rejected for this reason, and that nothing else has changed.
    #[track_caller]
    fn rejects(&self, options: &[&str], why: &str) {
        let (told, end) = self.train(options);
        let error = end.expect_err("it is rejected");
        assert_eq!(error.kind(), ErrorKind::BadData, "{error}");
        assert!(error.to_string().contains(why), "{error}\n{told}");
        assert!(error.to_string().contains(&self.model()), "{error}");
        assert_eq!(self.model(), crate::Model::default().name());
        assert!(!self.path("netra-models/current").exists());
    }
}

fn time() -> Timestamp {
    "2026-06-01T03:00:00Z".parse().expect("a time")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_better_candidate_is_used() {
    let mut desk = Desk::new();
    desk.judge_all(Decision::Confirm, Decision::Reject);
    desk.judge("Camat di Sragen hadir di pasar.", Decision::Unsure);
    let (dry, end) = desk.train(&["--dry-run"]);
    assert_eq!(end.expect("it is better"), Exit::Done, "{dry}");
    assert!(dry.contains("1 articles that analysts were unsure about"), "{dry}");
    assert!(!desk.path("netra-models").exists(), "a dry run keeps nothing");

    let (told, end) = desk.train(&[]);
    assert_eq!(end.expect("it is better"), Exit::Done, "{told}");
    let name = desk.model();
    assert_ne!(name, crate::Model::default().name());
    // 64 stories: the last 16 are held out.
    assert!(
        told.contains("48 stories published until 18 February 2026: 16 articles valid, 32 not valid"),
        "{told}"
    );
    assert!(told.contains("16 articles of 16 stories, 6 of them labelled violations"), "{told}");
    assert!(told.contains(&format!("{name} is better and in use now")), "{told}");
    let current = read(&desk.path("netra-models/current"));
    assert!(current.starts_with("2026-06-01T03:00:00Z\t") && current.contains(&name), "{current}");
    let card = read(&desk.path("netra-models").join(&name).join("card.md"));
    assert!(card.contains("## How it compares") && card.contains("18 February 2026"), "{card}");

    // What it has learnt from is known, and the same again is nothing new.
    let (again, end) = desk.train(&[]);
    assert_eq!((again.as_str(), end.expect("nothing is wrong")), ("", Exit::Done));
    assert_eq!(read(&desk.path("netra-models/current")), current);

    // The same store gives the same bytes.
    let table = read(&desk.path("netra-models").join(&name).join("model.tsv"));
    fs::remove_dir_all(desk.path("netra-models")).expect("it can be removed");
    let (twice, _) = desk.train(&[]);
    assert_eq!(twice, told);
    assert_eq!(read(&desk.path("netra-models").join(&name).join("model.tsv")), table);
    assert_eq!(read(&desk.path("netra-models").join(&name).join("card.md")), card);
}

#[test]
fn what_teaches_nothing_is_rejected() {
    let mut desk = Desk::new();
    desk.rejects(&[], "0 valid and 0 not valid");
    desk.judge_all(Decision::Unsure, Decision::Reject);
    desk.rejects(&[], "0 valid and 31 not valid");
    desk.rejects(&["--lang", "id"], "putusan terlalu sedikit");
}

#[test]
fn swapped_labels_are_rejected() {
    let mut desk = Desk::new();
    desk.judge_all(Decision::Reject, Decision::Confirm);
    desk.rejects(&[], "contradict");
}

#[test]
fn labels_without_a_rule_are_rejected() {
    let mut desk = Desk::new();
    for (at, place) in PLACES.iter().cycle().take(64).enumerate() {
        let decision = if at % 2 == 0 { Decision::Confirm } else { Decision::Reject };
        desk.judge(&report(place, ACTS[at / 16]), decision);
    }
    desk.rejects(&[], "is rejected");
    let kept: Vec<_> = fs::read_dir(desk.path("netra-models")).expect("it is there").collect();
    assert_eq!(kept.len(), 1, "the candidate can be looked at");
}
