//! Listings: pages for people that link to articles.

use super::{Contents, Further, Gathered, Kind, Listed, Unreadable, title};
use crate::crawl::outlet::Selector;
use crate::crawl::{Address, Outlet, tree};
use dom_query::{Document, NodeRef};
use std::borrow::Cow;

/// The articles that a listing links to where its outlet's selectors say, else anywhere, and its next page.
pub(super) fn read(html: &str, at: &Address, outlet: &Outlet) -> Result<Contents, Unreadable> {
    // A byte that nobody sees, and an error for the parser each time.
    let html = if html.contains('\0') { Cow::Owned(html.replace('\0', "")) } else { Cow::Borrowed(html) };
    let document = tree::parse(&html)
        .ok_or_else(|| Unreadable::new(Kind::Listing, "it is nested or repeated beyond all bounds"))?;
    let base = base(&document, at);
    let discovery = outlet.discovery();
    let mut gathered = Gathered::of(outlet);
    for node in document.root().descendants_it() {
        if discovery.items.iter().any(|item| item.selects(&node)) {
            gathered.add_link(&node, &base);
        }
    }
    if gathered.articles.is_empty() {
        for node in document.root().descendants_it().filter(|node| node.has_name("a")) {
            gathered.add_link(&node, &base);
        }
    }
    let next = next(&document, &discovery.next, &base)
        .filter(|address| address != at && outlet.has_host(address.host()))
        .map(|address| Further { kind: Kind::Listing, address, updated: None });
    Ok(gathered.contents(next.into_iter().collect()))
}

impl Gathered<'_> {
    /// Adds the article that a link leads to, or the first link in a selected element.
    fn add_link(&mut self, node: &NodeRef, base: &Address) {
        let is_link = |node: &NodeRef| node.has_name("a") && node.has_attr("href");
        let link = if is_link(node) { Some(*node) } else { node.descendants_it().find(is_link) };
        let Some(link) = link else { return };
        let Some(address) = link.attr("href").and_then(|href| base.join(&href)) else { return };
        // The link around a picture has no text, but often the title of the article as its own.
        let title = title(&link.text()).or_else(|| title(&link.attr("title")?));
        self.add(Listed { address, title, published: None, updated: None });
    }
}

/// What links are relative to.
fn base(document: &Document, at: &Address) -> Address {
    let base = document.root().descendants_it().find(|node| node.has_name("base") && node.has_attr("href"));
    base.and_then(|base| at.join(&base.attr("href")?)).unwrap_or_else(|| at.clone())
}

/// Where the first selector leads that finds a link.
fn next(document: &Document, selectors: &[Selector], base: &Address) -> Option<Address> {
    let href = |node: NodeRef| node.attr("href").filter(|href| !href.starts_with('#'));
    selectors.iter().find_map(|selector| {
        let found = document.root().descendants_it().filter(|node| selector.selects(node)).find_map(href)?;
        base.join(&found)
    })
}

#[cfg(test)]
mod tests;
