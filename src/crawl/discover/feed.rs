//! Feeds: RSS from 0.9 to 2.0, Atom and JSON Feed.
//!
//! The parser of the `feed-rs` crate is not used here, only beside it in tests: it gives up a whole feed for one
//! broken entry and for the end that a cut leaves, panics where an author's address stands beside a character of more
//! than one byte, and takes time by the square of the number of a tag's attributes.

use super::xml::{self, Record, Records};
use super::{Contents, Gathered, Kind, Listed, MOST, Unreadable, moment, title};
use crate::crawl::{Address, Outlet};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde::Deserialize;

/// The elements that feeds of all versions begin with.
pub(super) const ROOTS: [&str; 3] = ["rss", "feed", "RDF"];

/// The elements that are entries: RSS's and Atom's.
const ENTRIES: &[&str] = &["item", "entry"];

/// What a field of an entry says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Link,
    Title,
    Published,
    Updated,
}

/// The fields of an entry. Of those that say the same, the first in this order counts that says it.
const FIELDS: [(&str, Says); 18] = [
    // FeedBurner's own link leads over its counter, and the outlet's stands here.
    ("feedburner:origLink", Says::Link),
    ("link", Says::Link),
    ("atom:link", Says::Link),
    // Where there is no link, or one to another site, these are often the article's address.
    ("guid", Says::Link),
    ("id", Says::Link),
    ("title", Says::Title),
    ("dc:title", Says::Title),
    ("pubDate", Says::Published),
    ("published", Says::Published),
    ("atom:published", Says::Published),
    ("dc:date", Says::Published),
    ("pubdate", Says::Published),
    // Atom before it had a number.
    ("issued", Says::Published),
    ("created", Says::Published),
    ("updated", Says::Updated),
    ("atom:updated", Says::Updated),
    ("modified", Says::Updated),
    ("dcterms:modified", Says::Updated),
];

/// Their names.
const NAMES: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < FIELDS.len() {
        names[at] = FIELDS[at].0;
        at += 1;
    }
    names
};

/// The articles that a feed names.
pub(super) fn read(text: &str, at: &Address, outlet: &Outlet) -> Result<Contents, Unreadable> {
    let entries = if text.trim_start().starts_with('{') { json(text, outlet)? } else { xml(text, outlet)? };
    let mut gathered = Gathered::of(outlet);
    for entry in entries {
        let links = entry.links.iter().filter_map(|link| at.join(link));
        if let Some(address) = links.into_iter().find(|address| outlet.has_article(address)) {
            let Entry { title, published, updated, .. } = entry;
            gathered.add(Listed { address, title, published, updated });
        }
    }
    Ok(gathered.contents(Vec::new()))
}

/// An entry of a feed.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    /// Where it may stand, the likeliest first.
    links: Vec<String>,
    title: Option<String>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
}

fn xml(text: &str, outlet: &Outlet) -> Result<Vec<Entry>, Unreadable> {
    let (_, document) = xml::document(text, &ROOTS).map_err(|first| {
        let why = first.map_or("it has no element".to_owned(), |name| format!("it begins with <{name}>"));
        Unreadable::new(Kind::Feed, why)
    })?;
    let zone = outlet.zone().offset();
    Ok(Records::of(&document, ENTRIES, &NAMES).take(MOST).map(|record| entry(&record, zone)).collect())
}

fn entry(record: &Record, zone: Offset) -> Entry {
    let all = |says: Says| {
        let names = FIELDS.iter().filter(move |(_, said)| *said == says).map(|(name, _)| *name);
        names.flat_map(|name| record.fields.iter().filter(move |field| field.name == name))
    };
    let leads = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
    let links = all(Says::Link).filter(|field| leads(&field.rel)).map(|field| {
        let link = field.href.as_deref().unwrap_or(&field.text).trim();
        // In CDATA nothing is escaped, but some escape it there too.
        link.replace("&amp;", "&").replace("&#038;", "&")
    });
    let date = |says: Says| all(says).find_map(|field| moment::read(&field.text, zone));
    Entry {
        links: links.filter(|link| !link.is_empty()).collect(),
        title: all(Says::Title).find_map(|field| title(&field.text)),
        published: date(Says::Published),
        updated: date(Says::Updated),
    }
}

/// JSON Feed, of either version.
#[derive(Deserialize)]
struct JsonFeed {
    items: Vec<serde_json::Value>,
}

fn json(text: &str, outlet: &Outlet) -> Result<Vec<Entry>, Unreadable> {
    let feed: JsonFeed = serde_json::from_str(text)
        .map_err(|error| Unreadable::new(Kind::Feed, format!("its JSON cannot be read: {error}")))?;
    let zone = outlet.zone().offset();
    Ok(feed.items.iter().take(MOST).map(|item| json_entry(item, zone)).collect())
}

fn json_entry(item: &serde_json::Value, zone: Offset) -> Entry {
    let text = |name: &str| item.get(name).and_then(serde_json::Value::as_str);
    let links = ["url", "external_url", "id"].into_iter().filter_map(text);
    Entry {
        links: links.filter(|link| !link.is_empty()).map(str::to_owned).collect(),
        title: text("title").and_then(title),
        published: text("date_published").and_then(|date| moment::read(date, zone)),
        updated: text("date_modified").and_then(|date| moment::read(date, zone)),
    }
}

#[cfg(test)]
mod tests;
