//! Cases of `data/quote.txt`: `WORDS = SPEAKER | CUE | direct or indirect`. `…` at the end of the words stands
//! for the rest of them, `-` for no speaker or no cue.

use crate::{check, parse};

#[test]
fn quotes() {
    let cases = parse(include_str!("data/quote.txt"));
    let analyzer = netra::Analyzer::default();
    let find = |case: &crate::Case| {
        let article = case.article();
        let analysis = analyzer.analyze(&article);
        let line = |quote: &netra::extract::Quote| {
            let words = &article.text()[quote.span.range()];
            let speaker = quote.speaker.map_or("-", |speaker| &analysis.people[speaker].name);
            let cue = quote.cue.as_deref().unwrap_or("-");
            let kind = if quote.direct { "direct" } else { "indirect" };
            format!("{words} = {speaker} | {cue} | {kind}")
        };
        analysis.quotes.iter().map(line).collect()
    };
    check("quote.txt", &cases, find, same);
}

/// Whether what was found is what was expected, where the words may be cut short.
fn same(expected: &str, found: &str) -> bool {
    match (expected.split_once(" … = "), found.split_once(" = ")) {
        _ if expected == found => true,
        (None, Some(_)) => expected.split_once("… = ").zip(found.split_once(" = ")).is_some_and(is_cut),
        (Some(expected), Some(found)) => is_cut((expected, found)),
        _ => false,
    }
}

fn is_cut((expected, found): ((&str, &str), (&str, &str))) -> bool {
    found.0.starts_with(expected.0) && expected.1 == found.1
}
