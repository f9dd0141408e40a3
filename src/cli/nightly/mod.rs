//! `netra nightly` and `netra crawl`: what cron runs.

mod progress;
mod text;

pub(super) use progress::Progress;
pub(super) use text::write;

use super::Talk;
use super::config::{Config, Place, is_contact};
use super::exit::Exit;
use super::lang::Lang;
use super::lock::Lock;
use super::output::{Format, Output};
use crate::crawl::Zone;
use crate::crawl::fetch::Settings;
use crate::error::{Error, ErrorKind};
use crate::nightly::{self, Lists, Plan, Recheck, Report, Work};
use crate::store;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::io::{IsTerminal, Write};
use std::path::Path;
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

    /// Leave out articles published before this day, and read lists again that have not changed [default: two weeks ago, or the configuration's crawl.days]
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
    let plan = plan(arguments, &config, now)?;
    let path = config.store(arguments.place.store.as_deref());
    let _lock = Lock::take(&path, now)?;
    let store = store::open(&path)?;
    let (store, report) = nightly::run(store, plan, Box::new(Progress::new(talk)), Timestamp::now)?;
    let exit = exit(&report);
    if let Some(path) = config.metrics() {
        replace(&path, nightly::metrics(&report, exit.code()).as_bytes())?;
    }
    let format = arguments.format.unwrap_or(match std::io::stdout().is_terminal() {
        true => Format::Text,
        false => Format::Json,
    });
    let mut output = Output::new(format);
    match (format, depth) {
        (Format::Text, _) => write(&mut output, &*store, &report, depth, arguments.lang)?,
        _ => output.json(&report)?,
    }
    output.finish()?;
    Ok(exit)
}

/// What the arguments and the configuration ask for.
fn plan(arguments: &Arguments, config: &Config, now: Timestamp) -> Result<Plan, Error> {
    let (outlets, configured) = config.outlets()?;
    let ids = if arguments.outlet.is_empty() { configured } else { arguments.outlet.clone() };
    if let Some(unknown) = ids.iter().find(|id| outlets.get(id).is_none()) {
        let why = format!("no outlet has the id {unknown:?}; `netra outlets` lists them");
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let contact = arguments.contact.as_deref().unwrap_or(&config.contact);
    if !is_contact(contact) {
        let why = "sites must be able to write to whoever asks them: set contact in the configuration (`netra init` \
                   writes one), or give --contact an e-mail address or a page";
        return Err(Error::new(ErrorKind::Config, why));
    }
    let days = |days: u16| SignedDuration::from_hours(24 * i64::from(days));
    let since = match arguments.since {
        Some(day) => Zone::Wita.offset().to_timestamp(day.at(0, 0, 0, 0)).map_err(|error| {
            Error::new(ErrorKind::Usage, format!("--since {day} is no day that can be used: {error}"))
        })?,
        None => now - days(config.crawl.days),
    };
    Ok(Plan {
        work: Work::Nightly,
        outlets,
        ids,
        settings: Settings {
            delay: Duration::from_secs_f64(config.crawl.delay),
            longest_delay: Duration::from_secs_f64(config.crawl.longest_delay),
            budget: config.crawl.requests_a_day,
            private: config.hosts.private.clone(),
            via: config.hosts.via.clone(),
            ..Settings::new(contact)
        },
        analyzer: config.analyzer(arguments.place.store.as_deref())?,
        now,
        since,
        lists: if arguments.since.is_some() { Lists::All } else { Lists::Changed },
        articles: arguments.limit.map_or(config.crawl.articles, |limit| limit as usize),
        recheck: Recheck { flagged: config.recheck.flagged.clone(), others: config.recheck.others.clone() },
        keep_since: now - days(config.keep.pages),
    })
}

/// How a run ended: well where any outlet answered.
fn exit(report: &Report) -> Exit {
    let reached = report.outlets.is_empty() || report.outlets.iter().any(|outlet| outlet.reached);
    if reached { Exit::Done } else { Exit::Unreachable }
}

/// Gives a file new content at once: whoever reads it sees the old one or the new one.
fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    let failed = |error| Error::io(format!("{} cannot be written", path.display()), error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // Whoever collects the metrics is another user; a temporary file is for its maker alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.prefix(".netra").tempfile_in(folder).map_err(failed)?;
    file.write_all(content).map_err(failed)?;
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}
