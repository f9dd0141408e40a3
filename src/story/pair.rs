//! What two articles have in common, and whether they tell one story.

use super::accused::{Bond, are_apart, bond};
use super::act::{Kinship, kinship};
use super::day::Day;
use super::name::{self, Likeness};
use super::sketch::Sketch;
use crate::extract::Status;

/// The most days between the publications of two articles that tell one story.
const STORY_DAYS: u32 = 7;

/// Two articles with what they have in common.
pub(super) struct Pair<'a> {
    own: &'a Sketch,
    other: &'a Sketch,
    /// The share of the shorter one's wording that the other has.
    pub(super) wording: f32,
    people: Overlap,
    numbers: Overlap,
    days: Overlap,
    places: Overlap,
}

/// How much of what two articles name is named by both.
#[derive(Clone, Copy)]
struct Overlap {
    shared: usize,
    /// What the article that names less names.
    least: usize,
}

impl Overlap {
    fn of<T>(own: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> Overlap {
        let (short, long) = if own.len() <= other.len() { (own, other) } else { (other, own) };
        let shared = short.iter().filter(|item| long.iter().any(|other| same(item, other))).count();
        Overlap { shared, least: short.len() }
    }

    /// Whether both name something and nothing is the same.
    fn is_none(self) -> bool {
        self.least > 0 && self.shared == 0
    }

    /// Whether half of it is the same, and something is.
    fn is_half(self) -> bool {
        self.shared > 0 && 2 * self.shared >= self.least
    }
}

/// How much of the wording two articles share that may tell one story.
pub(super) mod wording {
    /// A copy, be it shortened or with words exchanged.
    pub(in crate::story) const COPY: f32 = 0.5;
    /// A copy that was reworked.
    pub(in crate::story) const REWORKED: f32 = 0.3;
    /// More than articles of one subject share: on the replicas those share up to 0.12, most of it the error of
    /// the estimate, and reports of one event by different hands from 0.06 to 0.25.
    pub(in crate::story) const SOME: f32 = 0.15;
}

impl<'a> Pair<'a> {
    pub(super) fn new(own: &'a Sketch, other: &'a Sketch) -> Pair<'a> {
        let same_name = |own: &String, other: &String| name::likeness(own, other) != Likeness::None;
        Pair {
            own,
            other,
            wording: own.signature.containment(&other.signature),
            people: Overlap::of(&own.people, &other.people, same_name),
            numbers: Overlap::of(&own.numbers, &other.numbers, PartialEq::eq),
            days: Overlap::of(&own.past_days(), &other.past_days(), PartialEq::eq),
            places: Overlap::of(&own.places, &other.places, PartialEq::eq),
        }
    }

    /// How surely the two tell one story; none where they do not.
    ///
    /// What speaks against it comes first and is enough by itself, since most articles of a season are alike
    /// in their words: another time, other places, other people, other figures, another accused, another
    /// outcome. Then the wording decides together with what both name; the less wording, the more facts.
    pub(super) fn story(&self) -> Option<u32> {
        if self.is_another_time()
            || are_apart(&self.own.areas, &self.other.areas)
            || self.people.is_none()
            || self.has_other_figures()
            || self.accuses_others()
            || self.tells_another_outcome()
            || self.is_a_series()
        {
            return None;
        }
        let facts = [
            self.people.is_half(),
            self.numbers.is_half(),
            self.days.is_half(),
            self.places.is_half() || self.shares_area(),
            self.shares_matter(Bond::Part),
        ];
        let agreed = facts.into_iter().filter(|&fact| fact).count();
        let bare = [self.people, self.numbers, self.days, self.places].iter().all(|fact| fact.least == 0);
        let is_story = if self.wording >= wording::COPY {
            agreed >= 1 || bare
        } else if self.wording >= wording::REWORKED {
            agreed >= 2
        } else {
            agreed >= 3
                && self.people.is_half()
                && self.has_one_headline()
                && (self.wording >= wording::SOME || (self.days.is_half() && self.has_one_subject()))
        };
        is_story.then_some((self.wording * 100.0) as u32 + agreed as u32)
    }

    /// Whether the two are further apart in time than the reports of one story, or of days that follow each
    /// other.
    fn is_another_time(&self) -> bool {
        let (Some(own), Some(other)) = (self.own.published, self.other.published) else {
            return self.wording < wording::COPY;
        };
        let days = own.apart(other);
        if days > STORY_DAYS {
            return true;
        }
        // A copy keeps the day on which it was said, however late it runs.
        let moments = self.own.moment().zip(self.other.moment());
        let moved = moments.is_some_and(|(own, other)| own.apart(other) > 1);
        (self.days.is_none() && days > 0)
            || (moved && !(self.wording >= wording::COPY && self.days.is_half()))
    }

