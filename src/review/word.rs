//! What the page says to people, in English and Indonesian.

use crate::crawl::Zone;
use crate::date;
use crate::lang::Lang;
use crate::store::{Decision, Why};
use jiff::Timestamp;

/// Something that the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Act,
    AddressUsed,
    AlreadyIn,
    All,
    Allegation,
    Any,
    AskedBy,
    Captured,
    Case,
    Changes,
    Clear,
    Dates,
    Decide,
    DecidedToday,
    Denied,
    Evidence,
    Export,
    Filter,
    Flagged,
    Form,
    Gone,
    Help,
    Hidden,
    HideNames,
    History,
    KeysOff,
    KeysOn,
    Leave,
    Left,
    List,
    LogIn,
    Members,
    Method,
    Missing,
    Model,
    Name,
    Next,
    NewestFirst,
    No,
    NoClaim,
    NoMatch,
    Note,
    NothingWaits,
    NotSaved,
    Official,
    OnlyThis,
    OpenOriginal,
    Order,
    OpenThePrinted,
    Outlet,
    Overview,
    Paid,
    People,
    Place,
    Previous,
    Queue,
    ReadAll,
    Reviewer,
    Saved,
    Score,
    ScoreFirst,
    ScoreFrom,
    ScoreTo,
    Search,
    SearchHint,
    Since,
    ShowNames,
    Skip,
    SkipToContent,
    State,
    Token,
    Undo,
    Undone,
    Unflagged,
    Until,
    Verdict,
    Verdicts,
    Waits,
    WhyFlagged,
    WhyNotFlagged,
    WrongToken,
    Yes,
}

impl Lang {
    /// The word in this language.
    pub(super) fn word(self, word: Word) -> &'static str {
        self.pick(match word {
            Word::Act => ("Act", "Perbuatan"),
            Word::AddressUsed => (
                "This address was used already or is not right. The program has printed a new one.",
                "Alamat ini sudah pernah dipakai atau keliru. Program telah menampilkan alamat yang baru.",
            ),
            Word::AlreadyIn => ("Already logged in? Go on.", "Sudah masuk? Lanjutkan."),
            Word::All => ("all", "semua"),
            Word::Allegation => ("Reported suspicion", "Dugaan yang diberitakan"),
            Word::Any => ("any", "semua"),
            Word::AskedBy => ("is looking at this story just now", "sedang membuka berita ini"),
            Word::Captured => ("Captured", "Direkam"),
            Word::Case => ("Course of the case", "Perjalanan kasus"),
            Word::Changes => ("Changes of the article", "Perubahan artikel"),
            Word::Clear => ("Clear", "Hapus"),
            Word::Dates => ("Dates", "Tanggal"),
            Word::Decide => ("Your verdict", "Putusan Anda"),
            Word::DecidedToday => ("decided by you today", "Anda putuskan hari ini"),
            Word::Denied => ("denied", "dibantah"),
            Word::Evidence => ("Stored pages", "Halaman yang disimpan"),
            Word::Export => ("Export", "Ekspor"),
            Word::Filter => ("Filter", "Saring"),
            Word::Flagged => ("to be reviewed", "perlu ditinjau"),
            Word::Form => ("Draft of a report form", "Konsep formulir laporan"),
            Word::Gone => ("taken down", "dihapus medianya"),
            Word::Help => ("Keys", "Tombol"),
            Word::Hidden => ("hidden until you decide", "disembunyikan sampai Anda memutuskan"),
            Word::HideNames => ("Hide names", "Sembunyikan nama"),
            Word::History => ("Your last verdicts", "Putusan Anda terakhir"),
            Word::KeysOff => ("Switch keys off", "Matikan tombol"),
            Word::KeysOn => ("Switch keys on", "Hidupkan tombol"),
            Word::Leave => ("Log out", "Keluar"),
            Word::Left => ("waiting", "menunggu"),
            Word::List => ("Stories", "Berita"),
            Word::LogIn => ("Log in", "Masuk"),
            Word::Members => ("All copies", "Semua salinan"),
            Word::Method => ("This cannot be done here.", "Ini tidak bisa dilakukan di sini."),
            Word::Missing => ("There is nothing here.", "Tidak ada apa-apa di sini."),
            Word::Model => ("model", "model"),
            Word::Name => ("Name", "Nama"),
            Word::Next => ("Next", "Berikutnya"),
            Word::NewestFirst => ("newest first", "terbaru dulu"),
            Word::No => ("Not valid", "Tidak valid"),
            Word::NoClaim => (
                "No allegation against particular people was found in the text.",
                "Tidak ditemukan dugaan terhadap orang tertentu di teksnya.",
            ),
            Word::NoMatch => ("No story passes these filters.", "Tidak ada berita yang lolos saringan ini."),
            Word::Note => ("Note", "Catatan"),
            Word::NothingWaits => ("Nothing waits for you here.", "Tidak ada yang menunggu Anda di sini."),
            Word::NotSaved => ("not saved yet; trying again", "belum tersimpan; dicoba lagi"),
            Word::Official => ("Official", "Pejabat"),
            Word::OnlyThis => ("A verdict on this copy alone", "Putusan untuk salinan ini saja"),
            Word::OpenOriginal => ("Original", "Buka asli"),
            Word::Order => ("Order", "Urutan"),
            Word::OpenThePrinted => (
                "Open the address that the program printed when it was started: it lets you in once.",
                "Buka alamat yang ditampilkan program ketika dijalankan: alamat itu berlaku sekali.",
            ),
            Word::Outlet => ("Outlet", "Media"),
            Word::Overview => ("Overview", "Ikhtisar"),
            Word::Paid => ("Advertorial", "Advertorial"),
            Word::People => ("People", "Orang"),
            Word::Place => ("Place", "Tempat"),
            Word::Previous => ("Previous", "Sebelumnya"),
            Word::Queue => ("Queue", "Antrean"),
            Word::ReadAll => ("Read it all", "Baca lengkap"),
            Word::Reviewer => ("Reviewer", "Peninjau"),
            Word::Saved => ("saved", "tersimpan"),
            Word::Score => ("score", "skor"),
            Word::ScoreFirst => ("highest score first", "skor tertinggi dulu"),
            Word::ScoreFrom => ("Score from", "Skor mulai"),
            Word::ScoreTo => ("Score to", "Skor sampai"),
            Word::Search => ("Search", "Cari"),
            Word::SearchHint => ("words of the text", "kata di teks"),
            Word::Since => ("From", "Sejak"),
            Word::ShowNames => ("Show names", "Tampilkan nama"),
            Word::Skip => ("Skip", "Lewati"),
            Word::SkipToContent => ("Skip to the content", "Langsung ke isi"),
            Word::State => ("State", "Status"),
            Word::Token => ("Token", "Token"),
            Word::Undo => ("Undo", "Urungkan"),
            Word::Undone => ("no longer stands", "tidak berlaku lagi"),
            Word::Unflagged => ("not flagged", "tidak ditandai"),
            Word::Until => ("To", "Sampai"),
            Word::Verdict => ("Verdict", "Putusan"),
            Word::Verdicts => ("Verdicts", "Putusan"),
            Word::Waits => ("waits for a verdict", "menunggu putusan"),
            Word::WhyFlagged => ("Why it was flagged", "Mengapa ditandai"),
            Word::WhyNotFlagged => ("Why it was not flagged", "Mengapa tidak ditandai"),
            Word::WrongToken => ("The name or the token is not right.", "Nama atau tokennya keliru."),
            Word::Yes => ("Valid", "Valid"),
        })
    }

    /// Why a story is in the queue.
    pub(super) fn why(self, why: Why) -> &'static str {
        self.pick(match why {
            Why::Flagged => ("to be reviewed", "perlu ditinjau"),
            Why::Uncertain => ("uncertain", "meragukan"),
            Why::Drawn => ("drawn at random", "diambil acak"),
        })
    }

    /// A reason in words, by its code. What is no reason that this netra knows stays as it was stored.
    pub(super) fn reason(self, code: &str) -> &str {
        REASONS.iter().find(|reason| reason.code == code).map_or(code, |reason| self.pick(reason.words))
    }

    /// A moment, on the clock of its own offset where that is one of Indonesia's, else of most of the outlets.
    pub(super) fn published(self, published: &str) -> String {
        // A time with its offset could be read as a day too.
        let Ok(at) = published.parse::<Timestamp>() else {
            return published.parse().map_or_else(|_| published.to_owned(), |day| date::day(day, self));
        };
        let zones = [("+07:00", Zone::Wib), ("+08:00", Zone::Wita), ("+09:00", Zone::Wit)];
        let zone = zones
            .into_iter()
            .find(|(offset, _)| published.ends_with(offset))
            .map_or(Zone::Wita, |(_, zone)| zone);
        let local = zone.offset().to_datetime(at);
        format!("{}, {} {zone}", date::day(local.date(), self), date::time(local.time(), self))
    }
}

