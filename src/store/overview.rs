//! How many stories a period has flagged, and what analysts said of them: by week, outlet, act, state and place.

use super::Decision;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The figures of a period. They count stories with a flagged article of the period, each once in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overview {
    /// All stories.
    pub all: Tally,
    /// By the Monday of the week of a story's first flagged article in the period, in order; weeks without a story
    /// are left out.
    pub weeks: Vec<(Date, Tally)>,
    /// By outlet: a story counts for each outlet of its flagged articles.
    pub outlets: Groups,
    /// By the act of an allegation.
    pub acts: Groups,
    /// By the state of an allegation as the article reports it, and not as its case went on: so a story counts where
    /// a [`Filter`](super::Filter) by that state finds it.
    pub states: Groups,
    /// By kabupaten or kota, as written in full: `Kota Balikpapan`. Those of an article's allegations count, and
    /// where these name none those of the offices of the people it names.
    pub places: Groups,
    /// The stories of which no kabupaten or kota is known.
    pub placeless: Tally,
}

/// The groups of stories with most of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Groups {
    /// Each group by its name, the largest first, equal ones by name.
    pub most: Vec<(String, Tally)>,
    /// How many groups are left out after them.
    pub left: usize,
}

/// How many stories there are, and how many of them a verdict of each kind stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Stories.
    pub stories: usize,
    /// Those that were confirmed.
    pub confirmed: usize,
    /// Those that were rejected.
    pub rejected: usize,
    /// Those of which it cannot be told.
    pub unsure: usize,
}

impl Tally {
    /// How many stories have a verdict.
    pub fn decided(self) -> usize {
        self.confirmed + self.rejected + self.unsure
    }

    /// How many stories have none.
    pub fn waiting(self) -> usize {
        self.stories.saturating_sub(self.decided())
    }

    fn add(&mut self, verdict: Option<Decision>) {
        self.stories += 1;
        match verdict {
            Some(Decision::Confirm) => self.confirmed += 1,
            Some(Decision::Reject) => self.rejected += 1,
            Some(Decision::Unsure) => self.unsure += 1,
            Some(Decision::Undo) | None => {}
        }
    }
}

/// A story, and the name of a group that it belongs to; the same pair may come again.
pub(super) type Member = (String, i64);

/// What is known of the flagged stories of a period, before it is counted.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Each story with the day of its first flagged article.
    pub(super) days: BTreeMap<i64, Date>,
    /// The verdict that stands on a story.
    pub(super) verdicts: BTreeMap<i64, Decision>,
    pub(super) outlets: Vec<Member>,
    pub(super) acts: Vec<Member>,
    pub(super) states: Vec<Member>,
    pub(super) places: Vec<Member>,
}

impl Facts {
    /// The figures, with at most `limit` groups of each kind.
    pub(super) fn counted(self, limit: usize) -> Overview {
        let verdict = |story: &i64| self.verdicts.get(story).copied();
        let (mut all, mut weeks) = (Tally::default(), BTreeMap::<Date, Tally>::new());
        for (story, &day) in &self.days {
            all.add(verdict(story));
            weeks.entry(monday(day)).or_default().add(verdict(story));
        }
        let mut placed: Vec<i64> = self.places.iter().map(|(_, story)| *story).collect();
        placed.sort_unstable();
        let mut placeless = Tally::default();
        for story in self.days.keys().filter(|story| placed.binary_search(story).is_err()) {
            placeless.add(verdict(story));
        }
        let grouped = |mut members: Vec<Member>| {
            members.sort_unstable();
            members.dedup();
            let mut most: Vec<(String, Tally)> = Vec::new();
            for (name, story) in members {
                match most.last_mut().filter(|(last, _)| *last == name) {
                    Some((_, tally)) => tally.add(verdict(&story)),
                    None => {
                        let mut tally = Tally::default();
                        tally.add(verdict(&story));
                        most.push((name, tally));
                    }
                }
            }
            // The names are in order, and a stable sort keeps them so among equals.
            most.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.stories));
            let left = most.len().saturating_sub(limit);
            most.truncate(limit);
            Groups { most, left }
        };
        Overview {
            all,
            weeks: weeks.into_iter().collect(),
            outlets: grouped(self.outlets),
            acts: grouped(self.acts),
            states: grouped(self.states),
            places: grouped(self.places),
            placeless,
        }
    }
}

/// The Monday of the ISO week of a day.
fn monday(day: Date) -> Date {
    day.saturating_sub(day.weekday().to_monday_zero_offset().days())
}
