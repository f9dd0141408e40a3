//! Actors: the noun phrases of a sentence that name somebody who may have acted.

use super::super::{Document, Person};
use super::is_one_of;
use crate::lexicon::{ActorKind, Cue, Sense};
use crate::text::{Kind, Span};
use std::ops::Range;

/// A noun phrase for somebody.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    /// The tokens of the whole phrase.
    pub(super) tokens: Range<usize>,
    /// The tokens of its head: `camat`, `kepala dinas`.
    pub(super) head: Range<usize>,
    /// What it is.
    pub(super) kind: ActorKind,
    /// The class of bound persons.
    pub(super) bound: Option<&'static str>,
    /// The office in canonical form.
    pub(super) position: Option<String>,
    /// An index into the people.
    pub(super) person: Option<usize>,
    /// How surely it means somebody in particular: 0 a bare noun, 1 some of a place, 2 somebody.
    pub(super) particular: u8,
    /// Whether it points back: `camat itu`, `terlapor`.
    pub(super) points_back: bool,
    /// Whether it is everybody of a kind.
    pub(super) universal: bool,
    /// Whether it brings in somebody new: `seorang camat`.
    pub(super) indefinite: bool,
}

impl Actor {
    /// The bytes of the phrase.
    pub(super) fn span(&self, document: &Document) -> Span {
        document.span(self.tokens.clone())
    }
}

/// The people of an article with the places where they are named.
pub(super) struct Cast<'a> {
    people: &'a [Person],
    /// Every mention with its person, by start, and of those that start together by person.
    mentions: Vec<(Span, usize)>,
}

