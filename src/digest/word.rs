//! Words about people, which are always words about reports: an act is named as a suspicion and a state as what
//! somebody reported, never as a fact.

use super::{Claim, Stage};
use crate::crawl::Zone;
use crate::date;
use crate::extract::{DateRole, Status, StoryRole};
use crate::lang::Lang;
use crate::lexicon;
use crate::store::Decision;
use jiff::Timestamp;
use jiff::civil::Date;

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
            Decision::Confirm => ("confirmed", "dikonfirmasi"),
            Decision::Reject => ("rejected", "ditolak"),
            Decision::Unsure => ("unsure", "ragu-ragu"),
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

impl Claim {
    /// Whom the claim is about: `DW (Lurah)`.
    pub(super) fn about(&self, lang: Lang) -> String {
        lang.accused(&self.accused, self.person.as_deref(), self.position.as_deref())
    }

    /// The act with the state that an outlet's article of a day reports, according to whom, and what qualifies it:
    /// `taking part in a campaign – suspected, according to Rini Astati (antara-kaltim), 8 October 2024; denied`.
    pub(crate) fn report(&self, outlet: &str, day: Date, lang: Lang) -> String {
        let according = lang.pick(("according to", "menurut"));
        let source = match &self.source {
            Some(source) => format!("{source} ({outlet})"),
            None => outlet.to_owned(),
        };
        let mut parts = vec![format!(
            "{} – {}, {according} {source}, {}",
            lang.act(&self.act),
            lang.state(&self.status),
            date::day(day, lang)
        )];
        if self.denied {
            parts.push(
                lang.pick(("denied by the accused or their side", "dibantah pihak terlapor")).to_owned(),
            );
        }
        if let Some(happened) = &self.day {
            parts.push(format!(
                "{} {}",
                lang.pick(("said to have happened", "disebut terjadi")),
                when(happened, lang)
            ));
        }
        parts.extend(self.place.clone());
        if !self.central {
            parts.push(
                lang.pick(("an older case in the background", "kasus lama di latar belakang")).to_owned(),
            );
        }
        parts.join("; ")
    }

    /// How the case went: `8 Oct suspected (prokaltim) → 21 Oct reported to be proven (antara-kaltim)`. None where
    /// all reports agree.
    pub(super) fn went(&self, year: i16, lang: Lang) -> Option<String> {
        (!self.course.is_empty()).then(|| went(&self.course, year, lang))
    }
}

/// How a case went, in one line. The year is told of days that are not of `year`.
pub(crate) fn went(course: &[Stage], year: i16, lang: Lang) -> String {
    let denied = lang.pick((", denied", ", dibantah"));
    let stages = course.iter().map(|stage| {
        let day = date::short(stage.day, year, lang);
        let denied = if stage.denied { denied } else { "" };
        format!("{day} {}{denied} ({})", lang.state(&stage.status), stage.outlet)
    });
    stages.collect::<Vec<_>>().join(" → ")
}

/// A day or range of ISO 8601 for people; what is less exact than a day stays as it is.
fn when(value: &str, lang: Lang) -> String {
    let day = |text: &str| text.parse().ok().map(|day| date::day(day, lang));
    match value.split_once('/') {
        Some((first, last)) => match (day(first), day(last)) {
            (Some(first), Some(last)) => format!("{first} – {last}"),
            _ => value.to_owned(),
        },
        None => day(value).unwrap_or_else(|| value.to_owned()),
    }
}
