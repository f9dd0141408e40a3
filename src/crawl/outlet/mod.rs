//! Outlets: what netra knows of the sites that it reads, one file an outlet.
//!
//! The files stand in `data/outlets/`; an operator's own add to them or replace them, by their `id`. How one is
//! written is told in `docs/outlets.md`.

mod file;
mod list;
mod rule;

pub(crate) use list::{Discovery, Kind};
pub(crate) use rule::Rules;

use super::Address;
use crate::error::Error;
use dom_query::{LocalName, Matcher, NodeRef};
use jiff::civil::Date;
use jiff::tz::Offset;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// One of Indonesia's three time zones, none of which has summer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Zone {
    /// *Waktu Indonesia Barat*, UTC+7.
    Wib,
    /// *Waktu Indonesia Tengah*, UTC+8.
    Wita,
    /// *Waktu Indonesia Timur*, UTC+9.
    Wit,
}

impl Zone {
    /// The zone with this abbreviation.
    pub fn named(name: &str) -> Option<Zone> {
        Some(match name {
            "WIB" => Zone::Wib,
            "WITA" => Zone::Wita,
            "WIT" => Zone::Wit,
            _ => return None,
        })
    }

    /// Its distance from UTC.
    pub fn offset(self) -> Offset {
        Offset::constant(match self {
            Zone::Wib => 7,
            Zone::Wita => 8,
            Zone::Wit => 9,
        })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Zone::Wib => "WIB",
            Zone::Wita => "WITA",
            Zone::Wit => "WIT",
        })
    }
}

/// A news site: its hosts, its zone, where it lists its articles and how its pages are laid out.
#[derive(Clone, Debug)]
pub struct Outlet {
    id: String,
    name: String,
    hosts: Vec<String>,
    zone: Zone,
    named_layout: Option<String>,
    unconfirmed: Vec<String>,
    discovery: Discovery,
    rules: Rules,
    layouts: Vec<Layout>,
}

/// How the pages of some days are laid out.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// Its place in the outlet's file, from 1; 0 where the outlet only names a layout.
    pub(crate) number: usize,
    /// The first day of publication on which it holds.
    pub(crate) since: Option<Date>,
    /// The last.
    pub(crate) until: Option<Date>,
    pub(crate) selectors: Selectors,
}

impl Layout {
    /// Whether pages of this day are laid out by it.
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Where things stand on a page. Of each list the first selector that finds something counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selectors {
    pub(crate) title: Vec<Selector>,
    pub(crate) body: Vec<Selector>,
    pub(crate) date: Vec<Selector>,
    pub(crate) author: Vec<Selector>,
    pub(crate) section: Vec<Selector>,
    /// What is not the article's text; all of them count.
    pub(crate) drop: Vec<Selector>,
    /// The beginnings of lines that are not the article's text.
    pub(crate) residue: Vec<String>,
    /// The links to the further pages of the same article.
    pub(crate) further: Vec<Selector>,
}

impl Selectors {
    /// These selectors, and after them those of a named layout.
    fn before(mut self, named: &Selectors) -> Selectors {
        let pairs = [
            (&mut self.title, &named.title),
            (&mut self.body, &named.body),
            (&mut self.date, &named.date),
            (&mut self.author, &named.author),
            (&mut self.section, &named.section),
            (&mut self.drop, &named.drop),
            (&mut self.further, &named.further),
        ];
        for (own, named) in pairs {
            own.extend(named.iter().cloned());
        }
        self.residue.extend(named.residue.iter().cloned());
        self
    }
}

/// A CSS selector, as it is written and as it is matched.
#[derive(Clone, Debug)]
pub(crate) struct Selector {
    css: String,
    matcher: Matcher,
    /// The name of the elements that it selects, where it says one: most elements of a page fail this test.
    name: Option<LocalName>,
}

impl Selector {
    /// Reads a selector; none where it is not one.
    fn read(css: &str) -> Option<Selector> {
        let matcher = Matcher::new(css).ok()?;
        // A list, a function or a quoted value may hold anything.
        let is_plain = !css.contains([',', '(', ':', '"', '\'']);
        let last = css.trim().rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
        let end = last.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(last.len());
        let name = (is_plain && end > 0).then(|| LocalName::from(last[..end].to_ascii_lowercase()));
        Some(Selector { css: css.to_owned(), matcher, name })
    }

