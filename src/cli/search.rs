//! `netra search`: the articles in which words stand.

use super::Talk;
use super::config::{Config, Place};
use super::exit::Exit;
use super::filters::Filters;
use super::flags::cut;
use super::lang::Lang;
use super::output::{Format, Output};
use super::terminal::{Marking, styled};
use crate::annotate::{Excerpt, excerpt, line, visible};
use crate::date;
use crate::error::{Error, ErrorKind};
use crate::store::{self, Filter, Hit, Scope};
use crate::text::Span;
use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};

/// Finds the articles in which words stand, in any of their forms
///
/// All words must be there: `dukung` also finds mendukung and dukungan. Words in "…" stand next to each other, and
/// -word excludes: `netra search 'camat "calon bupati" -tolak'`. The best match comes first, then the newest.
/// Flagged or not, all stored articles are searched.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// What to look for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,

    /// How to write the results [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,

    /// Only flagged articles
    #[arg(long, help_heading = "Filters")]
    flagged: bool,

    #[command(flatten)]
    filters: Filters,
}

/// An article that was found, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    id: i64,
    story: i64,
    url: &'a str,
    outlet: &'a str,
    title: Option<&'a str>,
    day: Date,
    score: f64,
    flagged: bool,
    /// A part of the text, in one line.
    excerpt: &'a str,
    /// Where in the excerpt the words stand, in bytes.
    hits: &'a [Span],
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let query = arguments.query.join(" ");
    if !query.contains(char::is_alphanumeric) {
        return Err(Error::new(ErrorKind::Usage, "there is no word in the query"));
    }
    let config = Config::find(arguments.place.config.as_deref())?;
    let filter = Filter {
        scope: if arguments.flagged { Scope::Flagged } else { Scope::All },
        ..arguments.filters.filter(&config)?
    };
    let store = store::open_existing(&config.store(arguments.place.store.as_deref()))?;
    let hits = store.search(&query, &filter)?;
    let mut output = Output::new(Format::or_fitting(arguments.format));
    for hit in &hits {
        let title = hit.title.as_deref().filter(|title| hit.text.starts_with(title));
        let excerpt = excerpt(&hit.text, title.map_or(0, str::len), &hit.spans);
        match output.format() {
            Format::Text => output.text(|to, marking| block(to, hit, &excerpt, arguments.lang, marking))?,
            _ => output.json(&Row::of(hit, &excerpt))?,
        }
    }
    output.finish()?;
    match hits.len() {
        0 => talk.complain(format_args!("{}", nothing(arguments, &query))),
        found if found == filter.limit => talk.complain(format_args!("{}", cut(found, arguments.lang))),
        _ => {}
    }
    Ok(Exit::Done)
}

impl<'a> Row<'a> {
    fn of(hit: &'a Hit, excerpt: &'a Excerpt) -> Row<'a> {
        Row {
            id: hit.article,
            story: hit.story,
            url: &hit.canonical,
            outlet: &hit.outlet,
            title: hit.title.as_deref(),
            day: hit.day,
            score: hit.score,
            flagged: hit.flagged,
            excerpt: &excerpt.text,
            hits: &excerpt.hits,
        }
    }
}

fn block(to: &mut impl Write, hit: &Hit, excerpt: &Excerpt, lang: Lang, marking: Marking) -> io::Result<()> {
    let bold = Style::new().bold();
    styled(to, bold, &format!("{:>5}", hit.article), marking)?;
    write!(to, "  {:.2}  {}  {}  ", hit.score, date::day(hit.day, lang), line(&hit.outlet))?;
    let title = hit.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)")));
    styled(to, bold, &line(title), marking)?;
    to.write_all(b"\n       ")?;
    let mut from = 0;
    for span in &excerpt.hits {
        to.write_all(visible(&excerpt.text[from..span.start]).as_bytes())?;
        let found = visible(&excerpt.text[span.range()]);
        match marking {
            Marking::Colour => styled(to, AnsiColor::Yellow.on_default().bold(), &found, marking)?,
            Marking::Brackets => write!(to, "»{found}«")?,
        }
        from = span.end;
    }
    to.write_all(visible(&excerpt.text[from..]).as_bytes())?;
    writeln!(to)
}

/// Why nothing was found.
fn nothing(arguments: &Arguments, query: &str) -> String {
    let lang = arguments.lang;
    let what = match arguments.flagged {
        true => ("no flagged article has", "tidak ada artikel yang ditandai yang memuat"),
        false => ("no stored article has", "tidak ada artikel tersimpan yang memuat"),
    };
    format!("{} “{query}”{}", lang.pick(what), arguments.filters.told(lang))
}
