//! What a date phrase says, before it is known which day that is.

use std::ops::Range;

/// The words of a date, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Where they stand.
    pub(super) tokens: Range<usize>,
    /// What they say.
    pub(super) when: When,
    /// The weekday that they name, 1 (Monday) to 7.
    pub(super) weekday: Option<i8>,
    /// Whether they look back or forward.
    pub(super) toward: Toward,
}

impl Phrase {
    /// Whether the phrase counts from the day on which it is said.
    pub(super) fn is_relative(&self) -> bool {
        match self.when {
            When::Offset(..) => true,
            When::Weekday { week } => week.is_some() || self.toward != Toward::Anywhere,
            When::Point(point) => !matches!(point.month, Field::Is(_)) && point.day.is_some(),
            _ => false,
        }
    }

    /// A phrase that names no weekday and looks nowhere.
    pub(super) fn new(tokens: Range<usize>, when: When) -> Phrase {
        Phrase { tokens, when, weekday: None, toward: Toward::Anywhere }
    }
}

/// What a date phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A day, month or year by its numbers.
    Point(Point),
    /// From one to another.
    Range(Point, Point),
    /// A weekday alone, or that of a week so many weeks from this one.
    Weekday {
        /// 0 for this week; `None` where no week is named.
        week: Option<i32>,
    },
    /// So many units from today.
    Offset(Unit, i32),
    /// A date that cannot be known: `Pemilu kemarin`, `22/2/20196`.
    Unknown,
    /// Words that look like a date and are none: `setiap Senin`, `Jalan 17 Agustus`.
    Nothing,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Whether a phrase looks back (`lalu`) or forward (`nanti`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Toward {
    #[default]
    Anywhere,
    Past,
    Present,
    Future,
}

impl Toward {
    /// -1, 0 or 1.
    pub(super) fn sign(self) -> i16 {
        match self {
            Toward::Past => -1,
            Toward::Future => 1,
            Toward::Present | Toward::Anywhere => 0,
        }
    }
}

/// A month or a year, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Field {
    /// Not at all.
    #[default]
    Open,
    /// Which one.
    Is(i16),
    /// By its distance from the present one.
    Off(i16),
}

/// A day, month or year by its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// The day of the month, where it says one.
    pub(super) day: Option<i8>,
    /// The month.
    pub(super) month: Field,
    /// The year.
    pub(super) year: Field,
    /// Whether day and month are both numbers, so that they may have been swapped.
    pub(super) numeric: bool,
    /// Whether a part of the month is named: `awal Juni`.
    pub(super) edge: bool,
}

impl Point {
    /// The day by its numbers, if there is such a day. Month first where only that can be.
    pub(super) fn numeric(day: i16, month: i16, year: Option<i16>) -> Option<Point> {
        let (day, month) = if month > 12 && year.is_some() { (month, day) } else { (day, month) };
        if year.is_some_and(|year| !(1900..2100).contains(&year)) {
            return None;
        }
        let point = Point::named(day, month, year.map_or(Field::Open, Field::Is))?;
        Some(Point { numeric: true, ..point })
    }

    /// The day of a named month, if there is such a day.
    pub(super) fn named(day: i16, month: i16, year: Field) -> Option<Point> {
        // A year unknown may be a leap year.
        let known = if let Field::Is(year) = year { year } else { 2000 };
        let (day, number) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
        jiff::civil::Date::new(known, number, day).ok()?;
        Some(Point { day: Some(day), month: Field::Is(month), year, numeric: false, edge: false })
    }

    /// A month.
    pub(super) fn month(month: i16, year: Field) -> Point {
        Point { month: Field::Is(month), year, ..Point::default() }
    }

    /// A year.
    pub(super) fn year(year: i16) -> Point {
        Point { year: Field::Is(year), ..Point::default() }
    }
}
