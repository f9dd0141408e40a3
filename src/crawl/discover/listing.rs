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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::super::tests::{lines, read_at};
    use super::*;

    const AT: &str = "https://kabar.example/terkini?page=2";

    fn check(page: &str, articles: &[&str], next: Option<&str>) {
        let contents = read_at(Kind::Listing, page, AT).expect(page);
        assert_eq!(lines(&contents), articles, "{page}");
        let found = contents.further.first().map(|further| further.address.to_string());
        assert_eq!(found.as_deref(), next, "{page}");
    }

    #[test]
    fn links_are_taken_where_the_selectors_say() {
        // All selectors count, in the order of the page; the sidebar is not among them.
        check(
            "<a class=utama href='/baca/9/berita-utama'><img src=x></a><a class=utama href=/baca/9/berita-utama>Berita <b>Utama</b></a>
             <article><h3><a href='https://www.kabar.example/baca/7/camat-dipanggil?utm_source=a'>Camat\n Dipanggil</a></h3></article>
             <ul><li class=kartu><a name=x>x</a><a href='/amp/baca/8/lurah-netral' title='Lurah Netral'><img></a><a href=/baca/1/lain-lagi>x</a></ul>
             <article><h3><a href='#'>Contoh</a></h3></article><article><h3><a href='javascript:x'>Contoh</a></h3></article>
             <aside><a href=/baca/2/terpopuler-ini>Terpopuler</a></aside>",
            &[
                "/baca/9/berita-utama | Berita Utama | - | -",
                "https://www.kabar.example/baca/7/camat-dipanggil | Camat Dipanggil | - | -",
                "/baca/8/lurah-netral | Lurah Netral | - | -",
            ],
            None,
        );
    }

    #[test]
    fn all_links_are_taken_where_the_selectors_find_nothing() {
        check(
            "<h2><a href=/baca/7/camat-dipanggil>Camat Dipanggil</a></h2><a href=/tentang>Tentang</a><a>x</a>
             <a href=https://lain.example/baca/7/camat-dipanggil>Lain</a><a href=../baca/8/lurah-netral>Lurah</a>",
            &["/baca/7/camat-dipanggil | Camat Dipanggil | - | -", "/baca/8/lurah-netral | Lurah | - | -"],
            None,
        );
        check("<p>Belum ada berita.</p>", &[], None);
    }

    #[test]
    fn links_are_relative_to_the_base() {
        check(
            "<base href='https://www.kabar.example/arsip/'><a href='../baca/7/camat-dipanggil'>a</a><a rel=next href='?page=3'>2</a>",
            &["https://www.kabar.example/baca/7/camat-dipanggil | a | - | -"],
            Some("https://www.kabar.example/arsip/?page=3"),
        );
    }

    #[test]
    fn the_next_page_is_another_page_of_the_outlet() {
        for (link, next) in [
            ("<a rel=next href='/terkini?page=3'>›</a>", Some("https://kabar.example/terkini?page=3")),
            ("<a class=lanjut href='?page=3'>›</a>", Some("https://kabar.example/terkini?page=3")),
            (
                "<a class=lanjut href='?page=9'>9</a><a rel=next href='?page=3'>›</a>",
                Some("https://kabar.example/terkini?page=3"),
            ),
            (
                "<a rel=next href='#'>›</a><a rel=next href='?page=3#atas'>›</a>",
                Some("https://kabar.example/terkini?page=3"),
            ),
            // It leads to itself, elsewhere or nowhere.
            ("<a rel=next href='?page=2'>›</a>", None),
            ("<a rel=next href='https://lain.example/terkini?page=3'>›</a>", None),
            ("<a rel=next href='javascript:void(0)'>›</a>", None),
            ("<a rel=next>›</a>", None),
        ] {
            check(link, &[], next);
        }
    }
}
