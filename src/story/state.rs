//! How a case stands, after what its articles report.

use super::day::Day;
use crate::extract::Status;

/// What one article reports of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The day of its publication.
    pub published: Option<Day>,
    /// How it says that the matter stands.
    pub status: Status,
    /// Whether it is about the case, and does not only recall it in its background.
    pub central: bool,
}

impl Report {
    /// What an article that was published on a day reports of a case that it is about.
    pub fn new(published: Option<Day>, status: Status) -> Report {
        Report { published, status, central: true }
    }

    /// What it recalls of a case in its background.
    pub fn in_background(self) -> Report {
        Report { central: false, ..self }
    }
}

/// The state of a case: that which the newest article about it reports; none without reports.
///
/// Of articles of one day the one counts that tells of the latest stage: alleged, under review, dismissed,
/// proven, sanctioned. An article that recalls the case in its background counts only where none is about
/// it, since it tells the beginning of a matter and not its end; one whose day is not known counts as older
/// than all others. The state says what was reported last and passes no verdict on anybody.
pub fn state(reports: impl IntoIterator<Item = Report>) -> Option<Status> {
    let newest = |report: &Report| (report.central, report.published, stage(report.status));
    reports.into_iter().max_by_key(newest).map(|report| report.status)
}

fn stage(status: Status) -> u8 {
    match status {
        Status::Alleged => 0,
        Status::UnderReview => 1,
        Status::Dismissed => 2,
        Status::Proven => 3,
        Status::Sanctioned => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_newest_article_tells() {
        use Status::{Alleged, Dismissed, Proven, Sanctioned, UnderReview};
        let on = |day: i8, status| Report::new(Some(date(2024, 10, day).into()), status);
        for (reports, expected) in [
            (vec![], None),
            (vec![on(8, UnderReview), on(21, Dismissed)], Some(Dismissed)),
            (vec![on(21, Dismissed), on(8, UnderReview)], Some(Dismissed)),
            (vec![on(8, Dismissed), on(21, UnderReview)], Some(UnderReview)),
            (vec![on(8, Alleged), on(8, UnderReview), on(8, Alleged)], Some(UnderReview)),
            (vec![on(8, UnderReview), on(8, Dismissed)], Some(Dismissed)),
            (vec![on(8, Sanctioned), on(8, Proven)], Some(Sanctioned)),
            (vec![on(8, Dismissed), on(21, Alleged).in_background()], Some(Dismissed)),
            (vec![on(21, Alleged).in_background()], Some(Alleged)),
            (vec![Report::new(None, Proven), on(8, Alleged)], Some(Alleged)),
        ] {
            assert_eq!(state(reports.clone()), expected, "{reports:?}");
        }
    }
}
