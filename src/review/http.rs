//! Carrying requests: from the network to plain data, and answers back.

use super::desk::Desk;
use super::{gate, route};
use crate::error::Error;
use axum::Router;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The most bytes of the body of a request: a note of an analyst and some numbers.
const LONGEST_BODY: usize = 64 << 10;

/// From how many bytes on an answer is compressed.
const WORTH_ZIPPING: usize = 1 << 10;

/// The most fields of a form or of an address.
const MOST_FIELDS: usize = 64;

/// How many requests are answered at once: each may need a connection to the store of its own.
static TURNS: Semaphore = Semaphore::const_new(8);

/// A request as plain data.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) method: Method,
    /// The path, as it was sent.
    pub(super) path: String,
    /// The fields of the address; of two with one name the last.
    pub(super) query: BTreeMap<String, String>,
    /// The fields of the form.
    pub(super) form: BTreeMap<String, String>,
    pub(super) headers: HeaderMap,
    /// Who is at the other end of the connection.
    pub(super) peer: IpAddr,
}

/// What a request wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Other,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Vec<u8>,
}

impl Asked {
    /// The value of a header that is one line of text.
    pub(super) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The value of a cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(key, value)| (key == name).then_some(value))
    }

    /// A field of the form that is a number.
    pub(super) fn number(&self, field: &str) -> Option<i64> {
        self.form.get(field)?.parse().ok()
    }
}

impl Answer {
    /// A document in HTML.
    pub(super) fn html(status: StatusCode, html: String) -> Answer {
        Answer::of(status, "text/html; charset=utf-8", html.into_bytes())
    }

    /// A body of a kind.
    pub(super) fn of(status: StatusCode, kind: &str, body: Vec<u8>) -> Answer {
        Answer { status, headers: vec![(header::CONTENT_TYPE, kind.to_owned())], body }
    }

    /// The way to another page of ours.
    pub(super) fn see(address: String) -> Answer {
        Answer { status: StatusCode::SEE_OTHER, headers: vec![(header::LOCATION, address)], body: Vec::new() }
    }

    /// The same with one header more.
    pub(super) fn with(mut self, name: HeaderName, value: String) -> Answer {
        self.headers.push((name, value));
        self
    }
}

/// Serves the review page until the program is told to end. Requests that were begun are finished first.
///
/// # Errors
///
/// Of kind [`Io`](crate::ErrorKind::Io) where the listener cannot be used.
pub(crate) fn serve(listener: TcpListener, desk: Desk) -> Result<(), Error> {
    let failed = |error| Error::io("the review page cannot be served", error);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        let router = Router::new().fallback(take).with_state(Arc::new(desk));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(end()).await.map_err(failed)
    })
}

/// Resolves when the program is told to end, by Ctrl-C or by a service manager.
async fn end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    // Without a way to be told, it runs until it is killed.
    let _ = interrupt.await;
}

/// Answers one request.
async fn take(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let zips = request.headers().get(header::ACCEPT_ENCODING).is_some_and(|codings| {
        codings.to_str().is_ok_and(|codings| codings.split(',').any(|coding| coding.trim() == "gzip"))
    });
    let answered = match read(request).await {
        Ok(asked) => {
            let work = move || match gate::check(&desk, &asked) {
                Ok(()) => route(&desk, &asked),
                Err(refusal) => refusal,
            };
            let turn = TURNS.acquire().await;
            let answer = tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| gate::broken());
            drop(turn);
            answer
        }
        Err(refusal) => refusal,
    };
    let sealed = gate::seal(answered);
    write(if zips { zipped(sealed) } else { sealed })
}

/// The answer with its text compressed, where that is worth it.
fn zipped(mut answer: Answer) -> Answer {
    let is_text =
        |(name, kind): &(HeaderName, String)| name == header::CONTENT_TYPE && kind.starts_with("text/");
    if answer.body.len() < WORTH_ZIPPING || !answer.headers.iter().any(is_text) {
        return answer;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(answer.body.len() / 3), Compression::fast());
    let zipped = encoder.write_all(&answer.body).and_then(|()| encoder.finish());
    answer.body = zipped.expect("memory takes everything");
    answer.with(header::CONTENT_ENCODING, "gzip".to_owned()).with(header::VARY, "Accept-Encoding".to_owned())
}

/// Reads a request, or says why it is refused.
async fn read(request: Request) -> Result<Asked, Answer> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    let (parts, body) = request.into_parts();
    let method = match parts.method.as_str() {
        "GET" | "HEAD" => Method::Get,
        "POST" => Method::Post,
        _ => Method::Other,
    };
    // What is announced to be too large is not waited for.
    if body.size_hint().lower() > LONGEST_BODY as u64 {
        return Err(gate::too_large());
    }
    let body = to_bytes(body, LONGEST_BODY).await.map_err(|_| gate::too_large())?;
    Ok(Asked {
        method,
        path: parts.uri.path().to_owned(),
        query: fields(parts.uri.query().unwrap_or_default().as_bytes())?,
        form: fields(&body)?,
        headers: parts.headers,
        peer,
    })
}

fn fields(encoded: &[u8]) -> Result<BTreeMap<String, String>, Answer> {
    let mut fields = BTreeMap::new();
    for (number, (name, value)) in form_urlencoded::parse(encoded).enumerate() {
        if number >= MOST_FIELDS {
            return Err(gate::too_large());
        }
        fields.insert(name.into_owned(), value.into_owned());
    }
    Ok(fields)
}

fn write(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
