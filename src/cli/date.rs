//! Days and times for people.

use super::lang::Lang;
use jiff::civil::{Date, Time};

/// A day: `8 October 2024`, `8 Oktober 2024`.
pub(super) fn day(day: Date, lang: Lang) -> String {
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
    let month = usize::from(day.month().unsigned_abs()) - 1;
    format!("{} {} {}", day.day(), lang.pick(MONTHS[month]), day.year())
}

/// A time of day: `14:05`, `14.05`.
pub(super) fn time(time: Time, lang: Lang) -> String {
    format!("{:02}{}{:02}", time.hour(), lang.pick((":", ".")), time.minute())
}
