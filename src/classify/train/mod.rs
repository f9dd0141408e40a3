//! Training: from labelled articles to a table of weights and a card that says how good it is.
//!
//! Words are learnt first, by [`learner`]; the final model is linfa's logistic regression on the words' logit,
//! as models that had not seen the article give it, and on the facts. Articles of one story are never parted
//! between training and measuring. The same articles give the same bytes.

mod card;
mod learner;
mod measure;
mod sample;

pub(crate) use sample::{Label, Labelled};

use super::model::{Table, Weighed, hash_of, value_of};
use super::term::{Field, Masking};
use crate::error::{Error, ErrorKind};
use learner::{Learner, Learnt, Sparse};
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

/// How strongly weights of terms, and of facts, are held back.
const ALPHA_TERMS: f64 = 1.0;
const ALPHA_FACTS: f64 = 3.0;

/// One empty article, labelled as none, is added to so many.
const BLANK: usize = 5;

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

/// Learns from labelled articles; `progress` is told what is being done.
pub(crate) fn train(articles: &[Labelled], progress: &mut dyn FnMut(&str)) -> Result<Trained, Error> {
    check(articles)?;
    progress("reading the articles");
    let samples = Samples::read(articles, Masking::On);
    let all: Vec<&Sample> = samples.all.iter().collect();
    progress("learning");
    let fitted = fit(&all, View::Both).map_err(failed)?;
    let mut measured = Vec::new();
    for (name, view) in [("words and facts", View::Both), ("words", View::Words), ("facts", View::Facts)] {
        progress(&format!("measuring {name}"));
        measured.push((name.to_owned(), cross_validate(&all, view).map_err(failed)?));
    }
    progress("measuring without masking");
    let unmasked = Samples::read(articles, Masking::Off);
    let unmasked: Vec<&Sample> = unmasked.all.iter().collect();
    let unmasked = cross_validate(&unmasked, View::Both).map_err(failed)?;
    measured.push(("words and facts, names not masked".to_owned(), unmasked));
    progress("writing the card");
    let mut table = fitted.table(&samples, &corpus_hash(articles)).ready();
    // The same name always means the same weights.
    table.name = format!("netra-{:08x}", hash_of(table.to_text().as_bytes()) >> 32);
    let (card, summary) = card::write(&all, &table, &measured);
    Ok(Trained { table: table.to_text(), card, summary })
}

/// Refuses what nothing good can be learnt from.
fn check(articles: &[Labelled]) -> Result<(), Error> {
    let bad = |why: String| Err(Error::new(ErrorKind::BadData, why));
    let violations = articles.iter().filter(|article| article.label == Label::Violation).count();
    for (label, number) in [("violation", violations), ("not", articles.len() - violations)] {
        if number < LEAST_OF_A_LABEL {
            return bad(format!(
                "{number} articles are labelled \"{label}\"; a model needs at least {LEAST_OF_A_LABEL}"
            ));
        }
    }
    let mut labels: FxHashMap<&str, (&str, Label)> = FxHashMap::default();
    for article in articles {
        let known = labels.entry(article.article.text()).or_insert((&article.id, article.label));
        if known.1 != article.label {
            return bad(format!("{} and {} are the same article with two labels", known.0, article.id));
        }
    }
    Ok(())
}

fn failed(why: impl Display) -> Error {
    Error::new(ErrorKind::BadData, format!("nothing could be learnt: {why}"))
}

/// What tells one set of labelled articles from another.
fn corpus_hash(articles: &[Labelled]) -> String {
    let mut lines: Vec<String> = articles
        .iter()
        .map(|it| format!("{:016x} {} {}", hash_of(it.article.text().as_bytes()), it.label.name(), it.group))
        .collect();
    lines.sort();
    format!("{:016x}", hash_of(lines.join("\n").as_bytes()))
}

/// The terms that a learner knows, by hash, with how rare they are.
#[derive(Debug)]
struct Vocabulary {
    terms: Vec<(u64, f64)>,
    index: FxHashMap<u64, u32>,
}

impl Vocabulary {
    fn of(samples: &[&Sample]) -> Vocabulary {
        let mut articles: FxHashMap<u64, u32> = FxHashMap::default();
        for (hash, _) in samples.iter().flat_map(|sample| &sample.terms) {
            *articles.entry(*hash).or_default() += 1;
        }
        let mut hashes: Vec<(u64, u32)> =
            articles.into_iter().filter(|&(_, number)| number >= LEAST_ARTICLES).collect();
        hashes.sort_unstable();
        let all = samples.len() as f64;
        let idf = |number: u32| rounded(((1.0 + all) / (1.0 + f64::from(number))).ln() + 1.0);
        let terms: Vec<(u64, f64)> = hashes.iter().map(|&(hash, number)| (hash, idf(number))).collect();
        let index = terms.iter().zip(0..).map(|(&(hash, _), at)| (hash, at)).collect();
        Vocabulary { terms, index }
    }

    fn row(&self, sample: &Sample) -> Vec<(u32, f64)> {
        let mut row: Vec<(u32, f64)> = (sample.terms.iter())
            .filter_map(|&(hash, count)| {
                let at = *self.index.get(&hash)?;
                Some((at, value_of(count, self.terms[at as usize].1)))
            })
            .collect();
        let norm = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
        row.iter_mut().for_each(|(_, value)| *value /= if norm > 0.0 { norm } else { 1.0 });
        row
    }
}

