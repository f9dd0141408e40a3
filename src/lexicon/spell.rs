//! Spelling: abbreviations and how they end, variants, stems.

use super::table::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Where an abbreviation with its dot stands, which decides whether the dot may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DotPlace {
    /// Before what it belongs to: `Drs.`, `Jl.`, `No.`.
    Before,
    /// After it: `dkk.`, `Tbk.`.
    After,
    /// Before a number, else at an end: `Okt.`.
    Number,
    /// Inside a degree: the `Sos` of `S.Sos`. Alone it keeps no dot.
    Part,
}

/// What a word has to do with the ends of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndWord {
    /// Starts sentences: after an initial or abbreviation, a capitalised one is the start of a new one.
    Starter,
    /// Is followed by a letter that stands for itself: `berinisial H.`, `huruf a.`.
    Letter,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, DotPlace>> = LazyLock::new(|| {
    let place = |place: &str| {
        Some(match place {
            "before" => DotPlace::Before,
            "after" => DotPlace::After,
            "number" => DotPlace::Number,
            "part" => DotPlace::Part,
            _ => return None,
        })
    };
    let table = table!("abbreviations.tsv", ["word", "place", "meaning"]);
    table.rows().map(|row| (row.get(0), row.parse(1, place))).collect()
});

static END_WORDS: LazyLock<FxHashMap<&'static str, EndWord>> = LazyLock::new(|| {
    let kind = |kind: &str| {
        Some(match kind {
            "starter" => EndWord::Starter,
            "letter" => EndWord::Letter,
            _ => return None,
        })
    };
    table!("sentence_words.tsv", ["word", "kind"])
        .rows()
        .map(|row| (row.get(0), row.parse(1, kind)))
        .collect()
});

static SPELLING: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = table!("spelling.tsv", ["variant", "standard", "reason"]);
    table.rows().map(|row| (row.get(0), row.get(1))).collect()
});

static STEMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table!("stems.tsv", ["word", "stem"]).rows().map(|row| (row.get(0), row.get(1))).collect()
});

/// Where `word`, which a dot follows, stands if it is an abbreviation: `Drs.`, `No.`.
pub(crate) fn abbreviation(word: &str) -> Option<DotPlace> {
    small_word(word, |word| ABBREVIATIONS.get(word).copied())
}

/// What `word` has to do with the ends of sentences.
pub(crate) fn end_word(word: &str) -> Option<EndWord> {
    small_word(word, |word| END_WORDS.get(word).copied())
}

/// The standard spelling of a folded word, where a variant is listed or the word is said to be no variant.
pub(crate) fn spelling(word: &str) -> Option<&'static str> {
    SPELLING.get(word).copied()
}

/// The stem of a folded word, where the algorithm would miss it.
pub(crate) fn stem(word: &str) -> Option<&'static str> {
    STEMS.get(word).copied()
}

/// Looks up a short word in small letters, without allocation; longer words are in no table of this kind.
fn small_word<T>(word: &str, get: impl Fn(&str) -> Option<T>) -> Option<T> {
    const LONGEST: usize = 12;
    if word.len() > LONGEST {
        return None;
    }
    let mut folded = [0; LONGEST];
    folded[..word.len()].copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    str::from_utf8(&folded[..word.len()]).ok().and_then(get)
}
