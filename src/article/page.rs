//! A news page to an article.

use super::metadata::{Facts, Head};
use super::reading::{Doubt, Field, Kind, Reading, Source};
use super::{Article, block, body, clean};
use crate::crawl::{Address, Declared, Outlets, Page, tree};
use dom_query::Document;
use std::borrow::Cow;

/// The article that a news page holds: its title, text and what the page says of it; cleaned.
///
/// Pages of the outlets that are built in are read by what is known of them, others by what news pages have in
/// common. It cannot fail: of a page without an article the text is empty, and what was not found is among the
/// article's [gaps](Article::gaps). A page of 4 MiB takes at most a quarter of a second, whatever is in it.
///
/// ```
/// use netra::{Page, parse};
///
/// let page = Page::new("<title>Camat dipanggil</title><article><p>Bawaslu memanggil camat itu.</p></article>");
/// assert_eq!(parse(&page).text(), "Camat dipanggil\n\nBawaslu memanggil camat itu.");
/// ```
pub fn parse(page: &Page) -> Article {
    parse_with(page, Outlets::builtin())
}

/// The article that a news page of one of these outlets, or of any other, holds.
pub fn parse_with(page: &Page, outlets: &Outlets) -> Article {
    let (html, declared) = page.html();
    let mut reading = Reading::default();
    if page.is_cut() {
        reading.doubts.push(Doubt::Cut);
    }
    if declared == Declared::Wrong {
        reading.doubts.push(Doubt::Charset);
    }
    let address = page.url().and_then(Address::read);
    // A byte that nobody sees, and an error for the parser each time.
    let html = if html.contains('\0') { Cow::Owned(html.replace('\0', "")) } else { html };
    match tree::parse(&html) {
        Some(document) => read(&document, address.as_ref(), outlets, reading),
        None => {
            reading.doubts.push(Doubt::Unreadable);
            clean::article(None, &without_tags(&html)).with_reading(reading)
        }
    }
}

fn read(document: &Document, address: Option<&Address>, outlets: &Outlets, mut reading: Reading) -> Article {
    let head = Head::read(document);
    let mut facts = Facts { document, head: &head, outlet: None, selectors: None, address };
    facts.outlet = match address {
        Some(address) => outlets.of_address(address),
        // A saved page does not come with its address, but names it.
        None => facts.canonical().and_then(|(address, _)| outlets.of_address(&address)),
    };
    let layouts = facts.outlet.map_or(&[][..], |outlet| outlet.page_layouts());
    // Title and day are looked for by the newest layout until the text tells which one holds.
    facts.selectors = layouts.first().map(|layout| &layout.selectors);
    let day = facts.stated_day().or_else(|| Some(facts.published(None)?.0.day));
    let title = facts.title();
    let body =
        body::read(document, &head, facts.outlet, day, title.as_ref().map(|(title, _)| title.as_str()));
    let title = match body.layout {
        Some(layout) if layout.number != layouts[0].number => {
            facts.selectors = Some(&layout.selectors);
            facts.title().or(title)
        }
        _ => title,
    };
    let headline = title.as_ref().map(|(title, _)| title.as_str());

    reading.doubts.extend(body.doubts);
    let selects_title = facts.selectors.is_some_and(|selectors| !selectors.title.is_empty());
    if selects_title && title.as_ref().is_none_or(|(_, source)| *source != Source::Selector) {
        reading.doubts.push(Doubt::SelectorsFindNothing(Field::Title));
    }
    let text = block::joined(&body.blocks);
    if text.len() >= block::MOST_TEXT {
        reading.doubts.push(Doubt::Cut);
    }
    let mut article = clean::article(Some(headline.unwrap_or_default()), &text);
    reading.published = reading.keep(Field::Published, facts.published(headline));
    reading.authors = reading.keep(Field::Authors, facts.authors(&body.blocks)).unwrap_or_default();
    reading.section = reading.keep(Field::Section, facts.section(headline));
    let canonical = reading.keep(Field::Address, facts.canonical());
    reading.canonical = canonical.map(|address| address.to_string());
    reading.language = reading.keep(Field::Language, facts.language(&text));
    let kind = facts.kind(reading.section.as_deref(), article.advertorial);
    reading.kind = reading.keep(Field::Kind, Some(kind)).unwrap_or_default();
    let first_line = || article.title().map(|_| ((), Source::Text));
    reading.keep(Field::Title, title.as_ref().map(|(_, source)| ((), *source)).or_else(first_line));
    reading.keep(Field::Body, body.source.filter(|_| !article.body().is_empty()).map(|source| ((), source)));
    reading.further = facts.further();
    reading.outlet = facts.outlet.map(|outlet| outlet.id().to_owned());
    reading.layout = body.layout.map(|layout| layout.number);
    article.advertorial |= reading.kind == Kind::Advertorial;
    article.with_reading(reading)
}

/// The text between the tags.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for char in html.chars() {
        match char {
            '<' => inside = true,
            '>' => inside = false,
            char if !inside => out.push(char),
            _ => continue,
        }
        if inside && !out.ends_with('\n') {
            out.push('\n');
        }
        if out.len() >= block::MOST_TEXT {
            break;
        }
    }
    out
}
