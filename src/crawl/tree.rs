//! The tree of a page, built within bounds and without what no reader of articles needs.
//!
//! The parser takes time by the depth of the tree for every tag, and by the number of attributes for every
//! attribute, so a small hostile page can cost minutes. Here a page is fed to it in pieces, and given up where it
//! has too many tags, too many attributes in one, nests too deep or multiplies its elements. `benches/page.rs`
//! shows the time of pages that are just within these bounds.
//!
//! Most of a news page is scripts, styles and comments. They are not fed at all, save linked data, which makes
//! reading such a page faster than only parsing it.

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, Parser, parse_document};
use std::iter;

/// The most tags and entities. Long news pages have a tenth of it.
const MOST_MARKS: usize = 40_000;
/// The most nodes. Unclosed formatting makes more of them than there are tags.
const MOST_NODES: usize = 2 * MOST_MARKS;
/// The deepest nesting. Browsers stop at 512; news pages stay below 60.
const DEEPEST: usize = 256;
/// The most steps from tags through the elements that are open around them, counted high.
const MOST_STEPS: usize = 1_500_000;
/// The most attributes of a tag.
const MOST_ATTRIBUTES: usize = 1024;
/// How often each byte may be looked at before the page is hostile for that alone.
const ROUNDS: usize = 8;
/// How many tags and bytes are parsed at most between two looks at the tree.
const PIECE_TAGS: usize = 32;
const PIECE: usize = 1 << 16;

/// The tree of a page; none where it is beyond all bounds.
pub(crate) fn parse(html: &str) -> Option<Document> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let parser = parse_document(Document::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let whole = StrTendril::from_slice(html);
    let mut feeder = Feeder { html, whole, parser, fed: 0, tags: 0, open: 0, marks: 0, steps: 0 };
    feeder.scan()?;
    feeder.feed(html.len())?;
    Some(feeder.parser.finish())
}

/// A page that is being fed to the parser.
struct Feeder<'a> {
    html: &'a str,
    whole: StrTendril,
    parser: Parser<Document>,
    /// Up to where the page is fed, or need not be.
    fed: usize,
    /// How many tags stand in what is fed next.
    tags: usize,
    /// How deep the tree was after the last piece.
    open: usize,
    /// How many tags and entities were fed.
    marks: usize,
    /// How many steps the parser took at most.
    steps: usize,
}

/// Elements whose content is text up to their end tag, in which nothing begins.
const RAW: [&str; 2] = ["title", "textarea"];
/// Elements whose content is not fed.
const UNREAD: [&str; 2] = ["script", "style"];

impl Feeder<'_> {
    /// Goes from tag to tag as a tokenizer does, and feeds the page up to the last; none where the page is beyond
    /// the bounds.
    ///
    /// Whatever looks like a tag is counted, also inside a value or a title: the parser, which knows more of where
    /// it is, may see one there. But only where certainly nothing else has begun something is left out.
    fn scan(&mut self) -> Option<()> {
        let bytes = self.html.as_bytes();
        let mut budget = bytes.len() * ROUNDS + PIECE;
        let mut raw: Option<&str> = None;
        // Up to where the last tag goes that certainly is one.
        let mut tag_end = 0;
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
            let start = at + found;
            at = start + 1;
            if self.tags == PIECE_TAGS || start - self.fed > PIECE {
                self.feed(start)?;
            }
            self.tags += 1;
            let rest = &self.html[at..];
            let certain = start >= tag_end;
            if rest.starts_with(|char: char| char.is_ascii_alphabetic()) {
                let (attributes, end) = attributes(bytes, at);
                budget = budget.checked_sub(end - start)?;
                if attributes > MOST_ATTRIBUTES {
                    return None;
                }
                if !certain {
                    continue;
                }
                tag_end = end;
                if raw.is_some() {
                    continue;
                }
                raw = RAW.into_iter().find(|name| begins(rest, name));
                if let Some(name) = UNREAD.into_iter().find(|name| begins(rest, name)) {
                    let close = end_tag(self.html, end, name);
                    // Without an end tag all that follows is its content, and no other is looked for.
                    tag_end = close.unwrap_or(bytes.len());
                    if close.is_some() && is_left_out(&bytes[start..end], &bytes[start..tag_end]) {
                        self.leave_out(end, tag_end)?;
                        at = tag_end;
                    }
                }
            } else if certain && rest.starts_with('/') {
                raw = raw.filter(|name| !begins(&rest[1..], name));
            } else if certain && raw.is_none() && rest.starts_with("!--") {
                // `<!-->` is a whole comment.
                let end = memchr::memmem::find(&bytes[at + 1..], b"-->").map(|end| at + 1 + end + 3);
                self.leave_out(start, end.unwrap_or(bytes.len()))?;
                at = self.fed;
            }
        }
        Some(())
    }

    /// Feeds the page up to `start`, and not what stands between there and `end`.
    fn leave_out(&mut self, start: usize, end: usize) -> Option<()> {
        self.feed(start)?;
        self.fed = end;
        Some(())
    }

    /// Feeds the page up to `end`; none where the tree is then beyond the bounds.
    fn feed(&mut self, end: usize) -> Option<()> {
        if end <= self.fed {
            return Some(());
        }
        let piece = &self.html.as_bytes()[self.fed..end];
        self.marks += self.tags + memchr::memchr_iter(b'&', piece).count();
        self.steps += self.tags * (self.open + self.tags);
        if self.marks > MOST_MARKS || self.steps > MOST_STEPS {
            return None;
        }
        self.parser.process(self.whole.subtendril(self.fed as u32, piece.len() as u32));
        (self.fed, self.tags) = (end, 0);
        let document = &self.parser.tokenizer.sink.sink;
        self.open = depth(document);
        (self.open <= DEEPEST && document.tree.len() <= MOST_NODES).then_some(())
    }
}

