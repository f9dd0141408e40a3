//! What every request must pass and every answer carries.
//!
//! A page that another site opened in the analyst's browser must not be able to use ours. So a request must name a
//! host that is known to be ours, which defeats names that are made to point at this machine (DNS rebinding), and
//! what changes anything must come from our own pages.

use super::desk::Desk;
use super::http::{Answer, Asked, Method};
use super::page;
use axum::http::{HeaderName, StatusCode, header};
use std::net::IpAddr;

/// What a browser may do with an answer: show our own style, script and images, send forms to us, and no more.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SAME_ORIGIN: &str = "same-origin";

/// Whether a request may be answered; else the refusal.
pub(super) fn check(desk: &Desk, asked: &Asked) -> Result<(), Answer> {
    let host = asked.header(header::HOST).unwrap_or_default();
    if !is_ours(host, desk) {
        return Err(page::refused(asked, StatusCode::MISDIRECTED_REQUEST, page::Refusal::Host));
    }
    match asked.method {
        Method::Get => Ok(()),
        Method::Post if is_from_us(asked, host) => Ok(()),
        Method::Post => Err(page::refused(asked, StatusCode::FORBIDDEN, page::Refusal::Origin)),
        Method::Other => Err(page::refused(asked, StatusCode::METHOD_NOT_ALLOWED, page::Refusal::Method)
            .with(header::ALLOW, "GET, HEAD, POST".to_owned())),
    }
}

/// Whether a value of `Host` means this server: a loopback address, the address it listens on, `localhost`, or a name
/// that the configuration gives.
fn is_ours(host: &str, desk: &Desk) -> bool {
    let name = name_of(host);
    let literal = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let is_here = literal.is_ok_and(|address| address.is_loopback() || address == desk.address.ip());
    let is_named = desk.hosts.iter().any(|known| known.eq_ignore_ascii_case(name));
    is_here || is_named || name.eq_ignore_ascii_case("localhost")
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether a request comes from one of our pages, by what browsers say of it. What says nothing is no browser of
/// ours.
fn is_from_us(asked: &Asked, host: &str) -> bool {
    if let Some(site) = asked.header(HeaderName::from_static("sec-fetch-site")) {
        return site == SAME_ORIGIN;
    }
    let origin = asked.header(header::ORIGIN).unwrap_or_default();
    let origin = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

/// An answer with what each must carry.
pub(super) fn seal(mut answer: Answer) -> Answer {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), SAME_ORIGIN),
        (HeaderName::from_static("cross-origin-resource-policy"), SAME_ORIGIN),
    ];
    for (name, value) in fixed {
        answer.headers.push((name, value.to_owned()));
    }
    if !answer.headers.iter().any(|(name, _)| name == header::CACHE_CONTROL) {
        answer.headers.push((header::CACHE_CONTROL, "no-store".to_owned()));
    }
    answer
}

/// The answer to what is too large to be read.
pub(super) fn too_large() -> Answer {
    Answer::of(StatusCode::PAYLOAD_TOO_LARGE, "text/plain; charset=utf-8", b"too large\n".to_vec())
}

/// The answer where answering failed.
pub(super) fn broken() -> Answer {
    let said = b"something went wrong here; the log of the program may say what\n".to_vec();
    Answer::of(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", said)
}
