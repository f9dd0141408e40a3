//! Verdicts of analysts. They are only ever added: a change of mind is another verdict.

use jiff::Timestamp;

/// A verdict of an analyst on a story, given on one of its articles, or on that article alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The article.
    pub article: i64,
    /// Whether it is about the story or about this article of it alone.
    pub reach: Reach,
    /// What the analyst decided.
    pub decision: Decision,
    /// Why, by a short code that whoever asks the analyst sets: `appeal`.
    pub reason: Option<String>,
    /// Who.
    pub reviewer: String,
    /// When.
    pub at: Timestamp,
    /// Why, in the analyst's words.
    pub note: Option<String>,
    /// The score that the analyst saw; none where it was hidden.
    pub score_shown: Option<f64>,
    /// The model of that score.
    pub model: Option<String>,
    /// A text that whoever sends the verdict makes up, so that sending it twice makes one verdict.
    pub key: String,
    /// The verdict that this one replaces or undoes; it must be on the same story.
    pub supersedes: Option<i64>,
}

/// What a verdict is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// The story, with all articles that tell it.
    #[default]
    Story,
    /// One article, which differs from the others of its story.
    Article,
}

/// What an analyst decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The article reports a concrete possible violation.
    Confirm,
    /// It does not.
    Reject,
    /// It cannot be told.
    Unsure,
    /// The verdict that is superseded shall be as if it had not been given; what it replaced stands again.
    Undo,
}

impl Decision {
    /// All decisions.
    pub const ALL: [Decision; 4] = [Decision::Confirm, Decision::Reject, Decision::Unsure, Decision::Undo];

    /// Its name: `confirm`.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Confirm => "confirm",
            Decision::Reject => "reject",
            Decision::Unsure => "unsure",
            Decision::Undo => "undo",
        }
    }
}

/// A verdict that was given.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Given {
    /// Its number.
    pub id: i64,
    /// The story to which the article belonged.
    pub story: i64,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it stands: it is no undoing, and was neither undone nor replaced.
    pub stands: bool,
}
