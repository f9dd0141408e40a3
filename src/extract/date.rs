//! Dates, resolved against the day of publication.

use super::{Document, Statute};
use crate::text::Span;
use serde::Serialize;

/// A date that the article mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub text: String,
    /// ISO 8601 at its granularity: `2024-06-10`, `2024-W46`, `2024-06`, `2024`, `2024-09-25/2024-11-23`.
    /// `None` where the text does not let it be known.
    pub value: Option<String>,
    /// How fine it is.
    pub granularity: Granularity,
    /// What happened on it.
    pub role: DateRole,
    /// Whether a weekday is named that the date does not fall on.
    pub weekday_conflict: bool,
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Granularity {
    /// One day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// From a day to another.
    Range,
}

/// What an article says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateRole {
    /// Something happened or is to happen then.
    Event,
    /// Somebody said something then.
    Statement,
    /// A report was lodged or a finding recorded then.
    Report,
    /// Something is due then.
    Deadline,
    /// The article was published then.
    Publication,
    /// None of these.
    Other,
}

/// The dates in `document`, by position. A number inside a statute is no date.
pub(super) fn find(_document: &Document, _statutes: &[Statute]) -> Vec<DateMention> {
    Vec::new()
}
