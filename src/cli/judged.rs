//! Judged articles: those of the store on which an analyst's verdict stands.

use crate::article::Article;
use crate::classify::train::Example;
use crate::fnv::fnv1a;
use crate::store::{Decision, Labelled};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The share of judged stories, the latest, that nothing is learnt from.
const HELD_OUT: f64 = 0.25;

/// A story that was judged.
#[derive(Debug)]
pub(super) struct Story {
    /// Its number in the store.
    pub(super) number: i64,
    /// The day of its first judged article.
    pub(super) first: Date,
    /// The day of its last one.
    pub(super) last: Date,
    /// Its judged articles.
    pub(super) articles: Vec<Example>,
}

/// All that was judged.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The stories, by their last day, then by their number.
    pub(super) stories: Vec<Story>,
    /// How many articles analysts were unsure about, which teach nothing.
    pub(super) unsure: u64,
}

impl Judged {
    /// What the verdicts say. An article that has no text says nothing.
    pub(super) fn of(labelled: Vec<Labelled>) -> Judged {
        let mut stories: BTreeMap<i64, Story> = BTreeMap::new();
        let mut unsure = 0;
        for labelled in labelled {
            let violation = match labelled.given.verdict.decision {
                Decision::Confirm => true,
                Decision::Reject => false,
                Decision::Unsure | Decision::Undo => {
                    unsure += 1;
                    continue;
                }
            };
            if labelled.text.trim().is_empty() {
                continue;
            }
            let (number, day) = (labelled.story, labelled.day);
            let story = stories.entry(number).or_insert_with(|| Story {
                number,
                first: day,
                last: day,
                articles: Vec::new(),
            });
            (story.first, story.last) = (story.first.min(day), story.last.max(day));
            story.articles.push(example(labelled, violation));
        }
        let mut stories: Vec<Story> = stories.into_values().collect();
        stories.sort_by_key(|story| (story.last, story.number));
        Judged { stories, unsure }
    }

    /// Leaves out articles of which `is_known` says so; how many.
    pub(super) fn leave_out(&mut self, is_known: impl Fn(&str) -> bool) -> usize {
        let before = count(&self.stories);
        for story in &mut self.stories {
            story.articles.retain(|example| !is_known(example.article.text()));
        }
        self.stories.retain(|story| !story.articles.is_empty());
        before - count(&self.stories)
    }
}

/// How many articles stories have.
pub(super) fn count(stories: &[Story]) -> usize {
    stories.iter().map(|story| story.articles.len()).sum()
}

/// The stories to learn from, and those to compare models by: the last ones, in whole days, so that a day says which
/// stories a model may have seen.
pub(super) fn split(mut stories: Vec<Story>) -> (Vec<Story>, Vec<Story>) {
    let place = (stories.len() as f64 * (1.0 - HELD_OUT)) as usize;
    let Some(day) = stories.get(place).map(|story| story.last) else { return (stories, Vec::new()) };
    let later = stories.partition_point(|story| story.last < day);
    let later = stories.split_off(later);
    (stories, later)
}

