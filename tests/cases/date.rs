//! Cases of `data/date.txt`: `words = value granularity [role]`; dates without a value are not listed.

use super::{Case, check, parse};
use netra::extract::DateMention;
use netra::{Analyzer, Article};
use proptest::prelude::*;

#[test]
fn date() {
    let cases = parse(include_str!("data/date.txt"));
    let analyzer = Analyzer::default();
    let line = |date: &DateMention| {
        let value = date.value.as_deref()?;
        let (granularity, role) = (date.granularity, date.role);
        Some(format!("{} = {value} {granularity:?} {role:?}", date.text).to_lowercase())
    };
    let find = |case: &Case| analyzer.analyze(&case.article()).dates.iter().filter_map(line).collect();
    // A case that does not name the role is content with any.
    let same = |expected: &str, found: &str| {
        let expected = expected.to_lowercase();
        found == expected || found.rsplit_once(' ').is_some_and(|(found, _)| found == expected)
    };
    check("date.txt", &cases, find, same);
}

/// What dates and statutes are made of, in any order.
const PIECES: [&str; 48] = [
    "Senin",
    "Minggu",
    "Jum’at",
    "Sabtu-Minggu",
    "hari",
    "pekan",
    "bulan",
    "tahun",
    "Juni",
    "Februari",
    "Agt",
    "Januari-Juni",
    "tanggal",
    "lalu",
    "nanti",
    "ini",
    "kemarin",
    "besok",
    "lusa",
    "tadi",
    "malam",
    "awal",
    "setiap",
    "pukul",
    "dua",
    "puluh",
    "hingga",
    "s/d",
    "s.d.",
    "dan",
    "yang",
    "Pemilu",
    "(",
    ")",
    ",",
    "-",
    "–",
    "/",
    "\"",
    "\n",
    "Pasal",
    "ayat",
    "UU",
    "Nomor",
    "huruf",
    "n",
    "tentang",
    "KUHP",
];

proptest! {
    /// Dates in any order of their parts: no panic, spans in order that do not overlap and hold their text,
    /// and values that are dates.
    #[test]
    fn any_order_of_words(
        parts in prop::collection::vec(
            (prop_oneof![
                prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
                "[0-9]{1,5}",
                "[0-9]{1,2}[/.-][0-9]{1,2}([/.-][0-9]{1,5})?",
                "\\PC{1,3}",
            ], any::<bool>()),
            0..24,
        ),
        published in prop::option::of((1i16..=9999, 1i8..=12, 1i8..=28)),
    ) {
        let text: String = parts.iter().flat_map(|(part, glued)| [part.as_str(), if *glued { "" } else { " " }]).collect();
        let published = published.map(|(year, month, day)| jiff::civil::date(year, month, day));
        let analysis = Analyzer::default().analyze(&Article::raw(&text).with_published(published));
        let mut last = 0;
        for date in &analysis.dates {
            prop_assert!(date.span.start >= last, "{:?} overlaps", date.text);
            prop_assert_eq!(&text[date.span.range()], &date.text);
            if let Some(value) = date.value.as_deref().filter(|value| value.len() == 10) {
                prop_assert!(value.parse::<jiff::civil::Date>().is_ok(), "{}", value);
            }
            last = date.span.end;
        }
        for statute in &analysis.statutes {
            prop_assert!(!text[statute.span.range()].is_empty());
        }
    }
}
