//! Output: results to standard output, one after another, bad input in its place.

use super::Talk;
use super::exit::Exit;
use super::input::{Entry, Record, Source};
use super::terminal::Marking;
use crate::error::{Error, ErrorKind};
use crate::text::Unit;
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the text with its evidence in colour, and tables
    Text,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
}

impl Format {
    /// What is asked for, or else what suits whoever reads standard output.
    pub(super) fn or_fitting(asked: Option<Format>) -> Format {
        asked.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl })
    }
}

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Offsets {
    /// Bytes of UTF-8
    Byte,
    /// Unicode characters, as Python counts
    Char,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Unit {
        match offsets {
            Offsets::Byte => Unit::Byte,
            Offsets::Char => Unit::Char,
            Offsets::Utf16 => Unit::Utf16,
        }
    }
}

/// Standard output.
pub(super) struct Output {
    to: BufWriter<StdoutLock<'static>>,
    format: Format,
    marking: Marking,
    written: u64,
}

/// What stands in the place of a bad record.
#[derive(Serialize)]
struct Bad {
    line: u64,
    error: String,
}

impl Output {
    pub(super) fn new(format: Format) -> Output {
        let marking = match AutoStream::choice(&io::stdout()) {
            ColorChoice::Never => Marking::Brackets,
            _ => Marking::Colour,
        };
        let to = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        Output { to, format, marking, written: 0 }
    }

    /// Writes one result as JSON.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Error> {
        let written = match self.format {
            Format::Json => {
                let before: &[u8] = if self.written == 0 { b"[\n" } else { b",\n" };
                self.to
                    .write_all(before)
                    .and_then(|()| serde_json::to_writer_pretty(&mut self.to, value).map_err(io::Error::from))
            }
            Format::Text | Format::Jsonl => serde_json::to_writer(&mut self.to, value)
                .map_err(io::Error::from)
                .and_then(|()| self.to.write_all(b"\n")),
        };
        self.written += 1;
        written.map_err(failed)
    }

    /// Writes one result that is JSON already.
    pub(super) fn raw(&mut self, json: &str) -> Result<(), Error> {
        let (before, after): (&[u8], &[u8]) = match (self.format, self.written) {
            (Format::Json, 0) => (b"[\n", b""),
            (Format::Json, _) => (b",\n", b""),
            (Format::Text | Format::Jsonl, _) => (b"", b"\n"),
        };
        self.written += 1;
        let mut parts = [before, json.as_bytes(), after].into_iter();
        parts.try_for_each(|part| self.to.write_all(part)).map_err(failed)
    }

    /// Writes one result for people, by `write`, which is told how to mark evidence.
    pub(super) fn text(
        &mut self,
        write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>, Marking) -> io::Result<()>,
    ) -> Result<(), Error> {
        self.written += 1;
        write(&mut self.to, self.marking).map_err(failed)
    }

    /// How results are written.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Writes what is still held back and what closes the format.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        if self.format == Format::Json {
            let end: &[u8] = if self.written == 0 { b"[]\n" } else { b"\n]\n" };
            self.to.write_all(end).map_err(failed)?;
        }
        self.to.flush().map_err(failed)
    }
}

pub(super) fn failed(error: io::Error) -> Error {
    Error::io("cannot write to standard output", error)
}

/// Reads every record of `paths` and has `write` write what it gives, in order. A bad record is reported in
/// its place and on standard error; a bad path on standard error only. Both leave the rest to be done.
pub(super) fn each_record(
    paths: &[PathBuf],
    talk: Talk,
    output: &mut Output,
    mut write: impl FnMut(Record, &mut Output) -> Result<(), Error>,
) -> Result<Exit, Error> {
    let mut exit = Exit::Done;
    let (mut good, mut bad) = (0_u64, 0_u64);
    for source in sources(paths)? {
        source.read(talk, &mut |Entry { line, record, drained }| {
            match record {
                Ok(record) => {
                    good += 1;
                    write(record, output)?;
                }
                Err(error) => {
                    bad += 1;
                    exit = exit.or(Exit::from(&error));
                    talk.complain(format_args!("{source}: {error:#}"));
                    if output.format != Format::Text && error.kind() == ErrorKind::BadData {
                        output.json(&Bad { line, error: error.to_string() })?;
                    }
                }
            }
            if drained { output.to.flush().map_err(failed) } else { Ok(()) }
        })?;
    }
    talk.report(format_args!("{good} records read, {bad} refused"));
    Ok(exit)
}

/// What `paths` name; standard input where there are none and it is not a person's keyboard.
pub(super) fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Error> {
    if paths.is_empty() && io::stdin().is_terminal() {
        let why = "nothing to read: name a file, or `-` for one JSON record a line from standard input";
        return Err(Error::new(ErrorKind::Usage, why));
    }
    if paths.is_empty() {
        return Ok(vec![Source::Stdin]);
    }
    paths.iter().map(|path| Source::of(path)).collect()
}
