//! What a page says of its article beside the text.
//!
//! Each field is taken from the first source that has it, in this order of trust:
//!
//! | field | sources |
//! |---|---|
//! | title | outlet's selectors; a heading that Open Graph, linked data or the `title` element repeats; linked data; Open Graph; the first heading; the `title` element |
//! | published | linked data; `article:published_time`; outlet's selectors; `time` elements; other `meta`; a date line below the title; the address |
//! | authors | outlet's selectors; a labelled byline in the text; linked data; `meta` |
//! | section | outlet's selectors; linked data; `meta`; breadcrumbs; the address |
//! | address | `link rel=canonical`; Open Graph; linked data; where it was fetched |
//! | language | the words of the text; linked data; the page's `lang`; Open Graph |
//! | kind | linked data; section; address; Open Graph; marks in the text |
//!
//! A time that lacks what a later source of the same day has, clock or offset, gets it from there.

mod byline;
mod head;
mod json;
mod linked;
mod time;

pub(super) use head::Head;
pub use time::Published;

use super::block::{self, Block};
use super::reading::{Kind, Source};
use crate::crawl::{Address, Outlet, Selector, Selectors};
use crate::lexicon::{self, PageWord};
use dom_query::{Document, Matcher, NodeRef};
use jiff::civil::Date;
use std::sync::LazyLock;

/// A value and where it was found.
pub(super) type Found<T> = Option<(T, Source)>;

/// A page with what is known of its outlet.
pub(super) struct Facts<'a> {
    pub(super) document: &'a Document,
    pub(super) head: &'a Head<'a>,
    pub(super) outlet: Option<&'a Outlet>,
    /// The selectors of the outlet's layout.
    pub(super) selectors: Option<&'a Selectors>,
    /// Where the page was fetched.
    pub(super) address: Option<&'a Address>,
}

