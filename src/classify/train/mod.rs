//! Training: from labelled articles to a table of weights and a card that says how good it is.
//!
//! Words are learnt first, by [`learner`]; the final model is linfa's logistic regression on the words' logit,
//! as models that had not seen the article give it, and on the facts. Only candidates are learnt from, since
//! the others are not scored by words and facts. Articles of one story are never parted between training and
//! measuring. The same articles give the same bytes.

mod card;
mod learner;
mod sample;
#[cfg(test)]
mod tests;
mod trial;

pub(crate) use sample::Example;
pub(crate) use trial::{ALONE, Contest, Material, Outcome, Side, Trial, contradict, trial};

use super::model::{Table, Weighed};
use super::probability;
use super::term::Manner;
use crate::error::{Error, ErrorKind};
use crate::fnv::fnv1a;
use crate::metric::{self, Scored, at_recall};
use learner::{Learner, Learnt, Sentence, Sparse};
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use rustc_hash::FxHashMap;
use sample::{Sample, Samples};
use std::fmt::Display;

/// Into how many parts stories are split.
const FOLDS: u64 = 5;

/// In how many articles a term must stand to be learnt.
const LEAST_ARTICLES: u32 = 3;

/// How many terms are kept: those that move the most articles most.
const MOST_TERMS: usize = 2000;

/// After how many iterations it is known which these are.
const ROUGHLY: u64 = 20;

/// How strongly weights of terms, and of facts, are held back.
const ALPHA_TERMS: f64 = 5.0;
const ALPHA_FACTS: f64 = 3.0;

/// The share of violations that the threshold is to flag.
const RECALL: f64 = 0.9;

/// The fewest articles of each label from which anything is learnt.
const LEAST_OF_A_LABEL: usize = 20;

/// A trained model with what is known of it.
#[derive(Debug)]
pub(crate) struct Trained {
    /// The table that the core scores by.
    pub(crate) table: String,
    /// The model card, in Markdown.
    pub(crate) card: String,
    /// The card's main figures, one a line.
    pub(crate) summary: String,
    /// For each article, in their order, the score that a model gives which has not seen its story.
    pub(crate) unseen: Vec<f64>,
}

/// What the final model looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// Words and facts.
    Both,
    /// Words alone.
    Words,
    /// Facts alone.
    Facts,
}

impl View {
    fn row(self, logit: f64, facts: &[f64]) -> Vec<f64> {
        match self {
            View::Both => std::iter::once(logit).chain(facts.iter().copied()).collect(),
            View::Words => vec![logit],
            View::Facts => facts.to_vec(),
        }
    }
}

/// What is measured, to see what each part brings: first the model in use.
const ABLATIONS: [(Manner, &[(View, &str)]); 3] = [
    (
        Manner::Masked,
        &[(View::Both, "words and facts"), (View::Words, "words alone"), (View::Facts, "facts alone")],
    ),
    (Manner::Named, &[(View::Both, "words and facts, names not masked")]),
    (Manner::Stemmed, &[(View::Both, "words and facts, words as stems")]),
];

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Learns from labelled articles; `progress` is told what is being done.
pub(crate) fn train(
    examples: &[Example],
    progress: &mut dyn FnMut(&str),
) -> std::result::Result<Trained, Error> {
    learn(examples, "of data/corpus or given with `--with`", &ABLATIONS, progress)
}

