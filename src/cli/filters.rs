//! The options by which commands choose articles of the store.

use super::analyze::day;
use super::config::Config;
use super::lang::Lang;
use crate::date;
use crate::error::{Error, ErrorKind};
use crate::extract::Status;
use crate::lexicon;
use crate::store::{Filter, Judged, Presence};
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

/// Which articles are seen. An article is seen where every option that is given lets it.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filters {
    /// Published on this day or later; an article that does not say when counts from the day it was first seen
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) since: Option<Date>,

    /// Published on this day or before
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<Date>,

    /// Of this outlet, by its id; `netra outlets` lists them
    #[arg(long, value_name = "ID")]
    outlet: Option<String>,

    /// With an allegation of this act
    #[arg(long, value_parser = acts(), hide_possible_values = true)]
    act: Option<String>,

    /// With an allegation in this state, as the article reports it
    #[arg(long, value_parser = states())]
    status: Option<String>,

    /// With this in the name or office of somebody accused, or of an official whom the article names
    #[arg(long, value_name = "TEXT")]
    official: Option<String>,

    /// With this in the place of an allegation, or in the area of an official's office
    #[arg(long, value_name = "TEXT")]
    place: Option<String>,

    /// With this score or more
    #[arg(long, value_name = "X", value_parser = score)]
    min_score: Option<f64>,

    /// Taken down by its outlet
    #[arg(long)]
    vanished: bool,

    /// Of a story on which no analyst's verdict stands
    #[arg(long)]
    unjudged: bool,

    /// The most results [default: 50, and all for an export]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) limit: Option<u32>,
}

impl Filters {
    /// The filter that the options make.
    ///
    /// # Errors
    ///
    /// Of kind [`Usage`](ErrorKind::Usage) where an outlet is named that nobody knows or the days are the wrong way
    /// round.
    pub(super) fn filter(&self, config: &Config) -> Result<Filter, Error> {
        if let Some(id) = &self.outlet {
            let (outlets, _) = config.outlets()?;
            if outlets.get(id).is_none() {
                let known: Vec<&str> = outlets.iter().map(|outlet| outlet.id()).collect();
                let why = format!("no outlet has the id {id:?}; known are {}", known.join(", "));
                return Err(Error::new(ErrorKind::Usage, why));
            }
        }
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            let why = format!("no day is both {since} or later and {until} or before");
            return Err(Error::new(ErrorKind::Usage, why));
        }
        Ok(Filter {
            since: self.since,
            until: self.until,
            outlet: self.outlet.clone(),
            act: self.act.clone(),
            status: self.status.clone(),
            official: self.official.clone(),
            place: self.place.clone(),
            min_score: self.min_score,
            presence: if self.vanished { Presence::Vanished } else { Presence::Any },
            judged: if self.unjudged { Judged::Not } else { Judged::Any },
            limit: self.limit.map_or(Filter::default().limit, |limit| limit as usize),
            ..Filter::default()
        })
    }

    /// What the options ask for, in words: ` since 7 October 2024, of antara-kaltim`. Empty where they ask for
    /// nothing.
    pub(super) fn told(&self, lang: Lang) -> String {
        let say = |words, what: String| format!("{} {what}", lang.pick(words));
        let score = self.min_score.map(|score| format!("{score:.2}"));
        let parts = [
            self.since.map(|day| say(("since", "sejak"), date::day(day, lang))),
            self.until.map(|day| say(("until", "sampai"), date::day(day, lang))),
            self.outlet.as_ref().map(|id| say(("of", "dari"), id.clone())),
            self.act.as_ref().map(|act| say(("with the act", "dengan perbuatan"), act.clone())),
            self.status.as_ref().map(|status| say(("in the state", "berstatus"), status.clone())),
            self.official
                .as_ref()
                .map(|text| say(("with the official", "dengan pejabat"), format!("“{text}”"))),
            self.place.as_ref().map(|text| say(("with the place", "dengan tempat"), format!("“{text}”"))),
            score.map(|score| say(("with a score from", "dengan skor mulai"), score)),
            self.vanished.then(|| lang.pick(("taken down since", "yang sudah dihapus")).to_owned()),
            self.unjudged.then(|| lang.pick(("without a verdict", "tanpa putusan")).to_owned()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!(" {}", parts.join(", ")) }
    }
}

fn acts() -> PossibleValuesParser {
    PossibleValuesParser::new(lexicon::builtin().acts.iter().map(|act| act.id))
}

fn states() -> PossibleValuesParser {
    PossibleValuesParser::new(Status::ALL.map(Status::name))
}

fn score(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| format!("a score must be a number from 0 to 1, got {text}"))
}
