//! Stories as a workbook: a sheet with one row a claim, and a sheet that says what it is.
//!
//! Every text is written as a text, never as a formula, and what a spreadsheet might take for one when it is edited
//! has the mark that Excel itself sets for texts. Only addresses of the web are links. Characters that act on a
//! screen are made [visible], since a workbook is for people. Times are on the clock of
//! central Indonesia: workbooks know no zones.

use super::column::{COLUMNS, Cell, Column, rows};
use super::{Export, formula, story, unwritten};
use crate::annotate::visible;
use crate::crawl::{Address, Zone};
use crate::date;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::store::Store;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The most rows: a workbook is made in memory.
const MOST: u32 = 50_000;

/// The longest text of a cell, in units of UTF-16, as Excel counts.
const LONGEST: usize = 32_000;

/// The longest address that is a link; Excel has a bound of 2080.
const LONGEST_LINK: usize = 2000;

pub(super) fn write(store: &dyn Store, export: &Export, to: &mut dyn Write) -> Result<usize, Error> {
    let mut table = Table::new(export.lang).map_err(refused)?;
    let mut models = BTreeSet::new();
    let stories = story::each(store, export.filter, &mut |story| {
        models.insert(story.record.model.clone());
        for row in rows(story, export.lang) {
            if table.rows == MOST {
                return Err(too_many());
            }
            table.add(COLUMNS.iter().map(|column| (column.cell)(&row))).map_err(refused)?;
        }
        Ok(())
    })?;
    let facts = Facts { stories, rows: table.rows, models };
    let sheets = [table.finish().map_err(refused)?, explanation(export, &facts).map_err(refused)?];
    to.write_all(&workbook(export, sheets).map_err(refused)?).map_err(unwritten)?;
    Ok(stories)
}

/// What a workbook holds, for the sheet that explains it.
struct Facts {
    stories: usize,
    rows: u32,
    models: BTreeSet<String>,
}

/// The sheet with the stories while it is written.
struct Table {
    sheet: Worksheet,
    looks: Looks,
    rows: u32,
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    risky: Format,
    link: Format,
    number: Format,
    day: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Looks {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Looks {
            head: text.clone().set_bold().set_background_color(Color::RGB(0xe7e6e6)),
            risky: text.clone().set_quote_prefix(),
            link: Format::new().set_align(FormatAlign::Top).set_font_color(Color::RGB(0x0b_57_a4)),
            number: text.clone().set_num_format("0.00"),
            day: text.clone().set_num_format("yyyy-mm-dd"),
            moment: text.clone().set_num_format("yyyy-mm-dd hh:mm"),
            text,
        }
    }
}

impl Table {
    fn new(lang: Lang) -> Result<Table, XlsxError> {
        let looks = Looks::new();
        let mut sheet = Worksheet::new();
        sheet.set_name(lang.pick(("Stories", "Berita")))?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        for (at, column) in (0..).zip(&COLUMNS) {
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, lang.pick(column.title), &looks.head)?;
        }
        Ok(Table { sheet, looks, rows: 0 })
    }

    fn add<'s>(&mut self, cells: impl Iterator<Item = Cell<'s>>) -> Result<(), XlsxError> {
        self.rows += 1;
        for (at, cell) in (0..).zip(cells) {
            self.put(at, cell)?;
        }
        Ok(())
    }

    fn put(&mut self, at: u16, cell: Cell) -> Result<(), XlsxError> {
        let Table { sheet, looks, rows: row } = self;
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => write_text(sheet, looks, *row, at, &text)?,
            Cell::Address(address) if is_link(&address) => {
                sheet.write_url_with_format(*row, at, address.as_ref(), &looks.link)?;
            }
            Cell::Address(text) => write_text(sheet, looks, *row, at, &text)?,
            Cell::When(text) => match (text.parse::<Timestamp>(), text.parse()) {
                (Ok(moment), _) => self.put(at, Cell::Moment(moment))?,
                (_, Ok(day)) => self.put(at, Cell::Day(day))?,
                _ => write_text(sheet, looks, *row, at, text)?,
            },
            Cell::Count(number) => {
                sheet.write_number_with_format(*row, at, number as f64, &looks.text)?;
            }
            Cell::Number(number) => {
                sheet.write_number_with_format(*row, at, number, &looks.number)?;
            }
            Cell::Holds(holds) => {
                sheet.write_boolean_with_format(*row, at, holds, &looks.text)?;
            }
            Cell::Day(day) => match excel(day.at(0, 0, 0, 0)) {
                Some(known) => drop(sheet.write_datetime_with_format(*row, at, &known, &looks.day)?),
                None => write_text(sheet, looks, *row, at, &day.to_string())?,
            },
            Cell::Moment(moment) => match excel(Zone::Wita.offset().to_datetime(moment)) {
                Some(known) => drop(sheet.write_datetime_with_format(*row, at, &known, &looks.moment)?),
                None => write_text(sheet, looks, *row, at, &moment.to_string())?,
            },
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let last = u16::try_from(COLUMNS.len() - 1).expect("there are few columns");
        self.sheet.autofilter(0, 0, self.rows, last)?;
        self.sheet.set_repeat_rows(0, 0)?;
        Ok(self.sheet)
    }
}

