//! A news page to an article: a plain extraction of title, day and paragraphs.

use super::{Article, clean, depth};
use jiff::civil::Date;
use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

/// The deepest nesting that is parsed as a tree. Deeper pages are hostile or broken; of them only the tags are
/// taken out.
const DEEPEST: usize = 512;

/// The fewest bytes of paragraphs that are taken for an article.
const SHORTEST: usize = 200;

/// Elements whose text is not the article's.
const APART: [&str; 11] = [
    "aside",
    "button",
    "figcaption",
    "footer",
    "header",
    "iframe",
    "nav",
    "noscript",
    "script",
    "select",
    "style",
];

static HEADING: LazyLock<Selector> = LazyLock::new(|| selector("h1"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("title"));
static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));
static LINKED_DATA: LazyLock<Selector> = LazyLock::new(|| selector(r#"script[type="application/ld+json"]"#));
static ARTICLE: LazyLock<Selector> = LazyLock::new(|| selector("article p, [itemprop=articleBody] p"));
static PARAGRAPH: LazyLock<Selector> = LazyLock::new(|| selector("p"));
static WHOLE: LazyLock<Selector> = LazyLock::new(|| selector("[itemprop=articleBody], article, body"));

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("the selectors of this file are well formed")
}

/// The article that a news page holds: its title, day of publication and paragraphs; cleaned.
///
/// It cannot fail: of a page without an article the text is empty.
///
/// ```
/// let page = "<title>Camat dipanggil</title><article><p>Bawaslu memanggil camat itu.</p></article>";
/// assert_eq!(netra::parse(page).text(), "Camat dipanggil\n\nBawaslu memanggil camat itu.");
/// ```
pub fn parse(html: &str) -> Article {
    if depth::exceeds(html, DEEPEST) {
        return clean::article(None, &without_tags(html));
    }
    let page = Html::parse_document(html);
    let shown = |selector| page.select(selector).map(text).find(|text| !text.is_empty());
    let title = meta(&page, &["og:title"]).or_else(|| shown(&HEADING)).or_else(|| shown(&TITLE));
    // Some outlets break lines instead of marking paragraphs.
    let body = [&*ARTICLE, &*PARAGRAPH, &*WHOLE].into_iter().map(|selector| paragraphs(&page, selector));
    let body =
        body.into_iter().find(|body| body.len() >= SHORTEST).unwrap_or_else(|| paragraphs(&page, &WHOLE));
    clean::article(Some(&title.unwrap_or_default()), &body).with_published(published(&page))
}

/// The paragraphs that a selector finds, an empty line between them.
fn paragraphs(page: &Html, selector: &Selector) -> String {
    let found = page.select(selector).filter(|element| !is_apart(*element)).map(text);
    found.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Whether an element stands in one that is not part of the article.
fn is_apart(element: ElementRef) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|parent| APART.contains(&parent.value().name()))
}

/// The text of an element, without what is apart in it. Line breaks in it are those that it shows.
fn text(element: ElementRef) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        match node.value() {
            scraper::Node::Text(text) => {
                let hidden = node
                    .ancestors()
                    .take_while(|parent| parent.id() != element.id())
                    .filter_map(ElementRef::wrap)
                    .any(|parent| APART.contains(&parent.value().name()));
                if !hidden {
                    out.push_str(&text.replace(['\n', '\r'], " "));
                }
            }
            scraper::Node::Element(inner) if inner.name() == "br" => out.push('\n'),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// The content of the first `meta` element with one of these names.
fn meta(page: &Html, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        page.select(&META).find_map(|element| {
            let element = element.value();
            let named = ["property", "name", "itemprop"].iter().any(|key| element.attr(key) == Some(name));
            let content = element.attr("content").map(str::trim).filter(|content| !content.is_empty());
            content.filter(|_| named).map(str::to_owned)
        })
    })
}

/// The day of publication that the page's metadata gives, in the zone in which it is written.
fn published(page: &Html) -> Option<Date> {
    const NAMES: [&str; 5] =
        ["article:published_time", "datePublished", "publishdate", "pubdate", "content_PublishedDate"];
    let linked = page.select(&LINKED_DATA).find_map(|script| {
        let text: String = script.text().collect();
        let (_, rest) = text.split_once("\"datePublished\"")?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        stamp(value.split('"').next()?)
    });
    linked.or_else(|| meta(page, &NAMES).as_deref().and_then(stamp))
}

/// The day of a time stamp of a page: RFC 3339, or anything that begins with year, month and day.
fn stamp(time: &str) -> Option<Date> {
    day(time).or_else(|| time.trim().get(..10)?.replace('/', "-").parse().ok())
}

/// The day in an RFC 3339 time or plain date: the day where the article was published, which is Western
/// Indonesia if the time is given in UTC.
pub(crate) fn day(time: &str) -> Option<Date> {
    let time = time.trim();
    let date = time.parse::<Date>().ok();
    date.or_else(|| {
        let timestamp = time.parse::<jiff::Timestamp>().ok()?;
        Some(jiff::tz::Offset::constant(7).to_datetime(timestamp).date())
    })
}

/// The text between the tags.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
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
    }
    out
}
