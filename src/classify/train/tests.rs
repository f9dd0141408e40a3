//! Training on a small corpus of its own: what is learnt is what the core scores by.

use super::*;
use crate::article::Article;
use crate::classify::model::Model;
use crate::extract::{Document, extract};

/// Invented stories of few words, some of which report something.
fn articles() -> Vec<Labelled> {
    const PLACES: [&str; 8] =
        ["Samarinda", "Bontang", "Paser", "Berau", "Kutai Timur", "Balikpapan", "Malang", "Kendari"];
    const ACTS: [&str; 4] = [
        "mengikuti kampanye salah satu pasangan calon",
        "membagikan stiker pasangan calon",
        "hadir dalam deklarasi calon bupati",
        "mengunggah foto bersama calon wali kota",
    ];
    let mut articles = Vec::new();
    for (at, place) in PLACES.iter().enumerate() {
        for (number, act) in ACTS.iter().enumerate() {
            let reports = format!(
                "Seorang camat di {place} diduga {act}. Bawaslu {place} memeriksa camat itu pada Senin. \
                 Laporan warga disertai foto."
            );
            let appeals = format!(
                "Bupati {place} mengimbau seluruh ASN tidak {act}. Sosialisasi netralitas digelar di {place}. \
                 Pegawai diminta menjaga diri."
            );
            for (label, text) in [(Label::Violation, reports), (Label::Not, appeals)] {
                let id = format!("{at}{number}{}", label.name());
                let article = Article::new("Pilkada di daerah", &text);
                articles.push(Labelled { group: id.clone(), id, article, label, kind: String::new() });
            }
        }
    }
    articles
}

#[test]
fn the_core_scores_as_linfa_does() {
    let articles = articles();
    let samples = Samples::read(&articles, Masking::On);
    let all: Vec<&Sample> = samples.all.iter().collect();
    let fitted = fit(&all, View::Both).expect("it can be fitted");
    let text = fitted.table(&samples, &corpus_hash(&articles)).ready().to_text();
    let model = Model::parse(&text).expect("the table is whole");
    for (labelled, sample) in articles.iter().zip(&all) {
        let document = Document::new(&labelled.article, usize::MAX);
        let (found, tones) = extract(&document);
        let verdict = crate::classify::score(&document, &found, &tones, &model, 0.5);
        let row = View::Both.row(fitted.words.logit(sample), &sample.facts);
        let linfa = fitted
            .linfa
            .predict_probabilities(&Array2::from_shape_vec((1, row.len()), row).expect("one row"));
        let expected = if fitted.linfa.labels().pos.class { linfa[0] } else { 1.0 - linfa[0] };
        assert!((verdict.score - expected).abs() < 1e-12, "{} {expected}", verdict.score);
        assert_eq!(verdict.score > 0.5, labelled.label == Label::Violation, "{verdict:?}");
        let sum: f64 = verdict.reasons.iter().map(|reason| reason.weight).sum();
        assert!((super::super::probability(sum) - verdict.score).abs() < 1e-12);
    }
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let (articles, mut steps) = (articles(), Vec::new());
    let first = train(&articles, &mut |step| steps.push(step.to_owned())).expect("it can be trained");
    let second = train(&articles, &mut |_| {}).expect("it can be trained");
    assert!(first.table == second.table && first.card == second.card);
    assert!(steps.len() > 3 && first.card.contains("95 % interval"));
}

#[test]
fn labels_that_teach_nothing_are_refused() {
    let mut one_class = articles();
    one_class.retain(|article| article.label == Label::Violation);
    let error = train(&one_class, &mut |_| {}).expect_err("one label is not enough");
    assert!(error.to_string().contains("\"not\""), "{error}");
    assert!(train(&[], &mut |_| {}).is_err());
    let mut poisoned = articles();
    let twice = Labelled {
        id: "again".to_owned(),
        article: poisoned[0].article.clone(),
        label: Label::Not,
        kind: String::new(),
        group: "again".to_owned(),
    };
    poisoned.push(twice);
    let error = train(&poisoned, &mut |_| {}).expect_err("an article has one label");
    assert!(error.to_string().contains("two labels"), "{error}");
}

#[test]
fn a_damaged_table_is_refused() {
    let articles = articles();
    let samples = Samples::read(&articles, Masking::On);
    let all: Vec<&Sample> = samples.all.iter().collect();
    let text = fit(&all, View::Both)
        .expect("it can be fitted")
        .table(&samples, "0123456789abcdef")
        .ready()
        .to_text();
    assert!(Model::parse(&text).is_ok());
    for broken in [
        String::new(),
        text.replacen("claim", "clam", 1),
        text[..text.len() / 2].to_owned(),
        text.replacen("bias", "bais", 1),
        text.replacen("model\t1", "model\t2", 1),
    ] {
        assert!(Model::parse(&broken).is_err());
    }
}
