//! Speed of sketches and of placing articles, on the bundled corpus, in MB of article text or in articles a
//! second on one core.
//!
//! `cargo bench --bench story`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "the bench reads the bundled corpus")]

use divan::counter::{BytesCount, BytesFormat, ItemsCount};
use divan::{Bencher, Divan, black_box};
use netra::story::{Member, Sketch, place};
use netra::{Analysis, Analyzer, Article};
use std::sync::LazyLock;

fn main() {
    let bytes: usize = ARTICLES.iter().map(|(article, _)| article.text().len()).sum();
    println!("{} articles of {} bytes on average", ARTICLES.len(), bytes / ARTICLES.len());
    Divan::from_args().bytes_format(BytesFormat::Decimal).main();
}

/// The articles of the corpus, analysed.
static ARTICLES: LazyLock<Vec<(Article, Analysis)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus");
    let entries = std::fs::read_dir(folder).expect("data/corpus can be read");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("the corpus can be read"));
    let analyzer = Analyzer::default();
    texts
        .flat_map(|text| text.lines().map(article).collect::<Vec<_>>())
        .map(|article| {
            let analysis = analyzer.analyze(&article);
            (article, analysis)
        })
        .collect()
});

fn article(line: &str) -> Article {
    let record: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON");
    let field = |name: &str| record[name].as_str().unwrap_or_default();
    Article::new(field("title"), field("text")).with_published(field("published").parse().ok())
}

static SKETCHES: LazyLock<Vec<Sketch>> =
    LazyLock::new(|| ARTICLES.iter().map(|(article, analysis)| Sketch::of(article, analysis)).collect());

#[divan::bench]
fn a1_sketch(bencher: Bencher) {
    let bytes: usize = ARTICLES.iter().map(|(article, _)| article.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(ARTICLES.len())).bench_local(|| {
        ARTICLES
            .iter()
            .map(|(article, analysis)| Sketch::of(black_box(article), analysis).accusations.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn a2_keys(bencher: Bencher) {
    bencher
        .counter(ItemsCount::new(SKETCHES.len()))
        .bench_local(|| SKETCHES.iter().map(|sketch| black_box(sketch).keys().len()).sum::<usize>());
}

/// Each article among a hundred others, more than share a key with it.
#[divan::bench]
fn a3_place(bencher: Bencher) {
    let cases: Vec<Vec<Option<i64>>> = SKETCHES
        .iter()
        .enumerate()
        .map(|(at, sketch)| vec![Some(at as i64); sketch.accusations.len()])
        .collect();
    let members: Vec<Member> = SKETCHES
        .iter()
        .zip(&cases)
        .take(100)
        .enumerate()
        .map(|(at, (sketch, cases))| Member { article: at as i64, story: at as i64, cases, sketch })
        .collect();
    let new = &SKETCHES[members.len().min(SKETCHES.len() - 1)..];
    bencher.counter(ItemsCount::new(new.len())).bench_local(|| {
        new.iter().map(|sketch| place(black_box(sketch), &members).cases.len()).sum::<usize>()
    });
}
