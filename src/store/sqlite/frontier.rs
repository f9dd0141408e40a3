//! Lists and the frontier.

use super::fault::Fault;
use super::value::{ms, time_or_none};
use crate::store::{Due, Found, ListSeen, Validators};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) fn list(connection: &Connection, address: &str) -> Result<Option<ListSeen>, Fault> {
    let mut statement = connection.prepare_cached("SELECT * FROM lists WHERE address = ?1")?;
    let seen = |row: &Row| {
        Ok(ListSeen {
            address: row.get("address")?,
            outlet: row.get("outlet")?,
            validators: validators(row)?,
            sha256: row.get("sha256")?,
        })
    };
    Ok(statement.query_row([address], seen).optional()?)
}

pub(super) fn known(connection: &Connection, canonicals: &[String]) -> Result<Vec<bool>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM frontier WHERE canonical = ?1)
             OR EXISTS (SELECT 1 FROM articles WHERE canonical = ?1)",
    )?;
    let is_known = |canonical| statement.query_row([canonical], |row| row.get(0));
    Ok(canonicals.iter().map(is_known).collect::<Result<_, _>>()?)
}

pub(super) fn add_found(
    connection: &Connection,
    found: &[Found],
    lists: &[ListSeen],
    now: Timestamp,
) -> Result<usize, Fault> {
    let mut new = 0;
    for item in found {
        // An address under which an article is stored that another address led to is known: it is not fetched.
        let is_stored = connection
            .prepare_cached(
                "INSERT INTO frontier (canonical, outlet, address, title, published, updated, found_at, state, due_at,
                                       article)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, iif(id IS NULL, 'pending', 'done'), iif(id IS NULL, ?7, NULL), id
                 FROM (SELECT (SELECT id FROM articles WHERE canonical = ?1) AS id)
                 WHERE true
                 ON CONFLICT (canonical) DO NOTHING
                 RETURNING article IS NOT NULL",
            )?
            .query_row(
                params![
                    item.canonical,
                    item.outlet,
                    item.address,
                    item.title,
                    item.published.map(ms),
                    item.updated.map(ms),
                    ms(now)
                ],
                |row| row.get::<_, bool>(0),
            )
            .optional()?;
        match is_stored {
            Some(is_stored) => new += usize::from(!is_stored),
            None => update(connection, item, now)?,
        }
    }
    for list in lists {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO lists (address, outlet, etag, last_modified, sha256, checked_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                list.address,
                list.outlet,
                list.validators.etag,
                list.validators.last_modified,
                list.sha256,
                ms(now)
            ])?;
    }
    Ok(new)
}

/// Adds what a list newly says of a known address. A time of change counts once, so that one in the future does
/// not make the address due night after night.
fn update(connection: &Connection, item: &Found, now: Timestamp) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "UPDATE frontier SET
                 address = ?2,
                 title = coalesce(title, ?3),
                 published = coalesce(published, ?4),
                 updated = max(coalesce(updated, ?5), coalesce(?5, updated)),
                 due_at = iif(?5 > coalesce(asked_at, found_at) AND ?5 > coalesce(updated, ?5 - 1)
                                  AND NOT (due_at IS NOT NULL AND due_at <= ?6),
                              ?6, due_at)
             WHERE canonical = ?1
               AND (address <> ?2 OR (title IS NULL AND ?3 IS NOT NULL) OR (published IS NULL AND ?4 IS NOT NULL)
                    OR ?5 > coalesce(updated, ?5 - 1))",
        )?
        .execute(params![
            item.canonical,
            item.address,
            item.title,
            item.published.map(ms),
            item.updated.map(ms),
            ms(now)
        ])?;
    Ok(())
}

pub(super) fn due(
    connection: &Connection,
    outlet: &str,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Due>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT f.*, a.first_seen,
                coalesce(a.flagged OR EXISTS (SELECT 1 FROM claims WHERE revision = a.revision), 0) AS is_watched
         FROM frontier AS f LEFT JOIN articles AS a ON a.id = f.article
         WHERE f.outlet = ?1 AND f.due_at IS NOT NULL AND f.due_at <= ?2
         ORDER BY coalesce(f.published, f.found_at) DESC, f.canonical LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let due = statement.query_map(params![outlet, ms(now), limit], |row| {
        Ok(Due {
            canonical: row.get("canonical")?,
            address: row.get("address")?,
            title: row.get("title")?,
            published: time_or_none(row, "published")?,
            tries: row.get("tries")?,
            validators: validators(row)?,
            article: row.get("article")?,
            first_seen: time_or_none(row, "first_seen")?,
            is_watched: row.get("is_watched")?,
        })
    })?;
    Ok(due.collect::<Result<_, _>>()?)
}

pub(super) fn waiting(connection: &Connection, outlet: &str, now: Timestamp) -> Result<usize, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FROM frontier WHERE outlet = ?1 AND due_at IS NOT NULL AND due_at <= ?2",
    )?;
    Ok(statement.query_row(params![outlet, ms(now)], |row| row.get::<_, i64>(0))?.unsigned_abs() as usize)
}

pub(super) fn unchanged(
    connection: &Connection,
    canonical: &str,
    now: Timestamp,
    next: Option<Timestamp>,
) -> Result<(), Fault> {
    let article = settle(
        connection,
        "UPDATE frontier SET state = 'done', tries = 0, asked_at = ?2, due_at = ?3, why = NULL
         WHERE canonical = ?1 RETURNING article",
        params![canonical, ms(now), next.map(ms)],
        canonical,
    )?;
    connection
        .prepare_cached(
            "UPDATE articles SET last_seen = max(last_seen, ?2), vanished_at = NULL WHERE id = ?1",
        )?
        .execute(params![article, ms(now)])?;
    Ok(())
}

pub(super) fn failed(
    connection: &Connection,
    canonical: &str,
    why: &str,
    now: Timestamp,
    next: Option<Timestamp>,
) -> Result<(), Fault> {
    settle(
        connection,
        "UPDATE frontier SET state = 'failed', tries = tries + (asked_at IS NOT ?2), asked_at = ?2, due_at = ?3, why = ?4
         WHERE canonical = ?1 RETURNING article",
        params![canonical, ms(now), next.map(ms), why],
        canonical,
    )?;
    Ok(())
}

pub(super) fn gone(connection: &Connection, canonical: &str, now: Timestamp) -> Result<(), Fault> {
    let article = settle(
        connection,
        "UPDATE frontier SET state = 'gone', asked_at = ?2, due_at = NULL, why = NULL
         WHERE canonical = ?1 RETURNING article",
        params![canonical, ms(now)],
        canonical,
    )?;
    connection
        .prepare_cached(
            "UPDATE articles SET vanished_at = ?2
             WHERE id = ?1 AND vanished_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM frontier
                               WHERE article = ?1 AND state IN ('done', 'failed') AND asked_at IS NOT NULL)",
        )?
        .execute(params![article, ms(now)])?;
    Ok(())
}

/// Changes one row of the frontier; the article that it leads to.
fn settle(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    canonical: &str,
) -> Result<Option<i64>, Fault> {
    let article = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
    article.ok_or_else(|| Fault::usage(format!("no list has named the address {canonical}")))
}

fn validators(row: &Row) -> rusqlite::Result<Validators> {
    Ok(Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? })
}
