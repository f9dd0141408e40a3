//! What is stored of one fetched page: its bytes, its article, the analysis and where it belongs.

use super::{Validators, query, sha256};
use crate::analysis::{Analysis, Output};
use crate::article::Article;
use crate::extract::{Allegation, Person, StoryRole};
use crate::text::Span;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::Write;

/// A fetched article with everything that belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fetched {
    /// The canonical address by which the frontier knows it.
    pub found_as: String,
    /// The canonical address of the article, by its page; articles are told apart by it.
    pub canonical: String,
    /// The outlet.
    pub outlet: String,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// When to look whether it has changed; none for never.
    pub next_due: Option<Timestamp>,
    /// The page.
    pub page: PageSeen,
    /// The title.
    pub title: Option<String>,
    /// The cleaned text, which begins with the title where there is one.
    pub text: String,
    /// The day of publication, where it was published.
    pub day: Option<Date>,
    /// When it was published, as exactly as its page says: RFC 3339 with the offset, or the day alone.
    pub published: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The section of the outlet.
    pub section: Option<String>,
    /// What kind of article it is: `news`.
    pub kind: String,
    /// The language, as a tag of two or three letters.
    pub language: Option<String>,
    /// Whether it is marked as paid.
    pub advertorial: bool,
    /// The model that gave the score.
    pub model: String,
    /// The probability that the article reports a concrete possible violation.
    pub score: f64,
    /// The score from which on articles are flagged.
    pub threshold: f64,
    /// Whether it is flagged.
    pub flagged: bool,
    /// The analysis as one JSON object, in the shape that netra promises.
    pub json: String,
    /// Its allegations, in their order.
    pub claims: Vec<Claim>,
    /// For each allegation that is of a new case a number: those with the same one are of the same. Without a
    /// number each is of its own.
    pub together: Vec<Option<usize>>,
    /// The people it names, in their order.
    pub people: Vec<Named>,
    /// What similar articles are found by.
    pub sketch: Sketched,
    /// What takes long of saving, where it was done before: see [`Fetched::prepared`].
    pub prepared: Option<Prepared>,
    /// The story it belongs to. None is the story that the article has, else a new one.
    pub story: Option<i64>,
}

/// What saving needs of a page and its text: the bytes compressed, and the words stemmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// The page, deflated.
    pub(super) html: Vec<u8>,
    /// The digest of the page.
    pub(super) sha256: String,
    /// The terms of the text.
    pub(super) terms: String,
}

/// A page as it was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageSeen {
    /// The address after all redirects.
    pub address: String,
    /// The status of the answer.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: Option<String>,
    /// The bytes, without their content coding.
    pub bytes: Vec<u8>,
    /// For the next conditional request.
    pub validators: Validators,
}

/// An allegation in a form that can be filtered by. What it says are reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// The act: `attend_campaign`.
    pub act: String,
    /// The last state that the article reports: `alleged`.
    pub status: String,
    /// Whether the accused or their side reject it.
    pub denied: bool,
    /// The accused, as written.
    pub accused: String,
    /// The accused person's name, where the text names one.
    pub person: Option<String>,
    /// The accused person's office, in canonical form.
    pub position: Option<String>,
    /// Which class of bound persons this is: `lurah_camat`.
    pub bound_as: Option<String>,
    /// The name of whoever says so.
    pub source: Option<String>,
    /// The place of the act.
    pub place: Option<String>,
    /// The day of the act in ISO 8601 at its granularity.
    pub day: Option<String>,
    /// The sentence that makes the claim, in bytes of the text.
    pub sentence: Span,
    /// False for an old case in the background of another story.
    pub central: bool,
    /// The case it belongs to. When stored, none is the case that an equal claim of the article's last revision
    /// has, else a new one.
    pub case: Option<i64>,
}

/// A person whom an article names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The fullest name.
    pub name: String,
    /// The office.
    pub position: Option<String>,
    /// The institution.
    pub institution: Option<String>,
    /// The area of the office.
    pub jurisdiction: Option<String>,
    /// The part that the article gives this person: `accused`.
    pub story_role: String,
}

