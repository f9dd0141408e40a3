//! How well scores tell violations from other articles.
//!
//! A positive is an article that people labelled a violation; it is flagged where its score reaches the
//! threshold. A measure that does not exist for a sample, such as the recall of one without positives, is
//! `None` and never NaN or a number that only looks like one.
//!
//! | measure | formula | source |
//! |---|---|---|
//! | precision, recall, F1 | tp/(tp+fp), tp/(tp+fn), 2tp/(2tp+fp+fn) | van Rijsbergen, *Information Retrieval*, 2nd ed. 1979, ch. 7 |
//! | AUC | the Mann–Whitney U over its greatest value: of all pairs of a positive and another, the share in which the positive scores higher, a tie counting half | Hanley and McNeil, *Radiology* 143, 1982 |
//! | average precision | Σ (R_n − R_{n−1}) P_n over the points of the curve, without interpolation | Davis and Goadrich, ICML 2006, on why not to interpolate |
//! | Brier score | the mean of (score − truth)² | Brier, *Monthly Weather Review* 78, 1950 |
//! | log-loss | the mean of −ln of the probability given to the truth, probabilities kept within ε of 0 and 1 | Good, *J. Royal Statistical Society B* 14, 1952 |
//! | reliability | by tenths of the score: count, mean score, share of positives | Murphy and Winkler, *Applied Statistics* 26, 1977 |
//! | gain | the mean of Brier terms by one set of scores less those by another, over the same articles | as the Brier score |
//! | intervals | percentiles of the measure over samples of stories drawn with replacement | Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13 |

mod bootstrap;
mod paired;
#[cfg(test)]
mod tests;

pub(crate) use bootstrap::{Interval, Intervals};
pub(crate) use paired::{Gain, gain};
use serde::Serialize;

/// The number of bins of a reliability table.
const BINS: usize = 10;

/// One labelled article with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    /// The probability that was given, from 0 to 1.
    pub(crate) score: f64,
    /// Whether the article is a violation.
    pub(crate) positive: bool,
    /// The story that it belongs to. Articles of one story are not independent of each other.
    pub(crate) group: u64,
}

/// Labelled articles, the lowest score first.
#[derive(Clone, Debug)]
pub(crate) struct Sample(Vec<Scored>);

/// How well a sample's scores fit its labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Measures {
    /// Articles.
    pub(crate) articles: u64,
    /// Positives.
    pub(crate) violations: u64,
    /// Articles whose score reaches the threshold.
    pub(crate) flagged: u64,
    /// Flagged articles that are no violation.
    pub(crate) wrongly_flagged: u64,
    /// Violations that are not flagged.
    pub(crate) missed: u64,
    /// The share of flagged articles that are violations.
    pub(crate) precision: Option<f64>,
    /// The share of violations that are flagged.
    pub(crate) recall: Option<f64>,
    /// The harmonic mean of precision and recall.
    pub(crate) f1: Option<f64>,
    /// The probability that a violation scores higher than another article.
    pub(crate) auc: Option<f64>,
    /// The mean squared distance of the score from the truth.
    pub(crate) brier: Option<f64>,
    /// The mean negative logarithm of the probability that was given to the truth.
    pub(crate) log_loss: Option<f64>,
}

/// The articles whose score lies in one tenth of the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Bin {
    /// The least score of the bin.
    pub(crate) from: f64,
    /// Where the bin ends. Only the last one holds scores equal to its end.
    pub(crate) to: f64,
    /// Articles.
    pub(crate) articles: u64,
    /// Their mean score.
    pub(crate) mean_score: Option<f64>,
    /// The share of them that are violations.
    pub(crate) violations: Option<f64>,
}

/// Precision and recall when articles are flagged from `threshold` on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Point {
    /// The least score that is flagged: a score of the sample.
    pub(crate) threshold: f64,
    /// The share of flagged articles that are violations.
    pub(crate) precision: f64,
    /// The share of violations that are flagged.
    pub(crate) recall: f64,
    /// Articles that are flagged.
    pub(crate) flagged: u64,
}

impl Sample {
    /// The articles in the order of their scores.
    pub(crate) fn new(mut articles: Vec<Scored>) -> Sample {
        articles.sort_by(|a, b| a.score.total_cmp(&b.score));
        Sample(articles)
    }

