//! `netra export`: filtered stories for other programs, and the draft of a report form.

use super::config::{Config, Place};
use super::exit::Exit;
use super::filters::Filters;
use super::lang::Lang;
use super::{Talk, show};
use crate::crawl::Zone;
use crate::error::{Error, ErrorKind};
use crate::export::{self, Export, Format, form};
use crate::store::{self, Filter, Scope, Store};
use jiff::Timestamp;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Writes the stories that are to be reviewed as CSV, XLSX or JSONL, with their verdicts
///
/// CSV and XLSX have one row for each claim of a story's article, and one row with empty columns
/// for an article without any. JSONL has one object for each story. docs/reading.md tells what
/// the columns mean; a workbook says it itself. All stories are written that pass the filters;
/// --limit writes only the first.
///
///   netra export --since 2024-10-01 --format xlsx --out oktober.xlsx --lang id
///   netra export --form 12 > konsep.html
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,

    /// Write to this file, which must not exist yet, instead of standard output; in a folder the file is named by the
    /// day: netra-2024-11-06.csv
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The language of netra's own words in the export
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,

    /// Instead of stories, write the draft of a report to Bawaslu (form B.1) on one article, as HTML to be printed:
    /// its number or address
    #[arg(long, value_name = "ID|URL", conflicts_with_all = ["format", "all", "Filters"])]
    form: Option<String>,

    /// Also stories that are not flagged
    #[arg(long, help_heading = "Filters")]
    all: bool,

    #[command(flatten)]
    filters: Filters,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let path = config.store(arguments.place.store.as_deref());
    match &arguments.form {
        Some(article) => draft(arguments, &config, &*store::open_existing(&path)?, article),
        None => stories(arguments, &config, &*store::open_existing(&path)?, talk),
    }
}

/// Writes the draft of a form.
fn draft(arguments: &Arguments, config: &Config, store: &dyn Store, article: &str) -> Result<Exit, Error> {
    let record = show::find(store, config, article)?;
    let draft = form::Draft::read(store, record)?;
    let today = Zone::Wita.offset().to_datetime(Timestamp::now()).date();
    let html = form::document(&draft, today, arguments.lang);
    into(arguments.out.as_deref(), &mut |to| {
        to.write_all(html.as_bytes()).map_err(|error| Error::io("cannot write the draft", error))
    })?;
    Ok(Exit::Done)
}

/// Writes stories.
fn stories(arguments: &Arguments, config: &Config, store: &dyn Store, talk: Talk) -> Result<Exit, Error> {
    if arguments.format == Format::Xlsx && arguments.out.is_none() && io::stdout().is_terminal() {
        let why = "a workbook is nothing for a terminal: name a file with --out, or send it to one with >";
        return Err(Error::new(ErrorKind::Usage, why));
    }
    let filter = Filter {
        scope: if arguments.all { Scope::All } else { Scope::Flagged },
        limit: arguments.filters.limit.map_or(usize::MAX, |limit| limit as usize),
        ..arguments.filters.filter(config)?
    };
    let told = arguments.filters.told(arguments.lang);
    let export = Export { filter: &filter, told: &told, lang: arguments.lang, now: Timestamp::now() };
    let out = arguments.out.as_ref().map(|out| match out.is_dir() {
        true => out.join(arguments.format.file_name(Zone::Wita.offset().to_datetime(export.now).date())),
        false => out.clone(),
    });
    let mut found = 0;
    into(out.as_deref(), &mut |to| {
        found = export::write(store, &export, arguments.format, to)?;
        Ok(())
    })?;
    if found == 0 {
        talk.complain(format_args!("{}", nothing(arguments, store, &told)?));
    }
    talk.report(format_args!("{found} stories written"));
    Ok(Exit::Done)
}

/// Has `write` write to a file that does not exist yet, or to standard output. Of a file that cannot be written whole
/// nothing is left.
fn into(
    file: Option<&Path>,
    write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(path) = file else {
        let mut to = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        write(&mut to)?;
        return to.flush().map_err(super::output::failed);
    };
    let new = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let why = format!("{} exists already; nothing is overwritten", path.display());
            Error::new(ErrorKind::Usage, why)
        }
        _ => Error::io(format!("cannot make {}", path.display()), error),
    })?;
    let mut to = BufWriter::with_capacity(1 << 16, new);
    let written = write(&mut to).and_then(|()| {
        let failed = |error| Error::io(format!("cannot write {}", path.display()), error);
        to.flush().and_then(|()| to.get_ref().sync_all()).map_err(failed)
    });
    if written.is_err() {
        // The first error says more than one of tidying up.
        let _ = fs::remove_file(path);
    }
    written
}

/// Why nothing was exported, and how much there is without the filters.
fn nothing(arguments: &Arguments, store: &dyn Store, told: &str) -> Result<String, Error> {
    const MOST: usize = 100;
    let lang = arguments.lang;
    let scope = if arguments.all { Scope::All } else { Scope::Flagged };
    let count = store.flags(&Filter { scope, limit: MOST, ..Filter::default() })?.len();
    let many = if count == MOST { format!("{MOST}+") } else { count.to_string() };
    let mut said = lang
        .pick(match scope {
            Scope::Flagged => ("nothing is flagged", "tidak ada yang ditandai"),
            Scope::All => ("no story is stored", "tidak ada berita yang tersimpan"),
        })
        .to_owned();
    said.push_str(told);
    if count > 0 {
        let without = lang.pick(("stories without these filters", "berita tanpa saringan ini"));
        said.push_str(&format!("; {many} {without}"));
    }
    if scope == Scope::Flagged {
        said.push_str("; ");
        said.push_str(
            lang.pick((
                "--all also exports what is not flagged",
                "--all juga mengekspor yang tidak ditandai",
            )),
        );
    }
    Ok(said)
}
