//! Who may ask, and from where: names of the server, other sites' pages, paths that are not ours, redirects.

use crate::ask::{Client, Reply, exchange, form, path};
use crate::server::{Server, filled, standing};
use netra::store::{Log, open};
use std::path::Path;

/// A verdict as the page's form sends it.
const VERDICT: [(&str, &str); 3] = [("article", "1"), ("decision", "confirm"), ("key", "k1")];

/// How many verdicts there are, undone ones too.
fn given(store: &Path) -> usize {
    open(store).expect("it opens").judgements(&Log::default()).expect("read").len()
}

#[test]
fn only_a_name_of_ours_is_answered() {
    let store = filled("host", 1);
    let names = "[review]\nhosts = [\"netra.kantor.example\", \"192.0.2.7\"]\n";
    std::fs::write(store.with_file_name("netra.toml"), names).expect("written");
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let asked = |host: &str| client.ask("GET", "/", &[("Host", host)], "").expect("an answer");
    let port = server.address.rsplit(':').next().expect("a port");
    for host in [
        "127.0.0.1:8377",
        "127.0.0.1",
        "127.8.9.10",
        "[::1]",
        "[::1]:8377",
        "LOCALHOST",
        "localhost:1",
        "netra.kantor.example",
        "Netra.Kantor.Example:443",
        "192.0.2.7:8377",
        &format!("localhost:{port}"),
    ] {
        assert_eq!(asked(host).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:8377",
        "127.0.0.1.evil.com",
        "127.0.0.1.",
        "localhost.",
        "localhost.evil.com",
        "evil-localhost",
        "",
        ":8377",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "127.1",
        "0177.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "[::]",
        "[::ffff:10.0.0.1]",
        "127.0.0.1@evil.com",
        "evil.com@127.0.0.1",
        "evil.com#127.0.0.1",
        "127.0.0.1,evil.com",
        "127.0.0.1 evil.com",
        "127.0.0.1:80:evil.com",
        "netra.kantor.example.evil.com",
        "xnetra.kantor.example",
    ] {
        let reply = asked(host);
        assert_eq!(reply.status, 421, "{host}");
        assert!(!reply.body.contains("Lurah"), "{host} sees a story");
        assert!(reply.body.contains("review.hosts"), "it says which key would let {host} in");
    }
    let without = format!("GET / HTTP/1.1\r\nCookie: {}\r\n\r\n", client.cookie);
    assert_eq!(exchange(&server.address, without.as_bytes()).expect("an answer").status, 421);
    // What a proxy says of the host is not asked.
    let forwarded = [("Host", "evil.example"), ("X-Forwarded-Host", "127.0.0.1")];
    assert_eq!(client.ask("GET", "/", &forwarded, "").expect("an answer").status, 421);
    // Nor is a host in the request line, beside which `Host` still counts.
    let absolute = client.request("GET", "http://127.0.0.1/", &[("Host", "evil.example")], "");
    assert_eq!(exchange(&server.address, absolute.as_bytes()).expect("an answer").status, 421);
}

#[test]
fn another_site_changes_nothing() {
    let store = filled("csrf", 2);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let own = format!("http://{}", server.address);
    let sent = |target: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]| {
        client.ask("POST", target, headers, &form(fields)).expect("an answer")
    };
    let same = [("Sec-Fetch-Site", "same-origin")];
    let first = sent("/decide", &same, &VERDICT);
    let id = first.said().expect("it is acknowledged").to_string();
    let foreign: [&[(&str, &str)]; 12] = [
        &[],
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Sec-Fetch-Site", "none")],
        &[("Sec-Fetch-Site", "")],
        &[("Sec-Fetch-Site", "Same-Origin")],
        // What the browser says of the site goes before the origin.
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", &own)],
        &[("Origin", "null")],
        &[("Origin", "https://evil.example")],
        &[("Origin", "http://127.0.0.1:1")],
        &[("Origin", "http://127.0.0.1.evil.example")],
        &[("Referer", &own)],
    ];
    for headers in foreign {
        for (target, fields) in [
            ("/decide", &[("article", "2"), ("decision", "reject"), ("key", "k2")][..]),
            ("/undo", &[("verdict", &id)]),
            ("/logout", &[]),
            ("/login", &[("name", "sari"), ("token", "x")]),
        ] {
            let reply = sent(target, headers, fields);
            assert_eq!(reply.status, 403, "{target} {headers:?}");
            assert!(reply.all("set-cookie").is_empty(), "{target} {headers:?}");
        }
        assert_eq!(given(&store), 1, "{headers:?}");
        assert_eq!(client.get("/").status, 200, "{headers:?}: still logged in");
    }
    // A page of ours in a browser that does not tell the site, by its origin.
    let origin = [("Origin", own.as_str())];
    let reply = sent("/decide", &origin, &[("article", "2"), ("decision", "reject"), ("key", "k2")]);
    assert_eq!(reply.status, 303);
    assert_eq!(sent("/undo", &origin, &[("verdict", &id)]).status, 303);
    assert_eq!((given(&store), standing(&store).len()), (3, 1));
}

