//! Places, offices, institutions and names: what the tables say of who is who.

use super::ActorKind;

/// A province, regency, city, district, or village.
#[derive(Debug)]
pub(crate) struct Place {
    /// The full name: `Kabupaten Kutai Kartanegara`.
    pub(crate) name: &'static str,
    /// The official code of the Ministry of Home Affairs: `64` a province, `64.02` a regency or city,
    /// `64.02.06` a district, `64.02.06.2001` a village.
    pub(crate) code: &'static str,
}

/// An office.
#[derive(Debug)]
pub(crate) struct Position {
    /// The full title: `Sekretaris Daerah`.
    pub(crate) canonical: &'static str,
    /// Whether a unit's name normally goes on with it: `Kepala Dinas` + `Pendidikan`.
    pub(crate) open: bool,
    /// Which class of persons its holder is in, among them some who are not bound (`dprd`, `caleg`,
    /// `penyelenggara`); see [`Position::kind`]. `None` for any other.
    pub(crate) bound: Option<&'static str>,
    /// `province`, `regency`, `city`, `district`, `village`, `national` or `any`.
    pub(crate) level: &'static str,
    /// Whether it is only how an office is held and the office follows: `Plt`, `Penjabat`, `mantan`.
    pub(crate) acting: bool,
    /// Whether its last words are a body that it belongs to and not part of its name: `Ketua` + `KPU`.
    pub(crate) member: bool,
}

impl Position {
    /// Whether its holder is bound by neutrality, an elected head, or somebody who is not bound.
    pub(crate) fn kind(&self) -> Option<ActorKind> {
        Some(match self.bound? {
            "kepala_daerah" => ActorKind::Head,
            "penyelenggara" | "dprd" | "caleg" => ActorKind::Unbound,
            _ => ActorKind::Bound,
        })
    }
}

/// An institution.
#[derive(Debug)]
pub(crate) struct Institution {
    /// The full name: `Badan Pengawas Pemilihan Umum`.
    pub(crate) canonical: &'static str,
    /// `dinas`, `pemerintah`, `pemilu`, …
    pub(crate) kind: &'static str,
    /// Whether a place name normally follows: `Bawaslu` + `Paser`.
    pub(crate) local: bool,
    /// Whether there is one for the whole country.
    pub(crate) national: bool,
}

/// What a [`super::Sense::Title`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// A degree after a name: `S.Sos`.
    Suffix,
    /// An honorific before a name: `H.`, `Drs.`, `Pak`.
    Prefix,
    /// A police or military rank: `AKBP`.
    Rank,
}

/// What a [`super::Sense::Name`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A given name.
    Given,
    /// A family or clan name.
    Surname,
    /// A word that begins or joins names: `bin`, `Andi`, `I`.
    Particle,
    /// A small word inside names: `bin`, `van`.
    Joiner,
    /// A given name that is a common word as well: `Agung`, `Bagus`.
    Ambiguous,
}

/// What a [`super::Sense::NotName`] does beside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotName {
    /// Nothing.
    Plain,
    /// The capitalised words after it name a street, a building, a company: `Jalan`, `PT`.
    Head,
    /// As well, of an area: `Kecamatan`.
    Area,
    /// It goes on inside titles: `bidang`, `of`.
    Join,
    /// Places follow it: `di`, `ke`.
    Preposition,
    /// It joins parts of a title, or names: `dan`.
    Conjunction,
    /// It opens a byline: `Pewarta`.
    Byline,
    /// A name follows: `bernama`.
    Called,
    /// Initials follow: `berinisial`.
    Initials,
    /// Another name of the person named before follows: `akrab disapa`, `alias`.
    Alias,
    /// The capitalised word before it names a company or a club: `Group`, `Racing`.
    Tail,
    /// It stands between a name and its title: `selaku`.
    Link,
    /// It points back: `itu`, `tersebut`.
    Demonstrative,
    /// It describes the person named next: `istrinya`, `warga`.
    Describes,
    /// It stands between a name and its verb: `juga`.
    Adverb,
    /// It is a word of grammar, with which no description of an office goes on: `yang`, `ketika`.
    Function,
}

impl NotName {
    /// Whether the description of a speaker does not go on past it: `kata X saat …`, `kata warga kepada …`.
    pub(crate) fn ends_description(self) -> bool {
        !matches!(
            self,
            NotName::Head
                | NotName::Area
                | NotName::Join
                | NotName::Conjunction
                | NotName::Describes
                | NotName::Demonstrative
        )
    }

    pub(super) fn of(why: &str) -> NotName {
        match why {
            "head" => NotName::Head,
            "area" => NotName::Area,
            "join" => NotName::Join,
            "preposition" => NotName::Preposition,
            "conjunction" => NotName::Conjunction,
            "byline" => NotName::Byline,
            "called" => NotName::Called,
            "initials" => NotName::Initials,
            "alias" => NotName::Alias,
            "tail" => NotName::Tail,
            "link" => NotName::Link,
            "demonstrative" => NotName::Demonstrative,
            "describes" => NotName::Describes,
            "adverb" => NotName::Adverb,
            "function" | "common" => NotName::Function,
            _ => NotName::Plain,
        }
    }
}
