//! Storing a fetched article with everything that belongs to it.

use super::fault::Fault;
use super::value::{ms, time};
use crate::store::{Claim, Fetched, Kin, Named, Prepared, Saved, Sketched};
use crate::text::fold;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rusqlite::{Connection, OptionalExtension, params};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is stored of an article already.
struct Stored {
    article: i64,
    story: i64,
    first_seen: Timestamp,
    revision: i64,
    number: u32,
    digest: String,
}

/// What makes two claims of one article the same: act, accused, office, class and place.
type Key = (String, String, Option<String>, Option<String>, Option<String>);

pub(super) fn save(connection: &Connection, fetched: &Fetched) -> Result<Saved, Fault> {
    if fetched.canonical.is_empty() || fetched.found_as.is_empty() {
        return Err(Fault::usage("an article cannot be stored without its address"));
    }
    let digest = fetched.digest();
    let saved = match stored(connection, &fetched.canonical)? {
        None => {
            let story = match fetched.story {
                Some(story) => story,
                None => new_id(connection, "INSERT INTO stories (first_seen) VALUES (?1)", fetched)?,
            };
            let article = insert_article(connection, fetched, story)?;
            revise(connection, fetched, &digest, article, 1, BTreeMap::new())?;
            Saved::New { article }
        }
        Some(stored) if stored.digest == digest => {
            let article = stored.article;
            refresh(connection, fetched, &stored)?;
            Saved::Same { article }
        }
        Some(stored) => {
            let (article, revision) = (stored.article, stored.number + 1);
            let cases = cases(connection, stored.revision)?;
            revise(connection, fetched, &digest, article, revision, cases)?;
            touch(connection, fetched, &stored)?;
            Saved::Updated { article, revision }
        }
    };
    settle(connection, fetched, saved.article())?;
    Ok(saved)
}

/// The most articles that one key finds. Of a key that more share the newest lead to the same stories and cases.
const MOST_KIN: i64 = 200;

pub(super) fn similar(connection: &Connection, keys: &[u64], since: Date) -> Result<Vec<Kin>, Fault> {
    let mut with_key = connection.prepare_cached(
        "SELECT a.id, a.story, a.revision FROM sketch_keys AS k CROSS JOIN articles AS a ON a.id = k.article
         WHERE k.key = ?1 AND a.day >= ?2 ORDER BY k.article DESC LIMIT ?3",
    )?;
    let since = since.to_string();
    let mut found = BTreeMap::new();
    for key in keys {
        let mut rows = with_key.query(params![key.cast_signed(), since, MOST_KIN])?;
        while let Some(row) = rows.next()? {
            found.insert(row.get("id")?, (row.get("story")?, row.get("revision")?));
        }
    }
    let mut sketch = connection.prepare_cached("SELECT bytes FROM sketches WHERE article = ?1")?;
    let mut cases =
        connection.prepare_cached("SELECT case_id FROM claims WHERE revision = ?1 ORDER BY number")?;
    let mut kin = |article: i64, story: i64, revision: i64| {
        let sketch = sketch.query_row([article], |row| row.get(0))?;
        let cases = cases.query_map([revision], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Kin { article, story, cases, sketch })
    };
    found.into_iter().map(|(article, (story, revision))| kin(article, story, revision)).collect()
}

fn stored(connection: &Connection, canonical: &str) -> Result<Option<Stored>, Fault> {
    let stored = connection
        .prepare_cached(
            "SELECT a.id, a.story, a.first_seen, a.revision, r.number, r.sha256
             FROM articles AS a JOIN revisions AS r ON r.id = a.revision WHERE a.canonical = ?1",
        )?
        .query_row([canonical], |row| {
            Ok(Stored {
                article: row.get("id")?,
                story: row.get("story")?,
                first_seen: time(row, "first_seen")?,
                revision: row.get("revision")?,
                number: row.get("number")?,
                digest: row.get("sha256")?,
            })
        })
        .optional()?;
    Ok(stored)
}

/// The number of a new story or case.
fn new_id(connection: &Connection, sql: &str, fetched: &Fetched) -> Result<i64, Fault> {
    connection.prepare_cached(sql)?.execute([ms(fetched.fetched_at)])?;
    Ok(connection.last_insert_rowid())
}

