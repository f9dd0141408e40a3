//! Cleaning: what an outlet prints around and into an article and is not its text.
//!
//! In order: characters that show nothing go and odd spaces become spaces ([`plain`]); lines of boilerplate,
//! bylines, links and signatures go ([`mod@line`]); a title and a dateline are told from the body. A line that
//! nothing matches stays as it is, so a clean article is its own cleaned text.

use super::line::{self, Line};
use super::{Article, dateline};
use crate::lexicon::Drop;
use crate::text::{self, Span};
use std::borrow::Cow;

/// The article that `title` and `body` hold. Without a title the first line may be one.
pub(super) fn article(title: Option<&str>, body: &str) -> Article {
    let mut advertorial = false;
    let mut body = without_boilerplate(plain(body), &mut advertorial);
    // What stood glued before a dateline is a line of its own now, and may be boilerplate.
    if let Cow::Owned(parted) = dateline::part(&body) {
        body = without_boilerplate(parted, &mut advertorial);
    }
    let mut title = plain(&title.unwrap_or_default().replace(is_line_end, " "));
    loop {
        let less = line::strip(&title, &mut advertorial).into_owned();
        if less.len() == title.len() {
            break;
        }
        title = less;
    }
    let (text, title_len) = match split_title(&title, &body) {
        Some((title, "")) => (title.to_owned(), title.len()),
        Some((title, body)) => (format!("{title}\n\n{body}"), title.len()),
        None => (body, 0),
    };
    let mut article = Article { text, title_len, advertorial, ..Article::default() };
    find_dateline(&mut article);
    article
}

/// Sets the dateline with which the article's body begins.
pub(super) fn find_dateline(article: &mut Article) {
    let body = |at: usize| at + article.text[at..].len() - article.text[at..].trim_start().len();
    let mut starts = vec![body(article.title_len)];
    // Taken as it is, or below a quotation that the outlet prints first, a body may begin with a short line.
    if let Some(end) = article.text[starts[0]..].find('\n').filter(|&end| end <= 2 * LONGEST_TITLE) {
        starts.push(body(starts[0] + end));
    }
    for start in starts {
        if let Some((dateline, len)) = dateline::read(&article.text[start..]) {
            article.dateline = Some(dateline);
            article.dateline_span = Some(Span::new(start, start + len));
            return;
        }
    }
}

/// The most bytes that a headline takes.
const LONGEST_TITLE: usize = 200;

/// The title and the rest: the `title` that is given, or the first line of `body` where it looks like one.
fn split_title<'a>(title: &'a str, body: &'a str) -> Option<(&'a str, &'a str)> {
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    let below = rest.trim_start_matches('\n');
    if !title.is_empty() {
        // Some outlets print the headline again above the text.
        return if first.eq_ignore_ascii_case(title) {
            split_title(title, below)
        } else {
            Some((title, body))
        };
    }
    let ends_like_prose = first.ends_with(['.', ',', ';', ':', '"', '”', ')']);
    if first.is_empty() || below.is_empty() || first.len() > LONGEST_TITLE || ends_like_prose {
        return None;
    }
    if dateline::read(first).is_some() {
        return None;
    }
    let next = below.lines().next().unwrap_or_default();
    let is_apart = rest.len() > below.len();
    let leads = dateline::read(next).is_some()
        || (next.len() > first.len() + first.len() / 2 && next.ends_with(['.', '!', '?', '"', '”']));
    (is_apart || leads).then_some((first, below))
}

/// The text without characters that show nothing, with plain spaces and at most one empty line in a row.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (line, after) = split_line(text);
        rest = after;
        let start = out.len();
        push_plain(&mut out, line);
        let kept = out[start..].trim_end().len();
        out.truncate(start + kept);
        match kept {
            0 if out.ends_with("\n\n") || out.is_empty() => {}
            _ => out.push('\n'),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The first line of `text`, and what stands after the mark that ends it.
fn split_line(text: &str) -> (&str, Option<&str>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    // Only the first byte of the two separators is looked for; it also starts dashes and curly marks.
    while let Some(found) = line_mark(&bytes[from..]) {
        let at = from + found;
        let len = match bytes[at..] {
            [b'\n' | b'\r', ..] => 1,
            [_, 0x80, 0xa8 | 0xa9, ..] => 3,
            _ => 0,
        };
        if len > 0 {
            return (&text[..at], Some(&text[at + len..]));
        }
        from = at + 1;
    }
    (text, None)
}

/// Where the first byte stands that may begin the end of a line.
fn line_mark(bytes: &[u8]) -> Option<usize> {
    let marks = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0xe2);
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let skipped = blocks.iter().take_while(|block| !block.iter().fold(false, |any, byte| any | marks(byte)));
    let from = skipped.count() * BLOCK;
    bytes[from..].iter().position(marks).map(|at| from + at)
}

