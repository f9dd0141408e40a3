//! Servers that break: each ends in a refusal, and none holds the others up.

use super::server::{Asked, Server, ok, status};
use super::*;
use std::io::{self, Write};
use std::net::TcpStream;

type Fault = fn(&mut TcpStream) -> io::Result<()>;

/// The faults, and what becomes of a page that meets one.
const FAULTS: [(&str, &str, Fault); 18] = [
    ("hangs up", "unreachable", |_| hang_up()),
    ("no HTTP", "unreachable", |to| say(to, "<html>isi</html>\r\n\r\n")),
    ("another protocol", "unreachable", |to| say(to, "SSH-2.0-OpenSSH_9.6\r\n")),
    ("HTTP of the future", "unreachable", |to| say(to, "HTTP/9.9 200 OK\r\n\r\nisi")),
    ("no status", "unreachable", |to| say(to, "HTTP/1.1 banyak OK\r\n\r\n")),
    ("half a header", "unreachable", |to| say(to, "HTTP/1.1 200 OK\r\nContent-Le")),
    ("less than announced", "unreachable", |to| say(to, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nisi")),
    ("two lengths", "unreachable", |to| {
        say(to, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nisi")
    }),
    ("a length below nothing", "unreachable", |to| {
        say(to, "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nisi")
    }),
    ("a piece of no size", "unreachable", |to| {
        say(to, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nisi\r\n")
    }),
    ("pieces without an end", "unreachable", |to| {
        say(to, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nisi\r\n")
    }),
    ("very many lines", "unreachable", |to| {
        say(to, &format!("HTTP/1.1 200 OK\r\n{}\r\nisi", "X-Isi: 1\r\n".repeat(100_000)))
    }),
    ("a line without an end", "unreachable", |to| {
        say(to, "HTTP/1.1 200 OK\r\nX-Isi: ")?;
        (0..100).try_for_each(|_| to.write_all(&[b'x'; 64 << 10])).and_then(|()| hang_up())
    }),
    ("no answer", "slow", |_| {
        std::thread::sleep(Duration::from_secs(3));
        hang_up()
    }),
    ("a header a byte at a time", "slow", |to| drip(to, "HTTP/1.1 200 OK\r\nX-Isi: ")),
    ("a body a byte at a time", "slow", |to| {
        to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")?;
        drip(to, "")
    }),
    ("a body that stops", "slow", |to| {
        to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nisi")?;
        std::thread::sleep(Duration::from_secs(3));
        hang_up()
    }),
    ("promises only", "slow", |to| {
        loop {
            to.write_all(&b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(50))?;
            std::thread::sleep(Duration::from_millis(1));
        }
    }),
];

fn hang_up() -> io::Result<()> {
    Err(io::ErrorKind::ConnectionAborted.into())
}

/// Writes and hangs up.
fn say(to: &mut TcpStream, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    hang_up()
}

/// Writes one byte after the other, until the client has enough.
fn drip(to: &mut TcpStream, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    loop {
        to.write_all(b"x")?;
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A server without rules that breaks at every page.
fn broken(fault: Fault) -> Server {
    Server::raw(move |asked: &Asked, stream| match asked.path.as_str() {
        "/robots.txt" => Ok(status(404)),
        _ => fault(stream).map(|()| Vec::new()),
    })
}

#[tokio::test]
async fn every_fault_ends_in_a_refusal() {
    let servers: Vec<Server> = FAULTS.iter().map(|(_, _, fault)| broken(*fault)).collect();
    let names: Vec<String> = (0..FAULTS.len()).map(|index| format!("rusak-{index}.example")).collect();
    let hosts: Vec<(&str, &Server)> = names.iter().map(String::as_str).zip(&servers).collect();
    let timeouts = Timeouts {
        idle: Duration::from_millis(400),
        total: Duration::from_millis(1_200),
        ..settings(&[]).timeouts
    };
    let fetcher = fetcher(Settings { timeouts, ..settings(&hosts) });
    let tasks: Vec<_> = names
        .iter()
        .map(|name| {
            let (fetcher, url) = (fetcher.clone(), format!("http://{name}/"));
            tokio::spawn(async move { get(&fetcher, &url).await })
        })
        .collect();
    for (task, (name, expected, _)) in tasks.into_iter().zip(FAULTS) {
        let result = task.await.expect("no task panics");
        assert_eq!(outcome(&result), expected, "{name}: {result:?}");
    }
}

#[tokio::test]
async fn hosts_that_are_not_there_are_said_to_be_so() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
        listener.local_addr().expect("the port is known")
    };
    let server = Server::new(|_| ok("isi"));
    let mut settings = settings(&[]);
    settings.via.insert("tutup.example".to_owned(), closed);
    settings.private = vec![server.socket.to_string()];
    let fetcher = fetcher(settings);
    // Nothing listens; and what listens does not speak TLS.
    for url in ["http://tutup.example/".to_owned(), format!("https://{}/", server.socket)] {
        assert_eq!(outcome(&get(&fetcher, &url).await), "robots-unreachable", "{url}");
    }
}
