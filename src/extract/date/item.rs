//! Tokens as the parts of a date.

use super::figure::{self, Figure};
use crate::extract::Document;
use crate::lexicon::{Calendar, CalendarWord};
use crate::text::{Kind, Shape};

/// What a token is to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A word of the calendar with its value.
    Word(Calendar, i16),
    /// Two words of one kind with a hyphen: `Senin-Rabu`, `Januari-Juni`.
    Pair(Calendar, i16, i16),
    /// A number.
    Number(Figure),
    /// A hyphen or dash.
    Dash,
    /// `/`
    Slash,
    /// `,`
    Comma,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// Anything else, and the end of the text.
    Other,
}

/// What the token `at` is.
pub(super) fn item(document: &Document, at: usize) -> Item {
    let Some(token) = document.tokens.get(at) else { return Item::Other };
    match token.kind {
        Kind::Number => Item::Number(figure::read(document.word(at))),
        Kind::Word => word(document, at),
        Kind::Mark => match document.text.as_bytes()[token.span().range()] {
            [b'-'] => Item::Dash,
            [b'/'] => Item::Slash,
            [b','] => Item::Comma,
            [b'(' | b'['] => Item::Open,
            [b')' | b']'] => Item::Close,
            [b'&'] => Item::Word(Calendar::And, 0),
            [0xe2, ..] => match document.word(at) {
                "–" | "—" | "−" | "‐" | "‑" => Item::Dash,
                _ => Item::Other,
            },
            _ => Item::Other,
        },
        Kind::Space | Kind::Address => Item::Other,
    }
}

/// Whether a date may start at the token `at`: a cheap test that most tokens fail.
pub(super) fn may_start(document: &Document, at: usize) -> bool {
    let token = &document.tokens[at];
    if token.kind != Kind::Word {
        return token.kind == Kind::Number;
    }
    match document.words[at].id {
        0 => matches!(token.shape, Shape::Mixed | Shape::Upper),
        id => document.lexicon.calendar_word(id).is_some(),
    }
}

fn word(document: &Document, at: usize) -> Item {
    let id = document.words[at].id;
    if let Some(CalendarWord { kind, value }) = document.lexicon.calendar_word(id) {
        return Item::Word(kind, value);
    }
    if id == 0 && matches!(document.tokens[at].shape, Shape::Mixed | Shape::Upper) {
        return pair(document, document.word(at)).unwrap_or(Item::Other);
    }
    Item::Other
}

fn pair(document: &Document, word: &str) -> Option<Item> {
    let (left, right) = word.split_once('-')?;
    let known = |word| document.lexicon.calendar_word(document.lexicon.words.id(word));
    let (left, right) = (known(left)?, known(right)?);
    let kind = match (left.kind, right.kind) {
        (Calendar::Month | Calendar::ShortMonth, Calendar::Month | Calendar::ShortMonth) => Calendar::Month,
        (Calendar::Weekday | Calendar::Sunday, Calendar::Weekday | Calendar::Sunday) => Calendar::Weekday,
        _ => return None,
    };
    Some(Item::Pair(kind, left.value, right.value))
}
