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
    /// The nodes; node 0 is the start.
    nodes: Vec<Node>,
    /// The senses of all nodes; number 0 is none.
    endings: Vec<Ending>,
}

/// The words so far.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The last six bits of the numbers of the words that may follow, as a set: most words of a text that
    /// follow are not in it, which saves looking them up.
    followers: u64,
    /// The first sense of the phrase that ends here, as an index into the endings; 0 for none.
    ending: u32,
}

/// One sense of a phrase.
#[derive(Clone, Copy, Debug)]
struct Ending {
    sense: Sense,
    group: u8,
    needs_capital: bool,
    /// The next sense of the phrase, as an index into the endings; 0 for none.
    more: u32,
}

impl Node {
    fn may_go_on(self, id: WordId) -> bool {
        self.followers >> (id & 63) & 1 != 0
    }
}

impl Phrases {
    /// Adds a phrase: folded words, separated by single spaces.
    pub(super) fn insert(&mut self, words: &mut Words, phrase: &str, sense: Sense) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            let none = Ending { sense, group: 0, needs_capital: false, more: 0 };
            self.endings.push(none);
        }
        let mut node = 0;
        for word in phrase.split(' ') {
            let id = words.intern(word);
            let fresh = self.nodes.len() as u32;
            let slot = if node == 0 {
                if self.first.len() <= id as usize {
                    self.first.resize(id as usize + 1, 0);
                }
                &mut self.first[id as usize]
            } else {
                self.nodes[node as usize].followers |= 1 << (id & 63);
                self.next.entry((node, id)).or_insert(0)
            };
            if *slot == 0 {
                *slot = fresh;
                self.nodes.push(Node::default());
            }
            node = *slot;
        }
        if !self.senses(node).any(|known| known.sense == sense) {
            self.add_sense(node, sense);
        }
    }

    /// Adds a sense behind those that a node has.
    fn add_sense(&mut self, node: u32, sense: Sense) {
        let fresh = self.endings.len() as u32;
        match self.nodes[node as usize].ending as usize {
            0 => self.nodes[node as usize].ending = fresh,
            mut last => {
                while self.endings[last].more != 0 {
                    last = self.endings[last].more as usize;
                }
                self.endings[last].more = fresh;
            }
        }
        let (group, needs_capital) = (sense.group() as u8, sense.needs_capital());
        self.endings.push(Ending { sense, group, needs_capital, more: 0 });
    }

    /// The senses of the phrase that ends at a node.
    fn senses(&self, node: u32) -> impl Iterator<Item = Ending> + '_ {
        let mut at = self.nodes.get(node as usize).map_or(0, |node| node.ending);
        std::iter::from_fn(move || {
            let ending = *self.endings.get(at as usize).filter(|_| at != 0)?;
            at = ending.more;
            Some(ending)
        })
    }

    /// The node after a first word; 0 for none.
    fn start(&self, word: Word) -> u32 {
        let node = |id: WordId| self.first.get(id as usize).copied().unwrap_or(0);
        match node(word.id) {
            0 if word.base != word.id => node(word.base),
            node => node,
        }
    }

    /// The node after another and one more word; 0 for none.
    fn step(&self, node: u32, word: Word) -> u32 {
        let from = self.nodes[node as usize];
        let next = |id: WordId| {
            if id != 0 && from.may_go_on(id) { self.next.get(&(node, id)).copied().unwrap_or(0) } else { 0 }
        };
        match next(word.id) {
            0 if word.base != word.id => next(word.base),
            node => node,
        }
    }

    /// What a word means alone.
    pub(super) fn of_word(&self, word: Word) -> impl Iterator<Item = Sense> + '_ {
        self.senses(self.start(word)).map(|ending| ending.sense)
    }

    /// Adds to `found` the phrases in a text's words, by first token, and to `index` for each token the
    /// number of those that start before it.
    ///
    /// In each group of senses the leftmost longest phrase wins and the words inside it start no other;
    /// phrases of different groups may overlap. `is_capitalised` tells how a token is written.
    pub(crate) fn find(
        &self,
        words: &[Word],
        is_capitalised: impl Fn(usize) -> bool,
        found: &mut Vec<Match>,
        index: &mut Vec<u32>,
    ) {
        let mut taken_to = [0_u32; Sense::GROUPS];
        let mut ends: Vec<(usize, u32)> = Vec::new();
        for (first, &word) in words.iter().enumerate() {
            index.push(found.len() as u32);
            let (mut node, mut at) = (self.start(word), first);
            while node != 0 {
                at += 1;
                if self.nodes[node as usize].ending != 0 {
                    ends.push((at, node));
                }
                node = words.get(at).map_or(0, |&word| self.step(node, word));
            }
            // The groups of which a longer phrase starts here, as a set of bits.
            let mut held = 0_u32;
            while let Some((end, node)) = ends.pop() {
                let mut own = 0;
                for ending in self.senses(node) {
                    let group = usize::from(ending.group);
                    let hidden = (first as u32) < taken_to[group] || held >> group & 1 != 0;
                    if hidden || (ending.needs_capital && !is_capitalised(first)) {
                        continue;
                    }
                    own |= 1 << group;
                    found.push(Match { first: first as u32, end: end as u32, sense: ending.sense });
                }
                held |= own;
                while own != 0 {
                    taken_to[own.trailing_zeros() as usize] = end as u32;
                    own &= own - 1;
                }
            }
        }
    }
}
