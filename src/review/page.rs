//! The frame of every page, and the pages that say why there is no other.

use super::ask::Ask;
use super::asset;
use super::http::{Answer, Asked};
use super::login::Visitor;
use super::word::{REASONS, Word};
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use axum::http::{StatusCode, header};
use maud::{DOCTYPE, Markup, html};

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Host,
    Origin,
    Method,
    Failures,
}

/// The language of the answer: what the address says, else what the browser was told before, else Indonesian.
pub(super) fn lang(asked: &Asked) -> Lang {
    match asked.query.get("lang").map(String::as_str).or_else(|| asked.cookie("lang")) {
        Some("en") => Lang::En,
        _ => Lang::Id,
    }
}

/// Whether single keys act.
fn keys(asked: &Asked) -> &'static str {
    match asked.query.get("keys").map(String::as_str).or_else(|| asked.cookie("keys")) {
        Some("off") => "off",
        _ => "on",
    }
}

/// The address that was asked for, with the fields that are known.
pub(super) fn itself(asked: &Asked) -> String {
    Ask::of(asked).link(path(asked))
}

/// The path that was asked for, where a browser would take it for one of ours.
fn path(asked: &Asked) -> &str {
    let is_ours = asked.path.starts_with('/') && !asked.path.starts_with("//") && !asked.path.contains('\\');
    if is_ours { &asked.path } else { "/" }
}

/// A link to the same page with one field more.
fn again(asked: &Asked, field: &str, value: &str) -> String {
    let link = itself(asked);
    let sign = if link.contains('?') { '&' } else { '?' };
    format!("{link}{sign}{field}={value}")
}

/// A whole page.
pub(super) fn document(
    asked: &Asked,
    visitor: Option<&Visitor>,
    status: StatusCode,
    title: &str,
    body: &Markup,
) -> Answer {
    let lang = lang(asked);
    let keys = keys(asked);
    let html = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (head(title, "style.css", html! {
                meta name="color-scheme" content="light dark";
                script src=(asset::address("app.js")) defer {}
            }))
            body data-keys=(keys) data-unsaved=(lang.word(Word::NotSaved))
                data-reviewer=[visitor.map(|visitor| &visitor.reviewer)] {
                a.skip href="#main" { (lang.word(Word::SkipToContent)) }
                header {
                    a.brand href="/" { "netra" }
                    @if visitor.is_some() { (navigation(asked, lang)) }
                    div.tools {
                        @match lang {
                            Lang::Id => a href=(again(asked, "lang", "en")) lang="en" { "English" },
                            Lang::En => a href=(again(asked, "lang", "id")) lang="id" { "Indonesia" },
                        }
                        @if let Some(visitor) = visitor {
                            form method="post" action="/logout" {
                                span.reviewer { (crate::annotate::line(&visitor.reviewer)) }
                                button.plain { (lang.word(Word::Leave)) }
                            }
                        }
                    }
                    p #net role="status" aria-live="polite" {}
                }
                main #main { (body) }
                @if visitor.is_some() { footer { (help(asked, lang, keys)) } }
            }
        }
    };
    let mut answer = Answer::html(status, html.into_string());
    for name in ["lang", "keys"] {
        if let Some(value) =
            asked.query.get(name).filter(|value| ["en", "id", "on", "off"].contains(&value.as_str()))
        {
            let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
            answer = answer.with(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// The head of a page: its title, its style by name, and what else it loads.
fn head(title: &str, style: &str, more: Markup) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) " · netra" }
            link rel="stylesheet" href=(asset::address(style));
            (more)
        }
    }
}

/// A page without a frame, to be printed.
pub(super) fn sheet(lang: Lang, style: &str, body: &Markup) -> Answer {
    let html = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (head(lang.word(Word::Form), style, html! {}))
            body { main { (body) } }
        }
    };
    Answer::html(StatusCode::OK, html.into_string())
}

