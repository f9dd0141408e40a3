//! An article: its cleaned text and what is known of it before any analysis.

mod clean;
mod dateline;
mod depth;
mod line;
mod page;
mod signature;

#[cfg(feature = "cli")]
pub(crate) use page::day;
pub use page::parse;

use crate::text::Span;
use jiff::civil::Date;
use serde::Serialize;

/// The place and agency with which the body of a news story opens: `BALIKPAPAN, Inibalikpapan.com –`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Dateline {
    /// Where the report was written, which need not be where anything happened.
    pub place: Option<String>,
    /// The outlet or agency that it names.
    pub agency: Option<String>,
}

/// A news article, cleaned of everything that is not its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    id: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<Date>,
    text: String,
    /// The length of the title with which `text` begins; 0 for none.
    title_len: usize,
    dateline: Option<Dateline>,
    /// The bytes that the dateline takes, so that its place and agency are not read as news.
    dateline_span: Option<Span>,
    advertorial: bool,
}

impl Article {
    /// An article from plain text, whose first line is its title where it looks like one; cleaned.
    pub fn from_text(text: &str) -> Article {
        clean::article(None, text)
    }

    /// An article from its title and its body; cleaned.
    pub fn new(title: &str, body: &str) -> Article {
        clean::article(Some(title), body)
    }

    /// An article whose text is taken as it is: nothing is cleaned, and spans point into `text`.
    pub fn raw(text: &str) -> Article {
        let mut article = Article { text: text.to_owned(), ..Article::default() };
        clean::find_dateline(&mut article);
        article
    }

    /// The same article, published on `date`.
    pub fn with_published(self, date: Option<Date>) -> Article {
        Article { published: date, ..self }
    }

    /// The same article with an identifier.
    pub fn with_id(self, id: Option<String>) -> Article {
        Article { id, ..self }
    }

    /// The same article from an address.
    pub fn with_url(self, url: Option<String>) -> Article {
        Article { url, ..self }
    }

    /// The same article from an outlet.
    pub fn with_outlet(self, outlet: Option<String>) -> Article {
        Article { outlet, ..self }
    }

    /// Its identifier, as the caller named it.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Its address.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Its outlet.
    pub fn outlet(&self) -> Option<&str> {
        self.outlet.as_deref()
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        self.title_span().map(|span| &self.text[span.range()])
    }

    /// Where the title stands in [`Article::text`].
    pub fn title_span(&self) -> Option<Span> {
        (self.title_len > 0).then(|| Span::new(0, self.title_len))
    }

    /// The day of its publication, against which dates are resolved.
    pub fn published(&self) -> Option<Date> {
        self.published
    }

    /// The cleaned text. Where there is a title it comes first, then an empty line, then the body.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its dateline.
    pub fn dateline(&self) -> Option<&Dateline> {
        self.dateline.as_ref()
    }

    /// Where the dateline stands in [`Article::text`].
    pub fn dateline_span(&self) -> Option<Span> {
        self.dateline_span
    }

    /// Whether it is marked as paid or as a press office's own text: `(ADV)`, `(Adv/Prokom Kukar)`.
    pub fn is_advertorial(&self) -> bool {
        self.advertorial
    }
}
