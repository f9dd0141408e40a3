//! The tokenizer: one pass over the bytes, made for Indonesian news.
//!
//! It loses nothing: joined, the tokens are the text. Numbers keep their separators (`14.662`, `2,5`,
//! `8/6/2024`, `Rp1.500.000`, `09.30`), reduplication and prefixes keep their hyphen (`langkah-langkah`,
//! `se-Kaltim`), names keep their apostrophe (`Mas'ud`), and degrees and abbreviations keep their dot
//! (`M.Si.`, `Drs.`, `No.`), so that a dot of its own is a candidate for the end of a sentence.

use super::Span;
use crate::lexicon;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// White space, no-break spaces and zero-width characters included.
    Space,
    /// A word, abbreviation, initial or degree.
    Word,
    /// Digits with their separators, and an amount in rupiah.
    Number,
    /// An address: web, host name or electronic mail.
    Address,
    /// One character of punctuation, or any other symbol.
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Starts with a small letter, or has no letter.
    Lower,
    /// A capital and then small letters, or a capital alone.
    Title,
    /// Two or more letters, all capitals.
    Upper,
    /// Starts with a capital and mixes further on (`KemenPAN`, `M.Si`).
    Mixed,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
}

impl Token {
    /// Where it stands, in bytes.
    pub fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }

    /// What it says.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether it starts with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.shape != Shape::Lower
    }
}

/// The tokens of `text`, in order; joined they are `text`.
///
/// Positions fit 32 bits: of a longer text only the first 4 GiB are read.
///
/// ```
/// use netra::text::{Kind, tokens};
/// let text = "Drs. Amir hadir, Senin (10/6).";
/// let words: Vec<&str> = tokens(text).filter(|t| t.kind != Kind::Space).map(|t| t.text(text)).collect();
/// assert_eq!(words, ["Drs.", "Amir", "hadir", ",", "Senin", "(", "10/6", ")", "."]);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    let mut limit = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    Tokens { text: &text[..limit], at: 0 }
}

/// The iterator that [`tokens`] returns.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let first = *bytes.get(start)?;
        let mut shape = Shape::Lower;
        let (end, kind) = match CLASS[first as usize] {
            Class::Space => (start + space(&bytes[start..]), Kind::Space),
            Class::Digit => number(bytes, start),
            Class::Lower | Class::Upper => {
                let (end, kind, found) = word(self.text, start);
                shape = found;
                (end, kind)
            }
            Class::Mark => (start + 1, Kind::Mark),
            Class::Wide => {
                let char =
                    self.text[start..].chars().next().expect("the position is a boundary before the end");
                let end = start + char.len_utf8();
                if is_wide_space(char) {
                    (end + space(&bytes[end..]), Kind::Space)
                } else if char.is_alphabetic() {
                    let (end, kind, found) = word(self.text, start);
                    shape = found;
                    (end, kind)
                } else {
                    (end, Kind::Mark)
                }
            }
        };
        self.at = end;
        Some(Token { start: start as u32, end: end as u32, kind, shape })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Lower,
    Upper,
    Mark,
    Wide,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            0x80.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
};

fn class(bytes: &[u8], at: usize) -> Option<Class> {
    bytes.get(at).map(|&byte| CLASS[byte as usize])
}

fn is_letter(bytes: &[u8], at: usize) -> bool {
    matches!(class(bytes, at), Some(Class::Lower | Class::Upper))
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    class(bytes, at) == Some(Class::Digit)
}

/// White space beyond ASCII, and characters that show nothing.
fn is_wide_space(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The length of the white space at the start of `bytes`.
fn space(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| CLASS[byte as usize] == Class::Space).count()
}

/// A number from `start`: digits joined by single separators, and a following `-an` or letter as in `2019-an`.
fn number(bytes: &[u8], start: usize) -> (usize, Kind) {
    let mut end = digits(bytes, start);
    while matches!(bytes.get(end), Some(b'.' | b',' | b'/' | b':')) && is_digit(bytes, end + 1) {
        end = digits(bytes, end + 1);
    }
    (end, Kind::Number)
}

fn digits(bytes: &[u8], mut at: usize) -> usize {
    while is_digit(bytes, at) {
        at += 1;
    }
    at
}