/// Learns from articles of which the card says that they are from `whence`, and measures `parts`.
fn learn(
    examples: &[Example],
    whence: &str,
    parts: &[(Manner, &[(View, &str)])],
    progress: &mut dyn FnMut(&str),
) -> std::result::Result<Trained, Error> {
    check(examples)?;
    progress("reading");
    let samples = Samples::read(examples, Manner::Masked);
    progress("learning");
    let all: Vec<&Sample> = samples.all.iter().collect();
    let read = Read::new(&all).map_err(failed)?;
    let fitted = read.fit(View::Both).map_err(failed)?;
    let mut measured = Vec::new();
    for &(manner, views) in parts {
        let names: Vec<&str> = views.iter().map(|&(_, name)| name).collect();
        progress(&format!("measuring {}", names.join(", ")));
        let other = (manner != Manner::Masked).then(|| Samples::read(examples, manner));
        let all: Vec<&Sample> = other.as_ref().unwrap_or(&samples).all.iter().collect();
        let views: Vec<View> = views.iter().map(|&(view, _)| view).collect();
        measured.extend(names.into_iter().zip(cross_validate(&all, &views).map_err(failed)?));
    }
    progress("writing");
    let mut table = fitted.table(&samples, &corpus_hash(examples)).ready();
    // The same name always means the same weights.
    table.name = format!("netra-{:08x}", fnv1a(table.to_text().as_bytes()) >> 32);
    let (card, summary) = card::write(examples, whence, &table, &measured);
    Ok(Trained { table: table.to_text(), card, summary, unseen: measured.swap_remove(0).1 })
}

/// For each article, in their order, the score that a model gives which has learnt from the others as [`train`] does
/// and has not seen its story.
fn unseen(examples: &[Example]) -> std::result::Result<Vec<f64>, Error> {
    check(examples)?;
    let samples = Samples::read(examples, Manner::Masked);
    let all: Vec<&Sample> = samples.all.iter().collect();
    Ok(cross_validate(&all, &[View::Both]).map_err(failed)?.swap_remove(0))
}

/// Refuses what nothing good can be learnt from.
fn check(examples: &[Example]) -> std::result::Result<(), Error> {
    let bad = |why: String| Err(Error::new(ErrorKind::BadData, why));
    let violations = examples.iter().filter(|example| example.violation).count();
    for (label, number) in [("violation", violations), ("not", examples.len() - violations)] {
        if number < LEAST_OF_A_LABEL {
            return bad(format!(
                "{number} articles are labelled \"{label}\"; a model needs at least {LEAST_OF_A_LABEL}"
            ));
        }
    }
    let mut labels: FxHashMap<&str, &Example> = FxHashMap::default();
    for example in examples {
        let known = labels.entry(example.article.text()).or_insert(example);
        if known.violation != example.violation {
            return bad(format!("{} and {} are the same article with two labels", known.id, example.id));
        }
    }
    Ok(())
}

fn failed(why: impl Display) -> Error {
    Error::new(ErrorKind::BadData, format!("nothing could be learnt: {why}"))
}

/// What tells one set of labelled articles from another: their number and their hash.
pub(crate) fn corpus_hash(examples: &[Example]) -> String {
    let line =
        |it: &Example| format!("{:016x} {} {}", fnv1a(it.article.text().as_bytes()), it.violation, it.group);
    let mut lines: Vec<String> = examples.iter().map(line).collect();
    lines.sort();
    format!("{} articles, {:016x}", examples.len(), fnv1a(lines.join("\n").as_bytes()))
}

/// The number as the table writes it.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// The words' model: the terms that it knows, by hash, with their columns.
#[derive(Debug)]
struct Words {
    columns: FxHashMap<u64, u32>,
    learnt: Learnt,
}

impl Words {
    fn learn(samples: &[&Sample]) -> Result<Words> {
        let mut articles: FxHashMap<u64, u32> = FxHashMap::default();
        for sample in samples {
            let mut terms: Vec<u64> = sample.sentences.concat();
            terms.sort_unstable();
            terms.dedup();
            terms.into_iter().for_each(|hash| *articles.entry(hash).or_default() += 1);
        }
        let mut terms: Vec<(u64, u32)> =
            articles.into_iter().filter(|&(_, number)| number >= LEAST_ARTICLES).collect();
        terms.sort_unstable();
        let learner = Learner::new(ALPHA_TERMS);
        if terms.len() > MOST_TERMS {
            // To tell strong terms from weak ones, weights need not be exact.
            let words = Words::learn_terms(samples, &terms, learner.clone().iterations(ROUGHLY))?;
            let moves =
                |column: usize| words.learnt.weights[column].abs() * f64::from(terms[column].1).sqrt();
            let mut order: Vec<usize> = (0..terms.len()).collect();
            order.sort_by(|&a, &b| moves(b).total_cmp(&moves(a)).then(a.cmp(&b)));
            order.truncate(MOST_TERMS);
            order.sort_unstable();
            terms = order.into_iter().map(|column| terms[column]).collect();
        }
        let mut words = Words::learn_terms(samples, &terms, learner)?;
        words.learnt.weights.iter_mut().for_each(|weight| *weight = rounded(*weight));
        words.learnt.bias = rounded(words.learnt.bias);
        Ok(words)
    }

