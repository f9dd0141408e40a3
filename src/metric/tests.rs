//! Measures against values worked out by hand, and what must hold for any sample.

use super::{Point, Sample, Scored, at_recall, average_precision};
use proptest::prelude::*;

/// A sample of scores with whether each is a positive; every article is a story of its own.
fn sample(articles: &[(f64, bool)]) -> Sample {
    let with_group =
        |(group, &(score, positive)): (usize, &(f64, bool))| Scored { score, positive, group: group as u64 };
    Sample::new(articles.iter().enumerate().map(with_group).collect())
}

fn close(value: Option<f64>, expected: f64) {
    let value = value.expect("the measure exists");
    assert!((value - expected).abs() < 1e-12, "{value} is not {expected}");
}

const FOUR: [(f64, bool); 4] = [(0.1, false), (0.4, false), (0.35, true), (0.8, true)];

#[test]
fn measures_are_those_worked_out_by_hand() {
    let measures = sample(&FOUR).measures(0.4);
    // From 0.4 on: 0.4, which is wrong, and 0.8. 0.35 is missed.
    assert_eq!((measures.articles, measures.violations, measures.flagged), (4, 2, 2));
    assert_eq!((measures.wrongly_flagged, measures.missed), (1, 1));
    close(measures.precision, 0.5);
    close(measures.recall, 0.5);
    close(measures.f1, 0.5);
    // Of the four pairs only 0.35 against 0.4 is lost.
    close(measures.auc, 0.75);
    close(measures.brier, (0.01 + 0.16 + 0.65 * 0.65 + 0.04) / 4.0);
    close(measures.log_loss, -(0.9_f64.ln() + 0.6_f64.ln() + 0.35_f64.ln() + 0.8_f64.ln()) / 4.0);
}

#[test]
fn a_tie_counts_half() {
    close(sample(&[(0.5, true), (0.5, false)]).measures(0.5).auc, 0.5);
    // Won against 0.2 twice, tied with 0.6 once, lost to it once: 2.5 of 4.
    close(sample(&[(0.6, true), (0.3, true), (0.2, false), (0.6, false)]).measures(0.5).auc, 0.625);
}

#[test]
fn what_does_not_exist_is_none() {
    let empty = sample(&[]).measures(0.5);
    assert_eq!((empty.precision, empty.recall, empty.f1), (None, None, None));
    assert_eq!((empty.auc, empty.brier, empty.log_loss), (None, None, None));
    let others = sample(&[(0.2, false), (0.3, false)]);
    assert_eq!((others.measures(0.5).precision, others.measures(0.5).recall), (None, None));
    assert_eq!((others.measures(0.5).f1, others.measures(0.5).auc), (None, None));
    assert_eq!((others.curve(), average_precision(&others.curve())), (Vec::new(), None));
    // Positives of which none is flagged are all missed, which F1 can say and precision cannot.
    let missed = sample(&[(0.2, true), (0.1, false)]).measures(0.5);
    assert_eq!((missed.precision, missed.recall, missed.f1), (None, Some(0.0), Some(0.0)));
}

#[test]
fn a_certain_mistake_costs_much_and_not_everything() {
    let loss = sample(&[(0.0, true)]).measures(0.5).log_loss.expect("there is an article");
    assert!((36.0..37.0).contains(&loss), "{loss}");
    close(sample(&[(1.0, true), (0.0, false)]).measures(0.5).brier, 0.0);
}

#[test]
fn the_curve_has_one_point_a_score() {
    let point = |threshold, precision, recall, flagged| Point { threshold, precision, recall, flagged };
    let curve = sample(&FOUR).curve();
    assert_eq!(
        curve,
        [
            point(0.8, 1.0, 0.5, 1),
            point(0.4, 0.5, 0.5, 2),
            point(0.35, 2.0 / 3.0, 1.0, 3),
            point(0.1, 0.5, 1.0, 4)
        ]
    );
    close(average_precision(&curve), 0.5 + 0.5 * 2.0 / 3.0);
    assert_eq!(sample(&[(0.5, true), (0.5, false)]).curve(), [point(0.5, 0.5, 1.0, 2)]);
}

