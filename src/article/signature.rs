//! Signatures: the initials, in brackets, with which a reporter closes a story, `(moe)`, `(jib/far/k15)`,
//! `[RWT]`, and the marks of advertorials that stand among them, `(Adv/Prokom Kukar)`.

use super::line::Rows;
use crate::lexicon::Where;
use std::sync::LazyLock;

static MARKS: LazyLock<Rows> = LazyLock::new(|| Rows::new(&[Where::Signature]));

/// The most bytes of a signature.
const LONGEST: usize = 110;

/// What stands in the brackets that open at `open`, if they close soon and on this line.
pub(super) fn content(line: &str, open: usize) -> Option<&str> {
    let close = if line.as_bytes()[open] == b'(' { b')' } else { b']' };
    let from = open + 1;
    let limit = (from + LONGEST).min(line.len());
    let len = line.as_bytes()[from..limit].iter().position(|&byte| byte == close)?;
    line.get(from..from + len)
}

/// Whether one of the parts in brackets says that the article is an advertorial.
pub(super) fn marks_advertorial(content: &str) -> bool {
    // `(ADV DPRD Kukar)`: the mark may go on with who paid.
    parts(content)
        .any(|part| MARKS.find(part, 0).is_some_and(|(_, end)| !part[end..].starts_with(char::is_alphabetic)))
}

fn parts(content: &str) -> impl Iterator<Item = &str> {
    content.split(['/', '|', ',', '-', '&']).map(str::trim)
}

/// Where the signature at the end of `line` starts.
///
/// It follows the end of a sentence or stands alone, so `… Komisi Aparatur Sipil Negara (KASN)` has none.
pub(super) fn start(line: &str) -> Option<usize> {
    let body = line.trim_end_matches('*').trim_end();
    // The desk adds a letter: `(Ded)-f`.
    let body = match body.as_bytes() {
        [.., b')', b'-', letter] if letter.is_ascii_lowercase() => &body[..body.len() - 2],
        _ => body,
    };
    let open = match body.as_bytes().last()? {
        b')' => body.rfind('(')?,
        b']' => body.rfind('[')?,
        _ => return None,
    };
    let content = content(body, open).filter(|content| open + content.len() + 2 == body.len())?;
    let before = body[..open].trim_end();
    let stands = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '’', '…', '*']);
    (stands && is_signature(content)).then_some(open)
}

/// Whether the parts are initials or names, and not a date, an amount or a remark.
fn is_signature(content: &str) -> bool {
    let has_letter = content.bytes().any(|byte| byte.is_ascii_alphabetic());
    let several = parts(content).count() > 1;
    let part_fits = |part: &str| {
        let mut words = part.split(' ');
        match (words.next(), words.clone().count()) {
            (Some(_), 0) => part.len() <= if several { 24 } else { 12 } && !part.contains(['%', '\'', '"']),
            (_, 1..=4) => part.split(' ').all(|word| word.starts_with(|char: char| char.is_uppercase())),
            _ => false,
        }
    };
    content == "*"
        || content.is_empty()
        || (has_letter && !is_dated(content) && parts(content).all(part_fits))
}

/// Whether a number stands alone among the words, as in `Pasal 71` or `10 Juni`.
fn is_dated(content: &str) -> bool {
    content.split([' ', '/']).any(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}
