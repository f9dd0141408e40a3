//! What holds of any text: nothing panics, tokens lose nothing, spans stand on character boundaries, cleaning
//! twice is cleaning once.

use netra::text::{self, Kind, Span};
use netra::{Analyzer, Article, Page};
use proptest::prelude::*;

/// Pieces that news is made of, dirt included, and what has been seen to break such code.
const PIECES: &[&str] = &[
    "Balikpapan",
    "SAMARINDA",
    "Camat",
    "camat",
    "Drs.",
    "H.",
    "M.Si.",
    "S.Pd.I",
    "A.R.",
    "dr.",
    "No.",
    "s.d.",
    "Pj.",
    "se-Kaltim",
    "langkah-langkah",
    "PKS-Golkar",
    "ke-79",
    "Mas'ud",
    "Asy’ari",
    "Jum'at",
    "ASN-nya",
    "10/6",
    "8/6/2024",
    "14.662",
    "2,5",
    "Rp1.500.000",
    "09.30",
    "23-25",
    "(10/6)",
    "2019-an",
    "1.",
    "a.",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    ".",
    ",",
    "!",
    "?",
    "…",
    "...",
    "-",
    "–",
    "—",
    ":",
    ";",
    "(",
    ")",
    "[",
    "]",
    "/",
    "*",
    "#",
    "@",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\r\n",
    "\t",
    "\u{feff}",
    "\u{93}",
    "kompas.com",
    "humas@contoh.go.id",
    "https://contoh.id/a?b=1",
    "KOMPAS.com",
    "(ANTARA) -",
    "ujar",
    "katanya",
    "ia",
    "Ia",
    "Baca juga:",
    "BACA JUGA",
    "Pewarta: Ani",
    "Editor : Budi",
    "(moe)",
    "(jib/far/k15)",
    "[RWT]",
    "(ADV)",
    "(Adv/Prokom Kukar)",
    "COPYRIGHT © ANTARA 2024",
    "Tinggalkan Balasan",
    "ADVERTISEMENT",
    "BERITA TERKAIT",
    "Facebook",
    "# Pemilu# ASN",
    "é",
    "漢字",
];

fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    (prop::collection::vec((piece, prop::bool::ANY), 0..60)).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, spaced)| if spaced { piece + " " } else { piece }).collect()
    })
}

/// News whose pieces are not glued, and without an agency in brackets: what stands before such a dateline is
/// parted from it where it looks like a headline, which a second look may see anew.
fn spaced_news() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.iter().copied().filter(|piece| !piece.contains("(ANTARA)")).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.join(" "))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![news(), any::<String>(), "[a-zA-Z0-9.,/:@'’\"“” \\n()-]{0,200}"]
}

