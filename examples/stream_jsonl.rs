//! Reads articles from standard input, one JSON object a line, and writes those to be reviewed to standard
//! output in the format of `netra analyze`. Memory does not grow with the input.
//!
//! `cargo run --example stream_jsonl < examples/articles/kiriman-kontributor.jsonl`

#![expect(clippy::disallowed_methods, reason = "an example is a program")]

use netra::{Analyzer, Article, Output};
use serde::Deserialize;
use std::io::{BufRead, Write, stdin, stdout};

/// The fields of an article that this example reads. Others are skipped.
#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    #[serde(default)]
    title: String,
    published: Option<String>,
    text: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let analyzer = Analyzer::default();
    let mut output = stdout().lock();
    for line in stdin().lock().lines() {
        let record: Record = serde_json::from_str(&line?)?;
        let published = record.published.and_then(|time| time.parse().ok());
        let article = Article::new(&record.title, &record.text).with_id(record.id).with_published(published);
        let analysis = analyzer.analyze(&article);
        if analysis.verdict.flagged {
            serde_json::to_writer(&mut output, &Output::new(&article, &analysis))?;
            output.write_all(b"\n")?;
        }
    }
    Ok(())
}
