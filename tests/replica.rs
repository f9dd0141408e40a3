//! Every outlet's replica: its pages are read as their expectations say, field by field.

#![expect(clippy::disallowed_methods, reason = "the test reads the project itself")]

use netra::article::Field;
use netra::{Article, Outlets, Page, parse};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What is true of a page. Whoever wrote the page's text wrote this; no program did.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    url: String,
    canonical: String,
    page: usize,
    title: String,
    published: String,
    authors: Vec<String>,
    section: Option<String>,
    kind: String,
    language: String,
    further: Vec<String>,
    body: Vec<String>,
}

#[test]
fn pages_are_read_as_they_are_meant() {
    let mut wrong = Vec::new();
    let mut pages = 0;
    for outlet in Outlets::builtin().iter() {
        for path in expectations(outlet.id()) {
            pages += 1;
            let expected = expected(&path);
            let article = article(&path, &expected.url);
            for why in differences(&expected, &article, outlet.id()) {
                wrong.push(format!("{}: {why}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "of {pages} pages {} fields are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn differences(expected: &Expected, article: &Article, outlet: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, found: String, wanted: String| {
        if found != wanted {
            wrong.push(format!("{what} is\n    {found}\n  and not\n    {wanted}"));
        }
    };
    let text = |value: Option<&str>| value.unwrap_or("none").to_owned();
    check("outlet", text(article.outlet()), outlet.to_owned());
    check("layout", format!("{:?}", article.layout()), format!("{:?}", Some(expected.page)));
    check("title", text(article.title()), expected.title.clone());
    let published = article.published_at().map(|published| published.to_string());
    check("published", text(published.as_deref()), expected.published.clone());
    check("authors", article.authors().join("; "), expected.authors.join("; "));
    check("section", text(article.section()), text(expected.section.as_deref()));
    check("canonical", text(article.canonical()), expected.canonical.clone());
    check("kind", article.kind().name().to_owned(), expected.kind.clone());
    check("language", text(article.language()), expected.language.clone());
    check("further", article.further().join(" "), expected.further.join(" "));
    let found: Vec<&str> = article.paragraphs().collect();
    for (index, (found, wanted)) in found.iter().zip(&expected.body).enumerate() {
        if found != wanted {
            check(&format!("body[{index}]"), (*found).to_owned(), wanted.clone());
            break;
        }
    }
    check("length of body", found.len().to_string(), expected.body.len().to_string());
    if article.is_suspect() {
        check("doubts", format!("{:?}", article.doubts()), "[]".to_owned());
    }
    wrong
}

#[test]
fn every_outlet_and_layout_has_a_replica() {
    let mut wrong = Vec::new();
    for outlet in Outlets::builtin().iter() {
        let folder = replica(outlet.id());
        for name in ["feed.xml", "listing.html", "routes.json"] {
            if !folder.join(name).is_file() {
                wrong.push(format!("{} is missing", folder.join(name).display()));
            }
        }
        let expectations = expectations(outlet.id());
        if expectations.len() < 3 {
            wrong.push(format!("{} has {} articles; 3 are needed", outlet.id(), expectations.len()));
        }
        let shown: BTreeSet<usize> = expectations.iter().map(|path| expected(path).page).collect();
        for number in outlet.layouts() {
            if !shown.contains(&number) {
                wrong.push(format!("no page of {} shows its [[page]] number {number}", outlet.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page whose layout changed is told as such, and its text is not lost.
#[test]
fn a_changed_layout_is_reported() {
    for outlet in Outlets::builtin().iter() {
        let path = expectations(outlet.id()).into_iter().find(|path| {
            let expected = expected(path);
            expected.body.iter().map(String::len).sum::<usize>() > 800
                && !path.to_string_lossy().contains(".amp.")
        });
        let path = path.unwrap_or_else(|| panic!("{} has an article of some length", outlet.id()));
        let expected = expected(&path);
        let page = fs::read_to_string(path.with_extension("html")).expect("the page can be read");
        // The site got a new theme: every class and id has another name.
        let changed = page
            .replace("class=\"", "class=\"v2-")
            .replace("id=\"", "id=\"v2-")
            .replace("itemprop=", "data-p=");
        let changed = changed.replace("<article", "<section").replace("</article", "</section");
        let article = parse(&Page::new(changed).with_url(expected.url));
        assert!(article.is_suspect(), "{}: {:?}", outlet.id(), article.doubts());
        let body = article.body();
        let kept = expected.body.iter().filter(|paragraph| body.contains(paragraph.as_str())).count();
        assert!(
            kept * 10 >= expected.body.len() * 7,
            "{}: {kept} of {} paragraphs kept",
            outlet.id(),
            expected.body.len()
        );
        assert!(article.source(Field::Title).is_some(), "{}", outlet.id());
    }
}

fn replica(outlet: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/replica").join(outlet)
}

/// The files that say what is true of the pages of an outlet.
fn expectations(outlet: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(replica(outlet)) else { return Vec::new() };
    let paths = files.map(|file| file.expect("the folder can be read").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.with_extension("html").is_file()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

fn expected(path: &Path) -> Expected {
    let text = fs::read_to_string(path).expect("the expectation can be read");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn article(path: &Path, url: &str) -> Article {
    let bytes = fs::read(path.with_extension("html")).expect("the page can be read");
    parse(&Page::new(bytes).with_url(url))
}
