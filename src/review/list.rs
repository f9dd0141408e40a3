//! The list of stories: filtered by what its address says, in parts, with the way to export what is listed.

use super::ask::{Ask, FILTERS};
use super::desk::Desk;
use super::http::{Answer, Asked};
use super::login::Visitor;
use super::page;
use super::part;
use super::veil::Veil;
use super::word::Word;
use crate::annotate::{excerpt, line};
use crate::error::Error;
use crate::extract::Status;
use crate::lang::Lang;
use crate::lexicon;
use crate::store::{Filter, Hit, Scope, Store, Summary};
use axum::http::StatusCode;
use maud::{Markup, html};
use std::iter;

/// How many stories a page lists.
const PAGE: usize = 25;

/// The last page that is given.
const MOST_PAGES: i64 = 400;

/// A story as one line of a list, whatever its score.
pub(super) fn summary(store: &dyn Store, story: i64) -> Result<Option<Summary>, Error> {
    let filter = Filter { stories: Some(vec![story]), scope: Scope::All, limit: 1, ..Filter::default() };
    Ok(store.flags(&filter)?.pop())
}

pub(super) fn answer(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let number = ask.number("page").unwrap_or(1).clamp(1, MOST_PAGES) as usize;
    let (mut found, hits) = desk.read(|store| {
        let (filter, hits) = ask.found(store)?;
        let filter = Filter { limit: PAGE + 1, offset: (number - 1) * PAGE, ..filter };
        Ok((store.flags(&filter)?, hits))
    })?;
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let lang = visitor.lang;
    let turn = |word: Word, to: usize| html! { a href=(ask.with("page", to).link("/stories")) { (lang.word(word)) } };
    let body = html! {
        h1 tabindex="-1" { (lang.word(Word::List)) }
        (filters(&ask, "/stories", lang, desk))
        (export(&ask, lang))
        @if found.is_empty() {
            p.notice { (lang.word(Word::NoMatch)) }
            @if ask.get("all").is_none() { p { a href=(ask.with("all", 1).link("/stories")) { (lang.pick(("Look among stories that are not flagged too", "Cari juga di berita yang tidak ditandai"))) } } }
        }
        ol.list start=((number - 1) * PAGE + 1) {
            @for summary in &found { li { (row(summary, hits.iter().find(|hit| hit.story == summary.story), &ask, lang, desk)) } }
        }
        div.moves {
            @if number > 1 { (turn(Word::Previous, number - 1)) }
            @if has_more { (turn(Word::Next, number + 1)) }
        }
    };
    Ok(page::document(asked, Some(visitor), StatusCode::OK, lang.word(Word::List), &body))
}

fn row(summary: &Summary, hit: Option<&Hit>, ask: &Ask, lang: Lang, desk: &Desk) -> Markup {
    let veil = if ask.get("names").is_some() { Veil::none() } else { Veil::of(summary) };
    html! {
        article {
            h2 { a href=(format!("/story/{}", summary.article)) { (part::title(summary.title.as_deref(), &veil, lang)) } }
            p.eyebrow {
                (part::states(summary, lang))
                (line(outlet(&summary.outlet, desk))) " · " (crate::date::day(summary.day, lang))
                @if summary.others > 0 { " · " (lang.others(summary.others)) }
                @if summary.vanished_at.is_some() { " · " (lang.word(Word::Gone)) }
                " · " (part::score(summary.score, lang)) " · "
                @match summary.verdict {
                    Some(decision) => (part::verdict(decision, lang)),
                    None => { a href=(Ask::default().with("story", summary.story).link("/")) { (lang.word(Word::Waits)) } },
                }
            }
            (part::claims(summary, &veil, lang))
            @if let Some(hit) = hit { p.muted lang="id" { (words(hit, &veil)) } }
        }
    }
}

