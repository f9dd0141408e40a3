//! Names of people of whom nothing is reported to be proven: they are shown on request only.
//!
//! What is shown instead is the office. The words of a name are covered wherever they stand, in headlines and
//! sentences too, since a headline alone can do the harm. Initials are shown as they are written.

use crate::annotate::visible;
use crate::store::{Claim, Stage, Summary};
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

    /// Covers the names of those accused in claims whose case is not reported to be proven.
    pub(super) fn over<'a>(claims: impl IntoIterator<Item = (&'a Claim, Option<&'a Stage>)>) -> Veil {
        let mut words = BTreeSet::new();
        for (claim, latest) in claims {
            if is_open(latest.map_or(claim.status.as_str(), |stage| stage.status.as_str())) {
                for word in claim.person.iter().flat_map(|name| name.split_whitespace()) {
                    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
                    if is_telling(word) {
                        words.insert(word.to_lowercase());
                    }
                }
            }
        }
        Veil { words }
    }

    /// Covers what a list would tell of a story.
    pub(super) fn of(summary: &Summary) -> Veil {
        let latest = |claim: &Claim| summary.latest.iter().find(|stage| Some(stage.case) == claim.case);
        Veil::over(summary.claims.iter().map(|claim| (claim, latest(claim))))
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
pub(super) fn is_open(status: &str) -> bool {
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

    fn claim(person: &str, status: &str) -> Claim {
        Claim { person: Some(person.to_owned()), status: status.to_owned(), ..Claim::default() }
    }

    fn shown(person: &str, status: &str, text: &str) -> String {
        Veil::over([(&claim(person, status), None)]).show(text).into_string()
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

    #[test]
    fn a_later_state_decides() {
        let stage = |status: &str| {
            let claim = claim("Darto", "alleged");
            let stage = Stage {
                case: 1,
                article: 1,
                outlet: String::new(),
                day: jiff::civil::date(2024, 10, 8),
                published: None,
                act: String::new(),
                status: status.to_owned(),
                denied: false,
                accused: String::new(),
            };
            Veil::over([(&claim, Some(&stage))]).is_empty()
        };
        assert!(stage("sanctioned"));
        assert!(!stage("under_review"));
    }
}
