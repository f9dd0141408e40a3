//! Words by number: comparing words of a text with the lexicon is comparing integers.

use std::ops::Range;

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
    known: Vec<u64>,
    /// As they are spelled, to be sure that no two have one hash.
    #[cfg(debug_assertions)]
    spelled: Vec<String>,
    /// Open addressing over the hashes; a slot holds the hash with the number in its last bits, 0 when free.
    slots: Vec<u64>,
    mask: usize,
}

/// The bits of a slot that hold the number of a word; the others hold those of its hash.
const NUMBER: u64 = (1 << 24) - 1;

impl Words {
    /// The number of `word`, given one if it is new.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let hash = fold_hash(word.as_bytes());
        if let Some(id) = self.lookup(hash) {
            #[cfg(debug_assertions)]
            assert_eq!(self.spelled[id as usize - 1], word, "two words with one hash");
            return id;
        }
        self.known.push(hash);
        #[cfg(debug_assertions)]
        self.spelled.push(word.to_owned());
        if self.known.len() * 2 >= self.slots.len() {
            self.grow();
        } else {
            self.place(hash, self.known.len() as WordId);
        }
        self.known.len() as WordId
    }

    fn grow(&mut self) {
        let size = (self.known.len() * 4).next_power_of_two().max(1024);
        self.slots = vec![0; size];
        self.mask = size - 1;
        for index in 0..self.known.len() {
            self.place(self.known[index], index as WordId + 1);
        }
    }

    fn place(&mut self, hash: u64, id: WordId) {
        let mut slot = hash as usize & self.mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & self.mask;
        }
        self.slots[slot] = (hash & !NUMBER) | u64::from(id);
    }

    fn lookup(&self, hash: u64) -> Option<WordId> {
        let mut slot = hash as usize & self.mask;
        loop {
            match *self.slots.get(slot)? {
                0 => return None,
                found if (found ^ hash) & !NUMBER == 0 => return Some((found & NUMBER) as WordId),
                _ => slot = (slot + 1) & self.mask,
            }
        }
    }

    /// The number of a word however it is written, or 0.
    pub(crate) fn id(&self, word: &str) -> WordId {
        self.id_at(word.as_bytes(), 0..word.len()).0
    }

    /// The number of the word that stands in `range` of a text, and its [`fold_hash`].
    fn id_at(&self, text: &[u8], range: Range<usize>) -> (WordId, u64) {
        let (mut hash, is_ascii) = hash_at(text, range.clone());
        if !is_ascii && text[range.clone()].windows(3).any(is_curly) {
            hash = fold_hash(&straighten(&text[range]));
        }
        (self.lookup(hash).unwrap_or(0), hash)
    }

    /// The word and its base, for a token of a text.
    pub(crate) fn word(&self, token: &str) -> Word {
        self.word_at(token, 0..token.len()).0
    }

    /// The word and its base, for the token that stands at `span` of a text, and the token's [`fold_hash`].
    pub(crate) fn word_at(&self, text: &str, span: Range<usize>) -> (Word, u64) {
        let text = text.as_bytes();
        let (id, hash) = self.id_at(text, span.clone());
        let base = match without_tail(&text[span.clone()]) {
            Some(len) => match self.id_at(text, span.start..span.start + len).0 {
                0 => id,
                base => base,
            },
            None => id,
        };
        (Word { id, base }, hash)
    }
}

/// The length of the token without -nya, -lah, -kah or -pun, of which at least three bytes stay, or without a
/// last dot.
fn without_tail(token: &[u8]) -> Option<usize> {
    const CLITICS: [u32; 4] = [clitic(b"nya"), clitic(b"lah"), clitic(b"kah"), clitic(b"pun")];
    if let Some(tail) = token.last_chunk::<3>().filter(|_| token.len() >= 6) {
        let tail = clitic(tail);
        if CLITICS.iter().fold(false, |is, &clitic| is | (clitic == tail)) {
            let rest = &token[..token.len() - 3];
            return Some(rest.len() - rest.iter().rev().take_while(|&&byte| byte == b'-').count());
        }
    }
    token.strip_suffix(b".").map(<[u8]>::len)
}

/// Three bytes as a number, small and capital letters alike.
const fn clitic(bytes: &[u8; 3]) -> u32 {
    u32::from_le_bytes([bytes[0] | 0x20, bytes[1] | 0x20, bytes[2] | 0x20, 0])
}

/// Whether three bytes are an apostrophe that is not straight: `‘` or `’`.
fn is_curly(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x98 | 0x99])
}

/// The token with straight apostrophes.
fn straighten(token: &[u8]) -> Vec<u8> {
    let mut straight = Vec::with_capacity(token.len());
    let mut at = 0;
    while at < token.len() {
        if token.get(at..at + 3).is_some_and(is_curly) {
            straight.push(b'\'');
            at += 3;
        } else {
            straight.push(token[at]);
            at += 1;
        }
    }
    straight
}

/// A hash that is equal for small and capital letters.
///
/// Bit 5 of every byte is set, which folds ASCII letters and the letters of Latin-1 alike and leaves digits,
/// hyphens, dots and apostrophes as they are.
pub(crate) fn fold_hash(word: &[u8]) -> u64 {
    hash_at(word, 0..word.len()).0
}

/// The [`fold_hash`] of the word that stands in `range` of a text, and whether the word is ASCII.
///
/// Eight bytes are read at a time, also where some of them are past the word.
fn hash_at(text: &[u8], range: Range<usize>) -> (u64, bool) {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    const NOT_ASCII: u64 = 0x8080_8080_8080_8080;
    let mut hash = range.len() as u64 ^ 0x51_7c_c1_b7_27_22_0a_95;
    let mut seen = 0;
    for at in range.clone().step_by(8) {
        let mut chunk = match text[at..].first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => {
                let mut last = [0; 8];
                last[..text.len() - at].copy_from_slice(&text[at..]);
                u64::from_le_bytes(last)
            }
        };
        if range.end - at < 8 {
            chunk &= (1 << (8 * (range.end - at))) - 1;
        }
        seen |= chunk;
        let product = u128::from(hash ^ (chunk | FOLD)) * u128::from(MULTIPLIER);
        hash = (product as u64) ^ (product >> 64) as u64;
    }
    (hash, seen & NOT_ASCII == 0)
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
