//! How fast text is read: cleaning, tokens, sentences, in megabytes a second on one core.
//!
//! `cargo bench --bench text`

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use netra::Article;
use netra::text;

fn main() {
    divan::main();
}

/// The bodies of the bundled corpus, with the dirt that they came with, repeated to at least 400 kB.
fn corpus() -> Vec<String> {
    let files =
        [include_str!("../data/corpus/others-b.jsonl"), include_str!("../data/corpus/violations-a.jsonl")];
    let bodies: Vec<String> = files
        .iter()
        .flat_map(|file| file.lines())
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON lines");
            record["text"].as_str().expect("an article has a text").to_owned()
        })
        .collect();
    let bytes: usize = bodies.iter().map(String::len).sum();
    let times = 400_000_usize.div_ceil(bytes);
    bodies.iter().cycle().take(bodies.len() * times).cloned().collect()
}

fn bytes(bodies: &[String]) -> BytesCount {
    BytesCount::new(bodies.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let bodies = corpus();
    bencher
        .counter(bytes(&bodies))
        .bench(|| bodies.iter().map(|body| text::tokens(black_box(body)).count()).sum::<usize>());
}

#[divan::bench]
fn sentences(bencher: Bencher) {
    let bodies = corpus();
    bencher
        .counter(bytes(&bodies))
        .bench(|| bodies.iter().map(|body| text::sentences(black_box(body)).len()).sum::<usize>());
}

#[divan::bench]
fn cleaning(bencher: Bencher) {
    let bodies = corpus();
    bencher
        .counter(bytes(&bodies))
        .bench(|| bodies.iter().map(|body| Article::new("", black_box(body)).text().len()).sum::<usize>());
}

#[divan::bench]
fn stems(bencher: Bencher) {
    let bodies = corpus();
    bencher.counter(bytes(&bodies)).bench(|| {
        let words = bodies.iter().flat_map(|body| text::words(body).map(move |token| token.text(body)));
        words.map(|word| text::stem(black_box(word)).len()).sum::<usize>()
    });
}
