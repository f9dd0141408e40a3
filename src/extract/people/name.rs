//! Names: where a run of capitalised words names a person, and where in a run the name begins.

use super::sign::{self, Signs};
use crate::extract::Document;
use crate::text::{Kind, Shape, Span};
use std::ops::Range;

/// What a word's signs say for (positive) or against its being part of a personal name.
///
/// The lists of names are certain, words of common use that are names as well are not; places and unknown
/// words in capitals may be anything; offices, institutions and function words are no names.
pub(super) fn weight(document: &Document, signs: &Signs, token: usize) -> f32 {
    signs.weight(token, || weigh(document, signs, token))
}

fn weigh(document: &Document, signs: &Signs, token: usize) -> f32 {
    let own = signs.of(token);
    if own & sign::NAME != 0 {
        let listed = match own {
            _ if own & sign::GIVEN != 0 => 3.0,
            _ if own & sign::SURNAME != 0 => 2.5,
            _ if own & sign::PARTICLE != 0 => 1.5,
            _ => 1.0,
        };
        let short =
            document.tokens[token].shape == Shape::Upper && (2..=4).contains(&document.word(token).len());
        return match own {
            _ if short => listed - 3.5,
            _ if own & sign::FUNCTION != 0 => listed - 3.0,
            _ if own & sign::PLACE != 0 => listed - 2.0,
            _ if own & (sign::FOREIGN | sign::SAY) != 0 => listed - 1.5,
            _ => listed,
        };
    }
    if own & sign::FOREIGN != 0 {
        return -6.0;
    }
    if own & sign::SAY != 0 {
        return -2.0;
    }
    if own & sign::PLACE != 0 {
        return -4.0;
    }
    let word = document.word(token);
    if is_initial(word) {
        return 1.0;
    }
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return -6.0;
    }
    if let Some((left, right)) = word.split_once('-') {
        let place = document.lexicon.is_place(left) || document.lexicon.is_place(right);
        let small = right.starts_with(|char: char| char.is_lowercase());
        return if place || small { -4.0 } else { 0.5 };
    }
    match document.tokens[token].shape {
        Shape::Title if word.len() == 1 => 1.0,
        Shape::Upper if word.len() <= 2 => -1.25,
        Shape::Upper => -4.0,
        Shape::Mixed => -2.5,
        _ if document.lexicon.has_name_ending(word) => 2.0,
        _ if is_abstract(word) => -3.0,
        _ => 0.5,
    }
}

/// Whether a word has the form of a noun or verb that no name has: `Kemiskinan`, `Situasi`, `Terbarukan`.
fn is_abstract(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["asi", "itas", "isme", "logi", "kan", "nya"];
    const PREFIXES: [&str; 5] = ["Meng", "Meny", "Memb", "Memp", "Berb"];
    let noun = (word.starts_with("Ke") || word.starts_with("Pe")) && word.ends_with("an");
    let form = noun
        || ENDINGS.iter().any(|ending| word.ends_with(ending))
        || PREFIXES.iter().any(|prefix| word.starts_with(prefix));
    word.len() >= 7 && form
}

/// Whether a word is one capital with a dot, or several of them: `M.`, `A.R.`
pub(super) fn is_initial(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 2
        && bytes.len() <= 8
        && bytes.chunks(2).all(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_uppercase()))
}

/// How likely a name has so many words, from the lengths of names in annotated news (8, 61, 21, 4 and 5 %).
pub(super) fn length_prior(words: usize) -> f32 {
    match words {
        1 => -0.5,
        2 => 1.0,
        3 => 0.3,
        4 => -0.7,
        5 => -1.0,
        _ => -2.5,
    }
}

/// The end of the run of words from `from` that may make up one name: capitalised words on one line, and
/// small particles (`bin`) between them.
pub(super) fn run_end(document: &Document, signs: &Signs, from: usize) -> usize {
    let mut at = from;
    while at < document.tokens.len() {
        let joined = at == from || continues_line(document, at);
        if !joined {
            break;
        }
        let particle = signs.has(at, sign::JOINER) && at > from && document.tokens[at].kind == Kind::Word;
        if signs.is_capital(at) {
            if at > from && signs.has(at, sign::DEGREE) && !signs.has(at, sign::NAME) {
                break;
            }
        } else if !(particle && signs.is_capital(at + 1) && continues_line(document, at + 1)) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a token stands on the line of the one before it.
pub(super) fn continues_line(document: &Document, token: usize) -> bool {
    !document.starts_line(token)
}

/// The part of a capitalised run that is a name after an office: the best split into affiliation and name.
///
/// `first` is the earliest token at which the name may begin. `longing` is what is taken off when a name is
/// read from there on, because the office would rather have its place first.
pub(super) fn split(
    document: &Document,
    signs: &Signs,
    run: Range<usize>,
    first: usize,
    longing: f32,
) -> Option<usize> {
    const LONGEST: usize = 6;
    /// What an office before it adds to the belief that a name follows.
    const TITLED: f32 = 1.5;
    /// How much a word that looks like a name speaks against its being part of an affiliation.
    const AFFILIATION: f32 = 0.6;
    let earliest = first.max(run.end.saturating_sub(LONGEST)).max(run.start);
    let before: f32 = (run.start..earliest).map(|at| -AFFILIATION * weight(document, signs, at)).sum();
    let weights: Vec<f32> = (earliest..run.end).map(|at| weight(document, signs, at)).collect();
    let mut best: Option<(usize, f32)> = None;
    let mut affiliation = before;
    let total: f32 = weights.iter().sum();
    let none = before - AFFILIATION * total;
    let mut rest = total;
    for (index, &own) in weights.iter().enumerate() {
        let at = earliest + index;
        let starts = signs.is_capital(at) && own > -2.0;
        if starts {
            let wanting = if index == 0 { longing } else { 0.0 };
            let score = affiliation + rest + length_prior(run.end - at) + TITLED - wanting;
            if best.is_none_or(|(_, held)| score > held) {
                best = Some((at, score));
            }
        }
        affiliation -= AFFILIATION * own;
        rest -= own;
    }
    best.filter(|&(_, score)| score > none).map(|(at, _)| at)
}

/// Where a candidate's name stands: one span, or two for a pair with a hyphen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    /// The name, or the first of two.
    pub(super) first: Span,
    /// The second of two.
    pub(super) second: Option<Span>,
}

impl Names {
    /// Whether there are two.
    pub(super) fn is_pair(&self) -> bool {
        self.second.is_some()
    }

    /// The names in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.first).chain(self.second)
    }
}

/// The two names of a pair that is written with a hyphen (`Amir Hasan-Budi Lestari`), or the one name.
pub(super) fn pair(document: &Document, tokens: Range<usize>) -> Names {
    let whole = document.span(tokens.clone());
    let text = document.text;
    for at in tokens.clone() {
        // The second of two names has a capital, which a word of this shape has not.
        if document.tokens[at].shape == Shape::Title {
            continue;
        }
        let span = document.tokens[at].span();
        let word = &text[span.range()];
        let Some(hyphen) = word.find('-') else { continue };
        let (left, right) = (&word[..hyphen], &word[hyphen + 1..]);
        let capital = right.starts_with(|char: char| char.is_ascii_uppercase());
        let inner = tokens.len() == 1 || (at > tokens.start && at + 1 < tokens.end) || tokens.len() == 2;
        if capital && left.len() >= 3 && right.len() >= 2 && inner && !right.contains('-') {
            let cut = span.start + hyphen;
            let second = Some(Span::new(cut + 1, whole.end));
            return Names { first: Span::new(whole.start, cut), second };
        }
    }
    Names { first: whole, second: None }
}
