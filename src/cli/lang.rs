//! What the program says to people, in English and Indonesian.
//!
//! Words about people are reports: an act is named as a suspicion and a state as what somebody reported,
//! never as a fact.

use crate::article::{Doubt, Field};

pub(super) use crate::lang::Lang;

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
    Outlet,
    NoOutlet,
    NotFound,
    Doubtful,
    PartlyUnconfirmed,
    Unconfirmed,
    NoReplica,
    PagesRight,
    Found,
    Expected,
    AsDescribed,
    NotReached,
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
            Word::Outlet => ("outlet", "media"),
            Word::NoOutlet => ("none that is known", "tidak ada yang dikenal"),
            Word::NotFound => ("not found", "tidak ditemukan"),
            Word::Doubtful => ("doubtful", "meragukan"),
            Word::PartlyUnconfirmed => ("partly unconfirmed", "sebagian belum dipastikan"),
            Word::Unconfirmed => ("not compared with the live site", "belum dicocokkan dengan situsnya"),
            Word::NoReplica => ("no replica to check against", "tidak ada replika pembanding"),
            Word::PagesRight => ("pages right", "halaman benar"),
            Word::Found => ("found", "ditemukan"),
            Word::Expected => ("expected", "seharusnya"),
            Word::AsDescribed => ("as its file describes it", "sesuai dengan berkasnya"),
            Word::NotReached => ("not reached", "tidak terjangkau"),
        })
    }

    /// A field of a page.
    pub(super) fn field(self, field: Field) -> &'static str {
        let indonesian = match field {
            Field::Title => "judul",
            Field::Body => "isi",
            Field::Published => "terbit",
            Field::Authors => "penulis",
            Field::Section => "rubrik",
            Field::Address => "alamat",
            Field::Language => "bahasa",
            Field::Kind => "jenis",
        };
        self.pick((field.name(), indonesian))
    }

    /// What makes the reading of a page doubtful.
    pub(super) fn doubt(self, doubt: Doubt) -> String {
        if self == Lang::En {
            return doubt.to_string();
        }
        match doubt {
            Doubt::SelectorsFindNothing(field) => {
                format!("selektor media ini untuk {} tidak menemukan apa pun", self.field(field))
            }
            Doubt::SelectorsFindLittle { found, generic } => {
                format!(
                    "selektor media ini menemukan {found} bita teks, sedangkan halamannya memuat {generic}"
                )
            }
            Doubt::OtherLayout => "tata letak halaman ini seperti pada hari lain".to_owned(),
            Doubt::Unreadable => {
                "halaman ini terlalu banyak atau terlalu dalam tagnya untuk dibaca utuh".to_owned()
            }
            Doubt::Cut => {
                "halaman ini lebih dari 4 MiB, atau teksnya lebih dari 256 KiB; sisanya diabaikan".to_owned()
            }
            Doubt::Charset => "halaman ini tidak memakai himpunan karakter yang disebutnya".to_owned(),
        }
    }
}
