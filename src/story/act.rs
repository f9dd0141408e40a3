//! Acts that reports of one matter may tell in each other's words.

/// How the acts of two reports go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// Two matters, unless much else speaks against it.
    None,
    /// One matter may be told as either.
    Kin,
    /// One act.
    Same,
}

/// Pairs of acts of which one matter may be told as either, with the reason. What is not here is not kin:
/// a fortnight after a pose, goods handed out by the same camat are another matter.
const KIN: [(&str, &str); 22] = [
    // A photograph, a pose and a call for votes are news because somebody posted them.
    ("social_media_support", "photo_with_candidate"),
    ("social_media_support", "symbol_pose"),
    ("social_media_support", "persuade_voters"),
    // Campaign material goes round in chat groups: `membagikan materi kampanye di grup WhatsApp`.
    ("social_media_support", "distribute_campaign_material"),
    // The pose is in the photograph.
    ("photo_with_candidate", "symbol_pose"),
    // Photographs and poses are taken at rallies and declarations; one report names the picture, the next the
    // event.
    ("photo_with_candidate", "attend_campaign"),
    ("photo_with_candidate", "attend_declaration"),
    ("photo_with_candidate", "wear_attributes"),
    ("symbol_pose", "attend_campaign"),
    ("symbol_pose", "attend_declaration"),
    ("symbol_pose", "persuade_voters"),
    // Whoever is at a rally takes part in the campaign, wears its shirt, calls for votes.
    ("attend_campaign", "attend_declaration"),
    ("attend_campaign", "persuade_voters"),
    ("attend_campaign", "wear_attributes"),
    ("attend_campaign", "partisan_event"),
    ("attend_campaign", "campaign_team"),
    ("attend_campaign", "campaign_without_leave"),
    ("attend_declaration", "wear_attributes"),
    // A gathering is held to direct those who come or to ask for their votes.
    ("partisan_event", "mobilise_subordinates"),
    ("partisan_event", "persuade_voters"),
    ("mobilise_subordinates", "persuade_voters"),
    // What is handed out is campaign material to one reporter and a gift to another.
    ("distribute_campaign_material", "give_goods"),
];

/// How two acts go together. `unspecified` is kin to all: later reports of a matter often say no more than
/// that its neutrality was in doubt.
pub(super) fn kinship(own: &str, other: &str) -> Kinship {
    let listed = || KIN.iter().any(|&(a, b)| (a, b) == (own, other) || (b, a) == (own, other));
    if own == other {
        Kinship::Same
    } else if own == "unspecified" || other == "unspecified" || listed() {
        Kinship::Kin
    } else {
        Kinship::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;

    #[test]
    fn every_act_of_the_table_exists_and_no_pair_stands_twice() {
        let mut pairs = std::collections::BTreeSet::new();
        for (a, b) in KIN {
            assert!(lexicon::builtin().act(a).is_some() && lexicon::builtin().act(b).is_some(), "{a} {b}");
            assert!(a != b && pairs.insert((a.min(b), a.max(b))), "{a} {b}");
        }
        assert!(lexicon::builtin().act("unspecified").is_some());
    }

    #[test]
    fn kinship_goes_both_ways() {
        for (own, other, expected) in [
            ("symbol_pose", "symbol_pose", Kinship::Same),
            ("symbol_pose", "attend_campaign", Kinship::Kin),
            ("attend_campaign", "symbol_pose", Kinship::Kin),
            ("give_goods", "unspecified", Kinship::Kin),
            ("give_goods", "symbol_pose", Kinship::None),
            ("illegal_rotation", "persuade_voters", Kinship::None),
        ] {
            assert_eq!(kinship(own, other), expected, "{own} {other}");
        }
    }
}
