//! Foreign texts, wherever they are: they are shown as what they are, and nothing comes of them.

use crate::ask::{Client, Reply, encoded, exchange, path};
use crate::browser::Browser;
use crate::markup::{check, check_markup, text, texts};
use crate::payload::{ADDRESSES, PAYLOADS, in_line, save, seen, stored};
use crate::server::{Server, folder};
use netra::annotate::visible;
use netra::store::{Fetched, open};
use serde_json::json;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a browser may do with a page of ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer carries, once.
fn assert_sealed(reply: &Reply, about: &str) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{about}: {name}");
    }
    assert!(reply.header("cache-control").is_some(), "{about}");
    let kind = reply.header("content-type").unwrap_or_default();
    let is_file = reply.header("content-disposition").is_some();
    assert!(reply.body.is_empty() || is_file || kind.ends_with("charset=utf-8"), "{about}: {kind}");
    assert!(reply.all("access-control-allow-origin").is_empty(), "{about}");
}

/// Fails unless an answer has this status, what every answer has, and a page that is only ours.
fn assert_page(reply: &Reply, status: u16, about: &str) {
    assert_eq!(reply.status, status, "{about}");
    assert_sealed(reply, about);
    check(&reply.body, about);
}

fn store(name: &str) -> PathBuf {
    folder(name).join("netra.sqlite")
}

/// The text of each element that a selector finds, in one line as a browser shows it.
fn lines(page: &str, of: &str) -> Vec<String> {
    texts(page, of).iter().map(|text| in_line(text)).collect()
}

/// The story of an article.
fn story(store: &Path, article: i64) -> i64 {
    open(store).expect("it opens").article(article).expect("read").expect("it is there").story
}

#[test]
fn what_is_stored_is_shown_as_text() {
    let store = store("stored");
    let articles = stored(&store);
    let server = Server::start(&store, &["--reviewer", "sari <b>\"'&"]);
    let client = Client::enter(&server);
    for (&article, payload) in articles.iter().zip(PAYLOADS) {
        let about = format!("{payload:?}");
        let story = story(&store, article);
        let page = client.get(&format!("/story/{article}?names=1"));
        assert_page(&page, 200, &about);
        let shown = in_line(&text(&page.body));
        for expected in seen(payload) {
            assert!(shown.contains(&expected), "{about}: {expected} is not shown");
        }
        let title = format!("title {payload}");
        assert_eq!(lines(&page.body, "h1"), [in_line(&visible(&title))], "{about}");
        // The text below its title is shown whole, each of its lines as a paragraph.
        let whole = format!("text {payload}");
        let paragraphs = whole.split('\n').map(str::trim_end).filter(|line| !line.is_empty());
        let paragraphs: Vec<_> = paragraphs.map(visible).collect();
        assert_eq!(texts(&page.body, ".text p"), paragraphs, "{about}");
        assert_eq!(texts(&page.body, "title"), [format!("{} · netra", in_line(&format!("title {payload}")))]);
        let card = client.get(&format!("/?story={story}&names=1"));
        assert_page(&card, 200, &about);
        assert_eq!(lines(&card.body, "h1"), [in_line(&format!("title {payload}"))], "{about}");
        for target in
            [format!("/story/{article}"), format!("/story/{article}?lang=en"), format!("/?story={story}")]
        {
            assert_page(&client.get(&target), 200, &about);
        }
        for lang in ["id", "en"] {
            let sheet = client.get(&format!("/story/{article}/form?lang={lang}"));
            assert_eq!(sheet.status, 200, "{about}");
            assert_sealed(&sheet, &about);
            check_markup(&sheet.body, &about);
            let title = in_line(&format!("title {payload}"));
            assert!(in_line(&text(&sheet.body)).contains(&title), "{about}: the form shows what it should");
        }
    }
    for target in [
        "/",
        "/?names=1",
        "/?lang=en",
        "/stories",
        "/stories?all=1&names=1",
        "/stories?all=1&names=1&page=2",
        "/overview",
        "/overview?since=2024-10-01&until=2024-10-31",
        "/overview?lang=en",
        "/verdicts",
        "/verdicts?page=2",
        "/verdicts?names=1&lang=en",
        "/official",
        "/official?official=position",
        "/official?official=name&lang=en",
    ] {
        assert_page(&client.get(target), 200, target);
    }
    let listed = text(&client.get("/stories?all=1&names=1&order=score").body);
    assert!(listed.contains("window.pwned=1"), "the list shows what it should");
    let logged = in_line(&text(&client.get("/verdicts").body));
    let last = PAYLOADS[PAYLOADS.len() - 1];
    for field in ["title", "note", "reviewer", "model", "reason", "outlet"] {
        let expected = in_line(&format!("{field} {last}"));
        assert!(logged.contains(&expected), "{expected} is not in the log");
    }
}

