//! What an article says: people, dates, quotes, statutes and allegations, each with its span.

mod allegation;
mod date;
mod document;
mod people;
mod quote;
mod statute;
#[doc(hidden)]
pub mod timing;

pub(crate) use allegation::Tone;
pub use allegation::{Accused, Allegation, Status};
pub use date::{DateMention, DateRole, Granularity};
pub(crate) use document::Document;
pub use people::{Person, StoryRole};
pub use quote::Quote;
pub use statute::Statute;

use serde::Serialize;

/// Everything that the extractors find in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Found {
    /// Every named person, once, by first mention.
    pub people: Vec<Person>,
    /// Every date, by position.
    pub dates: Vec<DateMention>,
    /// Every quotation and reported statement, by position.
    pub quotes: Vec<Quote>,
    /// Claims about particular acts of particular actors.
    pub allegations: Vec<Allegation>,
    /// Laws and regulations that the article names, by position.
    pub statutes: Vec<Statute>,
}

/// Runs the extractors, each on what those before it found; the tones of the sentences that they saw.
pub(crate) fn extract(document: &Document) -> (Found, Vec<Tone>) {
    let statutes = statute::find(document);
    let dates = date::find(document, &statutes);
    let mut people = people::find(document);
    let quotes = quote::find(document, &mut people);
    let (allegations, tones) = allegation::find(document, &dates, &mut people, &quotes);
    (Found { people, dates, quotes, allegations, statutes }, tones)
}
