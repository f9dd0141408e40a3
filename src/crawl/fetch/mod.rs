//! Fetching pages of many hosts at once: what may be asked for, when, and how often.
//!
//! Every address that is asked for, redirects included, is on the public internet or on a host that a person
//! named, is allowed by the host's robots.txt, waits its turn, and counts against the host's budget of the day.
//! Each host is one lane: one request at a time, whichever scheme and whoever asks. Lanes do not wait for each
//! other.

#![expect(clippy::disallowed_methods, reason = "this is the edge where the clock comes in")]

mod answer;
mod body;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use answer::{Answer, Refusal, Validators};

use super::pace::{self, Lane};
use super::robots::Rules;
use super::{Address, Page, retry};
use crate::error::Error;
use crate::fnv::fnv1a;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};
use wire::{Reply, Wanted, Wire};

/// How pages are fetched.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Whom a site can write to, as it stands in the User-Agent: an e-mail address or a page.
    pub(crate) contact: String,
    /// The least time from the end of one request to a host until the next. Hosts that no person named are given
    /// a second at least.
    pub(crate) delay: Duration,
    /// The longest time between two requests that a host's `Crawl-delay` is granted.
    pub(crate) longest_delay: Duration,
    /// The most requests to a host in a day, those for robots.txt, redirects and second attempts included.
    pub(crate) budget: u32,
    /// Hosts, with their ports where these are not the usual ones, that may be asked though they are not public.
    pub(crate) private: Vec<String>,
    /// Where the requests of some hosts go instead: in plain HTTP to that address, with the `Host` that the outlet
    /// has. So a demo, a test or an archive serves an outlet under its own addresses. Such a host counts as named
    /// by a person.
    pub(crate) via: BTreeMap<String, SocketAddr>,
    /// How long an answer is waited for.
    pub(crate) timeouts: Timeouts,
    /// How many more times a request is made that failed for a reason that may pass.
    pub(crate) retries: u32,
    /// The longest wait before such a request that fits into a run. A host that asks for more is not asked again
    /// until then.
    pub(crate) patience: Duration,
}

impl Settings {
    /// The settings of a nightly run.
    pub(crate) fn new(contact: impl Into<String>) -> Settings {
        Settings {
            contact: contact.into(),
            delay: Duration::from_secs(2),
            longest_delay: Duration::from_secs(60),
            budget: 2000,
            private: Vec::new(),
            via: BTreeMap::new(),
            timeouts: Timeouts::default(),
            retries: 2,
            patience: Duration::from_secs(60),
        }
    }
}

/// How long an answer is waited for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// Until the connection stands, names resolved and certificates checked.
    pub(crate) connect: Duration,
    /// Until the answer's header is there, and between any two pieces of its body.
    pub(crate) idle: Duration,
    /// Until the answer is complete.
    pub(crate) total: Duration,
}

impl Default for Timeouts {
    fn default() -> Timeouts {
        Timeouts {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(15),
            total: Duration::from_secs(60),
        }
    }
}

/// Fetches pages, from as many tasks at once as there are.
pub(crate) struct Fetcher {
    settings: Settings,
    wire: Wire,
    seed: u64,
    /// How long rules are believed.
    fresh: Duration,
    /// By host.
    lanes: Mutex<BTreeMap<String, Arc<Turn<Lane>>>>,
    /// The requests made today, by host.
    spent: Mutex<BTreeMap<String, u32>>,
    /// By origin. A task that holds one waits for lanes, and a task that holds a lane waits for no one.
    rules: Mutex<BTreeMap<String, Arc<Turn<Option<Known>>>>>,
}

/// The rules of an origin, and when they came.
struct Known {
    rules: Arc<Rules>,
    at: Instant,
}

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// The least time between two requests to a host that no person named, whatever the settings say.
const LEAST_DELAY: Duration = Duration::from_secs(1);

/// How long rules are believed: RFC 9309 says a day at most.
const FRESH: Duration = Duration::from_hours(24);

/// How long a host is left alone whose rules cannot be had, or that failed [`pace::MOST_FAILURES`] addresses in a
/// row.
const REST: Duration = Duration::from_hours(1);

