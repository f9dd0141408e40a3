//! Endings of words, as personal names have them.

/// A set of endings.
#[derive(Debug, Default)]
pub(super) struct Endings {
    endings: Vec<&'static str>,
    /// The last two letters of the endings, as a set of bits: most words fail this test.
    tails: [u64; 16],
}

impl Endings {
    /// Adds an ending of two bytes or more.
    pub(super) fn insert(&mut self, ending: &'static str) {
        let tail = tail(ending).expect("an ending is longer than a letter");
        self.tails[tail / 64] |= 1 << (tail % 64);
        self.endings.push(ending);
    }

    /// Whether a word ends so, with two bytes or more before the ending.
    pub(super) fn has(&self, word: &str) -> bool {
        tail(word).is_some_and(|tail| self.tails[tail / 64] >> (tail % 64) & 1 != 0)
            && self.endings.iter().any(|ending| word.len() >= ending.len() + 2 && word.ends_with(ending))
    }
}

/// The last two letters as a number below 1024.
fn tail(word: &str) -> Option<usize> {
    let [first, last] = word.as_bytes().last_chunk()?;
    Some(usize::from(first & 31) << 5 | usize::from(last & 31))
}
