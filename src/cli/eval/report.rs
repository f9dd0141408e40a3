//! What a measurement comes to: counted while articles pass, so that only a few numbers of each are kept.

use crate::analysis::Analyzer;
use crate::article::Article;
use crate::metric::{Bin, Gain, Intervals, Measures, Point, Sample, Scored, average_precision, gain};
use serde::Serialize;
use std::collections::BTreeMap;

/// A labelled article with its verdict.
pub(super) struct Judged {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) score: f64,
    pub(super) flagged: bool,
    pub(super) violation: bool,
    pub(super) kind: Option<String>,
    pub(super) borderline: Option<bool>,
    pub(super) group: u64,
    pub(super) model: String,
    pub(super) threshold: f64,
    /// The score by the other model, where there is one.
    pub(super) against: Option<f64>,
}

/// The report: its fields are those of the JSON.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    schema: u32,
    /// What computed the scores.
    pub(super) model: String,
    /// The least score that is flagged.
    pub(super) threshold: f64,
    /// All articles.
    pub(super) all: Part,
    /// Those that no one marked as borderline; absent where no record says anything of it.
    pub(super) clear: Option<Part>,
    /// Verdicts by kind of article, violations first.
    pub(super) kinds: Vec<Kind>,
    /// All articles by tenths of their score.
    pub(super) reliability: [Bin; 10],
    /// Precision and recall at every score.
    pub(super) curve: Vec<Point>,
    /// The wrong verdicts, the worst first, as many as were asked for.
    pub(super) errors: Vec<Wrong>,
    /// Records that could not be measured.
    pub(super) refused: Vec<Refused>,
    /// How many articles were left out because analysts were unsure about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unsure: Option<u64>,
    /// The other model on the same articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) against: Option<Against>,
}

/// Another model on the same articles, and how the measured one compares with it.
#[derive(Debug, Serialize)]
pub(super) struct Against {
    /// What computed the scores.
    pub(super) model: String,
    /// The least score that it flags.
    pub(super) threshold: f64,
    /// All articles.
    pub(super) all: Part,
    /// What the measured model gains over it.
    pub(super) gain: Gain,
}

/// The measures of a part of the articles.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// Stories: articles of one count once.
    pub(super) stories: u64,
    #[serde(flatten)]
    pub(super) measures: Measures,
    /// The area under the precision–recall curve.
    pub(super) average_precision: Option<f64>,
    /// Where 95 of 100 samples of such stories would lie.
    pub(super) intervals: Intervals,
}

impl std::ops::Deref for Part {
    type Target = Measures;

    fn deref(&self) -> &Measures {
        &self.measures
    }
}

/// The verdicts on one kind of article.
#[derive(Debug, Serialize)]
pub(super) struct Kind {
    /// The kind, as the records name it.
    pub(super) kind: Option<String>,
    /// Whether these are violations.
    pub(super) violation: bool,
    pub(super) flagged: u64,
    pub(super) articles: u64,
}

/// A verdict that the label contradicts.
#[derive(Debug, Serialize)]
pub(super) struct Wrong {
    pub(super) id: Option<String>,
    pub(super) violation: bool,
    pub(super) kind: Option<String>,
    pub(super) borderline: Option<bool>,
    pub(super) score: f64,
    pub(super) title: Option<String>,
}

impl Wrong {
    /// How far the score is from the truth.
    fn distance(&self) -> f64 {
        if self.violation { 1.0 - self.score } else { self.score }
    }
}

/// A record that could not be measured.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    pub(super) source: String,
    pub(super) line: u64,
    pub(super) error: String,
}

