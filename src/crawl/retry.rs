//! Which failures may pass, and how long to wait for it.

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// The longest time that a host is believed to ask for: tomorrow it is tried again.
pub(super) const LONGEST: Duration = Duration::from_hours(24);

/// Whether an answer with this status may be another one soon.
pub(super) fn may_pass(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// The times to wait before each further attempt: from one to two seconds, from two to four and so on by chance,
/// never more than `longest`.
pub(super) fn waits(attempts: u32, longest: Duration, seed: u64) -> impl Iterator<Item = Duration> + Send {
    let waits = ExponentialBuilder::new()
        .with_jitter()
        .with_jitter_seed(seed)
        .with_max_delay(longest)
        .with_max_times(attempts as usize);
    waits.build().map(move |wait| wait.min(longest))
}

/// The time that a `Retry-After` asks for, in seconds or until a date; `now` is the time by the host's own clock
/// where it is known.
pub(super) fn after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let wait = date(value)?.duration_since(now).max(SignedDuration::ZERO);
    Some(wait.unsigned_abs().min(LONGEST))
}

/// A date of HTTP, in today's form or one of the two of old.
pub(super) fn date(text: &str) -> Option<Timestamp> {
    /// RFC 850 and C's `asctime`.
    const OLD: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let text = text.trim();
    let today = rfc2822::DateTimeParser::new().parse_timestamp(text).ok();
    today.or_else(|| {
        let old = OLD.iter().find_map(|form| DateTime::strptime(form, text).ok())?;
        TimeZone::UTC.to_timestamp(old).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_dates() {
        let now = at("1994-11-06T08:49:07Z");
        for (value, seconds) in [
            ("30", Some(30)),
            (" 0 ", Some(0)),
            ("86400", Some(86_400)),
            ("86401", Some(86_400)),
            ("99999999999999999999999", Some(86_400)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(30)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(30)),
            ("Sun Nov  6 08:49:37 1994", Some(30)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
            ("Thu, 31 Dec 9998 23:59:59 GMT", Some(86_400)),
            ("", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
        ] {
            assert_eq!(after(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn waits_grow_and_end() {
        let longest = Duration::from_secs(5);
        let waits = |seed| waits(4, longest, seed).collect::<Vec<_>>();
        for seed in 0..20 {
            let found = waits(seed);
            assert_eq!(found.len(), 4);
            for (wait, (least, most)) in found.iter().zip([(1, 2), (2, 4), (4, 5), (5, 5)]) {
                assert!((Duration::from_secs(least)..=Duration::from_secs(most)).contains(wait), "{found:?}");
            }
        }
        assert_ne!(waits(1), waits(2), "chance has a say");
        assert_eq!(waits(1), waits(1), "the seed decides");
    }

    #[test]
    fn only_what_may_pass_is_asked_for_again() {
        for status in [429, 500, 502, 503, 504] {
            assert!(may_pass(status), "{status}");
        }
        for status in [200, 301, 304, 400, 401, 403, 404, 408, 410, 451, 501, 505] {
            assert!(!may_pass(status), "{status}");
        }
    }
}
