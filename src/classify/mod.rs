//! Whether an analyst should look at an article, from what was found in it and from its words.
//!
//! The score is a calibrated probability: a [`Model`] that `netra train` fitted adds up facts and words, and the
//! logistic function makes a number between 0 and 1 of the sum. [`Reason`] names what counted, so that every
//! score can be checked by hand. `data/model/card.md` says how the built-in model was made and how good it is.

mod class;
mod fact;
mod model;
mod name;
mod passage;
mod term;
#[cfg(feature = "train")]
pub(crate) mod train;

pub use model::Model;

use crate::extract::{Document, Found, Tone};
use crate::text::Span;
use model::Known;
use name::Name;
use serde::Serialize;
use std::borrow::Cow;

/// How many terms a verdict names, and how much of the log-odds one must move to be named.
const MOST_TERMS: usize = 6;
const LEAST: f64 = 0.05;

/// Whether an article reports a concrete possible violation. It says "look at this", never "this is true".
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// Whether `score` reaches `threshold`: *perlu ditinjau*.
    pub flagged: bool,
    /// The probability, from 0 to 1, that the article reports a concrete possible violation.
    pub score: f64,
    /// The least score that is flagged.
    pub threshold: f64,
    /// What computed the score.
    pub model: String,
    /// What the score is made of, the weightiest first. The weights add up to the log-odds of the score.
    pub reasons: Vec<Reason>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// What was found: a fact by its identifier, or a term with the part of the article before a colon
    /// (`body:terbukti`, `title:[bound]`).
    pub feature: Cow<'static, str>,
    /// What it adds to the score's log-odds.
    pub weight: f64,
    /// Where it was found.
    pub spans: Vec<Span>,
}

impl Reason {
    /// What was found, in Indonesian.
    pub fn name_id(&self) -> Cow<'_, str> {
        self.name(|name| name.name_id, ["", "di judul: ", "dalam imbauan atau aturan: "])
    }

    /// What was found, in English.
    pub fn name_en(&self) -> Cow<'_, str> {
        self.name(|name| name.name_en, ["", "in the headline: ", "in an appeal or a rule: "])
    }

    fn name(&self, language: fn(&Name) -> &'static str, places: [&str; 3]) -> Cow<'_, str> {
        if let Some(name) = name::of_fact(&self.feature) {
            return language(name).into();
        }
        let Some((part, term)) = self.feature.split_once(':') else { return Cow::Borrowed(&self.feature) };
        let place = match part {
            "title" => places[1],
            "generic" => places[2],
            _ => places[0],
        };
        let classes: Option<Vec<&str>> = term
            .split(' ')
            .map(|word| word.strip_prefix('[')?.strip_suffix(']'))
            .map(|class| class.and_then(name::of_class).map(language))
            .collect();
        match classes {
            Some(names) => format!("{place}{}", names.join(" + ")).into(),
            None => format!("{place}“{term}”").into(),
        }
    }
}

/// Whether an article can report a violation at all: it is about elections, candidates or parties, and some
/// sentence of it that reports something speaks of somebody bound by neutrality or of an elected head.
fn is_candidate(tones: &[Tone]) -> bool {
    tones.iter().any(|tone| (tone.bound || tone.head) && !tone.generic)
}

/// Scores an article; from `threshold` on it is flagged.
pub(crate) fn score(
    document: &Document,
    found: &Found,
    tones: &[Tone],
    model: &Model,
    threshold: f64,
) -> Verdict {
    let table = model.table();
    let mut reasons: Vec<Reason> = Vec::new();
    let mut reason = |feature: Cow<'static, str>, weight: f64, spans: Vec<Span>| {
        reasons.push(Reason { feature, weight, spans });
        weight
    };
    let sum = if is_candidate(tones) {
        let mut sum = reason("start".into(), table.start, Vec::new());
        for (fact, weight) in fact::facts(document, found, tones).into_iter().zip(&table.facts) {
            if fact.value != 0.0 {
                sum += reason(fact.id.into(), fact.value * weight, fact.spans);
            }
        }
        let words = table.read(document, found, tones);
        let mut others = table.text * words.logit;
        sum += others;
        for (place, adds) in strongest(&words.terms, table.text) {
            others -= adds;
            let at = words.terms[place].at;
            let known = &table.terms[at as usize];
            let spans = words.seen.iter().filter(|seen| seen.place as usize == place);
            let spans =
                spans.map(|seen| document.span(seen.tokens.0 as usize..seen.tokens.1 as usize)).collect();
            reason(format!("{}:{}", known.part.name(), known.text).into(), adds, spans);
        }
        let spans = words.sentence.map(|at| document.span(document.sentences[at].clone()));
        reason("text".into(), others, spans.into_iter().collect());
        sum
    } else {
        reason("elsewhere".into(), table.elsewhere, Vec::new())
    };
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.feature.cmp(&b.feature)));
    let score = probability(sum);
    Verdict { flagged: score >= threshold, score, threshold, model: model.name().to_owned(), reasons }
}

/// The probability of log-odds.
fn probability(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// The few terms that move the score most: their places, and what they add to its log-odds.
fn strongest(terms: &[Known], weight: f64) -> Vec<(usize, f64)> {
    let mut strong: Vec<(usize, f64)> = (terms.iter().map(|known| known.adds * weight).enumerate())
        .filter(|(_, adds)| adds.abs() >= LEAST)
        .collect();
    let order = |a: &(usize, f64), b: &(usize, f64)| {
        b.1.abs().total_cmp(&a.1.abs()).then(terms[a.0].at.cmp(&terms[b.0].at))
    };
    if strong.len() > MOST_TERMS {
        strong.select_nth_unstable_by(MOST_TERMS, order);
        strong.truncate(MOST_TERMS);
    }
    strong
}
