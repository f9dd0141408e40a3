//! The store in a file of SQLite.

mod article;
mod fault;
mod filter;
mod frontier;
mod open;
mod overview;
mod read;
mod review;
mod run;
mod save;
mod search;
mod upkeep;
mod value;
mod verdict;

pub use open::{open, open_existing};

use super::{
    Due, Fetched, Filter, Finding, Found, Given, Hit, Judgement, Kin, Labelled, ListSeen, Log, Overview,
    Queue, Queued, Record, Run, Saved, Store, Summary, Verdict, Why,
};
use crate::error::Error;
use fault::Fault;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A connection to a store, and where it lies.
struct Sqlite {
    connection: Connection,
    path: PathBuf,
}

impl Sqlite {
    /// Does some reading on one state of the store, whatever others write meanwhile.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Error> {
        let read = || -> Result<T, Fault> {
            let snapshot = self.connection.unchecked_transaction()?;
            let found = work(&snapshot)?;
            snapshot.commit()?;
            Ok(found)
        };
        read().map_err(|fault| fault.told(&self.path))
    }

    /// Does some writing, all or nothing. The lock is taken at the beginning: taken at the first write, it would
    /// be refused at once where another has written since.
    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Error> {
        let write = || -> Result<T, Fault> {
            let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&step)?;
            step.commit()?;
            Ok(done)
        };
        write().map_err(|fault| fault.told(&self.path))
    }

    /// How much is waited for the disk at the end of a write.
    fn set_synchronous(&self, level: &str) -> Result<(), Error> {
        let set = self.connection.pragma_update(None, "synchronous", level);
        set.map_err(|error| Fault::Sql(error).told(&self.path))
    }
}

impl Store for Sqlite {
    fn list(&self, address: &str) -> Result<Option<ListSeen>, Error> {
        self.read(|connection| frontier::list(connection, address))
    }

    fn known(&self, canonicals: &[String]) -> Result<Vec<bool>, Error> {
        self.read(|connection| frontier::known(connection, canonicals))
    }

    fn add_found(&mut self, found: &[Found], lists: &[ListSeen], now: Timestamp) -> Result<usize, Error> {
        self.write(|connection| frontier::add_found(connection, found, lists, now))
    }

    fn due(&self, outlet: &str, now: Timestamp, limit: usize) -> Result<Vec<Due>, Error> {
        self.read(|connection| frontier::due(connection, outlet, now, limit))
    }

    fn waiting(&self, outlet: &str, now: Timestamp) -> Result<usize, Error> {
        self.read(|connection| frontier::waiting(connection, outlet, now))
    }

    fn save(&mut self, fetched: &Fetched) -> Result<Saved, Error> {
        self.write(|connection| save::save(connection, fetched))
    }

    fn unchanged(&mut self, canonical: &str, now: Timestamp, next: Option<Timestamp>) -> Result<(), Error> {
        self.write(|connection| frontier::unchanged(connection, canonical, now, next))
    }

    fn failed(
        &mut self,
        canonical: &str,
        why: &str,
        now: Timestamp,
        next: Option<Timestamp>,
    ) -> Result<(), Error> {
        self.write(|connection| frontier::failed(connection, canonical, why, now, next))
    }

