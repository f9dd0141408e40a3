//! A store of invented articles that the tests of exports and forms read.

use crate::store::{self, Claim, Decision, Fetched, PageSeen, Reach, Store, Verdict};
use crate::{Analyzer, Article};
use jiff::Timestamp;
use jiff::civil::Date;
use tempfile::TempDir;

/// A text that a spreadsheet would run, with what else is dangerous in one.
pub(super) const FORMULA: &str =
    "=HYPERLINK(\"http://jahat.example\",\"x\")</t><f>1</f> _x0041_ \u{1b}[2J\u{202e}&";

pub(super) fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// An empty store in a folder that lasts as long as the first of the two.
pub(super) fn empty() -> (TempDir, Box<dyn Store>) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store::open(&folder.path().join("netra.sqlite")).expect("it opens");
    (folder, store)
}

/// An article as a run stores it, flagged whatever the model says.
pub(super) fn fetched(url: &str, outlet: &str, day: Date, title: &str, text: &str) -> Fetched {
    let article = Article::new(title, text).with_url(Some(url.to_owned())).with_published(Some(day));
    let made = Fetched::new(&article, &Analyzer::default().analyze(&article));
    Fetched {
        outlet: outlet.to_owned(),
        fetched_at: time(&format!("{day}T02:00:00Z")),
        page: PageSeen {
            address: url.to_owned(),
            status: 200,
            bytes: text.as_bytes().to_vec(),
            ..PageSeen::default()
        },
        published: Some(format!("{day}T09:30:00+08:00")),
        score: 0.875,
        threshold: 0.5,
        flagged: true,
        model: "netra-test".to_owned(),
        ..made
    }
}

/// The same article with its first claim alone, in a state, of a case.
pub(super) fn told(mut fetched: Fetched, status: &str, case: Option<i64>) -> Fetched {
    fetched.claims.truncate(1);
    let claim: &mut Claim = fetched.claims.first_mut().expect("the text makes a claim");
    claim.status = status.to_owned();
    claim.case = case;
    fetched
}

/// A verdict that stands.
pub(super) fn verdict(article: i64, reviewer: &str, decision: Decision, reach: Reach) -> Verdict {
    Verdict {
        article,
        reach,
        decision,
        reason: Some("appeal".to_owned()),
        reviewer: reviewer.to_owned(),
        at: time("2024-10-09T03:15:00Z"),
        note: None,
        score_shown: Some(0.875),
        model: Some("netra-test".to_owned()),
        key: format!("{article}-{reviewer}"),
        supersedes: None,
    }
}
