//! Reading lists of stories and what several readers need: claims, cases, verdicts.

use super::fault::Fault;
use super::filter::{condition, order};
use super::value::{count, day, time_or_none, unreadable};
use crate::store::{Claim, Decision, Filter, Stage, Summary, record};
use crate::text::Span;
use rusqlite::types::{Type, Value};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::BTreeSet;

type Rows<T> = rusqlite::Result<T>;

pub(super) fn flags(connection: &Connection, filter: &Filter) -> Result<Vec<Summary>, Fault> {
    let condition = condition(filter);
    let mut met = BTreeSet::new();
    let mut found = Vec::new();
    // In the order wanted the first member that is met gives the place of its story, so that only the members
    // before the end of the answer are read, not all.
    let mut members = connection.prepare_cached(&format!(
        "SELECT a.story FROM articles AS a WHERE true{} ORDER BY {}",
        condition.sql,
        order(filter.order)
    ))?;
    let mut rows = members.query(params_from_iter(&condition.values))?;
    while found.len() < filter.limit {
        let Some(row) = rows.next()? else { break };
        let story: i64 = row.get(0)?;
        if met.insert(story) && met.len() > filter.offset {
            found.push(story);
        }
    }
    let mut face = connection.prepare_cached(&format!(
        "SELECT a.id FROM articles AS a WHERE a.story = ?{} ORDER BY a.flagged DESC, a.score DESC, a.id LIMIT 1",
        condition.sql
    ))?;
    found
        .into_iter()
        .map(|story| {
            let values = [Value::from(story)].into_iter().chain(condition.values.iter().cloned());
            let article = face.query_row(params_from_iter(values), |row| row.get(0))?;
            summary(connection, article)
        })
        .collect()
}

pub(super) fn concerned(connection: &Connection, articles: &[i64]) -> Result<Vec<i64>, Fault> {
    let articles = serde_json::to_string(articles).expect("numbers are JSON");
    let mut statement = connection.prepare_cached(
        "WITH these AS MATERIALIZED (SELECT id, revision FROM articles WHERE id IN (SELECT value FROM json_each(?1))),
              cases AS MATERIALIZED (SELECT DISTINCT case_id FROM claims WHERE revision IN (SELECT revision FROM these))
         SELECT story FROM articles WHERE flagged = 1 AND id IN (SELECT id FROM these)
         UNION
         SELECT a.story FROM cases CROSS JOIN claims AS c ON c.case_id = cases.case_id
             CROSS JOIN articles AS a ON a.revision = c.revision
         WHERE a.flagged = 1
         ORDER BY 1",
    )?;
    let stories = statement.query_map([articles], |row| row.get(0))?.collect::<Rows<_>>()?;
    Ok(stories)
}

/// The story of an article, with that article as its face.
fn summary(connection: &Connection, article: i64) -> Result<Summary, Fault> {
    let mut face = connection.prepare_cached(
        "SELECT a.*, r.title, r.published, r.number, n.threshold
         FROM articles AS a JOIN revisions AS r ON r.id = a.revision JOIN analyses AS n ON n.revision = r.id
         WHERE a.id = ?1",
    )?;
    let (mut summary, revision) = face.query_row([article], |row| {
        let summary = Summary {
            story: row.get("story")?,
            article,
            canonical: row.get("canonical")?,
            outlet: row.get("outlet")?,
            title: row.get("title")?,
            published: row.get("published")?,
            day: day(row, "day")?,
            score: row.get("score")?,
            threshold: row.get("threshold")?,
            flagged: row.get("flagged")?,
            vanished_at: time_or_none(row, "vanished_at")?,
            revisions: row.get("number")?,
            claims: Vec::new(),
            latest: Vec::new(),
            named: Vec::new(),
            others: 0,
            outlets: Vec::new(),
            verdict: None,
        };
        Ok((summary, row.get("revision")?))
    })?;
    summary.claims = claims(connection, revision)?;
    for case in summary.claims.iter().filter_map(|claim| claim.case) {
        summary.latest.extend(course(connection, case)?.pop());
    }
    summary.named = named(connection, summary.story, &summary.latest)?;
    let mut others =
        connection.prepare_cached("SELECT outlet FROM articles WHERE story = ?1 AND id <> ?2")?;
    let others: Vec<String> =
        others.query_map([summary.story, article], |row| row.get(0))?.collect::<Result<_, _>>()?;
    summary.others = others.len();
    summary.outlets = others.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut verdict = connection.prepare_cached(
        "SELECT decision FROM standing WHERE article IN (SELECT id FROM articles WHERE story = ?1) AND NOT alone
         ORDER BY id DESC LIMIT 1",
    )?;
    summary.verdict = verdict.query_row([summary.story], |row| decision(row, "decision")).optional()?;
    Ok(summary)
}

