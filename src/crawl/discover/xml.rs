//! Feeds and sitemaps as XML that may be broken: the elements that they repeat, each with the fields that are asked
//! for.
//!
//! A reader of XML must stop at the first error. Here one entry is lost to it, or none: what is mended stands in
//! [`MENDS`] and [`reference()`], what is passed over in [`Records`]. Entities that a document declares are never
//! expanded, since all before its root is left out, and a reference that HTML does not know stays as it is written.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The text of a document, mended.
type Mend = fn(&str) -> Cow<'_, str>;

/// What is wrong with documents and can be put right before they are read, in this order.
const MENDS: [Mend; 2] = [
    // Text that was pasted from a word processor brings characters that XML does not allow, and no one sees.
    without_controls,
    // `Harga < Rp10 ribu`: a title that was not escaped would begin a tag that swallows what follows.
    with_lone_angles_escaped,
];

/// The most bytes of a field that are read.
const LONGEST_FIELD: usize = 4096;
/// The most fields of an entry.
const MOST_FIELDS: usize = 64;
/// How many open elements inside an entry are known by name.
const DEEPEST: usize = 64;
/// How often reading goes on behind an error that would end it. Each time may cost a look at all that follows.
const MOST_ERRORS: usize = 32;

/// The document from its root element on, mended, and the local name of that element; else the name of its first
/// element, or nothing where it has none.
///
/// Blank lines, byte order marks and warnings of PHP stand before the root, and a declaration whose charset is no
/// longer true.
pub(super) fn document<'a>(
    text: &'a str,
    roots: &[&str],
) -> Result<(&'a str, Cow<'a, str>), Option<&'a str>> {
    let mut first = None;
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text[at + 1..];
        let end = rest.find(|char: char| !(char.is_alphanumeric() || matches!(char, ':' | '-' | '_')));
        let name = local(&rest[..end.unwrap_or(rest.len())]);
        if roots.contains(&name) {
            let mended = MENDS.iter().fold(Cow::Borrowed(&text[at..]), |text, mend| match text {
                Cow::Borrowed(text) => mend(text),
                Cow::Owned(text) => Cow::Owned(mend(&text).into_owned()),
            });
            return Ok((name, mended));
        }
        first = first.or(Some(name).filter(|name| !name.is_empty()));
    }
    Err(first)
}

/// An entry of a document.
#[derive(Debug)]
pub(super) struct Record {
    /// The local name of its element.
    pub(super) name: String,
    /// Those of its fields that were asked for, in its order.
    pub(super) fields: Vec<Field>,
}

/// A field of an entry.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name, as it was asked for.
    pub(super) name: &'static str,
    /// Its text and that of the elements in it.
    pub(super) text: String,
    /// Its attribute `href`.
    pub(super) href: Option<String>,
    /// Its attribute `rel`.
    pub(super) rel: Option<String>,
}

impl Record {
    /// The text of the first field with this name.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.name == name).map(|field| field.text.trim())
    }
}

/// The entries of a document, one after the other.
///
/// End tags need not fit: one closes the nearest open element of its name, or nothing. An entry whose end tag is
/// missing ends where the next begins. An entry that is cut off is left out.
pub(super) struct Records<'a> {
    rest: &'a str,
    reader: Reader<&'a [u8]>,
    /// The local names of the elements that are entries.
    names: &'static [&'static str],
    /// The names of the fields: `link` of an element right in the entry, `dc:date` of one with a prefix that the
    /// entry has not, `news/title` of an element in an element, by their local names.
    wanted: &'static [&'static str],
    errors: usize,
    open: Option<Open>,
}

/// An entry whose end is still to come.
struct Open {
    record: Record,
    /// The name of its element, with its prefix.
    name: String,
    /// The names of the elements that are open in it.
    path: Vec<String>,
    /// How many more are open, unnamed.
    deeper: usize,
    /// How many are open around the field that is read.
    field: Option<usize>,
}

