//! Text as the rest of the crate sees it: spans, tokens, sentences and normal forms.
//!
//! Every position is a byte offset into UTF-8 text and lies on a character boundary.

mod normal;
mod offset;
mod sentence;
mod stem;
mod token;

pub use normal::{fold, normal};
pub use offset::{OffsetMap, Unit};
pub use sentence::sentences;
pub(crate) use sentence::split as split_sentences;
pub use stem::stem;
pub(crate) use token::is_invisible;
pub use token::{Kind, Shape, Token, Tokens, tokens};

use serde::{Serialize, Serializer};
use std::ops::Range;

/// The tokens of `text` that are not white space.
pub fn words(text: &str) -> impl Iterator<Item = Token> + '_ {
    tokens(text).filter(|token| token.kind != Kind::Space)
}

/// A half-open range `[start, end)` of bytes in a text, on character boundaries.
///
/// Serialised as the two-element array `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, and without, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The same bytes as a range, to index a text with.
    ///
    /// ```
    /// # use netra::text::Span;
    /// assert_eq!(&"camat itu"[Span::new(0, 5).range()], "camat");
    /// ```
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every byte of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}
