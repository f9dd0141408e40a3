//! Throw-away.
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let sentences = args.iter().any(|a| a == "--sentences");
    let clean = args.iter().any(|a| a == "--clean");
    let out = std::io::stdout();
    let mut out = out.lock();
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        if clean {
            let a = match v["title"].as_str() {
                Some(t) => netra::Article::new(t, text),
                None => netra::Article::from_text(text),
            };
            let d = a.dateline();
            writeln!(out, "{}", serde_json::json!({"id": v["id"], "title": a.title(), "text": a.text(), "advertorial": a.is_advertorial(), "dateline": d, "dspan": a.dateline_span()})).unwrap();
            continue;
        }
        let char = |b: usize| text[..b].chars().count();
        if sentences {
            let s: Vec<[usize; 2]> =
                netra::text::sentences(text).into_iter().map(|s| [char(s.start), char(s.end)]).collect();
            writeln!(out, "{}", serde_json::json!({"id": v["id"], "sentences": s})).unwrap();
        } else {
            let s: Vec<[usize; 2]> =
                netra::text::words(text).map(|t| [char(t.span().start), char(t.span().end)]).collect();
            writeln!(out, "{}", serde_json::json!({"id": v["id"], "tokens": s})).unwrap();
        }
    }
}
