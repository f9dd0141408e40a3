//! The report of a run for people.

use super::super::lang::Lang;
use super::super::output::Output;
use super::super::{date, flags};
use super::Depth;
use crate::annotate::visible;
use crate::crawl::Zone;
use crate::error::Error;
use crate::nightly::{OutletReport, Problem, Report, Suspicion};
use crate::store::{Filter, Scope, Store};
use std::io::{self, Write};

/// The most problems of one outlet that are shown in full.
const MOST_SHOWN: usize = 3;

/// Writes what a run did: what there is to review, then the outlets, then what went wrong.
pub(in super::super) fn write(
    output: &mut Output,
    store: &dyn Store,
    report: &Report,
    depth: Depth,
    lang: Lang,
) -> Result<(), Error> {
    let text = Text { report, lang };
    output.text(|to, _| text.head(to))?;
    if depth == Depth::Nightly {
        output.text(|to, _| text.to_review(to))?;
        let stories = Some(report.stories.clone());
        let filter = Filter { stories, scope: Scope::All, limit: report.stories.len(), ..Filter::default() };
        for summary in store.flags(&filter)? {
            output.text(|to, marking| flags::block(to, &summary, lang, marking))?;
        }
        changed(output, store, report, lang)?;
    }
    output.text(|to, _| {
        text.outlets(to)?;
        text.problems(to)?;
        writeln!(to)
    })
}

/// Writes which flagged articles were changed or taken down since they were read.
fn changed(output: &mut Output, store: &dyn Store, report: &Report, lang: Lang) -> Result<(), Error> {
    let updated = report.outlets.iter().flat_map(|outlet| &outlet.updated);
    let updated = updated.map(|article| (article, lang.pick(("changed", "diubah"))));
    let vanished = report.outlets.iter().flat_map(|outlet| &outlet.vanished);
    let vanished = vanished.map(|article| (article, lang.pick(("taken down", "dihapus"))));
    for (&article, what) in updated.chain(vanished) {
        let Some(record) = store.article(article)?.filter(|record| record.flagged) else { continue };
        let title = record.current.title.unwrap_or_default();
        output.text(|to, _| {
            writeln!(to, "{what}: {article}  {}  {}", visible(&record.outlet), visible(&title))?;
            writeln!(to, "      netra show {article}")
        })?;
    }
    Ok(())
}

struct Text<'a> {
    report: &'a Report,
    lang: Lang,
}

impl Text<'_> {
    fn head(&self, to: &mut impl Write) -> io::Result<()> {
        let Report { started, ended, outlets, .. } = self.report;
        let moment = Zone::Wita.offset().to_datetime(*started);
        let (day, time) = (date::day(moment.date(), self.lang), date::time(moment.time(), self.lang));
        let sum = |count: fn(&OutletReport) -> usize| outlets.iter().map(count).sum::<usize>();
        let seconds = ended.duration_since(*started).as_secs_f64();
        let counts = [
            (outlets.len(), ("outlets", "media")),
            (sum(|outlet| outlet.new.len()), ("new articles", "artikel baru")),
            (sum(|outlet| outlet.updated.len()), ("changed", "diubah")),
            (sum(|outlet| outlet.vanished.len()), ("taken down", "dihapus")),
            (sum(|outlet| outlet.requests as usize), ("requests", "permintaan")),
        ];
        let counts = counts.map(|(count, what)| format!("{count} {}", self.lang.pick(what)));
        let took = format!("{seconds:.1} {}", self.lang.pick(("seconds", "detik")));
        writeln!(to, "── netra · {day}, {time} WITA · {} · {took} ──", counts.join(" · "))
    }

    fn to_review(&self, to: &mut impl Write) -> io::Result<()> {
        let stories = self.report.stories.len();
        match stories {
            0 => writeln!(
                to,
                "{}",
                self.lang.pick(("Nothing new to review.", "Tidak ada yang baru untuk ditinjau."))
            ),
            _ => writeln!(
                to,
                "{} {stories}",
                self.lang.pick(("Stories to be reviewed:", "Berita yang perlu ditinjau:"))
            ),
        }
    }

    /// A row for each outlet.
    fn outlets(&self, to: &mut impl Write) -> io::Result<()> {
        let head = [
            ("outlet", "media"),
            ("listed", "terdaftar"),
            ("new", "baru"),
            ("changed", "diubah"),
            ("gone", "dihapus"),
            ("robots", "robots"),
            ("failed", "gagal"),
            ("left", "ditunda"),
            ("requests", "permintaan"),
        ];
        let mut rows = vec![head.map(|word| self.lang.pick(word).to_owned())];
        for outlet in &self.report.outlets {
            // Lists that have not changed name what they named before.
            let listed = match (outlet.listed, outlet.unchanged_lists) {
                (0, 1..) => "=".to_owned(),
                (listed, _) => listed.to_string(),
            };
            let counts = [
                outlet.new.len(),
                outlet.updated.len(),
                outlet.vanished.len(),
                outlet.forbidden.len(),
                outlet.failed.len(),
                outlet.left,
                outlet.requests as usize,
            ];
            let [new, updated, gone, forbidden, failed, left, requests] = counts.map(|count| match count {
                0 => "·".to_owned(),
                count => count.to_string(),
            });
            let name = visible(&outlet.outlet).into_owned();
            rows.push([name, listed, new, updated, gone, forbidden, failed, left, requests]);
        }
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 9] = std::array::from_fn(width);
        writeln!(to)?;
        for row in &rows {
            write!(to, "{:w$}", row[0], w = widths[0])?;
            for (cell, width) in row.iter().zip(widths).skip(1) {
                write!(to, "  {cell:>width$}")?;
            }
            writeln!(to)?;
        }
        Ok(())
    }

    /// What went wrong, with reasons.
    fn problems(&self, to: &mut impl Write) -> io::Result<()> {
        for outlet in &self.report.outlets {
            for suspicion in &outlet.suspicions {
                let what = self.lang.pick(("looks broken", "tampaknya rusak"));
                writeln!(to, "{} {what}: {}", visible(&outlet.outlet), self.suspicion(suspicion))?;
            }
            for problems in [&outlet.failed_lists, &outlet.forbidden, &outlet.failed] {
                for Problem { address, why, .. } in problems.iter().take(MOST_SHOWN) {
                    writeln!(to, "{}: {}: {}", visible(&outlet.outlet), visible(address), visible(why))?;
                }
                if let Some(more) = problems.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
                    let what = self.lang.pick(("more like this", "lainnya seperti ini"));
                    writeln!(to, "{}: {more} {what}", visible(&outlet.outlet))?;
                }
            }
        }
        Ok(())
    }

    fn suspicion(&self, suspicion: &Suspicion) -> String {
        if self.lang == Lang::En {
            return suspicion.to_string();
        }
        match suspicion {
            Suspicion::NotReached => "tidak menjawab".to_owned(),
            Suspicion::NoListRead => "tidak satu pun daftarnya dapat dibaca".to_owned(),
            Suspicion::NothingListed => "daftarnya tidak memuat satu artikel pun".to_owned(),
            Suspicion::FewListed { listed, usual } => {
                format!("daftarnya memuat {listed} artikel, biasanya {usual}")
            }
            Suspicion::LittleText { bytes, usual } => {
                format!("artikelnya berisi {bytes} bita teks, biasanya {usual}")
            }
            Suspicion::OtherLayout { pages, of } => {
                format!("{pages} dari {of} halamannya tidak sesuai dengan berkasnya")
            }
        }
    }
}
