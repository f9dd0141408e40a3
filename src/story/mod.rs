//! Which articles tell the same story, and which accusations belong to one case.
//!
//! A *story* is one piece of news, told by one outlet or by ten: copies of a press release, shortened and
//! reworded ones, and reports of one event by different hands. A *case* is one matter of one accused, across
//! the weeks in which it is reported, checked and decided. An article tells one story; each of its
//! accusations belongs to one case.
//!
//! A wrong story hides an article behind another. A wrong case puts an accusation on somebody who has nothing
//! to do with it, so a case takes a name, or an office that one person holds, or much else that agrees; where
//! anything says that two people are meant, or nothing tells which, it takes nobody in.
//!
//! [`Sketch::of`] keeps of an article what is needed, [`Sketch::keys`] finds the articles to compare it with,
//! [`place`] compares and [`state()`] tells how a case stands. All of it is a function of its arguments.

mod accused;
mod act;
mod case;
mod day;
mod matter;
mod name;
mod pair;
mod signature;
mod sketch;
mod state;
#[cfg(test)]
mod tests;

pub use accused::Accusation;
pub use day::Day;
pub use sketch::Sketch;
pub use state::{Report, state};

use case::Kin;
use pair::Pair;
use std::collections::BTreeMap;

/// An article that has been placed and shares a key with a new one.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its number.
    pub article: i64,
    /// The story that it tells.
    pub story: i64,
    /// The case of each of its accusations, in the order of the sketch; none for one that has no case.
    pub cases: &'a [Option<i64>],
    /// What was kept of it.
    pub sketch: &'a Sketch,
}

/// Where an article belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Placement {
    /// The story that it tells; none for a new one.
    pub story: Option<i64>,
    /// The case of each of its accusations, in the order of the sketch.
    pub cases: Vec<Case>,
}

/// The case of an accusation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// One that is known, by its number.
    Known(i64),
    /// A new one. Accusations of an article with the same number, from 0, are of one new case.
    New(usize),
}

/// Where a new article belongs, given those that share a key with it, in any order.
///
/// The article itself must not be among them: its earlier revision would hold it where it was.
pub fn place(new: &Sketch, candidates: &[Member]) -> Placement {
    let mut kin: Vec<Kin> = Vec::with_capacity(candidates.len());
    let mut best: Option<(u32, i64, i64)> = None;
    for member in candidates {
        let pair = Pair::new(new, member.sketch);
        let story = pair.story();
        // Of equal ones the story of the newest article.
        best = best.max(story.map(|rank| (rank, member.article, member.story)));
        kin.push(Kin { member, pair, is_story: story.is_some() });
    }
    let mut matters: BTreeMap<usize, Vec<&Accusation>> = BTreeMap::new();
    let numbers = new.matters();
    for (number, accusation) in numbers.iter().zip(&new.accusations) {
        matters.entry(*number).or_default().push(accusation);
    }
    let known: BTreeMap<usize, i64> =
        matters.iter().filter_map(|(&number, matter)| Some((number, case::find(matter, &kin)?))).collect();
    let mut fresh: Vec<usize> = Vec::new();
    let mut case = |number: usize| {
        if let Some(&case) = known.get(&number) {
            return Case::Known(case);
        }
        let at = fresh.iter().position(|&held| held == number).unwrap_or_else(|| {
            fresh.push(number);
            fresh.len() - 1
        });
        Case::New(at)
    };
    let cases = numbers.into_iter().map(&mut case).collect();
    Placement { story: best.map(|(_, _, story)| story), cases }
}
