//! Annotated text: the text of an article with what was found in it marked.
//!
//! [`segments`] is the one place where overlapping spans become pieces that can be written one after another.
//! The terminal and the tests' snapshots use it, and whatever shows evidence next will.
//!
//! ```
//! use netra::annotate::{Label, Mark, segments};
//! use netra::text::Span;
//! let text = "Camat itu dipanggil Bawaslu.";
//! let marks = [Mark::new(Label::Allegation, Span::new(0, 28)), Mark::new(Label::Accused, Span::new(0, 9))];
//! let pieces: Vec<(&str, usize)> = segments(text, &marks).iter().map(|it| (it.text, it.marks.len())).collect();
//! assert_eq!(pieces, [("Camat itu", 2), (" dipanggil Bawaslu.", 1)]);
//! ```

#[cfg(feature = "cli")]
mod diff;
#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
pub(crate) mod stored;

#[cfg(feature = "cli")]
pub(crate) use diff::{Change, changes};
#[cfg(feature = "cli")]
pub(crate) use excerpt::{Excerpt, excerpt};
#[cfg(feature = "cli")]
pub(crate) use stored::Stored;

use crate::analysis::Analysis;
use crate::text::Span;
use std::borrow::Cow;
use std::fmt::Write;

/// What a stretch of text is evidence of; what weighs more comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Label {
    /// The words that show an act or its state.
    Cue,
    /// Whom an allegation is about.
    Accused,
    /// The words that give a person's office.
    Position,
    /// A person's name.
    Person,
    /// A date.
    Date,
    /// A law or regulation.
    Statute,
    /// What somebody is reported to have said.
    Quote,
    /// The sentence that makes an allegation.
    Allegation,
}

/// A labelled stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mark {
    /// What it is.
    pub label: Label,
    /// Where it stands.
    pub span: Span,
}

impl Mark {
    /// Marks `span` as `label`.
    pub fn new(label: Label, span: Span) -> Mark {
        Mark { label, span }
    }
}

/// A piece of a text in which the same marks hold throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Segment<'t, 'm> {
    /// What it says.
    pub text: &'t str,
    /// The marks that cover it, what weighs most first.
    pub marks: Vec<&'m Mark>,
}

impl Segment<'_, '_> {
    /// Whether a mark with this label covers it.
    pub fn is(&self, label: Label) -> bool {
        self.marks.iter().any(|mark| mark.label == label)
    }
}

/// Everything in `analysis` that can be marked in its article's text.
pub fn marks(analysis: &Analysis) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |label, span| marks.push(Mark { label, span });
    for person in &analysis.people {
        person.mentions.iter().for_each(|&span| add(Label::Person, span));
        person.titles.iter().for_each(|&span| add(Label::Position, span));
    }
    analysis.dates.iter().for_each(|date| add(Label::Date, date.span));
    analysis.statutes.iter().for_each(|statute| add(Label::Statute, statute.span));
    analysis.quotes.iter().for_each(|quote| add(Label::Quote, quote.span));
    for allegation in &analysis.allegations {
        add(Label::Allegation, allegation.sentence);
        add(Label::Accused, allegation.accused.span);
        allegation.cues.iter().for_each(|&span| add(Label::Cue, span));
    }
    marks
}

/// `text` in pieces which joined are `text`, each with the marks that cover it.
///
/// A mark that reaches beyond the text or into a character is shortened to what it covers fully.
pub fn segments<'t, 'm>(text: &'t str, marks: &'m [Mark]) -> Vec<Segment<'t, 'm>> {
    let mut edges: Vec<(usize, bool, &Mark)> = Vec::with_capacity(2 * marks.len());
    for mark in marks {
        let mut start = mark.span.start.min(text.len());
        let mut end = mark.span.end.min(text.len());
        while !text.is_char_boundary(start) {
            start += 1;
        }
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if start < end {
            edges.extend([(start, true, mark), (end, false, mark)]);
        }
    }
    edges.sort_by_key(|&(at, ..)| at);
    let mut segments = Vec::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut from = 0;
    for (at, opens, mark) in edges {
        if at > from {
            segments.push(Segment { text: &text[from..at], marks: open.clone() });
            from = at;
        }
        if opens {
            let place = open.partition_point(|other| other.label <= mark.label);
            open.insert(place, mark);
        } else if let Some(place) = open.iter().position(|other| std::ptr::eq(*other, mark)) {
            open.remove(place);
        }
    }
    if from < text.len() {
        segments.push(Segment { text: &text[from..], marks: open });
    }
    segments
}

/// `text` without anything that can act on the screen it is shown on: control characters, and characters
/// that show nothing or turn the direction of writing, are written as `⟨U+202E⟩`. Line ends and tabs stay.
///
/// ```
/// assert_eq!(netra::annotate::visible("Camat\u{202e}\u{1b}[2J"), "Camat⟨U+202E⟩⟨U+001B⟩[2J");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        if is_treacherous(char) {
            write!(shown, "⟨U+{:04X}⟩", u32::from(char)).expect("a string takes everything");
        } else {
            shown.push(char);
        }
    }
    Cow::Owned(shown)
}

/// `text` in one line, [`visible`].
#[cfg(feature = "cli")]
pub(crate) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

fn is_treacherous(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\t'))
        || matches!(char,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
