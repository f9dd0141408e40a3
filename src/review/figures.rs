//! The overview and an official's page, as they are asked for.

use super::ask::Ask;
use super::desk::Desk;
use super::http::{Answer, Asked};
use super::login::Visitor;
use super::period::Period;
use super::word::Word;
use super::{list, official, overview, page};
use crate::annotate::line;
use crate::crawl::Zone;
use crate::error::Error;
use crate::store::{Filter, Scope};
use axum::http::StatusCode;
use maud::html;

/// From how many stories an official's page is made.
const MOST: usize = 60;

pub(super) fn overview(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let today = Zone::Wita.offset().to_datetime(desk.now()).date();
    let overview = desk.read(|store| {
        // A store that has had no news for long is looked at where it ends.
        let newest = store.flags(&Filter { scope: Scope::All, limit: 1, ..Filter::default() })?.pop();
        let end = newest.as_ref().map_or(today, |newest| newest.day.min(today));
        let threshold = newest.map_or(0.5, |newest| newest.threshold);
        let period = |end| Period::read(ask.get("since"), ask.get("until"), end);
        overview::read(store, period(end), period(today), threshold)
    })?;
    let lang = visitor.lang;
    let body = overview::body(&overview, &|id| line(list::outlet(id, desk)), lang);
    Ok(page::document(asked, Some(visitor), StatusCode::OK, lang.word(Word::Overview), &body))
}

pub(super) fn official(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let lang = visitor.lang;
    let wanted = ask.get("official").unwrap_or_default();
    let official = desk.read(|store| official::read(store, wanted, MOST))?;
    let body = html! {
        (official::body(&official, lang))
        form.moves action="/official" {
            input type="search" name="official" value=(wanted) aria-label=(lang.word(Word::Official));
            button { (lang.word(Word::Search)) }
        }
    };
    Ok(page::document(asked, Some(visitor), StatusCode::OK, lang.word(Word::Official), &body))
}
