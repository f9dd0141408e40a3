//! The words of an article as the model reads them: terms of one or two words, by the part of the article that
//! they stand in.
//!
//! Names of people, places, numbers, days and addresses are read as their kind alone (`<nama>`), so that the
//! model learns acts and not persons. A term is a hash, made from the hashes of its words without allocation;
//! [`Term::text`] spells it for those who train and explain.

use crate::extract::{Document, Found, Tone};
use crate::lexicon::{ActorKind, Sense, fold_hash};
use crate::text::{Kind, Shape, Span, fold};

/// The version of what this file reads. A table made by another version does not fit.
pub(super) const VERSION: u32 = 1;

/// A part of an article whose terms are weighed on their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The title.
    Title,
    /// The first sentence after it.
    Lead,
    /// Everything that reports something, the title and the lead included.
    Body,
    /// Sentences that only speak of rules, wishes, conditions and risks.
    Generic,
}

impl Field {
    pub(super) const ALL: [Field; 4] = [Field::Title, Field::Lead, Field::Body, Field::Generic];

    /// Its name in the table of the model.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Lead => "lead",
            Field::Body => "body",
            Field::Generic => "generic",
        }
    }

    /// Sets the hashes of equal terms in different fields apart.
    fn salt(self) -> u64 {
        match self {
            Field::Title => 0x243f_6a88_85a3_08d3,
            Field::Lead => 0x1319_8a2e_0370_7344,
            Field::Body => 0,
            Field::Generic => 0xa409_3822_299f_31d0,
        }
    }
}

/// Whether names, places, numbers and days are read as their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Masking {
    /// They are, as the model in use has it.
    On,
    /// They are read as written, to measure what masking does.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training compares the two"))]
    Off,
}

/// One word, or a kind that stands for it, and the tokens that it takes.
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
    pub(super) field: Field,
    /// What tells it from other terms.
    pub(super) hash: u64,
    first: Piece,
    second: Option<Piece>,
}

impl Term {
    /// Where it stands.
    pub(super) fn span(&self, document: &Document) -> Span {
        let end = self.second.map_or(self.first.end, |second| second.end);
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
pub(super) fn hash(field: Field, text: &str) -> u64 {
    let word = |text: &str| match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(class) => fold_hash(class.as_bytes()) ^ CLASS,
        None => fold_hash(text.as_bytes()),
    };
    match text.split_once(' ') {
        Some((first, second)) => pair(word(first), word(second)) ^ field.salt(),
        None => word(text) ^ field.salt(),
    }
}

fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Gives every term of an article to `visit`.
pub(super) fn each(
    document: &Document,
    found: &Found,
    tones: &[Tone],
    masking: Masking,
    mut visit: impl FnMut(Term),
) {
    let mut reader = Reader::new(document, found, masking);
    let title = usize::from(document.article.title_span().is_some());
    for (index, sentence) in document.sentences.iter().enumerate() {
        let generic = tones.get(index).is_some_and(|tone| tone.generic);
        let field = if generic { Field::Generic } else { Field::Body };
        let own = match index {
            0 if title == 1 => Some(Field::Title),
            _ if index == title => Some(Field::Lead),
            _ => None,
        };
        classes(document, sentence, field, &mut visit);
        let mut before: Option<Piece> = None;
        let mut at = sentence.start;
        while at < sentence.end {
            let piece = reader.piece(at, sentence.start, own == Some(Field::Title));
            let Some(piece) = piece else {
                at += 1;
                continue;
            };
            at = piece.end as usize;
            // Of a row of names one is enough.
            if piece.kind.is_some() && before.is_some_and(|before| before.kind == piece.kind) {
                continue;
            }
            for field in [Some(field), own].into_iter().flatten() {
                if piece.matters {
                    visit(Term { field, hash: piece.hash ^ field.salt(), first: piece, second: None });
                }
                if field != Field::Lead
                    && let Some(before) = before
                    && (before.matters || piece.matters)
                {
                    let hash = pair(before.hash, piece.hash) ^ field.salt();
                    visit(Term { field, hash, first: before, second: Some(piece) });
                }
            }
            before = Some(piece);
        }
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    masking: Masking,
    /// The names of people, by position.
    names: Vec<Span>,
    next: usize,
    dateline: Span,
    kinds: [(&'static str, u64); 5],
    /// The end of the last phrase that has to do with the matter.
    until: usize,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document<'a>, found: &Found, masking: Masking) -> Reader<'a> {
        let mut names: Vec<Span> = found.people.iter().flat_map(|person| &person.mentions).copied().collect();
        names.sort_unstable();
        let dateline = document.article.dateline_span().unwrap_or_default();
        let kinds = ["<nama>", "<tempat>", "<angka>", "<hari>", "<alamat>"]
            .map(|kind| (kind, fold_hash(kind.as_bytes())));
        Reader { document, masking, names, next: 0, dateline, kinds, until: 0 }
    }

    /// What stands at a token; `None` for what is not read.
    fn piece(&mut self, at: usize, sentence: usize, in_title: bool) -> Option<Piece> {
        let token = &self.document.tokens[at];
        let span = token.span();
        if token.kind == Kind::Mark || self.dateline.contains(span) {
            return None;
        }
        for found in self.document.at(at) {
            if is_of_the_matter(found.sense) {
                self.until = self.until.max(found.end as usize);
            }
        }
        if self.masking == Masking::On
            && let Some((kind, end)) = self.kind(at, sentence, in_title)
        {
            let (kind, hash) = self.kinds[kind];
            return Some(Piece {
                hash,
                first: at as u32,
                end: end.max(at + 1) as u32,
                kind: Some(kind),
                matters: false,
            });
        }
        let word = token.text(self.document.text);
        let hash = match word.is_ascii() {
            true => fold_hash(word.as_bytes()),
            false => fold_hash(fold(word).as_bytes()),
        };
        if is_the_topic(word) {
            return None;
        }
        let matters = self.until > at;
        Some(Piece { hash, first: at as u32, end: at as u32 + 1, kind: None, matters })
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

/// The class of what a phrase means, as a piece of its own kind.
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

/// Gives the classes of a sentence, one by one and each with the next, to `visit`.
fn classes(
    document: &Document,
    sentence: &std::ops::Range<usize>,
    field: Field,
    visit: &mut impl FnMut(Term),
) {
    let mut before: Option<Piece> = None;
    for at in sentence.clone() {
        for found in document.at(at) {
            let Some(kind) = class(document, found.sense) else { continue };
            let hash = fold_hash(kind.as_bytes()) ^ CLASS;
            let piece = Piece { hash, first: found.first, end: found.end, kind: Some(kind), matters: true };
            if before.is_some_and(|before| before.kind == piece.kind) {
                continue;
            }
            visit(Term { field, hash: piece.hash ^ field.salt(), first: piece, second: None });
            if let Some(before) = before {
                visit(Term {
                    field,
                    hash: pair(before.hash, piece.hash) ^ field.salt(),
                    first: before,
                    second: Some(piece),
                });
            }
            before = Some(piece);
        }
    }
}

/// Sets the hashes of classes apart from those of words.
const CLASS: u64 = 0x082e_fa98_ec4e_6c89;
