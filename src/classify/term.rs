//! The words of an article as the model reads them, sentence by sentence.
//!
//! A term is a word, two words in a row of which one has to do with the matter, a class of words (`[bound]`,
//! `[report]`) or two classes in a row. Names of people, places, numbers, days and addresses are read as their
//! kind alone (`<nama>`), so that the model learns acts and not persons. In a sentence a term counts once. A
//! term is a hash, made from the hashes of its words without allocation; [`Term::text`] spells it for those who
//! train and explain.

use super::class::{self, Class, Classes};
use crate::extract::{Document, Found, Tone};
use crate::lexicon::{Sense, fold_hash};
use crate::text::{Kind, Shape, Span, fold, stem};
use std::ops::Range;

/// The version of what this file reads. A table made by another version does not fit.
pub(super) const VERSION: u32 = 2;

/// A part of an article whose classes of words are weighed on their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What reports something, and all words.
    Body,
    /// Sentences that only speak of rules, wishes, conditions and risks.
    Generic,
    /// The title, beside what it is as a sentence.
    Title,
}

impl Part {
    pub(super) const ALL: [Part; 3] = [Part::Body, Part::Generic, Part::Title];

    /// Its name in the table of the model.
    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Body => "body",
            Part::Generic => "generic",
            Part::Title => "title",
        }
    }

    /// Sets the hashes of equal terms in different parts apart.
    fn salt(self) -> u64 {
        match self {
            Part::Body => 0,
            Part::Generic => 0xa409_3822_299f_31d0,
            Part::Title => 0x243f_6a88_85a3_08d3,
        }
    }
}

/// How words are read. The model in use reads them in the default manner; training measures the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// Names and numbers as their kind, other words as written.
    #[default]
    Masked,
    /// Names and numbers as written too.
    Named,
    /// Names and numbers as their kind, other words as their stems.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training compares"))]
    Stemmed,
}

/// What is read instead of names, places, numbers, days and addresses.
const KINDS: [&str; 5] = ["<nama>", "<tempat>", "<angka>", "<hari>", "<alamat>"];

/// What a piece of a sentence is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// As the word that it is.
    Word,
    /// As one of [`KINDS`].
    Kind(u8),
    /// As a class of words.
    Class(Class),
}

/// One word, or a kind or class that stands for it, and the tokens that it takes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    hash: u64,
    first: u32,
    end: u32,
    name: Name,
    /// Whether it has to do with the matter: an act, an actor, an office, an institution, a state.
    matters: bool,
}

/// A term in an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// The part of the article.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training spells terms"))]
    pub(super) part: Part,
    first: Piece,
    second: Option<Piece>,
}

impl Term {
    fn one(part: Part, piece: Piece) -> Term {
        Term { part, first: piece, second: None }
    }

    fn two(part: Part, first: Piece, second: Piece) -> Term {
        Term { part, first, second: Some(second) }
    }

    /// The tokens that it takes.
    pub(super) fn tokens(&self) -> Range<u32> {
        let end = self.second.map_or(self.first.end, |second| second.end.max(self.first.end));
        self.first.first..end
    }

    /// Whether it is one word that has nothing to do with the matter by itself.
    #[cfg(feature = "train")]
    pub(super) fn is_plain(&self) -> bool {
        self.second.is_none() && !self.first.matters
    }

    /// Its words, in small letters.
    #[cfg(feature = "train")]
    pub(super) fn text(&self, document: &Document) -> String {
        let word = |piece: &Piece| match piece.name {
            Name::Word => fold(document.word(piece.first as usize)).into_owned(),
            Name::Kind(kind) => KINDS[usize::from(kind)].to_owned(),
            Name::Class(class) => format!("[{}]", class::classes().name(class)),
        };
        match &self.second {
            Some(second) => format!("{} {}", word(&self.first), word(second)),
            None => word(&self.first),
        }
    }
}

/// The hash of a term that is spelled as [`Term::text`] spells it.
pub(super) fn hash(part: Part, text: &str) -> u64 {
    let word = |text: &str| match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(name) => class::hash_of(name),
        None => fold_hash(text.as_bytes()),
    };
    match text.split_once(' ') {
        Some((first, second)) => pair(word(first), word(second)) ^ part.salt(),
        None => word(text) ^ part.salt(),
    }
}

fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Gives every term of every sentence that has a tone to `visit`: the number of its sentence, its hash, and the
/// term itself for those who want it. Within a sentence a term may come several times.
pub(super) fn each(
    document: &Document,
    found: &Found,
    tones: &[Tone],
    manner: Manner,
    mut visit: impl FnMut(usize, u64, &dyn Fn() -> Term),
) {
    let mut reader = Reader::new(document, found, manner);
    let classes = class::classes();
    let titled = document.article.title_span().is_some();
    for (index, (sentence, tone)) in document.sentences.iter().zip(tones).enumerate() {
        let in_title = titled && index == 0;
        reader.words(sentence, in_title, |hash, term| visit(index, hash, term));
        let part = if tone.generic { Part::Generic } else { Part::Body };
        each_class(document, classes, sentence, |first, second| {
            let hash = second.map_or(first.hash, |second| pair(first.hash, second.hash));
            let term = |part| second.map_or(Term::one(part, first), |second| Term::two(part, first, second));
            visit(index, hash ^ part.salt(), &|| term(part));
            if in_title {
                visit(index, hash ^ Part::Title.salt(), &|| term(Part::Title));
            }
        });
        let mut whole = |class: Class| {
            let piece = Piece::class(classes, class, sentence.start as u32, sentence.end as u32);
            visit(index, piece.hash, &|| Term::one(Part::Body, piece));
        };
        if tone.generic {
            whole(classes.generic);
        }
        if let Some(state) = tone.state {
            whole(classes.of_state(state));
        }
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    manner: Manner,
    /// The names of people, by position.
    names: Vec<Span>,
    next: usize,
    dateline: Span,
    /// The hashes of [`KINDS`].
    kinds: [u64; KINDS.len()],
    /// The end of the last phrase that has to do with the matter.
    until: usize,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document<'a>, found: &Found, manner: Manner) -> Reader<'a> {
        let mut names: Vec<Span> = found.people.iter().flat_map(|person| &person.mentions).copied().collect();
        names.sort_unstable();
        let dateline = document.article.dateline_span().unwrap_or_default();
        let kinds = KINDS.map(|kind| fold_hash(kind.as_bytes()));
        Reader { document, manner, names, next: 0, dateline, kinds, until: 0 }
    }

    /// The terms of words in a sentence.
    fn words(
        &mut self,
        sentence: &Range<usize>,
        in_title: bool,
        mut visit: impl FnMut(u64, &dyn Fn() -> Term),
    ) {
        let mut before: Option<Piece> = None;
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(piece) = self.piece(at, sentence.start, in_title) else {
                at += 1;
                continue;
            };
            at = piece.end as usize;
            // Of a row of names one is enough.
            if piece.name != Name::Word && before.is_some_and(|before| before.name == piece.name) {
                continue;
            }
            if piece.name == Name::Word {
                visit(piece.hash, &|| Term::one(Part::Body, piece));
            }
            if let Some(before) = before
                && (before.matters || piece.matters)
            {
                visit(pair(before.hash, piece.hash), &|| Term::two(Part::Body, before, piece));
            }
            before = Some(piece);
        }
    }

    /// What stands at a token; `None` for what is not read.
    fn piece(&mut self, at: usize, sentence: usize, in_title: bool) -> Option<Piece> {
        let token = &self.document.tokens[at];
        if token.kind == Kind::Mark || self.dateline.contains(token.span()) {
            return None;
        }
        let mut kind = match token.kind {
            Kind::Number => Some((2, at + 1)),
            Kind::Address => Some((4, at + 1)),
            _ => None,
        };
        for found in self.document.at(at) {
            let end = found.end as usize;
            match found.sense {
                Sense::Place(_) => kind = kind.or(Some((1, end))),
                Sense::Calendar(_) => kind = kind.or(Some((3, end))),
                sense if is_of_the_matter(sense) => self.until = self.until.max(end),
                _ => {}
            }
        }
        let first = at as u32;
        if self.manner != Manner::Named {
            // A capitalised word that no list knows is a name of something.
            let unknown = || token.shape == Shape::Title && self.document.words[at].base == 0;
            let kind = self.name_at(at).map(|end| (0, end)).or(kind);
            let kind = kind.or_else(|| (at > sentence && !in_title && unknown()).then_some((0, at + 1)));
            if let Some((kind, end)) = kind {
                let (hash, end) = (self.kinds[kind], end.max(at + 1) as u32);
                return Some(Piece { hash, first, end, name: Name::Kind(kind as u8), matters: false });
            }
        }
        let word = token.text(self.document.text);
        if is_the_topic(word) {
            return None;
        }
        let hash = match self.manner {
            Manner::Stemmed => fold_hash(stem(&fold(word)).as_bytes()),
            _ => self.document.hashes[at],
        };
        Some(Piece { hash, first, end: first + 1, name: Name::Word, matters: self.until > at })
    }

    /// Where the name of a person that a token belongs to ends.
    fn name_at(&mut self, at: usize) -> Option<usize> {
        let span = self.document.tokens[at].span();
        while self.names.get(self.next).is_some_and(|name| name.end <= span.start) {
            self.next += 1;
        }
        let name = self.names.get(self.next).filter(|name| name.overlaps(span))?;
        Some(self.document.token_at(name.end))
    }
}

impl Piece {
    fn class(classes: &Classes, class: Class, first: u32, end: u32) -> Piece {
        Piece { hash: classes.hash(class), first, end, name: Name::Class(class), matters: true }
    }
}

/// Whether a phrase says what happened, or who acted, rather than where, when or how it is told.
fn is_of_the_matter(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Position(_) | Sense::Institution(_) | Sense::Signal(_) | Sense::ActWord(_) | Sense::Actor(_)
    )
}

/// Whether a word says only that the article is about neutrality, as reports and appeals alike do.
fn is_the_topic(word: &str) -> bool {
    const PART: [u8; 6] = *b"netral";
    word.len() >= PART.len()
        && word.as_bytes().windows(PART.len()).any(|window| {
            // The first letter rules nearly every place out.
            window[0] | 0x20 == PART[0] && window.eq_ignore_ascii_case(&PART)
        })
}

/// Gives the classes of words in a sentence, one by one and each with the next, to `visit`.
fn each_class(
    document: &Document,
    classes: &Classes,
    sentence: &Range<usize>,
    mut visit: impl FnMut(Piece, Option<Piece>),
) {
    let mut before: Option<Piece> = None;
    for found in document.matches_in(sentence.clone()) {
        let Some(class) = classes.of_sense(found.sense) else { continue };
        let piece = Piece::class(classes, class, found.first, found.end);
        if before.is_some_and(|before| before.name == piece.name) {
            continue;
        }
        visit(piece, None);
        if let Some(before) = before {
            visit(before, Some(piece));
        }
        before = Some(piece);
    }
}
