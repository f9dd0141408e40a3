//! Tab-separated tables with a header line, built into the program.

/// A table of the lexicon: its header names the columns, the first of which is the key.
///
/// The tables are part of the program, so a broken one is a defect of the build: reading stops with the
/// file and the line, and the tests read every table.
pub(super) struct Table {
    file: &'static str,
    columns: usize,
    text: &'static str,
}

/// One row of a [`Table`].
pub(super) struct Row {
    file: &'static str,
    line: usize,
    cells: Vec<&'static str>,
}

/// The table in `data/lexicon/$file`, which must have these columns.
macro_rules! table {
    ($file:literal, [$($column:literal),+]) => {
        $crate::lexicon::table::Table::new($file, include_str!(concat!("../../data/lexicon/", $file)), &[$($column),+])
    };
}
pub(super) use table;

impl Table {
    pub(super) fn new(file: &'static str, text: &'static str, columns: &[&str]) -> Table {
        let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
        assert!(
            header == columns,
            "data/lexicon/{file}:1: the columns must be {columns:?}, found {header:?}"
        );
        Table { file, columns: columns.len(), text }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.text.lines().enumerate().skip(1).map(|(index, line)| {
            let row = Row { file: self.file, line: index + 1, cells: line.split('\t').collect() };
            if row.cells.len() != self.columns {
                row.refuse(&format!("{} cells where the header has {}", row.cells.len(), self.columns));
            }
            row
        })
    }
}

impl Row {
    /// The cell of a column, counted from 0.
    pub(super) fn get(&self, column: usize) -> &'static str {
        self.cells[column]
    }

    /// The cell of a column, read as a `T`.
    pub(super) fn parse<T>(&self, column: usize, read: impl Fn(&str) -> Option<T>) -> T {
        read(self.get(column))
            .unwrap_or_else(|| self.refuse(&format!("{:?} is not a value of this column", self.get(column))))
    }

    fn refuse(&self, why: &str) -> ! {
        panic!("data/lexicon/{}:{}: {why}", self.file, self.line)
    }
}
