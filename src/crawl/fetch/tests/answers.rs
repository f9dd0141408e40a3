//! What is asked for, and what is made of answers.

use super::server::{Server, answer, moved, ok, status};
use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

/// A server without rules whose every page is this answer.
fn only(answer: Vec<u8>) -> Server {
    Server::new(move |path| if path == "/robots.txt" { status(404) } else { answer.clone() })
}

/// A server without rules that gives these answers at `/0`, `/1` and so on, and below.
fn numbered(answers: Vec<Vec<u8>>) -> Server {
    Server::new(move |path| {
        let number = path.split('/').nth(1).and_then(|number| number.parse::<usize>().ok());
        number.map_or_else(|| status(404), |number| answers[number].clone())
    })
}

#[tokio::test]
async fn requests_say_who_asks_and_for_what() {
    let server = only(ok("<p>Lurah</p>"));
    let fetcher = fetcher_of(&server);
    let result = get(&fetcher, "https://A.example:443/baca/../baca/7?x=1#atas").await;
    let Ok(Answer::Page { page, at, validators }) = &result else { panic!("{result:?}") };
    assert_eq!(page.bytes(), b"<p>Lurah</p>");
    assert_eq!(page.url(), Some("https://a.example/baca/7?x=1"));
    assert_eq!(at.to_string(), "https://a.example/baca/7?x=1");
    assert_eq!(*validators, Validators::default());
    assert_eq!(server.paths(), ["/robots.txt", "/baca/7?x=1"]);
    for asked in server.log() {
        let agent = format!("netra/{} (+redaksi@netra.example)", env!("CARGO_PKG_VERSION"));
        assert_eq!(asked.header("User-Agent"), Some(agent.as_str()));
        assert_eq!(asked.header("Host"), Some("a.example"), "the host's own name, wherever it is served");
        assert_eq!(asked.header("Accept-Encoding"), Some("gzip"));
        for absent in ["Cookie", "Referer", "If-None-Match", "If-Modified-Since"] {
            assert_eq!(asked.header(absent), None, "{absent}");
        }
    }
    let accepts: Vec<_> =
        server.log().iter().map(|asked| asked.header("Accept").unwrap_or("").to_owned()).collect();
    assert!(accepts[0].starts_with("text/plain"), "{accepts:?}");
    assert!(["text/html", "xml", "json"].iter().all(|kind| accepts[1].contains(kind)), "{accepts:?}");
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let headers = "ETag: W/\"abc\"\r\nLast-Modified: Mon, 14 Oct 2024 01:30:00 GMT\r\n";
    let server = Server::raw(move |asked, _| {
        Ok(match (asked.path.as_str(), asked.header("If-None-Match")) {
            ("/robots.txt", _) => status(404),
            ("/pindah", _) => moved(302, "/baca"),
            (_, Some("W/\"abc\"")) => status(304),
            _ => answer(200, headers, b"isi"),
        })
    });
    let fetcher = fetcher_of(&server);
    let page = address("http://a.example/baca");
    let first = fetcher.get(&page, &Validators::default()).await;
    let Ok(Answer::Page { validators, .. }) = first else { panic!("{first:?}") };
    assert_eq!(validators.etag.as_deref(), Some("W/\"abc\""), "a weak one stays as it is");
    assert_eq!(validators.last_modified.as_deref(), Some("Mon, 14 Oct 2024 01:30:00 GMT"));
    assert_eq!(fetcher.get(&page, &validators).await, Ok(Answer::NotModified));
    let asked = server.pages();
    assert_eq!(asked[1].header("If-None-Match"), Some("W/\"abc\""));
    assert_eq!(asked[1].header("If-Modified-Since"), Some("Mon, 14 Oct 2024 01:30:00 GMT"));

    let behind = fetcher.get(&address("http://a.example/pindah"), &validators).await;
    let Ok(Answer::Page { validators: none, .. }) = behind else { panic!("{behind:?}") };
    assert_eq!(none, Validators::default(), "they belong to an address that was not asked for");
    let asked = server.pages();
    assert!(asked[2].header("If-None-Match").is_some(), "the address that was asked for");
    assert!(asked[3].header("If-None-Match").is_none(), "the one behind it");
}

