//! Where an outlet lists its articles: feeds, sitemaps, listings and WordPress's list of posts, read without a socket.
//!
//! [`read`] says what one list names, [`merge`] makes one list of many. Whoever fetches lists follows what
//! [`Contents::further`] tells, keeps a set of what was followed, and sets its own limits.
//!
//! Lists are what sites get wrong most, so each reader takes what it can and leaves the rest: what is broken costs
//! one entry, what is cut off the entries behind the cut. It takes time by the length of the list, whatever is in it.

mod feed;
mod listing;
mod moment;
mod posts;
mod sitemap;
mod xml;

pub(crate) use super::outlet::Kind;
pub(crate) use posts::query as posts_query;

use super::charset;
use super::{Address, Outlet, Page};
use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;

/// The most bytes of a sitemap that are read, inflated. 50,000 addresses with news and images take half of it.
const LONGEST_SITEMAP: usize = 32 << 20;

/// The most entries of a list that are read, which is also the most that a sitemap may have.
const MOST: usize = 50_000;

/// The most bytes of a title, as it is listed, that are read.
const LONGEST_TITLE: usize = 2_000;

/// An article that a list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Where to fetch it: its canonical path and query, on the scheme and host that the list gives.
    pub(crate) address: Address,
    /// Its title, without marks.
    pub(crate) title: Option<String>,
    /// When it was published.
    pub(crate) published: Option<Timestamp>,
    /// When it was last changed.
    pub(crate) updated: Option<Timestamp>,
}

/// What a list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The articles that it names, in its order, each once.
    pub(crate) articles: Vec<Listed>,
    /// The lists that it leads to.
    pub(crate) further: Vec<Further>,
}

/// A list that another leads to: the sitemap of an index, the next page of a listing or of posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Further {
    /// What sort of list it is.
    pub(crate) kind: Kind,
    /// Where it stands.
    pub(crate) address: Address,
    /// When it was last changed.
    pub(crate) updated: Option<Timestamp>,
}

/// Why a page is not the list that it should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    kind: Kind,
    why: String,
}

/// What the list on this page holds. `at` is where the page was fetched, after all redirects.
///
/// # Errors
///
/// Where the page is no list of this kind at all: a page for people in place of a feed, an interface that is closed.
/// A list that is empty, cut off or broken in places is none of that.
pub(crate) fn read(kind: Kind, page: &Page, at: &Address, outlet: &Outlet) -> Result<Contents, Unreadable> {
    let text = text(page, kind);
    if text.trim().is_empty() {
        return Err(Unreadable::new(kind, "it is empty"));
    }
    match kind {
        Kind::Feed => feed::read(&text, at, outlet),
        Kind::Sitemap => sitemap::read(&text, at, outlet),
        Kind::Listing => listing::read(&text, at, outlet),
        Kind::Posts => posts::read(&text, at, outlet),
    }
}

/// The articles of many lists of an outlet, each once: the newest first, those without a day of publication last, as
/// they were listed. What one list leaves out of an article is taken from the others.
pub(crate) fn merge(lists: impl IntoIterator<Item = Vec<Listed>>, outlet: &Outlet) -> Vec<Listed> {
    let mut gathered = Gathered::of(outlet);
    for listed in lists.into_iter().flatten() {
        gathered.add(listed);
    }
    let mut articles = gathered.articles;
    articles.sort_by_key(|listed| Reverse(listed.published));
    articles
}

/// The articles of a list while it is read.
///
/// They are found by a tree and not by hashes, since a site chooses its addresses and could make all hashes equal.
struct Gathered<'a> {
    outlet: &'a Outlet,
    articles: Vec<Listed>,
    /// How each article's address was listed.
    forms: Vec<Form>,
    /// The place of each canonical address.
    places: BTreeMap<Address, usize>,
}

/// How an article's address is listed, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// As its canonical address, which needs no redirect.
    Canonical,
    /// On another host or scheme.
    Moved,
    /// As a twin, or with marks of where its readers came from.
    Twin,
}

impl<'a> Gathered<'a> {
    fn of(outlet: &'a Outlet) -> Gathered<'a> {
        Gathered { outlet, articles: Vec::new(), forms: Vec::new(), places: BTreeMap::new() }
    }

    /// Adds what a list names, if it is an article.
    fn add(&mut self, mut listed: Listed) {
        let Some(canonical) = self.outlet.article(&listed.address) else { return };
        let form = if listed.address == canonical {
            Form::Canonical
        } else if (listed.address.path(), listed.address.query()) == (canonical.path(), canonical.query()) {
            Form::Moved
        } else {
            Form::Twin
        };
        listed.address = canonical.clone().on_origin_of(&listed.address);
        let Some(&place) = self.places.get(&canonical) else {
            self.places.insert(canonical, self.articles.len());
            self.forms.push(form);
            return self.articles.push(listed);
        };
        let known = &mut self.articles[place];
        if form < self.forms[place] {
            self.forms[place] = form;
            known.address = listed.address;
        }
        known.title = known.title.take().or(listed.title);
        known.published = known.published.or(listed.published);
        known.updated = known.updated.max(listed.updated);
    }

    fn contents(self, further: Vec<Further>) -> Contents {
        Contents { articles: self.articles, further }
    }
}

impl Unreadable {
    fn new(kind: Kind, why: impl Into<String>) -> Unreadable {
        Unreadable { kind, why: why.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            Kind::Posts => "list of posts",
            kind => kind.name(),
        };
        write!(f, "this is no {what}: {}", self.why)
    }
}

/// The text of a list. Sitemaps often come as gzip files, whatever their names and headers say.
fn text(page: &Page, kind: Kind) -> Cow<'_, str> {
    let most = match kind {
        Kind::Sitemap => LONGEST_SITEMAP,
        _ => Page::LONGEST,
    };
    let bytes = page.bytes();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut inflated = Vec::new();
        // What was inflated before an error, or before the bound, is read.
        let _ = MultiGzDecoder::new(bytes).take(most as u64).read_to_end(&mut inflated);
        return Cow::Owned(charset::decode(&inflated, None).0.into_owned());
    }
    charset::decode(&bytes[..bytes.len().min(most)], page.content_type.as_deref()).0
}

/// A title as lists write it, without tags, entities, line breaks and what nobody sees; none where nothing is left.
fn title(listed: &str) -> Option<String> {
    let listed = &listed[..listed.floor_char_boundary(LONGEST_TITLE.min(listed.len()))];
    let bare = without_tags(listed);
    // Entities are often escaped once more: `&amp;#8216;`.
    let text = html_escape::decode_html_entities(&bare);
    let seen: String = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .filter(|char| !is_unseen(*char))
        .collect();
    let title = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// Whether a character only says how others are to be set, or nothing.
fn is_unseen(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The text without `<b>` and `</b>`; a `<` that begins no tag stays.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        bare.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        let begins = tag.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/');
        match tag.find('>').filter(|_| begins) {
            Some(end) => rest = &tag[end + 1..],
            None => {
                bare.push('<');
                rest = tag;
            }
        }
    }
    bare.push_str(rest);
    Cow::Owned(bare)
}

#[cfg(all(test, feature = "cli"))]
mod tests;
