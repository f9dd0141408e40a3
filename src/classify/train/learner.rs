//! The learner of words: logistic regression over sparse rows, behind linfa's traits.
//!
//! linfa's own takes dense records only, which for thousands of terms is a hundred times slower; the cost, the
//! optimiser and the result are the same. Its loss is summed and weighted so that both classes count alike.

use argmin::core::{CostFunction, Executor, Gradient};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use linfa::ParamGuard;
use linfa::dataset::{DatasetBase, Records};
use linfa::traits::Fit;
use ndarray::Array1;
use std::fmt;

/// Rows of features of which most are 0.
#[derive(Debug)]
pub(super) struct Sparse {
    /// For each row its columns, in order, with their values.
    pub(super) rows: Vec<Vec<(u32, f64)>>,
    /// The number of columns.
    pub(super) columns: usize,
}

impl Records for Sparse {
    type Elem = f64;

    fn nsamples(&self) -> usize {
        self.rows.len()
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
}

impl Learner {
    /// A learner with half the weight of the squared coefficients in the cost.
    pub(super) fn new(alpha: f64) -> Learner {
        Learner(Checked { alpha })
    }
}

/// Why nothing could be learnt.
#[derive(Debug)]
pub(super) enum LearnError {
    /// `alpha` is no positive number.
    Alpha,
    /// There are no rows of one of the classes.
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
    /// What is added to all rows.
    pub(super) bias: f64,
}

impl Learnt {
    /// The log-odds of a row.
    pub(super) fn logit(&self, row: &[(u32, f64)]) -> f64 {
        row.iter().map(|&(column, value)| self.weights[column as usize] * value).sum::<f64>() + self.bias
    }
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
            rows: &records.rows,
            signs: labels.iter().map(|&label| if label { 1.0 } else { -1.0 }).collect(),
            weights: labels.iter().map(|&label| weight(label)).collect(),
            alpha: self.alpha,
        };
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), 10)
            .with_tolerance_grad(1e-6 * all)
            .map_err(LearnError::Argmin)?;
        let result = Executor::new(problem, solver)
            .configure(|state| state.param(Array1::zeros(records.columns + 1)).max_iters(100))
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
    rows: &'a [Vec<(u32, f64)>],
    /// 1 for a violation, -1 for none.
    signs: Vec<f64>,
    weights: Vec<f64>,
    alpha: f64,
}

impl Problem<'_> {
    /// How far each row lies on the right side.
    fn margins<'a>(&'a self, parameters: &'a Array1<f64>) -> impl Iterator<Item = f64> + 'a {
        let parameters = parameters.as_slice().unwrap_or_default();
        let bias = parameters.last().copied().unwrap_or_default();
        self.rows.iter().zip(&self.signs).map(move |(row, sign)| {
            let sum: f64 = row.iter().map(|&(column, value)| parameters[column as usize] * value).sum();
            sign * (sum + bias)
        })
    }
}

impl CostFunction for Problem<'_> {
    type Param = Array1<f64>;
    type Output = f64;

    fn cost(&self, parameters: &Array1<f64>) -> Result<f64, argmin::core::Error> {
        let losses = self.margins(parameters).zip(&self.weights).map(|(margin, weight)| {
            // log(1 + e^-m) without overflow.
            let loss = if margin > 0.0 { (-margin).exp().ln_1p() } else { margin.exp().ln_1p() - margin };
            weight * loss
        });
        let last = parameters.len() - 1;
        let squares: f64 = parameters.iter().take(last).map(|value| value * value).sum();
        Ok(losses.sum::<f64>() + 0.5 * self.alpha * squares)
    }
}

impl Gradient for Problem<'_> {
    type Param = Array1<f64>;
    type Gradient = Array1<f64>;

    fn gradient(&self, parameters: &Array1<f64>) -> Result<Array1<f64>, argmin::core::Error> {
        let last = parameters.len() - 1;
        let mut gradient = parameters * self.alpha;
        gradient[last] = 0.0;
        for (at, margin) in self.margins(parameters).enumerate() {
            let slope = -self.signs[at] * self.weights[at] / (1.0 + margin.exp());
            for &(column, value) in &self.rows[at] {
                gradient[column as usize] += slope * value;
            }
            gradient[last] += slope;
        }
        Ok(gradient)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    fn rows() -> (Vec<Vec<(u32, f64)>>, Vec<bool>) {
        let rows = vec![
            vec![(0, 1.0)],
            vec![(0, 0.5), (1, 0.5)],
            vec![(1, 1.0)],
            vec![(1, 0.7), (2, 0.3)],
            vec![(0, 0.9), (2, 0.4)],
            vec![(2, 1.0)],
        ];
        (rows, vec![true, true, false, false, true, false])
    }

    #[test]
    fn it_learns_what_linfa_learns() {
        let (rows, labels) = rows();
        let mut dense = Array2::zeros((rows.len(), 3));
        for (at, row) in rows.iter().enumerate() {
            row.iter().for_each(|&(column, value)| dense[[at, column as usize]] = value);
        }
        let targets = ndarray::Array1::from(labels.clone());
        let peer = linfa_logistic::LogisticRegression::default()
            .alpha(0.5)
            .gradient_tolerance(1e-8)
            .fit(&linfa::Dataset::new(dense, targets))
            .expect("it can be fitted");
        let sign = if peer.labels().pos.class { 1.0 } else { -1.0 };
        let data = DatasetBase::new(Sparse { rows, columns: 3 }, labels);
        let learnt = Learner::new(0.5).fit(&data).expect("it can be fitted");
        for (ours, theirs) in learnt.weights.iter().zip(peer.params()) {
            assert!((ours - sign * theirs).abs() < 1e-4, "{ours} {theirs}");
        }
        assert!((learnt.bias - sign * peer.intercept()).abs() < 1e-4);
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_cost() {
        let (rows, labels) = rows();
        let signs = labels.iter().map(|&label| if label { 1.0 } else { -1.0 }).collect();
        let problem = Problem { rows: &rows, signs, weights: vec![1.0, 2.0, 1.0, 1.5, 1.0, 0.5], alpha: 0.3 };
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
        let data = DatasetBase::new(Sparse { rows: vec![vec![(0, 1.0)]], columns: 1 }, vec![true]);
        assert!(matches!(Learner::new(1.0).fit(&data), Err(LearnError::OneClass)));
        assert!(matches!(Learner::new(0.0).fit(&data), Err(LearnError::Alpha)));
    }
}
