//! The replicas of the outlets that are built in: small pages in each outlet's structure, with invented text.

use super::Page;
use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/replica");

/// What happens to the sites while `netra demo` runs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    /// The moments at which the demo crawls.
    pub(crate) nights: Vec<Timestamp>,
    /// The robots.txt of hosts that have one.
    pub(crate) robots: BTreeMap<String, String>,
    /// Hosts that send their readers on to another host.
    pub(crate) moved: BTreeMap<String, String>,
    /// Pages, by host and path, that take some milliseconds.
    pub(crate) slow: BTreeMap<String, u64>,
    /// Articles, by host and path, that are taken down, and when.
    pub(crate) gone: BTreeMap<String, Timestamp>,
    /// Pages, by host and path, that are changed without a word.
    pub(crate) edited: BTreeMap<String, Edit>,
}

/// A change of a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// When it is made.
    pub(crate) from: Timestamp,
    pub(crate) old: String,
    pub(crate) new: String,
}

/// The scenario of the demo.
pub(crate) fn scenario() -> Scenario {
    let file = FILES.get_file("demo.json").expect("data/replica/demo.json is built in");
    serde_json::from_slice(file.contents()).unwrap_or_else(|error| panic!("data/replica/demo.json: {error}"))
}

/// What an outlet's replica serves: paths, with their queries, and files.
pub(crate) fn routes(outlet: &str) -> Vec<(String, &'static [u8])> {
    let Some(routes) = FILES.get_file(format!("{outlet}/routes.json")) else { return Vec::new() };
    let routes: BTreeMap<String, String> = serde_json::from_slice(routes.contents())
        .unwrap_or_else(|error| panic!("data/replica/{outlet}/routes.json: {error}"));
    let file = |name: String| FILES.get_file(format!("{outlet}/{name}")).map(|file| file.contents());
    routes.into_iter().filter_map(|(path, name)| Some((path, file(name)?))).collect()
}

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