fn navigation(asked: &Asked, lang: Lang) -> Markup {
    let places = [
        ("/", Word::Queue),
        ("/stories", Word::List),
        ("/overview", Word::Overview),
        ("/verdicts", Word::Verdicts),
    ];
    html! {
        nav {
            @for (path, word) in places {
                a href=(path) aria-current=[(asked.path == path).then_some("page")] { (lang.word(word)) }
            }
            form.search role="search" action="/stories" {
                input type="search" name="q" value=[asked.query.get("q")] placeholder=(lang.word(Word::SearchHint))
                    aria-label=(lang.word(Word::Search)) data-key="/";
                input type="hidden" name="all" value="1";
                button { (lang.word(Word::Search)) }
            }
        }
    }
}

/// What the keys do.
fn help(asked: &Asked, lang: Lang, keys: &str) -> Markup {
    let rows = [
        ("y", lang.word(Word::Yes)),
        ("n", lang.word(Word::No)),
        ("u", lang.decision(crate::store::Decision::Unsure)),
        ("z", lang.word(Word::Undo)),
        ("j", lang.word(Word::Skip)),
        ("k", lang.word(Word::Previous)),
        ("o", lang.word(Word::OpenOriginal)),
        ("b", lang.word(Word::ReadAll)),
        ("v", lang.word(Word::ShowNames)),
        ("/", lang.word(Word::Search)),
        ("?", lang.word(Word::Help)),
    ];
    html! {
        details.help #help {
            summary { (lang.word(Word::Help)) " " kbd { "?" } }
            dl {
                @for (key, word) in rows { dt { kbd { (key) } } dd { (word) } }
                @for (number, reason) in (1..).zip(&REASONS) {
                    dt { kbd { (number) } } dd { (lang.decision(reason.decision)) ": " (lang.reason(reason.code)) }
                }
            }
            @if keys == "on" {
                a href=(again(asked, "keys", "off")) { (lang.word(Word::KeysOff)) }
            } @else {
                a href=(again(asked, "keys", "on")) { (lang.word(Word::KeysOn)) }
            }
        }
    }
}

/// A page that says one thing.
fn said(asked: &Asked, visitor: Option<&Visitor>, status: StatusCode, what: &str) -> Answer {
    let body = html! { h1 tabindex="-1" { (status.as_u16()) } p { (crate::annotate::line(what)) } };
    document(asked, visitor, status, status.as_str(), &body)
}

/// The answer to what is not there.
pub(super) fn missing(asked: &Asked, visitor: Option<&Visitor>) -> Answer {
    said(asked, visitor, StatusCode::NOT_FOUND, lang(asked).word(Word::Missing))
}

/// The answer to what may not be.
pub(super) fn refused(asked: &Asked, status: StatusCode, why: Refusal) -> Answer {
    let said_host = asked.header(header::HOST).unwrap_or_default();
    let lang = lang(asked);
    let what = match (why, lang) {
        (Refusal::Host, Lang::En) => format!(
            "“{said_host}” is not a name of this server. If it should be, add it to review.hosts in netra.toml."
        ),
        (Refusal::Host, Lang::Id) => format!(
            "“{said_host}” bukan nama server ini. Bila seharusnya demikian, tambahkan ke review.hosts di netra.toml."
        ),
        (Refusal::Origin, _) => lang
            .pick((
                "This did not come from a page of netra, so nothing was done. Open the page anew and try again.",
                "Ini tidak datang dari halaman netra, jadi tidak dilakukan. Buka lagi halamannya lalu coba lagi.",
            ))
            .to_owned(),
        (Refusal::Method, _) => lang.word(Word::Method).to_owned(),
        (Refusal::Failures, _) => lang
            .pick((
                "Too many log-ins failed. Wait five minutes and try again.",
                "Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit lalu coba lagi.",
            ))
            .to_owned(),
    };
    said(asked, None, status, &what)
}

/// The answer where something failed.
pub(super) fn failed(asked: &Asked, visitor: Option<&Visitor>, error: &Error) -> Answer {
    let status = match error.kind() {
        ErrorKind::Usage => StatusCode::BAD_REQUEST,
        ErrorKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    said(asked, visitor, status, &format!("{error:#}"))
}