fn insert_article(connection: &Connection, fetched: &Fetched, story: i64) -> Result<i64, Fault> {
    connection
        .prepare_cached(
            "INSERT INTO articles (canonical, outlet, first_seen, last_seen, story, day, score, flagged)
             VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            fetched.canonical,
            fetched.outlet,
            ms(fetched.fetched_at),
            story,
            sorted_by(fetched, fetched.fetched_at),
            fetched.score,
            fetched.flagged
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Adds a revision, with its page, and makes it the current one.
fn revise(
    connection: &Connection,
    fetched: &Fetched,
    digest: &str,
    article: i64,
    number: u32,
    cases: BTreeMap<Key, i64>,
) -> Result<(), Fault> {
    let prepared = match &fetched.prepared {
        Some(prepared) => Cow::Borrowed(prepared),
        None => Cow::Owned(fetched.prepare()),
    };
    let page = insert_page(connection, fetched, &prepared)?;
    connection
        .prepare_cached(
            "INSERT INTO revisions (article, number, page, seen_at, title, text, published, authors, section, kind,
                                    language, advertorial, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            article,
            number,
            page,
            ms(fetched.fetched_at),
            fetched.title,
            fetched.text,
            fetched.published,
            authors(fetched),
            fetched.section,
            fetched.kind,
            fetched.language,
            fetched.advertorial,
            digest
        ])?;
    let revision = connection.last_insert_rowid();
    connection
        .prepare_cached("UPDATE articles SET revision = ?2 WHERE id = ?1")?
        .execute([article, revision])?;
    interpret(connection, fetched, revision, cases)?;
    sketch(connection, article, &fetched.sketch)?;
    index(connection, article, &prepared.terms)
}

/// Makes an article findable by the terms of its text, and no longer by those that it had.
pub(super) fn index(connection: &Connection, article: i64, terms: &str) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([article])?;
    connection
        .prepare_cached("INSERT INTO words (rowid, terms) VALUES (?1, ?2)")?
        .execute(params![article, terms])?;
    Ok(())
}

/// Replaces what is new of an article whose title and text are as they were.
fn refresh(connection: &Connection, fetched: &Fetched, stored: &Stored) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "UPDATE revisions SET published = ?2, authors = ?3, section = ?4, kind = ?5, language = ?6, advertorial = ?7
             WHERE id = ?1 AND (published IS NOT ?2 OR authors <> ?3 OR section IS NOT ?4 OR kind <> ?5
                                OR language IS NOT ?6 OR advertorial <> ?7)",
        )?
        .execute(params![
            stored.revision,
            fetched.published,
            authors(fetched),
            fetched.section,
            fetched.kind,
            fetched.language,
            fetched.advertorial
        ])?;
    let is_same: bool = connection
        .prepare_cached(
            "SELECT model = ?2 AND score = ?3 AND threshold = ?4 AND flagged = ?5 AND json = ?6
             FROM analyses WHERE revision = ?1",
        )?
        .query_row(
            params![
                stored.revision,
                fetched.model,
                fetched.score,
                fetched.threshold,
                fetched.flagged,
                fetched.json
            ],
            |row| row.get(0),
        )?;
    if !is_same {
        let cases = cases(connection, stored.revision)?;
        for sql in [
            "DELETE FROM analyses WHERE revision = ?1",
            "DELETE FROM claims WHERE revision = ?1",
            "DELETE FROM people WHERE revision = ?1",
        ] {
            connection.prepare_cached(sql)?.execute([stored.revision])?;
        }
        interpret(connection, fetched, stored.revision, cases)?;
        sketch(connection, stored.article, &fetched.sketch)?;
    }
    touch(connection, fetched, stored)
}

/// Brings the article itself up to what was fetched: it is there.
fn touch(connection: &Connection, fetched: &Fetched, stored: &Stored) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "UPDATE articles SET last_seen = max(last_seen, ?2), vanished_at = NULL, story = ?3, day = ?4, score = ?5,
                                 flagged = ?6
             WHERE id = ?1",
        )?
        .execute(params![
            stored.article,
            ms(fetched.fetched_at),
            fetched.story.unwrap_or(stored.story),
            sorted_by(fetched, stored.first_seen),
            fetched.score,
            fetched.flagged
        ])?;
    Ok(())
}

/// The day by which an article is sorted.
fn sorted_by(fetched: &Fetched, first_seen: Timestamp) -> String {
    fetched.day.unwrap_or_else(|| Offset::UTC.to_datetime(first_seen).date()).to_string()
}

fn authors(fetched: &Fetched) -> String {
    serde_json::Value::from(fetched.authors.clone()).to_string()
}

