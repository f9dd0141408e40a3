//! The thread of an article: its claims followed from sentence to sentence.

use super::super::{Document, Person, Quote};
use super::act::{self, Described};
use super::actor::{self, Actor};
use super::case::{Case, is_same};
use super::frame::{Cue, Frame};
use super::sentence::Sentence;
use super::{Status, Tone, is_one_of};
use crate::lexicon::{ActorKind, Sense, Signal};

/// How many sentences later a state without an act still belongs to the case before it.
const REACH: usize = 5;

/// How many claims of one article are followed; an article that makes more is no article.
const MOST: usize = 64;

/// Follows the claims of an article from sentence to sentence; the tones of the sentences that were read.
pub(super) fn follow(document: &Document, people: &[Person], quotes: &[Quote]) -> (Vec<Case>, Vec<Tone>) {
    let mut thread = Thread::default();
    let mut frame = Frame::default();
    let mut tones = Vec::with_capacity(document.sentences.len());
    let cast = actor::Cast::new(people);
    for (index, sentence) in document.sentences.iter().enumerate() {
        if thread.cases.len() >= MOST {
            break;
        }
        frame.read(document, sentence.clone());
        let mut tone = frame.tone(document, sentence);
        if tone.generic {
            tones.push(tone);
            continue;
        }
        let acts: Vec<Described> = act::clauses(document, sentence.clone())
            .into_iter()
            .flat_map(|clause| act::find(document, clause, &frame))
            .collect();
        let actors = actor::find(document, sentence.clone(), &cast);
        let reader = Sentence { document, quotes, index, tokens: sentence.clone(), frame: &frame };
        tone.acted = !acts.is_empty();
        tone.bound_actor = actors.iter().any(|actor| actor.kind == ActorKind::Bound && !reader.speaks(actor));
        tones.push(tone);
        if acts.is_empty() {
            reader.update(&mut thread, &actors);
        } else {
            reader.claim(&mut thread, &acts, &actors);
        }
        let focus = actors.iter().rfind(|actor| reader.may_be_focus(actor)).cloned();
        thread.focus = focus.or(thread.focus);
    }
    thread.cases.retain(|case| case.stated);
    (thread.cases, tones)
}

/// What the sentences so far have told.
#[derive(Default)]
struct Thread {
    cases: Vec<Case>,
    /// The last actor in particular, bound or not, whom a pronoun or an act without an actor means.
    focus: Option<Actor>,
    /// The sentence of a denial that came before its claim.
    denied_at: Option<usize>,
    /// Whether an act was told of somebody who is not bound, so that later states may be theirs.
    of_others: bool,
}

