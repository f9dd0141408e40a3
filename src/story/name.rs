//! Names of people as different outlets write them: in full, in part, by initials.

use crate::text::fold;

/// How two names go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// They are of two people.
    None,
    /// One is one word of the other, or the initials of the other: one person if the rest fits.
    Part,
    /// They share two words or more, and the shorter says nothing that the longer does not.
    Full,
}

/// The form in which a name is kept: small letters, or capitals without dots for one that is initials only.
pub(super) fn normal(name: &str) -> String {
    match initials(name) {
        Some(initials) => initials,
        None => {
            name.split_whitespace().map(|word| fold(word.trim_matches('.'))).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The letters of a name that is initials only: `MH` of `M.H.`; at most four.
fn initials(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|char| char.is_alphabetic()).collect();
    let is_short = name.split([' ', '.']).all(|word| word.chars().count() <= 3);
    let few = (1..=4).contains(&letters.chars().count());
    (few && is_short && letters.chars().all(char::is_uppercase)).then_some(letters)
}

/// Whether a kept name is initials only.
pub(super) fn is_initials(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// How two kept names go together.
pub(super) fn likeness(own: &str, other: &str) -> Likeness {
    match (is_initials(own), is_initials(other)) {
        (false, false) => words(own, other),
        // One letter fits too many.
        (true, true) if own == other && own.len() > 1 => Likeness::Part,
        (true, false) if may_stand_for(own, other) => Likeness::Part,
        (false, true) if may_stand_for(other, own) => Likeness::Part,
        _ => Likeness::None,
    }
}

fn words(own: &str, other: &str) -> Likeness {
    let (own, other): (Vec<&str>, Vec<&str>) = (own.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if own.len() <= other.len() { (own, other) } else { (other, own) };
    let fits = |word: &&str| {
        long.iter().any(|other| {
            other == word
                || (word.len() == 1 && other.starts_with(*word))
                || (other.len() == 1 && word.starts_with(*other))
        })
    };
    match (short.iter().all(fits), short.len()) {
        (false, _) => Likeness::None,
        (true, 1) if long.len() > 1 => Likeness::Part,
        (true, 1) => {
            if short[0].is_empty() {
                Likeness::None
            } else {
                Likeness::Part
            }
        }
        (true, _) => Likeness::Full,
    }
}

/// Whether initials, two or more, may stand for a name: its first letter and then others in its order, `SA`
/// for `siti nur aini`.
fn may_stand_for(initials: &str, name: &str) -> bool {
    let mut firsts = name.split(' ').filter_map(|word| word.chars().next());
    let mut letters = initials.chars().flat_map(char::to_lowercase);
    initials.len() > 1
        && letters.next().is_some_and(|letter| firsts.next() == Some(letter))
        && letters.all(|letter| firsts.any(|first| first == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared() {
        for (own, other, expected) in [
            ("Hardiyan Maulida", "Hardiyan Maulida", Likeness::Full),
            ("Hardiyan Maulida", "HARDIYAN MAULIDA SAPUTRA", Likeness::Full),
            ("Hardiyan Maulida S", "Hardiyan Maulida Saputra", Likeness::Full),
            ("Hardiyan", "Hardiyan Maulida", Likeness::Part),
            ("Maulida", "Hardiyan", Likeness::None),
            ("Hardiyan Maulida", "Hardiyan Pratama", Likeness::None),
            ("HM", "Hardiyan Maulida", Likeness::Part),
            ("H.M.", "HM", Likeness::Part),
            ("MH", "Hardiyan Maulida", Likeness::None),
            ("SA", "Siti Nur Aini", Likeness::Part),
            ("H", "Hardiyan Maulida", Likeness::None),
            ("H", "H", Likeness::None),
            ("HM", "HS", Likeness::None),
        ] {
            let (own, other) = (normal(own), normal(other));
            assert_eq!(likeness(&own, &other), expected, "{own} {other}");
            assert_eq!(likeness(&other, &own), expected, "{other} {own}");
        }
    }
}
