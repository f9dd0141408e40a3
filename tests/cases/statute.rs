//! Cases of `data/statute.txt`: `words = canonical`.

use super::{Case, check, parse};
use netra::Analyzer;

#[test]
fn statute() {
    let cases = parse(include_str!("data/statute.txt"));
    let analyzer = Analyzer::default();
    let find = |case: &Case| {
        let found = analyzer.analyze(&case.article());
        let line = |statute: &netra::extract::Statute| {
            format!("{} = {}", &case.text[statute.span.range()], statute.canonical)
        };
        found.statutes.iter().map(line).collect()
    };
    check("statute.txt", &cases, find, |expected, found| expected == found);
}
