//! Titles: an office with its unit, institution and place, read up to where a name may begin.

use super::name;
use super::sign::{self, Signs};
use super::{office, place};
use crate::extract::Document;
use crate::lexicon::{Position, Sense};
use crate::text::{Kind, Shape};
use std::ops::Range;

/// An office that the text names.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// Its tokens, without what stands between it and a name.
    pub(super) tokens: Range<usize>,
    /// How its holder has it: acting, deputising, former. An index into the positions.
    pub(super) acting: Option<u16>,
    /// The office: an index into the positions.
    pub(super) office: u16,
    /// The tokens of the unit or body that goes on with it: `Pendidikan dan Kebudayaan`.
    pub(super) unit: Range<usize>,
    /// The institution: an index into the institutions.
    pub(super) institution: Option<u16>,
    /// Its area: an index into the places.
    pub(super) place: Option<u16>,
    /// Whether an area was named, known or not.
    pub(super) placed: bool,
    /// The tokens at its end in which a name may stand.
    pub(super) rest: Range<usize>,
    /// Whether an honorific or rank stands right before `rest`, so that a name begins there.
    pub(super) addressed: bool,
    /// Whether a word like `PT` or `Bandara` is in it, whose own name may look like a person's.
    pub(super) has_head: bool,
}

impl Title {
    /// The title whose name begins at a token of `rest`: what is left of `rest` belongs to the title.
    pub(super) fn up_to(mut self, name: usize) -> Title {
        if self.addressed {
            return self;
        }
        if self.unit.end == self.rest.end {
            self.unit.end = name.max(self.unit.start);
        }
        self.tokens.end = self.tokens.end.max(name);
        self
    }

    /// The title without a name after it: all of `rest` belongs to it.
    pub(super) fn alone(self) -> Title {
        let end = self.rest.end;
        self.up_to(end)
    }
}

/// The longest office that starts at a token: its index and end.
fn office_at(document: &Document, token: usize, acting: bool) -> Option<(u16, usize)> {
    document.at(token).iter().find_map(|found| match found.sense {
        Sense::Position(index) if document.lexicon.positions[index as usize].acting == acting => {
            Some((index, found.end as usize))
        }
        _ => None,
    })
}

/// The longest institution that starts at a token: its index and end.
fn institution_at(document: &Document, token: usize) -> Option<(u16, usize)> {
    document.at(token).iter().find_map(|found| match found.sense {
        Sense::Institution(index) => Some((index, found.end as usize)),
        _ => None,
    })
}

/// Whether a word before an office makes it the name of a place: `Kantor Bupati`, `rumah jabatan wali kota`.
fn is_building(word: &str) -> bool {
    const BUILDINGS: [&str; 9] =
        ["kantor", "rumah", "dinas", "jabatan", "ruang", "halaman", "pendopo", "gedung", "kediaman"];
    BUILDINGS.iter().any(|building| word.eq_ignore_ascii_case(building))
}

/// Whether a word comes before the body in which somebody works: `Kepala Bidang Kinerja pada BKPSDM`.
pub(super) fn is_place_of_work(word: &str) -> bool {
    matches!(word, "pada" | "di")
}

/// The title that starts at a token.
pub(super) fn read(document: &Document, signs: &Signs, start: usize) -> Option<Title> {
    /// The most tokens that a title has.
    const LONGEST: usize = 40;
    let mut at = start;
    let mut acting = None;
    while let Some((index, end)) = office_at(document, at, true) {
        acting = acting.or(Some(index));
        at = end;
    }
    let (office, end) = office_at(document, at, false)?;
    if start > 0 && is_building(document.word(start - 1)) {
        return None;
    }
    // What is written for an office at times is the body where somebody works: `pada Sekretariat Daerah`.
    let is_body = institution_at(document, start).is_some_and(|(_, body)| body >= end);
    if is_body && start > 0 && is_place_of_work(document.word(start - 1)) {
        return None;
    }
    let own = (at..end).find_map(|at| institution_at(document, at).filter(|found| found.1 == end));
    let mut walk = Walk {
        document,
        signs,
        position: &document.lexicon.positions[office as usize],
        core: end,
        at: end,
        earliest: end,
        unit_end: None,
        institution: own.map(|(index, _)| index),
        place: None,
        placed: false,
        named: false,
        title_end: None,
    };
    walk.overlapping_place(at, end);
    while walk.at < document.tokens.len()
        && walk.at - start < LONGEST
        && name::continues_line(document, walk.at)
        && walk.step()
    {}
    let addressed = walk.title_end.is_some();
    let rest =
        if addressed { walk.at..name::run_end(document, signs, walk.at) } else { walk.earliest..walk.at };
    let unit_end = walk.unit_end.or(walk.title_end).unwrap_or(rest.end);
    Some(Title {
        tokens: start..walk.title_end.unwrap_or(walk.earliest),
        acting,
        office,
        unit: end..unit_end.max(end),
        institution: walk.institution,
        place: walk.place,
        placed: walk.placed,
        has_head: (end..rest.start).any(|at| signs.has(at, sign::HEAD)),
        rest,
        addressed,
    })
}