/// Why a story is not valid, or why it cannot be told.
pub(super) struct Reason {
    /// What is stored.
    pub(super) code: &'static str,
    /// The decision that it goes with.
    pub(super) decision: Decision,
    pub(super) words: (&'static str, &'static str),
}

/// The reasons, in the order of their keys, which are the digits from 1 on.
pub(super) const REASONS: [Reason; 8] = [
    Reason { code: "appeal", decision: Decision::Reject, words: ("appeal or rule", "imbauan atau aturan") },
    Reason { code: "statistics", decision: Decision::Reject, words: ("figures only", "hanya angka/rekap") },
    Reason {
        code: "not_bound",
        decision: Decision::Reject,
        words: ("not bound by the rule", "bukan ASN/pihak terikat"),
    },
    Reason { code: "old_case", decision: Decision::Reject, words: ("old case", "kasus lama") },
    Reason { code: "other_matter", decision: Decision::Reject, words: ("other matter", "perkara lain") },
    Reason { code: "misread", decision: Decision::Reject, words: ("misread by netra", "salah baca netra") },
    Reason {
        code: "no_source",
        decision: Decision::Unsure,
        words: ("unsure: no clear source", "ragu: sumber tak jelas"),
    },
    Reason {
        code: "follow_up",
        decision: Decision::Unsure,
        words: ("unsure: to be followed", "ragu: perlu diikuti"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_on_the_clock_of_its_outlet() {
        for (published, told) in [
            ("2024-10-08T16:02:00+08:00", "8 Oktober 2024, 16.02 WITA"),
            ("2024-10-08T16:02:00+09:00", "8 Oktober 2024, 16.02 WIT"),
            ("2024-10-08T16:02:00+07:00", "8 Oktober 2024, 16.02 WIB"),
            ("2024-10-08T09:00:00Z", "8 Oktober 2024, 17.00 WITA"),
            ("2024-10-08", "8 Oktober 2024"),
            ("kemarin", "kemarin"),
        ] {
            assert_eq!(Lang::Id.published(published), told);
        }
    }
}
