//! Acts: words of an act that stand together in one sentence.

use super::super::Document;
use super::frame::Frame;
use crate::lexicon::Sense;
use std::ops::Range;

/// How many tokens the words of one act may span.
const WINDOW: usize = 16;

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
        let start = self.words.iter().map(|word| word.start).min().unwrap_or_default();
        let end = self.words.iter().map(|word| word.end).max().unwrap_or_default();
        start..end
    }
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
    tokens.flat_map(|token| document.at(token)).fold(0, |mask, found| match found.sense {
        Sense::ActWord(class) => mask | 1 << class,
        _ => mask,
    })
}

/// The acts that a sentence describes where its words count, the more particular first.
///
/// Of two acts whose words interlace only the first in the lexicon's order is kept.
pub(super) fn find(document: &Document, sentence: Range<usize>, frame: &Frame) -> Vec<Described> {
    let mask = classes(document, sentence.clone());
    let patterns = &document.lexicon.act_patterns;
    if !patterns.iter().any(|pattern| pattern.mask & mask == pattern.mask) {
        return Vec::new();
    }
    let words: Vec<Word> = sentence
        .flat_map(|token| document.at(token))
        .filter_map(|found| match found.sense {
            Sense::ActWord(class) => Some(Word { class, first: found.first as usize, end: found.end as usize }),
            _ => None,
        })
        .filter(|word| frame.counts(word.first))
        .collect();
    let mut described: Vec<Described> = Vec::new();
    for pattern in patterns {
        if pattern.mask & mask != pattern.mask || described.iter().any(|known| known.act == pattern.act) {
            continue;
        }
        if let Some(found) = together(&words, &pattern.classes) {
            let range = found.iter().map(|word| word.start).min().unwrap_or_default()
                ..found.iter().map(|word| word.end).max().unwrap_or_default();
            let apart = |known: &Described| {
                let known = known.range();
                range.end <= known.start || known.end <= range.start
            };
            if described.iter().all(apart) {
                described.push(Described { act: pattern.act, words: found });
            }
        }
    }
    described
}

/// One word of each class, the closest together, each word used once.
fn together(words: &[Word], classes: &[u8]) -> Option<Vec<Range<usize>>> {
    let (&key, others) = classes.split_first()?;
    let mut best: Option<(usize, Vec<Range<usize>>)> = None;
    for start in words.iter().filter(|word| word.class == key) {
        let mut chosen = vec![start.first..start.end];
        for &class in others {
            let nearest = words
                .iter()
                .filter(|word| word.class == class && !chosen.iter().any(|used| used.contains(&word.first)))
                .min_by_key(|word| word.first.abs_diff(start.first));
            match nearest {
                Some(word) => chosen.push(word.first..word.end),
                None => break,
            }
        }
        if chosen.len() < classes.len() {
            continue;
        }
        let first = chosen.iter().map(|word| word.start).min().unwrap_or_default();
        let end = chosen.iter().map(|word| word.end).max().unwrap_or_default();
        let width = end - first;
        if width <= WINDOW && best.as_ref().is_none_or(|(known, _)| width < *known) {
            best = Some((width, chosen));
        }
    }
    best.map(|(_, chosen)| chosen)
}
