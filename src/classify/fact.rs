//! The table of facts and their weights: `data/model/facts.tsv`.

use std::sync::LazyLock;

/// A fact that counts for or against looking at an article.
#[derive(Debug)]
pub(super) struct Fact {
    id: &'static str,
    /// What it adds to the log-odds.
    pub(super) weight: f64,
    /// What it is called in Indonesian.
    pub(super) name_id: &'static str,
    /// What it is called in English.
    pub(super) name_en: &'static str,
}

static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let table = include_str!("../../data/model/facts.tsv");
    table.lines().enumerate().skip(1).map(|(index, line)| read(index + 1, line)).collect()
});

/// The fact of an identifier.
pub(super) fn fact(id: &str) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| fact.id == id)
}

fn read(line: usize, row: &'static str) -> Fact {
    let cells: Vec<&str> = row.split('\t').collect();
    let [id, weight, name_id, name_en] = cells[..] else {
        panic!("data/model/facts.tsv:{line}: {} cells where there are 4 columns", cells.len())
    };
    let weight =
        weight.parse().unwrap_or_else(|_| panic!("data/model/facts.tsv:{line}: {weight:?} is no weight"));
    Fact { id, weight, name_id, name_en }
}