#[test]
fn what_is_asked_is_shown_as_text() {
    let store = store("asked");
    let mut made = open(&store).expect("made");
    save(made.as_mut(), 1, PAYLOADS[0]);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let stranger = Client::stranger(&server);
    let fields = [
        "q", "outlet", "place", "act", "status", "official", "since", "until", "min", "max", "reviewer",
        "paid", "judged", "all", "order", "after", "before", "story", "names", "page", "said", "lang",
        "keys", "other",
    ];
    for payload in PAYLOADS {
        let about = format!("{payload:?}");
        let value = encoded(payload);
        let query: String = fields.iter().map(|field| format!("{field}={value}&")).collect();
        for page in ["/", "/stories", "/story/1", "/overview", "/official", "/verdicts", "/nowhere"] {
            let reply = client.get(&format!("{page}?{query}{value}=1"));
            assert_page(&reply, if page == "/nowhere" { 404 } else { 200 }, &about);
            // The headers hold nothing of it.
            assert!(
                reply.headers.iter().all(|(_, it)| !it.contains("pwned")),
                "{about}: {:?}",
                reply.headers
            );
        }
        for format in ["csv", "jsonl", "xlsx"] {
            let file = client.get(&format!("/export?{query}&format={format}"));
            assert_eq!(file.status, 200, "{about}");
            assert_sealed(&file, &about);
            let name =
                file.header("content-disposition").and_then(|it| it.strip_prefix("attachment; filename=\""));
            let name = name.and_then(|it| it.strip_suffix('"')).expect("it is a file");
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
            assert!(name.bytes().all(is_plain) && name.ends_with(format), "{about}: {name}");
        }
        // What was looked for stands in the search box as it was typed.
        let found = client.get(&format!("/stories?q={value}"));
        let typed = crate::markup::attributes(&found.body, "input[name=q]", &["value"]);
        let expected = payload.trim().replace('\0', "\u{fffd}");
        assert!(typed.iter().all(|it| it.trim() == expected), "{about}: {typed:?}");
        assert_page(&stranger.get(&format!("/{value}?q={value}")), 401, &about);
        assert_page(&client.get(&format!("/{value}?q={value}")), 404, &about);
        assert_page(&client.get(&format!("/story/{value}")), 404, &about);
        assert_page(&client.get(&format!("/assets/{value}")), 404, &about);
        assert_page(&client.post(&format!("/decide?{query}"), &[("article", payload)]), 400, &about);
        let fields = [("article", "1"), ("decision", payload), ("key", "k")];
        assert_page(&client.post("/decide", &fields), 400, &about);
        assert_page(&client.post("/undo", &[("verdict", payload)]), 400, &about);
        let foreign = [("Sec-Fetch-Site", "cross-site")];
        let refused = client.ask("POST", &format!("/decide?{query}"), &foreign, "").expect("an answer");
        assert_page(&refused, 403, &about);
        assert_page(&client.ask("PUT", &format!("/?{query}"), &[], "").expect("an answer"), 405, &about);
        // In the path and in `Host` as it is, where HTTP lets it be there; else the library refuses it, without a
        // word of its own.
        let raw = payload.replace(['\r', '\n', ' '], "");
        for request in [
            client.request("GET", &format!("/{raw}"), &[], ""),
            client.request("GET", "/", &[("Host", &raw)], ""),
            client.request("GET", "/", &[("Host", &format!("{raw}:80"))], ""),
        ] {
            let reply = exchange(&server.address, request.as_bytes()).expect("an answer");
            match reply.status {
                400 if reply.body.is_empty() => {}
                404 | 421 => assert_page(&reply, reply.status, &about),
                // A `#` ends the path.
                200 => assert_page(&reply, 200, &about),
                other => panic!("{about}: {other}"),
            }
        }
    }
    for _ in 0..10 {
        assert_page(&stranger.get("/?token=%3Cscript%3E"), 401, "a wrong token");
    }
    assert_page(&stranger.get("/?token=%3Cscript%3E&q=%3Cscript%3E"), 429, "too many");
    let large = client.post("/decide", &[("note", &"<script>".repeat(20_000))]);
    assert_eq!(large.status, 413);
    assert_sealed(&large, "too large");
    for address in crate::markup::attributes(&client.get("/").body, "link, script", &["href", "src"]) {
        assert_sealed(&client.get(&address), &address);
    }
    assert_sealed(
        &client.post("/decide", &[("article", "1"), ("decision", "confirm"), ("key", "k")]),
        "decided",
    );
}

