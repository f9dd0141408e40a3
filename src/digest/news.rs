//! What is new of a story for a reader who was told of it before.

use crate::lang::Lang;
use crate::store::{Decision, Summary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What of a story would be worth telling again. The score is not: it says nothing that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    /// The cases of its claims, by number, as the newest article about each reports it.
    cases: BTreeMap<i64, Case>,
    /// Whether the outlet has taken the article down.
    vanished: bool,
    /// The analysts' verdict, by its name.
    verdict: Option<String>,
}

/// How a case stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Case {
    status: String,
    denied: bool,
}

/// What a reader was told of a story, as the store keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    /// The state of which they had been told before; none where the story was new to them.
    pub(super) before: Option<State>,
    /// The state of which they were told.
    pub(super) state: State,
}

/// Why a story is told to a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum News {
    /// They have not been told of it.
    New,
    /// It has changed since they were.
    Changed {
        /// What has.
        changes: Vec<Change>,
    },
}

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum Change {
    /// The newest article about a case reports another state.
    State {
        /// The case.
        case: i64,
        /// What was reported.
        from: String,
        /// What is reported.
        to: String,
    },
    /// There is another claim.
    Claim {
        /// Its case.
        case: i64,
        /// Its state.
        state: String,
    },
    /// The accused or their side reject it now.
    Denied {
        /// The case.
        case: i64,
    },
    /// The outlet has taken the article down.
    TakenDown,
    /// It is there again.
    Restored,
    /// Analysts have decided, or decided otherwise.
    Verdict {
        /// What stood.
        from: Option<String>,
        /// What stands.
        to: Option<String>,
    },
}

impl State {
    /// The state of a story.
    pub(crate) fn of(summary: &Summary) -> State {
        let case = |status: &str, denied| Case { status: status.to_owned(), denied };
        State {
            cases: summary.latest.iter().map(|it| (it.case, case(&it.status, it.denied))).collect(),
            vanished: summary.vanished_at.is_some(),
            verdict: summary.verdict.map(|verdict| verdict.name().to_owned()),
        }
    }
}

impl Told {
    /// What was written. What cannot be read, as a later netra may have written it, tells of no state.
    pub(super) fn read(text: &str) -> Told {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// For the store.
    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).expect("its fields are texts and numbers")
    }

    /// Why this was told.
    pub(super) fn news(&self) -> News {
        match &self.before {
            Some(before) => News::Changed { changes: changes(before, &self.state) },
            None => News::New,
        }
    }
}

/// What has changed between two states. That a case is no longer among the claims, or no longer denied, is none:
/// another article may stand for the story now, or the newest one may not say it again.
pub(super) fn changes(before: &State, now: &State) -> Vec<Change> {
    let mut changes = Vec::new();
    for (&case, is) in &now.cases {
        let Some(was) = before.cases.get(&case) else {
            changes.push(Change::Claim { case, state: is.status.clone() });
            continue;
        };
        if was.status != is.status {
            changes.push(Change::State { case, from: was.status.clone(), to: is.status.clone() });
        }
        if is.denied && !was.denied {
            changes.push(Change::Denied { case });
        }
    }
    match (before.vanished, now.vanished) {
        (false, true) => changes.push(Change::TakenDown),
        (true, false) => changes.push(Change::Restored),
        _ => {}
    }
    if before.verdict != now.verdict {
        changes.push(Change::Verdict { from: before.verdict.clone(), to: now.verdict.clone() });
    }
    changes
}

impl News {
    /// Why the story is told, in words: `Changed: suspected → reported to be proven`.
    pub(super) fn told(&self, lang: Lang) -> String {
        match self {
            News::New => lang.pick(("New", "Baru")).to_owned(),
            News::Changed { changes } => {
                let changes: Vec<String> = changes.iter().map(|change| change.told(lang)).collect();
                format!("{}: {}", lang.pick(("Changed", "Perubahan")), changes.join("; "))
            }
        }
    }
}

