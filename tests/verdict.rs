//! The verdict: a score that can be checked by hand from its reasons.

use netra::{Analyzer, Article};

#[test]
fn the_score_is_the_logistic_of_the_reasons() {
    let article = Article::from_text("Camat Sepaku diduga mengikuti kampanye salah satu pasangan calon.");
    let verdict = Analyzer::default().analyze(&article).verdict;
    let sum: f64 = verdict.reasons.iter().map(|reason| reason.weight).sum();
    assert!((verdict.score - 1.0 / (1.0 + (-sum).exp())).abs() < 1e-12);
    assert!(verdict.flagged, "{verdict:?}");
    assert!(
        verdict.reasons.iter().all(|reason| !reason.name_id().is_empty() && !reason.name_en().is_empty())
    );
}

#[test]
fn an_article_without_a_claim_is_not_flagged() {
    let article = Article::from_text("Bupati mengimbau seluruh ASN menjaga netralitas.");
    let verdict = Analyzer::default().analyze(&article).verdict;
    assert!(!verdict.flagged && verdict.score > 0.0, "{verdict:?}");
}
