//! Plots: figures as SVG that stands in the page, drawn on the server.
//!
//! A plot is a `<figure>` with a caption, then its numbers as a table that can be unfolded. What has no numbers
//! says so. Nothing here holds a style or a colour: parts of a bar are told apart by their [pattern](patterns) and
//! by words, and `plot.css` gives the colours of the page to classes. In SVG an element without content needs its
//! end like any other, so it is written `path {}` and never `path;`, whose followers would be its content. Pictures
//! are drawn for a screen of 360 px, on which their letters keep about their size.

mod bars;
mod line;
mod scale;
mod spark;
mod stack;
#[cfg(test)]
mod tests;

pub(crate) use bars::{Bar, bars};
pub(crate) use line::{Point, Series, lines};
pub(crate) use spark::{Mark, spark};
pub(crate) use stack::{Column, stacks};

use super::number::count;
use crate::lang::Lang;
use maud::{Markup, html};

/// The width of a picture, and of what stands left and right of its plot. What is left of a screen of 360 px
/// between the margins of a page is a little more.
const WIDTH: f64 = 320.0;
const LEFT: f64 = 38.0;
const RIGHT: f64 = 8.0;

/// The height of a picture, and of what stands above and below its plot.
const HEIGHT: f64 = 176.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 24.0;

/// The name, caption and language of a plot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caption<'a> {
    /// Tells the plot from others of its page: letters and hyphens.
    pub(crate) id: &'a str,
    /// What it shows.
    pub(crate) title: &'a str,
    /// How it is to be read.
    pub(crate) about: &'a str,
    /// The language of its own words.
    pub(crate) lang: Lang,
}

/// A kind of things that a bar is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    /// In words.
    pub(crate) name: &'a str,
    /// What it is filled with.
    pub(crate) fill: Fill,
}

/// What a part of a bar is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// One colour.
    Solid,
    /// Slanting lines.
    Lines,
    /// Dots.
    Dots,
    /// Its outline only.
    Hollow,
}

impl Fill {
    fn class(self) -> &'static str {
        match self {
            Fill::Solid => "solid",
            Fill::Lines => "lines",
            Fill::Dots => "dots",
            Fill::Hollow => "hollow",
        }
    }

    /// The pattern, where it is one.
    fn pattern(self) -> Option<&'static str> {
        match self {
            Fill::Lines => Some("url(#fill-lines)"),
            Fill::Dots => Some("url(#fill-dots)"),
            Fill::Solid | Fill::Hollow => None,
        }
    }
}

/// Numbers as a table: the names of its columns, and rows that begin with their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The patterns of all plots of a page, which must hold them once, before its plots.
pub(crate) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" {
            defs {
                pattern #fill-lines width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    path d="M1 0V5" {}
                }
                pattern #fill-dots width="4" height="4" patternUnits="userSpaceOnUse" {
                    circle cx="2" cy="2" r="1.2" {}
                }
            }
        }
    }
}

/// A figure: caption, drawing and table. Without numbers it says that there are none.
fn figure(caption: &Caption, drawing: Option<Markup>, table: &Table) -> Markup {
    let (lang, caption_id) = (caption.lang, format!("{}-caption", caption.id));
    html! {
        figure.plot id=(caption.id) aria-labelledby=(caption_id) {
            figcaption id=(caption_id) {
                b { (caption.title) }
                small { (caption.about) }
            }
            @match drawing {
                Some(drawing) => { (drawing) (folded(table, lang)) }
                None => p.none { (lang.pick(("There is nothing to show yet.", "Belum ada data."))) }
            }
        }
    }
}

fn folded(table: &Table, lang: Lang) -> Markup {
    html! {
        details {
            summary { (lang.pick(("Table", "Tabel"))) }
            div.wide {
                table {
                    thead { tr { @for name in &table.head { th scope="col" { (name) } } } }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the parts of bars mean.
fn key(parts: &[Part]) -> Markup {
    html! {
        ul.key {
            @for part in parts {
                li {
                    svg width="14" height="14" aria-hidden="true" {
                        rect.(part.fill.class()) x="1" y="1" width="12" height="12" fill=[part.fill.pattern()] {}
                    }
                    (part.name)
                }
            }
        }
    }
}

/// An SVG of the usual size with this name and description, which readers of the screen are told in its stead.
fn picture(caption: &Caption, says: &str, drawing: &Markup) -> Markup {
    let (title, says_id) = (format!("{}-title", caption.id), format!("{}-says", caption.id));
    html! {
        svg.draw viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-labelledby=(format!("{title} {says_id}")) {
            title id=(title) { (caption.title) }
            desc id=(says_id) { (says) }
            (drawing)
        }
    }
}

/// How many things each part has, for those that have any: `3 confirmed, 2 rejected`.
fn told(parts: &[Part], values: &[usize], lang: Lang) -> String {
    let told = parts.iter().zip(values).filter(|&(_, &value)| value > 0);
    let told: Vec<String> =
        told.map(|(part, &value)| format!("{} {}", count(value, lang), part.name)).collect();
    told.join(", ")
}
