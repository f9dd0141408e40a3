//! One article in one run: fetched, parsed, analysed, placed among the stories and stored.

use super::Night;
use super::report::Problem;
use crate::article::{Article, parse_with};
use crate::crawl::fetch::{Answer, Refusal, Validators};
use crate::crawl::{Address, Page};
use crate::error::{Error, ErrorKind};
use crate::store::{self, Due, Fetched, PageSeen, Saved, Sketched};
use crate::story::{self, Case, Member, Sketch};
use jiff::{Timestamp, ToSpan};
use std::sync::Arc;

/// What came of an article.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read.
    Read(Read),
    /// It has not changed since it was read last.
    Unchanged,
    /// It is no longer there; its number, where it was stored.
    Gone(Option<i64>),
    /// Its site does not answer, or asks to be left alone.
    Silent(Problem),
    /// robots.txt does not allow it.
    Forbidden(Problem),
    /// It cannot be read.
    Failed(Problem),
}

/// An article that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) saved: Saved,
    /// The length of its text in bytes.
    pub(super) text: usize,
    /// Whether its page is not laid out as its outlet's file says.
    pub(super) odd: bool,
}

/// The most further pages of one article that are read.
const MOST_FURTHER: usize = 9;

/// How many days apart articles of one case can be published.
const CASE_DAYS: i32 = 180;

/// Deals with one address that is due.
pub(super) async fn read(night: &Arc<Night>, due: Due) -> Result<Outcome, Error> {
    let Some(address) = Address::read(&due.address) else {
        let why = "it is no address of a page";
        night.store().failed(&due.canonical, why, night.plan.now, None)?;
        return Ok(Outcome::Failed(Problem::new(&due.address, "address", why)));
    };
    let validators =
        Validators { etag: due.validators.etag.clone(), last_modified: due.validators.last_modified.clone() };
    match night.fetcher.get(&address, &validators).await {
        Ok(Answer::Page { page, at, validators }) => page_read(night, due, page, &at, validators).await,
        Ok(Answer::NotModified) => {
            let next = night.plan.recheck.next(due.first_seen, due.is_watched, night.plan.now);
            night.store().unchanged(&due.canonical, night.plan.now, next)?;
            Ok(Outcome::Unchanged)
        }
        Err(refusal) => refused(night, &due, &refusal),
    }
}

/// Notes why an address was not fetched, and when it is tried again.
fn refused(night: &Night, due: &Due, refusal: &Refusal) -> Result<Outcome, Error> {
    let now = night.plan.now;
    if refusal.is_gone() {
        night.store().gone(&due.canonical, now)?;
        return Ok(Outcome::Gone(due.article));
    }
    let next = match refusal {
        // Rules are changed now and then.
        Refusal::Robots => Some(now + (7 * 24).hours()),
        // It says nothing of the article.
        refusal if refusal.is_silence() => refusal.retry_at().or(again(0, now)),
        _ => again(due.tries, now),
    };
    let problem = Problem::new(&due.address, refusal.name(), &refusal.to_string());
    night.store().failed(&due.canonical, &problem.why, now, next)?;
    Ok(match refusal {
        Refusal::Robots | Refusal::RobotsUnreachable => Outcome::Forbidden(problem),
        refusal if refusal.is_silence() => Outcome::Silent(problem),
        _ => Outcome::Failed(problem),
    })
}

/// When something that has failed so often before is tried again: in the next night, then after two, four and
/// eight days, then never.
fn again(tries: u32, now: Timestamp) -> Option<Timestamp> {
    const MOST_TRIES: u32 = 4;
    (tries < MOST_TRIES).then(|| now + (i64::from(24 << tries) - 6).hours())
}

