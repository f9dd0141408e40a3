//! The queue: one story at a time, with all that is needed to judge it and the keys to do so.

use super::ask::Ask;
use super::desk::Desk;
use super::evidence;
use super::http::{Answer, Asked};
use super::list;
use super::login::Visitor;
use super::number::decimal;
use super::page;
use super::part;
use super::veil::Veil;
use super::word::{REASONS, Word};
use crate::annotate::{Stored, line};
use crate::classify;
use crate::crawl::Zone;
use crate::error::Error;
use crate::lang::Lang;
use crate::store::{Cursor, Decision, Filter, Judgement, Log, Queue, Queued, Record, Store, Summary, Why};
use crate::text::Span;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

/// For how long a story is kept for whoever looks at it.
const LEASE: SignedDuration = SignedDuration::from_mins(10);

/// From which part of the threshold on a story is uncertain.
const MARGIN: f64 = 0.25;

/// How far the number of waiting stories is counted.
const MOST_COUNTED: usize = 1000;

/// How many of a reviewer's last verdicts are shown.
const HISTORY: usize = 10;

/// How many bytes of a text without an allegation are shown.
const LEAD: usize = 500;

/// What the page shows.
struct Shown {
    /// The story with what is known of it; none where nothing waits.
    card: Option<Card>,
    left: usize,
    today: usize,
    /// The reviewer's last verdicts, each with its story.
    history: Vec<(Judgement, Option<Summary>)>,
    /// Who else looks at the story.
    holder: Option<String>,
}

/// The story that is to be judged.
struct Card {
    summary: Summary,
    record: Record,
    why: Option<Why>,
    /// What the reviewer decided before.
    before: Option<Decision>,
}

impl Card {
    /// Whether the score is hidden, so that it does not lead.
    fn is_blind(&self) -> bool {
        self.why == Some(Why::Drawn) && self.before.is_none()
    }
}

pub(super) fn answer(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let now = desk.now();
    let shown = take(desk, &ask, visitor, now)?;
    let body = body(&shown, &ask, visitor, &key(desk), desk);
    Ok(page::document(asked, Some(visitor), StatusCode::OK, visitor.lang.word(Word::Queue), &body?))
}

/// Chooses the story that is shown, keeps it for the visitor, and reads it.
///
/// Between choosing and keeping another may have taken the story. Then the queue is asked again, in which it is no
/// longer, unless it was asked for or is judged by two: then it is told who has it.
fn take(desk: &Desk, ask: &Ask, visitor: &Visitor, now: Timestamp) -> Result<Shown, Error> {
    let queue = desk.read(|store| {
        let filter = ask.with("all", 1).filter(store)?;
        Ok(Queue { from: ask.cursor(), ..queue(desk, filter, &visitor.reviewer, now) })
    })?;
    let (mut refused, mut holder) = (None, None);
    let story = loop {
        let Some(story) = desk.read(|store| choose(store, ask, &queue))? else { break None };
        let keeper = desk.lease(story, &visitor.reviewer, now, now + LEASE)?;
        if keeper == visitor.reviewer {
            break Some(story);
        }
        if refused == Some(story) {
            holder = Some(keeper);
            break Some(story);
        }
        refused = Some(story);
    };
    let shown = desk.read(|store| read(store, story, &queue))?;
    Ok(Shown { holder, ..shown })
}

/// The story that is asked for, else the next that waits.
fn choose(store: &dyn Store, ask: &Ask, queue: &Queue) -> Result<Option<i64>, Error> {
    match ask.number("story") {
        Some(story) => Ok(list::summary(store, story)?.map(|summary| summary.story)),
        None => Ok(first(store, queue)?.map(|queued| queued.story)),
    }
}