/// The sheet that says what the workbook is, how it is to be read, and what its columns mean.
fn explanation(export: &Export, facts: &Facts) -> Result<Worksheet, XlsxError> {
    let (lang, looks) = (export.lang, Looks::new());
    let now = Zone::Wita.offset().to_datetime(export.now);
    let made = format!("{}, {} {}", date::day(now.date(), lang), date::time(now.time(), lang), Zone::Wita);
    let models: Vec<&str> = facts.models.iter().map(String::as_str).collect();
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.pick(("About", "Keterangan")))?;
    sheet.set_column_width(0, 26)?.set_column_width(1, 26)?.set_column_width(2, 90)?;
    let caution = lang.pick((
        "What stands here is what outlets report. A suspicion is not a finding, and a score is not evidence: read the \
         article before you judge, and look for a later report of the same case.",
        "Isinya adalah yang diberitakan media. Dugaan bukan putusan dan skor bukan bukti: baca artikelnya sebelum \
         menilai, dan periksa apakah ada berita lanjutan tentang kasus yang sama.",
    ));
    let facts = [
        (("Caution", "Peringatan"), caution.to_owned()),
        (("Made", "Dibuat"), made),
        (("Filter", "Saringan"), match export.told.trim() {
            "" => lang.pick(("none", "tidak ada")).to_owned(),
            told => told.to_owned(),
        }),
        (("Stories", "Jumlah berita"), facts.stories.to_string()),
        (("Rows", "Jumlah baris"), facts.rows.to_string()),
        (("Model", "Model"), models.join(", ")),
        (("Times", "Waktu"), lang.pick(("on the clock of central Indonesia (WITA)", "menurut WITA")).to_owned()),
        (
            ("Rows are", "Satu baris"),
            lang.pick((
                "one claim of an article; an article without any has one row with these columns empty",
                "satu dugaan dalam satu artikel; artikel tanpa dugaan mendapat satu baris dengan kolom dugaan kosong",
            ))
            .to_owned(),
        ),
    ];
    let mut row = 0;
    for (name, value) in facts {
        sheet.write_string_with_format(row, 0, lang.pick(name), &looks.head)?;
        write_text(&mut sheet, &looks, row, 2, &value)?;
        row += 1;
    }
    row += 1;
    for (at, head) in (0..).zip([
        ("Column", "Kolom"),
        ("Name in CSV and JSONL", "Nama di CSV dan JSONL"),
        ("Meaning", "Arti"),
    ]) {
        sheet.write_string_with_format(row, at, lang.pick(head), &looks.head)?;
    }
    for Column { name, title, about, .. } in &COLUMNS {
        row += 1;
        write_text(&mut sheet, &looks, row, 0, lang.pick(*title))?;
        write_text(&mut sheet, &looks, row, 1, name)?;
        write_text(&mut sheet, &looks, row, 2, lang.pick(*about))?;
    }
    Ok(sheet)
}

fn workbook(export: &Export, sheets: [Worksheet; 2]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_author("netra");
    if let Some(now) = excel(Offset::UTC.to_datetime(export.now)) {
        properties = properties.set_creation_datetime(&now);
    }
    workbook.set_properties(&properties);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// Writes a text as a text, whatever it looks like.
fn write_text(sheet: &mut Worksheet, looks: &Looks, row: u32, at: u16, text: &str) -> Result<(), XlsxError> {
    let look = if formula::is_risky(text) { &looks.risky } else { &looks.text };
    sheet.write_string_with_format(row, at, shown(text), look)?;
    Ok(())
}

/// A text as a cell can hold it: visible, and not longer than Excel allows.
fn shown(text: &str) -> String {
    let mut room = LONGEST;
    let mut shown = String::new();
    for char in visible(text).chars() {
        match room.checked_sub(char.len_utf16()) {
            Some(rest) => room = rest,
            None => {
                shown.push('…');
                break;
            }
        }
        shown.push(char);
    }
    shown
}

/// Whether a text is an address of the web as it stands.
fn is_link(text: &str) -> bool {
    text.len() <= LONGEST_LINK && Address::read(text).is_some_and(|address| address.to_string() == text)
}

/// A time as Excel counts it, which begins in 1900.
fn excel(at: DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(at.year()).ok()?;
    let part = |number: i8| u8::try_from(number).ok();
    let day = ExcelDateTime::from_ymd(year, part(at.month())?, part(at.day())?).ok()?;
    day.and_hms(u16::from(part(at.hour())?), part(at.minute())?, f64::from(at.second())).ok()
}

/// That there are more rows than a workbook is made with.
fn too_many() -> Error {
    let why = format!(
        "there are more than {MOST} rows, which is too many for a workbook: narrow the filters, or take csv or jsonl"
    );
    Error::new(ErrorKind::Usage, why)
}

fn refused(error: XlsxError) -> Error {
    unwritten(io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters_and_say_so() {
        assert_eq!(shown("Camat\u{202e}\u{1b}"), "Camat⟨U+202E⟩⟨U+001B⟩");
        let long = shown(&"🙂".repeat(LONGEST));
        assert_eq!(long.chars().count(), LONGEST / 2 + 1);
        assert!(long.ends_with("🙂…"));
        assert_eq!(shown(&"a".repeat(LONGEST)), "a".repeat(LONGEST));
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for text in ["https://kabar.example/lurah", "http://kabar.example/?p=1&q=%20"] {
            assert!(is_link(text), "{text}");
        }
        let long = format!("https://kabar.example/{}", "a".repeat(LONGEST_LINK));
        for text in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "//kabar.example/",
            "mailto:a@b.example",
            "=1",
            long.as_str(),
        ] {
            assert!(!is_link(text), "{text}");
        }
    }

    #[test]
    fn days_before_excel_are_no_dates() {
        let at = |text: &str| text.parse::<DateTime>().expect("a time");
        assert!(excel(at("2024-10-08T09:30:00")).is_some());
        assert!(excel(at("1899-12-30T09:30:00")).is_none());
        assert!(excel(at("-000001-01-01T00:00:00")).is_none());
    }
}
