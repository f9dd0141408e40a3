//! When something happened, as lists write it: `2024-10-08T16:02:00+08:00`, `Tue, 08 Oct 2024 16:02:00 +0800`,
//! `Sel, 08 Okt 2024 16.02 WITA`.

use crate::crawl::time::{self, Parts};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// The most bytes of a date that are read.
const LONGEST: usize = 100;

/// What may stand between a day and its time.
const BETWEEN: usize = " - pukul ".len();

/// The moment that a list gives. Where it gives no zone it means the clocks of `zone`, and where it gives only a day,
/// the midnight with which the day begins.
pub(super) fn read(text: &str, zone: Offset) -> Option<Timestamp> {
    let (day, time, offset) = time::iso(text).or_else(|| line(text))?;
    let time = time.unwrap_or_default();
    offset.unwrap_or(zone).to_timestamp(DateTime::from_parts(day, time)).ok()
}

/// The first day among other words, and the time behind it. The weekday is not looked at: it is often wrong.
fn line(text: &str) -> Option<Parts> {
    let text = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    let words = words(text);
    let (day, end) = words.windows(3).find_map(|three| Some((day(three)?, three[2].1)))?;
    let rest = &text[end..];
    let from = rest.find(|char: char| char.is_ascii_digit()).filter(|&from| from <= BETWEEN);
    let (time, after) = from.map_or((None, rest), |from| time::clock(&rest[from..]));
    Some((day, time, time.and(time::offset(after))))
}

/// The words of a text, each with where it ends.
fn words(text: &str) -> Vec<(&str, usize)> {
    let mut end = 0;
    let pieces = text.split_inclusive(|char: char| !char.is_alphanumeric()).map(|piece| {
        let word = piece.trim_end_matches(|char: char| !char.is_alphanumeric());
        let start = end;
        end += piece.len();
        (word, start + word.len())
    });
    pieces.filter(|(word, _)| !word.is_empty()).collect()
}

/// `8 Oktober 2024`, `October 8, 2024` or `08/10/2024`.
fn day(three: &[(&str, usize)]) -> Option<Date> {
    let [first, second, (year, _)] = three else { return None };
    let number = |(word, _): &(&str, usize)| {
        (word.len() <= 2).then(|| word.parse::<i8>().ok()).flatten().filter(|&number| number > 0)
    };
    let year: i16 = if year.len() == 4 { year.parse().ok()? } else { return None };
    let (day, month) = match (number(first), number(second)) {
        (Some(day), Some(month)) => (day, month),
        (Some(day), None) => (day, time::month(second.0)?),
        (None, Some(day)) => (day, time::month(first.0)?),
        (None, None) => return None,
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crawl::Zone;

    #[test]
    fn moments_are_read_as_lists_write_them() {
        for (text, moment) in [
            ("2024-10-08T16:02:00+08:00", "2024-10-08T08:02:00Z"),
            ("2024-10-08T16:02:00.000+0700", "2024-10-08T09:02:00Z"),
            ("2024-10-08T08:02:00Z", "2024-10-08T08:02:00Z"),
            // Without a zone it is WITA here, eight hours before UTC.
            ("2024-10-08 16:02:00", "2024-10-08T08:02:00Z"),
            ("2024-10-08", "2024-10-07T16:00:00Z"),
            ("Tue, 08 Oct 2024 16:02:00 +0800", "2024-10-08T08:02:00Z"),
            ("Tue, 08 Oct 2024 08:02:00 GMT", "2024-10-08T08:02:00Z"),
            ("Tue, 8 Oct 2024 08:02:00 -0000", "2024-10-08T08:02:00Z"),
            // It was a Tuesday.
            ("Mon, 08 Oct 2024 16:02:00", "2024-10-08T08:02:00Z"),
            ("Sen, 07 Okt 2024 10:00:00 WITA", "2024-10-07T02:00:00Z"),
            ("Sen, 07 Okt 2024 10:00:00 WIB", "2024-10-07T03:00:00Z"),
            ("Senin, 7 Oktober 2024 | 10.00 WIT", "2024-10-07T01:00:00Z"),
            ("Jum'at, 1 Nov 2024 - pukul 07:05", "2024-10-31T23:05:00Z"),
            ("Sabtu 14 Agustus 2021", "2021-08-13T16:00:00Z"),
            ("October 8, 2024 4:02 pm", "2024-10-08T08:02:00Z"),
            ("08/10/2024, 16.02 WIB", "2024-10-08T09:02:00Z"),
        ] {
            let read = read(text, Zone::Wita.offset());
            assert_eq!(read.map(|moment| moment.to_string()).as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_is_none() {
        for text in [
            "",
            "kemarin",
            "0000-00-00 00:00:00",
            "31 Februari 2024",
            "08 Okt",
            "99/99/2024",
            "1 2 3",
            "é é é",
        ] {
            assert_eq!(read(text, Offset::UTC), None, "{text}");
        }
    }
}
