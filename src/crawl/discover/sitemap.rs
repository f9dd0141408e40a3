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
    further.sort_by_key(|child| (Reverse(child.updated), Reverse(wordpress_number(child.address.path()))));
    further
}

/// The number of a sitemap of posts that WordPress makes without saying when it was changed. It counts from the
/// oldest.
fn wordpress_number(path: &str) -> Option<u32> {
    path.rsplit('/').next()?.strip_prefix("wp-sitemap-posts-post-")?.strip_suffix(".xml")?.parse().ok()
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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::super::LONGEST_SITEMAP;
    use super::super::tests::{gzip, lines, read_at};
    use super::*;

    const AT: &str = "https://kabar.example/sitemap.xml";

    fn check(sitemap: impl Into<Vec<u8>>, articles: &[&str]) {
        let contents = read_at(Kind::Sitemap, sitemap, AT).expect("it is a sitemap");
        assert_eq!(lines(&contents), articles);
        assert_eq!(contents.further, []);
    }

    #[test]
    fn sitemaps_are_read_whatever_their_prefixes() {
        let news = "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href='//kabar.example/a.xsl'?>\
            <urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\
            <url><loc>https://kabar.example/</loc><lastmod>2024-10-09</lastmod></url>\
            <url><loc>\n https://kabar.example/baca/7/camat-dipanggil \n</loc>\
            <image:image><image:loc>https://kabar.example/baca/8/bukan-ini</image:loc><image:title>Foto</image:title></image:image>\
            <news:news><news:publication><news:name>Kabar</news:name></news:publication>\
            <news:publication_date>2024-10-08T16:02:00+08:00</news:publication_date>\
            <news:title><![CDATA[Camat & Lurah]]></news:title></news:news>\
            <video:video><video:title>Video</video:title><video:publication_date>2020-01-01</video:publication_date></video:video>\
            <lastmod>2024-10-09</lastmod><changefreq>daily</changefreq></url></urlset>";
        let line = ["/baca/7/camat-dipanggil | Camat & Lurah | 2024-10-08T08:02:00Z | 2024-10-08T16:00:00Z"];
        check(news, &line);
        check(news.replace("news:", "n:").replace("image:", "gambar:"), &line);
        let prefixed = news.replace("<url", "<s:url").replace("</url", "</s:url").replace("loc>", "s:loc>");
        check(prefixed.replace("image:s:", "image:").replace("lastmod>", "s:lastmod>"), &line);
        check(gzip(news.as_bytes()), &line);
        check(format!("\u{feff}\n{news}"), &line);
        check(news.replace("dipanggil ", "dipanggil?a=1&b=2 "), &line);
    }

    #[test]
    fn a_sitemap_may_be_a_text_or_a_feed() {
        let two = ["/baca/7/camat-dipanggil | - | - | -", "/baca/8/lurah-netral | - | - | -"];
        let text = "https://kabar.example/\nhttps://kabar.example/baca/7/camat-dipanggil\r\n\nsalah\nhttps://kabar.example/baca/8/lurah-netral\n";
        check(text, &two);
        check(gzip(text.as_bytes()), &two);
        let feed = "<rss><channel><item><link>/baca/7/camat-dipanggil</link></item><item><link>/baca/8/lurah-netral</link></item></channel></rss>";
        check(feed, &two);
    }

    #[test]
    fn a_sitemap_that_is_cut_gives_what_came_before() {
        let url = |id: usize| format!("<url><loc>https://kabar.example/baca/{id}/berita-ini</loc></url>");
        let urls: String = (1..=2000).map(url).collect();
        let whole = format!("<urlset>{urls}</urlset>");
        let half = &whole[..whole.len() / 2];
        let complete = half.matches("</url>").count();
        let zipped = gzip(whole.as_bytes());
        let found = |bytes: &[u8]| read_at(Kind::Sitemap, bytes, AT).expect("a sitemap").articles.len();
        assert_eq!(found(half.as_bytes()), complete);
        assert_eq!(found(&zipped), 2000);
        let cut = found(&zipped[..zipped.len() / 2]);
        assert!((1..2000).contains(&cut), "{cut}");
    }

    #[test]
    fn a_sitemap_takes_no_more_than_its_bounds() {
        let bomb = format!("<urlset><!--{}-->", " ".repeat(LONGEST_SITEMAP));
        let bomb = bomb + "<url><loc>https://kabar.example/baca/7/camat-dipanggil</loc></url></urlset>";
        let zipped = gzip(bomb.as_bytes());
        assert!(zipped.len() < LONGEST_SITEMAP / 100);
        check(zipped, &[]);
        let many: String =
            (1..=MOST + 10).map(|id| format!("<url><loc>/baca/{id}/a-b</loc></url>")).collect();
        let contents = read_at(Kind::Sitemap, format!("<urlset>{many}"), AT).expect("a sitemap");
        assert_eq!(contents.articles.len(), MOST);
    }

    #[test]
    fn an_index_leads_to_what_may_list_articles() {
        let child = |path: &str, changed: &str| {
            format!("<sitemap><loc>{path}</loc><lastmod>{changed}</lastmod></sitemap>")
        };
        let index = [
            child("https://kabar.example/post-sitemap.xml", "2024-10-01"),
            child("https://kabar.example/post-sitemap2.xml.gz", "2024-10-09T10:00:00+08:00"),
            child("https://kabar.example/post-sitemap2.xml.gz", "2024-10-09T10:00:00+08:00"),
            child("/sitemap-news.xml", ""),
            child("https://www.kabar.example/sitemap.xml?page=2&amp;tahun=2024", "2024-10-05"),
            child("https://kabar.example/sitemap-halaman-page-3.xml", "2023-01-01"),
            child("https://lain.example/post-sitemap.xml", "2024-10-09"),
            child(AT, "2024-10-09"),
            child("https://kabar.example/wp-sitemap-posts-post-1.xml", ""),
            child("https://kabar.example/wp-sitemap-posts-post-2.xml", ""),
            child("https://kabar.example/wp-sitemap-posts-post-10.xml", ""),
        ];
        // Each of a kind that lists something else.
        let others = [
            "page-sitemap.xml",
            "category-sitemap.xml",
            "post_tag-sitemap1.xml",
            "author-sitemap.xml",
            "wp-sitemap-users-1.xml",
            "wp-sitemap-taxonomies-post_tag-1.xml",
            "wp-sitemap-posts-page-1.xml",
            "sitemap-image-2024.xml",
            "sitemap/Tags.xml",
        ];
        let others: String =
            others.iter().map(|name| child(&format!("https://kabar.example/{name}"), "2024-10-09")).collect();
        let index = format!("<sitemapindex xmlns='x'>{others}{}</sitemapindex>", index.concat());
        let contents = read_at(Kind::Sitemap, index, AT).expect("an index");
        assert!(contents.further.iter().all(|further| further.kind == Kind::Sitemap));
        let found: Vec<String> = contents.further.iter().map(|further| further.address.to_string()).collect();
        assert_eq!(
            found,
            [
                "https://kabar.example/post-sitemap2.xml.gz",
                "https://www.kabar.example/sitemap.xml?page=2&tahun=2024",
                "https://kabar.example/post-sitemap.xml",
                "https://kabar.example/sitemap-halaman-page-3.xml",
                // WordPress numbers from the oldest, so the last is the newest.
                "https://kabar.example/wp-sitemap-posts-post-10.xml",
                "https://kabar.example/wp-sitemap-posts-post-2.xml",
                "https://kabar.example/wp-sitemap-posts-post-1.xml",
                "https://kabar.example/sitemap-news.xml",
            ]
        );
        assert_eq!(contents.articles, []);
    }

    #[test]
    fn the_words_of_other_sitemaps_are_small() {
        for (word, lists) in OTHERS {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()) && !lists.is_empty(), "{word}");
        }
    }
}
