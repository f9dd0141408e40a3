//! A case: a claim under way, so that a report, its check and its outcome are one allegation in its last state.

use super::super::{DateMention, DateRole, Document, Person, Quote};
use super::act::Described;
use super::actor::Actor;
use super::frame::Cue;
use super::sentence::Sentence;
use super::{Accused, Allegation, Status};
use crate::lexicon::{ActorKind, Sense};
use crate::text::Span;

/// A claim under way.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) act: usize,
    pub(super) actor: Option<Actor>,
    pub(super) status: Status,
    pub(super) denied: bool,
    /// The sentence that opened the case.
    pub(super) first: usize,
    /// The sentence that makes the claim of its actor, and the last one that added to it.
    pub(super) sentence: usize,
    pub(super) last: usize,
    pub(super) cues: Vec<Span>,
    /// In how many sentences it comes up.
    pub(super) mentions: usize,
    /// Whether it was introduced as something earlier.
    pub(super) before: bool,
    /// The noun that stands for a case without an actor: `laporan`, `tudingan`.
    pub(super) noun: Option<Span>,
    /// Whether any sentence gives it a state. A bare assertion that stays without one is no allegation.
    pub(super) stated: bool,
}

impl Sentence<'_> {
    pub(super) fn open(&self, described: &Described, actor: Option<&Actor>) -> Case {
        let status = match self.frame.state {
            Some((status, _)) => status,
            None => Status::Alleged,
        };
        let mut case = Case {
            act: described.act,
            actor: actor.cloned(),
            status,
            denied: self.frame.denial.is_some(),
            first: self.index,
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
    pub(super) fn advance(&self, case: &mut Case, described: Option<&Described>) {
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
    pub(super) fn later(&self, known: Status, new: Status) -> Status {
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

    pub(super) fn mark(&self, case: &mut Case, described: Option<&Described>) {
        let act_words = described.into_iter().flat_map(|described| described.words.iter().cloned());
        let cue_tokens = |cue: Cue| cue.first..cue.end;
        let state = self.frame.state.map(|(_, cue)| cue_tokens(cue));
        let denial = self.frame.denial.map(cue_tokens);
        case.cues.extend(act_words.chain(state).chain(denial).map(|tokens| self.document.span(tokens)));
    }

    /// Names the accused better where this sentence does.
    pub(super) fn know_better(&self, case: &mut Case, actor: &Actor) {
        let in_title = self.document.article.title_span().is_some() && case.sentence == 0;
        let known = match &mut case.actor {
            Some(known) => known,
            None => {
                case.actor = Some(actor.clone());
                case.sentence = self.index;
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
            case.sentence = self.index;
        }
    }

    /// Whether an actor's act belongs to a case that is known.
    pub(super) fn continues(&self, case: &Case, act: usize, actor: &Actor) -> bool {
        let unspecified = |act: usize| self.document.lexicon.acts[act].id == "unspecified";
        let same_act = case.act == act || unspecified(case.act) || unspecified(act);
        same_act && case.actor.as_ref().is_none_or(|known| is_same(self.document, known, actor))
    }
}

/// Whether two phrases mean the same actor.
pub(super) fn is_same(document: &Document, known: &Actor, actor: &Actor) -> bool {
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
    let same_post = known.position.is_some() && known.position == actor.position;
    let same_head = same_post || head(known) == head(actor);
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
            .filter(|&token| {
                !document
                    .article
                    .dateline_span()
                    .is_some_and(|line| line.contains(document.tokens[token].span()))
            })
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
            central: !self.before && (self.mentions > 1 || self.first * 5 < document.sentences.len() * 3),
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
