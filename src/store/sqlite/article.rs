//! Reading everything about one article.

use super::fault::Fault;
use super::read::{claims, course};
use super::value::{count, day, texts, time, time_or_none};
use super::verdict;
use crate::error::{Error, ErrorKind};
use crate::store::{Case, Member, Named, PageKept, Record, Revision};
use flate2::read::ZlibDecoder;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;
use std::io::Read;

pub(super) fn article(connection: &Connection, article: i64) -> Result<Option<Record>, Fault> {
    let revisions = revisions(connection, article)?;
    let Some(current) = revisions.last().cloned() else { return Ok(None) };
    let mut whole = connection.prepare_cached(
        "SELECT a.*, n.model, n.threshold, n.json
         FROM articles AS a JOIN analyses AS n ON n.revision = a.revision WHERE a.id = ?1",
    )?;
    let (mut record, revision) = whole.query_row([article], |row| {
        let record = Record {
            article,
            canonical: row.get("canonical")?,
            outlet: row.get("outlet")?,
            first_seen: time(row, "first_seen")?,
            last_seen: time(row, "last_seen")?,
            vanished_at: time_or_none(row, "vanished_at")?,
            day: day(row, "day")?,
            current,
            json: row.get("json")?,
            model: row.get("model")?,
            score: row.get("score")?,
            threshold: row.get("threshold")?,
            flagged: row.get("flagged")?,
            claims: Vec::new(),
            people: Vec::new(),
            revisions,
            pages: Vec::new(),
            story: row.get("story")?,
            members: Vec::new(),
            cases: Vec::new(),
            verdicts: Vec::new(),
        };
        Ok((record, row.get("revision")?))
    })?;
    record.claims = claims(connection, revision)?;
    record.people = people(connection, revision)?;
    record.pages = pages(connection, article)?;
    record.members = members(connection, record.story, article)?;
    for id in record.claims.iter().filter_map(|claim| claim.case).collect::<BTreeSet<_>>() {
        record.cases.push(Case { id, course: course(connection, id)? });
    }
    record.verdicts = verdict::verdicts(connection, article)?;
    Ok(Some(record))
}

pub(super) fn find(connection: &Connection, address: &str) -> Result<Option<i64>, Fault> {
    let mut find = connection.prepare_cached(
        "SELECT id FROM articles WHERE canonical = ?1
         UNION ALL SELECT article FROM frontier WHERE canonical = ?1 AND article IS NOT NULL
         UNION ALL SELECT article FROM frontier WHERE address = ?1 AND article IS NOT NULL
         LIMIT 1",
    )?;
    Ok(find.query_row([address], |row| row.get(0)).optional()?)
}

pub(super) fn page(connection: &Connection, page: i64) -> Result<Option<Vec<u8>>, Fault> {
    let mut kept =
        connection.prepare_cached("SELECT html, length FROM pages WHERE id = ?1 AND html IS NOT NULL")?;
    let kept: Option<(Vec<u8>, usize)> =
        kept.query_row([page], |row| Ok((row.get("html")?, count(row, "length")?))).optional()?;
    let Some((deflated, length)) = kept else { return Ok(None) };
    let mut bytes = Vec::new();
    let read = ZlibDecoder::new(deflated.as_slice()).take(length as u64 + 1).read_to_end(&mut bytes);
    match read {
        Ok(read) if read == length => Ok(Some(bytes)),
        _ => Err(Fault::Told(Error::new(
            ErrorKind::Io,
            format!("the stored bytes of page {page} are damaged; put a backup of the store in its place"),
        ))),
    }
}

fn revisions(connection: &Connection, article: i64) -> Result<Vec<Revision>, Fault> {
    let mut revisions =
        connection.prepare_cached("SELECT * FROM revisions WHERE article = ?1 ORDER BY number")?;
    let revisions = revisions.query_map([article], |row| {
        Ok(Revision {
            number: row.get("number")?,
            seen_at: time(row, "seen_at")?,
            title: row.get("title")?,
            text: row.get("text")?,
            published: row.get("published")?,
            authors: texts(row, "authors")?,
            section: row.get("section")?,
            kind: row.get("kind")?,
            language: row.get("language")?,
            advertorial: row.get("advertorial")?,
        })
    })?;
    Ok(revisions.collect::<Result<_, _>>()?)
}

fn people(connection: &Connection, revision: i64) -> Result<Vec<Named>, Fault> {
    let mut people = connection.prepare_cached("SELECT * FROM people WHERE revision = ?1 ORDER BY number")?;
    let people = people.query_map([revision], |row| {
        Ok(Named {
            name: row.get("name")?,
            position: row.get("position")?,
            institution: row.get("institution")?,
            jurisdiction: row.get("jurisdiction")?,
            story_role: row.get("story_role")?,
        })
    })?;
    Ok(people.collect::<Result<_, _>>()?)
}

fn pages(connection: &Connection, article: i64) -> Result<Vec<PageKept>, Fault> {
    let mut pages = connection.prepare_cached(
        "SELECT p.id, p.fetched_at, p.address, p.status, p.content_type, p.sha256, p.length,
                p.html IS NOT NULL AS is_kept
         FROM revisions AS r JOIN pages AS p ON p.id = r.page WHERE r.article = ?1 ORDER BY r.number",
    )?;
    let pages = pages.query_map([article], |row: &Row| {
        Ok(PageKept {
            id: row.get("id")?,
            fetched_at: time(row, "fetched_at")?,
            address: row.get("address")?,
            status: row.get("status")?,
            content_type: row.get("content_type")?,
            sha256: row.get("sha256")?,
            length: count(row, "length")?,
            is_kept: row.get("is_kept")?,
        })
    })?;
    Ok(pages.collect::<Result<_, _>>()?)
}

/// The articles of a story but one, newest first.
fn members(connection: &Connection, story: i64, but: i64) -> Result<Vec<Member>, Fault> {
    let mut members = connection.prepare_cached(
        "SELECT a.id, a.canonical, a.outlet, r.title, a.day, a.score, a.flagged
         FROM articles AS a JOIN revisions AS r ON r.id = a.revision
         WHERE a.story = ?1 AND a.id <> ?2 ORDER BY a.day DESC, a.id DESC",
    )?;
    let members = members.query_map([story, but], |row| {
        Ok(Member {
            article: row.get("id")?,
            canonical: row.get("canonical")?,
            outlet: row.get("outlet")?,
            title: row.get("title")?,
            day: day(row, "day")?,
            score: row.get("score")?,
            flagged: row.get("flagged")?,
        })
    })?;
    Ok(members.collect::<Result<_, _>>()?)
}
