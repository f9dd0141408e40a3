//! What is taken out of the page: the listed stories as a file, the draft of a report form.

use super::ask::Ask;
use super::desk::Desk;
use super::http::{Answer, Asked};
use super::list;
use super::login::Visitor;
use super::page;
use crate::crawl::Zone;
use crate::error::Error;
use crate::export::form::{self, Draft};
use crate::export::{self, Export, Format};
use crate::store::Filter;
use axum::http::{StatusCode, header};

/// The listed stories, all of them, as a file.
pub(super) fn rows(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let (format, kind) = match ask.get("format") {
        Some("xlsx") => (Format::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Some("jsonl") => (Format::Jsonl, "application/x-ndjson"),
        _ => (Format::Csv, "text/csv; charset=utf-8"),
    };
    let now = desk.now();
    let mut file = Vec::new();
    desk.read(|store| {
        let filter = Filter { limit: usize::MAX, ..ask.filter(store)? };
        let told = list::told(&ask, visitor.lang);
        export::write(
            store,
            &Export { filter: &filter, told: &told, lang: visitor.lang, now },
            format,
            &mut file,
        )
    })?;
    let name = format.file_name(Zone::Wita.offset().to_datetime(now).date());
    let as_file = format!("attachment; filename=\"{name}\"");
    Ok(Answer::of(StatusCode::OK, kind, file).with(header::CONTENT_DISPOSITION, as_file))
}

/// The draft of a report form about an article's story, to be printed.
pub(super) fn form(desk: &Desk, asked: &Asked, visitor: &Visitor, article: &str) -> Result<Answer, Error> {
    let Ok(article) = article.parse() else { return Ok(page::missing(asked, Some(visitor))) };
    let draft = desk.read(|store| match store.article(article)? {
        Some(record) => Draft::read(store, record).map(Some),
        None => Ok(None),
    })?;
    let Some(draft) = draft else { return Ok(page::missing(asked, Some(visitor))) };
    let today = Zone::Wita.offset().to_datetime(desk.now()).date();
    let body = form::body(&draft, today, visitor.lang);
    Ok(page::sheet(visitor.lang, "form.css", &body))
}
