//! Candidates: every run of words that may name a person, with what speaks for it.

use super::name::{self, Names};
use super::score::{CALLED, DEGREE, HONORIFIC, TITLE};
use super::sign::{self, Signs};
use super::title::{self, Title};
use crate::extract::Document;
use crate::text::{Kind, Shape};
use std::ops::Range;

/// A run of words that may name a person.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The name itself, or the two of a pair with a hyphen.
    pub(super) names: Names,
    /// How much speaks for it; [`CERTAIN`] and more is a name.
    pub(super) score: f32,
    /// The titles beside it.
    pub(super) titles: Vec<Title>,
    /// Whether the first title goes right before it, so that it tells who is meant: `Camat Amir`.
    pub(super) by_title: bool,
    /// Whether it stands in a heading, where every word is capitalised.
    pub(super) in_heading: bool,
    /// Whether it is given as initials.
    pub(super) initials: bool,
    /// Whether it is another name of the person of the candidate before it.
    pub(super) alias: bool,
}

/// From this score on a candidate is taken for a name.
pub(super) const CERTAIN: f32 = 2.25;

/// All candidates of a document, by position.
pub(super) fn find(document: &Document, signs: &Signs) -> Vec<Candidate> {
    let mut scan = Scan { document, signs, found: Vec::new() };
    let dateline = document.article.dateline_span();
    for sentence in &document.sentences {
        let heading = is_heading(document, signs, sentence);
        let start = match dateline {
            Some(span) if document.tokens[sentence.start].span().start < span.end => {
                document.token_at(span.end.saturating_sub(1)).max(sentence.start)
            }
            _ => sentence.start,
        };
        scan.sentence(start.min(sentence.end)..sentence.end, heading);
    }
    scan.found
}

/// Whether a sentence is a heading: a line of its own without a mark at its end, most words capitalised.
fn is_heading(document: &Document, signs: &Signs, sentence: &Range<usize>) -> bool {
    let last = sentence.end - 1;
    let open = document.tokens[last].kind != Kind::Mark || document.word(last) == ")";
    let alone = document.starts_line(sentence.end) && sentence.len() <= 24;
    if !(open && alone) {
        return false;
    }
    let words = sentence.clone().filter(|&at| document.tokens[at].kind == Kind::Word);
    let (mut capital, mut all) = (0, 0);
    for at in words.filter(|&at| document.word(at).len() > 3) {
        all += 1;
        capital += usize::from(signs.is_capital(at));
    }
    all >= 2 && capital * 10 >= all * 7
}

/// The walk over a document that finds candidates.
pub(super) struct Scan<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) signs: &'a Signs,
    found: Vec<Candidate>,
}

