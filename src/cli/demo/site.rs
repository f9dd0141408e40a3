//! The news server of the demo: the replicas of all outlets behind one port of loopback, told apart by `Host`.
//!
//! It has a clock of its own. What is published later is not there yet: its page is not found, and no list
//! names it.

use crate::crawl::replica::{self, Scenario};
use crate::crawl::{Address, Outlets, Zone};
use crate::error::Error;
use crate::fnv::fnv1a;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::oneshot;

/// A running news server; it ends when this is dropped.
pub(super) struct Site {
    /// Where it listens.
    pub(super) address: SocketAddr,
    /// The hosts that it answers for.
    pub(super) hosts: Vec<String>,
    news: Arc<News>,
    /// Dropped to end it.
    _end: oneshot::Sender<()>,
}

/// What the server serves.
struct News {
    scenario: Scenario,
    /// By host and path, with its query.
    pages: BTreeMap<String, &'static [u8]>,
    /// When the article at a host and path is published.
    published: BTreeMap<String, Timestamp>,
    /// The server's clock, in seconds since 1970.
    now: AtomicI64,
}

impl Site {
    /// Starts the server on a free port.
    pub(super) fn start(outlets: &Outlets) -> Result<Site, Error> {
        let news = Arc::new(News::new(outlets));
        let hosts = outlets.iter().flat_map(|outlet| outlet.hosts()).cloned().collect();
        let failed = |error| Error::io("no news server can be started on loopback", error);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let listener =
            runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let router = Router::new().fallback(answer).with_state(news.clone());
        let (end, ended) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = axum::serve(listener, router) => {}
                    _ = ended => {}
                }
            });
        });
        Ok(Site { address, hosts, news, _end: end })
    }

    /// Sets the server's clock.
    pub(super) fn set_time(&self, now: Timestamp) {
        self.news.now.store(now.as_second(), Ordering::Relaxed);
    }
}

impl News {
    fn new(outlets: &Outlets) -> News {
        let (mut pages, mut published) = (BTreeMap::new(), BTreeMap::new());
        for outlet in outlets.iter() {
            for (path, file) in replica::routes(outlet.id()) {
                for host in outlet.hosts() {
                    pages.insert(format!("{host}{path}"), file);
                }
            }
            for sample in replica::samples(outlet.id()) {
                let Some(address) = Address::read(&sample.expected.url) else { continue };
                let Some(at) = moment(&sample.expected.published) else { continue };
                for host in outlet.hosts() {
                    published.insert(format!("{host}{}", target(&address)), at);
                }
            }
        }
        News { scenario: replica::scenario(), pages, published, now: AtomicI64::new(0) }
    }

    /// The file at a host and path as it is now; none before it is published.
    fn page(&self, place: &str) -> Option<Vec<u8>> {
        let now = self.now.load(Ordering::Relaxed);
        let file = self.pages.get(place)?;
        let page = match self.published.get(place) {
            Some(at) if at.as_second() > now => return None,
            Some(_) => file.to_vec(),
            None => self.list(file, now),
        };
        Some(match self.scenario.edited.get(place) {
            Some(edit) if edit.from.as_second() <= now => {
                String::from_utf8_lossy(&page).replace(&edit.old, &edit.new).into_bytes()
            }
            _ => page,
        })
    }

    /// A list without what is not published yet.
    fn list(&self, file: &[u8], now: i64) -> Vec<u8> {
        let mut text = String::from_utf8_lossy(file).into_owned();
        let later = self.published.iter().filter(|(_, at)| at.as_second() > now);
        for (place, _) in later {
            let path = place.find('/').map_or("", |slash| &place[slash..]);
            for (open, close) in [("<item>", "</item>"), ("<url>", "</url>")] {
                for end in [format!("{place}<"), format!("{place}]]>")] {
                    while let Some(at) = text.find(&end) {
                        let (Some(start), Some(stop)) = (text[..at].rfind(open), text[at..].find(close))
                        else {
                            break;
                        };
                        text.replace_range(start..at + stop + close.len(), "");
                    }
                }
            }
            for link in [format!("https://{place}"), path.to_owned()] {
                text = text.replace(&format!("\"{link}\""), "\"#\"");
            }
        }
        text.into_bytes()
    }
}

/// Path and query of an address.
fn target(address: &Address) -> String {
    match address.query() {
        Some(query) => format!("{}?{query}", address.path()),
        None => address.path().to_owned(),
    }
}

/// The moment of a publication; of one that gives only its day, the day's beginning.
fn moment(published: &str) -> Option<Timestamp> {
    let day = || Zone::Wita.offset().to_timestamp(published.parse::<Date>().ok()?.at(0, 0, 0, 0)).ok();
    published.parse().ok().or_else(day)
}

/// Answers one request.
async fn answer(State(news): State<Arc<News>>, uri: Uri, headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let place = format!("{host}{path}");
    if let Some(to) = news.scenario.moved.get(host) {
        let location = [(header::LOCATION, format!("https://{to}{path}"))];
        return (StatusCode::MOVED_PERMANENTLY, location).into_response();
    }
    if path == "/robots.txt" {
        return match news.scenario.robots.get(host) {
            Some(rules) => ([(header::CONTENT_TYPE, "text/plain")], rules.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        };
    }
    if let Some(&milliseconds) = news.scenario.slow.get(&place) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
    if news.scenario.gone.get(&place).is_some_and(|at| at.as_second() <= news.now.load(Ordering::Relaxed)) {
        return StatusCode::GONE.into_response();
    }
    let Some(page) = news.page(&place) else { return StatusCode::NOT_FOUND.into_response() };
    let etag = format!("\"{:016x}\"", fnv1a(&page));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let kind = if page.trim_ascii_start().starts_with(b"<?xml") { "application/xml" } else { "text/html" };
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::ETAG, etag)], Body::from(page)).into_response()
}
