//! Laws and regulations.

use super::Document;
use crate::text::Span;
use serde::Serialize;

/// A law or regulation that the article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Statute {
    /// Where it is named.
    pub span: Span,
    /// Its short name: `UU 20/2023`, `UU 10/2016 ps 71(1)`.
    pub canonical: String,
}

/// The statutes in `document`, by position.
pub(super) fn find(_document: &Document) -> Vec<Statute> {
    Vec::new()
}
