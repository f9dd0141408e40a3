//! What is written of the store in JSON, by exports and by commands alike.

use crate::store::{Claim, Given, Reach, Stage};
use crate::text::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// A claim of an article.
#[derive(Serialize)]
pub(crate) struct ClaimRow<'a> {
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
pub(crate) struct StageRow<'a> {
    /// The number of the article.
    id: i64,
    outlet: &'a str,
    day: Date,
    act: &'a str,
    status: &'a str,
    denied: bool,
    accused: &'a str,
}

/// A verdict.
#[derive(Serialize)]
pub(crate) struct GivenRow<'a> {
    id: i64,
    decision: &'static str,
    /// Why, by its code.
    reason: Option<&'a str>,
    /// Whether it is about this article alone and not its story.
    alone: bool,
    reviewer: &'a str,
    at: Timestamp,
    note: Option<&'a str>,
    score_shown: Option<f64>,
    model: Option<&'a str>,
    supersedes: Option<i64>,
    stands: bool,
}

impl<'a> ClaimRow<'a> {
    pub(crate) fn of(claim: &'a Claim, latest: Option<&'a Stage>) -> ClaimRow<'a> {
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
    pub(crate) fn of(stage: &'a Stage) -> StageRow<'a> {
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

impl<'a> GivenRow<'a> {
    pub(crate) fn of(given: &'a Given) -> GivenRow<'a> {
        let verdict = &given.verdict;
        GivenRow {
            id: given.id,
            decision: verdict.decision.name(),
            reason: verdict.reason.as_deref(),
            alone: verdict.reach == Reach::Article,
            reviewer: &verdict.reviewer,
            at: verdict.at,
            note: verdict.note.as_deref(),
            score_shown: verdict.score_shown,
            model: verdict.model.as_deref(),
            supersedes: verdict.supersedes,
            stands: given.stands,
        }
    }
}
