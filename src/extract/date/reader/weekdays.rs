//! Dates that start with a weekday: `Senin (10/6)`, `Jumat sore (22/3/13)`, `Rabu pekan depan`, `Kamis`.

use super::super::item::Item;
use super::super::phrase::{Field, Phrase, Point, Toward, When};
use super::Reader;
use super::numbers::Setting;
use crate::lexicon::Calendar;
use crate::text::Shape;

impl Reader<'_> {
    /// The phrase of a weekday; `start` is its first token (`hari`), `at` the weekday.
    pub(super) fn weekday(&self, start: usize, at: usize) -> Option<Phrase> {
        let (weekday, other) = match self.first(at) {
            Item::Word(_, weekday) => (weekday, None),
            Item::Pair(_, weekday, other) => (weekday, Some(other)),
            _ => return None,
        };
        let weekday = i8::try_from(weekday).ok()?;
        let mut end = at + 1;
        // `Senin-Rabu`, `Selasa dan Rabu`: the second one counts only with the numbers of both.
        let mut pair_end = other.map(|_| end);
        if let Some(next) = self.after_to(end).or_else(|| self.after_and(end))
            && let Item::Word(Calendar::Weekday | Calendar::Sunday, _) = self.item(next)
        {
            pair_end = Some(next + 1);
        }
        if let Some(pair_end) = pair_end {
            if let Some((when @ When::Range(..), end)) = self.numbers_after(pair_end) {
                return Some(Phrase { weekday: Some(weekday), ..Phrase::new(start..end, when) });
            }
            if self.after_to(end).is_some() || other.is_some() {
                return Some(self.bare_weekdays(start, pair_end, weekday));
            }
        }
        if let Some((when, end)) = self.numbers_after(end) {
            let phrase = Phrase { weekday: Some(weekday), ..Phrase::new(start..end, when) };
            return Some(self.weekday_range(self.with_toward(phrase)));
        }
        let parts = self.after_parts(end);
        let (week, after) = self.week_after(parts);
        let (toward, after_toward) = self.toward(parts);
        let when = When::Weekday { week };
        let phrase =
            |end: usize, toward: Toward| Phrase { tokens: start..end, when, weekday: Some(weekday), toward };
        if self.is_week(start, at, parts > end) {
            return self.week_word(start, at);
        }
        if self.is_habit(start) {
            return Some(Phrase::new(start..end, When::Nothing));
        }
        if week.is_some() {
            return Some(self.with_numbers(phrase(after, Toward::Anywhere)));
        }
        if toward != Toward::Anywhere {
            return Some(self.with_numbers(phrase(after_toward, toward)));
        }
        if parts > end && self.is_word(parts, Calendar::Tadi) {
            return Some(self.with_numbers(phrase(parts + 1, toward)));
        }
        if self.is_called(start, at) {
            end = at + 2;
            return Some(Phrase::new(start..end, When::Nothing));
        }
        Some(phrase(end, Toward::Anywhere))
    }

    /// The numbers after a weekday, in brackets or after a comma or neither, and the token after them.
    fn numbers_after(&self, at: usize) -> Option<(When, usize)> {
        let mut next = self.after_parts(at);
        while matches!(self.item(next), Item::Comma) || self.says(next, "tanggal") || self.says(next, "tgl") {
            next += 1;
        }
        let is_dated = next > at && !matches!(self.before(next), Item::Comma | Item::Word(Calendar::Part, _));
        let is_open = self.item(next) == Item::Open;
        if is_open {
            next += 1;
            while self.item(next) == Item::Open || self.is_word(next, Calendar::Date) {
                next += 1;
            }
        } else if self.item(next) == Item::Slash {
            next += 1;
        }
        if !matches!(self.item(next), Item::Number(_)) {
            return self.month_first(next).map(|(point, end)| (When::Point(point), end));
        }
        let (when, end) = match self.dates(next, Setting::Dated) {
            Some(found) => found,
            // `Senin, tanggal 5`.
            None if is_dated && !is_open => {
                let point = Point { day: Some(self.day_number(next)?), ..Point::default() };
                (When::Point(point), next + 1)
            }
            None if is_open && self.is_broken_date(next) => (When::Unknown, next + 1),
            None => return None,
        };
        let close = self.after_parts(end);
        let is_closed = is_open && self.item(close) == Item::Close;
        Some((when, if is_closed { close + 1 } else { end }))
    }

    /// A number with a slash in the brackets after a weekday, which is no day: `(22/2/20196)`.
    fn is_broken_date(&self, at: usize) -> bool {
        self.document.word(at).contains('/')
    }

    /// `Senin (10/6) hingga Rabu (12/6)`.
    fn weekday_range(&self, phrase: Phrase) -> Phrase {
        let When::Point(from) = phrase.when else { return phrase };
        let Some(next) = self.after_to(phrase.tokens.end) else { return phrase };
        let (Item::Word(Calendar::Weekday | Calendar::Sunday, _), Some((When::Point(to), end))) =
            (self.item(next), self.numbers_after(next + 1))
        else {
            return phrase;
        };
        if from.day.is_none() || to.day.is_none() || matches!(to.month, Field::Open) {
            return phrase;
        }
        Phrase { tokens: phrase.tokens.start..end, when: When::Range(from, to), ..phrase }
    }

    /// `Senin hingga Rabu` without numbers: opening hours or the like, and nothing to resolve.
    fn bare_weekdays(&self, start: usize, end: usize, weekday: i8) -> Phrase {
        Phrase { weekday: Some(weekday), ..Phrase::new(start..end, When::Nothing) }
    }

    /// `pekan lalu`, `minggu depan` after a weekday: the weeks from this one, and the token after it.
    fn week_after(&self, at: usize) -> (Option<i32>, usize) {
        if !matches!(self.item(at), Item::Word(Calendar::Unit, 7) | Item::Word(Calendar::Sunday, _)) {
            return (None, at);
        }
        match self.toward(at + 1) {
            (Toward::Anywhere, _) => (None, at),
            (toward, end) => (Some(i32::from(toward.sign())), end),
        }
    }

    /// Whether `minggu` is a week here: not after `hari`, not before a part of the day, and written small,
    /// counted, or at the start of a sentence with `lalu` or the like.
    fn is_week(&self, start: usize, at: usize, has_part: bool) -> bool {
        let Item::Word(Calendar::Sunday, _) = self.first(at) else { return false };
        if !self.says(at, "minggu") || start < at || has_part {
            return false;
        }
        let is_small = self.document.tokens[at].shape == Shape::Lower;
        let is_counted =
            matches!(self.before(at), Item::Number(_) | Item::Word(Calendar::Count | Calendar::Vague, _));
        let is_initial = self.is_initial(at) && self.toward(at + 1).0 != Toward::Anywhere;
        is_small || is_counted || is_initial
    }

    /// Whether the weekday stands for every one: `setiap Senin`.
    fn is_habit(&self, start: usize) -> bool {
        self.comes_after(start, Calendar::Habit)
    }

    /// Whether the weekday is part of a name: `Pasar Rabu`, `Senin Wijaya`, `Jumat Berkah`.
    fn is_called(&self, start: usize, at: usize) -> bool {
        if self.comes_after(start, Calendar::Named) {
            return true;
        }
        let is_plain = start < at
            || self.says_one_before(at, &[",", "(", "-"])
            || (self.says_one_before(at, &["pada"]) && !self.starts_name(at + 1));
        self.document.tokens[at].is_capitalised() && !is_plain && self.is_name(at + 1)
    }

    fn says_one_before(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && words.iter().any(|word| self.says(at - 1, word))
    }
}
