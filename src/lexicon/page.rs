//! The words by which a news page says what it is, who wrote it, where it stands and, in English, in which month.

use super::table::table;
use std::sync::LazyLock;

/// What a word or phrase of a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageWord {
    /// The kind of article, as sections are called by it: `advertorial`, `galeri foto`.
    Kind(&'static str),
    /// A byline follows; whether it names who wrote the article: `Pewarta:`, not `Editor:`.
    Byline(bool),
    /// An English month, 1 to 12.
    Month(i8),
    /// A desk and no person, if a byline begins with it: `Redaksi`.
    Desk,
    /// All of a site and no section of it: `Berita`.
    Front,
}

static WORDS: LazyLock<Vec<(&'static str, PageWord)>> = LazyLock::new(|| {
    let rows = table!("pages.tsv", ["phrase", "says", "value"]);
    let words = rows.rows().map(|row| {
        let word = row.parse(1, |says| {
            Some(match says {
                "kind" => PageWord::Kind(row.get(2)),
                "byline" => PageWord::Byline(row.get(2) == "writer"),
                "desk" => PageWord::Desk,
                "front" => PageWord::Front,
                "month" => PageWord::Month(row.get(2).parse().ok()?),
                _ => return None,
            })
        });
        (row.get(0), word)
    });
    words.collect()
});

/// Everything that a phrase says, in whatever letters it is written.
pub(crate) fn page_word(phrase: &str) -> Option<PageWord> {
    let phrase = phrase.trim();
    WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(phrase)).map(|&(_, word)| word)
}

/// Phrases that begin a byline, with whether it names who wrote the article.
pub(crate) fn bylines() -> impl Iterator<Item = (&'static str, bool)> {
    WORDS.iter().filter_map(|&(phrase, word)| match word {
        PageWord::Byline(writer) => Some((phrase, writer)),
        _ => None,
    })
}
