//! Phrases: a trie over word numbers, walked from every token of a text.

use super::{Sense, Word, WordId, Words};
use rustc_hash::FxHashMap;

/// A phrase of the lexicon found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Its first token.
    pub(crate) first: u32,
    /// The token after its last.
    pub(crate) end: u32,
    /// What it means.
    pub(crate) sense: Sense,
}

/// The phrases of the lexicon with their senses.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// The node after a first word, by its number; 0 for none.
    first: Vec<u32>,
    /// The node after a node and one more word.
    next: FxHashMap<(u32, WordId), u32>,
    /// The senses of the phrase that ends at a node; node 0 is the start and has none.
    senses: Vec<Vec<Sense>>,
}

impl Phrases {
    /// Adds a phrase: folded words, separated by single spaces.
    pub(super) fn insert(&mut self, words: &mut Words, phrase: &str, sense: Sense) {
        if self.senses.is_empty() {
            self.senses.push(Vec::new());
        }
        let mut node = 0;
        for word in phrase.split(' ') {
            let id = words.intern(word);
            let fresh = self.senses.len() as u32;
            let slot = if node == 0 {
                if self.first.len() <= id as usize {
                    self.first.resize(id as usize + 1, 0);
                }
                &mut self.first[id as usize]
            } else {
                self.next.entry((node, id)).or_insert(0)
            };
            if *slot == 0 {
                *slot = fresh;
                self.senses.push(Vec::new());
            }
            node = *slot;
        }
        let senses = &mut self.senses[node as usize];
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    fn step(&self, node: u32, id: WordId) -> u32 {
        if id == 0 {
            0
        } else if node == 0 {
            self.first.get(id as usize).copied().unwrap_or(0)
        } else {
            self.next.get(&(node, id)).copied().unwrap_or(0)
        }
    }

    /// Adds to `found` the phrases in a text's words, by first token.
    ///
    /// In each group of senses the leftmost longest phrase wins and the words inside it start no other;
    /// phrases of different groups may overlap. `is_capitalised` tells how a token is written.
    pub(crate) fn find(
        &self,
        words: &[Word],
        is_capitalised: impl Fn(usize) -> bool,
        found: &mut Vec<Match>,
    ) {
        let mut taken_to = [0; Sense::GROUPS];
        let mut ends: Vec<(usize, u32)> = Vec::new();
        for first in 0..words.len() {
            ends.clear();
            let (mut node, mut at) = (0, first);
            while let Some(word) = words.get(at) {
                node = match self.step(node, word.id) {
                    0 if word.base != word.id => self.step(node, word.base),
                    node => node,
                };
                if node == 0 {
                    break;
                }
                at += 1;
                if !self.senses[node as usize].is_empty() {
                    ends.push((at, node));
                }
            }
            if ends.is_empty() {
                continue;
            }
            let mut longest = [0; Sense::GROUPS];
            for &(end, node) in ends.iter().rev() {
                for &sense in &self.senses[node as usize] {
                    let group = sense.group();
                    let hidden = first < taken_to[group] || longest[group] > end;
                    if hidden || (sense.needs_capital() && !is_capitalised(first)) {
                        continue;
                    }
                    longest[group] = end;
                    found.push(Match { first: first as u32, end: end as u32, sense });
                }
            }
            for group in 0..Sense::GROUPS {
                taken_to[group] = taken_to[group].max(longest[group]);
            }
        }
    }
}
