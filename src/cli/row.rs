//! What commands write of the store in JSON.

use crate::store::{Claim, Decision, Stage, Summary};
use crate::text::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// A story, as `netra flags` writes it.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    /// The number of the article that stands for the story.
    id: i64,
    story: i64,
    url: &'a str,
    outlet: &'a str,
    title: Option<&'a str>,
    published: Option<&'a str>,
    day: Date,
    score: f64,
    threshold: f64,
    flagged: bool,
    revisions: u32,
    vanished_at: Option<Timestamp>,
    /// How many other articles tell the story.
    others: usize,
    /// Their outlets.
    outlets: &'a [String],
    verdict: Option<&'static str>,
    claims: Vec<ClaimRow<'a>>,
}

/// A claim of an article.
#[derive(Serialize)]
pub(super) struct ClaimRow<'a> {
    act: &'a str,
    /// The last state that the article reports.
    status: &'a str,
    denied: bool,
    /// As written.
    accused: &'a str,
    person: Option<&'a str>,
    position: Option<&'a str>,
    bound_as: Option<&'a str>,
    source: Option<&'a str>,
    place: Option<&'a str>,
    /// The day of the act.
    day: Option<&'a str>,
    /// The sentence, in bytes of the article's text.
    sentence: Span,
    central: bool,
    case: Option<i64>,
    /// The state of the case, as the newest article about it reports it.
    latest: Option<StageRow<'a>>,
}

/// What one article reported of a case.
#[derive(Serialize)]
pub(super) struct StageRow<'a> {
    /// The number of the article.
    id: i64,
    outlet: &'a str,
    day: Date,
    act: &'a str,
    status: &'a str,
    denied: bool,
    accused: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn of(summary: &'a Summary) -> Row<'a> {
        let latest = |claim: &Claim| summary.latest.iter().find(|stage| Some(stage.case) == claim.case);
        Row {
            id: summary.article,
            story: summary.story,
            url: &summary.canonical,
            outlet: &summary.outlet,
            title: summary.title.as_deref(),
            published: summary.published.as_deref(),
            day: summary.day,
            score: summary.score,
            threshold: summary.threshold,
            flagged: summary.flagged,
            revisions: summary.revisions,
            vanished_at: summary.vanished_at,
            others: summary.others,
            outlets: &summary.outlets,
            verdict: summary.verdict.map(Decision::name),
            claims: summary.claims.iter().map(|claim| ClaimRow::of(claim, latest(claim))).collect(),
        }
    }
}

impl<'a> ClaimRow<'a> {
    pub(super) fn of(claim: &'a Claim, latest: Option<&'a Stage>) -> ClaimRow<'a> {
        ClaimRow {
            act: &claim.act,
            status: &claim.status,
            denied: claim.denied,
            accused: &claim.accused,
            person: claim.person.as_deref(),
            position: claim.position.as_deref(),
            bound_as: claim.bound_as.as_deref(),
            source: claim.source.as_deref(),
            place: claim.place.as_deref(),
            day: claim.day.as_deref(),
            sentence: claim.sentence,
            central: claim.central,
            case: claim.case,
            latest: latest.map(StageRow::of),
        }
    }
}

impl<'a> StageRow<'a> {
    pub(super) fn of(stage: &'a Stage) -> StageRow<'a> {
        StageRow {
            id: stage.article,
            outlet: &stage.outlet,
            day: stage.day,
            act: &stage.act,
            status: &stage.status,
            denied: stage.denied,
            accused: &stage.accused,
        }
    }
}
