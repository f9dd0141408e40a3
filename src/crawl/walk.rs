//! Walking through an outlet's lists: each is asked for once, and what it leads to is followed until all that
//! stands there is known or too old.

use super::discover::{self, Contents, Further, Kind, Listed};
use super::fetch::{Answer, Fetcher, Refusal, Validators};
use super::{Address, Outlet};
use crate::error::Error;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;

/// What is remembered of earlier walks.
pub(crate) trait Memory: Sync {
    /// How a list was when it was read last.
    fn list(&self, address: &str) -> Result<Option<Seen>, Error>;

    /// A digest of a list's bytes, by which one is known that comes again though nothing has changed.
    fn digest(&self, bytes: &[u8]) -> String;

    /// Which of these canonical addresses were found before.
    fn known(&self, articles: &[String]) -> Result<Vec<bool>, Error>;
}

/// What a walk found.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// The articles, each once, newest first; those that were known before are among them.
    pub(crate) articles: Vec<Listed>,
    /// The lists that were read.
    pub(crate) read: Vec<Seen>,
    /// How many lists have not changed since they were read last.
    pub(crate) unchanged: usize,
    /// The lists that could not be read.
    pub(crate) failures: Vec<(Address, Failure)>,
}

impl Walk {
    /// Whether the outlet answered at all, be it that nothing has changed.
    pub(crate) fn is_reached(&self) -> bool {
        let answered = |failure: &Failure| match failure {
            Failure::Refused(refusal) => !refusal.is_silence(),
            Failure::Unreadable(_) => true,
        };
        self.unchanged > 0 || !self.read.is_empty() || self.failures.iter().any(|(_, why)| answered(why))
    }
}

/// A list that was read. How it was is only kept together with what it listed: otherwise a run
/// that ends in between would never learn of it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) address: String,
    pub(crate) validators: Validators,
    /// The digest of its bytes.
    pub(crate) digest: String,
}

/// Why a list could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was not fetched.
    Refused(Refusal),
    /// It was fetched and is no such list.
    Unreadable(String),
}

impl Failure {
    /// Whether the list is not there.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Failure::Refused(refusal) if refusal.is_gone())
    }

    /// A short name of it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Failure::Refused(refusal) => refusal.name(),
            Failure::Unreadable(_) => "unreadable",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(refusal) => refusal.fmt(f),
            Failure::Unreadable(why) => f.write_str(why),
        }
    }
}

/// The most pages of one listing or list of posts that are turned in one walk.
const MOST_PAGES: usize = 20;

/// The most sitemaps that one index leads to in one walk.
const MOST_SITEMAPS: usize = 20;

/// A list that is still to be asked for.
struct Next {
    kind: Kind,
    address: Address,
    /// How many lists led here.
    depth: usize,
}

/// Walks through the lists of an outlet. Articles published before `since` are left out.
///
/// # Errors
///
/// Those of `memory`. What goes wrong with a list stands in [`Walk::failures`].
pub(crate) async fn walk(
    fetcher: &Fetcher,
    outlet: &Outlet,
    memory: &impl Memory,
    since: Timestamp,
) -> Result<Walk, Error> {
    let mut walk = Walk::default();
    let mut lists: VecDeque<Next> = outlet
        .sources()
        .filter_map(|(kind, address)| {
            let address = Address::read(&address)?;
            let address = match kind {
                Kind::Posts => discover::posts_query(&address, Some(since), 1),
                _ => address,
            };
            Some(Next { kind, address, depth: 0 })
        })
        .collect();
    let mut asked = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(Next { kind, address, depth }) = lists.pop_front() {
        if !asked.insert(address.to_string()) {
            continue;
        }
        let before = memory.list(&address.to_string())?;
        let known = before.as_ref().map(|list| list.validators.clone()).unwrap_or_default();
        let (page, at, validators) = match fetcher.get(&address, &known).await {
            Ok(Answer::Page { page, at, validators }) => (page, at, validators),
            Ok(Answer::NotModified) => {
                walk.unchanged += 1;
                continue;
            }
            Err(refusal) => {
                walk.failures.push((address, Failure::Refused(refusal)));
                continue;
            }
        };
        let digest = memory.digest(page.bytes());
        if before.is_some_and(|list| list.digest == digest) {
            walk.unchanged += 1;
            continue;
        }
        let Contents { mut articles, further } = match discover::read(kind, &page, &at, outlet) {
            Ok(contents) => contents,
            Err(why) => {
                walk.failures.push((address, Failure::Unreadable(why.to_string())));
                continue;
            }
        };
        articles.retain(|article| day_or_moment(outlet, article).is_none_or(|at| at >= since));
        let keys: Vec<String> =
            articles.iter().map(|article| outlet.canonical(&article.address).to_string()).collect();
        let has_news = memory.known(&keys)?.contains(&false);
        lists.extend(follow(further, depth, has_news, since));
        walk.read.push(Seen { address: address.to_string(), validators, digest });
        found.push(articles);
    }
    walk.articles = discover::merge(found, outlet);
    Ok(walk)
}

/// What is asked for after a list: younger sitemaps, and the next page where this one had something new.
fn follow(
    further: Vec<Further>,
    depth: usize,
    has_news: bool,
    since: Timestamp,
) -> impl Iterator<Item = Next> {
    let wanted = move |next: &Further| match next.kind {
        Kind::Sitemap => depth < 3 && next.updated.is_none_or(|updated| updated >= since),
        _ => has_news && depth + 1 < MOST_PAGES,
    };
    let next = move |Further { kind, address, .. }| Next { kind, address, depth: depth + 1 };
    further.into_iter().filter(wanted).take(MOST_SITEMAPS).map(next)
}

/// When an article was published: as its list says, else at the end of the day that its address names.
fn day_or_moment(outlet: &Outlet, article: &Listed) -> Option<Timestamp> {
    let day = || {
        let (year, month, day) = outlet.rules().day(&article.address)?;
        let end = Date::new(year, month, day).ok()?.at(23, 59, 59, 0);
        outlet.zone().offset().to_timestamp(end).ok()
    };
    article.published.or_else(day)
}
