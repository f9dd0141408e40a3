//! A plot as small as a word: bars of the last nights.

use super::scale::at;
use maud::{Markup, html};

const WIDTH: f64 = 96.0;
const HEIGHT: f64 = 24.0;

/// Where bars begin to stand out of the line under them, and how much room a cross above them takes.
const FLOOR: f64 = HEIGHT - 2.0;
const CROSS: f64 = 6.0;

/// A bar for each value, with a cross above each that is marked. `says` tells it in words to whoever points at it or
/// sees no pictures.
pub(crate) fn spark(values: &[(usize, Mark)], says: &str) -> Markup {
    let most = values.iter().map(|(value, _)| *value).max().unwrap_or(0).max(1) as f64;
    let width = WIDTH / values.len().max(1) as f64;
    let (mut bars, mut crosses) = (String::new(), String::new());
    for (index, (value, mark)) in values.iter().enumerate() {
        let left = index as f64 * width;
        if *value > 0 {
            let (x, bar, height) =
                (at(left + width * 0.15), at(width * 0.7), at((FLOOR - CROSS) * *value as f64 / most));
            bars.push_str(&format!("M{x} {}v-{height}h{bar}v{height}z", at(FLOOR)));
        }
        if *mark == Mark::Cross {
            crosses.push_str(&format!("M{} 0l4 4m0 -4l-4 4", at(left + width / 2.0 - 2.0)));
        }
    }
    html! {
        svg.spark viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) width=(WIDTH) height=(HEIGHT) role="img" {
            title { (says) }
            path.grid d=(format!("M0 {}H{WIDTH}", at(FLOOR))) {}
            path.solid d=(bars) {}
            path.cross d=(crosses) {}
        }
    }
}

/// What stands above a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing.
    None,
    /// A cross: something is wrong.
    Cross,
}
