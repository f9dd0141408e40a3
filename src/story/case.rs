//! Cases: which known case a matter of a new article belongs to.

use super::Member;
use super::accused::{Accusation, Bond, bond};
use super::act::{Kinship, kinship};
use super::matter::days_differ;
use super::pair::{Pair, wording};
use std::collections::{BTreeMap, BTreeSet};

/// The most days between two reports of one case: the season of an election, from the candidates' enrolment
/// to the last sanctions.
const CASE_DAYS: u32 = 180;

/// From what share of the wording on two articles are taken to speak of the same thing.
const SAME_TEXT: f32 = 0.35;

/// A candidate with what it has in common with the new article, and whether both tell one story.
pub(super) struct Kin<'a> {
    pub(super) member: &'a Member<'a>,
    pub(super) pair: Pair<'a>,
    pub(super) is_story: bool,
}

/// How surely an accusation belongs to a case: by who it is, by the act, by the wording in hundredths.
type Rank = (Bond, Kinship, u32);

/// The case to which a matter, some accusations of one person, belongs.
///
/// A case of which any report is of somebody else is none of them, however well another report fits. Where
/// two cases fit equally well and neither by name nor by office, nobody can tell which is meant, and the
/// matter belongs to neither.
pub(super) fn find(matter: &[&Accusation], kin: &[Kin]) -> Option<i64> {
    let mut ranks: BTreeMap<i64, Rank> = BTreeMap::new();
    let mut excluded = BTreeSet::new();
    for kin in kin {
        if kin.pair.days_apart().is_some_and(|days| days > CASE_DAYS) {
            continue;
        }
        for (other, case) in kin.member.sketch.accusations.iter().zip(kin.member.cases) {
            let Some(case) = *case else { continue };
            for own in matter {
                match rank(own, other, kin) {
                    Verdict::Other => {
                        excluded.insert(case);
                    }
                    Verdict::Same(rank) => {
                        let held = ranks.entry(case).or_insert(rank);
                        *held = rank.max(*held);
                    }
                    Verdict::Open => {}
                }
            }
        }
    }
    ranks.retain(|case, _| !excluded.contains(case));
    // Of equal ones the newest case, which has the greatest number.
    let (&case, &best) = ranks.iter().max_by_key(|(_, rank)| **rank)?;
    let rivals = ranks.values().filter(|rank| (rank.0, rank.1) == (best.0, best.1)).count();
    (best.0 >= Bond::Post || rivals == 1).then_some(case)
}

/// What two accusations are to each other.
enum Verdict {
    /// Of two people.
    Other,
    /// Of one person or of two, of one matter or of two: nothing tells.
    Open,
    /// Of one person and one matter.
    Same(Rank),
}

fn rank(own: &Accusation, other: &Accusation, kin: &Kin) -> Verdict {
    let bond = bond(own, other);
    if bond == Bond::Contrary {
        return Verdict::Other;
    }
    let acts = kinship(&own.act, &other.act);
    let pair = &kin.pair;
    let same_text = kin.is_story || pair.wording >= SAME_TEXT;
    let earlier_day = pair.shares_an_earlier_day();
    let others = pair.shares_others(&own.names);
    let is_kin = acts >= Kinship::Kin;
    let is_same = match bond {
        // Who is certain. Of acts that are no kin something must show that both reports mean one event.
        Bond::Name | Bond::Post => is_kin || same_text || earlier_day,
        // Initials in one office of one regency, and time to tell a season from the next.
        Bond::Part => (is_kin && pair.days_apart().is_some()) || same_text,
        // One of many: the same text, or the same day and somebody else or some wording besides.
        Bond::Class => is_kin && (same_text || (earlier_day && (others || pair.wording >= wording::SOME))),
        Bond::None | Bond::Contrary => false,
    };
    if !is_same || (days_differ(own, other) && !same_text) {
        return Verdict::Open;
    }
    Verdict::Same((bond, acts, (pair.wording * 100.0) as u32))
}
