//! The learner of words: logistic regression over passages of sparse sentences, behind linfa's traits.
//!
//! linfa's own takes one dense row an article only. The loss is summed and weighted so that both classes count
//! alike; linfa-logistic's optimiser minimises it. Where an article is one short sentence, this is linfa's
//! logistic regression, and a test compares the two.

use super::super::passage::{self, Sum};
use argmin::core::{CostFunction, Executor, Gradient};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use linfa::ParamGuard;
use linfa::dataset::{DatasetBase, Records};
use linfa::traits::Fit;
use ndarray::Array1;
use std::cell::RefCell;
use std::fmt;

/// A sentence: the columns of its terms, in order, each once.
pub(super) type Sentence = Vec<u32>;

/// Articles as sentences of terms, one after another.
#[derive(Debug, Default)]
pub(super) struct Sparse {
    /// The columns of all terms.
    terms: Vec<u32>,
    /// Where each sentence ends in `terms`.
    sentences: Vec<usize>,
    /// Where each article ends in `sentences`.
    articles: Vec<usize>,
    /// The number of columns.
    columns: usize,
}

impl Sparse {
    /// Articles whose terms have numbers below `columns`.
    pub(super) fn new(articles: impl IntoIterator<Item = Vec<Sentence>>, columns: usize) -> Sparse {
        let mut all = Sparse { columns, ..Sparse::default() };
        for article in articles {
            for sentence in article {
                all.terms.extend(sentence);
                all.sentences.push(all.terms.len());
            }
            all.articles.push(all.sentences.len());
        }
        all
    }

    /// For each article its sentences.
    fn articles(&self) -> impl Iterator<Item = impl Iterator<Item = &[u32]> + Clone> {
        let starts = |ends: &[usize], at: usize| at.checked_sub(1).map_or(0, |before| ends[before]);
        (0..self.articles.len()).map(move |at| {
            let sentences = starts(&self.articles, at)..self.articles[at];
            sentences.map(move |at| &self.terms[starts(&self.sentences, at)..self.sentences[at]])
        })
    }
}

impl Records for Sparse {
    type Elem = f64;

    fn nsamples(&self) -> usize {
        self.articles.len()
    }

    fn nfeatures(&self) -> usize {
        self.columns
    }
}

/// How the learner is to learn; unchecked.
#[derive(Clone, Debug)]
pub(super) struct Learner(Checked);

/// How the learner is to learn; checked.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    alpha: f64,
    iterations: u64,
}

impl Learner {
    /// A learner with half of `alpha` as the weight of the squared coefficients in the cost.
    pub(super) fn new(alpha: f64) -> Learner {
        Learner(Checked { alpha, iterations: 150 })
    }

    /// The same, which stops after so many iterations at the latest.
    pub(super) fn iterations(self, iterations: u64) -> Learner {
        Learner(Checked { iterations, ..self.0 })
    }
}

/// Why nothing could be learnt.
#[derive(Debug)]
pub(super) enum LearnError {
    /// `alpha` is no positive number.
    Alpha,
    /// There are no articles of one of the classes.
    OneClass,
    /// linfa's own.
    Linfa(linfa::Error),
    /// The optimiser's own.
    Argmin(argmin::core::Error),
}

impl fmt::Display for LearnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LearnError::Alpha => f.write_str("alpha must be a positive number"),
            LearnError::OneClass => f.write_str("all articles have the same label"),
            LearnError::Linfa(error) => error.fmt(f),
            LearnError::Argmin(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LearnError {}

impl From<linfa::Error> for LearnError {
    fn from(error: linfa::Error) -> LearnError {
        LearnError::Linfa(error)
    }
}

impl ParamGuard for Learner {
    type Checked = Checked;
    type Error = LearnError;

    fn check_ref(&self) -> Result<&Checked, LearnError> {
        if self.0.alpha.is_finite() && self.0.alpha > 0.0 { Ok(&self.0) } else { Err(LearnError::Alpha) }
    }

    fn check(self) -> Result<Checked, LearnError> {
        self.check_ref()?;
        Ok(self.0)
    }
}

/// What was learnt.
#[derive(Clone, Debug)]
pub(super) struct Learnt {
    /// The weight of each column.
    pub(super) weights: Vec<f64>,
    /// What is added to all articles.
    pub(super) bias: f64,
}

impl Learnt {
    /// The log-odds of an article.
    pub(super) fn logit(&self, article: &[Sentence]) -> f64 {
        passage::read(&sums(article.iter().map(Vec::as_slice), &self.weights)).0 + self.bias
    }
}

fn sums<'a>(sentences: impl Iterator<Item = &'a [u32]>, weights: &[f64]) -> Vec<Sum> {
    let sum = |terms: &[u32]| Sum {
        weight: terms.iter().map(|&column| weights[column as usize]).sum(),
        known: terms.len() as u32,
    };
    sentences.map(sum).collect()
}

