//! Reading the file of an outlet: every value is checked, and an error names file, line and what to write.

use super::rule::Pattern;
use super::{Discovery, Layout, Outlet, Rules, Selector, Selectors, Zone};
use crate::error::{Error, ErrorKind};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::value::Datetime;

type Text = Spanned<String>;
type Texts = Vec<Text>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletFile {
    id: Text,
    name: Text,
    hosts: Texts,
    zone: Text,
    layout: Option<Text>,
    #[serde(default)]
    unconfirmed: Texts,
    #[serde(default)]
    discover: DiscoverTable,
    #[serde(default)]
    address: AddressTable,
    #[serde(default)]
    page: Vec<PageTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    #[serde(default)]
    discover: DiscoverTable,
    #[serde(default)]
    address: AddressTable,
    page: [PageTable; 1],
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DiscoverTable {
    feeds: Texts,
    sitemaps: Texts,
    listings: Texts,
    items: Texts,
    next: Texts,
    posts: Option<Text>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AddressTable {
    article: Texts,
    strip: Texts,
    keep_query: Texts,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PageTable {
    since: Option<Spanned<Datetime>>,
    until: Option<Spanned<Datetime>>,
    title: Texts,
    body: Texts,
    date: Texts,
    author: Texts,
    section: Texts,
    drop: Texts,
    residue: Texts,
    further: Texts,
}

/// The keys whose facts may be unconfirmed.
const KEYS: [&str; 23] = [
    "*",
    "hosts",
    "zone",
    "layout",
    "discover.feeds",
    "discover.sitemaps",
    "discover.listings",
    "discover.items",
    "discover.next",
    "discover.posts",
    "address.article",
    "address.strip",
    "address.keep_query",
    "page.since",
    "page.until",
    "page.title",
    "page.body",
    "page.date",
    "page.author",
    "page.section",
    "page.drop",
    "page.residue",
    "page.further",
];

/// A layout that outlets may name.
#[derive(Debug)]
pub(super) struct Named {
    discovery: Discovery,
    rules: Rules,
    selectors: Selectors,
}

/// The layout that a file holds.
pub(super) fn layout(name: &str, text: &str) -> Result<Named, Error> {
    let reader = Reader { name, text };
    let file: LayoutFile = reader.parse()?;
    let [page] = file.page;
    Ok(Named {
        discovery: reader.discovery(&file.discover)?,
        rules: reader.rules(&file.address)?,
        selectors: reader.selectors(&page)?,
    })
}

/// The outlet that a file holds; what it leaves out is taken from the layout that it names.
pub(super) fn outlet(
    name: &str,
    text: &str,
    layouts: &BTreeMap<String, Arc<Named>>,
) -> Result<Outlet, Error> {
    let reader = Reader { name, text };
    let file: OutletFile = reader.parse()?;
    reader.check_id(&file.id)?;
    for host in &file.hosts {
        let fits = |char: char| {
            char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '.' | '-' | ':')
        };
        if host.as_ref().is_empty() || !host.as_ref().chars().all(fits) {
            return Err(
                reader.refuse(host, "is no host; write \"kaltim.antaranews.com\", small, without https://")
            );
        }
    }
    if file.hosts.is_empty() {
        return Err(reader.refuse(&file.id, "has no hosts; write hosts = [\"kaltim.antaranews.com\"]"));
    }
    let zone = Zone::named(file.zone.as_ref())
        .ok_or_else(|| reader.refuse(&file.zone, "is no zone; write \"WIB\", \"WITA\" or \"WIT\""))?;
    if let Some(unknown) = file.unconfirmed.iter().find(|key| !KEYS.contains(&key.as_ref().as_str())) {
        return Err(reader.refuse(unknown, &format!("is no key; write one of {}", KEYS.join(" "))));
    }
    let named = match &file.layout {
        None => None,
        Some(layout) => Some(layouts.get(layout.as_ref()).ok_or_else(|| {
            let known: Vec<&str> = layouts.keys().map(String::as_str).collect();
            reader.refuse(layout, &format!("is no layout; there is {}", known.join(", ")))
        })?),
    };
    let mut discovery = reader.discovery(&file.discover)?;
    let mut rules = reader.rules(&file.address)?;
    let mut layouts = Vec::with_capacity(file.page.len().max(1));
    for (index, page) in file.page.iter().enumerate() {
        let mut selectors = reader.selectors(page)?;
        if let Some(named) = named {
            selectors = selectors.before(&named.selectors);
        }
        let (since, until) = (reader.day(page.since.as_ref())?, reader.day(page.until.as_ref())?);
        if let (Some(since), Some(until), Some(place)) = (since, until, &page.until)
            && until < since
        {
            return Err(reader.at(place.span(), &format!("until {until} is before since {since}; swap them")));
        }
        layouts.push(Layout { number: index + 1, since, until, selectors });
    }
    if let Some(named) = named {
        if layouts.is_empty() {
            layouts.push(Layout { number: 0, since: None, until: None, selectors: named.selectors.clone() });
        }
        discovery = discovery.or(&named.discovery);
        rules = rules.or(&named.rules);
    }
    if layouts.is_empty() {
        let why = "has no [[page]]; write one with its selectors, or layout = \"wordpress\"";
        return Err(reader.refuse(&file.id, why));
    }
    let own = |texts: Texts| texts.into_iter().map(Spanned::into_inner).collect();
    Ok(Outlet {
        id: file.id.into_inner(),
        name: file.name.into_inner(),
        hosts: own(file.hosts),
        zone,
        named_layout: file.layout.map(Spanned::into_inner),
        unconfirmed: own(file.unconfirmed),
        discovery,
        rules,
        layouts,
    })
}

/// Two outlets cannot have one host.
pub(super) fn same_host(name: &str, text: &str, host: &str, other: &str) -> Error {
    let at = text.find(host).unwrap_or_default();
    let why = format!("the host {host:?} belongs to the outlet {other:?} already; use its id to replace it");
    Reader { name, text }.at(at..at, &why)
}

impl Discovery {
    fn or(self, named: &Discovery) -> Discovery {
        let list = |own: Vec<String>, named: &[String]| if own.is_empty() { named.to_vec() } else { own };
        let selectors =
            |own: Vec<Selector>, named: &[Selector]| if own.is_empty() { named.to_vec() } else { own };
        Discovery {
            feeds: list(self.feeds, &named.feeds),
            sitemaps: list(self.sitemaps, &named.sitemaps),
            listings: list(self.listings, &named.listings),
            items: selectors(self.items, &named.items),
            next: selectors(self.next, &named.next),
            posts: self.posts.or_else(|| named.posts.clone()),
        }
    }
}

impl Rules {
    fn or(self, named: &Rules) -> Rules {
        Rules {
            articles: if self.articles.is_empty() { named.articles.clone() } else { self.articles },
            strip: if self.strip.is_empty() { named.strip.clone() } else { self.strip },
            keep: self.keep,
        }
    }
}

/// A file that is read, to say where in it something is wrong.
struct Reader<'a> {
    name: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(self.text).map_err(|error| self.at(error.span().unwrap_or(0..0), error.message()))
    }

    /// An error at a place of the file.
    fn at(&self, place: Range<usize>, why: &str) -> Error {
        let before = &self.text.as_bytes()[..place.start.min(self.text.len())];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        Error::new(ErrorKind::Config, format!("{}:{line}: {why}", self.name))
    }

    fn refuse(&self, value: &Text, why: &str) -> Error {
        self.at(value.span(), &format!("{:?} {why}", value.as_ref()))
    }

    fn check_id(&self, id: &Text) -> Result<(), Error> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.as_ref().is_empty() || !id.as_ref().bytes().all(fits) {
            return Err(
                self.refuse(id, "is no id; write small letters, digits and hyphens: \"antara-kaltim\"")
            );
        }
        let stem = self.name.rsplit('/').next().unwrap_or(self.name);
        if stem.trim_end_matches(".toml") != id.as_ref() {
            return Err(
                self.refuse(id, &format!("is not the name of its file; write it in {}.toml", id.as_ref()))
            );
        }
        Ok(())
    }

    fn day(&self, time: Option<&Spanned<Datetime>>) -> Result<Option<Date>, Error> {
        let Some(time) = time else { return Ok(None) };
        let day = time.as_ref().date.filter(|_| time.as_ref().time.is_none());
        let day = day.and_then(|day| Date::new(day.year as i16, day.month as i8, day.day as i8).ok());
        let why = || self.at(time.span(), &format!("{} is no day; write 2024-01-31", time.as_ref()));
        day.map(Some).ok_or_else(why)
    }

    fn discovery(&self, table: &DiscoverTable) -> Result<Discovery, Error> {
        Ok(Discovery {
            feeds: self.paths(&table.feeds)?,
            sitemaps: self.paths(&table.sitemaps)?,
            listings: self.paths(&table.listings)?,
            items: self.css(&table.items)?,
            next: self.css(&table.next)?,
            posts: table.posts.as_ref().map(|path| self.path(path)).transpose()?,
        })
    }

    fn rules(&self, table: &AddressTable) -> Result<Rules, Error> {
        let articles = table
            .article
            .iter()
            .map(|text| Pattern::read(text.as_ref()).map_err(|why| self.at(text.span(), &why)));
        let strip = table.strip.iter().map(|text| match text.as_ref().trim_matches('/') {
            segment if !segment.is_empty() && !segment.contains('/') => Ok(segment.to_owned()),
            _ => Err(self.refuse(text, "is not one segment of a path; write \"/amp\"")),
        });
        Ok(Rules {
            articles: articles.collect::<Result<_, _>>()?,
            strip: strip.collect::<Result<_, _>>()?,
            keep: Some(table.keep_query.iter().map(|text| text.as_ref().clone()).collect()),
        })
    }

    fn selectors(&self, table: &PageTable) -> Result<Selectors, Error> {
        for line in &table.residue {
            if line.as_ref().trim().len() < 3 {
                return Err(self
                    .refuse(line, "is too short for the beginning of a line; write at least 3 characters"));
            }
        }
        Ok(Selectors {
            title: self.css(&table.title)?,
            body: self.css(&table.body)?,
            date: self.css(&table.date)?,
            author: self.css(&table.author)?,
            section: self.css(&table.section)?,
            drop: self.css(&table.drop)?,
            residue: table.residue.iter().map(|line| line.as_ref().clone()).collect(),
            further: self.css(&table.further)?,
        })
    }

    fn paths(&self, texts: &[Text]) -> Result<Vec<String>, Error> {
        texts.iter().map(|text| self.path(text)).collect()
    }

    fn path(&self, text: &Text) -> Result<String, Error> {
        let path = text.as_ref();
        let is_address = crate::crawl::Address::read(path).is_some();
        if is_address || path.starts_with('/') && !path.starts_with("//") {
            return Ok(path.clone());
        }
        Err(self.refuse(text, "is no address; write a path such as \"/feed/\" or all of \"https://…\""))
    }

    fn css(&self, texts: &[Text]) -> Result<Vec<Selector>, Error> {
        let why = "is no CSS selector; write for instance \"div.post-content > p\"";
        let read = |text: &Text| Selector::read(text.as_ref()).ok_or_else(|| self.refuse(text, why));
        texts.iter().map(read).collect()
    }
}
