//! Where numbers stand in a picture.

use super::{BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH};
use crate::date;
use crate::lang::Lang;
use jiff::civil::Date;
use maud::{Markup, html};

/// The most days that are written under a picture, which has room for no more.
const DAYS: usize = 4;

/// Round numbers from 0 to `most` or a little more, in at most `steps` steps of at least 1.
pub(super) fn ticks(most: usize, steps: usize) -> Vec<usize> {
    let (most, steps) = (most.max(1), steps.max(1));
    let mut power: usize = 1;
    let step = 'found: loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if most.div_ceil(step) <= steps {
                break 'found step;
            }
        }
        power = power.saturating_mul(10);
    };
    (0..=most.div_ceil(step)).map(|times| step.saturating_mul(times)).collect()
}

/// A coordinate in a tenth of a unit, which is finer than any screen.
pub(super) fn at(place: f64) -> String {
    let place = format!("{place:.1}");
    place.strip_suffix(".0").map(str::to_owned).unwrap_or(place)
}

/// The height at which a share of the whole height of the plot stands.
pub(super) fn y(share: f64) -> f64 {
    TOP + (1.0 - share.clamp(0.0, 1.0)) * (HEIGHT - TOP - BOTTOM)
}

/// The left edge and the width of a column of so many.
pub(super) fn column(index: usize, of: usize) -> (f64, f64) {
    let width = (WIDTH - LEFT - RIGHT) / of.max(1) as f64;
    (LEFT + index as f64 * width, width)
}

/// Lines across the plot, each with its label: a share of the height and what it means.
pub(super) fn grid(labels: &[(f64, String)]) -> Markup {
    html! {
        @for (share, label) in labels {
            path.grid d=(format!("M{} {}H{}", at(LEFT), at(y(*share)), at(WIDTH - RIGHT))) {}
            text x=(at(LEFT - 5.0)) y=(at(y(*share) + 4.0)) text-anchor="end" { (label) }
        }
    }
}

/// Some of the days of columns under them; the year is told of days that are not of the last one's.
pub(super) fn days(columns: &[Date], lang: Lang) -> Markup {
    let every = columns.len().div_ceil(DAYS).max(1);
    let year = columns.last().map_or(0, |day| day.year());
    html! {
        @for (index, day) in columns.iter().enumerate().step_by(every) {
            @let (left, width) = column(index, columns.len());
            @let middle = left + width / 2.0;
            path.tick d=(format!("M{} {}v4", at(middle), at(HEIGHT - BOTTOM))) {}
            text x=(at(middle.clamp(LEFT + 12.0, WIDTH - 34.0))) y=(at(HEIGHT - BOTTOM + 17.0)) text-anchor="middle" {
                (date::short(*day, year, lang))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_few_and_round_and_reach_the_most() {
        for (most, steps, expected) in [
            (0, 4, vec![0, 1]),
            (1, 4, vec![0, 1]),
            (3, 4, vec![0, 1, 2, 3]),
            (4, 4, vec![0, 1, 2, 3, 4]),
            (5, 4, vec![0, 2, 4, 6]),
            (9, 4, vec![0, 5, 10]),
            (23, 4, vec![0, 10, 20, 30]),
            (100, 4, vec![0, 50, 100]),
            (1001, 4, vec![0, 500, 1000, 1500]),
            (7, 1, vec![0, 10]),
            (3, 0, vec![0, 5]),
        ] {
            assert_eq!(ticks(most, steps), expected, "{most} in {steps}");
        }
        assert!(ticks(usize::MAX, 4).len() <= 5);
    }

    #[test]
    fn places_lie_within_the_picture() {
        assert_eq!((y(0.0), y(1.0), y(2.0)), (HEIGHT - BOTTOM, TOP, TOP));
        for of in [1, 26, 104] {
            let (left, _) = column(0, of);
            let (last, width) = column(of - 1, of);
            assert!(left == LEFT && (last + width - (WIDTH - RIGHT)).abs() < 1e-9, "{of}");
        }
        assert_eq!((at(12.0), at(0.25), at(3.96)), ("12".to_owned(), "0.2".to_owned(), "4".to_owned()));
    }
}
