//! The text of an article by what its outlet's file says, checked against what the page has.

use super::block::{self, Block};
use super::generic;
use super::metadata::Head;
use super::reading::{Doubt, Field, Source};
use crate::crawl::{Layout, Outlet, Selectors};
use dom_query::{Document, NodeRef};
use jiff::civil::Date;

/// The text of an article and how it was found.
pub(super) struct Body<'a> {
    pub(super) blocks: Vec<Block>,
    pub(super) source: Option<Source>,
    /// The outlet's layout by which it was found.
    pub(super) layout: Option<&'a Layout>,
    pub(super) doubts: Vec<Doubt>,
}

/// From how many bytes on a text is taken for whole without comparing it with the page's.
const WHOLE: usize = 1200;
/// How many times more text a page must have for the selectors to be doubted.
const TIMES: usize = 10;

/// The text of the article on a page that was published on `day`.
pub(super) fn read<'a>(
    document: &Document,
    head: &Head,
    outlet: Option<&'a Outlet>,
    day: Option<Date>,
    title: Option<&str>,
) -> Body<'a> {
    let generic = || generic::blocks(document, title, head.linked_body());
    let mut doubts = Vec::new();
    if let Some(outlet) = outlet {
        let holds = |layout: &&Layout| day.is_none_or(|day| layout.holds(day));
        let on_its_day = outlet.page_layouts().iter().filter(holds);
        let on_others = outlet.page_layouts().iter().filter(|layout| !holds(layout));
        let found =
            on_its_day.chain(on_others).find_map(|layout| Some((layout, select(head, &layout.selectors)?)));
        match found {
            Some((layout, blocks)) => {
                if !holds(&layout) {
                    doubts.push(Doubt::OtherLayout);
                }
                let found = block::length(&blocks);
                let other =
                    if found < WHOLE && text_of(document) > TIMES * found { generic() } else { Vec::new() };
                if block::length(&other) > TIMES * found {
                    doubts.push(Doubt::SelectorsFindLittle { found, generic: block::length(&other) });
                    return Body {
                        blocks: other,
                        source: Some(Source::Generic),
                        layout: Some(layout),
                        doubts,
                    };
                }
                return Body { blocks, source: Some(Source::Selector), layout: Some(layout), doubts };
            }
            None => doubts.push(Doubt::SelectorsFindNothing(Field::Body)),
        }
    }
    let blocks = generic();
    let source = (!blocks.is_empty()).then_some(Source::Generic);
    Body { blocks, source, layout: None, doubts }
}

/// The text that a layout's selectors find.
fn select(head: &Head, selectors: &Selectors) -> Option<Vec<Block>> {
    let drop = |node: &NodeRef| selectors.drop.iter().any(|selector| selector.selects(node));
    selectors.body.iter().find_map(|selector| {
        let nodes: Vec<NodeRef> = head.select(selector).collect();
        let parts =
            nodes.iter().filter(|node| !is_inside(node, &nodes)).map(|node| block::blocks(node, &drop));
        // Paragraphs belong together; of several containers one is the article's.
        let is_paragraph =
            nodes.first().is_some_and(|node| ["p", "li", "h2"].iter().any(|name| node.has_name(name)));
        let mut blocks = match is_paragraph {
            true => parts.flatten().collect(),
            false => parts.max_by_key(|part| block::length(part)).unwrap_or_default(),
        };
        blocks.retain(|block| !selectors.residue.iter().any(|start| begins(&block.text, start)));
        (!blocks.is_empty()).then_some(blocks)
    })
}

fn is_inside(node: &NodeRef, others: &[NodeRef]) -> bool {
    node.ancestors_it(None).any(|parent| others.iter().any(|other| other.id == parent.id))
}

fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// How many bytes of running text a page has.
fn text_of(document: &Document) -> usize {
    /// The fewest bytes of a block that is no label.
    const SHORTEST: usize = 80;
    let blocks = block::blocks(&document.root(), &|_| false);
    let is_text = |block: &&Block| block.text.len() >= SHORTEST && block.linked * 2 < block.text.len();
    blocks.iter().filter(is_text).map(|block| block.text.len()).sum()
}
