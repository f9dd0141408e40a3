//! The analysis of one article: what it says, and whether an analyst should look at it.

use crate::article::Article;
use crate::extract::{self, Document, Found};
use crate::text::Span;
use serde::Serialize;
use std::ops::Deref;

/// What one article says, and the verdict on it. The findings stand in [`Found`], reached by dereference.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Analysis {
    /// Whether an analyst should look at the article, and why.
    pub verdict: Verdict,
    /// People, dates, quotes, allegations and statutes.
    pub found: Found,
    /// Whether the article was longer than the limits allow, so that its end was not read.
    pub truncated: bool,
}

impl Deref for Analysis {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

/// Whether an article reports a concrete possible violation. It says "look at this", never "this is true".
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// Whether `score` reaches `threshold`: *perlu ditinjau*.
    pub flagged: bool,
    /// From 0 to 1.
    pub score: f64,
    /// The least score that is flagged.
    pub threshold: f64,
    /// What computed the score.
    pub model: String,
    /// What the score is made of, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// What was found.
    pub feature: String,
    /// What it adds to the score's log-odds.
    pub weight: f64,
    /// Where it was found.
    pub spans: Vec<Span>,
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

/// Analyses articles: the built-in lexicon, limits and a threshold. Cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Analyzer {
    limits: Limits,
    threshold: f64,
}

impl Default for Analyzer {
    fn default() -> Analyzer {
        Analyzer { limits: Limits::default(), threshold: 0.5 }
    }
}

impl Analyzer {
    /// The same analyzer with other limits.
    pub fn with_limits(self, limits: Limits) -> Analyzer {
        Analyzer { limits, ..self }
    }

    /// The same analyzer that flags from `threshold` on.
    pub fn with_threshold(self, threshold: f64) -> Analyzer {
        Analyzer { threshold, ..self }
    }

    /// Analyses one article. It cannot fail, and the same article gives the same analysis.
    pub fn analyze(&self, article: &Article) -> Analysis {
        let document = Document::new(article, self.limits.bytes);
        let found = extract::extract(&document);
        let verdict = Verdict {
            flagged: false,
            score: 0.0,
            threshold: self.threshold,
            model: String::new(),
            reasons: Vec::new(),
        };
        Analysis { verdict, found, truncated: document.text.len() < article.text().len() }
    }
}
