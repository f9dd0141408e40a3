//! Cases of `data/allegation.txt`: `act = status | accused as written | denied`.
//!
//! Where several acts or states are as defensible, they stand with slashes between. The accused is compared by
//! a shared word, so that a longer or shorter phrase for the same actor passes; `?` leaves it open.

use netra::Analyzer;

#[test]
fn allegations() {
    let cases = crate::parse(include_str!("data/allegation.txt"));
    let analyzer = Analyzer::default();
    crate::check("allegation.txt", &cases, |case| find(&analyzer, case), same);
}

fn find(analyzer: &Analyzer, case: &crate::Case) -> Vec<String> {
    let analysis = analyzer.analyze(&case.article());
    let line = |allegation: &netra::extract::Allegation| {
        let status = serde_json::to_value(allegation.status).expect("a state is a string");
        let denied = if allegation.denied { " | denied" } else { "" };
        format!(
            "{} = {} | {}{denied}",
            allegation.act,
            status.as_str().expect("a state is a string"),
            allegation.accused.text
        )
    };
    analysis.allegations.iter().map(line).collect()
}

fn same(expected: &str, found: &str) -> bool {
    let parts = |line: &str| -> Option<(String, String, String, bool)> {
        let (act, rest) = line.split_once(" = ")?;
        let mut fields = rest.split(" | ");
        let (status, accused) = (fields.next()?, fields.next()?);
        Some((act.to_owned(), status.to_owned(), accused.to_lowercase(), fields.next().is_some()))
    };
    let (Some(expected), Some(found)) = (parts(expected), parts(found)) else { return false };
    let words = |text: &'_ str| -> Vec<String> {
        text.split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let accused = expected.2 == "?" || words(&expected.2).iter().any(|word| words(&found.2).contains(word));
    expected.0.split('/').any(|act| act == found.0)
        && expected.1.split('/').any(|status| status == found.1)
        && accused
        && expected.3 == found.3
}
