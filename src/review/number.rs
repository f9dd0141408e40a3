//! Numbers for people: with the marks of their language.

use crate::lang::Lang;

/// A number of things: `12,345`, `12.345`.
pub(crate) fn count(number: usize, lang: Lang) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push_str(lang.pick((",", ".")));
        }
        shown.push(digit);
    }
    shown
}

/// A number with this many decimals: `0.68`, `0,68`.
pub(crate) fn decimal(number: f64, decimals: usize, lang: Lang) -> String {
    format!("{number:.decimals$}").replace('.', lang.pick((".", ",")))
}

/// A share of 1 in per cent, with one decimal unless that is nought: `66.7%`, `66,7%`, `50%`.
pub(crate) fn percent(share: f64, lang: Lang) -> String {
    let shown = format!("{:.1}", share * 100.0);
    let shown = shown.strip_suffix(".0").unwrap_or(&shown);
    format!("{}%", shown.replace('.', lang.pick((".", ","))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_marks_of_their_language() {
        for (number, english, indonesian) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1,000", "1.000"),
            (1_234_567, "1,234,567", "1.234.567"),
        ] {
            assert_eq!(count(number, Lang::En), english);
            assert_eq!(count(number, Lang::Id), indonesian);
        }
        assert_eq!(
            (decimal(-0.676, 2, Lang::En), decimal(-0.676, 2, Lang::Id)),
            ("-0.68".into(), "-0,68".into())
        );
        for (share, english, indonesian) in [
            (2.0 / 3.0, "66.7%", "66,7%"),
            (0.5, "50%", "50%"),
            (0.004, "0.4%", "0,4%"),
            (1.0, "100%", "100%"),
        ] {
            assert_eq!(percent(share, Lang::En), english);
            assert_eq!(percent(share, Lang::Id), indonesian);
        }
    }
}
