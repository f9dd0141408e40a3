//! How models compare, in words.

use super::super::lang::Lang;
use super::registry::Verdicts;
use crate::annotate::line;
use crate::classify::train::{ALONE, Contest, Side};
use crate::date;
use crate::metric::{Gain, Interval};

/// What is measured, and where a side has it.
type Measure = ((&'static str, &'static str), fn(&Side) -> Option<f64>);

const MEASURES: [Measure; 4] = [
    (("precision", "presisi"), |side| side.precision),
    (("recall", "recall"), |side| side.recall),
    (("AUC", "AUC"), |side| side.auc),
    (("Brier score", "skor Brier"), |side| side.brier),
];

/// A comparison as a small table: a row for each measure, a column for each model, then what is gained.
pub(in crate::cli) fn table(contest: &Contest, lang: Lang) -> String {
    let mut table = String::new();
    let mut row = |name: &str, cells: [String; 2]| {
        let row = format!("  {name:<20}{:>16}{:>16}", cells[0], cells[1]);
        table.push_str(row.trim_end());
        table.push('\n');
    };
    let alone = lang.pick((ALONE, "korpus saja"));
    let sides = [&contest.before, &contest.after];
    row("", sides.map(|side| if side.model == ALONE { alone.to_owned() } else { line(&side.model) }));
    row(lang.pick(("flags from", "ambang tanda")), sides.map(|side| number(Some(side.threshold))));
    for (name, measure) in MEASURES {
        row(lang.pick(name), sides.map(|side| number(measure(side))));
    }
    table.push_str(&format!("  {}\n", gained(&contest.gain, lang)));
    table
}

/// What one model reaches, in one line.
pub(super) fn reached(side: &Side, lang: Lang) -> String {
    let told = |(name, measure): Measure| format!("{} {}", lang.pick(name), number(measure(side)));
    MEASURES.map(told).join(", ")
}

/// What is gained: by how much the Brier score falls, and whether that is more than chance.
pub(in crate::cli) fn gained(gain: &Gain, lang: Lang) -> String {
    let bounds = match gain.interval {
        Some(Interval(from, to)) => {
            format!(" ({from:+.4} {} {to:+.4})", lang.pick(("to", "sampai")))
        }
        None => String::new(),
    };
    let brier = gain.brier.map_or_else(|| "–".to_owned(), |brier| format!("{brier:+.4}"));
    let what = match (gain.is_better(), gain.is_worse()) {
        (true, _) => ("better by more than chance", "lebih baik secara nyata"),
        (_, true) => ("worse by more than chance", "lebih buruk secara nyata"),
        _ => ("no difference beyond chance", "tidak berbeda nyata"),
    };
    let gained = lang.pick(("gain in Brier score", "perbaikan skor Brier"));
    format!("{gained} {brier}{bounds}: {}", lang.pick(what))
}

/// The verdicts that a model learnt from, in words.
pub(in crate::cli) fn verdicts(verdicts: &Verdicts, lang: Lang) -> String {
    let Verdicts { stories, confirmed, rejected, until } = verdicts;
    let until = until.map_or_else(|| "–".to_owned(), |day| date::day(day, lang));
    match lang {
        Lang::En => format!(
            "{stories} stories published until {until}: {confirmed} articles valid, {rejected} not valid"
        ),
        Lang::Id => format!(
            "{stories} berita yang terbit sampai {until}: {confirmed} artikel valid, {rejected} tidak valid"
        ),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}
