//! An article for people.

use super::super::flags::told;
use super::super::lang::{Lang, Word};
use super::super::terminal::{EXCERPT, Marking, Table, evidence, quoted, styled};
use crate::annotate::{Change, Stored, changes, line};
use crate::classify::Reason;
use crate::date;
use crate::digest;
use crate::store::Record;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

pub(super) fn write(
    to: &mut impl Write,
    record: &Record,
    stored: &Stored,
    lang: Lang,
    marking: Marking,
) -> io::Result<()> {
    let page = Page { record, stored, lang, marking };
    page.head(to)?;
    evidence(to, &record.current.text, &stored.marks(), marking)?;
    page.verdict(to)?;
    page.claims(to)?;
    page.people(to)?;
    page.dates(to)?;
    page.quotes(to)?;
    page.story(to)?;
    page.revisions(to)?;
    page.evidence(to)?;
    page.verdicts(to)
}

struct Page<'a> {
    record: &'a Record,
    stored: &'a Stored,
    lang: Lang,
    marking: Marking,
}

impl Page<'_> {
    fn head(&self, to: &mut impl Write) -> io::Result<()> {
        let Record { article, outlet, current, .. } = self.record;
        let day = date::day(self.record.day, self.lang);
        let published = match current.published {
            Some(_) => day,
            None => format!("{day} ({})", self.lang.pick(("first seen", "pertama terlihat"))),
        };
        let gone = self.record.vanished_at.map(|at| {
            format!(
                "{} {}",
                self.lang.pick(("taken down, noticed", "dihapus, diketahui")),
                self.lang.moment(at)
            )
        });
        let parts = [
            Some(article.to_string()),
            Some(outlet.clone()),
            Some(published),
            current.section.clone(),
            (!current.authors.is_empty()).then(|| current.authors.join(", ")),
            current.advertorial.then(|| self.lang.say(Word::Advertorial).to_owned()),
            self.stored.truncated.then(|| self.lang.say(Word::Truncated).to_owned()),
            gone,
            Some(self.record.canonical.clone()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        styled(to, Style::new().dimmed(), &format!("── {} ──", line(&parts.join(" · "))), self.marking)?;
        writeln!(to)
    }

    fn verdict(&self, to: &mut impl Write) -> io::Result<()> {
        let Record { flagged, score, threshold, model, .. } = self.record;
        let (word, colour) = match flagged {
            true => (Word::ToReview, AnsiColor::Yellow),
            false => (Word::NothingToReview, AnsiColor::Green),
        };
        styled(to, colour.on_default().bold(), self.lang.say(word), self.marking)?;
        let sign = if *flagged { '≥' } else { '<' };
        write!(to, " ({} {score:.2} {sign} {threshold:.2}", self.lang.say(Word::Score))?;
        match model.as_str() {
            "" => writeln!(to, ")")?,
            model => writeln!(to, "; {})", line(model))?,
        }
        let mut table = Table::default();
        for reason in &self.stored.verdict.reasons {
            let seen = reason.spans.first().map_or(String::new(), |&span| self.said(span));
            let reason =
                Reason { feature: reason.feature.clone().into(), weight: reason.weight, spans: Vec::new() };
            let name = line(self.lang.pick((&reason.name_en(), &reason.name_id())));
            table.row([format!("{:+.2}", reason.weight), name, seen]);
        }
        table.write(to)
    }

    /// What the article reports that somebody did, and how each case went.
    fn claims(&self, to: &mut impl Write) -> io::Result<()> {
        if self.record.claims.is_empty() {
            return Ok(());
        }
        self.title(to, self.lang.say(Word::Allegations))?;
        for (number, claim) in self.record.claims.iter().enumerate() {
            writeln!(to, "  {}", line(&told(claim, None, self.lang)))?;
            let case = self.record.cases.iter().find(|case| Some(case.id) == claim.case);
            let course = case.map(digest::course).unwrap_or_default();
            if !course.is_empty() {
                writeln!(to, "    {}", line(&digest::went(&course, self.record.day.year(), self.lang)))?;
            }
            let basis = self.stored.allegations.get(number).map(|it| it.basis.join("; ")).unwrap_or_default();
            if !basis.is_empty() {
                let touched = self.lang.pick(("rules it would touch", "aturan yang disinggung"));
                writeln!(to, "    {touched}: {}", line(&basis))?;
            }
        }
        Ok(())
    }

    fn people(&self, to: &mut impl Write) -> io::Result<()> {
        let mut table = Table::default();
        for person in &self.stored.people {
            table.row([
                line(&person.name),
                line(&person.office().join(", ")),
                self.lang.story_role(person.story_role).to_owned(),
            ]);
        }
        self.table(to, self.lang.say(Word::People), &table)
    }

    fn dates(&self, to: &mut impl Write) -> io::Result<()> {
        let mut table = Table::default();
        for date in &self.stored.dates {
            let value = date.value.as_deref().unwrap_or(self.lang.say(Word::NotResolved));
            table.row([line(value), line(&date.text), self.lang.date_role(date.role).to_owned()]);
        }
        self.table(to, self.lang.say(Word::Dates), &table)
    }

    fn quotes(&self, to: &mut impl Write) -> io::Result<()> {
        let mut table = Table::default();
        for quote in &self.stored.quotes {
            let speaker = self.stored.person(quote.speaker).unwrap_or(self.lang.say(Word::Unattributed));
            let cue = quote.cue.as_deref().map(line).unwrap_or_default();
            table.row([line(speaker), cue, self.said(quote.span)]);
        }
        self.table(to, self.lang.say(Word::Quotes), &table)
    }

    /// The other articles of the story.
    fn story(&self, to: &mut impl Write) -> io::Result<()> {
        if self.record.members.is_empty() {
            return Ok(());
        }
        self.title(to, self.lang.pick(("Also told by", "Diberitakan juga oleh")))?;
        for member in &self.record.members {
            let title = line(member.title.as_deref().unwrap_or_default());
            let day = date::day(member.day, self.lang);
            let row = format!(
                "{:>5}  {:.2}  {day}  {}  {title}",
                member.article,
                member.score,
                line(&member.outlet)
            );
            writeln!(to, "{}", row.trim_end())?;
        }
        Ok(())
    }

    /// What changed from each revision to the next.
    fn revisions(&self, to: &mut impl Write) -> io::Result<()> {
        if self.record.revisions.len() < 2 {
            return Ok(());
        }
        self.title(to, self.lang.pick(("Changes", "Perubahan")))?;
        for pair in self.record.revisions.windows(2) {
            let [before, after] = pair else { continue };
            let seen = self.lang.moment(after.seen_at);
            writeln!(to, "  {} → {}  {seen}", before.number, after.number)?;
            for change in changes(&before.text, &after.text) {
                let (sign, text, colour) = match change {
                    Change::Removed(text) => ('-', text, AnsiColor::Red),
                    Change::Added(text) => ('+', text, AnsiColor::Green),
                };
                to.write_all(b"    ")?;
                styled(to, colour.on_default(), &format!("{sign} {}", line(text)), self.marking)?;
                writeln!(to)?;
            }
        }
        Ok(())
    }

    /// The pages that the revisions were read from.
    fn evidence(&self, to: &mut impl Write) -> io::Result<()> {
        if self.record.pages.is_empty() {
            return Ok(());
        }
        self.title(to, self.lang.pick(("Evidence", "Bukti")))?;
        for page in &self.record.pages {
            let kept = match page.is_kept {
                true => ("page kept", "halaman disimpan"),
                false => ("page no longer kept", "halaman tidak lagi disimpan"),
            };
            let parts = [
                format!("{} {}", self.lang.pick(("fetched", "diambil")), self.lang.moment(page.fetched_at)),
                format!("HTTP {}", page.status),
                format!("{} {}", page.length, self.lang.pick(("bytes", "bita"))),
                self.lang.pick(kept).to_owned(),
            ];
            writeln!(to, "  {}", parts.join(" · "))?;
            writeln!(to, "    {}", line(&page.address))?;
            writeln!(to, "    sha256 {}", line(&page.sha256))?;
        }
        Ok(())
    }

    fn verdicts(&self, to: &mut impl Write) -> io::Result<()> {
        if self.record.verdicts.is_empty() {
            return Ok(());
        }
        self.title(to, self.lang.pick(("Verdicts", "Putusan")))?;
        for given in &self.record.verdicts {
            let verdict = &given.verdict;
            let decision = self.lang.decision(verdict.decision);
            write!(to, "  {}  {decision}  {}", self.lang.moment(verdict.at), line(&verdict.reviewer))?;
            if let Some(note) = &verdict.note {
                write!(to, "  “{}”", line(note))?;
            }
            if !given.stands {
                write!(to, "  ({})", self.lang.pick(("no longer stands", "tidak berlaku lagi")))?;
            }
            writeln!(to)?;
        }
        Ok(())
    }

    /// What stands at a place of the text.
    fn said(&self, [start, end]: [usize; 2]) -> String {
        quoted(&self.record.current.text, start..end, EXCERPT)
    }

    fn table(&self, to: &mut impl Write, title: &str, table: &Table) -> io::Result<()> {
        if table.is_empty() {
            return Ok(());
        }
        self.title(to, title)?;
        table.write(to)
    }

    fn title(&self, to: &mut impl Write, title: &str) -> io::Result<()> {
        styled(to, Style::new().bold(), title, self.marking)?;
        writeln!(to)
    }
}
