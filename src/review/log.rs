//! The log of verdicts: who decided what, when and why. Nothing in it is ever changed.

use super::ask::Ask;
use super::desk::Desk;
use super::http::{Answer, Asked};
use super::list;
use super::login::Visitor;
use super::number::decimal;
use super::page;
use super::part;
use super::veil::Veil;
use super::word::Word;
use crate::annotate::line;
use crate::error::Error;
use crate::store::{Log, Reach};
use axum::http::StatusCode;
use maud::html;

/// How many verdicts a page lists.
const PAGE: usize = 50;

/// The last page that is given.
const MOST_PAGES: i64 = 2000;

pub(super) fn answer(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let lang = visitor.lang;
    let number = ask.number("page").unwrap_or(1).clamp(1, MOST_PAGES) as usize;
    let log = Log {
        reviewer: ask.get("reviewer").map(str::to_owned),
        limit: Some(PAGE + 1),
        offset: (number - 1) * PAGE,
        ..Log::default()
    };
    let mut rows = desk.read(|store| {
        let judgements = store.judgements(&log)?.into_iter();
        judgements
            .map(|it| list::summary(store, it.given.story).map(|summary| (it, summary)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let turn = |word: Word, to: usize| html! { a href=(ask.with("page", to).link("/verdicts")) { (lang.word(word)) } };
    let body = html! {
        h1 tabindex="-1" { (lang.word(Word::Verdicts)) }
        @if rows.is_empty() { p.notice { (lang.pick(("There is no verdict yet.", "Belum ada putusan."))) } }
        div.rows { table {
            @for (judgement, summary) in &rows {
                @let verdict = &judgement.given.verdict;
                @let veil = summary.as_ref().map(Veil::of).unwrap_or_default();
                tr.over[!judgement.given.stands] {
                    td { (lang.moment(verdict.at)) }
                    td { a href=(Ask::default().with("reviewer", &verdict.reviewer).link("/verdicts")) { (line(&verdict.reviewer)) } }
                    td {
                        (part::verdict(verdict.decision, lang))
                        @if let Some(reason) = &verdict.reason { " " (line(lang.reason(reason))) }
                        @if verdict.reach == Reach::Article { " " small { (lang.word(Word::OnlyThis)) } }
                        @if !judgement.given.stands { " " small { (lang.word(Word::Undone)) } }
                    }
                    td {
                        a href=(format!("/story/{}", verdict.article)) { (part::title(judgement.title.as_deref(), &veil, lang)) }
                        " " small { (line(&judgement.outlet)) }
                        @if let Some(note) = &verdict.note { p { "“" (line(note)) "”" } }
                    }
                    td {
                        @if let Some(score) = verdict.score_shown { (decimal(score, 2, lang)) } @else { "–" }
                        @if let Some(model) = &verdict.model { " " small { (line(model)) } }
                    }
                }
            }
        } }
        div.moves {
            @if number > 1 { (turn(Word::Previous, number - 1)) }
            @if has_more { (turn(Word::Next, number + 1)) }
        }
    };
    Ok(page::document(asked, Some(visitor), StatusCode::OK, lang.word(Word::Verdicts), &body))
}
