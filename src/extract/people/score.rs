//! Scores: what the words of a run and the words around it say for its naming a person.

use super::candidate::Scan;
use super::name;
use super::sign;
use crate::extract::Document;
use crate::lexicon::Sense;
use crate::text::Kind;
use std::ops::Range;

/// A verb of saying right before it (`ujar X`): nearly always a person; countries and papers remain.
const SAY_BEFORE: f32 = 2.75;
/// A verb of saying right after it (`X mengatakan`): institutions and reports say things as well.
const SAY_AFTER: f32 = 2.5;
/// An honorific or rank before it.
pub(super) const HONORIFIC: f32 = 4.0;
/// A degree after it.
pub(super) const DEGREE: f32 = 3.0;
/// An age in brackets after it: `(45)`.
const AGE: f32 = 4.0;
/// An office beside it.
pub(super) const TITLE: f32 = 3.5;
/// `bernama`, `disapa`, `berinisial` before it.
pub(super) const CALLED: f32 = 4.0;
/// A kin term or a word like `warga`, `korban` before it.
const DESCRIBED: f32 = 2.0;
/// `, warga`, `, petani` after it.
const APPOSED: f32 = 3.5;
/// At the start of a sentence any word is capitalised.
const SENTENCE_START: f32 = -1.25;
/// After `di`, `ke`, `dari` stand places.
const PREPOSITION: f32 = -2.5;
/// Next to a capitalised word that is no name, on the same line and without a mark between.
const BESIDE_FOREIGN: f32 = -2.0;
/// After the agency in the credit of a photograph: `ANTARA/…`.
const CREDIT: f32 = -12.0;
/// Before a word like `Group` or `Racing`.
const COMPANY: f32 = -8.0;
/// Inside quotation marks of its own: the title of a book or a song.
const QUOTED: f32 = -3.0;

impl Scan<'_> {
    /// What the words of a run say by themselves.
    pub(super) fn words_score(&self, tokens: Range<usize>) -> f32 {
        /// Two listed names are certain; more add nothing.
        const MOST: f32 = 6.0;
        let sum: f32 = tokens.clone().map(|at| name::weight(self.document, self.signs, at)).sum();
        sum.min(MOST) + name::length_prior(tokens.len())
    }

    /// What stands around a run says; `start` is where its sentence starts.
    pub(super) fn context_score(&self, tokens: Range<usize>, start: usize) -> f32 {
        let (document, signs) = (self.document, self.signs);
        let mut score = 0.0;
        let after = tokens.end;
        let first = tokens.start == start || opens(document, tokens.start);
        if tokens.start > start && name::continues_line(document, tokens.start) {
            let before = tokens.start - 1;
            if signs.has(before, sign::SAY) {
                let active =
                    document.word(before).get(..2).is_some_and(|start| start.eq_ignore_ascii_case("me"));
                let object = active && !document.word(before).eq_ignore_ascii_case("menurut");
                score += if object { SAY_BEFORE / 2.0 } else { SAY_BEFORE };
            } else if signs.has(before, sign::PREPOSITION) {
                score += PREPOSITION;
            } else if signs.has(before, sign::DESCRIBES)
                || (before > start && document.word(before) == "," && signs.has(before - 1, sign::DESCRIBES))
            {
                score += DESCRIBED;
            } else if document.word(before) == "/" && before > start && is_media(document, before - 1) {
                score += CREDIT;
            } else if signs.is_capital(before) && name::weight(document, signs, before) < 0.0 {
                score += BESIDE_FOREIGN;
            }
            let quoted = matches!(document.word(before), "\"" | "“" | "”" | "'" | "‘")
                && document.tokens.get(after).is_some_and(|_| is_quote(document.word(after)));
            if quoted {
                score += QUOTED;
            }
        }
        if self.is_said_by(after) {
            score += SAY_AFTER;
        } else if first && tokens.len() == 1 && !signs.has(tokens.start, sign::GIVEN) {
            score += SENTENCE_START;
        }
        if signs.has(after, sign::DEGREE) || (self.is_comma(after) && signs.has(after + 1, sign::DEGREE)) {
            score += DEGREE;
        }
        if self.is_comma(after) && signs.has(after + 1, sign::DESCRIBES) && !signs.is_capital(after + 1) {
            score += APPOSED;
        }
        if self.is_age(after) {
            score += AGE;
        }
        if signs.has(after, sign::TAIL) && signs.is_capital(after) {
            score += COMPANY;
        }
        if signs.is_capital(after)
            && name::continues_line(document, after)
            && !signs.has(after, sign::DEGREE | sign::SAY)
        {
            score += BESIDE_FOREIGN;
        }
        score
    }

    /// Whether a verb of saying follows, at once or after an adverb: `X juga mengatakan`.
    fn is_said_by(&self, after: usize) -> bool {
        let adverb = usize::from(self.signs.has(after, sign::ADVERB));
        self.signs.has(after + adverb, sign::SAY) && !self.signs.is_capital(after + adverb)
    }

    /// Whether a comma stands here.
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.text(self.document.text) == ",")
    }

    /// Whether `(45)` stands here.
    fn is_age(&self, at: usize) -> bool {
        let document = self.document;
        at + 2 < document.tokens.len()
            && document.word(at) == "("
            && document.tokens[at + 1].kind == Kind::Number
            && document.word(at + 1).parse::<u8>().is_ok_and(|years| (1..=120).contains(&years))
            && matches!(document.word(at + 2), ")" | "tahun")
    }
}

/// Whether a token opens a quotation or follows a colon, where sentences begin as well.
fn opens(document: &Document, at: usize) -> bool {
    at > 0 && matches!(document.word(at - 1), "\"" | "“" | "‘" | ":" | "”" | "." | "(" | "-" | "–" | "—")
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'")
}

/// Whether a token ends the name of an agency or paper.
fn is_media(document: &Document, token: usize) -> bool {
    document.at(token).iter().any(|found| match found.sense {
        Sense::Institution(index) => document.lexicon.institutions[index as usize].kind == "media",
        _ => false,
    })
}