/// A word from `start`, with everything that Indonesian news writes inside one.
fn word(text: &str, start: usize) -> (usize, Kind, Shape) {
    let bytes = text.as_bytes();
    let mut end = letters(text, start);
    if bytes.get(end).is_none_or(|&byte| CLASS[byte as usize] == Class::Space || byte == b',') {
        return (end, Kind::Word, shape(&text[start..end]));
    }
    if &bytes[start..end] == b"Rp" && is_digit(bytes, end) {
        let (end, kind) = number(bytes, end);
        return (end, kind, Shape::Lower);
    }
    if let Some(end) = address(bytes, start, end) {
        return (end, Kind::Address, Shape::Lower);
    }
    loop {
        let next = match bytes.get(end) {
            // langkah-langkah, se-Kaltim; also P3K and 4G, whose digits join the letters around them.
            Some(b'-') if letters(text, end + 1) > end + 1 => letters(text, end + 1),
            Some(b'0'..=b'9') => letters(text, digits(bytes, end)),
            Some(b'\'') if letters(text, end + 1) > end + 1 => letters(text, end + 1),
            Some(0xe2) => match apostrophe(&text[end..]) {
                Some(length) if letters(text, end + length) > end + length => letters(text, end + length),
                _ => break,
            },
            _ => break,
        };
        end = next;
    }
    if bytes.get(end) == Some(&b'.') {
        end = dotted(text, start, end);
    }
    (end, Kind::Word, shape(&text[start..end]))
}

/// The end of the run of letters from `at`.
fn letters(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while is_letter(bytes, at) {
            at += 1;
        }
        if class(bytes, at) != Some(Class::Wide) {
            return at;
        }
        match text[at..].chars().next() {
            Some(char) if char.is_alphabetic() || is_combining(char) => at += char.len_utf8(),
            _ => return at,
        }
    }
}

fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

/// The length of a curly apostrophe at the start of `rest`.
fn apostrophe(rest: &str) -> Option<usize> {
    rest.chars().next().filter(|char| matches!(char, '‘' | '’' | '`')).map(char::len_utf8)
}

/// The end of a word that a dot follows: with the dot in initials and degrees (`A.R.`, `M.Si.`, `S.Pd.I`)
/// and after an abbreviation (`Drs.`), else without it.
///
/// The dot belongs to the token even where it also ends a sentence; sentence ends know of that.
fn dotted(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let initial = end - start == 1 && CLASS[bytes[start] as usize] == Class::Upper;
    let mut last = end;
    if initial || matches!(&bytes[start..end], b"Ph" | b"Sp" | b"SP") {
        while bytes.get(last) == Some(&b'.') && class(bytes, last + 1) == Some(Class::Upper) {
            let next = letters(text, last + 1);
            if next - last - 1 > 3 {
                break;
            }
            last = next;
        }
    }
    let keeps_dot = last > end || initial || lexicon::is_abbreviation(&text[start..end]);
    if keeps_dot && bytes.get(last) == Some(&b'.') { last + 1 } else { last }
}

/// The end of an address that starts with the letters `start..end`, if it is one.
fn address(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let follows = |mark: &[u8]| bytes[end..].starts_with(mark);
    let looks = follows(b"@") || follows(b"://") || (follows(b".") && host(bytes, start).is_some());
    if !looks && !(follows(b"-") && host(bytes, start).is_some()) {
        return None;
    }
    if follows(b"@") && !is_letter(bytes, end + 1) {
        return None;
    }
    let mut last = end;
    while let Some(&byte) = bytes.get(last) {
        if byte.is_ascii_alphanumeric() || b"@:/._-?=&%#~+".contains(&byte) { last += 1 } else { break }
    }
    while last > end && b".:?,-/".contains(&bytes[last - 1]) {
        last -= 1;
    }
    Some(last)
}

/// The end of a host name that starts at `start`: labels joined by dots, the last one a known ending.
fn host(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    let mut label = start;
    let mut labels = 0;
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
            at += 1;
        }
        labels += 1;
        let more = bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
        if at == label {
            return None;
        }
        if !more {
            break;
        }
        at += 1;
        label = at;
    }
    const ENDINGS: [&[u8]; 9] = [b"com", b"co", b"id", b"org", b"net", b"go", b"news", b"tv", b"info"];
    (labels > 1 && ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(&bytes[label..at]))).then_some(at)
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars().filter(|char| char.is_alphabetic());
    let Some(first) = chars.next() else { return Shape::Lower };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let (mut upper, mut lower) = (false, false);
    for char in chars {
        if char.is_uppercase() { upper = true } else { lower = true }
    }
    match (upper, lower) {
        (true, false) => Shape::Upper,
        (true, true) => Shape::Mixed,
        (false, _) => Shape::Title,
    }
}
