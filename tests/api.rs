//! The promises of the library's types.

#![expect(clippy::disallowed_methods, reason = "the test reads the project itself")]

use netra::{Analysis, Analyzer, Article, Limits, Output, Verdict};
use std::panic::{RefUnwindSafe, UnwindSafe};

#[test]
fn public_types_can_be_shared_and_cloned() {
    fn check<T: Send + Sync + Clone + std::fmt::Debug + UnwindSafe + RefUnwindSafe>() {}
    check::<Analyzer>();
    check::<Article>();
    check::<Analysis>();
    check::<Verdict>();
    check::<Limits>();
    check::<Output<'_>>();
    check::<netra::Reason>();
    check::<netra::annotate::Mark>();
    check::<netra::annotate::Segment<'_, '_>>();
    check::<netra::article::Dateline>();
    check::<netra::extract::Accused>();
    check::<netra::extract::Allegation>();
    check::<netra::extract::DateMention>();
    check::<netra::extract::Found>();
    check::<netra::extract::Person>();
    check::<netra::extract::Quote>();
    check::<netra::extract::Statute>();
    check::<netra::text::OffsetMap>();
    check::<netra::text::Span>();
    check::<netra::text::Token>();
    check::<netra::text::Tokens<'_>>();
}

/// The articles of the bundled corpus, with the days they were published on.
fn articles() -> Vec<Article> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("data/corpus can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).expect("the corpus can be read");
            text.lines().map(article).collect::<Vec<_>>()
        })
        .collect()
}

fn article(line: &str) -> Article {
    let record: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON");
    let field = |name: &str| record[name].as_str().unwrap_or_default();
    Article::new(field("title"), field("text"))
        .with_id(Some(field("id").to_owned()))
        .with_published(field("published").parse().ok())
}

/// What the analyzer says of `articles`, as it is written.
fn bytes(analyzer: &Analyzer, articles: &[Article]) -> String {
    articles
        .iter()
        .map(|article| {
            let analysis = analyzer.analyze(article);
            serde_json::to_string(&Output::new(article, &analysis)).expect("an analysis can be written")
                + "\n"
        })
        .collect()
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let (analyzer, articles) = (Analyzer::default(), articles());
    let first = bytes(&analyzer, &articles);
    assert_eq!(first, bytes(&Analyzer::default(), &articles));
    std::thread::scope(|scope| {
        let (analyzer, articles) = (&analyzer, &articles);
        let others: Vec<_> = (0..4).map(|_| scope.spawn(move || bytes(analyzer, articles))).collect();
        for other in others {
            assert_eq!(first, other.join().expect("no thread panics"));
        }
    });
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let (analyzer, mut articles) = (Analyzer::default(), articles());
    let mut there: Vec<String> = bytes(&analyzer, &articles).lines().map(str::to_owned).collect();
    articles.reverse();
    let back: Vec<String> = bytes(&analyzer, &articles).lines().map(str::to_owned).collect();
    there.reverse();
    assert_eq!(there, back);
}

/// Every span of `analysis` lies in `text` and starts and ends between characters.
fn check_spans(text: &str, analysis: &Analysis) {
    for segment in netra::annotate::marks(analysis) {
        assert!(text.get(segment.span.range()).is_some(), "{segment:?} does not fit {text:?}");
    }
}

#[test]
fn a_long_article_is_cut_and_says_so() {
    let mut limits = Limits::default();
    limits.bytes = 41;
    let text = "Camat “Muara” itu dipanggil. Camat “Muara” itu dipanggil.";
    let analysis = Analyzer::default().with_limits(limits).analyze(&Article::raw(text));
    assert!(analysis.truncated);
    check_spans(&text[..39], &analysis);
    assert!(!Analyzer::default().analyze(&Article::raw(text)).truncated);
}

#[test]
fn spans_fit_the_text_in_every_unit() {
    use netra::text::{OffsetMap, Unit};
    for article in articles() {
        let text = article.text();
        let analysis = Analyzer::default().analyze(&article);
        check_spans(text, &analysis);
        let bytes = netra::annotate::marks(&analysis);
        let chars: Vec<char> = text.chars().collect();
        let units: Vec<u16> = text.encode_utf16().collect();
        let by_char = netra::annotate::marks(&analysis.clone().with_unit(text, Unit::Char));
        let by_unit = netra::annotate::marks(&analysis.with_unit(text, Unit::Utf16));
        for ((byte, char), unit) in bytes.iter().zip(by_char).zip(by_unit) {
            let expected = &text[byte.span.range()];
            assert_eq!(chars[char.span.range()].iter().collect::<String>(), expected);
            assert_eq!(String::from_utf16_lossy(&units[unit.span.range()]), expected);
        }
    }
    assert_eq!(OffsetMap::new("a😀b", Unit::Utf16).offset(5), 3);
    assert_eq!(OffsetMap::new("a😀b", Unit::Char).offset(5), 2);
}
