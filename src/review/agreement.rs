//! How far reviewers agree on the stories that two of them judged.
//!
//! Cohen's kappa is κ = (p₀ − pₑ) / (1 − pₑ), where p₀ is the share of stories on which both said the same and
//! pₑ the share on which they would by chance, given how often each of them says what: pₑ = Σ aₖ bₖ / n² (J. Cohen,
//! *A coefficient of agreement for nominal scales*, Educational and Psychological Measurement 20, 1960, pp. 37–46).
//! Unsure is a category like the others. Of a reviewer's verdicts on a story the last one that stands counts.

use crate::store::{Decision, Judgement, Reach};
use std::collections::BTreeMap;

/// What can be said of a story.
const CATEGORIES: [Decision; 3] = [Decision::Confirm, Decision::Reject, Decision::Unsure];

/// How far two reviewers agree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    /// One.
    pub(crate) one: String,
    /// The other.
    pub(crate) other: String,
    /// How many stories both judged.
    pub(crate) stories: usize,
    /// On which share of them both said the same.
    pub(crate) observed: f64,
    /// Cohen's kappa. None where both always said one and the same, so that chance alone explains all.
    pub(crate) kappa: Option<f64>,
}

/// A story on which reviewers differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Disagreement {
    /// The story.
    pub(crate) story: i64,
    /// Its article on which the last verdict was given.
    pub(crate) article: i64,
    /// The title of that article.
    pub(crate) title: Option<String>,
    /// Who said what, by name.
    pub(crate) said: Vec<(String, Decision)>,
}

/// The last standing verdict of each reviewer on a story.
type Votes<'j> = BTreeMap<&'j str, &'j Judgement>;

/// How far each two reviewers agree who judged the same stories, by name.
pub(crate) fn pairs(judgements: &[Judgement]) -> Vec<Pair> {
    let mut tables = BTreeMap::<(&str, &str), [[usize; 3]; 3]>::new();
    for votes in by_story(judgements).values() {
        let votes: Vec<_> = votes.iter().filter_map(|(who, vote)| Some((*who, category(vote)?))).collect();
        for (at, &(one, row)) in votes.iter().enumerate() {
            for &(other, column) in &votes[at + 1..] {
                tables.entry((one, other)).or_default()[row][column] += 1;
            }
        }
    }
    let pair = |((one, other), table): ((&str, &str), [[usize; 3]; 3])| {
        let stories: usize = table.iter().flatten().sum();
        let (observed, kappa) = kappa(&table);
        Pair { one: one.to_owned(), other: other.to_owned(), stories, observed, kappa }
    };
    tables.into_iter().map(pair).collect()
}

/// The stories on which reviewers differ, the one that was judged last first.
pub(crate) fn disagreements(judgements: &[Judgement]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for votes in by_story(judgements).into_values() {
        let said = |vote: &&Judgement| vote.given.verdict.decision;
        let Some(last) = votes.values().max_by_key(|vote| vote.given.id) else { continue };
        if votes.values().any(|vote| said(vote) != said(last)) {
            let disagreement = Disagreement {
                story: last.given.story,
                article: last.given.verdict.article,
                title: last.title.clone(),
                said: votes.iter().map(|(who, vote)| ((*who).to_owned(), said(vote))).collect(),
            };
            found.push((last.given.id, disagreement));
        }
    }
    found.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    found.into_iter().map(|(_, disagreement)| disagreement).collect()
}

fn by_story(judgements: &[Judgement]) -> BTreeMap<i64, Votes<'_>> {
    let mut stories = BTreeMap::<i64, Votes>::new();
    for judgement in judgements {
        let given = &judgement.given;
        if given.stands && given.verdict.reach == Reach::Story {
            let vote =
                stories.entry(given.story).or_default().entry(&given.verdict.reviewer).or_insert(judgement);
            if vote.given.id < given.id {
                *vote = judgement;
            }
        }
    }
    stories
}

fn category(vote: &Judgement) -> Option<usize> {
    CATEGORIES.iter().position(|&category| category == vote.given.verdict.decision)
}

