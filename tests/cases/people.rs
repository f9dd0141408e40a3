//! Cases of `data/people.txt`: `NAME = POSITION | INSTITUTION | JURISDICTION`, `-` for none, `?` for any.

use crate::{check, parse};

#[test]
fn people() {
    let cases = parse(include_str!("data/people.txt"));
    let analyzer = netra::Analyzer::default();
    let find = |case: &crate::Case| {
        let analysis = analyzer.analyze(&case.article());
        let line = |person: &netra::extract::Person| {
            let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            let (position, institution) = (or_none(&person.position), or_none(&person.institution));
            format!("{} = {position} | {institution} | {}", person.name, or_none(&person.jurisdiction))
        };
        analysis.people.iter().map(line).collect()
    };
    check("people.txt", &cases, find, same);
}

/// Whether what was found is what was expected, part by part.
fn same(expected: &str, found: &str) -> bool {
    let parts = |line: &str| -> Vec<String> {
        line.split(" = ").flat_map(|half| half.split(" | ")).map(str::to_owned).collect()
    };
    let (expected, found) = (parts(expected), parts(found));
    expected.len() == found.len()
        && expected.iter().zip(&found).all(|(expected, found)| expected == "?" || expected == found)
}
