//! `netra search`: the articles in which words stand.

use super::Talk;
use super::config::{Config, Place};
use super::exit::Exit;
use super::filters::Filters;
use super::flags::cut;
use super::lang::Lang;
use super::output::{Format, Output};
use super::terminal::{Marking, styled};
use crate::annotate::{line, visible};
use crate::date;
use crate::error::{Error, ErrorKind};
use crate::store::{self, Filter, Hit, Scope};
use crate::text::Span;
use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};

/// How many characters of a text are shown, and how many of them may stand before the first hit.
const EXCERPT: usize = 160;
const BEFORE: usize = 60;

/// Finds the articles in which words stand, in any of their forms
///
/// All words must be there: `dukung` also finds mendukung and dukungan. Words in "…" stand next to each other, and
/// -word excludes: `netra search 'camat "calon bupati" -tolak'`. The best match comes first, then the newest.
/// Flagged or not, all stored articles are searched.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// What to look for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,

    /// How to write the results [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,

    /// Only flagged articles
    #[arg(long, help_heading = "Filters")]
    flagged: bool,

    #[command(flatten)]
    filters: Filters,
}

/// An article that was found, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    id: i64,
    story: i64,
    url: &'a str,
    outlet: &'a str,
    title: Option<&'a str>,
    day: Date,
    score: f64,
    flagged: bool,
    /// A part of the text, in one line.
    excerpt: &'a str,
    /// Where in the excerpt the words stand, in bytes.
    hits: &'a [Span],
}

/// A part of a text in one line, and where in it the words stand that were looked for.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    text: String,
    hits: Vec<Span>,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let query = arguments.query.join(" ");
    if !query.contains(char::is_alphanumeric) {
        return Err(Error::new(ErrorKind::Usage, "there is no word in the query"));
    }
    let config = Config::find(arguments.place.config.as_deref())?;
    let filter = Filter {
        scope: if arguments.flagged { Scope::Flagged } else { Scope::All },
        ..arguments.filters.filter(&config)?
    };
    let store = store::open_existing(&config.store(arguments.place.store.as_deref()))?;
    let hits = store.search(&query, &filter)?;
    let mut output = Output::new(Format::or_fitting(arguments.format));
    for hit in &hits {
        let title = hit.title.as_deref().filter(|title| hit.text.starts_with(title));
        let excerpt = excerpt(&hit.text, title.map_or(0, str::len), &hit.spans);
        match output.format() {
            Format::Text => output.text(|to, marking| block(to, hit, &excerpt, arguments.lang, marking))?,
            _ => output.json(&Row::of(hit, &excerpt))?,
        }
    }
    output.finish()?;
    match hits.len() {
        0 => talk.complain(format_args!("{}", nothing(arguments, &query))),
        found if found == filter.limit => talk.complain(format_args!("{}", cut(found, arguments.lang))),
        _ => {}
    }
    Ok(Exit::Done)
}

impl<'a> Row<'a> {
    fn of(hit: &'a Hit, excerpt: &'a Excerpt) -> Row<'a> {
        Row {
            id: hit.article,
            story: hit.story,
            url: &hit.canonical,
            outlet: &hit.outlet,
            title: hit.title.as_deref(),
            day: hit.day,
            score: hit.score,
            flagged: hit.flagged,
            excerpt: &excerpt.text,
            hits: &excerpt.hits,
        }
    }
}

fn block(to: &mut impl Write, hit: &Hit, excerpt: &Excerpt, lang: Lang, marking: Marking) -> io::Result<()> {
    let bold = Style::new().bold();
    styled(to, bold, &format!("{:>5}", hit.article), marking)?;
    write!(to, "  {:.2}  {}  {}  ", hit.score, date::day(hit.day, lang), line(&hit.outlet))?;
    let title = hit.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)")));
    styled(to, bold, &line(title), marking)?;
    to.write_all(b"\n       ")?;
    let mut from = 0;
    for span in &excerpt.hits {
        to.write_all(visible(&excerpt.text[from..span.start]).as_bytes())?;
        let found = visible(&excerpt.text[span.range()]);
        match marking {
            Marking::Colour => styled(to, AnsiColor::Yellow.on_default().bold(), &found, marking)?,
            Marking::Brackets => write!(to, "»{found}«")?,
        }
        from = span.end;
    }
    to.write_all(visible(&excerpt.text[from..]).as_bytes())?;
    writeln!(to)
}