/// The walk over what follows an office.
struct Walk<'a> {
    document: &'a Document<'a>,
    signs: &'a Signs,
    position: &'a Position,
    /// The token after the office itself.
    core: usize,
    at: usize,
    /// The first token at which a name may begin.
    earliest: usize,
    /// Where the unit ends: at the first institution, place or bracket.
    unit_end: Option<usize>,
    institution: Option<u16>,
    place: Option<u16>,
    placed: bool,
    /// Whether a word that looks like a name was passed since `earliest`.
    named: bool,
    /// Where the title ends when an honorific ended the walk.
    title_end: Option<usize>,
}

impl Walk<'_> {
    /// Takes in what stands at `at`; whether the walk goes on.
    fn step(&mut self) -> bool {
        let (document, signs, at) = (self.document, self.signs, self.at);
        let token = &document.tokens[at];
        match token.kind {
            Kind::Mark => self.mark(),
            Kind::Number => {
                let goes_on = self.earliest == at
                    && (signs.is_capital(at + 1)
                        || document.tokens.get(at + 1).is_some_and(|next| next.text(document.text) == "/"));
                if goes_on {
                    self.pass(at + 1);
                }
                goes_on
            }
            Kind::Word if !signs.is_capital(at) => self.small_word(),
            Kind::Word => self.capital_word(),
            _ => false,
        }
    }

    /// Takes a place whose name begins inside an office or body: `Wali [Kota Balikpapan]`.
    fn overlapping_place(&mut self, start: usize, end: usize) {
        let inside = (start..end)
            .find_map(|at| Some((at, place::place_end(self.document, at).filter(|&over| over > end)?)));
        if let Some((at, over)) = inside
            && self.take_place(at)
        {
            self.end_unit();
            self.pass(over);
        }
    }

    /// Moves on to `to`, before which no name begins.
    fn pass(&mut self, to: usize) {
        self.at = to;
        self.earliest = to;
        self.named = false;
    }

    /// The unit ends here, if it did not before.
    fn end_unit(&mut self) {
        self.unit_end.get_or_insert(self.at);
    }

    fn mark(&mut self) -> bool {
        let at = self.at;
        match self.document.word(at) {
            "(" => self.bracket(),
            "/" if at == self.earliest && at > self.core => {
                self.pass(at + 1);
                true
            }
            "&" => self.conjunction(),
            "-" => {
                let glued = is_glued(self.document, at);
                if glued {
                    self.pass(at + 2);
                }
                glued
            }
            "," => self.comma(),
            _ => false,
        }
    }

    /// A comma inside a title: between units that `dan` closes, or before the area or body in which the unit
    /// lies.
    fn comma(&mut self) -> bool {
        /// The most tokens of a list of units.
        const FAR: usize = 9;
        let (document, signs, at) = (self.document, self.signs, self.at);
        let next = at + 1;
        if self.named || at == self.core || !signs.is_capital(next) || !name::continues_line(document, next) {
            return false;
        }
        let is_unit = |at: usize| signs.is_capital(at) && name::weight(document, signs, at) < 1.0;
        if self.position.open && self.unit_end.is_none() && self.earliest == at {
            let listed = (next..next + FAR)
                .take_while(|&at| at < document.tokens.len())
                .find(|&at| !is_unit(at) && document.word(at) != ",");
            if listed.is_some_and(|at| {
                signs.has(at, sign::CONJOINS) && is_unit(at + 1) && !signs.has(at + 1, sign::POSITION)
            }) {
                self.pass(next);
                return true;
            }
        }
        let wider =
            signs.has(next, sign::PLACE | sign::AREA) && self.earliest == at && !signs.has(next, sign::NAME);
        let body =
            self.institution.is_none() && institution_at(document, next).is_some() && self.position.open;
        if wider || body {
            self.pass(next);
        }
        wider || body
    }

    /// A short bracket with an abbreviation, which belongs to the title: `(Sekda)`, `(Kesbangpol)`.
    fn bracket(&mut self) -> bool {
        const LONGEST: usize = 6;
        let first = self.at + 1;
        let within = first..(first + LONGEST).min(self.document.tokens.len());
        let Some(close) = within.clone().find(|&at| self.document.word(at) == ")") else { return false };
        if close == first {
            return false;
        }
        let abbreviates = match self.document.tokens[first].shape {
            Shape::Lower => false,
            Shape::Upper | Shape::Mixed => true,
            Shape::Title => {
                (close == first + 1 || self.signs.has(first, sign::KNOWN))
                    && !self.signs.has(first, sign::NAME)
            }
        };
        if !abbreviates || (self.named && !self.signs.is_capital(close + 1)) {
            return false;
        }
        self.end_unit();
        if self.institution.is_none() && self.position.level != "national" {
            self.institution = institution_at(self.document, first).map(|(index, _)| index);
        }
        if self.place.is_none() && place::place_end(self.document, first) == Some(close) {
            self.take_place(first);
        }
        self.pass(close + 1);
        true
    }

    /// `dan` inside a unit: both its neighbours are capitalised and neither looks like a name.
    fn conjunction(&mut self) -> bool {
        let (document, signs, at) = (self.document, self.signs, self.at);
        let inside = at > self.core
            && signs.is_capital(at - 1)
            && signs.is_capital(at + 1)
            && !signs.has(at + 1, sign::POSITION)
            && self.unit_end.is_none()
            && name::weight(document, signs, at - 1) < 1.0
            && name::weight(document, signs, at + 1) < 1.0;
        if inside {
            self.pass(at + 2);
        }
        inside
    }

    /// Whether a body follows in which an office lies, `Kepala Bagian Hukum pada Sekretariat Daerah`, so that what
    /// looked like a name is a unit: `Kepala Bidang Kinerja pada BKPSDM`. A known name before it is a name.
    fn lies_in_body(&self) -> bool {
        let (document, signs, at) = (self.document, self.signs, self.at);
        let may_lie = match document.word(at) {
            "pada" => self.position.open || at == self.core,
            "di" => self.position.open && self.institution.is_none() && at > self.core,
            _ => false,
        };
        may_lie
            && institution_at(document, at + 1).is_some()
            && !(self.core..at).any(|at| signs.has(at, sign::NAME))
    }

    fn small_word(&mut self) -> bool {
        /// The most small words that describe an office: `pengamat kebijakan publik dari`.
        const LONGEST: usize = 5;
        let (document, signs, at) = (self.document, self.signs, self.at);
        if self.lies_in_body() {
            self.pass(at + 1);
            return true;
        }
        if self.named {
            return false;
        }
        if signs.has(at, sign::HONORIFIC | sign::RANK)
            && let Some(end) = honorifics(document, signs, at)
        {
            self.title_end = Some(at);
            self.pass(end);
            return false;
        }
        if signs.has(at, sign::JOINS) && !self.placed {
            let goes_on = (at + 1..at + 4).any(|next| signs.is_capital(next));
            if goes_on && !self.conjunction() {
                if signs.has(at, sign::CONJOINS) {
                    return false;
                }
                self.pass(at + 1);
            }
            return goes_on;
        }
        if let Some((index, end)) = institution_at(document, at) {
            self.take_institution(index, end);
            return true;
        }
        let describes = self.position.open
            && at - self.core < LONGEST
            && self.unit_end.is_none()
            && self.earliest == at
            && !signs.has(at, sign::FUNCTION | sign::SAY | sign::POSITION)
            && !document.words[at].is_clitic()
            && (signs.has(at, sign::NOT_NAME) || !is_verb(document.word(at)));
        if describes {
            self.pass(at + 1);
        }
        describes
    }

    fn capital_word(&mut self) -> bool {
        let (document, signs, at) = (self.document, self.signs, self.at);
        if signs.has(at, sign::HONORIFIC | sign::RANK)
            && !self.named
            && let Some(end) = honorifics(document, signs, at)
        {
            self.title_end = Some(at);
            self.at = end;
            self.earliest = end;
            return false;
        }
        if signs.has(at, sign::DEGREE) && !signs.has(at, sign::NAME) && self.named {
            return false;
        }
        let own = name::weight(document, signs, at);
        if !self.named {
            if let Some((index, end)) = institution_at(document, at) {
                self.take_institution(index, end);
                return true;
            }
            let takes_place = self.position.level != "national" || self.institution.is_some();
            if takes_place
                && own < 2.0
                && let Some(end) = place::place_end(document, at)
                && self.take_place(at)
            {
                self.end_unit();
                self.pass(end);
                return true;
            }
        }
        let balinese = signs.has(at, sign::PARTICLE) && signs.has(at + 1, sign::NAME);
        if is_roman(document.word(at)) && self.earliest == at && !balinese {
            self.pass(at + 1);
            return true;
        }
        if signs.has(at, sign::TAIL) {
            self.pass(at + 1);
            return true;
        }
        if signs.has(at, sign::HEAD) && own < 0.0 {
            if self.named {
                return false;
            }
            let next =
                at + 1 + usize::from(signs.is_capital(at + 1) && name::continues_line(document, at + 1));
            self.pass(next);
            return true;
        }
        if own <= -3.0 && !signs.has(at, sign::NAME) {
            if self.named && signs.has(at, sign::FOREIGN) {
                return false;
            }
            self.pass(at + 1);
            return true;
        }
        let pair = document.word(at).contains('-') && signs.is_capital(at + 1) && own > 0.0;
        if pair && !self.named {
            self.pass(at + 1);
            return true;
        }
        self.named |= own >= 1.0;
        self.at = at + 1;
        true
    }

    fn take_institution(&mut self, index: u16, end: usize) {
        self.end_unit();
        self.institution.get_or_insert(index);
        let start = self.at;
        self.pass(end);
        self.overlapping_place(start, end);
    }

    /// Takes the place named at a token, if it is the first or the one in which the first lies.
    fn take_place(&mut self, token: usize) -> bool {
        let places = &self.document.lexicon.places;
        let level = office::level(self.document, self.position, self.institution);
        let found = place::resolve(self.document, &self.signs.areas, token, level);
        match (self.place, found) {
            (None, _) if !self.placed => self.place = found,
            (Some(held), Some(found)) if place::lies_in(&places[held as usize], &places[found as usize]) => {}
            _ => return false,
        }
        self.placed = true;
        true
    }
}

