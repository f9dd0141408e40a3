//! Terms: what of a text the search index holds, and what of a query is looked for. The same function makes
//! both, so that they agree whichever database keeps the index.

use crate::fnv::fnv1a;
use crate::text::{Kind, Span, normal, stem, words};
use std::fmt::Write;

/// The version of the terms of a text. To be raised whenever a text may give other terms than before; a test
/// tells when.
pub(super) const VERSION: i64 = 1;

/// The longest stem that is a term as it is.
const LONGEST: usize = 64;

/// How often a stem is stemmed again at most.
const DEEPEST: usize = 4;

/// The most terms of a query that are looked for.
const MOST: usize = 64;

/// What a query asks for: every one of `all`, none of `none`. Each is one term, or several that must follow each
/// other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) all: Vec<Vec<String>>,
    pub(super) none: Vec<Vec<String>>,
}

/// The terms of a text, each with the place of its word. A word that was written together for two has two terms,
/// both in its place.
pub(super) fn terms(text: &str) -> impl Iterator<Item = (String, Span)> + '_ {
    let is_word = |kind| matches!(kind, Kind::Word | Kind::Number | Kind::Address);
    words(text).filter(move |token| is_word(token.kind)).flat_map(move |token| {
        // A dot at the end is part of an abbreviation in one text and of the sentence in another.
        let normal = normal(token.text(text).trim_end_matches('.'));
        let pieces: Vec<String> = normal.split(' ').map(|piece| term(&root(piece))).collect();
        pieces.into_iter().map(move |piece| (piece, token.span()))
    })
}

/// The terms of a text, joined by spaces, as the index takes them.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (term, _) in terms(text) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&term);
    }
    joined
}

/// Reads a query. Any text is one; what has no word in it asks for nothing.
pub(super) fn read(text: &str) -> Query {
    let mut query = Query::default();
    let mut room = MOST;
    let mut rest = text.trim_start();
    while !rest.is_empty() && room > 0 {
        let (side, after) = match rest.strip_prefix('-') {
            Some(after) if after.starts_with(|char: char| !char.is_whitespace()) => (&mut query.none, after),
            _ => (&mut query.all, rest),
        };
        let (piece, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_at(
                after.find(|char: char| char.is_whitespace() || char == '"').unwrap_or(after.len()),
            ),
        };
        let phrase: Vec<String> = terms(piece).map(|(term, _)| term).take(room).collect();
        room -= phrase.len();
        if !phrase.is_empty() && !side.contains(&phrase) {
            side.push(phrase);
        }
        rest = after.trim_start();
    }
    query
}

/// Where the terms and phrases that a query asks for stand in a text, by position, none in another.
pub(super) fn spans(query: &Query, text: &str) -> Vec<Span> {
    let terms: Vec<(String, Span)> = terms(text).collect();
    let mut found = Vec::new();
    for at in 0..terms.len() {
        for phrase in &query.all {
            let Some(here) = terms.get(at..at + phrase.len()) else { continue };
            if here.iter().map(|(term, _)| term).eq(phrase) {
                found.push(here[0].1.join(here[here.len() - 1].1));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().fold(Vec::new(), |mut joined: Vec<Span>, span| {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => joined.push(span),
        }
        joined
    })
}

/// The stem of a word, of its stem and so on until it stays: the stemmer leaves `periksa` of *diperiksa* and `iksa`
/// of *periksa*, and these must find each other.
fn root(word: &str) -> String {
    let mut root = word.to_owned();
    for _ in 0..DEEPEST {
        let next = stem(&root).into_owned();
        if next == root {
            break;
        }
        root = next;
    }
    root
}

/// A stem in the letters that every index takes as they are: itself if it is of `a-z0-9`, else `_` and its bytes
/// in hexadecimal digits, or `__` and a hash where it is very long.
fn term(stem: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if stem.len() > LONGEST {
        return format!("__{:016x}", fnv1a(stem.as_bytes()));
    }
    if !stem.is_empty() && stem.bytes().all(is_plain) {
        return stem.to_owned();
    }
    stem.bytes().fold(String::from("_"), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes what is written");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(side: &[Vec<String>]) -> String {
        side.iter().map(|phrase| phrase.join("+")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn queries_are_read() {
        for (text, all, none) in [
            ("dukung", "dukung", ""),
            ("Mendukung dukungan", "dukung", ""),
            ("camat -lurah", "camat", "lurah"),
            ("\"calon bupati\" camat", "calon+bupati camat", ""),
            ("-\"calon bupati\" camat", "camat", "calon+bupati"),
            ("Pasal 9 ayat (2)", "pasal 9 ayat 2", ""),
            ("camat:", "camat", ""),
            ("\"calon bupati", "calon+bupati", ""),
            ("netral\"", "netral", ""),
            ("AND OR NOT", "and or not", ""),
            ("- camat", "camat", ""),
            ("PKS-Golkar", "pks+golkar", ""),
            ("*", "", ""),
            ("\"\" ( ^ 🙂", "", ""),
            ("", "", ""),
        ] {
            let query = read(text);
            assert_eq!((shown(&query.all).as_str(), shown(&query.none).as_str()), (all, none), "{text:?}");
        }
    }

    #[test]
    fn words_and_phrases_are_found_in_the_text() {
        for (query, text, marked) in [
            ("dukung", "Ia mendukung. Dukungannya luas.", "mendukung|Dukungannya"),
            ("\"calon bupati\"", "Bupati dan calon bupati itu", "calon bupati"),
            ("calon \"calon bupati\"", "calon bupati", "calon bupati"),
            ("é", "Café é É", "é|É"),
            ("-camat lurah", "camat dan lurah", "lurah"),
            ("camat", "lurah", ""),
        ] {
            let spans = spans(&read(query), text);
            let found: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
            assert_eq!(found.join("|"), marked, "{query:?} in {text:?}");
        }
    }

    #[test]
    fn terms_are_of_plain_letters_and_tell_stems_apart() {
        let stems = ["", "a", "_", "_61", "61", "a-b", "é", "e", "8/6/2024", "🙂", "x".repeat(65).as_str()]
            .map(str::to_owned);
        let terms: std::collections::BTreeSet<String> = stems.iter().map(|stem| term(stem)).collect();
        assert_eq!(terms.len(), stems.len());
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        assert!(terms.iter().all(|term| !term.is_empty() && term.bytes().all(is_plain)), "{terms:?}");
    }

    #[test]
    fn a_change_of_terms_is_noticed() {
        let corpus = concat!(
            include_str!("../../tests/cases/data/stem.txt"),
            include_str!("../../tests/cases/data/token.txt"),
            include_str!("../../data/corpus/violations-a.jsonl"),
        );
        assert_eq!(
            format!("{:016x}", fnv1a(joined(corpus).as_bytes())),
            "4c40ca4318987a8a",
            "texts give other terms than before: raise VERSION, then write the new number here"
        );
    }

    proptest! {
        #[test]
        fn a_text_is_found_by_each_of_its_words(text in "\\PC{0,60}") {
            for token in words(&text) {
                let query = read(&format!("\"{}\"", token.text(&text).replace('"', " ")));
                prop_assert!(query.all.is_empty() || !spans(&query, &text).is_empty(), "{:?}", token.text(&text));
            }
        }
    }
}
