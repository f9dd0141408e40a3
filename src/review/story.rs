//! One article with its story: the text with its evidence, why it was flagged, people, the course of each case, all
//! copies, the verdicts, the stored pages and what was changed.

use super::ask::Ask;
use super::desk::Desk;
use super::evidence;
use super::http::{Answer, Asked};
use super::list;
use super::login::Visitor;
use super::number::decimal;
use super::page;
use super::part;
use super::queue;
use super::veil::Veil;
use super::word::Word;
use crate::annotate::{Change, Stored, changes, line};
use crate::date;
use crate::error::Error;
use crate::lang::Lang;
use crate::store::{Case, Decision, Filter, Judgement, Log, Reach, Record, Summary, Why};
use crate::text::Span;
use axum::http::StatusCode;
use maud::{Markup, html};

/// How many reasons are told.
const REASONS: usize = 12;

/// The most copies of a story that are compared with the article.
const MOST_COMPARED: usize = 12;

/// What the page shows.
struct View {
    record: Record,
    summary: Summary,
    stored: Stored,
    judgements: Vec<Judgement>,
    /// The number, outlet and text of other articles of the story.
    copies: Vec<(i64, String, String)>,
    veil: Veil,
    /// Whether the score is hidden: the story was drawn at random and waits for this reviewer.
    is_blind: bool,
    /// What makes verdicts of the page's form one.
    key: String,
    lang: Lang,
}

pub(super) fn answer(desk: &Desk, asked: &Asked, visitor: &Visitor, article: &str) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let lang = visitor.lang;
    let Ok(article) = article.parse() else { return Ok(page::missing(asked, Some(visitor))) };
    let view = desk.read(|store| {
        let Some(record) = store.article(article)? else { return Ok(None) };
        let Some(summary) = list::summary(store, record.story)? else { return Ok(None) };
        let judgements = store.judgements(&Log { story: Some(record.story), ..Log::default() })?;
        let mut copies = Vec::new();
        for member in record.members.iter().take(MOST_COMPARED) {
            let other = store.article(member.article)?;
            copies.extend(other.map(|other| (member.article, other.outlet, other.current.text)));
        }
        let veil = match ask.get("names") {
            Some(_) => Veil::none(),
            None => Veil::of(&summary),
        };
        let why =
            store.why(&queue::queue(desk, Filter::default(), &visitor.reviewer, desk.now()), record.story)?;
        let is_own = |it: &Judgement| it.given.stands && it.given.verdict.reviewer == visitor.reviewer;
        let is_blind = why == Some(Why::Drawn) && !judgements.iter().any(is_own);
        let stored = Stored::read(&record.json)?;
        Ok(Some(View {
            record,
            summary,
            stored,
            judgements,
            copies,
            veil,
            is_blind,
            key: queue::key(desk),
            lang,
        }))
    })?;
    let Some(view) = view else { return Ok(page::missing(asked, Some(visitor))) };
    let title = view.record.current.title.clone().unwrap_or_default();
    let title = if view.veil.covers(&title) { lang.word(Word::Allegation).to_owned() } else { line(&title) };
    Ok(page::document(asked, Some(visitor), StatusCode::OK, &title, &view.body(&ask, desk)))
}

impl View {
    fn body(&self, ask: &Ask, desk: &Desk) -> Markup {
        let (record, lang) = (&self.record, self.lang);
        let path = format!("/story/{}", record.article);
        let queue = Ask::default().with("story", record.story).link("/");
        html! {
            article.story {
                (self.eyebrow(desk))
                h1 tabindex="-1" lang="id" { (self.heading()) }
                div.moves {
                    a.primary href=(queue) data-key="b" { (lang.word(Word::Decide)) " " kbd { "b" } }
                    (part::original(&record.canonical, lang))
                    (part::names(ask, &path, &Veil::of(&self.summary), lang))
                    a href=(format!("{path}/form")) { (lang.word(Word::Form)) }
                }
                (self.claims())
                (evidence::legend(lang))
                div.text lang="id" dir="auto" { (self.text()) }
                (self.why())
                (self.people())
                (self.dates())
                (self.copies())
                (self.alone())
                (self.revisions())
                (self.verdicts())
                (self.pages())
            }
        }
    }

