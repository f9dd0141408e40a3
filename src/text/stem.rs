//! Stems: the root that the affixes of a word are taken from.
//!
//! Snowball's Indonesian algorithm (Tala 2003) has no list of roots. What it gets wrong and news says often is
//! listed in `data/lexicon/stems.tsv`; `docs/decisions/stemming.md` has the figures.

use super::normal;
use crate::lexicon;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The stem of a word: `dukung` of *mendukung*, *dukungan* and *didukung*. Numbers and names keep their form.
///
/// It is made for search: forms of a word should share a stem, and the stem need not be a word.
///
/// ```
/// use netra::text::stem;
/// assert_eq!(stem("Pelanggarannya"), "langgar");
/// assert_eq!(stem("menulis"), stem("tulisan"));
/// assert_eq!(stem("bupati"), "bupati");
/// ```
pub fn stem(word: &str) -> Cow<'_, str> {
    let word = normal(word);
    if let Some(stem) = lexicon::stem(&word) {
        return Cow::Borrowed(stem);
    }
    if word.len() < 5 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    let stemmed = Stemmer::create(Algorithm::Indonesian).stem(&word).into_owned();
    Cow::Owned(match lexicon::stem(&stemmed) {
        Some(stem) => stem.to_owned(),
        None => with_nasal(&word, stemmed),
    })
}

/// The stem with the `t` that meN- and peN- swallow: `tulis` of *menulis*, where Snowball leaves `ulis`.
fn with_nasal(word: &str, stem: String) -> String {
    let swallows = ["men", "pen"].iter().any(|prefix| {
        word.strip_prefix(prefix).is_some_and(|rest| {
            rest.starts_with(['a', 'e', 'i', 'o', 'u']) && rest.starts_with(stem.as_str())
        })
    });
    if swallows { format!("t{stem}") } else { stem }
}
