//! How often analysts confirm what a model flagged, and what they find in what it did not flag.
//!
//! A story counts once, with the last verdict that stands on it, in the week of that verdict. Those of which it
//! cannot be told are no part of a share. The interval is the score interval of E. B. Wilson (*Probable inference,
//! the law of succession, and statistical inference*, J. American Statistical Association 22, 1927, pp. 209–212) at
//! 95%; R. G. Newcombe (*Statistics in Medicine* 17, 1998, pp. 857–872) says why it is better than others where
//! there is little to count.

use super::period::{day_of, monday};
use crate::store::{Decision, Judgement, Reach};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The normal deviate between which and its negative 95% lie.
const DEVIATE: f64 = 1.959_963_984_540_054;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// Those that were confirmed.
    pub(crate) confirmed: usize,
    /// Those that were confirmed or rejected.
    pub(crate) of: usize,
}

/// What analysts said in a week of stories that a model had flagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Week {
    /// The Monday.
    pub(crate) monday: Date,
    /// The model whose score they saw.
    pub(crate) model: String,
    /// How many they confirmed.
    pub(crate) share: Share,
    /// Of how many they could not tell.
    pub(crate) unsure: usize,
}

impl Share {
    /// The share, from 0 to 1.
    pub(crate) fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.confirmed as f64 / self.of as f64)
    }

    /// Between which shares the true one lies with 95%.
    pub(crate) fn interval(self) -> Option<(f64, f64)> {
        let (share, of) = (self.value()?, self.of as f64);
        let squared = DEVIATE * DEVIATE;
        let middle = share + squared / (2.0 * of);
        let half = DEVIATE * (share * (1.0 - share) / of + squared / (4.0 * of * of)).sqrt();
        let scale = 1.0 + squared / of;
        Some((((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0)))
    }

    fn add(&mut self, decision: Decision) {
        match decision {
            Decision::Confirm => (self.confirmed, self.of) = (self.confirmed + 1, self.of + 1),
            Decision::Reject => self.of += 1,
            Decision::Unsure | Decision::Undo => {}
        }
    }
}

/// By model, then by week: what was said of the stories whose score, as the analyst saw it, was `threshold` or more.
pub(crate) fn weeks(judgements: &[Judgement], threshold: f64) -> Vec<Week> {
    let mut weeks = BTreeMap::<(&str, Date), (Share, usize)>::new();
    for judgement in last(judgements) {
        let verdict = &judgement.given.verdict;
        if verdict.score_shown.is_some_and(|score| score >= threshold) {
            let model = verdict.model.as_deref().unwrap_or_default();
            let (share, unsure) = weeks.entry((model, monday(day_of(verdict.at)))).or_default();
            share.add(verdict.decision);
            *unsure += usize::from(verdict.decision == Decision::Unsure);
        }
    }
    let week = |((model, monday), (share, unsure)): ((&str, Date), _)| Week {
        monday,
        model: model.to_owned(),
        share,
        unsure,
    };
    weeks.into_iter().map(week).collect()
}

/// Of the stories that were drawn at random from those far below the threshold, so many were confirmed. Their scores
/// were hidden, by which they are known.
pub(crate) fn missed(judgements: &[Judgement]) -> Share {
    let mut share = Share::default();
    for judgement in last(judgements).filter(|judgement| judgement.given.verdict.score_shown.is_none()) {
        share.add(judgement.given.verdict.decision);
    }
    share
}

/// The last standing verdict on each story.
fn last(judgements: &[Judgement]) -> impl Iterator<Item = &Judgement> {
    let mut stories = BTreeMap::<i64, &Judgement>::new();
    let counting =
        |judgement: &&Judgement| judgement.given.stands && judgement.given.verdict.reach == Reach::Story;
    for judgement in judgements.iter().filter(counting) {
        let story = stories.entry(judgement.given.story).or_insert(judgement);
        if story.given.id < judgement.given.id {
            *story = judgement;
        }
    }
    stories.into_values()
}

/// Invented verdicts for tests.
#[cfg(test)]
pub(super) mod sample {
    use super::*;
    use crate::store::{Given, Verdict};

    /// A verdict on the only article of a story, given on Tuesday, 8 October 2024.
    pub(in crate::review) fn judgement(id: i64, story: i64, reviewer: &str, decision: Decision) -> Judgement {
        Judgement {
            given: Given {
                id,
                story,
                stands: true,
                verdict: Verdict {
                    article: story,
                    reach: Reach::Story,
                    decision,
                    reason: None,
                    reviewer: reviewer.to_owned(),
                    at: "2024-10-08T02:00:00Z".parse().expect("a time"),
                    note: None,
                    score_shown: Some(0.8),
                    model: Some("uji-1".to_owned()),
                    key: id.to_string(),
                    supersedes: None,
                },
            },
            outlet: "kabar".to_owned(),
            title: Some(format!("Berita {story}")),
            day: "2024-10-07".parse().expect("a day"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::judgement;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_interval_is_that_of_the_literature() {
        // Newcombe, table I, method 3.
        for (confirmed, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (from, to) = Share { confirmed, of }.interval().expect("there is something to count");
            assert!((from - low).abs() < 5e-5 && (to - high).abs() < 5e-5, "{confirmed}/{of}: {from} {to}");
        }
        assert_eq!(Share::default().interval(), None);
        assert_eq!(Share { confirmed: 20, of: 20 }.interval().map(|(_, high)| high), Some(1.0));
    }

    #[test]
    fn flagged_stories_count_by_model_and_week() {
        let mut judgements = vec![
            judgement(1, 10, "sari", Decision::Confirm),
            judgement(2, 20, "sari", Decision::Reject),
            judgement(3, 30, "sari", Decision::Unsure),
            judgement(4, 40, "sari", Decision::Confirm),
            judgement(5, 50, "sari", Decision::Confirm),
            judgement(6, 60, "sari", Decision::Confirm),
            judgement(7, 10, "budi", Decision::Reject),
            judgement(8, 70, "sari", Decision::Confirm),
        ];
        // Sunday evening in Greenwich is Monday where the outlets are.
        judgements[3].given.verdict.at = "2024-10-13T16:30:00Z".parse().expect("a time");
        judgements[4].given.verdict.model = Some("uji-2".to_owned());
        judgements[5].given.verdict.score_shown = Some(0.49);
        judgements[7].given.verdict.score_shown = None;
        let (first, second) = (date(2024, 10, 7), date(2024, 10, 14));
        let week = |monday, model: &str, confirmed, of, unsure| Week {
            monday,
            model: model.to_owned(),
            share: Share { confirmed, of },
            unsure,
        };
        assert_eq!(
            weeks(&judgements, 0.5),
            [week(first, "uji-1", 0, 2, 1), week(second, "uji-1", 1, 1, 0), week(first, "uji-2", 1, 1, 0)]
        );
    }

    #[test]
    fn what_is_missed_is_told_by_stories_whose_score_was_hidden() {
        let mut judgements: Vec<Judgement> = [Decision::Confirm, Decision::Reject, Decision::Unsure]
            .into_iter()
            .zip(1..)
            .map(|(decision, id)| judgement(id, id, "sari", decision))
            .collect();
        assert_eq!(missed(&judgements), Share::default());
        judgements.iter_mut().for_each(|judgement| judgement.given.verdict.score_shown = None);
        assert_eq!(missed(&judgements), Share { confirmed: 1, of: 2 });
        judgements[0].given.stands = false;
        assert_eq!(missed(&judgements), Share { confirmed: 0, of: 1 });
    }
}
