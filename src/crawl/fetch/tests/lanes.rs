//! Pace, budget and further attempts. Of times, only lower bounds are asserted.

use super::server::{Server, answer, moved, ok, status};
use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// A server without rules that gives its answers to pages in order, and the last one from then on.
fn in_order(answers: Vec<Vec<u8>>) -> Server {
    let next = AtomicUsize::new(0);
    Server::new(move |path| {
        if path == "/robots.txt" {
            return status(404);
        }
        answers[next.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1)].clone()
    })
}

/// Fetches addresses at once; the outcomes are in their order.
async fn all(fetcher: &Arc<Fetcher>, urls: impl IntoIterator<Item = String>) -> Vec<&'static str> {
    let spawn = |url: String| {
        let fetcher = fetcher.clone();
        tokio::spawn(async move { outcome(&get(&fetcher, &url).await) })
    };
    let tasks: Vec<_> = urls.into_iter().map(spawn).collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("no task panics"));
    }
    outcomes
}

/// Asserts that each request began this long after the one before it had ended.
fn check_distance(server: &Server, least: Duration) {
    let log = server.log();
    for pair in log.windows(2) {
        let ended = pair[0].ended.expect("the answer was given");
        assert!(
            pair[1].began >= ended + least,
            "{} came {:?} after the end of {}, not {least:?}",
            pair[1].path,
            pair[1].began.saturating_duration_since(ended),
            pair[0].path
        );
    }
}

#[tokio::test]
async fn a_host_is_asked_one_thing_at_a_time() {
    let server = Server::slow(Duration::from_millis(30));
    let fetcher = fetcher_of(&server);
    let urls = ["http://a.example/1", "https://a.example/2", "http://a.example:80/3", "https://a.example./4"];
    assert_eq!(all(&fetcher, urls.map(str::to_owned)).await, ["page"; 4]);
    check_distance(&server, Duration::ZERO);
    assert_eq!(fetcher.spent().keys().collect::<Vec<_>>(), ["a.example"], "they are one host");
}

