//! Filters as conditions on a row `a` of the articles.

use crate::store::{Filter, Judged, Order, Presence, Scope};
use crate::text::fold;
use rusqlite::types::Value;

/// A condition that always stands after another, and the values of its `?`.
pub(super) struct Condition {
    /// Begins with ` AND ` unless it is empty.
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// The condition that a filter makes.
pub(super) fn condition(filter: &Filter) -> Condition {
    let mut made = Condition { sql: String::new(), values: Vec::new() };
    let text = |text: &str| Value::from(text.to_owned());
    let part = |text: &str| Value::from(fold(text).into_owned());
    // Written out, not as a value, so that the indices of flagged articles serve.
    if filter.scope == Scope::Flagged {
        made.add("a.flagged = 1", []);
    }
    if let Some(stories) = &filter.stories {
        let list = serde_json::to_string(stories).expect("numbers are JSON");
        made.add("a.story IN (SELECT value FROM json_each(?))", [Value::from(list)]);
    }
    match filter.presence {
        Presence::Any => {}
        Presence::There => made.add("a.vanished_at IS NULL", []),
        Presence::Vanished => made.add("a.vanished_at IS NOT NULL", []),
    }
    const HAS_VERDICT: &str =
        "EXISTS (SELECT 1 FROM articles AS member JOIN standing ON standing.article = member.id
                                       WHERE member.story = a.story AND NOT standing.alone)";
    match filter.judged {
        Judged::Any => {}
        Judged::Not => made.add(&format!("NOT {HAS_VERDICT}"), []),
        Judged::Judged => made.add(HAS_VERDICT, []),
    }
    if let Some(outlet) = &filter.outlet {
        made.add("a.outlet = ?", [text(outlet)]);
    }
    if let Some(since) = filter.since {
        made.add("a.day >= ?", [text(&since.to_string())]);
    }
    if let Some(until) = filter.until {
        made.add("a.day <= ?", [text(&until.to_string())]);
    }
    if let Some(score) = filter.min_score {
        made.add("a.score >= ?", [Value::from(score)]);
    }
    if let Some(score) = filter.max_score {
        made.add("a.score <= ?", [Value::from(score)]);
    }
    if let Some(advertorial) = filter.advertorial {
        made.add(
            "EXISTS (SELECT 1 FROM revisions WHERE id = a.revision AND advertorial = ?)",
            [Value::from(advertorial)],
        );
    }
    if let Some(reviewer) = &filter.reviewer {
        made.add(
            "EXISTS (SELECT 1 FROM articles AS member JOIN standing ON standing.article = member.id
                     WHERE member.story = a.story AND standing.reviewer = ?)",
            [text(reviewer)],
        );
    }
    match (&filter.act, &filter.status) {
        (None, None) => {}
        (Some(act), None) => {
            made.add("EXISTS (SELECT 1 FROM claims WHERE revision = a.revision AND act = ?)", [text(act)]);
        }
        (None, Some(status)) => made
            .add("EXISTS (SELECT 1 FROM claims WHERE revision = a.revision AND status = ?)", [text(status)]),
        (Some(act), Some(status)) => made.add(
            "EXISTS (SELECT 1 FROM claims WHERE revision = a.revision AND act = ? AND status = ?)",
            [text(act), text(status)],
        ),
    }
    if let Some(official) = &filter.official {
        made.add(
            "(EXISTS (SELECT 1 FROM claims WHERE revision = a.revision AND instr(who, ?))
              OR EXISTS (SELECT 1 FROM people
                         WHERE revision = a.revision AND position IS NOT NULL AND instr(who, ?)))",
            [part(official), part(official)],
        );
    }
    if let Some(place) = &filter.place {
        made.add(
            "(EXISTS (SELECT 1 FROM claims WHERE revision = a.revision AND instr(area, ?))
              OR EXISTS (SELECT 1 FROM people WHERE revision = a.revision AND instr(area, ?)))",
            [part(place), part(place)],
        );
    }
    made
}

/// The order in which stories are met.
pub(super) fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "a.day DESC, a.id DESC",
        Order::Score => "a.score DESC, a.id DESC",
    }
}

impl Condition {
    fn add<const N: usize>(&mut self, sql: &str, values: [Value; N]) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}
