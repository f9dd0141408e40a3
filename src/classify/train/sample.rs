//! Labelled articles, and what the learners see of them.

use super::super::fact;
use super::super::is_candidate;
use super::super::term::{self, Manner, Part};
use crate::article::Article;
use crate::extract::{Document, extract};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// An article that a person has labelled.
#[derive(Debug)]
pub(crate) struct Example {
    /// Its identifier.
    pub(crate) id: String,
    /// The article.
    pub(crate) article: Article,
    /// Whether it reports a concrete possible violation.
    pub(crate) violation: bool,
    /// What kind of article it is: `appeal`, `under_review`; empty where nobody says.
    pub(crate) kind: String,
    /// The number of the story that it tells. Articles of one story are not parted.
    pub(crate) group: u64,
}

/// What the learners see of an article.
#[derive(Debug)]
pub(super) struct Sample<'a> {
    pub(super) example: &'a Example,
    /// Whether it is scored by its words and facts at all.
    pub(super) candidate: bool,
    /// For each sentence the hashes of its terms, in order, each once.
    pub(super) sentences: Vec<Vec<u64>>,
    /// The values of its facts.
    pub(super) facts: Vec<f64>,
}

/// All samples, and how their terms are spelled.
#[derive(Debug)]
pub(super) struct Samples<'a> {
    pub(super) all: Vec<Sample<'a>>,
    pub(super) spelled: FxHashMap<u64, (Part, String)>,
}

impl<'a> Samples<'a> {
    /// Reads articles.
    pub(super) fn read(examples: &'a [Example], manner: Manner) -> Samples<'a> {
        let (mut spelled, mut plain) = (FxHashMap::default(), FxHashMap::default());
        let mut all: Vec<Sample> =
            examples.iter().map(|example| sample(example, manner, &mut spelled, &mut plain)).collect();
        let most = (all.len() as f64 * COMMON) as u32;
        for sentence in all.iter_mut().flat_map(|sample| &mut sample.sentences) {
            sentence.retain(|hash| plain.get(hash).is_none_or(|&articles| articles <= most));
        }
        Samples { all, spelled }
    }
}

/// In how large a share of the articles a word that has nothing to do with the matter may stand. Commoner ones
/// (`itu`, `dan`) would tell how an article is written, not what it tells.
const COMMON: f64 = 0.1;

fn sample<'a>(
    example: &'a Example,
    manner: Manner,
    spelled: &mut FxHashMap<u64, (Part, String)>,
    plain: &mut FxHashMap<u64, u32>,
) -> Sample<'a> {
    let document = Document::new(&example.article, usize::MAX);
    let (found, tones) = extract(&document);
    let mut sentences: Vec<Vec<u64>> = vec![Vec::new(); tones.len()];
    let mut plain_here = BTreeSet::new();
    term::each(&document, &found, &tones, manner, |sentence, hash, term| {
        let term = term();
        let (part, text) = spelled.entry(hash).or_insert_with(|| (term.part, term.text(&document)));
        // The table knows a term by its spelling alone. Stems are only measured and never written to it.
        if manner == Manner::Stemmed || term::hash(*part, text) == hash {
            sentences[sentence].push(hash);
            if term.is_plain() {
                plain_here.insert(hash);
            }
        }
    });
    plain_here.into_iter().for_each(|hash| *plain.entry(hash).or_default() += 1);
    for terms in &mut sentences {
        terms.sort_unstable();
        terms.dedup();
    }
    Sample {
        example,
        candidate: is_candidate(&tones),
        sentences,
        facts: fact::facts(&document, &found, &tones).iter().map(|fact| fact.value).collect(),
    }
}
