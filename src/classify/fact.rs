//! Facts: what extraction found that counts for or against looking at an article, each with its spans.
//!
//! Every fact is a number from 0 to 1. The article's length is none of them, nor is anything that grows with it.

use crate::extract::{Allegation, Document, Found, Status, Tone};
use crate::lexicon::Signal;
use crate::text::Span;

/// A fact of one article.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// Its identifier in `data/model/facts.tsv`.
    pub(super) id: &'static str,
    /// From 0, not so, to 1.
    pub(super) value: f64,
    /// Where it was found.
    pub(super) spans: Vec<Span>,
}

/// How a fact is read off an article: its value, and where it was found.
type Reading = fn(&Reader) -> (f64, Vec<Span>);

/// All facts: identifier and reading, in the order of the identifiers, which is that of the model's weights.
const FACTS: [(&str, Reading); 25] = [
    ("accused_bound", |it| it.any(|claim| claim.accused.bound_as.is_some(), accused)),
    ("accused_in_particular", |it| it.any(is_particular, accused)),
    ("accused_named", |it| it.any(|claim| claim.accused.person.is_some(), accused)),
    ("act_candidacy", |it| it.any(|claim| group(claim.act) == Group::Candidacy, words)),
    ("act_gathering", |it| it.any(|claim| group(claim.act) == Group::Gathering, words)),
    ("act_material", |it| it.any(|claim| group(claim.act) == Group::Material, words)),
    ("act_online", |it| it.any(|claim| group(claim.act) == Group::Online, words)),
    ("advertorial", |it| (f64::from(it.document.article.is_advertorial()), Vec::new())),
    ("alleged", |it| it.any(|claim| claim.status == Status::Alleged, words)),
    ("appeals", |it| it.share(|tone| tone.has(Signal::Appeal) || tone.has(Signal::SoftAppeal))),
    ("bound_in_headline", |it| it.headline(|tone| tone.bound && !tone.generic)),
    ("bound_mentioned", |it| it.share(|tone| tone.bound)),
    ("bound_told_of", |it| it.share(|tone| tone.bound_actor)),
    ("central", |it| it.any(|claim| claim.central, sentence)),
    ("claim", |it| it.any(|_| true, sentence)),
    ("denied_for_all", |it| {
        let all = it.claims.iter().all(|claim| claim.denied && !is_particular(claim));
        it.any(|_| all, sentence)
    }),
    ("generic_headline", |it| it.headline(|tone| tone.generic)),
    ("nothing_found", |it| it.share(|tone| tone.has(Signal::Nothing))),
    ("particular_act", |it| it.any(|claim| claim.act != "unspecified", words)),
    ("stated_sentences", |it| it.share(|tone| !tone.generic && tone.state.is_some())),
    ("statistics", |it| it.share(|tone| tone.has(Signal::Statistic))),
    ("told", |it| it.some(|tone| tone.bound_actor && tone.acted)),
    ("told_with_state", |it| it.some(|tone| tone.bound_actor && tone.acted && tone.state.is_some())),
    ("unbound_in_headline", |it| it.headline(|tone| tone.unbound && !tone.bound)),
    ("under_review", |it| it.any(|claim| claim.status == Status::UnderReview, words)),
];

/// The identifiers of all facts, in the order in which [`facts`] gives them.
pub(super) fn ids() -> impl ExactSizeIterator<Item = &'static str> {
    FACTS.iter().map(|&(id, _)| id)
}

/// The facts of an article, in the order of [`ids`].
pub(super) fn facts(document: &Document, found: &Found, tones: &[Tone]) -> Vec<Fact> {
    let reader = Reader { document, claims: &found.allegations, tones };
    let fact = |&(id, read): &(&'static str, Reading)| {
        let (value, spans) = read(&reader);
        Fact { id, value, spans }
    };
    FACTS.iter().map(fact).collect()
}

struct Reader<'a> {
    document: &'a Document<'a>,
    claims: &'a [Allegation],
    tones: &'a [Tone],
}

impl Reader<'_> {
    /// 1 where something holds of a claim, with the spans of those claims.
    fn any(
        &self,
        holds: impl Fn(&Allegation) -> bool,
        spans: impl Fn(&Allegation) -> Vec<Span>,
    ) -> (f64, Vec<Span>) {
        let found: Vec<Span> = self.claims.iter().filter(|claim| holds(claim)).flat_map(spans).collect();
        (f64::from(!found.is_empty()), found)
    }

    /// The sentences of which something holds.
    fn sentences(&self, holds: impl Fn(&Tone) -> bool) -> Vec<Span> {
        (self.tones.iter().zip(&self.document.sentences))
            .filter(|(tone, _)| holds(tone))
            .map(|(_, tokens)| self.document.span(tokens.clone()))
            .collect()
    }

    /// The share of sentences of which something holds.
    fn share(&self, holds: impl Fn(&Tone) -> bool) -> (f64, Vec<Span>) {
        let found = self.sentences(holds);
        (found.len() as f64 / self.tones.len().max(1) as f64, found)
    }

    /// 1 where something holds of a sentence.
    fn some(&self, holds: impl Fn(&Tone) -> bool) -> (f64, Vec<Span>) {
        let found = self.sentences(holds);
        (f64::from(!found.is_empty()), found)
    }

    /// 1 where something holds of the title.
    fn headline(&self, holds: impl Fn(&Tone) -> bool) -> (f64, Vec<Span>) {
        match (self.document.article.title_span(), self.tones.first()) {
            (Some(title), Some(tone)) if holds(tone) => (1.0, vec![title]),
            _ => (0.0, Vec::new()),
        }
    }
}

/// Acts that news reports in the same manner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// On the net and on pictures.
    Online,
    /// Going where a campaign is.
    Gathering,
    /// Seeking an office, or helping a team or a party.
    Candidacy,
    /// Handing out and putting up.
    Material,
    /// Using an office, or no act in particular.
    Other,
}

fn group(act: &str) -> Group {
    match act {
        "social_media_support" | "photo_with_candidate" | "symbol_pose" | "wear_attributes" => Group::Online,
        "attend_campaign" | "attend_declaration" | "partisan_event" | "party_speaker" => Group::Gathering,
        "approach_party" | "spouse_candidate" | "party_membership" | "campaign_team" | "id_card_support" => {
            Group::Candidacy
        }
        "distribute_campaign_material" | "install_campaign_material" | "give_goods" => Group::Material,
        _ => Group::Other,
    }
}

/// Whether the accused is somebody rather than a kind of people: a name, or a phrase of several words.
fn is_particular(claim: &Allegation) -> bool {
    claim.accused.person.is_some() || claim.accused.text.contains(' ')
}

fn accused(claim: &Allegation) -> Vec<Span> {
    vec![claim.accused.span]
}

fn sentence(claim: &Allegation) -> Vec<Span> {
    vec![claim.sentence]
}

fn words(claim: &Allegation) -> Vec<Span> {
    if claim.cues.is_empty() { vec![claim.sentence] } else { claim.cues.clone() }
}
