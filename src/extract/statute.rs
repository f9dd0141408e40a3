//! Laws and regulations.
//!
//! A kind (`UU`, `Peraturan Pemerintah (PP)`) makes a statute with its number and year; an article (`Pasal
//! 71 ayat (1)`) joins the statute beside it, or stands alone.

use super::Document;
use crate::lexicon::{Sense, StatuteKind};
use crate::text::{Kind, Span};
use serde::Serialize;
use std::ops::Range;

/// A law or regulation that the article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Statute {
    /// Where it is named.
    pub span: Span,
    /// Its short name: `UU 20/2023`, `UU 10/2016 ps 71(1)`; of an article alone, `ps 71(1)`.
    pub canonical: String,
}

/// The most tokens between a kind and its number: `Peraturan Daerah Kota Bontang Nomor`.
const NAME_TOKENS: usize = 12;

/// A statute or an article, before they are joined.
struct Part {
    tokens: Range<usize>,
    /// `UU 10/2016`, or of an article `71(1)`.
    name: String,
    is_article: bool,
}

/// The statutes in `document`, by position.
pub(super) fn find(document: &Document) -> Vec<Statute> {
    let reader = Reader { document };
    let mut parts: Vec<Part> = Vec::new();
    let mut next = 0;
    for found in &document.matches {
        let Sense::Statute(index) = found.sense else { continue };
        let (first, end) = (found.first as usize, found.end as usize);
        if first < next {
            continue;
        }
        let word = &document.lexicon.statutes[index as usize];
        let part = match word.kind {
            StatuteKind::Article => reader.article(first, end),
            StatuteKind::Numbered => reader.numbered(first, end, word.short),
            StatuteKind::Named => Some(reader.named(first, end, word.short)),
        };
        let Some(part) = part else { continue };
        let more = if part.is_article { reader.more_articles(part.tokens.end) } else { Vec::new() };
        parts.push(part);
        parts.extend(more);
        next = parts.last().map_or(end, |last| last.tokens.end);
    }
    reader.join(&parts)
}

struct Reader<'a> {
    document: &'a Document<'a>,
}

