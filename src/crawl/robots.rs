//! robots.txt, by RFC 9309. There is no switch to ignore it.

use super::Address;
use super::fetch::Refusal;
use std::time::Duration;
use texting_robots::Robot;

/// The product token by which rules for this program are found.
pub(super) const TOKEN: &str = "netra";

/// The most bytes of a file of rules that are read; the RFC asks for 500 KiB at least.
pub(super) const LONGEST: usize = 512 << 10;

/// The longest time between requests that a site can ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// What a host allows.
pub(super) enum Rules {
    /// There are no rules.
    None,
    /// There may be rules, but they cannot be had, so nothing is allowed.
    Unknown,
    /// The rules.
    These(Box<Robot>),
}

impl Rules {
    /// The rules that a host's answer gives: its status, and the text where it is a success.
    pub(super) fn of(status: u16, text: &[u8]) -> Rules {
        match status {
            200..=299 => match Robot::new(TOKEN, text) {
                Ok(robot) => Rules::These(Box::new(robot)),
                Err(_) => Rules::Unknown,
            },
            400..=499 => Rules::None,
            _ => Rules::Unknown,
        }
    }

    /// Refuses an address that may not be fetched.
    pub(super) fn check(&self, address: &Address) -> Result<(), Refusal> {
        match self {
            Rules::Unknown => Err(Refusal::RobotsUnreachable),
            Rules::These(robot) if !robot.allowed(&address.to_string()) => Err(Refusal::Robots),
            _ => Ok(()),
        }
    }

    /// The time between requests that the host asks for.
    pub(super) fn delay(&self) -> Duration {
        let seconds = match self {
            Rules::These(robot) => {
                robot.delay.filter(|delay| delay.is_finite() && *delay > 0.0).unwrap_or_default()
            }
            _ => 0.0,
        };
        Duration::try_from_secs_f32(seconds).unwrap_or(LONGEST_DELAY).min(LONGEST_DELAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_had_allows_nothing() {
        let url = "https://a.example/berita/1/a-b";
        assert!(Rules::of(404, b"").allow(url));
        assert!(!Rules::of(503, b"").allow(url));
        assert!(!Rules::of(301, b"").allow(url), "redirects were followed before");
        let rules = Rules::of(200, b"User-agent: *\nDisallow: /berita/\nCrawl-delay: 7\n");
        assert!(!rules.allow(url));
        assert!(rules.allow("https://a.example/"));
        assert_eq!(rules.delay(), Duration::from_secs(7));
        let own = Rules::of(200, b"User-agent: netra\nDisallow: /\n\nUser-agent: *\nAllow: /\n");
        assert!(!own.allow(url));
        assert_eq!(Rules::of(200, b"User-agent: *\nCrawl-delay: 1e30\n").delay(), LONGEST_DELAY);
    }
}
