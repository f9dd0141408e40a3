//! Speed on the pages of the replicas, in pages a second on one core, against its parts and peers on the same pages.
//!
//! `cargo bench --bench page`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "the bench reads the replicas")]

use divan::counter::{BytesCount, BytesFormat, ItemsCount};
use divan::{Bencher, Divan, black_box};
use dom_smoothie::{Config, Readability, TextMode};
use netra::{Analyzer, Outlets, Output, Page, parse, parse_with};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn main() {
    let bytes: usize = PAGES.iter().map(|page| page.bytes().len()).sum();
    println!("{} pages, {} kB", PAGES.len(), bytes / 1000);
    Divan::from_args().bytes_format(BytesFormat::Decimal).main();
}

/// Every page of an article in the replicas, with the address under which it is fetched.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/replica");
    let mut paths: Vec<PathBuf> = files(&folder).iter().flat_map(|outlet| files(outlet)).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|end| end == "json") && path.with_extension("html").is_file()
    });
    let page = |path: &PathBuf| {
        let expected = std::fs::read_to_string(path).expect("the expectation can be read");
        let expected: serde_json::Value = serde_json::from_str(&expected).expect("the expectation is JSON");
        let bytes = std::fs::read(path.with_extension("html")).expect("the page can be read");
        Page::new(bytes).with_url(expected["url"].as_str().unwrap_or_default())
    };
    paths.iter().map(page).collect()
});

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    paths.sort();
    paths
}

/// Times `work` on the text of every page.
fn text(bencher: Bencher, work: impl Fn(&str) -> usize) {
    let texts: Vec<&str> = PAGES
        .iter()
        .map(|page| std::str::from_utf8(page.bytes()).expect("the replicas are in UTF-8"))
        .collect();
    bencher
        .counter(ItemsCount::new(texts.len()))
        .counter(BytesCount::new(texts.iter().map(|text| text.len()).sum::<usize>()))
        .bench_local(|| texts.iter().map(|text| work(black_box(text))).sum::<usize>());
}

/// Times `work` on every page.
fn pages(bencher: Bencher, work: impl Fn(&Page) -> usize) {
    bencher
        .counter(ItemsCount::new(PAGES.len()))
        .counter(BytesCount::new(PAGES.iter().map(|page| page.bytes().len()).sum::<usize>()))
        .bench_local(|| PAGES.iter().map(|page| work(black_box(page))).sum::<usize>());
}

/// html5ever with the tree that netra builds: what no reader of pages can do without.
#[divan::bench]
fn a1_html5ever(bencher: Bencher) {
    text(bencher, |html| dom_query::Document::from(html).tree.len());
}

/// html5ever with scraper's tree.
#[divan::bench]
fn a2_scraper(bencher: Bencher) {
    text(bencher, |html| scraper::Html::parse_document(html).tree.values().count());
}

/// dom_smoothie by itself.
#[divan::bench]
fn a3_dom_smoothie(bencher: Bencher) {
    text(bencher, |html| {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let article = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
        article.map_or(0, |article| article.text_content.len())
    });
}

/// Pages of outlets that are known.
#[divan::bench]
fn b1_parse(bencher: Bencher) {
    pages(bencher, |page| parse(page).text().len());
}

/// The same pages when nothing is known of their outlets.
#[divan::bench]
fn b2_parse_generic(bencher: Bencher) {
    let none = Outlets::default();
    pages(bencher, |page| parse_with(page, &none).text().len());
}

/// From the bytes of a page to what is said in it.
#[divan::bench]
fn c1_parse_and_analyze(bencher: Bencher) {
    let analyzer = Analyzer::default();
    pages(bencher, |page| analyzer.analyze(&parse(page)).people.len());
}

/// From the bytes of a page to JSON.
#[divan::bench]
fn c2_parse_analyze_and_write(bencher: Bencher) {
    let analyzer = Analyzer::default();
    pages(bencher, |page| {
        let article = parse(page);
        let analysis = analyzer.analyze(&article);
        serde_json::to_string(&Output::new(&article, &analysis)).map_or(0, |json| json.len())
    });
}

/// Pages of 4 MiB that are just within the bounds, or just beyond them.
#[divan::bench(args = ["<p>kata, ", "<a href=x>kata ", "<meta name=author content=kata>", "&amp;", "<div>", "<script>", "kata "])]
fn d1_hostile(bencher: Bencher, unit: &str) {
    let marks = 39_000;
    let filler = "kata, ".repeat(Page::LONGEST / marks / 6);
    let page = match unit {
        "kata " | "<div>" | "<script>" | "&amp;" => unit.repeat(Page::LONGEST / unit.len()),
        unit => format!("{unit}{filler}").repeat(marks),
    };
    let page = Page::new(page);
    bencher.bench_local(|| parse(black_box(&page)).text().len());
}