    /// Whether an element is selected.
    pub(crate) fn selects(&self, node: &NodeRef) -> bool {
        let fits = |name: &LocalName| {
            node.query_or(false, |node| node.as_element().is_some_and(|element| element.name.local == *name))
        };
        self.name.as_ref().is_none_or(fits) && node.is_match(&self.matcher)
    }
}

impl Outlet {
    /// Its identifier, which is also the name of its file.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name, for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its hosts; the first stands in canonical addresses.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// The zone of the times that it prints.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The layout that it names beside its own: `wordpress`.
    pub fn named_layout(&self) -> Option<&str> {
        self.named_layout.as_deref()
    }

    /// The keys of its file that nobody has compared with the live site yet.
    pub fn unconfirmed(&self) -> &[String] {
        &self.unconfirmed
    }

    /// The numbers of its layouts: their places in its file, from 1, or 0 where the file only names one.
    pub fn layouts(&self) -> impl Iterator<Item = usize> {
        self.layouts.iter().map(|layout| layout.number)
    }

    pub(crate) fn page_layouts(&self) -> &[Layout] {
        &self.layouts
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Where it lists its articles, as pairs of a kind of list (`feed`, `sitemap`, `listing`, `posts`) and an
    /// address.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.sources().map(|(kind, address)| (kind.name(), address))
    }

    /// The same, for those who read them.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (Kind, String)> {
        self.discovery.paths().map(|(kind, path)| (kind, self.absolute(path)))
    }

    fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') { format!("https://{}{path}", self.hosts[0]) } else { path.to_owned() }
    }

    /// All that its file says of addresses and pages: keys, as the file has them, and values.
    pub fn facts(&self) -> Vec<(String, Vec<String>)> {
        let css = |selectors: &[Selector]| selectors.iter().map(|selector| selector.css.clone()).collect();
        let mut facts: Vec<(String, Vec<String>)> = Vec::new();
        facts.push(("hosts".to_owned(), self.hosts.clone()));
        facts.push(("layout".to_owned(), self.named_layout.iter().cloned().collect()));
        for (kind, address) in self.lists() {
            facts.push((kind.to_owned(), vec![address]));
        }
        facts.push(("items".to_owned(), css(&self.discovery.items)));
        facts.push(("next".to_owned(), css(&self.discovery.next)));
        facts.push(("article".to_owned(), self.rules.patterns().collect()));
        for Layout { number, since, until, selectors } in &self.layouts {
            let mut add =
                |key: &str, values: Vec<String>| facts.push((format!("page {number} {key}"), values));
            add("since", since.iter().map(Date::to_string).collect());
            add("until", until.iter().map(Date::to_string).collect());
            add("title", css(&selectors.title));
            add("body", css(&selectors.body));
            add("date", css(&selectors.date));
            add("author", css(&selectors.author));
            add("section", css(&selectors.section));
            add("drop", css(&selectors.drop));
            add("residue", selectors.residue.clone());
            add("further", css(&selectors.further));
        }
        facts.retain(|(_, values)| !values.is_empty());
        facts
    }

    /// The one address of the article that stands at `address`, whichever of its twins that is.
    pub(crate) fn canonical(&self, address: &Address) -> Address {
        let host = if self.has_host(address.host()) { &self.hosts[0] } else { address.host() };
        self.rules.canonical(address, host)
    }

    /// Whether an article of this outlet stands at an address.
    #[cfg(feature = "crawl")]
    pub(crate) fn has_article(&self, address: &Address) -> bool {
        self.article(address).is_some()
    }

    /// The one address of the article of this outlet that stands at `address`, if one does.
    #[cfg(feature = "crawl")]
    pub(crate) fn article(&self, address: &Address) -> Option<Address> {
        if !self.has_host(address.host()) {
            return None;
        }
        Some(self.canonical(address)).filter(|canonical| self.rules.is_article(canonical))
    }

    #[cfg(feature = "crawl")]
    pub(crate) fn discovery(&self) -> &Discovery {
        &self.discovery
    }

    pub(crate) fn has_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|own| own == host)
    }
}

/// All outlets that are known, by their identifiers and hosts.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    by_id: BTreeMap<String, Arc<Outlet>>,
    by_host: BTreeMap<String, Arc<Outlet>>,
    /// The files of the layouts that outlets may name.
    layouts: BTreeMap<String, Arc<file::Named>>,
}

