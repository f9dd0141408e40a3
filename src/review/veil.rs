//! Names of people of whom nothing is reported to be proven: they are shown on request only.
//!
//! What is shown instead is the office. The words of a name are covered wherever they stand, in headlines and
//! sentences too, since a headline alone can do the harm. Initials are shown as they are written.

use crate::annotate::visible;
use crate::store::Summary;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::ops::Range;

/// The shortest word of a name that is covered.
const SHORTEST: usize = 3;

/// The words that are covered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Veil {
    words: BTreeSet<String>,
}

impl Veil {
    /// Covers nothing.
    pub(super) fn none() -> Veil {
        Veil::default()
    }

    /// Covers the names of those whom an article of a story accuses, save where their case is reported to be proven.
    pub(super) fn of(summary: &Summary) -> Veil {
        Veil::over(summary.named.iter().map(|(name, status)| (name.as_str(), status.as_str())))
    }

    /// Covers names, each with the state of its case.
    pub(super) fn over<'a>(named: impl Iterator<Item = (&'a str, &'a str)>) -> Veil {
        let open = named.filter(|(_, status)| is_open(status)).flat_map(|(name, _)| name.split_whitespace());
        let words = open.map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()));
        Veil { words: words.filter(|word| is_telling(word)).map(str::to_lowercase).collect() }
    }

    /// Whether nothing is covered.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text has a word that is covered.
    pub(super) fn covers(&self, text: &str) -> bool {
        pieces(text).any(|piece| self.is_covered(piece))
    }

    /// The covered word of a text within which a place lies, so that nobody cuts it there; else the place itself.
    pub(super) fn word_around(&self, text: &str, place: usize) -> Range<usize> {
        let Some((before, after)) = text.split_at_checked(place) else { return place..place };
        let start = before.trim_end_matches(char::is_alphanumeric).len();
        let end = text.len() - after.trim_start_matches(char::is_alphanumeric).len();
        if start < place && place < end && self.is_covered(&text[start..end]) {
            start..end
        } else {
            place..place
        }
    }

    fn is_covered(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.words.contains(&word.to_lowercase())
    }

    /// A foreign text for the page, its covered words in place of themselves.
    pub(super) fn show(&self, text: &str) -> Markup {
        if self.words.is_empty() {
            return html! { (visible(text)) };
        }
        // Words that follow each other are covered as one.
        let (mut shown, mut is_after_covered) = (Vec::new(), false);
        let pieces: Vec<&str> = pieces(text).collect();
        for (place, piece) in pieces.iter().enumerate() {
            let is_between = piece.trim().is_empty()
                && is_after_covered
                && pieces.get(place + 1).is_some_and(|next| self.is_covered(next));
            if self.is_covered(piece) {
                if !is_after_covered {
                    shown.push(html! { span.veil aria-label="…" { "▒▒▒" } });
                }
                is_after_covered = true;
            } else if !is_between {
                is_after_covered = false;
                shown.push(html! { (visible(piece)) });
            }
        }
        html! { @for piece in shown { (piece) } }
    }
}

/// Whether a state leaves it open whether anything happened, or says that it did not.
fn is_open(status: &str) -> bool {
    !matches!(status, "proven" | "sanctioned")
}

/// Whether a word tells who somebody is, which initials do not.
fn is_telling(word: &str) -> bool {
    let is_initials = word.chars().all(|char| char.is_uppercase()) && word.chars().count() <= SHORTEST;
    word.chars().count() >= SHORTEST && !is_initials
}

/// A text in words and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|char: char| !char.is_alphanumeric()).flat_map(|piece| {
        let end = piece.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
        let (word, rest) = piece.split_at(end);
        [word, rest].into_iter().filter(|piece| !piece.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(person: &str, status: &str, text: &str) -> String {
        Veil::over([(person, status)].into_iter()).show(text).into_string()
    }

    const COVER: &str = "<span class=\"veil\" aria-label=\"…\">▒▒▒</span>";

    #[test]
    fn a_name_is_covered_wherever_it_stands() {
        let text = "Camat Darto Wibawa (45) dipanggil; DARTO & Wibawa membantah.";
        let expected = format!("Camat {COVER} (45) dipanggil; {COVER} &amp; {COVER} membantah.");
        assert_eq!(shown("Darto Wibawa", "alleged", text), expected);
        assert_eq!(shown("Darto Wibawa", "dismissed", "Wibawanya Darto"), format!("Wibawanya {COVER}"));
    }

    #[test]
    fn initials_and_what_is_proven_are_shown() {
        assert_eq!(shown("DW", "alleged", "Camat DW dipanggil"), "Camat DW dipanggil");
        assert_eq!(shown("Darto", "sanctioned", "Camat Darto"), "Camat Darto");
        assert_eq!(shown("Darto", "proven", "Camat Darto <b>"), "Camat Darto &lt;b&gt;");
    }
}
