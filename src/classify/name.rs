//! What facts and classes of words are called: `data/model/facts.tsv` and `data/model/classes.tsv`.

use std::sync::LazyLock;

/// What something is called.
#[derive(Debug)]
pub(super) struct Name {
    id: &'static str,
    /// In Indonesian.
    pub(super) name_id: &'static str,
    /// In English.
    pub(super) name_en: &'static str,
}

static FACTS: LazyLock<Vec<Name>> =
    LazyLock::new(|| read("facts.tsv", include_str!("../../data/model/facts.tsv")));

static CLASSES: LazyLock<Vec<Name>> =
    LazyLock::new(|| read("classes.tsv", include_str!("../../data/model/classes.tsv")));

/// What the fact of an identifier is called.
pub(super) fn of_fact(id: &str) -> Option<&'static Name> {
    FACTS.iter().find(|name| name.id == id)
}

/// What the class of words of an identifier is called.
pub(super) fn of_class(id: &str) -> Option<&'static Name> {
    CLASSES.iter().find(|name| name.id == id)
}

fn read(file: &str, table: &'static str) -> Vec<Name> {
    let row = |(index, line): (usize, &'static str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, name_id, name_en] = cells[..] else {
            panic!("data/model/{file}:{}: {} cells where there are 3 columns", index + 1, cells.len())
        };
        Name { id, name_id, name_en }
    };
    table.lines().enumerate().skip(1).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::class;
    use super::super::fact::ids;
    use super::*;

    #[test]
    fn every_fact_and_class_has_a_name() {
        for id in ids().chain(["elsewhere", "start", "text"]) {
            assert!(of_fact(id).is_some(), "data/model/facts.tsv lacks {id}");
        }
        assert_eq!(FACTS.len(), ids().len() + 3, "data/model/facts.tsv names what is no fact");
        assert!(ids().is_sorted() && FACTS.is_sorted_by_key(|name| name.id));
        assert!(CLASSES.is_sorted_by_key(|name| name.id));
        for class in class::classes().names() {
            assert!(of_class(class).is_some(), "data/model/classes.tsv lacks {class}");
        }
        assert!(
            FACTS.iter().chain(&*CLASSES).all(|name| !name.name_id.is_empty() && !name.name_en.is_empty())
        );
    }
}