/// The part of a text in which the words stand that were looked for, these marked.
fn words(hit: &Hit, veil: &Veil) -> Markup {
    let title = hit.title.as_ref().filter(|title| hit.text.starts_with(title.as_str()));
    let excerpt = excerpt(&hit.text, title.map_or(0, |title| title.len()), &hit.spans);
    let ends = excerpt.hits.iter().map(|span| span.end);
    let last = excerpt.hits.last().map_or(0, |span| span.end);
    html! {
        @for (from, span) in iter::once(0).chain(ends).zip(&excerpt.hits) {
            (veil.show(&excerpt.text[from..span.start]))
            mark.hit { (veil.show(&excerpt.text[span.range()])) }
        }
        (veil.show(&excerpt.text[last..]))
    }
}

/// The name of an outlet.
pub(super) fn outlet<'a>(id: &'a str, desk: &'a Desk) -> &'a str {
    desk.outlets.get(id).map_or(id, |outlet| outlet.name())
}

/// What the list is filtered by, in words: `act: attend_campaign, since: 2024-10-01`.
pub(super) fn told(ask: &Ask, lang: Lang) -> String {
    let set = FILTERS.iter().filter_map(|name| ask.get(name).map(|value| format!("{name}: {}", line(value))));
    let set: Vec<String> = set.collect();
    if set.is_empty() { lang.word(Word::All).to_owned() } else { set.join(", ") }
}

/// The forms in which what is listed can be had.
fn export(ask: &Ask, lang: Lang) -> Markup {
    let rows = ["page", "names", "said"].iter().fold(ask.clone(), |ask, name| ask.without(name));
    html! {
        p.moves {
            (lang.word(Word::Export)) ": "
            @for form in ["csv", "xlsx", "jsonl"] {
                a href=(rows.with("format", form).link("/export")) download { (form.to_uppercase()) } " "
            }
        }
    }
}

/// The form of the filters. Its address can be kept and passed on.
pub(super) fn filters(ask: &Ask, path: &str, lang: Lang, desk: &Desk) -> Markup {
    let field = |word: Word, name: &'static str, kind: &str| {
        html! {
            label { (lang.word(word)) input type=(kind) name=(name) value=[ask.get(name)] step=[(kind == "number").then_some("0.01")]; }
        }
    };
    let is_used = FILTERS.iter().any(|name| ask.get(name).is_some());
    let outlets: Vec<(&str, &str)> = desk.outlets.iter().map(|outlet| (outlet.id(), outlet.name())).collect();
    let acts: Vec<(&str, &str)> =
        lexicon::builtin().acts.iter().map(|act| (act.id, lang.act(act.id))).collect();
    let states: Vec<(&str, &str)> =
        Status::ALL.iter().map(|status| (status.name(), lang.status(*status))).collect();
    let yes_no = [("yes", lang.pick(("yes", "ya"))), ("no", lang.pick(("no", "tidak")))];
    let choice = |word: Word, name: &'static str, blank: Word, options: &[(&str, &str)]| {
        html! {
            label {
                (lang.word(word))
                select name=(name) {
                    option value="" { (lang.word(blank)) }
                    @for (value, said) in options {
                        option value=(value) selected[ask.get(name) == Some(value)] { (line(said)) }
                    }
                }
            }
        }
    };
    html! {
        details.filters open[is_used] {
            summary { (lang.word(Word::Filter)) }
            form action=(path) {
                (field(Word::Search, "q", "search"))
                (choice(Word::Outlet, "outlet", Word::Any, &outlets))
                (field(Word::Place, "place", "text"))
                (choice(Word::Act, "act", Word::Any, &acts))
                (choice(Word::State, "status", Word::Any, &states))
                (field(Word::Official, "official", "text"))
                (field(Word::Since, "since", "date"))
                (field(Word::Until, "until", "date"))
                (field(Word::ScoreFrom, "min", "number"))
                (field(Word::ScoreTo, "max", "number"))
                (field(Word::Reviewer, "reviewer", "text"))
                (choice(Word::Paid, "paid", Word::Any, &yes_no))
                @if path != "/" {
                    (choice(Word::Verdict, "judged", Word::Any, &yes_no))
                    (choice(Word::List, "all", Word::Flagged, &[("1", lang.word(Word::All))]))
                    (choice(Word::Order, "order", Word::NewestFirst, &[("score", lang.word(Word::ScoreFirst))]))
                }
                button.primary { (lang.word(Word::Filter)) }
                a href=(path) { (lang.word(Word::Clear)) }
            }
        }
    }
}
