//! Which day a phrase means.

use super::Granularity;
use super::phrase::{Field, Phrase, Point, Toward, Unit, When};
use jiff::SignedDuration;
use jiff::civil::Date;

/// A weekday may choose another year than the nearest only this near to the day of publication.
const WEEKDAY_REACH: i64 = 200;

/// What a phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    /// ISO 8601, where it can be known.
    pub(super) value: Option<String>,
    /// How fine it is.
    pub(super) granularity: Granularity,
    /// Whether the weekday is not that of the date.
    pub(super) weekday_conflict: bool,
    /// The day, where it is one.
    pub(super) day: Option<Date>,
}

impl Resolved {
    fn new(value: Option<String>, granularity: Granularity) -> Resolved {
        Resolved { value, granularity, weekday_conflict: false, day: None }
    }

    fn day(day: Option<Date>) -> Resolved {
        Resolved { day, ..Resolved::new(day.map(|day| day.to_string()), Granularity::Day) }
    }
}

/// The days against which phrases are resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// The day that relative words count from.
    pub(super) today: Option<Date>,
    /// A day near which days without a year lie; `today` where that is known.
    pub(super) near: Option<Date>,
}

/// Resolves a phrase.
pub(super) fn resolve(phrase: &Phrase, anchor: Anchor) -> Resolved {
    let Anchor { today, near } = anchor;
    match phrase.when {
        When::Unknown | When::Nothing => Resolved::new(None, Granularity::Day),
        When::Point(point) if point.day.is_some() => day_point(phrase, point, today, near),
        When::Point(point) => {
            let granularity = if point.month == Field::Open { Granularity::Year } else { Granularity::Month };
            Resolved::new(
                coarse(point, phrase.toward, near).map(|at| coarse_text(at, granularity)),
                granularity,
            )
        }
        When::Range(left, right) => range(phrase, left, right, near),
        When::Weekday { week } => Resolved::day(
            today
                .zip(phrase.weekday)
                .and_then(|(today, weekday)| weekday_near(today, weekday, week, phrase.toward)),
        ),
        When::Offset(Unit::Day, count) => {
            let day = today.and_then(|today| shift(today, count));
            // `besok hari Senin` was said on a Sunday, whenever it was published.
            Resolved::day(day.map(|day| match phrase.weekday {
                Some(weekday) => weekday_beside(day, weekday).unwrap_or(day),
                None => day,
            }))
        }
        When::Offset(unit, count) => offset(today, unit, count),
    }
}

fn offset(today: Option<Date>, unit: Unit, count: i32) -> Resolved {
    let granularity = match unit {
        Unit::Day => return Resolved::day(today.and_then(|today| shift(today, count))),
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Year => Granularity::Year,
    };
    let value = today.and_then(|today| match unit {
        Unit::Week => {
            let week = shift(today, count.checked_mul(7)?)?.iso_week_date();
            Some(format!("{:04}-W{:02}", week.year(), week.week()))
        }
        Unit::Month => Some(coarse_text(month_off(today, count)?, granularity)),
        Unit::Year | Unit::Day => {
            let year = i16::try_from(i32::from(today.year()).checked_add(count)?).ok()?;
            (year > 0).then(|| coarse_text((year, 1), granularity))
        }
    });
    Resolved::new(value, granularity)
}

