//! The model: weights of facts and terms, read from the table that training writes, and scoring by them.
//!
//! The score is a logistic regression over the facts and over the words' logit, which [`passage`] makes of the
//! weights of terms. All is sums, so every score can be taken apart into what adds to it.

use super::fact;
use super::passage::{self, Sum};
use super::term::{self, Manner, Part};
use crate::error::{Error, ErrorKind};
use crate::extract::{Document, Found, Tone};
use crate::fnv::fnv1a;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// The first line of every table: what it is, and the version of its form.
const HEADER: &str = "netra model\t2";

/// A trained model. Cheap to clone.
///
/// ```
/// let error = netra::Model::parse("netra model\t1\nname\tx\n").unwrap_err();
/// assert!(error.to_string().contains("damaged"), "{error}");
/// ```
#[derive(Clone, Debug)]
pub struct Model(Arc<Table>);

/// What the table says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The name of the model, which every verdict carries.
    pub(super) name: String,
    /// The number and the hash of the articles that it was trained on.
    pub(super) corpus: String,
    /// The least score that is flagged.
    pub(super) threshold: f64,
    /// The log-odds of an article that is no candidate; see [`super::is_candidate`].
    pub(super) elsewhere: f64,
    /// The log-odds where every candidate starts.
    pub(super) start: f64,
    /// The weight of the words' logit.
    pub(super) text: f64,
    /// The words' logit where there is no known term.
    pub(super) bias: f64,
    /// The weights of the facts, in the order of [`fact::ids`].
    pub(super) facts: Vec<f64>,
    /// The terms, by part and text.
    pub(super) terms: Vec<Weighed>,
    /// Where each term stands in `terms`.
    pub(super) index: Index,
    /// The weights of `terms`, close together.
    pub(super) weights: Vec<f64>,
}

/// For the hash of each term its place.
///
/// Most terms of an article are not in the table, and a bit tells that of nearly all of them: the bits fit into
/// the fastest cache, the places do not.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Index {
    /// A bit for the last [`Index::BITS`] bits of each hash.
    may_be: Vec<u64>,
    places: FxHashMap<u64, u32>,
}

impl Index {
    const BITS: u32 = 16;

    fn of(hashes: impl Iterator<Item = u64>) -> Index {
        let mut index = Index { may_be: vec![0; 1 << (Index::BITS - 6)], places: FxHashMap::default() };
        for (hash, place) in hashes.zip(0..) {
            let (word, bit) = Index::bit(hash);
            index.may_be[word] |= bit;
            index.places.insert(hash, place);
        }
        index
    }

    fn bit(hash: u64) -> (usize, u64) {
        let last = hash & ((1 << Index::BITS) - 1);
        ((last >> 6) as usize, 1 << (last & 63))
    }

    fn get(&self, hash: u64) -> Option<u32> {
        let (word, bit) = Index::bit(hash);
        if self.may_be.get(word)? & bit == 0 { None } else { self.places.get(&hash).copied() }
    }
}

/// A term of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weighed {
    pub(super) part: Part,
    pub(super) text: Box<str>,
    /// What it adds to the sum of its sentence.
    pub(super) weight: f64,
}

/// What the words of an article come to.
#[derive(Debug)]
pub(super) struct Words {
    /// Their logit, the bias included.
    pub(super) logit: f64,
    /// The known terms with what each adds to the logit.
    pub(super) terms: Vec<Known>,
    /// Each known term in each sentence that it stands in.
    pub(super) seen: Vec<Seen>,
    /// The sentence that the logit hangs on most.
    pub(super) sentence: Option<usize>,
}

/// A known term in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The term's place among those of the article.
    pub(super) place: u32,
    sentence: u32,
    /// Its first token, and the one after its last.
    pub(super) tokens: (u32, u32),
}

/// A term of the table in an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Its place in the table.
    pub(super) at: u32,
    /// What it adds to the words' logit.
    pub(super) adds: f64,
    /// The last sentence that it was seen in.
    last: u32,
}

static BUILTIN: LazyLock<Model> = LazyLock::new(|| {
    Model::parse(include_str!("../../data/model/model.tsv")).expect("a test reads data/model/model.tsv")
});

impl Default for Model {
    fn default() -> Model {
        BUILTIN.clone()
    }
}

impl Model {
    /// The model that is built in.
    pub(crate) fn builtin() -> &'static Model {
        &BUILTIN
    }

    /// The model of a table that `netra train` wrote.
    pub fn parse(text: &str) -> Result<Model, Error> {
        Table::parse(text).map(|table| Model(Arc::new(table))).map_err(|why| {
            Error::new(ErrorKind::BadData, format!("this is no model that fits this version of netra: {why}"))
        })
    }

    /// The name that verdicts carry.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// How many articles it was trained on, and their hash.
    pub fn corpus(&self) -> &str {
        &self.0.corpus
    }

    /// The least score that it flags, unless told otherwise.
    pub fn threshold(&self) -> f64 {
        self.0.threshold
    }

    pub(super) fn table(&self) -> &Table {
        &self.0
    }
}

impl Table {
    /// The table with its terms in order and ready for look-up.
    pub(super) fn ready(mut self) -> Table {
        self.terms.sort_by(|a, b| (a.part, &a.text).cmp(&(b.part, &b.text)));
        self.weights = self.terms.iter().map(|term| term.weight).collect();
        self.index = Index::of(self.terms.iter().map(|term| term::hash(term.part, &term.text)));
        self
    }

