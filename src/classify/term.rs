//! The words of an article as the model reads them, sentence by sentence.
//!
//! A term is a word or two in a row of which one has to do with the matter, or a class of words (`[bound]`,
//! `[report]`) or two classes in a row. Names of people, places, numbers, days and addresses are read as their
//! kind alone (`<nama>`), so that the model learns acts and not persons. In a sentence a term counts once. A
//! term is a hash, made from the hashes of its words without allocation; [`Term::text`] spells it for those who
//! train and explain.

use crate::extract::{Document, Found, Status, Tone};
use crate::lexicon::{ActorKind, Sense, fold_hash};
use crate::text::{Kind, Shape, Span, fold, stem};

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
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training compares"))]
    Named,
    /// Names and numbers as their kind, other words as their stems.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training compares"))]
    Stemmed,
}

/// One word, or a kind or class that stands for it, and the tokens that it takes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    hash: u64,
    first: u32,
    end: u32,
    kind: Option<&'static str>,
    /// Whether it has to do with the matter: an act, an actor, an office, an institution, a state.
    matters: bool,
}

/// A term in an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// The part of the article.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training spells terms"))]
    pub(super) part: Part,
    /// What tells it from other terms.
    pub(super) hash: u64,
    first: Piece,
    second: Option<Piece>,
}

impl Term {
    fn one(part: Part, piece: Piece) -> Term {
        Term { part, hash: piece.hash ^ part.salt(), first: piece, second: None }
    }

    fn two(part: Part, first: Piece, second: Piece) -> Term {
        Term { part, hash: pair(first.hash, second.hash) ^ part.salt(), first, second: Some(second) }
    }

    /// Where it stands.
    pub(super) fn span(&self, document: &Document) -> Span {
        let end = self.second.map_or(self.first.end, |second| second.end.max(self.first.end));
        document.span(self.first.first as usize..end as usize)
    }

