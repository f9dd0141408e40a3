//! `netra model`: the models that can be used, and which one is.

mod figures;
mod history;
mod registry;

pub(super) use figures::{gained, table, verdicts};
pub(super) use history::BUILT_IN;
pub(super) use registry::{About, Registry, Verdicts};

use super::Talk;
use super::config::{Config, Place};
use super::exit::Exit;
use super::input::open;
use super::lang::Lang;
use super::output::{Format, Output};
use crate::annotate::line;
use crate::classify::Model;
use crate::classify::train::Contest;
use crate::error::{Error, ErrorKind};
use figures::reached;
use jiff::Timestamp;
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, Read, Write};
use std::path::Path;

/// The most bytes of a model that are read.
const LONGEST: u64 = 16 << 20;

/// Lists the models, takes one into use, or goes back to the one before
///
/// `netra train --with-verdicts` puts its models into a folder, `netra-models` beside the store
/// unless the configuration names another in `analysis.models`. The file `current` in it says
/// which one is in use, and since when: by `netra nightly`, `crawl`, `analyze` and `eval`. What
/// was stored before keeps the score of the model that scored it.
///
///   netra model list
///   netra model rollback            # the last change was none for the better
///   netra model use built-in
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    #[command(subcommand)]
    task: Task,

    #[command(flatten)]
    place: Place,

    /// The language of what is said
    #[arg(long, value_enum, default_value_t = Lang::En, global = true)]
    lang: Lang,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    /// Lists the models: when each was made, from how many verdicts, how good it is, which is in use
    List {
        /// How to write the list [default: text on a terminal, else jsonl]
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
    /// Takes a model into use
    Use {
        /// Its name, as `netra model list` gives it, or built-in
        #[arg(value_name = "NAME")]
        name: String,

        /// Why, for those who read the history later
        #[arg(long, value_name = "TEXT", default_value = "chosen")]
        why: String,
    },
    /// Goes back to the model that was in use before the present one; once more, to the one before that
    Rollback,
}

/// A model, as the list writes it in JSON.
#[derive(Serialize)]
struct Row {
    name: String,
    in_use: bool,
    /// Since when it is in use, and why, where it was taken into use.
    since: Option<Timestamp>,
    why: Option<String>,
    made: Option<Timestamp>,
    /// What it learnt from the store.
    verdicts: Option<Verdicts>,
    /// Whether it was taken into use when it was made.
    taken: Option<bool>,
    /// On recent verdicts, with the model that was in use when it was made.
    recent: Option<Contest>,
    /// On the built-in articles, with what these alone teach.
    corpus: Option<Contest>,
    /// Why it cannot be used.
    broken: Option<String>,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let (config, lang) = (Config::find(arguments.place.config.as_deref())?, arguments.lang);
    let registry = config.registry(arguments.place.store.as_deref());
    let now = Timestamp::now();
    match &arguments.task {
        Task::List { format } => list(&config, &registry, *format, lang, talk),
        Task::Use { name, why, .. } => {
            if registry.take(name, why, now)? {
                let rejected = registry.about(name).is_some_and(|about| !about.taken);
                say(&format!("{name} {}", lang.pick(("is in use now", "sekarang dipakai"))))?;
                if rejected {
                    talk.complain(format_args!(
                        "{}",
                        lang.pick((
                            "when it was made it was not better than the model then in use",
                            "saat dibuat, model ini tidak lebih baik daripada model yang dipakai waktu itu",
                        ))
                    ));
                }
            } else {
                say(&format!("{name} {}", lang.pick(("was in use already", "memang sudah dipakai"))))?;
            }
            before_all(&config, lang, talk);
            Ok(Exit::Done)
        }
        Task::Rollback => {
            let left = registry.current()?;
            let name = registry.roll_back(now)?;
            say(&match lang {
                Lang::En => format!("{name} is in use again, instead of {left}"),
                Lang::Id => format!("{name} dipakai lagi, menggantikan {left}"),
            })?;
            before_all(&config, lang, talk);
            Ok(Exit::Done)
        }
    }
}

