//! Whether an analyst should look at an article, from what was found in it.
//!
//! Until a trained model comes, the score is a sum of a few facts, turned into a number between 0 and 1 by the
//! logistic function. The facts and their weights stand in `data/model/facts.tsv`; [`Reason`] names those that
//! counted, so that every score can be checked by hand. `data/README.md` says where the weights come from.

mod fact;

use crate::article::Article;
use crate::extract::{Allegation, Found, Status};
use crate::text::Span;
use serde::Serialize;

/// The name of the model that scores by facts.
const MODEL: &str = "facts-1";

/// Whether an article reports a concrete possible violation. It says "look at this", never "this is true".
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// Whether `score` reaches `threshold`: *perlu ditinjau*.
    pub flagged: bool,
    /// From 0 to 1.
    pub score: f64,
    /// The least score that is flagged.
    pub threshold: f64,
    /// What computed the score.
    pub model: String,
    /// What the score is made of, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// What was found, by its identifier in the table of the model.
    pub feature: String,
    /// What it adds to the score's log-odds.
    pub weight: f64,
    /// Where it was found.
    pub spans: Vec<Span>,
}

impl Reason {
    /// What was found, in Indonesian.
    pub fn name_id(&self) -> &str {
        fact::fact(&self.feature).map_or(&self.feature, |fact| fact.name_id)
    }

    /// What was found, in English.
    pub fn name_en(&self) -> &str {
        fact::fact(&self.feature).map_or(&self.feature, |fact| fact.name_en)
    }
}

/// Scores an article by the facts found in it; from `threshold` on it is flagged.
pub(crate) fn score(article: &Article, found: &Found, threshold: f64) -> Verdict {
    let claims = &found.allegations;
    let mut reasons = Vec::new();
    let mut count = |feature: &'static str, spans: Option<Vec<Span>>| {
        if let Some(spans) = spans {
            let weight = fact::fact(feature).expect("the table has every fact that is counted").weight;
            reasons.push(Reason { feature: feature.to_owned(), weight, spans });
        }
    };
    count("start", Some(Vec::new()));
    count("advertorial", article.is_advertorial().then(Vec::new));
    count("particular_act", any(claims, |claim| claim.act != "unspecified", act_words));
    count("accused_in_particular", any(claims, is_particular, |claim| vec![claim.accused.span]));
    count("central", any(claims, |claim| claim.central, |claim| vec![claim.sentence]));
    let title = article.title_span().unwrap_or_default();
    let in_title =
        |claim: &Allegation| claim.cues.iter().copied().filter(|&cue| title.contains(cue)).collect();
    count("claim_in_headline", any(claims, |_| true, in_title));
    count("under_review", any(claims, |claim| claim.status == Status::UnderReview, act_words));
    let is_decided = |claim: &Allegation| matches!(claim.status, Status::Proven | Status::Sanctioned);
    count("decided", any(claims, is_decided, act_words));
    count("dismissed", any(claims, |claim| claim.status == Status::Dismissed, act_words));
    let only_denied = !claims.is_empty() && claims.iter().all(|claim| claim.denied && !is_particular(claim));
    count("denied_for_all", any(claims, |_| only_denied, |claim| vec![claim.sentence]));
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let sum: f64 = reasons.iter().map(|reason| reason.weight).sum();
    let score = 1.0 / (1.0 + (-sum).exp());
    Verdict { flagged: score >= threshold, score, threshold, model: MODEL.to_owned(), reasons }
}

/// Whether the accused is somebody rather than a kind of people: a name, or a phrase of several words.
fn is_particular(claim: &Allegation) -> bool {
    claim.accused.person.is_some() || claim.accused.text.contains(' ')
}

/// The spans of the claims for which something holds; `None` where it holds for none.
fn any(
    claims: &[Allegation],
    holds: impl Fn(&Allegation) -> bool,
    spans: impl Fn(&Allegation) -> Vec<Span>,
) -> Option<Vec<Span>> {
    let found: Vec<Span> = claims.iter().filter(|claim| holds(claim)).flat_map(spans).collect();
    (!found.is_empty()).then_some(found)
}

fn act_words(claim: &Allegation) -> Vec<Span> {
    if claim.cues.is_empty() { vec![claim.sentence] } else { claim.cues.clone() }
}
