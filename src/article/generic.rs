//! The text of an article on a page of which nothing else is known.
//!
//! dom_smoothie, which follows Mozilla's Readability, finds the part of the page that is the article; its result
//! holds nearly all of the text and a little more. What is more is taken out here, by what it is called and by how
//! it looks: captions, share bars, lists of links, bylines above the text and notices below it.

use super::block::{self, Block, Kind};
use dom_query::{Document, Matcher, NodeData, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use std::sync::LazyLock;

/// What dom_smoothie is asked to read at most: it walks over the tree many times, over the text once for every
/// element around it, and over a long text node once for each of its special characters.
const MOST_NODES: usize = 30_000;
const MOST_TEXT: usize = 1 << 20;
const LONGEST_TEXT: usize = 16 << 10;
const MOST_READS: usize = 16 << 20;

/// The fewest bytes of text that are taken for an article.
const SHORTEST: usize = 200;

/// What is called so inside an article is not its text.
const NOT_TEXT: [&str; 44] = [
    "advert",
    "affiliate",
    "author-bio",
    "author-box",
    "author-info",
    "baca-juga",
    "bacajuga",
    "breadcrumb",
    "byline",
    "caption",
    "cookie",
    "copyright",
    "credit",
    "disclaimer",
    "embed-code",
    "follow-us",
    "hashtag",
    "infobox-promo",
    "inread",
    "linksisip",
    "newsletter",
    "most-read",
    "outbrain",
    "paywall",
    "popular",
    "promo",
    "read-also",
    "readmore",
    "read-more",
    "recommend",
    "related",
    "share",
    "signup",
    "sign-up",
    "social",
    "sponsor",
    "subscribe",
    "taboola",
    "tags",
    "terkait",
    "timestamp",
    "toolbar",
    "trending",
    "widget",
];

static CONTENT: LazyLock<Matcher> = LazyLock::new(|| matcher("#readability-page-1"));
static ARTICLE: LazyLock<Matcher> = LazyLock::new(|| matcher("article p, [itemprop=articleBody] p"));
static PARAGRAPH: LazyLock<Matcher> = LazyLock::new(|| matcher("p"));

fn matcher(css: &str) -> Matcher {
    Matcher::new(css).expect("the selectors of this file are well formed")
}

/// The blocks of the article on a page; `linked` is its text in the page's linked data.
pub(super) fn blocks(document: &Document, title: Option<&str>, linked: Option<&str>) -> Vec<Block> {
    let found = readable(document).map(|blocks| trimmed(blocks, title)).unwrap_or_default();
    let enough = |blocks: &Vec<Block>| block::length(blocks) >= SHORTEST;
    // Some pages show their text only once scripts have run, but tell search engines all of it.
    let linked = linked.map(from_linked).filter(enough);
    if let Some(linked) = linked.filter(|linked| block::length(linked) > 2 * block::length(&found)) {
        return linked;
    }
    if enough(&found) {
        return found;
    }
    let paragraphs = |matcher| paragraphs(document, matcher);
    let whole = || block::blocks(&document.root(), &|_| false);
    let others = [paragraphs(&ARTICLE), paragraphs(&PARAGRAPH)];
    let longer = others.into_iter().find(enough);
    longer.unwrap_or_else(|| if found.is_empty() { whole() } else { found })
}

/// What dom_smoothie takes for the article, without what is called something else.
fn readable(document: &Document) -> Option<Vec<Block>> {
    if !is_readable(document) {
        return None;
    }
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document.clone(), None, Some(config)).ok()?;
    readability.parse().ok()?;
    let content = readability.doc.select_single_matcher(&CONTENT);
    let content = content.nodes().first()?;
    let all = content.normalized_char_count();
    let drop = |node: &NodeRef| is_called_otherwise(node) && node.normalized_char_count() * 3 < all;
    Some(block::blocks(content, &drop))
}

/// Whether the tree is one that dom_smoothie reads in time.
fn is_readable(document: &Document) -> bool {
    if document.tree.len() > MOST_NODES {
        return false;
    }
    let (mut text, mut reads) = (0, 0);
    document.root().descendants_it().all(|node| {
        let length = node.query_or(0, |node| match &node.data {
            NodeData::Text { contents } => contents.len(),
            _ => 0,
        });
        let is_code =
            || node.parent().is_some_and(|parent| parent.has_name("script") || parent.has_name("style"));
        if length == 0 || is_code() {
            return true;
        }
        text += length;
        reads += length * node.ancestors_it(None).count();
        length <= LONGEST_TEXT && text <= MOST_TEXT && reads <= MOST_READS
    })
}

/// Whether an element's class or id says that it is not the text.
fn is_called_otherwise(node: &NodeRef) -> bool {
    node.query_or(false, |node| {
        let Some(element) = node.as_element() else { return false };
        let named = element.attrs.iter().filter(|attribute| matches!(&*attribute.name.local, "class" | "id"));
        named.into_iter().any(|attribute| {
            let value = attribute.value.to_ascii_lowercase();
            NOT_TEXT.iter().any(|name| value.contains(name))
        })
    })
}

/// The blocks without those that only look like text of the article.
fn trimmed(mut blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let same = |text: &str| title.is_some_and(|title| title.eq_ignore_ascii_case(text));
    blocks.retain(|block| !is_link(block) && !same(&block.text));
    // Above the first sentences stand dates, bylines and buttons; below the last, notices and labels.
    let Some(first) = blocks.iter().position(is_prose) else { return blocks };
    let last = blocks.iter().rposition(is_prose).unwrap_or(first);
    let is_label = |block: &Block| !is_ended(&block.text) && block.text.len() < 120;
    let mut index = 0;
    blocks.retain(|block| {
        let at = index;
        index += 1;
        (first..=last).contains(&at) || !is_label(block)
    });
    blocks
}

/// Whether a block is a link to something else: most of it is linked, and it is no sentence.
fn is_link(block: &Block) -> bool {
    let mostly = block.linked * 10 > block.text.len() * 7;
    mostly && (block.text.len() < 60 || !is_ended(&block.text))
}

/// Whether a block is one or more sentences.
fn is_prose(block: &Block) -> bool {
    block.kind != Kind::Heading && block.text.len() >= 80 && is_ended(&block.text)
}

fn is_ended(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '"', '”', '’', ')', ':', '…', '»'])
}

fn paragraphs(document: &Document, matcher: &Matcher) -> Vec<Block> {
    let nodes = document.select_matcher(matcher);
    let in_text = |node: &&NodeRef| !node.ancestors_it(None).any(|parent| block::is_apart(&parent));
    let mut left = block::MOST_TEXT;
    let read = nodes.nodes().iter().filter(in_text).flat_map(|node| block::blocks(node, &|_| false));
    read.take_while(|block| {
        left = left.saturating_sub(block.text.len());
        left > 0
    })
    .collect()
}

/// The paragraphs of a text without marks.
fn from_linked(text: &str) -> Vec<Block> {
    let text = &text[..text.floor_char_boundary(block::MOST_TEXT.min(text.len()))];
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| Block { kind: Kind::Paragraph, text: line.to_owned(), linked: 0, breaks: false })
        .collect()
}
