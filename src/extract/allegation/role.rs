//! Roles: who of the actors of a sentence is said to have acted, and who only speaks, checks, or is spoken to.

use super::act::Described;
use super::actor::Actor;
use super::frame::is_state;
use super::is_one_of;
use super::sentence::Sentence;
use crate::lexicon::{ActorKind, Cue, Sense, Signal};
use std::ops::Range;

impl Sentence<'_> {
    /// Who is said to have done an act: the likeliest actor, who may turn out to be nobody bound.
    pub(super) fn choose<'b>(&self, described: &Described, actors: &'b [Actor]) -> Option<&'b Actor> {
        let act = described.range();
        let aimed_at = actors.iter().find(|actor| {
            actor.kind == ActorKind::Unbound
                && actor.tokens.start > self.tokens.start
                && is_one_of(self.document, actor.tokens.start - 1, &["terhadap"])
        });
        if aimed_at.is_some() {
            return aimed_at;
        }
        actors
            .iter()
            .filter(|actor| self.frame.counts(actor.head.start) || actor.head.start < act.start)
            .filter(|actor| actor.kind != ActorKind::Authority)
            .filter(|actor| {
                // The candidate of the act is not its actor, but for one who opens the sentence.
                let opens = actor.tokens.start == self.tokens.start && actor.particular == 2;
                opens || !described.words.iter().any(|word| word.contains(&actor.head.start))
            })
            .filter(|actor| !self.speaks(actor) && !self.rules(actor) && !self.is_addressed(actor))
            .filter(|actor| !self.is_agent(actor) && !self.is_status(actor) && !self.is_object(actor))
            .filter(|actor| {
                actor.kind != ActorKind::Pronoun
                    || actor.tokens.start < act.start
                    || actor.tokens.start >= act.end
            })
            .filter(|actor| actor.kind != ActorKind::Head || self.may_be_accused(actor, described.act))
            .map(|actor| (self.likelihood(actor, &act), actor))
            .filter(|(likelihood, _)| *likelihood > -4)
            .max_by_key(|(likelihood, actor)| (*likelihood, std::cmp::Reverse(actor.head.start)))
            .map(|(_, actor)| actor)
    }

    /// How likely an actor is the one who did the act between two tokens; in points, see the comments.
    pub(super) fn likelihood(&self, actor: &Actor, act: &Range<usize>) -> i32 {
        let mut points = i32::from(actor.particular);
        // The subject stands before what it did, and the nearer the likelier.
        let before = actor.tokens.end <= act.start;
        let distance =
            if before { act.start - actor.tokens.end } else { actor.tokens.start.saturating_sub(act.end) };
        points += if before { 3 } else { 0 };
        points -= (distance / 4).min(6) as i32;
        // Of `dugaan … oleh camat`, `keterlibatan lurah`, `memeriksa camat` the object is meant.
        let lead = actor.tokens.start.saturating_sub(2).max(self.tokens.start)..actor.tokens.start;
        let governed = lead.clone().any(|token| {
            self.document.at(token).iter().any(|found| match found.sense {
                Sense::Signal(
                    Signal::Hedge
                    | Signal::Review
                    | Signal::Forward
                    | Signal::Find
                    | Signal::Sanction
                    | Signal::Proven,
                ) => true,
                Sense::ActWord(class) => self.document.lexicon.act_classes[class as usize] == "doubtful",
                _ => false,
            })
        }) || lead.clone().any(|token| {
            is_one_of(self.document, token, &["oleh", "terhadap", "melibatkan", "keterlibatan"])
        });
        points += if governed && actor.kind != ActorKind::Unbound { 3 } else { 0 };
        // A passive state right after it: `camat itu diduga`, `lurah dilaporkan`.
        let follows = (actor.tokens.end..self.tokens.end.min(actor.tokens.end + 3)).any(|token| {
            !self.is_active(token)
                && self.frame.cues.iter().any(|cue| cue.first == token && is_state(cue.signal))
        });
        points += if follows { 2 } else { 0 };
        if matches!(actor.kind, ActorKind::Unbound) && !before {
            points -= 4;
        }
        points
    }

    /// Whether an actor can have done an act: bound, and the heads of regions only for what binds them.
    pub(super) fn may_be_accused(&self, actor: &Actor, act: usize) -> bool {
        const OF_HEADS: [&str; 4] =
            ["illegal_rotation", "campaign_without_leave", "abuse_programme", "favourable_decision"];
        match actor.kind {
            ActorKind::Bound | ActorKind::Party | ActorKind::Pronoun => true,
            ActorKind::Spouse => self.document.lexicon.acts[act].id == "spouse_candidate",
            ActorKind::Head => OF_HEADS.contains(&self.document.lexicon.acts[act].id),
            _ => false,
        }
    }

    /// Whether an actor may be meant by the pronouns and acts of the next sentences.
    pub(super) fn may_be_focus(&self, actor: &Actor) -> bool {
        matches!(actor.kind, ActorKind::Bound | ActorKind::Unbound | ActorKind::Head)
            && actor.particular == 2
            && !actor.universal
            && self.frame.counts(actor.head.start)
            && !self.speaks(actor)
            && !self.rules(actor)
            && !self.is_addressed(actor)
            && !self.is_agent(actor)
    }

    /// Whether an actor says what the sentence says, rather than being spoken of.
    pub(super) fn speaks(&self, actor: &Actor) -> bool {
        let says = |token: usize| {
            let found = self.document.at(token);
            // A denial is the accused's own, and `mengajak`, `meminta` may be the act itself.
            let own_case = found.iter().any(|found| {
                matches!(found.sense, Sense::Signal(Signal::Deny | Signal::Admit) | Sense::ActWord(_))
            });
            !own_case
                && !is_one_of(self.document, token, &["mengaku"])
                && found
                    .iter()
                    .any(|found| matches!(found.sense, Sense::Cue(Cue::Say) | Sense::Signal(Signal::Assure)))
        };
        // `kata camat` has the speaker after it, `menyebut camat` and `memastikan camat` the one spoken of.
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.tokens.start);
        let after = actor.tokens.end..self.tokens.end.min(actor.tokens.end + 2);
        let is_spoken_of = |token: &usize| {
            let passive = self
                .frame
                .cues
                .iter()
                .any(|cue| cue.first == *token && is_state(cue.signal) && !self.is_active(*token));
            passive || is_one_of(self.document, *token, &["yang"])
        };
        let after_it = after.take_while(|token| !is_spoken_of(token)).any(says);
        before.is_some_and(|token| {
            (says(token) && !self.is_active(token)) || is_one_of(self.document, token, &["menurut"])
        }) || after_it
            || actor.person.is_some_and(|person| self.is_quoted(person, actor))
    }

    /// Whether a person is the speaker of a statement whose attribution stands at the actor.
    pub(super) fn is_quoted(&self, person: usize, actor: &Actor) -> bool {
        let span = actor.span(self.document);
        let sentence = self.document.span(self.tokens.clone());
        let own_case = self.frame.has(Signal::Admit) || self.frame.denial.is_some();
        !own_case
            && self.quotes.iter().any(|quote| {
                quote.speaker == Some(person) && quote.span.overlaps(sentence) && !quote.span.overlaps(span)
            })
    }

    /// Whether an actor is quoted anywhere in the article, as those who speak of others are.
    pub(super) fn is_speaker(&self, actor: &Actor) -> bool {
        actor.person.is_some_and(|person| self.quotes.iter().any(|quote| quote.speaker == Some(person)))
    }

    /// Whether an actor finds, checks or punishes others here: `Panwaslu menerima laporan`, `camat memeriksa`.
    pub(super) fn rules(&self, actor: &Actor) -> bool {
        (actor.tokens.end..self.tokens.end.min(actor.tokens.end + 2)).any(|token| {
            let own = is_one_of(
                self.document,
                token,
                &["memenuhi", "menjalani", "mengaku", "menunjukkan", "memperlihatkan"],
            );
            self.is_active(token)
                && !own
                && self.frame.cues.iter().any(|cue| {
                    cue.first == token
                        && match cue.signal {
                            Signal::Report
                            | Signal::Find
                            | Signal::Review
                            | Signal::Forward
                            | Signal::Proven => true,
                            // `mendapat teguran` is to be punished.
                            Signal::Sanction => !is_one_of(self.document, token, &["mendapat", "menerima"]),
                            _ => false,
                        }
                })
        })
    }

    /// Whether an actor is the agent of a passive verb: `dilaporkan tim hukum`, `kepergok Panwascam`.
    pub(super) fn is_agent(&self, actor: &Actor) -> bool {
        actor.tokens.start.checked_sub(1).filter(|&token| token >= self.tokens.start).is_some_and(|token| {
            !self.is_active(token)
                && self.frame.cues.iter().any(|cue| {
                    cue.end == token + 1
                        && self.document.word(cue.first).get(..2).is_some_and(|prefix| {
                            prefix.eq_ignore_ascii_case("di") || prefix.eq_ignore_ascii_case("ke")
                        })
                        && matches!(
                            cue.signal,
                            Signal::Report
                                | Signal::Review
                                | Signal::Forward
                                | Signal::Find
                                | Signal::Sanction
                                | Signal::Deny
                        )
                })
        })
    }

    /// Whether an actor is the object of an act's verb: the guru of `mengumpulkan puluhan guru`.
    pub(super) fn is_object(&self, actor: &Actor) -> bool {
        actor.tokens.start.checked_sub(1).filter(|&token| token >= self.tokens.start).is_some_and(|token| {
            self.is_active(token)
                && self.document.at(token).iter().any(|found| matches!(found.sense, Sense::ActWord(_)))
        })
    }

    /// Whether a noun only tells what somebody is: `berstatus ASN`, `sebagai camat`.
    pub(super) fn is_status(&self, actor: &Actor) -> bool {
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.tokens.start);
        before.is_some_and(|token| {
            is_one_of(self.document, token, &["berstatus", "sebagai", "status", "selaku", "menjadi"])
        })
    }

    /// Whether an actor is only spoken to or reports: `kepada bupati`, `lurah melapor ke Bawaslu`.
    pub(super) fn is_addressed(&self, actor: &Actor) -> bool {
        let sanctioned = self.frame.cues.iter().any(|cue| {
            matches!(cue.signal, Signal::Sanction | Signal::Proven) && cue.first < actor.tokens.start
        });
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.tokens.start);
        let addressed =
            before.is_some_and(|token| is_one_of(self.document, token, &["kepada", "ke", "bersama"]));
        let reports = is_one_of(
            self.document,
            actor.tokens.end,
            &["melapor", "melaporkan", "mengadukan", "menuding", "menuduh"],
        );
        (addressed && !sanctioned) || reports
    }

    /// Whether a verb has the prefix me-, so that its actor stands before it.
    pub(super) fn is_active(&self, token: usize) -> bool {
        self.document.word(token).get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("me"))
    }
}
