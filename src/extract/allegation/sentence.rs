//! One sentence of an article, and what it tells of itself.

use super::super::{Document, Quote};
use super::act;
use super::actor::{self, Actor};
use super::frame::Frame;
use super::{Status, is_one_of};
use crate::lexicon::{ActorKind, Sense, Signal};
use crate::text::Span;
use std::ops::Range;

/// One sentence, with all that is asked of it.
pub(super) struct Sentence<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) quotes: &'a [Quote],
    pub(super) index: usize,
    pub(super) tokens: Range<usize>,
    pub(super) frame: &'a Frame,
}

impl Sentence<'_> {
    /// A word that stands for a case: `laporan`, `tudingan`, `kasus`.
    pub(super) fn noun(&self) -> Option<Span> {
        let class = self.document.lexicon.act_class("doubtful")?;
        self.tokens.clone().find_map(|token| {
            let found = self.document.at(token).iter().find(|found| found.sense == Sense::ActWord(class))?;
            Some(self.document.span(token..found.end as usize))
        })
    }

    /// Whether the sentence tells of something that is no matter of neutrality: absence, drugs, corruption, sport.
    pub(super) fn is_another_matter(&self) -> bool {
        let class = self.document.lexicon.act_class("other_matter").map_or(0, |class| 1u128 << class);
        act::classes(self.document, self.tokens.clone()) & class != 0
    }

    /// Whether the sentence counts cases rather than reports one: `61 orang`, `490 ASN`, `sebanyak`, `persen`.
    pub(super) fn counts_cases(&self, actor: Option<&Actor>) -> bool {
        let many = self.tokens.clone().any(|token| {
            let number = self.document.word(token).replace('.', "").parse::<u32>();
            number.is_ok_and(|number| (40..1900).contains(&number) || number > 2100)
                && self.is_countable(token + 1)
        });
        let plain = actor.is_none_or(|actor| actor.particular < 2);
        let figures = self.tokens.clone().filter(|&token| {
            let number = self.document.word(token).parse::<u32>();
            number.is_ok_and(|number| !(1900..2100).contains(&number))
        });
        many || figures.count() > 2 || (self.frame.has(Signal::Statistic) && plain)
    }

    /// Whether cases or people are counted by a number before a token.
    pub(super) fn is_countable(&self, token: usize) -> bool {
        token < self.tokens.end
            && (is_one_of(
                self.document,
                token,
                &["orang", "kasus", "laporan", "pelanggaran", "dugaan", "aduan", "perkara", "temuan"],
            ) || self.document.at(token).iter().any(|found| matches!(found.sense, Sense::Actor(_))))
    }

    pub(super) fn points_back(&self, actors: &[Actor]) -> bool {
        self.noun().is_some()
            || actors.iter().any(|actor| actor.points_back || actor.kind == ActorKind::Authority)
    }

    /// Whether a bare noun means nobody in particular. In a text of a sentence or two it may still be somebody.
    pub(super) fn is_any(&self, actor: &Actor) -> bool {
        let under_review = self.frame.state.is_some_and(|(status, _)| status == Status::UnderReview);
        let to_come = self.frame.has(Signal::Future) && !under_review;
        // Headlines leave determiners out, and `laporan terhadap ASN dihentikan` is about one report.
        let is_headline = self.index == 0 && self.document.article.title_span().is_some();
        let decided = self.noun().is_some()
            && self
                .frame
                .state
                .is_some_and(|(status, _)| matches!(status, Status::Dismissed | Status::UnderReview));
        actor.particular == 0
            && self.document.sentences.len() > 2
            && matches!(actor.kind, ActorKind::Bound)
            && (to_come || (actor::is_general(actor) && !is_headline && !decided))
    }

    /// Whether a word stands for several who were named before: `keduanya`, `mereka`.
    pub(super) fn is_plural_pronoun(&self, actor: &Actor) -> bool {
        let word = self.document.word(actor.head.start);
        word.eq_ignore_ascii_case("mereka") || word.to_ascii_lowercase().ends_with("nya")
    }
}