#[tokio::test]
async fn a_slow_host_holds_no_other_up() {
    let (open, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let slow = Server::new(move |path| {
        if path == "/robots.txt" {
            return status(404);
        }
        gate.lock().expect("nothing panicked while it was held").recv().expect("the test opens the gate");
        ok("isi")
    });
    let quick = Server::slow(Duration::ZERO);
    let fetcher = fetcher(settings(&[("lambat.example", &slow), ("cepat.example", &quick)]));
    let waiting = {
        let fetcher = fetcher.clone();
        tokio::spawn(async move { outcome(&get(&fetcher, "http://lambat.example/").await) })
    };
    while slow.pages().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let urls = (0..3).map(|number| format!("http://cepat.example/{number}"));
    assert_eq!(all(&fetcher, urls).await, ["page"; 3]);
    open.send(()).expect("the server is there");
    assert_eq!(waiting.await.expect("no task panics"), "page");
}

#[tokio::test]
async fn requests_keep_their_distance_from_the_end_of_the_last() {
    let rules =
        |text: &'static str| move |path: &str| if path == "/robots.txt" { ok(text) } else { ok("isi") };
    let delay = Duration::from_millis(60);
    for (name, server, delay, longest, least) in [
        ("our own", Server::slow(Duration::from_millis(80)), delay, Duration::ZERO, delay),
        (
            "theirs",
            Server::new(rules("user-agent: *\ncrawl-delay: 0.09\n")),
            delay,
            Duration::from_secs(9),
            Duration::from_millis(90),
        ),
        (
            "theirs is shorter",
            Server::new(rules("user-agent: *\ncrawl-delay: 0.01\n")),
            delay,
            Duration::from_secs(9),
            delay,
        ),
        (
            "theirs is too long",
            Server::new(rules("user-agent: *\ncrawl-delay: 86400\n")),
            Duration::ZERO,
            delay,
            delay,
        ),
    ] {
        let settings = Settings { delay, longest_delay: longest, ..settings(&[("a.example", &server)]) };
        let fetcher = fetcher(settings);
        let urls = (0..3).map(|number| format!("http://a.example/{number}"));
        assert_eq!(all(&fetcher, urls).await, ["page"; 3], "{name}");
        assert_eq!(server.log().len(), 4, "{name}");
        check_distance(&server, least);
    }
}

#[test]
fn hosts_that_nobody_named_are_given_a_second_at_least() {
    let server = Server::slow(Duration::ZERO);
    let fetcher = fetcher(settings(&[("a.example", &server)]));
    let seconds = Duration::from_secs;
    for (url, asked, expected) in [
        ("http://a.example/", 0, 0),
        ("http://b.example/", 0, 1),
        ("http://b.example/", 7, 7),
        ("http://b.example/", 100_000, 60),
    ] {
        assert_eq!(fetcher.distance(&address(url), seconds(asked)), seconds(expected), "{url} {asked}");
    }
}

#[tokio::test]
async fn a_host_has_its_budget() {
    let sites = || {
        Server::new(|path| match path {
            "/robots.txt" => status(404),
            "/pindah" => moved(302, "/1"),
            "/rusak" => status(503),
            _ => ok("isi"),
        })
    };
    for (name, paths, expected) in [
        ("rules count", &["/1", "/2", "/3"][..], &["page", "page", "budget"][..]),
        ("redirects count", &["/pindah", "/2"], &["page", "budget"]),
        ("a redirect can be one too many", &["/1", "/pindah"], &["page", "budget"]),
        ("further attempts count", &["/rusak", "/1"], &["budget", "budget"]),
    ] {
        let server = sites();
        let other = sites();
        let hosts = [("a.example", &server), ("b.example", &other)];
        let fetcher = fetcher(Settings { budget: 3, retries: 2, ..settings(&hosts) });
        for (path, expected) in paths.iter().zip(expected) {
            assert_eq!(
                outcome(&get(&fetcher, &format!("http://a.example{path}")).await),
                *expected,
                "{name}"
            );
        }
        assert_eq!(server.log().len(), 3, "{name}");
        assert_eq!(outcome(&get(&fetcher, "http://b.example/1").await), "page", "{name}: another host");
        let spent = [("a.example".to_owned(), 3), ("b.example".to_owned(), 2)];
        assert_eq!(fetcher.spent(), BTreeMap::from(spent), "{name}");
    }
}

#[tokio::test]
async fn the_budget_is_that_of_the_day() {
    let server = Server::slow(Duration::ZERO);
    let settings = Settings { budget: 3, ..settings(&[("a.example", &server)]) };
    let spent = BTreeMap::from([("a.example".to_owned(), 3), ("c.example".to_owned(), 5)]);
    let fetcher = Fetcher::new(settings, spent.clone(), 7).expect("the settings are sound");
    assert_eq!(get(&fetcher, "http://a.example/1").await, Err(Refusal::Budget));
    assert_eq!(server.connections(), 0);
    assert_eq!(fetcher.spent(), spent);
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let soon = |code| answer(code, "Retry-After: 0\r\n", b"");
    let page = || ok("isi");
    for (name, answers, expected, requests) in [
        ("once", vec![status(503), page()], "page", 2),
        ("twice", vec![status(500), status(502), page()], "page", 3),
        ("too often", vec![status(504), status(504), status(504), page()], "status", 3),
        ("too many requests", vec![soon(429), page()], "page", 2),
        ("hung up", vec![b"HTTP/1.1 200".to_vec(), page()], "page", 2),
        ("a redirect, then trouble", vec![moved(302, "/lain"), status(503), page()], "page", 3),
        ("gone", vec![status(404), page()], "status", 1),
        ("forbidden", vec![status(403), page()], "status", 1),
    ] {
        let server = in_order(answers);
        let timeouts = Timeouts { idle: Duration::from_millis(200), ..settings(&[]).timeouts };
        let fetcher = fetcher(Settings { retries: 2, timeouts, ..settings(&[("a.example", &server)]) });
        assert_eq!(outcome(&get(&fetcher, "http://a.example/").await), expected, "{name}");
        assert_eq!(server.pages().len(), requests, "{name}");
    }
}

#[tokio::test]
async fn a_host_that_wants_to_be_left_alone_is() {
    let dated = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 09:49:37 GMT\r\n";
    for (name, code, headers, least, most) in [
        ("an hour", 503, "Retry-After: 3600\r\n", 3590, 3600),
        ("an hour by their clock", 429, dated, 3590, 3600),
        ("for ever", 429, "Retry-After: 99999999999\r\n", 86_390, 86_400),
    ] {
        let server = in_order(vec![answer(code, headers, b""), ok("isi")]);
        let other = in_order(vec![ok("isi")]);
        let hosts = [("a.example", &server), ("b.example", &other)];
        let fetcher = fetcher(Settings { retries: 2, ..settings(&hosts) });
        let began = Timestamp::now();
        let first = get(&fetcher, "http://a.example/1").await;
        let until =
            first.as_ref().err().and_then(Refusal::retry_at).unwrap_or_else(|| panic!("{name}: {first:?}"));
        let wait = until.duration_since(began).as_secs();
        assert!(wait >= least && until <= Timestamp::now() + Duration::from_secs(most), "{name}: {wait}");
        assert_eq!(get(&fetcher, "https://a.example/2").await, Err(Refusal::Later(until)), "{name}");
        assert_eq!(server.pages().len(), 1, "{name}: the host is closed");
        assert_eq!(outcome(&get(&fetcher, "http://b.example/").await), "page", "{name}: others are not");
    }
}

#[tokio::test]
async fn a_short_rest_holds_for_the_whole_host() {
    let server = in_order(vec![answer(503, "Retry-After: 1\r\n", b""), ok("isi")]);
    let patience = Duration::from_secs(5);
    let fetcher = fetcher(Settings { retries: 1, patience, ..settings(&[("a.example", &server)]) });
    let urls = (0..3).map(|number| format!("http://a.example/{number}"));
    assert_eq!(all(&fetcher, urls).await, ["page"; 3]);
    let pages = server.pages();
    assert_eq!(pages.len(), 4);
    let told = pages[0].ended.expect("the answer was given");
    assert!(pages[1..].iter().all(|asked| asked.began >= told + Duration::from_secs(1)));
}

#[tokio::test]
async fn a_host_that_keeps_failing_is_left_alone() {
    let server = in_order(vec![status(503)]);
    let fetcher = fetcher_of(&server);
    let mut outcomes = Vec::new();
    for number in 0..5 {
        outcomes.push(outcome(&get(&fetcher, &format!("http://a.example/{number}")).await));
    }
    assert_eq!(outcomes, ["status", "status", "status", "later", "later"]);
    assert_eq!(server.pages().len(), 3);

    // A page of its own that is broken says nothing of the host.
    let server = in_order(vec![status(500)]);
    let fetcher = fetcher_of(&server);
    for number in 0..5 {
        assert_eq!(outcome(&get(&fetcher, &format!("http://a.example/{number}")).await), "status");
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_frees_its_lane() {
    let server = Server::new(|path| match path {
        "/robots.txt" => status(404),
        "/lambat" => {
            std::thread::sleep(Duration::from_millis(600));
            ok("isi")
        }
        _ => ok("isi"),
    });
    let fetcher = fetcher_of(&server);
    let given_up =
        tokio::time::timeout(Duration::from_millis(150), get(&fetcher, "http://a.example/lambat")).await;
    assert!(given_up.is_err());
    assert_eq!(outcome(&get(&fetcher, "http://a.example/1").await), "page");
    assert_eq!(fetcher.spent()["a.example"], 3, "it counts nevertheless");
}
