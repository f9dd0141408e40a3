//! The tokenizer: one pass over the bytes, made for Indonesian news.
//!
//! It loses nothing: joined, the tokens are the text. Numbers keep their separators (`14.662`, `2,5`,
//! `8/6/2024`, `Rp1.500.000`, `09.30`), reduplication and prefixes keep their hyphen (`langkah-langkah`,
//! `se-Kaltim`, `ke-79`) where two names do not (`PKS-Golkar`), names keep their apostrophe (`Mas'ud`), and
//! degrees and abbreviations keep their dot (`M.Si.`, `Drs.`, `No.`), so that a dot of its own is a
//! candidate for the end of a sentence.
//!
//! It is linear on any input: whatever looks ahead, looks at a bounded number of bytes or at bytes that then
//! belong to the token.

use super::Span;
use crate::lexicon::{self, DotPlace as Place};

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

    #[inline]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let first = *bytes.get(start)?;
        let mut shape = Shape::Lower;
        if first == b' ' && bytes.get(start + 1).is_some_and(u8::is_ascii_graphic) {
            self.at = start + 1;
            return Some(Token { start: start as u32, end: self.at as u32, kind: Kind::Space, shape });
        }
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
                    let (end, kind, found) = joined(self.text, start, letters(self.text, start));
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

/// The most bytes that an address or a chain of degrees may have before what makes it one is seen.
const LOOK_AHEAD: usize = 64;

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
    char.is_whitespace() || is_invisible(char)
}

/// Whether a character shows nothing and takes no space: zero-width ones, marks of direction, the soft hyphen.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The length of the white space at the start of `bytes`.
fn space(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| CLASS[byte as usize] == Class::Space).count()
}

/// A number from `start`: digits joined by single separators.
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

/// A word from `start`, where an ASCII letter stands.
#[inline]
fn word(text: &str, start: usize) -> (usize, Kind, Shape) {
    let bytes = text.as_bytes();
    // Bit 5 tells small letters from capitals: `all` loses it to any capital after the first letter, `any`
    // gains it from any small one.
    let (mut all, mut any) = (0x20, 0);
    let mut end = start + 1;
    while let Some(chunk) = bytes[end..].first_chunk() {
        let chunk = u64::from_le_bytes(*chunk);
        let (len, inside) = leading_letters(chunk);
        all &= u8::from((chunk | !inside) & SMALL == SMALL) << 5;
        any |= u8::from(chunk & inside & SMALL != 0) << 5;
        end += len;
        if len < 8 {
            break;
        }
    }
    let goes_on = loop {
        let Some(&byte) = bytes.get(end) else { break false };
        match CLASS[byte as usize] {
            Class::Lower | Class::Upper => {
                all &= byte;
                any |= byte;
                end += 1;
            }
            Class::Space => break false,
            Class::Mark => break matches!(byte, b'-' | b'\'' | b'.' | b'@' | b':' | b'_'),
            Class::Digit | Class::Wide => break true,
        }
    };
    if goes_on {
        return joined(text, start, letters(text, end));
    }
    let shape = match (bytes[start] & 0x20 == 0, all & 0x20 == 0, any & 0x20 != 0) {
        (false, ..) => Shape::Lower,
        (true, true, false) => Shape::Upper,
        (true, true, true) => Shape::Mixed,
        (true, false, _) => Shape::Title,
    };
    (end, Kind::Word, shape)
}

/// Bit 5 of every byte.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// How many of eight bytes are ASCII letters before the first that is none, and a mask of these bytes. Without
/// a branch for each byte, whose number nobody can predict.
fn leading_letters(chunk: u64) -> (usize, u64) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let small = (chunk | SMALL) & !HIGH;
    // The high bit of each byte tells whether it is at least `a`, and whether it is past `z`.
    let from_a = small + (0x80 - b'a' as u64) * EACH;
    let past_z = small + (0x7f - b'z' as u64) * EACH;
    let others = !(from_a & !past_z & !chunk) & HIGH;
    let len = others.trailing_zeros() as usize / 8;
    let inside = if len == 8 { u64::MAX } else { (1 << (8 * len)) - 1 };
    (len, inside)
}

