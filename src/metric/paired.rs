//! Whether one set of scores fits the labels of the same articles better than another.

use super::Scored;
use super::bootstrap::{DRAWS, Interval, SEED, SplitMix, interval};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much nearer to the truth other scores are than those before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gain {
    /// By how much the Brier score falls; negative where it rises, and none without articles.
    pub(crate) brier: Option<f64>,
    /// Where 95 of 100 draws of as many stories lie; none with fewer than two.
    pub(crate) interval: Option<Interval>,
}

impl Gain {
    /// Whether the scores are better by more than other stories of the same sort might have made them.
    pub(crate) fn is_better(&self) -> bool {
        self.interval.is_some_and(|Interval(from, _)| from > 0.0)
    }

    /// Whether they are worse by more than that.
    pub(crate) fn is_worse(&self) -> bool {
        self.interval.is_some_and(|Interval(_, to)| to < 0.0)
    }
}

/// What is gained by the scores of `after` over those of `before`, which are of the same articles in the same order.
///
/// Every draw takes whole stories with both scores of their articles, so that what is hard about a story for both
/// does not count.
pub(crate) fn gain(before: &[Scored], after: &[Scored]) -> Gain {
    let term = |it: &Scored| (it.score - f64::from(u8::from(it.positive))).powi(2);
    let mut stories: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
    for (before, after) in before.iter().zip(after) {
        let story = stories.entry(before.group).or_default();
        story.0 += term(before) - term(after);
        story.1 += 1.0;
    }
    let stories: Vec<(f64, f64)> = stories.into_values().collect();
    if stories.is_empty() {
        return Gain::default();
    }
    let mean = |drawn: &mut dyn Iterator<Item = (f64, f64)>| {
        let (sum, articles) = drawn.fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
        sum / articles
    };
    let mut random = SplitMix(SEED);
    let draws = (0..DRAWS)
        .map(|_| mean(&mut (0..stories.len()).map(|_| stories[random.below(stories.len())])))
        .collect();
    Gain {
        brier: Some(mean(&mut stories.iter().copied())),
        interval: if stories.len() < 2 { None } else { interval(draws) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(score: f64, positive: bool, group: u64) -> Scored {
        Scored { score, positive, group }
    }

    #[test]
    fn a_gain_is_the_difference_of_brier_scores() {
        let before = [scored(0.5, true, 1), scored(0.5, false, 2)];
        let after = [scored(0.9, true, 1), scored(0.2, false, 2)];
        let gain = gain(&before, &after);
        // 0.25 − 0.01 and 0.25 − 0.04.
        let brier = gain.brier.expect("there are articles");
        assert!((brier - (0.24 + 0.21) / 2.0).abs() < 1e-12, "{brier}");
        assert!(gain.is_better() && !gain.is_worse());
        let loss = super::gain(&after, &before);
        assert!(loss.is_worse() && !loss.is_better());
    }

    #[test]
    fn what_one_story_gains_and_another_loses_is_no_gain() {
        let before: Vec<Scored> = (0..20).map(|group| scored(0.5, true, group)).collect();
        let after: Vec<Scored> =
            (0..20).map(|group| scored(if group % 2 == 0 { 0.9 } else { 0.1 }, true, group)).collect();
        let gain = gain(&before, &after);
        assert!(!gain.is_better() && !gain.is_worse(), "{gain:?}");
    }

    #[test]
    fn one_story_of_many_articles_proves_nothing() {
        let before = [scored(0.5, true, 1); 50];
        let after = [scored(0.9, true, 1); 50];
        let gain = gain(&before, &after);
        assert!(gain.brier.is_some_and(|brier| brier > 0.2));
        assert!(!gain.is_better() && gain.interval.is_none());
        assert_eq!(super::gain(&[], &[]), Gain::default());
    }
}
