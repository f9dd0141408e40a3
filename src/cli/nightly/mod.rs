//! `netra nightly` and `netra crawl`: what cron runs.

mod progress;
mod text;

pub(super) use progress::Progress;
pub(super) use text::write;

use super::config::{Config, Place};
use super::exit::Exit;
use super::lang::Lang;
use super::lock::Lock;
use super::output::{Format, Output};
use super::{Talk, page};
use crate::crawl::fetch::{Settings, Timeouts};
use crate::error::{Error, ErrorKind};
use crate::nightly::{self, Plan, Recheck, Report};
use crate::store::{self, Store};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Reads what is new on the outlets, analyses and stores it, and reports what there is to review
///
/// It can be started at any time, and killed at any time: what was stored stays, and the next run goes on. A
/// second copy started meanwhile ends with exit status 75. Sites are asked one page at a time, within their
/// robots.txt, and need somebody they can write to: set `contact` in the configuration, or give --contact.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Read only this outlet, by its id; may be given more than once
    #[arg(long, value_name = "ID")]
    outlet: Vec<String>,

    /// Leave out articles published before this day [default: two weeks ago, or the configuration's crawl.days]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::analyze::day)]
    since: Option<Date>,

    /// The most articles of one outlet that are fetched in this run [default: 300, or the configuration's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,

    /// Whom the sites can write to: an e-mail address or a page; it stands in the User-Agent
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,

    /// How to write the report [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// Whether what is fetched is also analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Everything.
    Nightly,
    /// It is only stored; the next night analyses it.
    Crawl,
}

pub(super) fn run(arguments: &Arguments, depth: Depth, talk: Talk) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let now = Timestamp::now();
    let plan = plan(arguments, &config, depth, now)?;
    let path = config.store(arguments.place.store.as_deref());
    let _lock = Lock::take(&path, now)?;
    let store = store::open(&path)?;
    let (store, report) = nightly::run(store, plan, Box::new(Progress::new(talk)))?;
    let exit = exit(&report);
    if let Some(path) = config.metrics() {
        replace(&path, nightly::metrics(&report, exit.code()).as_bytes())?;
    }
    print(&*store, &report, arguments.format, arguments.lang)?;
    Ok(exit)
}