impl Scan<'_> {
    fn sentence(&mut self, tokens: Range<usize>, heading: bool) {
        let (document, signs) = (self.document, self.signs);
        let mut at = tokens.start;
        while at < tokens.end {
            let follows = self.found.last().is_some_and(|last| last.tokens.end == at);
            if !follows && !signs.has(at, sign::STARTS) {
                at += 1;
                continue;
            }
            at = if signs.has(at, sign::BYLINE) && self.is_byline(at) {
                self.line_end(at)
            } else if signs.has(at, sign::POSITION) && !self.is_named(at, tokens.start) {
                match title::read(document, signs, at) {
                    Some(title) => self.titled(title, heading),
                    None => at + 1,
                }
            } else if signs.has(at, sign::CALLED | sign::INITIALS | sign::ALIAS) {
                self.called(at, tokens.start)
            } else if let Some(end) = self.bracketed_alias(at) {
                end
            } else if signs.has(at, sign::HONORIFIC | sign::RANK) {
                match title::honorifics(document, signs, at) {
                    Some(start) => self.run(start, tokens.start, HONORIFIC, heading),
                    None => at + 1,
                }
            } else if signs.is_capital(at) {
                self.run(at, tokens.start, 0.0, heading)
            } else {
                at + 1
            }
            .max(at + 1);
        }
    }

    /// Whether a word for an office is part of a name here: `Lukman Hakim`, a listed name after another.
    fn is_named(&self, at: usize, start: usize) -> bool {
        at > start && self.signs.has(at, sign::NAME) && self.signs.is_capital(at) && {
            let before = at - 1;
            self.signs.is_capital(before) && self.signs.has(before, sign::NAME)
        }
    }

    /// Whether a word like `Editor` opens a byline: a colon follows, or it begins its line.
    fn is_byline(&self, at: usize) -> bool {
        let next = at + 1;
        let colon =
            (next..(next + 2).min(self.document.tokens.len())).any(|at| self.document.word(at) == ":");
        colon
            || (self.signs.is_capital(next) && !name::continues_line(self.document, at))
            || (at == 0 && self.signs.is_capital(next))
    }

    fn line_end(&self, at: usize) -> usize {
        (at + 1..self.document.tokens.len())
            .find(|&next| !name::continues_line(self.document, next))
            .unwrap_or(self.document.tokens.len())
    }

    /// Looks for the name of a title's holder; where to go on.
    fn titled(&mut self, title: Title, heading: bool) -> usize {
        let (document, signs) = (self.document, self.signs);
        let rest = title.rest.clone();
        let longing = self.longing(&title);
        let start = if title.addressed {
            Some(rest.start)
        } else {
            name::split(document, signs, rest.clone(), rest.start, longing)
        };
        let comma = if heading {
            None
        } else {
            let placed = title.placed || title.institution.is_some();
            self.after_comma(rest.end.max(title.tokens.end), placed)
        };
        let start = start.filter(|&start| {
            let sure = self.certainty(start..rest.end);
            let better = comma
                .clone()
                .is_some_and(|comma| (sure < 1.0 || title.has_head) && self.certainty(comma) >= 1.0);
            let pair = name::pair(document, start..rest.end).is_pair() || self.is_spaced_pair(rest.end);
            let apposed = sure < 2.5 && !title.addressed && self.is_apposition(&title);
            !pair && !better && !apposed
        });
        if let Some(start) = start
            && (!heading || self.is_sure(start..rest.end))
        {
            let title = title.up_to(start);
            let end = self.name_end(start, rest.end);
            let score = self.titled_score(&title, start..end);
            return self.push(start..end, score, heading, Some(title));
        }
        let title = title.alone();
        let end = rest.end.max(title.tokens.end);
        if heading {
            return end;
        }
        if self.is_apposition(&title) && self.attach_back(&title) {
            return end;
        }
        if let Some(name) = comma {
            return self.push(name, TITLE, heading, Some(title));
        }
        if self.attach_back(&title) || self.attach_demonstrative(&title) {
            return end;
        }
        rest.start.max(title.tokens.start + 1)
    }

    /// Whether a name goes on with a hyphen and another name, `Amir - Budi`, as the teams of candidates do.
    fn is_spaced_pair(&self, end: usize) -> bool {
        let mark = self.document.tokens.get(end).map(|token| token.text(self.document.text));
        mark.is_some_and(|mark| matches!(mark, "-" | "–")) && self.signs.is_capital(end + 1)
    }

    /// What a title says for the words after it. One unknown word after a unit may well be the unit's last.
    fn titled_score(&self, title: &Title, name: Range<usize>) -> f32 {
        let open = self.document.lexicon.positions[title.office as usize].open;
        let bounded = title.placed || title.institution.is_some() || title.addressed;
        if !open || bounded || name.len() > 1 || self.certainty(name.clone()) >= 1.0 {
            return TITLE;
        }
        TITLE / 4.0 + self.context_score(name, title.tokens.start).max(0.0)
    }

    /// How sure the lists of names are of the surest word of a run.
    fn certainty(&self, tokens: Range<usize>) -> f32 {
        tokens.map(|at| name::weight(self.document, self.signs, at)).fold(-9.0, f32::max)
    }

    /// Whether a title stands between commas after a name, as in `NAME, ROLE, mengatakan`.
    fn is_apposition(&self, title: &Title) -> bool {
        let Some(last) = self.found.last() else { return false };
        last.tokens.end + 1 == title.tokens.start
            && self.is_comma(last.tokens.end)
            && last.titles.is_empty()
            && last.score > 0.0
            && self.is_comma(title.rest.end.max(title.tokens.end))
    }

    /// What is taken off the belief in a name of unknown words right after an office that wants a place.
    fn longing(&self, title: &Title) -> f32 {
        let level = self.document.lexicon.positions[title.office as usize].level;
        match level {
            "district" | "village" if !title.placed && !title.addressed => 2.0,
            _ => 0.0,
        }
    }

    /// Whether lists of names know a run, as they must in a heading.
    fn is_sure(&self, tokens: Range<usize>) -> bool {
        tokens.clone().all(|at| name::weight(self.document, self.signs, at) > 1.5)
    }

    /// The end of a name that starts at `start` in a run that ends at `end`: words that are none are left out.
    fn name_end(&self, start: usize, end: usize) -> usize {
        const LONGEST: usize = 7;
        let end = end.min(start + LONGEST);
        (start + 1..end)
            .find(|&at| self.signs.has(at, sign::FOREIGN | sign::SAY) && !self.signs.has(at, sign::NAME))
            .unwrap_or(end)
    }

    /// A name after a comma after a title: `Bupati Berau, H. Sapriadi Noor, S.E.`
    fn after_comma(&self, comma: usize, placed: bool) -> Option<Range<usize>> {
        let (document, signs) = (self.document, self.signs);
        if document.tokens.get(comma)?.text(document.text) != "," || comma + 1 >= document.tokens.len() {
            return None;
        }
        let addressed = title::honorifics(document, signs, comma + 1);
        let start = addressed.unwrap_or(comma + 1);
        if !signs.is_capital(start) || !name::continues_line(document, start) {
            return None;
        }
        let end = name::run_end(document, signs, start);
        let weights = (start..end).map(|at| name::weight(document, signs, at));
        let (mut sum, mut least) = (0.0_f32, f32::MAX);
        for weight in weights {
            sum += weight;
            least = least.min(weight);
        }
        let closed = document.tokens.get(end).is_none_or(|token| token.kind == Kind::Mark);
        let mut score = sum.min(4.0) + name::length_prior(end - start);
        score += if addressed.is_some() { HONORIFIC } else { 0.0 };
        score += if signs.has(end, sign::DEGREE) { DEGREE } else { 0.0 };
        score += if closed || signs.has(end, sign::SAY) { 0.5 } else { 0.0 };
        let told = end - start > 1
            || addressed.is_some()
            || placed
            || self.certainty(start..end) >= 1.0
            || signs.has(end, sign::DEGREE);
        (least > -2.5 && score >= 0.5 && told).then_some(start..end)
    }

    /// Gives a title to the name right before it: `NAME, ROLE`, `NAME selaku ROLE`, `NAME (ROLE)`.
    fn attach_back(&mut self, title: &Title) -> bool {
        /// The most tokens between a name and its title: an age, a degree, `selaku`.
        const FAR: usize = 6;
        let (document, signs) = (self.document, self.signs);
        let Some(last) = self.found.last() else { return false };
        let between = last.tokens.end..title.tokens.start;
        if between.is_empty() || between.len() > FAR || last.in_heading {
            return false;
        }
        let links = between.clone().all(|at| {
            name::continues_line(document, at)
                && (signs.has(at, sign::DEGREE | sign::LINKS | sign::ADVERB)
                    || document.tokens[at].kind == Kind::Number
                    || matches!(document.word(at), "," | "(" | ")" | "."))
        });
        if !links || document.word(between.start) == "." {
            return false;
        }
        let alone = !signs.is_capital(title.tokens.start) && title.tokens.len() == 1;
        let after = title.tokens.end.max(title.rest.end);
        let listed = (after..after + 2).any(|at| signs.has(at, sign::POSITION | sign::CONJOINS));
        if alone && listed {
            return false;
        }
        let bracketed = document.word(between.start) == "(";
        if last.score < if bracketed { 1.5 } else { -0.1 } || last.names.is_pair() {
            return false;
        }
        let closed = document.tokens.get(after).is_none_or(|token| token.kind == Kind::Mark)
            || signs.has(after, sign::LINKS)
            || !name::continues_line(document, after);
        if between.len() == 1 && document.word(between.start) == "," && !closed && title.tokens.len() < 3 {
            return false;
        }
        if let Some(last) = self.found.last_mut() {
            last.score += TITLE;
            last.titles.push(title.clone());
        }
        true
    }

    /// Gives `Lurah Sepinggan itu` to the person named last.
    fn attach_demonstrative(&mut self, title: &Title) -> bool {
        /// How many of the runs before are looked at.
        const FAR: usize = 8;
        let after = title.tokens.end.max(title.rest.end);
        if !self.signs.has(after, sign::DEMONSTRATIVE) || !title.placed {
            return false;
        }
        match self.found.iter_mut().rev().take(FAR).find(|candidate| candidate.score >= 0.5) {
            Some(last) if last.titles.is_empty() => {
                last.titles.push(title.clone());
                true
            }
            _ => false,
        }
    }

    /// A nickname in brackets right after a name, `Amir Hasan (Acang)`; where to go on.
    fn bracketed_alias(&mut self, open: usize) -> Option<usize> {
        let (document, signs) = (self.document, self.signs);
        let last = self.found.last()?;
        let name = open + 1;
        let alone = last.tokens.end == open
            && last.score >= CERTAIN
            && document.word(open) == "("
            && name + 1 < document.tokens.len()
            && document.word(name + 1) == ")"
            && document.tokens[name].shape == Shape::Title
            && !signs.has(name, sign::FOREIGN)
            && !last.in_heading;
        if !alone {
            return None;
        }
        self.push(name..name + 1, CALLED, false, None);
        if let Some(last) = self.found.last_mut() {
            last.alias = true;
        }
        Some(name + 2)
    }

    /// A name after `bernama`, initials after `berinisial`, a nickname after `akrab disapa`; where to go on.
    fn called(&mut self, cue: usize, start: usize) -> usize {
        let (document, signs) = (self.document, self.signs);
        let mut at = cue + 1;
        while at < document.tokens.len() && name::continues_line(document, at) {
            let word = document.word(at);
            if signs.is_capital(at) {
                let initials = signs.has(cue, sign::INITIALS) && is_initials(document, at);
                let end = if initials { at + 1 } else { name::run_end(document, signs, at) };
                let alias = signs.has(cue, sign::ALIAS)
                    && self.found.last().is_some_and(|last| last.tokens.start >= start);
                let known = (at..end).all(|at| name::weight(document, signs, at) > -3.0);
                if !initials && !known {
                    return at;
                }
                let score = if initials { CALLED * 2.0 } else { CALLED };
                self.push(at..end, score, false, None);
                if let Some(last) = self.found.last_mut() {
                    last.initials = initials;
                    last.alias = alias;
                }
                at = end;
                if !initials {
                    break;
                }
            } else if matches!(word, "\"" | "“" | "‘")
                || (signs.has(cue, sign::INITIALS) && (word == "," || signs.has(at, sign::CONJOINS)))
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// The run of capitalised words at `at`, as far as it may be a name; where to go on.
    fn run(&mut self, at: usize, start: usize, bonus: f32, heading: bool) -> usize {
        let (document, signs) = (self.document, self.signs);
        if bonus == 0.0 {
            if signs.has(at, sign::HEAD) && !signs.has(at, sign::NAME) {
                return self.after_head(at + 1);
            }
            if signs.has(at, sign::INSTITUTION | sign::DEGREE) && !signs.has(at, sign::NAME) {
                return at + 1;
            }
            if name::weight(document, signs, at) <= -1.5 {
                return at + 1;
            }
        }
        if name::weight(document, signs, at) <= -3.0 {
            return at + 1;
        }
        let mut end = name::run_end(document, signs, at);
        let stops = |at: usize| {
            name::weight(document, signs, at) <= -1.5
                || (signs.has(at, sign::HONORIFIC | sign::RANK) && !signs.has(at, sign::NAME))
        };
        if let Some(foreign) = (at + 1..end).find(|&at| stops(at)) {
            end = foreign;
        }
        let mut score = bonus;
        score += self.words_score(at..end) + self.context_score(at..end, start);
        self.push(at..end, score, heading, None)
    }

    /// The end of the words that a head like `Jalan` or `PT` names, up to an office.
    fn after_head(&self, mut at: usize) -> usize {
        while (self.signs.is_capital(at) || self.signs.has(at, sign::HONORIFIC))
            && name::continues_line(self.document, at)
            && (!self.signs.has(at, sign::POSITION) || self.signs.has(at, sign::NAME))
        {
            at += 1;
            let bracket = at + 3 < self.document.tokens.len()
                && self.document.word(at) == "("
                && self.document.word(at + 2) == ")"
                && self.signs.is_capital(at + 3);
            if bracket {
                at += 3;
            }
        }
        at
    }

    fn push(&mut self, tokens: Range<usize>, score: f32, heading: bool, title: Option<Title>) -> usize {
        if tokens.is_empty() {
            return tokens.end;
        }
        let names = name::pair(self.document, tokens.clone());
        let title = title.filter(|_| !names.is_pair());
        let end = tokens.end;
        self.found.push(Candidate {
            tokens,
            names,
            score,
            by_title: title.is_some(),
            titles: title.into_iter().collect(),
            in_heading: heading,
            initials: false,
            alias: false,
        });
        end
    }
}

/// Whether a token is written like initials: `ZK`, `A.R.`, `H`.
fn is_initials(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    let letters = word.bytes().filter(|byte| *byte != b'.').count();
    (1..=4).contains(&letters) && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}
