//! Signatures: how much of their wording two texts share, told from 64 small numbers for each.
//!
//! A text is the set of its shingles, all runs of [`SHINGLE`] words; the resemblance of two texts is the share
//! of the shingles of both that are in each (Broder 1997, *On the resemblance and containment of documents*).
//! One hash function sorts the shingles into [`BINS`] bins and the least hash of each bin is kept; a bin
//! without one borrows from the next bin to its right that has (Shrivastava and Li 2014, *Densifying one
//! permutation hashing via rotation for fast near neighbor search*, ICML). The share of bins that agree then
//! estimates the resemblance without bias, with a standard error of at most 1/16; 16 bits are kept of each,
//! by which two bins agree by chance once in 65,536 times (Li and König 2010, *b-bit minwise hashing*).

use crate::fnv::fnv1a;
use crate::text::fold;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many words a shingle has. Fewer, and articles on one subject look alike; more, and one changed word
/// hides too much of a sentence.
const SHINGLE: usize = 3;

/// How many numbers a signature has.
pub(super) const BINS: usize = 64;

/// What the wording of a text leaves of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    bins: [u16; BINS],
    /// How many shingles the text has; 0 for one that is too short to have any, whose bins mean nothing.
    shingles: u32,
}

impl Default for Signature {
    fn default() -> Signature {
        Signature { bins: [0; BINS], shingles: 0 }
    }
}

impl Signature {
    /// The signature of a text, from the hashes of its words in order.
    pub(super) fn of(words: &[u64]) -> Signature {
        let mut least = [u64::MAX; BINS];
        for shingle in words.windows(SHINGLE) {
            let hash = mix(shingle.iter().fold(0, |hash, &word| mix(hash ^ word)));
            let bin = (hash >> (64 - BINS.ilog2())) as usize;
            // The first bits are the number of the bin.
            least[bin] = least[bin].min(hash << BINS.ilog2());
        }
        let shingles = words.len().saturating_sub(SHINGLE - 1) as u32;
        if shingles == 0 {
            return Signature::default();
        }
        let bins = std::array::from_fn(|bin| {
            let filled = (0..BINS).find(|steps| least[(bin + steps) % BINS] != u64::MAX).unwrap_or(0);
            // What is borrowed from afar differs from what is at home there, or one shared shingle would
            // count several times.
            mix(least[(bin + filled) % BINS].wrapping_add(filled as u64)) as u16
        });
        Signature { bins, shingles }
    }

    /// The share of the shorter text's shingles that the longer one has as well, from 0 to 1. With a
    /// resemblance of `r` and `a` and `b` shingles they share `r (a + b) / (1 + r)` (Broder 1997).
    pub(super) fn containment(&self, other: &Signature) -> f32 {
        let (own, others) = (self.shingles as f32, other.shingles as f32);
        if own.min(others) < 1.0 {
            return 0.0;
        }
        let equal = self.bins.iter().zip(&other.bins).filter(|(own, other)| own == other).count();
        let resemblance = equal as f32 / BINS as f32;
        (resemblance * (own + others) / (1.0 + resemblance) / own.min(others)).min(1.0)
    }

    /// Neighbouring bins in pairs, the first `bands` of them, each with its number; none for a text without
    /// shingles.
    pub(super) fn bands(&self, bands: usize) -> impl Iterator<Item = (usize, [u16; 2])> + '_ {
        let pairs = self.bins.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
        pairs.enumerate().take(if self.shingles == 0 { 0 } else { bands })
    }
}

/// The hash of a word, small and capital letters alike, the same in every release: that of its fold.
pub(super) fn word_hash(word: &str) -> u64 {
    const LONGEST: usize = 32;
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST || !word.is_ascii() || bytes.contains(&b'`') {
        return fnv1a(fold(word).as_bytes());
    }
    // Nearly all words: their fold without a string of its own.
    let mut folded = [0; LONGEST];
    let folded = &mut folded[..bytes.len()];
    folded.copy_from_slice(bytes);
    folded.make_ascii_lowercase();
    fnv1a(folded)
}

/// The finaliser of SplitMix64: every bit of the number that it gives depends on every bit of the one that it
/// takes. <https://prng.di.unimi.it/splitmix64.c>
pub(super) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// As text: the number of shingles, a colon, four hexadecimal digits a bin.
impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = format!("{}:", self.shingles);
        text.extend(self.bins.iter().map(|bin| format!("{bin:04x}")));
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Signature, D::Error> {
        let text = String::deserialize(deserializer)?;
        read(&text).ok_or_else(|| D::Error::custom("a signature is a number, a colon and 256 digits"))
    }
}

fn read(text: &str) -> Option<Signature> {
    let (shingles, digits) = text.split_once(':')?;
    if digits.len() != 4 * BINS || !digits.is_ascii() {
        return None;
    }
    let mut signature = Signature { shingles: shingles.parse().ok()?, ..Signature::default() };
    for (index, bin) in signature.bins.iter_mut().enumerate() {
        *bin = u16::from_str_radix(&digits[4 * index..4 * index + 4], 16).ok()?;
    }
    Some(signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: impl Iterator<Item = u64>) -> Signature {
        Signature::of(&words.map(|word| word_hash(&word.to_string())).collect::<Vec<_>>())
    }

    /// Texts of which the shared part is known; four standard errors are allowed.
    #[test]
    fn it_estimates_what_two_texts_share() {
        for (own, other, shared) in [
            (0..400, 0..400, 1.0),
            (0..400, 400..800, 0.0),
            (0..400, 200..600, 0.5),
            (0..400, 0..200, 1.0),
            (0..400, 300..500, 0.5),
        ] {
            let found = text(own.clone()).containment(&text(other.clone()));
            assert!((found - shared).abs() <= 0.25, "{own:?} {other:?}: {found}, not {shared}");
        }
    }

    #[test]
    fn short_texts_have_signatures() {
        assert_eq!(text(0..2), Signature::default());
        assert_eq!(text(0..3).containment(&text(0..3)), 1.0);
        assert!(text(0..3).containment(&text(1..4)) < 0.5);
        assert_eq!(text(0..2).containment(&text(0..2)), 0.0);
    }

    #[test]
    fn a_word_has_the_hash_of_its_fold() {
        let long = "Pertanggungjawabannya".repeat(2);
        for word in ["", "Camat", "BAWASLU", "M.Si.", "Mas`ud", "Mas’ud", "Nurjannâh", long.as_str()] {
            assert_eq!(word_hash(word), fnv1a(fold(word).as_bytes()), "{word}");
        }
    }

    /// Stores keep signatures: what was written must compare with what is made today. The number was computed
    /// by a second implementation, in Python.
    #[test]
    fn it_is_the_same_in_every_release() {
        let made = Signature::of(&["camat", "itu", "dipanggil", "bawaslu"].map(word_hash));
        let written = serde_json::to_string(&made).expect("it can be written");
        assert_eq!(serde_json::from_str::<Signature>(&written).expect("it can be read"), made);
        assert_eq!(fnv1a(written.as_bytes()), PINNED, "{written}");
    }

    const PINNED: u64 = 11_253_277_373_653_570_476;
}
