//! Cases: claims followed through the sentences of an article, so that a report, its check and its outcome
//! are one allegation in its last state.

use super::super::{DateMention, DateRole, Document, Person, Quote};
use super::act::{self, Described};
use super::actor::{self, Actor};
use super::frame::{Cue, Frame};
use super::{Accused, Allegation, Status, is_one_of};
use crate::lexicon::{self, ActorKind, Sense, Signal};
use crate::text::Span;
use std::ops::Range;

/// How many sentences later a state without an act still belongs to the case before it.
const REACH: usize = 5;

/// A claim under way.
#[derive(Debug)]
pub(super) struct Case {
    act: usize,
    actor: Option<Actor>,
    status: Status,
    denied: bool,
    /// The sentence that makes the claim, and the last one that added to it.
    sentence: usize,
    last: usize,
    cues: Vec<Span>,
    /// In how many sentences it comes up.
    mentions: usize,
    /// Whether it was introduced as something earlier.
    before: bool,
    /// The noun that stands for a case without an actor: `laporan`, `tudingan`.
    noun: Option<Span>,
    /// Whether any sentence gives it a state. A bare assertion that stays without one is no allegation.
    stated: bool,
}

/// Follows the claims of an article from sentence to sentence.
pub(super) fn follow(document: &Document, people: &[Person], quotes: &[Quote]) -> Vec<Case> {
    let mut thread = Thread::default();
    let mut frame = Frame::default();
    let cast = actor::Cast::new(people);
    for (index, sentence) in document.sentences.iter().enumerate() {
        frame.read(document, sentence.clone());
        if frame.is_generic(sentence) {
            continue;
        }
        let acts: Vec<Described> = act::clauses(document, sentence.clone())
            .into_iter()
            .flat_map(|clause| act::find(document, clause, &frame))
            .collect();
        let actors = actor::find(document, sentence.clone(), &cast);
        let reader = Reader { document, quotes, index, sentence: sentence.clone(), frame: &frame };
        if acts.is_empty() {
            reader.update(&mut thread, &actors);
        } else {
            reader.claim(&mut thread, &acts, &actors);
        }
        let focus = actors.iter().rfind(|actor| reader.may_be_focus(actor)).cloned();
        thread.focus = focus.or(thread.focus);
    }
    thread.cases.retain(|case| case.stated);
    thread.cases
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

/// One sentence, read for claims.
struct Reader<'a> {
    document: &'a Document<'a>,
    quotes: &'a [Quote],
    index: usize,
    sentence: Range<usize>,
    frame: &'a Frame,
}

