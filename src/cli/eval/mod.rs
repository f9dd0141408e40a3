//! `netra eval`: how well verdicts agree with labels that people gave.

mod plot;
mod report;
mod table;

use super::Talk;
use super::analyze::{model, probability};
use super::exit::Exit;
use super::input::Entry;
use super::labelled::Labelled;
use super::output::{failed, sources};
use crate::analysis::Analyzer;
use crate::error::Error;
use clap::ValueEnum;
use report::{Judged, Refused, Tally};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Measures verdicts on articles that people have labelled: precision, recall, calibration, errors
///
/// Records are those of `netra analyze` with `"label"`: "violation" or "not". Where they have them, `"kind"`
/// (or `"subtype"`) tells kinds of articles apart, `"borderline": true` marks those that people would argue
/// about, and `"group"` (or `"dup_group"`) names the story, so that intervals count stories and not articles.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of labelled articles, named .jsonl (one a line) or .json; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The least score that is flagged, from 0 to 1 [default: the model's]
    #[arg(long, value_name = "X", value_parser = probability)]
    threshold: Option<f64>,

    /// The model to measure, as `netra train` wrote it [default: the built-in one]
    #[arg(long, value_name = "MODEL.tsv")]
    model: Option<PathBuf>,

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

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let mut analyzer = Analyzer::default();
    if let Some(path) = &arguments.model {
        analyzer = analyzer.with_model(model(path)?);
    }
    if let Some(threshold) = arguments.threshold {
        analyzer = analyzer.with_threshold(threshold);
    }
    let mut tally = Tally::new(arguments.errors);
    let mut exit = Exit::Done;
    let mut spent = Duration::ZERO;
    for source in sources(&arguments.paths)? {
        source.read(talk, &mut |Entry { line, record, .. }| {
            match record.and_then(|record| Labelled::of(record, line)) {
                Ok(labelled) => {
                    let began = Instant::now();
                    let judged = judged(labelled, &analyzer, &source.to_string(), line);
                    spent += began.elapsed();
                    tally.add(judged);
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
    let report = tally.report(&analyzer);
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

fn judged(labelled: Labelled, analyzer: &Analyzer, source: &str, line: u64) -> Judged {
    let group = labelled.group(source, line);
    let article = labelled.record.cleaned(None, None);
    let verdict = analyzer.analyze(&article).verdict;
    Judged {
        id: article.id().map(str::to_owned),
        title: article.title().map(str::to_owned),
        score: verdict.score,
        flagged: verdict.flagged,
        violation: labelled.violation,
        kind: labelled.kind,
        borderline: labelled.borderline,
        group,
        model: verdict.model,
        threshold: verdict.threshold,
    }
}
