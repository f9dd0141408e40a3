//! Quotations and reported statements with their speakers.

mod direct;
mod indirect;
mod voice;

use super::{Document, Person, StoryRole};
use crate::text::Span;
use serde::Serialize;
use voice::Voices;

/// Something that somebody is reported to have said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Quote {
    /// What was said, without quotation marks.
    pub span: Span,
    /// Who said it: an index into the people, where the text tells.
    pub speaker: Option<usize>,
    /// The verb of saying, as written, in small letters.
    pub cue: Option<String>,
    /// Whether the words stand between quotation marks.
    pub direct: bool,
}

/// The quotations in `document`, by position. Those who speak get the role of a speaker.
pub(super) fn find(document: &Document, people: &mut [Person]) -> Vec<Quote> {
    let mut voices = Voices::new(document, people);
    let mut quotes = Vec::new();
    let mut sentence = 0;
    let mut start = 0;
    while start < document.tokens.len() {
        let end = (start + 1..document.tokens.len())
            .find(|&at| document.starts_line(at))
            .unwrap_or(document.tokens.len());
        let marked = direct::marked(document, &voices, start..end);
        let mut next = 0;
        while sentence < document.sentences.len() && document.sentences[sentence].start < end {
            let range = document.sentences[sentence].clone();
            while next < marked.len() && marked[next].tokens.start < range.end {
                direct::take(document, &mut voices, &marked, next, start, &mut quotes);
                next += 1;
            }
            if !marked.iter().any(|marked| marked.outer.start < range.end && range.start < marked.outer.end) {
                indirect::take(document, &mut voices, range, &mut quotes);
            }
            sentence += 1;
        }
        start = end;
    }
    quotes.sort_by_key(|quote| quote.span);
    for quote in &quotes {
        if let Some(speaker) = quote.speaker {
            people[speaker].story_role = StoryRole::Speaker;
        }
    }
    quotes
}