/// Whether an element of [`UNREAD`] with this start tag can be left out: it is no linked data, and no script of the
/// kind that holds scripts in comments, whose end is hard to tell.
fn is_left_out(tag: &[u8], element: &[u8]) -> bool {
    memchr::memmem::find(tag, b"ld+json").is_none() && memchr::memmem::find(element, b"<!--").is_none()
}

/// Where the end tag of the element `name` begins, from `at` on.
fn end_tag(html: &str, at: usize, name: &str) -> Option<usize> {
    let mut ends = memchr::memmem::find_iter(&html.as_bytes()[at..], b"</").map(|end| at + end);
    ends.find(|end| begins(&html[end + 2..], name))
}

/// Whether a tag that goes on so has this name.
fn begins(tag: &str, name: &str) -> bool {
    let bytes = tag.as_bytes();
    bytes.len() >= name.len()
        && bytes[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        && !bytes.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// How deep the tree is along its last children, where the parser is at work.
fn depth(document: &Document) -> usize {
    iter::successors(Some(document.root()), NodeRef::last_child).count()
}

/// The number of attributes of the tag whose name begins at `at`, as HTML's tokenizer counts them, up to one more
/// than are taken; and where the tag ends, or the count.
fn attributes(html: &[u8], at: usize) -> (usize, usize) {
    let mut rest = &html[at..];
    let mut count = 0;
    skip(&mut rest, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'));
    while count <= MOST_ATTRIBUTES {
        skip(&mut rest, |byte| byte.is_ascii_whitespace() || byte == b'/');
        match rest {
            [] | [b'>', ..] => break,
            [_, name @ ..] => rest = name,
        }
        count += 1;
        skip(&mut rest, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let mut value = rest;
        skip(&mut value, |byte| byte.is_ascii_whitespace());
        let [b'=', after @ ..] = value else { continue };
        rest = after;
        skip(&mut rest, |byte| byte.is_ascii_whitespace());
        match rest {
            [quote @ (b'"' | b'\''), inside @ ..] => {
                rest = memchr::memchr(*quote, inside).map_or(&[], |end| &inside[end + 1..]);
            }
            _ => skip(&mut rest, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
    }
    let end = html.len() - rest.len();
    (count, end + usize::from(rest.first() == Some(&b'>')))
}

/// Skips the bytes at the beginning of `rest` for which `skipped` holds.
fn skip(rest: &mut &[u8], skipped: impl Fn(u8) -> bool) {
    let length = rest.iter().take_while(|&&byte| skipped(byte)).count();
    *rest = &rest[length..];
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
            "<xmp><script type=ld+json></xmp>".to_owned() + &"<div>".repeat(600) + "</script>",
            "<xmp><a title='</xmp>".to_owned() + &"<div>".repeat(600),
            format!("<xmp><a title='</xmp><p{many}>"),
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

    #[test]
    fn what_is_left_out_changes_no_text() {
        let text = |html: &str| parse(html).expect("the page is within bounds").text().to_string();
        for (html, left) in [
            ("a<script>if (a<b) '<p>'</script>b<STYLE>p>a{}</STYLE >c<!-- <p>x --> d", "abc d"),
            ("a<!-->b<!--->c<!-- x", "abc"),
            ("<div data-html='<!--'>a</div><div title=\"<script>\">b</div>", "ab"),
            ("<title>a <!-- b</title>c<textarea><script></textarea>d", "a <!-- bc<script>d"),
            ("<script>a", "a"),
            ("<scripts>a</scripts>", "a"),
            ("<script>北京北京</script>a<style>é</style>b", "ab"),
        ] {
            assert_eq!(text(html), left, "{html}");
        }
        let linked = "<script type='application/ld+json'>{\"a\": \"<p>\"}</script>";
        assert_eq!(text(linked), "{\"a\": \"<p>\"}");
    }

    fn formatting(count: usize) -> String {
        (0..count).map(|number| format!("<b class={number}>")).collect()
    }
}
