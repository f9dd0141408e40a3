//! The days that an overview is about.

use crate::crawl::Zone;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// How many weeks an overview tells of where nothing else is asked for.
const USUAL_WEEKS: i64 = 26;

/// How many weeks it tells of at most: more would be too narrow to see.
const MOST_WEEKS: i64 = 104;

/// Days from the first to the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) since: Date,
    /// The last day.
    pub(crate) until: Date,
}

impl Period {
    /// The period that two texts ask for. What is no day is as if it were not there; a period ends today unless it
    /// says otherwise, and begins half a year before its end. One that is too long loses its beginning.
    pub(crate) fn read(since: Option<&str>, until: Option<&str>, today: Date) -> Period {
        let day = |text: Option<&str>| text.and_then(|text| text.parse::<Date>().ok());
        let until = day(until).unwrap_or(today);
        let before = |weeks: i64| monday(until).saturating_sub((weeks - 1).weeks());
        let since = day(since).filter(|&since| since <= until).unwrap_or(before(USUAL_WEEKS));
        Period { since: since.max(before(MOST_WEEKS)), until }
    }

    /// The Monday of each of its weeks.
    pub(crate) fn weeks(self) -> Vec<Date> {
        let mut weeks = vec![monday(self.since)];
        while let Some(&last) = weeks.last() {
            match last.checked_add(1.week()) {
                Ok(next) if next <= self.until => weeks.push(next),
                _ => break,
            }
        }
        weeks
    }

    /// Its first moment, by the clock where most of the outlets are.
    pub(crate) fn start(self) -> Timestamp {
        Zone::Wita.offset().to_timestamp(self.since.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
    }

    /// Whether a moment lies in it, by that clock.
    pub(crate) fn has(self, moment: Timestamp) -> bool {
        (self.since..=self.until).contains(&day_of(moment))
    }
}

/// The day of a moment, by the clock where most of the outlets are.
pub(crate) fn day_of(moment: Timestamp) -> Date {
    Zone::Wita.offset().to_datetime(moment).date()
}

/// The Monday of the ISO week of a day.
pub(crate) fn monday(day: Date) -> Date {
    day.saturating_sub(day.weekday().to_monday_zero_offset().days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_read_from_what_is_asked_for() {
        // A Wednesday.
        let today = date(2024, 10, 9);
        for (since, until, first, last, weeks) in [
            (None, None, date(2024, 4, 15), today, 26),
            (Some("2024-10-08"), None, date(2024, 10, 8), today, 1),
            (Some("2024-10-06"), Some("2024-10-07"), date(2024, 10, 6), date(2024, 10, 7), 2),
            (Some("besok"), Some(""), date(2024, 4, 15), today, 26),
            (Some("2024-10-10"), None, date(2024, 4, 15), today, 26),
            (Some("0001-01-01"), None, date(2022, 10, 17), today, 104),
            (None, Some("2024-01-07"), date(2023, 7, 10), date(2024, 1, 7), 26),
        ] {
            let period = Period::read(since, until, today);
            assert_eq!(period, Period { since: first, until: last }, "{since:?} {until:?}");
            assert_eq!(period.weeks().len(), weeks, "{since:?} {until:?}");
            assert!(period.weeks().iter().all(|&week| monday(week) == week));
        }
    }

    #[test]
    fn the_first_and_the_last_possible_day_are_no_danger() {
        for day in [Date::MIN, Date::MAX] {
            assert!(!Period::read(None, Some(&day.to_string()), day).weeks().is_empty());
        }
    }

    #[test]
    fn a_moment_lies_in_the_day_of_central_indonesia() {
        let period = Period { since: date(2024, 10, 8), until: date(2024, 10, 8) };
        for (moment, has) in [
            ("2024-10-07T15:59:59Z", false),
            ("2024-10-07T16:00:00Z", true),
            ("2024-10-08T15:59:59Z", true),
            ("2024-10-08T16:00:00Z", false),
        ] {
            assert_eq!(period.has(moment.parse().expect("a time")), has, "{moment}");
        }
        assert_eq!(period.start().to_string(), "2024-10-07T16:00:00Z");
    }
}