impl Reader<'_> {
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

    /// Whether a bare noun means nobody in particular. In a text of a sentence or two it may still be somebody.
    fn is_any(&self, actor: &Actor) -> bool {
        let under_review = self.frame.state.is_some_and(|(status, _)| status == Status::UnderReview);
        let to_come = self.frame.has(Signal::Future) && !under_review;
        // Headlines leave determiners out, and `laporan terhadap ASN dihentikan` is about one report.
        let is_headline = self.index == 0 && self.document.article.title_span().is_some();
        let decided = self.noun().is_some()
            && self
                .frame
                .state
                .is_some_and(|(status, _)| matches!(status, Status::Dismissed | Status::UnderReview));
        actor.particular == 0
            && self.document.sentences.len() > 2
            && matches!(actor.kind, ActorKind::Bound)
            && (to_come || (actor::is_general(actor) && !is_headline && !decided))
    }

    /// Whether an actor is quoted anywhere in the article, as those who speak of others are.
    fn is_speaker(&self, actor: &Actor) -> bool {
        actor.person.is_some_and(|person| self.quotes.iter().any(|quote| quote.speaker == Some(person)))
    }

    /// Whether a word stands for several who were named before: `keduanya`, `mereka`.
    fn is_plural_pronoun(&self, actor: &Actor) -> bool {
        let word = self.document.word(actor.head.start);
        word.eq_ignore_ascii_case("mereka") || word.to_ascii_lowercase().ends_with("nya")
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
        let electoral = act::classes(self.document, self.sentence.clone()) & contest != 0;
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

    /// Whether the sentence tells of something that is no matter of neutrality: absence, drugs, corruption, sport.
    fn is_another_matter(&self) -> bool {
        let class = self.document.lexicon.act_class("other_matter").map_or(0, |class| 1u128 << class);
        act::classes(self.document, self.sentence.clone()) & class != 0
    }

    fn act(&self, id: &str) -> usize {
        let acts = &self.document.lexicon.acts;
        acts.iter().position(|act| act.id == id).expect("the table of acts has every act that the code names")
    }

    fn open(&self, described: &Described, actor: Option<&Actor>) -> Case {
        let status = match self.frame.state {
            Some((status, _)) => status,
            None => Status::Alleged,
        };
        let mut case = Case {
            act: described.act,
            actor: actor.cloned(),
            status,
            denied: self.frame.denial.is_some(),
            sentence: self.index,
            last: self.index,
            cues: Vec::new(),
            mentions: 1,
            before: self.frame.before,
            noun: self.noun(),
            stated: self.frame.state.is_some(),
        };
        self.mark(&mut case, Some(described));
        case
    }

    /// Adds what this sentence says to a case.
    fn advance(&self, case: &mut Case, described: Option<&Described>) {
        if let Some((status, _)) = self.frame.state {
            case.status = self.later(case.status, status);
            case.stated = true;
        }
        case.denied |= self.frame.denial.is_some();
        case.mentions += usize::from(case.last != self.index);
        case.last = self.index;
        if let Some(described) = described
            && self.document.lexicon.acts[case.act].id == "unspecified"
        {
            case.act = described.act;
        }
        self.mark(case, described);
    }

    /// The state after one more sentence: an outcome stays, but for a new one; a closed case may go on.
    fn later(&self, known: Status, new: Status) -> Status {
        match (known, new) {
            (_, Status::Dismissed) => Status::Dismissed,
            (Status::Dismissed, Status::Alleged) => Status::Dismissed,
            (Status::Dismissed, Status::UnderReview) if !self.frame.now || self.frame.before => {
                Status::Dismissed
            }
            (Status::Dismissed, new) => new,
            (known, new) => known.max(new),
        }
    }

    fn mark(&self, case: &mut Case, described: Option<&Described>) {
        let act_words = described.into_iter().flat_map(|described| described.words.iter().cloned());
        let cue_tokens = |cue: Cue| cue.first..cue.end;
        let state = self.frame.state.map(|(_, cue)| cue_tokens(cue));
        let denial = self.frame.denial.map(cue_tokens);
        case.cues.extend(act_words.chain(state).chain(denial).map(|tokens| self.document.span(tokens)));
    }

    /// Names the accused better where this sentence does.
    fn know_better(&self, case: &mut Case, actor: &Actor) {
        let in_title = self.document.article.title_span().is_some() && case.sentence == 0;
        let known = match &mut case.actor {
            Some(known) => known,
            None => {
                case.actor = Some(actor.clone());
                return;
            }
        };
        let better = actor.person.is_some() && known.person.is_none()
            || known.particular < actor.particular
            || (in_title
                && known.person.is_none()
                && !actor.points_back
                && actor.particular >= known.particular);
        if better {
            let bound = known.bound.filter(|_| actor.bound.is_none());
            *known = actor.clone();
            known.bound = known.bound.or(bound);
        }
    }

    /// Whether an actor's act belongs to a case that is known.
    fn continues(&self, case: &Case, act: usize, actor: &Actor) -> bool {
        let unspecified = |act: usize| self.document.lexicon.acts[act].id == "unspecified";
        let same_act = case.act == act || unspecified(case.act) || unspecified(act);
        same_act && case.actor.as_ref().is_none_or(|known| is_same(self.document, known, actor))
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
        let of_bound = act::classes(self.document, self.sentence.clone()) & bound != 0
            || self.sentence.clone().any(|token| {
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

    /// Whether an actor may be meant by the pronouns and acts of the next sentences.
    fn may_be_focus(&self, actor: &Actor) -> bool {
        matches!(actor.kind, ActorKind::Bound | ActorKind::Unbound | ActorKind::Head)
            && actor.particular == 2
            && !actor.universal
            && self.frame.counts(actor.head.start)
            && !self.speaks(actor)
            && !self.rules(actor)
            && !self.is_addressed(actor)
            && !self.is_agent(actor)
    }

    /// Whether an actor finds, checks or punishes others here: `Panwaslu menerima laporan`, `camat memeriksa`.
    fn rules(&self, actor: &Actor) -> bool {
        (actor.tokens.end..self.sentence.end.min(actor.tokens.end + 2)).any(|token| {
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

    /// Whether an actor is the object of an act's verb: the guru of `mengumpulkan puluhan guru`.
    fn is_object(&self, actor: &Actor) -> bool {
        actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start).is_some_and(|token| {
            self.is_active(token)
                && self.document.at(token).iter().any(|found| matches!(found.sense, Sense::ActWord(_)))
        })
    }

    /// A word that stands for a case: `laporan`, `tudingan`, `kasus`.
    fn noun(&self) -> Option<Span> {
        let class = self.document.lexicon.act_class("doubtful")?;
        self.sentence.clone().find_map(|token| {
            let found = self.document.at(token).iter().find(|found| found.sense == Sense::ActWord(class))?;
            Some(self.document.span(token..found.end as usize))
        })
    }

    /// Whether the sentence counts cases rather than reports one: `61 orang`, `490 ASN`, `sebanyak`, `persen`.
    fn counts_cases(&self, actor: Option<&Actor>) -> bool {
        let many = self.sentence.clone().any(|token| {
            let number = self.document.word(token).replace('.', "").parse::<u32>();
            number.is_ok_and(|number| (40..1900).contains(&number) || number > 2100)
                && self.is_countable(token + 1)
        });
        let plain = actor.is_none_or(|actor| actor.particular < 2);
        let figures = self.sentence.clone().filter(|&token| {
            let number = self.document.word(token).parse::<u32>();
            number.is_ok_and(|number| !(1900..2100).contains(&number))
        });
        many || figures.count() > 2 || (self.frame.has(Signal::Statistic) && plain)
    }

    /// Whether cases or people are counted by a number before a token.
    fn is_countable(&self, token: usize) -> bool {
        token < self.sentence.end
            && (is_one_of(
                self.document,
                token,
                &["orang", "kasus", "laporan", "pelanggaran", "dugaan", "aduan", "perkara", "temuan"],
            ) || self.document.at(token).iter().any(|found| matches!(found.sense, Sense::Actor(_))))
    }

    fn points_back(&self, actors: &[Actor]) -> bool {
        self.noun().is_some()
            || actors.iter().any(|actor| actor.points_back || actor.kind == ActorKind::Authority)
    }

    /// Whether an actor can have done an act: bound, and the heads of regions only for what binds them.
    fn may_be_accused(&self, actor: &Actor, act: usize) -> bool {
        const OF_HEADS: [&str; 4] =
            ["illegal_rotation", "campaign_without_leave", "abuse_programme", "favourable_decision"];
        match actor.kind {
            ActorKind::Bound | ActorKind::Party | ActorKind::Pronoun => true,
            ActorKind::Head => OF_HEADS.contains(&self.document.lexicon.acts[act].id),
            _ => false,
        }
    }

    /// Who is said to have done an act: the likeliest actor, who may turn out to be nobody bound.
    fn choose<'b>(&self, described: &Described, actors: &'b [Actor]) -> Option<&'b Actor> {
        let act = described.range();
        let aimed_at = actors.iter().find(|actor| {
            actor.kind == ActorKind::Unbound
                && actor.tokens.start > self.sentence.start
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
                let opens = actor.tokens.start == self.sentence.start && actor.particular == 2;
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
    fn likelihood(&self, actor: &Actor, act: &Range<usize>) -> i32 {
        let mut points = i32::from(actor.particular);
        // The subject stands before what it did, and the nearer the likelier.
        let before = actor.tokens.end <= act.start;
        let distance =
            if before { act.start - actor.tokens.end } else { actor.tokens.start.saturating_sub(act.end) };
        points += if before { 3 } else { 0 };
        points -= (distance / 4).min(6) as i32;
        // Of `dugaan … oleh camat`, `keterlibatan lurah`, `memeriksa camat` the object is meant.
        let lead = actor.tokens.start.saturating_sub(2).max(self.sentence.start)..actor.tokens.start;
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
        let follows = (actor.tokens.end..self.sentence.end.min(actor.tokens.end + 3)).any(|token| {
            !self.is_active(token)
                && self.frame.cues.iter().any(|cue| cue.first == token && super::frame::is_state(cue.signal))
        });
        points += if follows { 2 } else { 0 };
        if matches!(actor.kind, ActorKind::Unbound) && !before {
            points -= 4;
        }
        points
    }

    /// Whether a verb has the prefix me-, so that its actor stands before it.
    fn is_active(&self, token: usize) -> bool {
        self.document.word(token).get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("me"))
    }

    /// Whether an actor is the agent of a passive verb: `dilaporkan tim hukum`, `kepergok Panwascam`.
    fn is_agent(&self, actor: &Actor) -> bool {
        actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start).is_some_and(|token| {
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

    /// Whether an actor says what the sentence says, rather than being spoken of.
    fn speaks(&self, actor: &Actor) -> bool {
        let says = |token: usize| {
            let found = self.document.at(token);
            // A denial is the accused's own, and `mengajak`, `meminta` may be the act itself.
            let own_case = found.iter().any(|found| {
                matches!(found.sense, Sense::Signal(Signal::Deny | Signal::Admit) | Sense::ActWord(_))
            });
            !own_case
                && !is_one_of(self.document, token, &["mengaku"])
                && found.iter().any(|found| {
                    matches!(found.sense, Sense::Cue(lexicon::Cue::Say) | Sense::Signal(Signal::Assure))
                })
        };
        // `kata camat` has the speaker after it, `menyebut camat` and `memastikan camat` the one spoken of.
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start);
        let after = actor.tokens.end..self.sentence.end.min(actor.tokens.end + 2);
        let is_spoken_of = |token: &usize| {
            let passive = self.frame.cues.iter().any(|cue| {
                cue.first == *token && super::frame::is_state(cue.signal) && !self.is_active(*token)
            });
            passive || is_one_of(self.document, *token, &["yang"])
        };
        let after_it = after.take_while(|token| !is_spoken_of(token)).any(says);
        before.is_some_and(|token| {
            (says(token) && !self.is_active(token)) || is_one_of(self.document, token, &["menurut"])
        }) || after_it
            || actor.person.is_some_and(|person| self.is_quoted(person, actor))
    }

    /// Whether a person is the speaker of a statement whose attribution stands at the actor.
    fn is_quoted(&self, person: usize, actor: &Actor) -> bool {
        let span = actor.span(self.document);
        let sentence = self.document.span(self.sentence.clone());
        let own_case = self.frame.has(Signal::Admit) || self.frame.denial.is_some();
        !own_case
            && self.quotes.iter().any(|quote| {
                quote.speaker == Some(person) && quote.span.overlaps(sentence) && !quote.span.overlaps(span)
            })
    }

    /// Whether a noun only tells what somebody is: `berstatus ASN`, `sebagai camat`.
    fn is_status(&self, actor: &Actor) -> bool {
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start);
        before.is_some_and(|token| {
            is_one_of(self.document, token, &["berstatus", "sebagai", "status", "selaku", "menjadi"])
        })
    }

    /// Whether an actor is only spoken to or reports: `kepada bupati`, `lurah melapor ke Bawaslu`.
    fn is_addressed(&self, actor: &Actor) -> bool {
        let sanctioned = self.frame.cues.iter().any(|cue| {
            matches!(cue.signal, Signal::Sanction | Signal::Proven) && cue.first < actor.tokens.start
        });
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start);
        let addressed =
            before.is_some_and(|token| is_one_of(self.document, token, &["kepada", "ke", "bersama"]));
        let reports = is_one_of(
            self.document,
            actor.tokens.end,
            &["melapor", "melaporkan", "mengadukan", "menuding", "menuduh"],
        );
        (addressed && !sanctioned) || reports
    }
}

/// Whether two phrases mean the same actor.
fn is_same(document: &Document, known: &Actor, actor: &Actor) -> bool {
    if let (Some(known), Some(actor)) = (known.person, actor.person) {
        return known == actor;
    }
    if matches!(actor.kind, ActorKind::Authority | ActorKind::Unbound) {
        return false;
    }
    if matches!(actor.kind, ActorKind::Party | ActorKind::Pronoun) {
        return true;
    }
    // `ASN` in general may turn out to be the camat of the next sentence.
    if known.particular == 0 && known.bound == Some("pns") && actor.kind == ActorKind::Bound {
        return true;
    }
    let head = |actor: &Actor| document.words[actor.head.end - 1].base;
    let same_head = head(known) == head(actor);
    if actor.points_back {
        return same_head || known.bound == actor.bound;
    }
    (same_head || (known.bound == actor.bound && !actor.indefinite)) && !names_differ(document, known, actor)
}

/// Whether both phrases name something, and nothing in common: `Camat Anggana`, `Camat Tabang`.
fn names_differ(document: &Document, known: &Actor, actor: &Actor) -> bool {
    let names = |actor: &Actor| -> Vec<u32> {
        (actor.head.end..actor.tokens.end)
            .filter(|&token| document.tokens[token].is_capitalised())
            .map(|token| document.tokens[token].span().start as u32)
            .collect()
    };
    let (known, actor) = (names(known), names(actor));
    let word = |start: u32| document.word(document.token_at(start as usize));
    !known.is_empty()
        && !actor.is_empty()
        && !known.iter().any(|&a| actor.iter().any(|&b| word(a).eq_ignore_ascii_case(word(b))))
}

impl Case {
    /// The finished allegation.
    pub(super) fn into_allegation(
        self,
        document: &Document,
        dates: &[DateMention],
        people: &[Person],
        quotes: &[Quote],
    ) -> Allegation {
        let sentence = document.span(document.sentences[self.sentence].clone());
        let tokens = &document.sentences[self.sentence];
        let span = match &self.actor {
            Some(actor) => actor.span(document),
            None => self.noun.unwrap_or(sentence),
        };
        let person = self.actor.as_ref().and_then(|actor| actor.person);
        let place = tokens
            .clone()
            .find_map(|token| place_at(document, token))
            .or_else(|| person.and_then(|person| people[person].jurisdiction.clone()));
        let mut cues = self.cues;
        cues.sort();
        cues.dedup();
        let act = &document.lexicon.acts[self.act];
        Allegation {
            act: act.id,
            status: self.status,
            denied: self.denied,
            accused: Accused {
                text: document.text[span.range()].to_owned(),
                span,
                person,
                position: self.actor.as_ref().and_then(|actor| actor.position.clone()),
                bound_as: self.actor.as_ref().and_then(|actor| actor.bound),
            },
            source: quotes.iter().find(|quote| quote.span.overlaps(sentence)).and_then(|quote| quote.speaker),
            date: dates.iter().position(|date| sentence.contains(date.span) && date.role == DateRole::Event),
            place,
            sentence,
            cues,
            basis: act.basis.clone(),
            central: !self.before && (self.mentions > 1 || self.sentence * 5 < document.sentences.len() * 3),
        }
    }
}

/// The province, regency, city or district that a token names.
fn place_at(document: &Document, token: usize) -> Option<String> {
    document.at(token).iter().find_map(|found| match found.sense {
        Sense::Place(index) => {
            let place = &document.lexicon.places[index as usize];
            (place.code.len() <= 8).then(|| place.name.to_owned())
        }
        _ => None,
    })
}