fn is_line_end(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Adds one line to `out`, its white space made single spaces.
fn push_plain(out: &mut String, line: &str) {
    let line_start = out.len();
    let bytes = line.as_bytes();
    let (mut kept, mut at) = (0, 0);
    while at < bytes.len() {
        // Most bytes are letters, and most spaces stand alone.
        if let Some(block) = bytes[at..].first_chunk()
            && (at > kept || block[0] != b' ')
            && is_plain(block)
        {
            at += BLOCK;
            continue;
        }
        let plain = match bytes[at] {
            b' ' => at > kept && bytes.get(at + 1).is_some_and(|&next| next != b' '),
            byte => matches!(byte, b'!'..=b'~'),
        };
        if plain {
            at += 1;
            continue;
        }
        let char = line[at..].chars().next().expect("the position is a boundary before the end");
        let end = at + char.len_utf8();
        if char.is_whitespace() || char.is_control() || text::is_invisible(char) {
            out.push_str(&line[kept..at]);
            kept = end;
            if let Some(mark) = windows_mark(char) {
                out.push(mark);
            } else if char.is_whitespace() && out.len() > line_start && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        at = end;
    }
    out.push_str(&line[kept..]);
}

/// How many bytes are looked at in one step where nothing is to be done.
const BLOCK: usize = 32;

/// Whether bytes are all ASCII that shows, with single spaces. Of the last it is only seen whether it is a space.
fn is_plain(bytes: &[u8; BLOCK + 1]) -> bool {
    // No early end, so that the bytes are compared many at once.
    let pairs = bytes.iter().zip(&bytes[1..]);
    pairs.fold(true, |plain, (&byte, &next)| {
        plain & matches!(byte, b' '..=b'~') & !(byte == b' ' && next == b' ')
    })
}

/// The mark that a control character stands for where a page in Windows-1252 was read as Latin-1.
fn windows_mark(control: char) -> Option<char> {
    Some(match control {
        '\u{85}' => '…',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{96}' => '–',
        '\u{97}' => '—',
        _ => return None,
    })
}

/// The text without boilerplate. What is taken out may bare more of it, so it is read until nothing changes.
fn without_boilerplate(mut text: String, advertorial: &mut bool) -> String {
    const ROUNDS: usize = 8;
    let mut settled = Vec::new();
    for _ in 0..ROUNDS {
        let next = strip(&text, advertorial, &mut settled);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// One reading of the lines of `text`. `settled` tells which of them the reading before left as they were, so
/// that they need not be read again, and then tells it for the next.
fn strip(text: &str, advertorial: &mut bool, settled: &mut Vec<bool>) -> String {
    let mut out = String::with_capacity(text.len());
    let known = std::mem::take(settled);
    let mut known = known.into_iter();
    let mut apart = false;
    let mut skipping: Option<(Drop, usize)> = None;
    for line in text.split('\n') {
        if line.is_empty() {
            apart = true;
            continue;
        }
        let is_settled = known.next().unwrap_or(false);
        match skipping {
            Some((Drop::Rest, _)) if !line::is_prose(line) => continue,
            Some((kind, left)) if kind != Drop::Rest && left > 0 && line::is_headline(line) => {
                skipping = Some((kind, left - 1));
                continue;
            }
            _ => skipping = None,
        }
        let read = if is_settled { Line::Text } else { line::read(line, advertorial) };
        let kept = match read {
            Line::Text if is_settled => Cow::Borrowed(line),
            Line::Text => line::strip(line, advertorial),
            Line::Boilerplate(drop) => {
                skipping = match drop {
                    Drop::Next => Some((drop, 1)),
                    Drop::List => Some((drop, 10)),
                    Drop::Rest => Some((drop, 0)),
                    _ => None,
                };
                continue;
            }
        };
        if kept.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if apart { "\n\n" } else { "\n" });
        }
        apart = false;
        settled.push(kept.len() == line.len());
        out.push_str(&kept);
    }
    out
}
