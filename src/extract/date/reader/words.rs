//! Dates that start with a word other than a weekday: months, years, and everything relative.

use super::super::item::Item;
use super::super::phrase::{Field, Phrase, Point, Toward, Unit, When};
use super::Reader;
use super::numbers::{Setting, unit};
use crate::lexicon::Calendar;
use crate::text::Kind;

impl Reader<'_> {
    /// `Juni 2024`, `Oktober lalu`, `Januari-Juni 2024`; `start` is the first token, `at` the month.
    /// `is_said` tells that the words before make it a month (`bulan`, `awal`).
    pub(super) fn month(&self, start: usize, at: usize, is_said: bool) -> Option<Phrase> {
        let (first, second) = match self.first(at) {
            Item::Word(Calendar::Month | Calendar::ShortMonth, month) => (month, None),
            Item::Pair(_, first, second) => (first, Some(second)),
            _ => return None,
        };
        if let Some((point, end)) = self.month_first(at) {
            return Some(Phrase::new(start..end, When::Point(point)));
        }
        let (year, end) = self.year_of(at + 1);
        if let Some(second) = second {
            let when = When::Range(Point::month(first, Field::Open), Point::month(second, year));
            return Some(Phrase::new(start..end, when));
        }
        if let Some(next) = self.after_to(end)
            && let Item::Word(Calendar::Month | Calendar::ShortMonth, second) = self.item(next)
        {
            let (to_year, end) = self.year_of(next + 1);
            let when = When::Range(Point::month(first, year), Point::month(second, to_year));
            return Some(self.with_toward(Phrase::new(start..end, when)));
        }
        let phrase = self.with_toward(Phrase::new(start..end, When::Point(Point::month(first, year))));
        let is_plain = phrase.tokens.end == at + 1 && !is_said;
        if is_plain && (self.is_called_by_month(at) || !self.document.tokens[at].is_capitalised()) {
            return Some(Phrase::new(phrase.tokens, When::Nothing));
        }
        if self.comes_after(start, Calendar::Habit) && year == Field::Open {
            return Some(Phrase::new(phrase.tokens, When::Nothing));
        }
        Some(phrase)
    }

    /// `Nov 2024`: an abbreviation is a month only with its year.
    pub(super) fn short_month(&self, at: usize) -> Option<Phrase> {
        let has_year = self.year_of(at + 1).0 != Field::Open || self.month_first(at).is_some();
        has_year.then(|| self.month(at, at, true))?
    }

    /// Whether a month alone is part of a name: `Mei Lestari`, `Universitas Sebelas Maret`.
    fn is_called_by_month(&self, at: usize) -> bool {
        let is_led = matches!(self.before(at), Item::Word(Calendar::Named | Calendar::Count, _));
        let before = at.checked_sub(1).map(|before| self.document.tokens[before]);
        let follows_capital =
            before.is_some_and(|before| before.kind == Kind::Word && before.is_capitalised());
        is_led || follows_capital || self.is_initial(at) || self.leads_to_name(at) || self.is_name(at + 1)
    }

    /// `tanggal 13 Juni`, `tanggal 17 nanti`, `tanggal 5 bulan depan`, `tanggal 1 sampai 5 bulan ini`.
    pub(super) fn date_word(&self, at: usize) -> Option<Phrase> {
        let mut next = at + 1;
        while self.item(next) == Item::Open || self.says(next, ":") || self.says(next, ".") {
            next += 1;
        }
        if !matches!(self.item(next), Item::Number(_)) {
            return None;
        }
        if let Some((when, end)) = self.dates(next, Setting::Dated) {
            return Some(self.with_toward(Phrase::new(at..end, when)));
        }
        let first = self.day_number(next)?;
        let mut end = next + 1;
        let last = self.after_to(end).filter(|&next| matches!(self.item(next), Item::Number(_)));
        let last = last.and_then(|next| Some((self.day_number(next)?, next + 1)));
        if let Some((_, next)) = last {
            end = next;
        }
        if self.is_word(end, Calendar::Month) {
            return self.no_such_day(at, next);
        }
        if self.is_word(end, Calendar::Hijri) || self.comes_after(at, Calendar::Habit) {
            return Some(Phrase::new(at..end, When::Nothing));
        }
        if self.is_word(end, Calendar::Habit) {
            return Some(Phrase::new(at..end + 1, When::Nothing));
        }
        let mut month = Field::Open;
        let (mut toward, mut after) = self.toward(end);
        if let Item::Word(Calendar::Unit, 30) = self.item(end)
            && let (of_month, next) = self.toward(end + 1)
            && of_month != Toward::Anywhere
        {
            (month, toward, after) = (Field::Off(of_month.sign()), Toward::Anywhere, next);
        }
        let point = Point { day: Some(first), month, ..Point::default() };
        let when = match last {
            Some((last, _)) if last > first => When::Range(point, Point { day: Some(last), ..point }),
            _ => When::Point(point),
        };
        Some(Phrase { toward, ..Phrase::new(at..after, when) })
    }

    /// `hari ini`, `hari Senin`, `bulan Juni`, `pekan lalu`, `tahun 2024`.
    pub(super) fn unit(&self, at: usize, days: i16) -> Option<Phrase> {
        if matches!(self.before(at), Item::Word(Calendar::Vague | Calendar::Count | Calendar::Tens, _)) {
            return None;
        }
        let unit = unit(days);
        match (unit, self.item(at + 1)) {
            (Unit::Day, Item::Word(Calendar::Weekday | Calendar::Sunday, _)) => self.weekday(at, at + 1),
            (Unit::Day, Item::Pair(Calendar::Weekday, ..)) => self.weekday(at, at + 1),
            (Unit::Day, Item::Word(Calendar::Present, _)) => {
                Some(self.with_numbers(Phrase::new(at..at + 2, When::Offset(Unit::Day, 0))))
            }
            (Unit::Day, Item::Word(Calendar::Day, off)) => {
                let phrase = Phrase::new(at..at + 2, When::Offset(Unit::Day, i32::from(off)));
                Some(self.with_numbers(phrase))
            }
            (Unit::Day, _) => None,
            (Unit::Month, Item::Word(Calendar::Month, _) | Item::Pair(Calendar::Month, ..)) => {
                self.month(at, at + 1, true)
            }
            (Unit::Year, Item::Number(_)) => {
                let is_numbering = self.is_numbered_document(at);
                let phrase = self.year(at, at + 1)?;
                Some(if is_numbering { Phrase::new(phrase.tokens, When::Nothing) } else { phrase })
            }
            _ => self.week_word(at, at).filter(|_| !self.comes_after(at, Calendar::Habit)),
        }
    }

    /// Whether `tahun` gives the year of a document: `Nomor 525 Tahun 2024`.
    fn is_numbered_document(&self, at: usize) -> bool {
        let Some(mut number) = at.checked_sub(1) else { return false };
        while number > 0 && self.is_glued(number) {
            number -= 1;
        }
        self.comes_after(number, Calendar::Number)
    }

    /// `pekan lalu`, `minggu depan`, `bulan ini`, `tahun mendatang`: a unit with where it looks.
    pub(super) fn week_word(&self, start: usize, at: usize) -> Option<Phrase> {
        let unit = match self.first(at) {
            Item::Word(Calendar::Unit, days) => unit(days),
            Item::Word(Calendar::Sunday, _) => Unit::Week,
            _ => return None,
        };
        let (toward, end) = self.toward(at + 1);
        if toward == Toward::Anywhere
            || matches!(
                self.before(start),
                Item::Number(_) | Item::Word(Calendar::Vague | Calendar::Count, _)
            )
        {
            return None;
        }
        Some(Phrase::new(start..end, When::Offset(unit, i32::from(toward.sign()))))
    }

    /// `dua hari lalu`, `dua belas tahun silam`.
    pub(super) fn counted_in_words(&self, at: usize, value: i16) -> Option<Phrase> {
        let mut unit_at = at + 1;
        let mut count = value;
        if let Item::Word(Calendar::Tens, tens) = self.item(unit_at) {
            count = if tens == 10 { value.saturating_mul(10) } else { value + 10 };
            unit_at += 1;
            if let (10, Item::Word(Calendar::Count, ones)) = (tens, self.item(unit_at)) {
                count = count.saturating_add(ones);
                unit_at += 1;
            }
        }
        self.counted(at, unit_at, count)
    }

    /// `kemarin`, `besok`, `lusa`.
    pub(super) fn day_word(&self, at: usize, off: i16) -> Option<Phrase> {
        if off == -1 && self.is_last_time(at) {
            return Some(Phrase::new(at..at + 1, When::Unknown));
        }
        // `esok harinya` is the day after another.
        if self.says(at + 1, "harinya") {
            return Some(Phrase::new(at..at + 2, When::Nothing));
        }
        let (off, end) = match self.item(at + 1) {
            Item::Word(Calendar::Day, further) if further == off * 2 || further == off + 1 => {
                (further, at + 2)
            }
            _ => (off, at + 1),
        };
        Some(self.with_numbers(Phrase::new(at..end, When::Offset(Unit::Day, i32::from(off)))))
    }

    /// Whether `kemarin` means the last time: `Pemilu 2024 kemarin`, `Pemilihan Umum kemarin`.
    fn is_last_time(&self, at: usize) -> bool {
        const MOST: usize = 4;
        let mut before = at;
        for _ in 0..MOST {
            match self.before(before) {
                Item::Word(Calendar::Last, _) => return true,
                Item::Word(Calendar::LastPart, _) | Item::Number(_) => before -= 1,
                _ => return false,
            }
        }
        false
    }

    /// `pagi ini`, `malam tadi`, `sore nanti`, `malam kemarin`.
    pub(super) fn part(&self, at: usize, value: i16) -> Option<Phrase> {
        let mut next = at + 1;
        next += usize::from(self.says(next, "hari"));
        let off = match self.item(next) {
            Item::Word(Calendar::Present, _) if self.says(next, "ini") => 0,
            Item::Word(Calendar::Future, _) if self.says(next, "nanti") => 0,
            Item::Word(Calendar::Tadi, _) => value,
            Item::Word(Calendar::Day, off) => off,
            _ => return None,
        };
        Some(self.with_numbers(Phrase::new(at..next + 1, When::Offset(Unit::Day, i32::from(off)))))
    }

    /// `tadi malam`, `nanti sore`.
    pub(super) fn part_after(&self, at: usize, kind: Calendar) -> Option<Phrase> {
        let Item::Word(Calendar::Part, value) = self.item(at + 1) else { return None };
        let off = match kind {
            Calendar::Tadi => i32::from(value),
            _ if self.says(at, "nanti") => 0,
            _ => return None,
        };
        Some(self.with_numbers(Phrase::new(at..at + 2, When::Offset(Unit::Day, off))))
    }

    /// A relative day with the date that explains it: `hari ini, Senin (10/6)`, `kemarin (9/6)`, `besok hari
    /// Selasa`.
    pub(super) fn with_numbers(&self, phrase: Phrase) -> Phrase {
        let mut next = self.after_parts(phrase.tokens.end);
        let start = phrase.tokens.start;
        let opens = usize::from(self.item(next) == Item::Open);
        if opens == 1 && !matches!(self.item(next + 1), Item::Word(Calendar::Weekday | Calendar::Sunday, _)) {
            if let Some((when, end)) = self.dates(next + 1, Setting::Dated) {
                let close = self.after_parts(end);
                if self.item(close) == Item::Close {
                    return Phrase { weekday: phrase.weekday, ..Phrase::new(start..close + 1, when) };
                }
            }
            return phrase;
        }
        next += usize::from(opens == 1 || self.item(next) == Item::Comma);
        // Sabtu nanti, 15 Juni 2024
        if phrase.weekday.is_some()
            && matches!(self.item(next), Item::Number(_))
            && let Some((point, end)) = self.point(next, Setting::Plain)
        {
            return Phrase { tokens: start..end, when: When::Point(point), ..phrase };
        }
        let weekday_at = next + usize::from(self.says(next, "hari"));
        let Item::Word(Calendar::Weekday | Calendar::Sunday, _) = self.item(weekday_at) else {
            return phrase;
        };
        if let Some(dated) = self.weekday(next, weekday_at) {
            let end = dated.tokens.end;
            let is_closed = opens == 1 && self.item(end) == Item::Close;
            let tokens = start..end + usize::from(is_closed);
            match dated.when {
                When::Point(_) => return Phrase { tokens, ..dated },
                // The weekday checks the day that the relative word gives.
                When::Weekday { week: None } if dated.toward == Toward::Anywhere => {
                    return Phrase { tokens, weekday: dated.weekday, ..phrase };
                }
                _ => {}
            }
        }
        phrase
    }

    /// `awal Juni`, `akhir tahun lalu`, `pertengahan 2023`, `akhir pekan ini`.
    pub(super) fn edge(&self, at: usize) -> Option<Phrase> {
        let mut next = at + 1;
        // awal hingga pertengahan Juni
        if let Some(after) = self.after_to(next)
            && self.is_word(after, Calendar::Edge)
        {
            next = after + 1;
        }
        let phrase = match self.item(next) {
            Item::Word(Calendar::Month, _) | Item::Pair(Calendar::Month, ..) => self.month(at, next, true),
            Item::Word(Calendar::Unit, 30 | 365 | 7) => match self.item(next) {
                Item::Word(_, days) => self.unit(next, days),
                _ => None,
            },
            Item::Word(Calendar::Sunday, _) => self.week_word(next, next),
            Item::Number(_) => self.year(at, next),
            _ => None,
        }?;
        let when = match phrase.when {
            When::Point(point) if point.day.is_none() => When::Point(Point { edge: true, ..point }),
            When::Offset(unit, _) if unit != Unit::Day => phrase.when,
            When::Range(..) => phrase.when,
            _ => return None,
        };
        Some(Phrase { tokens: at..phrase.tokens.end, when, ..phrase })
    }
}
