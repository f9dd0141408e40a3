//! What the program says to people, in English and Indonesian.
//!
//! Words about people are reports: an act is named as a suspicion and a state as what somebody reported,
//! never as a fact.

use crate::extract::{Allegation, DateRole, Status, StoryRole};
use clap::ValueEnum;

/// A language of the program's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// English
    En,
    /// Bahasa Indonesia
    Id,
}

/// Something that the program says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    ToReview,
    NothingToReview,
    Score,
    Advertorial,
    Truncated,
    People,
    Dates,
    Quotes,
    Allegations,
    AccordingTo,
    ThisArticle,
    Denied,
    Background,
    NotResolved,
    Unattributed,
}

impl Lang {
    /// The word in this language.
    pub(super) fn say(self, word: Word) -> &'static str {
        self.pick(match word {
            Word::ToReview => ("to be reviewed", "perlu ditinjau"),
            Word::NothingToReview => ("nothing to review", "tidak ada yang perlu ditinjau"),
            Word::Score => ("score", "skor"),
            Word::Advertorial => ("advertorial", "advertorial"),
            Word::Truncated => ("only its beginning was read", "hanya bagian awal yang dibaca"),
            Word::People => ("People", "Orang"),
            Word::Dates => ("Dates", "Tanggal"),
            Word::Quotes => ("Statements", "Pernyataan"),
            Word::Allegations => ("Reported suspicions", "Dugaan yang diberitakan"),
            Word::AccordingTo => ("according to", "menurut"),
            Word::ThisArticle => ("this article", "artikel ini"),
            Word::Denied => ("denied", "dibantah"),
            Word::Background => ("an older case in the background", "kasus lama di latar belakang"),
            Word::NotResolved => ("not known", "tidak diketahui"),
            Word::Unattributed => ("somebody", "seseorang"),
        })
    }

    /// The state of an allegation, as a report.
    pub(super) fn status(self, status: Status) -> &'static str {
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

    /// The part that the article gives a person.
    pub(super) fn story_role(self, role: StoryRole) -> &'static str {
        self.pick(match role {
            StoryRole::Accused => ("accused in the report", "terlapor"),
            StoryRole::Speaker => ("speaker", "narasumber"),
            StoryRole::Complainant => ("complainant", "pelapor"),
            StoryRole::Other => ("", ""),
        })
    }

    /// What an article says of a date.
    pub(super) fn date_role(self, role: DateRole) -> &'static str {
        self.pick(match role {
            DateRole::Event => ("event", "peristiwa"),
            DateRole::Statement => ("statement", "pernyataan"),
            DateRole::Report => ("report", "laporan"),
            DateRole::Deadline => ("deadline", "batas waktu"),
            DateRole::Publication => ("publication", "terbit"),
            DateRole::Other => ("", ""),
        })
    }

    /// The act of an allegation in words.
    pub(super) fn act(self, allegation: &Allegation) -> &'static str {
        match self {
            Lang::En => allegation.act_in_english(),
            Lang::Id => allegation.act_in_indonesian(),
        }
    }

    pub(super) fn pick<'a>(self, (english, indonesian): (&'a str, &'a str)) -> &'a str {
        match self {
            Lang::En => english,
            Lang::Id => indonesian,
        }
    }
}