#[test]
fn looking_changes_no_verdict() {
    let store = filled("looking", 2);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    client.post("/decide", &VERDICT);
    let before = open(&store).expect("it opens").judgements(&Log::default()).expect("read");
    let fields = form(&[("article", "2"), ("decision", "confirm"), ("key", "k9"), ("verdict", "1")]);
    let paths = [
        "/",
        "/decide",
        "/undo",
        "/logout",
        "/login",
        "/stories",
        "/story/1",
        "/story/1/form",
        "/overview",
        "/official",
        "/verdicts",
        "/export",
    ];
    for path in paths {
        for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
            let target = format!("{path}?{fields}");
            let request = client.request(method, &target, &[("Sec-Fetch-Site", "same-origin")], "");
            let reply = head(&server, &request);
            let is_read = method == "GET" || method == "HEAD";
            assert!(reply.status < 500, "{method} {path}: {}", reply.status);
            assert!(is_read || reply.status == 405, "{method} {path}: {}", reply.status);
        }
    }
    let after = open(&store).expect("it opens").judgements(&Log::default()).expect("read");
    assert_eq!(after, before);
    assert_eq!(client.get("/").status, 200, "still logged in");
}

/// The head of an answer, whose body is left: that to `HEAD` has a length but no body.
fn head(server: &Server, request: &str) -> Reply {
    use std::io::{Read, Write};
    let mut stream = crate::ask::connect(&server.address).expect("it listens");
    let request = request.replacen("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let text = String::from_utf8_lossy(&bytes);
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Reply { status, headers: Vec::new(), body: String::new() }
}

#[test]
fn what_is_not_in_the_table_is_not_there() {
    let store = filled("paths", 1);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    for path in [
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%5c..%5cnetra.sqlite",
        "/assets/..\\..\\netra.sqlite",
        "/assets/....//....//etc/passwd",
        "/assets//etc/passwd",
        "/assets/",
        "/assets",
        "/assets/style.css",
        "/assets/0-style.css",
        "/assets/netra.sqlite",
        "/assets/style.css%00.png",
        "/../netra.sqlite",
        "/netra.sqlite",
        "/netra.toml",
        "/%2e%2e/netra.toml",
        "/..;/netra.toml",
        "//etc/passwd",
        "/story/../../netra.sqlite",
        "/story/..%2f..%2fnetra.sqlite",
        "/story/-1",
        "/story/0",
        "/story/99999999999999999999999",
        "/story/1%00",
        "/story/1/../../etc/passwd",
        "/story/1e0",
        "/.git/config",
        "/STORIES",
        "/stories/",
        // The metrics are a file for the monitor; the page has none, whoever it is that asks.
        "/metrics",
        "/metrics/",
        "/debug",
        "/debug/pprof/",
        "/health",
        "/admin",
    ] {
        for headers in [&[][..], &[("X-Forwarded-For", "127.0.0.1"), ("X-Real-Ip", "127.0.0.1")]] {
            let inside = client.ask("GET", path, headers, "").expect("an answer");
            assert_eq!(inside.status, 404, "{path}");
            let outside = Client::stranger(&server).ask("GET", path, headers, "").expect("an answer");
            let expected = if path.starts_with("/assets/") { &[404, 401][..] } else { &[401] };
            assert!(expected.contains(&outside.status), "{path}: {}", outside.status);
            for reply in [inside, outside] {
                assert!(!reply.body.contains("root:") && !reply.body.contains("SQLite format"), "{path}");
            }
        }
    }
}

#[test]
fn no_field_decides_where_a_redirect_leads() {
    let store = filled("redirects", 12);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let evil = [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie: a=b",
        "\r\nSet-Cookie: stolen=1\r\nLocation: https://evil.example",
        "\u{2028}//evil.example",
    ];
    let names = [
        "next", "return", "url", "redirect", "q", "outlet", "place", "names", "after", "said", "story",
        "page",
    ];
    for (number, value) in evil.iter().enumerate() {
        let fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, *value)).collect();
        let query = form(&fields);
        let key = format!("k{number}");
        let article = (number + 1).to_string();
        let mut sent = fields.clone();
        sent.extend([("article", article.as_str()), ("decision", "confirm"), ("key", &key)]);
        let decided = client.post(&format!("/decide?{query}"), &sent);
        let said = decided.said().expect("it is acknowledged").to_string();
        let mut sent = fields.clone();
        sent.push(("verdict", &said));
        let undone = client.post(&format!("/undo?{query}"), &sent);
        assert_stays(&decided, value);
        assert_stays(&undone, value);
    }
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, evil[0])).collect();
    assert_stays(&client.post(&format!("/logout?{}", form(&fields)), &fields), evil[0]);
    let entrance = format!("{}&{}", server.entrance(), form(&fields));
    let entered = Client::stranger(&server).get(path(&entrance));
    assert_stays(&entered, evil[0]);
}

/// Fails unless an answer leads to a page of ours.
fn assert_stays(reply: &Reply, asked: &str) {
    assert_eq!(reply.status, 303, "{asked}");
    let to = reply.location();
    let is_ours = to == "/" || to.starts_with("/?");
    assert!(is_ours && to.bytes().all(|byte| byte.is_ascii_graphic()), "{asked}: {to}");
    assert!(!reply.all("set-cookie").iter().any(|cookie| cookie.contains("stolen")), "{asked}");
}
