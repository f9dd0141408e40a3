//! Cases of `data/date.txt`: `words = value granularity [role]`; dates without a value are not listed.

use super::{Case, check, parse};
use netra::Analyzer;
use netra::extract::DateMention;

#[test]
fn date() {
    let cases = parse(include_str!("data/date.txt"));
    let analyzer = Analyzer::default();
    let line = |date: &DateMention| {
        let value = date.value.as_deref()?;
        let (granularity, role) = (date.granularity, date.role);
        Some(format!("{} = {value} {granularity:?} {role:?}", date.text).to_lowercase())
    };
    let find = |case: &Case| analyzer.analyze(&case.article()).dates.iter().filter_map(line).collect();
    // A case that does not name the role is content with any.
    let same = |expected: &str, found: &str| {
        let expected = expected.to_lowercase();
        found == expected || found.rsplit_once(' ').is_some_and(|(found, _)| found == expected)
    };
    check("date.txt", &cases, find, same);
}
