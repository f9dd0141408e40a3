//! Dates that start with a number.

use super::super::figure::{Figure, Parts};
use super::super::item::Item;
use super::super::phrase::{Field, Phrase, Point, Toward, Unit, When};
use super::Reader;
use crate::lexicon::Calendar;
use crate::text::{Kind, Shape};

/// What the words around a number let it be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Nothing around it says that it is a date.
    Plain,
    /// It stands after a weekday or `tanggal`, or in brackets: `10/6` is a day.
    Dated,
}

impl Reader<'_> {
    /// A phrase that starts with a number, or with the bracket before it.
    pub(super) fn number(&self, at: usize, figure: Figure) -> Option<Phrase> {
        if figure == Figure::Other || self.is_numbering(at) {
            return None;
        }
        if matches!(self.before(at), Item::Open)
            && let Some(phrase) = self.bracketed(at)
        {
            return Some(phrase);
        }
        if let Some((when, end)) = self.dates(at, Setting::Plain) {
            if matches!(self.before(at), Item::Word(Calendar::Named | Calendar::Habit, _)) {
                return Some(Phrase::new(at..end, When::Nothing));
            }
            return Some(self.with_toward(Phrase::new(at..end, when)));
        }
        if let Figure::Whole { value, digits: ..4 } = figure
            && let Some(phrase) = self.counted(at, at + 1, value)
        {
            return Some(phrase);
        }
        self.no_such_day(at, at).or_else(|| self.year(at, at))
    }

    /// `31 Juni 2024`; `start` is the first token, `at` the number.
    pub(super) fn no_such_day(&self, start: usize, at: usize) -> Option<Phrase> {
        self.day_number(at)?;
        let Item::Word(Calendar::Month, _) = self.item(at + 1) else { return None };
        Some(Phrase::new(start..self.year_of(at + 2).1, When::Unknown))
    }

    /// The phrase with `lalu`, `nanti` or the like after it.
    pub(super) fn with_toward(&self, mut phrase: Phrase) -> Phrase {
        (phrase.toward, phrase.tokens.end) = self.toward(phrase.tokens.end);
        phrase.tokens.end = self.after_parts_said(phrase.tokens.end);
        phrase
    }

    /// Whether the number is, or is part of, the number of a document, an account or the like.
    fn is_numbering(&self, at: usize) -> bool {
        let glued_mark = |at: usize| self.is_glued(at) && matches!(self.item(at), Item::Slash);
        let follows_slash = self.is_glued(at) && self.before(at) == Item::Slash;
        if follows_slash || (glued_mark(at + 1) && !self.is_spaced_slash(at + 1)) {
            return true;
        }
        let mut first = at;
        while first > 0 && self.is_glued(first) && self.document.tokens[first - 1].kind != Kind::Mark {
            first -= 1;
        }
        if first < at {
            // Letters before the digits: a plate, a code.
            return self.document.tokens[at - 1].shape != Shape::Lower || first + 1 < at;
        }
        self.comes_after(at, Calendar::Number)
            || (self.says_before(at, ":") && at > 1 && self.comes_after(at - 1, Calendar::Number))
    }

    fn says_before(&self, at: usize, word: &str) -> bool {
        at > 0 && self.document.word(at - 1) == word
    }

    /// Whether a slash goes on with a number after a space, as in `11/ 6/2024`.
    fn is_spaced_slash(&self, at: usize) -> bool {
        !self.is_glued(at + 1) && matches!(self.item(at + 1), Item::Number(_))
    }

    /// `(10/6)` and `(10/6/2024)` with nothing but their brackets.
    fn bracketed(&self, at: usize) -> Option<Phrase> {
        let (when, end) = self.dates(at, Setting::Dated)?;
        let close = self.after_parts(end);
        let is_closed = self.item(close) == Item::Close;
        let is_short = matches!(when, When::Point(point) if point.numeric && point.year == Field::Open);
        if is_short && (!is_closed || self.is_fraction(at)) {
            return None;
        }
        if !is_closed {
            return Some(self.with_toward(Phrase::new(at..end, when)));
        }
        let first = at - 1;
        if self.comes_after(first, Calendar::Named) {
            return Some(Phrase::new(first..close + 1, When::Nothing));
        }
        Some(self.with_toward(Phrase::new(first..close + 1, when)))
    }

    /// Whether `1/3` or `24/7` is what it looks like rather than a day near publication.
    fn is_fraction(&self, at: usize) -> bool {
        match self.document.word(at) {
            "24/7" => true,
            word => word.len() == 3 && word.as_bytes()[0] < word.as_bytes()[2] && word.as_bytes()[2] < b'6',
        }
    }

    /// Days by their numbers from a token on: one, a range, or the first of a list, and the token after them.
    pub(super) fn dates(&self, at: usize, setting: Setting) -> Option<(When, usize)> {
        if let Some((point, end)) = self.point(at, setting) {
            return Some(self.range_from(point, end));
        }
        if matches!(self.first(at), Item::Number(Figure::Whole { digits: 3.., .. })) {
            return None;
        }
        if let Some((point, end)) = self.short_point(at)
            && let Some(next) = self.after_to(end)
            && let Some((to, end)) = self.point(next, Setting::Dated)
            && matches!(to.year, Field::Is(_))
        {
            return Some((When::Range(point, to), end));
        }
        self.day_list(at, setting)
    }

    /// The range that starts with a point, or the point alone.
    fn range_from(&self, from: Point, end: usize) -> (When, usize) {
        let alone = (When::Point(from), end);
        let Some(mut next) = self.after_to(end) else { return alone };
        // `Senin (10/6) hingga Rabu (12/6)` is read as two weekdays; here dates go on without brackets.
        if matches!(self.item(next), Item::Word(Calendar::Date, _)) {
            next += 1;
        }
        if let Item::Word(Calendar::Weekday | Calendar::Sunday, _) = self.item(next) {
            next += 1;
            next += usize::from(self.item(next) == Item::Comma);
        }
        match self.point(next, Setting::Dated) {
            Some((to, end)) => (When::Range(from, to), end),
            None => alone,
        }
    }

    /// `10/6` where a range needs it.
    fn short_point(&self, at: usize) -> Option<(Point, usize)> {
        match self.first(at) {
            Item::Number(Figure::Slashed(parts)) => match *parts.as_slice() {
                [day, month] => Some((Point::numeric(day, month, None)?, at + 1)),
                _ => None,
            },
            _ => None,
        }
    }

    /// `23-25 September 2024`, `12, 13 dan 14 November 2024`, `22-24/7/2024`.
    fn day_list(&self, at: usize, setting: Setting) -> Option<(When, usize)> {
        const MOST: usize = 8;
        let first = self.day_number(at)?;
        if self.comes_after(at, Calendar::Clock) {
            return None;
        }
        if let Some(next) = self.after_to(at + 1) {
            let (to, end) = self.point(next, setting)?;
            let from = Point { day: Some(first), ..to };
            return (to.day? > first).then_some((When::Range(from, to), end));
        }
        let mut days = [first; MOST];
        let mut count = 1;
        let mut next = at + 1;
        loop {
            let is_last = self.after_and(next).or_else(|| {
                let comma = (self.item(next) == Item::Comma).then_some(next + 1)?;
                self.after_and(comma)
            });
            let after = is_last.or_else(|| (self.item(next) == Item::Comma).then_some(next + 1))?;
            if is_last.is_some() {
                let (to, end) = self.point(after, setting)?;
                let last = to.day?;
                let days = &days[..count];
                let rises = days.windows(2).all(|pair| pair[0] < pair[1]) && days[count - 1] < last;
                if !rises {
                    return None;
                }
                let is_between = count == 1 && at > 0 && self.says(at - 1, "antara");
                if usize::try_from(last - first) == Ok(count) || is_between {
                    return Some((When::Range(Point { day: Some(first), ..to }, to), end));
                }
                // The rest of the list is read from its own first day.
                return Some((When::Point(Point { day: Some(first), ..to }), at + 1));
            }
            let day = self.day_number(after)?;
            *days.get_mut(count)? = day;
            count += 1;
            next = after + 1;
        }
    }

    /// A token as the day of a month.
    pub(super) fn day_number(&self, at: usize) -> Option<i8> {
        let (value, digits) = self.whole_first(at)?;
        i8::try_from(value).ok().filter(|day| digits <= 2 && (1..=31).contains(day))
    }

    fn whole_first(&self, at: usize) -> Option<(i16, usize)> {
        match self.first(at) {
            Item::Number(Figure::Whole { value, digits }) => Some((value, digits)),
            _ => None,
        }
    }

    /// One day by its numbers from a token on, and the token after it.
    pub(super) fn point(&self, at: usize, setting: Setting) -> Option<(Point, usize)> {
        let Item::Number(figure) = self.first(at) else { return None };
        match figure {
            Figure::Dotted(parts) => Some((self.numeric(parts)?, at + 1)),
            Figure::Slashed(parts) if parts.as_slice().len() == 3 => {
                Some((self.numeric(parts)?, at + 1)).filter(|&(_, end)| !self.goes_on(end))
            }
            Figure::Whole { .. } => {
                self.hyphened(at).or_else(|| self.named(at)).or_else(|| self.spaced(at, setting))
            }
            Figure::Slashed(_) => self.spaced(at, setting),
            Figure::Other => None,
        }
    }

    /// Whether a number goes on after what looked like a date: `800/12/6/2024/BKPSDM`.
    fn goes_on(&self, end: usize) -> bool {
        self.is_glued(end) && (self.item(end) == Item::Slash || self.document.tokens[end].kind == Kind::Word)
    }

    fn numeric(&self, parts: Parts) -> Option<Point> {
        match *parts.as_slice() {
            [day, month, year] => Point::numeric(day, month, Some(self.full_year(year))),
            _ => None,
        }
    }

    /// A year that may be written with its last two digits.
    fn full_year(&self, year: i16) -> i16 {
        const AHEAD: i16 = 5;
        let latest =
            self.document.published().map_or(2040, |published| published.year().saturating_add(AHEAD));
        match year {
            0..=99 if 2000 + year <= latest => 2000 + year,
            0..=99 => 1900 + year,
            _ => year,
        }
    }

    /// `18-11-2024` and `2024-11-18`.
    fn hyphened(&self, at: usize) -> Option<(Point, usize)> {
        let glued = (at + 1..at + 5).all(|at| self.is_glued(at));
        if !glued || self.first(at + 1) != Item::Dash || self.first(at + 3) != Item::Dash {
            return None;
        }
        let more = self.is_glued(at + 5) && matches!(self.first(at + 5), Item::Dash | Item::Slash);
        let before = self.is_glued(at) && matches!(self.before(at), Item::Dash | Item::Slash);
        if more || before {
            return None;
        }
        let (first, second, third) = (self.whole(at)?, self.whole(at + 2)?, self.whole(at + 4)?);
        let point = if first.1 == 4 {
            Point::numeric(third.0, second.0, Some(first.0))?
        } else if third.1 == 4 || (first.1, second.1, third.1) == (2, 2, 2) {
            Point::numeric(first.0, second.0, Some(self.full_year(third.0))).filter(|_| second.0 <= 12)?
        } else {
            return None;
        };
        Some((point, at + 5))
    }

    /// `10/6`, and numbers with spaces around their slashes.
    fn spaced(&self, at: usize, setting: Setting) -> Option<(Point, usize)> {
        if setting == Setting::Plain {
            return None;
        }
        let mut parts = Parts::default();
        let mut next = at;
        loop {
            match self.item(next) {
                Item::Number(Figure::Whole { value, .. }) => parts.push(value)?,
                Item::Number(Figure::Slashed(more)) => {
                    more.as_slice().iter().try_for_each(|&value| parts.push(value))?;
                }
                _ => return None,
            }
            next += 1;
            let is_dashed =
                self.item(next) == Item::Dash && self.is_glued(next) && self.item(next + 2) == Item::Close;
            if self.item(next) != Item::Slash && !is_dashed {
                break;
            }
            next += 1;
        }
        match *parts.as_slice() {
            [day, month] => Some((Point::numeric(day, month, None)?, next)),
            [_, _, _] => Some((self.numeric(parts)?, next)),
            _ => None,
        }
    }

    /// `13 Juni 2024`, `12 Agt`, `5 bulan Juni`, `17 Agustus tahun lalu`, `21 Agusuts 2024`, `27/28 Juni`.
    fn named(&self, at: usize) -> Option<(Point, usize)> {
        let (day, digits) = self.whole_first(at)?;
        if digits > 2 {
            return None;
        }
        let mut month_at = at + 1;
        if self.says(month_at, "bulan") {
            month_at += 1;
        } else if self.item(month_at) == Item::Dash && self.is_glued(month_at) && self.is_glued(at + 2) {
            // 10-Jun-2024
            let month = match self.item(at + 2) {
                Item::Word(Calendar::Month | Calendar::ShortMonth, month) => month,
                _ => return None,
            };
            let year =
                self.whole(at + 4).filter(|_| self.item(at + 3) == Item::Dash && self.is_glued(at + 4));
            let (year, _) = year.filter(|&(year, digits)| digits == 4 && (1000..2200).contains(&year))?;
            return Some((Point::named(day, month, Field::Is(year))?, at + 5));
        }
        match self.item(month_at) {
            Item::Word(Calendar::Month | Calendar::ShortMonth, month) => {
                let mut end = month_at + 1;
                if self.says(end, ".") && self.whole(end + 1).is_some_and(|(_, digits)| digits == 4) {
                    end += 1;
                }
                let (year, end) = self.year_of(end);
                Some((Point::named(day, month, year)?, end))
            }
            _ => {
                let month = self.misspelt_month(month_at)?;
                let (year, digits) = self.whole(month_at + 1)?;
                let year = Some(year).filter(|year| digits == 4 && (1900..2100).contains(year))?;
                Some((Point::named(day, month, Field::Is(year))?, month_at + 2))
            }
        }
    }

    /// `Juni 10, 2024`, as pages made with English templates print it.
    pub(super) fn month_first(&self, at: usize) -> Option<(Point, usize)> {
        let Item::Word(Calendar::Month | Calendar::ShortMonth, month) = self.item(at) else { return None };
        let day = self.day_number(at + 1)?;
        let (year, digits) = self.whole(at + 3).filter(|_| self.item(at + 2) == Item::Comma)?;
        let year = Field::Is(Some(year).filter(|year| digits == 4 && (1900..2100).contains(year))?);
        Some((Point::named(i16::from(day), month, year)?, at + 4))
    }

    /// The year after a month: `2024`, `tahun 2024`, `tahun lalu`; and the token after it.
    pub(super) fn year_of(&self, at: usize) -> (Field, usize) {
        let is_year = |(year, digits): &(i16, usize)| *digits == 4 && (1000..2200).contains(year);
        if let Some((year, _)) = self.whole(at).filter(is_year) {
            return (Field::Is(year), at + 1);
        }
        if let Item::Word(Calendar::Unit, 365) = self.item(at) {
            if let Some((year, _)) = self.whole(at + 1).filter(is_year) {
                return (Field::Is(year), at + 2);
            }
            let (toward, end) = self.toward(at + 1);
            if toward != Toward::Anywhere {
                return (Field::Off(toward.sign()), end);
            }
        }
        (Field::Open, at)
    }

    /// A month with one letter wrong, left out, too many or swapped.
    fn misspelt_month(&self, at: usize) -> Option<i16> {
        let token = self.document.tokens.get(at)?;
        let word = self.document.word(at);
        if token.shape != Shape::Title || self.document.words[at].id != 0 || !(5..=10).contains(&word.len()) {
            return None;
        }
        let mut months = self.document.lexicon.months.iter();
        let is_meant = |name: &str| name.len() > 4 && is_one_off(word.as_bytes(), name.as_bytes());
        months.find(|(name, _)| is_meant(name)).map(|&(_, month)| month)
    }

    /// `tiga` + `hari lalu`: a number of units before or after today. `at` is the first token, `end` the
    /// unit.
    pub(super) fn counted(&self, at: usize, unit_at: usize, count: i16) -> Option<Phrase> {
        let unit = match self.first(unit_at) {
            Item::Word(Calendar::Unit | Calendar::OneUnit, value) => unit(value),
            Item::Word(Calendar::Sunday, _) => Unit::Week,
            _ => return None,
        };
        let mut end = unit_at + 1;
        end += usize::from(self.says(end, "yang"));
        let sign = match self.item(end) {
            Item::Word(Calendar::Past, _) => -1,
            _ if self.says(end, "lagi") => 1,
            // After a number that counts nothing: `di RT 10 hari ini`.
            Item::Word(Calendar::Present, _) if matches!(self.first(at), Item::Number(_)) => return None,
            // The unit is that of a duration, and no phrase of its own.
            _ => return (at < unit_at).then(|| Phrase::new(at..unit_at + 1, When::Nothing)),
        };
        Some(Phrase::new(at..end + 1, When::Offset(unit, i32::from(count) * sign)))
    }

    /// `2024`, `tahun 2024`, `2019-2024`; `at` is the number, `start` the phrase's first token.
    pub(super) fn year(&self, start: usize, at: usize) -> Option<Phrase> {
        let is_year = |(year, digits): &(i16, usize)| *digits == 4 && (1900..2100).contains(year);
        if let Item::Number(Figure::Slashed(parts)) = self.first(at) {
            let [from, to] = *parts.as_slice() else { return None };
            return (is_year(&(from, 4)) && to == from + 1)
                .then(|| Phrase::new(start..at + 1, When::Range(Point::year(from), Point::year(to))));
        }
        let (year, _) = self.whole_first(at).filter(is_year)?;
        let before = self.before(at);
        let is_dash = |item: Item| item == Item::Dash;
        if start == at {
            let is_code = self.is_glued(at)
                && is_dash(before)
                && at > 1
                && matches!(self.before(at - 1), Item::Number(_));
            if is_code || matches!(before, Item::Word(Calendar::Clock, _)) || self.is_counted(at + 1) {
                return None;
            }
            if self.is_plate(at) {
                return None;
            }
        }
        if is_dash(self.item(at + 1)) && self.is_glued(at + 1) && self.says(at + 2, "an") {
            return Some(Phrase::new(start..at + 3, When::Nothing));
        }
        if let Some(mut next) = self.after_to(at + 1) {
            next += usize::from(matches!(self.item(next), Item::Word(Calendar::Unit, 365)));
            if let Some((to, _)) = self.whole(next).filter(is_year)
                && year < to
            {
                return Some(Phrase::new(start..next + 1, When::Range(Point::year(year), Point::year(to))));
            }
        }
        Some(self.with_toward(Phrase::new(start..at + 1, When::Point(Point::year(year)))))
    }

    fn is_counted(&self, at: usize) -> bool {
        self.is_word(at, Calendar::Measure) || matches!(self.item(at), Item::Word(Calendar::Unit, _))
    }

    /// Letters on both sides: `KT 1945 UU`.
    fn is_plate(&self, at: usize) -> bool {
        let letters = |at: usize, most: usize| {
            self.document.tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Word
                    && matches!(token.shape, Shape::Upper | Shape::Title)
                    && token.span().len() <= most
            })
        };
        at > 0 && letters(at - 1, 2) && letters(at + 1, 3)
    }
}

/// The unit of so many days.
pub(super) fn unit(days: i16) -> Unit {
    match days {
        365 => Unit::Year,
        30 => Unit::Month,
        7 => Unit::Week,
        _ => Unit::Day,
    }
}

/// Whether two words differ by one letter changed, left out, added, or by two neighbours swapped.
fn is_one_off(left: &[u8], right: &[u8]) -> bool {
    let same = |left: &[u8], right: &[u8]| left.eq_ignore_ascii_case(right);
    let head = left.iter().zip(right).take_while(|(left, right)| left.eq_ignore_ascii_case(right)).count();
    let (left, right) = (&left[head..], &right[head..]);
    match (left, right) {
        ([_, left @ ..], [_, right @ ..]) if same(left, right) => true,
        ([a, b, left @ ..], [c, d, right @ ..])
            if a.eq_ignore_ascii_case(d) && b.eq_ignore_ascii_case(c) && same(left, right) =>
        {
            true
        }
        ([_, left @ ..], _) if same(left, right) => true,
        (_, [_, right @ ..]) if same(left, right) => true,
        _ => false,
    }
}
