//! Whether an analyst should look at an article, from what was found in it and from its words.
//!
//! The score is a calibrated probability: a [`Model`] that `netra train` fitted adds up facts and words, and the
//! logistic function makes a number between 0 and 1 of the sum. [`Reason`] names what counted, so that every
//! score can be checked by hand. `data/model/card.md` says how the built-in model was made and how good it is.

mod fact;
mod model;
mod name;
mod term;
#[cfg(feature = "train")]
pub(crate) mod train;

pub use model::Model;

use crate::extract::{Document, Found, Tone};
use crate::text::Span;
use model::Table;
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
    /// (`title:terbukti`).
    pub feature: String,
    /// What it adds to the score's log-odds.
    pub weight: f64,
    /// Where it was found.
    pub spans: Vec<Span>,
}

impl Reason {
    /// What was found, in Indonesian.
    pub fn name_id(&self) -> Cow<'_, str> {
        self.name(
            |name| name.name_id,
            ["", "di judul: ", "di kalimat pertama: ", "dalam imbauan atau aturan: "],
        )
    }

    /// What was found, in English.
    pub fn name_en(&self) -> Cow<'_, str> {
        self.name(
            |name| name.name_en,
            ["", "in the headline: ", "in the first sentence: ", "in an appeal or a rule: "],
        )
    }

    fn name(&self, language: fn(&Name) -> &'static str, places: [&str; 4]) -> Cow<'_, str> {
        if let Some(name) = name::of_fact(&self.feature) {
            return language(name).into();
        }
        let Some((field, term)) = self.feature.split_once(':') else { return Cow::Borrowed(&self.feature) };
        let place = match field {
            "title" => places[1],
            "lead" => places[2],
            "generic" => places[3],
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

/// Scores an article; from `threshold` on it is flagged.
pub(crate) fn score(
    document: &Document,
    found: &Found,
    tones: &[Tone],
    model: &Model,
    threshold: f64,
) -> Verdict {
    let table = model.table();
    let mut scored = table.score(document, found, tones);
    let score = probability(scored.sum);
    let mut reasons: Vec<Reason> = std::mem::take(&mut scored.facts)
        .into_iter()
        .map(|(fact, weight)| Reason { feature: fact.id.to_owned(), weight, spans: fact.spans })
        .collect();
    reasons.push(Reason { feature: "start".to_owned(), weight: table.start, spans: Vec::new() });
    let mut others = table.text * table.bias + scored.terms.iter().map(|(_, adds)| adds).sum::<f64>();
    for &(at, weight) in strongest(&mut scored.terms) {
        others -= weight;
        reasons.push(term(document, table, &scored.seen, at, weight));
    }
    reasons.push(Reason { feature: "text".to_owned(), weight: others, spans: Vec::new() });
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.feature.cmp(&b.feature)));
    Verdict { flagged: score >= threshold, score, threshold, model: model.name().to_owned(), reasons }
}

/// The probability of log-odds.
fn probability(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// The few terms that move the score most.
fn strongest(terms: &mut [(u32, f64)]) -> &[(u32, f64)] {
    let order = |a: &(u32, f64), b: &(u32, f64)| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0));
    let most = MOST_TERMS.min(terms.len());
    if terms.len() > most {
        terms.select_nth_unstable_by(most, order);
    }
    let strong = &mut terms[..most];
    strong.sort_by(order);
    let named = strong.partition_point(|(_, adds)| adds.abs() >= LEAST);
    &strong[..named]
}

fn term(document: &Document, table: &Table, seen: &[(u32, term::Term)], at: u32, weight: f64) -> Reason {
    let spans = seen.iter().filter(|(known, _)| *known == at).map(|(_, term)| term.span(document)).collect();
    let known = &table.terms[at as usize];
    Reason { feature: format!("{}:{}", known.field.name(), known.text), weight, spans }
}
