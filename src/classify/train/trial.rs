//! A candidate against the model in use, on articles whose stories neither has seen.
//!
//! On the corpus nobody compares with the model in use itself, which was trained on it, but with what the same recipe
//! makes of the corpus alone, both by five parts. That yardstick never moves: a model that is a little worse each
//! time, always within chance, would otherwise drift away from the corpus. On articles that people judged lately both
//! models are measured as they are.

use super::super::{Model, score};
use super::{ABLATIONS, Example, Trained, corpus_hash, learn, scored, unseen};
use crate::error::Error;
use crate::extract::{Document, extract};
use crate::metric::{Gain, Interval, Sample, Scored, gain};
use serde::{Deserialize, Serialize};

/// The name of what is learnt from the corpus alone.
pub(crate) const ALONE: &str = "corpus alone";

/// How much of the Brier score a candidate may lose on the corpus. Learning anything new moves it a little, and where
/// all stories move alike chance explains little of it; labels that are wrong cost several times as much.
const TOLERATED: f64 = 0.002;

/// What a candidate is made from and measured by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Material<'a> {
    /// What it learns from; the corpus stands first.
    pub(crate) examples: &'a [Example],
    /// How many of these are the corpus.
    pub(crate) corpus: usize,
    /// Judged articles whose stories neither the candidate nor the model in use has seen.
    pub(crate) recent: &'a [&'a Example],
}

/// A candidate and how it compares.
#[derive(Debug)]
pub(crate) struct Trial {
    /// The candidate.
    pub(crate) candidate: Trained,
    /// On the corpus: what was learnt from it alone, and the candidate.
    pub(crate) corpus: Contest,
    /// On recent verdicts: the model in use, and the candidate.
    pub(crate) recent: Contest,
}

/// Two models on the same articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Contest {
    /// Articles.
    pub(crate) articles: u64,
    /// Stories that they tell.
    pub(crate) stories: u64,
    /// Articles that are labelled violations.
    pub(crate) violations: u64,
    /// The model that a candidate is compared with.
    pub(crate) before: Side,
    /// The candidate.
    pub(crate) after: Side,
    /// What the candidate gains.
    pub(crate) gain: Gain,
}

/// What one model makes of the articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Side {
    /// Its name.
    pub(crate) model: String,
    /// The least score that it flags.
    pub(crate) threshold: f64,
    /// The share of flagged articles that are violations.
    pub(crate) precision: Option<f64>,
    /// The share of violations that are flagged.
    pub(crate) recall: Option<f64>,
    /// The probability that a violation scores higher than another article.
    pub(crate) auc: Option<f64>,
    /// The mean squared distance of the score from the truth.
    pub(crate) brier: Option<f64>,
}

/// What comes of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The candidate is no worse on the corpus and better on recent verdicts.
    Better,
    /// The candidate is worse on the corpus than what was learnt from the corpus alone.
    WorseOnCorpus,
    /// The candidate is not better on recent verdicts by more than chance.
    NotBetter,
}

impl Trial {
    /// What comes of it.
    pub(crate) fn outcome(&self) -> Outcome {
        let corpus = &self.corpus.gain;
        let loses = corpus.brier.is_some_and(|brier| brier < -TOLERATED);
        match (loses && corpus.is_worse(), self.recent.gain.is_better()) {
            (true, _) => Outcome::WorseOnCorpus,
            (false, false) => Outcome::NotBetter,
            (false, true) => Outcome::Better,
        }
    }
}

impl Contest {
    /// Two models, by name and threshold, with their scores of the same articles in the same order.
    fn of(before: (&str, f64, &[Scored]), after: (&str, f64, &[Scored])) -> Contest {
        let side = |(model, threshold, scores): (&str, f64, &[Scored])| {
            let it = Sample::new(scores.to_vec()).measures(threshold);
            Side {
                model: model.to_owned(),
                threshold,
                precision: it.precision,
                recall: it.recall,
                auc: it.auc,
                brier: it.brier,
            }
        };
        Contest {
            articles: after.2.len() as u64,
            stories: Sample::new(after.2.to_vec()).stories(),
            violations: after.2.iter().filter(|it| it.positive).count() as u64,
            before: side(before),
            after: side(after),
            gain: gain(before.2, after.2),
        }
    }
}

