//! Verdicts.

use super::fault::Fault;
use super::read::decision;
use super::value::{ms, time};
use crate::store::{Decision, Given, Verdict};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) fn add(connection: &Connection, verdict: &Verdict) -> Result<i64, Fault> {
    let mut with_key = connection.prepare_cached("SELECT *, 0 AS stands FROM verdicts WHERE key = ?1")?;
    if let Some(given) = with_key.query_row([&verdict.key], given).optional()? {
        let (a, b) = (&given.verdict, verdict);
        let is_same = (a.article, a.decision, &a.reviewer, a.supersedes)
            == (b.article, b.decision, &b.reviewer, b.supersedes);
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
            "SELECT EXISTS (SELECT 1 FROM verdicts WHERE id = ?1 AND article = ?2 AND decision <> 'undo')",
        )?;
        if !is_there.query_row([before, verdict.article], |row| row.get(0))? {
            return Err(Fault::usage(format!(
                "there is no verdict {before} on article {} that could be replaced or undone",
                verdict.article
            )));
        }
    } else if verdict.decision == Decision::Undo {
        return Err(Fault::usage("an undoing must name the verdict that it undoes"));
    }
    connection
        .prepare_cached(
            "INSERT INTO verdicts (article, story, decision, reviewer, at, note, score_shown, model, key, supersedes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            verdict.article,
            story,
            verdict.decision.name(),
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

fn given(row: &Row) -> rusqlite::Result<Given> {
    Ok(Given {
        id: row.get("id")?,
        story: row.get("story")?,
        stands: row.get("stands")?,
        verdict: Verdict {
            article: row.get("article")?,
            decision: decision(row, "decision")?,
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