/// The observed agreement and Cohen's kappa of a table that has what one says in its rows and what the other says
/// in its columns.
fn kappa(table: &[[usize; 3]; 3]) -> (f64, Option<f64>) {
    let all: usize = table.iter().flatten().sum();
    let same: usize = (0..3).map(|at| table[at][at]).sum();
    let by_chance: usize = (0..3)
        .map(|at| table[at].iter().sum::<usize>() * table.iter().map(|row| row[at]).sum::<usize>())
        .sum();
    if all == 0 {
        return (0.0, None);
    }
    let observed = same as f64 / all as f64;
    // In whole numbers, so that agreement which is all chance is seen as such.
    let expected = by_chance as f64 / (all * all) as f64;
    (observed, (by_chance < all * all).then(|| (observed - expected) / (1.0 - expected)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::precision::sample::judgement;

    #[test]
    fn kappa_is_that_of_the_literature() {
        for (table, observed, expected) in [
            // Two raters, 100 patients in three classes: Fleiss, Levin and Paik, Statistical Methods for Rates and
            // Proportions, 3rd ed. 2003, table 18.1: p₀ = 0.89, pₑ = 0.66, κ = 0.68.
            ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.89, Some(0.23 / 0.34)),
            // All chance: the rows are alike.
            ([[10, 10, 0], [10, 10, 0], [0, 0, 0]], 0.5, Some(0.0)),
            ([[7, 0, 0], [0, 2, 0], [0, 0, 1]], 1.0, Some(1.0)),
            // Never the same, each half of the time: as bad as can be.
            ([[0, 5, 0], [5, 0, 0], [0, 0, 0]], 0.0, Some(-1.0)),
            // Both always confirm: nothing can be said.
            ([[9, 0, 0], [0, 0, 0], [0, 0, 0]], 1.0, None),
            ([[0; 3]; 3], 0.0, None),
        ] {
            let (share, kappa) = kappa(&table);
            assert!((share - observed).abs() < 1e-12, "{table:?}: {share}");
            match (kappa, expected) {
                (Some(kappa), Some(expected)) => {
                    assert!((kappa - expected).abs() < 1e-12, "{table:?}: {kappa}")
                }
                (kappa, expected) => assert_eq!(kappa, expected, "{table:?}"),
            }
        }
    }

    #[test]
    fn the_last_standing_verdict_of_each_on_a_story_counts() {
        let mut judgements = vec![
            judgement(1, 10, "sari", Decision::Reject),
            judgement(2, 10, "budi", Decision::Confirm),
            judgement(3, 10, "sari", Decision::Confirm),
            judgement(4, 20, "sari", Decision::Confirm),
            judgement(5, 20, "budi", Decision::Unsure),
            judgement(6, 30, "sari", Decision::Reject),
            judgement(7, 40, "sari", Decision::Confirm),
            judgement(8, 40, "budi", Decision::Reject),
            judgement(9, 50, "sari", Decision::Confirm),
            judgement(10, 50, "budi", Decision::Reject),
        ];
        judgements[7].given.stands = false;
        judgements[9].given.verdict.reach = Reach::Article;
        judgements.reverse();
        let pairs = pairs(&judgements);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].one.as_str(), pairs[0].other.as_str()), ("budi", "sari"));
        assert_eq!((pairs[0].stories, pairs[0].observed), (2, 0.5));
        // Sari always confirms, so her word says nothing: p₀ = pₑ = 1/2.
        assert_eq!(pairs[0].kappa, Some(0.0));
        let found = disagreements(&judgements);
        assert_eq!(found.len(), 1);
        let said = [("budi".to_owned(), Decision::Unsure), ("sari".to_owned(), Decision::Confirm)];
        assert_eq!((found[0].article, found[0].said.as_slice()), (20, said.as_slice()));
    }

    #[test]
    fn the_dispute_that_was_judged_last_comes_first() {
        let judgements = [
            judgement(4, 1, "budi", Decision::Reject),
            judgement(3, 2, "budi", Decision::Reject),
            judgement(2, 2, "sari", Decision::Confirm),
            judgement(1, 1, "sari", Decision::Confirm),
        ];
        let stories: Vec<i64> = disagreements(&judgements).iter().map(|found| found.article).collect();
        assert_eq!(stories, [1, 2]);
    }
}