    fn learn_terms(samples: &[&Sample], terms: &[(u64, u32)], learner: Learner) -> Result<Words> {
        let columns = terms.iter().zip(0..).map(|(&(hash, _), column)| (hash, column)).collect();
        let mut words = Words { columns, learnt: Learnt { weights: Vec::new(), bias: 0.0 } };
        let labels: Vec<bool> = samples.iter().map(|sample| sample.example.violation).collect();
        let records = Sparse::new(samples.iter().map(|sample| words.row(sample)), terms.len());
        words.learnt = learner.fit(&DatasetBase::new(records, labels)).map_err(failed)?;
        Ok(words)
    }

    fn row(&self, sample: &Sample) -> Vec<Sentence> {
        let known =
            |terms: &Vec<u64>| terms.iter().filter_map(|hash| self.columns.get(hash).copied()).collect();
        sample.sentences.iter().map(known).collect()
    }

    fn logit(&self, sample: &Sample) -> f64 {
        self.learnt.logit(&self.row(sample))
    }
}

/// A fitted model.
#[derive(Debug)]
struct Fitted<'a> {
    view: View,
    words: &'a Words,
    /// Of the final model: positive for a violation.
    weights: Vec<f64>,
    start: f64,
    elsewhere: f64,
    threshold: f64,
    #[cfg(test)]
    linfa: linfa_logistic::FittedLogisticRegression<f64, bool>,
}

impl Fitted<'_> {
    /// The log-odds of an article.
    fn sum(&self, sample: &Sample) -> f64 {
        if !sample.candidate {
            return self.elsewhere;
        }
        let row = self.view.row(self.words.logit(sample), &sample.facts);
        dot(&row, &self.weights) + self.start
    }

    fn table(&self, samples: &Samples, corpus: &str) -> Table {
        let term = |(&hash, &column): (&u64, &u32)| {
            let (part, text) = samples.spelled.get(&hash)?;
            let weight = self.words.learnt.weights[column as usize];
            Some(Weighed { part: *part, text: text.as_str().into(), weight })
        };
        Table {
            name: "netra".to_owned(),
            corpus: corpus.to_owned(),
            threshold: self.threshold,
            elsewhere: self.elsewhere,
            start: self.start,
            text: self.weights[0],
            bias: self.words.learnt.bias,
            facts: self.weights[1..].to_vec(),
            terms: self.words.columns.iter().filter_map(term).collect(),
            ..Table::default()
        }
    }
}

fn dot(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// Samples whose words were learnt.
#[derive(Debug)]
struct Read<'a> {
    candidates: Vec<&'a Sample<'a>>,
    others: Vec<&'a Sample<'a>>,
    /// For each candidate the words' logit by a model that had not seen its story.
    logits: Vec<f64>,
    words: Words,
}