impl Sentence<'_> {
    /// Opens or continues cases from the acts that the sentence describes.
    fn claim(&self, thread: &mut Thread, acts: &[Described], actors: &[Actor]) {
        if self.frame.says_nothing && self.frame.state.is_none_or(|(status, _)| status != Status::Dismissed) {
            self.deny_everything(&mut thread.cases, acts, actors);
            return;
        }
        for described in acts {
            let state = self.frame.state;
            let chosen = self.choose(described, actors);
            if chosen.is_some_and(|actor| !self.may_be_accused(actor, described.act)) {
                thread.of_others = true;
                continue;
            }
            let unnamed = chosen.is_none_or(|actor| actor.points_back && actor.person.is_none());
            if unnamed
                && self.frame.has(Signal::Partial)
                && state.is_some_and(|(status, _)| status == Status::Dismissed)
            {
                continue;
            }
            if unnamed && let Some(case) = self.open_case(&mut thread.cases, described.act) {
                self.advance(case, Some(described));
                continue;
            }
            let actor = match chosen {
                Some(actor) if matches!(actor.kind, ActorKind::Pronoun | ActorKind::Party) => {
                    let meant = self.antecedent(actor, actors).or(thread.focus.as_ref());
                    let alone = self.document.sentences.len() <= 2 || !self.is_plural_pronoun(actor);
                    match meant.or(alone.then_some(actor)) {
                        Some(actor) => Some(actor),
                        None => continue,
                    }
                }
                None => thread.focus.as_ref().filter(|focus| !self.is_speaker(focus)),
                chosen => chosen,
            };
            if actor.is_some_and(|actor| !self.may_be_accused(actor, described.act)) {
                thread.of_others = true;
                continue;
            }
            let asserted = actor.is_some_and(|actor| actor.particular == 2 && !actor.universal);
            let about_somebody =
                actor.is_some_and(|actor| !actor.universal) || self.stands_alone(described, state);
            let unspecified = self.document.lexicon.acts[described.act].id == "unspecified";
            if (state.is_none() && !asserted) || !about_somebody || self.counts_cases(actor) {
                continue;
            }
            if actor.is_some_and(|actor| self.is_any(actor)) {
                continue;
            }
            if unspecified && self.is_another_matter() {
                continue;
            }
            let known = actor.and_then(|actor| {
                thread.cases.iter().rposition(|case| self.continues(case, described.act, actor))
            });
            match known {
                Some(at) => {
                    self.advance(&mut thread.cases[at], Some(described));
                    if let Some(actor) = actor {
                        self.know_better(&mut thread.cases[at], actor);
                    }
                }
                None => {
                    let mut case = self.open(described, actor);
                    case.denied |= thread.denied_at.is_some_and(|at| self.index - at <= 2);
                    thread.cases.push(case);
                }
            }
        }
    }

    /// The actor earlier in the sentence whom a pronoun means.
    fn antecedent<'b>(&self, pronoun: &Actor, actors: &'b [Actor]) -> Option<&'b Actor> {
        actors.iter().rfind(|actor| self.may_be_focus(actor) && actor.tokens.end <= pronoun.tokens.start)
    }

    /// `memastikan tidak ada ASN yang terlibat`: a claim only in that somebody of their side denies it.
    fn deny_everything(&self, cases: &mut Vec<Case>, acts: &[Described], actors: &[Actor]) {
        let denies = self.frame.cues.iter().any(|cue| match cue.signal {
            Signal::Assure | Signal::Deny => true,
            Signal::Hedge => is_one_of(self.document, cue.first, &["isu", "kabar", "rumor", "tudingan"]),
            _ => false,
        });
        let nobody = self.frame.cues.iter().any(|cue| {
            cue.signal == Signal::Nothing && is_one_of(self.document, cue.first, &["tidak", "tak"])
        });
        let Some(actor) = actors.iter().find(|actor| actor.kind == ActorKind::Bound && !self.speaks(actor))
        else {
            return;
        };
        if !denies || !nobody {
            return;
        }
        match cases.last_mut().filter(|case| self.index - case.last <= REACH) {
            Some(case) => case.denied = true,
            None => {
                let mut case = self.open(&acts[0], Some(actor));
                case.denied = true;
                case.status = Status::Alleged;
                case.before = true;
                case.stated = true;
                cases.push(case);
            }
        }
    }

    /// Carries a state without an act to the case that it belongs to.
    fn update(&self, thread: &mut Thread, actors: &[Actor]) {
        let tells = self.frame.denial.is_some()
            || self
                .frame
                .state
                .is_some_and(|(status, _)| !self.frame.says_nothing || status == Status::Dismissed);
        if !tells || self.is_another_matter() {
            return;
        }
        let dismissed = self.frame.state.is_some_and(|(status, _)| status == Status::Dismissed);
        let partial = dismissed && self.frame.has(Signal::Partial);
        if partial {
            return;
        }
        let cases = &mut thread.cases;
        let meant = cases.iter().rposition(|case| {
            case.actor
                .as_ref()
                .is_some_and(|known| actors.iter().any(|actor| is_same(self.document, known, actor)))
        });
        let others = actors.iter().any(|actor| {
            matches!(actor.kind, ActorKind::Bound | ActorKind::Unbound)
                && !actor.points_back
                && !self.speaks(actor)
                && !self.rules(actor)
        });
        let near = cases.iter().rposition(|case| self.index - case.last <= REACH);
        let at = match (meant, near) {
            (Some(at), _) => at,
            (None, Some(at)) if !others || self.points_back(actors) => at,
            _ => {
                if self.frame.denial.is_some() {
                    thread.denied_at = Some(self.index);
                    let denier =
                        actors.iter().find(|actor| actor.kind == ActorKind::Bound && actor.particular == 2);
                    thread.focus = denier.cloned().or(thread.focus.take());
                }
                if let Some(actor) = self.examined(actors) {
                    let unspecified = Described { act: self.act("unspecified"), words: Vec::new() };
                    cases.push(self.open(&unspecified, Some(actor)));
                } else if cases.is_empty() && self.document.sentences.len() <= 2 && !thread.of_others {
                    self.stand_alone(cases, actors);
                }
                return;
            }
        };
        // `ditutup`, `dihentikan` close a case only where a case is spoken of.
        if dismissed && meant.is_none() && !self.points_back(actors) {
            return;
        }
        let last = cases[at].last;
        for case in cases.iter_mut().filter(|case| case.last == last) {
            self.advance(case, None);
        }
    }

    /// Somebody bound whom an electoral authority looks into, though the act stands elsewhere:
    /// `lurah itu dimintai keterangan Bawaslu`.
    fn examined<'b>(&self, actors: &'b [Actor]) -> Option<&'b Actor> {
        let contest = self.document.lexicon.act_class("contest").map_or(0, |class| 1u128 << class);
        let electoral = act::classes(self.document, self.tokens.clone()) & contest != 0;
        let (status, _) = self.frame.state?;
        if !electoral || status == Status::Alleged || self.counts_cases(None) {
            return None;
        }
        actors.iter().find(|actor| {
            actor.kind == ActorKind::Bound && self.may_be_focus(actor) && !self.is_object(actor)
        })
    }

    /// A text of a sentence or two that speaks of a case without its act: `Tudingan itu dibantah kuasa hukum`.
    fn stand_alone(&self, cases: &mut Vec<Case>, actors: &[Actor]) {
        let of = |kind: ActorKind| actors.iter().find(move |actor| actor.kind == kind);
        let party = of(ActorKind::Party);
        let checked = of(ActorKind::Authority).is_some() && self.frame.state.is_some();
        let closed =
            self.frame.state.is_some_and(|(status, _)| status == Status::Dismissed) && self.noun().is_some();
        let counted = self.frame.has(Signal::Statistic) || of(ActorKind::Unbound).is_some();
        if counted || !(party.is_some() || checked || closed) {
            return;
        }
        let words = self.noun().map(|noun| {
            let first = self.document.token_at(noun.start);
            first..self.document.token_at(noun.end - 1) + 1
        });
        let unspecified = Described { act: self.act("unspecified"), words: words.into_iter().collect() };
        let bound = actors.iter().find(|actor| actor.kind == ActorKind::Bound && !self.speaks(actor));
        if bound.is_none_or(|actor| !actor.universal) {
            cases.push(self.open(&unspecified, bound.or(party)));
        }
    }

    fn act(&self, id: &str) -> usize {
        let acts = &self.document.lexicon.acts;
        acts.iter().position(|act| act.id == id).expect("the table of acts has every act that the code names")
    }

    /// The case that an act without an actor of its own belongs to.
    fn open_case<'c>(&self, cases: &'c mut [Case], act: usize) -> Option<&'c mut Case> {
        let unspecified = |act: usize| self.document.lexicon.acts[act].id == "unspecified";
        let at = cases
            .iter()
            .rposition(|case| case.act == act && self.index - case.last <= 2 * REACH)
            .or_else(|| {
                cases.iter().rposition(|case| {
                    self.index - case.last <= REACH && (unspecified(case.act) || unspecified(act))
                })
            })?;
        Some(&mut cases[at])
    }

    /// Whether an act and its state tell enough where no accused is named.
    fn stands_alone(&self, described: &Described, state: Option<(Status, Cue)>) -> bool {
        let tells = match state {
            None => false,
            Some((Status::Alleged, _)) => self.document.lexicon.acts[described.act].id != "unspecified",
            Some(_) => true,
        };
        let bound = ["neutrality", "not_neutral"]
            .iter()
            .filter_map(|name| self.document.lexicon.act_class(name))
            .fold(0, |mask, class| mask | 1u128 << class);
        let of_bound = act::classes(self.document, self.tokens.clone()) & bound != 0
            || self.tokens.clone().any(|token| {
                self.document.at(token).iter().any(|found| match found.sense {
                    Sense::Actor(index) => {
                        self.document.lexicon.actors[index as usize].kind == ActorKind::Bound
                    }
                    _ => false,
                })
            });
        tells
            && of_bound
            && self.noun().is_some()
            && !self.frame.has(Signal::Statistic)
            && !self.is_another_matter()
    }
}
