//! Cases: claims followed through the sentences of an article, so that a report, its check and its outcome
//! are one allegation in its last state.

use super::super::{DateMention, DateRole, Document, Person, Quote};
use super::act::{self, Described};
use super::actor::{self, Actor};
use super::frame::{Cue, Frame};
use super::{Accused, Allegation, Status};
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
}

/// Follows the claims of an article from sentence to sentence.
pub(super) fn follow(document: &Document, people: &[Person], quotes: &[Quote]) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut frame = Frame::default();
    let mut heat = false;
    for (index, sentence) in document.sentences.iter().enumerate() {
        frame.read(document, sentence.clone());
        if frame.is_generic(sentence) {
            continue;
        }
        let acts = act::find(document, sentence.clone(), &frame);
        let reader = Reader { document, quotes, index, sentence: sentence.clone(), frame: &frame };
        let actors = actor::find(document, sentence.clone(), people);
        heat |= frame.state.is_some() && !acts.is_empty();
        if acts.is_empty() {
            reader.update(&mut cases, &actors);
        } else {
            reader.claim(&mut cases, &acts, &actors, heat);
        }
    }
    cases
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
    fn claim(&self, cases: &mut Vec<Case>, acts: &[Described], actors: &[Actor], heat: bool) {
        if self.frame.says_nothing && self.frame.state.is_none_or(|(status, _)| status != Status::Dismissed) {
            self.deny_everything(cases, acts, actors);
            return;
        }
        for described in acts {
            let state = self.frame.state;
            let chosen = self.choose(described, actors);
            let actor = match chosen {
                Some(actor) if !self.may_be_accused(actor, described.act) => continue,
                Some(actor) => Some(actor),
                None => None,
            };
            let open = actor.is_none() || actor.is_some_and(|actor| actor.points_back && actor.person.is_none());
            if open && let Some(case) = self.open_case(cases, described.act) {
                self.advance(case, Some(described));
                continue;
            }
            let asserted = actor.is_some_and(|actor| actor.particular == 2 && !actor.universal) && heat;
            let about_somebody = actor.is_some_and(|actor| !actor.universal) || self.stands_alone(state);
            if (state.is_none() && !asserted) || !about_somebody || self.counts_cases(actor) {
                continue;
            }
            match actor.and_then(|actor| cases.iter().rposition(|case| self.continues(case, described.act, actor))) {
                Some(at) => {
                    self.advance(&mut cases[at], Some(described));
                    if let Some(actor) = actor {
                        self.know_better(&mut cases[at], actor);
                    }
                }
                None => cases.push(self.open(described, actor)),
            }
        }
    }

    /// `memastikan tidak ada ASN yang terlibat`: a claim only in that somebody of their side denies it.
    fn deny_everything(&self, cases: &mut Vec<Case>, acts: &[Described], actors: &[Actor]) {
        let denies = self.frame.has(Signal::Assure)
            || self.frame.has(Signal::Deny)
            || self.frame.cues.iter().any(|cue| cue.signal == Signal::Hedge);
        let Some(actor) = actors.iter().find(|actor| actor.kind == ActorKind::Bound && !self.speaks(actor)) else {
            return;
        };
        if !denies {
            return;
        }
        match cases.last_mut().filter(|case| self.index - case.last <= REACH) {
            Some(case) => case.denied = true,
            None => {
                let mut case = self.open(&acts[0], Some(actor));
                case.denied = true;
                case.status = Status::Alleged;
                case.before = true;
                cases.push(case);
            }
        }
    }

    /// Carries a state without an act to the case that it belongs to.
    fn update(&self, cases: &mut Vec<Case>, actors: &[Actor]) {
        if self.frame.state.is_none() && self.frame.denial.is_none() {
            return;
        }
        let meant = cases.iter().rposition(|case| {
            case.actor.as_ref().is_some_and(|known| actors.iter().any(|actor| is_same(self.document, known, actor)))
        });
        let others = actors.iter().any(|actor| {
            matches!(actor.kind, ActorKind::Bound | ActorKind::Unbound) && !actor.points_back && !self.speaks(actor)
        });
        let near = cases.iter().rposition(|case| self.index - case.last <= REACH);
        let at = match (meant, near) {
            (Some(at), _) => at,
            (None, Some(at)) if !others || self.points_back(actors) => at,
            _ => {
                if cases.is_empty() && self.document.sentences.len() <= 2 {
                    self.stand_alone(cases, actors);
                }
                return;
            }
        };
        let last = cases[at].last;
        for case in cases.iter_mut().filter(|case| case.last == last) {
            self.advance(case, None);
        }
    }

    /// A text of a sentence or two that speaks of a case without its act: `Tudingan itu dibantah kuasa hukum`.
    fn stand_alone(&self, cases: &mut Vec<Case>, actors: &[Actor]) {
        let party = actors.iter().find(|actor| matches!(actor.kind, ActorKind::Party | ActorKind::Pronoun));
        let bound = actors.iter().find(|actor| actor.kind == ActorKind::Bound && !self.speaks(actor));
        let speaks_of_a_case = self.noun().is_some() || actors.iter().any(|actor| actor.kind == ActorKind::Authority);
        if !speaks_of_a_case || (party.is_none() && bound.is_none() && self.frame.state.is_none()) {
            return;
        }
        let words = self.noun().map(|noun| {
            let first = self.document.token_at(noun.start);
            first..self.document.token_at(noun.end - 1) + 1
        });
        let unspecified = Described {
            act: self.act("unspecified"),
            words: words.into_iter().collect(),
        };
        cases.push(self.open(&unspecified, bound.or(party)));
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
        };
        self.mark(&mut case, Some(described));
        case
    }

    /// Adds what this sentence says to a case.
    fn advance(&self, case: &mut Case, described: Option<&Described>) {
        if let Some((status, _)) = self.frame.state {
            case.status = self.later(case.status, status);
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
            (Status::Dismissed, Status::UnderReview) if !self.frame.now || self.frame.before => Status::Dismissed,
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
            || (in_title && known.person.is_none() && !actor.points_back && actor.particular >= known.particular);
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

    /// Whether a state tells enough where no accused is named.
    fn stands_alone(&self, state: Option<(Status, Cue)>) -> bool {
        state.is_some() && self.noun().is_some() && !self.frame.has(Signal::Statistic)
    }

    /// A word that stands for a case: `laporan`, `tudingan`, `kasus`.
    fn noun(&self) -> Option<Span> {
        let class = self.document.lexicon.act_class("doubtful")?;
        self.sentence.clone().find_map(|token| {
            let found = self.document.at(token).iter().find(|found| found.sense == Sense::ActWord(class))?;
            Some(self.document.span(token..found.end as usize))
        })
    }

    /// Whether the sentence counts cases rather than reports one.
    fn counts_cases(&self, actor: Option<&Actor>) -> bool {
        let plain = actor.is_none_or(|actor| actor.particular < 2);
        let large = self.sentence.clone().any(|token| {
            self.document.word(token).parse::<u32>().is_ok_and(|number| (31..1900).contains(&number))
        });
        self.frame.has(Signal::Statistic) && (plain || large)
    }

    fn points_back(&self, actors: &[Actor]) -> bool {
        self.noun().is_some() || actors.iter().any(|actor| actor.points_back || actor.kind == ActorKind::Authority)
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
        actors
            .iter()
            .filter(|actor| self.frame.counts(actor.head.start) || actor.head.start < act.start)
            .filter(|actor| actor.kind != ActorKind::Authority)
            .filter(|actor| !described.words.iter().any(|word| word.contains(&actor.head.start)))
            .filter(|actor| !self.speaks(actor) && !self.is_addressed(actor))
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
        let distance = if before { act.start - actor.tokens.end } else { actor.tokens.start.saturating_sub(act.end) };
        points += if before { 3 } else { 0 };
        points -= (distance / 4).min(6) as i32;
        // Of `dugaan … oleh camat`, `keterlibatan lurah`, `memeriksa camat` the object is meant.
        let lead = actor.tokens.start.saturating_sub(2).max(self.sentence.start)..actor.tokens.start;
        let governed = lead.clone().any(|token| {
            self.document.at(token).iter().any(|found| match found.sense {
                Sense::Signal(Signal::Hedge | Signal::Review | Signal::Find | Signal::Sanction | Signal::Proven) => true,
                Sense::ActWord(class) => self.document.lexicon.act_classes[class as usize] == "doubtful",
                _ => false,
            })
        }) || lead.clone().any(|token| is_one_of(self.document, token, &["oleh", "terhadap", "melibatkan", "keterlibatan"]));
        points += if governed { 3 } else { 0 };
        // A passive state right after it: `camat itu diduga`, `lurah dilaporkan`.
        let follows = (actor.tokens.end..self.sentence.end.min(actor.tokens.end + 3)).any(|token| {
            self.frame.cues.iter().any(|cue| cue.first == token && super::frame::is_state(cue.signal))
        });
        points += if follows { 2 } else { 0 };
        if matches!(actor.kind, ActorKind::Unbound) && !before {
            points -= 4;
        }
        points
    }

    /// Whether an actor says what the sentence says, rather than being spoken of.
    fn speaks(&self, actor: &Actor) -> bool {
        let says = |token: usize| {
            self.document
                .at(token)
                .iter()
                .any(|found| matches!(found.sense, Sense::Cue(lexicon::Cue::Say) | Sense::Signal(Signal::Assure)))
        };
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start);
        let after = actor.tokens.end..self.sentence.end.min(actor.tokens.end + 2);
        before.is_some_and(|token| says(token) || is_one_of(self.document, token, &["menurut"]))
            || after.clone().any(says)
            || actor.person.is_some_and(|person| self.is_quoted(person, actor))
    }

    /// Whether a person is the speaker of a statement whose attribution stands at the actor.
    fn is_quoted(&self, person: usize, actor: &Actor) -> bool {
        let span = actor.span(self.document);
        let sentence = self.document.span(self.sentence.clone());
        self.quotes.iter().any(|quote| {
            quote.speaker == Some(person) && quote.span.overlaps(sentence) && !quote.span.overlaps(span)
        })
    }

    /// Whether an actor is only spoken to or reports: `kepada bupati`, `lurah melapor ke Bawaslu`.
    fn is_addressed(&self, actor: &Actor) -> bool {
        let sanctioned = self.frame.cues.iter().any(|cue| {
            matches!(cue.signal, Signal::Sanction | Signal::Proven) && cue.first < actor.tokens.start
        });
        let before = actor.tokens.start.checked_sub(1).filter(|&token| token >= self.sentence.start);
        let addressed = before.is_some_and(|token| is_one_of(self.document, token, &["kepada", "ke", "bersama"]));
        let reports = is_one_of(self.document, actor.tokens.end, &["melapor", "melaporkan", "mengadukan", "menuding", "menuduh"]);
        (addressed && !sanctioned) || reports
    }
}

fn is_one_of(document: &Document, token: usize, words: &[&str]) -> bool {
    token < document.tokens.len() && words.iter().any(|word| document.word(token).eq_ignore_ascii_case(word))
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
    let head = |actor: &Actor| document.words[actor.head.end - 1].base;
    let same_head = head(known) == head(actor);
    if actor.points_back {
        return same_head || known.bound == actor.bound;
    }
    (same_head || known.bound == actor.bound) && !names_differ(document, known, actor)
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
