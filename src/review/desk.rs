//! What all requests share: the stores, who may come in, the clock.

use crate::crawl::Outlets;
use crate::error::Error;
use crate::store::Store;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Opens one more connection to the store.
pub(super) type Open = Box<dyn Fn() -> Result<Box<dyn Store>, Error> + Send + Sync>;

/// What the page needs of the machine it runs on.
pub(crate) struct Surroundings {
    /// The present moment.
    pub(crate) now: fn() -> Timestamp,
    /// 32 bytes that nobody can guess.
    pub(crate) secret: fn() -> [u8; 32],
    /// Says something to whoever started the program.
    pub(crate) say: fn(&str),
}

/// Who may come in.
pub(crate) enum Access {
    /// Whoever started the program, by an address that it prints and that can be used once.
    Local {
        /// The name under which verdicts are kept.
        reviewer: String,
    },
    /// Named reviewers, each by the SHA-256 digest of a token, in hexadecimal digits.
    Named(BTreeMap<String, String>),
}

/// What all requests share.
pub(crate) struct Desk {
    /// Where the page is served.
    pub(super) address: SocketAddr,
    /// The names, beside loopback, under which it is reached.
    pub(super) hosts: Vec<String>,
    /// Whether browsers reach it by HTTPS.
    pub(super) https: bool,
    /// Who may come in.
    pub(super) access: Access,
    /// The share of stories that are judged twice.
    pub(super) twice: f64,
    /// The share of other stories that are drawn at random.
    pub(super) drawn: f64,
    /// The outlets that are known.
    pub(super) outlets: Outlets,
    pub(super) around: Surroundings,
    /// The digest of the token of the address that was printed, until it is used.
    pub(super) entrance: Mutex<Option<String>>,
    /// When log-ins failed, by where they came from.
    pub(super) failures: Mutex<BTreeMap<IpAddr, Vec<Timestamp>>>,
    open: Open,
    idle: Mutex<Vec<Box<dyn Store>>>,
    writer: Mutex<Box<dyn Store>>,
    /// Writes who looks at what: on a connection of its own, so that no verdict waits for it.
    usher: Mutex<Box<dyn Store>>,
}

/// How the page is set up.
pub(crate) struct Setup {
    /// Where the page is served.
    pub(crate) address: SocketAddr,
    /// The names, beside loopback, under which it is reached.
    pub(crate) hosts: Vec<String>,
    /// Whether browsers reach it by HTTPS, through a proxy.
    pub(crate) https: bool,
    /// Who may come in.
    pub(crate) access: Access,
    /// The share of stories, from 0 to 1, that are judged twice.
    pub(crate) twice: f64,
    /// The share of other stories, from 0 to 1, that are drawn at random.
    pub(crate) drawn: f64,
    /// The outlets that are known.
    pub(crate) outlets: Outlets,
}

impl Desk {
    /// A desk over a store.
    ///
    /// # Errors
    ///
    /// Where the store cannot be opened.
    pub(crate) fn new(setup: Setup, around: Surroundings, open: Open) -> Result<Desk, Error> {
        let Setup { address, hosts, https, access, twice, drawn, outlets } = setup;
        let (writer, usher) = (Mutex::new(open()?), Mutex::new(open()?));
        Ok(Desk {
            address,
            hosts,
            https,
            access,
            twice,
            drawn,
            outlets,
            around,
            entrance: Mutex::default(),
            failures: Mutex::default(),
            open,
            idle: Mutex::default(),
            writer,
            usher,
        })
    }

    /// The present moment.
    pub(super) fn now(&self) -> Timestamp {
        (self.around.now)()
    }

    /// Reads the store, on a connection that nobody else uses meanwhile.
    pub(super) fn read<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Error>) -> Result<T, Error> {
        let idle = held(&self.idle).pop();
        let store = idle.map_or_else(|| (self.open)(), Ok)?;
        let done = work(store.as_ref());
        held(&self.idle).push(store);
        done
    }

    /// Writes to the store; what is read meanwhile nobody else at this desk changes.
    pub(super) fn write<T>(&self, work: impl FnOnce(&mut dyn Store) -> Result<T, Error>) -> Result<T, Error> {
        work(held(&self.writer).as_mut())
    }

    /// Keeps a story for a reviewer until a time, unless another looks at it; whoever does then.
    pub(super) fn lease(
        &self,
        story: i64,
        reviewer: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<String, Error> {
        held(&self.usher).lease(story, reviewer, now, until)
    }
}

/// What a lock protects. A thread that died while it held it left it whole: each change is one step.
pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