    /// Its words, in small letters.
    #[cfg(feature = "train")]
    pub(super) fn text(&self, document: &Document) -> String {
        let word = |piece: &Piece| match piece.kind {
            Some(kind) if piece.matters => format!("[{kind}]"),
            Some(kind) => kind.to_owned(),
            None => fold(document.word(piece.first as usize)).into_owned(),
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
        Some(class) => hash_of_class(class),
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

/// The hash of a class of words, which is not that of the word that names it.
fn hash_of_class(name: &str) -> u64 {
    fold_hash(name.as_bytes()) ^ 0x082e_fa98_ec4e_6c89
}

/// Gives every term of every sentence that has a tone to `visit`, with the number of its sentence. Within a
/// sentence a term may come several times.
pub(super) fn each(
    document: &Document,
    found: &Found,
    tones: &[Tone],
    manner: Manner,
    mut visit: impl FnMut(usize, Term),
) {
    let mut reader = Reader::new(document, found, manner);
    let titled = document.article.title_span().is_some();
    for (index, (sentence, tone)) in document.sentences.iter().zip(tones).enumerate() {
        let in_title = titled && index == 0;
        reader.words(sentence, in_title, |term| visit(index, term));
        let part = if tone.generic { Part::Generic } else { Part::Body };
        classes(document, sentence, |first, second| {
            for part in [Some(part), in_title.then_some(Part::Title)].into_iter().flatten() {
                let term = second.map_or(Term::one(part, first), |second| Term::two(part, first, second));
                visit(index, term);
            }
        });
        let whole = |name: &'static str| {
            let (first, end) = (sentence.start as u32, sentence.end as u32);
            Piece { hash: hash_of_class(name), first, end, kind: Some(name), matters: true }
        };
        if tone.generic {
            visit(index, Term::one(Part::Body, whole("generic")));
        }
        if let Some(status) = tone.state {
            visit(index, Term::one(Part::Body, whole(state(status))));
        }
    }
}

/// The class of a sentence that reports a state.
fn state(status: Status) -> &'static str {
    match status {
        Status::Alleged => "state_alleged",
        Status::UnderReview => "state_under_review",
        Status::Proven => "state_proven",
        Status::Sanctioned => "state_sanctioned",
        Status::Dismissed => "state_dismissed",
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    manner: Manner,
    /// The names of people, by position.
    names: Vec<Span>,
    next: usize,
    dateline: Span,
    kinds: [(&'static str, u64); 5],
    /// The end of the last phrase that has to do with the matter.
    until: usize,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document<'a>, found: &Found, manner: Manner) -> Reader<'a> {
        let mut names: Vec<Span> = found.people.iter().flat_map(|person| &person.mentions).copied().collect();
        names.sort_unstable();
        let dateline = document.article.dateline_span().unwrap_or_default();
        let kinds = ["<nama>", "<tempat>", "<angka>", "<hari>", "<alamat>"]
            .map(|kind| (kind, fold_hash(kind.as_bytes())));
        Reader { document, manner, names, next: 0, dateline, kinds, until: 0 }
    }

    /// The terms of words in a sentence.
    fn words(&mut self, sentence: &std::ops::Range<usize>, in_title: bool, mut visit: impl FnMut(Term)) {
        let mut before: Option<Piece> = None;
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(piece) = self.piece(at, sentence.start, in_title) else {
                at += 1;
                continue;
            };
            at = piece.end as usize;
            // Of a row of names one is enough.
            if piece.kind.is_some() && before.is_some_and(|before| before.kind == piece.kind) {
                continue;
            }
            if piece.matters {
                visit(Term::one(Part::Body, piece));
            }
            if let Some(before) = before
                && (before.matters || piece.matters)
            {
                visit(Term::two(Part::Body, before, piece));
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
        for found in self.document.at(at) {
            if is_of_the_matter(found.sense) {
                self.until = self.until.max(found.end as usize);
            }
        }
        let first = at as u32;
        if self.manner != Manner::Named
            && let Some((kind, end)) = self.kind(at, sentence, in_title)
        {
            let (kind, hash) = self.kinds[kind];
            return Some(Piece {
                hash,
                first,
                end: end.max(at + 1) as u32,
                kind: Some(kind),
                matters: false,
            });
        }
        let word = token.text(self.document.text);
        if is_the_topic(word) {
            return None;
        }
        let hash = match self.manner {
            Manner::Stemmed => fold_hash(stem(&fold(word)).as_bytes()),
            _ if word.is_ascii() => fold_hash(word.as_bytes()),
            _ => fold_hash(fold(word).as_bytes()),
        };
        Some(Piece { hash, first, end: first + 1, kind: None, matters: self.until > at })
    }

    /// The kind that stands for what is at a token, by its place in `kinds`, and where that ends.
    fn kind(&mut self, at: usize, sentence: usize, in_title: bool) -> Option<(usize, usize)> {
        let token = &self.document.tokens[at];
        let span = token.span();
        while self.names.get(self.next).is_some_and(|name| name.end <= span.start) {
            self.next += 1;
        }
        if let Some(name) = self.names.get(self.next)
            && name.overlaps(span)
        {
            return Some((0, self.document.token_at(name.end)));
        }
        match token.kind {
            Kind::Number => return Some((2, at + 1)),
            Kind::Address => return Some((4, at + 1)),
            _ => {}
        }
        for found in self.document.at(at) {
            match found.sense {
                Sense::Place(_) => return Some((1, found.end as usize)),
                Sense::Calendar(_) => return Some((3, found.end as usize)),
                _ => {}
            }
        }
        // A capitalised word that no list knows is a name of something.
        let unknown = token.shape == Shape::Title && self.document.words[at].base == 0;
        (unknown && at > sentence && !in_title).then_some((0, at + 1))
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
    const PART: &[u8] = b"netral";
    word.as_bytes().windows(PART.len()).any(|window| window.eq_ignore_ascii_case(PART))
}

/// The class of what a phrase means.
fn class(document: &Document, sense: Sense) -> Option<&'static str> {
    Some(match sense {
        Sense::Signal(signal) => signal.name(),
        Sense::ActWord(class) => {
            let name = document.lexicon.act_classes[class as usize];
            if matches!(name, "neutrality" | "not_neutral") {
                return None;
            }
            name
        }
        Sense::Actor(index) => match document.lexicon.actors[index as usize].kind {
            ActorKind::Bound => "bound",
            ActorKind::Head => "head",
            ActorKind::Unbound => "unbound",
            ActorKind::Authority => "authority",
            ActorKind::Party => "party_to_it",
            ActorKind::One | ActorKind::Count => "some",
            ActorKind::Universal => "all",
            _ => return None,
        },
        Sense::Position(index) if document.lexicon.positions[index as usize].bound.is_some() => "bound",
        Sense::Position(_) => "office",
        _ => return None,
    })
}

/// Gives the classes of words in a sentence, one by one and each with the next, to `visit`.
fn classes(
    document: &Document,
    sentence: &std::ops::Range<usize>,
    mut visit: impl FnMut(Piece, Option<Piece>),
) {
    let mut before: Option<Piece> = None;
    for found in document.matches_in(sentence.clone()) {
        let Some(kind) = class(document, found.sense) else { continue };
        let hash = hash_of_class(kind);
        let piece = Piece { hash, first: found.first, end: found.end, kind: Some(kind), matters: true };
        if before.is_some_and(|before| before.kind == piece.kind) {
            continue;
        }
        visit(piece, None);
        if let Some(before) = before {
            visit(before, Some(piece));
        }
        before = Some(piece);
    }
}
