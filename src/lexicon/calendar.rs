//! The words of dates and of statutes.

/// A word of the calendar, or one that tells what a date is said of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CalendarWord {
    /// What it is.
    pub(crate) kind: Calendar,
    /// Its value, as [`Calendar`] says.
    pub(crate) value: i16,
}

/// What a word of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// A month, 1 to 12.
    Month,
    /// A month's abbreviation, which needs a day or a year beside it.
    ShortMonth,
    /// A weekday, 1 (Monday) to 7.
    Weekday,
    /// `Minggu`: Sunday, or a week.
    Sunday,
    /// A unit of time, in days: 1, 7, 30, 365.
    Unit,
    /// One of a unit: `sepekan`.
    OneUnit,
    /// A number from 1 to 11 in words.
    Count,
    /// `belas` (1) and `puluh` (10).
    Tens,
    /// A day by its distance from today: `kemarin` -1.
    Day,
    /// Backward: `lalu`.
    Past,
    /// Forward: `nanti`, `mendatang`.
    Future,
    /// `ini`.
    Present,
    /// `tadi`.
    Tadi,
    /// A part of the day; -1 for `malam`, which with `tadi` was yesterday.
    Part,
    /// From a date to another: `hingga`.
    To,
    /// From a date and another: `dan`.
    And,
    /// `tanggal`.
    Date,
    /// A part of a month, year or week: `awal`.
    Edge,
    /// Again and again, so that no particular day is meant: `setiap`.
    Habit,
    /// No particular number: `beberapa`.
    Vague,
    /// What is called by a date or a weekday: `Jalan 17 Agustus`, `Pasar Rabu`.
    Named,
    /// What comes back, so that `kemarin` is its last time: `Pemilu kemarin`.
    Last,
    /// What may stand between such a word and `kemarin`: `Pemilihan Umum kemarin`.
    LastPart,
    /// `nomor` and what else goes before a number that is no date.
    Number,
    /// A month of the Islamic calendar.
    Hijri,
    /// What is counted: `2024 orang`.
    Measure,
    /// What goes before a clock time.
    Clock,
    /// Something is due.
    Deadline,
    /// A report or a finding is lodged.
    Report,
    /// Somebody meets the press, or something is said.
    Meet,
}

impl Calendar {
    pub(super) fn named(name: &str) -> Option<Calendar> {
        Some(match name {
            "month" => Calendar::Month,
            "short_month" => Calendar::ShortMonth,
            "weekday" => Calendar::Weekday,
            "sunday" => Calendar::Sunday,
            "unit" => Calendar::Unit,
            "one_unit" => Calendar::OneUnit,
            "count" => Calendar::Count,
            "tens" => Calendar::Tens,
            "day" => Calendar::Day,
            "past" => Calendar::Past,
            "future" => Calendar::Future,
            "present" => Calendar::Present,
            "tadi" => Calendar::Tadi,
            "part" => Calendar::Part,
            "to" => Calendar::To,
            "and" => Calendar::And,
            "date" => Calendar::Date,
            "edge" => Calendar::Edge,
            "habit" => Calendar::Habit,
            "vague" => Calendar::Vague,
            "named" => Calendar::Named,
            "last" => Calendar::Last,
            "last_part" => Calendar::LastPart,
            "number" => Calendar::Number,
            "hijri" => Calendar::Hijri,
            "measure" => Calendar::Measure,
            "clock" => Calendar::Clock,
            "deadline" => Calendar::Deadline,
            "report" => Calendar::Report,
            "meet" => Calendar::Meet,
            _ => return None,
        })
    }
}

/// A kind of law or regulation.
#[derive(Debug)]
pub(crate) struct StatuteWord {
    /// Its short name: `UU`, `UUD 1945`; `ps` for an article.
    pub(crate) short: &'static str,
    /// What it needs.
    pub(crate) kind: StatuteKind,
}

/// What makes a kind of statute a statute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatuteKind {
    /// A number and a year: `UU` + `20/2023`.
    Numbered,
    /// Nothing: `UUD 1945`; where a number follows, the first word of the short name goes with it.
    Named,
    /// An article, `Pasal`, of a statute before or after it.
    Article,
}

impl StatuteKind {
    pub(super) fn named(name: &str) -> Option<StatuteKind> {
        Some(match name {
            "numbered" => StatuteKind::Numbered,
            "named" => StatuteKind::Named,
            "article" => StatuteKind::Article,
            _ => return None,
        })
    }
}