    fn eyebrow(&self, desk: &Desk) -> Markup {
        let (record, lang) = (&self.record, self.lang);
        html! {
            p.eyebrow {
                (part::states(&self.summary, lang))
                b { (line(list::outlet(&record.outlet, desk))) } " · "
                @match &record.current.published {
                    Some(published) => (line(&lang.published(published))),
                    None => (date::day(record.day, lang)),
                }
                @if !record.current.authors.is_empty() { " · " (line(&record.current.authors.join(", "))) }
                @if let Some(section) = &record.current.section { " · " (line(section)) }
                @if record.current.advertorial { " · " span.badge { (lang.word(Word::Paid)) } }
                @if let Some(at) = record.vanished_at { " · " span.badge { (lang.word(Word::Gone)) " " (lang.moment(at)) } }
                @if self.is_blind {
                    " · " (lang.word(Word::Score)) ": " i { (lang.word(Word::Hidden)) }
                } @else {
                    " · " (part::score(record.score, lang)) " "
                    (if record.flagged { lang.word(Word::Flagged) } else { lang.word(Word::Unflagged) })
                }
                @if let Some(decision) = self.summary.verdict { " · " (part::verdict(decision, lang)) }
            }
        }
    }

    /// Each claim with the course of its case.
    fn claims(&self) -> Markup {
        let (record, lang) = (&self.record, self.lang);
        html! {
            @for (number, claim) in record.claims.iter().enumerate() {
                @let case = record.cases.iter().find(|case| Some(case.id) == claim.case);
                @let latest = case.and_then(|case| case.course.last());
                (part::claim(claim, latest, &record.outlet, record.day, &self.veil, lang))
                @if let Some(basis) = self.stored.allegations.get(number).map(|it| it.basis.join("; ")).filter(|it| !it.is_empty()) {
                    p.muted { (lang.pick(("rules it would touch", "aturan yang disinggung"))) ": " (line(&basis)) }
                }
                @if let Some(case) = case.filter(|case| case.course.len() > 1) { (self.course(case)) }
            }
        }
    }

    fn course(&self, case: &Case) -> Markup {
        let lang = self.lang;
        html! {
            details.course open {
                summary { (lang.word(Word::Case)) }
                ol {
                    @for stage in &case.course {
                        li {
                            time datetime=(stage.day) { (date::day(stage.day, lang)) } " "
                            (part::badge(&stage.status, lang))
                            @if stage.denied { " " span.denied { (lang.word(Word::Denied)) } }
                            " " a href=(format!("/story/{}", stage.article)) { (line(&stage.outlet)) }
                        }
                    }
                }
            }
        }
    }

    /// The title, as the text begins with it.
    fn heading(&self) -> Markup {
        let (text, lang) = (&self.record.current.text, self.lang);
        match &self.record.current.title {
            Some(title) if text.starts_with(title.as_str()) => {
                let span = Span::new(0, title.len());
                evidence::marked(text, span, &self.stored.marks(), &self.record.claims, &self.veil, lang)
            }
            title => part::title(title.as_deref(), &self.veil, lang),
        }
    }

    /// The text after its title.
    fn text(&self) -> Markup {
        let text = &self.record.current.text;
        let (marks, claims) = (self.stored.marks(), &self.record.claims);
        let title = self.record.current.title.as_ref().filter(|title| text.starts_with(title.as_str()));
        let from = title.map_or(0, |title| title.len());
        let paragraphs = text[from..].split_inclusive('\n').scan(from, |at, paragraph| {
            let start = *at;
            *at += paragraph.len();
            Some(Span::new(start, start + paragraph.trim_end().len()))
        });
        html! {
            @for part in paragraphs.filter(|part| part.start < part.end) {
                p { (evidence::marked(text, part, &marks, claims, &self.veil, self.lang)) }
            }
        }
    }

    fn why(&self) -> Markup {
        let title = if self.record.flagged { Word::WhyFlagged } else { Word::WhyNotFlagged };
        html! {
            @if !self.is_blind {
                section {
                    h2 { (self.lang.word(title)) }
                    (queue::reasons(&self.stored, self.lang, REASONS))
                    p.muted { (self.lang.word(Word::Model)) " " (line(&self.record.model)) }
                }
            }
        }
    }

