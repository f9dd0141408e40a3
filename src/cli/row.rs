//! What commands write of the store in JSON.

use crate::export::ClaimRow;
use crate::store::{Claim, Decision, Summary};
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
