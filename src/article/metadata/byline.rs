//! Bylines: who wrote an article, as its page says, `Pewarta : A/B`, `Oleh A`, `Penulis: A | Editor: C`.
//!
//! The labels are those of `data/lexicon/pages.tsv`. Editors, translators and photographers are not authors.

use crate::lexicon::{self, PageWord};

/// The most bytes of a byline, and of a name in it.
const LONGEST: usize = 220;
const LONGEST_NAME: usize = 60;

/// A label in a text: where it stands, where its names begin, whether they are of writers.
type Label = (usize, usize, bool);

/// The names in a text that a page marks as its byline. Without a label in it, all of it is names.
pub(super) fn names(text: &str) -> Vec<String> {
    match labelled(text) {
        Some(names) => names,
        None => split(without_label(text)),
    }
}

/// The names of writers in a line of the article's text, if it is a byline or ends in one; none without a label.
pub(super) fn names_in_line(line: &str) -> Option<Vec<String>> {
    let from = line.floor_char_boundary(line.len().saturating_sub(LONGEST));
    labelled(&line[from..]).filter(|names| !names.is_empty())
}

/// The names after the labels of writers, where there is any label.
fn labelled(text: &str) -> Option<Vec<String>> {
    let labels = labels(text);
    if labels.is_empty() {
        return None;
    }
    let ends = labels.iter().skip(1).map(|label| label.0).chain([text.len()]);
    let writers = labels.iter().zip(ends).filter(|(label, _)| label.2);
    Some(writers.flat_map(|(&(_, from, _), end)| split(&text[from..end])).collect())
}

/// The labels with a colon in a text, also one that is glued to a name before it: `AEditor: B`.
fn labels(text: &str) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut at = 0;
    while let Some(colon) = text[at..].find(':').map(|found| at + found) {
        let before = text[at..colon].trim_end();
        let found = lexicon::bylines().filter_map(|(phrase, writer)| {
            let from = before.len().checked_sub(phrase.len())?;
            let label = before.get(from..).filter(|label| label.eq_ignore_ascii_case(phrase))?;
            let apart = !before[..from].ends_with(char::is_alphabetic);
            let glued = label.starts_with(|char: char| char.is_uppercase());
            (apart || glued).then_some((at + from, colon + 1, writer))
        });
        // The longest label: `Penulis artikel:` and not `artikel:`.
        labels.extend(found.min_by_key(|label| label.0));
        at = colon + 1;
    }
    labels
}

/// A byline without the label at its start that needs no colon: `Oleh Dewi`.
fn without_label(text: &str) -> &str {
    let text = text.trim();
    let Some((first, rest)) = text.split_once(' ') else { return text };
    match lexicon::page_word(first) {
        Some(PageWord::Byline(_)) => rest,
        _ => text,
    }
}

/// Names that are set out one after another.
fn split(names: &str) -> Vec<String> {
    if names.contains("://") {
        return Vec::new();
    }
    // What follows the names on the line is no name.
    let end = ["©", "COPYRIGHT", "Copyright", "|", "\n"].iter().filter_map(|mark| names.find(mark)).min();
    let names = &names[..end.unwrap_or(names.len())];
    let parts = names.split([',', '/', ';', '&']).flat_map(|part| part.split(" dan ")).map(|name| {
        name.trim_matches(|char: char| {
            char.is_whitespace() || matches!(char, '-' | '–' | '.' | '(' | ')' | '*' | '@')
        })
    });
    let is_desk = |name: &str| {
        let first = name.split(' ').next().unwrap_or_default();
        lexicon::page_word(first) == Some(PageWord::Desk)
    };
    let is_name = |name: &&str| {
        !name.is_empty()
            && !is_desk(name)
            && name.len() <= LONGEST_NAME
            && !name.starts_with(char::is_numeric)
    };
    let mut kept: Vec<String> = Vec::new();
    for name in parts.filter(is_name) {
        if !kept.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            kept.push(name.to_owned());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_are_named_and_editors_are_not() {
        for (text, authors) in [
            ("Pewarta : Ayu Lestari", &["Ayu Lestari"][..]),
            ("Pewarta : Ayu/BudiEditor: CitraCOPYRIGHT © ANTARA 2024", &["Ayu", "Budi"]),
            ("Penulis: Ayu | Editor: Citra", &["Ayu"]),
            ("Oleh Ayu Lestari dan Budi", &["Ayu Lestari", "Budi"]),
            ("Ayu Lestari", &["Ayu Lestari"]),
            ("Editor: Citra", &[]),
            ("Tim Redaksi", &[]),
            ("Laporan wartawan: Ayu, Budi", &["Ayu", "Budi"]),
            ("https://www.facebook.com/x", &[]),
            ("", &[]),
        ] {
            assert_eq!(names(text), authors, "{text}");
        }
    }

    #[test]
    fn a_line_of_the_text_needs_a_label() {
        assert_eq!(names_in_line("Bawaslu memanggil camat itu."), None);
        assert_eq!(names_in_line("Ia berkata: tidak."), None);
        assert_eq!(names_in_line("… camat itu.Pewarta: AyuEditor: Citra"), Some(vec!["Ayu".to_owned()]));
        assert_eq!(names_in_line("Editor: Citra"), None);
    }
}
