//! The queue of a reviewer, leases, sessions, and what readers of the digest were told.

use super::fault::Fault;
use super::filter::condition;
use super::value::{ms, time};
use crate::store::{Cursor, Filter, Queue, Queued, Scope, Why};
use jiff::{SignedDuration, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use std::collections::BTreeMap;

/// Where the ranks of stories that are drawn at random begin: among those of flagged ones.
const DRAWN_FROM: f64 = 0.5;

/// How long a story is still kept by whoever has gone on: somebody else may have chosen it just before it was judged.
const LINGER: SignedDuration = SignedDuration::from_secs(5);

pub(super) fn queue(connection: &Connection, queue: &Queue) -> Result<Vec<Queued>, Fault> {
    let from = match queue.from {
        Cursor::Head => Bounds { place: (f64::INFINITY, 0), draw: None, is_before: false },
        Cursor::After(story) => place(connection, queue, story)?,
        Cursor::Before(story) => Bounds { is_before: true, ..place(connection, queue, story)? },
    };
    let mut found = ranked(connection, queue, &from, Why::Flagged, (0.0, f64::INFINITY))?;
    // Where there are enough flagged ones, only what stands among them is looked for: there is little, and much behind.
    let last = found.last().filter(|_| found.len() >= queue.limit).map(|((score, _), _)| *score);
    let within = match (last, from.is_before) {
        (Some(last), false) => (last.max(queue.margin), f64::INFINITY),
        (Some(last), true) => (queue.margin, last),
        (None, _) => (queue.margin, f64::INFINITY),
    };
    found.extend(ranked(connection, queue, &from, Why::Uncertain, within)?);
    found.extend(drawn(connection, queue, &from)?);
    found.sort_by(|(a, _), (b, _)| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    if from.is_before {
        found.reverse();
    }
    found.truncate(queue.limit);
    Ok(found.into_iter().map(|(_, queued)| queued).collect())
}

pub(super) fn left(connection: &Connection, queue: &Queue, most: usize) -> Result<usize, Fault> {
    let waiting = Waiting::of(queue);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM articles AS face
         WHERE face.flagged = 1 AND {BEST}{} LIMIT ?)",
        waiting.sql
    );
    let most = Value::from(i64::try_from(most).unwrap_or(i64::MAX));
    let values = waiting.values.into_iter().chain([most]);
    let count: i64 =
        connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// A rank, and the number of an article, which decides between equal ranks.
type Place = (f64, i64);

/// From where on stories are wanted.
struct Bounds {
    place: Place,
    /// The draw of a story that was drawn: its rank, from which it comes, is less exact.
    draw: Option<f64>,
    is_before: bool,
}

impl Bounds {
    /// How what is wanted compares with the place, and in which order it comes.
    fn order(&self) -> (&'static str, &'static str) {
        if self.is_before { (">", "ASC") } else { ("<", "DESC") }
    }
}

/// That `face` is the article of its story that has the best score.
const BEST: &str = "NOT EXISTS (SELECT 1 FROM articles AS better WHERE better.story = face.story
                                  AND (better.score, better.id) > (face.score, face.id))";