    /// All measures when articles are flagged from `threshold` on.
    pub(crate) fn measures(&self, threshold: f64) -> Measures {
        self.weighted(threshold, |_| 1)
    }

    /// All measures of the sample in which each article stands as often as `times` says for its index.
    fn weighted(&self, threshold: f64, times: impl Fn(usize) -> u64) -> Measures {
        let mut sum = Measures::default();
        let (mut squares, mut logs) = (0.0, 0.0);
        // Pairs of a positive and another, in halves, so that ties stay whole numbers.
        let (mut won_halves, mut negatives_below) = (0_u128, 0_u128);
        let mut next = 0;
        for tied in self.0.chunk_by(|a, b| a.score == b.score) {
            let (mut positives, mut negatives) = (0, 0);
            for article in tied {
                let count = times(next);
                next += 1;
                *if article.positive { &mut positives } else { &mut negatives } += count;
            }
            let score = tied[0].score;
            sum.articles += positives + negatives;
            sum.violations += positives;
            match score >= threshold {
                true => {
                    sum.flagged += positives + negatives;
                    sum.wrongly_flagged += negatives;
                }
                false => sum.missed += positives,
            }
            squares += positives as f64 * (1.0 - score).powi(2) + negatives as f64 * score.powi(2);
            let kept = score.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
            logs -= positives as f64 * kept.ln() + negatives as f64 * (-kept).ln_1p();
            let (positives, negatives) = (u128::from(positives), u128::from(negatives));
            won_halves += positives * (2 * negatives_below + negatives);
            negatives_below += negatives;
        }
        let found = sum.flagged - sum.wrongly_flagged;
        let pairs = u128::from(sum.violations) * u128::from(sum.articles - sum.violations);
        sum.precision = share(found, sum.flagged);
        sum.recall = share(found, sum.violations);
        sum.f1 = share(2 * found, sum.flagged + sum.violations);
        sum.auc = (pairs > 0).then(|| won_halves as f64 / (2 * pairs) as f64);
        sum.brier = (sum.articles > 0).then(|| squares / sum.articles as f64);
        sum.log_loss = (sum.articles > 0).then(|| logs / sum.articles as f64);
        sum
    }

    /// The articles by tenths of their score.
    pub(crate) fn reliability(&self) -> [Bin; BINS] {
        let mut counts = [(0_u64, 0_u64, 0.0); BINS];
        for article in &self.0 {
            // A score that is not finite would land in the first or last bin.
            let bin = ((article.score * BINS as f64) as usize).min(BINS - 1);
            counts[bin].0 += 1;
            counts[bin].1 += u64::from(article.positive);
            counts[bin].2 += article.score;
        }
        std::array::from_fn(|bin| {
            let (articles, positives, scores) = counts[bin];
            Bin {
                from: bin as f64 / BINS as f64,
                to: (bin + 1) as f64 / BINS as f64,
                articles,
                mean_score: (articles > 0).then(|| scores / articles as f64),
                violations: share(positives, articles),
            }
        })
    }

    /// Precision and recall at every score of the sample, the highest first. Empty without positives.
    pub(crate) fn curve(&self) -> Vec<Point> {
        let violations = self.0.iter().filter(|article| article.positive).count() as u64;
        let mut points = Vec::new();
        let (mut flagged, mut found) = (0, 0);
        for tied in self.0.chunk_by(|a, b| a.score == b.score).rev() {
            flagged += tied.len() as u64;
            found += tied.iter().filter(|article| article.positive).count() as u64;
            if let (Some(precision), Some(recall)) = (share(found, flagged), share(found, violations)) {
                points.push(Point { threshold: tied[0].score, precision, recall, flagged });
            }
        }
        points
    }
}

/// The highest threshold from which at least this share of the positives is flagged. `None` without positives.
pub(crate) fn at_recall(curve: &[Point], recall: f64) -> Option<Point> {
    curve.iter().find(|point| point.recall >= recall).copied()
}

/// The area under a precision–recall curve, summed over its steps.
pub(crate) fn average_precision(curve: &[Point]) -> Option<f64> {
    let mut recall = 0.0;
    let step = |point: &Point| {
        let step = point.recall - recall;
        recall = point.recall;
        step * point.precision
    };
    (!curve.is_empty()).then(|| curve.iter().map(step).sum())
}

fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}
