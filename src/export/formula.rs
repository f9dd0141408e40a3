//! What a spreadsheet would run.
//!
//! A program that opens a table takes a cell that begins with `=` for a formula, and some also one that begins with
//! `+`, `-`, `@`, a tab or a line end, with blanks before it or in the wide forms of these signs. A headline must
//! not be able to compute, load or start anything on the machine of whoever opens the export.

/// Whether a spreadsheet might take a text for a formula.
pub(super) fn is_risky(text: &str) -> bool {
    let rest =
        text.trim_start_matches(|char: char| char.is_whitespace() || char.is_control() || is_hidden(char));
    text.starts_with(['\t', '\r', '\n']) || rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether a sign shows nothing, so that what follows it looks like the beginning.
fn is_hidden(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_formula_is_risky_and_nothing_else() {
        for text in [
            "=1+1",
            "+62 812",
            "-1",
            "@sum",
            "\tx",
            "\rx",
            "\nx",
            " =1",
            "\u{a0}=1",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠a",
            "\u{feff}=1",
            "\u{0}=1",
            "\u{200b}@a",
            "=",
        ] {
            assert!(is_risky(text), "{text:?}");
        }
        for text in ["", " ", "Camat", "1=1", "'=1", "(=1)", "“=1”", "–1", "a\t=1", "a\n=1"] {
            assert!(!is_risky(text), "{text:?}");
        }
    }
}
