//! The words netra knows: `data/lexicon/*.tsv`, read once and looked up by every stage.
//!
//! This is the only reader of those files. Words are compared by their *fold*: small letters, straight
//! apostrophes. Phrases are sequences of folded words; [`Lexicon::phrases`] finds them in a tokenized text.

mod boilerplate;
mod calendar;
mod claim;
mod ending;
mod name;
mod page;
mod phrase;
mod spell;
mod table;
mod word;

pub(crate) use boilerplate::{Boilerplate, Drop, Where, boilerplate};
pub(crate) use calendar::{Calendar, CalendarWord, StatuteKind, StatuteWord};
pub(crate) use claim::{Act, ActPattern, ActorKind, ActorWord, Cue, Signal};
pub(crate) use name::{Institution, NameKind, NotName, Place, Position, TitleKind};
pub(crate) use page::{PageWord, bylines, page_word};
pub(crate) use phrase::{Match, Phrases};
pub(crate) use spell::{DotPlace, EndWord, abbreviation, end_word, spelling, stem};
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

/// The lexicon that is built in.
pub(crate) fn builtin() -> &'static Lexicon {
    &BUILTIN
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
