//! The model card.

use super::super::fact;
use super::super::model::Table;
use super::super::name;
use super::{Example, scored};
use crate::metric::{Interval, Intervals, Measures, Sample, at_recall, average_precision};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The recalls for which the card names a threshold.
const RECALLS: [f64; 4] = [0.8, 0.9, 0.95, 0.98];

/// A measure, and where its interval stands.
type Measure = (&'static str, fn(&Measures) -> Option<f64>, fn(&Intervals) -> Option<Interval>);

const MEASURES: [Measure; 6] = [
    ("precision", |it| it.precision, |it| it.precision),
    ("recall", |it| it.recall, |it| it.recall),
    ("F1", |it| it.f1, |it| it.f1),
    ("AUC", |it| it.auc, |it| it.auc),
    ("Brier score", |it| it.brier, |it| it.brier),
    ("log-loss", |it| it.log_loss, |it| it.log_loss),
];

/// The card and its main figures. Of `measured` the first is the model that is written about; `whence` says where
/// the articles are from.
pub(super) fn write(
    examples: &[Example],
    whence: &str,
    table: &Table,
    measured: &[(&str, Vec<f64>)],
) -> (String, String) {
    let sample = |scores: &[f64]| {
        Sample::new(examples.iter().zip(scores).map(|(example, &score)| scored(example, score)).collect())
    };
    let scores = &measured[0].1;
    let unseen = sample(scores);
    let measures = unseen.measures(table.threshold);
    let intervals = unseen.intervals(table.threshold);
    let mut card = head(examples, whence, table);
    let mut summary = String::new();
    push(&mut card, format_args!("| figure | value | 95 % interval |\n|---|---|---|"));
    for (name, measure, interval) in MEASURES {
        let value = number(measure(&measures));
        let bounds = interval(&intervals);
        let bounds =
            bounds.map_or_else(|| "–".to_owned(), |Interval(low, high)| format!("{low:.3} to {high:.3}"));
        push(&mut card, format_args!("| {name} | {value} | {bounds} |"));
        push(&mut summary, format_args!("{name} {value} ({bounds})"));
    }
    push(&mut card, format_args!("| average precision | {} | |", number(average_precision(&unseen.curve()))));
    push(&mut summary, format_args!("threshold {}", table.threshold));
    thresholds(&mut card, &unseen);
    push(
        &mut card,
        format_args!(
            "\n## What each part brings\n\nF1 at the threshold above.\n\n\
            | model | F1 | AUC | Brier score | log-loss |\n|---|---|---|---|---|"
        ),
    );
    for (name, scores) in measured {
        let it = sample(scores).measures(table.threshold);
        let [f1, auc, brier, loss] = [it.f1, it.auc, it.brier, it.log_loss].map(number);
        push(&mut card, format_args!("| {name} | {f1} | {auc} | {brier} | {loss} |"));
    }
    reliability(&mut card, &unseen);
    kinds(&mut card, examples, scores, table.threshold);
    weights(&mut card, table);
    (card, summary)
}

fn head(examples: &[Example], whence: &str, table: &Table) -> String {
    let violations = examples.iter().filter(|example| example.violation).count();
    format!(
        "# The model `{name}`\n\n\
        Written by `netra train`; do not edit.\n\n\
        **What it is for.** It orders regional news by how probable it is that an article reports a concrete \
        possible violation of civil-servant neutrality, so that an analyst reads those first. A flag says \"look \
        at this\", never \"this is true\". It is not for decisions about people, and its score is not evidence.\n\n\
        **Trained on** {all} articles {whence}: {violations} that report a \
        violation and {others} that do not; hash `{corpus}`. {terms} terms and {facts} facts.\n\n\
        **How.** An article that is not about elections, or in which no sentence that reports something speaks \
        of somebody bound by neutrality, is no candidate and gets one low score. The others: words by logistic \
        regression on one- and two-word terms and classes of words in passages of four sentences, names of \
        people, places, numbers and days masked; then linfa's logistic regression on the words' logit, from \
        models that had not seen the article, and on facts of extraction. It flags from **{threshold}** on, \
        which nine in ten violations reach on such scores.\n\n\
        **Limits.** The articles of data/corpus are written for this project, and more than a third of them \
        report a violation; in a night's news it is one in some dozens, so of flagged articles a smaller part \
        is right than the precision below says, and a score is somewhat too high. Figures on articles written \
        by others are lower. It errs most on cases of people who are not bound (candidates, organisers, \
        parties), and on cases told in a sentence or two of an article about something else.\n\n\
        ## How good it is\n\n\
        Measured on articles that the model had not seen: five parts, all articles of one story in the same, \
        terms and weights learnt anew without the part. Intervals are from 1000 draws of stories.\n\n",
        name = table.name,
        all = examples.len(),
        others = examples.len() - violations,
        corpus = table.corpus,
        terms = table.terms.len(),
        facts = fact::ids().len(),
        threshold = table.threshold,
    )
}

fn thresholds(card: &mut String, unseen: &Sample) {
    push(
        card,
        format_args!(
            "\nOther thresholds, for those who would rather miss less or read less (`--threshold`):\n\n\
            | at least this recall | threshold | precision |\n|---|---|---|"
        ),
    );
    let curve = unseen.curve();
    for recall in RECALLS {
        if let Some(point) = at_recall(&curve, recall) {
            push(card, format_args!("| {recall} | {:.2} | {:.3} |", point.threshold, point.precision));
        }
    }
}

fn reliability(card: &mut String, unseen: &Sample) {
    push(
        card,
        format_args!(
            "\n## Whether scores mean what they say\n\n\
            | score | articles | mean score | violations among them |\n|---|---|---|---|"
        ),
    );
    for bin in unseen.reliability().iter().filter(|bin| bin.articles > 0) {
        let [mean, right] = [bin.mean_score, bin.violations].map(number);
        push(
            card,
            format_args!("| {:.1} to {:.1} | {} | {mean} | {right} |", bin.from, bin.to, bin.articles),
        );
    }
}

fn kinds(card: &mut String, examples: &[Example], scores: &[f64], threshold: f64) {
    push(
        card,
        format_args!("\n## Where it errs\n\n| kind | articles | flagged | wrong |\n|---|---|---|---|"),
    );
    let mut kinds: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (at, example) in examples.iter().enumerate() {
        kinds.entry((&example.kind, example.violation)).or_default().push(at);
    }
    for ((kind, violation), of) in kinds {
        let flagged = of.iter().filter(|&&at| scores[at] >= threshold).count();
        let wrong: Vec<&str> = (of.iter().filter(|&&at| (scores[at] >= threshold) != violation))
            .map(|&at| examples[at].id.as_str())
            .collect();
        let what = if violation { "violation, " } else { "" };
        let shown = wrong.iter().take(12).copied().collect::<Vec<_>>().join(", ");
        push(card, format_args!("| {what}{kind} | {} | {flagged} | {}: {shown} |", of.len(), wrong.len()));
    }
}

fn weights(card: &mut String, table: &Table) {
    push(card, format_args!("\n## What weighs\n\n| fact | weight |\n|---|---|"));
    push(card, format_args!("| all words (their logit) | {:+.2} |", table.text));
    for (id, weight) in fact::ids().zip(&table.facts) {
        let called = name::of_fact(id).map_or(id, |name| name.name_en);
        push(card, format_args!("| {called} | {weight:+.2} |"));
    }
    let mut terms: Vec<_> = table.terms.iter().collect();
    terms.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let list = |terms: &mut dyn Iterator<Item = &&super::Weighed>| {
        let terms: Vec<String> =
            terms.take(40).map(|it| format!("{} `{}`", it.part.name(), it.text)).collect();
        terms.join(", ")
    };
    let most = list(&mut terms.iter());
    let least = list(&mut terms.iter().rev());
    push(
        card,
        format_args!("\nThe terms that speak most for a violation: {most}.\n\nMost against: {least}."),
    );
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn push(to: &mut String, line: std::fmt::Arguments) {
    to.write_fmt(line).expect("a string can be written to");
    to.push('\n');
}
