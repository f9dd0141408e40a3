//! Signs: what the lexicon says of each token, as one set of flags, so that the passes over names compare
//! bits and not phrases.

use super::place::Areas;
use crate::extract::Document;
use crate::lexicon::{Cue, NameKind, NotName, Sense, TitleKind};
use crate::text::{Kind, Shape};
use std::cell::Cell;

/// Part of the name of a place.
pub(super) const PLACE: u32 = 1;
/// Part of an office.
pub(super) const POSITION: u32 = 1 << 1;
/// Part of the name of an institution.
pub(super) const INSTITUTION: u32 = 1 << 2;
/// An honorific before a name.
pub(super) const HONORIFIC: u32 = 1 << 3;
/// A rank before a name.
pub(super) const RANK: u32 = 1 << 4;
/// A degree after a name.
pub(super) const DEGREE: u32 = 1 << 5;
/// A given name that is nothing else.
pub(super) const GIVEN: u32 = 1 << 6;
/// A family name.
pub(super) const SURNAME: u32 = 1 << 7;
/// A word that begins or joins names.
pub(super) const PARTICLE: u32 = 1 << 8;
/// A given name that is a common word as well.
pub(super) const AMBIGUOUS: u32 = 1 << 9;
/// A word that is no name however it is written.
pub(super) const NOT_NAME: u32 = 1 << 10;
/// A word whose following capitalised words name a street, a company, a building: `Jalan`, `PT`.
pub(super) const HEAD: u32 = 1 << 11;
/// A month or weekday.
pub(super) const CALENDAR: u32 = 1 << 12;
/// A verb of saying.
pub(super) const SAY: u32 = 1 << 13;
/// A word that the lexicon knows in any part.
pub(super) const KNOWN: u32 = 1 << 14;
/// A capitalised word.
pub(super) const CAPITAL: u32 = 1 << 15;
/// A small word inside titles: `dari`, `bidang`, `of`.
pub(super) const JOINS: u32 = 1 << 16;
/// `dan`, `serta`.
pub(super) const CONJOINS: u32 = 1 << 17;
/// What opens a byline: `Pewarta`, `Editor`.
pub(super) const BYLINE: u32 = 1 << 18;
/// What comes right before a name that is told: `bernama`.
pub(super) const CALLED: u32 = 1 << 19;
/// What comes between a name and its title: `selaku`, `sebagai`.
pub(super) const LINKS: u32 = 1 << 20;
/// `itu`, `tersebut`, `ini`.
pub(super) const DEMONSTRATIVE: u32 = 1 << 21;
/// What places follow: `di`, `ke`, `dari`.
pub(super) const PREPOSITION: u32 = 1 << 22;
/// What describes the person named next: `istrinya`, `warga`, `korban`.
pub(super) const DESCRIBES: u32 = 1 << 23;
/// What stands between a name and its verb: `juga`, `kemudian`.
pub(super) const ADVERB: u32 = 1 << 24;

/// A kind of area whose name follows: `Kelurahan`, `Kecamatan`.
pub(super) const AREA: u32 = 1 << 26;
/// A small word inside names: `bin`.
pub(super) const JOINER: u32 = 1 << 27;
/// What comes before initials: `berinisial`.
pub(super) const INITIALS: u32 = 1 << 28;
/// What comes before another name of the same person: `akrab disapa`, `alias`.
pub(super) const ALIAS: u32 = 1 << 29;
/// What comes after the name of a company or a club: `Group`.
pub(super) const TAIL: u32 = 1 << 30;
/// A word of grammar.
pub(super) const FUNCTION: u32 = 1 << 25;

/// Anything with which a candidate, what is beside one, or what is skipped may start.
pub(super) const STARTS: u32 = BYLINE | POSITION | CALLED | INITIALS | ALIAS | HONORIFIC | RANK | CAPITAL;

/// Any of the lists of names.
pub(super) const NAME: u32 = GIVEN | SURNAME | PARTICLE | AMBIGUOUS;
/// Anything that no name is made of, unless a list of names has it too.
pub(super) const FOREIGN: u32 = POSITION | INSTITUTION | NOT_NAME | HEAD | CALENDAR;

