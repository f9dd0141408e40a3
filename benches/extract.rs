//! Speed on the bundled corpus, in MB of article text a second on one core.
//!
//! `cargo bench --bench extract`

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "the bench reads the bundled corpus")]

use divan::counter::{BytesCount, BytesFormat};
use divan::{Bencher, Divan, black_box};
use netra::extract::timing::Stages;
use netra::{Analyzer, Article, Extracted, Output, text};
use std::sync::LazyLock;

fn main() {
    println!("{} articles, {} kB", CORPUS.len(), size() / 1000);
    Divan::from_args().bytes_format(BytesFormat::Decimal).main();
}

/// An article as the corpus gives it.
struct Record {
    title: String,
    body: String,
    published: Option<jiff::civil::Date>,
}

static CORPUS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("data/corpus can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("the corpus can be read"));
    texts.flat_map(|text| text.lines().map(record).collect::<Vec<_>>()).collect()
});

fn record(line: &str) -> Record {
    let record: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON");
    let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
    Record { title: field("title"), body: field("text"), published: field("published").parse().ok() }
}

/// The bytes of all titles and bodies.
fn size() -> usize {
    CORPUS.iter().map(|record| record.title.len() + record.body.len()).sum()
}

fn article(record: &Record) -> Article {
    Article::new(&record.title, &record.body).with_published(record.published)
}

static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| CORPUS.iter().map(article).collect());

/// Times `work` on every article, made ready by `prepare`.
fn time<T>(bencher: Bencher, prepare: impl Fn(&'static Article) -> T, work: impl Fn(&T) -> usize) {
    let ready: Vec<T> = ARTICLES.iter().map(prepare).collect();
    let bytes: usize = ARTICLES.iter().map(|article| article.text().len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| ready.iter().map(|item| work(black_box(item))).sum::<usize>());
}

#[divan::bench]
fn a1_clean(bencher: Bencher) {
    bencher
        .counter(BytesCount::new(size()))
        .bench_local(|| CORPUS.iter().map(|record| article(black_box(record)).text().len()).sum::<usize>());
}

#[divan::bench]
fn a2_tokens(bencher: Bencher) {
    time(bencher, Article::text, |text| text::tokens(text).count());
}

#[divan::bench]
fn a3_sentences(bencher: Bencher) {
    time(bencher, Article::text, |text| text::sentences(text).len());
}

#[divan::bench]
fn a4_stems(bencher: Bencher) {
    time(bencher, Article::text, |text| {
        text::words(text).map(|token| text::stem(token.text(text)).len()).sum::<usize>()
    });
}

#[divan::bench]
fn b1_document(bencher: Bencher) {
    time(bencher, |article| article, |article| Stages::document(article));
}

#[divan::bench]
fn b2_statutes(bencher: Bencher) {
    time(bencher, Stages::new, Stages::statutes);
}

#[divan::bench]
fn b3_dates(bencher: Bencher) {
    time(bencher, Stages::new, Stages::dates);
}

#[divan::bench]
fn b4_people(bencher: Bencher) {
    time(bencher, Stages::new, Stages::people);
}

#[divan::bench]
fn b5_quotes(bencher: Bencher) {
    time(bencher, Stages::new, Stages::quotes);
}

#[divan::bench]
fn b6_allegations(bencher: Bencher) {
    time(bencher, Stages::new, Stages::allegations);
}

/// The verdict alone, on what was found before.
#[divan::bench]
fn b7_score(bencher: Bencher) {
    let analyzer = Analyzer::default();
    let ready: Vec<Extracted> = ARTICLES.iter().map(Extracted::new).collect();
    let bytes: usize = ARTICLES.iter().map(|article| article.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        ready.iter().filter(|extracted| black_box(extracted).verdict(&analyzer).flagged).count()
    });
}

#[divan::bench]
fn c1_analysis(bencher: Bencher) {
    let analyzer = Analyzer::default();
    time(bencher, |article| article, |article| analyzer.analyze(article).people.len());
}

/// From the record's text to the bytes that the program writes.
#[divan::bench]
fn c2_record_to_json(bencher: Bencher) {
    let analyzer = Analyzer::default();
    let json = |record| {
        let article = article(record);
        let analysis = analyzer.analyze(&article);
        serde_json::to_string(&Output::new(&article, &analysis)).expect("it can be written").len()
    };
    bencher
        .counter(BytesCount::new(size()))
        .bench_local(|| CORPUS.iter().map(|record| json(black_box(record))).sum::<usize>());
}
