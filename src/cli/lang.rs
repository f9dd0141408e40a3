//! What the program says to people, in English and Indonesian.
//!
//! Words about people are reports: an act is named as a suspicion and a state as what somebody reported,
//! never as a fact.

use crate::extract::{DateRole, Status, StoryRole};
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

    /// An act in words; one that has none yet, by its identifier.
    pub(super) fn act(self, act: &'static str) -> &'static str {
        self.pick(match act {
            "social_media_support" => ("support on social media", "dukungan di media sosial"),
            "photo_with_candidate" => ("a photo with a candidate", "foto bersama calon"),
            "symbol_pose" => ("a partisan pose or sign", "pose atau simbol keberpihakan"),
            "install_campaign_material" => ("putting up campaign material", "memasang alat peraga kampanye"),
            "distribute_campaign_material" => ("handing out campaign material", "membagikan bahan kampanye"),
            "attend_declaration" => {
                ("attending a declaration or registration", "menghadiri deklarasi atau pendaftaran")
            }
            "attend_campaign" => ("attending a campaign", "menghadiri kampanye"),
            "wear_attributes" => {
                ("wearing a party's or candidate's attributes", "memakai atribut partai atau calon")
            }
            "persuade_voters" => ("persuading voters", "mengajak memilih"),
            "mobilise_subordinates" => ("directing subordinates", "mengarahkan bawahan"),
            "pressure_residents" => ("putting pressure on residents", "menekan warga"),
            "campaign_team" => ("work in a campaign team", "terlibat tim pemenangan"),
            "use_state_facilities" => ("use of state facilities", "penggunaan fasilitas negara"),
            "abuse_programme" => {
                ("use of a programme or authority", "penyalahgunaan program atau kewenangan")
            }
            "favourable_decision" => (
                "a decision that favours or harms a candidate",
                "keputusan yang menguntungkan atau merugikan calon",
            ),
            "partisan_event" => ("a partisan event", "kegiatan yang mengarah pada keberpihakan"),
            "give_goods" => ("giving goods or money", "pemberian barang atau uang"),
            "id_card_support" => ("support for an independent candidate", "dukungan bagi calon perseorangan"),
            "approach_party" => {
                ("approaching a party as a would-be candidate", "pendekatan ke partai sebagai bakal calon")
            }
            "party_membership" => {
                ("membership of a party or candidacy", "keanggotaan partai atau pencalonan")
            }
            "party_speaker" => ("speaking at a party's event", "narasumber acara partai"),
            "spouse_candidate" => {
                ("campaigning beside a spouse without leave", "mendampingi pasangan calon tanpa cuti")
            }
            "illegal_rotation" => ("a forbidden transfer of officials", "mutasi pejabat yang terlarang"),
            "campaign_without_leave" => ("campaigning without leave", "kampanye tanpa cuti"),
            "unspecified" => ("not being neutral, without particulars", "tidak netral, tanpa rincian"),
            other => (other, other),
        })
    }

    fn pick(self, (english, indonesian): (&'static str, &'static str)) -> &'static str {
        match self {
            Lang::En => english,
            Lang::Id => indonesian,
        }
    }
}
