//! `netra flags`: the flagged stories of the store, one block each.

use super::Talk;
use super::config::{Config, Place};
use super::exit::Exit;
use super::filters::Filters;
use super::lang::{Lang, Word};
use super::output::{Format, Output};
use super::row::Row;
use super::terminal::{Marking, styled};
use crate::annotate::line;
use crate::date;
use crate::error::Error;
use crate::store::{self, Claim, Filter, Order, Scope, Stage, Summary};
use anstyle::Style;
use clap::ValueEnum;
use std::io::{self, Write};

/// Lists the stories that are to be reviewed, one block each
///
/// A story is what several outlets tell of the same thing; the article with the best score stands for it. A block
/// gives the number of that article, for `netra show`, its score, day, outlet and title, then each suspicion that
/// it reports with the state of the case, as a later article may have reported it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = acts_help())]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// What stands first
    #[arg(long, value_enum, default_value_t = By::Newest)]
    order: By,

    /// How to write the results [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,

    /// Also stories that are not flagged
    #[arg(long, help_heading = "Filters")]
    all: bool,

    #[command(flatten)]
    filters: Filters,
}

/// What stands first in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The newest
    Newest,
    /// The best score
    Score,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let filter = Filter {
        scope: if arguments.all { Scope::All } else { Scope::Flagged },
        order: match arguments.order {
            By::Newest => Order::Newest,
            By::Score => Order::Score,
        },
        ..arguments.filters.filter(&config)?
    };
    let store = store::open_existing(&config.store(arguments.place.store.as_deref()))?;
    let summaries = store.flags(&filter)?;
    let mut output = Output::new(Format::or_fitting(arguments.format));
    for summary in &summaries {
        match output.format() {
            Format::Text => output.text(|to, marking| block(to, summary, arguments.lang, marking))?,
            _ => output.json(&Row::of(summary))?,
        }
    }
    output.finish()?;
    match summaries.len() {
        0 => talk.complain(format_args!("{}", nothing(arguments))),
        found if found == filter.limit => talk.complain(format_args!("{}", cut(found, arguments.lang))),
        _ => {}
    }
    Ok(Exit::Done)
}

/// Writes a story: a line on its article, one on each claim, one on the verdict where there is one.
pub(super) fn block(to: &mut impl Write, summary: &Summary, lang: Lang, marking: Marking) -> io::Result<()> {
    let bold = Style::new().bold();
    styled(to, bold, &format!("{:>5}", summary.article), marking)?;
    write!(to, "  {:.2}  {}  {}", summary.score, date::day(summary.day, lang), line(&summary.outlet))?;
    if summary.others > 0 {
        write!(to, " {}", lang.others(summary.others))?;
    }
    let title = summary.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)")));
    to.write_all(b"  ")?;
    styled(to, bold, &line(title), marking)?;
    for (holds, what) in [
        (!summary.flagged, ("not flagged", "tidak ditandai")),
        (summary.revisions > 1, ("changed since", "sudah diubah")),
        (summary.vanished_at.is_some(), ("taken down since", "sudah dihapus")),
    ] {
        if holds {
            write!(to, "  [{}]", lang.pick(what))?;
        }
    }
    writeln!(to)?;
    let mut told_of: Vec<(Option<i64>, &str, &str, bool)> = Vec::new();
    for claim in &summary.claims {
        // What an article says of a case in its headline and again in its text is told once.
        let about = (claim.case, claim.act.as_str(), claim.status.as_str(), claim.denied);
        if told_of.contains(&about) {
            continue;
        }
        told_of.push(about);
        let latest = summary.latest.iter().find(|stage| Some(stage.case) == claim.case);
        writeln!(to, "       {}", line(&told(claim, latest, lang)))?;
    }
    if let Some(decision) = summary.verdict {
        writeln!(to, "       {}: {}", lang.pick(("verdict", "putusan")), lang.decision(decision))?;
    }
    Ok(())
}

/// A claim in one line: accused, act, state and source, then the state that a later article reports.
pub(super) fn told(claim: &Claim, latest: Option<&Stage>, lang: Lang) -> String {
    let accused = lang.accused(&claim.accused, claim.person.as_deref(), claim.position.as_deref());
    let source = claim.source.as_deref().unwrap_or(lang.say(Word::ThisArticle));
    let state = lang.state(&claim.status);
    let mut parts = vec![format!(
        "{accused}: {} – {state}, {} {source}",
        lang.act(&claim.act),
        lang.say(Word::AccordingTo)
    )];
    if claim.denied {
        parts.push(lang.say(Word::Denied).to_owned());
    }
    parts.extend(claim.place.clone());
    if !claim.central {
        parts.push(lang.say(Word::Background).to_owned());
    }
    if let Some(latest) = latest.filter(|latest| latest.status != claim.status) {
        parts.push(format!(
            "{} {} ({}, {})",
            lang.pick(("since then", "kemudian")),
            lang.state(&latest.status),
            latest.outlet,
            date::day(latest.day, lang)
        ));
    }
    parts.join("; ")
}

/// Why there is nothing to see.
fn nothing(arguments: &Arguments) -> String {
    let (lang, told) = (arguments.lang, arguments.filters.told(arguments.lang));
    match arguments.all {
        true => format!("{}{told}", lang.pick(("no story is stored", "tidak ada berita yang tersimpan"))),
        false => format!(
            "{}{told}; {}",
            lang.pick(("nothing is flagged", "tidak ada yang ditandai")),
            lang.pick(("--all also shows what is not", "--all juga menampilkan yang tidak ditandai"))
        ),
    }
}

/// That there may be more than was asked for.
pub(super) fn cut(found: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("the first {found} are shown; --limit shows more"),
        Lang::Id => format!("hanya {found} pertama yang ditampilkan; --limit menampilkan lebih banyak"),
    }
}

/// The acts with what they mean, for the long help.
pub(super) fn acts_help() -> String {
    let mut help = "Acts:\n".to_owned();
    let acts = &crate::lexicon::builtin().acts;
    let width = acts.iter().map(|act| act.id.len()).max().unwrap_or_default();
    for act in acts {
        help.push_str(&format!("  {:width$}  {}\n", act.id, act.name_en));
    }
    help
}
