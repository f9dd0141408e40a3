//! `netra train`: a model from labelled articles.

use super::Talk;
use super::exit::Exit;
use super::input::{Entry, Source};
use super::labelled::Labelled;
use super::output::failed;
use crate::classify::Model;
use crate::classify::train::{Example, Trained, train};
use crate::error::{Error, ErrorKind};
use serde_json::json;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The articles of data/corpus, which are built in so that a model can be made wherever the program runs.
const CORPUS: [(&str, &str); 27] = {
    macro_rules! corpus {
        ($($name:literal),*) => {
            [$((concat!("data/corpus/", $name), include_str!(concat!("../../data/corpus/", $name)))),*]
        };
    }
    corpus![
        "others-b.jsonl",
        "others-c.jsonl",
        "others-d.jsonl",
        "others-e.jsonl",
        "others-f.jsonl",
        "others-g.jsonl",
        "others-h.jsonl",
        "others-i.jsonl",
        "others-j.jsonl",
        "others-k.jsonl",
        "others-l.jsonl",
        "others-m.jsonl",
        "others-n.jsonl",
        "others-o.jsonl",
        "others-p.jsonl",
        "violations-a.jsonl",
        "violations-b.jsonl",
        "violations-c.jsonl",
        "violations-d.jsonl",
        "violations-e.jsonl",
        "violations-f.jsonl",
        "violations-g.jsonl",
        "violations-h.jsonl",
        "violations-i.jsonl",
        "violations-j.jsonl",
        "violations-k.jsonl",
        "violations-l.jsonl"
    ]
};

/// Fits a model from the built-in labelled articles and your own, and measures it
///
/// Articles are read as by `netra eval`: one JSON object a line with "text", "label" (violation or not), and
/// where known "title", "published", "kind" and "group" (the story it tells). The figures are those of models
/// that had not seen an article's story. The same articles give the same model, byte for byte.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Your own labelled articles, beside the built-in ones
    #[arg(long, value_name = "FILE.jsonl")]
    with: Vec<PathBuf>,

    /// The folder for model.tsv and card.md
    #[arg(long, value_name = "DIR", default_value = "netra-model")]
    out: PathBuf,

    /// Replace a model that stands in the folder
    #[arg(long)]
    replace: bool,

    /// Also write the score of every article by a model that had not seen its story, one JSON object a line
    #[arg(long, value_name = "FILE.jsonl")]
    scores: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let (model, card) = (arguments.out.join("model.tsv"), arguments.out.join("card.md"));
    if !arguments.replace && model.exists() {
        let why = format!("{} is there; name another folder, or say --replace", model.display());
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let mut examples = corpus(talk)?;
    for path in &arguments.with {
        let before = examples.len();
        read(&Source::of(path)?, talk, &mut examples)?;
        if examples.len() == before {
            return Err(Error::new(ErrorKind::BadData, format!("{} has no articles", path.display())));
        }
    }
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

/// The built-in articles.
fn corpus(talk: Talk) -> Result<Vec<Example>, Error> {
    let mut examples = Vec::new();
    for (name, text) in CORPUS {
        read(&Source::BuiltIn(name, text), talk, &mut examples)?;
    }
    Ok(examples)
}

/// Writes a file whole or not at all: first beside its place, then into it.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let beside = path.with_extension("new");
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| Error::io(format!("{} cannot be written", path.display()), error))
}

/// Adds the labelled articles of a source. One that is bad stops the training, which would be another without it.
fn read(source: &Source, talk: Talk, examples: &mut Vec<Example>) -> Result<(), Error> {
    source.read(talk, &mut |Entry { line, record, .. }| {
        let in_source = |error: Error| Error::new(error.kind(), format!("{source}: {error:#}"));
        let labelled = record.and_then(|record| Labelled::of(record, line)).map_err(in_source)?;
        let group = labelled.group(&source.to_string(), line);
        let article = labelled.record.cleaned(None, None);
        if article.text().trim().is_empty() {
            let why = format!("{source}: line {line} is an article without text");
            return Err(Error::new(ErrorKind::BadData, why));
        }
        examples.push(Example {
            id: article.id().map_or_else(|| format!("{source}:{line}"), str::to_owned),
            article,
            violation: labelled.violation,
            kind: labelled.kind.unwrap_or_default(),
            group,
        });
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::train::corpus_hash;

    #[test]
    fn the_built_in_model_was_trained_on_the_built_in_corpus() {
        let examples = corpus(Talk::Quiet).expect("the corpus is labelled");
        let why = "train it anew: netra train --out data/model --replace";
        assert_eq!(Model::default().corpus(), corpus_hash(&examples), "{why}");
    }

    #[test]
    fn the_whole_corpus_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus");
        let name = |entry: io::Result<fs::DirEntry>| {
            format!("data/corpus/{}", entry.expect("it can be read").file_name().to_string_lossy())
        };
        let mut files: Vec<String> =
            fs::read_dir(folder).expect("data/corpus can be read").map(name).collect();
        files.sort();
        assert_eq!(files, CORPUS.map(|(name, _)| name), "list the new file in src/cli/train.rs");
    }
}
