//! Words by number: comparing words of a text with the lexicon is comparing integers.

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
        self.slots = vec![0; size];
        self.mask = size - 1;
        for index in 0..self.known.len() {
            self.place(self.known[index].0, index as WordId + 1);
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
        self.id_of(word.as_bytes())
    }

    fn id_of(&self, word: &[u8]) -> WordId {
        let curly = !word.is_ascii() && word.windows(3).any(is_curly);
        let hash = if curly { fold_hash(&straighten(word)) } else { fold_hash(word) };
        self.lookup(hash).unwrap_or(0)
    }

    /// The word and its base, for a token of a text.
    pub(crate) fn word(&self, token: &str) -> Word {
        self.word_of(token.as_bytes())
    }

    /// The word and its base, for the bytes of a token of a text.
    pub(crate) fn word_of(&self, token: &[u8]) -> Word {
        let id = self.id_of(token);
        let base = match strip_clitic(token).or_else(|| token.strip_suffix(b".")) {
            Some(base) => match self.id_of(base) {
                0 => id,
                base => base,
            },
            None => id,
        };
        Word { id, base }
    }

    /// The number of words known.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }
}

/// The token without -nya, -lah, -kah or -pun; at least three bytes stay.
fn strip_clitic(token: &[u8]) -> Option<&[u8]> {
    let cut = token.len().checked_sub(3).filter(|&cut| cut >= 3)?;
    let (mut rest, tail) = token.split_at(cut);
    let tail = [tail[0] | 0x20, tail[1] | 0x20, tail[2] | 0x20];
    if !matches!(&tail, b"nya" | b"lah" | b"kah" | b"pun") {
        return None;
    }
    while let Some(less) = rest.strip_suffix(b"-") {
        rest = less;
    }
    Some(rest)
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
        hash = mix(hash, tail(rest));
    }
    hash
}

/// The fewer than eight bytes of `rest` as one number, in two reads that may overlap rather than byte by byte.
fn tail(rest: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
    } else if let (Some(first), Some(last)) = (rest.first_chunk::<2>(), rest.last_chunk::<2>()) {
        u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)) << 16
    } else {
        rest.first().map_or(0, |&byte| u64::from(byte))
    }
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