fn assert_on_boundaries(text: &str, span: Span) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} in {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joined_tokens_are_the_text(text in any_text()) {
        let joined: String = text::tokens(&text).map(|token| token.text(&text)).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn no_token_is_empty_and_words_have_no_space(text in any_text()) {
        for token in text::tokens(&text) {
            assert_on_boundaries(&text, token.span());
            prop_assert!(!token.span().is_empty());
            let has_space = token.text(&text).contains(char::is_whitespace);
            prop_assert!(token.kind == Kind::Space || !has_space, "{:?}", token.text(&text));
        }
    }

    #[test]
    fn sentences_hold_every_word_once(text in any_text()) {
        let sentences = text::sentences(&text);
        for pair in sentences.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        for token in text::words(&text) {
            let holders = sentences.iter().filter(|sentence| sentence.contains(token.span())).count();
            prop_assert_eq!(holders, 1, "{:?}", token.text(&text));
        }
        for sentence in sentences {
            assert_on_boundaries(&text, sentence);
            prop_assert!(!text[sentence.range()].trim_matches(char::is_whitespace).contains("\n\n"));
        }
    }

    #[test]
    fn normal_forms_are_stable(word in "[\\p{L}'’-]{0,24}") {
        let folded = text::fold(&word).into_owned();
        prop_assert_eq!(text::fold(&folded).into_owned(), folded.clone());
        let _ = text::normal(&word);
        let _ = text::stem(&word);
        prop_assert_eq!(text::stem(&folded), text::stem(&word));
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(title in spaced_news(), body in spaced_news()) {
        let once = Article::from_text(&body);
        let again = Article::from_text(once.text());
        prop_assert_eq!(once.text(), again.text());
        let titled = Article::new(&title, &body);
        let title = titled.title().unwrap_or_default();
        let same = Article::new(title, titled.text()[title.len()..].trim_start());
        prop_assert_eq!(titled.text(), same.text());
    }

    #[test]
    fn articles_have_their_spans_on_boundaries(title in news(), body in any_text()) {
        for article in [Article::new(&title, &body), Article::from_text(&body), Article::raw(&body)] {
            for span in article.title_span().into_iter().chain(article.dateline_span()) {
                assert_on_boundaries(article.text(), span);
            }
        }
        let raw = Article::raw(&body);
        prop_assert_eq!(raw.text(), body);
    }

    #[test]
    fn cleaning_keeps_a_clean_article(sentences in prop::collection::vec("[A-Z][a-z]{2,9}( [a-z]{2,9}){3,12}\\.", 1..8)) {
        let body = sentences.join("\n\n");
        let article = Article::from_text(&body);
        prop_assert_eq!(article.text(), body);
        prop_assert!(!article.is_advertorial());
    }

    #[test]
    fn pages_do_not_panic(html in "(<(/?(p|div|b|i|a|table|tr|td|ul|li|svg|script|h1|article|meta|title|time|form)( [a-z]{1,5}=\"?[a-z0-9-]{0,9}\"?)?/?)>?|[a-zA-Z .&;:{}\"]{0,12}){0,60}") {
        let article = netra::parse(&Page::new(html));
        let all: Vec<&str> = article.paragraphs().collect();
        prop_assert!(article.body().is_empty() == all.is_empty());
    }

    #[test]
    fn bytes_in_any_charset_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), charset in "(utf-8|windows-1252|utf-16le|shift_jis|nothing)?") {
        let page = Page::new(bytes).with_content_type(format!("text/html; charset={charset}"));
        let article = netra::parse(&page);
        let analysis = Analyzer::default().analyze(&article);
        prop_assert!(analysis.people.iter().flat_map(|person| &person.mentions).all(|span| article.text().is_char_boundary(span.start)));
    }

    /// What a page of a known outlet holds is found whatever stands around it.
    #[test]
    fn an_article_is_found_in_any_frame(
        sentences in prop::collection::vec("[A-Z][a-z]{2,9}( [a-z]{2,9}){6,12}\\.", 4..9),
        links in prop::collection::vec("[A-Z][a-z]{2,9}( [a-z]{2,9}){2,5}", 0..30),
    ) {
        let text: String = sentences.iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
        let menu: String = links.iter().map(|link| format!("<li><a href=/x>{link}</a></li>")).collect();
        let html = format!(
            "<title>Judul berita</title><ul>{menu}</ul><div class=entry-content>{text}</div><aside><ul>{menu}</ul></aside>"
        );
        let article = netra::parse(&Page::from_text(html).with_url("https://prokaltim.com/judul-berita/"));
        let found: Vec<&str> = article.paragraphs().collect();
        prop_assert_eq!(found, sentences);
    }

    #[test]
    fn linked_data_never_spoils_a_page(json in "[\\[\\]{}:,\"a-z@ \\\\\n0-9]{0,120}") {
        let html = format!("<script type=application/ld+json>{json}</script><h1>Judul berita</h1><p>Isi.</p>");
        let article = netra::parse(&Page::from_text(html));
        prop_assert!(article.title().is_some());
    }
}

/// A megabyte of one thing over and over. Work that grows with its square would take hours here, not seconds.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    const SIZE: usize = 1 << 20;
    for piece in [
        ".",
        "a.",
        "A.",
        "a.a",
        "-",
        "a-",
        "A-b",
        "ke-1",
        "\"",
        "“",
        "”",
        "“ ”",
        "'",
        "a'",
        "(",
        "( ",
        "[a",
        "a@",
        "a@b.",
        "a://",
        "1.",
        "1. A ",
        "1/",
        "com.",
        "x.com ",
        "Baca juga: ",
        "Baca juga:\n",
        "Editor:",
        "(adv",
        "BACA JUGA\n",
        "Tinggalkan Balasan\n",
        "# a",
        "\u{a0}",
        "\u{200b}",
        "\n",
        "\u{e9}",
        "e\u{301}",
        "a.n.",
        "S.",
        "S.Pd.",
        "Rp1",
        "http://",
        "(a)",
        "(moe)",
        "A. ",
        "? ",
        "Camat, ",
        "CAMAT ",
        "Drs. ",
    ] {
        let text = piece.repeat(SIZE / piece.len());
        let bytes: usize = text::tokens(&text).map(|token| token.span().len()).sum();
        assert_eq!(bytes, text.len(), "{piece:?}");
        let sentences = text::sentences(&text);
        assert!(sentences.len() <= text.len());
        let article = Article::from_text(&text);
        assert!(article.text().len() <= text.len() + 2, "{piece:?}");
    }
}

/// Pages at the limit of what is read, of one thing over and over.
#[test]
fn hostile_pages_are_read_within_bounds() {
    for piece in [
        "<div>",
        "<b><p>",
        "<b><div></b>",
        "<span><div></span>",
        "<table><tr><td>",
        "<svg><g>",
        "<svg><title><div>",
        "<p>a",
        "<!--",
        "<",
        "&amp;",
        "&",
        "\0",
        "<a b='",
        "<script>",
        "<script type=application/ld+json>[",
        "{\"@type\":\"Article\",\"author\":{\"@id\":\"x\"}}",
        "<meta name=author content=a>",
        "<time datetime=2024-10-08>",
        "Senin, 9 Februari 2026 ",
    ] {
        let page = Page::new(piece.repeat(Page::LONGEST / piece.len()));
        let article = netra::parse(&page);
        assert!(article.text().len() <= 1 << 20, "{piece:?}");
        let linked = format!("<script type=application/ld+json>{}", piece.repeat(100_000));
        netra::parse(&Page::new(linked));
    }
}