    /// Reads the words of an article.
    pub(super) fn read(&self, document: &Document, found: &Found, tones: &[Tone]) -> Words {
        let mut sums = vec![Sum::default(); tones.len()];
        // For each term of the table one more than its place among those of the article.
        let mut places = vec![0_u32; self.terms.len()];
        // About as many as there are.
        let guess = document.tokens.len();
        let mut terms: Vec<Known> = Vec::with_capacity(guess);
        let mut seen: Vec<Seen> = Vec::with_capacity(guess);
        term::each(document, found, tones, Manner::Masked, |sentence, hash, term| {
            let Some(at) = self.index.get(hash) else { return };
            let last = sentence as u32;
            match places[at as usize].checked_sub(1) {
                Some(place) if terms[place as usize].last == last => return,
                Some(place) => terms[place as usize].last = last,
                None => {
                    terms.push(Known { at, adds: 0.0, last });
                    places[at as usize] = terms.len() as u32;
                }
            }
            let tokens = term().tokens();
            seen.push(Seen {
                place: places[at as usize] - 1,
                sentence: last,
                tokens: (tokens.start, tokens.end),
            });
            sums[sentence].weight += self.weights[at as usize];
            sums[sentence].known += 1;
        });
        let (logit, slopes) = passage::read(&sums);
        for &Seen { place, sentence, .. } in &seen {
            let known = &mut terms[place as usize];
            known.adds += self.weights[known.at as usize] * slopes[sentence as usize];
        }
        let sentence = (0..slopes.len()).rev().max_by(|&a, &b| slopes[a].total_cmp(&slopes[b]));
        Words { logit: logit + self.bias, terms, seen, sentence }
    }

    fn parse(text: &str) -> Result<Table, String> {
        let body = text.trim_end_matches(['\r', '\n']);
        let (body, last) = body.rsplit_once('\n').ok_or("it is damaged: it has no lines")?;
        let header = body.lines().next().unwrap_or_default();
        if header != HEADER && header.starts_with("netra model\t") && last == checksum(body) {
            return Err(format!("it begins with {header:?}, not {HEADER:?}: train it anew"));
        }
        if header != HEADER || last != checksum(body) {
            return Err("it is damaged: its first or last line does not fit what stands between".to_owned());
        }
        let mut table = Table { facts: vec![f64::NAN; fact::ids().len()], ..Table::default() };
        let mut version = None;
        for (number, line) in body.lines().enumerate().skip(1) {
            table.row(line, &mut version).map_err(|why| format!("line {}: {why}", number + 1))?;
        }
        if version != Some(term::VERSION) {
            return Err(format!("its terms are of version {version:?}, not {}", term::VERSION));
        }
        if let Some((id, _)) = fact::ids().zip(&table.facts).find(|(_, weight)| weight.is_nan()) {
            return Err(format!("it does not weigh {id}"));
        }
        if table.name.is_empty() || !(0.0..=1.0).contains(&table.threshold) {
            return Err("its name or its threshold is missing or wrong".to_owned());
        }
        Ok(table.ready())
    }

    fn row(&mut self, line: &str, version: &mut Option<u32>) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            ["terms", number] => *version = number.parse().ok(),
            ["name", name] => self.name = name.to_owned(),
            ["corpus", corpus] => self.corpus = corpus.to_owned(),
            ["threshold", value] => self.threshold = number(value)?,
            ["elsewhere", value] => self.elsewhere = number(value)?,
            ["start", value] => self.start = number(value)?,
            ["text", value] => self.text = number(value)?,
            ["bias", value] => self.bias = number(value)?,
            ["fact", id, value] => {
                let at = fact::ids().position(|known| known == id);
                self.facts[at.ok_or_else(|| format!("{id:?} is no fact"))?] = number(value)?;
            }
            [part, text, weight] => {
                let part = Part::ALL.into_iter().find(|known| known.name() == part);
                let part = part.ok_or("no such part of an article")?;
                self.terms.push(Weighed { part, text: text.into(), weight: number(weight)? });
            }
            _ => return Err(format!("{line:?} is no row")),
        }
        Ok(())
    }

    /// The table as text.
    #[cfg(feature = "train")]
    pub(super) fn to_text(&self) -> String {
        use std::fmt::Write;
        let mut text = format!("{HEADER}\nname\t{}\nterms\t{}\n", self.name, term::VERSION);
        let mut row = |line: std::fmt::Arguments| {
            text.write_fmt(line).expect("a string can be written to");
            text.push('\n');
        };
        row(format_args!("corpus\t{}", self.corpus));
        for (name, value) in [
            ("threshold", self.threshold),
            ("elsewhere", self.elsewhere),
            ("start", self.start),
            ("text", self.text),
            ("bias", self.bias),
        ] {
            row(format_args!("{name}\t{value}"));
        }
        for (id, weight) in fact::ids().zip(&self.facts) {
            row(format_args!("fact\t{id}\t{weight}"));
        }
        for Weighed { part, text, weight } in &self.terms {
            row(format_args!("{}\t{text}\t{weight}", part.name()));
        }
        let sum = checksum(text.trim_end());
        text + &sum + "\n"
    }
}

fn number(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| format!("{text:?} is no number"))
}

/// The last line of a table whose other lines are `body`.
fn checksum(body: &str) -> String {
    format!("sum\t{:016x}", fnv1a(body.as_bytes()))
}
