//! What a run did: for each outlet what was found, read, refused and failed, and whether the outlet looks broken.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What one run did.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Report {
    /// The number of the run in its store.
    pub(crate) run: i64,
    pub(crate) started: Timestamp,
    pub(crate) ended: Timestamp,
    /// The stories to review that the run touched, by number.
    pub(crate) stories: Vec<i64>,
    /// By outlet, in the order of their identifiers.
    pub(crate) outlets: Vec<OutletReport>,
}

/// What a run did with one outlet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct OutletReport {
    pub(crate) outlet: String,
    /// Whether it answered at all.
    pub(crate) reached: bool,
    /// Articles that its lists name, known ones included.
    pub(crate) listed: usize,
    /// Lists that were read.
    pub(crate) lists: usize,
    /// Lists that have not changed since they were read last.
    pub(crate) unchanged_lists: usize,
    /// Lists that are not there. Of the usual places of a sitemap an outlet has one.
    pub(crate) missing_lists: usize,
    /// Lists that could not be read, and why.
    pub(crate) failed_lists: Vec<Problem>,
    /// Requests that were made, robots.txt included.
    pub(crate) requests: u32,
    /// Articles that were read for the first time.
    pub(crate) new: Vec<i64>,
    /// Articles whose text has changed.
    pub(crate) updated: Vec<i64>,
    /// Articles that were read again and are the same.
    pub(crate) same: usize,
    /// Articles that were there and have been taken down.
    pub(crate) vanished: Vec<i64>,
    /// Articles that robots.txt does not allow.
    pub(crate) forbidden: Vec<Problem>,
    /// Articles that could not be read, and why. Most are tried again in a later run.
    pub(crate) failed: Vec<Problem>,
    /// Articles that wait for a later run, since enough were read in this one.
    pub(crate) left: usize,
    /// The median length of the articles' texts in bytes, where articles were read.
    pub(crate) text: Option<usize>,
    /// What makes the outlet look broken.
    pub(crate) suspicions: Vec<Suspicion>,
}

/// An address that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Problem {
    pub(crate) address: String,
    /// A short name of the reason: `robots`, `status`, `slow`.
    pub(crate) reason: String,
    /// The reason in a sentence.
    pub(crate) why: String,
}

impl Problem {
    pub(super) fn new(address: &str, reason: &str, why: &str) -> Problem {
        Problem { address: address.to_owned(), reason: reason.to_owned(), why: why.to_owned() }
    }
}

/// Why an outlet looks broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Suspicion {
    /// It did not answer.
    NotReached,
    /// None of its lists could be read.
    NoListRead,
    /// Its lists were read and name no article.
    NothingListed,
    /// They name ten times fewer articles than usual.
    FewListed { listed: usize, usual: usize },
    /// Its articles are ten times shorter than usual.
    LittleText { bytes: usize, usual: usize },
    /// Most of its pages are not laid out as its file says.
    OtherLayout { pages: usize, of: usize },
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suspicion::NotReached => f.write_str("it did not answer"),
            Suspicion::NoListRead => f.write_str("none of its lists could be read"),
            Suspicion::NothingListed => f.write_str("its lists name no article"),
            Suspicion::FewListed { listed, usual } => {
                write!(f, "its lists name {listed} articles, where {usual} are usual")
            }
            Suspicion::LittleText { bytes, usual } => {
                write!(f, "its articles have {bytes} bytes of text, where {usual} are usual")
            }
            Suspicion::OtherLayout { pages, of } => {
                write!(f, "{pages} of its {of} pages are not laid out as its file says")
            }
        }
    }
}

/// What was usual in earlier runs, by which an outlet is judged.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usual {
    /// Articles that its lists name.
    listed: Option<usize>,
    /// Bytes of text of its articles.
    text: Option<usize>,
}

/// How many times less than usual looks broken.
const FAR_LESS: usize = 10;

/// From how many earlier runs one can tell what is usual.
const ENOUGH_RUNS: usize = 3;

