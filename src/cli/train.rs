//! `netra train`: a model from labelled articles.

use super::Talk;
use super::exit::Exit;
use crate::article::Article;
use crate::classify::Model;
use crate::classify::train::{Label, Labelled, Trained, train};
use crate::error::{Error, ErrorKind};
use serde::Deserialize;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The articles of data/corpus, which are built in so that a model can be made wherever the program runs.
const CORPUS: [(&str, &str); 12] = {
    macro_rules! corpus {
        ($($name:literal),*) => { [$(($name, include_str!(concat!("../../data/corpus/", $name)))),*] };
    }
    corpus![
        "others-b.jsonl",
        "others-c.jsonl",
        "others-d.jsonl",
        "others-e.jsonl",
        "others-f.jsonl",
        "others-g.jsonl",
        "violations-a.jsonl",
        "violations-b.jsonl",
        "violations-c.jsonl",
        "violations-d.jsonl",
        "violations-e.jsonl",
        "violations-f.jsonl"
    ]
};

/// Fits a model from the built-in labelled articles and your own, and measures it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// More labelled articles, one JSON object a line: "text", "label" (violation or not), and if known
    /// "title", "published", "kind", "group" (the story it tells), "id"
    #[arg(long, value_name = "FILE.jsonl")]
    with: Vec<PathBuf>,

    /// The folder for model.tsv and card.md
    #[arg(long, value_name = "DIR", default_value = "netra-model")]
    out: PathBuf,

    /// Replace a model that stands in the folder
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let (model, card) = (arguments.out.join("model.tsv"), arguments.out.join("card.md"));
    if !arguments.replace && model.exists() {
        let why = format!("{} is there; name another folder, or say --replace", model.display());
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let mut articles = Vec::new();
    for (name, text) in CORPUS {
        read(&format!("data/corpus/{name}"), text, &mut articles)?;
    }
    for path in &arguments.with {
        let name = path.display().to_string();
        let text = fs::read(path).map_err(|error| Error::io(format!("{name} cannot be read"), error))?;
        let text = String::from_utf8(text)
            .map_err(|_| Error::new(ErrorKind::BadData, format!("{name} is not UTF-8")))?;
        let before = articles.len();
        read(&name, &text, &mut articles)?;
        if articles.len() == before {
            return Err(Error::new(ErrorKind::BadData, format!("{name} has no articles")));
        }
    }
    let Trained { table, card: text, summary } =
        train(&articles, &mut |what| talk.complain(format_args!("{} articles: {what}", articles.len())))?;
    fs::create_dir_all(&arguments.out)
        .map_err(|error| Error::io(format!("{} cannot be made", arguments.out.display()), error))?;
    write(&model, &table)?;
    write(&card, &text)?;
    let name = Model::parse(&table)?.name().to_owned();
    let told = writeln!(io::stdout(), "{summary}{name}: {}, {}", model.display(), card.display());
    told.map_err(|error| Error::io("cannot write to standard output", error))?;
    Ok(Exit::Done)
}

/// Writes a file whole or not at all: first beside its place, then into it.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let beside = path.with_extension("new");
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| Error::io(format!("{} cannot be written", path.display()), error))
}

#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    text: String,
    label: String,
    kind: Option<String>,
    group: Option<String>,
}

/// Adds the labelled articles of a file.
fn read(name: &str, text: &str, articles: &mut Vec<Labelled>) -> Result<(), Error> {
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let bad = |why: String| Error::new(ErrorKind::BadData, format!("{name}:{}: {why}", number + 1));
        let record: Record = serde_json::from_str(line).map_err(|error| bad(error.to_string()))?;
        let label = Label::named(&record.label).ok_or_else(|| {
            bad(format!("the label must be \"violation\" or \"not\", not {:?}", record.label))
        })?;
        let article = match &record.title {
            Some(title) => Article::new(title, &record.text),
            None => Article::from_text(&record.text),
        };
        if article.text().trim().is_empty() {
            return Err(bad("the article has no text".to_owned()));
        }
        let published = record.published.as_deref().and_then(crate::article::day);
        let id = record.id.unwrap_or_else(|| format!("{name}:{}", number + 1));
        articles.push(Labelled {
            article: article.with_published(published).with_outlet(record.outlet),
            label,
            kind: record.kind.unwrap_or_default(),
            group: record.group.unwrap_or_else(|| id.clone()),
            id,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_corpus_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus");
        let mut files: Vec<String> = fs::read_dir(folder)
            .expect("data/corpus can be read")
            .map(|entry| entry.expect("the entry can be read").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(files, CORPUS.map(|(name, _)| name), "list the new file in src/cli/train.rs");
    }
}
