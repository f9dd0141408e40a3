//! Sketches: what is kept of an article to compare it with others.

use super::accused::Accusation;
use super::day::Day;
use super::signature::{Signature, mix, word_hash};
use super::{matter, name};
use crate::analysis::Analysis;
use crate::article::Article;
#[cfg(feature = "store")]
use crate::error::{Error, ErrorKind};
use crate::extract::{Document, Granularity};
use crate::lexicon::{NotName, Sense};
use crate::text::{Kind, Span, fold};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What is kept of an article to compare it with others: about 1 KB, the same for the same article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Sketch {
    /// The day of publication.
    pub published: Option<Day>,
    /// The outlet.
    pub outlet: Option<String>,
    /// Its accusations, in the order of the analysis's allegations.
    pub accusations: Vec<Accusation>,
    /// The wording of the body.
    pub(super) signature: Signature,
    /// The hashes of the longer words of the title, in order.
    pub(super) title: Vec<u32>,
    /// The people whom it names.
    pub(super) people: Vec<String>,
    /// The regencies and cities that it names, by official code, the most frequent first.
    pub(super) areas: Vec<String>,
    /// The districts, villages and the like that it names.
    pub(super) places: Vec<String>,
    /// The figures that are no dates and no statutes.
    pub(super) numbers: Vec<String>,
    /// The days that it names, in order.
    pub(super) days: Vec<Day>,
}

/// The most of each kind that a sketch keeps, so that a table of results stays small.
const MOST: usize = 16;

impl Sketch {
    /// The sketch of an article and its analysis.
    pub fn of(article: &Article, analysis: &Analysis) -> Sketch {
        let document = Document::new(article, usize::MAX);
        let areas = areas(&document);
        let dates = analysis.dates.iter();
        let mut days: Vec<Day> = dates
            .filter(|date| date.granularity == Granularity::Day)
            .filter_map(|date| day(date.value.as_deref()))
            .collect();
        sort(&mut days);
        let mut people: Vec<String> =
            analysis.people.iter().map(|person| name::normal(&person.name)).collect();
        sort(&mut people);
        let main = main(&areas);
        let accusation = |allegation| {
            let mut kept = Accusation::of(&document, allegation, &analysis.people, &main);
            let date = allegation.date.map(|date| &analysis.dates[date]);
            let date = date.filter(|date| date.granularity == Granularity::Day);
            kept.day = date.and_then(|date| day(date.value.as_deref()));
            kept
        };
        Sketch {
            published: article.published().map(Day::from),
            outlet: article.outlet().map(str::to_owned),
            accusations: analysis.allegations.iter().map(accusation).collect(),
            signature: signature(&document),
            title: title(article.title().unwrap_or_default()),
            people,
            areas: areas.into_iter().map(|(area, _)| area).take(MOST).collect(),
            places: places(&document),
            numbers: numbers(&document, analysis),
            days,
        }
    }

    /// The keys under which it is found: two articles that may tell one story, or be of one case, share one.
    ///
    /// - 16 pairs of neighbouring bins of its signature, each with the week of publication
    ///   and the next one. Two articles of one week whose resemblance is `r` share one with a probability of
    ///   `1 - (1 - r²)^16`: 0.99 for 0.5, 0.78 for 0.3, 0.15 for 0.1, 0.002 for the 0.01 of articles on one
    ///   subject.
    /// - Its first eight people by name, with the same two weeks: what finds copies that were reworded, and
    ///   reports of one event by different hands, for certain.
    /// - For each accusation every two neighbouring words of a name, and the class of the accused, or the office, with
    ///   each regency, or with the unit where it names no regency: two accusations that [`super::place`]
    ///   takes for one person's share one of these, but for a name with its middle left out under another office.
    pub fn keys(&self) -> Vec<u64> {
        const BANDS: usize = 16;
        const PEOPLE: usize = 8;
        let mut keys = Vec::with_capacity(64);
        let week = self.published.map_or(0, Day::week);
        for week in [week, week + 1] {
            for (band, [first, second]) in self.signature.bands(BANDS) {
                let values = u64::from(first) << 16 | u64::from(second);
                keys.push(key("band", &[&band.to_string(), &values.to_string(), &week.to_string()]));
            }
            for person in self.people.iter().take(PEOPLE) {
                let first: Vec<&str> = person.split(' ').take(2).collect();
                keys.push(key("person", &[&first.join(" "), &week.to_string()]));
            }
        }
        for accusation in &self.accusations {
            for name in &accusation.names {
                let words: Vec<&str> = name.split(' ').collect();
                keys.extend(words.windows(2).map(|pair| key("accused", pair)));
            }
            let class = accusation.bound.as_deref();
            for class in class.into_iter().chain(accusation.position.as_deref()) {
                keys.extend(accusation.areas.iter().map(|area| key("class", &[class, area])));
                keys.extend(accusation.unit.iter().map(|word| key("unit", &[class, word])));
            }
        }
        sort(&mut keys);
        keys
    }