impl<'a> Records<'a> {
    /// The entries of these local names in a document.
    pub(super) fn of(
        document: &'a str,
        names: &'static [&'static str],
        wanted: &'static [&'static str],
    ) -> Records<'a> {
        Records { rest: document, reader: reader(document), names, wanted, errors: 0, open: None }
    }

    /// Goes on with the next entry behind an error.
    fn recover(&mut self) -> Option<()> {
        self.errors += 1;
        self.open = None;
        let at = usize::try_from(self.reader.error_position()).ok()?;
        self.rest = self.rest.get(at + 1..).filter(|_| self.errors <= MOST_ERRORS)?;
        let begins = |at: usize| {
            let name =
                self.rest[at + 1..].split(|char: char| !(char.is_alphanumeric() || char == ':')).next();
            name.is_some_and(|name| self.names.contains(&local(name)))
        };
        let next = memchr::memchr_iter(b'<', self.rest.as_bytes()).find(|&at| begins(at))?;
        self.rest = &self.rest[next..];
        self.reader = reader(self.rest);
        Some(())
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            match (self.reader.read_event(), &mut self.open) {
                (Ok(Event::Eof), _) => return None,
                (Ok(Event::Start(tag)), open) => {
                    let name = tag.name();
                    match open {
                        Some(inside) if inside.name != name.as_ref() => inside.start(&tag, self.wanted),
                        _ if self.names.contains(&local(name.as_ref())) => {
                            if let Some(unclosed) = open.replace(Open::new(name.as_ref())) {
                                return Some(unclosed.record);
                            }
                        }
                        _ => {}
                    }
                }
                (Ok(Event::Empty(tag)), Some(open)) => {
                    open.start(&tag, self.wanted);
                    open.end(tag.name().as_ref());
                }
                (Ok(Event::End(tag)), Some(open)) => {
                    if tag.name().as_ref() == open.name {
                        return self.open.take().map(|open| open.record);
                    }
                    open.end(tag.name().as_ref());
                }
                (Ok(Event::Text(text)), Some(open)) => open.text(&text),
                (Ok(Event::CData(text)), Some(open)) => open.text(&text),
                (Ok(Event::GeneralRef(name)), Some(open)) => open.text(&reference(&name)),
                (Ok(_), _) => {}
                (Err(_), _) => self.recover()?,
            }
        }
    }
}

impl Open {
    fn new(name: &str) -> Open {
        let record = Record { name: local(name).to_owned(), fields: Vec::new() };
        Open { record, name: name.to_owned(), path: Vec::new(), deeper: 0, field: None }
    }

    fn start(&mut self, tag: &BytesStart, wanted: &'static [&'static str]) {
        let name = tag.name();
        if self.field.is_none()
            && self.record.fields.len() < MOST_FIELDS
            && let Some(name) = wanted.iter().find(|wanted| self.is(wanted, name.as_ref()))
        {
            let value = |name: &str| {
                let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
                Some(html_escape::decode_html_entities(found.value.as_ref()).into_owned())
            };
            let (href, rel) = (value("href"), value("rel"));
            self.record.fields.push(Field { name, text: String::new(), href, rel });
            self.field = Some(self.path.len());
        }
        if self.path.len() < DEEPEST {
            self.path.push(name.as_ref().to_owned());
        } else {
            self.deeper += 1;
        }
    }

    /// Whether an element of this name, here, is the field that is wanted.
    fn is(&self, wanted: &str, name: &str) -> bool {
        match (self.path.as_slice(), wanted.split_once('/')) {
            ([], None) => {
                let prefix = self.name.split_once(':').map(|(prefix, _)| prefix);
                let own = prefix.and_then(|prefix| name.strip_prefix(prefix)?.strip_prefix(':'));
                own.unwrap_or(name) == wanted
            }
            ([outer], Some((around, inside))) => local(outer) == around && local(name) == inside,
            _ => false,
        }
    }

    fn end(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(at) = self.path.iter().rposition(|open| open == name) {
            self.path.truncate(at);
            self.field = self.field.filter(|&field| field < at);
        }
    }

    fn text(&mut self, text: &str) {
        if let (Some(_), Some(field)) = (self.field, self.record.fields.last_mut()) {
            let room = LONGEST_FIELD.saturating_sub(field.text.len());
            field.text.push_str(&text[..text.floor_char_boundary(room.min(text.len()))]);
        }
    }
}

fn reader(document: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(document);
    let config = reader.config_mut();
    // `?id=7&page=2` and `Dinas PU & PR` are written without care.
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// What a reference stands for: a character by its number, or by the name that HTML has for it, since news uses
/// `&nbsp;` and `&rsquo;` where XML knows neither. Any other stays as it is written.
fn reference(name: &str) -> String {
    html_escape::decode_html_entities(&format!("&{name};")).into_owned()
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn without_controls(text: &str) -> Cow<'_, str> {
    let is_forbidden = |char: char| char < ' ' && !matches!(char, '\t' | '\n' | '\r');
    if text.contains(is_forbidden) { Cow::Owned(text.replace(is_forbidden, "")) } else { Cow::Borrowed(text) }
}

fn with_lone_angles_escaped(text: &str) -> Cow<'_, str> {
    let mut escaped = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        let rest = &text[at..];
        let raw =
            [("![CDATA[", "]]>"), ("!--", "-->")].into_iter().find(|(begin, _)| rest.starts_with(begin));
        if let Some((_, end)) = raw {
            at = memchr::memmem::find(rest.as_bytes(), end.as_bytes()).map_or(text.len(), |end| at + end);
        } else if !rest
            .starts_with(|char: char| char.is_alphabetic() || matches!(char, '/' | '!' | '?' | '_'))
        {
            escaped.push_str(&text[copied..start]);
            escaped.push_str("&lt;");
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    escaped.push_str(&text[copied..]);
    Cow::Owned(escaped)
}
