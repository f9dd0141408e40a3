//! Input: the records that files and standard input hold, one after another and never all at once.

use super::Talk;
use crate::article::{Article, parse_with};
use crate::crawl::{Outlets, Page};
use crate::error::{Error, ErrorKind};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The most bytes of one record. A longer one is refused, so that memory has a bound.
const LONGEST: u64 = 16 << 20;

/// The room kept for the next line when a long one has passed.
const USUAL: usize = 1 << 20;

/// An article as a file or a line gives it.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) id: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<Date>,
    content: Content,
    /// What people say of the article.
    pub(super) labels: Labels,
}

/// What people say of an article, as it stands in its record. Only measuring reads it, so whatever stands
/// there does not make a record a bad one.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) label: Option<Value>,
    pub(super) kind: Option<Value>,
    pub(super) subtype: Option<Value>,
    pub(super) borderline: Option<Value>,
    pub(super) group: Option<Value>,
    pub(super) dup_group: Option<Value>,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Page(Page),
}

impl Default for Content {
    fn default() -> Content {
        Content::Text(String::new())
    }
}

/// A record, or why there is none, and where it stands.
pub(super) struct Entry {
    /// The line of its source, from 1.
    pub(super) line: u64,
    /// The record.
    pub(super) record: Result<Record, Error>,
    /// Whether all that was read so far is used up. Reading on may then have to wait for whoever writes the
    /// input, who may be waiting for what was found so far.
    pub(super) drained: bool,
}

impl Record {
    /// The record as an article: cleaned, and published on `published` if it does not say when. A page is read
    /// as one of `outlets`, or of those that are built in; what the record itself says comes before what the page says.
    pub(super) fn cleaned(self, published: Option<Date>, outlets: Option<&Outlets>) -> Article {
        let article = match self.content {
            Content::Page(page) => {
                let page = match &self.url {
                    Some(url) => page.with_url(url),
                    None => page,
                };
                parse_with(&page, outlets.unwrap_or_else(|| Outlets::builtin()))
            }
            Content::Text(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                match &self.title {
                    Some(title) => Article::new(title, text),
                    None => Article::from_text(text),
                }
            }
        };
        let published = self.published.or(article.published()).or(published);
        let url = self.url.or_else(|| article.url().map(str::to_owned));
        let outlet = self.outlet.or_else(|| article.outlet().map(str::to_owned));
        article.with_published(published).with_id(self.id).with_url(url).with_outlet(outlet)
    }

    /// The record as an article whose text is taken as it is. A page has no such text, so it is cleaned.
    pub(super) fn raw(self, published: Option<Date>, outlets: Option<&Outlets>) -> Article {
        match self.content {
            Content::Page(_) => self.cleaned(published, outlets),
            Content::Text(text) => Article::raw(&text)
                .with_published(self.published.or(published))
                .with_id(self.id)
                .with_url(self.url)
                .with_outlet(self.outlet),
        }
    }
}

/// Where records come from. Shown as the person who named it knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Standard input, one JSON record a line.
    Stdin,
    /// A file of one JSON record a line.
    Lines(PathBuf),
    /// A file of one JSON record.
    Json(PathBuf),
    /// A file of plain text.
    Text(PathBuf),
    /// A news page.
    Html(PathBuf),
    /// Lines that are built into the program, with the name of their file.
    BuiltIn(&'static str, &'static str),
}

impl Source {
    /// What `path` names, by the end of its name; `-` is standard input.
    pub(super) fn of(path: &Path) -> Result<Source, Error> {
        if path == Path::new("-") {
            return Ok(Source::Stdin);
        }
        let owned = path.to_owned();
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        Ok(match extension.as_deref() {
            Some("txt") => Source::Text(owned),
            Some("html" | "htm") => Source::Html(owned),
            Some("json") => Source::Json(owned),
            // A name without an end is a pipe such as /dev/fd/63.
            Some("jsonl" | "ndjson") | None => Source::Lines(owned),
            Some(_) => {
                let why = format!("{}: the name must end in .txt, .html, .json or .jsonl", path.display());
                return Err(Error::new(ErrorKind::Usage, why));
            }
        })
    }

    /// Gives every record to `visit`, in order, and last the error that keeps the rest from being read.
    /// Only `visit` can fail.
    pub(super) fn read(
        &self,
        talk: Talk,
        visit: &mut dyn FnMut(Entry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let unread = |error| Entry { line: 0, record: Err(error), drained: true };
        match self {
            Source::Stdin => lines(io::stdin().lock(), visit),
            Source::BuiltIn(_, text) => lines(text.as_bytes(), visit),
            Source::Lines(path) => match open(path) {
                Ok(file) => match talk.progress(file.metadata().map_or(0, |metadata| metadata.len())) {
                    Some(bar) => {
                        let result = lines(bar.wrap_read(file), visit);
                        bar.finish_and_clear();
                        result
                    }
                    None => lines(file, visit),
                },
                Err(error) => visit(unread(error)),
            },
            Source::Json(path) | Source::Text(path) | Source::Html(path) => {
                visit(self.whole(path).unwrap_or_else(unread))
            }
        }
    }

    /// The one record of a file.
    fn whole(&self, path: &Path) -> Result<Entry, Error> {
        let mut bytes = Vec::new();
        // A page is cut where it is too long; what is read of one tells that it was.
        let longest = if matches!(self, Source::Html(_)) { Page::LONGEST as u64 } else { LONGEST };
        let read = open(path)?.take(longest + 1).read_to_end(&mut bytes);
        read.map_err(|error| Error::io("cannot be read", error))?;
        let mut line = 1;
        let record = if bytes.len() as u64 > LONGEST {
            Err(too_long("the file"))
        } else {
            match self {
                Source::Json(_) => json(&bytes).map_err(|error| {
                    line = error.line().max(1) as u64;
                    not_a_record(line, &error)
                }),
                Source::Html(_) => {
                    Ok(Record { content: Content::Page(Page::new(bytes)), ..Record::default() })
                }
                _ => String::from_utf8(bytes)
                    .map(|text| Record { content: Content::Text(text), ..Record::default() })
                    .map_err(|error| {
                        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                        line = good.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
                        bad(format!("line {line} is not UTF-8"))
                    }),
            }
        };
        let record = record.map(|mut record| {
            let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            record.id = record.id.or_else(stem);
            record
        });
        Ok(Entry { line, record, drained: true })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Stdin => f.write_str("standard input"),
            Source::BuiltIn(name, _) => f.write_str(name),
            Source::Lines(path) | Source::Json(path) | Source::Text(path) | Source::Html(path) => {
                path.display().fmt(f)
            }
        }
    }
}

