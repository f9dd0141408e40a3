//! `netra analyze`: what articles say.

use super::config::Place;
use super::exit::Exit;
use super::lang::Lang;
use super::output::{Format, Offsets, Output, each_record};
use super::{Talk, page, terminal};
use crate::error::Error;
use jiff::civil::Date;
use std::path::PathBuf;

/// Says what articles report: people, dates, quotes, allegations, and whether to look at them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files named .txt (the first line may be a headline), .html (a news page), .json (one article) or
    /// .jsonl (one article a line); `-` reads one article a line from standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The day of publication of articles that do not name it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    published: Option<Date>,

    /// How to write the results [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The least score that is flagged, from 0 to 1 [default: the configuration's, else the model's]
    #[arg(long, value_name = "X", value_parser = probability)]
    threshold: Option<f64>,

    /// The model to score by: a file that `netra train` wrote, a name of `netra model list`, or built-in [default: the
    /// one in use, as for `netra nightly`]
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,

    /// What the spans count
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Offsets::Byte)]
    offsets: Offsets,

    /// Take the text as it is, without cleaning and without the title, so that spans point into the input
    #[arg(long)]
    raw: bool,

    /// A folder of outlets' files, by which pages are read beside the built-in ones
    #[arg(long, value_name = "DIR")]
    outlets: Option<PathBuf>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,

    #[command(flatten)]
    place: Place,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let mut analyzer = arguments.place.analyzer(arguments.model.as_deref())?;
    if let Some(threshold) = arguments.threshold {
        analyzer = analyzer.with_threshold(threshold);
    }
    let outlets = arguments.outlets.as_deref().map(page::outlets).transpose()?;
    let mut output = Output::new(Format::or_fitting(arguments.format));
    let exit = each_record(&arguments.paths, talk, &mut output, |record, output| {
        let article = match arguments.raw {
            true => record.raw(arguments.published, outlets.as_ref()),
            false => record.cleaned(arguments.published, outlets.as_ref()),
        };
        let analysis = analyzer.analyze(&article);
        if output.format() == Format::Text {
            output.text(|to, marking| terminal::write(to, &article, &analysis, arguments.lang, marking))
        } else {
            let analysis = analysis.with_unit(article.text(), arguments.offsets.into());
            output.json(&crate::Output::new(&article, &analysis))
        }
    })?;
    output.finish()?;
    Ok(exit)
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    // A plain day only: a longer text that begins with one is more likely a mistake than meant.
    text.parse()
        .ok()
        .filter(|_| text.len() == "YYYY-MM-DD".len())
        .ok_or_else(|| format!("a day must be YYYY-MM-DD, got {text}"))
}

pub(super) fn probability(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| format!("--threshold must be a number from 0 to 1, got {text}"))
}
