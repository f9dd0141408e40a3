//! Training on a small corpus of its own: what is learnt is what the core scores by.

use super::*;
use crate::article::Article;
use crate::classify::model::Model;
use crate::extract::{Document, extract};

/// Invented stories of few words, some of which report something.
fn examples() -> Vec<Example> {
    const PLACES: [&str; 8] =
        ["Samarinda", "Bontang", "Paser", "Berau", "Kutai Timur", "Balikpapan", "Malang", "Kendari"];
    const ACTS: [&str; 4] = [
        "mengikuti kampanye salah satu pasangan calon",
        "membagikan stiker pasangan calon",
        "hadir dalam deklarasi calon bupati",
        "mengunggah foto bersama calon wali kota",
    ];
    let mut examples = Vec::new();
    for (at, place) in PLACES.iter().enumerate() {
        for (number, act) in ACTS.iter().enumerate() {
            let reports = format!(
                "Seorang camat di {place} diduga {act}. Bawaslu {place} memeriksa camat itu pada Senin. \
                 Laporan warga disertai foto."
            );
            let appeals = format!(
                "Bupati {place} mengimbau seluruh ASN tidak {act}. Puluhan camat hadir di aula pemkab {place}. \
                 Pegawai diminta menjaga diri."
            );
            for (violation, text) in [(true, reports), (false, appeals)] {
                let id = format!("{at}{number}{violation}");
                let (group, article) = (fnv1a(id.as_bytes()), Article::new("Pilkada di daerah", &text));
                examples.push(Example { id, article, violation, kind: String::new(), group });
            }
        }
    }
    examples
}

#[test]
fn the_core_scores_as_linfa_does() {
    let mut examples = examples();
    let outside = "Pemkab membangun jembatan. Warga senang. Jembatan dibuka pekan depan.";
    examples.push(Example {
        id: "outside".to_owned(),
        article: Article::from_text(outside),
        violation: false,
        kind: String::new(),
        group: 1,
    });
    let samples = Samples::read(&examples, Manner::Masked);
    let all: Vec<&Sample> = samples.all.iter().collect();
    let read = Read::new(&all).expect("words can be learnt");
    let fitted = read.fit(View::Both).expect("it can be fitted");
    let text = fitted.table(&samples, &corpus_hash(&examples)).ready().to_text();
    let model = Model::parse(&text).expect("the table is whole");
    for (example, sample) in examples.iter().zip(&all) {
        let document = Document::new(&example.article, usize::MAX);
        let (found, tones) = extract(&document);
        let verdict = crate::classify::score(&document, &found, &tones, &model, 0.5);
        let row = View::Both.row(fitted.words.logit(sample), &sample.facts);
        let linfa = fitted
            .linfa
            .predict_probabilities(&Array2::from_shape_vec((1, row.len()), row).expect("one row"));
        let expected = match (sample.candidate, fitted.linfa.labels().pos.class) {
            (false, _) => probability(fitted.elsewhere),
            (true, true) => linfa[0],
            (true, false) => 1.0 - linfa[0],
        };
        assert!((verdict.score - expected).abs() < 1e-12, "{} {expected}", verdict.score);
        assert_eq!(verdict.score > 0.5, example.violation, "{verdict:?}");
        let sum: f64 = verdict.reasons.iter().map(|reason| reason.weight).sum();
        assert!((probability(sum) - verdict.score).abs() < 1e-12);
    }
    assert!(!all.last().expect("there is one").candidate);
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let (examples, mut steps) = (examples(), Vec::new());
    let first = train(&examples, &mut |step| steps.push(step.to_owned())).expect("it can be trained");
    let second = train(&examples, &mut |_| {}).expect("it can be trained");
    assert!(first.table == second.table && first.card == second.card);
    assert!(steps.len() > 3 && first.card.contains("95 % interval"));
    assert!(first.unseen.iter().zip(&examples).all(|(&score, it)| (score > 0.5) == it.violation));
}

#[test]
fn labels_that_teach_nothing_are_refused() {
    let mut one_class = examples();
    one_class.retain(|example| example.violation);
    let error = train(&one_class, &mut |_| {}).expect_err("one label is not enough");
    assert!(error.to_string().contains("\"not\""), "{error}");
    assert!(train(&[], &mut |_| {}).is_err());
    let mut poisoned = examples();
    let article = poisoned[0].article.clone();
    let twice = Example { id: "again".to_owned(), article, violation: false, kind: String::new(), group: 7 };
    poisoned.push(twice);
    let error = train(&poisoned, &mut |_| {}).expect_err("an article has one label");
    assert!(error.to_string().contains("two labels"), "{error}");
}

#[test]
fn a_damaged_table_is_refused() {
    let examples = examples();
    let samples = Samples::read(&examples, Manner::Masked);
    let all: Vec<&Sample> = samples.all.iter().collect();
    let read = Read::new(&all).expect("words can be learnt");
    let fitted = read.fit(View::Both).expect("it can be fitted");
    let text = fitted.table(&samples, "0123456789abcdef").ready().to_text();
    assert!(Model::parse(&text).is_ok());
    for broken in [
        String::new(),
        text.replacen("claim", "clam", 1),
        text[..text.len() / 2].to_owned(),
        text.replacen("bias", "bais", 1),
        text.replacen("model\t2", "model\t3", 1),
    ] {
        assert!(Model::parse(&broken).is_err());
    }
}
