use super::*;
use crate::crawl::{Outlets, replica};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write;

/// An outlet in WITA whose articles stand at `/baca/{id}/{slug}`, with twins and two hosts.
pub(super) const OUTLET: &str = r#"id = "kabar-uji"
name = "Kabar Uji"
hosts = ["kabar.example", "www.kabar.example"]
zone = "WITA"

[discover]
items = ["article h3 a", "a.utama", "li.kartu"]
next = ["a[rel=next]", "a.lanjut"]

[address]
article = ["/baca/{id}/{slug}"]
strip = ["/amp"]

[[page]]
title = ["h1"]
body = [".isi"]
"#;

/// What a list of that outlet at this address holds.
pub(super) fn read_at(kind: Kind, list: impl Into<Vec<u8>>, at: &str) -> Result<Contents, String> {
    let outlets = Outlets::default().with([("kabar-uji.toml", OUTLET)]).expect("the file is right");
    let outlet = outlets.get("kabar-uji").expect("it has been added");
    let at = Address::read(at).expect("an address");
    read(kind, &Page::new(list), &at, outlet).map_err(|unreadable| unreadable.to_string())
}

/// The articles of a list, a line each: the path or the whole address, title, publication and change.
pub(super) fn lines(contents: &Contents) -> Vec<String> {
    contents.articles.iter().map(line).collect()
}

fn line(listed: &Listed) -> String {
    let address = listed.address.to_string();
    let address = address.strip_prefix("https://kabar.example").unwrap_or(&address);
    let date = |date: Option<Timestamp>| date.map_or("-".to_owned(), |date| date.to_string());
    let title = listed.title.as_deref().unwrap_or("-");
    format!("{address} | {title} | {} | {}", date(listed.published), date(listed.updated))
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}

#[test]
fn every_list_of_every_replica_names_the_articles_of_its_outlet() {
    for outlet in Outlets::builtin().iter() {
        let samples = replica::samples(outlet.id());
        let expected: BTreeSet<&str> =
            samples.iter().map(|sample| sample.expected.canonical.as_str()).collect();
        let found = walk(outlet);
        // Not every site has every kind of list, but each has a feed and a listing.
        assert!(found.contains_key(&Kind::Feed) && found.contains_key(&Kind::Listing), "{}", outlet.id());
        for (kind, articles) in found {
            let canonical: BTreeSet<String> =
                articles.iter().map(|listed| outlet.canonical(&listed.address).to_string()).collect();
            let canonical: BTreeSet<&str> = canonical.iter().map(String::as_str).collect();
            assert_eq!(canonical, expected, "the lists of {} of the kind {kind:?}", outlet.id());
            assert_eq!(merge([articles.clone(), articles], outlet).len(), expected.len(), "each stands once");
        }
    }
}

#[test]
fn a_replicas_feed_tells_the_day_and_title_of_each_article() {
    for outlet in Outlets::builtin().iter() {
        let feed = walk(outlet).remove(&Kind::Feed).unwrap_or_default();
        for sample in replica::samples(outlet.id()) {
            let name = format!("{}/{}", outlet.id(), sample.name);
            let is_it =
                |listed: &&Listed| outlet.canonical(&listed.address).to_string() == sample.expected.canonical;
            let listed = feed.iter().find(is_it).expect(&name);
            let published =
                listed.published.map(|moment| outlet.zone().offset().to_datetime(moment).to_string());
            // Some pages give only the day, and none the seconds.
            let stated = &sample.expected.published[..sample.expected.published.len().min(16)];
            assert!(published.is_some_and(|published| published.starts_with(stated)), "{name}: {listed:?}");
            assert_eq!(listed.title.as_deref(), Some(sample.expected.title.as_str()), "{name}");
        }
    }
}

/// The articles that each kind of list of an outlet's replica names, with all that these lists lead to.
fn walk(outlet: &Outlet) -> BTreeMap<Kind, Vec<Listed>> {
    let routes: BTreeMap<String, &[u8]> = replica::routes(outlet.id()).into_iter().collect();
    let mut found: BTreeMap<Kind, Vec<Listed>> = BTreeMap::new();
    let first = outlet.sources().map(|(kind, address)| (kind, Address::read(&address).expect("an address")));
    let mut lists: VecDeque<(Kind, Address)> = first.collect();
    let mut asked = BTreeSet::new();
    while let Some((kind, at)) = lists.pop_front() {
        let query = at.query().map(|query| format!("?{query}")).unwrap_or_default();
        let route = routes.get(&format!("{}{query}", at.path()));
        let Some(bytes) = route.filter(|_| asked.insert(at.clone())) else { continue };
        let contents = read(kind, &Page::new(*bytes), &at, outlet).expect("a replica's list can be read");
        lists.extend(contents.further.into_iter().map(|further| (further.kind, further.address)));
        found.entry(kind).or_default().extend(contents.articles);
    }
    found
}

