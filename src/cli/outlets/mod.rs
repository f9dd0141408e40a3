//! `netra outlets`: what is known of the outlets, and whether it still holds.

mod check;
mod explain;
mod extract;
mod list;
mod live;

use super::Talk;
use super::exit::Exit;
use super::lang::Lang;
use super::output::Format;
use super::page;
use crate::crawl::Outlets;
use crate::error::Error;
use clap::Subcommand;
use std::path::PathBuf;

/// Lists the outlets, explains how their pages are read and checks whether that still holds
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// A folder of outlets' files (my-outlet.toml); they add to the built-in ones, or replace them by their id
    #[arg(long, value_name = "DIR", global = true)]
    outlets: Option<PathBuf>,

    /// How to write results [default: text on a terminal, else jsonl]
    #[arg(long, value_enum, global = true)]
    format: Option<Format>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En, global = true)]
    lang: Lang,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the outlets (the default)
    List,
    Explain(explain::Arguments),
    Check(check::Arguments),
    Extract(extract::Arguments),
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let outlets = match &arguments.outlets {
        Some(folder) => page::outlets(folder)?,
        None => Outlets::builtin().clone(),
    };
    let format = Format::or_fitting(arguments.format);
    match arguments.command.as_ref().unwrap_or(&Command::List) {
        Command::List => list::run(&outlets, format, arguments.lang),
        Command::Explain(explain) => explain::run(explain, &outlets, format, arguments.lang),
        Command::Check(check) => check::run(check, &outlets, format, arguments.lang, talk),
        Command::Extract(extract) => extract::run(extract, &outlets, arguments.format, talk),
    }
}
