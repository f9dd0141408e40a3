//! Matters: which accusations are of one person and one act, in one article and across two.

use super::accused::{Accusation, Bond, bond, same_class};
use super::act::{Kinship, kinship};

/// How far apart the days of one act may lie in two reports: a weekday misread, a night counted to either day.
const SAME_ACT: u32 = 1;

/// For each accusation of an article the number of its matter, from 0 in order.
///
/// What an article says of one person is one matter, be the acts as different as they may: a report, its
/// check and its outcome speak of a visit, a photograph and a call for votes. Two are those that have days of
/// their own, and an old matter in the background whose act is no kin.
pub(super) fn of(accusations: &[Accusation]) -> Vec<usize> {
    let mut matters: Vec<usize> = Vec::with_capacity(accusations.len());
    let mut count = 0;
    for (index, own) in accusations.iter().enumerate() {
        let known = (0..index).find(|&other| is_one(own, &accusations[other])).map(|other| matters[other]);
        matters.push(known.unwrap_or(count));
        count += usize::from(known.is_none());
    }
    matters
}

fn is_one(own: &Accusation, other: &Accusation) -> bool {
    let acts = kinship(&own.act, &other.act);
    let bond = bond(own, other);
    // An article without a place leaves none to compare; it still speaks of the same camat.
    let one = bond >= Bond::Class || bond == Bond::None && same_class(own, other);
    one && !days_differ(own, other) && (acts >= Kinship::Kin || own.central == other.central)
}

/// Whether both say when, and not the same.
pub(super) fn days_differ(own: &Accusation, other: &Accusation) -> bool {
    own.day.zip(other.day).is_some_and(|(own, other)| own.apart(other) > SAME_ACT)
}
