//! A page as a browser reads it, and what must hold of every one.

use scraper::{ElementRef, Html, Selector};

/// The elements that our pages are made of. A page that needs another is read for what it does with foreign text, and
/// the element added here.
const ELEMENTS: &str = "a article b blockquote body br button circle code dd defs del desc details div dl dt em figcaption \
    figure footer form h1 h2 h3 head header html i input ins kbd label li link main mark meta meter nav ol \
    option p path pattern progress rect script section select small span strong summary svg table tbody td text \
    textarea th thead time title tr ul";

/// The attributes that they may have.
const ATTRIBUTES: &str = "action aria-current aria-hidden aria-label aria-labelledby aria-live autocomplete charset class \
    content cx cy d data-key data-keys data-kind data-reviewer data-story data-unsaved datetime defer dir download fill height \
    href id lang max maxlength method min name open patternTransform patternUnits placeholder r rel \
    required role rows scope selected src start step tabindex target text-anchor title type value \
    viewBox width x y";

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|it| it == word)
}

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

/// Fails unless a page of ours is one, with our script and our style and no other, and made of our markup.
pub(crate) fn check(page: &str, about: &str) {
    let parsed = Html::parse_document(page);
    let count = |of: &str| parsed.select(&selector(of)).count();
    assert_eq!((count("script"), count("link"), count("h1")), (1, 1, 1), "{about}");
    assert_eq!((count("html"), count("head"), count("body"), count("main")), (1, 1, 1, 1), "{about}");
    assert_eq!(texts(page, "script"), [""], "{about}");
    check_markup(page, about);
}

/// Fails unless a document holds only what ours are made of: no element, attribute or address that a text brought in.
pub(crate) fn check_markup(page: &str, about: &str) {
    let page = Html::parse_document(page);
    let everything = selector("*");
    for element in page.select(&everything) {
        let name = element.value().name();
        assert!(is_among(ELEMENTS, name), "{about}: <{name}>");
        for (attribute, value) in element.value().attrs() {
            assert!(is_among(ATTRIBUTES, attribute), "{about}: <{name} {attribute}={value:?}>");
            if ["href", "src", "action"].contains(&attribute) {
                assert_leads_where_it_may(&element, value, about);
            }
        }
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
