//! `netra outlets extract`: the articles of a folder of pages, as benchmarks of extraction read them.

use super::super::Talk;
use super::super::exit::Exit;
use super::super::output::{Format, failed};
use super::super::page;
use crate::article::{Article, parse_with};
use crate::crawl::Outlets;
use crate::error::{Error, ErrorKind};
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Extracts the articles of saved pages: {"NAME": {"articleBody": …, "headline": …, "datePublished": …}}
///
/// The shape is that of the article extraction benchmark of Scrapinghub, with file names as keys. Pages of
/// known outlets are read by their files, others by the generic extraction.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folders of pages, or pages: .html, .htm, .html.gz
    #[arg(value_name = "DIR", required = true)]
    paths: Vec<PathBuf>,
}

/// The article of a page, in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extracted<'a> {
    article_body: &'a str,
    headline: Option<&'a str>,
    date_published: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    outlets: &Outlets,
    format: Option<Format>,
    talk: Talk,
) -> Result<Exit, Error> {
    let mut paths = Vec::new();
    for path in &arguments.paths {
        match path.is_dir() {
            true => paths.extend(page::files(path)?.into_iter().filter(|path| page::stem(path).is_some())),
            false if page::stem(path).is_some() => paths.push(path.clone()),
            false => {
                let why = format!("{}: no folder, and no page: the name must end in .html", path.display());
                return Err(Error::new(ErrorKind::Usage, why));
            }
        }
    }
    let lines = match format {
        None | Some(Format::Json) => false,
        Some(Format::Jsonl) => true,
        Some(Format::Text) => {
            return Err(Error::new(
                ErrorKind::Usage,
                "--format text is not for extracting; use json or jsonl",
            ));
        }
    };
    let mut to = BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Done;
    let mut written = 0_u64;
    let bar = talk.steps(paths.len() as u64);
    for path in &paths {
        match page::page(path) {
            Ok(page) => {
                let name = page::stem(path).unwrap_or_default();
                let before = match written {
                    _ if lines => "",
                    0 => "{\n",
                    _ => ",\n",
                };
                entry(&mut to, before, name, &parse_with(&page, outlets), lines).map_err(failed)?;
                written += 1;
            }
            Err(error) => {
                exit = exit.or(Exit::from(&error));
                talk.complain(format_args!("{error:#}"));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let end = match written {
        _ if lines => "",
        0 => "{}\n",
        _ => "\n}\n",
    };
    to.write_all(end.as_bytes()).and_then(|()| to.flush()).map_err(failed)?;
    talk.report(format_args!("{written} pages read, {} refused", paths.len() as u64 - written));
    Ok(exit)
}

/// Writes the article of one page, after what separates it from the one before.
fn entry(to: &mut impl Write, before: &str, name: &str, article: &Article, lines: bool) -> io::Result<()> {
    let extracted = Extracted {
        article_body: article.body(),
        headline: article.title(),
        date_published: article.published_at().map(|published| published.to_string()),
    };
    to.write_all(before.as_bytes())?;
    if lines {
        to.write_all(b"{")?;
    }
    serde_json::to_writer(&mut *to, name)?;
    to.write_all(b": ")?;
    serde_json::to_writer(&mut *to, &extracted)?;
    to.write_all(if lines { b"}\n" } else { b"" })
}