/// The end of the honorifics and ranks that start at a token, where a capitalised word follows them.
pub(super) fn honorifics(document: &Document, signs: &Signs, start: usize) -> Option<usize> {
    let mut at = start;
    while name::continues_line(document, at) || at == start {
        let end = document
            .at(at)
            .iter()
            .filter(|found| {
                matches!(found.sense, Sense::Title(_)) && signs.has(at, sign::HONORIFIC | sign::RANK)
            })
            .map(|found| found.end as usize)
            .max();
        match end {
            Some(end) => at = after_branch(document, end),
            None if at > start
                && document.tokens.get(at).is_some_and(|token| token.text(document.text) == ".") =>
            {
                at += 1;
            }
            None => break,
        }
    }
    let named = at > start && signs.is_capital(at) && name::continues_line(document, at);
    named.then_some(at)
}

/// The end of a branch or state in brackets after a rank, `Kolonel (Purn)`, `Mayjen TNI (Mar)`.
fn after_branch(document: &Document, at: usize) -> usize {
    let text = |at: usize| document.tokens.get(at).map_or("", |token| token.text(document.text));
    if text(at) == "(" && text(at + 2) == ")" && text(at + 1).len() <= 5 { at + 3 } else { at }
}

/// Whether a small word has the form of a verb, so that no title goes on with it.
fn is_verb(word: &str) -> bool {
    const PREFIXES: [&str; 4] = ["me", "ber", "di", "ter"];
    PREFIXES.iter().any(|prefix| word.starts_with(prefix)) && word.len() > 4
}

/// Whether a hyphen joins a word and a number without a space: `Covid-19`.
fn is_glued(document: &Document, at: usize) -> bool {
    let next = document.tokens.get(at + 1);
    next.is_some_and(|next| next.kind == Kind::Number)
        && document.gap_before(at).is_empty()
        && document.gap_before(at + 1).is_empty()
}

/// Whether a word is a small Roman numeral, as in `Komisi III`.
fn is_roman(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}