#[test]
fn only_pages_become_links() {
    let store = store("links");
    let mut made = open(&store).expect("made");
    let template = |address: &str, number: usize| Fetched {
        found_as: address.to_owned(),
        canonical: address.to_owned(),
        outlet: "kabar".to_owned(),
        day: Some("2024-10-08".parse().expect("a day")),
        title: Some(format!("Berita {number}")),
        text: format!("Berita {number}"),
        score: 0.9,
        flagged: true,
        json: "{}".to_owned(),
        ..Fetched::default()
    };
    let fine = [
        "https://kabar.example/a?b=1&c=%3Cd%3E",
        "HTTP://Kabar.Example:8080/\"><b>",
        "https://kabar.example/'x",
    ];
    let all: Vec<&str> = ADDRESSES.iter().copied().chain(fine).collect();
    let saved: Vec<i64> = all
        .iter()
        .enumerate()
        .map(|(number, address)| made.save(&template(address, number)).expect("saved").article())
        .collect();
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    for (article, address) in saved.into_iter().zip(&all) {
        let is_fine = fine.contains(address);
        for target in [format!("/story/{article}"), format!("/?story={}", story(&store, article))] {
            let page = client.get(&target);
            assert_page(&page, 200, address);
            let links = crate::markup::attributes(&page.body, "a[target=_blank]", &["href", "rel"]);
            assert_eq!(links.len(), if is_fine { 2 } else { 0 }, "{address}: {links:?}");
            assert!(links.iter().skip(1).all(|rel| rel == "noopener noreferrer nofollow"), "{links:?}");
            let all = crate::markup::attributes(&page.body, "a", &["href"]);
            let leaving: Vec<_> = all.iter().filter(|href| !href.starts_with(['/', '#'])).collect();
            assert_eq!(leaving.len(), usize::from(is_fine), "{address}: {leaving:?}");
        }
    }
}

