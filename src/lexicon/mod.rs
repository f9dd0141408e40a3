//! The words netra knows: `data/lexicon/*.tsv`, read once and looked up by every stage.
//!
//! This is the only reader of those files. Words are compared by their *fold*: small letters, straight
//! apostrophes. Phrases are sequences of folded words; [`Lexicon::phrases`] finds them in a tokenized text.

mod boilerplate;
mod calendar;
mod ending;
mod phrase;
mod table;
mod word;

pub(crate) use boilerplate::{Boilerplate, Drop, Where, boilerplate};
pub(crate) use calendar::{Calendar, CalendarWord, StatuteKind, StatuteWord};
pub(crate) use phrase::{Match, Phrases};
pub(crate) use word::{Word, WordId, Words, fold_hash};

use ending::Endings;
use rustc_hash::FxHashMap;
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
    /// A month or a weekday: an index into [`Lexicon::calendar`].
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
        matches!(self, Sense::Place(_)) || matches!(self, Sense::Name(kind) if kind != NameKind::Joiner)
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
    /// A small word inside names: `bin`, `van`.
    Joiner,
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

    fn of(why: &str) -> NotName {
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
    fn named(name: &str) -> Option<Signal> {
        Some(match name {
            "hedge" => Signal::Hedge,
            "report" => Signal::Report,
            "find" => Signal::Find,
            "review" => Signal::Review,
            "forward" => Signal::Forward,
            "proven" => Signal::Proven,
            "breach" => Signal::Breach,
            "verdict" => Signal::Verdict,
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
            "partial" => Signal::Partial,
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
    /// An index into [`Lexicon::acts`].
    pub(crate) act: usize,
    /// Indices into [`Lexicon::act_classes`]. The first is the key.
    pub(crate) classes: Vec<u8>,
    /// The classes whose word must stand soon after the key, as a set of bits; `>` in the table.
    pub(crate) after: u128,
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
    /// How many personal names end.
    name_endings: Endings,
    pub(crate) actors: Vec<ActorWord>,
    pub(crate) acts: Vec<Act>,
    /// The names of the classes of act words, at most 128.
    pub(crate) act_classes: Vec<&'static str>,
    /// Their numbers.
    class_numbers: FxHashMap<&'static str, u8>,
    /// In the order in which they are tried.
    pub(crate) act_patterns: Vec<ActPattern>,
    pub(crate) statutes: Vec<StatuteWord>,
    /// The names of the months, with their numbers.
    pub(crate) months: Vec<(&'static str, i16)>,
    /// For each number of a word, its index in `calendar` and one more; 0 for none.
    calendar_index: Vec<u16>,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// Where an abbreviation with its dot stands, which decides whether the dot may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DotPlace {
    /// Before what it belongs to: `Drs.`, `Jl.`, `No.`.
    Before,
    /// After it: `dkk.`, `Tbk.`.
    After,
    /// Before a number, else at an end: `Okt.`.
    Number,
    /// Inside a degree: the `Sos` of `S.Sos`. Alone it keeps no dot.
    Part,
}

/// What a word has to do with the ends of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndWord {
    /// Starts sentences: after an initial or abbreviation, a capitalised one is the start of a new one.
    Starter,
    /// Is followed by a letter that stands for itself: `berinisial H.`, `huruf a.`.
    Letter,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, DotPlace>> = LazyLock::new(|| {
    let place = |place: &str| {
        Some(match place {
            "before" => DotPlace::Before,
            "after" => DotPlace::After,
            "number" => DotPlace::Number,
            "part" => DotPlace::Part,
            _ => return None,
        })
    };
    let table = table!("abbreviations.tsv", ["word", "place", "meaning"]);
    table.rows().map(|row| (row.get(0), row.parse(1, place))).collect()
});

static END_WORDS: LazyLock<FxHashMap<&'static str, EndWord>> = LazyLock::new(|| {
    let kind = |kind: &str| {
        Some(match kind {
            "starter" => EndWord::Starter,
            "letter" => EndWord::Letter,
            _ => return None,
        })
    };
    table!("sentence_words.tsv", ["word", "kind"])
        .rows()
        .map(|row| (row.get(0), row.parse(1, kind)))
        .collect()
});

static SPELLING: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = table!("spelling.tsv", ["variant", "standard", "reason"]);
    table.rows().map(|row| (row.get(0), row.get(1))).collect()
});

static STEMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table!("stems.tsv", ["word", "stem"]).rows().map(|row| (row.get(0), row.get(1))).collect()
});

/// The lexicon that is built in.
pub(crate) fn builtin() -> &'static Lexicon {
    &BUILTIN
}

/// Where `word`, which a dot follows, stands if it is an abbreviation: `Drs.`, `No.`.
pub(crate) fn abbreviation(word: &str) -> Option<DotPlace> {
    small_word(word, |word| ABBREVIATIONS.get(word).copied())
}

/// What `word` has to do with the ends of sentences.
pub(crate) fn end_word(word: &str) -> Option<EndWord> {
    small_word(word, |word| END_WORDS.get(word).copied())
}