/// A key that makes the verdicts of one form one, however often they are sent.
pub(super) fn key(desk: &Desk) -> String {
    (desk.around.secret)().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// The queue of a reviewer.
pub(super) fn queue(desk: &Desk, filter: Filter, reviewer: &str, now: Timestamp) -> Queue {
    Queue {
        filter,
        reviewer: reviewer.to_owned(),
        now,
        from: Cursor::Head,
        margin: MARGIN,
        drawn: desk.drawn,
        twice: desk.twice,
        limit: 1,
    }
}

fn read(store: &dyn Store, story: Option<i64>, queue: &Queue) -> Result<Shown, Error> {
    let card = match story {
        Some(story) => card(store, story, queue)?,
        None => None,
    };
    let local = Zone::Wita.offset().to_datetime(queue.now).date().at(0, 0, 0, 0);
    let midnight = Zone::Wita.offset().to_timestamp(local).unwrap_or(queue.now);
    let own = Log { standing: true, reviewer: Some(queue.reviewer.clone()), ..Log::default() };
    let last = store.judgements(&Log { limit: Some(HISTORY), ..own.clone() })?;
    let history =
        last.into_iter().map(|it| list::summary(store, it.given.story).map(|summary| (it, summary)));
    let history = history.collect::<Result<_, _>>()?;
    Ok(Shown {
        card,
        left: store.left(queue, MOST_COUNTED)?,
        today: store.judgements(&Log { since: Some(midnight), ..own })?.len(),
        history,
        holder: None,
    })
}

/// The first story of the queue from a place on; behind its end its beginning.
fn first(store: &dyn Store, queue: &Queue) -> Result<Option<Queued>, Error> {
    let found = store.queue(queue)?.into_iter().next();
    match (found, queue.from) {
        (None, Cursor::After(_) | Cursor::Before(_)) => {
            Ok(store.queue(&Queue { from: Cursor::Head, ..queue.clone() })?.into_iter().next())
        }
        (found, _) => Ok(found),
    }
}

fn card(store: &dyn Store, story: i64, queue: &Queue) -> Result<Option<Card>, Error> {
    let Some(summary) = list::summary(store, story)? else { return Ok(None) };
    let Some(record) = store.article(summary.article)? else { return Ok(None) };
    let log =
        Log { standing: true, reviewer: Some(queue.reviewer.clone()), story: Some(story), ..Log::default() };
    let before = store.judgements(&log)?.first().map(|it| it.given.verdict.decision);
    Ok(Some(Card { summary, record, why: store.why(queue, story)?, before }))
}

fn body(shown: &Shown, ask: &Ask, visitor: &Visitor, key: &str, desk: &Desk) -> Result<Markup, Error> {
    let lang = visitor.lang;
    let card = match &shown.card {
        Some(card) => story(card, shown, ask, lang, key, desk)?,
        None => nothing(ask, lang),
    };
    Ok(html! {
        (progress(shown, lang))
        (toast(shown, ask, lang))
        (card)
        (history(&shown.history, ask, lang))
        (list::filters(ask, "/", lang, desk))
    })
}

fn progress(shown: &Shown, lang: Lang) -> Markup {
    let left = match shown.left {
        MOST_COUNTED => format!("{MOST_COUNTED}+"),
        left => left.to_string(),
    };
    html! {
        p.progress {
            b { (left) } " " (lang.word(Word::Left)) " · " b { (shown.today) } " " (lang.word(Word::DecidedToday)) " "
            progress max=(shown.left + shown.today) value=(shown.today) {}
        }
    }
}

/// What was just decided, and the way back.
fn toast(shown: &Shown, ask: &Ask, lang: Lang) -> Markup {
    let last = shown.history.first().map(|(judgement, _)| judgement);
    let said = last.filter(|last| ask.number("said") == Some(last.given.id));
    html! {
        @if let Some(said) = said {
            div.toast role="status" {
                (part::verdict(said.given.verdict.decision, lang)) " "
                @if let Some(reason) = &said.given.verdict.reason { "(" (line(lang.reason(reason))) ") " }
                (lang.word(Word::Saved)) " ✓"
            }
        }
    }
}

/// The form that undoes a verdict.
fn undo(verdict: i64, ask: &Ask, lang: Lang) -> Markup {
    html! {
        form.undo method="post" action=(ask.place().link("/undo")) {
            input type="hidden" name="verdict" value=(verdict);
            button data-key="z" { (lang.word(Word::Undo)) " " kbd { "z" } }
        }
    }
}

fn nothing(ask: &Ask, lang: Lang) -> Markup {
    html! {
        article.card {
            h1 tabindex="-1" { (lang.word(Word::NothingWaits)) }
            @if ask.filters() != Ask::default() {
                p { a href="/" { (lang.word(Word::Clear)) } }
            }
            p { a href="/stories" { (lang.word(Word::List)) } " · " a href="/overview" { (lang.word(Word::Overview)) } }
        }
    }
}

fn story(card: &Card, shown: &Shown, ask: &Ask, lang: Lang, key: &str, desk: &Desk) -> Result<Markup, Error> {
    let Card { summary, record, .. } = card;
    let veil = if ask.get("names").is_some() { Veil::none() } else { Veil::of(summary) };
    let covered = Veil::of(summary);
    let stored = Stored::read(&record.json)?;
    let here = if ask.get("story").is_some() { ask.clone() } else { ask.without("said") };
    Ok(html! {
        @if let Some(holder) = &shown.holder {
            p.notice role="alert" { b { (line(holder)) } " " (lang.word(Word::AskedBy)) }
        }
        article.card data-story=(summary.story) {
            (eyebrow(card, lang, desk))
            h1 tabindex="-1" { a href=(format!("/story/{}", summary.article)) data-key="b" { (part::title(summary.title.as_deref(), &veil, lang)) } }
            @if summary.claims.is_empty() {
                p.lead lang="id" { (evidence::marked(&record.current.text, lead(record), &stored.marks(), &[], &veil, lang)) "…" }
                p.muted { (lang.word(Word::NoClaim)) }
            } @else {
                (part::claims(summary, &veil, lang))
                @for claim in &record.claims {
                    blockquote lang="id" {
                        (evidence::marked(&record.current.text, claim.sentence, &stored.marks(), &record.claims, &veil, lang))
                    }
                }
            }
            @if !card.is_blind() { (reasons(&stored, lang, 3)) }
            @if !record.members.is_empty() {
                details.members {
                    summary { (lang.others(record.members.len())) ": " (line(&summary.outlets.join(", "))) }
                    (members(record, &veil, lang))
                }
            }
            (form(card, ask, lang, key))
            div.moves {
                (part::names(&here, "/", &covered, lang))
                a href=(format!("/story/{}", summary.article)) { (lang.word(Word::ReadAll)) " " kbd { "b" } }
                (part::original(&summary.canonical, lang))
                a href=(previous(shown, summary.story, ask)) data-key="k" { (lang.word(Word::Previous)) " " kbd { "k" } }
                a href=(ask.place().without("before").with("after", summary.story).link("/")) data-key="j" {
                    (lang.word(Word::Skip)) " " kbd { "j" }
                }
                @if let Some((last, _)) = shown.history.first() { (undo(last.given.id, ask, lang)) }
            }
        }
    })
}

/// The story before: of one that was decided the next older verdict's, else the one before in the queue.
fn previous(shown: &Shown, story: i64, ask: &Ask) -> String {
    let place = shown.history.iter().position(|(it, _)| it.given.story == story);
    let older = match (place, ask.get("after")) {
        (Some(place), _) => shown.history.get(place + 1),
        (None, None) => shown.history.first(),
        (None, Some(_)) => None,
    };
    match older {
        Some((older, _)) => ask.place().with("story", older.given.story).link("/"),
        None => ask.place().without("after").with("before", story).link("/"),
    }
}

/// Where the story stands: outlet, time, why it is here.
fn eyebrow(card: &Card, lang: Lang, desk: &Desk) -> Markup {
    let Card { summary, record, why, before } = card;
    let outlet = desk.outlets.get(&summary.outlet).map_or(summary.outlet.as_str(), |outlet| outlet.name());
    html! {
        p.eyebrow {
            (part::states(summary, lang))
            b { (line(outlet)) } " · "
            @match &summary.published {
                Some(published) => (line(&lang.published(published))),
                None => (crate::date::day(summary.day, lang)),
            }
            @if record.current.advertorial { " · " span.badge { (lang.word(Word::Paid)) } }
            @if summary.vanished_at.is_some() { " · " span.badge { (lang.word(Word::Gone)) } }
            @if let Some(why) = why { " · " (lang.why(*why)) }
            @if let Some(before) = before { " · " (part::verdict(*before, lang)) }
            " · "
            @if card.is_blind() {
                (lang.word(Word::Score)) ": " i { (lang.word(Word::Hidden)) }
            } @else {
                (part::score(summary.score, lang))
            }
        }
    }
}

/// The beginning of a text without its title.
fn lead(record: &Record) -> Span {
    let text = &record.current.text;
    let start = record.current.title.as_ref().map_or(0, |title| title.len()).min(text.len());
    let mut end = (start + LEAD).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start =
        (start..end).find(|&at| text.is_char_boundary(at) && !text[at..].starts_with('\n')).unwrap_or(end);
    Span::new(start, end)
}

/// What made the score, in words, with weights.
pub(super) fn reasons(stored: &Stored, lang: Lang, most: usize) -> Markup {
    let reasons = stored.verdict.reasons.iter().take(most);
    html! {
        @if !stored.verdict.reasons.is_empty() {
            ul.reasons aria-label=(lang.word(Word::WhyFlagged)) {
                @for reason in reasons {
                    @let named = classify::Reason { feature: reason.feature.clone().into(), weight: reason.weight, spans: Vec::new() };
                    li {
                        b { (if reason.weight < 0.0 { "−" } else { "+" }) (decimal(reason.weight.abs(), 2, lang)) } " "
                        (line(lang.pick((&named.name_en(), &named.name_id()))))
                    }
                }
            }
        }
    }
}

/// The other articles of a story.
pub(super) fn members(record: &Record, veil: &Veil, lang: Lang) -> Markup {
    html! {
        ul {
            @for member in &record.members {
                li {
                    a href=(format!("/story/{}", member.article)) { (part::title(member.title.as_deref(), veil, lang)) }
                    " " small { (line(&member.outlet)) ", " (crate::date::day(member.day, lang)) }
                }
            }
        }
    }
}

/// What a form that decides holds for the server: the article, the key that makes its verdicts one, and what was
/// shown.
pub(super) fn hidden(record: &Record, key: &str, score: Option<f64>) -> Markup {
    html! {
        input type="hidden" name="article" value=(record.article);
        input type="hidden" name="key" value=(key);
        input type="hidden" name="model" value=(record.model);
        @if let Some(score) = score { input type="hidden" name="score" value=(score); }
    }
}

/// The buttons that decide.
fn form(card: &Card, ask: &Ask, lang: Lang, key: &str) -> Markup {
    let shown = (!card.is_blind()).then_some(card.record.score);
    let main = [(Decision::Confirm, "y"), (Decision::Reject, "n"), (Decision::Unsure, "u")];
    html! {
        form.decide method="post" action=(ask.place().link("/decide")) aria-label=(lang.word(Word::Decide)) {
            (hidden(&card.record, key, shown))
            div.main {
                @for (decision, key) in main {
                    button class=(decision.name()) name="decision" value=(decision.name()) data-key=(key) {
                        (lang.decision(decision)) " " kbd { (key) }
                    }
                }
            }
            div.why {
                @for (number, reason) in (1..).zip(&REASONS) {
                    button name="decision" value=(format!("{}.{}", reason.decision.name(), reason.code)) data-key=(number) {
                        kbd { (number) } " " (lang.reason(reason.code))
                    }
                }
            }
            details {
                summary { (lang.word(Word::Note)) }
                label { (lang.word(Word::Note)) textarea name="note" rows="2" maxlength="2000" {} }
            }
        }
    }
}

fn history(history: &[(Judgement, Option<Summary>)], ask: &Ask, lang: Lang) -> Markup {
    html! {
        @if !history.is_empty() {
            section.history {
                h2 { (lang.word(Word::History)) }
                ol {
                    @for (judgement, summary) in history {
                        @let veil = summary.as_ref().map(Veil::of).unwrap_or_default();
                        li {
                            (part::verdict(judgement.given.verdict.decision, lang)) " "
                            a href=(ask.place().with("story", judgement.given.story).link("/")) {
                                (part::title(judgement.title.as_deref(), &veil, lang))
                            }
                            " " small { (line(&judgement.outlet)) }
                        }
                    }
                }
            }
        }
    }
}
