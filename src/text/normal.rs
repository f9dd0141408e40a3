//! Normal forms: one spelling for the ways in which a word is written.
//!
//! Small letters and straight apostrophes ([`fold`]); then spelling variants and misprints, the prefix `se-`,
//! reduplication and the clitics -nya, -lah, -kah and -pun ([`normal`]).

use super::is_invisible;
use crate::lexicon;
use std::borrow::Cow;

/// The word in small letters, with straight apostrophes and without characters that show nothing.
///
/// ```
/// use netra::text::fold;
/// assert_eq!(fold("Asy’ari"), "asy'ari");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    let is_folded = |byte: &u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.as_bytes().iter().all(is_folded) {
        return Cow::Borrowed(word);
    }
    let folded = word.chars().filter(|&char| !is_invisible(char)).flat_map(char::to_lowercase);
    Cow::Owned(folded.map(|char| if matches!(char, '‘' | '’' | '`') { '\'' } else { char }).collect())
}

/// The normal form of a word: its standard spelling, in small letters, without `se-`, repetition or clitic.
///
/// Two forms of a word that an index or a model should not tell apart have one normal form. A word that was
/// written together for two (`dilingkungan`) has a space in it.
///
/// ```
/// use netra::text::normal;
/// assert_eq!(normal("Nopember"), "november");
/// assert_eq!(normal("langkah-langkahnya"), "langkah");
/// assert_eq!(normal("se-Kaltim"), "kaltim");
/// assert_eq!(normal("bukunya"), "buku");
/// assert_eq!(normal("hanya"), "hanya");
/// ```
pub fn normal(word: &str) -> Cow<'_, str> {
    let folded = fold(word);
    match &folded {
        Cow::Borrowed(word) => steps(word),
        Cow::Owned(word) => Cow::Owned(steps(word).into_owned()),
    }
}

/// The steps from a folded word to its normal form, in order.
fn steps(word: &str) -> Cow<'_, str> {
    let mut word = word;
    for step in [without_se, without_repetition, without_clitic] {
        if let Some(standard) = lexicon::spelling(word) {
            return Cow::Borrowed(standard);
        }
        word = step(word).unwrap_or(word);
    }
    Cow::Borrowed(lexicon::spelling(word).unwrap_or(word))
}

fn without_se(word: &str) -> Option<&str> {
    word.strip_prefix("se-").filter(|rest| rest.len() > 2)
}

/// `teman` of `teman-teman` and `teman-temannya`.
fn without_repetition(word: &str) -> Option<&str> {
    let (first, second) = word.split_once('-')?;
    (first.len() > 1 && second.starts_with(first)).then_some(first)
}

/// The word without its last clitic, of which four letters or more must stay.
fn without_clitic(word: &str) -> Option<&str> {
    let rest = ["nya", "lah", "kah", "pun"].iter().find_map(|clitic| word.strip_suffix(clitic))?;
    let rest = rest.trim_end_matches('-');
    (rest.len() >= 4).then_some(rest)
}
