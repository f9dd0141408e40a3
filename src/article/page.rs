//! News pages: the article that an HTML page holds.

use super::Article;
use jiff::civil::Date;
use scraper::{ElementRef, Html, Node, Selector};
use std::sync::LazyLock;

/// The deepest nesting of elements that is parsed. The parser's time grows with the square of the depth, and
/// no honest news page comes near this.
const DEEPEST: usize = 512;

static PARAGRAPHS: LazyLock<[Selector; 4]> = LazyLock::new(|| {
    ["[itemprop=articleBody] p", "article p", "main p", "p"]
        .map(|css| Selector::parse(css).expect("the selector is well-formed"))
});

/// Where a page gives its title, the best place first: the last one often adds the outlet's name.
static TITLES: LazyLock<[Selector; 3]> = LazyLock::new(|| {
    ["meta[property='og:title']", "h1", "title"]
        .map(|css| Selector::parse(css).expect("the selector is well-formed"))
});

static PUBLISHED: LazyLock<Selector> = LazyLock::new(|| {
    Selector::parse("meta[property='article:published_time'], meta[itemprop=datePublished], time[datetime]")
        .expect("the selector is well-formed")
});

/// The article that a news page holds. It cannot fail: of a page without an article the text is empty.
///
/// ```
/// let page = "<title>Camat dipanggil</title><article><p>Bawaslu memanggil camat itu.</p></article>";
/// assert_eq!(netra::parse(page).text(), "Camat dipanggil\n\nBawaslu memanggil camat itu.");
/// ```
pub fn parse(page: &str) -> Article {
    let page = Html::parse_document(shallow(page));
    let titles = TITLES.iter().flat_map(|css| page.select(css)).map(|element| value(element, "content"));
    let title = titles.into_iter().find(|title| !title.is_empty());
    let published = page
        .select(&PUBLISHED)
        .find_map(|element| day(element.attr("content").or_else(|| element.attr("datetime"))?));
    let body = PARAGRAPHS.iter().map(|css| paragraphs(&page, css)).find(|body| !body.is_empty());
    Article::new(&title.unwrap_or_default(), &body.unwrap_or_default()).with_published(published)
}

/// The start of `page` up to where its elements are nested too deeply to be parsed in good time.
///
/// Only an end tag of an open element closes anything, so that stray end tags cannot hide the depth.
fn shallow(page: &str) -> &str {
    let bytes = page.as_bytes();
    let mut open: Vec<&[u8]> = Vec::new();
    for (at, _) in page.match_indices('<') {
        let end = bytes.get(at + 1) == Some(&b'/');
        let name = &bytes[at + 1 + usize::from(end)..];
        let name = &name[..name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        if end {
            if let Some(opened) = open.iter().rposition(|opened| opened.eq_ignore_ascii_case(name)) {
                open.truncate(opened);
            }
        } else if !name.is_empty() && !may_stay_open(name) {
            open.push(name);
        }
        if open.len() > DEEPEST {
            return &page[..at];
        }
    }
    page
}

/// Whether an element of this name has no end tag, or nests in none of its kind without one.
fn may_stay_open(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 12] =
        [b"meta", b"link", b"img", b"br", b"hr", b"input", b"source", b"col", b"p", b"li", b"option", b"wbr"];
    NAMES.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// The day in an RFC 3339 time or plain date: the day where the article was published, which is Western
/// Indonesia if the time is given in UTC.
pub(crate) fn day(time: &str) -> Option<Date> {
    let time = time.trim();
    time.parse::<Date>().ok().or_else(|| {
        let timestamp = time.parse::<jiff::Timestamp>().ok()?;
        Some(jiff::tz::Offset::constant(7).to_datetime(timestamp).date())
    })
}

fn value(element: ElementRef, attribute: &str) -> String {
    match element.attr(attribute) {
        Some(value) => value.trim().to_owned(),
        None => text(element),
    }
}

fn paragraphs(page: &Html, css: &Selector) -> String {
    let paragraphs: Vec<String> =
        page.select(css).map(text).filter(|paragraph| !paragraph.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// What a reader sees of an element, with single spaces; `<br>` ends a line.
fn text(element: ElementRef) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        let hidden = node.parent().is_some_and(|parent| {
            parent
                .value()
                .as_element()
                .is_some_and(|tag| matches!(tag.name(), "script" | "style" | "noscript" | "template"))
        });
        match node.value() {
            Node::Text(piece) if !hidden => {
                for char in piece.chars() {
                    if !char.is_ascii_whitespace() {
                        text.push(char);
                    } else if !text.ends_with([' ', '\n']) {
                        text.push(' ');
                    }
                }
            }
            Node::Element(tag) if tag.name() == "br" => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}
