//! Allegations: who is said to have done what, in which state, according to whom.

mod act;
mod actor;
mod case;
mod frame;
mod role;
mod sentence;
mod thread;

use super::{DateMention, Document, Person, Quote, StoryRole};
use crate::lexicon::{self, Signal};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A claim that a particular actor did a particular act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Allegation {
    /// The act, by its identifier: `attend_campaign`.
    pub act: &'static str,
    /// The last state that the article reports.
    pub status: Status,
    /// Whether the accused or their side reject it.
    pub denied: bool,
    /// Who is said to have done it.
    pub accused: Accused,
    /// According to whom: an index into the people, where the text tells.
    pub source: Option<usize>,
    /// The day of the act: an index into the dates, where the text tells.
    pub date: Option<usize>,
    /// The place of the act in full canonical form.
    pub place: Option<String>,
    /// The sentence that makes the claim.
    pub sentence: Span,
    /// The words that show the act and its state.
    pub cues: Vec<Span>,
    /// The rules that the act would touch.
    pub basis: Vec<&'static str>,
    /// False for an old case in the background of another story.
    pub central: bool,
}

impl Allegation {
    /// The act in Indonesian words: `mengikuti kampanye`.
    pub fn act_in_indonesian(&self) -> &'static str {
        lexicon::builtin().act(self.act).map_or(self.act, |act| act.name_id)
    }

    /// The act in English words: `taking part in a campaign`.
    pub fn act_in_english(&self) -> &'static str {
        lexicon::builtin().act(self.act).map_or(self.act, |act| act.name_en)
    }
}

/// Who is said to have done an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Accused {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// An index into the people, where the accused is named.
    pub person: Option<usize>,
    /// The office, in canonical form.
    pub position: Option<String>,
    /// Which class of bound persons this is: `lurah_camat`, `pns`, …
    pub bound_as: Option<&'static str>,
}

/// The state of an allegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// Said, reported or suspected.
    Alleged,
    /// An authority is looking into it or has passed it on.
    UnderReview,
    /// An authority found that it happened.
    Proven,
    /// A sanction was imposed.
    Sanctioned,
    /// A finished check found no proof, or the case was closed.
    Dismissed,
}

impl Status {
    /// All of them, in their order.
    pub const ALL: [Status; 5] =
        [Status::Alleged, Status::UnderReview, Status::Proven, Status::Sanctioned, Status::Dismissed];

    /// Its name, as it is written: `under_review`.
    pub fn name(self) -> &'static str {
        match self {
            Status::Alleged => "alleged",
            Status::UnderReview => "under_review",
            Status::Proven => "proven",
            Status::Sanctioned => "sanctioned",
            Status::Dismissed => "dismissed",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// What the frame of one sentence shows of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tone {
    /// Whether nothing in the sentence counts: it only speaks of rules, wishes, conditions and risks.
    pub(crate) generic: bool,
    /// The state of a matter that the sentence reports.
    pub(crate) state: Option<Status>,
    /// Whether it speaks of somebody bound by neutrality.
    pub(crate) bound: bool,
    /// Whether it speaks of somebody who is not: a candidate, a party, volunteers.
    pub(crate) unbound: bool,
    /// Whether it speaks of an elected head.
    pub(crate) head: bool,
    /// Whether it describes an act that counts.
    pub(crate) acted: bool,
    /// Whether somebody bound by neutrality is told of who is not the one that speaks.
    pub(crate) bound_actor: bool,
    /// The signals in it, as a set of bits by their place in [`Signal`].
    signals: u32,
}

impl Tone {
    /// Whether the sentence has a signal.
    pub(crate) fn has(self, signal: Signal) -> bool {
        self.signals & 1 << signal as u32 != 0
    }
}

/// The allegations in `document`, by position, and the tone of each sentence; none of either where it is not
/// about elections. Sets the story roles of the people accordingly.
pub(super) fn find(
    document: &Document,
    dates: &[DateMention],
    people: &mut [Person],
    quotes: &[Quote],
) -> (Vec<Allegation>, Vec<Tone>) {
    if !is_about_elections(document) {
        return (Vec::new(), Vec::new());
    }
    let (cases, tones) = thread::follow(document, people, quotes);
    let allegations: Vec<Allegation> =
        cases.into_iter().map(|case| case.into_allegation(document, dates, people, quotes)).collect();
    for person in allegations.iter().filter_map(|allegation| allegation.accused.person) {
        people[person].story_role = StoryRole::Accused;
    }
    (allegations, tones)
}

/// Whether the article speaks of elections, candidates or neutrality at all. A text of one or two sentences
/// has no context to tell and is taken to.
fn is_about_elections(document: &Document) -> bool {
    const CONTEXT: [&str; 6] = ["candidate", "contest", "campaign", "not_neutral", "party", "enrolled"];
    if document.sentences.len() <= 2 {
        return true;
    }
    let context = CONTEXT
        .iter()
        .filter_map(|name| document.lexicon.act_class(name))
        .fold(0, |mask, class| mask | 1u128 << class);
    act::classes(document, 0..document.tokens.len()) & context != 0
}

/// Whether a token is one of some function words. Words that carry meaning stand in the lexicon.
fn is_one_of(document: &Document, token: usize, words: &[&str]) -> bool {
    token < document.tokens.len() && words.iter().any(|word| document.word(token).eq_ignore_ascii_case(word))
}