/// Opens a file, and says what is wrong with one that is none.
pub(super) fn open(path: &Path) -> Result<File, Error> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::new(ErrorKind::Io, "no such file"),
        _ => Error::io("cannot be read", error),
    })?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Error::new(ErrorKind::Io, "is a folder; name the files in it"));
    }
    Ok(file)
}

/// Gives the record of every line to `visit`; empty lines are none.
fn lines(input: impl Read, visit: &mut dyn FnMut(Entry) -> Result<(), Error>) -> Result<(), Error> {
    let mut reader = BufReader::with_capacity(1 << 16, input);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        bytes.shrink_to(USUAL);
        let record = match read_line(&mut reader, &mut bytes) {
            Ok(Line::End) => break,
            Ok(Line::TooLong) => Err(too_long(&format!("line {line}"))),
            Ok(Line::Whole) if without_mark(&bytes).iter().all(u8::is_ascii_whitespace) => continue,
            Ok(Line::Whole) => json(&bytes).map_err(|error| not_a_record(line, &error)),
            Err(error) => {
                let error = Error::io("cannot be read", error);
                return visit(Entry { line, record: Err(error), drained: true });
            }
        };
        let record = record.map(|mut record| {
            record.id = record.id.or_else(|| Some(line.to_string()));
            record
        });
        visit(Entry { line, record, drained: reader.buffer().is_empty() })?;
    }
    Ok(())
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads a line into `bytes`. Of one that is too long the rest is read and forgotten.
fn read_line(reader: &mut BufReader<impl Read>, bytes: &mut Vec<u8>) -> io::Result<Line> {
    let length = reader.by_ref().take(LONGEST + 1).read_until(b'\n', bytes)?;
    if length == 0 {
        return Ok(Line::End);
    }
    if length as u64 <= LONGEST || bytes.last() == Some(&b'\n') {
        return Ok(Line::Whole);
    }
    reader.skip_until(b'\n')?;
    Ok(Line::TooLong)
}

fn bad(why: String) -> Error {
    Error::new(ErrorKind::BadData, why)
}

fn too_long(what: &str) -> Error {
    bad(format!("{what} is longer than {} MiB", LONGEST >> 20))
}

/// What is wrong with the JSON of a line, without serde_json's own line number.
fn not_a_record(line: u64, error: &serde_json::Error) -> Error {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        serde_json::error::Category::Data => bad(format!("line {line} is not an article: {why}")),
        _ => bad(format!("line {line} is not JSON: {why} at column {}", error.column())),
    }
}

/// `bytes` without the byte order mark that some programs put before UTF-8.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The record that a JSON object holds.
fn json(bytes: &[u8]) -> Result<Record, serde_json::Error> {
    let fields: Fields = serde_json::from_slice(without_mark(bytes))?;
    let wrong = <serde_json::Error as serde::de::Error>::custom::<String>;
    let published = match fields.published.filter(|published| !published.trim().is_empty()) {
        Some(published) => Some(day(&published).ok_or_else(|| {
            wrong(format!("\"published\" must be YYYY-MM-DD or RFC 3339, got {published:?}"))
        })?),
        None => None,
    };
    let content = match (fields.text, fields.html) {
        (Some(text), _) => Content::Text(text),
        (None, Some(html)) => Content::Page(Page::from_text(html)),
        (None, None) => return Err(wrong("it has neither \"text\" nor \"html\"".to_owned())),
    };
    let id = fields.id.map(|id| match id {
        Id::Text(id) => id,
        Id::Number(id) => id.to_string(),
    });
    let labels = Labels {
        label: fields.label,
        kind: fields.kind,
        subtype: fields.subtype,
        borderline: fields.borderline,
        group: fields.group,
        dup_group: fields.dup_group,
    };
    Ok(Record { id, url: fields.url, outlet: fields.outlet, title: fields.title, published, content, labels })
}

/// The day in an RFC 3339 time or plain date: the day where the article was published, which is Western
/// Indonesia if the time is given in UTC.
fn day(time: &str) -> Option<Date> {
    let time = time.trim();
    let date = time.parse::<Date>().ok();
    date.or_else(|| {
        let timestamp = time.parse::<jiff::Timestamp>().ok()?;
        Some(jiff::tz::Offset::constant(7).to_datetime(timestamp).date())
    })
}

#[derive(Deserialize)]
struct Fields {
    id: Option<Id>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<String>,
    text: Option<String>,
    html: Option<String>,
    label: Option<Value>,
    kind: Option<Value>,
    subtype: Option<Value>,
    borderline: Option<Value>,
    group: Option<Value>,
    dup_group: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}