#[test]
fn many_lists_make_one() {
    let outlets = Outlets::default().with([("kabar-uji.toml", OUTLET)]).expect("the file is right");
    let outlet = outlets.get("kabar-uji").expect("it has been added");
    let listed = |url: &str, title: &str, published: &str, updated: &str| {
        let date = |text: &str| moment::read(text, jiff::tz::Offset::UTC);
        Listed {
            address: Address::read(url).expect("an address"),
            title: title_of(title),
            published: date(published),
            updated: date(updated),
        }
    };
    fn title_of(text: &str) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }
    let feed = vec![
        listed("http://www.kabar.example/baca/1/camat-dipanggil", "Camat Dipanggil", "2024-10-08", ""),
        listed("https://kabar.example/baca/2/lurah-netral", "", "2024-10-09", "2024-10-09"),
    ];
    let sitemap = vec![
        listed("https://kabar.example/baca/3/harga-cabai", "", "", "2024-10-10"),
        listed("https://kabar.example/amp/baca/2/lurah-netral", "Lurah Netral", "2024-01-01", "2024-10-11"),
        listed("https://kabar.example/baca/1/camat-dipanggil", "Judul Lain", "", "2024-10-12"),
        listed("https://kabar.example/baca/4/tanpa-hari", "", "", ""),
        listed("https://kabar.example/tentang-kami", "Bukan berita", "2024-10-08", ""),
    ];
    let merged: Vec<String> = merge([feed, sitemap], outlet).iter().map(line).collect();
    assert_eq!(
        merged,
        [
            "/baca/2/lurah-netral | Lurah Netral | 2024-10-09T00:00:00Z | 2024-10-11T00:00:00Z",
            // The address that needs no redirect, whichever list has it.
            "/baca/1/camat-dipanggil | Camat Dipanggil | 2024-10-08T00:00:00Z | 2024-10-12T00:00:00Z",
            "/baca/3/harga-cabai | - | - | 2024-10-10T00:00:00Z",
            "/baca/4/tanpa-hari | - | - | -",
        ]
    );
}

#[test]
fn titles_lose_their_marks_and_nothing_else() {
    for (listed, bare) in [
        ("Camat\n\t Dipanggil  Bawaslu", Some("Camat Dipanggil Bawaslu")),
        ("Jangan &#8216;Like&#8217; &amp; &quot;Share&quot;", Some("Jangan ‘Like’ & \"Share\"")),
        ("<b>Lurah</b> &lt;netral&gt;", Some("Lurah <netral>")),
        ("Harga < Rp10 ribu > Rp9 ribu", Some("Harga < Rp10 ribu > Rp9 ribu")),
        ("Cabai&nbsp;naik\u{ad}\u{200b}\u{7}", Some("Cabai naik")),
        ("<a <b", Some("<a <b")),
        (" <br> \u{feff}", None),
        ("", None),
    ] {
        assert_eq!(title(listed).as_deref(), bare, "{listed}");
    }
    assert_eq!(title(&"é".repeat(5000)).map(|title| title.len()), Some(LONGEST_TITLE));
}

#[test]
fn what_is_no_list_is_told() {
    let at = "https://kabar.example/rss";
    for (kind, list, why) in [
        (
            Kind::Feed,
            "<!doctype html><html><body>Halaman tidak ada</body></html>",
            "this is no feed: it begins with <html>",
        ),
        (Kind::Feed, "Service Unavailable", "this is no feed: it has no element"),
        (Kind::Feed, " \n", "this is no feed: it is empty"),
        (Kind::Sitemap, "<html>", "this is no sitemap: it begins with <html>"),
        (Kind::Sitemap, "tidak ada", "this is no sitemap: it lists no addresses"),
        (Kind::Posts, "[1, 2", "this is no list of posts: its JSON cannot be read"),
        (Kind::Posts, "7", "this is no list of posts: it is neither posts nor a refusal"),
        (Kind::Listing, "", "this is no listing: it is empty"),
    ] {
        let unreadable = read_at(kind, list, at).expect_err(list);
        assert!(unreadable.starts_with(why), "{unreadable}");
    }
    let deep = "<div>".repeat(100_000);
    let unreadable = read_at(Kind::Listing, deep, at).expect_err("it is too deep");
    assert!(unreadable.contains("beyond all bounds"), "{unreadable}");
}

/// What lists are made of, and what breaks them.
const PIECES: [&str; 44] = [
    "<?xml version='1.0' encoding='latin1'?>",
    "<rss version='2.0'>",
    "<channel>",
    "<item>",
    "</item>",
    "<item/>",
    "<link>",
    "</link>",
    "<link href='/baca/1/a-b'/>",
    "<link rel=\"self\" href=\"x\">",
    "<title>",
    "</title>",
    "<pubDate>Sen, 07 Okt 2024 10:00:00 WITA</pubDate>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&nbsp;",
    "&#0;",
    "&#x110000;",
    "<a:feed xmlns:a='x'>",
    "<a:entry>",
    "</a:entry>",
    "<urlset>",
    "<sitemapindex>",
    "<url>",
    "</url>",
    "<sitemap>",
    "</sitemap>",
    "<loc>",
    "</loc>",
    "https://kabar.example/baca/7/camat-dipanggil",
    "<lastmod>2024-10-08</lastmod>",
    "<news:news><news:title>a</news:title>",
    "[{\"link\":\"",
    "\"}]",
    "{\"items\":[",
    "<article><h3><a href='/baca/1/a-b'>",
    "</a></h3></article>",
    "<",
    ">",
    "\0é\u{feff}",
];

fn list() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60);
    prop_oneof![
        pieces.prop_map(|pieces| pieces.concat().into_bytes()),
        prop::collection::vec(any::<u8>(), 0..300),
        any::<String>().prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_list_panics_or_names_what_is_no_article(list in list(), zipped in any::<bool>()) {
        let list = if zipped { gzip(&list) } else { list };
        for kind in [Kind::Feed, Kind::Sitemap, Kind::Listing, Kind::Posts] {
            let Ok(contents) = read_at(kind, list.clone(), "https://kabar.example/daftar") else { continue };
            let paths: Vec<&str> = contents.articles.iter().map(|listed| listed.address.path()).collect();
            prop_assert!(paths.iter().all(|path| path.starts_with("/baca/")), "{paths:?}");
            let once: BTreeSet<&&str> = paths.iter().collect();
            prop_assert_eq!(once.len(), paths.len());
        }
    }
}