    /// The matters of its accusations: for each accusation the number of its matter, from 0 in order. Those
    /// of one person that one report may be about are one matter.
    pub(super) fn matters(&self) -> Vec<usize> {
        matter::of(&self.accusations)
    }
}

#[cfg(feature = "store")]
impl Sketch {
    /// The sketch as bytes to store.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let failed = |error| Error::new(ErrorKind::BadData, format!("a sketch cannot be written: {error}"));
        serde_json::to_vec(self).map_err(failed)
    }

    /// The sketch that was stored as bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Sketch, Error> {
        let failed = |error| Error::new(ErrorKind::BadData, format!("this is no sketch: {error}"));
        serde_json::from_slice(bytes).map_err(failed)
    }
}

fn sort<T: Ord>(items: &mut Vec<T>) {
    items.sort();
    items.dedup();
}

fn key(kind: &str, parts: &[&str]) -> u64 {
    parts.iter().fold(mix(word_hash(kind)), |hash, part| mix(hash ^ word_hash(part)))
}

fn day(value: Option<&str>) -> Option<Day> {
    value?.parse::<jiff::civil::Date>().ok().map(Day::from)
}

/// The wording of the body, its dateline left out.
fn signature(document: &Document) -> Signature {
    let title = document.article.title_span().map_or(0, |title| title.end);
    let start = document.article.dateline_span().map_or(title, |line| line.end.max(title));
    let first = document.token_at(start);
    let words =
        document.tokens[first..].iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number));
    let hashes: Vec<u64> = words.map(|token| word_hash(token.text(document.text))).collect();
    Signature::of(&hashes)
}

/// The hashes of the words of a title that are no short words of grammar.
fn title(title: &str) -> Vec<u32> {
    const SHORT: usize = 3;
    let words = title.split(|char: char| !char.is_alphanumeric()).filter(|word| word.len() > SHORT);
    let mut hashes: Vec<u32> = words.map(|word| (word_hash(word) >> 32) as u32).collect();
    sort(&mut hashes);
    hashes.truncate(MOST);
    hashes
}

/// The regencies and cities that a document names outside its dateline, by official code, with how often. A
/// name that a city and a regency share counts for both.
fn areas(document: &Document) -> Vec<(String, usize)> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for found in &document.matches {
        let Sense::Place(index) = found.sense else { continue };
        let code = document.lexicon.places[index as usize].code;
        if code.len() == 5 && !in_dateline(document, document.tokens[found.first as usize].span()) {
            *times.entry(code).or_default() += 1;
        }
    }
    let mut areas: Vec<(String, usize)> =
        times.into_iter().map(|(code, times)| (code.to_owned(), times)).collect();
    areas.sort_by(|(own, times), (other, others)| others.cmp(times).then(own.cmp(other)));
    areas
}

/// The areas that an article is about: those that it names at least half as often as the first.
fn main(areas: &[(String, usize)]) -> Vec<String> {
    let most = areas.first().map_or(0, |(_, times)| *times);
    areas.iter().take_while(|(_, times)| 2 * times >= most).map(|(area, _)| area.clone()).take(3).collect()
}

fn in_dateline(document: &Document, span: Span) -> bool {
    document.article.dateline_span().is_some_and(|line| line.contains(span))
}

/// The capitalised words after a word for an area: `tanah rimba` of `Desa Tanah Rimba`.
fn places(document: &Document) -> Vec<String> {
    const WORDS: usize = 2;
    let mut places = Vec::new();
    for found in document.matches.iter().filter(|found| found.sense == Sense::NotName(NotName::Area)) {
        let first = found.end as usize;
        let words = document.tokens[first.min(document.tokens.len())..].iter();
        let words = words.take_while(|token| token.kind == Kind::Word && token.is_capitalised());
        let words: Vec<_> = words.take(WORDS).map(|token| fold(token.text(document.text))).collect();
        if !words.is_empty() {
            places.push(words.join(" "));
        }
    }
    sort(&mut places);
    places.truncate(MOST);
    places
}

/// The figures of two digits or more that belong to no date and no statute.
fn numbers(document: &Document, analysis: &Analysis) -> Vec<String> {
    let dates = analysis.dates.iter().map(|date| date.span);
    let taken: Vec<Span> = dates.chain(analysis.statutes.iter().map(|statute| statute.span)).collect();
    let figures = document.tokens.iter().filter(|token| token.kind == Kind::Number && token.span().len() > 1);
    let figures = figures.filter(|token| !taken.iter().any(|span| span.overlaps(token.span())));
    let mut numbers: Vec<String> =
        figures.map(|token| fold(token.text(document.text)).into_owned()).collect();
    sort(&mut numbers);
    numbers.truncate(MOST);
    numbers
}