/// Makes a candidate and compares it with `present`; `progress` is told what is being done.
pub(crate) fn trial(
    material: Material,
    present: &Model,
    progress: &mut dyn FnMut(&str),
) -> Result<Trial, Error> {
    let Material { examples, corpus, recent } = material;
    let candidate = learn(
        examples,
        "of data/corpus, given with `--with`, or judged by analysts",
        &ABLATIONS[..1],
        progress,
    )?;
    let model = Model::parse(&candidate.table)?;
    let corpus = &examples[..corpus];
    progress("measuring what the corpus alone teaches");
    let with_labels = |scores: &[f64]| -> Vec<Scored> {
        corpus.iter().zip(scores).map(|(example, &score)| scored(example, score)).collect()
    };
    let alone = with_labels(&unseen(corpus)?);
    let together = with_labels(&candidate.unseen[..corpus.len()]);
    progress("comparing on recent verdicts");
    let (before, after) = (scores(recent, present), scores(recent, &model));
    Ok(Trial {
        corpus: Contest::of(
            (ALONE, Model::builtin().threshold(), &alone),
            (model.name(), model.threshold(), &together),
        ),
        recent: Contest::of(
            (present.name(), present.threshold(), &before),
            (model.name(), model.threshold(), &after),
        ),
        candidate,
    })
}

impl Material<'_> {
    /// Whether a model was made from the same articles with the same labels.
    pub(crate) fn made(&self, model: &Model) -> bool {
        model.corpus() == corpus_hash(self.examples)
    }
}

/// What a model says of labelled articles.
fn scores(examples: &[&Example], model: &Model) -> Vec<Scored> {
    let of = |example: &&Example| {
        let document = Document::new(&example.article, usize::MAX);
        let (found, tones) = extract(&document);
        scored(example, score(&document, &found, &tones, model, model.threshold()).score)
    };
    examples.iter().map(of).collect()
}

/// The AUC of a model on labelled articles where it is below one half by more than chance: most that are labelled
/// violations then score lower than most that are not, as where labels were swapped.
pub(crate) fn contradict(examples: &[&Example], model: &Model) -> Option<f64> {
    let sample = Sample::new(scores(examples, model));
    let Interval(_, to) = sample.intervals(model.threshold()).auc?;
    sample.measures(model.threshold()).auc.filter(|_| to < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// A trial with these gains and their intervals.
    fn trial(corpus: (f64, f64, f64), recent: (f64, f64, f64)) -> Trial {
        let contest = |(brier, from, to)| Contest {
            gain: Gain { brier: Some(brier), interval: Some(Interval(from, to)) },
            ..Contest::default()
        };
        let (table, card, summary) = (String::new(), String::new(), String::new());
        let candidate = Trained { table, card, summary, unseen: Vec::new() };
        Trial { candidate, corpus: contest(corpus), recent: contest(recent) }
    }

    #[test]
    fn a_candidate_must_win_lately_and_not_lose_the_corpus() {
        let better = (0.02, 0.01, 0.03);
        for (corpus, recent, outcome) in [
            ((0.001, -0.001, 0.003), better, Outcome::Better),
            // A small loss, however sure, and a large one that may be chance, are tolerated.
            ((-0.001, -0.0015, -0.0005), better, Outcome::Better),
            ((-0.01, -0.03, 0.01), better, Outcome::Better),
            ((-0.01, -0.015, -0.005), better, Outcome::WorseOnCorpus),
            ((0.001, -0.001, 0.003), (0.02, -0.01, 0.05), Outcome::NotBetter),
            ((0.001, -0.001, 0.003), (-0.02, -0.03, -0.01), Outcome::NotBetter),
        ] {
            assert_eq!(trial(corpus, recent).outcome(), outcome, "{corpus:?} {recent:?}");
        }
        let mut unmeasured = trial((0.0, 0.0, 0.0), better);
        unmeasured.recent.gain = Gain::default();
        assert_eq!(unmeasured.outcome(), Outcome::NotBetter);
    }

    #[test]
    fn swapped_labels_contradict() {
        let examples = |swapped: u64| -> Vec<Example> {
            let example = |group: u64| {
                let reports = group.is_multiple_of(2);
                let text = match reports {
                    true => "Camat Muara Sepi diduga mengikuti kampanye calon bupati. Bawaslu memeriksanya.",
                    false => "Festival perahu hias digelar di tepi sungai. Warga senang.",
                };
                Example {
                    id: group.to_string(),
                    article: Article::from_text(text),
                    violation: reports != (group < swapped),
                    kind: String::new(),
                    group,
                }
            };
            (0..20).map(example).collect()
        };
        let contradict = |swapped| {
            let examples = examples(swapped);
            super::contradict(&examples.iter().collect::<Vec<_>>(), Model::builtin())
        };
        assert_eq!(contradict(20), Some(0.0), "all are swapped");
        assert_eq!(contradict(0), None);
        assert_eq!(contradict(10), None, "half of them may be chance");
    }
}