impl Fit<Sparse, Vec<bool>, LearnError> for Checked {
    type Object = Learnt;

    fn fit(&self, dataset: &DatasetBase<Sparse, Vec<bool>>) -> Result<Learnt, LearnError> {
        let (records, labels) = (dataset.records(), dataset.targets());
        let positive = labels.iter().filter(|&&label| label).count();
        if positive == 0 || positive == labels.len() {
            return Err(LearnError::OneClass);
        }
        let all = labels.len() as f64;
        let weight = |label: bool| {
            let of_class = if label { positive } else { labels.len() - positive };
            all / (2.0 * of_class as f64)
        };
        let problem = Problem {
            records,
            signs: labels.iter().map(|&label| if label { 1.0 } else { -1.0 }).collect(),
            weights: labels.iter().map(|&label| weight(label)).collect(),
            alpha: self.alpha,
            last: RefCell::default(),
        };
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), 10)
            .with_tolerance_grad(1e-4 * all)
            .map_err(LearnError::Argmin)?
            .with_tolerance_cost(1e-6 * all)
            .map_err(LearnError::Argmin)?;
        let result = Executor::new(problem, solver)
            .configure(|state| state.param(Array1::zeros(records.columns + 1)).max_iters(self.iterations))
            .run()
            .map_err(LearnError::Argmin)?;
        let best = result.state.best_param.unwrap_or_else(|| Array1::zeros(records.columns + 1));
        let mut weights = best.to_vec();
        let bias = weights.pop().unwrap_or_default();
        Ok(Learnt { weights, bias })
    }
}

/// The weighted logistic loss with half of `alpha` times the squared weights; the last parameter is the bias.
struct Problem<'a> {
    records: &'a Sparse,
    /// 1 for a violation, -1 for none.
    signs: Vec<f64>,
    weights: Vec<f64>,
    alpha: f64,
    /// The last point that was looked at. The optimiser asks for its cost and for its gradient, which are found
    /// in one reading.
    last: RefCell<Option<Point>>,
}

/// The cost and its gradient at some parameters.
#[derive(Clone)]
struct Point {
    parameters: Array1<f64>,
    cost: f64,
    gradient: Array1<f64>,
}

impl Problem<'_> {
    /// What `of` takes from the point at these parameters.
    fn at<T>(&self, parameters: &Array1<f64>, of: impl FnOnce(&Point) -> T) -> T {
        let mut last = self.last.borrow_mut();
        match last.as_ref().filter(|point| point.parameters == parameters) {
            Some(point) => of(point),
            None => of(last.insert(self.point(parameters))),
        }
    }

    fn point(&self, parameters: &Array1<f64>) -> Point {
        let (bias, weights) = split(parameters);
        let mut cost = 0.5 * self.alpha * weights.iter().map(|value| value * value).sum::<f64>();
        let mut gradient: Vec<f64> = weights.iter().map(|weight| self.alpha * weight).collect();
        let mut slope_of_bias = 0.0;
        for (article, (sign, weight)) in self.records.articles().zip(self.signs.iter().zip(&self.weights)) {
            let (logit, slopes) = passage::read(&sums(article.clone(), weights));
            let margin = sign * (logit + bias);
            // log(1 + e^-m) without overflow.
            cost +=
                weight * if margin > 0.0 { (-margin).exp().ln_1p() } else { margin.exp().ln_1p() - margin };
            let slope = -sign * weight / (1.0 + margin.exp());
            slope_of_bias += slope;
            for (terms, share) in article.zip(slopes) {
                terms.iter().for_each(|&column| gradient[column as usize] += slope * share);
            }
        }
        gradient.push(slope_of_bias);
        Point { parameters: parameters.clone(), cost, gradient: gradient.into() }
    }
}

impl CostFunction for Problem<'_> {
    type Param = Array1<f64>;
    type Output = f64;

    fn cost(&self, parameters: &Array1<f64>) -> Result<f64, argmin::core::Error> {
        Ok(self.at(parameters, |point| point.cost))
    }
}

