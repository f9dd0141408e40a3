//! One request and its answer: the only file that opens a socket.

use super::answer::{Refusal, Validators};
use super::body::{Body, Coding, Trouble};
use super::{Settings, Timeouts};
use crate::crawl::host::{is_public, literal};
use crate::crawl::{Address, Page, pace, retry, robots};
use crate::error::{Error, ErrorKind};
use jiff::Timestamp;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// The line to all hosts.
pub(super) struct Wire {
    /// For hosts that nobody named: it connects to the public internet only.
    public: Client,
    /// For hosts that a person named.
    named: Client,
    private: BTreeSet<String>,
    via: BTreeMap<String, SocketAddr>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A page, feed or sitemap. One that is too long is refused.
    Page,
    /// A robots.txt. One that is too long is cut.
    Rules,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// The `Location`.
    pub(super) location: Option<String>,
    /// The `Content-Type`.
    pub(super) kind: Option<String>,
    pub(super) validators: Validators,
    /// The decompressed body of a success, else nothing.
    pub(super) body: Vec<u8>,
    retry_after: Option<String>,
    date: Option<String>,
}

impl Reply {
    /// How long the host asks to be left alone. The host's own clock is believed for its own dates.
    pub(super) fn retry_after(&self, now: Timestamp) -> Option<Duration> {
        let theirs = self.date.as_deref().and_then(retry::date);
        retry::after(self.retry_after.as_deref()?, theirs.unwrap_or(now))
    }
}

impl Wanted {
    /// The most bytes of it that are read.
    fn longest(self) -> usize {
        match self {
            Wanted::Page => Page::LONGEST,
            Wanted::Rules => robots::LONGEST,
        }
    }

    /// The `Accept` of its request.
    fn accept(self) -> &'static str {
        match self {
            Wanted::Page => {
                "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,\
                 application/json;q=0.9,text/xml;q=0.9,text/plain;q=0.5,*/*;q=0.1"
            }
            Wanted::Rules => "text/plain,*/*;q=0.1",
        }
    }
}

impl Wire {
    /// The line that introduces itself with the program's name and a contact, and looks names up with `lookup`.
    ///
    /// # Errors
    ///
    /// Of kind `Config` where a named host is none, the contact cannot stand in a header, or the system has no
    /// certificates.
    pub(super) fn new(settings: &Settings, lookup: Arc<dyn Resolve>) -> Result<Wire, Error> {
        let key = |host: &String| {
            let text = Some(format!("http://{host}/")).filter(|_| !host.contains('/'));
            let address = text.and_then(|text| Address::read(&text)).and_then(|address| canonical(&address));
            address.map(|address| pace::host(&address)).ok_or_else(|| {
                Error::new(ErrorKind::Config, format!("{host} is no host, with or without a port"))
            })
        };
        let via = settings.via.iter().map(|(host, &socket)| Ok((key(host)?, socket)));
        Ok(Wire {
            private: settings.private.iter().map(key).collect::<Result<_, _>>()?,
            via: via.collect::<Result<_, Error>>()?,
            public: client(settings, Arc::new(Public(lookup.clone())))?,
            named: client(settings, lookup)?,
        })
    }

    /// Whether a person named the host as one that may be asked wherever it is.
    pub(super) fn is_named(&self, address: &Address) -> bool {
        let host = pace::host(address);
        self.private.contains(&host) || self.via.contains_key(&host)
    }

    /// Refuses hosts that are written as addresses which are not public. The client connects to those without
    /// looking anything up, so only here they are seen.
    pub(super) fn check(&self, address: &Address) -> Result<(), Refusal> {
        match literal(address.host()) {
            Some(ip) if !self.is_named(address) && !is_public(ip) => Err(Refusal::Private),
            _ => Ok(()),
        }
    }

    /// Asks for an address, which must be canonical, and reads the answer.
    pub(super) async fn ask(
        &self,
        address: &Address,
        wanted: Wanted,
        validators: &Validators,
    ) -> Result<Reply, Refusal> {
        self.check(address)?;
        let client = if self.is_named(address) { &self.named } else { &self.public };
        let request = match self.via.get(&pace::host(address)) {
            Some(socket) => {
                let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
                let url = format!("http://{socket}{}{query}", address.path());
                client.get(url).header(header::HOST, address.host())
            }
            None => client.get(address.to_string()),
        };
        let Validators { etag, last_modified } = validators.fit();
        let conditions = [(header::IF_NONE_MATCH, etag), (header::IF_MODIFIED_SINCE, last_modified)];
        let request = conditions
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .fold(request, |request, (name, value)| request.header(name, value));
        let request =
            request.header(header::ACCEPT, wanted.accept()).header(header::ACCEPT_ENCODING, Coding::ACCEPTED);
        read(request.send().await.map_err(|error| refusal(&error))?, address, wanted).await
    }
}

/// The address as it is asked for: escapes, dots in the path and forms of hosts as the client writes them, so that
/// what is checked is what is sent.
pub(super) fn canonical(address: &Address) -> Option<Address> {
    Address::read(Url::parse(&address.to_string()).ok()?.as_str())
}

/// The system's way to look names up.
pub(super) fn system() -> Arc<dyn Resolve> {
    Arc::new(System)
}

