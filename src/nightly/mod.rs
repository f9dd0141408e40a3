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
use crate::crawl::Outlets;
use crate::crawl::fetch::{Fetcher, Settings};
use crate::error::{Error, ErrorKind};
use crate::store::Store;
use jiff::{Timestamp, ToSpan};
use report::Usual;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::JoinSet;

/// What a run is to do.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) outlets: Outlets,
    /// The identifiers of the outlets that are read.
    pub(crate) ids: Vec<String>,
    pub(crate) settings: Settings,
    /// By what articles are analysed; without it they are only stored.
    pub(crate) analyzer: Option<Analyzer>,
    /// The moment of the run, by which everything that it stores is dated.
    pub(crate) now: Timestamp,
    /// Articles published before are left out.
    pub(crate) since: Timestamp,
    /// The most articles of one outlet that are fetched.
    pub(crate) articles: usize,
    pub(crate) recheck: Recheck,
    /// Until when pages are kept that were fetched before.
    pub(crate) keep_since: Timestamp,
}

/// On which days after it was first read an article is asked for again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recheck {
    /// An article that is flagged or tells of an allegation.
    pub(crate) flagged: Vec<u16>,
    pub(crate) others: Vec<u16>,
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

/// How many threads parse and analyse.
const THREADS: usize = 2;

/// Runs a plan on a store, and gives the store back with the report.
///
/// # Errors
///
/// Those of the store: what the sites do wrong stands in the report.
pub(crate) fn run(
    mut store: Box<dyn Store>,
    plan: Plan,
    watch: Box<dyn Watch>,
) -> Result<(Box<dyn Store>, Report), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(THREADS)
        .build()
        .map_err(|error| Error::io("the network cannot be used", error))?;
    let now = plan.now;
    let earlier: Vec<Report> = store
        .runs(USUAL_RUNS)?
        .iter()
        .filter_map(|run| serde_json::from_str(run.report.as_deref()?).ok())
        .collect();
    let id = store.begin_run("nightly", std::process::id(), now)?;
    let fetcher = Fetcher::new(plan.settings.clone(), store.requests(day(now))?, now.as_millisecond() as u64)?;
    let night = Arc::new(Night { plan, fetcher, store: Mutex::new(store), watch });
    let outlets = runtime.block_on(read_all(&night, &earlier));
    // Threads that still parse hold the night; the runtime waits for them.
    drop(runtime);
    let night = Arc::into_inner(night)
        .ok_or_else(|| Error::new(ErrorKind::Io, "a task of the run has not ended"))?;
    let mut store = night.store.into_inner().unwrap_or_else(PoisonError::into_inner);
    store.set_requests(day(now), &night.fetcher.spent())?;
    let report = Report { run: id, started: now, ended: now, outlets: outlets? };
    store.expire_pages(night.plan.keep_since)?;
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
        let report = result.map_err(|error| Error::new(ErrorKind::Io, format!("a task failed: {error}")))??;
        night.watch.done(&report);
        reports.insert(report.outlet.clone(), report);
    }
    Ok(reports.into_values().collect())
}
