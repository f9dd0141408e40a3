//! What a digest says of a claim, in the words of reports that [`export`](crate::export) has for all of netra.

use super::{Claim, Stage};
use crate::date;
use crate::lang::Lang;
use jiff::civil::Date;

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
                date::known(happened, lang)
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
