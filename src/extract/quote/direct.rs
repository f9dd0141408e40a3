//! Quotations between quotation marks.

use super::Quote;
use super::voice::{self, Form, Speaker, Verb, Voices};
use crate::extract::Document;
use crate::text::{Kind, Span};
use std::ops::Range;

/// Words between quotation marks.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// The tokens between the marks.
    pub(super) tokens: Range<usize>,
    /// With the marks.
    pub(super) outer: Range<usize>,
}

/// The words between quotation marks in a paragraph. Straight and curly marks close one another; a missing
/// closing mark is closed before a verb of saying, else at the end of the paragraph.
pub(super) fn marked(document: &Document, voices: &Voices, paragraph: Range<usize>) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut open: Option<usize> = None;
    let close = |open: usize, found: &mut Vec<Marked>, end: usize| {
        let tokens = open + 1..missing_end(document, voices, open + 1..end);
        found.push(Marked { outer: open..tokens.end.max(open + 1), tokens });
    };
    for at in paragraph.clone() {
        if document.tokens[at].kind != Kind::Mark || !is_mark(document.word(at)) {
            continue;
        }
        match open {
            None => {
                let inch = at > paragraph.start
                    && document.gap_before(at).is_empty()
                    && document.tokens[at - 1].kind == Kind::Number;
                if !inch {
                    open = Some(at);
                }
            }
            Some(start) if opens_anew(document, at, paragraph.end) => {
                close(start, &mut found, at);
                open = Some(at);
            }
            Some(start) => {
                found.push(Marked { tokens: start + 1..at, outer: start..at + 1 });
                open = None;
            }
        }
    }
    if let Some(start) = open {
        close(start, &mut found, paragraph.end);
    }
    found.retain(|marked| !marked.tokens.is_empty());
    found
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "‟")
}

/// Whether an opening curly mark opens although the one before it was not closed: a capital follows it and a
/// space goes before.
fn opens_anew(document: &Document, at: usize, end: usize) -> bool {
    document.word(at) == "“"
        && !document.gap_before(at).is_empty()
        && at + 1 < end
        && document.gap_before(at + 1).is_empty()
        && document.tokens[at + 1].is_capitalised()
}

/// Where a quotation whose closing mark is missing ends: before `, kata X`, else where the range does.
fn missing_end(document: &Document, voices: &Voices, tokens: Range<usize>) -> usize {
    tokens
        .clone()
        .skip(1)
        .find(|&at| {
            document.word(at - 1) == ","
                && voice::verb(document, at).is_some_and(|verb| {
                    verb.form == Form::Own
                        || (verb.form == Form::Bare
                            && voices.after(document, verb, tokens.end).0 != Speaker::Unnamed)
                })
        })
        .unwrap_or(tokens.end)
}

/// Takes one marked piece of a paragraph for a quotation, if somebody is told to have said it.
pub(super) fn take(
    document: &Document,
    voices: &mut Voices,
    all: &[Marked],
    number: usize,
    paragraph: usize,
    quotes: &mut Vec<Quote>,
) {
    let marked = &all[number];
    let after_end = all.get(number + 1).map_or(document.tokens.len(), |next| next.outer.start);
    let before_start = number.checked_sub(1).map_or(paragraph, |before| all[before].outer.end);
    let found = told_after(document, voices, marked, after_end)
        .or_else(|| told_before(document, voices, marked, before_start));
    let (speaker, verb) = match found {
        Some((speaker, verb)) => (speaker, Some(verb)),
        None if goes_on(document, marked, paragraph, before_start, quotes) => {
            (voices.same(document, marked.outer.start), None)
        }
        None => return,
    };
    let end = verb.map_or(marked.outer.end, |verb: Verb| marked.outer.end.max(verb.token + 1));
    voices.spoke(speaker.person(), end);
    quotes.push(Quote {
        span: trimmed(document, marked),
        speaker: speaker.person(),
        cue: verb.map(|verb| document.word(verb.token).to_lowercase()),
        direct: true,
    });
}

