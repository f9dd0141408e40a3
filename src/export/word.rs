//! Words about people, which are always words about reports: an act is named as a suspicion and a state as what
//! somebody reported, never as a fact.

use crate::crawl::Zone;
use crate::date;
use crate::extract::{DateRole, Status, StoryRole};
use crate::lang::Lang;
use crate::lexicon;
use crate::store::Decision;
use jiff::Timestamp;

impl Lang {
    /// The state of an allegation, as a report.
    pub(crate) fn status(self, status: Status) -> &'static str {
        self.pick(match status {
            Status::Alleged => ("suspected", "diduga"),
            Status::UnderReview => ("suspected and being looked into", "diduga, sedang diproses"),
            Status::Proven => ("reported to be proven", "diberitakan terbukti"),
            Status::Sanctioned => ("reported to be sanctioned", "diberitakan dijatuhi sanksi"),
            Status::Dismissed => {
                ("reported to be unproven or closed", "diberitakan tidak terbukti atau dihentikan")
            }
        })
    }

    /// A stored state, as a report. What is no state that this netra knows stays as it was stored.
    pub(crate) fn state(self, name: &str) -> &str {
        Status::named(name).map_or(name, |status| self.status(status))
    }

    /// An act in words, by its identifier. What is no act that this netra knows stays as it was stored.
    pub(crate) fn act(self, id: &str) -> &str {
        lexicon::builtin().act(id).map_or(id, |act| self.pick((act.name_en, act.name_id)))
    }

    /// What an analyst decided.
    pub(crate) fn decision(self, decision: Decision) -> &'static str {
        self.pick(match decision {
            Decision::Confirm => ("valid", "valid"),
            Decision::Reject => ("not valid", "tidak valid"),
            Decision::Unsure => ("unsure", "ragu"),
            Decision::Undo => ("undone", "diurungkan"),
        })
    }

    /// The part that the article gives a person.
    pub(crate) fn story_role(self, role: StoryRole) -> &'static str {
        self.pick(match role {
            StoryRole::Accused => ("accused in the report", "terlapor"),
            StoryRole::Speaker => ("speaker", "narasumber"),
            StoryRole::Complainant => ("complainant", "pelapor"),
            StoryRole::Other => ("", ""),
        })
    }

    /// What an article says of a date.
    pub(crate) fn date_role(self, role: DateRole) -> &'static str {
        self.pick(match role {
            DateRole::Event => ("event", "peristiwa"),
            DateRole::Statement => ("statement", "pernyataan"),
            DateRole::Report => ("report", "laporan"),
            DateRole::Deadline => ("deadline", "batas waktu"),
            DateRole::Publication => ("publication", "terbit"),
            DateRole::Other => ("", ""),
        })
    }

    /// A moment on the clock of most of the outlets: `8 October 2024, 14:05 WITA`.
    pub(crate) fn moment(self, at: Timestamp) -> String {
        let local = Zone::Wita.offset().to_datetime(at);
        format!("{}, {} {}", date::day(local.date(), self), date::time(local.time(), self), Zone::Wita)
    }

    /// How many other articles tell a story: `+2 others`.
    pub(crate) fn others(self, others: usize) -> String {
        match (self, others) {
            (Lang::En, 1) => "+1 other".to_owned(),
            (Lang::En, _) => format!("+{others} others"),
            (Lang::Id, _) => format!("+{others} lainnya"),
        }
    }

    /// Who is said to have done something, with what is known of that person beside the words of the text.
    pub(crate) fn accused(self, accused: &str, person: Option<&str>, position: Option<&str>) -> String {
        let more = [person, position].into_iter().flatten();
        let more: Vec<&str> = more.filter(|known| !contains(accused, known)).collect();
        match (accused.is_empty(), more.is_empty()) {
            (false, true) => accused.to_owned(),
            (false, false) => format!("{accused} ({})", more.join(", ")),
            (true, false) => more.join(", "),
            (true, true) => self.pick(("somebody", "seseorang")).to_owned(),
        }
    }
}

/// Whether a text says a word in whatever capitals: `lurah Muara` says `Lurah`.
fn contains(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}
