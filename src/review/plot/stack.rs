//! Stacked bars over weeks.

use super::super::number::count;
use super::scale::{at, column, days, grid, ticks, y};
use super::{Caption, Part, Table, figure, key, picture, told};
use crate::date;
use jiff::civil::Date;
use maud::html;
use maud::{Markup, PreEscaped};

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
        @for (index, it) in columns.iter().enumerate().filter(|&(index, _)| totals[index] > 0) {
            (bar(index, columns.len(), it, top, caption, parts))
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

/// The bar of a column, which says its numbers to whoever points at it.
fn bar(index: usize, of: usize, it: &Column, top: f64, caption: &Caption, parts: &[Part]) -> Markup {
    let (left, width) = column(index, of);
    let mut below = 0;
    let pieces = parts.iter().zip(&it.values).filter(|&(_, &value)| value > 0).map(|(part, &value)| {
        let (from, to) = (y(below as f64 / top), y((below + value) as f64 / top));
        below += value;
        html! {
            rect.(part.fill.class()) x=(at(left + width * 0.1)) y=(at(to)) width=(at(width * 0.8))
                height=(at(from - to)) fill=[part.fill.pattern()] {}
        }
    });
    let pieces: String = pieces.map(PreEscaped::into_string).collect();
    html! {
        g {
            title { (date::day(it.day, caption.lang)) ": " (told(parts, &it.values, caption.lang)) }
            (PreEscaped(pieces))
        }
    }
}
