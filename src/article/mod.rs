//! An article: its cleaned text and what is known of it before any analysis.

mod block;
mod body;
mod clean;
mod dateline;
mod generic;
mod line;
mod metadata;
mod page;
mod reading;
mod signature;

pub use metadata::Published;
pub use page::{parse, parse_with};
pub use reading::{Doubt, Field, Kind, Source};

use reading::Reading;

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
    /// What its page gave, where it was read from one.
    reading: Option<Box<Reading>>,
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

    /// An article that was cleaned before: `text` is taken as it is, and begins with `title` where there is one.
    #[cfg(feature = "cli")]
    pub(crate) fn cleaned(title: Option<&str>, text: &str) -> Article {
        let title_len = title.filter(|title| text.starts_with(title)).map_or(0, str::len);
        let mut article = Article { text: text.to_owned(), title_len, ..Article::default() };
        clean::find_dateline(&mut article);
        article
    }

    /// The same article, marked as paid.
    #[cfg(feature = "cli")]
    pub(crate) fn marked_as_paid(self) -> Article {
        Article { advertorial: true, ..self }
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

    /// The same article with the text of a further page of it. What that page only repeats is left out.
    pub fn with_further(mut self, page: &Article) -> Article {
        let new: Vec<&str> =
            page.paragraphs().filter(|paragraph| self.paragraphs().all(|own| own != *paragraph)).collect();
        for paragraph in new {
            self.text.push_str("\n\n");
            self.text.push_str(paragraph);
        }
        self
    }

    /// The same article with what its page gave. Its address, outlet and day are those of the page.
    fn with_reading(self, reading: Reading) -> Article {
        Article {
            url: reading.canonical.clone(),
            outlet: reading.outlet.clone(),
            published: reading.published.map(|published| published.day),
            reading: Some(Box::new(reading)),
            ..self
        }
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

    /// The cleaned text below the title.
    pub fn body(&self) -> &str {
        self.text[self.title_len..].trim_start()
    }

    /// The paragraphs, subheads, list items and quoted blocks of its body.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body().lines().filter(|line| !line.is_empty())
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

    /// When it was published, as exactly as its page says.
    pub fn published_at(&self) -> Option<Published> {
        self.reading()?.published
    }

    /// Who wrote it, as its page names them; editors and photographers are not among them.
    pub fn authors(&self) -> &[String] {
        self.reading().map_or(&[], |reading| &reading.authors)
    }

    /// The section of its outlet in which it stands, as its page names it.
    pub fn section(&self) -> Option<&str> {
        self.reading()?.section.as_deref()
    }

    /// Its one address, whichever of its twins the page was: `https`, without tracking and page number.
    pub fn canonical(&self) -> Option<&str> {
        self.reading()?.canonical.as_deref()
    }

    /// The addresses of the further pages of the same article.
    pub fn further(&self) -> &[String] {
        self.reading().map_or(&[], |reading| &reading.further)
    }

    /// What kind of article it is.
    pub fn kind(&self) -> Kind {
        match self.reading() {
            Some(reading) => reading.kind,
            None if self.advertorial => Kind::Advertorial,
            None => Kind::News,
        }
    }

    /// Its language, as a tag of two or three letters: `id`.
    pub fn language(&self) -> Option<&str> {
        self.reading()?.language.as_deref()
    }

    /// Where on its page a field was found; none where it was not, or where the article is not from a page.
    pub fn source(&self, field: Field) -> Option<Source> {
        self.reading()?.sources[field as usize]
    }

    /// The fields that its page does not give. An article that is not from a page has none.
    pub fn gaps(&self) -> Vec<Field> {
        let sources = self.reading().map(|reading| &reading.sources);
        Field::ALL
            .into_iter()
            .filter(|&field| sources.is_some_and(|all| all[field as usize].is_none()))
            .collect()
    }

    /// What makes the reading of its page doubtful.
    pub fn doubts(&self) -> &[Doubt] {
        self.reading().map_or(&[], |reading| &reading.doubts)
    }

    /// Whether its outlet's layout seems to have changed, so that the outlet's file has to be looked at.
    pub fn is_suspect(&self) -> bool {
        self.doubts().iter().any(|doubt| doubt.is_about_layout())
    }

    /// The number of the layout in its outlet's file by which it was read, from 1; 0 for a layout that the file
    /// only names.
    pub fn layout(&self) -> Option<usize> {
        self.reading()?.layout
    }

    /// Whether it was read from a page.
    pub fn is_from_page(&self) -> bool {
        self.reading.is_some()
    }

    fn reading(&self) -> Option<&Reading> {
        self.reading.as_deref()
    }
}
