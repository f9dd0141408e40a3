//! `netra train --with-verdicts`: a candidate, which is used only where it is better than the model in use.

use super::super::Talk;
use super::super::config::Config;
use super::super::exit::Exit;
use super::super::judged::{Judged, Story, count, split};
use super::super::lang::Lang;
use super::super::model::{About, Registry, Verdicts, before_all};
use super::super::output::failed;
use super::{Arguments, corpus, report};
use crate::classify::Model;
use crate::classify::train::{Example, Material, Outcome, Trial, contradict, trial};
use crate::error::{Error, ErrorKind};
use crate::store;
use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The fewest stories of each label that a candidate learns from.
pub(super) const LEAST_LEARNT: usize = 10;

/// The fewest stories of each label that models are compared on.
pub(super) const LEAST_COMPARED: usize = 5;

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    learn(arguments, corpus::built_in(talk)?, Timestamp::now(), talk, &mut io::stdout())
}

/// Judged stories, as a trial uses them.
pub(super) struct Parts {
    /// Those that the candidate learns from.
    pub(super) learnt: Vec<Story>,
    /// Those that it is compared on: neither it nor the model in use has seen them.
    pub(super) compared: Vec<Story>,
    /// How many stories were held out from the candidate, but may have been seen by the model in use.
    pub(super) seen: usize,
    /// How many articles analysts were unsure about.
    pub(super) unsure: u64,
    /// How many articles are labelled elsewhere already, word for word.
    pub(super) known: usize,
}

impl Parts {
    /// The parts of what was judged. The model in use may have seen what was published until `reach`.
    fn of(mut judged: Judged, labelled: &[Example], reach: Option<Date>) -> Parts {
        let texts: BTreeSet<&str> = labelled.iter().map(|example| example.article.text()).collect();
        let known = judged.leave_out(|text| texts.contains(text));
        let (learnt, later) = split(judged.stories);
        let held_out = later.len();
        let is_new = |story: &Story| reach.is_none_or(|day| story.first > day);
        let compared: Vec<Story> = later.into_iter().filter(is_new).collect();
        Parts { learnt, seen: held_out - compared.len(), compared, unsure: judged.unsure, known }
    }

    /// What the candidate learns from, for whoever asks later.
    fn verdicts(&self) -> Verdicts {
        let confirmed = articles(&self.learnt).filter(|example| example.violation).count();
        Verdicts {
            stories: self.learnt.len() as u64,
            confirmed: confirmed as u64,
            rejected: (count(&self.learnt) - confirmed) as u64,
            until: self.learnt.last().map(|story| story.last),
        }
    }

    /// Refuses too little, and says what there is and what is needed.
    fn check(&self, lang: Lang) -> Result<(), Error> {
        let of = |stories: &[Story], violation: bool| {
            let has = |story: &&Story| story.articles.iter().any(|example| example.violation == violation);
            stories.iter().filter(has).count()
        };
        let learnt = [of(&self.learnt, true), of(&self.learnt, false)];
        let compared = [of(&self.compared, true), of(&self.compared, false)];
        if learnt.iter().all(|&stories| stories >= LEAST_LEARNT)
            && compared.iter().all(|&stories| stories >= LEAST_COMPARED)
        {
            return Ok(());
        }
        let [confirmed, rejected] = learnt;
        let [confirmed_lately, rejected_lately] = compared;
        let seen = self.seen;
        Err(Error::new(
            ErrorKind::BadData,
            match lang {
                Lang::En => format!(
                    "too few verdicts: {confirmed} valid and {rejected} not valid stories to learn from, of which \
                     {LEAST_LEARNT} each are needed; published after these, and not seen by the model in use, \
                     {confirmed_lately} and {rejected_lately} to compare on, of which {LEAST_COMPARED} each are needed \
                     ({seen} more may have been seen by it)"
                ),
                Lang::Id => format!(
                    "putusan terlalu sedikit: {confirmed} berita valid dan {rejected} tidak valid untuk dipelajari, \
                     padahal perlu masing-masing {LEAST_LEARNT}; yang terbit sesudahnya dan belum dilihat model yang \
                     dipakai ada {confirmed_lately} dan {rejected_lately} untuk perbandingan, padahal perlu \
                     masing-masing {LEAST_COMPARED} ({seen} lagi mungkin sudah dilihatnya)"
                ),
            },
        ))
    }
}

