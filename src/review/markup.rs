//! What tests ask of a page: it is read as a browser reads it.

use maud::Markup;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

pub(super) fn parsed(markup: &Markup) -> Html {
    Html::parse_fragment(&markup.0)
}

fn found<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The text of each element.
pub(super) fn texts(page: &Html, selector: &str) -> Vec<String> {
    found(page, selector).iter().map(|element| element.text().collect()).collect()
}

/// An attribute of each element that has it.
pub(super) fn attribute<'a>(page: &'a Html, selector: &str, name: &str) -> Vec<&'a str> {
    found(page, selector).iter().filter_map(|element| element.attr(name)).collect()
}

/// The cells of the rows of a table.
pub(super) fn cells(page: &Html, selector: &str) -> Vec<Vec<String>> {
    let cell = Selector::parse("th, td").expect("a selector");
    let row = |row: &ElementRef| row.select(&cell).map(|cell| cell.text().collect()).collect();
    found(page, &format!("{selector} tr")).iter().map(row).collect()
}

/// What must hold of every page: nothing that the policy forbids, names that are there once, pictures that have a
/// name, plots that have a table or say that there is nothing.
pub(super) fn check(page: &Html) {
    let mut ids = BTreeSet::new();
    for element in found(page, "*") {
        let name = element.value().name();
        assert!(!["script", "style", "img", "iframe", "object", "link", "base"].contains(&name), "{name}");
        for (attribute, value) in element.value().attrs() {
            assert!(attribute != "style" && !attribute.starts_with("on"), "{name} {attribute}={value}");
        }
        if let Some(id) = element.value().id() {
            assert!(ids.insert(id), "{id} is there twice");
        }
    }
    for list in attribute(page, "[aria-labelledby]", "aria-labelledby") {
        assert!(list.split(' ').all(|id| ids.contains(id)), "{list}");
    }
    for fill in attribute(page, "[fill]", "fill") {
        let id = fill.strip_prefix("url(#").and_then(|fill| fill.strip_suffix(')')).expect("a pattern");
        assert!(ids.contains(id), "{fill}");
    }
    for picture in found(page, "svg") {
        let title = picture.children().filter_map(ElementRef::wrap).next();
        let is_named = picture.attr("aria-labelledby").is_some()
            || picture.attr("aria-hidden").is_some()
            || title.is_some_and(|first| first.value().name() == "title");
        assert!(is_named, "{}", picture.html());
    }
    let inside = "path > :not(title), rect > :not(title), circle > :not(title)";
    assert!(found(page, inside).is_empty(), "a shape has no end");
    for plot in found(page, "figure.plot") {
        let says = Selector::parse("details table tbody tr, p.none").expect("a selector");
        assert!(plot.select(&says).next().is_some(), "{}", plot.html());
    }
    for href in attribute(page, "a", "href") {
        assert!(href.starts_with('/') && !href.starts_with("//"), "{href}");
    }
}