impl<'a> Facts<'a> {
    /// What the first of some selectors finds that `read` can make something of.
    fn select<T>(
        &self,
        selectors: impl Fn(&'a Selectors) -> &'a [Selector],
        read: impl Fn(&NodeRef) -> Option<T>,
    ) -> Option<T> {
        let selectors = selectors(self.selectors?);
        selectors.iter().find_map(|selector| self.head.select(selector).find_map(|node| read(&node)))
    }

    /// The headline, and no more of it than a headline has.
    pub(super) fn title(&self) -> Found<String> {
        const LONGEST: usize = 500;
        let (mut title, source) = self.any_title()?;
        title.truncate(title.floor_char_boundary(LONGEST.min(title.len())));
        Some((title, source))
    }

    fn any_title(&self) -> Found<String> {
        let selected = self.select(|selectors| &selectors.title, |node| some(block::line(node)));
        if let Some(title) = selected {
            return Some((title, Source::Selector));
        }
        let linked = self.head.linked.headline.clone();
        let open = self.head.meta(&["og:title", "twitter:title"]);
        let element = self.head.title.clone();
        let repeated = |heading: &String| {
            let heading = folded(heading);
            [&linked, &open, &element].into_iter().flatten().any(|title| folded(title).starts_with(&heading))
        };
        let headings: Vec<String> = self.head.heading_texts().collect();
        if let Some(heading) = headings.iter().find(|heading| heading.len() > 10 && repeated(heading)) {
            return Some((heading.clone(), Source::Heading));
        }
        let site = self.site();
        let bare = |title: String| without_site(&title, site.as_deref());
        None.or_else(|| linked.map(|title| (bare(title), Source::LinkedData)))
            .or_else(|| open.map(|title| (bare(title), Source::OpenGraph)))
            .or_else(|| headings.into_iter().next().map(|title| (title, Source::Heading)))
            .or_else(|| element.map(|title| (bare(title), Source::TitleElement)))
    }

    /// The outlet's name, as the page or its file gives it.
    fn site(&self) -> Option<String> {
        self.head.meta(&["og:site_name"]).or_else(|| self.outlet.map(|outlet| outlet.name().to_owned()))
    }

    /// When it was published, by everything but selectors and the visible text: by it the layout is chosen.
    pub(super) fn stated_day(&self) -> Option<Date> {
        let stated = self.stated().into_iter().find_map(|(text, _)| time::read(&text));
        stated.map(|published| self.local(published).day).or_else(|| Some(self.address_day()?.day))
    }

    /// When it was published. A date line is looked for below `title`, where nothing else says it.
    pub(super) fn published(&self, title: Option<&str>) -> Found<Published> {
        let mut candidates: Vec<(Published, Source)> = Vec::new();
        let stated = self.stated();
        let add = |candidates: &mut Vec<_>, text: &str, source| {
            candidates.extend(time::read(text).map(|published| (published, source)));
        };
        let certain = |source: &Source| matches!(source, Source::LinkedData | Source::OpenGraph);
        for (text, source) in stated.iter().filter(|(_, source)| certain(source)) {
            add(&mut candidates, text, *source);
        }
        let visible = self.select(
            |selectors| &selectors.date,
            |node| {
                let attribute = node.attr("datetime").or_else(|| node.attr("content"));
                attribute.and_then(|value| time::read(&value)).or_else(|| time::read(&block::line(node)))
            },
        );
        candidates.extend(visible.map(|published| (published, Source::Selector)));
        for (text, source) in stated.iter().filter(|(_, source)| !certain(source)) {
            add(&mut candidates, text, *source);
        }
        if candidates.iter().all(|(published, _)| published.time.is_none()) {
            candidates.extend(self.date_line(title).map(|published| (published, Source::Text)));
        }
        candidates.extend(self.address_day().map(|published| (published, Source::Address)));
        let (first, source) = *candidates.first()?;
        Some((self.local(completed(first, &candidates)), source))
    }

    /// The times that the page states outside its text, in the order of trust.
    fn stated(&self) -> Vec<(String, Source)> {
        let linked = self.head.linked.published.iter().map(|time| (time.clone(), Source::LinkedData));
        let open =
            self.head.meta(&["article:published_time", "og:article:published_time", "og:published_time"]);
        let elements = self.head.times.iter().map(|time| (time.clone(), Source::TimeElement));
        const OTHERS: [&str; 14] = [
            "datepublished",
            "publishdate",
            "pubdate",
            "publish_date",
            "publish-date",
            "content_publisheddate",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date",
            "parsely-pub-date",
            "sailthru.date",
            "originalpublicationdate",
            "date",
        ];
        let other = self.head.meta(&OTHERS).map(|time| (time, Source::Meta));
        linked.chain(open.map(|time| (time, Source::OpenGraph))).chain(elements).chain(other).collect()
    }

    /// The day in the page's address.
    fn address_day(&self) -> Option<Published> {
        let (year, month, day) = self.outlet?.rules().day(self.address?)?;
        Some(Published { day: Date::new(year, month, day).ok()?, time: None, offset: None })
    }

    /// The date line below the title, or the first of the page.
    fn date_line(&self, title: Option<&str>) -> Option<Published> {
        /// The most bytes of a line that gives a date, a name and little more.
        const LONGEST: usize = 120;
        let blocks = block::blocks(&self.document.root(), &|_| false);
        let is_title = |block: &Block| title.is_some_and(|title| folded(&block.text) == folded(title));
        let from = blocks.iter().position(is_title).unwrap_or(0);
        let short = |block: &&Block| block.text.len() <= LONGEST;
        let mut times = blocks[from..].iter().filter(short).filter_map(|block| time::read(&block.text));
        let first = times.next()?;
        // A clock may stand on a line of its own near the day.
        Some(if first.time.is_some() {
            first
        } else {
            times.next().filter(|next| next.day == first.day).unwrap_or(first)
        })
    }

    /// A time on the clocks of the outlet, or as it is given where that is not known.
    fn local(&self, published: Published) -> Published {
        match self.outlet {
            Some(outlet) => published.in_zone(outlet.zone().offset()),
            None => published,
        }
    }

    /// Who wrote it.
    pub(super) fn authors(&self, blocks: &[Block]) -> Found<Vec<String>> {
        let selectors = self.selectors.map_or(&[][..], |selectors| &selectors.author);
        let selected = selectors.iter().find_map(|selector| {
            let mut names: Vec<String> = Vec::new();
            for node in self.head.select(selector) {
                let text = block::joined(&block::blocks(&node, &|_| false));
                for name in text.lines().flat_map(byline::names) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
            Some(names).filter(|names| !names.is_empty())
        });
        if let Some(names) = selected {
            return Some((names, Source::Selector));
        }
        if let Some(names) = blocks.iter().find_map(|block| byline::names_in_line(&block.text)) {
            return Some((names, Source::Text));
        }
        let site = self.site();
        let is_site = |name: &str| site.as_deref().is_some_and(|site| folded(site) == folded(name));
        let names = |texts: &mut dyn Iterator<Item = String>| {
            let names = texts.filter(|name| !is_site(name)).flat_map(|text| byline::names(&text));
            Some(names.collect::<Vec<_>>()).filter(|names| !names.is_empty())
        };
        let mut linked = self.head.linked.authors.iter().cloned();
        let mut meta = ["author", "article:author", "dc.creator", "parsely-author"]
            .iter()
            .flat_map(|name| self.head.all(name));
        names(&mut linked)
            .map(|names| (names, Source::LinkedData))
            .or_else(|| names(&mut meta).map(|names| (names, Source::Meta)))
    }

    /// The section of the outlet.
    pub(super) fn section(&self, title: Option<&str>) -> Found<String> {
        static BREADCRUMBS: LazyLock<Matcher> = LazyLock::new(|| {
            Matcher::new("[class*=breadcrumb] a, [id*=breadcrumb] a").expect("the selector is well formed")
        });
        let selected = self.select(|selectors| &selectors.section, |node| some(block::line(node)));
        let breadcrumb = || {
            let links = self.document.select_matcher(&BREADCRUMBS);
            let texts: Vec<String> =
                links.nodes().iter().filter_map(|link| some(block::line(link))).collect();
            let is_title =
                |text: &String| title.is_some_and(|title| folded(title).starts_with(&folded(text)));
            let is_front = |text: &String| lexicon::page_word(text) == Some(PageWord::Front);
            texts.into_iter().rfind(|text| !is_title(text) && !is_front(text))
        };
        selected
            .map(|section| (section, Source::Selector))
            .or_else(|| self.head.linked.section.clone().map(|section| (section, Source::LinkedData)))
            .or_else(|| {
                self.head
                    .meta(&["article:section", "og:article:section"])
                    .map(|name| (name, Source::OpenGraph))
            })
            .or_else(|| breadcrumb().map(|section| (section, Source::Text)))
            .or_else(|| {
                let section = self.outlet?.rules().section(self.address?)?;
                Some((section.to_owned(), Source::Address))
            })
    }

    /// Its one address. A page may call itself what it likes, so among an outlet's own pages only an address of
    /// that outlet is believed.
    pub(super) fn canonical(&self) -> Found<Address> {
        let named = [
            (self.head.canonical.clone(), Source::Link),
            (self.head.meta(&["og:url"]), Source::OpenGraph),
            (self.head.linked.url.clone(), Source::LinkedData),
        ];
        let read = |text: &str| match self.address {
            Some(page) => page.join(text),
            None => Address::read(text),
        };
        let believed = |address: &Address| match (self.outlet, self.address) {
            (Some(outlet), Some(page)) => {
                let own = outlet.canonical(address);
                own.host() == outlet.canonical(page).host()
                    && (outlet.rules().is_article(&own)
                        || !outlet.rules().is_article(&outlet.canonical(page)))
            }
            _ => true,
        };
        let named =
            named.into_iter().find_map(|(text, source)| Some((read(&text?).filter(believed)?, source)));
        let (address, source) = named.or_else(|| Some((self.address?.clone(), Source::Address)))?;
        let canonical = match self.outlet {
            Some(outlet) => outlet.canonical(&address),
            None => address,
        };
        Some((canonical, source))
    }

    /// The addresses of the article's further pages, in order.
    pub(super) fn further(&self) -> Vec<String> {
        let Some((selectors, page)) = self.selectors.zip(self.address) else { return Vec::new() };
        let mut found: Vec<String> = Vec::new();
        for selector in &selectors.further {
            for link in self.head.select(selector) {
                let address =
                    link.attr("href").and_then(|href| page.join(&href)).filter(|address| address != page);
                let address = address.map(|address| address.to_string());
                found.extend(address.filter(|address| !found.contains(address)));
            }
        }
        found
    }

    /// The language of the article, as a tag of two letters.
    pub(super) fn language(&self, body: &str) -> Found<String> {
        let tag = |value: &str| {
            let tag: String = value.trim().chars().take_while(char::is_ascii_alphabetic).collect();
            Some(tag.to_ascii_lowercase()).filter(|tag| tag.len() == 2 || tag.len() == 3)
        };
        by_words(body)
            .map(|language| (language.to_owned(), Source::Text))
            .or_else(|| Some((tag(self.head.linked.language.as_deref()?)?, Source::LinkedData)))
            .or_else(|| Some((tag(self.head.language.as_deref()?)?, Source::Attribute)))
            .or_else(|| Some((tag(&self.head.meta(&["og:locale"])?)?, Source::OpenGraph)))
    }

    /// Its kind; `advertorial` is whether its text is marked as one.
    pub(super) fn kind(&self, section: Option<&str>, advertorial: bool) -> (Kind, Source) {
        let named = |text: &str| match lexicon::page_word(text) {
            Some(PageWord::Kind(kind)) => Kind::named(kind),
            _ => None,
        };
        if self.head.linked.types.iter().any(|name| name.ends_with("LiveBlogPosting")) {
            return (Kind::Live, Source::LinkedData);
        }
        if let Some(kind) = section.and_then(named) {
            return (kind, Source::Text);
        }
        let in_path = self.address.and_then(|address| address.path().split('/').find_map(named));
        if let Some(kind) = in_path {
            return (kind, Source::Address);
        }
        match self.head.meta(&["og:type"]) {
            Some(name) if name.starts_with("video") => (Kind::Video, Source::OpenGraph),
            _ if advertorial => (Kind::Advertorial, Source::Text),
            _ => (Kind::News, Source::Default),
        }
    }
}

/// A time with what it lacks, from other candidates of the same day.
///
/// Where a clock is stated in UTC and the page prints the very same clock, the offset is the mistake of a system
/// that was never told its zone.
fn completed(first: Published, candidates: &[(Published, Source)]) -> Published {
    let same_day = |other: &&Published| other.day == first.day && other.time.is_some();
    let others = || candidates.iter().map(|(published, _)| published).filter(same_day);
    match first.time {
        None => others().next().copied().unwrap_or(first),
        Some(time) => {
            let mislabelled = first.offset.is_some_and(|offset| offset.seconds() == 0)
                && others().any(|other| {
                    let same_clock = other
                        .time
                        .is_some_and(|other| (other.hour(), other.minute()) == (time.hour(), time.minute()));
                    same_clock && other.offset.is_none_or(|offset| offset.seconds() != 0)
                });
            let offset = first.offset.filter(|_| !mislabelled);
            let other = || others().find(|other| other.time == Some(time)).and_then(|other| other.offset);
            Published {
                offset: offset.or_else(other).filter(|offset| !mislabelled || offset.seconds() != 0),
                ..first
            }
        }
    }
}

/// A text, if there is any.
fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A text to compare by: letters and digits alone, small.
fn folded(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title without the site's name at its end: `Camat Dipanggil - ANTARA News`.
fn without_site(title: &str, site: Option<&str>) -> String {
    /// The most words of what is taken for a site's name without knowing it.
    const MOST_WORDS: usize = 4;
    let cut = [" - ", " | ", " – ", " — ", " :: ", " » "].iter().filter_map(|mark| {
        let at = title.rfind(mark)?;
        Some((at, &title[at + mark.len()..]))
    });
    let Some((at, end)) = cut.max_by_key(|(at, _)| *at) else { return title.to_owned() };
    let words = |text: &str| text.split_whitespace().count();
    let is_site = site.is_some_and(|site| folded(site) == folded(end));
    let looks_like =
        words(end) <= MOST_WORDS && words(&title[..at]) > MOST_WORDS && !end.contains(['"', '?', '!']);
    if is_site || looks_like { title[..at].trim_end().to_owned() } else { title.to_owned() }
}

/// The language that the commonest words of a text belong to, where they are many and nearly all of one.
fn by_words(text: &str) -> Option<&'static str> {
    const INDONESIAN: [&str; 8] = ["yang", "dan", "di", "untuk", "dengan", "ini", "itu", "dari"];
    const ENGLISH: [&str; 8] = ["the", "of", "and", "to", "in", "for", "with", "that"];
    const FEWEST: usize = 5;
    const READ: usize = 500;
    let (mut indonesian, mut english) = (0, 0);
    for word in text.split_ascii_whitespace().take(READ) {
        indonesian += usize::from(INDONESIAN.contains(&word));
        english += usize::from(ENGLISH.contains(&word));
    }
    match (indonesian, english) {
        (many, few) if many >= FEWEST && many > 4 * few => Some("id"),
        (few, many) if many >= FEWEST && many > 4 * few => Some("en"),
        _ => None,
    }
}