impl Fetcher {
    /// A fetcher for a day on which some requests were made already, by host. The seed is for the chance in how
    /// long it waits before it asks again.
    ///
    /// # Errors
    ///
    /// Of kind `Config` where a named host is none, the contact cannot stand in a header, or the system has no
    /// certificates.
    pub(crate) fn new(settings: Settings, spent: BTreeMap<String, u32>, seed: u64) -> Result<Fetcher, Error> {
        let wire = Wire::new(&settings, wire::system())?;
        Ok(Fetcher::over(wire, settings, spent, seed))
    }

    fn over(wire: Wire, settings: Settings, spent: BTreeMap<String, u32>, seed: u64) -> Fetcher {
        Fetcher {
            settings,
            wire,
            seed,
            fresh: FRESH,
            lanes: Mutex::default(),
            spent: Mutex::new(spent),
            rules: Mutex::default(),
        }
    }

    /// The page at an address, whatever it is redirected to; with validators of an earlier answer, only if it
    /// has changed.
    ///
    /// # Errors
    ///
    /// A refusal says why there is no page, on our side or on the host's.
    pub(crate) async fn get(&self, address: &Address, validators: &Validators) -> Result<Answer, Refusal> {
        let no_address = || Refusal::Unreachable("its address is none".to_owned());
        let mut hops = vec![wire::canonical(address).ok_or_else(no_address)?];
        let none = Validators::default();
        while let Some(at) = hops.last() {
            self.wire.check(at)?;
            let rules = self.rules(at).await?;
            rules.check(at)?;
            let validators = if hops.len() == 1 { validators } else { &none };
            let reply = self.ask(at, rules.delay(), Wanted::Page, validators).await?;
            if let Some(next) = redirect(&hops, &reply)? {
                hops.push(next);
                continue;
            }
            return match reply.status {
                200 | 203 => Ok(page(reply, at.clone(), hops.len())),
                304 if !validators.is_empty() => Ok(Answer::NotModified),
                status => Err(Refusal::Status(status)),
            };
        }
        Err(Refusal::Redirect)
    }

    /// The requests made today, by host: those before this fetcher, and its own.
    pub(crate) fn spent(&self) -> BTreeMap<String, u32> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The rules of the address's origin, fetched where they are not known or old.
    async fn rules(&self, address: &Address) -> Result<Arc<Rules>, Refusal> {
        let cell = {
            let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
            rules.entry(address.origin()).or_default().clone()
        };
        let mut known = cell.lock().await;
        if let Some(Known { rules, at }) = &*known {
            let lasts = if matches!(**rules, Rules::Unknown) { self.fresh.min(REST) } else { self.fresh };
            if at.elapsed() < lasts {
                return Ok(rules.clone());
            }
        }
        let rules = match self.fetch_rules(address).await {
            Ok(rules) => Arc::new(rules),
            // These say nothing of the rules: they are asked for another time.
            Err(refusal @ (Refusal::Budget | Refusal::Later(_) | Refusal::Private)) => return Err(refusal),
            Err(_) => Arc::new(Rules::Unknown),
        };
        *known = Some(Known { rules: rules.clone(), at: Instant::now() });
        Ok(rules)
    }

    async fn fetch_rules(&self, address: &Address) -> Result<Rules, Refusal> {
        let mut hops = vec![address.join("/robots.txt").ok_or(Refusal::Redirect)?];
        while let Some(at) = hops.last() {
            let reply = match self.wire.check(at) {
                Ok(()) => self.ask(at, Duration::ZERO, Wanted::Rules, &Validators::default()).await,
                Err(refusal) => Err(refusal),
            };
            let reply = match reply {
                // It is the redirect that leads to a private host, not the address that was asked for.
                Err(Refusal::Private) if hops.len() > 1 => return Err(Refusal::Redirect),
                reply => reply?,
            };
            match redirect(&hops, &reply)? {
                Some(next) => hops.push(next),
                None => return Ok(Rules::of(reply.status, &reply.body)),
            }
        }
        Err(Refusal::Redirect)
    }

