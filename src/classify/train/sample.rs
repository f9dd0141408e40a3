//! Labelled articles, and what the learners see of them.

use super::super::fact;
use super::super::model::hash_of;
use super::super::term::{self, Field, Masking};
use crate::article::Article;
use crate::extract::{Document, extract};
use rustc_hash::FxHashMap;

/// What an article is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// It reports a concrete possible violation.
    Violation,
    /// It reports none.
    Not,
}

impl Label {
    /// The label of a name.
    pub(crate) fn named(name: &str) -> Option<Label> {
        [Label::Violation, Label::Not].into_iter().find(|label| label.name() == name)
    }

    /// Its name in the corpus.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Label::Violation => "violation",
            Label::Not => "not",
        }
    }
}

/// An article that a person has labelled.
#[derive(Debug)]
pub(crate) struct Labelled {
    /// Its identifier.
    pub(crate) id: String,
    /// The article.
    pub(crate) article: Article,
    /// What it is.
    pub(crate) label: Label,
    /// What kind of article it is: `appeal`, `under_review`; empty where nobody says.
    pub(crate) kind: String,
    /// The story that it tells. Articles of one story are not parted.
    pub(crate) group: String,
}

/// What the learners see of an article.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) id: String,
    pub(super) label: bool,
    pub(super) kind: String,
    pub(super) group: u64,
    /// The hashes of its terms, in order, with how often they stand in it.
    pub(super) terms: Vec<(u64, u32)>,
    /// The values of its facts.
    pub(super) facts: Vec<f64>,
}

impl Sample {
    /// The part that its story falls into, of `parts`; another `round` splits otherwise.
    pub(super) fn fold(&self, round: u32, parts: u64) -> u64 {
        (self.group.rotate_left(round * 24).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % parts
    }
}

/// All samples, and how their terms are spelled.
#[derive(Debug)]
pub(super) struct Samples {
    pub(super) all: Vec<Sample>,
    pub(super) spelled: FxHashMap<u64, (Field, String)>,
}

impl Samples {
    /// Reads articles.
    pub(super) fn read(articles: &[Labelled], masking: Masking) -> Samples {
        let mut spelled = FxHashMap::default();
        let all = articles.iter().map(|article| sample(article, masking, &mut spelled)).collect();
        Samples { all, spelled }
    }
}

fn sample(labelled: &Labelled, masking: Masking, spelled: &mut FxHashMap<u64, (Field, String)>) -> Sample {
    let document = Document::new(&labelled.article, usize::MAX);
    let (found, tones) = extract(&document);
    let mut terms: Vec<u64> = Vec::new();
    term::each(&document, &found, &tones, masking, |term| {
        let spelling = spelled.entry(term.hash).or_insert_with(|| (term.field, term.text(&document)));
        // The table knows a term by its spelling alone.
        if term::hash(spelling.0, &spelling.1) == term.hash {
            terms.push(term.hash);
        }
    });
    terms.sort_unstable();
    let mut counted: Vec<(u64, u32)> = Vec::new();
    for hash in terms {
        match counted.last_mut() {
            Some((last, count)) if *last == hash => *count += 1,
            _ => counted.push((hash, 1)),
        }
    }
    Sample {
        id: labelled.id.clone(),
        label: labelled.label == Label::Violation,
        kind: labelled.kind.clone(),
        group: hash_of(labelled.group.as_bytes()),
        terms: counted,
        facts: fact::facts(&document, &found, &tones).iter().map(|fact| fact.value).collect(),
    }
}