/// The names of those whom the articles of a story accuse, each with the newest state of its case; of some cases it is
/// known.
fn named(connection: &Connection, story: i64, known: &[Stage]) -> Result<Vec<(String, String)>, Fault> {
    let mut named = connection.prepare_cached(
        "SELECT DISTINCT c.person, c.case_id FROM articles AS a JOIN claims AS c ON c.revision = a.revision
         WHERE a.story = ?1 AND c.person IS NOT NULL ORDER BY 1, 2",
    )?;
    let named = named.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let named: Vec<(String, i64)> = named.collect::<Result<_, _>>()?;
    let state = |(name, case)| {
        let newest = match known.iter().find(|stage| stage.case == case) {
            Some(known) => Some(known.clone()),
            None => course(connection, case)?.pop(),
        };
        Ok((name, newest.map(|stage| stage.status).unwrap_or_default()))
    };
    named.into_iter().map(state).collect()
}

/// The claims of a revision, in their order.
pub(super) fn claims(connection: &Connection, revision: i64) -> Result<Vec<Claim>, Fault> {
    let mut claims = connection.prepare_cached("SELECT * FROM claims WHERE revision = ?1 ORDER BY number")?;
    let claims = claims.query_map([revision], claim)?;
    Ok(claims.collect::<Result<_, _>>()?)
}

fn claim(row: &Row) -> Rows<Claim> {
    Ok(Claim {
        act: row.get("act")?,
        status: row.get("status")?,
        denied: row.get("denied")?,
        accused: row.get("accused")?,
        person: row.get("person")?,
        position: row.get("position")?,
        bound_as: row.get("bound_as")?,
        source: row.get("source")?,
        place: row.get("place")?,
        day: row.get("day")?,
        sentence: Span { start: count(row, "sentence_start")?, end: count(row, "sentence_end")? },
        central: row.get("central")?,
        case: row.get("case_id")?,
    })
}

/// What the current revisions of articles report of a case, oldest first, of one day the furthest last. Articles
/// that recall it in their background are left out where any is about it: they tell the beginning of a matter and
/// not its end.
pub(super) fn course(connection: &Connection, case: i64) -> Result<Vec<Stage>, Fault> {
    let mut reports = connection.prepare_cached(
        "SELECT a.id, a.outlet, a.day, r.published, c.act, c.status, c.denied, c.accused
         FROM claims AS c JOIN articles AS a ON a.revision = c.revision JOIN revisions AS r ON r.id = c.revision
         WHERE c.case_id = ?1
           AND (c.central OR NOT EXISTS (SELECT 1 FROM claims AS d JOIN articles AS b ON b.revision = d.revision
                                         WHERE d.case_id = ?1 AND d.central))
         ORDER BY a.id, c.number",
    )?;
    let reports = reports.query_map([case], |row| {
        Ok(Stage {
            case,
            article: row.get("id")?,
            outlet: row.get("outlet")?,
            day: day(row, "day")?,
            published: row.get("published")?,
            act: row.get("act")?,
            status: row.get("status")?,
            denied: row.get("denied")?,
            accused: row.get("accused")?,
        })
    })?;
    let mut course: Vec<Stage> = reports.collect::<Result<_, _>>()?;
    course.sort_by_key(|report| (report.day, record::stage(&report.status)));
    Ok(course)
}

/// The decision in a column.
pub(super) fn decision(row: &Row, column: &str) -> Rows<Decision> {
    let name: String = row.get(column)?;
    let known = Decision::ALL.into_iter().find(|decision| decision.name() == name);
    known.ok_or_else(|| unreadable(column, Type::Text, format!("{name} is no decision")))
}
