//! `netra outlets explain`: how an outlet's pages are read, or how one page was.

use super::super::exit::Exit;
use super::super::lang::{Lang, Word};
use super::super::output::{Format, Output};
use super::super::page;
use crate::annotate::visible;
use crate::article::{Article, Field, parse_with};
use crate::crawl::{Outlet, Outlets, Page};
use crate::error::{Error, ErrorKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Explains how an outlet's pages are read, or, with --file, where each field of a page comes from
///
/// A saved page's outlet is the one whose host its canonical address names; --url tells where it was fetched.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The outlet's id, as `netra outlets` lists it
    #[arg(value_name = "ID", required_unless_present = "file")]
    id: Option<String>,

    /// A saved page: shows where each of its fields comes from
    #[arg(long, value_name = "PAGE.html", conflicts_with = "id")]
    file: Option<PathBuf>,

    /// The address from which the page was fetched
    #[arg(long, requires = "file")]
    url: Option<String>,
}

/// A field of a page, in JSON.
#[derive(Serialize)]
pub(super) struct Row {
    source: Option<&'static str>,
    value: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    outlets: &Outlets,
    format: Format,
    lang: Lang,
) -> Result<Exit, Error> {
    let mut output = Output::new(format);
    match (&arguments.file, &arguments.id) {
        (Some(path), _) => {
            let article = parse_with(&saved(path, arguments.url.as_deref())?, outlets);
            write(&mut output, &article, lang)?;
        }
        (None, Some(id)) => {
            let outlet = find(outlets, id)?;
            match format {
                Format::Text => output.text(|to, _| facts(to, outlet, lang))?,
                _ => output.json(&outlet.facts().into_iter().collect::<BTreeMap<_, _>>())?,
            }
        }
        (None, None) => return Err(Error::new(ErrorKind::Usage, "name an outlet, or a page with --file")),
    }
    output.finish()?;
    Ok(Exit::Done)
}

/// A saved page.
pub(super) fn saved(path: &std::path::Path, url: Option<&str>) -> Result<Page, Error> {
    let page = page::page(path)?;
    Ok(match url {
        Some(url) => page.with_url(url),
        None => page,
    })
}

/// The outlet with this id.
pub(super) fn find<'a>(outlets: &'a Outlets, id: &str) -> Result<&'a Outlet, Error> {
    outlets.get(id).ok_or_else(|| {
        let known: Vec<&str> = outlets.iter().map(Outlet::id).collect();
        Error::new(ErrorKind::Usage, format!("no outlet {id:?}; there are {}", known.join(", ")))
    })
}

/// Writes where each field of an article comes from, and what is doubtful.
pub(super) fn write(output: &mut Output, article: &Article, lang: Lang) -> Result<(), Error> {
    if output.format() != Format::Text {
        let rows: BTreeMap<&str, Row> =
            Field::ALL.into_iter().map(|field| (field.name(), row(article, field))).collect();
        return output.json(&rows);
    }
    output.text(|to, _| {
        for field in Field::ALL {
            let Row { source, value } = row(article, field);
            let value = value.unwrap_or_else(|| lang.say(Word::NotFound).to_owned());
            writeln!(to, "{:10} {:13} {}", lang.field(field), source.unwrap_or("–"), visible(&value))?;
        }
        let outlet = article.outlet().unwrap_or_else(|| lang.say(Word::NoOutlet));
        writeln!(to, "{:10} {outlet}", lang.say(Word::Outlet))?;
        for doubt in article.doubts() {
            writeln!(to, "{}: {}", lang.say(Word::Doubtful), lang.doubt(*doubt))?;
        }
        Ok(())
    })
}

fn row(article: &Article, field: Field) -> Row {
    let owned = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let value = match field {
        Field::Title => article.title().and_then(owned),
        Field::Body => owned(article.body()).map(|body| {
            let first: String = body.chars().take(60).collect();
            format!("{} ¶, {} B: {}…", article.paragraphs().count(), body.len(), first.replace('\n', " "))
        }),
        Field::Published => article.published_at().map(|published| published.to_string()),
        Field::Authors => owned(&article.authors().join(", ")),
        Field::Section => article.section().and_then(owned),
        Field::Address => article.canonical().and_then(owned),
        Field::Language => article.language().and_then(owned),
        Field::Kind => owned(article.kind().name()),
    };
    Row { source: article.source(field).map(|source| source.name()), value }
}

/// What is known of an outlet.
fn facts(to: &mut impl Write, outlet: &Outlet, lang: Lang) -> io::Result<()> {
    writeln!(to, "{} ({}), {}", outlet.name(), outlet.id(), outlet.zone())?;
    for (key, values) in outlet.facts() {
        for (index, value) in values.iter().enumerate() {
            writeln!(to, "  {:18} {}", if index == 0 { key.as_str() } else { "" }, visible(value))?;
        }
    }
    if !outlet.unconfirmed().is_empty() {
        writeln!(to, "  {}: {}", lang.say(Word::Unconfirmed), outlet.unconfirmed().join(", "))?;
    }
    Ok(())
}
