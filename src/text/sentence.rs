//! Sentence ends.
//!
//! A line break always ends a sentence. Elsewhere an end is a mark (`.`, `!`, `?`, `…`) or the dot of an
//! abbreviation, and what follows decides: before a small letter or a comma nothing ends, so a quotation stays
//! with its attribution (`"Apakah benar?" tanya hakim.`). A quotation of several sentences is not cut.

use super::{Kind, Span, Token};
use crate::lexicon::{self, DotPlace, EndWord};
use std::ops::Range;

/// Longer quotations are cut at the ends inside them: by then a closing mark is more likely missing.
const LONGEST_QUOTATION: usize = 1000;

/// The most tokens between two numbers of one list.
const LONGEST_LIST_ITEM: usize = 64;

/// The sentences of a tokenized text, as ranges of its tokens (white space left out).
pub(crate) fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let reader = Reader { text, tokens };
    let quotations = reader.quotations();
    let mut quotations = quotations.iter().peekable();
    let mut found = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        while quotations.next_if(|quotation| quotation.end <= at).is_some() {}
        let quotation = quotations.peek().filter(|quotation| quotation.start < at).map(|found| found.end);
        let end = match reader.candidate(at) {
            Some(mark) => {
                let past = reader.past_marks(at + 1, quotation);
                let inside = quotation.is_some_and(|close| past <= close);
                if reader.breaks_line(past) || (!inside && reader.ends(first, mark, at, past)) {
                    past
                } else {
                    at = past;
                    continue;
                }
            }
            None if reader.breaks_line(at + 1) => at + 1,
            None => {
                at += 1;
                continue;
            }
        };
        found.push(first..end);
        (first, at) = (end, end);
    }
    found
}

