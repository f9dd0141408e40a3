//! Reading what the figures of a period are counted from.

use super::fault::Fault;
use super::read::decision;
use super::value::day;
use crate::store::overview::{Facts, Member};
use crate::store::{Decision, Overview};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

pub(super) fn overview(
    connection: &Connection,
    since: Date,
    until: Date,
    limit: usize,
) -> Result<Overview, Fault> {
    let mut facts = Facts::default();
    // `flagged = 1` is written out, so that the index of flagged articles by day serves all four statements. What
    // follows it is looked up by number, in the order in which it is written.
    let mut articles = connection.prepare_cached(
        "SELECT story, day, outlet FROM articles WHERE flagged = 1 AND day BETWEEN ?1 AND ?2 ORDER BY day, id",
    )?;
    let mut rows = articles.query(params![since.to_string(), until.to_string()])?;
    while let Some(row) = rows.next()? {
        let story = row.get("story")?;
        let day = day(row, "day")?;
        facts.days.entry(story).or_insert(day);
        facts.outlets.push((row.get("outlet")?, story));
    }
    let mut claims = connection.prepare_cached(
        "SELECT a.story, c.act, c.status FROM articles AS a CROSS JOIN claims AS c ON c.revision = a.revision
         WHERE a.flagged = 1 AND a.day BETWEEN ?1 AND ?2",
    )?;
    let mut rows = claims.query(params![since.to_string(), until.to_string()])?;
    while let Some(row) = rows.next()? {
        let story = row.get("story")?;
        facts.acts.push((row.get("act")?, story));
        facts.states.push((row.get("status")?, story));
    }
    facts.places = places(connection, since, until)?;
    facts.verdicts = verdicts(connection, since, until)?;
    Ok(facts.counted(limit))
}

/// The kabupaten and kota of the articles' allegations; of an article whose allegations name none, those of the
/// offices of the people whom it names.
fn places(connection: &Connection, since: Date, until: Date) -> Result<Vec<Member>, Fault> {
    let is_one = |place: &str| format!("({place} GLOB 'Kabupaten *' OR {place} GLOB 'Kota *')");
    let (of_claim, of_office) = (is_one("c.place"), is_one("p.jurisdiction"));
    let mut places = connection.prepare_cached(&format!(
        "SELECT c.place, a.story FROM articles AS a CROSS JOIN claims AS c ON c.revision = a.revision
         WHERE a.flagged = 1 AND a.day BETWEEN ?1 AND ?2 AND {of_claim}
         UNION ALL
         SELECT p.jurisdiction, a.story FROM articles AS a CROSS JOIN people AS p ON p.revision = a.revision
         WHERE a.flagged = 1 AND a.day BETWEEN ?1 AND ?2 AND {of_office}
           AND NOT EXISTS (SELECT 1 FROM claims AS c WHERE c.revision = a.revision AND {of_claim})"
    ))?;
    let places = places
        .query_map(params![since.to_string(), until.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(places.collect::<Result<_, _>>()?)
}

/// The verdict that stands on each story: the last one on any of its articles.
fn verdicts(connection: &Connection, since: Date, until: Date) -> Result<BTreeMap<i64, Decision>, Fault> {
    let mut verdicts = connection.prepare_cached(
        "SELECT m.story, v.decision
         FROM (SELECT DISTINCT story FROM articles WHERE flagged = 1 AND day BETWEEN ?1 AND ?2) AS s
         CROSS JOIN articles AS m ON m.story = s.story CROSS JOIN standing AS v ON v.article = m.id
         WHERE NOT v.alone ORDER BY v.id",
    )?;
    let verdicts = verdicts.query_map(params![since.to_string(), until.to_string()], |row| {
        Ok((row.get("story")?, decision(row, "decision")?))
    })?;
    Ok(verdicts.collect::<Result<_, _>>()?)
}