#[tokio::test]
async fn validators_that_break_out_of_a_header_are_dropped() {
    let server = only(ok("isi"));
    let fetcher = fetcher_of(&server);
    let validators = Validators {
        etag: Some("\"a\"\r\nX-Lain: 1".to_owned()),
        last_modified: Some("kemarin\u{7}".to_owned()),
    };
    let result = fetcher.get(&address("http://a.example/baca"), &validators).await;
    assert_eq!(outcome(&result), "page");
    let asked = server.pages();
    for absent in ["If-None-Match", "If-Modified-Since", "X-Lain"] {
        assert_eq!(asked[0].header(absent), None, "{absent}");
    }
}

#[tokio::test]
async fn only_whole_pages_are_pages() {
    let cases = [
        (200, "page"),
        (203, "page"),
        (204, "status"),
        (206, "status"),
        (300, "status"),
        (304, "status"),
        (305, "status"),
        (400, "status"),
        (401, "status"),
        (403, "status"),
        (404, "status"),
        (408, "status"),
        (410, "status"),
        (451, "status"),
        (501, "status"),
        (599, "status"),
    ];
    let answers = cases.iter().map(|(code, _)| match code {
        204 | 304 => format!("HTTP/1.1 {code} X\r\n\r\n").into_bytes(),
        code => answer(*code, "", b""),
    });
    let server = numbered(answers.collect());
    let fetcher = fetcher(Settings { retries: 2, ..settings(&[("a.example", &server)]) });
    for (number, (code, expected)) in cases.into_iter().enumerate() {
        let result = get(&fetcher, &format!("http://a.example/{number}")).await;
        assert_eq!(outcome(&result), expected, "{code}");
        assert_eq!(server.pages().len(), number + 1, "{code} is not asked for again");
    }
}

#[tokio::test]
async fn one_coding_is_undone_and_no_more() {
    let page = gzip(b"isi berita");
    let twice = gzip(&page);
    let members = [gzip(b"isi "), gzip(b"berita")].concat();
    let cut = &page[..page.len() - 9];
    let cases = [
        ("", &b"isi berita"[..], "page"),
        ("Content-Encoding: identity\r\n", b"isi berita", "page"),
        ("Content-Encoding:\r\n", b"isi berita", "page"),
        ("Content-Encoding: gzip\r\n", &page, "page"),
        ("content-encoding: X-GZIP\r\n", &page, "page"),
        ("Content-Encoding: identity, gzip\r\n", &page, "page"),
        ("Content-Encoding: gzip\r\n", &members, "page"),
        ("Content-Encoding: gzip, gzip\r\n", &twice, "coding"),
        ("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", &twice, "coding"),
        ("Content-Encoding: gzip,,identity,gzip\r\n", &twice, "coding"),
        ("Content-Encoding: br\r\n", b"isi berita", "coding"),
        ("Content-Encoding: deflate\r\n", b"isi berita", "coding"),
        ("Content-Encoding: zstd\r\n", b"isi berita", "coding"),
        ("Content-Encoding: br, gzip\r\n", &page, "coding"),
        ("Content-Encoding: lainnya\r\n", b"isi berita", "coding"),
        ("Content-Encoding: gz\u{e9}p\r\n", b"isi berita", "coding"),
        ("Content-Encoding: gzip\r\n", b"isi berita", "unreachable"),
        ("Content-Encoding: gzip\r\n", cut, "unreachable"),
    ];
    let server = numbered(cases.iter().map(|(headers, body, _)| answer(200, headers, body)).collect());
    let fetcher = fetcher_of(&server);
    for (number, (headers, _, expected)) in cases.into_iter().enumerate() {
        let result = get(&fetcher, &format!("http://a.example/{number}")).await;
        assert_eq!(outcome(&result), expected, "{headers}");
        if expected == "page" {
            assert_eq!(bytes(&result), b"isi berita", "{headers}");
        }
    }
    let chunked = b"HTTP/1.1 200 X\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nisi\r\n0\r\n\r\n".to_vec();
    assert_eq!(outcome(&get(&fetcher_of(&only(chunked)), "http://a.example/").await), "coding");
}

