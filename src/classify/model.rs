//! The model: weights of facts and terms, read from the table that training writes, and scoring by them.
//!
//! The score is a logistic regression over the facts and over the logit of the words, which is itself a logistic
//! regression over terms. Both are sums, so every score can be taken apart into what adds to it.

use super::fact::{self, Fact};
use super::term::{self, Field, Masking, Term};
use crate::error::{Error, ErrorKind};
use crate::extract::{Document, Found, Tone};
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// The first line of every table: what it is, and the version of its form.
const HEADER: &str = "netra model\t1";

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
    /// The hash of the articles that it was trained on.
    pub(super) corpus: String,
    /// The least score that is flagged.
    pub(super) threshold: f64,
    /// The log-odds where every story starts.
    pub(super) start: f64,
    /// The weight of the words' logit.
    pub(super) text: f64,
    /// The words' logit where there is no known term.
    pub(super) bias: f64,
    /// The weights of the facts, in the order of [`fact::IDS`].
    pub(super) facts: Vec<f64>,
    /// The terms, by field and text.
    pub(super) terms: Vec<Weighed>,
    /// For the hash of each term its place in `terms`.
    pub(super) index: FxHashMap<u64, u32>,
}

/// A term of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weighed {
    pub(super) field: Field,
    pub(super) text: Box<str>,
    /// What it adds to the words' logit.
    pub(super) weight: f64,
    /// How much rarer than others it is.
    pub(super) idf: f64,
}

/// What a model says of an article.
pub(super) struct Scored {
    /// The log-odds.
    pub(super) sum: f64,
    /// The facts with what each adds, those of the value 0 left out.
    pub(super) facts: Vec<(Fact, f64)>,
    /// The known terms of the article with what each adds to the log-odds, the weightiest first.
    pub(super) terms: Vec<(u32, f64)>,
    /// Every occurrence of a known term.
    pub(super) seen: Vec<(u32, Term)>,
}

/// The words' logit, the known terms with what each adds to it, and every occurrence of one.
type Read = (f64, Vec<(u32, f64)>, Vec<(u32, Term)>);

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
        self.terms.sort_by(|a, b| (a.field, &a.text).cmp(&(b.field, &b.text)));
        self.index =
            (self.terms.iter().zip(0..)).map(|(term, at)| (term::hash(term.field, &term.text), at)).collect();
        self
    }

    /// Scores an article.
    pub(super) fn score(&self, document: &Document, found: &Found, tones: &[Tone]) -> Scored {
        let (logit, mut terms, seen) = self.read(document, found, tones);
        let facts: Vec<(Fact, f64)> = (fact::facts(document, found, tones).into_iter().zip(&self.facts))
            .filter(|(fact, _)| fact.value != 0.0)
            .map(|(fact, weight)| {
                let adds = fact.value * weight;
                (fact, adds)
            })
            .collect();
        let sum = facts.iter().map(|(_, adds)| adds).sum::<f64>() + self.text * logit + self.start;
        for (_, adds) in &mut terms {
            *adds *= self.text;
        }
        Scored { sum, facts, terms, seen }
    }

    /// The words' logit, the known terms with what each adds to it, and where they are.
    fn read(&self, document: &Document, found: &Found, tones: &[Tone]) -> Read {
        let mut counts = vec![0_u32; self.terms.len()];
        let mut seen: Vec<(u32, Term)> = Vec::with_capacity(document.tokens.len());
        let mut terms: Vec<(u32, f64)> = Vec::with_capacity(document.tokens.len());
        term::each(document, found, tones, Masking::On, |term| {
            if let Some(&at) = self.index.get(&term.hash) {
                if counts[at as usize] == 0 {
                    terms.push((at, 0.0));
                }
                counts[at as usize] += 1;
                seen.push((at, term));
            }
        });
        let mut squares = 0.0;
        for (at, value) in &mut terms {
            *value = value_of(counts[*at as usize], self.terms[*at as usize].idf);
            squares += *value * *value;
        }
        let norm = if squares > 0.0 { squares.sqrt() } else { 1.0 };
        let mut logit = self.bias;
        for (at, value) in &mut terms {
            *value = *value / norm * self.terms[*at as usize].weight;
            logit += *value;
        }
        (logit, terms, seen)
    }

    fn parse(text: &str) -> Result<Table, String> {
        let body = text.trim_end_matches(['\r', '\n']);
        let (body, last) = body.rsplit_once('\n').ok_or("it is damaged: it has no lines")?;
        if body.lines().next() != Some(HEADER) {
            return Err(format!("it does not begin with {HEADER:?}"));
        }
        if last != checksum(body) {
            return Err("it is damaged: its last line does not fit what stands before it".to_owned());
        }
        let mut table = Table { facts: vec![f64::NAN; fact::IDS.len()], ..Table::default() };
        let mut version = None;
        for (number, line) in body.lines().enumerate().skip(1) {
            table.row(line, &mut version).map_err(|why| format!("line {}: {why}", number + 1))?;
        }
        if version != Some(term::VERSION) {
            return Err(format!("its terms are of version {version:?}, not {}", term::VERSION));
        }
        if let Some(at) = table.facts.iter().position(|weight| weight.is_nan()) {
            return Err(format!("it does not weigh {}", fact::IDS[at]));
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
            ["start", value] => self.start = number(value)?,
            ["text", value] => self.text = number(value)?,
            ["bias", value] => self.bias = number(value)?,
            ["fact", id, value] => {
                let at = fact::IDS.iter().position(|&known| known == id);
                self.facts[at.ok_or_else(|| format!("{id:?} is no fact"))?] = number(value)?;
            }
            [field, text, weight, idf] => {
                let field = Field::ALL.into_iter().find(|known| known.name() == field);
                let field = field.ok_or("no such part of an article")?;
                let (weight, idf) = (number(weight)?, number(idf)?);
                self.terms.push(Weighed { field, text: text.into(), weight, idf });
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
        row(format_args!("threshold\t{}", self.threshold));
        row(format_args!("start\t{}", self.start));
        row(format_args!("text\t{}", self.text));
        row(format_args!("bias\t{}", self.bias));
        for (id, weight) in fact::IDS.iter().zip(&self.facts) {
            row(format_args!("fact\t{id}\t{weight}"));
        }
        for Weighed { field, text, weight, idf } in &self.terms {
            row(format_args!("{}\t{text}\t{weight}\t{idf}", field.name()));
        }
        let sum = checksum(text.trim_end());
        text + &sum + "\n"
    }
}

/// What a term that stands `count` times in an article is worth before the article's length is taken out.
pub(super) fn value_of(count: u32, idf: f64) -> f64 {
    (1.0 + f64::from(count).ln()) * idf
}

fn number(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| format!("{text:?} is no number"))
}

/// The last line of a table whose other lines are `body`.
fn checksum(body: &str) -> String {
    format!("sum\t{:016x}", hash_of(body.as_bytes()))
}

/// A hash that stays the same from release to release: FNV-1a.
pub(super) fn hash_of(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