    /// What a host answers, asked again where its failure may pass.
    async fn ask(
        &self,
        address: &Address,
        asked: Duration,
        wanted: Wanted,
        validators: &Validators,
    ) -> Result<Reply, Refusal> {
        let seed = self.seed ^ fnv1a(address.to_string().as_bytes());
        let mut waits = retry::waits(self.settings.retries, self.settings.patience, seed);
        loop {
            let mut lane = self.turn(address, asked).await?;
            let reply = self.wire.ask(address, wanted, validators).await;
            lane.end(Instant::now());
            let (refusal, after) = match reply {
                Ok(reply) if retry::may_pass(reply.status) => {
                    (Refusal::Status(reply.status), reply.retry_after(Timestamp::now()))
                }
                Err(refusal @ (Refusal::Slow | Refusal::Unreachable(_))) => (refusal, None),
                reply => {
                    lane.succeed();
                    return reply;
                }
            };
            if let Some(after) = after.filter(|after| *after > self.settings.patience) {
                return Err(close(&mut lane, after));
            }
            let wait = waits.next();
            if let Some(wait) = after.or(wait) {
                lane.rest(Instant::now(), wait);
            }
            if wait.is_none() {
                // A page can be broken by itself; all else is the host.
                if refusal != Refusal::Status(500) && lane.fail() {
                    close(&mut lane, REST);
                }
                return Err(refusal);
            }
        }
    }

    /// The address's lane, when its turn has come and a request is accounted for. The lane is held until the
    /// answer is complete.
    async fn turn(&self, address: &Address, asked: Duration) -> Result<OwnedMutexGuard<Lane>, Refusal> {
        let host = pace::host(address);
        let lane = {
            let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            lanes.entry(host.clone()).or_default().clone()
        };
        let mut lane = lane.lock_owned().await;
        if let Some(until) = lane.closed(Instant::now()) {
            return Err(Refusal::Later(until));
        }
        if self.spent_by(&host) >= self.settings.budget {
            return Err(Refusal::Budget);
        }
        tokio::time::sleep(lane.wait(Instant::now(), self.distance(address, asked))).await;
        *self.spent.lock().unwrap_or_else(PoisonError::into_inner).entry(host).or_default() += 1;
        lane.begin(Instant::now());
        Ok(lane)
    }

    /// The time from the end of one request to the next, where the host asks for some.
    fn distance(&self, address: &Address, asked: Duration) -> Duration {
        let least = if self.wire.is_named(address) { Duration::ZERO } else { LEAST_DELAY };
        self.settings.delay.max(least).max(asked.min(self.settings.longest_delay))
    }

    fn spent_by(&self, host: &str) -> u32 {
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.get(host).copied().unwrap_or_default()
    }
}

/// Closes a host for a time, a day at most.
fn close(lane: &mut Lane, wait: Duration) -> Refusal {
    let wait = wait.min(retry::LONGEST);
    let until = Timestamp::now().checked_add(wait).unwrap_or(Timestamp::MAX);
    lane.close(Instant::now(), wait, until);
    Refusal::Later(until)
}

/// Where an answer redirects to. The addresses that led here are in order.
fn redirect(hops: &[Address], reply: &Reply) -> Result<Option<Address>, Refusal> {
    if !matches!(reply.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let at = hops.last().ok_or(Refusal::Redirect)?;
    let next = reply.location.as_deref().and_then(|location| at.join(location));
    let next = next.and_then(|next| wire::canonical(&next)).ok_or(Refusal::Redirect)?;
    let downgraded = at.is_secure() && !next.is_secure();
    if downgraded || hops.len() > MOST_REDIRECTS || hops.contains(&next) {
        return Err(Refusal::Redirect);
    }
    Ok(Some(next))
}

/// The page that a reply holds. Its validators are of the address that was asked for, so behind a redirect there
/// are none.
fn page(reply: Reply, at: Address, hops: usize) -> Answer {
    let page = Page::new(reply.body).with_url(at.to_string());
    let page = match reply.kind {
        Some(kind) => page.with_content_type(kind),
        None => page,
    };
    let validators = if hops == 1 { reply.validators } else { Validators::default() };
    Answer::Page { page, at, validators }
}
