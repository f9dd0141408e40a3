//! Verdicts.

use super::fault::Fault;
use super::read::decision;
use super::value::{day, ms, time};
use crate::store::{Decision, Given, Judgement, Labelled, Log, Reach, Verdict};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

pub(super) fn add(connection: &Connection, verdict: &Verdict) -> Result<i64, Fault> {
    let mut with_key = connection.prepare_cached("SELECT *, 0 AS stands FROM verdicts WHERE key = ?1")?;
    if let Some(given) = with_key.query_row([&verdict.key], given).optional()? {
        let (a, b) = (&given.verdict, verdict);
        let is_same = (a.article, a.reach, a.decision, &a.reason, &a.reviewer, a.supersedes)
            == (b.article, b.reach, b.decision, &b.reason, &b.reviewer, b.supersedes);
        return match is_same {
            true => Ok(given.id),
            false => Err(Fault::usage(format!("the key {} was used for another verdict", verdict.key))),
        };
    }
    let mut belongs = connection.prepare_cached("SELECT story FROM articles WHERE id = ?1")?;
    let story: Option<i64> = belongs.query_row([verdict.article], |row| row.get(0)).optional()?;
    let Some(story) = story else {
        return Err(Fault::usage(format!("there is no article {}", verdict.article)));
    };
    if let Some(before) = verdict.supersedes {
        let mut is_there = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM verdicts JOIN articles ON articles.id = article
                            WHERE verdicts.id = ?1 AND articles.story = ?2 AND decision <> 'undo')",
        )?;
        if !is_there.query_row([before, story], |row| row.get(0))? {
            return Err(Fault::usage(format!(
                "there is no verdict {before} on story {story} that could be replaced or undone"
            )));
        }
    } else if verdict.decision == Decision::Undo {
        return Err(Fault::usage("an undoing must name the verdict that it undoes"));
    }
    connection
        .prepare_cached(
            "INSERT INTO verdicts (article, story, alone, decision, reason, reviewer, at, note, score_shown, model, key,
                                   supersedes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            verdict.article,
            story,
            verdict.reach == Reach::Article,
            verdict.decision.name(),
            verdict.reason,
            verdict.reviewer,
            ms(verdict.at),
            verdict.note,
            verdict.score_shown,
            verdict.model,
            verdict.key,
            verdict.supersedes
        ])?;
    Ok(connection.last_insert_rowid())
}

pub(super) fn verdicts(connection: &Connection, article: i64) -> Result<Vec<Given>, Fault> {
    let mut verdicts = connection.prepare_cached(
        "SELECT v.*, EXISTS (SELECT 1 FROM standing WHERE standing.id = v.id) AS stands
         FROM verdicts AS v WHERE v.article = ?1 ORDER BY v.id",
    )?;
    let verdicts = verdicts.query_map([article], given)?;
    Ok(verdicts.collect::<Result<_, _>>()?)
}

pub(super) fn judgements(connection: &Connection, log: &Log) -> Result<Vec<Judgement>, Fault> {
    let mut sql = "SELECT v.*, a.outlet, a.day, r.title,
                          EXISTS (SELECT 1 FROM standing WHERE standing.id = v.id) AS stands
                   FROM verdicts AS v JOIN articles AS a ON a.id = v.article JOIN revisions AS r ON r.id = a.revision
                   WHERE true"
        .to_owned();
    let mut values = Vec::new();
    if log.standing {
        sql.push_str(" AND stands");
    }
    if let Some(verdict) = log.verdict {
        sql.push_str(" AND v.id = ?");
        values.push(Value::from(verdict));
    }
    if let Some(reviewer) = &log.reviewer {
        sql.push_str(" AND v.reviewer = ?");
        values.push(Value::from(reviewer.clone()));
    }
    if let Some(story) = log.story {
        sql.push_str(" AND a.story = ?");
        values.push(Value::from(story));
    }
    if let Some(since) = log.since {
        sql.push_str(" AND v.at >= ?");
        values.push(Value::from(ms(since)));
    }
    sql.push_str(" ORDER BY v.id DESC LIMIT ? OFFSET ?");
    values.push(Value::from(log.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))));
    values.push(Value::from(i64::try_from(log.offset).unwrap_or(i64::MAX)));
    let mut verdicts = connection.prepare_cached(&sql)?;
    let verdicts = verdicts.query_map(params_from_iter(values), |row| {
        Ok(Judgement {
            given: given(row)?,
            outlet: row.get("outlet")?,
            title: row.get("title")?,
            day: day(row, "day")?,
        })
    })?;
    Ok(verdicts.collect::<Result<_, _>>()?)
}

pub(super) fn labelled(connection: &Connection) -> Result<Vec<Labelled>, Fault> {
    // Of all verdicts that stand on an article or its story the one on the article alone, else the last.
    let mut labelled = connection.prepare_cached(
        "SELECT * FROM (
             SELECT v.*, 1 AS stands, a.id AS labelled, a.canonical, a.day, r.title, r.text, r.published,
                    a.story AS told, r.advertorial,
                    row_number() OVER (PARTITION BY a.id ORDER BY v.alone DESC, v.id DESC) AS place
             FROM standing AS v JOIN articles AS given_on ON given_on.id = v.article
             JOIN articles AS a ON a.story = given_on.story AND (NOT v.alone OR a.id = v.article)
             JOIN revisions AS r ON r.id = a.revision)
         WHERE place = 1 ORDER BY day, labelled",
    )?;
    let labelled = labelled.query_map([], |row| {
        let given = given(row)?;
        Ok(Labelled {
            article: row.get("labelled")?,
            story: row.get("told")?,
            canonical: row.get("canonical")?,
            title: row.get("title")?,
            text: row.get("text")?,
            published: row.get("published")?,
            day: day(row, "day")?,
            advertorial: row.get("advertorial")?,
            given,
        })
    })?;
    Ok(labelled.collect::<Result<_, _>>()?)
}

fn given(row: &Row) -> rusqlite::Result<Given> {
    Ok(Given {
        id: row.get("id")?,
        story: row.get("story")?,
        stands: row.get("stands")?,
        verdict: Verdict {
            article: row.get("article")?,
            reach: if row.get("alone")? { Reach::Article } else { Reach::Story },
            decision: decision(row, "decision")?,
            reason: row.get("reason")?,
            reviewer: row.get("reviewer")?,
            at: time(row, "at")?,
            note: row.get("note")?,
            score_shown: row.get("score_shown")?,
            model: row.get("model")?,
            key: row.get("key")?,
            supersedes: row.get("supersedes")?,
        },
    })
}