impl Gradient for Problem<'_> {
    type Param = Array1<f64>;
    type Gradient = Array1<f64>;

    fn gradient(&self, parameters: &Array1<f64>) -> Result<Array1<f64>, argmin::core::Error> {
        Ok(self.at(parameters, |point| point.gradient.clone()))
    }
}

/// The bias, and the weights of the columns.
fn split(parameters: &Array1<f64>) -> (f64, &[f64]) {
    let (bias, weights) = parameters.as_slice().and_then(<[f64]>::split_last).expect("there is a bias");
    (*bias, weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    fn one_sentence() -> (Vec<Vec<Sentence>>, Vec<bool>) {
        let articles = [&[0_u32][..], &[0, 1], &[1], &[1, 2], &[0, 2], &[2]];
        (articles.map(|terms| vec![terms.to_vec()]).to_vec(), vec![true, true, false, false, true, false])
    }

    #[test]
    fn it_learns_what_linfa_learns_of_single_sentences() {
        let (articles, labels) = one_sentence();
        let mut dense = Array2::zeros((articles.len(), 3));
        for (at, article) in articles.iter().enumerate() {
            article[0].iter().for_each(|&column| dense[[at, column as usize]] = 1.0);
        }
        let targets = ndarray::Array1::from(labels.clone());
        let peer = linfa_logistic::LogisticRegression::default()
            .alpha(0.5)
            .gradient_tolerance(1e-8)
            .fit(&linfa::Dataset::new(dense, targets))
            .expect("it can be fitted");
        let sign = if peer.labels().pos.class { 1.0 } else { -1.0 };
        let data = DatasetBase::new(Sparse::new(articles, 3), labels);
        let learnt = Learner::new(0.5).fit(&data).expect("it can be fitted");
        for (ours, theirs) in learnt.weights.iter().zip(peer.params()) {
            assert!((ours - sign * theirs).abs() < 1e-3, "{ours} {theirs}");
        }
        assert!((learnt.bias - sign * peer.intercept()).abs() < 1e-3);
    }

    #[test]
    fn it_finds_the_passage_that_tells() {
        // Every article has the terms 0 and 1 somewhere; in a violation they stand in one sentence.
        let apart = |length: usize| {
            let mut article = vec![vec![2]; length];
            (article[0], article[length - 1]) = (vec![0], vec![1]);
            article
        };
        let together = |length: usize| {
            let mut article = vec![vec![2]; length];
            article[length / 2] = vec![0, 1];
            article
        };
        let articles: Vec<_> = (8..28).flat_map(|length| [apart(length), together(length)]).collect();
        let labels: Vec<bool> = (0..articles.len()).map(|at| at % 2 == 1).collect();
        let data = DatasetBase::new(Sparse::new(articles, 3), labels);
        let learnt = Learner::new(0.01).fit(&data).expect("it can be fitted");
        assert!(learnt.logit(&together(60)) > 0.0 && learnt.logit(&apart(60)) < 0.0, "{learnt:?}");
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_cost() {
        let articles = vec![
            vec![vec![0], vec![1, 2], vec![0, 2], vec![1], vec![0, 1, 2]],
            vec![vec![2], vec![], vec![1]],
            vec![vec![0, 1], vec![2]],
        ];
        let (signs, weights) = (vec![1.0, -1.0, 1.0], vec![1.0, 2.0, 0.5]);
        let records = Sparse::new(articles, 3);
        let problem = Problem { records: &records, signs, weights, alpha: 0.3, last: RefCell::default() };
        let at = array![0.4, -0.2, 0.1, 0.3];
        let gradient = problem.gradient(&at).expect("it has one");
        for column in 0..4 {
            let mut next = at.clone();
            next[column] += 1e-6;
            let slope = (problem.cost(&next).expect("finite") - problem.cost(&at).expect("finite")) / 1e-6;
            assert!((slope - gradient[column]).abs() < 1e-4);
        }
    }

    #[test]
    fn what_cannot_be_learnt_is_refused() {
        let data = DatasetBase::new(Sparse::new([vec![vec![0]]], 1), vec![true]);
        assert!(matches!(Learner::new(1.0).fit(&data), Err(LearnError::OneClass)));
        assert!(matches!(Learner::new(0.0).fit(&data), Err(LearnError::Alpha)));
    }
}
