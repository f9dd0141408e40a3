//! What the tables say of claims: speech, signals of a state, actors and acts.

/// What a [`super::Sense::Cue`] shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    /// Speech: `kata`, `ujar`, `menegaskan`.
    Say,
    /// An answer to what was said or done: `membantah`, `membenarkan`. Speech, whose object is no clause.
    React,
}

impl Cue {
    pub(super) fn named(name: &str) -> Option<Cue> {
        Some(match name {
            "say" => Cue::Say,
            "react" => Cue::React,
            _ => return None,
        })
    }
}

/// What a [`super::Sense::Signal`] shows of the claim beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Signal {
    /// A hedge: `diduga`, `dituding`.
    Hedge,
    /// A report or complaint: `dilaporkan`, `viral`.
    Report,
    /// A discovery: `temuan`, `kepergok`.
    Find,
    /// An authority at work: `diperiksa`, `diteruskan`.
    Review,
    /// A case passed on to who decides it, even where another part was closed: `diteruskan ke BKN`.
    Forward,
    /// An authority's finding: `terbukti`, `divonis`.
    Proven,
    /// A breach, proven only where a verdict says so: `melanggar`.
    Breach,
    /// The verb of a verdict: `memutuskan`, `dinyatakan`.
    Verdict,
    /// A sanction: `dijatuhi sanksi`, `dicopot`.
    Sanction,
    /// A closed case: `tidak terbukti`, `dihentikan`.
    Dismiss,
    /// A denial: `membantah`.
    Deny,
    /// An admission, or a denial denied: `mengakui`, `tidak menampik`.
    Admit,
    /// A condition: `jika`.
    Conditional,
    /// A rule: `dilarang`, `wajib`.
    Prohibit,
    /// An appeal: `mengimbau`.
    Appeal,
    /// A verb that asks, an appeal only where it asks for restraint: `meminta`.
    SoftAppeal,
    /// What an appeal asks for: `tidak`, `netral`.
    Restrain,
    /// A purpose: `agar`.
    Purpose,
    /// A risk or its prevention: `rawan`, `mencegah`.
    Risk,
    /// What is yet to come or may be: `akan`, `dapat`.
    Future,
    /// A question: `apakah`.
    Question,
    /// Everybody: `setiap`.
    Universal,
    /// Nobody and nothing: `tidak ada`, `belum ditemukan`.
    Nothing,
    /// An assurance: `memastikan`.
    Assure,
    /// Something earlier: `sebelumnya`.
    Before,
    /// Something later or still going on: `kini`.
    Now,
    /// Counting: `tercatat`, `persen`.
    Statistic,
    /// A part of several cases: `sebagian`, `sisanya`.
    Partial,
    /// A bound person who is no accused: `sebagai saksi`, `akun palsu`.
    Bystander,
}

impl Signal {
    /// All of them, in their order.
    pub(crate) const ALL: [Signal; 29] = [
        Signal::Hedge,
        Signal::Report,
        Signal::Find,
        Signal::Review,
        Signal::Forward,
        Signal::Proven,
        Signal::Breach,
        Signal::Verdict,
        Signal::Sanction,
        Signal::Dismiss,
        Signal::Deny,
        Signal::Admit,
        Signal::Conditional,
        Signal::Prohibit,
        Signal::Appeal,
        Signal::SoftAppeal,
        Signal::Restrain,
        Signal::Purpose,
        Signal::Risk,
        Signal::Future,
        Signal::Question,
        Signal::Universal,
        Signal::Nothing,
        Signal::Assure,
        Signal::Before,
        Signal::Now,
        Signal::Statistic,
        Signal::Partial,
        Signal::Bystander,
    ];

    pub(super) fn named(name: &str) -> Option<Signal> {
        Signal::ALL.into_iter().find(|signal| signal.name() == name)
    }

    /// Its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Signal::Hedge => "hedge",
            Signal::Report => "report",
            Signal::Find => "find",
            Signal::Review => "review",
            Signal::Forward => "forward",
            Signal::Proven => "proven",
            Signal::Breach => "breach",
            Signal::Verdict => "verdict",
            Signal::Sanction => "sanction",
            Signal::Dismiss => "dismiss",
            Signal::Deny => "deny",
            Signal::Admit => "admit",
            Signal::Conditional => "conditional",
            Signal::Prohibit => "prohibit",
            Signal::Appeal => "appeal",
            Signal::SoftAppeal => "soft_appeal",
            Signal::Restrain => "restrain",
            Signal::Purpose => "purpose",
            Signal::Risk => "risk",
            Signal::Future => "future",
            Signal::Question => "question",
            Signal::Universal => "universal",
            Signal::Nothing => "none",
            Signal::Assure => "assure",
            Signal::Before => "before",
            Signal::Now => "now",
            Signal::Statistic => "statistic",
            Signal::Partial => "partial",
            Signal::Bystander => "victim",
        }
    }
}

/// A word for somebody, or for how many.
#[derive(Debug)]
pub(crate) struct ActorWord {
    /// What it is.
    pub(crate) kind: ActorKind,
    /// The class of bound persons.
    pub(crate) bound: Option<&'static str>,
}

/// What an [`ActorWord`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActorKind {
    /// A bound person: `camat`, `ASN`.
    Bound,
    /// An elected head, who is bound by the rules on rotation, programmes and leave alone: `bupati`.
    Head,
    /// The wife or husband of a candidate, bound where they are civil servants without leave.
    Spouse,
    /// A party to a case: `terlapor`, `keduanya`.
    Party,
    /// `ia`, `dia`.
    Pronoun,
    /// Nobody bound: `caleg`, `relawan`, `warga`.
    Unbound,
    /// An authority: `inspektorat`.
    Authority,
    /// One: `seorang`, `oknum`.
    One,
    /// Some: `dua`, `sejumlah`.
    Count,
    /// Not any more: `mantan`.
    Former,
    /// All: `setiap`.
    Universal,
}

impl ActorKind {
    pub(super) fn named(name: &str) -> Option<ActorKind> {
        Some(match name {
            "generic" => ActorKind::Bound,
            "head" => ActorKind::Head,
            "spouse" => ActorKind::Spouse,
            "party" => ActorKind::Party,
            "pronoun" => ActorKind::Pronoun,
            "unbound" => ActorKind::Unbound,
            "authority" => ActorKind::Authority,
            "one" => ActorKind::One,
            "count" => ActorKind::Count,
            "former" => ActorKind::Former,
            "universal" => ActorKind::Universal,
            _ => return None,
        })
    }
}

/// An act of the taxonomy (domain 1.3).
#[derive(Debug)]
pub(crate) struct Act {
    /// Its identifier: `attend_campaign`.
    pub(crate) id: &'static str,
    /// Its name in Indonesian.
    pub(crate) name_id: &'static str,
    /// Its name in English.
    pub(crate) name_en: &'static str,
    /// The rules that it touches.
    pub(crate) basis: Vec<&'static str>,
}

/// Words that show an act when they stand together.
#[derive(Debug)]
pub(crate) struct ActPattern {
    /// An index into [`super::Lexicon::acts`].
    pub(crate) act: usize,
    /// Indices into [`super::Lexicon::act_classes`]. The first is the key.
    pub(crate) classes: Vec<u8>,
    /// The classes whose word must stand soon after the key, as a set of bits; `>` in the table.
    pub(crate) after: u128,
    /// The same as a set of bits.
    pub(crate) mask: u128,
}