impl Reader<'_> {
    /// What a token says, without a last dot; empty after the end and after a line break.
    fn word(&self, at: usize) -> &str {
        if at >= self.document.tokens.len() || self.document.starts_line(at) {
            return "";
        }
        let word = self.document.word(at);
        word.strip_suffix('.').filter(|word| !word.is_empty()).unwrap_or(word)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// A token as a whole number of at most four digits.
    fn integer(&self, at: usize) -> Option<u16> {
        let word = self.word(at);
        (word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok())?
    }

    fn year(&self, at: usize) -> Option<u16> {
        self.integer(at).filter(|year| is_year(*year))
    }

    /// A kind that needs a number and a year, with both: `PP` + `(PP) Nomor 94 Tahun 2021`.
    fn numbered(&self, first: usize, end: usize, short: &str) -> Option<Part> {
        let mut at = end;
        while at < end + NAME_TOKENS {
            if let Some((number, end)) = self.number(at) {
                return Some(Part {
                    tokens: first..end,
                    name: format!("{short} {number}"),
                    is_article: false,
                });
            }
            let token = self.document.tokens.get(at)?;
            // Words of the name: capitalised ones, and the count in `SKB 5 Menteri`. Another kind starts
            // another statute, except the abbreviation of this one in brackets.
            let in_name = match token.kind {
                Kind::Word => {
                    let abbreviates = at > end && self.is(at - 1, &["("]);
                    (abbreviates || !self.is_kind(at))
                        && (token.is_capitalised() || self.is(at, &["dan", "tentang", "menteri", "lembaga"]))
                }
                Kind::Number => self.is(at + 1, &["menteri", "lembaga"]),
                Kind::Mark => self.is(at, &["(", ")"]),
                Kind::Space | Kind::Address => false,
            };
            if !in_name || self.word(at).is_empty() {
                return None;
            }
            at += 1;
        }
        None
    }

    fn is_kind(&self, at: usize) -> bool {
        self.document.at(at).iter().any(|found| matches!(found.sense, Sense::Statute(_)))
    }

    /// The number and year at a token, as `94/2021`, and the token after them.
    fn number(&self, at: usize) -> Option<(String, usize)> {
        let has_word = self.is(at, &["nomor", "no", "nomer", "nmr"]);
        let mut at = at + usize::from(has_word);
        if has_word && self.is(at, &[":"]) {
            at += 1;
        }
        if self.document.tokens.get(at)?.kind != Kind::Number {
            return None;
        }
        let end = self.run_end(at);
        let run = &self.document.text[self.document.span(at..end).range()];
        if self.is(end, &["tahun", "th", "thn"]) {
            let year = self.year(end + 1)?;
            return Some((format!("{run}/{year}"), end + 2));
        }
        if self.is(end, &["/"]) {
            let year = self.year(end + 1)?;
            return Some((format!("{run}/{year}"), end + 2));
        }
        if let Some((number, year)) = run.split_once('/') {
            let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
            let has_year = year.len() == 4 && year.parse().is_ok_and(is_year);
            // Numbers of letters (`1447.1/PM.01/K.1/09/2022`) need their `Nomor`.
            return (has_word || (is_plain && has_year)).then(|| (run.to_owned(), end));
        }
        let year = self.year(end).filter(|_| has_word)?;
        Some((format!("{run}/{year}"), end + 1))
    }

    /// The end of the tokens from `at` that nothing separates, without marks at the end.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.document.tokens.len()
            && self.document.gap_before(end).is_empty()
            && (self.document.tokens[end].kind != Kind::Mark || self.is(end, &["/", "-", "."]))
        {
            end += 1;
        }
        while end > at + 1 && self.document.tokens[end - 1].kind == Kind::Mark {
            end -= 1;
        }
        end
    }

    /// A statute that needs no number, with the one that it has.
    fn named(&self, first: usize, end: usize, short: &str) -> Part {
        let kind = short.split(' ').next().unwrap_or(short);
        if kind == "UUD" {
            let tokens = first..self.constitution_end(end);
            return Part { tokens, name: short.to_owned(), is_article: false };
        }
        self.numbered(first, end, kind).unwrap_or_else(|| Part {
            tokens: first..end,
            name: short.to_owned(),
            is_article: false,
        })
    }

    /// The end of `UUD NRI Tahun 1945` from the token after `UUD`.
    fn constitution_end(&self, end: usize) -> usize {
        let mut at = end;
        while self.is(at, &["negara", "republik", "indonesia", "nri", "ri", "tahun", "(", "uud", ")"]) {
            at += 1;
        }
        if self.is(at, &["1945", "45"]) { at + 1 } else { end }
    }

    /// `Pasal` with its number, paragraph, letter and point.
    fn article(&self, first: usize, end: usize) -> Option<Part> {
        let mut name = self.integer(end)?.to_string();
        let mut at = end + 1;
        // 28D, 187A, also written apart; a small letter alone is `huruf`.
        if self.letter(at).is_some() {
            name.push_str(self.word(at));
            at += 1;
        }
        loop {
            if self.is(at, &["ayat"]) || (self.is(at, &["("]) && !name.contains('(')) {
                let from = at + usize::from(self.is(at, &["ayat"]));
                let Some((number, next)) = self.bracketed(from) else { break };
                name.push_str(&format!("({number})"));
                at = self.more_paragraphs(next, &mut name);
            } else if self.is(at, &["huruf", "poin"]) && self.letter(at + 1).is_some() {
                name.push_str(&self.word(at + 1).to_ascii_lowercase());
                at += 2;
            } else if self.is(at, &["angka"]) && self.integer(at + 1).is_some() {
                name.push_str(self.word(at + 1));
                at += 2;
            } else {
                break;
            }
        }
        Some(Part { tokens: first..at, name, is_article: true })
    }

    /// The numbers that go on a list of articles: `Pasal 29` + `, 30, 51 dan 52 UU Desa`.
    ///
    /// Only where the list ends at a statute or a mark, for `Pasal 188 dan 14 staf` counts something else.
    fn more_articles(&self, end: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = end;
        loop {
            let mut next = at;
            while self.is(next, &[",", "dan", "atau", "jo", "juncto", "serta"]) {
                next += 1;
            }
            if next == at || self.integer(next).is_none() {
                break;
            }
            let Some(part) = self.article(next, next) else { break };
            at = part.tokens.end;
            parts.push(part);
        }
        let is_marked = self.document.tokens.get(at).is_none_or(|token| token.kind == Kind::Mark);
        if is_marked || self.is_kind(at) { parts } else { Vec::new() }
    }

    fn letter(&self, at: usize) -> Option<u8> {
        match *self.word(at).as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => Some(letter),
            _ => None,
        }
    }

    /// `(2)` or `2`, and the token after it.
    fn bracketed(&self, at: usize) -> Option<(u16, usize)> {
        let open = usize::from(self.is(at, &["("]));
        let number = self.integer(at + open)?;
        let close = usize::from(open > 0 && self.is(at + 2, &[")"]));
        Some((number, at + open + 1 + close))
    }

    /// Adds the paragraphs that go on a list, `ayat (1), (2) dan (3)`; the token after them.
    fn more_paragraphs(&self, mut at: usize, name: &mut String) -> usize {
        loop {
            let mut next = at;
            while self.is(next, &[",", "dan", "atau", "jo", "juncto", "-", "ayat"]) {
                next += 1;
            }
            match self.bracketed(next) {
                Some((number, end)) if next > at && self.is(next, &["("]) => {
                    name.push_str(&format!(",({number})"));
                    at = end;
                }
                _ => return at,
            }
        }
    }

    /// Articles with the statutes beside them.
    fn join(&self, parts: &[Part]) -> Vec<Statute> {
        let mut found = Vec::with_capacity(parts.len());
        let mut rest = parts;
        while let Some(first) = rest.first() {
            if first.is_article {
                let (articles, after) = rest.split_at(self.articles(rest));
                let last = &articles[articles.len() - 1];
                match after.first().filter(|statute| self.belongs(last, statute)) {
                    Some(statute) => {
                        self.push(articles, Some(statute), &mut found);
                        rest = &after[1..];
                    }
                    None => {
                        self.push(articles, None, &mut found);
                        rest = after;
                    }
                }
                continue;
            }
            rest = &rest[1..];
            let (articles, after) = rest.split_at(self.articles(rest));
            let owned = articles.split_last().is_some_and(|(last, _)| {
                self.follows(first, &articles[0])
                    && !after.first().is_some_and(|statute| self.belongs(last, statute))
            });
            if owned {
                self.push(articles, Some(first), &mut found);
                rest = after;
            } else {
                let span = self.document.span(first.tokens.clone());
                found.push(Statute { span, canonical: first.name.clone() });
            }
        }
        found
    }

    /// The number of articles at the start of `parts` that are named in one breath.
    fn articles(&self, parts: &[Part]) -> usize {
        let linked = |pair: &[Part]| {
            pair[1].is_article
                && self.between(&pair[0], &pair[1], 3, |at| {
                    self.is(at, &["dan", "jo", "juncto", "junto", ",", "atau", "dan/atau", "serta", "dengan"])
                })
        };
        if parts.first().is_none_or(|part| !part.is_article) {
            return 0;
        }
        1 + parts.windows(2).take_while(|pair| linked(pair)).count()
    }

    /// Whether `statute` is what `article` belongs to, named after it.
    fn belongs(&self, article: &Part, statute: &Part) -> bool {
        !statute.is_article
            && self.between(article, statute, 2, |at| self.is(at, &["dari", "dalam", "pada", "di", ","]))
    }

    /// Whether `article` follows the statute that it belongs to, the statute's title between them or not.
    fn follows(&self, statute: &Part, article: &Part) -> bool {
        let titled = self.is(statute.tokens.end, &["tentang"]);
        self.between(statute, article, if titled { NAME_TOKENS } else { 2 }, |at| {
            self.is(at, &[",", "pada", "dalam", "khususnya"])
                || (titled
                    && (self.document.tokens[at].is_capitalised()
                        || self.is(at, &["tentang", "dan", "atas"])))
        })
    }

    fn between(&self, left: &Part, right: &Part, most: usize, may: impl Fn(usize) -> bool) -> bool {
        let gap = left.tokens.end..right.tokens.start;
        gap.len() <= most && !self.word(right.tokens.start).is_empty() && gap.into_iter().all(may)
    }

    /// Adds the articles of a statute: the one beside it in one span with it.
    fn push(&self, articles: &[Part], statute: Option<&Part>, found: &mut Vec<Statute>) {
        let before = statute.is_some_and(|statute| statute.tokens.start < articles[0].tokens.start);
        let beside = if before { 0 } else { articles.len() - 1 };
        for (index, article) in articles.iter().enumerate() {
            let mut span = self.document.span(article.tokens.clone());
            let canonical = match statute {
                Some(statute) => {
                    if index == beside {
                        span = span.join(self.document.span(statute.tokens.clone()));
                    }
                    format!("{} ps {}", statute.name, article.name)
                }
                None => format!("ps {}", article.name),
            };
            found.push(Statute { span, canonical });
        }
    }
}

fn is_year(year: u16) -> bool {
    (1900..2100).contains(&year)
}