/// The signs of every token of a document.
pub(super) struct Signs {
    tokens: Vec<u32>,
    /// The weights of tokens as parts of names, as far as somebody asked; others are no number.
    weights: Vec<Cell<f32>>,
    /// The areas that the document names in full.
    pub(super) areas: Areas,
}

impl Signs {
    /// Reads the matches of `document`.
    pub(super) fn new(document: &Document) -> Signs {
        let mut signs: Vec<u32> = document
            .tokens
            .iter()
            .zip(&document.words)
            .map(|(token, word)| {
                let known = if word.base != 0 { KNOWN } else { 0 };
                let capital = token.kind == Kind::Word && token.is_capitalised();
                known | if capital { CAPITAL } else { 0 }
            })
            .collect();
        for found in &document.matches {
            let sign = match found.sense {
                Sense::Place(_) => PLACE,
                Sense::Position(_) => POSITION,
                Sense::Institution(_) => INSTITUTION,
                Sense::Title(TitleKind::Prefix) => HONORIFIC,
                Sense::Title(TitleKind::Rank) => RANK,
                Sense::Title(TitleKind::Suffix) => DEGREE,
                Sense::Name(NameKind::Given) => GIVEN,
                Sense::Name(NameKind::Surname) => SURNAME,
                Sense::Name(NameKind::Particle) => PARTICLE,
                Sense::Name(NameKind::Joiner) => PARTICLE | JOINER,
                Sense::Name(NameKind::Ambiguous) => AMBIGUOUS,
                Sense::NotName(word) => not_name(word),
                Sense::Calendar(_) => CALENDAR,
                Sense::Cue(Cue::Say | Cue::React) => SAY,
                _ => continue,
            };
            let range = found.first as usize..found.end as usize;
            if sign == DEGREE && !is_written_as_degree(document, range.start) {
                continue;
            }
            for sign_of in &mut signs[range] {
                *sign_of |= sign;
            }
        }
        let weights = vec![Cell::new(f32::NAN); signs.len()];
        Signs { tokens: signs, weights, areas: Areas::new(document) }
    }

    /// Whether a token has any of these signs.
    pub(super) fn has(&self, token: usize, signs: u32) -> bool {
        self.tokens.get(token).is_some_and(|own| own & signs != 0)
    }

    /// Whether a token is a capitalised word that may stand in a name.
    pub(super) fn is_capital(&self, token: usize) -> bool {
        self.has(token, CAPITAL)
    }

    /// The weight of a token as a part of a name, computed by `weigh` the first time.
    pub(super) fn weight(&self, token: usize, weigh: impl FnOnce() -> f32) -> f32 {
        let held = &self.weights[token];
        if held.get().is_nan() {
            held.set(weigh());
        }
        held.get()
    }

    /// All signs of a token.
    pub(super) fn of(&self, token: usize) -> u32 {
        self.tokens[token]
    }
}

fn not_name(word: NotName) -> u32 {
    NOT_NAME
        | match word {
            NotName::Plain => 0,
            NotName::Head => HEAD,
            NotName::Area => HEAD | AREA,
            NotName::Join => JOINS,
            NotName::Preposition => PREPOSITION | FUNCTION,
            NotName::Conjunction => JOINS | CONJOINS,
            NotName::Byline => BYLINE,
            NotName::Called => CALLED,
            NotName::Initials => INITIALS,
            NotName::Alias => ALIAS,
            NotName::Tail => TAIL,
            NotName::Link => LINKS | FUNCTION,
            NotName::Demonstrative => DEMONSTRATIVE | FUNCTION,
            NotName::Describes => DESCRIBES,
            NotName::Adverb => ADVERB | FUNCTION,
            NotName::Function => FUNCTION,
        }
}

/// A degree is in capitals (`SH`) or has a dot (`S.Sos`, `Ph.D`): `Ma` and `Se` are names.
fn is_written_as_degree(document: &Document, token: usize) -> bool {
    document.tokens[token].shape != Shape::Title || document.word(token).contains('.')
}
