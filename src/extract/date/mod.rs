//! Dates, resolved against the day of publication.
//!
//! A token that can start a date — a number, or a word of the calendar — triggers the [`reader`], which
//! reads the longest phrase from there; [`resolve`] finds the day that it means, [`role`] what is said of it.

mod figure;
mod item;
mod phrase;
mod quoted;
mod reader;
mod resolve;
mod role;

use super::{Document, Statute};
use crate::lexicon::Calendar;
use crate::text::Span;
use item::Item;
use jiff::civil::Date;
use phrase::{Field, Phrase, Toward, When};
use reader::Reader;
use resolve::{Anchor, Resolved};
use serde::{Deserialize, Serialize};

/// A date that the article mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub text: String,
    /// ISO 8601 at its granularity: `2024-06-10`, `2024-W46`, `2024-06`, `2024`, `2024-09-25/2024-11-23`.
    /// `None` where the text does not let it be known.
    pub value: Option<String>,
    /// How fine it is.
    pub granularity: Granularity,
    /// What happened on it.
    pub role: DateRole,
    /// Whether a weekday is named that the date does not fall on.
    pub weekday_conflict: bool,
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Granularity {
    /// One day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// From a day to another.
    Range,
}

/// What an article says of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateRole {
    /// Something happened or is to happen then.
    Event,
    /// Somebody said something then.
    Statement,
    /// A report was lodged or a finding recorded then.
    Report,
    /// Something is due then.
    Deadline,
    /// The article was published then.
    Publication,
    /// None of these.
    #[default]
    #[serde(other)]
    Other,
}

/// The dates in `document`, by position. A number inside a statute is no date.
pub(super) fn find(document: &Document, statutes: &[Statute]) -> Vec<DateMention> {
    let reader = Reader::new(document);
    let mut phrases = Vec::new();
    let mut statutes = statutes.iter().map(|statute| statute.span).peekable();
    let mut at = 0;
    while at < document.tokens.len() {
        if !item::may_start(document, at) {
            at += 1;
            continue;
        }
        let start = document.tokens[at].span().start;
        while statutes.next_if(|statute| statute.end <= start).is_some() {}
        if let Some(statute) = statutes.peek().filter(|statute| statute.start <= start) {
            at = document.token_at(statute.end - 1) + 1;
            continue;
        }
        let Some(phrase) = reader.read(at) else {
            at += 1;
            continue;
        };
        at = phrase.tokens.end.max(at + 1);
        if phrase.when != When::Nothing {
            phrases.push(phrase);
        }
    }
    share_years(document, &mut phrases);
    resolve_all(document, &phrases)
}

/// Gives the year of a date to those without one that a list joins to it: `22 dan 29 Desember 2023`, `Mei,
/// Juni dan Juli 2024`.
fn share_years(document: &Document, phrases: &mut [Phrase]) {
    for index in (1..phrases.len()).rev() {
        let (before, after) = phrases.split_at_mut(index);
        let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
        let (When::Point(from), When::Point(to)) = (&mut left.when, &right.when) else { continue };
        let (Field::Is(month), Field::Is(to_month), Field::Open) = (from.month, to.month, from.year) else {
            continue;
        };
        let gap = left.tokens.end..right.tokens.start;
        let is_list = !gap.is_empty()
            && gap.len() <= 2
            && gap
                .into_iter()
                .all(|at| matches!(item::item(document, at), Item::Comma | Item::Word(Calendar::And, _)));
        let in_order = (month, from.day) < (to_month, to.day);
        if is_list && in_order && left.toward == Toward::Anywhere {
            from.year = to.year;
        }
    }
}

/// Resolves the phrases: first those that stand on their own, then those that a quotation relates to the day
/// of its utterance.
fn resolve_all(document: &Document, phrases: &[Phrase]) -> Vec<DateMention> {
    let published = document.published();
    let near = published.or_else(|| first_full_day(phrases));
    let anchor = Anchor { today: published, near };
    let mut days = Vec::with_capacity(phrases.len());
    let mut found = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let resolved = resolve::resolve(phrase, anchor);
        let role = match phrase.when {
            When::Range(from, _) if from.month == Field::Open && from.day.is_none() => DateRole::Other,
            _ => {
                let is_later = published.zip(resolved.day).is_some_and(|(published, day)| day > published);
                let is_past = !is_later && phrase.toward != Toward::Future;
                role::role(document, &phrase.tokens, resolved.granularity, is_past)
            }
        };
        days.push(resolved.day.filter(|_| role == DateRole::Statement));
        found.push(mention(document, phrase, resolved, role));
    }
    let first_said = days.iter().flatten().next().copied();
    for (index, phrase) in phrases.iter().enumerate() {
        if !phrase.is_relative() || !quoted::is_quoted(document, phrase.tokens.start) {
            continue;
        }
        let sentence = document.sentence_of(phrase.tokens.start);
        let in_sentence = phrases
            .iter()
            .zip(&days)
            .find_map(|(other, day)| day.filter(|_| document.sentence_of(other.tokens.start) == sentence));
        let said = in_sentence.or(first_said).filter(|said| is_recent(*said, published));
        let Some(today) = said else { continue };
        let resolved = resolve::resolve(phrase, Anchor { today: Some(today), near: Some(today) });
        let role = found[index].role;
        found[index] = mention(document, phrase, resolved, role);
    }
    found
}

/// Whether something said on a day is still news on the day of publication.
fn is_recent(said: Date, published: Option<Date>) -> bool {
    const DAYS: i64 = 30;
    published.is_none_or(|published| (0..=DAYS).contains(&resolve::days(said, published)))
}

fn mention(document: &Document, phrase: &Phrase, resolved: Resolved, role: DateRole) -> DateMention {
    let span = document.span(phrase.tokens.clone());
    DateMention {
        span,
        text: document.text[span.range()].to_owned(),
        value: resolved.value,
        granularity: resolved.granularity,
        role,
        weekday_conflict: resolved.weekday_conflict,
    }
}

/// The first day that the article gives with its year, best one that falls on its weekday: days without a
/// year lie near it where the day of publication is not known.
fn first_full_day(phrases: &[Phrase]) -> Option<Date> {
    let nowhere = Anchor { today: None, near: None };
    let days = || {
        phrases.iter().filter_map(|phrase| {
            let resolved = resolve::resolve(phrase, nowhere);
            Some((resolved.day?, phrase.weekday.is_some() && !resolved.weekday_conflict))
        })
    };
    days().find(|(_, is_checked)| *is_checked).or_else(|| days().next()).map(|(day, _)| day)
}
