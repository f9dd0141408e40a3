//! Runs of the program, and what a check of the store finds.

use jiff::Timestamp;

/// A run of the program that wrote to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// What it did: `nightly`.
    pub kind: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; none where it is still running or died.
    pub ended_at: Option<Timestamp>,
    /// Its process.
    pub pid: u32,
    /// Its report as JSON.
    pub report: Option<String>,
}

/// What a check of the store found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How grave it is.
    pub gravity: Gravity,
    /// What was checked: `integrity`.
    pub about: &'static str,
    /// What was found and, where it is no good, what to do.
    pub text: String,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Good to know.
    Note,
    /// May become a problem.
    Warning,
    /// The store is damaged or gives wrong answers.
    Problem,
}
