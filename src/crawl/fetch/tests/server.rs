//! Servers on loopback that answer byte by byte what a test wants, and remember what they were asked.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A server on a port of its own.
pub(super) struct Server {
    pub(super) socket: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    connections: Arc<AtomicUsize>,
}

/// A request that came in.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) path: String,
    /// The lines of its header, the request line first.
    pub(super) head: Vec<String>,
    pub(super) began: Instant,
    /// When the last bytes of its answer were about to be sent.
    pub(super) ended: Option<Instant>,
}

impl Asked {
    /// The value of a header line.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.iter().skip(1).filter_map(|line| line.split_once(':'));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

impl Server {
    /// A server that writes by itself, all but the last bytes, which it returns. One that returns an error hangs up.
    pub(super) fn raw(
        answer: impl Fn(&Asked, &mut TcpStream) -> io::Result<Vec<u8>> + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let socket = listener.local_addr().expect("the port is known");
        let log = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let server = Server { socket, log: log.clone(), connections: connections.clone() };
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                connections.fetch_add(1, Ordering::SeqCst);
                let (log, answer) = (log.clone(), answer.clone());
                // A client that goes away is not the server's concern.
                std::thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        server
    }

    /// A server that gives whole answers by the path, and no rules unless it says so.
    pub(super) fn new(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Server {
        Server::raw(move |asked, _| Ok(answer(&asked.path)))
    }

    /// A server without rules whose pages all take this long.
    pub(super) fn slow(takes: Duration) -> Server {
        Server::new(move |path| {
            if path == "/robots.txt" {
                return status(404);
            }
            std::thread::sleep(takes);
            ok("<p>lambat</p>")
        })
    }

    pub(super) fn log(&self) -> Vec<Asked> {
        self.log.lock().expect("nothing panicked while it was held").clone()
    }

    /// The paths that were asked for, in order.
    pub(super) fn paths(&self) -> Vec<String> {
        self.log().into_iter().map(|asked| asked.path).collect()
    }

    /// The requests for pages, in order.
    pub(super) fn pages(&self) -> Vec<Asked> {
        self.log().into_iter().filter(|asked| asked.path != "/robots.txt").collect()
    }

    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<Asked>>,
    answer: &dyn Fn(&Asked, &mut TcpStream) -> io::Result<Vec<u8>>,
) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            match line.trim_end() {
                "" => break,
                line => head.push(line.to_owned()),
            }
        }
        let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
        let asked = Asked { path, head, began: Instant::now(), ended: None };
        let index = {
            let mut log = log.lock().expect("nothing panicked while it was held");
            log.push(asked.clone());
            log.len() - 1
        };
        let last = answer(&asked, &mut stream)?;
        log.lock().expect("nothing panicked while it was held")[index].ended = Some(Instant::now());
        stream.write_all(&last)?;
    }
}

/// An answer without a body.
pub(super) fn status(code: u16) -> Vec<u8> {
    answer(code, "", b"")
}

/// A page.
pub(super) fn ok(body: &str) -> Vec<u8> {
    answer(200, "Content-Type: text/html; charset=utf-8\r\n", body.as_bytes())
}

/// An answer that leads elsewhere.
pub(super) fn moved(code: u16, location: &str) -> Vec<u8> {
    answer(code, &format!("Location: {location}\r\n"), b"")
}

/// An answer with header lines of its own and a body of known length.
pub(super) fn answer(code: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {code} X\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}