/// A stored article as it was analysed: its text was cleaned when it was read.
fn example(labelled: Labelled, violation: bool) -> Example {
    let article = Article::cleaned(labelled.title.as_deref(), &labelled.text);
    let article = if labelled.advertorial { article.marked_as_paid() } else { article };
    // Only where the page says when it was published are days counted from it.
    let published = labelled.published.and_then(|published| published.get(..10)?.parse().ok());
    Example {
        id: labelled.canonical,
        article: article.with_published(published),
        violation,
        kind: labelled.given.verdict.reason.unwrap_or_default(),
        group: fnv1a(format!("\0story {}", labelled.story).as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Given, Reach, Verdict};
    use jiff::Timestamp;

    fn story(number: i64, days: &[i8]) -> Story {
        let day = |day: &i8| Date::constant(2026, 9, *day);
        Story {
            number,
            first: days.iter().map(day).min().expect("a story has a day"),
            last: days.iter().map(day).max().expect("a story has a day"),
            articles: Vec::new(),
        }
    }

    /// An article as the store gives it back, with this verdict on it.
    fn labelled(article: &Article, decision: Decision) -> Labelled {
        let verdict = Verdict {
            article: 1,
            reach: Reach::Story,
            decision,
            reason: Some("statistics".to_owned()),
            reviewer: "Sari".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            note: None,
            score_shown: None,
            model: None,
            key: String::new(),
            supersedes: None,
        };
        Labelled {
            article: 1,
            story: 7,
            canonical: "https://kabar.example/1".to_owned(),
            title: article.title().map(str::to_owned),
            text: article.text().to_owned(),
            published: Some("2024-10-08T09:30:00+08:00".to_owned()),
            day: Date::constant(2024, 10, 8),
            advertorial: article.is_advertorial(),
            given: Given { id: 1, story: 7, verdict, stands: true },
        }
    }

    #[test]
    fn a_stored_article_is_read_as_it_was_analysed() {
        let published = Some(Date::constant(2024, 10, 8));
        for (title, body) in [
            (
                "Camat Muara Sepi Diperiksa Bawaslu",
                "BALIKPAPAN, Inibalikpapan.com - Camat Muara Sepi, Darto Wibawa, diduga mengikuti kampanye, Sabtu.\n\n\
                 Baca juga\n\nBawaslu memeriksanya. (ADV)",
            ),
            ("", "Camat Muara Sepi diduga mengikuti kampanye calon bupati, kata Bawaslu. Warga melapor."),
        ] {
            let article = Article::new(title, body).with_published(published);
            let judged = Judged::of(vec![labelled(&article, Decision::Confirm)]);
            let example = &judged.stories[0].articles[0];
            assert_eq!(example.article, article);
            assert_eq!((example.violation, example.kind.as_str()), (true, "statistics"));
        }
        // What cleaning would take away stays.
        let twice = Article::cleaned(None, "Baca juga\n\nCamat hadir.");
        assert_eq!(twice.text(), "Baca juga\n\nCamat hadir.");
    }

    #[test]
    fn unsure_teaches_nothing() {
        let article = Article::from_text("Camat hadir.");
        let decisions = [Decision::Unsure, Decision::Reject, Decision::Unsure];
        let judged = Judged::of(decisions.map(|decision| labelled(&article, decision)).to_vec());
        assert_eq!((judged.unsure, count(&judged.stories)), (2, 1));
        assert!(!judged.stories[0].articles[0].violation);
    }

    fn numbers(stories: &[Story]) -> Vec<i64> {
        stories.iter().map(|story| story.number).collect()
    }

    /// Stories in the order in which `Judged` has them.
    fn sorted(mut stories: Vec<Story>) -> Vec<Story> {
        stories.sort_by_key(|story| (story.last, story.number));
        stories
    }

    #[test]
    fn the_last_quarter_is_held_out() {
        let stories = (1..=8).map(|day| story(i64::from(day), &[day])).collect();
        let (earlier, later) = split(stories);
        assert_eq!((numbers(&earlier), numbers(&later)), (vec![1, 2, 3, 4, 5, 6], vec![7, 8]));
    }

    #[test]
    fn a_story_is_on_the_side_of_its_last_article() {
        // Story 1 began first of all and was told again on the last day.
        let stories = sorted(vec![story(1, &[1, 20]), story(2, &[2]), story(3, &[3]), story(4, &[4])]);
        let (earlier, later) = split(stories);
        assert_eq!((numbers(&earlier), numbers(&later)), (vec![2, 3, 4], vec![1]));
    }

    #[test]
    fn a_day_is_never_parted() {
        let stories = sorted(vec![story(1, &[1]), story(2, &[2]), story(3, &[2]), story(4, &[2])]);
        let (earlier, later) = split(stories);
        assert_eq!((numbers(&earlier), numbers(&later)), (vec![1], vec![2, 3, 4]));
        let (earlier, later) = split(vec![story(1, &[5]), story(2, &[5])]);
        assert_eq!((numbers(&earlier), numbers(&later)), (vec![], vec![1, 2]));
        let (earlier, later) = split(Vec::new());
        assert!(earlier.is_empty() && later.is_empty());
    }
}
