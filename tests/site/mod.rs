//! News sites on loopback for the tests of the crawl: real sockets, one thread a connection.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server on loopback, which remembers what it was asked for.
pub(crate) struct Site {
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
}

/// A request, as far as the tests look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) host: String,
    /// The path with its query.
    pub(crate) path: String,
    /// Header lines by their names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// An answer without a body.
    pub(crate) fn empty(status: &'static str) -> Answer {
        Answer { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A body of a type.
    pub(crate) fn ok(kind: &str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status: "200 OK", headers: vec![("Content-Type", kind.to_owned())], body: body.into() }
    }

    /// The same answer with one header line more.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }

    /// The same answer, or that nothing has changed where the request knows it by its `ETag`.
    pub(crate) fn unless_known(self, request: &Request) -> Answer {
        let sum = self.body.iter().fold(7_u64, |sum, &byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let etag = format!("\"{sum:x}\"");
        match request.headers.get("if-none-match") {
            Some(known) if *known == etag => Answer::empty("304 Not Modified"),
            _ => self.with("ETag", etag),
        }
    }
}

impl Site {
    /// A site that answers by `answer`.
    pub(crate) fn new(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("the port is known").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (Ok(stream), log, answer) = (stream, log.clone(), answer.clone()) else { break };
                std::thread::spawn(move || {
                    // A client that goes away is not the site's concern.
                    let _ = serve(stream, &log, &*answer);
                });
            }
        });
        Site { port, asked }
    }

    /// All requests so far.
    pub(crate) fn asked(&self) -> Vec<Request> {
        self.asked.lock().expect("nothing panicked while it was held").clone()
    }

    /// The paths of all requests so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|request| request.path).collect()
    }

    /// Forgets what it was asked for.
    pub(crate) fn forget(&self) {
        self.asked.lock().expect("nothing panicked while it was held").clear();
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request) -> Answer,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    stream.set_nodelay(true)?;
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
        let mut request = Request { path, ..Request::default() };
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.trim_end().split_once(':') {
                request.headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
        }
        request.host = request.headers.get("host").cloned().unwrap_or_default();
        log.lock().expect("nothing panicked while it was held").push(request.clone());
        let Answer { status, headers, body } = answer(&request);
        let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(&body)?;
    }
}

/// The news of one or more outlets, which a test changes while it is served.
#[derive(Clone, Default)]
pub(crate) struct News(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    articles: BTreeMap<u32, Item>,
    gone: BTreeSet<u32>,
    robots: Option<String>,
    delay: Duration,
}

#[derive(Clone)]
struct Item {
    title: String,
    text: String,
    updated: String,
}

impl News {
    /// News of so many articles. Every seventh reports a case; all people are invented.
    pub(crate) fn of(articles: u32) -> News {
        let news = News::default();
        (1..=articles).for_each(|number| news.publish(number));
        news
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().expect("nothing panicked while it was held")
    }

    /// Publishes an article.
    pub(crate) fn publish(&self, number: u32) {
        const VILLAGES: [&str; 5] =
            ["Teluk Bidara", "Sungai Lantai", "Loa Rimbun", "Tanah Beringin", "Muara Kerapu"];
        const NAMES: [&str; 5] =
            ["Darwis Amanda", "Sarbini Anwar", "Hasan Maulida", "Jumri Saputra", "Rudi Hartana"];
        let village = VILLAGES[number as usize % 5];
        let name = NAMES[(number as usize / 5) % 5];
        let (title, text) = if number.is_multiple_of(7) {
            (
                format!("Lurah {village} Diduga Ikut Kampanye, Bawaslu Terima Laporan {number}"),
                format!(
                    "Bawaslu menerima laporan dugaan pelanggaran netralitas oleh Lurah {village}, {name}.</p><p>Lurah itu \
                     diduga ikut kampanye pasangan calon nomor urut {number} pada Sabtu lalu, menurut laporan warga. \
                     \"Laporan itu sedang kami kaji,\" kata Ketua Bawaslu, Mira Kusnadi."
                ),
            )
        } else {
            (
                format!("Harga Cabai di Pasar {village} Naik {number} Persen"),
                format!(
                    "Harga cabai rawit di Pasar {village} naik {number} persen dalam sepekan.</p><p>Pedagang bernama {name} \
                     mengatakan pasokan ke-{number} dari petani berkurang karena hujan."
                ),
            )
        };
        self.state()
            .articles
            .insert(number, Item { title, text, updated: "2024-10-14T01:00:00Z".to_owned() });
    }

    /// Changes the text of an article; the feed says so.
    pub(crate) fn change(&self, number: u32, updated: &str) {
        let mut state = self.state();
        let item = state.articles.get_mut(&number).expect("the article is published");
        item.text.push_str("</p><p>Keterangan ini ditambahkan kemudian.");
        updated.clone_into(&mut item.updated);
    }

    /// Takes an article down; the feed still names it as changed.
    pub(crate) fn take_down(&self, number: u32, updated: &str) {
        let mut state = self.state();
        state.gone.insert(number);
        updated.clone_into(&mut state.articles.get_mut(&number).expect("the article is published").updated);
    }

    /// Takes all articles out of the feed.
    pub(crate) fn forget_all(&self) {
        self.state().articles.clear();
    }

    /// Sets the robots.txt.
    pub(crate) fn robots(&self, rules: &str) {
        self.state().robots = Some(rules.to_owned());
    }

    /// Makes every answer take some time.
    pub(crate) fn delay(&self, delay: Duration) {
        self.state().delay = delay;
    }

    /// Answers a request.
    pub(crate) fn answer(&self, request: &Request) -> Answer {
        let delay = self.state().delay;
        std::thread::sleep(delay);
        let state = self.state();
        if request.path == "/robots.txt" {
            return match &state.robots {
                Some(rules) => Answer::ok("text/plain", rules.as_str()),
                None => Answer::empty("404 Not Found"),
            };
        }
        if request.path == "/feed" {
            let entries: String = state
                .articles
                .iter()
                .rev()
                .map(|(number, Item { title, updated, .. })| {
                    format!(
                        "<entry><id>{number}</id><title>{title}</title><link href=\"https://{}/baca/{number}/berita-nomor-{number}\"/>\
                         <published>2024-10-14T01:00:00Z</published><updated>{updated}</updated></entry>",
                        request.host
                    )
                })
                .collect();
            let feed = format!(
                "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>Kabar Uji</title>\
                 <updated>2024-10-14T01:00:00Z</updated>{entries}</feed>"
            );
            return Answer::ok("application/atom+xml", feed).unless_known(request);
        }
        let number =
            request.path.strip_prefix("/baca/").and_then(|rest| rest.split('/').next()?.parse().ok());
        match number.and_then(|number| Some((number, state.articles.get(&number)?))) {
            Some((number, _)) if state.gone.contains(&number) => Answer::empty("410 Gone"),
            Some((_, Item { title, text, .. })) => {
                let page = format!(
                    "<html><head><title>{title}</title></head><body><h2 class=judul>{title}</h2>\
                     <p class=tanggal>Senin, 14 Oktober 2024 09.00</p><div class=isi><p>{text}</p></div></body></html>"
                );
                Answer::ok("text/html; charset=utf-8", page).unless_known(request)
            }
            None => Answer::empty("404 Not Found"),
        }
    }
}