    /// Whether the figures of both are others: the next price report, the same ceremony elsewhere.
    fn has_other_figures(&self) -> bool {
        self.numbers.least >= 3 && 3 * self.numbers.shared < self.numbers.least
    }

    /// Whether both are about accused, and nobody accused by the one may be accused by the other.
    fn accuses_others(&self) -> bool {
        let (mut any, mut contrary) = (false, true);
        for own in self.own.accusations.iter().filter(|own| own.central) {
            for other in self.other.accusations.iter().filter(|other| other.central) {
                any = true;
                contrary &= bond(own, other) == Bond::Contrary;
            }
        }
        any && contrary
    }

    /// Whether one tells how a matter ended that the other tells the beginning of, in other words.
    fn tells_another_outcome(&self) -> bool {
        let ended = |sketch: &Sketch| {
            let stages = sketch.accusations.iter().filter(|accusation| accusation.central);
            stages.map(|accusation| accusation.status > Status::UnderReview).max()
        };
        let ended = ended(self.own).zip(ended(self.other));
        self.wording < wording::COPY && ended.is_some_and(|(own, other)| own != other)
    }

    /// Whether both are of one outlet, which tells a story once and then goes on with it, and differ in more
    /// than corrections.
    fn is_a_series(&self) -> bool {
        let one_outlet = self.own.outlet.is_some() && self.own.outlet == self.other.outlet;
        let corrected = self.wording >= 0.7 && 4 * self.numbers.shared >= 3 * self.numbers.least;
        one_outlet && !corrected
    }

    fn shares_area(&self) -> bool {
        self.own.areas.iter().any(|area| self.other.areas.contains(area))
    }

    /// Whether the headlines share two words. A round-up of the week names the people of many stories, but
    /// its headline is about none of them.
    fn has_one_headline(&self) -> bool {
        Overlap::of(&self.own.title, &self.other.title, PartialEq::eq).shared >= 2
    }

    /// Whether two texts that share no wording have one subject: one matter, or two people.
    fn has_one_subject(&self) -> bool {
        self.shares_matter(Bond::Class) || self.people.shared >= 2
    }

    /// Whether both have an accusation that may be of one person, for a reason as good as `least`, and of one
    /// matter.
    fn shares_matter(&self, least: Bond) -> bool {
        self.own.accusations.iter().any(|own| {
            self.other
                .accusations
                .iter()
                .any(|other| bond(own, other) >= least && kinship(&own.act, &other.act) >= Kinship::Kin)
        })
    }

    /// The days between the publications; none where one is not known.
    pub(super) fn days_apart(&self) -> Option<u32> {
        Some(self.own.published?.apart(self.other.published?))
    }

    /// Whether both name a day before either was published: that of the act, of the report.
    pub(super) fn shares_an_earlier_day(&self) -> bool {
        let Some(first) = self.own.published.min(self.other.published) else { return false };
        let earlier = |day: &&Day| **day < first;
        self.own.past_days().iter().filter(earlier).any(|day| self.other.days.contains(day))
    }

    /// Whether both name somebody who is not among some names.
    pub(super) fn shares_others(&self, names: &[String]) -> bool {
        let is_among =
            |person: &&String| names.iter().any(|name| name::likeness(name, person) != Likeness::None);
        let others = self.own.people.iter().filter(|person| !is_among(person));
        others
            .filter(|own| self.other.people.iter().any(|other| name::likeness(own, other) == Likeness::Full))
            .count()
            > 0
    }
}

impl Sketch {
    /// The days that it names up to its publication and not long before: what lies ahead, the election above
    /// all, and what lies far back is common to too many.
    fn past_days(&self) -> Vec<Day> {
        const DAYS: i32 = 45;
        let days = self.days.iter().copied();
        match self.published {
            Some(published) => days.filter(|&day| day <= published && day > published.before(DAYS)).collect(),
            None => days.collect(),
        }
    }

    /// The day of its news: the last that it names up to its publication and in the week before, else that of
    /// its publication.
    fn moment(&self) -> Option<Day> {
        let published = self.published?;
        let week = published.before(STORY_DAYS as i32);
        Some(self.past_days().into_iter().filter(|&day| day >= week).max().unwrap_or(published))
    }
}
