//! Datelines: the place and agency with which the body of a story opens.
//!
//! Seen are `Balikpapan (ANTARA) -`, `SAMARINDA, KOMPAS —`, `TRIBUNKALTIM.CO, TANA PASER -`,
//! `metroikn, Balikpapan –`, `Kutai Kartanegara, Kalimantan Timur –`, `TENGGARONG (kutairaya.com):`,
//! `SAMARINDA –` and `SAMARINDA. Komisi …`.

use super::Dateline;
use crate::lexicon::{self, Match, Sense, Word};
use crate::text::{self, Kind, Shape, Token};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The most bytes and tokens that are looked at.
const LONGEST: usize = 120;
const MOST_TOKENS: usize = 16;

/// The body with a dateline that is glued to the line before it, `… ambles.Garut (ANTARA) -`, on a line of its
/// own: some outlets print a quotation there.
pub(super) fn part(body: &str) -> Cow<'_, str> {
    let line = body.lines().next().unwrap_or_default();
    let Some(open) = line.find("(ANTARA").or_else(|| line.find("(Antara")) else {
        return Cow::Borrowed(body);
    };
    let glued = line[..open].char_indices().rev().take(60).find(|&(at, char)| {
        let before = line[..at].chars().next_back();
        char.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_ascii_digit()
                    || matches!(before, '.' | '!' | '?' | '"' | '”' | ')')
            })
    });
    match glued {
        Some((at, _)) if read(&body[at..]).is_some() => {
            Cow::Owned(format!("{}\n{}", &body[..at], &body[at..]))
        }
        _ => Cow::Borrowed(body),
    }
}

/// The dateline with which `body` begins, and its length with the dash that ends it.
pub(super) fn read(body: &str) -> Option<(Dateline, usize)> {
    let mut limit = body.len().min(LONGEST);
    while !body.is_char_boundary(limit) {
        limit -= 1;
    }
    let line = body[..limit].lines().next()?;
    let mut tokens: Vec<Token> = Vec::with_capacity(MOST_TOKENS);
    tokens.extend(text::words(line).take(MOST_TOKENS));
    Reader { line, tokens: &tokens, matches: OnceCell::new() }.read()
}

struct Reader<'a> {
    line: &'a str,
    tokens: &'a [Token],
    /// The phrases of the lexicon in the line, looked for once a dash makes a dateline likely.
    matches: OnceCell<Vec<Match>>,
}

