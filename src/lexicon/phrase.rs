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
///
/// A node is a number: that of a word for the node after this word at the start of a phrase, and the numbers
/// from [`INNER`] on for all others. What most tokens need stands in one place, the node of their word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// The nodes after first words.
    first: Vec<Node>,
    /// The nodes after more words.
    inner: Vec<Node>,
    /// The node after a node and one more word.
    next: FxHashMap<(u32, WordId), u32>,
    /// The senses of nodes that have several, but for the first of each; number 0 is none.
    more: Vec<Ending>,
}

/// The number of the first node that is not after a first word.
const INNER: u32 = 1 << 31;

/// The words so far.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The last five bits of the numbers of the words that may follow, as a set: most words of a text that
    /// follow are not in it, which saves looking them up.
    followers: u32,
    /// The first sense of the phrase that ends here.
    ending: Option<Ending>,
}

/// One sense of a phrase.
#[derive(Clone, Copy, Debug)]
struct Ending {
    sense: Sense,
    group: u8,
    needs_capital: bool,
    /// The next sense of the phrase, as an index into the others; 0 for none.
    more: u32,
}

impl Node {
    fn is_empty(self) -> bool {
        self.followers == 0 && self.ending.is_none()
    }

    fn may_go_on(self, id: WordId) -> bool {
        self.followers >> (id & 31) & 1 != 0
    }
}

impl Phrases {
    /// Adds a phrase: folded words, separated by single spaces.
    pub(super) fn insert(&mut self, words: &mut Words, phrase: &str, sense: Sense) {
        let mut node = 0;
        for word in phrase.split(' ') {
            let id = words.intern(word);
            if node == 0 {
                if self.first.len() <= id as usize {
                    self.first.resize(id as usize + 1, Node::default());
                }
                node = id;
                continue;
            }
            self.node_mut(node).followers |= 1 << (id & 31);
            let fresh = INNER + self.inner.len() as u32;
            node = *self.next.entry((node, id)).or_insert(fresh);
            if node == fresh {
                self.inner.push(Node::default());
            }
        }
        if !self.senses(node).any(|known| known.sense == sense) {
            self.add_sense(node, sense);
        }
    }

    /// Adds a sense behind those that a node has.
    fn add_sense(&mut self, node: u32, sense: Sense) {
        let (group, needs_capital) = (sense.group() as u8, sense.needs_capital());
        let added = Ending { sense, group, needs_capital, more: 0 };
        let mut last = match &mut self.node_mut(node).ending {
            Some(first) => first.more,
            none => {
                *none = Some(added);
                return;
            }
        };
        if self.more.is_empty() {
            self.more.push(added);
        }
        let fresh = self.more.len() as u32;
        self.more.push(added);
        if last == 0 {
            if let Some(first) = &mut self.node_mut(node).ending {
                first.more = fresh;
            }
            return;
        }
        while self.more[last as usize].more != 0 {
            last = self.more[last as usize].more;
        }
        self.more[last as usize].more = fresh;
    }

    fn node(&self, node: u32) -> Node {
        if node < INNER { self.first[node as usize] } else { self.inner[(node - INNER) as usize] }
    }

    fn node_mut(&mut self, node: u32) -> &mut Node {
        if node < INNER { &mut self.first[node as usize] } else { &mut self.inner[(node - INNER) as usize] }
    }

    /// The senses of the phrase that ends at a node.
    fn senses(&self, node: u32) -> impl Iterator<Item = Ending> + '_ {
        let more =
            |ending: &Ending| if ending.more == 0 { None } else { Some(self.more[ending.more as usize]) };
        std::iter::successors(self.node(node).ending, more)
    }

    /// The node after a first word; 0 for none.
    fn start(&self, word: Word) -> u32 {
        let starts = |id: WordId| id != 0 && self.first.get(id as usize).is_some_and(|node| !node.is_empty());
        if starts(word.id) {
            word.id
        } else if word.base != word.id && starts(word.base) {
            word.base
        } else {
            0
        }
    }

    /// The node after another and one more word; 0 for none.
    fn step(&self, node: u32, word: Word) -> u32 {
        let followers = self.node(node);
        let next = |id: WordId| {
            if (id != 0) & followers.may_go_on(id) {
                self.next.get(&(node, id)).copied().unwrap_or(0)
            } else {
                0
            }
        };
        match next(word.id) {
            0 if word.base != word.id => next(word.base),
            node => node,
        }
    }

    /// What a word means alone.
    pub(super) fn of_word(&self, word: Word) -> impl Iterator<Item = Sense> + '_ {
        let node = Some(self.start(word)).filter(|&node| node != 0);
        node.into_iter().flat_map(|node| self.senses(node)).map(|ending| ending.sense)
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
            let mut node = self.start(word);
            if node == 0 {
                continue;
            }
            // The groups of which a longer phrase starts here, as a set of bits.
            let mut held = 0_u32;
            let mut add = |end: usize, node: u32| {
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
            };
            let mut at = first + 1;
            let one_word = node;
            while let Some(&word) = words.get(at) {
                node = self.step(node, word);
                if node == 0 {
                    break;
                }
                at += 1;
                ends.push((at, node));
            }
            while let Some((end, node)) = ends.pop() {
                add(end, node);
            }
            add(first + 1, one_word);
        }
    }
}
