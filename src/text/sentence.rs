//! Sentence ends.

use super::{Span, Token};
use std::ops::Range;

/// The sentences of a tokenized text, as ranges of its tokens (white space left out).
pub(crate) fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut first = 0;
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or(text.len(), |next| next.span().start);
        let ends = matches!(token.text(text), "." | "!" | "?") || text[token.span().end..next].contains('\n');
        if ends || at + 1 == tokens.len() {
            found.push(first..at + 1);
            first = at + 1;
        }
    }
    found
}

/// The sentences of `text`, without the white space around them.
pub fn sentences(text: &str) -> Vec<Span> {
    let tokens: Vec<Token> = super::words(text).collect();
    split(text, &tokens)
        .into_iter()
        .map(|range| tokens[range.start].span().join(tokens[range.end - 1].span()))
        .collect()
}