impl<'a> Reader<'a> {
    fn matches(&self) -> &[Match] {
        self.matches.get_or_init(|| {
            let lexicon = lexicon::builtin();
            let word = |token: &Token| lexicon.words.word(token.text(self.line));
            let words: Vec<Word> = self.tokens.iter().map(word).collect();
            let (mut matches, mut index) = (Vec::new(), Vec::new());
            let is_capitalised = |at: usize| self.tokens[at].is_capitalised();
            lexicon.phrases.find(&words, is_capitalised, &mut matches, &mut index);
            matches
        })
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.line))
    }

    fn read(&self) -> Option<(Dateline, usize)> {
        let mut segments: Vec<(usize, usize)> = Vec::new();
        let mut bracket = None;
        let (mut from, mut at) = (0, 0);
        let end = loop {
            let token = self.tokens.get(at)?;
            match self.word(at) {
                "," => {
                    segments.push((from, at));
                    from = at + 1;
                }
                "(" if bracket.is_none() && at > from => {
                    let close = (at + 1..self.tokens.len()).find(|&at| self.word(at) == ")")?;
                    segments.push((from, at));
                    bracket = Some((at + 1, close));
                    (from, at) = (close + 1, close);
                }
                "(" if bracket.is_none() && !segments.is_empty() => {
                    let close = (at + 1..self.tokens.len()).find(|&at| self.word(at) == ")")?;
                    bracket = Some((at + 1, close));
                    (from, at) = (close + 1, close);
                }
                "-" | "–" | "—" => break at,
                ":" if bracket.is_some() => break at,
                ":" if segments.is_empty() && self.is_address(from, at) => {
                    segments.push((from, at));
                    from = at + 1;
                }
                "." if bracket.is_some() && matches!(self.word(at + 1), "-" | "–" | "—") => {}
                "." if self.is_glued(at) && self.is_glued(at + 1) => {}
                "." => {
                    let alone = segments.is_empty() && bracket.is_none();
                    let place = alone && at > 0 && self.is_upper(from, at) && self.is_place(from, at);
                    return place.then(|| (self.dateline(Some((from, at)), None), self.span_end(at)));
                }
                _ if token.kind == Kind::Address && at == 0 && self.starts_text(1) => {
                    return Some((self.dateline(None, Some((0, 1))), token.span().end));
                }
                _ if matches!(token.kind, Kind::Word | Kind::Address) => {}
                _ => return None,
            }
            at += 1;
        };
        if end > from {
            segments.push((from, end));
        }
        segments.retain(|(from, to)| from < to);
        let found = match (&segments[..], bracket) {
            (&[place, ..], Some(agency)) => self.dateline(Some(place), Some(agency)),
            (&[only], None) if self.is_address(only.0, only.1) => self.dateline(None, Some(only)),
            (&[only], None) if self.names_place(only.0, only.1, end) => self.dateline(Some(only), None),
            (&[one, two], None) => self.pair(one, two, end)?,
            _ => return None,
        };
        let mut last = end;
        while matches!(self.word(last + 1), "-" | "–" | "—") {
            last += 1;
        }
        Some((found, self.span_end(last)))
    }

    /// A place and an agency, in either order, or a place and the larger one around it.
    fn pair(&self, one: (usize, usize), two: (usize, usize), dash: usize) -> Option<Dateline> {
        let place = |(from, to)| self.is_place(from, to);
        let agency = |(from, to)| self.is_address(from, to);
        let short = |(from, to): (usize, usize)| to - from <= 4;
        if !short(one) || !short(two) {
            return None;
        }
        match (agency(one), agency(two), place(one), place(two)) {
            (true, ..) => Some(self.dateline(Some(two), Some(one))),
            (_, true, ..) => Some(self.dateline(Some(one), Some(two))),
            (_, _, true, true) => Some(self.dateline(Some(one), None)),
            (_, _, true, false) => Some(self.dateline(Some(one), Some(two))),
            (_, _, false, true) => Some(self.dateline(Some(two), Some(one))),
            _ if self.is_upper(one.0, one.1) => Some(self.dateline(Some(one), Some(two))),
            // Two names and a dash, where no office or institution is named.
            _ => {
                let names = (0..dash).all(|at| self.word(at) == "," || self.tokens[at].is_capitalised());
                (names && self.word(dash) != "-" && !self.says_more(dash))
                    .then(|| self.dateline(Some(one), Some(two)))
            }
        }
    }

    /// Whether one name before a dash at `dash` is the place of a dateline: a known place, or any word in capitals.
    fn names_place(&self, from: usize, to: usize, dash: usize) -> bool {
        let hyphen = self.word(dash) == "-" && self.is_glued(dash);
        if self.is_place(from, to) {
            return !hyphen || self.is_upper(from, to);
        }
        let letters = self.tokens[from].span().join(self.tokens[to - 1].span()).len();
        self.is_upper(from, to)
            && to - from <= 3
            && letters >= 5
            && !self.says_more(to)
            && (!hyphen || to - from > 1)
    }

    /// Whether the lexicon knows a word before `to` as other than a place or name.
    fn says_more(&self, to: usize) -> bool {
        self.matches().iter().any(|found| {
            (found.first as usize) < to && !matches!(found.sense, Sense::Place(_) | Sense::Name(_))
        })
    }

    /// Whether the tokens are the name of a known place.
    fn is_place(&self, from: usize, to: usize) -> bool {
        self.matches().iter().any(|found| {
            matches!(found.sense, Sense::Place(_)) && (found.first as usize, found.end as usize) == (from, to)
        })
    }

    fn is_address(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.tokens[at].kind == Kind::Address)
            // SAMARINDA.NIAGA.ASIA: an outlet whose ending is no common one.
            || (to - from > 2 && (from..to).all(|at| self.word(at) == "." || self.tokens[at].shape == Shape::Upper))
    }

    /// Whether no space stands before a token.
    fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.span().start == self.span_end(at - 1))
    }

    fn is_upper(&self, from: usize, to: usize) -> bool {
        self.tokens[from..to].iter().all(|token| token.shape == Shape::Upper)
    }

    fn starts_text(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.is_capitalised())
    }

    fn span_end(&self, at: usize) -> usize {
        self.tokens[at].span().end
    }

    fn dateline(&self, place: Option<(usize, usize)>, agency: Option<(usize, usize)>) -> Dateline {
        let text = |(from, to): (usize, usize)| {
            (from < to).then(|| &self.line[self.tokens[from].span().start..self.tokens[to - 1].span().end])
        };
        Dateline {
            place: place.and_then(text).map(title_case),
            agency: agency.and_then(text).map(str::to_owned),
        }
    }
}

/// A place in capitals with small letters after the first of each word; any other as it is.
fn title_case(place: &str) -> String {
    if place.chars().any(char::is_lowercase) {
        return place.to_owned();
    }
    let mut inside = false;
    place
        .chars()
        .map(|char| {
            let shown = if inside { char.to_ascii_lowercase() } else { char };
            inside = char.is_alphabetic() || char == '\'';
            shown
        })
        .collect()
}
