//! Quotations and reported statements with their speakers.

use super::{Document, Person};
use crate::text::Span;
use serde::Serialize;

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

/// The quotations in `document`, by position.
pub(super) fn find(_document: &Document, _people: &[Person]) -> Vec<Quote> {
    Vec::new()
}
