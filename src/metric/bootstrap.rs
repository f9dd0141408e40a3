//! How far a measure might have come out otherwise with other stories of the same sort.

use super::{Measures, Sample};
use serde::{Deserialize, Serialize};

/// The number of samples drawn.
pub(super) const DRAWS: usize = 1000;

/// The share of the drawn samples that an interval leaves out at each end.
const TAIL: f64 = 0.025;

/// Where the drawing starts. The same sample always gives the same intervals.
pub(super) const SEED: u64 = 20_240_927;

/// Where 95 of 100 drawn samples lie, as a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Interval(pub(crate) f64, pub(crate) f64);

/// The intervals of the measures that are not mere counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Intervals {
    /// Of the precision.
    pub(crate) precision: Option<Interval>,
    /// Of the recall.
    pub(crate) recall: Option<Interval>,
    /// Of F1.
    pub(crate) f1: Option<Interval>,
    /// Of the AUC.
    pub(crate) auc: Option<Interval>,
    /// Of the Brier score.
    pub(crate) brier: Option<Interval>,
    /// Of the log-loss.
    pub(crate) log_loss: Option<Interval>,
}

impl Sample {
    /// The number of different stories.
    pub(crate) fn stories(&self) -> u64 {
        self.groups().len() as u64
    }

    /// The stories in the order of their numbers.
    fn groups(&self) -> Vec<u64> {
        let mut groups: Vec<u64> = self.0.iter().map(|article| article.group).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Draws as many stories as there are, with replacement, again and again, and measures each draw. Whole
    /// stories are drawn, since articles of one story stand or fall together. Draws for which a measure does
    /// not exist do not count for it; fewer than two stories give no interval.
    pub(crate) fn intervals(&self, threshold: f64) -> Intervals {
        let groups = self.groups();
        if groups.len() < 2 {
            return Intervals::default();
        }
        let place = |group| groups.binary_search(&group).expect("these are the groups of all articles");
        let places: Vec<usize> = self.0.iter().map(|article| place(article.group)).collect();
        let mut random = SplitMix(SEED);
        let mut times = vec![0_u64; groups.len()];
        let draws: Vec<Measures> = (0..DRAWS)
            .map(|_| {
                times.fill(0);
                for _ in 0..groups.len() {
                    times[random.below(groups.len())] += 1;
                }
                self.weighted(threshold, |index| times[places[index]])
            })
            .collect();
        let of = |measure: fn(&Measures) -> Option<f64>| interval(draws.iter().filter_map(measure).collect());
        Intervals {
            precision: of(|draw| draw.precision),
            recall: of(|draw| draw.recall),
            f1: of(|draw| draw.f1),
            auc: of(|draw| draw.auc),
            brier: of(|draw| draw.brier),
            log_loss: of(|draw| draw.log_loss),
        }
    }
}

/// What lies between the two tails.
pub(super) fn interval(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let cut = (last as f64 * TAIL) as usize;
    Some(Interval(values[cut], values[last - cut]))
}

/// SplitMix64: Steele, Lea and Flood, OOPSLA 2014.
pub(super) struct SplitMix(pub(super) u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`: the high half of a product, uneven by less than `bound` in 2⁶⁴.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{Interval, SplitMix, interval};

    #[test]
    fn splitmix_gives_the_numbers_of_its_reference() {
        let mut random = SplitMix(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn an_interval_leaves_out_its_tails() {
        assert_eq!(interval((0..=1000).map(f64::from).collect()), Some(Interval(25.0, 975.0)));
        assert_eq!(interval(vec![0.5]), Some(Interval(0.5, 0.5)));
        assert_eq!(interval(Vec::new()), None);
    }
}
