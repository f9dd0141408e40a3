//! The extractors one by one, for `benches/extract.rs` alone. No part of the public interface.

use super::{DateMention, Document, Person, Quote, Statute, allegation, date, people, quote, statute};
use crate::article::Article;

/// An article with what each extractor needs of those before it.
pub struct Stages<'a> {
    document: Document<'a>,
    statutes: Vec<Statute>,
    dates: Vec<DateMention>,
    people: Vec<Person>,
    quotes: Vec<Quote>,
}

impl<'a> Stages<'a> {
    /// Runs all extractors but the last.
    pub fn new(article: &'a Article) -> Stages<'a> {
        let document = Document::new(article, usize::MAX);
        let statutes = statute::find(&document);
        let dates = date::find(&document, &statutes);
        let mut people = people::find(&document);
        let quotes = quote::find(&document, &mut people);
        Stages { document, statutes, dates, people, quotes }
    }

    /// Tokens, sentences and phrases; the number of phrases.
    pub fn document(article: &Article) -> usize {
        Document::new(article, usize::MAX).matches.len()
    }

    /// The number of statutes.
    pub fn statutes(&self) -> usize {
        statute::find(&self.document).len()
    }

    /// The number of dates.
    pub fn dates(&self) -> usize {
        date::find(&self.document, &self.statutes).len()
    }

    /// The number of people.
    pub fn people(&self) -> usize {
        people::find(&self.document).len()
    }

    /// The number of quotations.
    pub fn quotes(&self) -> usize {
        quote::find(&self.document, &mut self.people.clone()).len()
    }

    /// The number of allegations.
    pub fn allegations(&self) -> usize {
        allegation::find(&self.document, &self.dates, &mut self.people.clone(), &self.quotes).0.len()
    }
}
