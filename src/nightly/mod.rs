//! One night's run: what is new on every outlet is found, fetched, analysed, placed among the stories and stored.
//!
//! Each outlet is read by a task of its own, one article after another, so that memory has a bound; parsing and
//! analysis happen on threads beside. An article is stored with everything that belongs to it in one
//! transaction: a run that is killed has lost nothing that was stored, and the next one goes on where it ended.

mod article;
mod metrics;
mod outlet;
mod report;

pub(crate) use metrics::metrics;
pub(crate) use report::{OutletReport, Problem, Report, Suspicion};

use crate::analysis::Analyzer;
use crate::crawl::fetch::{Fetcher, Settings};
use crate::crawl::{Outlets, Zone};
use crate::error::{Error, ErrorKind};
use crate::store::Store;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use report::Usual;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::JoinSet;

/// What a run is to do.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) work: Work,
    pub(crate) outlets: Outlets,
    /// The identifiers of the outlets that are read.
    pub(crate) ids: Vec<String>,
    pub(crate) settings: Settings,
    pub(crate) analyzer: Analyzer,
    /// The moment of the run, by which everything that it stores is dated.
    pub(crate) now: Timestamp,
    /// Articles published before are left out.
    pub(crate) since: Timestamp,
    pub(crate) lists: Lists,
    /// The most articles of one outlet that are fetched.
    pub(crate) articles: usize,
    pub(crate) recheck: Recheck,
    /// Until when pages are kept that were fetched before.
    pub(crate) keep_since: Timestamp,
}

/// What sort of run it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// On the outlets.
    Nightly,
    /// On replicas with invented articles, which must not get among real ones.
    Demo,
}

impl Work {
    /// Its name in the store.
    fn name(self) -> &'static str {
        match self {
            Work::Nightly => "nightly",
            Work::Demo => "demo",
        }
    }
}

/// Which lists are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lists {
    /// Those that have changed since they were read last.
    Changed,
    /// All, and none is remembered: their older articles, which other runs leave out, count this time.
    All,
}

/// On which days after it was first read an article is asked for again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recheck {
    /// An article that is flagged or tells of an allegation.
    pub(crate) flagged: Vec<u16>,
    pub(crate) others: Vec<u16>,
}

impl Recheck {
    /// When an article is asked for again: on the next of its days that is still to come.
    fn next(&self, first_seen: Option<Timestamp>, is_watched: bool, now: Timestamp) -> Option<Timestamp> {
        let first_seen = first_seen?;
        let days = if is_watched { &self.flagged } else { &self.others };
        // A little less than a whole day, so that a nightly run that starts earlier than yesterday's finds it due.
        let due = |days: &u16| first_seen.checked_add((i64::from(*days) * 24 - 6).hours()).ok();
        days.iter().filter_map(due).filter(|due| *due > now).min()
    }
}

/// The day of a moment, in Central Indonesian Time.
fn day(moment: Timestamp) -> Date {
    Zone::Wita.offset().to_datetime(moment).date()
}

/// Who is told how far a run is.
pub(crate) trait Watch: Send + Sync {
    /// An outlet's lists were read; so many articles are to be fetched.
    fn found(&self, outlet: &str, articles: usize);

    /// One of them was dealt with.
    fn fetched(&self, outlet: &str);

    /// An outlet is done.
    fn done(&self, report: &OutletReport);
}

/// A run at work: what its tasks share.
struct Night {
    plan: Plan,
    fetcher: Fetcher,
    /// The requests of the day before the run, by host.
    spent: BTreeMap<String, u32>,
    store: Mutex<Box<dyn Store>>,
    watch: Box<dyn Watch>,
}

impl Night {
    /// The store, for as short as possible.
    fn store(&self) -> MutexGuard<'_, Box<dyn Store>> {
        // A transaction that a panic broke off was rolled back, so the store is sound.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many runs are looked at to learn what is usual.
const USUAL_RUNS: usize = 30;

/// How many threads parse, analyse and store. Some of them wait for the store.
const THREADS: usize = 4;

/// Runs a plan on a store, and gives the store back with the report.
///
/// # Errors
///
/// Those of the store: what the sites do wrong stands in the report.
pub(crate) fn run(
    mut store: Box<dyn Store>,
    plan: Plan,
    watch: Box<dyn Watch>,
    ended: impl FnOnce() -> Timestamp,
) -> Result<(Box<dyn Store>, Report), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(THREADS)
        .build()
        .map_err(|error| Error::io("the network cannot be used", error))?;
    let now = plan.now;
    let runs = store.runs(USUAL_RUNS)?;
    if let Some(other) = runs.iter().find(|run| run.kind != plan.work.name()) {
        let why = format!(
            "the store holds what `netra {}` found: invented and real articles must not be mixed, so name another \
             one with --store",
            other.kind
        );
        return Err(Error::new(ErrorKind::Config, why));
    }
    let earlier: Vec<Report> =
        runs.iter().filter_map(|run| serde_json::from_str(run.report.as_deref()?).ok()).collect();
    // A search index that an earlier release made is made anew.
    store.reindex()?;
    let id = store.begin_run(plan.work.name(), std::process::id(), now)?;
    let spent = store.requests(day(now))?;
    let fetcher = Fetcher::new(plan.settings.clone(), spent.clone(), now.as_millisecond().unsigned_abs())?;
    let night = Arc::new(Night { plan, fetcher, spent, store: Mutex::new(store), watch });
    let outlets = runtime.block_on(read_all(&night, &earlier));
    // Threads that still parse hold the night; the runtime waits for them.
    drop(runtime);
    let night =
        Arc::into_inner(night).ok_or_else(|| Error::new(ErrorKind::Io, "a task of the run has not ended"))?;
    let mut store = night.store.into_inner().unwrap_or_else(PoisonError::into_inner);
    store.note_requests(day(now), &night.fetcher.spent())?;
    let outlets = outlets?;
    let touched = outlets.iter().flat_map(|it| it.new.iter().chain(&it.updated).chain(&it.vanished));
    let stories = store.concerned(&touched.copied().collect::<Vec<_>>())?;
    store.expire_pages(night.plan.keep_since)?;
    let report = Report { run: id, started: now, ended: ended(), stories, outlets };
    let json = serde_json::to_string(&report).expect("its fields are texts, numbers and lists of them");
    store.end_run(id, report.ended, &json)?;
    Ok((store, report))
}

/// Reads all outlets at once, each in its own pace.
async fn read_all(night: &Arc<Night>, earlier: &[Report]) -> Result<Vec<OutletReport>, Error> {
    let mut tasks = JoinSet::new();
    for id in &night.plan.ids {
        let (night, id, usual) = (night.clone(), id.clone(), Usual::of(id, earlier));
        tasks.spawn(async move { outlet::read(night, &id, usual).await });
    }
    let mut reports = BTreeMap::new();
    while let Some(result) = tasks.join_next().await {
        let report =
            result.map_err(|error| Error::new(ErrorKind::Io, format!("a task failed: {error}")))??;
        night.watch.done(&report);
        reports.insert(report.outlet.clone(), report);
    }
    Ok(reports.into_values().collect())
}