/// The file of an outlet or of a named layout that is built in.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../data/outlets/", $name)))),+]
    };
}

/// What is built in, layouts first.
const BUILT_IN: [(&str, &str); 16] = files![
    "layouts/wordpress.toml",
    "antara-kalbar.toml",
    "antara-kalsel.toml",
    "antara-kalteng.toml",
    "antara-kaltim.toml",
    "diskominfo-kaltim.toml",
    "inibalikpapan.toml",
    "kaltimpost.toml",
    "kaltimtoday.toml",
    "korankaltim.toml",
    "kukarkab.toml",
    "metroikn.toml",
    "niaga-asia.toml",
    "nomorsatukaltim.toml",
    "prokaltim.toml",
    "tribun-kaltim.toml",
];

static BUILTIN: LazyLock<Outlets> =
    LazyLock::new(|| Outlets::default().with(BUILT_IN).expect("a test reads every file that is built in"));

impl Outlets {
    /// The outlets that are built in.
    pub fn builtin() -> &'static Outlets {
        &BUILTIN
    }

    /// These outlets and those of `files`, pairs of a name and a text in TOML. A file replaces the outlet that has
    /// its `id`. A file in a folder `layouts` holds a layout which outlets may name.
    ///
    /// # Errors
    ///
    /// Of kind [`Config`](crate::ErrorKind::Config), with file and line, where a file has an unknown key, a value
    /// that cannot be, or a selector or pattern that cannot be read; where a layout is named that is not there;
    /// and where two outlets have one host.
    pub fn with<'a>(&self, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Outlets, Error> {
        let mut all = self.clone();
        let (layouts, outlets): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| {
            Path::new(name).parent().is_some_and(|folder| folder.ends_with("layouts"))
        });
        for (name, text) in layouts {
            let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
            all.layouts.insert(stem.to_owned(), Arc::new(file::layout(name, text)?));
        }
        for (name, text) in outlets {
            let outlet = Arc::new(file::outlet(name, text, &all.layouts)?);
            if let Some(old) = all.by_id.insert(outlet.id.clone(), outlet.clone()) {
                all.by_host.retain(|_, other| other.id != old.id);
            }
            for host in &outlet.hosts {
                if let Some(other) = all.by_host.insert(host.clone(), outlet.clone()) {
                    return Err(file::same_host(name, text, host, &other.id));
                }
            }
        }
        Ok(all)
    }

    /// All outlets, in the order of their identifiers.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.by_id.values().map(Arc::as_ref)
    }

    /// The outlet with this identifier.
    pub fn get(&self, id: &str) -> Option<&Outlet> {
        self.by_id.get(id).map(Arc::as_ref)
    }

    /// The outlet that publishes on the host of this address.
    pub fn of(&self, url: &str) -> Option<&Outlet> {
        self.of_address(&Address::read(url)?)
    }

    pub(crate) fn of_address(&self, address: &Address) -> Option<&Outlet> {
        self.by_host.get(address.host()).map(Arc::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    #[test]
    fn a_selector_selects_what_css_says() {
        let page = "<div class='isi a'><p id=x>a<span title='b c'>b</span></p><P class=y>c</P></div><p>d</p>";
        let document = Document::from(page);
        for css in [
            "p",
            "P",
            "div p",
            "div > p",
            ".isi",
            "#x",
            "p#x",
            "p + p",
            "p~p",
            "p:first-child",
            "p, span",
            "*",
            "div:not(.y) p",
            "[title='b c']",
            "[title=\"b c\"]",
            "span[title]",
            "p.y",
            "[class~=a]",
            "div[class~=a]",
            "p:has(span)",
        ] {
            let selector = Selector::read(css).expect(css);
            let selected: Vec<NodeRef> =
                document.root().descendants_it().filter(|node| selector.selects(node)).collect();
            let plain: Vec<NodeRef> = document.select(css).nodes().to_vec();
            assert_eq!(
                selected.iter().map(|node| node.id).collect::<Vec<_>>(),
                plain.iter().map(|node| node.id).collect::<Vec<_>>(),
                "{css}"
            );
            assert!(!selected.is_empty(), "{css}");
        }
        assert!(Selector::read("div..x").is_none());
    }
}
