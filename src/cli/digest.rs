//! `netra digest`: the flagged stories of a night, for those who do not sit at the program.

use super::config::{Config, Place};
use super::exit::Exit;
use super::lang::Lang;
use super::{Talk, write};
use crate::crawl::Zone;
use crate::digest::{self, Choice, Digest, Entry, News, reader};
use crate::error::{Error, ErrorKind};
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

/// The most entries of a feed without a day.
const FEED: usize = 50;

/// How many of the newest stories are looked at for those that changed last.
const FEED_OF: usize = 200;

/// Prints the flagged stories of the last night as text, HTML, Atom or JSON
///
/// It holds the stories published since the day, and those that were published earlier but that a
/// nightly run has found or has seen change since then. In HTML and Atom nothing is loaded and
/// nothing runs, so that it can be sent by mail and put on a web server.
///
/// With --for it holds only what that reader was not told yet, and what has changed since:
/// another state of a case, another claim, a denial, a verdict, an article that was taken down.
/// What was written is noted, and nothing where writing failed. A reader is a name that you
/// choose, one for each list that the digest goes to. If there is nothing new, text and HTML are
/// empty, so that cron sends no mail:
///
///   netra nightly -q && netra digest --for desk --lang id
///   netra digest --for desk --format html |
///     mail -E -a 'Content-Type: text/html' -s netra desk@example.org
///
/// A program that reads feeds remembers itself what it has shown. So without a day an Atom feed
/// always holds the 50 stories that changed last, each with the same id for ever and with the
/// time of its last change.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// The first day; with --for that of a reader's first digest [default: the day before the last nightly run, by the clock of
    /// central Indonesia]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::analyze::day)]
    since: Option<Date>,

    /// Only what this reader was not told yet, or what has changed since
    #[arg(long = "for", value_name = "READER", value_parser = reader_name)]
    reader: Option<String>,

    /// What the reader was told last, once more
    #[arg(long, requires = "reader", conflicts_with = "since")]
    again: bool,

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
    let mut store = store::open_existing(&config.store(arguments.place.store.as_deref()))?;
    let last = store.runs(1)?.first().map(|run| run.started_at);
    let now = Timestamp::now();
    let since = arguments.since.unwrap_or_else(|| day_before(last.unwrap_or(now)));
    match &arguments.reader {
        Some(reader) => letter(arguments, &mut *store, reader, since, now, talk),
        None if arguments.format == Form::Atom && arguments.since.is_none() => {
            let newest = store.flags(&Filter { limit: FEED_OF, ..Filter::default() })?;
            let mut entries = entries(&*store, newest.into_iter().map(|summary| (summary, None)))?;
            entries.sort_by_key(|entry| Reverse((entry.updated, entry.story)));
            entries.truncate(FEED);
            print(arguments, Choice::Latest(last.unwrap_or(now)), entries)
        }
        None => {
            let summaries = summaries(&*store, since)?;
            if summaries.len() == MOST {
                talk.complain(format_args!("{}", most(arguments.lang)));
            }
            let entries = entries(&*store, summaries.into_iter().map(|summary| (summary, None)))?;
            print(arguments, Choice::Since(since), entries)
        }
    }
}

/// Prints what is new to a reader, and then notes it.
fn letter(
    arguments: &Arguments,
    store: &mut dyn Store,
    reader: &str,
    since: Date,
    now: Timestamp,
    talk: Talk,
) -> Result<Exit, Error> {
    if arguments.format == Form::Atom {
        let why = "a program that reads feeds remembers itself what it has shown: leave out --for, and the feed holds \
                   the stories that changed last";
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let letter = if arguments.again {
        reader::again(store, reader)?.ok_or_else(|| {
            let why = format!("{reader:?} was told nothing yet, so there is nothing to be told again");
            Error::new(ErrorKind::Usage, why)
        })?
    } else {
        reader::due(store, reader, summaries(store, since)?, Zone::Wita.offset().to_datetime(now).date())?
    };
    if letter.is_cut {
        talk.complain(format_args!("{}", rest(arguments.lang)));
    }
    let stories = letter.stories.iter().map(|(summary, news)| (summary.clone(), Some(news.clone())));
    let entries = entries(store, stories)?;
    if entries.is_empty() && matches!(arguments.format, Form::Text | Form::Html) {
        talk.report(format_args!("nothing is new for {reader:?}"));
    } else {
        print(arguments, Choice::New(reader.to_owned(), now), entries)?;
    }
    if !arguments.again {
        reader::note(store, reader, &letter, now)?;
    }
    Ok(Exit::Done)
}

/// The entries of stories, each with why it is told.
fn entries(
    store: &dyn Store,
    stories: impl Iterator<Item = (Summary, Option<News>)>,
) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for (summary, news) in stories {
        let record = store.article(summary.article)?;
        entries.extend(record.map(|record| Entry { news, ..Entry::new(&summary, &record) }));
    }
    Ok(entries)
}

fn print(arguments: &Arguments, choice: Choice, entries: Vec<Entry>) -> Result<Exit, Error> {
    let digest = Digest { choice, lang: arguments.lang, entries };
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

/// A name of a reader: something, in one line.
fn reader_name(text: &str) -> Result<String, String> {
    const LONGEST: usize = 100;
    let name = text.trim();
    match name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        true => Err(format!("the name of a reader is one line of at most {LONGEST} characters")),
        false => Ok(name.to_owned()),
    }
}

/// That what a digest does not hold comes with the next one.
fn rest(lang: Lang) -> &'static str {
    lang.pick((
        "the digest ends here; the next one has the other stories that are new",
        "ringkasan berakhir di sini; berita baru lainnya ada di ringkasan berikutnya",
    ))
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
