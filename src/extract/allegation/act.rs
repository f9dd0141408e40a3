//! Acts: words of an act that stand together in one sentence.

use super::super::Document;
use super::frame::Frame;
use crate::lexicon::{ActPattern, Sense};
use std::ops::Range;

/// How many tokens the words of one act may span.
const WINDOW: usize = 16;

/// How many tokens after its verb an object may stand.
const OBJECT: usize = 6;

/// An act that a sentence describes.
#[derive(Clone, Debug)]
pub(super) struct Described {
    /// An index into the lexicon's acts.
    pub(super) act: usize,
    /// The tokens of its words, each range one word or phrase.
    pub(super) words: Vec<Range<usize>>,
}

impl Described {
    /// From the first of its words to the last.
    pub(super) fn range(&self) -> Range<usize> {
        around(&self.words)
    }
}

/// From the first token of several ranges to the last.
fn around(words: &[Range<usize>]) -> Range<usize> {
    let start = words.iter().map(|word| word.start).min().unwrap_or_default();
    let end = words.iter().map(|word| word.end).max().unwrap_or_default();
    start..end
}

/// A word of an act in a sentence.
#[derive(Clone, Copy, Debug)]
struct Word {
    class: u8,
    first: usize,
    end: usize,
}

/// The classes of act words in a range of tokens, as a set of bits.
pub(super) fn classes(document: &Document, tokens: Range<usize>) -> u128 {
    document.matches_in(tokens).iter().fold(0, |mask, found| match found.sense {
        Sense::ActWord(class) => mask | 1 << class,
        _ => mask,
    })
}

/// The acts that a clause describes where its words count, in the lexicon's order.
///
/// Of two acts whose words interlace only the first in the lexicon's order is kept, and acts that any campaign
/// story could show (`WEAK`) only alone.
pub(super) fn find(document: &Document, clause: Range<usize>, frame: &Frame) -> Vec<Described> {
    const WEAK: [&str; 2] = ["attend_campaign", "unspecified"];
    let lexicon = document.lexicon;
    let mask = classes(document, clause.clone());
    let fits = |pattern: &&ActPattern| pattern.mask & mask == pattern.mask;
    if mask == 0 || !lexicon.act_patterns.iter().any(|pattern| fits(&pattern)) {
        return Vec::new();
    }
    let words: Vec<Word> = document
        .matches_in(clause)
        .iter()
        .filter_map(|found| match found.sense {
            Sense::ActWord(class) => {
                Some(Word { class, first: found.first as usize, end: found.end as usize })
            }
            _ => None,
        })
        .filter(|word| frame.counts(word.first) && !frame.denies(word.first))
        .collect();
    let mut described: Vec<Described> = Vec::new();
    for pattern in lexicon.act_patterns.iter().filter(fits) {
        if described.iter().any(|known| known.act == pattern.act) {
            continue;
        }
        let Some(words) = together(&words, pattern) else { continue };
        let found = Described { act: pattern.act, words };
        let range = found.range();
        let apart = |known: &Described| {
            let known = known.range();
            range.end <= known.start || known.end <= range.start
        };
        let weak = WEAK.contains(&lexicon.acts[found.act].id);
        if described.is_empty() || (!weak && described.iter().all(apart)) {
            described.push(found);
        }
    }
    described
}

/// One word of each class, the closest together, each word used once.
fn together(words: &[Word], pattern: &ActPattern) -> Option<Vec<Range<usize>>> {
    let (&key, others) = pattern.classes.split_first()?;
    let mut best: Option<(usize, Vec<Range<usize>>)> = None;
    for start in words.iter().filter(|word| word.class == key) {
        let mut chosen = Vec::with_capacity(pattern.classes.len());
        chosen.push(start.first..start.end);
        for &class in others {
            let nearest = words
                .iter()
                .filter(|word| word.class == class && !chosen.iter().any(|used| used.contains(&word.first)))
                .filter(|word| {
                    pattern.after & 1 << class == 0 || (start.end..start.end + OBJECT).contains(&word.first)
                })
                .min_by_key(|word| word.first.abs_diff(start.first));
            match nearest {
                Some(word) => chosen.push(word.first..word.end),
                None => break,
            }
        }
        if chosen.len() < pattern.classes.len() {
            continue;
        }
        let width = around(&chosen).len();
        if width <= WINDOW && best.as_ref().is_none_or(|(known, _)| width < *known) {
            best = Some((width, chosen));
        }
    }
    best.map(|(_, chosen)| chosen)
}

/// The clauses of a sentence: what a semicolon or `sedangkan` parts speaks of different actors.
pub(super) fn clauses(document: &Document, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = sentence.start;
    for token in sentence.clone() {
        // The lengths of the three words are cheaper to compare than their letters.
        let len = document.tokens[token].span().len();
        let parts = matches!(len, 1 | 9) && matches!(document.word(token), ";" | "sedangkan" | "sementara");
        if parts && token > start {
            clauses.push(start..token);
            start = token;
        }
    }
    clauses.push(start..sentence.end);
    clauses
}
