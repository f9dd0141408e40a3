//! Feeds: RSS from 0.9 to 2.0, Atom and JSON Feed.
//!
//! The parser of the `feed-rs` crate is not used here, only beside it in tests: it gives up a whole feed for one
//! broken entry and for the end that a cut leaves, and panics where an author's address stands beside a character of
//! more than one byte.

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
        let mut links = entry.links.iter().filter_map(|link| at.join(link));
        if let Some(address) = links.find(|address| outlet.has_article(address)) {
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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::super::tests::{lines, read_at};
    use super::*;
    use crate::crawl::{Outlets, Zone, replica};
    use std::time::SystemTime;

    const AT: &str = "https://kabar.example/rss";

    fn check(feed: &str, articles: &[&str]) {
        let contents = read_at(Kind::Feed, feed, AT).expect(feed);
        assert_eq!(lines(&contents), articles, "{feed}");
    }

    #[test]
    fn feeds_of_all_versions_are_read() {
        let one = ["/baca/7/camat-dipanggil | Camat Dipanggil | 2024-10-08T08:02:00Z | -"];
        let fields =
            "<title>Camat Dipanggil</title><link>https://kabar.example/baca/7/camat-dipanggil</link>";
        let date = "<pubDate>Tue, 08 Oct 2024 16:02:00 +0800</pubDate>";
        check(&format!("<rss version='0.91'><channel><item>{fields}{date}</item></channel></rss>"), &one);
        check(
            &format!(
                "<rss version='2.0'><channel><title>Kabar</title><link>https://kabar.example/</link><item>{date}{fields}</item></channel></rss>"
            ),
            &one,
        );
        // Without a version.
        check(&format!("<rss><channel><item>{fields}{date}</item></channel></rss>"), &one);
        let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>";
        check(
            &format!(
                "{rdf}<item rdf:about='x'>{fields}<dc:date>2024-10-08T16:02:00+08:00</dc:date></item></rdf:RDF>"
            ),
            &one,
        );
        let entry = "<title type='html'>Camat &lt;b&gt;Dipanggil&lt;/b&gt;</title>\
            <link rel='self' href='https://kabar.example/baca/9/bukan-ini'/><link href='/baca/7/camat-dipanggil'/>\
            <published>2024-10-08T08:02:00Z</published><updated>2024-10-08T09:00:00Z</updated>";
        let changed =
            ["/baca/7/camat-dipanggil | Camat Dipanggil | 2024-10-08T08:02:00Z | 2024-10-08T09:00:00Z"];
        check(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>"), &changed);
        let prefixed = "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>Camat Dipanggil</a:title>\
            <a:link href='/baca/7/camat-dipanggil'/><a:published>2024-10-08T08:02:00Z</a:published></a:entry></a:feed>";
        check(prefixed, &one);
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Kabar", "items": [7, {"id": "7",
            "url": "https://kabar.example/baca/7/camat-dipanggil", "title": "Camat Dipanggil",
            "date_published": "2024-10-08T16:02:00+08:00"}]}"#;
        check(json, &one);
    }

    #[test]
    fn dirty_feeds_are_read() {
        let one = ["/baca/7/camat-dipanggil | Camat & Lurah | 2024-10-08T08:02:00Z | -"];
        let clean = "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Kabar</title><item>\
            <title>Camat &amp; Lurah</title><link>https://kabar.example/baca/7/camat-dipanggil</link>\
            <pubDate>Tue, 08 Oct 2024 16:02:00 +0800</pubDate></item></channel></rss>";
        check(clean, &one);
        for (from, to) in [
            // Before the declaration: blank lines, a mark, a warning of PHP.
            ("<?xml", "\n\n <?xml"),
            ("<?xml", "\u{feff}<?xml"),
            (
                "<?xml",
                "<br />\n<b>Warning</b>: Undefined index: a &lt; in <b>/var/www</b> on line <b>7</b>\n<?xml",
            ),
            // A charset that it is not in.
            ("UTF-8", "ISO-8859-1"),
            ("UTF-8", "UTF-16"),
            // References that XML does not know, or none.
            ("&amp;", "&"),
            ("&amp;", "<![CDATA[&]]>"),
            ("&amp;", "<![CDATA[&amp;]]>"),
            ("&amp;", "&amp;amp;"),
            ("&amp; ", "&amp;&nbsp;"),
            ("&amp;", "&#38;"),
            ("<title>Kabar", "<title>Kabar &kosong; &#0; &#x110000; & <3 &copy"),
            // Characters that XML does not allow.
            ("Camat", "Ca\u{1}mat\u{b}"),
            // Space around what counts.
            ("<link>https", "<link>\n  https"),
            // Twins and marks of where readers come from.
            ("camat-dipanggil", "camat-dipanggil/amp"),
            ("camat-dipanggil", "camat-dipanggil?utm_source=rss&utm_medium=feed"),
            ("<link>https://kabar.example/", "<link>/"),
            // Links of others, where the outlet's own stands elsewhere.
            (
                "<link>https://kabar.example/baca/7/camat-dipanggil</link>",
                "<link>https://feeds.example/~r/kabar/~3/x/</link><feedburner:origLink>https://kabar.example/baca/7/camat-dipanggil</feedburner:origLink>",
            ),
            (
                "<link>https://kabar.example/baca/7/camat-dipanggil</link>",
                "<guid isPermaLink='true'>https://kabar.example/baca/7/camat-dipanggil</guid>",
            ),
            (
                "<link>https://kabar.example/baca/7/camat-dipanggil</link>",
                "<link/><atom:link href='https://kabar.example/baca/7/camat-dipanggil'/>",
            ),
            // What is not asked for, broken.
            ("</item>", "<description>Harga < Rp10 ribu <br> & <b>naik</description></item>"),
            ("</item>", "<description><![CDATA[<item><title>Bukan]]></description></item>"),
            (
                "</item>",
                "<media:title>Foto</media:title><media:group><media:title>Foto</media:title></media:group></item>",
            ),
            ("<item>", "<item><description><title>Bukan</title></description>"),
            ("</item>", "<author>Redaksi “redaksi@kabar.example”</author></item>"),
            // Ends that do not fit.
            ("</channel></rss>", ""),
            ("</item></channel>", "</channel></item>"),
            ("</item>", "</p></item>"),
            // Dates.
            ("Tue, 08 Oct 2024 16:02:00 +0800", "Selasa, 08 Oktober 2024 16:02 WITA"),
            ("Tue, 08 Oct 2024 16:02:00 +0800", "2024-10-08 16:02:00"),
        ] {
            assert!(clean.contains(from), "{from}");
            check(&clean.replacen(from, to, 1), &one);
        }
        // Bytes of another charset than UTF-8, which is declared.
        let latin: Vec<u8> = clean.bytes().map(|byte| if byte == b'&' { 0xe9 } else { byte }).collect();
        let contents = read_at(Kind::Feed, latin, AT).expect("it is a feed");
        assert_eq!(contents.articles[0].title.as_deref(), Some("Camat éamp; Lurah"));
    }

    #[test]
    fn a_feed_that_is_cut_gives_what_came_before() {
        let item = |id: usize| {
            format!(
                "<item><title>Berita {id}</title><link>https://kabar.example/baca/{id}/berita-ini</link></item>"
            )
        };
        let head = "<rss version='2.0'><channel>";
        let whole = format!("{head}{}{}{}</channel></rss>", item(1), item(2), item(3));
        for cut in 0..whole.len() {
            let complete = (1..=3).filter(|&id| cut >= head.len() + id * item(1).len()).count();
            match read_at(Kind::Feed, &whole.as_bytes()[..cut], AT) {
                Ok(contents) => assert_eq!(contents.articles.len(), complete, "{}", &whole[..cut]),
                // Without the name of its root it is nothing yet.
                Err(_) => assert!(cut < "<rss".len(), "{}", &whole[..cut]),
            }
        }
    }

    #[test]
    fn an_entry_that_is_broken_costs_no_other() {
        let item = |id: usize, extra: &str| {
            format!("<item><link>https://kabar.example/baca/{id}/berita-ini</link>{extra}</item>")
        };
        for (broken, left) in [
            // A tag whose value does not end swallows all; reading goes on with the next entry.
            ("<a title=\"x>", vec![1, 3]),
            ("<!salah>", vec![1, 3]),
            ("<![endif]-->", vec![1, 3]),
            ("<?php", vec![1, 3]),
            ("</item", vec![1, 2, 3]),
            ("<item>", vec![1, 2, 3]),
        ] {
            let feed =
                format!("<rss><channel>{}{}{}</channel></rss>", item(1, ""), item(2, broken), item(3, ""));
            let contents = read_at(Kind::Feed, feed, AT).expect("it is a feed");
            let expected: Vec<String> = left.iter().map(|id| format!("/baca/{id}/berita-ini")).collect();
            let found: Vec<&str> = contents.articles.iter().map(|listed| listed.address.path()).collect();
            assert_eq!(found, expected, "{broken}");
        }
    }

    #[test]
    fn entities_of_a_document_are_not_expanded() {
        let laughs = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'haha'><!ENTITY b '&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
            <rss><channel><item><title>Judul &b; &x;</title><link>/baca/7/camat-dipanggil</link></item></channel></rss>";
        check(laughs, &["/baca/7/camat-dipanggil | Judul &b; &x; | - | -"]);
    }

    #[test]
    fn hostile_feeds_end() {
        let head = "<rss><channel><item><link>/baca/7/camat-dipanggil</link>";
        for (hostile, count) in [
            ("<a>", 500_000),
            ("</b>", 500_000),
            ("<a></b>", 300_000),
            ("<item>", 300_000),
            ("<title>", 300_000),
            ("<item><a \"", 200_000),
            ("<a xmlns:b='c'>", 100_000),
            ("<title/>", 300_000),
            ("&a", 500_000),
            ("<![CDATA[", 200_000),
            ("<", 1_000_000),
        ] {
            let feed = format!("{head}</item>{}", hostile.repeat(count));
            let contents = read_at(Kind::Feed, feed, AT).expect(hostile);
            assert_eq!(contents.articles.len(), 1, "{hostile}");
        }
        let attributes: String = (0..200_000).map(|number| format!(" a{number}='x'")).collect();
        check(
            &format!("{head}<link{attributes}/></item></channel></rss>"),
            &["/baca/7/camat-dipanggil | - | - | -"],
        );
    }

    #[test]
    fn another_reader_reads_the_same_in_every_replica() {
        for outlet in Outlets::builtin().iter() {
            let routes = replica::routes(outlet.id());
            let feeds = routes.iter().filter(|(_, file)| {
                let begin = String::from_utf8_lossy(&file[..file.len().min(1000)]).into_owned();
                begin.contains("<rss")
            });
            for (path, file) in feeds {
                let text = std::str::from_utf8(file).expect("replicas are UTF-8");
                let other = feed_rs::parser::parse(*file).expect("replicas are clean");
                let other: Vec<(String, String, Timestamp)> = other
                    .entries
                    .into_iter()
                    .map(|entry| {
                        let moment = SystemTime::from(entry.published.expect("each has a date"));
                        let title = entry.title.expect("each has a title").content;
                        let title = html_escape::decode_html_entities(&title).into_owned();
                        (entry.links[0].href.clone(), title, Timestamp::try_from(moment).expect("a moment"))
                    })
                    .collect();
                let ours: Vec<(String, String, Timestamp)> = xml(text, outlet)
                    .expect("it is a feed")
                    .into_iter()
                    .map(|entry| {
                        let title = entry.title.expect("each has a title");
                        (entry.links[0].clone(), title, entry.published.expect("each has a date"))
                    })
                    .collect();
                assert_eq!(ours, other, "{} {path}", outlet.id());
                assert!(!ours.is_empty());
            }
        }
    }

    #[test]
    fn a_date_without_a_zone_is_the_outlets() {
        let record = "<rss><item><pubDate>08 Oct 2024 16:02:00</pubDate></item></rss>";
        for (zone, moment) in [(Zone::Wib, "2024-10-08T09:02:00Z"), (Zone::Wit, "2024-10-08T07:02:00Z")] {
            let record = Records::of(record, ENTRIES, &NAMES).next().expect("an entry");
            let published = entry(&record, zone.offset()).published.map(|moment| moment.to_string());
            assert_eq!(published.as_deref(), Some(moment), "{zone}");
        }
    }
}
