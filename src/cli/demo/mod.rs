//! `netra demo`: the whole job on a machine without a network.

mod site;

use super::Talk;
use super::exit::Exit;
use super::lang::Lang;
use super::lock::Lock;
use super::nightly::{self, Depth, Progress};
use super::output::{Format, Output};
use super::{config, review};
use crate::analysis::Analyzer;
use crate::crawl::fetch::Settings;
use crate::crawl::{Outlets, replica};
use crate::error::Error;
use crate::nightly::{Lists, Plan, Recheck, Work};
use crate::store;
use jiff::{SignedDuration, Timestamp};
use site::Site;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// The share of stories that are drawn at random: the demo has few, and each way into the queue should be seen.
const DRAWN: f64 = 0.2;

/// Shows the whole job with no network: three nights of invented news on a news server of its own
///
/// It starts a news server on loopback that serves small replicas of all built-in outlets, with their feeds,
/// sitemaps, listings and robots.txt, and crawls it as it would crawl the outlets: a story that many outlets
/// carry, a case that is reported to be closed later, an article that is changed without a word and one that is
/// taken down. All people and articles are invented. It ends by itself, unless `--serve` asks for the review page.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Keep the store in this file, to look at it with `netra flags`, `show`, `search` and `digest`
    /// [default: a temporary file]
    #[arg(long, value_name = "PATH")]
    store: Option<PathBuf>,

    /// Go on to serve the review page on what was found
    #[arg(long)]
    serve: bool,

    /// Where to serve it
    #[arg(long, value_name = "ADDRESS:PORT", requires = "serve", default_value = "127.0.0.1:8377")]
    address: SocketAddr,

    /// How to write the reports of the nights
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let folder = tempfile::tempdir().map_err(|error| Error::io("no temporary folder can be made", error))?;
    let path = arguments.store.clone().unwrap_or_else(|| folder.path().join("demo.sqlite"));
    let _lock = Lock::take(&path, Timestamp::now())?;
    let outlets = Outlets::builtin();
    let site = Site::start(outlets)?;
    let mut store = store::open(&path)?;
    let mut output = Output::new(arguments.format);
    for night in replica::scenario().nights {
        site.set_time(night);
        let started = Timestamp::now();
        // The run happens on the replicas' calendar and takes as long as it takes.
        let ended = move || night + Timestamp::now().duration_since(started);
        let (same, report) =
            crate::nightly::run(store, plan(outlets, &site, night), Box::new(Progress::new(talk)), ended)?;
        store = same;
        match arguments.format {
            Format::Text => nightly::write(&mut output, &*store, &report, Depth::Nightly, arguments.lang)?,
            _ => output.json(&report)?,
        }
    }
    output.finish()?;
    if arguments.serve {
        drop((store, site));
        let settings =
            config::Review { address: arguments.address, drawn: DRAWN, ..config::Review::default() };
        return review::open(&path, outlets.clone(), settings, None, talk);
    }
    if let Some(path) = &arguments.store {
        let path = path.display();
        talk.complain(format_args!("the store is {path}: try `netra flags --store {path}`"));
    }
    Ok(Exit::Done)
}

/// A night of the demo: as an operator's, but for the pace, since nobody else is at the server.
fn plan(outlets: &Outlets, site: &Site, now: Timestamp) -> Plan {
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    Plan {
        work: Work::Demo,
        ids: outlets.iter().map(|outlet| outlet.id().to_owned()).collect(),
        outlets: outlets.clone(),
        settings: Settings {
            delay: Duration::ZERO,
            via: site.hosts.iter().map(|host| (host.clone(), site.address)).collect(),
            ..Settings::new("demo@netra.example")
        },
        analyzer: Analyzer::default(),
        now,
        since: now - days(60),
        lists: Lists::Changed,
        articles: 300,
        recheck: Recheck { flagged: vec![1, 3, 7], others: Vec::new() },
        keep_since: now - days(400),
    }
}
