//! Times as sites write them, which lists and pages have in common: ISO 8601 in all its dialects, clocks, zones and
//! the names of months in Indonesian and English.

use super::Zone;
use crate::lexicon::{self, Calendar, PageWord};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A day, its time and the distance of that time from UTC, as far as they are given.
pub(crate) type Parts = (Date, Option<Time>, Option<Offset>);

/// A text that begins with year, month and day: `2024-10-08T16:02:00+0800`, `2024/10/08 16:02 WITA`.
pub(crate) fn iso(text: &str) -> Option<Parts> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        digits.iter().all(u8::is_ascii_digit).then(|| text[from..to].parse::<i16>().ok()).flatten()
    };
    let separator = *bytes.get(4)?;
    if !matches!(separator, b'-' | b'/') || bytes.get(7) != Some(&separator) {
        return None;
    }
    let day = Date::new(number(0, 4)?, number(5, 7)? as i8, number(8, 10)? as i8).ok()?;
    let rest = text.get(10..)?.trim_start_matches(['T', 't', ' ', ',', '|']);
    let (time, after) = clock(rest);
    Some((day, time, time.and(offset(after))))
}

/// The time with which `text` begins, `16:02`, `16.02.30`, `4:02 pm`, and what follows it.
pub(crate) fn clock(text: &str) -> (Option<Time>, &str) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut parts = [0_i8; 3];
    let mut rest = text;
    let mut count = 0;
    while count < 3 {
        let len = digits(rest);
        if !(1..=2).contains(&len) {
            break;
        }
        parts[count] = rest[..len].parse().unwrap_or_default();
        rest = &rest[len..];
        count += 1;
        let goes_on = rest.starts_with([':', '.']) && digits(&rest[1..]) == 2;
        if !goes_on {
            break;
        }
        rest = &rest[1..];
    }
    if count < 2 {
        return (None, text);
    }
    // Parts of a second.
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = &fraction[digits(fraction)..];
    }
    let word = rest.trim_start();
    let half = |name: &str| word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let [mut hour, minute, second] = parts;
    if half("pm") || half("am") {
        hour = hour % 12 + if half("pm") { 12 } else { 0 };
        rest = &word[2..];
    }
    match Time::new(hour, minute, second, 0) {
        Ok(time) => (Some(time), rest),
        Err(_) => (None, text),
    }
}

/// The zone with which `text` begins: `Z`, `+08:00`, `+0800`, `+8`, `GMT+8`, `UTC`, `WITA`.
pub(crate) fn offset(text: &str) -> Option<Offset> {
    let text = text.trim_start_matches([' ', '(']);
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(letters);
    if let Some(zone) = Zone::named(&word.to_ascii_uppercase()) {
        return Some(zone.offset());
    }
    let universal = ["Z", "GMT", "UTC"].iter().any(|name| name.eq_ignore_ascii_case(word));
    if !(word.is_empty() || universal) {
        return None;
    }
    let sign = match rest.bytes().next() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return universal.then_some(Offset::UTC),
    };
    let digits: String =
        rest[1..].chars().filter(|&char| char != ':').take_while(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse::<i32>().ok()?, digits[2..].parse::<i32>().ok()?),
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// The number of the month with this name, long or short, Indonesian or English.
pub(crate) fn month(word: &str) -> Option<i8> {
    let lexicon = lexicon::builtin();
    let known = lexicon.calendar_word(lexicon.words.word(word).id);
    match known.filter(|known| matches!(known.kind, Calendar::Month | Calendar::ShortMonth)) {
        Some(known) => i8::try_from(known.value).ok(),
        None => match lexicon::page_word(word) {
            Some(PageWord::Month(month)) => Some(month),
            _ => None,
        },
    }
}
