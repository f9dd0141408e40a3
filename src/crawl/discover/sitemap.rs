//! Sitemaps: lists of addresses, with what Google's extension for news says of them, and indexes of sitemaps.

use super::xml::{self, Record, Records};
use super::{Contents, Further, Gathered, Kind, Listed, MOST, Unreadable, feed, moment, title};
use crate::crawl::{Address, Outlet};
use jiff::tz::Offset;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The elements that sitemaps and their indexes begin with; the protocol allows feeds too.
const ROOTS: [&str; 5] = ["urlset", "sitemapindex", feed::ROOTS[0], feed::ROOTS[1], feed::ROOTS[2]];

/// The elements that are entries.
const ENTRIES: &[&str] = &["url", "sitemap"];

/// The fields of an entry. `image:loc` and `video:title` are not among them: they stand in other elements.
const FIELDS: &[&str] = &["loc", "lastmod", "news/publication_date", "news/title"];

/// Words in the names of sitemaps that list no articles, and what they list.
const OTHERS: [(&str, &str); 18] = [
    ("author", "pages of who writes, by Yoast"),
    ("authors", "the same"),
    ("penulis", "the same, in Indonesian"),
    ("users", "pages of who writes, by WordPress"),
    ("category", "pages of sections, by Yoast"),
    ("categories", "the same"),
    ("kategori", "the same, in Indonesian"),
    ("taxonomies", "pages of sections and tags, by WordPress"),
    ("tag", "pages of tags, by Yoast: post_tag"),
    ("tags", "the same"),
    ("topik", "the same, in Indonesian"),
    ("image", "pictures"),
    ("images", "pictures"),
    ("gambar", "pictures, in Indonesian"),
    ("product", "what a shop sells, by WooCommerce"),
    ("attachment", "pages of pictures, by Yoast"),
    ("elementor", "parts of pages, by a page builder"),
    ("popup", "the same"),
];

/// How the names of sitemaps begin that list pages such as a contact. Elsewhere in a name `page` is a number's.
const PAGES: [&str; 3] = ["page-sitemap", "pages-sitemap", "wp-sitemap-posts-page-"];

/// The articles that a sitemap names, or the sitemaps that an index leads to, the last changed first.
pub(super) fn read(text: &str, at: &Address, outlet: &Outlet) -> Result<Contents, Unreadable> {
    let document = match xml::document(text, &ROOTS) {
        Ok((root, _)) if feed::ROOTS.contains(&root) => return feed::read(text, at, outlet),
        Ok((_, document)) => document,
        Err(first) => return lines(text, first, outlet),
    };
    let zone = outlet.zone().offset();
    let mut gathered = Gathered::of(outlet);
    let mut further = Vec::new();
    for record in Records::of(&document, ENTRIES, FIELDS).take(MOST) {
        let Some(address) = record.text("loc").and_then(|location| at.join(location)) else { continue };
        let updated = record.text("lastmod").and_then(|date| moment::read(date, zone));
        if record.name == "sitemap" {
            further.push(Further { kind: Kind::Sitemap, address, updated });
        } else {
            gathered.add(listed(&record, address, zone));
        }
    }
    Ok(gathered.contents(children(further, at, outlet)))
}

fn listed(record: &Record, address: Address, zone: Offset) -> Listed {
    let date = |name: &str| record.text(name).and_then(|date| moment::read(date, zone));
    let title = record.text("news/title").and_then(title);
    Listed { address, title, published: date("news/publication_date"), updated: date("lastmod") }
}

/// Those sitemaps of an index at `at` that may list articles, each once, the last changed first.
fn children(mut further: Vec<Further>, at: &Address, outlet: &Outlet) -> Vec<Further> {
    let mut seen = BTreeSet::from([at.clone()]);
    further.retain(|child| {
        outlet.has_host(child.address.host())
            && may_list_articles(child.address.path())
            && seen.insert(child.address.clone())
    });
    further.sort_by_key(|child| Reverse(child.updated));
    further
}

/// Whether a sitemap at this path may list articles, by its name.
fn may_list_articles(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let is_other = |word: &str| OTHERS.iter().any(|(other, _)| *other == word);
    !PAGES.iter().any(|page| name.starts_with(page))
        && !name.split(|char: char| !char.is_ascii_alphabetic()).any(is_other)
}

/// A sitemap in plain text has an address on every line.
fn lines(text: &str, first: Option<&str>, outlet: &Outlet) -> Result<Contents, Unreadable> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST).peekable();
    if lines.peek().and_then(|line| Address::read(line)).is_none() {
        let why = first.map_or("it lists no addresses".to_owned(), |name| format!("it begins with <{name}>"));
        return Err(Unreadable::new(Kind::Sitemap, why));
    }
    let mut gathered = Gathered::of(outlet);
    for address in lines.filter_map(Address::read) {
        gathered.add(Listed { address, title: None, published: None, updated: None });
    }
    Ok(gathered.contents(Vec::new()))
}

#[cfg(test)]
mod tests;