    fn gone(&mut self, canonical: &str, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| frontier::gone(connection, canonical, now))
    }

    fn similar(&self, keys: &[u64], since: Date) -> Result<Vec<Kin>, Error> {
        self.read(|connection| save::similar(connection, keys, since))
    }

    fn begin_run(&mut self, kind: &str, pid: u32, now: Timestamp) -> Result<i64, Error> {
        self.write(|connection| run::begin(connection, kind, pid, now))
    }

    fn end_run(&mut self, run: i64, now: Timestamp, report: &str) -> Result<(), Error> {
        self.write(|connection| run::end(connection, run, now, report))
    }

    fn runs(&self, limit: usize) -> Result<Vec<Run>, Error> {
        self.read(|connection| run::runs(connection, limit))
    }

    fn requests(&self, day: Date) -> Result<BTreeMap<String, u32>, Error> {
        self.read(|connection| run::requests(connection, day))
    }

    fn note_requests(&mut self, day: Date, sent: &BTreeMap<String, u32>) -> Result<(), Error> {
        self.write(|connection| run::note_requests(connection, day, sent))
    }

    fn expire_pages(&mut self, before: Timestamp) -> Result<usize, Error> {
        self.write(|connection| run::expire_pages(connection, before))
    }

    fn flags(&self, filter: &Filter) -> Result<Vec<Summary>, Error> {
        self.read(|connection| read::flags(connection, filter))
    }

    fn concerned(&self, articles: &[i64]) -> Result<Vec<i64>, Error> {
        self.read(|connection| read::concerned(connection, articles))
    }

    fn article(&self, article: i64) -> Result<Option<Record>, Error> {
        self.read(|connection| article::article(connection, article))
    }

    fn find(&self, address: &str) -> Result<Option<i64>, Error> {
        self.read(|connection| article::find(connection, address))
    }

    fn page(&self, page: i64) -> Result<Option<Vec<u8>>, Error> {
        self.read(|connection| article::page(connection, page))
    }

    fn search(&self, query: &str, filter: &Filter) -> Result<Vec<Hit>, Error> {
        self.read(|connection| search::search(connection, query, filter))
    }

    fn add_verdict(&mut self, verdict: &Verdict) -> Result<i64, Error> {
        self.set_synchronous("FULL")?;
        let added = self.write(|connection| verdict::add(connection, verdict));
        self.set_synchronous("NORMAL")?;
        added
    }

    fn verdicts(&self, article: i64) -> Result<Vec<Given>, Error> {
        self.read(|connection| verdict::verdicts(connection, article))
    }

    fn judgements(&self, log: &Log) -> Result<Vec<Judgement>, Error> {
        self.read(|connection| verdict::judgements(connection, log))
    }

    fn labelled(&self) -> Result<Vec<Labelled>, Error> {
        self.read(verdict::labelled)
    }

    fn queue(&self, queue: &Queue) -> Result<Vec<Queued>, Error> {
        self.read(|connection| review::queue(connection, queue))
    }

    fn why(&self, queue: &Queue, story: i64) -> Result<Option<Why>, Error> {
        self.read(|connection| review::why(connection, queue, story))
    }

    fn left(&self, queue: &Queue, most: usize) -> Result<usize, Error> {
        self.read(|connection| review::left(connection, queue, most))
    }

    fn lease(
        &mut self,
        story: i64,
        reviewer: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<String, Error> {
        self.write(|connection| review::lease(connection, story, reviewer, now, until))
    }

    fn add_session(&mut self, token: &str, reviewer: &str, until: Timestamp) -> Result<(), Error> {
        self.write(|connection| review::add_session(connection, token, reviewer, until))
    }

    fn session(&self, token: &str, now: Timestamp) -> Result<Option<String>, Error> {
        self.read(|connection| review::session(connection, token, now))
    }

    fn end_session(&mut self, token: &str, now: Timestamp) -> Result<(), Error> {
        self.write(|connection| review::end_session(connection, token, now))
    }

    fn overview(&self, since: Date, until: Date, limit: usize) -> Result<Overview, Error> {
        self.read(|connection| overview::overview(connection, since, until, limit))
    }

    fn told(&self, reader: &str) -> Result<BTreeMap<i64, (String, Timestamp)>, Error> {
        self.read(|connection| review::told(connection, reader))
    }

    fn tell(&mut self, reader: &str, told: &[(i64, String)], now: Timestamp) -> Result<(), Error> {
        self.write(|connection| review::tell(connection, reader, told, now))
    }

    fn backup(&self, to: &Path) -> Result<(), Error> {
        upkeep::backup(&self.connection, to).map_err(|fault| fault.told(&self.path))
    }

    fn doctor(&self) -> Result<Vec<Finding>, Error> {
        upkeep::doctor(&self.connection, &self.path).map_err(|fault| fault.told(&self.path))
    }

    fn reindex(&mut self) -> Result<usize, Error> {
        self.write(search::reindex)
    }
}
