//! Whom a report is about, and by what name a draft calls them.

use super::Draft;
use crate::export::story::{accused, found};
use crate::extract::{Status, StoryRole};
use crate::store::Claim;

/// Somebody whom the claims of a story are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suspect<'d> {
    /// The name or the words of the article, where the draft may say them.
    pub(super) name: Option<&'d str>,
    /// The office.
    pub(super) office: Option<&'d str>,
    /// The institution.
    pub(super) institution: Option<&'d str>,
    /// The area of the office.
    pub(super) area: Option<&'d str>,
}

/// Those whom the claims are about, each once: who is of one case, or has one name, is one. Of several ways to call
/// them the first counts that gives a name, since the others may be of a headline.
pub(super) fn all(draft: &Draft) -> Vec<Suspect<'_>> {
    let mut all: Vec<(usize, &Claim)> = Vec::new();
    for (number, claim) in draft.face.claims.iter().enumerate() {
        let is_same = |(_, other): &&mut (usize, &Claim)| {
            (claim.case.is_some() && claim.case == other.case)
                || (claim.person.is_some() && claim.person == other.person)
        };
        match all.iter_mut().find(is_same) {
            Some(known) if known.1.person.is_none() && claim.person.is_some() => *known = (number, claim),
            Some(_) => {}
            None => all.push((number, claim)),
        }
    }
    all.into_iter().map(|(number, claim)| Suspect::of(draft, number, claim)).collect()
}

impl<'d> Suspect<'d> {
    fn of(draft: &'d Draft, number: usize, claim: &'d Claim) -> Suspect<'d> {
        let known = accused(&draft.face, claim);
        Suspect {
            name: name(draft, number, claim),
            office: claim.position.as_deref(),
            institution: known.and_then(|it| it.institution.as_deref()),
            area: known.and_then(|it| it.jurisdiction.as_deref()),
        }
    }
}

/// Whether a name is that of somebody whom the claims are about.
pub(super) fn is_one(draft: &Draft, name: &str) -> bool {
    let claims = &draft.face.claims;
    let mut people = draft.stored.people.iter();
    claims.iter().any(|claim| claim.person.as_deref() == Some(name))
        || people.any(|person| person.story_role == StoryRole::Accused && person.name == name)
}

/// What the draft may call the person whom a claim is about: initials as they are; a name only where the newest
/// report says that the matter was proven or sanctioned; the words of the article where they name nobody.
fn name<'d>(draft: &'d Draft, number: usize, claim: &'d Claim) -> Option<&'d str> {
    let state = draft.latest(claim).map_or(claim.status.as_str(), |stage| &stage.status);
    let is_settled = matches!(Status::named(state), Some(Status::Proven | Status::Sanctioned));
    match claim.person.as_deref() {
        Some(name) => (is_settled || is_initials(name, &draft.face.current.text)).then_some(name),
        None if claim.accused.is_empty() => None,
        None => (is_settled || !names_somebody(draft, number, claim)).then_some(claim.accused.as_str()),
    }
}

/// Whether a person's name stands in the words by which an article calls the accused. Where they cannot be found in
/// its text, it may.
fn names_somebody(draft: &Draft, number: usize, claim: &Claim) -> bool {
    let Some(found) = found(&draft.stored, number, claim) else { return true };
    let [start, end] = found.accused.span;
    let people = draft.stored.people.iter();
    let text = &draft.face.current.text;
    people.filter(|person| !is_initials(&person.name, text)).any(|person| {
        person.mentions.iter().any(|&[from, to]| from < end && start < to)
            || claim.accused.contains(person.name.as_str())
    })
}

/// Whether a name is only initials: `DW`, `H.`, `A S`; longer ones where the text says so: `berinisial MRS`.
fn is_initials(name: &str, text: &str) -> bool {
    let mut pieces = name.split([' ', '.']).filter(|piece| !piece.is_empty()).peekable();
    let longest = if text.contains(&format!("inisial {name}")) { 4 } else { 2 };
    pieces.peek().is_some()
        && pieces.all(|piece| piece.chars().count() <= longest && piece.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_no_names() {
        for name in ["DW", "H", "H.", "A.S.", "M R"] {
            assert!(is_initials(name, ""), "{name}");
        }
        for name in ["", ".", "ALI", "Darto Wibawa", "Dw", "D Wibawa", "MRS"] {
            assert!(!is_initials(name, "Lurah ALI diduga"), "{name}");
        }
        assert!(is_initials("MRS", "Lurah berinisial MRS diduga"));
        assert!(!is_initials("Ali", "Lurah berinisial Ali diduga"));
    }
}
