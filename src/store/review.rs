//! What the review of stories needs: the queue, who looks at what, and the log of verdicts.

use super::{Filter, Given};
use jiff::Timestamp;
use jiff::civil::Date;

/// Whose queue is asked for, and how it is made.
///
/// A story waits for a reviewer who has no standing verdict on it, while nobody else has one, or only one where the
/// story is to be judged twice, and while nobody else looks at it. Likely stories come first, then uncertain ones,
/// each by its best score, among them a few at random of those that are neither.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// Only stories with an article that passes. Its scope, order, limit and offset say nothing here.
    pub filter: Filter,
    /// Who.
    pub reviewer: String,
    /// When.
    pub now: Timestamp,
    /// From where on.
    pub from: Cursor,
    /// The least score of an uncertain story that is not flagged.
    pub margin: f64,
    /// The share, from 0 to 1, of the stories below the margin that are drawn at random.
    pub drawn: f64,
    /// The share, from 0 to 1, of the stories that are to be judged by two.
    pub twice: f64,
    /// The most stories.
    pub limit: usize,
}

/// A place in the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// Its beginning.
    #[default]
    Head,
    /// Behind a story, whether that still waits or not.
    After(i64),
    /// Before a story, the nearest first.
    Before(i64),
}

/// A story that waits.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Queued {
    /// The story.
    pub story: i64,
    /// Its article with the best score.
    pub article: i64,
    /// Why it is in the queue.
    pub why: Why,
}

/// Why a story is in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is flagged.
    Flagged,
    /// Its score is so near to the threshold that a person should look.
    Uncertain,
    /// It was drawn at random from all others, to see what is missed. Its score is best hidden until it is judged.
    Drawn,
}

/// A verdict in the log, with what it is about.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Judgement {
    /// The verdict.
    pub given: Given,
    /// The outlet of its article.
    pub outlet: String,
    /// The title of its article.
    pub title: Option<String>,
    /// The day by which its article is sorted.
    pub day: Date,
}

/// Which verdicts of the log are wanted; the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Only those that stand.
    pub standing: bool,
    /// Only this one.
    pub verdict: Option<i64>,
    /// Only those of this reviewer.
    pub reviewer: Option<String>,
    /// Only those on this story.
    pub story: Option<i64>,
    /// Only those given at this time or later.
    pub since: Option<Timestamp>,
    /// The most, where there is a bound.
    pub limit: Option<usize>,
    /// How many are left out before them.
    pub offset: usize,
}

/// An article with the verdict that stands on it, or on its story: what a model can learn from.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Labelled {
    /// The article.
    pub article: i64,
    /// Its story.
    pub story: i64,
    /// Its canonical address.
    pub canonical: String,
    /// Its title.
    pub title: Option<String>,
    /// The cleaned text of its current revision, which begins with the title where there is one.
    pub text: String,
    /// When it was published, as exactly as its page says.
    pub published: Option<String>,
    /// The day by which it is sorted.
    pub day: Date,
    /// Whether it is marked as paid.
    pub advertorial: bool,
    /// The last verdict that stands on it.
    pub given: Given,
}
