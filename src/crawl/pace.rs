//! The pace at which a host is asked. Nothing here reads a clock: every call is given the time.

use super::Address;
use jiff::Timestamp;
use std::time::{Duration, Instant};

/// How many addresses in a row a host fails before it is left alone for a while.
pub(super) const MOST_FAILURES: u32 = 3;

/// What is known of a host for its next request.
#[derive(Debug, Default)]
pub(super) struct Lane {
    /// When the last request ended, or began where it did not end.
    last: Option<Instant>,
    /// Before when the host asks for no request, though this run waits for it.
    rest: Option<Instant>,
    /// Until when the host is not asked at all.
    closed: Option<(Instant, Timestamp)>,
    /// How many addresses in a row could not be had because of the host.
    failures: u32,
}

impl Lane {
    /// How long the next request waits, where requests keep this distance.
    pub(super) fn wait(&self, now: Instant, delay: Duration) -> Duration {
        let turn = self.last.and_then(|last| last.checked_add(delay));
        turn.max(self.rest).map_or(Duration::ZERO, |turn| turn.saturating_duration_since(now))
    }

    /// Until when the host is closed, where it is.
    pub(super) fn closed(&self, now: Instant) -> Option<Timestamp> {
        self.closed.filter(|(until, _)| now < *until).map(|(_, until)| until)
    }

    /// A request begins. One that is given up in the middle counts from here.
    pub(super) fn begin(&mut self, now: Instant) {
        self.last = Some(now);
    }

    /// A request has ended.
    pub(super) fn end(&mut self, now: Instant) {
        self.last = Some(now);
    }

    /// The host asks for no request for a time.
    pub(super) fn rest(&mut self, now: Instant, wait: Duration) {
        self.rest = self.rest.max(now.checked_add(wait));
    }

    /// The host is not asked for a time, which ends at `until`.
    pub(super) fn close(&mut self, now: Instant, wait: Duration, until: Timestamp) {
        self.closed = now.checked_add(wait).map(|end| (end, until));
        self.failures = 0;
    }

    /// The host has answered.
    pub(super) fn succeed(&mut self) {
        self.failures = 0;
    }

    /// The host has failed an address for good. Whether it has failed too many.
    pub(super) fn fail(&mut self) -> bool {
        self.failures += 1;
        self.failures >= MOST_FAILURES
    }
}

/// The host whose lane an address is in: `http` and `https` are one server, so the usual ports are left out, and
/// so is the dot of a name that is written in full. Another port is another server.
pub(super) fn host(address: &Address) -> &str {
    let host = address.host();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    host.strip_suffix('.').unwrap_or(host)
}
