//! robots.txt, by RFC 9309. There is no switch to ignore it.
//!
//! Where a file leaves room, it is read as the stricter of what its author can have meant.

mod pattern;
#[cfg(test)]
mod tests;

use super::Address;
use super::fetch::Refusal;
use pattern::Pattern;
use std::borrow::Cow;
use std::time::Duration;

/// The product token by which rules for this program are found.
pub(super) const TOKEN: &str = "netra";

/// The most bytes of a file of rules that are read; the RFC asks for 500 KiB at least.
pub(super) const LONGEST: usize = 512 << 10;

/// What an origin allows.
#[derive(Debug)]
pub(super) enum Rules {
    /// There are no rules.
    None,
    /// There may be rules, but they cannot be had, so nothing is allowed.
    Unknown,
    /// The rules.
    These(Group),
}

/// The rules that hold for this program.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The longest pattern first, and of those that are equally long what is allowed: the first that matches
    /// decides.
    rules: Vec<Rule>,
    /// The time between requests that is asked for.
    delay: Option<Duration>,
}

#[derive(Debug)]
struct Rule {
    verb: Verb,
    pattern: Pattern,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verb {
    Allow,
    Disallow,
}

impl Rules {
    /// The rules that an origin's answer gives: its status, and the text where it is a success.
    ///
    /// By the RFC every status from 400 to 499 means that there are no rules. 429 does not: it says that the host
    /// is asked too much, so it counts among the failures, as it does for Google.
    pub(super) fn of(status: u16, text: &[u8]) -> Rules {
        match status {
            200..=299 => Rules::These(read(text)),
            429 => Rules::Unknown,
            400..=499 => Rules::None,
            _ => Rules::Unknown,
        }
    }

    /// Refuses an address that may not be fetched. The file of rules itself always may.
    pub(super) fn check(&self, address: &Address) -> Result<(), Refusal> {
        let is_file = address.path() == "/robots.txt" && address.query().is_none();
        match self {
            _ if is_file => Ok(()),
            Rules::None => Ok(()),
            Rules::Unknown => Err(Refusal::RobotsUnreachable),
            Rules::These(group) => {
                let target = pattern::target(address.path(), address.query());
                match group.rules.iter().find(|rule| rule.pattern.matches(&target)) {
                    Some(Rule { verb: Verb::Disallow, .. }) => Err(Refusal::Robots),
                    _ => Ok(()),
                }
            }
        }
    }

