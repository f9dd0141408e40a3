//! Shares over weeks, each with the interval in which the true one lies.

use super::scale::{at, column, days, grid, y};
use super::{Caption, Table, figure, picture};
use crate::date;
use crate::review::number::{count, percent};
use jiff::civil::Date;
use maud::{Markup, html};

/// What belongs together in a plot of shares.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Series {
    /// In words.
    pub(crate) name: String,
    /// Its points by week.
    pub(crate) points: Vec<Point>,
}

/// A share of a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    /// The first day of the week.
    pub(crate) day: Date,
    /// The share, from 0 to 1.
    pub(crate) share: f64,
    /// Between which shares the true one lies.
    pub(crate) interval: (f64, f64),
    /// So many of so many.
    pub(crate) counts: (usize, usize),
}

/// A line with its band for each series, over all the weeks whose first days are given. Points of other weeks are
/// left out. A series is known by the letter at its first point.
pub(crate) fn lines(caption: &Caption, weeks: &[Date], series: &[Series]) -> Markup {
    let lang = caption.lang;
    let labels = [0.0, 0.5, 1.0].map(|share| (share, percent(share, lang)));
    let shown = |it: &Series| it.points.iter().any(|point| weeks.contains(&point.day));
    let series: Vec<(char, &Series)> =
        series.iter().filter(|it| shown(it)).enumerate().map(|(at, it)| (letter(at), it)).collect();
    let drawing = html! {
        (grid(&labels))
        @for &(letter, it) in &series {
            (line(letter, it, weeks))
        }
        (days(weeks, lang))
    };
    let said: Vec<String> = series.iter().filter_map(|&(letter, it)| last(letter, it, caption)).collect();
    let drawing = html! {
        ul.key { @for &(letter, it) in &series { li { b { (letter) } " = " (it.name) } } }
        (picture(caption, &said.join("; "), &drawing))
    };
    let head = [
        ("Week from", "Pekan mulai"),
        ("Series", "Deret"),
        ("Share", "Bagian"),
        ("Interval", "Selang"),
        ("Counted", "Dihitung"),
    ];
    let rows = series.iter().flat_map(|(letter, it)| {
        it.points.iter().map(move |point| {
            let (low, high) = point.interval;
            vec![
                date::day(point.day, lang),
                format!("{letter}: {}", it.name),
                percent(point.share, lang),
                format!("{}–{}", percent(low, lang), percent(high, lang)),
                counted(point, caption),
            ]
        })
    });
    let table = Table { head: head.map(|name| lang.pick(name).to_owned()).to_vec(), rows: rows.collect() };
    figure(caption, (!series.is_empty()).then_some(drawing), &table)
}

fn line(letter: char, it: &Series, weeks: &[Date]) -> Markup {
    let placed = it.points.iter().filter_map(|point| {
        let index = weeks.iter().position(|week| *week == point.day)?;
        let (left, width) = column(index, weeks.len());
        Some((left + width / 2.0, point))
    });
    let placed: Vec<(f64, &Point)> = placed.collect();
    let path = |places: Vec<(f64, f64)>| {
        let places: Vec<String> =
            places.into_iter().map(|(x, share)| format!("{} {}", at(x), at(y(share)))).collect();
        format!("M{}", places.join("L"))
    };
    let upper = placed.iter().map(|(x, point)| (*x, point.interval.1));
    let lower = placed.iter().rev().map(|(x, point)| (*x, point.interval.0));
    html! {
        // Of a single point the band would have no width.
        @if let [(x, point)] = placed[..] {
            path.whisker d=(path(vec![(x, point.interval.1), (x, point.interval.0)])) {}
        } @else {
            path.band d=(format!("{}Z", path(upper.chain(lower).collect()))) {}
            path.line d=(path(placed.iter().map(|(x, point)| (*x, point.share)).collect())) {}
        }
        @for (x, point) in &placed {
            circle.dot cx=(at(*x)) cy=(at(y(point.share))) r="3" {}
        }
        @if let Some((x, point)) = placed.first() {
            text.letter x=(at(*x)) y=(at(y(point.share) - 7.0)) text-anchor="middle" { (letter) }
        }
    }
}

/// The last point of a series in words.
fn last(letter: char, it: &Series, caption: &Caption) -> Option<String> {
    let point = it.points.last()?;
    let day = date::day(point.day, caption.lang);
    Some(format!("{letter}, {day}: {} ({})", percent(point.share, caption.lang), counted(point, caption)))
}

fn counted(point: &Point, caption: &Caption) -> String {
    let (part, of) = point.counts;
    let lang = caption.lang;
    format!("{} {} {}", count(part, lang), lang.pick(("of", "dari")), count(of, lang))
}

/// The letter of a series: A for the first one, and Z for all from the twenty-sixth on.
fn letter(index: usize) -> char {
    ('A'..='Z').nth(index).unwrap_or('Z')
}