impl<'a> Cast<'a> {
    /// The cast that `people` are.
    pub(super) fn new(people: &'a [Person]) -> Cast<'a> {
        let mentions =
            |(index, person): (usize, &'a Person)| person.mentions.iter().map(move |&at| (at, index));
        let mut mentions: Vec<(Span, usize)> = people.iter().enumerate().flat_map(mentions).collect();
        mentions.sort_by_key(|&(mention, person)| (mention.start, person));
        Cast { people, mentions }
    }

    /// The mentions that start in a range of bytes.
    fn starting_in(&self, bytes: Range<usize>) -> &[(Span, usize)] {
        let first = self.mentions.partition_point(|(mention, _)| mention.start < bytes.start);
        let len = self.mentions[first..].partition_point(|(mention, _)| mention.start < bytes.end);
        &self.mentions[first..first + len]
    }

    /// The token after the mention of a person that starts at a token.
    fn name_end(&self, document: &Document, token: usize) -> Option<usize> {
        let start = document.tokens.get(token)?.span().start;
        let (mention, _) = self.starting_in(start..start + 1).first()?;
        Some(document.token_at(mention.end - 1) + 1)
    }
}

/// The actors of a sentence, by position; they do not overlap.
pub(super) fn find(document: &Document, sentence: Range<usize>, cast: &Cast) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    let mut next = sentence.start;
    for found in document.matches_in(sentence.clone()) {
        let token = found.first as usize;
        if token < next || !matches!(found.sense, Sense::Actor(_) | Sense::Position(_)) {
            continue;
        }
        next = token + 1;
        if let Some((range, kind, bound, position)) =
            head(document, token).filter(|(range, ..)| range.end <= sentence.end)
        {
            let actor = phrase(document, &sentence, range, kind, bound, position, cast);
            next = next.max(actor.tokens.end);
            actors.push(actor);
        }
    }
    name_the_named(document, &sentence, cast, &mut actors);
    actors
}

type Head = (Range<usize>, ActorKind, Option<&'static str>, Option<&'static str>);

/// The longest head that starts at a token.
fn head(document: &Document, token: usize) -> Option<Head> {
    let lexicon = document.lexicon;
    document
        .at(token)
        .iter()
        .filter_map(|found| {
            let range = token..found.end as usize;
            match found.sense {
                Sense::Actor(index) => {
                    let actor = &lexicon.actors[index as usize];
                    let is_noun = !matches!(
                        actor.kind,
                        ActorKind::One | ActorKind::Count | ActorKind::Former | ActorKind::Universal
                    );
                    is_noun.then_some((range, actor.kind, actor.bound, None))
                }
                Sense::Position(index) => {
                    let position = &lexicon.positions[index as usize];
                    Some((range, position.kind()?, position.bound, Some(position.canonical)))
                }
                _ => None,
            }
        })
        .max_by_key(|(range, _, bound, position)| (range.end, bound.is_some(), position.is_some()))
}

/// What stands right before a head.
fn determiner(document: &Document, token: usize) -> Option<(usize, ActorKind)> {
    (token.saturating_sub(2)..token).find_map(|start| {
        document.at(start).iter().find_map(|found| match found.sense {
            Sense::Actor(index) if found.end as usize == token => {
                let kind = document.lexicon.actors[index as usize].kind;
                matches!(kind, ActorKind::One | ActorKind::Count | ActorKind::Former | ActorKind::Universal)
                    .then_some((start, kind))
            }
            _ => None,
        })
    })
}

/// The whole phrase around a head.
fn phrase(
    document: &Document,
    sentence: &Range<usize>,
    head: Range<usize>,
    kind: ActorKind,
    bound: Option<&'static str>,
    position: Option<&'static str>,
    cast: &Cast,
) -> Actor {
    let mut actor = Actor {
        tokens: head.clone(),
        head: head.clone(),
        kind,
        bound,
        position: position.map(str::to_owned),
        person: None,
        particular: u8::from(matches!(kind, ActorKind::Party | ActorKind::Pronoun)) * 2,
        points_back: matches!(kind, ActorKind::Party | ActorKind::Pronoun),
        universal: false,
        indefinite: false,
    };
    if matches!(kind, ActorKind::Pronoun | ActorKind::Authority) {
        return actor;
    }
    extend_left(document, sentence, &mut actor);
    extend_right(document, sentence, &mut actor, cast);
    actor.universal |= actor.particular == 0 && is_anybody(document, sentence, &actor);
    actor
}

/// Whether a bare noun with a state in its relative clause is anybody of a kind: `ASN yang terbukti`.
fn is_anybody(document: &Document, sentence: &Range<usize>, actor: &Actor) -> bool {
    let end = actor.tokens.end;
    let opens = actor.tokens.start == sentence.start
        || document.tokens[actor.tokens.start - 1].kind == Kind::Mark
        || is_one_of(document, actor.tokens.start - 1, &["bahwa"]);
    opens
        && end + 1 < sentence.end
        && is_one_of(document, end, &["yang"])
        && document.at(end + 1).iter().any(|found| match found.sense {
            Sense::Signal(signal) => super::frame::is_state(signal),
            _ => false,
        })
}

fn extend_left(document: &Document, sentence: &Range<usize>, actor: &mut Actor) {
    while actor.tokens.start > sentence.start {
        let before = actor.tokens.start - 1;
        if let Some((start, kind)) =
            determiner(document, actor.tokens.start).filter(|(start, _)| *start >= sentence.start)
        {
            actor.tokens.start = start;
            match kind {
                ActorKind::One => {
                    actor.particular = 2;
                    actor.indefinite = true;
                }
                ActorKind::Count => actor.particular = 2,
                ActorKind::Universal => actor.universal = true,
                ActorKind::Former => {
                    actor.kind = ActorKind::Unbound;
                    actor.bound = None;
                }
                _ => {}
            }
        } else if document.tokens[before].kind == Kind::Number && counts(document.word(before)) {
            actor.tokens.start = before;
            actor.particular = 2;
        } else if is_one_of(document, before, &["orang", "anggota"]) {
            actor.tokens.start = before;
        } else {
            break;
        }
    }
}

/// Whether a number counts the accused of a case; more than a few dozen are statistics.
fn counts(number: &str) -> bool {
    number.parse::<u32>().is_ok_and(|number| (1..=30).contains(&number))
}

fn extend_right(document: &Document, sentence: &Range<usize>, actor: &mut Actor, cast: &Cast) {
    let mut end = actor.head.end;
    while end < sentence.end {
        let token = document.tokens[end];
        let place = document.at(end).iter().find(|found| matches!(found.sense, Sense::Place(_)));
        let next_is_capital = document.tokens.get(end + 1).is_some_and(|next| next.is_capitalised());
        if let Some(name) = cast.name_end(document, end) {
            end = name;
            actor.particular = 2;
        } else if let Some(place) = place {
            end = place.end as usize;
            actor.particular = actor.particular.max(if is_general(actor) { 1 } else { 2 });
        } else if token.kind == Kind::Word && token.is_capitalised() && !starts_a_clause(document, end) {
            end += 1;
            actor.particular = actor.particular.max(if is_general(actor) { 1 } else { 2 });
        } else if is_one_of(document, end, &["itu", "tersebut", "tadi", "ini"]) {
            end += 1;
            actor.particular = 2;
            actor.points_back = true;
            break;
        } else if is_one_of(document, end, &["berinisial", "inisial", "bernama"]) && next_is_capital {
            end += 2;
            actor.particular = 2;
        } else if is_one_of(document, end, &LINKS) && leads_on(document, end) {
            end += 2;
            actor.particular = actor.particular.max(if is_general(actor) { 1 } else { 2 });
        } else if let Some(name) = cast.name_end(document, end + 1).filter(|_| document.word(end) == ",") {
            end = name;
            actor.particular = 2;
        } else {
            break;
        }
    }
    actor.tokens.end = end.min(sentence.end);
}

/// Words that join a unit or a place to an office: `seksi di Kantor Camat`, `ASN asal Paser`.
const LINKS: [&str; 13] = [
    "di",
    "pada",
    "dilingkungan",
    "dan",
    "asal",
    "dari",
    "negeri",
    "dinas",
    "badan",
    "kantor",
    "bidang",
    "se",
    "lingkungan",
];

/// Whether a link leads on to a name, and not to a new actor or to what was done.
fn leads_on(document: &Document, link: usize) -> bool {
    let Some(next) = document.tokens.get(link + 1) else { return false };
    if is_one_of(document, link, &["di"]) && is_one_of(document, link + 1, &["lingkungan"]) {
        return true;
    }
    let joins_another = is_one_of(document, link, &["dan"]) && head(document, link + 1).is_some();
    next.is_capitalised() && !joins_another && !starts_a_clause(document, link + 1)
}

/// A noun that, with its place, is still many people: `ASN Pemkot Balikpapan`. A post is one person.
pub(super) fn is_general(actor: &Actor) -> bool {
    const MANY: [&str; 6] = ["Anggota", "Aparatur", "Guru", "Pegawai", "Staf", "Perangkat"];
    let post =
        actor.position.as_ref().is_some_and(|position| !MANY.iter().any(|many| position.starts_with(many)));
    !post && matches!(actor.bound, Some("pns" | "pppk" | "honorer" | "perangkat_desa" | "tni" | "polri"))
}

/// Whether a capitalised word, as in a headline, begins what the actor did and is no part of its name.
fn starts_a_clause(document: &Document, token: usize) -> bool {
    document.at(token).iter().any(|found| match found.sense {
        Sense::Signal(_) | Sense::Cue(Cue::Say) => true,
        Sense::ActWord(_) => document.tokens[token].shape != crate::text::Shape::Upper,
        Sense::Actor(index) => {
            matches!(document.lexicon.actors[index as usize].kind, ActorKind::Authority | ActorKind::Unbound)
                && !document.at(token).iter().any(|other| matches!(other.sense, Sense::Place(_)))
        }
        _ => false,
    })
}

/// Gives actors the people that they name, and adds officials who stand without a title here.
fn name_the_named(document: &Document, sentence: &Range<usize>, cast: &Cast, actors: &mut Vec<Actor>) {
    let bytes = document.span(sentence.clone());
    let mut mentions: Vec<(Span, usize)> = cast.starting_in(bytes.range()).to_vec();
    mentions.retain(|&(mention, _)| bytes.contains(mention));
    mentions.sort_by_key(|&(mention, person)| (person, mention));
    for (mention, index) in mentions {
        let person = &cast.people[index];
        let title = person.titles.iter().find(|title| {
            (title.end <= mention.start && mention.start - title.end <= 40)
                || (mention.end <= title.start && title.start - mention.end <= 4)
        });
        let whole = title.map_or(mention, |title| title.join(mention));
        match actors.iter_mut().find(|actor| document.span(actor.tokens.clone()).overlaps(whole)) {
            Some(actor) if !matches!(actor.kind, ActorKind::Pronoun | ActorKind::Authority) => {
                let first = document.token_at(whole.start);
                let last = document.token_at(whole.end - 1) + 1;
                actor.tokens = actor.tokens.start.min(first)..actor.tokens.end.max(last).min(sentence.end);
                actor.person = Some(index);
                actor.particular = 2;
                if person.position.is_some() {
                    actor.position.clone_from(&person.position);
                }
            }
            Some(_) => {}
            None => actors.push(named(document, index, person, mention)),
        }
    }
    actors.sort_by_key(|actor| actor.tokens.start);
    actors.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
}

/// A person who is named without a title here, as bound as the title elsewhere tells.
fn named(document: &Document, index: usize, person: &Person, mention: Span) -> Actor {
    let tokens = document.token_at(mention.start)..document.token_at(mention.end - 1) + 1;
    let title = person.titles.iter().find_map(|title| {
        (document.token_at(title.start)..document.token_at(title.end)).find_map(|token| head(document, token))
    });
    let (kind, bound) = title.map_or((ActorKind::Unbound, None), |(_, kind, bound, _)| (kind, bound));
    Actor {
        head: tokens.clone(),
        tokens,
        kind,
        bound,
        position: person.position.clone(),
        person: Some(index),
        particular: 2,
        points_back: false,
        universal: false,
        indefinite: false,
    }
}
