//! A page as a browser reads it, and what must hold of every one.

use scraper::{ElementRef, Html, Selector};

/// The elements that our pages are made of.
const ELEMENTS: [&str; 74] = [
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "code",
    "dd",
    "defs",
    "del",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "i",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "mark",
    "meta",
    "meter",
    "nav",
    "ol",
    "option",
    "p",
    "path",
    "pattern",
    "polyline",
    "progress",
    "rect",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style-none",
    "sub",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];

/// The attributes that they may have, beside `data-…` and `aria-…`.
const ATTRIBUTES: [&str; 71] = [
    "action",
    "autocomplete",
    "charset",
    "checked",
    "class",
    "colspan",
    "content",
    "cx",
    "cy",
    "d",
    "datetime",
    "defer",
    "dir",
    "dominant-baseline",
    "download",
    "fill",
    "for",
    "height",
    "href",
    "id",
    "lang",
    "max",
    "maxlength",
    "method",
    "min",
    "name",
    "open",
    "patternunits",
    "patternUnits",
    "patternTransform",
    "placeholder",
    "points",
    "preserveAspectRatio",
    "r",
    "rel",
    "required",
    "role",
    "rows",
    "rowspan",
    "scope",
    "selected",
    "src",
    "start",
    "step",
    "stroke",
    "stroke-width",
    "tabindex",
    "target",
    "text-anchor",
    "title",
    "transform",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
    "fill-opacity",
    "focusable",
    "hidden",
    "readonly",
    "disabled",
    "cols",
    "size",
    "headers",
    "inputmode",
    "spellcheck",
];

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

/// Each of these attributes of the elements that a selector finds.
pub(crate) fn attributes(page: &str, of: &str, names: &[&str]) -> Vec<String> {
    let page = Html::parse_document(page);
    let of = selector(of);
    let found = page.select(&of);
    found.flat_map(|it| names.iter().filter_map(move |name| it.attr(name))).map(str::to_owned).collect()
}

/// The text of each element that a selector finds.
pub(crate) fn texts(page: &str, of: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    page.select(&selector(of)).map(|it| it.text().collect()).collect()
}

/// All text of a page.
pub(crate) fn text(page: &str) -> String {
    Html::parse_document(page).root_element().text().collect()
}

/// Fails unless a page holds only what our pages are made of: no element, attribute or address that a text brought
/// in. The script and the style are our two files.
pub(crate) fn check(page: &str, about: &str) {
    let page = Html::parse_document(page);
    let everything = selector("*");
    for element in page.select(&everything) {
        let name = element.value().name();
        assert!(ELEMENTS.contains(&name), "{about}: <{name}>");
        for (attribute, value) in element.value().attrs() {
            let is_known = ATTRIBUTES.contains(&attribute)
                || attribute.starts_with("data-")
                || attribute.starts_with("aria-");
            assert!(is_known && !attribute.starts_with("on"), "{about}: <{name} {attribute}={value:?}>");
            if ["href", "src", "action", "formaction", "xlink:href"].contains(&attribute) {
                assert_leads_where_it_may(&element, value, about);
            }
        }
    }
    let count = |of: &str| page.select(&selector(of)).count();
    assert_eq!((count("script"), count("link"), count("h1")), (1, 1, 1), "{about}");
    assert_eq!((count("html"), count("head"), count("body"), count("main")), (1, 1, 1, 1), "{about}");
    let scripts: Vec<String> = page.select(&selector("script")).map(|it| it.text().collect()).collect();
    assert_eq!(scripts, [""], "{about}");
    for meta in page.select(&selector("meta")) {
        assert!(meta.attr("http-equiv").is_none(), "{about}");
    }
}

/// Fails unless an address is a path of ours, a place in the page or, for a link that tells nothing of us, a page.
fn assert_leads_where_it_may(element: &ElementRef, value: &str, about: &str) {
    let is_plain = value.bytes().all(|byte| byte.is_ascii_graphic() || byte > 127);
    let is_ours =
        value.starts_with('#') || value.starts_with('/') && !value.starts_with("//") && !value.contains('\\');
    let host = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let host = host.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_page = element.value().name() == "a"
        && host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
        && element.attr("rel") == Some("noopener noreferrer nofollow");
    assert!(is_plain && (is_ours || is_page), "{about}: {}", element.html());
}
