//! What is too large is refused before it is read.

use crate::ask::{Client, connect, exchange, read};
use crate::server::{Server, filled};
use std::io::Write;

/// The most memory, in MB, that the program may ever have held.
const MOST_MEMORY: u64 = 150;

/// The most memory that a process has held, in MB.
#[cfg(target_os = "linux")]
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("it is told");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).expect("a number") / 1024
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_too_large_is_refused_and_costs_nothing() {
    let store = filled("large", 2);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let post = |more: &str| {
        let cookie = &client.cookie;
        let address = &server.address;
        format!(
            "POST /decide HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n{more}\r\n\r\n"
        )
    };
    // A gigabyte that is announced is refused by its announcement: nothing of it is sent.
    let announced = exchange(&server.address, post("Content-Length: 1073741824").as_bytes());
    assert_eq!(announced.expect("an answer").status, 413);
    // One without an end is refused once it is too long.
    let mut stream = connect(&server.address).expect("it listens");
    stream.write_all(post("Transfer-Encoding: chunked").as_bytes()).expect("sent");
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    let sent = (0..16_384).take_while(|_| stream.write_all(chunk.as_bytes()).is_ok()).count();
    assert!(sent < 1000, "{sent} chunks of 64 KiB were taken");
    if let Ok(reply) = read(&mut stream) {
        assert_eq!(reply.status, 413);
    }
    // Many small fields, in the form and in the address.
    let many = "a=1&".repeat(10_000);
    assert_eq!(
        client.ask("POST", "/decide", &[("Sec-Fetch-Site", "same-origin")], &many).expect("an answer").status,
        413
    );
    assert_eq!(client.get(&format!("/?{many}")).status, 413);
    let note = "n".repeat(70_000);
    assert_eq!(client.post("/decide", &[("note", &note)]).status, 413);
    for size in [100_000, 1 << 20, 8 << 20] {
        for request in [
            format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(size), server.address),
            format!("GET /?q={} HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(size), server.address),
            format!(
                "GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n",
                server.address,
                "a".repeat(size + (1 << 20))
            ),
            format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", server.address, "X: a\r\n".repeat(size / 6)),
        ] {
            // Or the connection is closed while it is still being sent.
            if let Ok(reply) = exchange(&server.address, request.as_bytes()) {
                assert!([414, 431].contains(&reply.status), "{size}: {}", reply.status);
            }
        }
    }
    assert_eq!(crate::server::standing(&store), []);
    // Sixteen at once that send slowly keep nobody out.
    let mut slow: Vec<_> = (0..16).map(|_| connect(&server.address).expect("it listens")).collect();
    for stream in &mut slow {
        stream.write_all(post("Content-Length: 60000").as_bytes()).expect("sent");
        stream.write_all(b"article=").expect("sent");
    }
    assert_eq!(client.get("/").status, 200, "it still answers");
    let fields = [("article", "1"), ("decision", "confirm"), ("key", "k")];
    assert_eq!(client.post("/decide", &fields).status, 303);
    let memory = memory(&server);
    assert!(memory < MOST_MEMORY, "{memory} MB");
}

#[test]
fn a_long_note_is_kept_up_to_its_bound_and_strange_forms_are_told() {
    let store = filled("note", 1);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let note = "é".repeat(3000);
    let fields = [("article", "1"), ("decision", "unsure"), ("key", "k"), ("note", note.as_str())];
    assert_eq!(client.post("/decide", &fields).status, 303);
    let kept = crate::server::standing(&store).pop().and_then(|it| it.given.verdict.note).expect("a note");
    assert_eq!(kept, "é".repeat(2000));
    let long_key = "k".repeat(65);
    let wrong: [&[(&str, &str)]; 10] = [
        &[],
        &[("article", "1")],
        &[("article", "x"), ("decision", "confirm"), ("key", "k2")],
        &[("article", "99"), ("decision", "confirm"), ("key", "k2")],
        &[("article", "9223372036854775808"), ("decision", "confirm"), ("key", "k2")],
        &[("article", "1"), ("decision", "undo"), ("key", "k2")],
        &[("article", "1"), ("decision", "CONFIRM"), ("key", "k2")],
        &[("article", "1"), ("decision", "confirm.appeal"), ("key", "k2")],
        &[("article", "1"), ("decision", "confirm"), ("key", "")],
        &[("article", "1"), ("decision", "confirm"), ("key", &long_key)],
    ];
    for fields in wrong {
        assert_eq!(client.post("/decide", fields).status, 400, "{fields:?}");
    }
    for id in ["", "x", "0", "-1", "99"] {
        assert_eq!(client.post("/undo", &[("verdict", id)]).status, 400, "{id}");
    }
    assert_eq!(crate::server::standing(&store).len(), 1);
}
