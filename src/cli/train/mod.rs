//! `netra train`: a model from labelled articles, and from the verdicts of analysts.

mod candidate;
mod corpus;
mod report;
#[cfg(test)]
mod tests;

use super::Talk;
use super::config::Place;
use super::exit::Exit;
use super::lang::Lang;
use super::output::failed;
use crate::classify::Model;
use crate::classify::train::{Example, Trained, train};
use crate::error::{Error, ErrorKind};
use serde_json::json;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Fits a model from the built-in labelled articles, your own and the verdicts of analysts, and measures it
///
/// Articles are read as by `netra eval`: one JSON object a line with "text", "label" (violation
/// or not), and where known "title", "published", "kind" and "group" (the story it tells). The
/// figures are those of models that had not seen an article's story. The same articles give the
/// same model, byte for byte.
///
/// With --with-verdicts the model is a candidate: it also learns from what analysts confirmed and
/// rejected in the store, save the last quarter of the judged stories, by day of publication. On
/// these it is compared with the model in use, and on the built-in articles with what these alone
/// teach. Only where it is better on the first, and no worse on the second, by more than chance,
/// is it taken into use; `netra model rollback` goes back. Otherwise the model in use is kept and
/// the exit status is 65.
///
///   netra train --with-verdicts --dry-run      # only compare
///   netra train --with-verdicts                # and use the candidate where it is better
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    /// Your own labelled articles, beside the built-in ones
    #[arg(long, value_name = "FILE.jsonl")]
    with: Vec<PathBuf>,

    /// The folder for model.tsv and card.md
    #[arg(long, value_name = "DIR", default_value = "netra-model", conflicts_with = "with_verdicts")]
    out: PathBuf,

    /// Replace a model that stands in the folder
    #[arg(long, conflicts_with = "with_verdicts")]
    replace: bool,

    /// Also write the score of every article by a model that had not seen its story, one JSON object a line
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "with_verdicts")]
    scores: Option<PathBuf>,

    /// Learn also from the verdicts that stand in the store, and use the model where it is better than the present one
    #[arg(long)]
    with_verdicts: bool,

    /// Only compare: keep no candidate and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    place: Place,

    /// The language of the comparison
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    if arguments.with_verdicts {
        return candidate::run(arguments, talk);
    }
    if arguments.place.store.is_some() || arguments.dry_run {
        let why = "--store and --dry-run are for learning from verdicts; add --with-verdicts";
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let (model, card) = (arguments.out.join("model.tsv"), arguments.out.join("card.md"));
    if !arguments.replace && model.exists() {
        let why = format!("{} is there; name another folder, or say --replace", model.display());
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let mut examples = corpus::built_in(talk)?;
    corpus::add(&arguments.with, talk, &mut examples)?;
    // Before the work, so that it is not done for nothing.
    fs::create_dir_all(&arguments.out)
        .map_err(|error| Error::io(format!("{} cannot be made", arguments.out.display()), error))?;
    let Trained { table, card: text, summary, unseen } =
        train(&examples, &mut |what| talk.complain(format_args!("{} articles: {what}", examples.len())))?;
    write(&model, &table)?;
    write(&card, &text)?;
    if let Some(path) = &arguments.scores {
        let line = |(it, score): (&Example, &f64)| {
            let label = if it.violation { "violation" } else { "not" };
            format!("{}\n", json!({"id": it.id, "label": label, "kind": it.kind, "score": score}))
        };
        write(path, &examples.iter().zip(&unseen).map(line).collect::<String>())?;
    }
    let name = Model::parse(&table)?.name().to_owned();
    writeln!(io::stdout(), "{summary}{name}: {}, {}", model.display(), card.display()).map_err(failed)?;
    Ok(Exit::Done)
}

/// Writes a file whole or not at all: first beside its place, then into it.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let beside = path.with_extension("new");
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| Error::io(format!("{} cannot be written", path.display()), error))
}
