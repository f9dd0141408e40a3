//! Cases of `data/sentence.txt`: a text with `‖` at every end inside it and `⏎` for a line break.

use crate::{check, parse};
use netra::text::sentences;

#[test]
fn sentence_ends() {
    let file = include_str!("data/sentence.txt");
    let mut cases = parse(file);
    for case in &mut cases {
        case.expected = case.text.split('‖').map(|text| text.replace('⏎', "\n").trim().to_owned()).collect();
        case.text = case.text.replace(" ‖ ", " ").replace(" ⏎ ‖", "\n").replace('‖', "").replace('⏎', "\n");
    }
    let find = |case: &crate::Case| {
        sentences(&case.text).into_iter().map(|span| case.text[span.range()].to_owned()).collect()
    };
    check("sentence.txt", &cases, find, |expected, found| expected == found);
}
