//! The text of a part of a page, block by block: what a reader sees as paragraphs, subheads, list items and quoted
//! blocks. Menus, forms, captions, scripts and what the page hides are no text.

use dom_query::{NodeData, NodeRef};

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its text, with single spaces.
    pub(super) text: String,
    /// How many bytes of the text are links.
    pub(super) linked: usize,
    /// Whether only a line break parts it from the block before.
    pub(super) breaks: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Quote,
}

/// The most bytes of text that are read of a page. The longest news articles have a tenth of it.
pub(super) const MOST_TEXT: usize = 256 << 10;

/// From how many characters on a form is taken for the page itself.
const LONGEST_FORM: usize = 2000;

/// Elements whose text is not the article's.
const APART: [&str; 29] = [
    "amp-ad",
    "amp-auto-ads",
    "amp-iframe",
    "amp-sidebar",
    "aside",
    "audio",
    "button",
    "canvas",
    "embed",
    "figcaption",
    "fieldset",
    "footer",
    "head",
    "header",
    "iframe",
    "input",
    "menu",
    "nav",
    "noscript",
    "object",
    "option",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Elements that begin and end blocks.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// The blocks of `root`, without the elements that `drop` names.
pub(super) fn blocks(root: &NodeRef, drop: &dyn Fn(&NodeRef) -> bool) -> Vec<Block> {
    let mut writer = Writer {
        drop,
        blocks: Vec::new(),
        current: empty(Kind::Paragraph),
        kinds: Vec::new(),
        links: 0,
        left: MOST_TEXT,
    };
    writer.inside(root);
    writer.end();
    writer.blocks
}

/// The text of an element in one line.
pub(super) fn line(root: &NodeRef) -> String {
    let mut line = String::new();
    for block in blocks(root, &|_| false) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&block.text);
    }
    line
}

/// The blocks as one text, an empty line between paragraphs.
pub(super) fn joined(blocks: &[Block]) -> String {
    let mut text = String::with_capacity(blocks.iter().map(|block| block.text.len() + 2).sum());
    let mut before: Option<Kind> = None;
    for block in blocks {
        let in_list = before == Some(Kind::Item) && block.kind == Kind::Item;
        match before {
            None => {}
            Some(_) if block.breaks || in_list => text.push('\n'),
            Some(_) => text.push_str("\n\n"),
        }
        text.push_str(&block.text);
        before = Some(block.kind);
    }
    text
}

/// How many bytes of text the blocks have.
pub(super) fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

fn empty(kind: Kind) -> Block {
    Block { kind, text: String::new(), linked: 0, breaks: false }
}

struct Writer<'a> {
    drop: &'a dyn Fn(&NodeRef) -> bool,
    blocks: Vec<Block>,
    current: Block,
    /// The kinds of the blocks around what is read, the innermost last.
    kinds: Vec<Kind>,
    /// How many links are around it.
    links: usize,
    /// How many more bytes of text are read.
    left: usize,
}

/// What an element does to the text around it.
enum Effect {
    /// It is not read.
    Apart,
    /// It stands in a block of its own.
    Block(Option<Kind>),
    /// It ends a line.
    Break,
    /// It is a cell of a table.
    Cell,
    /// It is a link.
    Link,
    None,
}

