//! The store: articles with their revisions and pages, analyses, stories, verdicts and runs, in SQLite.
//!
//! [`open`] gives a [`Store`]. Nothing outside this module touches the database, and nothing outside `sqlite/`
//! knows its language. Every write is one transaction, all or nothing, and may be repeated: the second time it
//! changes nothing. `docs/decisions/store.md` says why it is made as it is.

mod fetched;
mod filter;
mod frontier;
mod overview;
mod query;
mod record;
mod review;
mod run;
mod sqlite;
mod verdict;

pub use fetched::{Claim, Fetched, Named, PageSeen, Prepared, Saved, Sketched};
pub use filter::{Filter, Judged, Order, Presence, Scope};
pub use frontier::{Due, Found, ListSeen, Validators, sha256};
pub use overview::{Groups, Overview, Tally};
pub use record::{Case, Hit, Kin, Member, PageKept, Record, Revision, Stage, Summary};
pub use review::{Cursor, Judgement, Labelled, Log, Queue, Queued, Why};
pub use run::{Finding, Gravity, Run};
pub use sqlite::{open, open_existing};
pub use verdict::{Decision, Given, Reach, Verdict};

use crate::error::Error;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// What a store can do, whichever database it is. Times are kept to the millisecond.
///
/// Errors are of kind [`Io`](crate::ErrorKind::Io) where the database fails, with its place in the text, and of
/// kind [`Usage`](crate::ErrorKind::Usage) where something that does not exist is named.
pub trait Store: Send {
    // Lists and the frontier: what was listed, and when it is to be fetched.

    /// How a list (feed, sitemap, listing) was when it was last read; none where it never was.
    fn list(&self, address: &str) -> Result<Option<ListSeen>, Error>;

    /// For each canonical address, whether the frontier has it.
    fn known(&self, canonicals: &[String]) -> Result<Vec<bool>, Error>;

    /// Adds what lists named, together with how these lists were, so that no death between the two loses news;
    /// the number of addresses that are new.
    ///
    /// A known address gains the title and time of publication that it lacks. It becomes due again where its
    /// `updated` is after its last fetch.
    fn add_found(&mut self, found: &[Found], lists: &[ListSeen], now: Timestamp) -> Result<usize, Error>;

    /// The addresses of an outlet that are due: new ones, failed ones whose wait is over and stored ones whose
    /// time to be looked at again has come; newest published first, at most `limit`.
    ///
    /// An address stays due until [`save`](Store::save), [`unchanged`](Store::unchanged),
    /// [`failed`](Store::failed) or [`gone`](Store::gone) is called for it, so a run that dies loses none.
    fn due(&self, outlet: &str, now: Timestamp, limit: usize) -> Result<Vec<Due>, Error>;

    /// How many addresses of an outlet are due.
    fn waiting(&self, outlet: &str, now: Timestamp) -> Result<usize, Error>;

    /// Stores a fetched article with everything that belongs to it, and settles its address.
    ///
    /// A new revision is made only where title or text changed. Otherwise what is new in its metadata and its
    /// analysis replaces what was, and no second copy of the page is kept. Another address of the same canonical
    /// address is the same article.
    fn save(&mut self, fetched: &Fetched) -> Result<Saved, Error>;

    /// Settles an address whose page is as it was (304): it is next due at `next`, or never.
    fn unchanged(&mut self, canonical: &str, now: Timestamp, next: Option<Timestamp>) -> Result<(), Error>;

    /// Notes that an address could not be fetched, and why; it is next due at `next`, or never.
    fn failed(
        &mut self,
        canonical: &str,
        why: &str,
        now: Timestamp,
        next: Option<Timestamp>,
    ) -> Result<(), Error>;

    /// Notes that an address is no more (404, 410). Its article, if there is one and no other address leads to
    /// it, is kept and marked as vanished.
    fn gone(&mut self, canonical: &str, now: Timestamp) -> Result<(), Error>;

    /// The articles of `since` or later that share one of the keys, by number, with what is needed to compare
    /// them. Of a key that very many share only the newest are given.
    fn similar(&self, keys: &[u64], since: Date) -> Result<Vec<Kin>, Error>;

    // Runs.

    /// Notes that a run begins; its number.
    fn begin_run(&mut self, kind: &str, pid: u32, now: Timestamp) -> Result<i64, Error>;

    /// Notes that a run ended, with its report as JSON.
    fn end_run(&mut self, run: i64, now: Timestamp, report: &str) -> Result<(), Error>;

    /// The last runs, newest first.
    fn runs(&self, limit: usize) -> Result<Vec<Run>, Error>;

