//! Rules of hosts: when they are fetched, and what their absence means. How they are read is tested beside
//! their reader.

use super::server::{Server, answer, moved, ok, status};
use super::*;
use std::io::Write;

/// A site whose rules are this answer.
fn site(rules: Vec<u8>) -> Server {
    Server::new(move |path| if path == "/robots.txt" { rules.clone() } else { ok("isi") })
}

#[tokio::test]
async fn rules_come_before_pages() {
    let long = format!("user-agent: *\ndisallow: /tutup\n{}", "# isi\n".repeat(150_000));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(long.as_bytes()).expect("memory takes everything");
    let packed = packed.finish().expect("memory takes everything");
    let gzip = "Content-Encoding: gzip\r\n";
    for (name, rules, open, closed) in [
        ("none", status(404), "page", "page"),
        ("not for us", status(403), "page", "page"),
        ("empty", status(204), "page", "page"),
        ("a path", ok("user-agent: *\ndisallow: /tutup\n"), "page", "robots"),
        ("everything", ok("user-agent: NETRA\ndisallow: /\n"), "robots", "robots"),
        (
            "as a file",
            answer(200, "Content-Type: application/octet-stream\r\n", b"user-agent: *\ndisallow: /tutup\n"),
            "page",
            "robots",
        ),
        ("a page", ok("<html><body>Tidak ditemukan</body></html>"), "page", "page"),
        ("900 kB", ok(&long), "page", "robots"),
        ("900 kB, compressed", answer(200, gzip, &packed), "page", "robots"),
        (
            "compressed twice",
            answer(200, "Content-Encoding: gzip, gzip\r\n", &packed),
            "robots-unreachable",
            "robots-unreachable",
        ),
        ("asked too often", status(429), "robots-unreachable", "robots-unreachable"),
        ("out of order", status(500), "robots-unreachable", "robots-unreachable"),
        ("out of order", status(503), "robots-unreachable", "robots-unreachable"),
        ("out of order", status(505), "robots-unreachable", "robots-unreachable"),
        ("not modified", b"HTTP/1.1 304 X\r\n\r\n".to_vec(), "robots-unreachable", "robots-unreachable"),
        ("nowhere", status(301), "robots-unreachable", "robots-unreachable"),
        ("round", moved(301, "/robots.txt"), "robots-unreachable", "robots-unreachable"),
        ("no HTTP", b"<html></html>".to_vec(), "robots-unreachable", "robots-unreachable"),
    ] {
        let server = site(rules);
        let fetcher = fetcher(Settings {
            timeouts: Timeouts { idle: Duration::from_millis(500), ..settings(&[]).timeouts },
            ..settings(&[("a.example", &server)])
        });
        assert_eq!(outcome(&get(&fetcher, "http://a.example/buka").await), open, "{name}");
        assert_eq!(outcome(&get(&fetcher, "http://a.example/tutup/1").await), closed, "{name}");
        let pages = usize::from(open == "page") + usize::from(closed == "page");
        assert_eq!(server.pages().len(), pages, "{name}: what is forbidden is not asked for");
        let asked = server.paths().iter().filter(|path| *path == "/robots.txt").count();
        assert_eq!(asked, 1, "{name}: rules, and their absence, are remembered");
    }
}

#[tokio::test]
async fn a_host_that_does_not_give_its_rules_in_time_is_left_alone() {
    let server = Server::new(|path| {
        if path == "/robots.txt" {
            std::thread::sleep(Duration::from_millis(400));
        }
        ok("isi")
    });
    let timeouts = Timeouts { idle: Duration::from_millis(100), ..settings(&[]).timeouts };
    let fetcher = fetcher(Settings { timeouts, ..settings(&[("a.example", &server)]) });
    assert_eq!(get(&fetcher, "http://a.example/").await, Err(Refusal::RobotsUnreachable));
    assert_eq!(server.pages().len(), 0);
}

#[tokio::test]
async fn rules_may_lie_elsewhere() {
    let chain = |steps: u8| {
        Server::new(move |path| match path {
            "/robots.txt" => moved(301, &format!("/r/{steps}")),
            "/r/0" => ok("user-agent: *\ndisallow: /tutup\n"),
            path => match path.strip_prefix("/r/").and_then(|step| step.parse::<u8>().ok()) {
                Some(step) => moved(302, &format!("/r/{}", step - 1)),
                None => ok("isi"),
            },
        })
    };
    for (steps, open, closed) in
        [(0, "page", "robots"), (4, "page", "robots"), (5, "robots-unreachable", "robots-unreachable")]
    {
        let server = chain(steps);
        let fetcher = fetcher_of(&server);
        assert_eq!(outcome(&get(&fetcher, "http://a.example/buka").await), open, "{steps}");
        assert_eq!(outcome(&get(&fetcher, "http://a.example/tutup").await), closed, "{steps}");
    }
    let server = site(moved(301, "http://www.a.example/robots.txt"));
    let www = site(ok("user-agent: *\ndisallow: /tutup\n"));
    let fetcher = fetcher(settings(&[("a.example", &server), ("www.a.example", &www)]));
    assert_eq!(outcome(&get(&fetcher, "http://a.example/buka").await), "page");
    assert_eq!(outcome(&get(&fetcher, "http://a.example/tutup").await), "robots");
}

#[tokio::test]
async fn rules_are_fetched_once_for_all_tasks_and_again_when_they_are_old() {
    let server = site(ok("user-agent: *\ndisallow: /tutup\n"));
    let fetcher = fetcher_of(&server);
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let fetcher = fetcher.clone();
            tokio::spawn(async move { get(&fetcher, &format!("http://a.example/{task}")).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(outcome(&task.await.expect("no task panics")), "page");
    }
    let asked = |server: &Server| server.paths().iter().filter(|path| *path == "/robots.txt").count();
    assert_eq!(asked(&server), 1);

    let wire =
        Wire::new(&settings(&[("a.example", &server)]), wire::system()).expect("the settings are sound");
    let mut fetcher = Fetcher::over(wire, settings(&[]), BTreeMap::new(), 7);
    fetcher.fresh = Duration::ZERO;
    for _ in 0..2 {
        assert_eq!(outcome(&get(&fetcher, "http://a.example/1").await), "page");
    }
    assert_eq!(asked(&server), 3, "rules that are old are asked for again");
    assert_eq!(FRESH, Duration::from_secs(24 * 60 * 60), "the most that RFC 9309 allows");
}

#[tokio::test]
async fn the_file_of_rules_itself_may_always_be_read() {
    let server = site(ok("user-agent: *\ndisallow: /\nsitemap: https://a.example/s.xml\n"));
    let result = get(&fetcher_of(&server), "http://a.example/robots.txt").await;
    assert!(bytes(&result).ends_with(b"/s.xml\n"));
}
