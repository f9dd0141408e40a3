//! What one walk over a page finds outside its text: `meta` elements, linked data, canonical address, headings.

use super::linked::Linked;
use crate::article::block;
use crate::crawl::Selector;
use dom_query::{Document, Element, NodeData, NodeRef};
use html5ever::tendril::StrTendril;

/// What a page says of itself.
pub(in crate::article) struct Head<'a> {
    /// All elements of the page, in its order.
    elements: Vec<NodeRef<'a>>,
    /// Name, in small letters, and content of each `meta` element.
    metas: Vec<(String, StrTendril)>,
    pub(super) linked: Linked,
    /// The target of `link rel=canonical`.
    pub(super) canonical: Option<String>,
    /// The content of the `title` element.
    pub(super) title: Option<String>,
    /// The language that the root element names.
    pub(super) language: Option<String>,
    /// The first headings of the highest rank that have text.
    pub(super) headings: Vec<NodeRef<'a>>,
    /// The `datetime` of each `time` element that has one; those marked as the time of publication first.
    pub(super) times: Vec<String>,
}

/// The most `meta` elements that are kept.
const MOST_METAS: usize = 500;
/// The most words of a title.
const MOST_WORDS: usize = 100;
/// The most headings and `time` elements that are kept.
const MOST: usize = 8;

impl<'a> Head<'a> {
    pub(in crate::article) fn read(document: &'a Document) -> Head<'a> {
        let mut head = Head {
            elements: Vec::new(),
            metas: Vec::new(),
            linked: Linked::default(),
            canonical: None,
            title: None,
            language: None,
            headings: Vec::new(),
            times: Vec::new(),
        };
        let mut scripts = Vec::new();
        let mut marked = Vec::new();
        for node in document.root().descendants_it() {
            let Some(element) = node.element_ref() else { continue };
            head.elements.push(node);
            match &*element.name.local {
                "meta" => head.add_meta(&element),
                "link"
                    if attribute(&element, "rel")
                        .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                {
                    let href = attribute(&element, "href").filter(|href| !href.trim().is_empty());
                    head.canonical = head.canonical.take().or_else(|| href.map(str::to_owned));
                }
                "script" => {
                    let kind = attribute(&element, "type").unwrap_or_default();
                    if kind.trim().eq_ignore_ascii_case("application/ld+json") {
                        scripts.push(raw(&node));
                    }
                }
                "title" if head.title.is_none() => {
                    let words = raw(&node);
                    head.title =
                        Some(words.split_whitespace().take(MOST_WORDS).collect::<Vec<_>>().join(" "))
                            .filter(|title| !title.is_empty());
                }
                "html" => head.language = attribute(&element, "lang").map(str::to_owned),
                "h1" if head.headings.len() < MOST => head.headings.push(node),
                "time" if head.times.len() < MOST => {
                    if let Some(time) = attribute(&element, "datetime").filter(|time| !time.is_empty()) {
                        let names = ["itemprop", "class", "pubdate"];
                        let says = names.iter().filter_map(|name| attribute(&element, name));
                        let is_marked = says.into_iter().any(|value| {
                            value.contains("ublished")
                                || value.contains("entry-date")
                                || value.contains("pubdate")
                        });
                        if is_marked { &mut marked } else { &mut head.times }.push(time.to_owned());
                    }
                }
                _ => {}
            }
        }
        marked.append(&mut head.times);
        head.times = marked;
        head.linked = Linked::read(&scripts);
        head
    }

    fn add_meta(&mut self, element: &Element) {
        let Some(content) = element.attrs.iter().find(|attribute| &*attribute.name.local == "content") else {
            return;
        };
        if content.value.trim().is_empty() || self.metas.len() >= MOST_METAS {
            return;
        }
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = attribute(element, key) {
                self.metas.push((name.trim().to_ascii_lowercase(), content.value.clone()));
            }
        }
    }

    /// The elements that a selector of an outlet selects, in the page's order.
    pub(in crate::article) fn select(&self, selector: &Selector) -> impl Iterator<Item = NodeRef<'a>> {
        self.elements.iter().copied().filter(|node| selector.selects(node))
    }

    /// The content of the first `meta` element with one of these names, which are in the order of trust.
    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// The contents of all `meta` elements with this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = String> {
        self.metas
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.trim().to_owned())
    }

    /// The text of each heading.
    pub(super) fn heading_texts(&self) -> impl Iterator<Item = String> {
        self.headings.iter().map(block::line).filter(|text| !text.is_empty())
    }

    /// The article's text in the linked data.
    pub(in crate::article) fn linked_body(&self) -> Option<&str> {
        self.linked.body.as_deref()
    }
}

/// The value of an attribute.
fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// The text of an element whose content is not marked up.
fn raw(node: &NodeRef) -> String {
    let mut text = String::new();
    for child in node.children_it(false) {
        child.query(|child| {
            if let NodeData::Text { contents } = &child.data {
                text.push_str(contents);
            }
        });
    }
    text
}