impl Usual {
    /// What was usual for an outlet in these reports. A run in which no list had changed says nothing of how much
    /// lists name.
    pub(super) fn of(outlet: &str, earlier: &[Report]) -> Usual {
        let reports: Vec<&OutletReport> = earlier
            .iter()
            .flat_map(|report| &report.outlets)
            .filter(|report| report.outlet == outlet)
            .collect();
        let enough = |values: Vec<usize>| if values.len() < ENOUGH_RUNS { None } else { median(values) };
        let read = reports.iter().filter(|report| report.lists > 0);
        Usual {
            listed: enough(read.map(|report| report.listed).collect()),
            text: enough(reports.iter().filter_map(|report| report.text).collect()),
        }
    }
}

impl OutletReport {
    /// Whether something makes it look broken.
    pub(crate) fn is_suspect(&self) -> bool {
        !self.suspicions.is_empty()
    }

    /// Says what makes the outlet look broken. `odd` of the `read` pages are not laid out as its file says.
    pub(super) fn judge(&mut self, usual: Usual, odd: usize, read: usize) {
        let all_read = self.unchanged_lists == 0 && self.failed_lists.is_empty();
        let listed = match (self.reached, self.lists + self.unchanged_lists, self.listed) {
            (false, ..) => Some(Suspicion::NotReached),
            (true, 0, _) => Some(Suspicion::NoListRead),
            (true, _, 0) if self.unchanged_lists == 0 => Some(Suspicion::NothingListed),
            (true, _, listed) => usual
                .listed
                .filter(|&usual| all_read && listed.saturating_mul(FAR_LESS) <= usual)
                .map(|usual| Suspicion::FewListed { listed, usual }),
        };
        let text = self.text.zip(usual.text).filter(|&(text, usual)| text.saturating_mul(FAR_LESS) <= usual);
        let text = text.map(|(bytes, usual)| Suspicion::LittleText { bytes, usual });
        let layout = (odd * 2 > read).then_some(Suspicion::OtherLayout { pages: odd, of: read });
        self.suspicions.extend([listed, text, layout].into_iter().flatten());
    }
}

/// The middle value; the lower one of two.
pub(super) fn median(mut values: Vec<usize>) -> Option<usize> {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(listed: usize, text: Option<usize>) -> OutletReport {
        OutletReport {
            outlet: "a".to_owned(),
            reached: true,
            lists: 2,
            listed,
            text,
            ..OutletReport::default()
        }
    }

    fn earlier(nights: &[(usize, Option<usize>)]) -> Vec<Report> {
        let report = |(listed, text): &(usize, Option<usize>)| Report {
            run: 1,
            started: Timestamp::UNIX_EPOCH,
            ended: Timestamp::UNIX_EPOCH,
            stories: Vec::new(),
            outlets: vec![report(*listed, *text)],
        };
        nights.iter().map(report).collect()
    }

    #[test]
    fn an_outlet_that_gives_far_less_than_usual_looks_broken() {
        let usual = [(40, Some(2000)), (50, Some(1900)), (45, Some(2100))];
        for (nights, tonight, expected) in [
            (&usual[..], report(42, Some(2000)), vec![]),
            (&usual, report(4, Some(2000)), vec![Suspicion::FewListed { listed: 4, usual: 45 }]),
            (&usual, report(5, Some(2000)), vec![]),
            (&usual, report(0, None), vec![Suspicion::NothingListed]),
            (&usual, report(45, Some(150)), vec![Suspicion::LittleText { bytes: 150, usual: 2000 }]),
            (&usual[..2], report(4, Some(150)), vec![]),
            (&[], OutletReport { reached: false, ..report(0, None) }, vec![Suspicion::NotReached]),
            (&[], OutletReport { lists: 0, ..report(0, None) }, vec![Suspicion::NoListRead]),
            (&usual, OutletReport { lists: 0, unchanged_lists: 2, ..report(0, None) }, vec![]),
        ] {
            let mut tonight = tonight;
            tonight.judge(Usual::of("a", &earlier(nights)), 0, 10);
            assert_eq!(tonight.suspicions, expected, "{nights:?}");
        }
    }

    #[test]
    fn pages_in_another_layout_make_an_outlet_suspect() {
        for (odd, read, suspect) in [(0, 0, false), (1, 2, false), (2, 3, true), (1, 1, true)] {
            let mut tonight = report(10, Some(1000));
            tonight.judge(Usual::default(), odd, read);
            assert_eq!(!tonight.suspicions.is_empty(), suspect, "{odd} of {read}");
        }
    }
}