/// The part of a text around the first hit that does not stand in its title, or else around the first one.
fn excerpt(text: &str, title: usize, spans: &[Span]) -> Excerpt {
    let first = spans.iter().find(|span| span.start >= title).or(spans.first());
    let hit = first.map_or(title, |span| span.start);
    // The title stands above the excerpt already.
    let earliest = if hit >= title { title } else { 0 };
    let start = begin(text, earliest, hit);
    let end =
        text[start..].char_indices().nth(EXCERPT).map_or(text.len(), |(at, _)| word_end(text, start + at));
    let mut made = Excerpt { text: String::new(), hits: Vec::new() };
    if !text[earliest..start].trim().is_empty() {
        made.text.push('…');
    }
    let mut from = start;
    for span in spans.iter().filter(|span| span.start >= start && span.end <= end) {
        // Two phrases may share a word, which is shown once.
        let begin = span.start.max(from);
        made.add(&text[from..begin]);
        let at = made.text.len();
        made.add(&text[begin..span.end.max(begin)]);
        if at < made.text.len() {
            made.hits.push(Span::new(at, made.text.len()));
        }
        from = span.end.max(begin);
    }
    made.add(&text[from..end]);
    let length = made.text.trim_end().len();
    if made.hits.last().is_none_or(|hit| hit.end <= length) {
        made.text.truncate(length);
    }
    if !text[end..].trim().is_empty() {
        made.text.push('…');
    }
    made
}

/// Where an excerpt begins: at most so many characters before the hit, at the start of a word.
fn begin(text: &str, earliest: usize, hit: usize) -> usize {
    let before = &text[earliest..hit];
    let Some((at, _)) = before.char_indices().rev().nth(BEFORE) else {
        return earliest + (before.len() - before.trim_start().len());
    };
    match before[at..].find(char::is_whitespace) {
        Some(space) => hit - before[at + space..].trim_start().len(),
        None => earliest + at,
    }
}

/// The end of the last whole word before `end`, if there is one not far from it.
fn word_end(text: &str, end: usize) -> usize {
    const FAR: usize = 40;
    match text[..end].rfind(char::is_whitespace) {
        Some(space) if end - space <= FAR && !text[end..].starts_with(char::is_whitespace) => space,
        _ => end,
    }
}

impl Excerpt {
    /// Adds a part of the text, its white space as single spaces.
    fn add(&mut self, part: &str) {
        for char in part.chars() {
            match char.is_whitespace() {
                true if self.text.is_empty() || self.text.ends_with([' ', '…']) => {}
                true => self.text.push(' '),
                false => self.text.push(char),
            }
        }
    }
}

/// Why nothing was found.
fn nothing(arguments: &Arguments, query: &str) -> String {
    let lang = arguments.lang;
    let what = match arguments.flagged {
        true => ("no flagged article has", "tidak ada artikel yang ditandai yang memuat"),
        false => ("no stored article has", "tidak ada artikel tersimpan yang memuat"),
    };
    format!("{} “{query}”{}", lang.pick(what), arguments.filters.told(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_share_a_word_are_shown_as_one_after_the_other() {
        let made = excerpt("calon bupati hulu.", 0, &[Span::new(0, 12), Span::new(6, 17)]);
        assert_eq!(made.text, "calon bupati hulu.");
        assert_eq!(made.hits, [Span::new(0, 12), Span::new(12, 17)]);
        let made = excerpt("calon bupati hulu.", 0, &[Span::new(0, 12), Span::new(6, 12)]);
        assert_eq!(made.hits, [Span::new(0, 12)]);
    }

    /// The excerpt with its hits in brackets, around the words of `text` that stand in brackets there.
    #[track_caller]
    fn check(marked: &str, title: &str, expected: &str) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for (number, part) in marked.split(['[', ']']).enumerate() {
            if number % 2 == 1 {
                spans.push(Span::new(text.len(), text.len() + part.len()));
            }
            text.push_str(part);
        }
        let made = excerpt(&text, title.len(), &spans);
        let mut shown = made.text.clone();
        for span in made.hits.iter().rev() {
            shown.insert(span.end, ']');
            shown.insert(span.start, '[');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_part_around_the_first_hit_is_shown() {
        check("[Camat] itu\n\nhadir.", "", "[Camat] itu hadir.");
        check("Judul [camat]\n\nIsi tanpa kata itu.", "Judul camat", "Judul [camat] Isi tanpa kata itu.");
        check("Judul [camat]\n\nKata [camat] itu.", "Judul camat", "Kata [camat] itu.");
        check("", "", "");
        let many = "kata ".repeat(40);
        let before = "kata ".repeat(12);
        check(&format!("{many}[camat] hadir."), "", &format!("…{before}[camat] hadir."));
        // The hit, 31 words of five characters with their spaces, and no room for the next one.
        let after = "kata ".repeat(30);
        check(&format!("[camat] {many}"), "", &format!("[camat] {after}kata…"));
        let long = "x".repeat(300);
        check(&format!("[camat]{long}"), "", &format!("[camat]{}…", "x".repeat(155)));
        check(&format!("{long}[camat]"), "", &format!("…{}[camat]", "x".repeat(61)));
    }
}
