//! Full-text search. The index holds netra's own terms, so it is asked with terms and never with what a user
//! wrote.

use super::fault::Fault;
use super::filter::condition;
use super::save::index;
use super::value::day;
use crate::store::query::{self, Query};
use crate::store::{Filter, Hit};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

/// The most articles that are weighed.
const MOST: i64 = 2000;

pub(super) fn search(connection: &Connection, text: &str, filter: &Filter) -> Result<Vec<Hit>, Fault> {
    let query = query::read(text);
    if query.all.is_empty() {
        return Ok(Vec::new());
    }
    let condition = condition(filter);
    // The index gives its rows in the order of their numbers, so only those that are weighed are read.
    let mut weighed = connection.prepare_cached(&format!(
        "SELECT a.id, bm25(words), a.day FROM words CROSS JOIN articles AS a ON a.id = words.rowid
         WHERE words MATCH ?{} ORDER BY words.rowid DESC LIMIT {MOST}",
        condition.sql
    ))?;
    let values = [Value::from(expression(&query))].into_iter().chain(condition.values);
    let weighed = weighed.query_map(params_from_iter(values), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?, row.get::<_, String>(2)?))
    })?;
    let mut weighed: Vec<(i64, f64, String)> = weighed.collect::<Result<_, _>>()?;
    // The better a match, the smaller its number.
    weighed.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.2.cmp(&a.2)).then_with(|| b.0.cmp(&a.0)));
    let seen = weighed.iter().skip(filter.offset).take(filter.limit);
    seen.map(|&(article, ..)| hit(connection, article, &query)).collect()
}

/// Makes the index anew if it was made by another stemming; how many articles were read.
pub(super) fn reindex(connection: &Connection) -> Result<usize, Fault> {
    if version(connection)? == query::VERSION {
        return Ok(0);
    }
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')", [])?;
    let mut texts = connection.prepare(
        "SELECT a.id, r.text FROM articles AS a JOIN revisions AS r ON r.id = a.revision ORDER BY a.id",
    )?;
    let mut rows = texts.query([])?;
    let mut read = 0;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        index(connection, row.get(0)?, &query::joined(text))?;
        read += 1;
    }
    connection.execute("UPDATE stemming SET version = ?1", params![query::VERSION])?;
    Ok(read)
}

/// The version of the stemming by which the index was made.
pub(super) fn version(connection: &Connection) -> Result<i64, Fault> {
    Ok(connection.query_row("SELECT version FROM stemming", [], |row| row.get(0))?)
}

/// A query in the language of the index, every term quoted.
pub(super) fn expression(query: &Query) -> String {
    let quoted = |phrase: &Vec<String>| format!("\"{}\"", phrase.join(" "));
    let all: Vec<String> = query.all.iter().map(quoted).collect();
    let none: Vec<String> = query.none.iter().map(quoted).collect();
    match none.is_empty() {
        true => all.join(" AND "),
        false => format!("({}) NOT ({})", all.join(" AND "), none.join(" OR ")),
    }
}

fn hit(connection: &Connection, article: i64, query: &Query) -> Result<Hit, Fault> {
    let mut hit = connection.prepare_cached(
        "SELECT a.story, a.canonical, a.outlet, r.title, a.day, a.score, a.flagged, r.text
         FROM articles AS a JOIN revisions AS r ON r.id = a.revision WHERE a.id = ?1",
    )?;
    let hit = hit.query_row([article], |row| {
        let text: String = row.get("text")?;
        Ok(Hit {
            article,
            story: row.get("story")?,
            canonical: row.get("canonical")?,
            outlet: row.get("outlet")?,
            title: row.get("title")?,
            day: day(row, "day")?,
            score: row.get("score")?,
            flagged: row.get("flagged")?,
            spans: query::spans(query, &text),
            text,
        })
    })?;
    Ok(hit)
}