fn insert_page(connection: &Connection, fetched: &Fetched, prepared: &Prepared) -> Result<i64, Fault> {
    let page = &fetched.page;
    connection
        .prepare_cached(
            "INSERT INTO pages (canonical, fetched_at, status, address, content_type, sha256, length, html)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            fetched.canonical,
            ms(fetched.fetched_at),
            page.status,
            page.address,
            page.content_type,
            prepared.sha256,
            i64::try_from(page.bytes.len()).unwrap_or(i64::MAX),
            prepared.html
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Stores analysis, claims and people of a revision. `cases` are those of the claims that it had before.
fn interpret(
    connection: &Connection,
    fetched: &Fetched,
    revision: i64,
    mut cases: BTreeMap<Key, i64>,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO analyses (revision, model, score, threshold, flagged, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            revision,
            fetched.model,
            fetched.score,
            fetched.threshold,
            fetched.flagged,
            fetched.json
        ])?;
    let mut made: BTreeMap<usize, i64> = BTreeMap::new();
    for (number, claim) in fetched.claims.iter().enumerate() {
        let together = fetched.together.get(number).copied().flatten();
        let known = claim.case.or_else(|| cases.get(&key(claim)).copied());
        let case = match known.or_else(|| made.get(&together?).copied()) {
            Some(case) => case,
            None => new_id(connection, "INSERT INTO cases (first_seen) VALUES (?1)", fetched)?,
        };
        made.extend(together.map(|together| (together, case)));
        cases.insert(key(claim), case);
        insert_claim(connection, claim, revision, number, case)?;
    }
    for (number, person) in fetched.people.iter().enumerate() {
        insert_person(connection, person, revision, number)?;
    }
    Ok(())
}

/// The cases of the claims of a revision.
fn cases(connection: &Connection, revision: i64) -> Result<BTreeMap<Key, i64>, Fault> {
    let claims = super::read::claims(connection, revision)?;
    Ok(claims.iter().filter_map(|claim| Some((key(claim), claim.case?))).collect())
}

fn key(claim: &Claim) -> Key {
    let accused = claim.person.as_ref().unwrap_or(&claim.accused);
    (claim.act.clone(), accused.clone(), claim.position.clone(), claim.bound_as.clone(), claim.place.clone())
}

fn insert_claim(
    connection: &Connection,
    claim: &Claim,
    revision: i64,
    number: usize,
    case: i64,
) -> Result<(), Fault> {
    let who = [Some(&claim.accused), claim.person.as_ref(), claim.position.as_ref()];
    connection
        .prepare_cached(
            "INSERT INTO claims (revision, number, act, status, denied, accused, person, position, bound_as, source,
                                 place, day, sentence_start, sentence_end, central, case_id, who, area)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            revision,
            place_of(number),
            claim.act,
            claim.status,
            claim.denied,
            claim.accused,
            claim.person,
            claim.position,
            claim.bound_as,
            claim.source,
            claim.place,
            claim.day,
            place_of(claim.sentence.start),
            place_of(claim.sentence.end),
            claim.central,
            case,
            lines(&who),
            lines(&[claim.place.as_ref()])
        ])?;
    Ok(())
}

fn insert_person(connection: &Connection, person: &Named, revision: i64, number: usize) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO people (revision, number, name, position, institution, jurisdiction, story_role, who, area)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            revision,
            place_of(number),
            person.name,
            person.position,
            person.institution,
            person.jurisdiction,
            person.story_role,
            lines(&[Some(&person.name), person.position.as_ref(), person.institution.as_ref()]),
            lines(&[person.jurisdiction.as_ref()])
        ])?;
    Ok(())
}

/// A position in a text or list, which the memory of no machine takes beyond the numbers of the database.
fn place_of(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

/// The texts in small letters, one a line: what filters look in.
fn lines(texts: &[Option<&String>]) -> String {
    texts.iter().flatten().map(|text| fold(text)).collect::<Vec<_>>().join("\n")
}

fn sketch(connection: &Connection, article: i64, sketch: &Sketched) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO sketches (article, bytes) VALUES (?1, ?2)")?
        .execute(params![article, sketch.bytes])?;
    connection.prepare_cached("DELETE FROM sketch_keys WHERE article = ?1")?.execute([article])?;
    let mut add =
        connection.prepare_cached("INSERT OR IGNORE INTO sketch_keys (key, article) VALUES (?1, ?2)")?;
    for key in &sketch.keys {
        add.execute([key.cast_signed(), article])?;
    }
    Ok(())
}

/// Notes at the address that its article is stored, and when it is due again.
fn settle(connection: &Connection, fetched: &Fetched, article: i64) -> Result<(), Fault> {
    let page = &fetched.page;
    connection
        .prepare_cached(
            "INSERT INTO frontier (canonical, outlet, address, title, found_at, state, due_at, asked_at, etag,
                                   last_modified, article)
             VALUES (?1, ?2, ?3, ?4, ?5, 'done', ?6, ?5, ?7, ?8, ?9)
             ON CONFLICT (canonical) DO UPDATE SET
                 state = 'done', tries = 0, why = NULL, due_at = ?6, asked_at = ?5, etag = ?7, last_modified = ?8,
                 article = ?9",
        )?
        .execute(params![
            fetched.found_as,
            fetched.outlet,
            page.address,
            fetched.title,
            ms(fetched.fetched_at),
            fetched.next_due.map(ms),
            page.validators.etag,
            page.validators.last_modified,
            article
        ])?;
    Ok(())
}
