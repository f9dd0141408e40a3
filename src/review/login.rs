//! Who comes in: by the address that was printed at the start, which can be used once, or by name and token.
//!
//! A browser that came in holds a secret of 256 bits in a cookie; the store keeps its digest, so that whoever is
//! logged in stays so when the program starts anew. Secrets are compared by their digests, which tells nothing of how
//! much of a guess was right.

use super::desk::{Access, Desk, held};
use super::http::{Answer, Asked, Method};
use super::page::{self, Refusal};
use super::word::Word;
use crate::error::Error;
use crate::lang::Lang;
use crate::store::sha256;
use axum::http::{StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use maud::html;
use std::fmt::Write;

/// For how long somebody stays logged in.
const STAY: SignedDuration = SignedDuration::from_hours(24 * 14);

/// How many log-ins may fail from one place within a time.
const MOST_FAILURES: usize = 10;
const WITHIN: SignedDuration = SignedDuration::from_mins(5);

/// Who asks, and in which language.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    pub(super) reviewer: String,
    pub(super) lang: Lang,
}

/// The digest of a token, as the configuration and the store keep it.
pub(crate) fn digest_of(token: &str) -> String {
    sha256(token.as_bytes())
}

impl Desk {
    /// An address that lets its first visitor in; the one before no longer does.
    pub(crate) fn entrance(&self) -> String {
        let token = text_of((self.around.secret)());
        *held(&self.entrance) = Some(digest_of(&token));
        format!("http://{}/?token={token}", self.address)
    }

    /// The name of the cookie: cookies do not tell ports apart, so the name does.
    fn cookie(&self) -> String {
        format!("netra-{}", self.address.port())
    }
}

/// Who asks; else the answer that leads there.
pub(super) fn visitor(desk: &Desk, asked: &Asked) -> Result<Visitor, Answer> {
    let lang = page::lang(asked);
    if let (Method::Get, "/", Some(token)) = (asked.method, asked.path.as_str(), asked.query.get("token")) {
        return Err(enter_by_address(desk, asked, token));
    }
    if let (Method::Post, "/login") = (asked.method, asked.path.as_str()) {
        return Err(enter_by_name(desk, asked));
    }
    let session = asked.cookie(&desk.cookie()).map(digest_of);
    let reviewer = match &session {
        Some(digest) => desk.read(|store| store.session(digest, desk.now())),
        None => Ok(None),
    };
    match reviewer {
        // Somebody whose name was taken out of the configuration is no longer let in.
        Ok(Some(reviewer)) if desk.knows(&reviewer) => Ok(Visitor { reviewer, lang }),
        Ok(_) => Err(door(desk, asked, StatusCode::UNAUTHORIZED, None)),
        Err(error) => Err(page::failed(asked, None, &error)),
    }
}

impl Desk {
    fn knows(&self, reviewer: &str) -> bool {
        match &self.access {
            Access::Local { reviewer: only } => only == reviewer,
            Access::Named(reviewers) => reviewers.contains_key(reviewer),
        }
    }
}