fn client(settings: &Settings, lookup: Arc<dyn Resolve>) -> Result<Client, Error> {
    let Timeouts { connect, idle, total } = settings.timeouts;
    Client::builder()
        .user_agent(format!("{}/{} (+{})", robots::TOKEN, env!("CARGO_PKG_VERSION"), settings.contact))
        .connect_timeout(connect)
        .read_timeout(idle)
        .timeout(total)
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .no_zstd()
        .http1_only()
        .pool_max_idle_per_host(1)
        .dns_resolver(lookup)
        .build()
        .map_err(|error| {
            Error::new(ErrorKind::Config, format!("pages cannot be fetched: {}", causes(&error)))
        })
}

async fn read(response: Response, address: &Address, wanted: Wanted) -> Result<Reply, Refusal> {
    let headers = response.headers();
    let text =
        |name: HeaderName| headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let owned = |name| text(name).map(str::to_owned);
    let mut reply = Reply {
        status: response.status().as_u16(),
        location: owned(header::LOCATION),
        kind: owned(header::CONTENT_TYPE),
        validators: Validators::of(text(header::ETAG), text(header::LAST_MODIFIED)),
        body: Vec::new(),
        retry_after: owned(header::RETRY_AFTER),
        date: owned(header::DATE),
    };
    if response.status().is_success() {
        let media =
            wanted == Wanted::Page && is_media(text(header::CONTENT_TYPE).unwrap_or_default(), address);
        if media {
            return Err(Refusal::Media);
        }
        let coding = coding(headers).ok_or(Refusal::Coding)?;
        reply.body = body(response, coding, wanted).await?;
    }
    Ok(reply)
}

/// How the answer is compressed, by both headers that can say so.
fn coding(headers: &HeaderMap) -> Option<Coding> {
    let values = |name| headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("?"));
    let transfer = values(header::TRANSFER_ENCODING).flat_map(|value| value.split(','));
    let transfer = transfer.filter(|name| !name.trim().eq_ignore_ascii_case("chunked"));
    match Coding::of(transfer)? {
        Coding::Plain => Coding::of(values(header::CONTENT_ENCODING)),
        // The transfer's own compression is not undone by the client, and nobody uses it.
        Coding::Gzip => None,
    }
}

/// Whether a content type is that of a file which holds no text to read. Compressed sitemaps come as
/// `application/octet-stream` from many servers, so these are told by their name.
fn is_media(kind: &str, address: &Address) -> bool {
    const MEDIA: [&str; 8] = [
        "image/",
        "video/",
        "audio/",
        "font/",
        "application/pdf",
        "application/zip",
        "application/msword",
        "application/vnd.",
    ];
    let kind = kind.trim().to_ascii_lowercase();
    let is_file = kind.starts_with("application/octet-stream") && !address.path().ends_with(".gz");
    is_file || MEDIA.iter().any(|media| kind.starts_with(media))
}

/// The decompressed body of an answer. Neither it nor what comes over the line may be longer than what is wanted.
async fn body(mut response: Response, coding: Coding, wanted: Wanted) -> Result<Vec<u8>, Refusal> {
    let longest = wanted.longest();
    let announced = response.content_length().unwrap_or_default();
    if wanted == Wanted::Page && announced > longest as u64 {
        return Err(Refusal::TooLong);
    }
    let mut body = Body::new(coding, longest);
    let mut came = 0;
    let trouble = loop {
        let Some(chunk) = response.chunk().await.map_err(|error| refusal(&error))? else {
            return match body.finish() {
                Ok(bytes) => Ok(bytes),
                Err(trouble) => Err(refused(trouble)),
            };
        };
        came += chunk.len();
        match body.push(&chunk) {
            Err(trouble) => break trouble,
            Ok(()) if came > longest => break Trouble::TooLong,
            Ok(()) => {}
        }
    };
    match (trouble, wanted) {
        (Trouble::TooLong, Wanted::Rules) => Ok(body.cut()),
        (trouble, _) => Err(refused(trouble)),
    }
}

fn refused(trouble: Trouble) -> Refusal {
    match trouble {
        Trouble::TooLong => Refusal::TooLong,
        Trouble::Broken => Refusal::Unreachable("its answer is not the gzip that it says it is".to_owned()),
    }
}

fn refusal(error: &reqwest::Error) -> Refusal {
    if is_refused(error) {
        Refusal::Private
    } else if error.is_timeout() {
        Refusal::Slow
    } else {
        Refusal::Unreachable(causes(error))
    }
}

/// An error's first cause, in one line and without the address, which stands beside it.
fn causes(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(error) = cause {
        text = error.to_string();
        cause = error.source();
    }
    if text.is_empty() { error.to_string() } else { text }
}

/// Whether the look-up refused a host.
fn is_refused(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    std::iter::from_fn(|| {
        let error = cause?;
        cause = error.source();
        Some(error.is::<NotPublic>())
    })
    .any(|refused| refused)
}

/// A host that resolves to addresses which are not public.
#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host is not on the public internet")
    }
}

impl std::error::Error for NotPublic {}

/// Looks names up as the system does.
struct System;

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Gives only addresses that are public. It is asked for every connection, and what it gives is what is connected
/// to, so a name that resolves differently the second time is checked the second time.
pub(super) struct Public(pub(super) Arc<dyn Resolve>);

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        let found = self.0.resolve(name);
        Box::pin(async move {
            let allowed: Vec<SocketAddr> = found.await?.filter(|address| is_public(address.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
