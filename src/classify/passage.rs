//! Passages: a few sentences in a row, which is where a case is told.
//!
//! Every sentence has a sum, what its terms weigh. A passage has the sum of its sentences, less the more terms
//! it has, and the words' logit of an article is the logarithm of the mean of the exponentials of its passages:
//! one passage that tells a case counts, however long the rest of the article is. Scoring and training both
//! read articles by [`read`], so that they cannot differ.

/// How many sentences make a passage.
const SENTENCES: usize = 4;

/// Up to how many known terms a passage's sum is taken as it is; of more it is divided by the root of their
/// share, as the sum of chance grows with it.
const USUAL: f64 = 40.0;

/// What the terms of one sentence come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sum {
    /// The sum of their weights.
    pub(super) weight: f64,
    /// The number of known ones.
    pub(super) known: u32,
}

/// The words' logit of an article, without the bias, and its slope: by how much the logit changes with the sum
/// of each sentence.
pub(super) fn read(sentences: &[Sum]) -> (f64, Vec<f64>) {
    let mut slopes = vec![0.0; sentences.len()];
    if sentences.is_empty() {
        return (0.0, slopes);
    }
    let passages: Vec<(f64, f64)> = sentences.windows(SENTENCES.min(sentences.len())).map(passage).collect();
    let highest = passages.iter().map(|&(sum, _)| sum).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = passages.iter().map(|(sum, _)| (sum - highest).exp()).sum();
    for (first, (sum, scale)) in passages.iter().enumerate() {
        let share = (sum - highest).exp() / total;
        slopes[first..].iter_mut().take(SENTENCES).for_each(|slope| *slope += share / scale);
    }
    (highest + (total / passages.len() as f64).ln(), slopes)
}

/// The sum of a passage, and what it was divided by.
fn passage(sentences: &[Sum]) -> (f64, f64) {
    let known: u32 = sentences.iter().map(|sum| sum.known).sum();
    let scale = (f64::from(known) / USUAL).max(1.0).sqrt();
    (sentences.iter().map(|sum| sum.weight).sum::<f64>() / scale, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(weights: &[f64]) -> Vec<Sum> {
        weights.iter().map(|&weight| Sum { weight, known: 10 }).collect()
    }

    #[test]
    fn one_passage_is_its_sum() {
        let (logit, slopes) = read(&sums(&[1.0, 2.0, -0.5]));
        assert!((logit - 2.5).abs() < 1e-12);
        assert_eq!(slopes, [1.0; 3]);
        assert_eq!(read(&[]), (0.0, Vec::new()));
    }

    #[test]
    fn many_terms_count_less_each() {
        let long = [Sum { weight: 3.0, known: 160 }];
        assert_eq!(read(&long), (1.5, vec![0.5]));
    }

    #[test]
    fn a_case_counts_however_long_the_rest_is() {
        let mut article = vec![0.0; 40];
        article[20] = 12.0;
        let (buried, slopes) = read(&sums(&article));
        assert!(buried > 8.0, "{buried}");
        assert!(slopes[20] > 0.9 && slopes[0] < 0.01, "{slopes:?}");
    }

    #[test]
    fn the_slope_is_the_slope() {
        let sums: Vec<Sum> = [(0.3, 30), (-1.0, 50), (2.0, 9), (0.7, 20), (0.1, 3), (1.5, 44)]
            .map(|(weight, known)| Sum { weight, known })
            .to_vec();
        let (logit, slopes) = read(&sums);
        for (at, slope) in slopes.iter().enumerate() {
            let mut next = sums.clone();
            next[at].weight += 1e-6;
            assert!(((read(&next).0 - logit) / 1e-6 - slope).abs() < 1e-5);
        }
    }
}