/// Ends a session.
pub(super) fn leave(desk: &Desk, asked: &Asked) -> Result<Answer, Error> {
    let cookie = desk.cookie();
    if let Some(secret) = asked.cookie(&cookie) {
        desk.write(|store| store.end_session(&digest_of(secret), desk.now()))?;
    }
    let gone = format!("{cookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    Ok(Answer::see("/".to_owned()).with(header::SET_COOKIE, gone))
}

/// Lets in whoever comes first by the address that was printed, and prints the next.
fn enter_by_address(desk: &Desk, asked: &Asked, token: &str) -> Answer {
    let Access::Local { reviewer } = &desk.access else {
        return door(desk, asked, StatusCode::UNAUTHORIZED, None);
    };
    let digest = digest_of(token);
    if is_blocked(desk, asked) {
        return blocked(asked);
    }
    let is_right = held(&desk.entrance).take_if(|expected| is_same(expected, &digest)).is_some();
    if !is_right {
        note_failure(desk, asked);
        return door(desk, asked, StatusCode::UNAUTHORIZED, Some(Word::AddressUsed));
    }
    let next = desk.entrance();
    (desk.around.say)(&format!("that address was used; for another browser open {next}"));
    enter(desk, asked, reviewer)
}

/// Lets in whoever gives a name and its token.
fn enter_by_name(desk: &Desk, asked: &Asked) -> Answer {
    if is_blocked(desk, asked) {
        return blocked(asked);
    }
    let field = |name| asked.form.get(name).map(|value| value.trim()).unwrap_or_default();
    let (name, digest) = (field("name"), digest_of(field("token")));
    let is_right = match &desk.access {
        Access::Named(reviewers) => reviewers.get(name).is_some_and(|expected| is_same(expected, &digest)),
        Access::Local { .. } => false,
    };
    if !is_right {
        note_failure(desk, asked);
        return door(desk, asked, StatusCode::UNAUTHORIZED, Some(Word::WrongToken));
    }
    enter(desk, asked, name)
}

fn enter(desk: &Desk, asked: &Asked, reviewer: &str) -> Answer {
    let secret = text_of((desk.around.secret)());
    let until = desk.now() + STAY;
    if let Err(error) = desk.write(|store| store.add_session(&digest_of(&secret), reviewer, until)) {
        return page::failed(asked, None, &error);
    }
    let secure = if desk.https { "; Secure" } else { "" };
    let age = STAY.as_secs();
    let cookie =
        format!("{}={secret}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}", desk.cookie());
    Answer::see("/".to_owned()).with(header::SET_COOKIE, cookie)
}

/// Whether two digests are the same. How long it takes says nothing of where they differ.
fn is_same(expected: &str, given: &str) -> bool {
    let differing = expected.bytes().zip(given.bytes()).fold(0, |differing, (a, b)| differing | (a ^ b));
    expected.len() == given.len() && differing == 0
}

/// A secret in hexadecimal digits.
fn text_of(secret: [u8; 32]) -> String {
    secret.iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}

fn is_blocked(desk: &Desk, asked: &Asked) -> bool {
    let now = desk.now();
    let mut failures = held(&desk.failures);
    failures.retain(|_, times| {
        times.retain(|&at| now.duration_since(at) < WITHIN);
        !times.is_empty()
    });
    failures.get(&asked.peer).is_some_and(|times| times.len() >= MOST_FAILURES)
}

fn note_failure(desk: &Desk, asked: &Asked) {
    let now: Timestamp = desk.now();
    held(&desk.failures).entry(asked.peer).or_default().push(now);
}

fn blocked(asked: &Asked) -> Answer {
    page::refused(asked, StatusCode::TOO_MANY_REQUESTS, Refusal::Failures)
        .with(header::RETRY_AFTER, WITHIN.as_secs().to_string())
}

/// The page on which one logs in.
fn door(desk: &Desk, asked: &Asked, status: StatusCode, why: Option<Word>) -> Answer {
    let lang = page::lang(asked);
    let body = html! {
        h1 tabindex="-1" { (lang.word(Word::LogIn)) }
        @if let Some(why) = why { p.notice role="alert" { (lang.word(why)) } }
        @match &desk.access {
            Access::Named(_) => form.login method="post" action="/login" {
                label { (lang.word(Word::Name)) input name="name" autocomplete="username" required; }
                label { (lang.word(Word::Token)) input name="token" type="password" autocomplete="current-password" required; }
                button.primary { (lang.word(Word::LogIn)) }
            },
            Access::Local { .. } => p { (lang.word(Word::OpenThePrinted)) },
        }
        // A link from another site brings no cookie along; one of ours does.
        p { a href=(page::itself(asked)) { (lang.word(Word::AlreadyIn)) } }
    };
    page::document(asked, None, status, lang.word(Word::LogIn), &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_digest_is_the_same() {
        let digest = digest_of("rahasia");
        assert!(is_same(&digest, &digest_of("rahasia")));
        for other in [digest_of("Rahasia"), digest[..63].to_owned(), String::new(), format!("{digest}0")] {
            assert!(!is_same(&digest, &other), "{other}");
        }
    }

    #[test]
    fn a_secret_is_written_whole() {
        let mut secret = [0; 32];
        secret[31] = 0xaf;
        assert_eq!(text_of(secret), format!("{}af", "00".repeat(31)));
    }
}