/// Parses a page with its further ones, and stores what it says.
async fn page_read(
    night: &Arc<Night>,
    due: Due,
    page: Page,
    at: &Address,
    validators: Validators,
) -> Result<Outcome, Error> {
    let page = page.with_url(at.to_string());
    let outlets = night.plan.outlets.clone();
    let (mut article, page) = beside(move || Ok((parse_with(&page, &outlets), page))).await?;
    let further: Vec<Address> =
        article.further().iter().take(MOST_FURTHER).filter_map(|address| Address::read(address)).collect();
    for address in further {
        // What a page that cannot be had would have said is missing, as it is for a reader.
        if let Ok(Answer::Page { page, .. }) = night.fetcher.get(&address, &Validators::default()).await {
            let (outlets, first) = (night.plan.outlets.clone(), article);
            article = beside(move || Ok(first.with_further(&parse_with(&page, &outlets)))).await?;
        }
    }
    let validators = store::Validators { etag: validators.etag, last_modified: validators.last_modified };
    let night = night.clone();
    beside(move || save(&night, &due, &article, page, validators)).await
}

/// Does work that takes a while on a thread beside.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let failed = |error| Error::new(ErrorKind::Io, format!("reading an article has failed: {error}"));
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}

/// Analyses an article, finds its story and its cases, and stores all of it.
fn save(
    night: &Night,
    due: &Due,
    article: &Article,
    page: Page,
    validators: store::Validators,
) -> Result<Outcome, Error> {
    let now = night.plan.now;
    if article.body().is_empty() {
        let why = "no text was found on the page";
        night.store().failed(&due.canonical, why, now, again(due.tries, now))?;
        return Ok(Outcome::Failed(Problem::new(&due.address, "text", why)));
    }
    let analysis = night.plan.analyzer.analyze(article);
    let mut sketch = Sketch::of(article, &analysis);
    // Without a day it would only be compared with others that have none.
    sketch.published.get_or_insert(super::day(now).into());
    let is_watched = analysis.verdict.flagged || !analysis.allegations.is_empty();
    let mut fetched = Fetched {
        found_as: due.canonical.clone(),
        fetched_at: now,
        next_due: night.plan.recheck.next(due.first_seen.or(Some(now)), is_watched, now),
        page: PageSeen {
            address: page.url().unwrap_or_default().to_owned(),
            status: 200,
            content_type: page.content_type().map(str::to_owned),
            bytes: page.into_bytes(),
            validators,
        },
        sketch: Sketched { bytes: sketch.to_bytes()?, keys: sketch.keys() },
        ..Fetched::new(article, &analysis)
    };
    if fetched.canonical.is_empty() {
        fetched.canonical.clone_from(&due.canonical);
    }
    let mut fetched = fetched.prepared();
    let mut store = night.store();
    place(&mut fetched, &sketch, &**store, now)?;
    let saved = store.save(&fetched)?;
    Ok(Outcome::Read(Read { saved, text: article.body().len(), odd: article.is_suspect() }))
}

/// Finds the story and the cases that an article belongs to.
fn place(
    fetched: &mut Fetched,
    sketch: &Sketch,
    store: &dyn store::Store,
    now: Timestamp,
) -> Result<(), Error> {
    let day = fetched.day.unwrap_or_else(|| super::day(now));
    let kin = store.similar(&fetched.sketch.keys, day.saturating_sub(CASE_DAYS.days()))?;
    let own = store.find(&fetched.canonical)?;
    let mut sketches = Vec::with_capacity(kin.len());
    for kin in kin.iter().filter(|kin| Some(kin.article) != own) {
        let cases: Vec<Option<i64>> = kin.cases.iter().copied().map(Some).collect();
        sketches.push((kin, cases, Sketch::from_bytes(&kin.sketch)?));
    }
    let members: Vec<Member> = sketches
        .iter()
        .map(|(kin, cases, sketch)| Member { article: kin.article, story: kin.story, cases, sketch })
        .collect();
    let placement = story::place(sketch, &members);
    fetched.story = placement.story;
    for (claim, case) in fetched.claims.iter_mut().zip(placement.cases) {
        let (known, together) = match case {
            Case::Known(case) => (Some(case), None),
            Case::New(number) => (None, Some(number)),
        };
        claim.case = known;
        fetched.together.push(together);
    }
    Ok(())
}
