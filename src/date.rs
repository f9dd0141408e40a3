//! Days and times for people.

use crate::lang::Lang;
use jiff::civil::{Date, Time};

const MONTHS: [(&str, &str); 12] = [
    ("January", "Januari"),
    ("February", "Februari"),
    ("March", "Maret"),
    ("April", "April"),
    ("May", "Mei"),
    ("June", "Juni"),
    ("July", "Juli"),
    ("August", "Agustus"),
    ("September", "September"),
    ("October", "Oktober"),
    ("November", "November"),
    ("December", "Desember"),
];

const WEEKDAYS: [(&str, &str); 7] = [
    ("Monday", "Senin"),
    ("Tuesday", "Selasa"),
    ("Wednesday", "Rabu"),
    ("Thursday", "Kamis"),
    ("Friday", "Jumat"),
    ("Saturday", "Sabtu"),
    ("Sunday", "Minggu"),
];

/// A day: `8 October 2024`, `8 Oktober 2024`.
pub(crate) fn day(day: Date, lang: Lang) -> String {
    format!("{} {} {}", day.day(), month(day, lang), day.year())
}

/// A day as short as it can be told where the year is known: `8 Oct`, `8 Okt`; with the year where it is not
/// `year`.
pub(crate) fn short(day: Date, year: i16, lang: Lang) -> String {
    // People write `Agt`, not `Agu`.
    let month = match (month(day, lang), lang) {
        ("Agustus", Lang::Id) => "Agt",
        (month, _) => month.get(..3).unwrap_or(month),
    };
    match day.year() == year {
        true => format!("{} {month}", day.day()),
        false => format!("{} {month} {}", day.day(), day.year()),
    }
}

/// A day with its name: `Tuesday, 8 October 2024`, `Selasa, 8 Oktober 2024`.
pub(crate) fn weekday(of: Date, lang: Lang) -> String {
    let name = WEEKDAYS[usize::from(of.weekday().to_monday_zero_offset().unsigned_abs())];
    format!("{}, {}", lang.pick(name), day(of, lang))
}

/// A day or range of ISO 8601 for people; what is less exact than a day stays as it is.
pub(crate) fn known(value: &str, lang: Lang) -> String {
    let day = |text: &str| text.parse().ok().map(|known| day(known, lang));
    match value.split_once('/') {
        Some((first, last)) => match (day(first), day(last)) {
            (Some(first), Some(last)) => format!("{first} – {last}"),
            _ => value.to_owned(),
        },
        None => day(value).unwrap_or_else(|| value.to_owned()),
    }
}

/// A time of day: `14:05`, `14.05`.
pub(crate) fn time(time: Time, lang: Lang) -> String {
    format!("{:02}{}{:02}", time.hour(), lang.pick((":", ".")), time.minute())
}

fn month(day: Date, lang: Lang) -> &'static str {
    lang.pick(MONTHS[usize::from(day.month().unsigned_abs()) - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_written_as_people_write_them() {
        for (of, english, indonesian, short_english, short_indonesian) in [
            (date(2024, 10, 8), "8 October 2024", "8 Oktober 2024", "8 Oct", "8 Okt"),
            (date(2024, 8, 17), "17 August 2024", "17 Agustus 2024", "17 Aug", "17 Agt"),
            (date(2023, 5, 31), "31 May 2023", "31 Mei 2023", "31 May 2023", "31 Mei 2023"),
            (date(2024, 12, 1), "1 December 2024", "1 Desember 2024", "1 Dec", "1 Des"),
        ] {
            assert_eq!(day(of, Lang::En), english);
            assert_eq!(day(of, Lang::Id), indonesian);
            assert_eq!(short(of, 2024, Lang::En), short_english);
            assert_eq!(short(of, 2024, Lang::Id), short_indonesian);
        }
    }

    #[test]
    fn days_have_names_and_ranges_have_ends() {
        assert_eq!(weekday(date(2024, 10, 7), Lang::En), "Monday, 7 October 2024");
        assert_eq!(weekday(date(2024, 10, 6), Lang::Id), "Minggu, 6 Oktober 2024");
        for (value, expected) in [
            ("2024-10-05", "5 Oktober 2024"),
            ("2024-09-25/2024-11-23", "25 September 2024 – 23 November 2024"),
            ("2024-10", "2024-10"),
            ("2024-09/2024-11", "2024-09/2024-11"),
        ] {
            assert_eq!(known(value, Lang::Id), expected);
        }
    }
}
