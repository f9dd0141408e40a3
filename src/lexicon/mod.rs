//! The words netra knows: `data/lexicon/*.tsv`, read once and looked up by every stage.
//!
//! This is the only reader of those files. Words are compared by their *fold*: small letters, straight
//! apostrophes. Phrases are sequences of folded words; [`Lexicon::phrases`] finds them in a tokenized text.

mod phrase;
mod table;
mod word;

pub(crate) use phrase::{Match, Phrases};
pub(crate) use word::{Word, WordId, Words, fold_hash};

use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use table::table;

/// What a phrase of the lexicon means. One phrase may have several senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// The name of a place: an index into [`Lexicon::places`]. Found only where it is capitalised.
    Place(u16),
    /// An office: an index into [`Lexicon::positions`].
    Position(u16),
    /// An institution: an index into [`Lexicon::institutions`].
    Institution(u16),
    /// What stands before or after names and is no part of them.
    Title(TitleKind),
    /// A personal name, or a word inside one. Found only where it is capitalised.
    Name(NameKind),
    /// A word that is often capitalised and is no personal name.
    NotName(NotName),
    /// A month, weekday or other word of the calendar: an index into [`Lexicon::calendar`].
    Calendar(u16),
    /// A kind of law or regulation: an index into [`Lexicon::statutes`].
    Statute(u16),
    /// A word that shows speech.
    Cue(Cue),
    /// A word that shows the state of a claim, or that there is none.
    Signal(Signal),
    /// A word of an act: an index into [`Lexicon::act_classes`].
    ActWord(u8),
    /// Somebody who may have acted, or a word that tells how many: an index into [`Lexicon::actors`].
    Actor(u16),
}

impl Sense {
    /// Longest matches are kept for each group of senses on its own; see [`Phrases::find`].
    pub(crate) const GROUPS: usize = 12;

    fn group(self) -> usize {
        match self {
            Sense::Place(_) => 0,
            Sense::Position(_) => 1,
            Sense::Institution(_) => 2,
            Sense::Title(_) => 3,
            Sense::Name(_) => 4,
            Sense::NotName(_) => 5,
            Sense::Calendar(_) => 6,
            Sense::Statute(_) => 7,
            Sense::Cue(_) => 8,
            Sense::Signal(_) => 9,
            Sense::ActWord(_) => 10,
            Sense::Actor(_) => 11,
        }
    }

    /// Whether the first word must be capitalised for the phrase to have this sense.
    fn needs_capital(self) -> bool {
        matches!(self, Sense::Place(_) | Sense::Name(_))
    }
}

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
    /// The class of bound persons (domain 1.2) that its holder is in; `None` for nobody bound.
    pub(crate) bound: Option<&'static str>,
    /// `province`, `regency`, `city`, `district`, `village`, `national` or `any`.
    pub(crate) level: &'static str,
    /// Whether it is only how an office is held and the office follows: `Plt`, `Penjabat`, `mantan`.
    pub(crate) acting: bool,
    /// Whether its last words are a body that it belongs to and not part of its name: `Ketua` + `KPU`.
    pub(crate) member: bool,
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

/// A word of the calendar.
#[derive(Debug)]
pub(crate) struct CalendarWord {
    /// `month`, `weekday`, `day`, `unit`, `number`, …
    pub(crate) kind: &'static str,
    /// Its value: 1 to 12 for months, 1 (Monday) to 7 for weekdays, an offset in days, …
    pub(crate) value: i16,
}

/// What a [`Sense::Title`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// A degree after a name: `S.Sos`.
    Suffix,
    /// An honorific before a name: `H.`, `Drs.`, `Pak`.
    Prefix,
    /// A police or military rank: `AKBP`.
    Rank,
}

/// What a [`Sense::Name`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A given name.
    Given,
    /// A family or clan name.
    Surname,
    /// A word that begins or joins names: `bin`, `Andi`, `I`.
    Particle,
    /// A given name that is a common word as well: `Agung`, `Bagus`.
    Ambiguous,
}

/// What a [`Sense::NotName`] does beside a name.
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
    /// A name or initials follow: `bernama`, `berinisial`.
    Called,
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
            NotName::Head | NotName::Area | NotName::Join | NotName::Conjunction | NotName::Describes | NotName::Demonstrative
        )
    }

    fn of(why: &str) -> NotName {
        match why {
            "head" => NotName::Head,
            "area" => NotName::Area,
            "join" => NotName::Join,
            "preposition" => NotName::Preposition,
            "conjunction" => NotName::Conjunction,
            "byline" => NotName::Byline,
            "called" => NotName::Called,
            "link" => NotName::Link,
            "demonstrative" => NotName::Demonstrative,
            "describes" => NotName::Describes,
            "adverb" => NotName::Adverb,
            "function" | "common" => NotName::Function,
            _ => NotName::Plain,
        }
    }
}

