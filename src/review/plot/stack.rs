//! Stacked bars over weeks.

use super::scale::{at, column, days, grid, ticks, y};
use super::{Caption, Part, Table, figure, key, picture, told};
use crate::date;
use crate::review::number::count;
use jiff::civil::Date;
use maud::{Markup, html};

/// How much of its column a bar takes.
const BAR: f64 = 0.8;

/// The numbers of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its first day.
    pub(crate) day: Date,
    /// How many things each part has.
    pub(crate) values: Vec<usize>,
}

/// Bars over weeks, one on another from the first part on.
pub(crate) fn stacks(caption: &Caption, parts: &[Part], columns: &[Column]) -> Markup {
    let lang = caption.lang;
    let totals: Vec<usize> = columns.iter().map(|column| column.values.iter().sum()).collect();
    let all: usize = totals.iter().sum();
    let ticks = ticks(totals.iter().copied().max().unwrap_or(0), 4);
    let top = ticks.last().copied().unwrap_or(1) as f64;
    let labels: Vec<(f64, String)> =
        ticks.iter().map(|&tick| (tick as f64 / top, count(tick, lang))).collect();
    let of_days: Vec<Date> = columns.iter().map(|column| column.day).collect();
    let drawing = html! {
        (grid(&labels))
        @for (index, part) in parts.iter().enumerate() {
            path.(part.fill.class()) d=(pieces(index, columns, top)) fill=[part.fill.pattern()] {}
        }
        (days(&of_days, lang))
    };
    let sums: Vec<usize> = (0..parts.len())
        .map(|part| columns.iter().filter_map(|column| column.values.get(part)).sum())
        .collect();
    let drawing = html! { (key(parts)) (picture(caption, &told(parts, &sums, lang), &drawing)) };
    let mut head = vec![lang.pick(("Week from", "Pekan mulai")).to_owned()];
    head.extend(parts.iter().map(|part| part.name.to_owned()));
    let row = |column: &Column| {
        let day = [date::day(column.day, lang)].into_iter();
        day.chain(column.values.iter().map(|&value| count(value, lang))).collect()
    };
    let table = Table { head, rows: columns.iter().map(row).collect() };
    figure(caption, (all > 0).then_some(drawing), &table)
}

/// The pieces of all bars that show one part, as the data of a path.
fn pieces(part: usize, columns: &[Column], top: f64) -> String {
    let mut path = String::new();
    for (index, it) in columns.iter().enumerate() {
        let Some(&value) = it.values.get(part).filter(|&&value| value > 0) else { continue };
        let below: usize = it.values[..part].iter().sum();
        let (from, to) = (y(below as f64 / top), y((below + value) as f64 / top));
        let (left, width) = column(index, columns.len());
        let bar = at(width * BAR);
        let (x, height) = (at(left + width * (1.0 - BAR) / 2.0), at(from - to));
        path.push_str(&format!("M{x} {}h{bar}v{height}h-{bar}z", at(to)));
    }
    path
}
