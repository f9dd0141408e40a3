//! Reads the longest date phrase from a token.
//!
//! Each kind of first word has its reader: numbers and what goes with them in [`numbers`], weekdays in
//! [`weekdays`], months, years and everything relative in [`words`].

mod numbers;
mod weekdays;
mod words;

use super::figure::Figure;
use super::item::{self, Item};
use super::phrase::{Phrase, Toward};
use crate::extract::Document;
use crate::lexicon::{Calendar, NameKind, Sense, TitleKind};
use crate::text::Kind;

/// Reads the dates of one document.
pub(super) struct Reader<'a> {
    document: &'a Document<'a>,
}

impl<'a> Reader<'a> {
    /// A reader of `document`.
    pub(super) fn new(document: &'a Document<'a>) -> Reader<'a> {
        Reader { document }
    }

    /// The phrase that starts at a token, or at the bracket before it, if one does.
    pub(super) fn read(&self, at: usize) -> Option<Phrase> {
        match self.first(at) {
            Item::Number(figure) => self.number(at, figure),
            Item::Pair(Calendar::Month, ..) => self.month(at, at, false),
            Item::Pair(..) => self.weekday(at, at),
            Item::Word(kind, value) => self.word(at, kind, value),
            _ => None,
        }
    }

    fn word(&self, at: usize, kind: Calendar, value: i16) -> Option<Phrase> {
        match kind {
            Calendar::Month => self.month(at, at, false),
            Calendar::ShortMonth => self.short_month(at),
            Calendar::Weekday | Calendar::Sunday => self.weekday(at, at),
            Calendar::Date => self.date_word(at),
            Calendar::Unit => self.unit(at, value),
            Calendar::OneUnit => self.counted(at, at, 1),
            Calendar::Count => self.counted_in_words(at, value),
            Calendar::Day => self.day_word(at, value),
            Calendar::Part => self.part(at, value),
            Calendar::Tadi | Calendar::Future => self.part_after(at, kind),
            Calendar::Edge => self.edge(at),
            _ => None,
        }
    }

    /// What a token is, wherever it stands.
    fn first(&self, at: usize) -> Item {
        item::item(self.document, at)
    }

    /// What a token is as the continuation of the one before: nothing after a line break.
    fn item(&self, at: usize) -> Item {
        if at < self.document.tokens.len() && self.document.starts_line(at) {
            return Item::Other;
        }
        self.first(at)
    }

    /// What the token before this one is.
    fn before(&self, at: usize) -> Item {
        match at.checked_sub(1) {
            Some(before) if !self.document.starts_line(at) => self.first(before),
            _ => Item::Other,
        }
    }

    fn is_word(&self, at: usize, kind: Calendar) -> bool {
        matches!(self.item(at), Item::Word(found, _) if found == kind)
    }

    fn comes_after(&self, at: usize, kind: Calendar) -> bool {
        matches!(self.before(at), Item::Word(found, _) if found == kind)
    }

    fn says(&self, at: usize, word: &str) -> bool {
        at < self.document.tokens.len() && self.document.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether nothing stands between a token and the one before.
    fn is_glued(&self, at: usize) -> bool {
        at > 0 && at < self.document.tokens.len() && self.document.gap_before(at).is_empty()
    }

    /// Whether a sentence starts here, or the text, a line or a quotation.
    fn is_initial(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.document.starts_line(at)
            || matches!(self.document.word(before), "." | "!" | "?" | "\"" | "“" | ":" | "”")
    }

    /// The token after `hingga`, `s/d` or a dash.
    fn after_to(&self, at: usize) -> Option<usize> {
        match self.item(at) {
            Item::Dash => Some(at + 1),
            Item::Word(Calendar::To, _) => Some(at + 1 + usize::from(self.says(at + 1, "dengan"))),
            _ => self.after_shorthand(at),
        }
    }

    /// The token after `s/d` or `s.d.`, however it is cut into tokens.
    fn after_shorthand(&self, at: usize) -> Option<usize> {
        let token = self.document.tokens.get(at)?;
        if token.kind != Kind::Word || !self.document.word(at).starts_with(['s', 'S']) {
            return None;
        }
        let start = token.span().start;
        let rest = &self.document.text.as_bytes()[start..];
        let written = ["s/d.", "s/d", "s.d.", "s.d", "sd."];
        let length = written.iter().map(|form| form.len()).zip(written).find_map(|(length, form)| {
            rest.get(..length)?.eq_ignore_ascii_case(form.as_bytes()).then_some(length)
        })?;
        Some(self.document.token_at(start + length)).filter(|&next| {
            self.document.tokens.get(next).is_some_and(|token| token.span().start >= start + length)
        })
    }

    fn after_and(&self, at: usize) -> Option<usize> {
        self.is_word(at, Calendar::And).then_some(at + 1)
    }

    /// `lalu`, `yang akan datang`, `nanti`, `ini`: where a phrase looks, and the token after that.
    fn toward(&self, at: usize) -> (Toward, usize) {
        let mut from = at;
        for skipped in ["yang", "akan"] {
            from += usize::from(self.says(from, skipped));
        }
        let toward = match self.item(from) {
            Item::Word(Calendar::Past, _) => Toward::Past,
            Item::Word(Calendar::Future, _) if from > at || !self.says(from, "datang") => Toward::Future,
            Item::Word(Calendar::Present, _) if from == at && self.says(from, "ini") => Toward::Present,
            Item::Word(Calendar::Day, -1) if from == at => Toward::Past,
            Item::Word(Calendar::Day, 1) if from == at => Toward::Future,
            _ => return (Toward::Anywhere, at),
        };
        (toward, from + 1)
    }

    /// The token after `sore ini`, `pagi tadi`, `malam kemarin`: parts of the day that tell no other day.
    fn after_parts_said(&self, at: usize) -> usize {
        let end = self.after_parts(at);
        match self.item(end) {
            Item::Word(Calendar::Tadi | Calendar::Present | Calendar::Day, _) if end > at => end + 1,
            Item::Word(Calendar::Future, _) if end > at && self.says(end, "nanti") => end + 1,
            _ => at,
        }
    }

    /// The token after parts of the day: `dini hari`, `Selasa malam`.
    fn after_parts(&self, mut at: usize) -> usize {
        loop {
            if self.is_word(at, Calendar::Part) {
                at += 1;
                at += usize::from(self.says(at, "hari"));
            } else if (self.says(at, "tengah") || self.says(at, "jelang"))
                && self.is_word(at + 1, Calendar::Part)
            {
                at += 2;
            } else {
                return at;
            }
        }
    }

    /// Whether the token continues a personal name or the like, so that a capitalised word of the calendar
    /// right before it is part of that.
    fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.document.tokens.get(at) else { return false };
        let next_to = self.document.gap_before(at) == " " || self.document.gap_before(at) == "\u{a0}";
        if token.kind != Kind::Word || !token.is_capitalised() || !next_to {
            return false;
        }
        let is_known = matches!(self.first(at), Item::Word(..) | Item::Pair(..))
            || self.document.at(at).iter().any(|found| {
                matches!(
                    found.sense,
                    Sense::Place(_) | Sense::Position(_) | Sense::Institution(_) | Sense::NotName(_)
                )
            });
        !is_known
    }

    /// Whether a personal name starts at the token.
    fn starts_name(&self, at: usize) -> bool {
        at < self.document.tokens.len()
            && self.document.at(at).iter().any(|found| matches!(found.sense, Sense::Name(_)))
    }

    /// Whether the token ends what a name would go on from: a given name, a title or an office.
    fn leads_to_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| !self.document.starts_line(at)) else {
            return false;
        };
        self.document.tokens[before].kind == Kind::Word
            && self.document.at(before).iter().any(|found| {
                found.end as usize == at
                    && matches!(
                        found.sense,
                        Sense::Name(NameKind::Given | NameKind::Ambiguous)
                            | Sense::Title(TitleKind::Prefix | TitleKind::Rank)
                            | Sense::Position(_)
                    )
            })
    }

    /// A token as a whole number, and how many digits it has.
    fn whole(&self, at: usize) -> Option<(i16, usize)> {
        match self.item(at) {
            Item::Number(Figure::Whole { value, digits }) => Some((value, digits)),
            _ => None,
        }
    }
}