/// The flagged or the uncertain stories by their best score, which lies within bounds, each with its place.
fn ranked(
    connection: &Connection,
    queue: &Queue,
    from: &Bounds,
    why: Why,
    (least, greatest): (f64, f64),
) -> Result<Vec<(Place, Queued)>, Fault> {
    let waiting = Waiting::of(queue);
    let (than, way) = from.order();
    // Written out, not as a value, so that the index of flagged articles serves.
    let flagged = u8::from(why == Why::Flagged);
    let sql = format!(
        "SELECT face.story, face.id, face.score FROM articles AS face
         WHERE face.flagged = {flagged} AND face.score BETWEEN ? AND ? AND (face.score, face.id) {than} (?, ?)
           AND {BEST}{}
         ORDER BY face.score {way}, face.id {way} LIMIT ?",
        waiting.sql
    );
    let bounds = [least, greatest, from.place.0].map(Value::from);
    let values = bounds.into_iter().chain([Value::from(from.place.1)]);
    let mut found = connection.prepare_cached(&sql)?;
    let found =
        found.query_map(params_from_iter(values.chain(waiting.values).chain([limit(queue)])), |row| {
            let article = row.get("id")?;
            Ok(((row.get("score")?, article), Queued { story: row.get("story")?, article, why }))
        })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The stories that were drawn at random, each at its place among the flagged ones.
fn drawn(connection: &Connection, queue: &Queue, from: &Bounds) -> Result<Vec<(Place, Queued)>, Fault> {
    if queue.drawn <= 0.0 {
        return Ok(Vec::new());
    }
    let waiting = Waiting::of(queue);
    let (than, way) = from.order();
    // No two stories have the same draw.
    let sql = format!(
        "SELECT face.story, face.id, s.draw FROM stories AS s CROSS JOIN articles AS face ON face.story = s.id
         WHERE s.draw < ? AND s.draw {than} ? AND face.flagged = 0 AND face.score < ? AND {BEST}{}
         ORDER BY s.draw {way} LIMIT ?",
        waiting.sql
    );
    let draw = from.draw.unwrap_or((from.place.0 - DRAWN_FROM) / (1.0 - DRAWN_FROM) * queue.drawn);
    let values = [queue.drawn, draw, queue.margin].map(Value::from).into_iter();
    let mut found = connection.prepare_cached(&sql)?;
    let found =
        found.query_map(params_from_iter(values.chain(waiting.values).chain([limit(queue)])), |row| {
            let article = row.get("id")?;
            let rank = rank_of(row.get("draw")?, queue.drawn);
            Ok(((rank, article), Queued { story: row.get("story")?, article, why: Why::Drawn }))
        })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The rank of a story that was drawn: anywhere among the flagged ones, and always the same.
fn rank_of(draw: f64, share: f64) -> f64 {
    DRAWN_FROM + (1.0 - DRAWN_FROM) * draw / share
}

/// Why a story would be in the queue; none where it is unlikely and was not drawn.
pub(super) fn why(connection: &Connection, queue: &Queue, story: i64) -> Result<Option<Why>, Fault> {
    Ok(face(connection, story)?.why(queue))
}

/// From behind a story in the queue on, whether it waits or not.
fn place(connection: &Connection, queue: &Queue, story: i64) -> Result<Bounds, Fault> {
    let face = face(connection, story)?;
    let draw = Some(face.draw).filter(|_| face.why(queue) == Some(Why::Drawn));
    let rank = draw.map_or(face.score, |draw| rank_of(draw, queue.drawn));
    Ok(Bounds { place: (rank, face.article), draw, is_before: false })
}

/// What places a story in the queue.
struct Face {
    article: i64,
    score: f64,
    flagged: bool,
    draw: f64,
}

impl Face {
    fn why(&self, queue: &Queue) -> Option<Why> {
        match self {
            Face { flagged: true, .. } => Some(Why::Flagged),
            Face { score, .. } if *score >= queue.margin => Some(Why::Uncertain),
            Face { draw, .. } => (*draw < queue.drawn).then_some(Why::Drawn),
        }
    }
}

fn face(connection: &Connection, story: i64) -> Result<Face, Fault> {
    let mut best = connection.prepare_cached(
        "SELECT face.id, face.score, face.flagged, s.draw
         FROM articles AS face JOIN stories AS s ON s.id = face.story
         WHERE face.story = ?1 ORDER BY face.score DESC, face.id DESC LIMIT 1",
    )?;
    let best = best.query_row([story], |row| {
        let (article, score) = (row.get("id")?, row.get("score")?);
        Ok(Face { article, score, flagged: row.get("flagged")?, draw: row.get("draw")? })
    });
    best.optional()?.ok_or_else(|| Fault::usage(format!("there is no story {story}")))
}

fn limit(queue: &Queue) -> Value {
    Value::from(i64::try_from(queue.limit).unwrap_or(i64::MAX))
}

/// The condition that the story of `face` waits for a reviewer.
struct Waiting {
    sql: String,
    values: Vec<Value>,
}

impl Waiting {
    fn of(queue: &Queue) -> Waiting {
        // The last bits of a product with an odd number are as good as chance, and other than those of `draw`.
        const IS_TWICE: &str = "(face.story * 40503 % 65536 < ?)";
        let twice = Value::from((queue.twice * 65536.0) as i64);
        let reviewer = Value::from(queue.reviewer.clone());
        let mut sql = format!(
            " AND NOT EXISTS (SELECT 1 FROM articles AS m JOIN standing AS v ON v.article = m.id
                              WHERE m.story = face.story AND NOT v.alone
                                AND (v.reviewer = ? OR NOT {IS_TWICE}
                                     OR EXISTS (SELECT 1 FROM articles AS n JOIN standing AS w ON w.article = n.id
                                                WHERE n.story = face.story AND NOT w.alone
                                                  AND w.reviewer NOT IN (v.reviewer, ?))))
              AND (NOT EXISTS (SELECT 1 FROM leases WHERE story = face.story AND reviewer <> ? AND until > ?)
                   OR {IS_TWICE})"
        );
        let mut values = vec![
            reviewer.clone(),
            twice.clone(),
            reviewer.clone(),
            reviewer,
            Value::from(ms(queue.now)),
            twice,
        ];
        let filter = condition(&Filter { scope: Scope::All, ..queue.filter.clone() });
        if !filter.sql.is_empty() {
            sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM articles AS a WHERE a.story = face.story{})",
                filter.sql
            ));
            values.extend(filter.values);
        }
        Waiting { sql, values }
    }
}