/// The number as the table writes it.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// The words' model.
#[derive(Debug)]
struct Words {
    vocabulary: Vocabulary,
    learnt: Learnt,
}

impl Words {
    fn learn(samples: &[&Sample]) -> Result<Words, learner::LearnError> {
        let vocabulary = Vocabulary::of(samples);
        let mut rows: Vec<_> = samples.iter().map(|sample| vocabulary.row(sample)).collect();
        let mut labels: Vec<bool> = samples.iter().map(|sample| sample.label).collect();
        // An article that says nothing the learner knows is no violation; without these it would know of none.
        let blank = samples.len() / BLANK;
        rows.extend(std::iter::repeat_with(Vec::new).take(blank));
        labels.extend(std::iter::repeat_n(false, blank));
        let records = Sparse { rows, columns: vocabulary.terms.len() };
        let mut learnt = Learner::new(ALPHA_TERMS).fit(&DatasetBase::new(records, labels))?;
        learnt.weights.iter_mut().for_each(|weight| *weight = rounded(*weight));
        learnt.bias = rounded(learnt.bias);
        Ok(Words { vocabulary, learnt })
    }

    fn logit(&self, sample: &Sample) -> f64 {
        self.learnt.logit(&self.vocabulary.row(sample))
    }
}

/// A fitted model.
#[derive(Debug)]
struct Fitted {
    view: View,
    words: Words,
    /// Of the final model: positive for a violation.
    weights: Vec<f64>,
    start: f64,
    threshold: f64,
    #[cfg(test)]
    linfa: linfa_logistic::FittedLogisticRegression<f64, bool>,
}

impl Fitted {
    fn sum(&self, sample: &Sample) -> f64 {
        let row = self.view.row(self.words.logit(sample), &sample.facts);
        row.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum::<f64>() + self.start
    }

    fn table(&self, samples: &Samples, corpus: &str) -> Table {
        let terms = (self.words.vocabulary.terms.iter().zip(&self.words.learnt.weights))
            .filter_map(|(&(hash, idf), &weight)| {
                let (field, text): &(Field, String) = samples.spelled.get(&hash)?;
                Some(Weighed { field: *field, text: text.as_str().into(), weight, idf })
            })
            .collect();
        Table {
            name: "netra".to_owned(),
            corpus: format!("{} articles, {corpus}", samples.all.len()),
            threshold: self.threshold,
            start: self.start,
            text: self.weights[0],
            bias: self.words.learnt.bias,
            facts: self.weights[1..].to_vec(),
            terms,
            ..Table::default()
        }
    }
}

/// Fits words and the final model.
fn fit(samples: &[&Sample], view: View) -> Result<Fitted, Box<dyn std::error::Error>> {
    let mut logits = vec![0.0; samples.len()];
    for fold in 0..FOLDS {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            (0..samples.len()).partition(|&at| samples[at].fold(1, FOLDS) == fold);
        let words = Words::learn(&outside.iter().map(|&at| samples[at]).collect::<Vec<_>>())?;
        for at in inside {
            logits[at] = words.logit(samples[at]);
        }
    }
    let rows: Vec<Vec<f64>> =
        samples.iter().zip(&logits).map(|(sample, &logit)| view.row(logit, &sample.facts)).collect();
    let width = rows[0].len();
    let records = Array2::from_shape_vec((rows.len(), width), rows.iter().flatten().copied().collect())?;
    let labels: Array1<bool> = samples.iter().map(|sample| sample.label).collect();
    let fitted = LogisticRegression::default()
        .alpha(ALPHA_FACTS)
        .max_iterations(500)
        .gradient_tolerance(1e-6 * samples.len() as f64)
        .fit(&linfa::Dataset::new(records, labels))?;
    // linfa calls the larger class positive.
    let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
    let weights: Vec<f64> = fitted.params().iter().map(|weight| sign * weight).collect();
    let start = sign * fitted.intercept();
    let scores: Vec<f64> = rows
        .iter()
        .map(|row| {
            super::probability(
                row.iter().zip(&weights).map(|(value, weight)| value * weight).sum::<f64>() + start,
            )
        })
        .collect();
    let threshold = measure::best_threshold(&scores, &samples.iter().map(|it| it.label).collect::<Vec<_>>());
    Ok(Fitted {
        view,
        words: Words::learn(samples)?,
        weights,
        start,
        threshold,
        #[cfg(test)]
        linfa: fitted,
    })
}

/// What models say of articles that they have not seen.
#[derive(Debug)]
struct Unseen {
    scores: Vec<f64>,
    /// Whether each is flagged by its model's own threshold.
    flagged: Vec<bool>,
}

fn cross_validate(samples: &[&Sample], view: View) -> Result<Unseen, Box<dyn std::error::Error>> {
    let mut unseen = Unseen { scores: vec![0.0; samples.len()], flagged: vec![false; samples.len()] };
    for fold in 0..FOLDS {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            (0..samples.len()).partition(|&at| samples[at].fold(0, FOLDS) == fold);
        let fitted = fit(&outside.iter().map(|&at| samples[at]).collect::<Vec<_>>(), view)?;
        for at in inside {
            unseen.scores[at] = super::probability(fitted.sum(samples[at]));
            unseen.flagged[at] = unseen.scores[at] >= fitted.threshold;
        }
    }
    Ok(unseen)
}

#[cfg(test)]
mod tests;