/// Makes a candidate from labelled articles, the corpus, and what was judged; compares it, keeps it, and takes it into
/// use where it is better. What is compared is written to `to`.
pub(super) fn learn(
    arguments: &Arguments,
    mut examples: Vec<Example>,
    now: Timestamp,
    talk: Talk,
    to: &mut impl Write,
) -> Result<Exit, Error> {
    let (asked, lang) = (arguments.place.store.as_deref(), arguments.lang);
    let config = Config::find(arguments.place.config.as_deref())?;
    let (registry, present) = (config.registry(asked), config.model(asked)?);
    let kept = |error: Error| Error::new(error.kind(), format!("{error:#}; {}", stays(&present, lang)));
    let judged = Judged::of(store::open_existing(&config.store(asked))?.labelled()?);
    let corpus = examples.len();
    corpus::add(&arguments.with, talk, &mut examples)?;
    let reach = registry.about(present.name()).and_then(|about| about.verdicts.until);
    let mut parts = Parts::of(judged, &examples, reach);
    parts.check(lang).map_err(kept)?;
    let all: Vec<&Example> = articles(&parts.learnt).chain(articles(&parts.compared)).collect();
    if let Some(auc) = contradict(&all, Model::builtin()) {
        return Err(kept(Error::new(ErrorKind::BadData, contradiction(auc, lang))));
    }
    let verdicts = parts.verdicts();
    examples.extend(parts.learnt.iter_mut().flat_map(|story| story.articles.drain(..)));
    let recent: Vec<&Example> = articles(&parts.compared).collect();
    let material = Material { examples: &examples, corpus, recent: &recent };
    if material.made(&present) {
        let nothing = lang.pick((
            "there is nothing new to learn: the model in use was made from the same articles",
            "tidak ada yang baru untuk dipelajari: model yang dipakai dibuat dari artikel yang sama",
        ));
        talk.complain(format_args!("{nothing}"));
        return Ok(Exit::Done);
    }
    let progress = &mut |what: &str| talk.complain(format_args!("{} articles: {what}", examples.len()));
    let trial = trial(material, &present, progress).map_err(kept)?;
    let told = report::text(&parts, &verdicts, &trial, lang);
    to.write_all(told.as_bytes()).map_err(failed)?;
    let outcome = trial.outcome();
    if !arguments.dry_run {
        keep(&registry, &parts, verdicts, &trial, now)?;
    }
    if outcome != Outcome::Better {
        return Err(kept(Error::new(ErrorKind::BadData, report::rejected(&trial, outcome, lang))));
    }
    if !arguments.dry_run {
        let name = &trial.recent.after.model;
        let stories = trial.recent.stories;
        registry.take(name, &format!("better than {} on {stories} recent stories", present.name()), now)?;
    }
    let taken = report::taken(&trial, arguments, lang);
    writeln!(to, "{taken}").map_err(failed)?;
    before_all(&config, lang, talk);
    Ok(Exit::Done)
}

/// Puts a candidate into the folder of models.
fn keep(
    registry: &Registry,
    parts: &Parts,
    verdicts: Verdicts,
    trial: &Trial,
    now: Timestamp,
) -> Result<(), Error> {
    let card = format!("{}{}", trial.candidate.card, report::card(parts, &verdicts, trial));
    let about = About {
        made: now.round(Unit::Second).unwrap_or(now),
        verdicts,
        corpus: trial.corpus.clone(),
        recent: trial.recent.clone(),
        taken: trial.outcome() == Outcome::Better,
    };
    registry.add(&trial.recent.after.model, &trial.candidate.table, &card, &about)
}

/// The articles of stories.
fn articles(stories: &[Story]) -> impl Iterator<Item = &Example> {
    stories.iter().flat_map(|story| &story.articles)
}

/// That nothing changes.
fn stays(present: &Model, lang: Lang) -> String {
    format!("{} {}", present.name(), lang.pick(("stays in use", "tetap dipakai")))
}

/// That verdicts say the opposite of what the built-in model says.
fn contradiction(auc: f64, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "the verdicts contradict the built-in articles: valid stories score lower than those that are not (AUC \
             {auc:.2}); were the two taken for each other? Nothing is learnt from them"
        ),
        Lang::Id => format!(
            "putusan bertentangan dengan artikel bawaan: skor berita yang valid lebih rendah daripada yang \
             tidak (AUC {auc:.2}); apakah keduanya tertukar? Tidak ada yang dipelajari darinya"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn day(day: i8) -> Date {
        Date::constant(2026, 9, day)
    }

    /// A story of one article, whose text is its number, with others before it from `first` on.
    fn story(number: i64, first: i8, last: i8) -> Story {
        let example = Example {
            id: number.to_string(),
            article: Article::from_text(&number.to_string()),
            violation: number % 2 == 0,
            kind: String::new(),
            group: number.unsigned_abs(),
        };
        Story { number, first: day(first), last: day(last), articles: vec![example] }
    }

    fn judged() -> Judged {
        let mut stories: Vec<Story> = (1..=9).map(|number| story(number.into(), number, number)).collect();
        // This one was told again at the end.
        stories.push(story(10, 2, 10));
        stories.extend([story(11, 11, 11), story(12, 12, 12)]);
        Judged { stories, unsure: 3 }
    }

    fn numbers(stories: &[Story]) -> Vec<i64> {
        stories.iter().map(|story| story.number).collect()
    }

    #[test]
    fn what_the_model_in_use_may_have_seen_is_not_compared_on() {
        let parts = Parts::of(judged(), &[], None);
        assert_eq!(numbers(&parts.learnt), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!((numbers(&parts.compared), parts.seen), (vec![10, 11, 12], 0));
        assert_eq!((parts.unsure, parts.known), (3, 0));
        let verdicts = Verdicts { stories: 9, confirmed: 4, rejected: 5, until: Some(day(9)) };
        assert_eq!(parts.verdicts(), verdicts);

        let parts = Parts::of(judged(), &[], Some(day(2)));
        assert_eq!((numbers(&parts.compared), parts.seen), (vec![11, 12], 1));
        let parts = Parts::of(judged(), &[], Some(day(11)));
        assert_eq!((numbers(&parts.compared), parts.seen), (vec![12], 2));
        let told = parts.check(Lang::En).expect_err("these are too few").to_string();
        assert!(told.contains("4 valid and 5 not valid") && told.contains("(2 more"), "{told}");
    }

    #[test]
    fn what_is_labelled_already_is_left_out() {
        let labelled = story(12, 1, 1).articles;
        let parts = Parts::of(judged(), &labelled, None);
        assert_eq!(parts.known, 1);
        assert_eq!((numbers(&parts.learnt).len(), numbers(&parts.compared)), (8, vec![9, 10, 11]));
    }
}
