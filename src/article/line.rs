//! One line of an article: whether it is boilerplate, and what of it is not the article's text.
//!
//! What to look for are the rows of `data/lexicon/boilerplate.tsv`; here is how a row is matched.

use super::signature;
use crate::lexicon::{self, Boilerplate, Drop, EndWord, Where};
use crate::text;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Text of the article, perhaps with boilerplate in it.
    Text,
    /// None of it is text of the article.
    Boilerplate(Drop),
}

/// The most bytes of a line that names a reporter, an editor or a source.
const LONGEST_BYLINE: usize = 150;
/// The most bytes of any line that a phrase at its start makes boilerplate.
const LONGEST_LINE: usize = 400;
/// The most bytes of the bylines and the copyright line that are glued to the last sentence.
const LONGEST_TAIL: usize = 220;
/// The most bytes of a link to another story inside a paragraph.
const LONGEST_LINK: usize = 180;

/// The rows of some places, by the first letter of their phrase.
pub(super) struct Rows {
    by_first: [Vec<&'static Boilerplate>; 256],
    /// For each first letter the second letters of its phrases, as a set of bits: most text fails this test.
    /// All bits are set where a phrase is a single byte.
    seconds: [u32; 256],
}

impl Rows {
    pub(super) fn new(places: &[Where]) -> Rows {
        let mut rows = Rows { by_first: [const { Vec::new() }; 256], seconds: [0; 256] };
        for row in places.iter().flat_map(|&place| lexicon::boilerplate(place)) {
            let bytes = row.phrase.as_bytes();
            let first = usize::from(bytes[0]);
            rows.by_first[first].push(row);
            rows.seconds[first] |= match bytes {
                [_] | [_, b':'] => u32::MAX,
                _ => bit(bytes[1]),
            };
        }
        rows
    }

    /// The row whose phrase stands at `at`, the longest first, and the byte after the phrase.
    #[inline]
    pub(super) fn find(&self, line: &str, at: usize) -> Option<(&'static Boilerplate, usize)> {
        let bytes = line.as_bytes();
        let first = usize::from(bytes.get(at)?.to_ascii_lowercase());
        let second = bytes.get(at + 1).map_or(u32::MAX, |&byte| bit(byte));
        if self.seconds[first] & second == 0 { None } else { self.find_from(first, line, at) }
    }

    /// The same among the phrases that begin with the byte `first`.
    fn find_from(&self, first: usize, line: &str, at: usize) -> Option<(&'static Boilerplate, usize)> {
        let found = self.by_first[first].iter().filter_map(|&row| Some((row, phrase_end(line, at, row)?)));
        found.max_by_key(|(_, end)| *end)
    }
}

/// The bit of a letter, small or capital, in a set of letters; other bytes share these bits.
fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

static LINE: LazyLock<Rows> = LazyLock::new(|| Rows::new(&[Where::Line]));
static START: LazyLock<Rows> = LazyLock::new(|| Rows::new(&[Where::Start]));
static INLINE: LazyLock<Rows> = LazyLock::new(|| Rows::new(&[Where::Inline, Where::Capitals]));
static BRACKET: LazyLock<Rows> = LazyLock::new(|| Rows::new(&[Where::Bracket]));
static BAR: LazyLock<Rows> = LazyLock::new(|| Rows::new(&[Where::Bar]));

/// The byte after the row's phrase at `at`, if it stands there. A space may precede its colon.
fn phrase_end(line: &str, at: usize, row: &Boilerplate) -> Option<usize> {
    let (body, colon) = match row.phrase.strip_suffix(':') {
        Some(body) => (body, true),
        None => (row.phrase, false),
    };
    let end = at + body.len();
    let found = line.as_bytes().get(at..end)?;
    let misses_capitals = row.place == Where::Capitals && found.iter().any(u8::is_ascii_lowercase);
    if misses_capitals || !found.eq_ignore_ascii_case(body.as_bytes()) {
        return None;
    }
    if colon {
        let rest = line[end..].trim_start();
        return rest.starts_with(':').then(|| line.len() - rest.len() + 1);
    }
    Some(end)
}

/// Whether the line as a whole is boilerplate.
pub(super) fn read(line: &str, advertorial: &mut bool) -> Line {
    let bare = line.trim_matches(|char: char| char.is_ascii_punctuation() && char != '/' || char == ' ');
    if let Some((row, _)) = LINE.find(bare, 0).filter(|&(_, end)| end == bare.len()) {
        *advertorial |= row.drop == Drop::Advertorial;
        return Line::Boilerplate(row.drop);
    }
    if let Some((row, end)) = START.find(line, 0) {
        // `Komentarnya` does not start with the phrase `komentar`.
        let apart = row.drop == Drop::Tags
            || !line[end..].starts_with(char::is_alphabetic)
            || line.as_bytes()[end - 1].is_ascii_uppercase();
        let fits = match row.drop {
            Drop::Byline => line.len() <= LONGEST_BYLINE && !is_sentence(&line[end..]),
            Drop::Tags => is_tags(line),
            // Where a paragraph goes on after the link, the link ends inside it.
            Drop::Link => line.len() <= LONGEST_LINK && !line.ends_with('.'),
            _ => line.len() <= LONGEST_LINE,
        };
        if apart && fits {
            *advertorial |= row.drop == Drop::Advertorial;
            return Line::Boilerplate(row.drop);
        }
    }
    if is_bar(line) { Line::Boilerplate(Drop::Line) } else { Line::Text }
}

/// Whether the line is a row of tags, `# Pemilu# Bawaslu` or `#Pemilu #Bawaslu`, and no heading (`## Gejala`).
fn is_tags(line: &str) -> bool {
    !line.starts_with("##")
        && (line.matches("# ").count() > 1 || line.split(' ').all(|word| word.starts_with('#')))
}

/// Whether the line is a row of buttons: `Facebook Twitter WhatsApp`.
fn is_bar(line: &str) -> bool {
    let mut words = 0;
    line.len() <= LONGEST_BYLINE
        && text::words(line).all(|token| {
            let word = token.text(line);
            words += usize::from(token.kind == text::Kind::Word);
            token.kind == text::Kind::Mark || BAR.find(word, 0).is_some_and(|(_, end)| end == word.len())
        })
        && words > 0
}

/// Whether a line below a list of links is text: long, and ended.
pub(super) fn is_prose(line: &str) -> bool {
    line.len() >= 200 && is_ended(line)
}

/// Whether a line may be the headline of another story.
pub(super) fn is_headline(line: &str) -> bool {
    line.len() <= 160 && !line.ends_with(['.', '"', '”', ',', ')'])
}

fn is_ended(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '"', '”', ')', ']', '…'])
}

