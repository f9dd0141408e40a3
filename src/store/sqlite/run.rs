//! Runs, the daily budget of requests and what runs are compared by.

use super::fault::Fault;
use super::value::{ms, time, time_or_none};
use crate::store::Run;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

pub(super) fn begin(connection: &Connection, kind: &str, pid: u32, now: Timestamp) -> Result<i64, Fault> {
    connection.execute(
        "INSERT INTO runs (kind, started_at, pid) VALUES (?1, ?2, ?3)",
        params![kind, ms(now), pid],
    )?;
    Ok(connection.last_insert_rowid())
}

pub(super) fn end(connection: &Connection, run: i64, now: Timestamp, report: &str) -> Result<(), Fault> {
    let ended = connection
        .execute("UPDATE runs SET ended_at = ?2, report = ?3 WHERE id = ?1", params![run, ms(now), report])?;
    match ended {
        0 => Err(Fault::usage(format!("there is no run {run}"))),
        _ => Ok(()),
    }
}

pub(super) fn runs(connection: &Connection, limit: usize) -> Result<Vec<Run>, Fault> {
    let mut runs = connection.prepare_cached("SELECT * FROM runs ORDER BY id DESC LIMIT ?1")?;
    let runs = runs.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
        Ok(Run {
            id: row.get("id")?,
            kind: row.get("kind")?,
            started_at: time(row, "started_at")?,
            ended_at: time_or_none(row, "ended_at")?,
            pid: row.get("pid")?,
            report: row.get("report")?,
        })
    })?;
    Ok(runs.collect::<Result<_, _>>()?)
}

pub(super) fn requests(connection: &Connection, day: Date) -> Result<BTreeMap<String, u32>, Fault> {
    let mut sent = connection.prepare_cached("SELECT host, count FROM requests WHERE day = ?1")?;
    let sent = sent.query_map([day.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(sent.collect::<Result<_, _>>()?)
}

pub(super) fn note_requests(
    connection: &Connection,
    day: Date,
    sent: &BTreeMap<String, u32>,
) -> Result<(), Fault> {
    let mut note = connection.prepare_cached(
        "INSERT INTO requests (day, host, count) VALUES (?1, ?2, ?3)
         ON CONFLICT (day, host) DO UPDATE SET count = max(count, ?3) WHERE count < ?3",
    )?;
    for (host, count) in sent {
        note.execute(params![day.to_string(), host, count])?;
    }
    Ok(())
}

pub(super) fn expire_pages(connection: &Connection, before: Timestamp) -> Result<usize, Fault> {
    Ok(connection.execute(
        "UPDATE pages SET html = NULL
         WHERE html IS NOT NULL AND fetched_at < ?1
           AND NOT EXISTS (SELECT 1 FROM revisions AS r JOIN articles AS a ON a.id = r.article
                           WHERE r.page = pages.id
                             AND (a.flagged = 1 OR EXISTS (SELECT 1 FROM verdicts WHERE article = a.id)))",
        [ms(before)],
    )?)
}
