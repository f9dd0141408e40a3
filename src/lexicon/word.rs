//! Words by number: comparing words of a text with the lexicon is comparing integers.

use std::borrow::Cow;

/// The number of a word that the lexicon knows, 0 for any other.
pub(crate) type WordId = u32;

/// A word of a text as the lexicon sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word as written.
    pub(crate) id: WordId,
    /// The word without its last clitic (-nya, -lah, -kah, -pun) or the dot of an abbreviation, where it has one
    /// and the lexicon knows the rest; otherwise `id`.
    pub(crate) base: WordId,
}

impl Word {
    /// Whether the lexicon knows it only without its clitic: `ujarnya`.
    pub(crate) fn is_clitic(self) -> bool {
        self.id != self.base
    }
}

/// Every word of the lexicon's phrases, by the hash of its fold.
#[derive(Debug, Default)]
pub(crate) struct Words {
    known: Vec<(u64, String)>,
    /// Open addressing over the hashes; a slot holds the hash and the number, 0 when free.
    slots: Vec<(u64, WordId)>,
    mask: usize,
}

impl Words {
    /// The number of `word`, given one if it is new.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let hash = fold_hash(word.as_bytes());
        if let Some(id) = self.lookup(hash) {
            debug_assert_eq!(self.known[id as usize - 1].1, word, "two words with one hash");
            return id;
        }
        self.known.push((hash, word.to_owned()));
        if self.known.len() * 2 >= self.slots.len() {
            self.grow();
        } else {
            self.place(hash, self.known.len() as WordId);
        }
        self.known.len() as WordId
    }

    fn grow(&mut self) {
        let size = (self.known.len() * 4).next_power_of_two().max(1024);
        self.slots = vec![(0, 0); size];
        self.mask = size - 1;
        for index in 0..self.known.len() {
            self.place(self.known[index].0, index as WordId + 1);
        }
    }

    fn place(&mut self, hash: u64, id: WordId) {
        let mut slot = hash as usize & self.mask;
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & self.mask;
        }
        self.slots[slot] = (hash, id);
    }

    fn lookup(&self, hash: u64) -> Option<WordId> {
        if self.slots.is_empty() {
            return None;
        }
        let mut slot = hash as usize & self.mask;
        loop {
            match self.slots[slot] {
                (_, 0) => return None,
                (found, id) if found == hash => return Some(id),
                _ => slot = (slot + 1) & self.mask,
            }
        }
    }

    /// The number of a word however it is written, or 0.
    pub(crate) fn id(&self, word: &str) -> WordId {
        let word = straighten(word);
        self.lookup(fold_hash(word.as_bytes())).unwrap_or(0)
    }

    /// The word and its base, for a token of a text.
    pub(crate) fn word(&self, token: &str) -> Word {
        let id = self.id(token);
        let base = match strip_clitic(token).or_else(|| token.strip_suffix('.')) {
            Some(base) => match self.id(base) {
                0 => id,
                base => base,
            },
            None => id,
        };
        Word { id, base }
    }
}

/// The token without -nya, -lah, -kah or -pun; at least three bytes stay.
fn strip_clitic(token: &str) -> Option<&str> {
    let bytes = token.as_bytes();
    let cut = bytes.len().checked_sub(3).filter(|&cut| cut >= 3)?;
    let tail = [bytes[cut] | 0x20, bytes[cut + 1] | 0x20, bytes[cut + 2] | 0x20];
    matches!(&tail, b"nya" | b"lah" | b"kah" | b"pun").then(|| token[..cut].trim_end_matches('-'))
}

/// The token with straight apostrophes.
fn straighten(token: &str) -> Cow<'_, str> {
    if token.as_bytes().contains(&0xe2) {
        Cow::Owned(token.replace(['‘', '’'], "'"))
    } else {
        Cow::Borrowed(token)
    }
}

/// A hash that is equal for small and capital letters.
///
/// Bit 5 of every byte is set, which folds ASCII letters and the letters of Latin-1 alike and leaves digits,
/// hyphens, dots and apostrophes as they are.
pub(crate) fn fold_hash(word: &[u8]) -> u64 {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, chunk: u64| {
        let product = u128::from(hash ^ (chunk | FOLD)) * u128::from(MULTIPLIER);
        (product as u64) ^ (product >> 64) as u64
    };
    let mut hash = word.len() as u64 ^ 0x51_7c_c1_b7_27_22_0a_95;
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = mix(hash, u64::from_le_bytes(last));
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_does_not_matter() {
        let mut words = Words::default();
        let id = words.intern("mas'ud");
        for written in ["mas'ud", "Mas'ud", "MAS’UD", "Mas‘ud"] {
            assert_eq!(words.id(written), id, "{written}");
        }
        assert_eq!(words.id("masud"), 0);
    }

    #[test]
    fn clitics_lead_to_the_base() {
        let mut words = Words::default();
        let (say, own) = (words.intern("ujar"), words.intern("hanya"));
        assert_eq!(words.word("ujarnya"), Word { id: 0, base: say });
        assert_eq!(words.word("Hanya"), Word { id: own, base: own });
        assert_eq!(words.word("nya"), Word::default());
    }
}
