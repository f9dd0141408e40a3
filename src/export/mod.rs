//! Exports: filtered stories as tables and lines for other programs, and the draft of a report form.
//!
//! A CSV or XLSX file has one row for each claim of a story's article, and one with empty columns for an article
//! without any; [`mod@column`] lists the columns. A JSONL file has one object for each story with all of its evidence.
//! Stories are read page by page, so that an export of any length needs no more memory than a short one; XLSX
//! alone is made in memory, and has a bound.
//!
//! What comes from pages is foreign text. In a table none of it becomes a formula: see [`formula`].

mod column;
mod csv;
pub(crate) mod form;
mod formula;
mod json;
mod jsonl;
#[cfg(test)]
mod sample;
mod story;
mod word;
mod xlsx;

pub(crate) use json::{ClaimRow, GivenRow, StageRow};

use crate::error::Error;
use crate::lang::Lang;
use crate::store::{Filter, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::Write;

/// What stories are exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A table with commas, one row a claim, in UTF-8
    Csv,
    /// A workbook for Excel and LibreOffice, one row a claim
    Xlsx,
    /// One JSON object a story and line, with all of its evidence
    Jsonl,
}

/// What is exported, and how it speaks of itself.
#[derive(Clone, Debug)]
pub(crate) struct Export<'a> {
    /// Which stories. A limit of `usize::MAX` is none.
    pub(crate) filter: &'a Filter,
    /// The filter in words, for the sheet that explains a workbook.
    pub(crate) told: &'a str,
    /// The language of words that are netra's own.
    pub(crate) lang: Lang,
    /// When it is made.
    pub(crate) now: Timestamp,
}

impl Format {
    /// The name of a file of a day: `netra-2024-11-06.csv`. Nothing that anybody typed is in it.
    pub(crate) fn file_name(self, day: Date) -> String {
        let extension = match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Jsonl => "jsonl",
        };
        format!("netra-{day}.{extension}")
    }
}

/// Writes the stories that are asked for; how many they were.
///
/// # Errors
///
/// Where the store cannot be read or `to` not be written, and of kind [`Usage`](crate::ErrorKind::Usage) where
/// there are more rows than a workbook is made with.
pub(crate) fn write(
    store: &dyn Store,
    export: &Export,
    format: Format,
    to: &mut dyn Write,
) -> Result<usize, Error> {
    match format {
        Format::Csv => csv::write(store, export, to),
        Format::Xlsx => xlsx::write(store, export, to),
        Format::Jsonl => jsonl::write(store, export, to),
    }
}

/// That the results could not be written.
fn unwritten(error: std::io::Error) -> Error {
    Error::io("cannot write the export", error)
}

#[cfg(test)]
mod tests;