/// What similar articles are found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketched {
    /// What two articles are compared by; the store does not read it.
    pub bytes: Vec<u8>,
    /// Numbers of which articles that could be alike share one.
    pub keys: Vec<u64>,
}

/// What became of an article that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Saved {
    /// It was not stored before.
    New {
        /// Its number.
        article: i64,
    },
    /// Its title or text has changed.
    Updated {
        /// Its number.
        article: i64,
        /// The number of the revision, from 1.
        revision: u32,
    },
    /// Title and text are as they were.
    Same {
        /// Its number.
        article: i64,
    },
}

impl Saved {
    /// The number of the article.
    pub fn article(self) -> i64 {
        match self {
            Saved::New { article } | Saved::Updated { article, .. } | Saved::Same { article } => article,
        }
    }
}

impl Fetched {
    /// What is stored of an article and its analysis. Address, page, times, sketch and story are for the caller
    /// to add: `Fetched { page, ..Fetched::new(&article, &analysis) }`.
    pub fn new(article: &Article, analysis: &Analysis) -> Fetched {
        let verdict = &analysis.verdict;
        let canonical = article.canonical().or(article.url()).unwrap_or_default();
        Fetched {
            found_as: canonical.to_owned(),
            canonical: canonical.to_owned(),
            outlet: article.outlet().unwrap_or_default().to_owned(),
            title: article.title().map(str::to_owned),
            text: article.text().to_owned(),
            day: article.published(),
            published: match article.published_at() {
                Some(published) => Some(published.to_string()),
                None => article.published().map(|day| day.to_string()),
            },
            authors: article.authors().to_vec(),
            section: article.section().map(str::to_owned),
            kind: article.kind().name().to_owned(),
            language: article.language().map(str::to_owned),
            advertorial: article.is_advertorial(),
            model: verdict.model.clone(),
            score: verdict.score,
            threshold: verdict.threshold,
            flagged: verdict.flagged,
            json: serde_json::to_string(&Output::new(article, analysis))
                .expect("its fields are texts, finite numbers and lists of them"),
            claims: analysis.allegations.iter().map(|it| claim(it, analysis)).collect(),
            people: analysis.people.iter().map(named).collect(),
            ..Fetched::default()
        }
    }

    /// The same, with done what takes long of saving. Whoever shares a store between threads does so before taking
    /// it.
    pub fn prepared(self) -> Fetched {
        Fetched { prepared: Some(self.prepare()), ..self }
    }

    pub(super) fn prepare(&self) -> Prepared {
        let bytes = &self.page.bytes;
        // Little is won by trying harder: the page is kept as evidence for some time only.
        let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
        let html = encoder.write_all(bytes).and_then(|()| encoder.finish());
        Prepared {
            html: html.expect("a vector takes what is written"),
            sha256: sha256(bytes),
            terms: query::joined(&self.text),
        }
    }

    /// The digest of title and text, by which a revision is known.
    pub(super) fn digest(&self) -> String {
        let title = self.title.as_deref().unwrap_or_default();
        sha256(format!("{title}\0{}", self.text).as_bytes())
    }
}

fn claim(allegation: &Allegation, analysis: &Analysis) -> Claim {
    let name = |index: Option<usize>| Some(analysis.people.get(index?)?.name.clone());
    Claim {
        act: allegation.act.to_owned(),
        status: allegation.status.name().to_owned(),
        denied: allegation.denied,
        accused: allegation.accused.text.clone(),
        person: name(allegation.accused.person),
        position: allegation.accused.position.clone(),
        bound_as: allegation.accused.bound_as.map(str::to_owned),
        source: name(allegation.source),
        place: allegation.place.clone(),
        day: allegation.date.and_then(|index| analysis.dates.get(index)?.value.clone()),
        sentence: allegation.sentence,
        central: allegation.central,
        case: None,
    }
}

fn named(person: &Person) -> Named {
    Named {
        name: person.name.clone(),
        position: person.position.clone(),
        institution: person.institution.clone(),
        jurisdiction: person.jurisdiction.clone(),
        story_role: match person.story_role {
            StoryRole::Accused => "accused",
            StoryRole::Speaker => "speaker",
            StoryRole::Complainant => "complainant",
            StoryRole::Other => "other",
        }
        .to_owned(),
    }
}
