//! Boilerplate: what outlets print around and into an article, one row a phrase.

use super::table::table;
use std::sync::LazyLock;

/// Where a phrase of boilerplate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// It is a whole line, its last punctuation left out.
    Line,
    /// It begins a line.
    Start,
    /// It stands anywhere, also glued to a word before it, and starts with a capital.
    Inline,
    /// It stands anywhere, written in capitals.
    Capitals,
    /// It begins what stands in parentheses or brackets.
    Bracket,
    /// It is one of the words of a line that is made of such words alone.
    Bar,
    /// It is one of the parts of a signature in parentheses: `(Adv/Prokom Kukar)`.
    Signature,
}

/// What is taken out where a phrase of boilerplate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drop {
    /// The phrase alone, or the brackets that it begins.
    Phrase,
    /// The line.
    Line,
    /// The line, where it is as short as the name of a person or outlet.
    Byline,
    /// The line and the next.
    Next,
    /// The line and the headlines after it.
    List,
    /// The line and everything after it that is not prose.
    Rest,
    /// The phrase and what follows it on the line.
    Tail,
    /// The phrase and the headline that follows it.
    Link,
    /// A line of tags: `# Pemilu# Bawaslu`.
    Tags,
    /// The brackets or the line; the article is an advertorial.
    Advertorial,
}

/// A phrase of boilerplate, in small letters.
#[derive(Debug)]
pub(crate) struct Boilerplate {
    /// What it says.
    pub(crate) phrase: &'static str,
    /// Where it stands.
    pub(crate) place: Where,
    /// What is taken out.
    pub(crate) drop: Drop,
}

static BOILERPLATE: LazyLock<Vec<Boilerplate>> = LazyLock::new(|| {
    let place = |name: &str| {
        Some(match name {
            "line" => Where::Line,
            "start" => Where::Start,
            "inline" => Where::Inline,
            "capitals" => Where::Capitals,
            "bracket" => Where::Bracket,
            "bar" => Where::Bar,
            "signature" => Where::Signature,
            _ => return None,
        })
    };
    let drop = |name: &str| {
        Some(match name {
            "phrase" => Drop::Phrase,
            "line" => Drop::Line,
            "byline" => Drop::Byline,
            "next" => Drop::Next,
            "list" => Drop::List,
            "rest" => Drop::Rest,
            "tail" => Drop::Tail,
            "link" => Drop::Link,
            "tags" => Drop::Tags,
            "advertorial" => Drop::Advertorial,
            _ => return None,
        })
    };
    table!("boilerplate.tsv", ["phrase", "where", "drop", "reason"])
        .rows()
        .map(|row| Boilerplate { phrase: row.get(0), place: row.parse(1, place), drop: row.parse(2, drop) })
        .collect()
});

/// Every phrase of boilerplate that stands in `place`.
pub(crate) fn boilerplate(place: Where) -> impl Iterator<Item = &'static Boilerplate> {
    BOILERPLATE.iter().filter(move |row| row.place == place)
}
