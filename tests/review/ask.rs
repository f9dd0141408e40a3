//! A client that sends exactly the bytes that it is told to, so that a request may be as strange as it likes. Each
//! request has a connection of its own.

use crate::server::Server;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long an answer may take before the server is taken for dead.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// The headers in their order, their names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as text; what of it is none is replaced.
    pub(crate) body: String,
}

impl Reply {
    /// Every value of a header.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(it, _)| it == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header that is there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let all = self.all(name);
        assert!(all.len() < 2, "{name} is there {} times", all.len());
        all.first().copied()
    }

    /// Where it leads.
    pub(crate) fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The number of the verdict that it acknowledges.
    pub(crate) fn said(&self) -> Option<i64> {
        let (_, fields) = self.location().split_once('?')?;
        fields.split('&').find_map(|field| field.strip_prefix("said="))?.parse().ok()
    }
}

/// What somebody holds who asks a server: its address and a cookie.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    address: String,
    /// `name=value` of the session; empty where there is none.
    pub(crate) cookie: String,
}

impl Client {
    /// Somebody who was not let in.
    pub(crate) fn stranger(server: &Server) -> Client {
        Client { address: server.address.clone(), cookie: String::new() }
    }

    /// Somebody who opened the address that the program printed first.
    pub(crate) fn enter(server: &Server) -> Client {
        let mut client = Client::stranger(server);
        let reply = client.get(path(&server.first));
        assert_eq!(reply.status, 303, "{reply:?}");
        client.keep(&reply);
        client
    }

    /// Somebody who logged in.
    pub(crate) fn log_in(server: &Server, name: &str, token: &str) -> Client {
        let mut client = Client::stranger(server);
        let reply = client.post("/login", &[("name", name), ("token", token)]);
        assert_eq!(reply.status, 303, "{reply:?}");
        client.keep(&reply);
        client
    }

    /// Keeps the cookie of an answer.
    pub(crate) fn keep(&mut self, reply: &Reply) {
        let set = reply.header("set-cookie").expect("it sets a cookie");
        self.cookie = set.split(';').next().unwrap_or_default().to_owned();
    }

    /// Asks for a page as a browser does.
    pub(crate) fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &[], "").expect("an answer")
    }

    /// Sends a form as a browser does from one of our pages.
    pub(crate) fn post(&self, target: &str, fields: &[(&str, &str)]) -> Reply {
        self.try_post(target, fields).expect("an answer")
    }

    /// The same, of a server that may die meanwhile.
    pub(crate) fn try_post(&self, target: &str, fields: &[(&str, &str)]) -> io::Result<Reply> {
        self.ask("POST", target, &[("Sec-Fetch-Site", "same-origin")], &form(fields))
    }

    /// Asks with more headers and a body.
    pub(crate) fn ask(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> io::Result<Reply> {
        exchange(&self.address, self.request(method, target, headers, body).as_bytes())
    }

    /// The bytes of a request. `Host` is the server's unless the headers have one.
    pub(crate) fn request(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut request = format!("{method} {target} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request.push_str(&format!("Host: {}\r\n", self.address));
        }
        if !self.cookie.is_empty() {
            request.push_str(&format!("Cookie: {}\r\n", self.cookie));
        }
        if method == "POST" {
            request.push_str(&format!(
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                body.len()
            ));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request + "\r\n" + body
    }
}

/// The path and fields of an address.
pub(crate) fn path(address: &str) -> &str {
    let rest = address.trim_start_matches("http://");
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// Fields as a form sends them.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    fields.collect::<Vec<_>>().join("&")
}

/// A text so that an address may hold it.
pub(crate) fn encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

/// A connection that gives up on a server that does not answer.
pub(crate) fn connect(address: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sends these bytes and reads what comes back.
pub(crate) fn exchange(address: &str, bytes: &[u8]) -> io::Result<Reply> {
    let mut stream = connect(address)?;
    // A server that refuses early may close before it has read everything.
    let sent = stream.write_all(bytes);
    read(&mut stream).map_err(|error| sent.err().unwrap_or(error))
}

/// Reads one answer.
pub(crate) fn read(stream: &mut TcpStream) -> io::Result<Reply> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        more(stream, &mut bytes)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let status = status.ok_or_else(|| wrong("the answer has no status"))?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(Ok(0), |(_, value)| value.parse()).map_err(wrong)?;
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        more(stream, &mut body)?;
    }
    Ok(Reply { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut part = [0; 16 << 10];
    match stream.read(&mut part)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        length => {
            bytes.extend_from_slice(&part[..length]);
            Ok(())
        }
    }
}

fn wrong(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