#[tokio::test]
async fn four_mebibytes_are_the_most() {
    let encoded = "Content-Encoding: gzip\r\n";
    let zeros = |mebibytes: usize| vec![b'0'; mebibytes << 20];
    let just = vec![b'0'; Page::LONGEST];
    let over = vec![b'0'; Page::LONGEST + 1];
    let announced = b"HTTP/1.1 200 X\r\nContent-Length: 4194305\r\n\r\n".to_vec();
    let chunked = |headers: &str, bytes: &[u8]| {
        let length = bytes.len();
        let head = format!("HTTP/1.1 200 X\r\n{headers}Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n");
        [head.as_bytes(), bytes, b"\r\n0\r\n\r\n"].concat()
    };
    // The header of a gzip member, and empty blocks without end.
    let empty = [&gzip(b"")[..10], &b"\0\0\0\xff\xff".repeat(Page::LONGEST / 5)].concat();
    let cases = [
        ("just as long", answer(200, "", &just), "page"),
        ("a byte longer", answer(200, "", &over), "too-long"),
        ("announced, and never sent", announced, "too-long"),
        ("of unknown length, just as long", chunked("", &just), "page"),
        ("of unknown length", chunked("", &over), "too-long"),
        ("compressed, just as long", answer(200, encoded, &gzip(&just)), "page"),
        ("compressed, a byte longer", answer(200, encoded, &gzip(&over)), "too-long"),
        ("20 kB that become 20 MiB", answer(200, encoded, &gzip(&zeros(20))), "too-long"),
        ("members that become 40 MiB", answer(200, encoded, &gzip(&zeros(2)).repeat(20)), "too-long"),
        ("blocks that become nothing", chunked(encoded, &empty), "too-long"),
    ];
    let server = numbered(cases.iter().map(|(_, answer, _)| answer.clone()).collect());
    let fetcher = fetcher_of(&server);
    for (number, (name, _, expected)) in cases.into_iter().enumerate() {
        let result = get(&fetcher, &format!("http://a.example/{number}")).await;
        assert_eq!(outcome(&result), expected, "{name}");
        if expected == "page" {
            assert_eq!(bytes(&result).len(), Page::LONGEST, "{name}");
        }
    }
}

#[tokio::test]
async fn files_without_text_are_refused_unread() {
    let cases = [
        ("text/html", "/a", "page"),
        ("application/rss+xml; charset=utf-8", "/feed", "page"),
        ("application/json", "/wp-json/wp/v2/posts", "page"),
        ("application/x-gzip", "/sitemap.xml.gz", "page"),
        ("application/octet-stream", "/sitemap.xml.gz", "page"),
        ("", "/a", "page"),
        ("application/octet-stream", "/berkas", "media"),
        ("image/jpeg", "/foto", "media"),
        ("IMAGE/PNG", "/foto", "media"),
        ("video/mp4", "/a", "media"),
        ("audio/mpeg", "/a", "media"),
        ("font/woff2", "/a", "media"),
        ("application/pdf", "/sk.pdf", "media"),
        ("application/zip", "/a", "media"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "/a", "media"),
    ];
    let answers = cases.iter().map(|(kind, _, expected)| {
        // What is refused is announced and never sent: waiting for it would end as "slow".
        let sent = if *expected == "page" { "isi" } else { "" };
        let head = format!("HTTP/1.1 200 X\r\nContent-Type: {kind}\r\nContent-Length: 3\r\n\r\n");
        format!("{head}{sent}").into_bytes()
    });
    let server = numbered(answers.collect());
    let fetcher = fetcher_of(&server);
    for (number, (kind, path, expected)) in cases.into_iter().enumerate() {
        let result = get(&fetcher, &format!("http://a.example/{number}{path}")).await;
        assert_eq!(outcome(&result), expected, "{kind}");
    }
}
