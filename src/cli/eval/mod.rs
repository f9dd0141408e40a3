//! `netra eval`: how well verdicts agree with labels that people gave.

mod plot;
mod report;
mod table;

use super::Talk;
use super::analyze::{day, probability};
use super::config::{Config, Place};
use super::exit::Exit;
use super::input::Entry;
use super::judged;
use super::labelled::Labelled;
use super::output::{failed, sources};
use crate::analysis::Analyzer;
use crate::article::Article;
use crate::error::{Error, ErrorKind};
use crate::store;
use clap::ValueEnum;
use jiff::civil::Date;
use report::{Judged, Refused, Tally};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Measures verdicts on articles that people have labelled: precision, recall, calibration, errors
///
/// Records are those of `netra analyze` with `"label"`: "violation" or "not". Where they have
/// them, `"kind"` (or `"subtype"`) tells kinds of articles apart, `"borderline": true` marks
/// those that people would argue about, and `"group"` (or `"dup_group"`) names the story, so that
/// intervals count stories and not articles.
///
/// With --verdicts the articles are those of the store that analysts have confirmed or rejected,
/// and the kind is the reason that they gave. Analysts see mostly what was flagged, so the recall
/// is that of what they saw. A model says little about verdicts that it has learnt from: `netra
/// model list` gives their last day, --since leaves them out.
///
///   netra eval --verdicts --since 2026-09-01 --against built-in
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    /// Files of labelled articles, named .jsonl (one a line) or .json; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The least score that is flagged, from 0 to 1 [default: the configuration's, else the model's]
    #[arg(long, value_name = "X", value_parser = probability)]
    threshold: Option<f64>,

    /// The model to measure: a file that `netra train` wrote, a name of `netra model list`, or built-in [default: the
    /// one in use]
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,

    /// Another model, to say how much better or worse than it the first one is; named likewise
    #[arg(long, value_name = "MODEL")]
    against: Option<PathBuf>,

    /// Measure on the verdicts that stand in the store
    #[arg(long, conflicts_with = "paths")]
    verdicts: bool,

    /// Only articles published on this day or later; one that does not say when counts from the day it was first seen
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<Date>,

    #[command(flatten)]
    place: Place,

    /// How to write the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Also draw the precision–recall curve and the reliability diagram into this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,

    /// How many wrong verdicts to list, the worst first
    #[arg(long, value_name = "N", default_value_t = 10)]
    errors: usize,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people
    Text,
    /// One JSON object, with the points of the curve
    Json,
}

/// What is measured: one model, and maybe another that it is compared with.
struct Measured {
    analyzer: Analyzer,
    against: Option<Analyzer>,
    spent: Duration,
}

/// A labelled article.
struct Case {
    article: Article,
    violation: bool,
    kind: Option<String>,
    borderline: Option<bool>,
    group: u64,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    // clap's `requires` is silent where paths, which exclude --verdicts, are given.
    if arguments.since.is_some() && !arguments.verdicts {
        return Err(Error::new(ErrorKind::Usage, "--since chooses among verdicts; add --verdicts"));
    }
    let place = &arguments.place;
    let with_threshold = |analyzer: Analyzer| match arguments.threshold {
        Some(threshold) => analyzer.with_threshold(threshold),
        None => analyzer,
    };
    let mut measured = Measured {
        analyzer: with_threshold(place.analyzer(arguments.model.as_deref())?),
        against: match &arguments.against {
            Some(named) => Some(with_threshold(place.analyzer(Some(named))?)),
            None => None,
        },
        spent: Duration::ZERO,
    };
    let mut tally = Tally::new(arguments.errors);
    let mut exit = match arguments.verdicts {
        true => verdicts(arguments, &mut measured, &mut tally)?,
        false => records(&arguments.paths, talk, &mut measured, &mut tally)?,
    };
    let Measured { analyzer, against, spent } = measured;
    let report = tally.report(&analyzer, against.as_ref());
    let count = report.all.articles;
    if count == 0 {
        exit = exit.or(Exit::BadData);
        talk.complain(format_args!("there is no labelled article to measure"));
    }
    // The time is no part of the report: the same input gives the same report.
    let rate = count as f64 / spent.as_secs_f64().max(f64::MIN_POSITIVE);
    talk.report(format_args!(
        "{count} articles analysed in {:.3} s, {rate:.0} a second",
        spent.as_secs_f64()
    ));
    if let Some(path) = &arguments.svg {
        fs::write(path, plot::svg(&report))
            .map_err(|error| Error::io(format!("{} cannot be written", path.display()), error))?;
    }
    let mut text = Vec::new();
    match arguments.format {
        Format::Text => table::write(&mut text, &report).map_err(failed)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut text, &report).map_err(|error| failed(error.into()))?;
            text.push(b'\n');
        }
    }
    io::stdout().write_all(&text).map_err(failed)?;
    Ok(exit)
}

/// Measures the records of files.
fn records(paths: &[PathBuf], talk: Talk, measured: &mut Measured, tally: &mut Tally) -> Result<Exit, Error> {
    let mut exit = Exit::Done;
    for source in sources(paths)? {
        source.read(talk, &mut |Entry { line, record, .. }| {
            match record.and_then(|record| Labelled::of(record, line)) {
                Ok(labelled) => {
                    let group = labelled.group(&source.to_string(), line);
                    let Labelled { record, violation, kind, borderline, .. } = labelled;
                    let article = record.cleaned(None, None);
                    tally.add(measured.judged(Case { article, violation, kind, borderline, group }));
                }
                Err(error) => {
                    exit = exit.or(Exit::from(&error));
                    talk.complain(format_args!("{source}: {error:#}"));
                    tally.refuse(Refused { source: source.to_string(), line, error: error.to_string() });
                }
            }
            Ok(())
        })?;
    }
    Ok(exit)
}

/// Measures the judged articles of the store.
fn verdicts(arguments: &Arguments, measured: &mut Measured, tally: &mut Tally) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let mut labelled = store::open_existing(&config.store(arguments.place.store.as_deref()))?.labelled()?;
    labelled.retain(|labelled| arguments.since.is_none_or(|since| labelled.day >= since));
    let judged = judged::Judged::of(labelled);
    tally.leave_out(judged.unsure);
    for example in judged.stories.into_iter().flat_map(|story| story.articles) {
        tally.add(measured.judged(Case {
            article: example.article.with_id(Some(example.id)),
            violation: example.violation,
            kind: Some(example.kind).filter(|kind| !kind.is_empty()),
            borderline: None,
            group: example.group,
        }));
    }
    Ok(Exit::Done)
}

impl Measured {
    fn judged(&mut self, case: Case) -> Judged {
        let began = Instant::now();
        let Case { article, violation, kind, borderline, group } = case;
        let verdict = self.analyzer.analyze(&article).verdict;
        self.spent += began.elapsed();
        Judged {
            id: article.id().map(str::to_owned),
            title: article.title().map(str::to_owned),
            score: verdict.score,
            flagged: verdict.flagged,
            violation,
            kind,
            borderline,
            group,
            model: verdict.model,
            threshold: verdict.threshold,
            against: self.against.as_ref().map(|against| against.analyze(&article).verdict.score),
        }
    }
}