#[test]
fn no_foreign_script_runs_and_no_request_leaves() {
    let store = store("browser");
    // Whatever asks this listener has left the page.
    let outside = TcpListener::bind("127.0.0.1:0").expect("a port");
    outside.set_nonblocking(true).expect("it can be asked");
    let place = outside.local_addr().expect("it has one");
    let asking = [
        format!("<img src=http://{place}/img>"),
        format!("<script src=http://{place}/script></script>"),
        format!("<link rel=stylesheet href=http://{place}/style>"),
        format!("\" style=\"background:url(http://{place}/css)\" x=\""),
        format!("<iframe src=http://{place}/frame></iframe>"),
        format!("<meta http-equiv=refresh content=\"0;url=http://{place}/refresh\">"),
        format!("<link rel=preconnect href=http://{place}/>"),
    ];
    // Each alone, and all in one, where one opens what another needs.
    let all: Vec<&str> = PAYLOADS.iter().copied().chain(asking.iter().map(String::as_str)).collect();
    let mut made = open(&store).expect("made");
    let together = save(made.as_mut(), 1000, &all.join(" "));
    for (number, payload) in all.iter().enumerate() {
        save(made.as_mut(), number, payload);
    }
    let server = Server::start(&store, &[]);
    let mut browser = Browser::start(&folder("foreign-browser"));
    browser.open(&server.first);
    let own = format!("http://{}/", server.address);
    let nothing = |browser: &mut Browser, at: &str| {
        // What waits for an event gets it.
        let stir = "for (const it of document.querySelectorAll('*')) \
            for (const kind of ['mouseover', 'focus', 'load', 'error', 'toggle', 'begin']) \
            it.dispatchEvent(new Event(kind)); true";
        browser.evaluate(stir);
        browser.evaluate("new Promise((done) => setTimeout(() => done(true), 100))");
        assert_eq!(browser.evaluate("typeof window.pwned"), json!("undefined"), "{at}");
        let asked = browser.evaluate("performance.getEntriesByType('resource').map((it) => it.name)");
        let asked = asked.as_array().expect("a list").clone();
        assert!(asked.iter().all(|it| it.as_str().is_some_and(|it| it.starts_with(&own))), "{at}: {asked:?}");
        assert!(browser.text("location.href").starts_with(&own), "{at}");
    };
    let value = encoded(&all.join(" ").chars().take(6000).collect::<String>());
    for target in [
        format!("/story/{together}?names=1"),
        format!("/?story={}&names=1", story(&store, together)),
        "/stories?all=1&names=1".to_owned(),
        "/stories?all=1&names=1&page=2".to_owned(),
        "/stories?all=1&names=1&page=3".to_owned(),
        "/verdicts".to_owned(),
        "/overview?since=2024-10-01&until=2024-10-31".to_owned(),
        "/official?official=position".to_owned(),
        format!("/stories?q={value}&official={value}"),
        format!("/{}", &value[..3000]),
    ] {
        browser.open(&format!("{own}{}", path(&target).trim_start_matches('/')));
        nothing(&mut browser, &target[..target.len().min(60)]);
    }
    assert!(outside.accept().is_err(), "a request left");
    // Even markup that got in would do nothing: the policy holds.
    browser.open(&format!("{own}story/{together}"));
    let inject = format!(
        "for (const html of ['<img src=x onerror=window.pwned=1>', '<img src=http://{place}/img>',
             '<iframe src=http://{place}/frame></iframe>', '<form action=http://{place}/form></form>'])
             document.body.insertAdjacentHTML('beforeend', html);
         const script = document.createElement('script');
         script.textContent = 'window.pwned=1';
         document.body.append(script);
         const other = document.createElement('script');
         other.src = 'http://{place}/script';
         document.body.append(other);
         document.querySelector('form[action*=\"/form\"]').submit();
         fetch('http://{place}/fetch').then(() => true, () => false)"
    );
    assert_eq!(browser.evaluate(&inject), json!(false));
    browser.evaluate("new Promise((done) => setTimeout(() => done(true), 300))");
    assert_eq!(browser.evaluate("typeof window.pwned"), json!("undefined"));
    // A browser may connect in advance; what it asks is refused.
    while let Ok((mut stream, _)) = outside.accept() {
        stream.set_read_timeout(Some(Duration::from_millis(100))).expect("it can be set");
        let asked = stream.read(&mut [0; 1]).unwrap_or(0);
        assert_eq!(asked, 0, "the policy let a request leave");
    }
}
