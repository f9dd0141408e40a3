//! People: names, positions, institutions and jurisdictions.

mod candidate;
mod merge;
mod name;
mod office;
mod place;
mod score;
mod sign;
mod title;

use super::Document;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use sign::Signs;

/// A person whom the article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Person {
    /// The fullest name, without titles and degrees; initials stay initials.
    pub name: String,
    /// The office in full canonical form: `Sekretaris Daerah`. A person with a position is an *official*.
    pub position: Option<String>,
    /// The institution in full canonical form: `Pemerintah Kota Balikpapan`.
    pub institution: Option<String>,
    /// The area of the office: `Kota Balikpapan`.
    pub jurisdiction: Option<String>,
    /// The part that the article gives this person.
    pub story_role: StoryRole,
    /// Every mention of the name, as written, without its titles; by position.
    pub mentions: Vec<Span>,
    /// The spans that give the position.
    pub titles: Vec<Span>,
}

/// The part that an article gives a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StoryRole {
    /// Said to have done the act of an allegation.
    Accused,
    /// Quoted or reported as saying something.
    Speaker,
    /// Said to have reported or complained.
    Complainant,
    /// Any other.
    #[default]
    #[serde(other)]
    Other,
}

/// The people in `document`, by first mention.
pub(super) fn find(document: &Document) -> Vec<Person> {
    let signs = Signs::new(document);
    let candidates = candidate::find(document, &signs);
    merge::people(document, &signs, &candidates)
}
