//! Fetching: the only file that opens a socket.
//!
//! Every address that is asked for, redirects included, is on the public internet or on a host that a person
//! named, is allowed by the host's robots.txt, and waits its turn. Answers are counted while they come in, after
//! decompression.

#![expect(clippy::disallowed_methods, reason = "this is the edge where the network and the clock come in")]

use super::host::{is_public, literal};
use super::robots::{self, Rules};
use super::{Address, Page};
use crate::error::{Error, ErrorKind};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, header};
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How pages are fetched.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Whom a site can write to, as it stands in the User-Agent: an e-mail address or a page.
    pub(crate) contact: String,
    /// The least time between two requests to a host that is not among `private`.
    pub(crate) delay: Duration,
    /// Hosts, with their ports, that may be asked though they are not public.
    pub(crate) private: Vec<String>,
}

/// Why an address was not fetched.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// robots.txt does not allow it, or cannot be had.
    Robots,
    /// The host is none of the public internet.
    Private,
    /// A redirect leads from https to http, or nowhere, or there are too many.
    Redirect,
    /// The host answers with this status.
    Status(u16),
    /// The answer is longer than what is read of a page.
    TooLong,
    /// The host cannot be reached, or breaks off.
    Unreachable(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Robots => f.write_str("robots.txt does not allow it, or cannot be had"),
            Refusal::Private => f.write_str("the host is not on the public internet"),
            Refusal::Redirect => f.write_str("it is redirected too often, or away from https"),
            Refusal::Status(status) => write!(f, "the host answers {status}"),
            Refusal::TooLong => f.write_str("the answer is longer than 4 MiB"),
            Refusal::Unreachable(why) => write!(f, "the host cannot be reached: {why}"),
        }
    }
}

/// Fetches pages, one at a time.
pub(crate) struct Fetcher {
    client: Client,
    settings: Settings,
    rules: BTreeMap<String, Rules>,
    /// When each host was asked last.
    last: BTreeMap<String, Instant>,
}

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 5;
const CONNECT: Duration = Duration::from_secs(10);
const IDLE: Duration = Duration::from_secs(15);
const TOTAL: Duration = Duration::from_secs(60);

impl Fetcher {
    /// A fetcher that introduces itself with its name and a contact.
    ///
    /// # Errors
    ///
    /// Of kind `Config` where the contact cannot stand in a header, or the system has no certificates.
    pub(crate) fn new(settings: Settings) -> Result<Fetcher, Error> {
        let agent = format!("{}/{} (+{})", robots::TOKEN, env!("CARGO_PKG_VERSION"), settings.contact);
        let client = Client::builder()
            .user_agent(agent)
            .connect_timeout(CONNECT)
            .read_timeout(IDLE)
            .timeout(TOTAL)
            .redirect(Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(Public { private: settings.private.clone() }))
            .build()
            .map_err(|error| {
                Error::new(ErrorKind::Config, format!("pages cannot be fetched: {}", causes(&error)))
            })?;
        Ok(Fetcher { client, settings, rules: BTreeMap::new(), last: BTreeMap::new() })
    }

    /// The page at an address, whatever it is redirected to.
    pub(crate) async fn page(&mut self, address: &Address) -> Result<Page, Refusal> {
        let mut address = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            self.check_host(&address)?;
            if !self.rules(&address).await.allow(&address.to_string()) {
                return Err(Refusal::Robots);
            }
            let response = self.get(&address).await?;
            match redirect(&address, &response)? {
                Some(next) => address = next,
                None => return read(response, &address).await,
            }
        }
        Err(Refusal::Redirect)
    }

    /// The rules of the address's host, fetched once.
    async fn rules(&mut self, address: &Address) -> &Rules {
        let host = address.origin();
        if !self.rules.contains_key(&host) {
            let rules = self.fetch_rules(address).await.unwrap_or(Rules::Unknown);
            self.rules.insert(host.clone(), rules);
        }
        &self.rules[&host]
    }

    async fn fetch_rules(&mut self, address: &Address) -> Result<Rules, Refusal> {
        let mut address = address.join("/robots.txt").ok_or(Refusal::Redirect)?;
        for _ in 0..=MOST_REDIRECTS {
            self.check_host(&address)?;
            let response = self.get(&address).await?;
            if let Some(next) = redirect(&address, &response)? {
                address = next;
                continue;
            }
            let status = response.status().as_u16();
            let text = if response.status().is_success() {
                body(response, robots::LONGEST, true).await?
            } else {
                Vec::new()
            };
            return Ok(Rules::of(status, &text));
        }
        Err(Refusal::Redirect)
    }

    /// The client's own resolver is not asked for hosts that are written as addresses.
    fn check_host(&self, address: &Address) -> Result<(), Refusal> {
        match literal(address.host()) {
            Some(ip) if !self.is_named(address) && !is_public(ip) => Err(Refusal::Private),
            _ => Ok(()),
        }
    }

    /// Whether a person named the host as one of their own.
    fn is_named(&self, address: &Address) -> bool {
        self.settings.private.iter().any(|host| host == address.host())
    }

    /// Asks for an address when its host's turn has come.
    async fn get(&mut self, address: &Address) -> Result<Response, Refusal> {
        let asked = self.rules.get(&address.origin()).map_or(Duration::ZERO, Rules::delay);
        let delay = if self.is_named(address) { asked } else { asked.max(self.settings.delay) };
        if let Some(last) = self.last.get(address.host()) {
            tokio::time::sleep(delay.saturating_sub(last.elapsed())).await;
        }
        let response = self.client.get(address.to_string()).send().await;
        self.last.insert(address.host().to_owned(), Instant::now());
        response.map_err(|error| match is_refused(&error) {
            true => Refusal::Private,
            false => Refusal::Unreachable(causes(&error)),
        })
    }
}

/// Where an answer redirects to.
fn redirect(address: &Address, response: &Response) -> Result<Option<Address>, Refusal> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| address.join(location)).ok_or(Refusal::Redirect)?;
    if address.is_secure() && !next.is_secure() {
        return Err(Refusal::Redirect);
    }
    Ok(Some(next))
}

async fn read(response: Response, address: &Address) -> Result<Page, Refusal> {
    if !response.status().is_success() {
        return Err(Refusal::Status(response.status().as_u16()));
    }
    let kind =
        response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let page = Page::new(body(response, Page::LONGEST, false).await?).with_url(address.to_string());
    Ok(match kind {
        Some(kind) => page.with_content_type(kind),
        None => page,
    })
}

/// The decompressed body of an answer, at most `longest` bytes of it: what is longer is cut, or refused.
async fn body(mut response: Response, longest: usize, cut: bool) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(bytes),
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Err(error) => return Err(Refusal::Unreachable(causes(&error))),
        }
        if bytes.len() > longest {
            bytes.truncate(longest);
            return if cut { Ok(bytes) } else { Err(Refusal::TooLong) };
        }
    }
}

/// An error with its causes, in one line and without the address, which stands beside it.
fn causes(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(error) = cause {
        text = error.to_string();
        cause = error.source();
    }
    if text.is_empty() { error.to_string() } else { text }
}

/// Whether the resolver refused a host.
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

/// Resolves names, and gives only addresses that may be asked: what is checked here is what is connected to.
struct Public {
    private: Vec<String>,
}

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let named = self.private.iter().any(|private| private.split(':').next() == Some(&host));
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| named || is_public(address.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
