//! What an article says of a date.

use super::{DateRole, Granularity, quoted};
use crate::extract::Document;
use crate::lexicon::{Calendar, Cue, Sense};
use crate::text::Kind;
use std::ops::Range;

/// How many tokens before a date the words that give its role may stand.
const REACH: usize = 30;

/// The role of the date at `tokens`. What `is_past` says no to cannot have been said on that day.
pub(super) fn role(
    document: &Document,
    tokens: &Range<usize>,
    granularity: Granularity,
    is_past: bool,
) -> DateRole {
    let span = document.span(tokens.clone());
    if document.article.dateline_span().is_some_and(|dateline| dateline.contains(span)) {
        return DateRole::Publication;
    }
    if granularity == Granularity::Year {
        return DateRole::Other;
    }
    let sentence =
        document.sentences.get(document.sentence_of(tokens.start)).cloned().unwrap_or(tokens.clone());
    let first = sentence.start.max(tokens.start.saturating_sub(REACH)).min(tokens.start);
    let around = Around { document, tokens, before: first..tokens.start, sentence_end: sentence.end };
    if around.is_due() {
        DateRole::Deadline
    } else if is_past
        && granularity == Granularity::Day
        && around.is_said()
        && !quoted::is_quoted(document, tokens.start)
    {
        DateRole::Statement
    } else if granularity == Granularity::Day && around.is_lodged() {
        DateRole::Report
    } else {
        DateRole::Event
    }
}

/// The words around a date in its sentence.
struct Around<'a> {
    document: &'a Document<'a>,
    tokens: &'a Range<usize>,
    before: Range<usize>,
    sentence_end: usize,
}

impl Around<'_> {
    fn has_kind(&self, at: usize, kind: Calendar) -> bool {
        let lexicon = self.document.lexicon;
        lexicon.calendar_word(self.document.words[at].id).is_some_and(|word| word.kind == kind)
    }

    fn is_cue(&self, at: usize) -> bool {
        self.document.at(at).iter().any(|found| found.sense == Sense::Cue(Cue::Say))
    }

    fn is_mark(&self, at: usize) -> bool {
        self.document.tokens[at].kind == Kind::Mark
    }

    fn is_quotation_mark(&self, at: usize) -> bool {
        self.is_mark(at) && matches!(self.document.word(at), "\"" | "“" | "”")
    }

    /// `paling lambat`, `batas akhir`, `tenggat … hingga` close before the date.
    fn is_due(&self) -> bool {
        const NEAR: usize = 7;
        let before = self.before.clone().rev().take(NEAR).take_while(|&at| self.is_in_clause(at));
        before.into_iter().any(|at| self.has_kind(at, Calendar::Deadline))
    }

    /// Whether the date is that of an attribution: after a comma, a place or a meeting with the press, with
    /// a verb of saying before it; or before a verb of saying that follows its comma.
    fn is_said(&self) -> bool {
        let is_comma = |at: usize| self.document.word(at) == ",";
        let after = self.tokens.end;
        let follows = after + 1 < self.sentence_end
            && is_comma(after)
            && (after + 1..self.sentence_end.min(after + 4)).any(|at| self.is_cue(at));
        if follows {
            return true;
        }
        let mut start = self.tokens.start;
        let mut has_preposition = false;
        while start > self.before.start
            && ["pada", "hari", "tanggal"]
                .iter()
                .any(|word| self.document.word(start - 1).eq_ignore_ascii_case(word))
        {
            start -= 1;
            has_preposition = true;
        }
        let is_cut = start > self.before.start && self.ends_clause(start - 1);
        for at in (self.before.start..start).rev() {
            if self.document.word(at).eq_ignore_ascii_case("bahwa") {
                return false;
            }
            if self.is_quotation_mark(at) {
                // After the closing mark of a quotation everything is attribution.
                return is_cut && at + 1 < start;
            }
            if self.has_kind(at, Calendar::Meet) {
                return is_cut || has_preposition;
            }
            if self.is_cue(at) {
                return if has_preposition {
                    (at + 1..start).all(|at| self.is_of_speaker(at))
                } else {
                    is_cut
                };
            }
        }
        false
    }

    /// Whether a token ends the clause before a date: a comma, a verb of saying, or the last word of a place
    /// after `di`.
    fn ends_clause(&self, at: usize) -> bool {
        const PLACE_WORDS: usize = 6;
        if self.document.word(at) == "," || self.is_cue(at) {
            return true;
        }
        let is_capitalised = |at: &usize| self.document.tokens[*at].is_capitalised();
        let words = (self.before.start..=at).rev().take_while(is_capitalised).take(PLACE_WORDS).count();
        words > 0
            && (at + 1)
                .checked_sub(words + 1)
                .is_some_and(|before| self.document.word(before).eq_ignore_ascii_case("di"))
    }

    /// Whether a token may stand between a verb of saying and `pada`: names, places, `dia`.
    fn is_of_speaker(&self, at: usize) -> bool {
        let word = self.document.word(at);
        self.document.tokens[at].kind != Kind::Word
            || self.document.tokens[at].is_capitalised()
            || ["dia", "ia", "di", "kepada", "dan"].iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// Whether no comma or quotation mark stands at a token.
    fn is_in_clause(&self, at: usize) -> bool {
        !self.is_mark(at) || !matches!(self.document.word(at), "," | ";" | "\"" | "“" | "”")
    }

    /// `laporan`, `dilaporkan`, `diregister` in the clause of the date.
    fn is_lodged(&self) -> bool {
        const BEFORE: usize = 12;
        const AFTER: usize = 4;
        let clause = |at: &usize| self.is_in_clause(*at);
        let before = self.before.clone().rev().take(BEFORE).take_while(clause);
        let end = self.sentence_end.min(self.tokens.end.saturating_add(AFTER)).max(self.tokens.end);
        let after = (self.tokens.end..end).take_while(clause);
        before.chain(after).any(|at| self.has_kind(at, Calendar::Report))
    }
}
