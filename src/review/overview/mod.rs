//! The overview: what a period has flagged, what analysts said of it, and how outlets, model and reviewers do.
//!
//! It counts stories that were reported, never people or violations.

mod plots;
mod tables;

use super::agreement::{self, Disagreement, Pair};
use super::health::{self, Health};
use super::list;
use super::number::{count, percent};
use super::period::Period;
use super::plot::patterns;
use super::precision::{self, Share, Week};
use crate::annotate::line;
use crate::error::Error;
use crate::lang::Lang;
use crate::store::{self, Log, Store, Summary, Tally};
use maud::{Markup, html};
use plots::{Group, by_group, by_week, model};
use tables::{outlets, reviewers};

/// How many groups of each kind are shown, and how many disagreements.
const MOST: usize = 10;

/// How many of the last runs are shown of each outlet.
const RUNS: usize = 14;

/// What the overview tells.
#[derive(Clone, Debug)]
pub(crate) struct Overview {
    period: Period,
    /// The days of the verdicts by which the model and the reviewers are measured.
    judged: Period,
    figures: store::Overview,
    health: Vec<Health>,
    weeks: Vec<Week>,
    missed: Share,
    pairs: Vec<Pair>,
    /// The last disagreements, each with its story.
    disagreements: Vec<(Disagreement, Option<Summary>)>,
    /// How many there are before these.
    earlier: usize,
}

/// Reads what the overview of a period tells, and of the verdicts that were given in another; `threshold` is the
/// score from which on stories are flagged.
pub(crate) fn read(
    store: &dyn Store,
    period: Period,
    judged: Period,
    threshold: f64,
) -> Result<Overview, Error> {
    let log = Log { standing: true, since: Some(judged.start()), ..Log::default() };
    let mut judgements = store.judgements(&log)?;
    judgements.retain(|judgement| judged.has(judgement.given.verdict.at));
    let mut disagreements = agreement::disagreements(&judgements);
    let earlier = disagreements.len().saturating_sub(MOST);
    disagreements.truncate(MOST);
    let with_story = |it: Disagreement| list::summary(store, it.story).map(|summary| (it, summary));
    Ok(Overview {
        period,
        judged,
        figures: store.overview(period.since, period.until, MOST)?,
        health: health::health(&store.runs(RUNS)?),
        weeks: precision::weeks(&judgements, threshold),
        missed: precision::missed(&judgements),
        pairs: agreement::pairs(&judgements),
        disagreements: disagreements.into_iter().map(with_story).collect::<Result<_, _>>()?,
        earlier,
    })
}

/// The body of the page, below the navigation.
pub(crate) fn body(overview: &Overview, outlet: &dyn Fn(&str) -> String, lang: Lang) -> Markup {
    let figures = &overview.figures;
    let group = |id, title, key, groups, name: &dyn Fn(&str) -> String| {
        by_group(overview, lang, &Group { id, title: lang.pick(title), key }, groups, name)
    };
    html! {
        h1 { (lang.pick(("Overview", "Ikhtisar"))) }
        (period(overview.period, lang))
        p {
            (lang.pick((
                "The figures count stories that netra flagged to be reviewed, not violations.",
                "Angka di sini menghitung berita yang ditandai netra untuk ditinjau, bukan pelanggaran.",
            )))
        }
        (patterns())
        (numbers(&figures.all, lang))
        div.plots {
            (by_week(overview, lang))
            (group("places", ("By regency or city", "Menurut kabupaten/kota"), "place", &figures.places, &line))
            (group("acts", ("By suspected act", "Menurut dugaan perbuatan"), "act", &figures.acts,
                &|act| line(lang.act(act))))
            (group("states", ("By reported state", "Menurut status yang diberitakan"), "status", &figures.states,
                &|state| line(lang.state(state))))
            (group("outlets", ("By outlet", "Menurut media"), "outlet", &figures.outlets, outlet))
            (model(overview, lang))
        }
        (outlets(&overview.health, outlet, lang))
        (reviewers(overview, lang))
    }
}

/// The form that asks for another period.
fn period(period: Period, lang: Lang) -> Markup {
    html! {
        form.period method="get" {
            label { (lang.pick(("From", "Dari"))) " " input type="date" name="since" value=(period.since); }
            " "
            label { (lang.pick(("to", "sampai"))) " " input type="date" name="until" value=(period.until); }
            " "
            button { (lang.pick(("Show", "Tampilkan"))) }
        }
    }
}

fn numbers(all: &Tally, lang: Lang) -> Markup {
    let judged = Share { confirmed: all.confirmed, of: all.confirmed + all.rejected };
    let share = judged.value().map_or_else(|| "–".to_owned(), |share| percent(share, lang));
    html! {
        dl.numbers {
            @for (name, number) in [
                (("Flagged stories", "Berita ditandai"), count(all.stories, lang)),
                (("Waiting for a verdict", "Menunggu putusan"), count(all.waiting(), lang)),
                (("Decided", "Sudah diputuskan"), count(all.decided(), lang)),
                (
                    ("Valid, of those valid or not", "Valid, dari yang valid atau tidak"),
                    share,
                ),
            ] {
                div { dt { (lang.pick(name)) } dd { (number) } }
            }
        }
    }
}
