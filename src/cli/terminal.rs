//! The text format: an article for people, with its evidence marked, and what was found in short tables.

use super::lang::{Lang, Word};
use crate::analysis::Analysis;
use crate::annotate::{Label, Mark, Segment, line, marks, segments, visible};
use crate::article::Article;
use crate::extract::{Allegation, Granularity};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// The most characters of a statement that its table shows.
pub(super) const EXCERPT: usize = 72;

/// The widest cell that the other rows of a table are aligned with.
const WIDEST: usize = 56;

/// How evidence is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    /// By colour.
    Colour,
    /// By brackets, where colour cannot be shown.
    Brackets,
}

/// Writes one article.
pub(super) fn write(
    to: &mut impl Write,
    article: &Article,
    analysis: &Analysis,
    lang: Lang,
    marking: Marking,
) -> io::Result<()> {
    let page = Page { article, analysis, lang, marking };
    page.head(to)?;
    page.text(to)?;
    page.verdict(to)?;
    page.people(to)?;
    page.dates(to)?;
    page.quotes(to)?;
    page.allegations(to)?;
    writeln!(to)
}

struct Page<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    lang: Lang,
    marking: Marking,
}

impl Page<'_> {
    fn head(&self, to: &mut impl Write) -> io::Result<()> {
        let published = self.article.published().map(|date| date.to_string());
        let dateline = self.article.dateline();
        let parts = [
            self.article.id(),
            self.article.outlet(),
            published.as_deref(),
            dateline.and_then(|dateline| dateline.place.as_deref()),
            dateline.and_then(|dateline| dateline.agency.as_deref()),
            self.article.is_advertorial().then(|| self.lang.say(Word::Advertorial)),
            self.analysis.truncated.then(|| self.lang.say(Word::Truncated)),
            self.article.url(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let rule = Style::new().dimmed();
        self.styled(to, rule, &format!("── {} ──", line(&parts.join(" · "))))?;
        writeln!(to)?;
        for doubt in self.article.doubts() {
            writeln!(to, "{}: {}", self.lang.say(Word::Doubtful), self.lang.doubt(*doubt))?;
        }
        Ok(())
    }

    /// The text as it stands, with marks.
    fn text(&self, to: &mut impl Write) -> io::Result<()> {
        evidence(to, self.article.text(), &marks(self.analysis), self.marking)
    }

    fn verdict(&self, to: &mut impl Write) -> io::Result<()> {
        let verdict = &self.analysis.verdict;
        let (word, colour) = match verdict.flagged {
            true => (Word::ToReview, AnsiColor::Yellow),
            false => (Word::NothingToReview, AnsiColor::Green),
        };
        self.styled(to, colour.on_default().bold(), self.lang.say(word))?;
        let sign = if verdict.flagged { '≥' } else { '<' };
        write!(to, " ({} {:.2} {sign} {:.2}", self.lang.say(Word::Score), verdict.score, verdict.threshold)?;
        match verdict.model.as_str() {
            "" => writeln!(to, ")")?,
            model => writeln!(to, "; {})", line(model))?,
        }
        let mut table = Table::default();
        for reason in &verdict.reasons {
            let seen = reason.spans.first().map_or(String::new(), |&span| self.quoted(span.range(), EXCERPT));
            table.row([
                format!("{:+.2}", reason.weight),
                line(self.lang.pick((&reason.name_en(), &reason.name_id()))),
                seen,
            ]);
        }
        table.write(to)
    }

    fn people(&self, to: &mut impl Write) -> io::Result<()> {
        let mut table = Table::default();
        for person in &self.analysis.people {
            let mut office: Vec<&str> = Vec::new();
            for part in [&person.position, &person.institution, &person.jurisdiction].into_iter().flatten() {
                // `Camat, Pemerintah Kota Balikpapan` already says `Kota Balikpapan`.
                if !office.iter().any(|said| said.contains(part.as_str())) {
                    office.push(part);
                }
            }
            let role = self.lang.story_role(person.story_role).to_owned();
            table.row([line(&person.name), line(&office.join(", ")), role]);
        }
        self.titled(to, Word::People, table)
    }

    fn dates(&self, to: &mut impl Write) -> io::Result<()> {
        let mut table = Table::default();
        for date in &self.analysis.dates {
            let value = date.value.as_deref().unwrap_or(self.lang.say(Word::NotResolved)).to_owned();
            let role = self.lang.date_role(date.role);
            table.row([value, line(&date.text), role.to_owned()]);
        }
        self.titled(to, Word::Dates, table)
    }

    fn quotes(&self, to: &mut impl Write) -> io::Result<()> {
        let mut table = Table::default();
        for quote in &self.analysis.quotes {
            let speaker = self.person(quote.speaker).unwrap_or(self.lang.say(Word::Unattributed));
            let said = self.quoted(quote.span.range(), EXCERPT);
            table.row([line(speaker), quote.cue.as_deref().map(line).unwrap_or_default(), said]);
        }
        self.titled(to, Word::Quotes, table)
    }

    fn allegations(&self, to: &mut impl Write) -> io::Result<()> {
        if self.analysis.allegations.is_empty() {
            return Ok(());
        }
        self.title(to, Word::Allegations)?;
        for allegation in &self.analysis.allegations {
            let accused = line(&allegation.accused.text);
            let name =
                self.person(allegation.accused.person).map(line).filter(|name| !accused.contains(name));
            let position = allegation.accused.position.as_deref().map(line);
            let known: Vec<String> = [name, position].into_iter().flatten().collect();
            match known.is_empty() {
                true => writeln!(to, "  {accused}")?,
                false => writeln!(to, "  {accused} ({})", known.join(", "))?,
            }
            writeln!(to, "    {}: {}", self.lang.act(allegation.act), self.state(allegation).join("; "))?;
        }
        Ok(())
    }

    /// The state of an allegation with everything that qualifies it.
    fn state(&self, allegation: &Allegation) -> Vec<String> {
        let lang = self.lang;
        let source = self.person(allegation.source).unwrap_or(lang.say(Word::ThisArticle));
        let mut parts = vec![format!(
            "{}, {} {}",
            lang.status(allegation.status),
            lang.say(Word::AccordingTo),
            line(source)
        )];
        if allegation.denied {
            parts.push(lang.say(Word::Denied).to_owned());
        }
        let date = allegation.date.and_then(|date| self.analysis.dates.get(date));
        parts.extend(
            date.filter(|date| date.granularity == Granularity::Day).and_then(|date| date.value.clone()),
        );
        parts.extend(allegation.place.as_deref().map(line));
        if !allegation.central {
            parts.push(lang.say(Word::Background).to_owned());
        }
        parts.extend(allegation.basis.iter().map(|&basis| basis.to_owned()));
        parts
    }

    fn person(&self, index: Option<usize>) -> Option<&str> {
        index.and_then(|index| self.analysis.people.get(index)).map(|person| person.name.as_str())
    }

    /// The start of what stands in the text, in quotation marks, in one line.
    fn quoted(&self, range: std::ops::Range<usize>, most: usize) -> String {
        quoted(self.article.text(), range, most)
    }

    fn titled(&self, to: &mut impl Write, title: Word, table: Table) -> io::Result<()> {
        if table.is_empty() {
            return Ok(());
        }
        self.title(to, title)?;
        table.write(to)
    }

    fn title(&self, to: &mut impl Write, title: Word) -> io::Result<()> {
        self.styled(to, Style::new().bold(), self.lang.say(title))?;
        writeln!(to)
    }

    fn styled(&self, to: &mut impl Write, style: Style, text: &str) -> io::Result<()> {
        styled(to, style, text, self.marking)
    }
}

/// Writes a text with its evidence marked, and an empty line.
pub(super) fn evidence(to: &mut impl Write, text: &str, marks: &[Mark], marking: Marking) -> io::Result<()> {
    let segments = segments(text.trim_end(), marks);
    match marking {
        Marking::Colour => coloured(to, &segments)?,
        Marking::Brackets => bracketed(to, &segments)?,
    }
    to.write_all(b"\n\n")
}

/// The start of what stands in a text, at most `most` characters, in quotation marks, in one line.
pub(super) fn quoted(text: &str, range: std::ops::Range<usize>, most: usize) -> String {
    let said = line(text.get(range).unwrap_or_default());
    match said.char_indices().nth(most) {
        Some((end, _)) => format!("“{}…”", said[..end].trim_end()),
        None => format!("“{said}”"),
    }
}

/// Writes a text in a style, where styles can be shown.
pub(super) fn styled(to: &mut impl Write, style: Style, text: &str, marking: Marking) -> io::Result<()> {
    match marking {
        Marking::Colour => write!(to, "{style}{text}{style:#}"),
        Marking::Brackets => to.write_all(text.as_bytes()),
    }
}

fn coloured(to: &mut impl Write, segments: &[Segment]) -> io::Result<()> {
    for segment in segments {
        let style = segment.marks.first().map(|mark| colour(mark.label)).unwrap_or_default();
        let style = if segment.is(Label::Allegation) { style.underline() } else { style };
        styled(to, style, &visible(segment.text), Marking::Colour)?;
    }
    Ok(())
}

/// Writes `»an allegation's sentence«` and `[a piece of evidence](what it is)`.
fn bracketed(to: &mut impl Write, segments: &[Segment]) -> io::Result<()> {
    let named = |segment: &Segment| segment.marks.first().and_then(|&mark| Some((*mark, name(mark.label)?)));
    let (mut open, mut in_allegation) = (None, false);
    for segment in segments {
        let (evidence, allegation) = (named(segment), segment.is(Label::Allegation));
        let goes_on = evidence == open && allegation == in_allegation;
        if !goes_on {
            close(to, open)?;
            match (in_allegation, allegation) {
                (false, true) => to.write_all("»".as_bytes())?,
                (true, false) => to.write_all("«".as_bytes())?,
                _ => {}
            }
            if evidence.is_some() {
                to.write_all(b"[")?;
            }
        }
        to.write_all(visible(segment.text).as_bytes())?;
        (open, in_allegation) = (evidence, allegation);
    }
    close(to, open)?;
    if in_allegation { to.write_all("«".as_bytes()) } else { Ok(()) }
}

fn close(to: &mut impl Write, open: Option<(Mark, &str)>) -> io::Result<()> {
    match open {
        Some((_, name)) => write!(to, "]({name})"),
        None => Ok(()),
    }
}

fn colour(label: Label) -> Style {
    match label {
        Label::Cue => AnsiColor::Red.on_default(),
        Label::Accused => AnsiColor::Red.on_default().bold(),
        Label::Position => AnsiColor::Cyan.on_default(),
        Label::Person => AnsiColor::Cyan.on_default().bold(),
        Label::Date => AnsiColor::Green.on_default(),
        Label::Statute => AnsiColor::Magenta.on_default(),
        Label::Quote => Style::new().italic(),
        Label::Allegation => Style::new(),
    }
}

/// What brackets call a label; nothing for what spans whole sentences.
fn name(label: Label) -> Option<&'static str> {
    Some(match label {
        Label::Cue => "cue",
        Label::Accused => "accused",
        Label::Position => "position",
        Label::Person => "person",
        Label::Date => "date",
        Label::Statute => "statute",
        Label::Quote | Label::Allegation => return None,
    })
}

/// Rows in aligned columns.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<[String; 3]>,
}

impl Table {
    pub(super) fn row(&mut self, row: [String; 3]) {
        self.rows.push(row);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let widths = |column: usize| self.rows.iter().map(move |row| row[column].chars().count());
        let width = |column| widths(column).filter(|&width| width <= WIDEST).max().unwrap_or(0);
        let (first, second) = (width(0), width(1));
        for [a, b, c] in &self.rows {
            let row = format!("  {a:first$}  {b:second$}  {c}");
            writeln!(to, "{}", row.trim_end())?;
        }
        Ok(())
    }
}