/// The sentences of `text`, without the white space around them.
///
/// ```
/// use netra::text::sentences;
/// let text = "Drs. Amir hadir. \"Kami netral!\" katanya.";
/// let found: Vec<&str> = sentences(text).into_iter().map(|span| &text[span.range()]).collect();
/// assert_eq!(found, ["Drs. Amir hadir.", "\"Kami netral!\" katanya."]);
/// ```
pub fn sentences(text: &str) -> Vec<Span> {
    let tokens: Vec<Token> = super::words(text).collect();
    split(text, &tokens)
        .into_iter()
        .map(|range| tokens[range.start].span().join(tokens[range.end - 1].span()))
        .collect()
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A full stop, exclamation or question mark.
    Stop,
    /// The dot of a word that keeps its dot.
    Dotted,
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens[at].text(self.text)
    }

    fn first_byte(&self, at: usize) -> u8 {
        self.text.as_bytes()[self.tokens[at].span().start]
    }

    /// The bytes before a token; after the last token, the rest of the text.
    fn gap(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.tokens[before].span().end);
        let end = self.tokens.get(at).map_or(self.text.len(), |token| token.span().start);
        &self.text.as_bytes()[start..end]
    }

    /// Whether a new line begins before a token, or there is none.
    fn breaks_line(&self, at: usize) -> bool {
        at >= self.tokens.len() || breaks(self.gap(at))
    }

    /// Whether a token may end a sentence.
    fn candidate(&self, at: usize) -> Option<Mark> {
        let token = self.tokens[at];
        if token.kind == Kind::Word {
            return (self.text.as_bytes()[token.span().end - 1] == b'.').then_some(Mark::Dotted);
        }
        (token.kind == Kind::Mark && is_stop(self.word(at))).then_some(Mark::Stop)
    }

    /// The token after the further stops and closing marks that stand from `at` on without a space.
    fn past_marks(&self, mut at: usize, close: Option<usize>) -> usize {
        while at < self.tokens.len() && self.tokens[at].kind == Kind::Mark && self.gap(at).is_empty() {
            let closes = match self.word(at) {
                "\"" | "“" | "”" => close == Some(at),
                ")" | "]" | "»" | "'" | "’" => true,
                word => is_stop(word),
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether the sentence that starts at `first` ends with the mark at `at`, where `next` follows.
    fn ends(&self, first: usize, mark: Mark, at: usize, next: usize) -> bool {
        let follower = self.tokens[next];
        let starts = match follower.kind {
            Kind::Word => follower.is_capitalised() || self.is_small_title(next),
            Kind::Number | Kind::Address => true,
            _ => match self.word(next) {
                "," | ";" | ":" | "/" | "%" | ")" | "]" | "”" => false,
                "-" | "–" | "—" => {
                    mark == Mark::Stop && self.tokens.get(next + 1).is_some_and(Token::is_capitalised)
                }
                _ => true,
            },
        };
        starts
            && match mark {
                Mark::Stop => !(next == at + 1 && self.is_list_mark(first, at)),
                Mark::Dotted => self.dotted_ends(first, at, next),
            }
    }

    /// `dr.` and its like start a sentence in small letters.
    fn is_small_title(&self, at: usize) -> bool {
        let word = self.word(at);
        word.strip_suffix('.').is_some_and(|word| lexicon::abbreviation(word) == Some(DotPlace::Before))
    }

    /// Whether the stop at `at` belongs to the number of a list: `1. Pendaftaran, dan 2. Verifikasi`.
    fn is_list_mark(&self, first: usize, at: usize) -> bool {
        let Some(label) = at.checked_sub(1).filter(|&label| label >= first) else { return false };
        let token = self.tokens[label];
        let is_label = token.span().len() <= 2
            && (token.kind == Kind::Number || (token.kind == Kind::Word && token.span().len() == 1));
        if !is_label || self.word(at) != "." {
            return false;
        }
        label == first
            || matches!(self.word(label - 1), ":" | ";" | "," | "(")
            || self.follows_in_list(first.max(label.saturating_sub(LONGEST_LIST_ITEM)), label)
    }

    /// Whether the number before that at `label` stands between `from` and it, as the label of an item.
    fn follows_in_list(&self, from: usize, label: usize) -> bool {
        let value = |at: usize| self.word(at).parse::<u8>().ok();
        value(label).and_then(|value| value.checked_sub(1)).is_some_and(|last| {
            (from..label - 1).rev().any(|at| {
                self.tokens[at].kind == Kind::Number && value(at) == Some(last) && self.word(at + 1) == "."
            })
        })
    }

    /// Whether the dot of an abbreviation, initial or degree at `at` ends the sentence before `next`.
    fn dotted_ends(&self, first: usize, at: usize, next: usize) -> bool {
        if at == first {
            return false;
        }
        let word = self.word(at);
        let body = &word[..word.len() - 1];
        let follower = self.tokens[next];
        let starter = lexicon::end_word(self.word(next)) == Some(EndWord::Starter);
        if follower.kind == Kind::Mark {
            // `S.Sos. (45)`, `Tbk. (BBCA)` go on; a quotation begins after them all but before a name.
            return matches!(self.word(next), "\"" | "“")
                && lexicon::abbreviation(body) != Some(DotPlace::Before);
        }
        if let Some(place) = lexicon::abbreviation(body) {
            return starter
                || match place {
                    DotPlace::Before => false,
                    DotPlace::Number => follower.kind != Kind::Number,
                    DotPlace::After | DotPlace::Part => !self.word(next).contains('.'),
                };
        }
        let before = self.word(at - 1);
        if body.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.') {
            return starter;
        }
        let initials = body.split('.').all(|part| part.len() == 1);
        if !initials || (before == "," && body.len() > 1) {
            // A degree; another may follow it.
            return !self.word(next).contains('.') && follower.kind == Kind::Word;
        }
        // `APBN-P.` and `berinisial H.` end in a letter that is no name's initial.
        starter || before == "-" || lexicon::end_word(before) == Some(EndWord::Letter)
    }

    /// The quotations with both their marks on one line, as the tokens of their marks, in order.
    fn quotations(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut open: Option<usize> = None;
        for (at, token) in self.tokens.iter().enumerate() {
            if open.is_some() && breaks(self.gap(at)) {
                open = None;
            }
            if token.kind != Kind::Mark || !matches!(self.first_byte(at), b'"' | 0xe2) {
                continue;
            }
            let word = self.word(at);
            if !matches!(word, "\"" | "“" | "”") {
                continue;
            }
            let space_before = at == 0 || !self.gap(at).is_empty();
            let space_after = at + 1 == self.tokens.len() || !self.gap(at + 1).is_empty();
            let opens = match (space_before, space_after) {
                (true, false) => true,
                (false, true) => false,
                _ => open.is_none() || word == "“",
            };
            match open {
                _ if opens => open = Some(at),
                Some(start) => {
                    open = None;
                    if token.span().end - self.tokens[start].span().start <= LONGEST_QUOTATION {
                        found.push(start..at);
                    }
                }
                None => {}
            }
        }
        found
    }
}

/// Whether the bytes between two tokens, mostly a space, hold a line break.
fn breaks(gap: &[u8]) -> bool {
    !matches!(gap, [] | b" ") && gap.contains(&b'\n')
}

fn is_stop(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "…")
}