/// The report in the making.
pub(super) struct Tally {
    articles: Vec<Scored>,
    clear: Vec<Scored>,
    /// Whether any record says that it is or is not borderline.
    says_borderline: bool,
    /// Flagged and all, by label (violations first) and kind.
    kinds: BTreeMap<(bool, Option<String>), (u64, u64)>,
    errors: Vec<Wrong>,
    most_errors: usize,
    refused: Vec<Refused>,
    /// The name and the threshold of the model.
    model: Option<(String, f64)>,
    /// The scores of the other model, as many as `articles`, or none.
    against: Vec<Scored>,
    unsure: Option<u64>,
}

impl Tally {
    pub(super) fn new(most_errors: usize) -> Tally {
        Tally {
            articles: Vec::new(),
            clear: Vec::new(),
            says_borderline: false,
            kinds: BTreeMap::new(),
            errors: Vec::new(),
            most_errors,
            refused: Vec::new(),
            model: None,
            against: Vec::new(),
            unsure: None,
        }
    }

    pub(super) fn add(&mut self, it: Judged) {
        let scored = Scored { score: it.score, positive: it.violation, group: it.group };
        self.articles.push(scored);
        self.against.extend(it.against.map(|score| Scored { score, ..scored }));
        self.says_borderline |= it.borderline.is_some();
        if it.borderline != Some(true) {
            self.clear.push(scored);
        }
        let (flagged, all) = self.kinds.entry((!it.violation, it.kind.clone())).or_default();
        *flagged += u64::from(it.flagged);
        *all += 1;
        self.model.get_or_insert((it.model, it.threshold));
        if it.flagged != it.violation {
            let Judged { id, violation, kind, borderline, score, title, .. } = it;
            self.errors.push(Wrong { id, violation, kind, borderline, score, title });
            if self.errors.len() > self.most_errors.saturating_mul(2).max(64) {
                self.keep_worst();
            }
        }
    }

    pub(super) fn refuse(&mut self, refused: Refused) {
        self.refused.push(refused);
    }

    /// Notes how many articles were left out because analysts were unsure about them.
    pub(super) fn leave_out(&mut self, unsure: u64) {
        self.unsure = Some(unsure);
    }

    /// The report on all that was added. `analyzer` tells the model where nothing was, `against` the other one.
    pub(super) fn report(mut self, analyzer: &Analyzer, against: Option<&Analyzer>) -> Report {
        self.keep_worst();
        let name = |analyzer: &Analyzer| {
            let verdict = analyzer.analyze(&Article::from_text("")).verdict;
            (verdict.model, verdict.threshold)
        };
        let (model, threshold) = self.model.unwrap_or_else(|| name(analyzer));
        let against = against.map(|against| {
            let (model, threshold) = name(against);
            let gain = gain(&self.against, &self.articles);
            let all = Part::of(&Sample::new(self.against), threshold);
            Against { model, threshold, all, gain }
        });
        let sample = Sample::new(self.articles);
        let kinds = self.kinds.into_iter().map(|((other, kind), (flagged, articles))| Kind {
            kind,
            violation: !other,
            flagged,
            articles,
        });
        Report {
            schema: 1,
            model,
            threshold,
            all: Part::of(&sample, threshold),
            clear: self.says_borderline.then(|| Part::of(&Sample::new(self.clear), threshold)),
            kinds: kinds.collect(),
            reliability: sample.reliability(),
            curve: sample.curve(),
            errors: self.errors,
            refused: self.refused,
            unsure: self.unsure,
            against,
        }
    }

    /// Forgets all but the worst errors; equally bad ones stay in the order of the input.
    fn keep_worst(&mut self) {
        self.errors.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
        self.errors.truncate(self.most_errors);
    }
}

impl Part {
    fn of(sample: &Sample, threshold: f64) -> Part {
        Part {
            stories: sample.stories(),
            measures: sample.measures(threshold),
            average_precision: average_precision(&sample.curve()),
            intervals: sample.intervals(threshold),
        }
    }
}

/// A threshold as people read it. The JSON has all its digits.
pub(super) fn shown(threshold: f64) -> f64 {
    (threshold * 1e4).round() / 1e4
}
