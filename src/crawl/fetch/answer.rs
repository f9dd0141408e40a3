//! What becomes of a request: an answer, or the reason why there is none.

use crate::crawl::{Address, Page};
use jiff::Timestamp;
use std::fmt;

/// What a host answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A page.
    Page {
        /// It, with the address where it is in the end.
        page: Page,
        /// The address where it is in the end, redirects followed.
        at: Address,
        /// By what the host can tell next time whether it has changed: none where redirects led to it.
        validators: Validators,
    },
    /// The page is still the one that the validators came with.
    NotModified,
}

/// By what a host can tell whether a page has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    /// The `ETag` of the last answer, as it came.
    pub(crate) etag: Option<String>,
    /// The `Last-Modified` of the last answer, as it came.
    pub(crate) last_modified: Option<String>,
}

impl Validators {
    /// The validators of these values, without those that cannot stand in a header.
    pub(super) fn of(etag: Option<&str>, last_modified: Option<&str>) -> Validators {
        /// More than any server has reason to send.
        const LONGEST: usize = 1024;
        let fit = |value: &&str| {
            let value = value.trim();
            !value.is_empty()
                && value.len() <= LONGEST
                && value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        };
        Validators {
            etag: etag.filter(fit).map(str::to_owned),
            last_modified: last_modified.filter(fit).map(str::to_owned),
        }
    }

    /// These validators without those that cannot stand in a header.
    pub(super) fn fit(&self) -> Validators {
        Validators::of(self.etag.as_deref(), self.last_modified.as_deref())
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Validators::default()
    }
}

/// Why an address was not fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// robots.txt does not allow it.
    Robots,
    /// robots.txt cannot be had, so nothing is allowed.
    RobotsUnreachable,
    /// The host is none of the public internet.
    Private,
    /// A redirect leads from https to http, round, or nowhere, or there are too many.
    Redirect,
    /// The host answers with this status.
    Status(u16),
    /// The answer is longer than what is read of a page.
    TooLong,
    /// The answer is compressed in a way that was not asked for, or more than once.
    Coding,
    /// The answer is an image, a film or another file that holds no text.
    Media,
    /// The host was asked as often as it may be in a day.
    Budget,
    /// The host is not to be asked before this time, by its own word or because it keeps failing.
    Later(Timestamp),
    /// The answer takes too long.
    Slow,
    /// The host cannot be reached, breaks off, or does not speak HTTP.
    Unreachable(String),
}

impl Refusal {
    /// Its name in records and metrics, which stays the same from release to release.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Refusal::Robots => "robots",
            Refusal::RobotsUnreachable => "robots-unreachable",
            Refusal::Private => "private",
            Refusal::Redirect => "redirect",
            Refusal::Status(_) => "status",
            Refusal::TooLong => "too-long",
            Refusal::Coding => "coding",
            Refusal::Media => "media",
            Refusal::Budget => "budget",
            Refusal::Later(_) => "later",
            Refusal::Slow => "slow",
            Refusal::Unreachable(_) => "unreachable",
        }
    }

    /// Whether the page is no longer there, or never was: asking again is of no use.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self, Refusal::Status(404 | 410))
    }

    /// When the host may be asked again, where it is closed until then.
    pub(crate) fn retry_at(&self) -> Option<Timestamp> {
        match self {
            Refusal::Later(until) => Some(*until),
            _ => None,
        }
    }

    /// Whether the host says nothing, or wants to be left alone: asking it for another page is of no use now.
    pub(crate) fn is_silence(&self) -> bool {
        matches!(
            self,
            Refusal::RobotsUnreachable
                | Refusal::Private
                | Refusal::Budget
                | Refusal::Later(_)
                | Refusal::Slow
                | Refusal::Unreachable(_)
        )
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Robots => f.write_str("robots.txt does not allow it"),
            Refusal::RobotsUnreachable => f.write_str("robots.txt cannot be had, so nothing is allowed"),
            Refusal::Private => f.write_str("the host is not on the public internet"),
            Refusal::Redirect => f.write_str("it is redirected too often, in a circle, or away from https"),
            Refusal::Status(status) => write!(f, "the host answers {status}"),
            Refusal::TooLong => f.write_str("the answer is longer than 4 MiB"),
            Refusal::Coding => f.write_str("the answer is compressed in a way that was not asked for"),
            Refusal::Media => f.write_str("the answer is a file without text"),
            Refusal::Budget => f.write_str("the host was asked as often as it may be in a day"),
            Refusal::Later(until) => write!(f, "the host is not to be asked before {until:.0}"),
            Refusal::Slow => f.write_str("the answer takes too long"),
            Refusal::Unreachable(why) => write!(f, "the host cannot be reached: {why}"),
        }
    }
}