/// Says that the configuration names a model itself, where it does.
pub(super) fn before_all(config: &Config, lang: Lang, talk: Talk) {
    let Some(path) = config.explicit_model() else { return };
    let path = path.display();
    talk.complain(format_args!("{}", match lang {
        Lang::En => format!(
            "but the configuration goes before it: analysis.model is {path}; take the key out to use this one"
        ),
        Lang::Id => format!(
            "tetapi konfigurasi didahulukan: analysis.model berisi {path}; hapus kunci itu agar model ini dipakai"
        ),
    }));
}

fn list(
    config: &Config,
    registry: &Registry,
    format: Option<Format>,
    lang: Lang,
    talk: Talk,
) -> Result<Exit, Error> {
    let current = registry.current()?;
    let is_explicit = config.explicit_model().is_some();
    let since = registry.since()?;
    let mut names = vec![BUILT_IN.to_owned()];
    names.extend(registry.names()?);
    if !names.contains(&current) {
        names.push(current.clone());
    }
    let mut output = Output::new(Format::or_fitting(format));
    for name in names {
        let about = registry.about(&name);
        let in_use = name == current && !is_explicit;
        let since = since.clone().filter(|_| in_use);
        let row = Row {
            in_use,
            since: since.as_ref().map(|(at, _)| *at),
            why: since.map(|(_, why)| why),
            made: about.as_ref().map(|about| about.made),
            verdicts: about.as_ref().map(|about| about.verdicts.clone()),
            taken: about.as_ref().map(|about| about.taken),
            recent: about.as_ref().map(|about| about.recent.clone()),
            corpus: about.map(|about| about.corpus),
            broken: registry.named(&name).err().map(|error| format!("{error:#}")),
            name,
        };
        match output.format() {
            Format::Text => output.text(|to, _| block(to, &row, lang))?,
            _ => output.json(&row)?,
        }
    }
    output.finish()?;
    before_all(config, lang, talk);
    Ok(Exit::Done)
}

/// Writes a model: a line with its name and when it was made, then what it learnt and how it compares.
fn block(to: &mut impl Write, row: &Row, lang: Lang) -> io::Result<()> {
    let mark = if row.in_use { "*" } else { " " };
    let name = if row.name == BUILT_IN {
        format!("{BUILT_IN} ({})", Model::default().name())
    } else {
        row.name.clone()
    };
    let mut told = vec![name];
    told.extend(row.made.map(|made| format!("{} {}", lang.pick(("made", "dibuat")), lang.moment(made))));
    if let (Some(since), Some(why)) = (row.since, &row.why) {
        let since = lang.moment(since);
        told.push(format!("{} {since} ({})", lang.pick(("in use since", "dipakai sejak")), line(why)));
    } else if row.in_use {
        told.push(lang.pick(("in use", "dipakai")).to_owned());
    }
    if row.taken == Some(false) {
        told.push(lang.pick(("was not better", "tidak lebih baik")).to_owned());
    }
    writeln!(to, "{mark} {}", told.join("; "))?;
    if let Some(learnt) = &row.verdicts {
        writeln!(to, "    {} {}", lang.pick(("learnt from", "belajar dari")), verdicts(learnt, lang))?;
    }
    let names = [("recent verdicts", "putusan terbaru"), ("built-in articles", "artikel bawaan")];
    for (name, contest) in names.into_iter().zip([&row.recent, &row.corpus]) {
        let Some(Contest { after, gain, .. }) = contest else { continue };
        writeln!(to, "    {}: {}; {}", lang.pick(name), reached(after, lang), gained(gain, lang))?;
    }
    if let Some(why) = &row.broken {
        writeln!(to, "    {}: {}", lang.pick(("cannot be used", "tidak dapat dipakai")), line(why))?;
    }
    Ok(())
}

fn say(what: &str) -> Result<(), Error> {
    writeln!(io::stdout(), "{what}").map_err(super::output::failed)
}

/// The model that `netra train` wrote into a file.
pub(super) fn file(path: &Path) -> Result<Model, Error> {
    let name = path.display();
    let mut bytes = Vec::new();
    let file = open(path).map_err(|error| Error::new(error.kind(), format!("{name}: {error:#}")))?;
    file.take(LONGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io(format!("{name} cannot be read"), error))?;
    let bad = |why: &dyn Display| Error::new(ErrorKind::BadData, format!("{name}: {why}"));
    let text = String::from_utf8(bytes).map_err(|_| bad(&"it is not UTF-8"))?;
    Model::parse(&text).map_err(|error| bad(&error))
}