/// The standard spelling of a folded word, where a variant is listed or the word is said to be no variant.
pub(crate) fn spelling(word: &str) -> Option<&'static str> {
    SPELLING.get(word).copied()
}

/// The stem of a folded word, where the algorithm would miss it.
pub(crate) fn stem(word: &str) -> Option<&'static str> {
    STEMS.get(word).copied()
}

/// Looks up a short word in small letters, without allocation; longer words are in no table of this kind.
fn small_word<T>(word: &str, get: impl Fn(&str) -> Option<T>) -> Option<T> {
    const LONGEST: usize = 12;
    if word.len() > LONGEST {
        return None;
    }
    let mut folded = [0; LONGEST];
    folded[..word.len()].copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    str::from_utf8(&folded[..word.len()]).ok().and_then(get)
}

impl Lexicon {
    /// The word of the calendar that has this number.
    pub(crate) fn calendar_word(&self, id: WordId) -> Option<CalendarWord> {
        let index = *self.calendar_index.get(id as usize)?;
        self.calendar.get((index as usize).checked_sub(1)?).copied()
    }

    fn load() -> Lexicon {
        let mut lexicon = Lexicon::default();
        // The words of the calendar get the smallest numbers, which makes telling them from others cheap.
        for row in table!("calendar.tsv", ["word", "kind", "value"]).rows() {
            lexicon.words.intern(row.get(0));
        }
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
                self.name_endings.insert(row.get(0).trim_start_matches('-'));
                continue;
            }
            let kind = row.parse(1, |kind| {
                Some(match kind {
                    "given" => NameKind::Given,
                    "surname" => NameKind::Surname,
                    "particle" => NameKind::Particle,
                    "joiner" => NameKind::Joiner,
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
        self.phrases.of_word(self.words.word(word)).any(|sense| matches!(sense, Sense::Place(_)))
    }

    /// Whether a word is on a list of names by itself.
    pub(crate) fn is_name(&self, word: Word) -> bool {
        self.phrases.of_word(word).any(|sense| matches!(sense, Sense::Name(_)))
    }

    /// Whether a word ends as many Indonesian names do and few other words: `-wati`, `-yanto`.
    pub(crate) fn has_name_ending(&self, word: &str) -> bool {
        self.name_endings.has(word)
    }

    fn load_calendar(&mut self) {
        for row in table!("calendar.tsv", ["word", "kind", "value"]).rows() {
            let kind = row.parse(1, Calendar::named);
            let id = self.words.intern(row.get(0)) as usize;
            // Months and weekdays are phrases too, for those who ask what a capitalised word is.
            if matches!(kind, Calendar::Month | Calendar::Weekday | Calendar::Sunday) {
                self.add(row.get(0), Sense::Calendar(self.calendar.len() as u16));
            }
            let value = row.parse(2, |value| value.parse().ok());
            self.calendar.push(CalendarWord { kind, value });
            if kind == Calendar::Month {
                self.months.push((row.get(0), value));
            }
            if self.calendar_index.len() <= id {
                self.calendar_index.resize(id + 1, 0);
            }
            self.calendar_index[id] = self.calendar.len() as u16;
        }
    }

    fn load_statutes(&mut self) {
        for row in table!("statutes.tsv", ["phrase", "short", "kind"]).rows() {
            self.add(row.get(0), Sense::Statute(self.statutes.len() as u16));
            self.statutes.push(StatuteWord { short: row.get(1), kind: row.parse(2, StatuteKind::named) });
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
            self.acts.push(Act {
                id: row.get(0),
                name_id: row.get(1),
                name_en: row.get(2),
                basis: row.get(3).split(';').collect(),
            });
        }
        for row in table!("act_words.tsv", ["phrase", "class"]).rows() {
            let class = self.act_class(row.get(1)).unwrap_or_else(|| {
                let class = self.act_classes.len() as u8;
                self.act_classes.push(row.get(1));
                self.class_numbers.insert(row.get(1), class);
                class
            });
            self.add(row.get(0), Sense::ActWord(class));
        }
        for row in table!("act_patterns.tsv", ["order", "act", "classes"]).rows() {
            let act = row.parse(1, |act| self.acts.iter().position(|known| known.id == act));
            let class = |name: &str| self.act_class(name.trim_start_matches('>'));
            let classes: Vec<u8> = row.parse(2, |classes| classes.split(' ').map(class).collect());
            let after = row.get(2).split(' ').filter(|name| name.starts_with('>')).filter_map(class);
            let after = after.fold(0, |mask, class| mask | 1 << class);
            let mask = classes.iter().fold(0, |mask, class| mask | 1 << class);
            self.act_patterns.push(ActPattern { act, classes, after, mask });
        }
    }

    /// The act that has an identifier.
    pub(crate) fn act(&self, id: &str) -> Option<&Act> {
        self.acts.iter().find(|act| act.id == id)
    }

    /// The number of a class of act words.
    pub(crate) fn act_class(&self, name: &str) -> Option<u8> {
        self.class_numbers.get(name).copied()
    }
}