    /// The time between requests that the host asks for.
    pub(super) fn delay(&self) -> Duration {
        match self {
            Rules::These(group) => group.delay.unwrap_or_default(),
            _ => Duration::ZERO,
        }
    }
}

/// What a line of the file says.
enum Line<'a> {
    Agent(&'a [u8]),
    Rule(Verb, &'a [u8]),
    Delay(&'a [u8]),
    Other,
}

/// Reads a file of rules. What is no rule is passed over, so a page of HTML has none.
fn read(text: &[u8]) -> Group {
    let text = decoded(whole_lines(text));
    let (mut own, mut all) = (None::<Group>, Group::default());
    let mut before_groups = None;
    // Whom the group at hand is for, and whether its rules have begun: the next agent then begins another group.
    let (mut is_own, mut is_all, mut has_agent, mut has_rule) = (false, false, false, false);
    for line in text.split(|byte| matches!(byte, b'\n' | b'\r')).map(line) {
        match line {
            Line::Agent(name) => {
                if has_rule {
                    (is_own, is_all, has_rule) = (false, false, false);
                }
                has_agent = true;
                is_own |= product(name).eq_ignore_ascii_case(TOKEN.as_bytes());
                is_all |= name == b"*" || name.starts_with(b"* ") || name.starts_with(b"*\t");
                if is_own {
                    own.get_or_insert_default();
                }
            }
            Line::Rule(verb, value) => {
                has_rule = true;
                for group in own.iter_mut().filter(|_| is_own).chain(Some(&mut all).filter(|_| is_all)) {
                    group.rules.extend(rule(verb, value));
                }
            }
            // It is no part of the RFC, so it ends no group, and it is for the agents above it.
            Line::Delay(value) => {
                let asked = delay(value);
                if !has_agent {
                    before_groups = before_groups.max(asked);
                }
                for group in own.iter_mut().filter(|_| is_own).chain(Some(&mut all).filter(|_| is_all)) {
                    group.delay = group.delay.max(asked);
                }
            }
            Line::Other => {}
        }
    }
    let mut group = own.unwrap_or(all);
    group.delay = group.delay.or(before_groups);
    group.rules.sort_by_key(|rule| (std::cmp::Reverse(rule.pattern.length()), rule.verb));
    group
}

/// The text as far as it is read, without a line that is cut: half a rule is another rule.
fn whole_lines(text: &[u8]) -> &[u8] {
    if text.len() < LONGEST {
        return text;
    }
    let text = &text[..LONGEST];
    let end = text.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or_default();
    &text[..end]
}

/// The text without the byte order mark, of which some servers send only a part, and in UTF-8 where the mark says
/// that it is UTF-16.
fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    match encoding_rs::Encoding::for_bom(text) {
        Some((encoding, mark)) if encoding != encoding_rs::UTF_8 => {
            let (text, _) = encoding.decode_without_bom_handling(&text[mark..]);
            Cow::Owned(text.into_owned().into_bytes())
        }
        _ => {
            let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xef\xbb", b"\xef"];
            Cow::Borrowed(marks.iter().find_map(|mark| text.strip_prefix(*mark)).unwrap_or(text))
        }
    }
}

/// Reads a line: a name and a value with a colon between them, or, as some write it, only space.
fn line(line: &[u8]) -> Line<'_> {
    let line = trimmed(line.split(|&byte| byte == b'#').next().unwrap_or_default());
    let colon = line.iter().position(|&byte| byte == b':');
    let (name, value) = match colon {
        Some(colon) => (&line[..colon], &line[colon + 1..]),
        None => line.split_at(line.iter().position(|&byte| is_space(byte)).unwrap_or(line.len())),
    };
    let (name, value) = (trimmed(name), trimmed(value));
    if colon.is_none() && value.iter().any(|&byte| is_space(byte)) {
        return Line::Other;
    }
    match name.to_ascii_lowercase().as_slice() {
        b"user-agent" | b"useragent" | b"user agent" => Line::Agent(value),
        b"allow" => Line::Rule(Verb::Allow, value),
        b"disallow" | b"dissallow" | b"dissalow" | b"disalow" | b"diasllow" | b"disallaw" => {
            Line::Rule(Verb::Disallow, value)
        }
        b"crawl-delay" | b"crawldelay" | b"crawl delay" => Line::Delay(value),
        _ => Line::Other,
    }
}

/// The product at the beginning of a name, without a version or whatever else follows it.
fn product(name: &[u8]) -> &[u8] {
    let is_part = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_');
    &name[..name.iter().position(|byte| !is_part(byte)).unwrap_or(name.len())]
}

/// The rule of a value, which is a path. One that is none is read as the path that it means where it forbids, and
/// passed over where it allows.
fn rule(verb: Verb, value: &[u8]) -> Option<Rule> {
    let pattern = match (value, verb) {
        ([], _) => return None,
        ([b'/' | b'*', ..], _) => Pattern::new(value),
        (_, Verb::Allow) => return None,
        (_, Verb::Disallow) => match value.windows(3).position(|part| part == b"://") {
            Some(scheme) => {
                let rest = &value[scheme + 3..];
                Pattern::new(rest.iter().position(|&byte| byte == b'/').map_or(b"/", |path| &rest[path..]))
            }
            None => Pattern::new(&[b"/", value].concat()),
        },
    };
    Some(Rule { verb, pattern })
}

/// The seconds of a delay.
fn delay(value: &[u8]) -> Option<Duration> {
    let text = std::str::from_utf8(value).ok()?.split_whitespace().next()?.replace(',', ".");
    let number = text.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let seconds: f64 = text.parse().or_else(|_| number.parse()).ok().filter(|seconds| *seconds > 0.0)?;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

/// Without what is no text at both ends.
fn trimmed(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && is_space(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && is_space(*last)
    {
        text = rest;
    }
    text
}

/// Space, and control characters, which come from files that are padded or broken.
fn is_space(byte: u8) -> bool {
    byte <= b' '
}
