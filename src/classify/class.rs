//! Classes of words: what the phrases of the lexicon stand for, whatever words they are made of.

use crate::extract::Status;
use crate::lexicon::{self, ActorKind, Lexicon, Sense, Signal, fold_hash};
use std::sync::LazyLock;

/// A class: an index into [`Classes::all`].
pub(super) type Class = u8;

/// All classes, and which of them each sense of the lexicon has.
pub(super) struct Classes {
    /// Name and hash of each class.
    all: Vec<(&'static str, u64)>,
    signals: Vec<Class>,
    /// For each class of act words; none for those that only say that neutrality is spoken of.
    act_words: Vec<Option<Class>>,
    actors: Vec<Option<Class>>,
    positions: Vec<Class>,
    /// A sentence that only speaks of rules, wishes, conditions and risks.
    pub(super) generic: Class,
    states: [Class; 5],
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes::of(lexicon::builtin()));

/// The classes of the built-in lexicon.
pub(super) fn classes() -> &'static Classes {
    &CLASSES
}

/// The hash of a class, which is not that of the word that names it.
pub(super) fn hash_of(name: &str) -> u64 {
    fold_hash(name.as_bytes()) ^ 0x082e_fa98_ec4e_6c89
}

fn name_of_state(state: Status) -> &'static str {
    match state {
        Status::Alleged => "state_alleged",
        Status::UnderReview => "state_under_review",
        Status::Proven => "state_proven",
        Status::Sanctioned => "state_sanctioned",
        Status::Dismissed => "state_dismissed",
    }
}

impl Classes {
    fn of(lexicon: &Lexicon) -> Classes {
        let mut all: Vec<(&'static str, u64)> = Vec::new();
        let mut class = |name: &'static str| -> Class {
            let known = all.iter().position(|&(known, _)| known == name);
            let at = known.unwrap_or_else(|| {
                all.push((name, hash_of(name)));
                all.len() - 1
            });
            Class::try_from(at).expect("there are fewer than 256 classes")
        };
        let signals = Signal::ALL.iter().map(|signal| class(signal.name())).collect();
        let act_words = lexicon.act_classes.iter().map(|&name| {
            let is_topic = matches!(name, "neutrality" | "not_neutral");
            (!is_topic).then(|| class(name))
        });
        let act_words = act_words.collect();
        let mut actor = |kind: ActorKind| {
            Some(class(match kind {
                ActorKind::Bound => "bound",
                ActorKind::Head => "head",
                ActorKind::Unbound => "unbound",
                ActorKind::Authority => "authority",
                ActorKind::Party => "party_to_it",
                ActorKind::One | ActorKind::Count => "some",
                ActorKind::Universal => "all",
                _ => return None,
            }))
        };
        let actors = lexicon.actors.iter().map(|word| actor(word.kind)).collect();
        let positions: Vec<Option<Class>> =
            lexicon.positions.iter().map(|position| position.kind().and_then(&mut actor)).collect();
        let office = class("office");
        let positions = positions.into_iter().map(|class| class.unwrap_or(office)).collect();
        let states =
            [Status::Alleged, Status::UnderReview, Status::Proven, Status::Sanctioned, Status::Dismissed];
        let states = states.map(|state| class(name_of_state(state)));
        let generic = class("generic");
        Classes { all, signals, act_words, actors, positions, generic, states }
    }

    /// The class of what a phrase means.
    pub(super) fn of_sense(&self, sense: Sense) -> Option<Class> {
        match sense {
            Sense::Signal(signal) => Some(self.signals[signal as usize]),
            Sense::ActWord(class) => self.act_words[usize::from(class)],
            Sense::Actor(index) => self.actors[usize::from(index)],
            Sense::Position(index) => Some(self.positions[usize::from(index)]),
            _ => None,
        }
    }

    /// The class of a sentence that reports a state.
    pub(super) fn of_state(&self, state: Status) -> Class {
        self.states[state as usize]
    }

    /// The names of all classes.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(|&(name, _)| name)
    }

    #[cfg(feature = "train")]
    pub(super) fn name(&self, class: Class) -> &'static str {
        self.all[usize::from(class)].0
    }

    pub(super) fn hash(&self, class: Class) -> u64 {
        self.all[usize::from(class)].1
    }
}
