//! `netra backup`: a consistent copy of the store.

use super::Talk;
use super::config::{Config, Place};
use super::exit::Exit;
use crate::error::Error;
use crate::store;
use std::path::PathBuf;

/// Copies the store into one file, consistently, even while a run is writing
///
/// The copy is checked before it gets its name, and no file is ever overwritten. To go back to it, put it in the
/// place of the store while no netra is running, and remove the files beside the store that end in -wal and -shm.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// The file of the copy, which must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let path = config.store(arguments.place.store.as_deref());
    store::open_existing(&path)?.backup(&arguments.file)?;
    talk.report(format_args!("{} is copied to {}", path.display(), arguments.file.display()));
    Ok(Exit::Done)
}
