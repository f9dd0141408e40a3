//! The analysis of one article: what it says, and whether an analyst should look at it.

use crate::article::{Article, Dateline, Field};
use crate::classify::{self, Model, Verdict};
use crate::extract::{self, Allegation, DateMention, Document, Found, Person, Quote, Statute, Tone};
use crate::text::{OffsetMap, Span, Unit};
use jiff::civil::Date;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::ops::Deref;

/// What one article says, and the verdict on it. The findings stand in [`Found`], reached by dereference.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Analysis {
    /// Whether an analyst should look at the article, and why.
    pub verdict: Verdict,
    /// People, dates, quotes, allegations and statutes.
    pub found: Found,
    /// Whether the article was longer than the limits allow, so that its end was not read.
    pub truncated: bool,
}

impl Analysis {
    /// The same analysis with every span in `unit` instead of bytes; `text` is the article's.
    pub fn with_unit(mut self, text: &str, unit: Unit) -> Analysis {
        if unit != Unit::Byte && !text.is_ascii() {
            let map = OffsetMap::new(text, unit);
            self.each_span(|span| *span = map.span(*span));
        }
        self
    }

    fn each_span(&mut self, change: impl FnMut(&mut Span)) {
        let Found { people, dates, quotes, allegations, statutes } = &mut self.found;
        let reasons = self.verdict.reasons.iter_mut().flat_map(|reason| &mut reason.spans);
        let people =
            people.iter_mut().flat_map(|person| person.mentions.iter_mut().chain(&mut person.titles));
        let dates = dates.iter_mut().map(|date| &mut date.span);
        let quotes = quotes.iter_mut().map(|quote| &mut quote.span);
        let allegations = allegations
            .iter_mut()
            .flat_map(|it| it.cues.iter_mut().chain([&mut it.accused.span, &mut it.sentence]));
        let statutes = statutes.iter_mut().map(|statute| &mut statute.span);
        reasons.chain(people).chain(dates).chain(quotes).chain(allegations).chain(statutes).for_each(change);
    }
}

impl Deref for Analysis {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

/// How much of an article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of text. The rest is not read, and [`Analysis::truncated`] says so.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 1 << 20 }
    }
}

/// Analyses articles: the built-in lexicon, a model, limits and a threshold. Cheap to make and to clone.
#[derive(Clone, Debug, Default)]
pub struct Analyzer {
    limits: Limits,
    /// The built-in one where there is none.
    model: Option<Model>,
    /// The model's where there is none.
    threshold: Option<f64>,
}

impl Analyzer {
    /// The same analyzer with another model.
    pub fn with_model(self, model: Model) -> Analyzer {
        Analyzer { model: Some(model), ..self }
    }

    /// The same analyzer with other limits.
    pub fn with_limits(self, limits: Limits) -> Analyzer {
        Analyzer { limits, ..self }
    }

    /// The same analyzer that flags from `threshold` on, whatever its model says.
    pub fn with_threshold(self, threshold: f64) -> Analyzer {
        Analyzer { threshold: Some(threshold), ..self }
    }

    /// Analyses one article. It cannot fail, and the same article gives the same analysis.
    pub fn analyze(&self, article: &Article) -> Analysis {
        let extracted = Extracted::of(Document::new(article, self.limits.bytes));
        let verdict = extracted.verdict(self);
        let truncated = extracted.document.text.len() < article.text().len();
        Analysis { verdict, found: extracted.found, truncated }
    }
}

/// An article with what was found in it, on the way to its verdict. Public for `benches/extract.rs` alone.
#[doc(hidden)]
pub struct Extracted<'a> {
    document: Document<'a>,
    found: Found,
    tones: Vec<Tone>,
}

impl<'a> Extracted<'a> {
    /// Runs the extractors on a whole article.
    pub fn new(article: &'a Article) -> Extracted<'a> {
        Extracted::of(Document::new(article, usize::MAX))
    }

    fn of(document: Document<'a>) -> Extracted<'a> {
        let (found, tones) = extract::extract(&document);
        Extracted { document, found, tones }
    }

    /// The verdict of an analyzer's model.
    pub fn verdict(&self, analyzer: &Analyzer) -> Verdict {
        let model = analyzer.model.as_ref().unwrap_or_else(|| Model::builtin());
        let threshold = analyzer.threshold.unwrap_or(model.threshold());
        classify::score(&self.document, &self.found, &self.tones, model, threshold)
    }
}

/// An article with its analysis, in the shape in which netra writes them: one JSON object, whose fields are
/// part of the public interface.
///
/// ```
/// # use netra::{Analyzer, Article, Output};
/// let article = Article::from_text("Camat itu dipanggil Bawaslu.").with_id(Some("7".to_owned()));
/// let analysis = Analyzer::default().analyze(&article);
/// let json = serde_json::to_string(&Output::new(&article, &analysis))?;
/// assert!(json.starts_with(r#"{"schema":1,"id":"7","#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Output<'a> {
    schema: u32,
    id: Option<&'a str>,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    #[serde(serialize_with = "day")]
    published: Option<Date>,
    text: &'a str,
    dateline: Option<&'a Dateline>,
    advertorial: bool,
    verdict: &'a Verdict,
    people: &'a [Person],
    dates: &'a [DateMention],
    quotes: &'a [Quote],
    allegations: &'a [Allegation],
    statutes: &'a [Statute],
    /// What its page gave; written only for an article from a page.
    #[serde(skip_serializing_if = "is_text", serialize_with = "page")]
    page: &'a Article,
    /// Written only where it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
}

impl<'a> Output<'a> {
    /// The output for `article` and what was found in it.
    pub fn new(article: &'a Article, analysis: &'a Analysis) -> Output<'a> {
        Output {
            schema: 1,
            id: article.id(),
            url: article.url(),
            outlet: article.outlet(),
            title: article.title(),
            published: article.published(),
            text: article.text(),
            dateline: article.dateline(),
            advertorial: article.is_advertorial(),
            verdict: &analysis.verdict,
            people: &analysis.people,
            dates: &analysis.dates,
            quotes: &analysis.quotes,
            allegations: &analysis.allegations,
            statutes: &analysis.statutes,
            page: article,
            truncated: analysis.truncated,
        }
    }
}

fn day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

fn is_text(article: &&Article) -> bool {
    !article.is_from_page()
}

fn page<S: Serializer>(article: &&Article, serializer: S) -> Result<S::Ok, S::Error> {
    let names = |fields: Vec<Field>| fields.into_iter().map(Field::name).collect::<Vec<_>>();
    let source = |field| Some((Field::name(field), article.source(field)?.name()));
    let mut page = serializer.serialize_struct("Page", 11)?;
    page.serialize_field("published_at", &article.published_at().map(|published| published.to_string()))?;
    page.serialize_field("authors", article.authors())?;
    page.serialize_field("section", &article.section())?;
    page.serialize_field("canonical", &article.canonical())?;
    page.serialize_field("further", article.further())?;
    page.serialize_field("kind", article.kind().name())?;
    page.serialize_field("language", &article.language())?;
    page.serialize_field("layout", &article.layout())?;
    page.serialize_field("gaps", &names(article.gaps()))?;
    let doubts: Vec<String> = article.doubts().iter().map(|doubt| doubt.to_string()).collect();
    page.serialize_field("doubts", &doubts)?;
    let sources: BTreeMap<&str, &str> = Field::ALL.into_iter().filter_map(source).collect();
    page.serialize_field("sources", &sources)?;
    page.end()
}