/// The words between the marks, without the white space at their ends.
fn trimmed(document: &Document, marked: &Marked) -> Span {
    document.span(marked.tokens.clone())
}

/// Whether words could be said by somebody: they end as sentences or clauses do, or there are several.
fn is_speech(document: &Document, marked: &Marked) -> bool {
    const SEVERAL: usize = 4;
    let last = document.word(marked.tokens.end - 1);
    let stop = document.tokens.get(marked.outer.end).is_some_and(|token| token.text(document.text) == ",");
    stop || matches!(last, "," | "." | "!" | "?" | "…") || marked.tokens.len() >= SEVERAL
}

/// The speaker told after the closing mark: `" kata X`, `" ujarnya`, `" X menegaskan`.
fn told_after(document: &Document, voices: &Voices, marked: &Marked, end: usize) -> Option<(Speaker, Verb)> {
    if !is_speech(document, marked) {
        return None;
    }
    let mut at = marked.outer.end;
    while at < end && matches!(document.word(at), "," | "." | "-" | "–" | "—" | "’" | "'") {
        at += 1;
    }
    if at >= end || document.starts_line(at) {
        return None;
    }
    let sentence_end = sentence_end(document, at).min(end);
    for at in at..(at + 2).min(sentence_end) {
        let Some(verb) = voice::verb(document, at) else { continue };
        if verb.form == Form::Active {
            return None;
        }
        return Some((voices.after(document, verb, sentence_end).0, verb));
    }
    let (name, _) = voices.mentions(at..(at + 12).min(sentence_end)).first()?;
    let verb = (name.end..(name.end + 2).min(sentence_end)).find_map(|at| voice::verb(document, at))?;
    (verb.form == Form::Active).then(|| (voices.before(document, verb, at), verb))
}

/// The speaker told before the opening mark: `X mengatakan, "`, `Imbuh X, "`, `Kata X: "`.
fn told_before(
    document: &Document,
    voices: &Voices,
    marked: &Marked,
    start: usize,
) -> Option<(Speaker, Verb)> {
    /// The most tokens between the verb and the mark.
    const FAR: usize = 16;
    let open = marked.outer.start;
    let announced = open > start && matches!(document.word(open - 1), "," | ":" | "bahwa");
    if !announced {
        return None;
    }
    let sentence = document.sentences.get(document.sentence_of(open - 1))?.start.max(start);
    let from = sentence.max(open.saturating_sub(FAR));
    let verb = (from..open).rev().find_map(|at| voice::verb(document, at))?;
    let speaker = match verb.form {
        Form::Active => voices.before(document, verb, sentence),
        _ => voices.after(document, verb, open).0,
    };
    let told = speaker != Speaker::Unnamed || is_speech(document, marked);
    told.then_some((speaker, verb))
}

/// Whether a quotation without a speaker goes on with the one before it: it starts where sentences start,
/// after a quotation of the same paragraph, or fills its paragraph.
fn goes_on(document: &Document, marked: &Marked, paragraph: usize, before: usize, quotes: &[Quote]) -> bool {
    const SEVERAL: usize = 5;
    let open = marked.outer.start;
    let fresh = open == paragraph || matches!(document.word(open - 1), "." | "!" | "?");
    let follows = quotes
        .last()
        .is_some_and(|last| last.direct && last.span.end >= document.tokens[paragraph].span().start)
        && before > paragraph;
    let fills = open == paragraph
        && document.tokens.get(marked.outer.end).is_none_or(|_| document.starts_line(marked.outer.end));
    fresh && marked.tokens.len() >= SEVERAL.min(if follows { 2 } else { SEVERAL }) && (follows || fills)
}

/// The end of the sentence that holds a token.
fn sentence_end(document: &Document, token: usize) -> usize {
    document.sentences.get(document.sentence_of(token)).map_or(document.tokens.len(), |sentence| sentence.end)
}
