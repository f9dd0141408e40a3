//! The report as tables for people.

use super::super::lang::Lang;
use super::super::model::gained;
use super::report::{Part, Report, shown};
use crate::annotate::visible;
use crate::metric::{Interval, Intervals, Measures};
use std::io::{self, Write};

/// What stands where a measure does not exist.
const NONE: &str = "–";

/// How a count is reached.
type Count = (&'static str, fn(&Part) -> u64);

/// How a measure is reached, with its interval.
type Measure = (&'static str, fn(&Part) -> Option<f64>, fn(&Intervals) -> Option<Interval>);

const COUNTS: [Count; 6] = [
    ("articles", |part| part.articles),
    ("stories", |part| part.stories),
    ("violations", |part| part.violations),
    ("flagged", |part| part.flagged),
    ("wrongly flagged", |part| part.wrongly_flagged),
    ("missed", |part| part.missed),
];

const MEASURES: [Measure; 7] = [
    ("precision", |part| part.precision, |intervals| intervals.precision),
    ("recall", |part| part.recall, |intervals| intervals.recall),
    ("F1", |part| part.f1, |intervals| intervals.f1),
    ("AUC", |part| part.auc, |intervals| intervals.auc),
    ("average precision", |part| part.average_precision, |_| None),
    ("Brier score", |part| part.brier, |intervals| intervals.brier),
    ("log-loss", |part| part.log_loss, |intervals| intervals.log_loss),
];

/// Writes the report.
pub(super) fn write(to: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(to, "model {}, flagged from {} on", visible(&report.model), shown(report.threshold))?;
    if let Some(against) = &report.against {
        let (model, threshold) = (visible(&against.model), shown(against.threshold));
        writeln!(to, "against {model}, flagged from {threshold} on: {}", gained(&against.gain, Lang::En))?;
    }
    if let Some(unsure) = report.unsure.filter(|&unsure| unsure > 0) {
        writeln!(to, "{unsure} articles left out: analysts were unsure about them")?;
    }
    measures(to, report)?;
    kinds(to, report)?;
    reliability(to, report)?;
    errors(to, report)?;
    if !report.refused.is_empty() {
        writeln!(to, "\n{} records could not be measured", report.refused.len())?;
    }
    Ok(())
}

fn measures(to: &mut impl Write, report: &Report) -> io::Result<()> {
    let against = report.against.as_ref().map(|against| &against.all);
    let parts = [("all", Some(&report.all)), ("against", against), ("clear ones", report.clear.as_ref())];
    let parts: Vec<(&str, &Part)> =
        parts.into_iter().filter_map(|(name, part)| Some((name, part?))).collect();
    writeln!(to)?;
    row(to, "", parts.iter().map(|(name, _)| ((*name).to_owned(), String::new())))?;
    for (name, count) in COUNTS {
        let cells = parts.iter().map(|(_, part)| (count(part).to_string(), String::new()));
        row(to, name, cells)?;
    }
    for (name, measure, interval) in MEASURES {
        let cells = parts.iter().map(|(_, part)| {
            let interval = interval(&part.intervals).map(|Interval(from, to)| format!("{from:.3}–{to:.3}"));
            (number(measure(part)), interval.unwrap_or_default())
        });
        row(to, name, cells)?;
    }
    writeln!(to, "Ranges: 95 of 100 samples of as many stories, drawn with replacement, lie in them.")
}

fn row(to: &mut impl Write, name: &str, cells: impl Iterator<Item = (String, String)>) -> io::Result<()> {
    let mut line = format!("{name:<18}");
    for (value, interval) in cells {
        line.push_str(&format!("{value:>10}  {interval:<13}"));
    }
    writeln!(to, "{}", line.trim_end())
}

fn kinds(to: &mut impl Write, report: &Report) -> io::Result<()> {
    if report.kinds.iter().all(|kind| kind.kind.is_none()) {
        return Ok(());
    }
    let name = |kind: &Option<String>| visible(kind.as_deref().unwrap_or(NONE)).into_owned();
    let width = report.kinds.iter().map(|it| name(&it.kind).chars().count()).max().unwrap_or(0).max(4);
    writeln!(
        to,
        "\n{:<width$}  {:<9}  {:>7}  {:>8}  {:>5}",
        "kind", "label", "flagged", "articles", "share"
    )?;
    for kind in &report.kinds {
        let label = if kind.violation { "violation" } else { "not" };
        let share = number((kind.articles > 0).then(|| kind.flagged as f64 / kind.articles as f64));
        writeln!(
            to,
            "{:<width$}  {label:<9}  {:>7}  {:>8}  {share:>5}",
            name(&kind.kind),
            kind.flagged,
            kind.articles
        )?;
    }
    Ok(())
}

fn reliability(to: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(to, "\n{:<9}  {:>8}  {:>10}  {:>10}", "score", "articles", "mean score", "violations")?;
    for bin in &report.reliability {
        writeln!(
            to,
            "{:.1}–{:.1}    {:>8}  {:>10}  {:>10}",
            bin.from,
            bin.to,
            bin.articles,
            number(bin.mean_score),
            number(bin.violations)
        )?;
    }
    Ok(())
}

fn errors(to: &mut impl Write, report: &Report) -> io::Result<()> {
    let Measures { wrongly_flagged, missed, .. } = report.all.measures;
    if report.errors.is_empty() {
        return Ok(());
    }
    writeln!(
        to,
        "\n{} of {} wrong verdicts, the worst first",
        report.errors.len(),
        wrongly_flagged + missed
    )?;
    let id = |id: &Option<String>| visible(id.as_deref().unwrap_or(NONE)).into_owned();
    let width = report.errors.iter().map(|it| id(&it.id).chars().count()).max().unwrap_or(0).min(24);
    for error in &report.errors {
        let what = if error.violation { "missed" } else { "wrongly flagged" };
        let title = error.title.as_deref().unwrap_or(NONE);
        let borderline = if error.borderline == Some(true) { " (borderline)" } else { "" };
        writeln!(
            to,
            "{:.3}  {what:<15}  {:<width$}  {}{borderline}",
            error.score,
            id(&error.id),
            visible(&title.replace(['\n', '\r'], " "))
        )?;
    }
    Ok(())
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| format!("{value:.3}"))
}
