//! The tree of a page, built within bounds.
//!
//! The parser takes time by the depth of the tree for every tag, and by the number of attributes for every
//! attribute, so a small hostile page can cost minutes. Here a page is fed to it in pieces, and given up where it
//! has too many tags, nests too deep or multiplies its elements; tags with too many attributes are looked for
//! before. `benches/page.rs` shows the time of pages that are just within these bounds.

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use std::iter;

/// The most tags and entities. Long news pages have a tenth of it.
const MOST_MARKS: usize = 40_000;
/// The most nodes. Unclosed formatting makes more of them than there are tags.
const MOST_NODES: usize = 2 * MOST_MARKS;
/// The deepest nesting. Browsers stop at 512; news pages stay below 60.
const DEEPEST: usize = 256;
/// The most steps from tags through the elements that are open around them, counted high.
const MOST_STEPS: usize = 1_000_000;
/// The most attributes of a tag.
const MOST_ATTRIBUTES: usize = 1024;
/// How many bytes are parsed between two looks at the tree.
const PIECE: usize = 1024;

/// The tree of a page; none where it is beyond all bounds.
pub(super) fn parse(html: &str) -> Option<Document> {
    let marks = html.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count();
    if marks > MOST_MARKS || has_many_attributes(html.as_bytes()) {
        return None;
    }
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Document::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    let (mut open, mut steps) = (0, 0);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        parser.process(StrTendril::from_slice(piece));
        rest = after;
        let tags = piece.bytes().filter(|&byte| byte == b'<').count();
        steps += tags * (open + tags);
        let document = &parser.tokenizer.sink.sink;
        open = depth(document);
        if open > DEEPEST || steps > MOST_STEPS || document.tree.len() > MOST_NODES {
            return None;
        }
    }
    Some(parser.finish())
}

/// How deep the tree is along its last children, where the parser is at work.
fn depth(document: &Document) -> usize {
    iter::successors(Some(document.root()), NodeRef::last_child).count()
}

/// Whether some tag may have more attributes than are taken. What looks like a tag inside a script or a value is
/// counted like one, so that nothing a parser sees is missed.
fn has_many_attributes(html: &[u8]) -> bool {
    /// How often each byte may be looked at before the page is hostile for that alone.
    const ROUNDS: usize = 8;
    let mut budget = html.len() * ROUNDS + PIECE;
    let mut at = 0;
    while let Some(found) = html[at..].iter().position(|&byte| byte == b'<') {
        at += found + 1;
        if !html.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (attributes, end) = attributes(html, at);
        let Some(left) = budget.checked_sub(end - at) else { return true };
        budget = left;
        if attributes > MOST_ATTRIBUTES {
            return true;
        }
    }
    false
}

/// The number of attributes of the tag whose name begins at `at`, as HTML's tokenizer counts them, up to one more
/// than are taken; and where the count ends.
fn attributes(html: &[u8], mut at: usize) -> (usize, usize) {
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let skip = |mut at: usize, skipped: &dyn Fn(u8) -> bool| {
        while html.get(at).is_some_and(|&byte| skipped(byte)) {
            at += 1;
        }
        at
    };
    at = skip(at, &|byte| !is_space(byte) && byte != b'/' && byte != b'>');
    let mut count = 0;
    while count <= MOST_ATTRIBUTES {
        at = skip(at, &|byte| is_space(byte) || byte == b'/');
        match html.get(at) {
            None | Some(b'>') => break,
            Some(_) => count += 1,
        }
        at = skip(at + 1, &|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let value = skip(at, &is_space);
        if html.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &is_space);
        at = match html.get(at) {
            Some(&quote @ (b'"' | b'\'')) => skip(at + 1, &|byte| byte != quote) + 1,
            _ => skip(at, &|byte| !is_space(byte) && byte != b'>'),
        };
    }
    (count, at.min(html.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_pages_are_given_up() {
        let many: String = (0..2000).map(|number| format!(" a{number}=\"x>y\"")).collect();
        for hostile in [
            "<div>".repeat(600),
            "<span><div></span>".repeat(600),
            "<b><div></b>".repeat(600),
            "<svg><title>".to_owned() + &"<div>".repeat(600),
            "<script><!--<script></script><title></script>".to_owned() + &"<div>".repeat(600),
            "<br>".repeat(100_000),
            format!("<p{many}>"),
            format!("<!--<script>--><p title='<a'{many}>"),
            "<a c=".to_owned() + &"<a".repeat(50_000),
            // Unclosed formatting is made anew in every paragraph.
            format!("<p>{}</p>{}", formatting(200), "<p>x</p>".repeat(5000)),
        ] {
            assert!(parse(&hostile).is_none(), "{}", &hostile[..60]);
        }
    }

    #[test]
    fn long_flat_pages_are_read() {
        for flat in [
            "<div><p>a<p>b</div>",
            "<li><span>a</span>",
            "<script>for (i=0;i<n;i++) {}</script>",
            "<svg><path d=1 /><path/></svg>",
            "<!-- <div> --><br><img src=a>",
            "<a href=x title='a > b'>a</a>",
        ] {
            assert!(parse(&flat.repeat(2000)).is_some(), "{flat}");
        }
        assert!(parse(&"<div>".repeat(100)).is_some());
        assert!(parse("").is_some());
    }

    fn formatting(count: usize) -> String {
        (0..count).map(|number| format!("<b class={number}>")).collect()
    }
}