    /// How many requests each host was sent on a day.
    fn requests(&self, day: Date) -> Result<BTreeMap<String, u32>, Error>;

    /// Notes how many requests each host was sent on a day so far. A number below the one that stands is not
    /// believed.
    fn note_requests(&mut self, day: Date, sent: &BTreeMap<String, u32>) -> Result<(), Error>;

    /// Forgets the bytes of pages that were fetched before a time, save those of articles that are flagged or
    /// were judged; how many. Their digest, length and time stay.
    fn expire_pages(&mut self, before: Timestamp) -> Result<usize, Error>;

    // Reading.

    /// One summary for each story that has an article which `filter` lets through.
    fn flags(&self, filter: &Filter) -> Result<Vec<Summary>, Error>;

    /// The stories with a flagged article that is among these, or that is about a case of which one of these
    /// tells; by number.
    fn concerned(&self, articles: &[i64]) -> Result<Vec<i64>, Error>;

    /// Everything about one article.
    fn article(&self, article: i64) -> Result<Option<Record>, Error>;

    /// The number of the article with this address, canonical or as listed.
    fn find(&self, address: &str) -> Result<Option<i64>, Error>;

    /// The bytes of a page, unless they have expired.
    fn page(&self, page: i64) -> Result<Option<Vec<u8>>, Error>;

    /// The articles in which the words of `query` stand, in any of their forms, best first, then newest.
    ///
    /// Words in `"…"` stand next to each other, `-word` excludes, and all else must be there. No text is an
    /// error. Of more than 2000 articles only the newest 2000 are weighed.
    fn search(&self, query: &str, filter: &Filter) -> Result<Vec<Hit>, Error>;

    // Verdicts of analysts.

    /// Adds a verdict; its number. When it returns, the verdict survives the loss of power. A second one with the
    /// same key is the same verdict.
    fn add_verdict(&mut self, verdict: &Verdict) -> Result<i64, Error>;

    /// All verdicts on an article, undone ones too, in the order in which they were given.
    fn verdicts(&self, article: i64) -> Result<Vec<Given>, Error>;

    /// The verdicts of the log that are asked for, newest first.
    fn judgements(&self, log: &Log) -> Result<Vec<Judgement>, Error>;

    /// Every article on which, or on whose story, a verdict stands, oldest first. A verdict on the article alone goes
    /// before one on the story, and of several the last.
    fn labelled(&self) -> Result<Vec<Labelled>, Error>;

    // The review of stories.

    /// The stories that wait for a reviewer.
    fn queue(&self, queue: &Queue) -> Result<Vec<Queued>, Error>;

    /// Why a story would be in the queue, whether it waits or not; none where it is unlikely and was not drawn.
    fn why(&self, queue: &Queue, story: i64) -> Result<Option<Why>, Error>;

    /// How many flagged stories wait for a reviewer, counted up to a bound.
    fn left(&self, queue: &Queue, most: usize) -> Result<usize, Error>;

    /// Notes until when a reviewer looks at a story, and that they leave every other, unless another looks at it;
    /// whoever does then. What they leave is free after some seconds, in which those who chose it before it was judged
    /// are refused.
    fn lease(
        &mut self,
        story: i64,
        reviewer: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<String, Error>;

    /// Keeps who is logged in, by the digest of what the browser holds.
    fn add_session(&mut self, token: &str, reviewer: &str, until: Timestamp) -> Result<(), Error>;

    /// Who is logged in with what has this digest.
    fn session(&self, token: &str, now: Timestamp) -> Result<Option<String>, Error>;

    /// Forgets a session, and those that are over.
    fn end_session(&mut self, token: &str, now: Timestamp) -> Result<(), Error>;

    /// The figures of the stories with a flagged article of these days, with at most `limit` groups of each kind.
    fn overview(&self, since: Date, until: Date, limit: usize) -> Result<Overview, Error>;

    // What readers of the digest know.

    /// What a reader was told of each story, and when.
    fn told(&self, reader: &str) -> Result<BTreeMap<i64, (String, Timestamp)>, Error>;

    /// Notes what a reader is told of stories.
    fn tell(&mut self, reader: &str, told: &[(i64, String)], now: Timestamp) -> Result<(), Error>;

    // Upkeep.

    /// Writes a consistent copy of the store to a file that does not exist yet, checked before it gets its name.
    fn backup(&self, to: &Path) -> Result<(), Error>;

    /// What a check of the whole store finds; nothing of gravity [`Problem`](Gravity::Problem) where all is well.
    fn doctor(&self) -> Result<Vec<Finding>, Error>;

    /// Makes the search index anew where it was made by an earlier stemming; how many articles were read.
    fn reindex(&mut self) -> Result<usize, Error>;
}
