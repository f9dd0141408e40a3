//! How a page was read: where each field comes from, what was not found, and what makes the reading doubtful.

use super::metadata::Published;
use std::fmt;

/// A field of an article that a page gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Field {
    /// Its headline.
    Title,
    /// Its text.
    Body,
    /// When it was published.
    Published,
    /// Who wrote it.
    Authors,
    /// The section of its outlet.
    Section,
    /// Its canonical address.
    Address,
    /// Its language.
    Language,
    /// Its kind.
    Kind,
}

impl Field {
    /// All fields, in order.
    pub const ALL: [Field; 8] = [
        Field::Title,
        Field::Body,
        Field::Published,
        Field::Authors,
        Field::Section,
        Field::Address,
        Field::Language,
        Field::Kind,
    ];

    /// Its name in the output: `title`.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Body => "body",
            Field::Published => "published",
            Field::Authors => "authors",
            Field::Section => "section",
            Field::Address => "address",
            Field::Language => "language",
            Field::Kind => "kind",
        }
    }
}

/// Where on a page the value of a field was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A selector of the outlet's file.
    Selector,
    /// JSON-LD.
    LinkedData,
    /// Open Graph's `meta` elements.
    OpenGraph,
    /// Another `meta` element.
    Meta,
    /// A `time` element.
    TimeElement,
    /// A heading of the first rank.
    Heading,
    /// The `title` element.
    TitleElement,
    /// `link rel=canonical`.
    Link,
    /// The page's visible text: a date line, a byline, the words themselves.
    Text,
    /// The address from which the page was fetched.
    Address,
    /// The attribute `lang` of the page.
    Attribute,
    /// The generic extraction, which knows nothing of the outlet.
    Generic,
    /// What is taken where nothing says otherwise.
    Default,
}

impl Source {
    /// Its name in the output: `json-ld`.
    pub fn name(self) -> &'static str {
        match self {
            Source::Selector => "selector",
            Source::LinkedData => "json-ld",
            Source::OpenGraph => "open-graph",
            Source::Meta => "meta",
            Source::TimeElement => "time",
            Source::Heading => "heading",
            Source::TitleElement => "title-element",
            Source::Link => "link",
            Source::Text => "text",
            Source::Address => "address",
            Source::Attribute => "lang",
            Source::Generic => "generic",
            Source::Default => "default",
        }
    }
}

/// What kind of article a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A report.
    #[default]
    News,
    /// Paid for, or a press office's own text.
    Advertorial,
    /// Photographs with captions.
    Photo,
    /// A film with a caption.
    Video,
    /// A report that goes on while it is read.
    Live,
}

impl Kind {
    /// Its name in the output: `news`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::News => "news",
            Kind::Advertorial => "advertorial",
            Kind::Photo => "photo",
            Kind::Video => "video",
            Kind::Live => "live",
        }
    }

    pub(super) fn named(name: &str) -> Option<Kind> {
        [Kind::News, Kind::Advertorial, Kind::Photo, Kind::Video, Kind::Live]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// What makes the reading of a page doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// None of the selectors that the outlet's file has for a field finds anything: the layout may have changed.
    SelectorsFindNothing(Field),
    /// The outlet's selectors find ten times less text than the page has: the layout may have changed.
    SelectorsFindLittle {
        /// The bytes of text that they find.
        found: usize,
        /// The bytes of text that the generic extraction finds.
        generic: usize,
    },
    /// The page is laid out by another of the outlet's layouts than the one of its day.
    OtherLayout,
    /// The page is too big, nests too deep or has too many tags to be read as a tree; only its tags were removed.
    Unreadable,
    /// The page is longer than what is read of a page, or its text than what is read of a text.
    Cut,
    /// The page is not in the charset that it declares.
    Charset,
}

impl Doubt {
    /// Whether it says that the outlet's file no longer fits the outlet.
    pub fn is_about_layout(self) -> bool {
        match self {
            Doubt::SelectorsFindNothing(field) => field == Field::Body || field == Field::Title,
            Doubt::SelectorsFindLittle { .. } | Doubt::OtherLayout => true,
            _ => false,
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Doubt::SelectorsFindNothing(field) => {
                write!(f, "the outlet's selectors for {} find nothing", field.name())
            }
            Doubt::SelectorsFindLittle { found, generic } => {
                write!(f, "the outlet's selectors find {found} bytes of text where the page has {generic}")
            }
            Doubt::OtherLayout => f.write_str("the page is laid out as on other days"),
            Doubt::Unreadable => {
                f.write_str("the page has too many tags or nests too deep to be read as one")
            }
            Doubt::Cut => {
                f.write_str("the page is longer than 4 MiB, or its text than 256 KiB; the rest is left out")
            }
            Doubt::Charset => f.write_str("the page is not in the charset that it declares"),
        }
    }
}

/// What a page gave beside title and text, and how it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    pub(super) outlet: Option<String>,
    pub(super) layout: Option<usize>,
    pub(super) published: Option<Published>,
    pub(super) authors: Vec<String>,
    pub(super) section: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) further: Vec<String>,
    pub(super) kind: Kind,
    pub(super) language: Option<String>,
    pub(super) sources: [Option<Source>; Field::ALL.len()],
    pub(super) doubts: Vec<Doubt>,
}

impl Reading {
    /// The value of a field, whose source is noted.
    pub(super) fn keep<T>(&mut self, field: Field, found: Option<(T, Source)>) -> Option<T> {
        let (value, source) = found?;
        self.sources[field as usize] = Some(source);
        Some(value)
    }
}
