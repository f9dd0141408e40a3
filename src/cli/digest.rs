//! `netra digest`: the flagged stories of a night, for those who do not sit at the program.

use super::config::{Config, Place};
use super::exit::Exit;
use super::lang::Lang;
use super::{Talk, write};
use crate::crawl::Zone;
use crate::digest::{self, Digest, Entry};
use crate::error::Error;
use crate::store::{self, Filter, Store, Summary};
use clap::ValueEnum;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use std::cmp::Reverse;

/// The most stories of one digest; nobody reads more.
const MOST: usize = 500;

/// How many runs are looked through for those since the day that is asked for.
const RUNS: usize = 1000;

/// Prints the flagged stories of the last night as text, HTML, Atom or JSON
///
/// It holds the stories published since the day, and those that were published earlier but that a nightly run has
/// found or has seen change since then. In HTML and Atom nothing is loaded and nothing runs, so that it can be sent
/// by mail and put on a web server:
///
///   netra nightly -q && netra digest --format html | mail -a 'Content-Type: text/html' -s netra desk@example.org
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// The first day [default: the day before the last nightly run, by the clock of central Indonesia]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::analyze::day)]
    since: Option<Date>,

    /// What to write
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,

    /// The language of the digest's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// What a digest is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Plain text in lines of at most 75 characters
    Text,
    /// An HTML document for mail and browsers
    Html,
    /// An Atom feed
    Atom,
    /// A JSON array with one object for each story
    Json,
}

/// What is read of the report of a run.
#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    stories: Vec<i64>,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let store = store::open_existing(&config.store(arguments.place.store.as_deref()))?;
    let last = store.runs(1)?.first().map(|run| run.started_at);
    let since = arguments.since.unwrap_or_else(|| day_before(last.unwrap_or_else(Timestamp::now)));
    let summaries = summaries(&*store, since)?;
    if summaries.len() == MOST {
        talk.complain(format_args!("{}", most(arguments.lang)));
    }
    let mut entries = Vec::with_capacity(summaries.len());
    for summary in &summaries {
        let record = store.article(summary.article)?;
        entries.extend(record.map(|record| Entry::new(summary, &record)));
    }
    let digest = Digest { since, lang: arguments.lang, entries };
    let made = match arguments.format {
        Form::Text => digest::text(&digest),
        Form::Html => digest::html(&digest),
        Form::Atom => digest::atom(&digest),
        Form::Json => digest::json(&digest),
    };
    write(|to| {
        to.extend_from_slice(made.as_bytes());
        Ok(())
    })
}

/// The flagged stories that were published since a day, or that a run has found or seen change since then, newest
/// first.
fn summaries(store: &dyn Store, since: Date) -> Result<Vec<Summary>, Error> {
    let published = Filter { since: Some(since), limit: MOST, ..Filter::default() };
    let mut summaries = store.flags(&published)?;
    let told: Vec<i64> = summaries.iter().map(|summary| summary.story).collect();
    let mut more = Vec::new();
    for run in store.runs(RUNS)? {
        if Zone::Wita.offset().to_datetime(run.started_at).date() >= since {
            let report = run.report.as_deref().and_then(|report| serde_json::from_str::<Report>(report).ok());
            more.extend(report.into_iter().flat_map(|report| report.stories));
        }
    }
    more.retain(|story| !told.contains(story));
    more.sort_unstable();
    more.dedup();
    if !more.is_empty() {
        let found = Filter { stories: Some(more), limit: MOST, ..Filter::default() };
        summaries.extend(store.flags(&found)?);
        summaries.sort_by_key(|summary| Reverse((summary.day, summary.article)));
        summaries.truncate(MOST);
    }
    Ok(summaries)
}

/// The day before that of a moment.
fn day_before(moment: Timestamp) -> Date {
    Zone::Wita.offset().to_datetime(moment).date().saturating_sub(1.day())
}

/// That there may be more stories than a digest holds.
fn most(lang: Lang) -> String {
    match lang {
        Lang::En => format!("the digest ends after {MOST} stories; a later --since shortens it"),
        Lang::Id => {
            format!("ringkasan berakhir setelah {MOST} berita; --since yang lebih baru memendekkannya")
        }
    }
}