pub(super) fn lease(
    connection: &Connection,
    story: i64,
    reviewer: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<String, Fault> {
    connection.prepare_cached("DELETE FROM leases WHERE until <= ?1")?.execute([ms(now)])?;
    connection
        .prepare_cached("UPDATE leases SET until = min(until, ?3) WHERE reviewer = ?1 AND story <> ?2")?
        .execute(params![reviewer, story, ms(now + LINGER)])?;
    connection
        .prepare_cached(
            "INSERT INTO leases (story, reviewer, until) VALUES (?1, ?2, ?3)
             ON CONFLICT (story) DO UPDATE SET reviewer = excluded.reviewer, until = excluded.until
             WHERE reviewer = excluded.reviewer",
        )?
        .execute(params![story, reviewer, ms(until)])?;
    let mut holder = connection.prepare_cached("SELECT reviewer FROM leases WHERE story = ?1")?;
    Ok(holder.query_row([story], |row| row.get(0))?)
}

pub(super) fn add_session(
    connection: &Connection,
    token: &str,
    reviewer: &str,
    until: Timestamp,
) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO sessions (token, reviewer, until) VALUES (?1, ?2, ?3)")?
        .execute(params![token, reviewer, ms(until)])?;
    Ok(())
}

pub(super) fn session(connection: &Connection, token: &str, now: Timestamp) -> Result<Option<String>, Fault> {
    let mut session =
        connection.prepare_cached("SELECT reviewer FROM sessions WHERE token = ?1 AND until > ?2")?;
    Ok(session.query_row(params![token, ms(now)], |row| row.get(0)).optional()?)
}

pub(super) fn end_session(connection: &Connection, token: &str, now: Timestamp) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM sessions WHERE token = ?1 OR until <= ?2")?
        .execute(params![token, ms(now)])?;
    Ok(())
}

pub(super) fn told(
    connection: &Connection,
    reader: &str,
) -> Result<BTreeMap<i64, (String, Timestamp)>, Fault> {
    let mut told = connection.prepare_cached("SELECT story, state, at FROM told WHERE reader = ?1")?;
    let entry = |row: &Row| Ok((row.get("story")?, (row.get("state")?, time(row, "at")?)));
    let told = told.query_map([reader], entry)?;
    Ok(told.collect::<Result<_, _>>()?)
}

pub(super) fn tell(
    connection: &Connection,
    reader: &str,
    told: &[(i64, String)],
    now: Timestamp,
) -> Result<(), Fault> {
    let mut tell = connection.prepare_cached(
        "INSERT INTO told (reader, story, state, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (reader, story) DO UPDATE SET state = excluded.state, at = excluded.at",
    )?;
    for (story, state) in told {
        tell.execute(params![reader, story, state, ms(now)])?;
    }
    Ok(())
}
