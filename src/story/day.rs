//! Days as numbers, so that a sketch stays small and the time between two days is a subtraction.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A day, as the number of days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// The days from one day to the other, whichever is first.
    pub(super) fn apart(self, other: Day) -> u32 {
        self.0.abs_diff(other.0)
    }

    /// The day that many days before.
    pub(super) fn before(self, days: i32) -> Day {
        Day(self.0.saturating_sub(days))
    }

    /// The number of its week of seven days; weeks are counted from 1 January 1970, a Thursday.
    pub(super) fn week(self) -> i32 {
        self.0.div_euclid(7)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        const EPOCH: Date = Date::constant(1970, 1, 1);
        let hours = date.duration_since(EPOCH).as_hours();
        Day((hours / 24) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;
    use jiff::civil::date;

    #[test]
    fn days_are_counted() {
        assert_eq!(Day::from(date(1970, 1, 1)), Day(0));
        assert_eq!(Day::from(date(1969, 12, 30)), Day(-2));
        assert_eq!(Day::from(date(2024, 10, 21)).apart(Day::from(date(2024, 10, 8))), 13);
        assert_eq!(Day(-1).week(), -1);
    }
}
