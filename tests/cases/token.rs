//! Cases of `data/token.txt`: the tokens of a text, white space left out, on one line.

use crate::{check, parse};
use netra::text::words;

#[test]
fn tokens() {
    let file = include_str!("data/token.txt");
    let find = |case: &crate::Case| {
        let tokens: Vec<&str> = words(&case.text).map(|token| token.text(&case.text)).collect();
        vec![tokens.join(" ␣ ")]
    };
    check("token.txt", &parse(file), find, |expected, found| expected == found);
}