/// What a [`Sense::Cue`] shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    /// Speech: `kata`, `ujar`, `menegaskan`.
    Say,
    /// An answer to what was said or done: `membantah`, `membenarkan`. Speech, whose object is no clause.
    React,
}

impl Cue {
    fn named(name: &str) -> Option<Cue> {
        Some(match name {
            "say" => Cue::Say,
            "react" => Cue::React,
            _ => return None,
        })
    }
}

/// What a [`Sense::Signal`] shows of the claim beside it.
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
    /// An authority's finding: `terbukti`, `divonis`.
    Proven,
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
    /// A bound person who is no accused: `sebagai saksi`, `akun palsu`.
    Bystander,
}

impl Signal {
    fn named(name: &str) -> Option<Signal> {
        Some(match name {
            "hedge" => Signal::Hedge,
            "report" => Signal::Report,
            "find" => Signal::Find,
            "review" => Signal::Review,
            "proven" => Signal::Proven,
            "sanction" => Signal::Sanction,
            "dismiss" => Signal::Dismiss,
            "deny" => Signal::Deny,
            "admit" => Signal::Admit,
            "conditional" => Signal::Conditional,
            "prohibit" => Signal::Prohibit,
            "appeal" => Signal::Appeal,
            "soft_appeal" => Signal::SoftAppeal,
            "restrain" => Signal::Restrain,
            "purpose" => Signal::Purpose,
            "risk" => Signal::Risk,
            "future" => Signal::Future,
            "question" => Signal::Question,
            "universal" => Signal::Universal,
            "none" => Signal::Nothing,
            "assure" => Signal::Assure,
            "before" => Signal::Before,
            "now" => Signal::Now,
            "statistic" => Signal::Statistic,
            "victim" => Signal::Bystander,
            _ => return None,
        })
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
    fn named(name: &str) -> Option<ActorKind> {
        Some(match name {
            "generic" => ActorKind::Bound,
            "head" => ActorKind::Head,
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
    /// The rules that it touches.
    pub(crate) basis: Vec<&'static str>,
}

/// Words that show an act when they stand together.
#[derive(Debug)]
pub(crate) struct ActPattern {
    /// An index into [`Lexicon::acts`].
    pub(crate) act: usize,
    /// Indices into [`Lexicon::act_classes`].
    pub(crate) classes: Vec<u8>,
    /// The same as a set of bits.
    pub(crate) mask: u128,
}

/// All tables, ready for look-up.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) words: Words,
    pub(crate) phrases: Phrases,
    pub(crate) places: Vec<Place>,
    pub(crate) positions: Vec<Position>,
    pub(crate) institutions: Vec<Institution>,
    pub(crate) calendar: Vec<CalendarWord>,
    /// The short names of kinds of statutes: `UU`, `PP`.
    pub(crate) statutes: Vec<&'static str>,
    /// How many personal names end.
    name_endings: Vec<&'static str>,
    pub(crate) actors: Vec<ActorWord>,
    pub(crate) acts: Vec<Act>,
    /// The names of the classes of act words, at most 128.
    pub(crate) act_classes: Vec<&'static str>,
    /// In the order in which they are tried.
    pub(crate) act_patterns: Vec<ActPattern>,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

static ABBREVIATIONS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table!("abbreviations.tsv", ["word", "meaning"]).rows().map(|row| row.get(0)).collect());

/// The lexicon that is built in.
pub(crate) fn builtin() -> &'static Lexicon {
    &BUILTIN
}

/// Whether a dot after `word` belongs to it, as in `Drs.` or `No.`.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    const LONGEST: usize = 8;
    if word.len() > LONGEST {
        return false;
    }
    let mut folded = [0; LONGEST];
    folded[..word.len()].copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    str::from_utf8(&folded[..word.len()]).is_ok_and(|folded| ABBREVIATIONS.contains(folded))
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.load_places();
        lexicon.load_positions();
        lexicon.load_institutions();
        lexicon.load_names();
        lexicon.load_calendar();
        lexicon.load_statutes();
        lexicon.load_cues();
        lexicon.load_actors();
        lexicon.load_acts();
        lexicon
    }

    fn add(&mut self, phrase: &str, sense: Sense) {
        self.phrases.insert(&mut self.words, phrase, sense);
    }

    fn load_places(&mut self) {
        for row in table!("places.tsv", ["phrase", "name", "code", "note"]).rows() {
            self.add(row.get(0), Sense::Place(self.places.len() as u16));
            self.places.push(Place { name: row.get(1), code: row.get(2) });
        }
    }

    fn load_positions(&mut self) {
        for row in table!("positions.tsv", ["phrase", "canonical", "head", "bound", "level"]).rows() {
            self.add(row.get(0), Sense::Position(self.positions.len() as u16));
            self.positions.push(Position {
                canonical: row.get(1),
                open: row.get(2) == "open",
                bound: Some(row.get(3)).filter(|&bound| bound != "-"),
                level: row.get(4),
                acting: row.get(2) == "acting",
                member: row.get(2) == "member",
            });
        }
    }

