//! The replicas of the outlets that are built in: small pages in each outlet's structure, with invented text.

use super::Page;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/replica");

/// What is true of a page of a replica. Whoever wrote the page's text wrote this; no program did.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// The address under which the page is fetched.
    pub(crate) url: String,
    pub(crate) canonical: String,
    /// The number of the layout in the outlet's file.
    pub(crate) page: usize,
    pub(crate) title: String,
    pub(crate) published: String,
    pub(crate) authors: Vec<String>,
    pub(crate) section: Option<String>,
    pub(crate) kind: String,
    pub(crate) language: String,
    pub(crate) further: Vec<String>,
    /// Paragraphs, subheads, list items and quoted blocks.
    pub(crate) body: Vec<String>,
}

/// A page of a replica.
#[derive(Debug)]
pub(crate) struct Sample {
    /// The name of its file, without what it ends in.
    pub(crate) name: &'static str,
    pub(crate) page: Page,
    pub(crate) expected: Expected,
}

/// The articles of an outlet's replica, in the order of their names; none for an outlet without one.
pub(crate) fn samples(outlet: &str) -> Vec<Sample> {
    let Some(folder) = FILES.get_dir(outlet) else { return Vec::new() };
    let mut samples: Vec<Sample> = folder
        .files()
        .filter_map(|file| {
            let path = file.path();
            let html = FILES.get_file(path.with_extension("html"))?;
            if path.extension()? != "json" {
                return None;
            }
            let expected: Expected = serde_json::from_slice(file.contents())
                .unwrap_or_else(|error| panic!("data/replica/{}: {error}", path.display()));
            let page = Page::new(html.contents()).with_url(&expected.url);
            Some(Sample { name: path.file_stem()?.to_str()?, page, expected })
        })
        .collect();
    samples.sort_by_key(|sample| sample.name);
    samples
}
