//! How the outlets did in the last nightly runs.

use super::period::day_of;
use crate::lang::Lang;
use crate::store::Run;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// An outlet in the last runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Health {
    /// The outlet.
    pub(crate) outlet: String,
    /// The runs that asked it, oldest first; there is at least one.
    pub(crate) nights: Vec<Night>,
}

/// What came of an outlet in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Night {
    /// The day on which the run began.
    pub(crate) day: Date,
    /// Articles that were read for the first time.
    pub(crate) new: usize,
    /// Articles that could not be read.
    pub(crate) failed: usize,
    /// What made the outlet look broken, by the names that reports give: `not_reached`.
    pub(crate) suspicions: Vec<String>,
}

/// What is read of the report of a run.
#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    outlets: Vec<OfOutlet>,
}

#[derive(Deserialize)]
struct OfOutlet {
    outlet: String,
    #[serde(default)]
    new: Vec<IgnoredAny>,
    #[serde(default)]
    failed: Vec<IgnoredAny>,
    #[serde(default)]
    suspicions: Vec<Suspicion>,
}

#[derive(Deserialize)]
struct Suspicion {
    kind: String,
}

/// The outlets of these runs, newest run first as the store gives them, by name. Runs without a report that can be
/// read say nothing.
pub(crate) fn health(runs: &[Run]) -> Vec<Health> {
    let mut outlets = BTreeMap::<String, Vec<Night>>::new();
    for run in runs.iter().rev() {
        let report = run.report.as_deref().and_then(|report| serde_json::from_str::<Report>(report).ok());
        for outlet in report.into_iter().flat_map(|report| report.outlets) {
            outlets.entry(outlet.outlet).or_default().push(Night {
                day: day_of(run.started_at),
                new: outlet.new.len(),
                failed: outlet.failed.len(),
                suspicions: outlet.suspicions.into_iter().map(|suspicion| suspicion.kind).collect(),
            });
        }
    }
    outlets.into_iter().map(|(outlet, nights)| Health { outlet, nights }).collect()
}

/// A suspicion in words. One that this netra does not know stays as it is.
pub(crate) fn suspicion(kind: &str, lang: Lang) -> &str {
    lang.pick(match kind {
        "not_reached" => ("did not answer", "tidak menjawab"),
        "no_list_read" => ("no list could be read", "tidak ada daftar yang terbaca"),
        "nothing_listed" => ("lists name no article", "daftarnya tidak memuat artikel"),
        "few_listed" => ("far fewer articles than usual", "artikel jauh lebih sedikit dari biasanya"),
        "little_text" => ("far shorter articles than usual", "artikel jauh lebih pendek dari biasanya"),
        "other_layout" => ("pages are laid out in another way", "tata letak halaman berubah"),
        other => return other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::civil::date;

    fn run(day: &str, report: Option<&str>) -> Run {
        Run {
            id: 1,
            kind: "nightly".to_owned(),
            started_at: format!("{day}T17:00:00Z").parse().expect("a time"),
            ended_at: Some(Timestamp::UNIX_EPOCH),
            pid: 1,
            report: report.map(str::to_owned),
        }
    }

    #[test]
    fn runs_are_read_by_outlet_from_the_oldest_on() {
        let new = r#"{"run": 2, "outlets": [
            {"outlet": "warta", "new": [], "failed": [{"address": "https://warta.example/1", "reason": "slow"}],
             "suspicions": [{"kind": "few_listed", "listed": 1, "usual": 40}, {"kind": "rusak"}]},
            {"outlet": "kabar", "new": [7, 8]}]}"#;
        let old = r#"{"outlets": [{"outlet": "kabar", "new": [1, 2, 3]}]}"#;
        let runs = [
            run("2024-10-09", None),
            run("2024-10-08", Some(new)),
            run("2024-10-07", Some("{")),
            run("2024-10-06", Some(old)),
        ];
        let night = |day, new, failed, suspicions: &[&str]| Night {
            day,
            new,
            failed,
            suspicions: suspicions.iter().map(|&kind| kind.to_owned()).collect(),
        };
        // 17:00 in Greenwich is the next day where the outlets are.
        let (first, last) = (date(2024, 10, 7), date(2024, 10, 9));
        assert_eq!(
            health(&runs),
            [
                Health {
                    outlet: "kabar".to_owned(),
                    nights: vec![night(first, 3, 0, &[]), night(last, 2, 0, &[])]
                },
                Health {
                    outlet: "warta".to_owned(),
                    nights: vec![night(last, 0, 1, &["few_listed", "rusak"])]
                },
            ]
        );
        assert_eq!(suspicion("few_listed", Lang::Id), "artikel jauh lebih sedikit dari biasanya");
        assert_eq!(suspicion("rusak", Lang::Id), "rusak");
    }
}