/// The word whose first letters are `start..end`, with everything that Indonesian news writes inside one.
fn joined(text: &str, start: usize, mut end: usize) -> (usize, Kind, Shape) {
    let bytes = text.as_bytes();
    if is_digit(bytes, end) && bytes[start..end].eq_ignore_ascii_case(b"rp") {
        let (end, kind) = number(bytes, end);
        return (end, kind, Shape::Lower);
    }
    if let Some(end) = address(bytes, start, end) {
        return (end, Kind::Address, Shape::Lower);
    }
    let mut piece = start;
    loop {
        let next = match bytes.get(end) {
            // P3K and 4G: digits join the letters around them.
            Some(b'0'..=b'9') => {
                end = letters(text, digits(bytes, end));
                continue;
            }
            Some(b'-') if is_digit(bytes, end + 1) && bytes[piece..end].eq_ignore_ascii_case(b"ke") => {
                return (digits(bytes, end + 1), Kind::Word, shape(&text[start..end]));
            }
            Some(b'-') if joins(text, piece, end, letters(text, end + 1)) => end + 1,
            Some(b'\'' | b'`') => end + 1,
            Some(0xe2) if text[end..].starts_with(['‘', '’']) => end + '’'.len_utf8(),
            _ => break,
        };
        let last = letters(text, next);
        if last == next {
            break;
        }
        (piece, end) = (next, last);
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

/// Whether the letters before a hyphen and those after it, up to `last`, are one word.
///
/// They are in `langkah-langkah`, `Undang-Undang`, `ASN-nya`, `se-Kaltim` and `Al-Habsyi`; two names
/// (`PKS-Golkar`, `Bandung-Solo`) are two words.
fn joins(text: &str, piece: usize, hyphen: usize, last: usize) -> bool {
    /// Prefixes, and the article of Arabic names: what they precede keeps its capital.
    const PREFIXES: [&str; 25] = [
        "ad", "al", "an", "antar", "anti", "ar", "as", "asy", "at", "az", "ber", "di", "eks", "el", "ex",
        "ke", "mantan", "me", "non", "pasca", "per", "pra", "pro", "se", "sub",
    ];
    let (left, right) = (&text[piece..hyphen], &text[hyphen + 1..last]);
    let Some(first) = right.chars().next() else { return false };
    // KemenPAN-RB is the one institution with a hyphen of its own that every article on civil servants names.
    !first.is_uppercase()
        || right == "RB"
        || left.eq_ignore_ascii_case(right)
        || PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(left))
}

/// The end of a word that a dot follows: with the dot in initials and degrees (`A.R.`, `M.Si.`, `S.Pd.I`,
/// `s.d.`) and after an abbreviation (`Drs.`), else without it.
///
/// The dot belongs to the token even where it also ends a sentence; sentence ends know of that.
fn dotted(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let single = end - start == 1;
    if single && CLASS[bytes[start] as usize] == Class::Lower {
        // s.d., a.n.: single small letters, each with its dot. A lone one (`huruf a.`) is a plain word.
        let mut last = end;
        while last - start < LOOK_AHEAD
            && bytes.get(last) == Some(&b'.')
            && class(bytes, last + 1) == Some(Class::Lower)
            && !is_letter(bytes, last + 2)
        {
            last += 2;
        }
        return if last > end && bytes.get(last) == Some(&b'.') { last + 1 } else { end };
    }
    let mut last = end;
    if single || matches!(&bytes[start..end], b"Ph" | b"Sp" | b"SP" | b"Amd" | b"Dipl") {
        while last - start < LOOK_AHEAD
            && bytes.get(last) == Some(&b'.')
            && class(bytes, last + 1) == Some(Class::Upper)
        {
            let next = letters(text, last + 1);
            if !is_degree_part(&text[last + 1..next], bytes[start]) {
                break;
            }
            last = next;
        }
    }
    let keeps_dot = last > end
        || single
        || lexicon::abbreviation(&text[start..end]).is_some_and(|place| place != Place::Part);
    if keeps_dot && bytes.get(last) == Some(&b'.') { last + 1 } else { last }
}

/// Whether `part` goes on a degree or a row of initials that starts with the letter `first`.
///
/// One or two letters do, and more where they are capitals or known (`S.Sos`); other words are names without
/// their space (`A.Yani`). No degree starts with H or K, which stand for *haji* and *kiai* (`H.Ali`).
fn is_degree_part(part: &str, first: u8) -> bool {
    match part.len() {
        0 => false,
        1 => true,
        2..=4 if matches!(first, b'H' | b'K') => false,
        2 => true,
        3 | 4 => part.bytes().all(|byte| byte.is_ascii_uppercase()) || lexicon::abbreviation(part).is_some(),
        _ => false,
    }
}

/// The end of an address that starts with the letters `start..end`, if it is one.
fn address(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let looks = match bytes.get(end)? {
        b':' => bytes[end..].starts_with(b"://"),
        b'@' | b'.' | b'-' | b'_' | b'0'..=b'9' => is_host(bytes, start),
        _ => false,
    };
    if !looks {
        return None;
    }
    let mut last = end;
    while let Some(&byte) = bytes.get(last) {
        if byte.is_ascii_alphanumeric() || b"@:/._-?=&%#~+".contains(&byte) { last += 1 } else { break }
    }
    while last > end && b".:?,-/_".contains(&bytes[last - 1]) {
        last -= 1;
    }
    Some(last)
}

/// Whether a host name or a mailbox starts at `start`: labels joined by dots of which the last is a known
/// ending, or anything with an `@` before another label.
fn is_host(bytes: &[u8], start: usize) -> bool {
    const ENDINGS: [&[u8]; 10] =
        [b"ac", b"co", b"com", b"go", b"id", b"info", b"net", b"news", b"org", b"tv"];
    let limit = bytes.len().min(start + LOOK_AHEAD);
    let (mut at, mut label, mut dots) = (start, start, 0);
    while at < limit {
        match bytes[at] {
            b'@' => return at > label && is_letter(bytes, at + 1),
            b'.' if at > label && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                dots += 1;
                label = at + 1;
            }
            b'-' | b'_' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        at += 1;
    }
    let ending = &bytes[label..at];
    // `sanksi.Info selengkapnya` is a sentence end without its space: an ending is small like its host, or
    // both are capitals.
    let written_alike = ending.iter().all(u8::is_ascii_lowercase)
        || bytes[start..at].iter().all(|byte| !byte.is_ascii_lowercase());
    dots > 0 && written_alike && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// The shape of a word that is more than ASCII letters.
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