/// The day so many days from another.
fn shift(day: Date, days: i32) -> Option<Date> {
    day.checked_add(SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

/// The year and month so many months from a day.
fn month_off(day: Date, months: i32) -> Option<(i16, i16)> {
    let month = (i32::from(day.year()) * 12 + i32::from(day.month()) - 1).checked_add(months)?;
    let year = i16::try_from(month.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
    Some((year, i16::try_from(month.rem_euclid(12)).ok()? + 1))
}

/// From one day to another, negative if that is earlier.
pub(super) fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

fn weekday_of(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The nearest day that falls on a weekday.
fn weekday_beside(day: Date, weekday: i8) -> Option<Date> {
    let ahead = i32::from(weekday - weekday_of(day));
    shift(day, (ahead + 3).rem_euclid(7) - 3)
}

fn weekday_near(today: Date, weekday: i8, week: Option<i32>, toward: Toward) -> Option<Date> {
    let ahead = i32::from(weekday - weekday_of(today));
    let days = match (week, toward) {
        (Some(week), _) => ahead.checked_add(week.checked_mul(7)?)?,
        (None, Toward::Present) => ahead,
        // A weekday with lalu or depan is never today.
        (None, Toward::Past) => -((-ahead - 1).rem_euclid(7) + 1),
        (None, Toward::Future) => (ahead - 1).rem_euclid(7) + 1,
        (None, Toward::Anywhere) => -(-ahead).rem_euclid(7),
    };
    shift(today, days)
}

fn day_point(phrase: &Phrase, point: Point, today: Option<Date>, near: Option<Date>) -> Resolved {
    let weekday = phrase.weekday;
    let day = match (point.month, point.year) {
        (Field::Is(month), Field::Is(year)) => full(point, month, year, weekday, near),
        (Field::Is(month), Field::Off(off)) => {
            near.and_then(|near| date(near.year().checked_add(off)?, month, point.day))
        }
        (Field::Is(month), Field::Open) => near.and_then(|near| {
            let candidates = [-1, 0, 1].map(|off| date(near.year().checked_add(off)?, month, point.day));
            nearest(&candidates, near, weekday, phrase.toward)
        }),
        (Field::Off(off), _) => today.and_then(|today| {
            let (year, month) = month_off(today, i32::from(off))?;
            date(year, month, point.day)
        }),
        (Field::Open, _) => today.and_then(|today| {
            let candidates = [-1, 0, 1].map(|off| {
                let (year, month) = month_off(today, off)?;
                date(year, month, point.day)
            });
            nearest(&candidates, today, weekday, phrase.toward)
        }),
    };
    let weekday_conflict = day.zip(weekday).is_some_and(|(day, weekday)| weekday_of(day) != weekday);
    Resolved { weekday_conflict, ..Resolved::day(day) }
}

fn date(year: i16, month: i16, day: Option<i8>) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, day?).ok()
}

/// A day by its numbers; with its day and month swapped where the weekday and the day of publication agree
/// that they were.
fn full(point: Point, month: i16, year: i16, weekday: Option<i8>, near: Option<Date>) -> Option<Date> {
    let day = date(year, month, point.day)?;
    let swapped = || {
        let near = near.filter(|_| point.numeric)?;
        let weekday = weekday.filter(|weekday| weekday_of(day) != *weekday)?;
        let swapped = Date::new(year, day.day(), day.month()).ok()?;
        let nearer = days(swapped, near).abs() < days(day, near).abs();
        (nearer && weekday_of(swapped) == weekday).then_some(swapped)
    };
    Some(swapped().unwrap_or(day))
}

/// The candidate nearest to a day, or the nearest before or after it; one that falls on the weekday goes
/// before one that does not, if it is near enough.
fn nearest(candidates: &[Option<Date>], near: Date, weekday: Option<i8>, toward: Toward) -> Option<Date> {
    let distance = |day: &Date| days(near, *day);
    let allowed = |day: &Date| match toward {
        Toward::Past => distance(day) <= 0,
        Toward::Future => distance(day) >= 0,
        Toward::Anywhere | Toward::Present => true,
    };
    let agrees = |day: &Date| Some(weekday_of(*day)) == weekday && distance(day).abs() <= WEEKDAY_REACH;
    let order = |day: &Date| (!agrees(day), distance(day).abs(), distance(day) > 0);
    let days = || candidates.iter().flatten().copied();
    days().filter(allowed).min_by_key(order).or_else(|| days().min_by_key(order))
}

/// The year and month of a point without a day.
fn coarse(point: Point, toward: Toward, near: Option<Date>) -> Option<(i16, i16)> {
    let month = match point.month {
        Field::Is(month) => month,
        Field::Open => 1,
        Field::Off(off) => return month_off(near?, i32::from(off)),
    };
    let near = || near.map(|near| (near.year(), i16::from(near.month())));
    match point.year {
        Field::Is(year) => Some((year, month)),
        Field::Off(off) => Some((near()?.0.checked_add(off)?, month)),
        Field::Open => {
            let (year, this) = near()?;
            let ahead = month - this;
            // `Oktober lalu` in October is a year ago, `awal Oktober lalu` is not.
            let years = match toward {
                Toward::Past => -i16::from(ahead > 0 || (ahead == 0 && !point.edge)),
                Toward::Future => i16::from(ahead < 0 || (ahead == 0 && !point.edge)),
                Toward::Present => 0,
                Toward::Anywhere => i16::from(ahead < -6) - i16::from(ahead >= 6),
            };
            Some((year.checked_add(years)?, month))
        }
    }
}

fn coarse_text((year, month): (i16, i16), granularity: Granularity) -> String {
    match granularity {
        Granularity::Year => format!("{year:04}"),
        _ => format!("{year:04}-{month:02}"),
    }
}

fn range(phrase: &Phrase, left: Point, right: Point, near: Option<Date>) -> Resolved {
    let value = range_value(phrase, left, right, near);
    Resolved::new(value, Granularity::Range)
}

fn range_value(phrase: &Phrase, left: Point, right: Point, near: Option<Date>) -> Option<String> {
    if right.day.is_none() || left.day.is_none() {
        let granularity = if right.month == Field::Open { Granularity::Year } else { Granularity::Month };
        let to = coarse(right, phrase.toward, near)?;
        let from = match left.year {
            Field::Open if granularity == Granularity::Month => {
                let Field::Is(month) = left.month else { return None };
                (to.0.checked_sub(i16::from(month > to.1))?, month)
            }
            _ => coarse(left, phrase.toward, near)?,
        };
        return (from <= to)
            .then(|| format!("{}/{}", coarse_text(from, granularity), coarse_text(to, granularity)));
    }
    let (Field::Is(from_month), Field::Is(to_month)) = (left.month, right.month) else {
        // `tanggal 1 sampai 5 bulan depan`
        let to = day_point(phrase, right, near, near).day?;
        let from = date(to.year(), i16::from(to.month()), left.day)?;
        return (from < to).then(|| format!("{from}/{to}"));
    };
    let to_year = match (right.year, left.year) {
        (Field::Is(year), _) => year,
        (_, Field::Is(year)) => year.checked_add(i16::from(to_month < from_month))?,
        _ => {
            let point = Phrase { weekday: None, ..phrase.clone() };
            day_point(&point, right, near, near).day?.year()
        }
    };
    let from_year = match left.year {
        Field::Is(year) => year,
        _ => to_year.checked_sub(i16::from((from_month, left.day) > (to_month, right.day)))?,
    };
    let (from, to) = (date(from_year, from_month, left.day)?, date(to_year, to_month, right.day)?);
    (from < to).then(|| format!("{from}/{to}"))
}
