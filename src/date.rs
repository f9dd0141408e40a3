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
}
