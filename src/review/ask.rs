//! What an address asks for: filters, a place in the queue, what is shown. Only known fields are kept, so that an
//! address that is written again holds nothing foreign.

use super::http::Asked;
use crate::error::Error;
use crate::extract::Status;
use crate::store::{Cursor, Filter, Hit, Judged, Order, Scope, Store};
use form_urlencoded::Serializer;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The fields that choose stories, in the order in which they are written.
pub(super) const FILTERS: [&str; 13] = [
    "q", "outlet", "place", "act", "status", "official", "since", "until", "min", "max", "reviewer", "paid",
    "judged",
];

/// The other fields that an address may have.
const OTHERS: [&str; 9] = ["all", "order", "after", "before", "story", "names", "page", "said", "format"];

/// The longest value that is kept, in characters.
const LONGEST: usize = 200;

/// The most stories that a search for words leaves to be filtered.
const MOST_FOUND: usize = 200;

/// The fields of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ask {
    fields: BTreeMap<&'static str, String>,
}

impl Ask {
    /// What a request asks for.
    pub(super) fn of(asked: &Asked) -> Ask {
        let known = FILTERS.into_iter().chain(OTHERS);
        let fields = known.filter_map(|name| {
            let value = asked.query.get(name)?.trim();
            (!value.is_empty()).then(|| (name, value.chars().take(LONGEST).collect()))
        });
        Ask { fields: fields.collect() }
    }

    /// The value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The value of a field that is a number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }

    /// The same with another value of a field.
    pub(super) fn with(&self, name: &'static str, value: impl ToString) -> Ask {
        let mut ask = self.clone();
        ask.fields.insert(name, value.to_string());
        ask
    }

    /// The same without a field.
    pub(super) fn without(&self, name: &str) -> Ask {
        let mut ask = self.clone();
        ask.fields.remove(name);
        ask
    }

    /// The filters alone.
    pub(super) fn filters(&self) -> Ask {
        Ask { fields: self.fields.clone().into_iter().filter(|(name, _)| FILTERS.contains(name)).collect() }
    }

    /// Where it stands in the queue: the filters and from where on, without what is said in passing.
    pub(super) fn place(&self) -> Ask {
        ["names", "said", "page", "story", "format"].iter().fold(self.clone(), |ask, name| ask.without(name))
    }

    /// The address of a path with these fields.
    pub(super) fn link(&self, path: &str) -> String {
        if self.fields.is_empty() {
            return path.to_owned();
        }
        format!("{path}?{}", Serializer::new(String::new()).extend_pairs(&self.fields).finish())
    }

    /// From where on the queue is shown.
    pub(super) fn cursor(&self) -> Cursor {
        match (self.number("after"), self.number("before")) {
            (Some(story), _) => Cursor::After(story),
            (None, Some(story)) => Cursor::Before(story),
            (None, None) => Cursor::Head,
        }
    }

    /// The filter that the fields make. A value that means nothing is no filter.
    ///
    /// # Errors
    ///
    /// Where the store cannot be searched for words.
    pub(super) fn filter(&self, store: &dyn Store) -> Result<Filter, Error> {
        Ok(self.found(store)?.0)
    }

    /// The filter that the fields make, and the articles in which the words stand that it looks for.
    pub(super) fn found(&self, store: &dyn Store) -> Result<(Filter, Vec<Hit>), Error> {
        let text = |name| self.get(name).map(str::to_owned);
        let day = |name| self.get(name).and_then(|value| value.parse::<Date>().ok());
        let score =
            |name| self.get(name).and_then(|value| value.parse::<f64>().ok()).filter(|it| it.is_finite());
        let filter = Filter {
            scope: if self.get("all").is_some() { Scope::All } else { Scope::Flagged },
            outlet: text("outlet"),
            place: text("place"),
            act: text("act"),
            status: text("status").filter(|name| Status::named(name).is_some()),
            official: text("official"),
            since: day("since"),
            until: day("until"),
            min_score: score("min"),
            max_score: score("max"),
            reviewer: text("reviewer"),
            advertorial: match self.get("paid") {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                _ => None,
            },
            judged: match self.get("judged") {
                Some("yes") => Judged::Judged,
                Some("no") => Judged::Not,
                _ => Judged::Any,
            },
            order: if self.get("order") == Some("score") { Order::Score } else { Order::Newest },
            ..Filter::default()
        };
        match self.get("q") {
            Some(words) => {
                let found = store.search(words, &Filter { limit: MOST_FOUND, ..filter.clone() })?;
                let mut stories: Vec<i64> = found.iter().map(|hit| hit.story).collect();
                stories.sort_unstable();
                stories.dedup();
                Ok((Filter { stories: Some(stories), ..filter }, found))
            }
            None => Ok((filter, Vec::new())),
        }
    }
}