impl Writer<'_> {
    fn inside(&mut self, parent: &NodeRef) {
        for child in parent.children_it(false) {
            let effect = child.query_or(Effect::Apart, |node| match &node.data {
                NodeData::Text { contents } => {
                    self.push(contents);
                    Effect::Apart
                }
                NodeData::Element(element) => {
                    let hidden = element.attrs.iter().any(|attribute| match &*attribute.name.local {
                        "hidden" => true,
                        "aria-hidden" => &*attribute.value == "true",
                        "style" => is_hidden(&attribute.value),
                        _ => false,
                    });
                    if hidden { Effect::Apart } else { effect(&element.name.local) }
                }
                _ => Effect::Apart,
            });
            self.element(&child, effect);
        }
    }

    fn element(&mut self, node: &NodeRef, effect: Effect) {
        if matches!(effect, Effect::Apart) || (self.drop)(node) {
            return;
        }
        match effect {
            Effect::Block(kind) => {
                // Forms are for readers to fill in, but some sites put all of their pages into one.
                if node.has_name("form") && node.normalized_char_count() < LONGEST_FORM {
                    return;
                }
                // A photograph's caption need not be marked as one; a quotation or table is no caption.
                if node.has_name("figure") && !holds_text(node) {
                    return;
                }
                self.end();
                self.kinds.extend(kind);
                self.inside(node);
                self.end();
                if kind.is_some() {
                    self.kinds.pop();
                }
            }
            Effect::Break => {
                let again = self.current.text.trim().is_empty();
                self.end();
                self.current.breaks = !again && !self.blocks.is_empty();
            }
            Effect::Cell => {
                self.push(" ");
                self.inside(node);
                self.push(" ");
            }
            Effect::Link => {
                self.links += 1;
                self.inside(node);
                self.links -= 1;
            }
            _ => self.inside(node),
        }
    }

    fn push(&mut self, text: &str) {
        let from = self.current.text.len();
        let text = &text[..text.floor_char_boundary(self.left.min(text.len()))];
        self.left -= text.len();
        let out = &mut self.current.text;
        let mut rest = text;
        while let Some(word) = rest.find(|char: char| !char.is_whitespace()) {
            if word > 0 && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            rest = &rest[word..];
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        if !rest.is_empty() && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if self.links > 0 {
            self.current.linked += self.current.text.len() - from;
        }
    }

    /// Ends the block that is being written.
    fn end(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or(Kind::Paragraph);
        let mut block = std::mem::replace(&mut self.current, empty(kind));
        block.text.truncate(block.text.trim_end().len());
        if block.text.is_empty() {
            return;
        }
        block.kind = kind;
        block.linked = block.linked.min(block.text.len());
        self.blocks.push(block);
    }
}

fn effect(name: &str) -> Effect {
    if APART.contains(&name) {
        return Effect::Apart;
    }
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Effect::Block(Some(Kind::Heading)),
        "li" => Effect::Block(Some(Kind::Item)),
        "blockquote" => Effect::Block(Some(Kind::Quote)),
        "br" => Effect::Break,
        "td" | "th" => Effect::Cell,
        "a" => Effect::Link,
        name if BLOCKS.contains(&name) => Effect::Block(None),
        _ => Effect::None,
    }
}

/// Whether an element's text is never the article's.
pub(super) fn is_apart(node: &NodeRef) -> bool {
    node.query_or(false, |node| {
        node.as_element().is_some_and(|element| APART.contains(&&*element.name.local))
    })
}

fn is_hidden(style: &str) -> bool {
    let style: String = style.chars().filter(|char| !char.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn holds_text(figure: &NodeRef) -> bool {
    let is_text = |node: &NodeRef| ["blockquote", "table", "pre"].iter().any(|name| node.has_name(name));
    figure.descendants_it().any(|node| is_text(&node))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn check(html: &str, text: &str) {
        let document = Document::from(html);
        assert_eq!(joined(&blocks(&document.root(), &|_| false)), text, "{html}");
    }

    #[test]
    fn blocks_are_what_a_reader_sees() {
        check("<p>Satu\n dua&nbsp; <b>tiga</b>.</p><p></p>\n<div>Empat</div>", "Satu dua tiga.\n\nEmpat");
        check("<div>Satu<br/>dua<br> <br>tiga</div>", "Satu\ndua\n\ntiga");
        check("<h2>Judul</h2><ul><li>a</li><li><p>b</p></li></ul><p>c", "Judul\n\na\nb\n\nc");
        check("<blockquote>Kata dia.</blockquote>lalu", "Kata dia.\n\nlalu");
        check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc");
        check("<p>Satu <p hidden>x</p><span style='display: none'>y</span>dua", "Satu\n\ndua");
    }

    #[test]
    fn what_stands_apart_is_no_text() {
        check(
            "<nav>a</nav><figure><img>Foto<figcaption>b</figcaption></figure><script>c</script><p>teks</p>\
             <form>d</form><figure><table><tr><td>e</table></figure>",
            "teks\n\ne",
        );
    }

    #[test]
    fn links_are_measured() {
        let document = Document::from("<p>Baca <a href=x>ini juga</a></p>");
        let blocks = blocks(&document.root(), &|_| false);
        assert_eq!((blocks[0].text.as_str(), blocks[0].linked), ("Baca ini juga", 8));
    }
}
