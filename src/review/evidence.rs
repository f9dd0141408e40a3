//! Text with the evidence in it marked, by kind: each kind has a way of underlining and a label, so that no kind is
//! told by its colour alone.

use super::veil::Veil;
use crate::annotate::{Label, Mark, segments};
use crate::lang::Lang;
use crate::store::Claim;
use crate::text::Span;
use maud::{Markup, html};

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cue,
    Accused,
    Official,
    Date,
    Statute,
    Quote,
    Allegation,
    Dismissed,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::Allegation,
        Kind::Dismissed,
        Kind::Cue,
        Kind::Accused,
        Kind::Official,
        Kind::Date,
        Kind::Quote,
        Kind::Statute,
    ];

    fn of(label: Label) -> Kind {
        match label {
            Label::Cue => Kind::Cue,
            Label::Accused => Kind::Accused,
            Label::Position | Label::Person => Kind::Official,
            Label::Date => Kind::Date,
            Label::Statute => Kind::Statute,
            Label::Quote => Kind::Quote,
            Label::Allegation => Kind::Allegation,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Kind::Cue => "cue",
            Kind::Accused => "accused",
            Kind::Official => "official",
            Kind::Date => "date",
            Kind::Statute => "statute",
            Kind::Quote => "quote",
            Kind::Allegation => "allegation",
            Kind::Dismissed => "dismissed",
        }
    }

    /// Whether it covers whole sentences.
    fn is_sentence(self) -> bool {
        matches!(self, Kind::Allegation | Kind::Dismissed)
    }

    fn name(self, lang: Lang) -> &'static str {
        lang.pick(match self {
            Kind::Cue => ("what shows it", "petunjuk"),
            Kind::Accused => ("whom it is about", "terlapor"),
            Kind::Official => ("person or office", "orang atau jabatan"),
            Kind::Date => ("date", "tanggal"),
            Kind::Statute => ("rule", "aturan"),
            Kind::Quote => ("statement", "pernyataan"),
            Kind::Allegation => ("suspicion", "dugaan"),
            Kind::Dismissed => ("denied or closed", "bantahan atau dihentikan"),
        })
    }
}

/// A part of a text with its marks, in which the names of the veil are covered.
///
/// Joined, what it shows is the text. The words of each sentence that makes an allegation stand under its label, which
/// says so where the claim is denied or closed.
pub(super) fn marked(
    text: &str,
    part: Span,
    marks: &[Mark],
    claims: &[Claim],
    veil: &Veil,
    lang: Lang,
) -> Markup {
    let part = part.start.min(text.len())..part.end.min(text.len());
    let Some(shown) = text.get(part.clone()) else { return html! {} };
    let within: Vec<Mark> = marks
        .iter()
        .filter(|mark| mark.span.start < part.end && mark.span.end > part.start)
        .map(|mark| {
            let start = mark.span.start.saturating_sub(part.start);
            Mark::new(mark.label, Span::new(start, mark.span.end.saturating_sub(part.start)))
        })
        .collect();
    let rejected = |mark: &Mark| {
        let here = |claim: &&Claim| claim.sentence.start == mark.span.start + part.start;
        claims.iter().find(here).is_some_and(|claim| claim.denied || claim.status == "dismissed")
    };
    let mut from = 0;
    html! {
        @for segment in segments(shown, &within) {
            @let start = from;
            @let all = kinds(segment.marks.iter().copied(), &rejected);
            @let begun = kinds(segment.marks.iter().copied().filter(|mark| mark.span.start == start), &rejected);
            @let _ = from += segment.text.len();
            @if all.is_empty() {
                (veil.show(segment.text))
            } @else {
                // The style writes the label before the mark, so that the text stays the text: of sentences for all
                // eyes, of the rest for screen readers.
                mark class=(classes(&all, &begun)) title=(names(&all, lang))
                    data-kind=[(!begun.is_empty()).then(|| names(&begun, lang))] { (veil.show(segment.text)) }
            }
        }
    }
}

/// The kinds of marks, each once, what weighs most first.
fn kinds<'m>(marks: impl Iterator<Item = &'m Mark>, rejected: &dyn Fn(&Mark) -> bool) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = marks
        .map(|mark| match Kind::of(mark.label) {
            Kind::Allegation if rejected(mark) => Kind::Dismissed,
            kind => kind,
        })
        .collect();
    kinds.dedup();
    kinds
}

fn classes(kinds: &[Kind], begun: &[Kind]) -> String {
    let labelled = begun.iter().any(|kind| kind.is_sentence()).then_some("labelled");
    kinds.iter().map(|kind| kind.class()).chain(labelled).collect::<Vec<_>>().join(" ")
}

fn names(kinds: &[Kind], lang: Lang) -> String {
    kinds.iter().map(|kind| kind.name(lang)).collect::<Vec<_>>().join(", ")
}

/// What the marks mean.
pub(super) fn legend(lang: Lang) -> Markup {
    html! {
        p.legend {
            @for kind in Kind::ALL { mark class=(kind.class()) { (kind.name(lang)) } " " }
        }
    }
}
