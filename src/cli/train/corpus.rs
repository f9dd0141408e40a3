//! Labelled articles to learn from: those that are built in, and those of files.

use super::super::Talk;
use super::super::input::{Entry, Source};
use super::super::labelled::Labelled;
use crate::classify::train::Example;
use crate::error::{Error, ErrorKind};
use std::path::PathBuf;

/// The articles of data/corpus, which are built in so that a model can be made wherever the program runs.
const CORPUS: [(&str, &str); 27] = {
    macro_rules! corpus {
        ($($name:literal),*) => {
            [$((concat!("data/corpus/", $name), include_str!(concat!("../../../data/corpus/", $name)))),*]
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

/// The built-in articles.
pub(super) fn built_in(talk: Talk) -> Result<Vec<Example>, Error> {
    let mut examples = Vec::new();
    for (name, text) in CORPUS {
        read(&Source::BuiltIn(name, text), talk, &mut examples)?;
    }
    Ok(examples)
}

/// Adds the articles of files. A file without any is a mistake.
pub(super) fn add(paths: &[PathBuf], talk: Talk, examples: &mut Vec<Example>) -> Result<(), Error> {
    for path in paths {
        let before = examples.len();
        read(&Source::of(path)?, talk, examples)?;
        if examples.len() == before {
            return Err(Error::new(ErrorKind::BadData, format!("{} has no articles", path.display())));
        }
    }
    Ok(())
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
    use crate::classify::Model;
    use crate::classify::train::corpus_hash;
    use std::{fs, io};

    #[test]
    fn the_built_in_model_was_trained_on_the_built_in_corpus() {
        let examples = built_in(Talk::Quiet).expect("the corpus is labelled");
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
        assert_eq!(files, CORPUS.map(|(name, _)| name), "list the new file in src/cli/train/corpus.rs");
    }
}
