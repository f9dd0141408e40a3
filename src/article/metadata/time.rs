//! Times as pages write them: ISO 8601 in all its dialects, and date lines such as
//! `Senin, 9 Februari 2026 | 16:02 WITA`, `08/10/2024, 16.02 WIB` and `October 8, 2024 4:02 pm`.

use crate::crawl::time::{self, clock, offset};
use crate::text::{self, Kind, Token};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use std::fmt;

/// When an article was published, as exactly as its page says.
///
/// Shown as RFC 3339: `2024-10-08T16:02:00+08:00`; without the offset where the page gives none and its outlet is
/// not known; only the day where the page gives no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The day, where it was published.
    pub day: Date,
    /// The time of that day.
    pub time: Option<Time>,
    /// The distance of that time from UTC.
    pub offset: Option<Offset>,
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        let Some(offset) = self.offset else { return Ok(()) };
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

impl Published {
    /// The same moment on the clocks of a zone. What has no offset is taken to be on them already.
    pub(super) fn in_zone(self, zone: Offset) -> Published {
        let Some(time) = self.time else { return self };
        let Some(offset) = self.offset.filter(|&offset| offset != zone) else {
            return Published { offset: Some(zone), ..self };
        };
        let moment = offset.to_timestamp(DateTime::from_parts(self.day, time));
        match moment.map(|moment| zone.to_datetime(moment)) {
            Ok(local) => Published { day: local.date(), time: Some(local.time()), offset: Some(zone) },
            Err(_) => self,
        }
    }
}

/// The first time in `text`, which may hold other words too.
pub(super) fn read(text: &str) -> Option<Published> {
    iso(text).or_else(|| Line::new(text).read())
}

/// A text that begins with year, month and day: `2024-10-08T16:02:00+0800`, `2024/10/08 16:02 WITA`.
fn iso(text: &str) -> Option<Published> {
    let (day, time, offset) = time::iso(text)?;
    Some(Published { day, time, offset })
}

/// A date line, read word by word.
struct Line<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

/// The most bytes of a text in which a date line is looked for.
const LONGEST: usize = 300;

impl<'a> Line<'a> {
    fn new(text: &'a str) -> Line<'a> {
        let text = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
        // `08/10/2024` and `08-10-2024,16:02` may be one token; their digits are looked at below.
        Line { text, tokens: text::words(text).collect() }
    }

    fn read(&self) -> Option<Published> {
        (0..self.tokens.len()).find_map(|at| {
            let (day, end) = self.named(at).or_else(|| self.english(at)).or_else(|| self.digits(at))?;
            let rest = &self.text[end..];
            // The time follows after a comma, a dash, a bar or `pukul`.
            let from =
                rest.find(|char: char| char.is_ascii_digit()).filter(|&from| from <= " - pukul ".len());
            let (time, after) = from.map_or((None, rest), |from| clock(&rest[from..]));
            Some(Published { day, time, offset: time.and(offset(after)) })
        })
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    fn number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let word = self.word(at);
        let fits = digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| word.parse().ok()).flatten()
    }

    fn month(&self, at: usize) -> Option<i8> {
        time::month(self.word(at))
    }

    /// `9 Februari 2026`.
    fn named(&self, at: usize) -> Option<(Date, usize)> {
        let day = self.number(at, 1..=2)?;
        let month = self.month(at + 1)?;
        let dot = usize::from(self.word(at + 2) == "." || self.word(at + 2) == ",");
        let year = self.number(at + 2 + dot, 4..=4)?;
        self.date(year, month, day, at + 2 + dot)
    }

    /// `February 9, 2026`.
    fn english(&self, at: usize) -> Option<(Date, usize)> {
        let month = self.month(at)?;
        let day = self.number(at + 1, 1..=2)?;
        let comma = usize::from(self.word(at + 2) == ",");
        let year = self.number(at + 2 + comma, 4..=4)?;
        self.date(year, month, day, at + 2 + comma)
    }

    /// `08/10/2024`, `08-10-2024`, `8.10.2024`, `2024-10-08`; the day first unless the year is.
    fn digits(&self, at: usize) -> Option<(Date, usize)> {
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Mark {
            return None;
        }
        let start = token.span().start;
        let rest = &self.text[start..];
        let after_digit =
            self.text[..start].ends_with(|char: char| char.is_ascii_digit() || matches!(char, '/' | '-'));
        if after_digit {
            return None;
        }
        if let Some(published) = rest.get(..10).and_then(iso) {
            return Some((published.day, start + 10));
        }
        let mut parts = rest.splitn(3, ['/', '-', '.']);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let separators =
            [&rest[day.len()..], &rest[day.len() + 1 + month.len()..]].map(|text| text.as_bytes()[0]);
        let plain =
            |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        if !plain(day) || !plain(month) || separators[0] != separators[1] {
            return None;
        }
        let end = start + day.len() + month.len() + 2 + 4;
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        Some((date, end))
    }

    fn date(&self, year: i16, month: i8, day: i16, last: usize) -> Option<(Date, usize)> {
        let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
        Some((date, self.tokens[last].span().end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crawl::Zone;

    #[test]
    fn times_of_pages_are_read() {
        for (text, time) in [
            ("2024-10-08T16:02:00+08:00", "2024-10-08T16:02:00+08:00"),
            ("2024-10-08T16:02:00.000+0800", "2024-10-08T16:02:00+08:00"),
            ("2024-10-08 16:02:30", "2024-10-08T16:02:30"),
            ("2024-10-08T08:02Z", "2024-10-08T08:02:00+00:00"),
            ("2024/10/08 16:02 WITA", "2024-10-08T16:02:00+08:00"),
            ("2024-10-08", "2024-10-08"),
            ("Senin, 9 Februari 2026 16:02", "2026-02-09T16:02:00"),
            ("Senin, 9 Februari 2026 | 16:02 WIB", "2026-02-09T16:02:00+07:00"),
            ("Jumat, 1 Nov 2024 07.05 WIT", "2024-11-01T07:05:00+09:00"),
            ("Selasa 08-10-2024,16:02 WIB", "2024-10-08T16:02:00+07:00"),
            ("21/10/2024 14:30 WITA", "2024-10-21T14:30:00+08:00"),
            ("Oleh Redaksi - 8 Agt 2024 - pukul 09:15", "2024-08-08T09:15:00"),
            ("October 8, 2024 4:02 pm", "2024-10-08T16:02:00"),
            ("May 8, 2024", "2024-05-08"),
            ("26 September 2024", "2024-09-26"),
            ("Published 12 Desember 2023 12:00 AM GMT+7", "2023-12-12T00:00:00+07:00"),
        ] {
            assert_eq!(read(text).map(|time| time.to_string()).as_deref(), Some(time), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "31 Februari 2024",
            "8 Oktober",
            "99/99/2024",
            "UU 20/2023",
            "0812-3456-7890",
            "12.000.2024",
            "kemarin",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_shown_on_the_clocks_of_its_outlet() {
        let wita = Zone::Wita.offset();
        let local = |text| read(text).map(|time| time.in_zone(wita).to_string());
        assert_eq!(local("2024-10-08T17:02:00Z").as_deref(), Some("2024-10-09T01:02:00+08:00"));
        assert_eq!(local("2024-10-08 17:02").as_deref(), Some("2024-10-08T17:02:00+08:00"));
        assert_eq!(local("2024-10-08").as_deref(), Some("2024-10-08"));
    }
}