/// Whether what follows a label reads as a sentence and not as names: several words in small letters.
fn is_sentence(rest: &str) -> bool {
    is_ended(rest)
        && rest.split(' ').filter(|word| word.starts_with(|char: char| char.is_lowercase())).count() > 3
}

/// The line without the boilerplate inside it: links, glued bylines, brackets and a signature at its end.
pub(super) fn strip<'a>(line: &'a str, advertorial: &mut bool) -> Cow<'a, str> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| OPENS[usize::from(byte)]))
    {
        at += found;
        let cut = match bytes[at] {
            b'(' | b'[' => bracket(line, at, advertorial),
            _ => inline(line, at),
        };
        match cut {
            Some(end) => {
                cuts.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    let kept = if cuts.is_empty() { Cow::Borrowed(line) } else { Cow::Owned(without(line, &cuts)) };
    let mut end = kept.len();
    while let Some(start) = signature::start(&kept[..end]) {
        end = kept[..start].trim_end().len();
    }
    match kept {
        Cow::Borrowed(line) => Cow::Borrowed(&line[..end]),
        Cow::Owned(mut line) => {
            line.truncate(end);
            Cow::Owned(line)
        }
    }
}

/// The bytes with which boilerplate inside a line begins: brackets and capitals.
const OPENS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = b'A';
    while byte <= b'Z' {
        table[byte as usize] = true;
        byte += 1;
    }
    table[b'(' as usize] = true;
    table[b'[' as usize] = true;
    table
};

/// `line` without the ranges `cuts`, single spaces at the seams.
fn without(line: &str, cuts: &[(usize, usize)]) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut from = 0;
    for &(start, end) in cuts.iter().chain([&(line.len(), line.len())]) {
        let piece = &line[from..start];
        kept.push_str(if kept.is_empty() || kept.ends_with(' ') { piece.trim_start() } else { piece });
        from = end;
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// The end of the boilerplate that begins with the capital at `at`.
fn inline(line: &str, at: usize) -> Option<usize> {
    let (row, end) = INLINE.find(line, at)?;
    match row.drop {
        Drop::Tail => (line.len() - at <= LONGEST_TAIL).then_some(line.len()),
        Drop::Link => link_end(line, end),
        _ => Some(end),
    }
}

/// The end of the headline of another story that a link names from `start` on, where that can be told: the
/// next link or byline, the end of the line, a quotation, or a word that starts sentences.
///
/// A headline has no full stop: where one stands before that end, a sentence of the article is in between, and
/// nothing is cut.
fn link_end(line: &str, start: usize) -> Option<usize> {
    /// The fewest bytes of a headline.
    const SHORTEST: usize = 20;
    let limit = (start + LONGEST_LINK).min(line.len());
    let mut sure = None;
    for (at, char) in line[start..].char_indices().map(|(at, char)| (start + at, char)) {
        if at >= limit {
            break;
        }
        let before = &line[start..at];
        if char.is_ascii_uppercase() && at > start {
            if INLINE.find(line, at).is_some() {
                return is_headline_text(before).then_some(at);
            }
            let word = line[at..].split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
            let goes_on = before.trim_end().ends_with([':', ',', '-', '"']);
            let starts = before.ends_with(' ') && !goes_on && before.len() > SHORTEST;
            if sure.is_none() && starts && lexicon::end_word(word) == Some(EndWord::Starter) {
                sure = Some(at);
            }
        }
        let quotes = sure.is_none() && matches!(char, '"' | '“') && begins_quotation(&line[at..]);
        if quotes && before.ends_with(' ') && before.len() > SHORTEST {
            sure = Some(at);
        }
    }
    sure.or((limit == line.len()).then_some(limit)).filter(|&end| is_headline_text(&line[start..end]))
}

/// Whether there is no full stop in the text, at its end or before a space.
fn is_headline_text(text: &str) -> bool {
    !text.contains(". ") && !text.trim_end().ends_with('.')
}

/// Whether a quotation begins here, and not the name of a film or song in a headline, which is short.
fn begins_quotation(rest: &str) -> bool {
    const SHORT: usize = 40;
    let Some(inside) = rest.strip_prefix(['"', '“']) else { return false };
    match inside.find(['"', '”']) {
        Some(close) => close > SHORT || inside[..close].ends_with([',', '.', '!', '?']),
        None => true,
    }
}

/// The end of the brackets that open at `at`, where boilerplate begins or an advertorial is marked in them.
fn bracket(line: &str, at: usize, advertorial: &mut bool) -> Option<usize> {
    let content = signature::content(line, at)?;
    let end = at + content.len() + 2;
    if signature::marks_advertorial(content) {
        *advertorial = true;
        return Some(end);
    }
    BRACKET.find(line, at + 1).map(|_| end)
}
