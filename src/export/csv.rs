//! Stories as CSV (RFC 4180): commas, UTF-8, one row a claim below a row with the names of the columns.
//!
//! It begins with a byte order mark, without which Excel reads UTF-8 as something else. The names of the columns
//! are English and stay the same in every language, for programs. A text that a spreadsheet might take for a
//! formula gets a `'` before it, and characters that act on a screen are made [visible]:
//! tables are looked at on terminals too.

use super::column::{COLUMNS, Cell, rows};
use super::{Export, formula, story, unwritten};
use crate::annotate::visible;
use crate::error::Error;
use crate::store::Store;
use std::borrow::Cow;
use std::io::{self, Write};

/// The byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn write(store: &dyn Store, export: &Export, to: &mut dyn Write) -> Result<usize, Error> {
    to.write_all(MARK).map_err(unwritten)?;
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(to);
    table.write_record(COLUMNS.iter().map(|column| column.name)).map_err(refused)?;
    let stories = story::each(store, export.filter, &mut |story| {
        rows(story, export.lang).try_for_each(|row| {
            let fields = COLUMNS.iter().map(|column| field((column.cell)(&row)).into_owned());
            table.write_record(fields).map_err(refused)
        })
    })?;
    table.flush().map_err(unwritten)?;
    Ok(stories)
}

/// A cell as the text of a field.
fn field(cell: Cell) -> Cow<str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Address(text) => guarded(text),
        Cell::When(text) => guarded(Cow::Borrowed(text)),
        Cell::Count(number) => Cow::Owned(number.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Holds(holds) => Cow::Owned(holds.to_string()),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Moment(at) => Cow::Owned(at.to_string()),
    }
}

/// A text that no spreadsheet takes for a formula and that does nothing to a terminal.
fn guarded(text: Cow<str>) -> Cow<str> {
    let text = match visible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => Cow::Owned(shown),
    };
    if formula::is_risky(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

fn refused(error: ::csv::Error) -> Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => unwritten(error),
        other => unwritten(io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader of CSV gets of a text that was written.
    fn read_back(text: &str) -> String {
        let mut table = ::csv::Writer::from_writer(Vec::new());
        table
            .write_record(["1", &field(Cell::Text(Cow::Borrowed(text)))])
            .expect("a record is written to memory");
        let bytes = table.into_inner().expect("memory takes everything");
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let record = reader.records().next().expect("there is a record").expect("it can be read");
        record.get(1).expect("it has two fields").to_owned()
    }

    #[test]
    fn numbers_stay_numbers_and_texts_are_no_formulas() {
        for (cell, expected) in [
            (Cell::Count(-3), "-3"),
            (Cell::Number(0.91), "0.91"),
            (Cell::Holds(true), "true"),
            (Cell::Day(jiff::civil::date(2024, 10, 8)), "2024-10-08"),
            (Cell::Moment("2024-10-09T02:00:00Z".parse().expect("a time")), "2024-10-09T02:00:00Z"),
            (Cell::Empty, ""),
            (Cell::Text(Cow::Borrowed("-3")), "'-3"),
            (Cell::Text(Cow::Borrowed("=HYPERLINK(\"http://x\")")), "'=HYPERLINK(\"http://x\")"),
            (Cell::Address(Cow::Borrowed("@x")), "'@x"),
            (Cell::Text(Cow::Borrowed("Lurah, DW")), "Lurah, DW"),
        ] {
            assert_eq!(field(cell), expected);
        }
    }

    proptest! {
        #[test]
        fn a_cell_reads_back_to_its_text_and_begins_no_formula(text in "[ \t\r\n=+@＝,;\"'a-é\u{202e}-]{0,12}|\\PC{0,20}") {
            let read = read_back(&text);
            let shown = visible(&text);
            prop_assert!(read == shown || read == format!("'{shown}"), "{text:?} became {read:?}");
            prop_assert!(!formula::is_risky(&read), "{read:?}");
        }
    }
}