impl<'a> Read<'a> {
    fn new(samples: &[&'a Sample<'a>]) -> Result<Read<'a>> {
        let (candidates, others): (Vec<&Sample>, Vec<&Sample>) =
            samples.iter().partition(|sample| sample.candidate);
        let mut logits = vec![0.0; candidates.len()];
        for fold in 0..FOLDS {
            let (inside, outside) = split(&candidates, |group| group / FOLDS % FOLDS == fold);
            let words = Words::learn(&outside.iter().map(|&at| candidates[at]).collect::<Vec<_>>())?;
            for at in inside {
                logits[at] = words.logit(candidates[at]);
            }
        }
        let words = Words::learn(&candidates)?;
        Ok(Read { candidates, others, logits, words })
    }

    /// Fits the final model.
    fn fit(&self, view: View) -> Result<Fitted<'_>> {
        let rows = self.candidates.iter().zip(&self.logits);
        let rows: Vec<Vec<f64>> = rows.map(|(sample, &logit)| view.row(logit, &sample.facts)).collect();
        let width = rows.first().map_or(0, Vec::len);
        let records = Array2::from_shape_vec((rows.len(), width), rows.concat())?;
        let labels: Array1<bool> = self.candidates.iter().map(|sample| sample.example.violation).collect();
        let fitted = LogisticRegression::default()
            .alpha(ALPHA_FACTS)
            .max_iterations(500)
            .gradient_tolerance(1e-6 * rows.len() as f64)
            .fit(&linfa::Dataset::new(records, labels))?;
        // linfa calls the larger class positive.
        let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
        let weights: Vec<f64> = fitted.params().iter().map(|weight| sign * weight).collect();
        let start = sign * fitted.intercept();
        let elsewhere = log_odds(&self.others);
        let seen =
            rows.iter().zip(&self.candidates).map(|(row, sample)| (dot(row, &weights) + start, sample));
        let seen = seen.chain(self.others.iter().map(|sample| (elsewhere, sample)));
        let seen = seen.map(|(sum, sample)| scored(sample.example, probability(sum))).collect();
        let threshold = at_recall(&metric::Sample::new(seen).curve(), RECALL).map_or(0.5, |it| it.threshold);
        Ok(Fitted {
            view,
            words: &self.words,
            weights,
            start,
            elsewhere,
            threshold: (threshold * 100.0).floor() / 100.0,
            #[cfg(test)]
            linfa: fitted,
        })
    }
}

/// The log-odds of a violation among samples that nothing tells apart; Jeffreys' estimate.
fn log_odds(samples: &[&Sample]) -> f64 {
    let violations = samples.iter().filter(|sample| sample.example.violation).count() as f64;
    ((violations + 0.5) / (samples.len() as f64 - violations + 0.5)).ln()
}

fn scored(example: &Example, score: f64) -> Scored {
    Scored { score, positive: example.violation, group: example.group }
}

/// The numbers of the samples whose story is inside, and of the others.
fn split(samples: &[&Sample], is_inside: impl Fn(u64) -> bool) -> (Vec<usize>, Vec<usize>) {
    (0..samples.len()).partition(|&at| is_inside(samples[at].example.group))
}

/// For each view what models say of articles whose stories they have not seen. The parts are those of
/// `benches/peers`.
fn cross_validate(samples: &[&Sample], views: &[View]) -> Result<Vec<Vec<f64>>> {
    let part = |fold: u64| -> Result<(Vec<usize>, Vec<Vec<f64>>)> {
        let (inside, outside) = split(samples, |group| group % FOLDS == fold);
        let read = Read::new(&outside.iter().map(|&at| samples[at]).collect::<Vec<_>>())?;
        let scores = |&view: &View| {
            let fitted = read.fit(view)?;
            Ok(inside.iter().map(|&at| probability(fitted.sum(samples[at]))).collect())
        };
        let scores = views.iter().map(scores).collect::<Result<_>>()?;
        Ok((inside, scores))
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..FOLDS).map(|fold| scope.spawn(move || part(fold))).collect();
        running.into_iter().map(|it| it.join().expect("training does not panic")).collect()
    });
    let mut scores = vec![vec![0.0; samples.len()]; views.len()];
    for part in parts {
        let (inside, of_views) = part?;
        for (scores, of_view) in scores.iter_mut().zip(of_views) {
            inside.iter().zip(of_view).for_each(|(&at, score)| scores[at] = score);
        }
    }
    Ok(scores)
}