impl Change {
    fn told(&self, lang: Lang) -> String {
        let decision = |name: &Option<String>| match name {
            Some(name) => {
                let known = Decision::ALL.into_iter().find(|decision| decision.name() == name);
                known.map_or(name.as_str(), |decision| lang.decision(decision)).to_owned()
            }
            None => lang.pick(("none", "belum ada")).to_owned(),
        };
        match self {
            Change::State { from, to, .. } => format!("{} → {}", lang.state(from), lang.state(to)),
            Change::Claim { state, .. } => {
                format!("{}: {}", lang.pick(("another claim", "dugaan lain")), lang.state(state))
            }
            Change::Denied { .. } => {
                lang.pick(("denied by the accused or their side", "dibantah pihak terlapor")).to_owned()
            }
            Change::TakenDown => lang.pick(("taken down by the outlet", "dihapus oleh medianya")).to_owned(),
            Change::Restored => lang.pick(("published again", "tayang kembali")).to_owned(),
            Change::Verdict { from, to } => {
                format!("{}: {} → {}", lang.pick(("verdict", "putusan")), decision(from), decision(to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(cases: &[(i64, &str, bool)], vanished: bool, verdict: Option<&str>) -> State {
        let case = |status: &str, denied| Case { status: status.to_owned(), denied };
        State {
            cases: cases.iter().map(|&(number, status, denied)| (number, case(status, denied))).collect(),
            vanished,
            verdict: verdict.map(str::to_owned),
        }
    }

    #[test]
    fn what_happened_is_told_and_nothing_else() {
        let before = state(&[(3, "alleged", false), (5, "proven", true)], false, None);
        for (now, english, indonesian) in [
            (
                state(&[(3, "dismissed", false), (5, "proven", true)], false, None),
                "Changed: suspected → reported to be unproven or closed",
                "Perubahan: diduga → diberitakan tidak terbukti atau dihentikan",
            ),
            (
                state(&[(3, "under_review", true), (5, "proven", false)], false, None),
                "Changed: suspected → suspected and being looked into; denied by the accused or their side",
                "Perubahan: diduga → diduga, sedang diproses; dibantah pihak terlapor",
            ),
            (
                state(&[(4, "alleged", false)], true, Some("confirm")),
                "Changed: another claim: suspected; taken down by the outlet; verdict: none → valid",
                "Perubahan: dugaan lain: diduga; dihapus oleh medianya; putusan: belum ada → valid",
            ),
        ] {
            let news = News::Changed { changes: changes(&before, &now) };
            assert_eq!(news.told(Lang::En), english);
            assert_eq!(news.told(Lang::Id), indonesian);
        }
        // Another article of the story may stand for it, which says less.
        let less = state(&[(3, "alleged", false)], false, None);
        for same in [&before, &less, &state(&[(5, "proven", false)], false, None)] {
            assert_eq!(changes(&before, same), [], "{same:?}");
        }
        assert_eq!(changes(&state(&[], true, None), &State::default()), [Change::Restored]);
        assert_eq!(News::New.told(Lang::Id), "Baru");
    }

    #[test]
    fn what_was_told_is_read_again() {
        let state = state(&[(3, "alleged", true)], true, Some("unsure"));
        let new = Told { before: None, state: state.clone() };
        assert_eq!(Told::read(&new.write()), new);
        assert_eq!(new.news(), News::New);
        let changed = Told { before: Some(State::default()), state };
        assert_eq!(Told::read(&changed.write()), changed);
        assert!(matches!(changed.news(), News::Changed { changes } if changes.len() == 3));
        for unreadable in ["", "alleged", "{\"state\":7}"] {
            assert_eq!(Told::read(unreadable), Told::default());
        }
        assert!(Told::read("{\"state\":{\"vanished\":true},\"later\":1}").state.vanished);
    }
}
