//! Bars by category, one under another. They are a list in which only the bars are drawn, so that the names of
//! categories are text that breaks, grows and links as text does.

use super::{Caption, Part, Table, figure, told};
use crate::review::number::count;
use maud::{Markup, html};

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// In words.
    pub(crate) name: String,
    /// Where its things are listed.
    pub(crate) href: Option<String>,
    /// How many things each part has.
    pub(crate) values: Vec<usize>,
}

/// Bars in the order in which they are given; the longest fills the width.
pub(crate) fn bars(caption: &Caption, parts: &[Part], bars: &[Bar]) -> Markup {
    let lang = caption.lang;
    let total = |bar: &Bar| bar.values.iter().sum::<usize>();
    let most = bars.iter().map(total).max().unwrap_or(0);
    let drawing = html! {
        ol.bars {
            @for bar in bars {
                li {
                    @match &bar.href {
                        Some(href) => a href=(href) { (bar.name) },
                        None => span { (bar.name) }
                    }
                    b { (count(total(bar), lang)) }
                    (drawn(parts, &bar.values, most))
                    small { (told(parts, &bar.values, lang)) }
                }
            }
        }
    };
    let mut head = vec![caption.title.to_owned(), lang.pick(("all", "semua")).to_owned()];
    head.extend(parts.iter().map(|part| part.name.to_owned()));
    let row = |bar: &Bar| {
        let first = [bar.name.clone(), count(total(bar), lang)].into_iter();
        first.chain(bar.values.iter().map(|&value| count(value, lang))).collect()
    };
    let table = Table { head, rows: bars.iter().map(row).collect() };
    figure(caption, (most > 0).then_some(drawing), &table)
}

/// A bar as wide as its share of `most`.
fn drawn(parts: &[Part], values: &[usize], most: usize) -> Markup {
    let percent = |value: usize| format!("{:.2}%", 100.0 * value as f64 / most.max(1) as f64);
    let starts = values.iter().scan(0, |sum, value| {
        *sum += value;
        Some(*sum - value)
    });
    html! {
        svg width="100%" height="12" aria-hidden="true" {
            @for ((part, &value), start) in parts.iter().zip(values).zip(starts).filter(|((_, value), _)| **value > 0) {
                rect.(part.fill.class()) x=(percent(start)) y="1" width=(percent(value)) height="10"
                    fill=[part.fill.pattern()] {}
            }
        }
    }
}