    fn load_institutions(&mut self) {
        for row in table!("institutions.tsv", ["phrase", "canonical", "kind", "scope"]).rows() {
            self.add(row.get(0), Sense::Institution(self.institutions.len() as u16));
            self.institutions.push(Institution {
                canonical: row.get(1),
                kind: row.get(2),
                local: row.get(3) == "local",
                national: row.get(3) == "national",
            });
        }
    }

    fn load_names(&mut self) {
        for row in table!("given_names.tsv", ["name", "kind"]).rows() {
            if row.get(1) == "ending" {
                self.name_endings.push(row.get(0).trim_start_matches('-'));
                continue;
            }
            let kind = row.parse(1, |kind| {
                Some(match kind {
                    "given" => NameKind::Given,
                    "surname" => NameKind::Surname,
                    "particle" => NameKind::Particle,
                    "ambiguous" => NameKind::Ambiguous,
                    _ => return None,
                })
            });
            self.add(row.get(0), Sense::Name(kind));
        }
        for row in table!("not_names.tsv", ["word", "why"]).rows() {
            self.add(row.get(0), Sense::NotName(NotName::of(row.get(1))));
        }
        for row in table!("degrees.tsv", ["token", "kind"]).rows() {
            let kind = row.parse(1, |kind| {
                Some(match kind {
                    "suffix" => TitleKind::Suffix,
                    "prefix" => TitleKind::Prefix,
                    "rank" => TitleKind::Rank,
                    _ => return None,
                })
            });
            self.add(row.get(0), Sense::Title(kind));
        }
    }

    /// Whether a word is the name of a place.
    pub(crate) fn is_place(&self, word: &str) -> bool {
        let mut found = Vec::new();
        self.phrases.find(&[self.words.word(word)], |_| true, &mut found);
        found.iter().any(|found| matches!(found.sense, Sense::Place(_)))
    }

    /// Whether a word ends as many Indonesian names do and few other words: `-wati`, `-yanto`.
    pub(crate) fn has_name_ending(&self, word: &str) -> bool {
        self.name_endings.iter().any(|ending| word.len() >= ending.len() + 2 && word.ends_with(ending))
    }

    fn load_calendar(&mut self) {
        for row in table!("calendar.tsv", ["phrase", "kind", "value"]).rows() {
            self.add(row.get(0), Sense::Calendar(self.calendar.len() as u16));
            self.calendar
                .push(CalendarWord { kind: row.get(1), value: row.parse(2, |value| value.parse().ok()) });
        }
    }

    fn load_statutes(&mut self) {
        for row in table!("statutes.tsv", ["phrase", "short"]).rows() {
            self.add(row.get(0), Sense::Statute(self.statutes.len() as u16));
            self.statutes.push(row.get(1));
        }
    }

    fn load_cues(&mut self) {
        for row in table!("cues.tsv", ["phrase", "cue"]).rows() {
            self.add(row.get(0), Sense::Cue(row.parse(1, Cue::named)));
        }
    }

    fn load_actors(&mut self) {
        for row in table!("actors.tsv", ["phrase", "kind", "bound"]).rows() {
            self.add(row.get(0), Sense::Actor(self.actors.len() as u16));
            let bound = Some(row.get(2)).filter(|&bound| bound != "-");
            self.actors.push(ActorWord { kind: row.parse(1, ActorKind::named), bound });
        }
        for row in table!("signals.tsv", ["phrase", "signal"]).rows() {
            self.add(row.get(0), Sense::Signal(row.parse(1, Signal::named)));
        }
    }

    fn load_acts(&mut self) {
        for row in table!("acts.tsv", ["act", "name_id", "name_en", "basis"]).rows() {
            self.acts.push(Act { id: row.get(0), basis: row.get(3).split(';').collect() });
        }
        for row in table!("act_words.tsv", ["phrase", "class"]).rows() {
            let class = self.act_classes.iter().position(|&name| name == row.get(1)).unwrap_or_else(|| {
                self.act_classes.push(row.get(1));
                self.act_classes.len() - 1
            });
            self.add(row.get(0), Sense::ActWord(class as u8));
        }
        for row in table!("act_patterns.tsv", ["order", "act", "classes"]).rows() {
            let act = row.parse(1, |act| self.acts.iter().position(|known| known.id == act));
            let classes: Vec<u8> = row.parse(2, |classes| classes.split(' ').map(|name| self.act_class(name)).collect());
            let mask = classes.iter().fold(0, |mask, class| mask | 1 << class);
            self.act_patterns.push(ActPattern { act, classes, mask });
        }
    }

    /// The number of a class of act words.
    pub(crate) fn act_class(&self, name: &str) -> Option<u8> {
        self.act_classes.iter().position(|&known| known == name).map(|class| class as u8)
    }
}
