//! `netra text`: what the tokenizer sees.

use super::Talk;
use super::exit::Exit;
use super::output::{Format, Offsets, Output, each_record};
use crate::error::Error;
use crate::text::{OffsetMap, Span, Unit, sentences, words};
use serde::Serialize;
use std::path::PathBuf;

/// Shows what the tokenizer sees: the spans of tokens or sentences, one JSON object an article
///
/// The text is taken as it is, so that spans point into the input.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files as for `netra analyze`; `-` reads one article a line from standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Show tokens, white space left out (the default)
    #[arg(long, conflicts_with = "sentences")]
    tokens: bool,

    /// Show sentences
    #[arg(long)]
    sentences: bool,

    /// What the spans count
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Offsets::Byte)]
    offsets: Offsets,
}

#[derive(Serialize)]
struct Tokens<'a> {
    id: Option<&'a str>,
    tokens: Vec<Span>,
}

#[derive(Serialize)]
struct Sentences<'a> {
    id: Option<&'a str>,
    sentences: Vec<Span>,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let unit = Unit::from(arguments.offsets);
    let mut output = Output::new(Format::Jsonl);
    let exit = each_record(&arguments.paths, talk, &mut output, |record, output| {
        let article = record.raw(None, None);
        let (id, text) = (article.id(), article.text());
        let map = OffsetMap::new(text, unit);
        if arguments.sentences {
            let sentences = sentences(text).into_iter().map(|span| map.span(span)).collect();
            output.json(&Sentences { id, sentences })
        } else {
            output.json(&Tokens { id, tokens: words(text).map(|token| map.span(token.span())).collect() })
        }
    })?;
    output.finish()?;
    Ok(exit)
}
