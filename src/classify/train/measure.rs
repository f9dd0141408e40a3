//! Figures: how good scores are, and within which bounds.

/// The score from which flagging gives the best F1: the middle of the scores whose F1 is all but as good, since
/// the very best depends on single articles.
pub(super) fn best_threshold(scores: &[f64], labels: &[bool]) -> f64 {
    const AS_GOOD: f64 = 0.003;
    let mut order: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positive = labels.iter().filter(|&&label| label).count() as f64;
    let mut right = 0.0;
    let mut known: Vec<(f64, f64)> = Vec::new();
    for (at, &(score, label)) in order.iter().enumerate() {
        right += f64::from(label);
        let next = order.get(at + 1).map_or(0.0, |next| next.0);
        if next < score {
            known.push((2.0 * right / (positive + at as f64 + 1.0), (score + next) / 2.0));
        }
    }
    let best = known.iter().map(|&(f1, _)| f1).fold(0.0, f64::max);
    let mut good = known.iter().filter(|&&(f1, _)| f1 >= best - AS_GOOD).map(|&(_, threshold)| threshold);
    let highest = good.next().unwrap_or(0.5);
    let lowest = good.next_back().unwrap_or(highest);
    ((highest + lowest) / 2.0 * 1e4).round() / 1e4
}

/// Precision, recall and F1 of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Flags {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
}

/// How good flags are, for the samples of these numbers.
pub(super) fn flags(flagged: &[bool], labels: &[bool], of: &[usize]) -> Flags {
    let count = |flag: bool, label: bool| {
        of.iter().filter(|&&at| flagged[at] == flag && labels[at] == label).count() as f64
    };
    let (right, wrong, missed) = (count(true, true), count(true, false), count(false, true));
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    Flags {
        precision: share(right, right + wrong),
        recall: share(right, right + missed),
        f1: share(2.0 * right, 2.0 * right + wrong + missed),
    }
}

/// The share of pairs of one violation and one other article in which the violation has the higher score.
pub(super) fn auc(scores: &[f64], labels: &[bool], of: &[usize]) -> f64 {
    let mut order: Vec<(f64, bool)> = of.iter().map(|&at| (scores[at], labels[at])).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut pairs, mut positive) = (0.0, 0.0, 0.0);
    let mut at = 0;
    while at < order.len() {
        let same = order[at..].iter().take_while(|(score, _)| *score == order[at].0).count();
        let of_them = order[at..at + same].iter().filter(|(_, label)| *label).count() as f64;
        let others = same as f64 - of_them;
        pairs += of_them * (below + others / 2.0);
        positive += of_them;
        below += others;
        at += same;
    }
    if positive > 0.0 && below > 0.0 { pairs / (positive * below) } else { 0.5 }
}

/// The mean squared distance of scores from what is true.
pub(super) fn brier(scores: &[f64], labels: &[bool], of: &[usize]) -> f64 {
    let squares = of.iter().map(|&at| (scores[at] - f64::from(labels[at])).powi(2));
    squares.sum::<f64>() / of.len().max(1) as f64
}

/// The 95 % interval of a figure, by drawing whole groups again and again, always in the same way.
pub(super) fn interval(groups: &[u64], figure: impl Fn(&[usize]) -> f64) -> (f64, f64) {
    const DRAWS: usize = 500;
    let mut members: std::collections::BTreeMap<u64, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, &group) in groups.iter().enumerate() {
        members.entry(group).or_default().push(at);
    }
    let members: Vec<Vec<usize>> = members.into_values().collect();
    let mut state = 20_240_927_u64;
    let mut figures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = (0..members.len())
                .flat_map(|_| {
                    let at = (random(&mut state) % members.len() as u64) as usize;
                    members[at].iter().copied()
                })
                .collect();
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    (figures[DRAWS / 40], figures[DRAWS - 1 - DRAWS / 40])
}

/// The next number of SplitMix64.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_small_case() {
        let scores = [0.9, 0.8, 0.7, 0.2, 0.2];
        let labels = [true, false, true, true, false];
        let of = [0, 1, 2, 3, 4];
        assert_eq!(auc(&scores, &labels, &of), 3.5 / 6.0);
        assert_eq!(best_threshold(&scores, &labels), 0.1);
        let flags = flags(&[true, true, true, false, false], &labels, &of);
        assert!((flags.precision - 2.0 / 3.0).abs() < 1e-12 && (flags.f1 - 2.0 / 3.0).abs() < 1e-12);
        assert!((brier(&[1.0, 0.5], &[true, true], &[0, 1]) - 0.125).abs() < 1e-12);
    }
}
