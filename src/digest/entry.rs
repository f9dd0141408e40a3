//! One story of a digest, made of what the store knows of it.

use super::News;
use crate::crawl::{Address, Zone};
use crate::store::{self, Decision, Record, Summary, sha256};
use crate::text::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A story, told by its article with the best score. This is also an element of the JSON digest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Entry {
    /// The same for this story in every digest: a tag URI (RFC 4151) made of the address of its first article.
    pub(crate) id: String,
    /// The number of the article, for `netra show`.
    pub(crate) article: i64,
    /// The number of the story.
    pub(crate) story: i64,
    /// The article's title.
    pub(crate) title: Option<String>,
    /// The outlet's identifier.
    pub(crate) outlet: String,
    /// The day of publication, else the one on which the article was first seen.
    pub(crate) day: Date,
    /// When it was published, as exactly as its page says.
    pub(crate) published: Option<String>,
    /// The article's address; none where it is no `http` or `https` address.
    pub(crate) url: Option<String>,
    /// The probability, from 0 to 1, that the article reports a concrete possible violation.
    pub(crate) score: f64,
    /// The least score that was flagged.
    pub(crate) threshold: f64,
    /// How many other articles tell the story.
    pub(crate) others: usize,
    /// Their outlets, each once, in alphabetical order.
    pub(crate) outlets: Vec<String>,
    /// How often the article has changed since it was first read, and 1.
    pub(crate) revisions: u32,
    /// When the outlet had taken the article down.
    pub(crate) vanished_at: Option<Timestamp>,
    /// The newest of: when its text was first seen as it is, when it was taken down, the days of later articles
    /// that report another state, the last verdict on it.
    pub(crate) updated: Timestamp,
    /// The analysts' verdict on the story: `confirm`, `reject`, `unsure`.
    #[serde(serialize_with = "decision")]
    pub(crate) verdict: Option<Decision>,
    /// Why it is told to a reader; none in a digest for everybody.
    pub(crate) news: Option<News>,
    /// What the article reports that somebody did.
    pub(crate) claims: Vec<Claim>,
}

/// A claim of an article that somebody did something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Claim {
    /// Who is said to have done it, as written: initials stay initials.
    pub(crate) accused: String,
    /// The name of that person, where the text gives one.
    pub(crate) person: Option<String>,
    /// The office of that person.
    pub(crate) position: Option<String>,
    /// The act: `attend_campaign`.
    pub(crate) act: String,
    /// The last state that this article reports: `alleged`, `under_review`, `proven`, `sanctioned`, `dismissed`.
    pub(crate) status: String,
    /// Whether the accused or their side reject it.
    pub(crate) denied: bool,
    /// The name of whoever says so; none where it is the article itself.
    pub(crate) source: Option<String>,
    /// The place of the act.
    pub(crate) place: Option<String>,
    /// The day of the act in ISO 8601 at its granularity.
    pub(crate) day: Option<String>,
    /// False for an old case in the background of another story.
    pub(crate) central: bool,
    /// The sentence that makes the claim.
    pub(crate) sentence: String,
    /// Where it stands in the article's text, in bytes.
    pub(crate) span: Span,
    /// How the case went, oldest first: the first report of each state. Empty where all reports agree.
    pub(crate) course: Vec<Stage>,
}

/// A state of a case, and who reported it first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Stage {
    /// The day of the article.
    pub(crate) day: Date,
    /// Its outlet.
    pub(crate) outlet: String,
    /// Its number.
    pub(crate) article: i64,
    /// The state.
    pub(crate) status: String,
    /// Whether the accused or their side reject it.
    pub(crate) denied: bool,
}

impl Entry {
    /// The entry of a story; `record` is that of the article that stands for it.
    pub(crate) fn new(summary: &Summary, record: &Record) -> Entry {
        let claims: Vec<Claim> = record.claims.iter().map(|claim| Claim::new(claim, record)).collect();
        let judged = record.verdicts.iter().map(|given| given.verdict.at);
        let changes = [record.current.seen_at].into_iter().chain(record.vanished_at).chain(judged);
        let stages = claims.iter().flat_map(|claim| &claim.course);
        let stages = stages.filter(|stage| stage.article != record.article).map(|stage| start(stage.day));
        Entry {
            id: id(record),
            article: record.article,
            story: record.story,
            title: record.current.title.clone(),
            outlet: record.outlet.clone(),
            day: record.day,
            published: record.current.published.clone(),
            url: Address::read(&record.canonical).map(|address| address.to_string()),
            score: record.score,
            threshold: record.threshold,
            others: summary.others,
            outlets: summary.outlets.clone(),
            revisions: record.current.number,
            vanished_at: record.vanished_at,
            updated: changes.chain(stages).max().unwrap_or(record.first_seen),
            verdict: summary.verdict,
            news: None,
            claims,
        }
    }
}

impl Claim {
    fn new(claim: &store::Claim, record: &Record) -> Claim {
        Claim {
            accused: claim.accused.clone(),
            person: claim.person.clone(),
            position: claim.position.clone(),
            act: claim.act.clone(),
            status: claim.status.clone(),
            denied: claim.denied,
            source: claim.source.clone(),
            place: claim.place.clone(),
            day: claim.day.clone(),
            central: claim.central,
            sentence: record.current.text.get(claim.sentence.range()).unwrap_or_default().to_owned(),
            span: claim.sentence,
            course: record
                .cases
                .iter()
                .find(|case| Some(case.id) == claim.case)
                .map(course)
                .unwrap_or_default(),
        }
    }
}

/// The first report of each state in turn, where there is more than one state.
pub(crate) fn course(case: &store::Case) -> Vec<Stage> {
    let mut course: Vec<Stage> = Vec::new();
    for stage in &case.course {
        if course.last().is_none_or(|last| last.status != stage.status) {
            course.push(Stage {
                day: stage.day,
                outlet: stage.outlet.clone(),
                article: stage.article,
                status: stage.status.clone(),
                denied: stage.denied,
            });
        }
    }
    if course.len() > 1 { course } else { Vec::new() }
}

/// The identifier of a story. Its first article stays the first whatever other articles join it, and it is found
/// by the same address in every store.
fn id(record: &Record) -> String {
    let members = record.members.iter().map(|member| (member.article, &member.canonical));
    let first = members.chain([(record.article, &record.canonical)]).min().map_or("", |(_, address)| address);
    format!("{}:story:{:.16}", super::atom::AUTHORITY, sha256(first.as_bytes()))
}

/// The start of a day where most of the outlets are.
pub(super) fn start(day: Date) -> Timestamp {
    Zone::Wita.offset().to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
}

fn decision<S: Serializer>(decision: &Option<Decision>, serializer: S) -> Result<S::Ok, S::Error> {
    decision.map(Decision::name).serialize(serializer)
}
