//! What a reader of digests is told: what they do not know yet.

use super::news::{News, State, Told, changes};
use crate::error::Error;
use crate::store::{Filter, Store, Summary};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The most stories that a reader is told at once; nobody reads more. What is left comes the next time.
const MOST: usize = 500;

/// How many days after its publication a story is still looked at for changes.
const FOLLOWED: i32 = 400;

/// The moment by which the store knows what a reader was never told, since it was old when they began to read.
const BEFORE_THE_FIRST: Timestamp = Timestamp::UNIX_EPOCH;

/// What a reader is to be told.
#[derive(Debug, Default)]
pub(crate) struct Letter {
    /// The stories, newest first, each with why.
    pub(crate) stories: Vec<(Summary, News)>,
    /// Whether there are more, which come the next time.
    pub(crate) is_cut: bool,
    /// For each of these stories, what is to be noted.
    told: Vec<(i64, String)>,
    /// The same for stories that are old to a new reader.
    known: Vec<(i64, String)>,
}

/// The flagged stories that a reader was not told, or that have changed since. `recent` is what a digest for everybody
/// holds: it is looked at whatever its days, and the first time it is all that is told, so that what is older counts
/// as known.
pub(crate) fn due(
    store: &dyn Store,
    reader: &str,
    recent: Vec<Summary>,
    today: Date,
) -> Result<Letter, Error> {
    let told = store.told(reader)?;
    let mut letter = Letter::default();
    let mut met: BTreeSet<i64> = recent.iter().map(|summary| summary.story).collect();
    for summary in recent {
        letter.consider(summary, &told, Age::Recent);
    }
    let since = Some(today.saturating_sub(FOLLOWED.days()));
    let mut page = Filter { since, limit: MOST, ..Filter::default() };
    loop {
        let summaries = store.flags(&page)?;
        let is_last = summaries.len() < page.limit;
        page.offset += summaries.len();
        for summary in summaries {
            if met.insert(summary.story) {
                letter.consider(summary, &told, Age::Older);
            }
        }
        if is_last {
            letter.stories.sort_by_key(|(summary, _)| Reverse((summary.day, summary.article)));
            return Ok(letter);
        }
    }
}

/// Whether a story is in the digest that everybody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    Recent,
    Older,
}

impl Letter {
    /// Adds a story where there is something to tell of it.
    fn consider(&mut self, summary: Summary, told: &BTreeMap<i64, (String, Timestamp)>, age: Age) {
        let state = State::of(&summary);
        let before = told.get(&summary.story).map(|(text, _)| Told::read(text).state);
        let news = match &before {
            None => News::New,
            Some(before) => News::Changed { changes: changes(before, &state) },
        };
        if matches!(&news, News::Changed { changes } if changes.is_empty()) {
            return;
        }
        let note = (summary.story, Told { before, state }.write());
        if told.is_empty() && age == Age::Older {
            self.known.push(note);
        } else if self.stories.len() == MOST {
            self.is_cut = true;
        } else {
            self.told.push(note);
            self.stories.push((summary, news));
        }
    }
}

/// What a reader was told last, as it is now; none where they were told nothing yet.
pub(crate) fn again(store: &dyn Store, reader: &str) -> Result<Option<Letter>, Error> {
    let told = store.told(reader)?;
    let last = told.values().map(|&(_, at)| at).max().filter(|&at| at > BEFORE_THE_FIRST);
    let Some(last) = last else { return Ok(None) };
    let stories = told.iter().filter(|(_, (_, at))| *at == last).map(|(&story, _)| story).collect();
    let summaries = store.flags(&Filter { stories: Some(stories), limit: MOST, ..Filter::default() })?;
    let news = |summary: &Summary| told.get(&summary.story).map(|(text, _)| Told::read(text).news());
    let stories = summaries.into_iter().filter_map(|summary| news(&summary).map(|news| (summary, news)));
    Ok(Some(Letter { stories: stories.collect(), ..Letter::default() }))
}

/// Notes that a reader was told a letter.
pub(crate) fn note(
    store: &mut dyn Store,
    reader: &str,
    letter: &Letter,
    now: Timestamp,
) -> Result<(), Error> {
    if !letter.known.is_empty() {
        store.tell(reader, &letter.known, BEFORE_THE_FIRST)?;
    }
    if !letter.told.is_empty() {
        store.tell(reader, &letter.told, now)?;
    }
    Ok(())
}