#[test]
fn bins_take_their_lower_end_and_the_last_one_both() {
    let bins = sample(&[(0.0, false), (0.05, true), (0.1, false), (0.95, true), (1.0, true)]).reliability();
    let counts: Vec<u64> = bins.iter().map(|bin| bin.articles).collect();
    assert_eq!(counts, [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    close(bins[0].mean_score, 0.025);
    close(bins[0].violations, 0.5);
    close(bins[9].mean_score, 0.975);
    close(bins[9].violations, 1.0);
    assert_eq!((bins[2].mean_score, bins[2].violations), (None, None));
    assert_eq!((bins[3].from, bins[3].to), (0.3, 0.4));
}

#[test]
fn stories_are_drawn_whole() {
    let article = |score, positive, group| Scored { score, positive, group };
    // One story with all positives: a draw without it has no AUC, and one with it the same as the whole.
    let sample = Sample::new(vec![
        article(0.9, true, 7),
        article(0.8, true, 7),
        article(0.3, true, 7),
        article(0.1, false, 8),
        article(0.4, false, 9),
    ]);
    let intervals = sample.intervals(0.5);
    let recall = intervals.recall.expect("most draws have the story");
    assert_eq!((recall.0, recall.1), (2.0 / 3.0, 2.0 / 3.0));
    assert_eq!(intervals, sample.intervals(0.5));
    assert_eq!(Sample::new(vec![article(0.9, true, 7)]).intervals(0.5).f1, None);
}

#[test]
fn a_recall_has_its_highest_threshold() {
    let curve = sample(&FOUR).curve();
    let threshold = |recall| at_recall(&curve, recall).map(|point| point.threshold);
    assert_eq!([threshold(0.5), threshold(0.51), threshold(1.0)], [Some(0.8), Some(0.35), Some(0.35)]);
    assert_eq!(at_recall(&sample(&[(0.2, false)]).curve(), 0.5), None);
}

fn articles() -> impl Strategy<Value = Vec<(f64, bool)>> {
    // Few different scores, so that there are ties.
    let score = prop_oneof![(0..=8_u8).prop_map(|eighth| f64::from(eighth) / 8.0), 0.0..=1.0];
    proptest::collection::vec((score, any::<bool>()), 0..40)
}

proptest! {
    #[test]
    fn every_measure_lies_in_its_range(articles in articles(), threshold in 0.0..=1.0) {
        let sample = sample(&articles);
        let it = sample.measures(threshold);
        for value in [it.precision, it.recall, it.f1, it.auc, it.brier].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&value));
        }
        prop_assert!(it.log_loss.is_none_or(|loss| loss >= 0.0 && loss.is_finite()));
        prop_assert_eq!(it.articles, articles.len() as u64);
        let binned: u64 = sample.reliability().iter().map(|bin| bin.articles).sum();
        prop_assert_eq!(binned, it.articles);
    }

    #[test]
    fn the_auc_is_the_share_of_pairs_won(articles in articles()) {
        let (mut won, mut pairs) = (0.0, 0.0);
        for (positive, _) in articles.iter().filter(|it| it.1) {
            for (other, _) in articles.iter().filter(|it| !it.1) {
                pairs += 1.0;
                won += match positive.total_cmp(other) {
                    std::cmp::Ordering::Greater => 1.0,
                    std::cmp::Ordering::Equal => 0.5,
                    std::cmp::Ordering::Less => 0.0,
                };
            }
        }
        match sample(&articles).measures(0.5).auc {
            Some(auc) => prop_assert!((auc - won / pairs).abs() < 1e-12),
            None => prop_assert_eq!(pairs, 0.0),
        }
    }

    #[test]
    fn the_auc_depends_on_the_order_of_scores_alone(articles in articles()) {
        let auc = |change: fn(f64) -> f64| {
            let changed: Vec<_> = articles.iter().map(|&(score, label)| (change(score), label)).collect();
            sample(&changed).measures(0.5).auc
        };
        // Halving and shifting by a power of two keep scores apart in floating point.
        prop_assert_eq!(auc(|score| score), auc(|score| score / 2.0));
        let mirrored = auc(|score| -score);
        prop_assert_eq!(auc(|score| score).is_some(), mirrored.is_some());
        if let (Some(straight), Some(mirrored)) = (auc(|score| score), mirrored) {
            prop_assert!((straight + mirrored - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_point_of_the_curve_is_what_its_threshold_measures(articles in articles()) {
        let sample = sample(&articles);
        let mut recall = 0.0;
        for point in sample.curve() {
            let measures = sample.measures(point.threshold);
            prop_assert_eq!(Some(point.precision), measures.precision);
            prop_assert_eq!(Some(point.recall), measures.recall);
            prop_assert_eq!(point.flagged, measures.flagged);
            prop_assert!(point.recall >= recall);
            recall = point.recall;
        }
    }

    #[test]
    fn the_order_of_the_articles_does_not_matter(articles in articles(), threshold in 0.0..=1.0) {
        let mut turned = articles.clone();
        turned.reverse();
        prop_assert_eq!(sample(&articles).measures(threshold), sample(&turned).measures(threshold));
        prop_assert_eq!(sample(&articles).reliability().map(|bin| bin.articles),
            sample(&turned).reliability().map(|bin| bin.articles));
    }

    #[test]
    fn intervals_are_ordered(articles in articles()) {
        let it = sample(&articles).intervals(0.5);
        for interval in [it.precision, it.recall, it.f1, it.auc, it.brier, it.log_loss].into_iter().flatten() {
            prop_assert!(interval.0 <= interval.1);
        }
    }
}