    fn people(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.stored.people.is_empty() {
                section {
                    h2 { (lang.word(Word::People)) }
                    div.rows { table {
                        @for person in &self.stored.people {
                            tr {
                                td { (self.veil.show(&line(&person.name))) }
                                td {
                                    @for (place, office) in person.office().into_iter().enumerate() {
                                        @if place == 0 {
                                            a href=(Ask::default().with("official", office).link("/official")) { (line(office)) }
                                        } @else { ", " (line(office)) }
                                    }
                                }
                                td { (lang.story_role(person.story_role)) }
                            }
                        }
                    } }
                }
            }
        }
    }

    fn dates(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.stored.dates.is_empty() {
                details {
                    summary { (lang.word(Word::Dates)) }
                    table {
                        @for date in &self.stored.dates {
                            tr { td { (date.value.as_deref().map(line).unwrap_or_else(|| "?".to_owned())) } td { (line(&date.text)) } td { (lang.date_role(date.role)) } }
                        }
                    }
                }
            }
        }
    }

    /// The other articles of the story, each with what it says differently.
    fn copies(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.record.members.is_empty() {
                section {
                    h2 { (lang.word(Word::Members)) }
                    (queue::members(&self.record, &self.veil, lang))
                    @for (article, outlet, text) in &self.copies {
                        details {
                            summary { (lang.pick(("What differs in", "Yang berbeda di"))) " " (line(outlet)) " (" (article) ")" }
                            (self.difference(&self.record.current.text, text))
                        }
                    }
                }
            }
        }
    }

    /// The buttons of a verdict on this article alone, where others tell its story too.
    fn alone(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.record.members.is_empty() {
                details {
                    summary { (lang.word(Word::OnlyThis)) }
                    p.muted {
                        (lang.pick((
                            "Where this copy says something else than the others: this verdict holds for it and leaves \
                             the verdict on the story as it is.",
                            "Bila salinan ini berkata lain daripada yang lain: putusan ini berlaku untuk salinan ini dan \
                             tidak mengubah putusan atas beritanya.",
                        )))
                    }
                    form.decide method="post" action="/decide" aria-label=(lang.word(Word::OnlyThis)) {
                        (queue::hidden(&self.record, &self.key, (!self.is_blind).then_some(self.record.score)))
                        input type="hidden" name="alone" value="1";
                        div.main {
                            @for decision in [Decision::Confirm, Decision::Reject, Decision::Unsure] {
                                button class=(decision.name()) name="decision" value=(decision.name()) {
                                    (lang.decision(decision))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn revisions(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if self.record.revisions.len() > 1 {
                section {
                    h2 { (lang.word(Word::Changes)) }
                    @for pair in self.record.revisions.windows(2) {
                        details open {
                            summary { (pair[0].number) " → " (pair[1].number) ", " (lang.moment(pair[1].seen_at)) }
                            (self.difference(&pair[0].text, &pair[1].text))
                        }
                    }
                }
            }
        }
    }

    /// Two texts side by side, where they differ.
    fn difference(&self, before: &str, after: &str) -> Markup {
        let changes = changes(before, after);
        html! {
            @if changes.is_empty() {
                p.muted { (self.lang.pick(("The text is the same.", "Teksnya sama."))) }
            }
            div.sides lang="id" {
                @for change in changes {
                    @match change {
                        Change::Removed(text) => del { (self.veil.show(text)) },
                        Change::Added(text) => ins { (self.veil.show(text)) },
                    }
                }
            }
        }
    }

    fn verdicts(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.judgements.is_empty() {
                section {
                    h2 { (lang.word(Word::Verdicts)) }
                    ul {
                        @for judgement in &self.judgements {
                            @let verdict = &judgement.given.verdict;
                            li.over[!judgement.given.stands] {
                                (part::verdict(verdict.decision, lang)) " " b { (line(&verdict.reviewer)) } " " (lang.moment(verdict.at))
                                @if let Some(reason) = &verdict.reason { " · " (line(lang.reason(reason))) }
                                @if let Some(score) = verdict.score_shown { " · " (lang.word(Word::Score)) " " (decimal(score, 2, lang)) }
                                @if let Some(model) = &verdict.model { " " small { (line(model)) } }
                                @if verdict.reach == Reach::Article { " · " (lang.word(Word::OnlyThis)) }
                                @if !judgement.given.stands { " · " (lang.word(Word::Undone)) }
                                @if let Some(note) = &verdict.note { p { "“" (line(note)) "”" } }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The stored pages: what proves that the article said what it says.
    fn pages(&self) -> Markup {
        let lang = self.lang;
        html! {
            section {
                h2 { (lang.word(Word::Evidence)) }
                ul.pages {
                    @for page in &self.record.pages {
                        li {
                            (lang.word(Word::Captured)) " " (lang.moment(page.fetched_at)) " · HTTP " (page.status) " · " (page.length) " B"
                            br; code { "sha256 " (line(&page.sha256)) }
                            br; code { (line(&page.address)) }
                        }
                    }
                }
            }
        }
    }
}
