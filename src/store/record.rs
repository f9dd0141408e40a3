//! What the store gives to read.

use super::{Claim, Decision, Given, Named};
use crate::text::Span;
use jiff::Timestamp;
use jiff::civil::Date;

/// A story as one line of a list: its best article and what stands behind it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// The story.
    pub story: i64,
    /// The article with the best score of those that pass the filter, flagged before others.
    pub article: i64,
    /// Its canonical address.
    pub canonical: String,
    /// Its outlet.
    pub outlet: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as exactly as its page says.
    pub published: Option<String>,
    /// The day by which it is sorted: of publication, else the one on which it was first seen.
    pub day: Date,
    /// Its score.
    pub score: f64,
    /// The score from which on articles were flagged.
    pub threshold: f64,
    /// Whether it is flagged.
    pub flagged: bool,
    /// When its outlet had taken it down.
    pub vanished_at: Option<Timestamp>,
    /// How many revisions it has.
    pub revisions: u32,
    /// Its allegations.
    pub claims: Vec<Claim>,
    /// The state of the case of each, in the same order, as the newest article about it reports it.
    pub latest: Vec<Stage>,
    /// The names of those whom any article of the story accuses, each with the newest state of its case.
    pub named: Vec<(String, String)>,
    /// How many other articles tell the same story.
    pub others: usize,
    /// Their outlets, each once, in alphabetical order; that of the face is among them only where another of its
    /// articles tells the story.
    pub outlets: Vec<String>,
    /// The verdict that stands on the story: the last one on any of its articles that was neither undone nor
    /// replaced.
    pub verdict: Option<Decision>,
}

/// One entry in the course of a case: what one article reported of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stage {
    /// The case.
    pub case: i64,
    /// The article.
    pub article: i64,
    /// Its outlet.
    pub outlet: String,
    /// Its day: of publication, else the one on which it was first seen.
    pub day: Date,
    /// When it was published, as exactly as its page says.
    pub published: Option<String>,
    /// The act.
    pub act: String,
    /// The state that it reports.
    pub status: String,
    /// Whether the accused or their side reject it.
    pub denied: bool,
    /// The accused, as written.
    pub accused: String,
}

/// A case: the same accusation against the same person in all articles about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// Its number.
    pub id: i64,
    /// What was reported of it, oldest first. The last one is its state: that of the newest day, and of the same
    /// day the latest stage. Articles that recall it in their background are left out where any is about it.
    pub course: Vec<Stage>,
}

/// Everything about one article.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// Its number.
    pub article: i64,
    /// Its canonical address.
    pub canonical: String,
    /// Its outlet.
    pub outlet: String,
    /// When it was first fetched.
    pub first_seen: Timestamp,
    /// When it was last seen to be there.
    pub last_seen: Timestamp,
    /// When its outlet had taken it down.
    pub vanished_at: Option<Timestamp>,
    /// The day by which it is sorted.
    pub day: Date,
    /// The current revision. Spans are bytes of its text.
    pub current: Revision,
    /// The analysis of the current revision as JSON.
    pub json: String,
    /// The model that gave the score.
    pub model: String,
    /// Its score.
    pub score: f64,
    /// The score from which on articles were flagged.
    pub threshold: f64,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Its allegations.
    pub claims: Vec<Claim>,
    /// The people it names.
    pub people: Vec<Named>,
    /// All revisions, oldest first; the last is the current one.
    pub revisions: Vec<Revision>,
    /// The page of each revision, in the same order.
    pub pages: Vec<PageKept>,
    /// The story.
    pub story: i64,
    /// The other articles of the story, newest first.
    pub members: Vec<Member>,
    /// The cases of its allegations, each once.
    pub cases: Vec<Case>,
    /// The verdicts on it, in the order in which they were given.
    pub verdicts: Vec<Given>,
}

/// A revision of an article. Two that follow each other differ in title or text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// When it was first seen.
    pub seen_at: Timestamp,
    /// The title.
    pub title: Option<String>,
    /// The cleaned text, which begins with the title where there is one.
    pub text: String,
    /// When it was published, as exactly as its page says.
    pub published: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The section of the outlet.
    pub section: Option<String>,
    /// What kind of article it is.
    pub kind: String,
    /// The language.
    pub language: Option<String>,
    /// Whether it is marked as paid.
    pub advertorial: bool,
}

/// What is known of a page that was fetched: the evidence that an article said what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageKept {
    /// Its number, for [`Store::page`](super::Store::page).
    pub id: i64,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// The address after all redirects.
    pub address: String,
    /// The status of the answer.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: Option<String>,
    /// The digest of its bytes.
    pub sha256: String,
    /// The number of its bytes.
    pub length: usize,
    /// Whether its bytes are still kept.
    pub is_kept: bool,
}

/// Another article of the same story.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// Its number.
    pub article: i64,
    /// Its canonical address.
    pub canonical: String,
    /// Its outlet.
    pub outlet: String,
    /// Its title.
    pub title: Option<String>,
    /// The day by which it is sorted.
    pub day: Date,
    /// Its score.
    pub score: f64,
    /// Whether it is flagged.
    pub flagged: bool,
}

/// An article that a search found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    /// Its number.
    pub article: i64,
    /// Its story.
    pub story: i64,
    /// Its canonical address.
    pub canonical: String,
    /// Its outlet.
    pub outlet: String,
    /// Its title.
    pub title: Option<String>,
    /// The day by which it is sorted.
    pub day: Date,
    /// Its score.
    pub score: f64,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Its text.
    pub text: String,
    /// Where in the text the words and phrases of the query stand, by position, none in another.
    pub spans: Vec<Span>,
}

/// A stored article that may tell the same story as a new one, or be about the same case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kin {
    /// Its number.
    pub article: i64,
    /// Its story.
    pub story: i64,
    /// The case of each of its allegations, in their order.
    pub cases: Vec<i64>,
    /// Its sketch, as it was given.
    pub sketch: Vec<u8>,
}

/// How far a state is in the course of a case. Of several reports of one day the furthest counts.
pub(super) fn stage(status: &str) -> u8 {
    match status {
        "alleged" => 0,
        "under_review" => 1,
        "dismissed" => 2,
        "proven" => 3,
        "sanctioned" => 4,
        _ => 0,
    }
}
