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
pub(super) fn host(address: &Address) -> String {
    let (name, port) = match address.host().rsplit_once(':') {
        // Not the last part of `[::1]`.
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (address.host(), None),
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    match port {
        None | Some("80" | "443") => name.to_owned(),
        Some(port) => format!("{name}:{port}"),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a lane is given times, and any will do")]
mod tests {
    use super::*;

    #[test]
    fn a_lane_waits_for_what_is_latest() {
        let seconds = Duration::from_secs;
        let start = Instant::now();
        let mut lane = Lane::default();
        assert_eq!(lane.wait(start, seconds(5)), seconds(0), "nobody has asked yet");
        lane.begin(start);
        assert_eq!(lane.wait(start + seconds(1), seconds(5)), seconds(4), "a request that was given up");
        lane.end(start + seconds(3));
        for (now, delay, wait) in [(3, 5, 5), (4, 5, 4), (8, 5, 0), (60, 5, 0), (3, 0, 0), (2, 0, 1)] {
            assert_eq!(lane.wait(start + seconds(now), seconds(delay)), seconds(wait), "{now} {delay}");
        }
        lane.rest(start + seconds(3), seconds(20));
        lane.rest(start + seconds(3), seconds(10));
        for (now, delay, wait) in [(3, 5, 20), (3, 30, 30), (23, 5, 0)] {
            assert_eq!(lane.wait(start + seconds(now), seconds(delay)), seconds(wait), "{now} {delay}");
        }
        assert_eq!(lane.wait(start, Duration::MAX), seconds(23), "what cannot be counted does not panic");
    }

    #[test]
    fn a_lane_is_closed_for_its_time_and_after_failures_in_a_row() {
        let start = Instant::now();
        let until: Timestamp = "2026-09-01T00:00:00Z".parse().expect("a time");
        let mut lane = Lane::default();
        assert_eq!(lane.closed(start), None);
        lane.close(start, Duration::from_secs(60), until);
        assert_eq!(lane.closed(start + Duration::from_secs(59)), Some(until));
        assert_eq!(lane.closed(start + Duration::from_secs(60)), None);
        assert_eq!([lane.fail(), lane.fail()], [false, false]);
        lane.succeed();
        assert_eq!([lane.fail(), lane.fail(), lane.fail()], [false, false, true]);
    }

    #[test]
    fn a_host_is_a_name_and_an_unusual_port() {
        for (address, expected) in [
            ("http://a.example/", "a.example"),
            ("https://A.example:443/b", "a.example"),
            ("http://a.example:443/", "a.example"),
            ("https://a.example:80/", "a.example"),
            ("http://a.example./", "a.example"),
            ("http://a.example.:8080/", "a.example:8080"),
            ("http://www.a.example/", "www.a.example"),
            ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
            ("http://[::1]/", "[::1]"),
            ("http://[::1]:80/", "[::1]"),
            ("http://[::1]:8080/", "[::1]:8080"),
        ] {
            assert_eq!(host(&Address::read(address).expect(address)), expected, "{address}");
        }
    }
}
