//! `netra init`: a configuration to begin with.

use super::Talk;
use super::config::{EXAMPLE, NAME};
use super::exit::Exit;
use super::lang::Lang;
use crate::error::{Error, ErrorKind};
use std::fs::OpenOptions;
use std::io::{self, Write};

/// Writes a configuration, netra.toml, into the present folder
///
/// Every key stands in it with what it means. Without a configuration netra reads all outlets with the same values;
/// only `contact` must be set before it fetches anything.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Write over a netra.toml that is here already
    #[arg(long)]
    force: bool,

    /// The language of what is said; the file is in English
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let mut options = OpenOptions::new();
    match arguments.force {
        true => options.write(true).create(true).truncate(true),
        false => options.write(true).create_new(true),
    };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Error::new(ErrorKind::Usage, format!("{NAME} is here already; --force writes over it"))
        }
        _ => Error::io(format!("{NAME} cannot be written"), error),
    };
    options.open(NAME).and_then(|mut file| file.write_all(EXAMPLE.as_bytes())).map_err(failed)?;
    talk.complain(format_args!("{}", next(arguments.lang)));
    Ok(Exit::Done)
}

/// What to do next.
fn next(lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "wrote {NAME}: set `contact` in it, and `outlets` unless all are to be read; then `netra doctor` checks it"
        ),
        Lang::Id => format!(
            "{NAME} ditulis: isi `contact`, dan `outlets` jika tidak semua media dibaca; lalu periksa dengan `netra doctor`"
        ),
    }
}
