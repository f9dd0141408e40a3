//! Whether a token stands between quotation marks.

use crate::extract::Document;
use crate::text::Kind;

/// Whether the token `at` stands inside a quotation that opens on its line.
///
/// A straight mark opens where none is open and closes where one is; a curly one says which it does.
pub(super) fn is_quoted(document: &Document, at: usize) -> bool {
    let mut first = at;
    while first > 0 && !document.starts_line(first) {
        first -= 1;
    }
    let mut is_open = false;
    for token in first..at {
        if document.tokens[token].kind != Kind::Mark {
            continue;
        }
        match document.word(token) {
            "\"" => is_open = !is_open,
            "“" | "„" | "«" => is_open = true,
            "”" | "»" => is_open = false,
            _ => {}
        }
    }
    is_open
}
