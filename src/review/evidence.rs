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
            Kind::Dismissed => ("suspicion, denied or closed", "dugaan, dibantah atau dihentikan"),
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
    // A name that is cut in two is no longer known to be covered.
    let start = |place: usize| veil.word_around(text, place.min(text.len())).start;
    let end = |place: usize| veil.word_around(text, place.min(text.len())).end;
    let part = start(part.start)..end(part.end);
    let Some(shown) = text.get(part.clone()) else { return html! {} };
    let within: Vec<Mark> = marks
        .iter()
        .filter(|mark| mark.span.start < part.end && mark.span.end > part.start)
        .map(|mark| {
            let from = start(mark.span.start).saturating_sub(part.start);
            Mark::new(mark.label, Span::new(from, end(mark.span.end).saturating_sub(part.start)))
        })
        .collect();
    let rejected = |mark: &Mark| {
        let here = |claim: &&Claim| start(claim.sentence.start) == mark.span.start + part.start;
        claims.iter().find(here).is_some_and(|claim| claim.denied || claim.status == "dismissed")
    };
    let placed = segments(shown, &within).into_iter().scan(0, |from, segment| {
        let start = *from;
        *from += segment.text.len();
        Some((start, segment))
    });
    html! {
        @for (start, segment) in placed {
            @let all = kinds(segment.marks.iter().copied(), &rejected);
            @let begun = kinds(segment.marks.iter().copied().filter(|mark| mark.span.start == start), &rejected);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::visible;
    use crate::review::markup::{check, parsed, texts};
    use proptest::prelude::*;

    const LABELS: [Label; 8] = [
        Label::Cue,
        Label::Accused,
        Label::Position,
        Label::Person,
        Label::Date,
        Label::Statute,
        Label::Quote,
        Label::Allegation,
    ];

    fn marks() -> impl Strategy<Value = Vec<Mark>> {
        let mark = (0..LABELS.len(), 0..120_usize, 0..40_usize)
            .prop_map(|(label, start, length)| Mark::new(LABELS[label], Span::new(start, start + length)));
        proptest::collection::vec(mark, 0..12)
    }

    fn claims() -> impl Strategy<Value = Vec<Claim>> {
        let claim = (0..120_usize, any::<bool>()).prop_map(|(start, denied)| Claim {
            sentence: Span::new(start, start + 20),
            denied,
            ..Claim::default()
        });
        proptest::collection::vec(claim, 0..3)
    }

    fn veil(name: &str) -> Veil {
        Veil::over([(name, "alleged")].into_iter())
    }

    /// What a browser shows of a text.
    fn shown(text: &str, part: Span, marks: &[Mark], claims: &[Claim], veil: &Veil) -> String {
        let markup = marked(text, part, marks, claims, veil, Lang::Id);
        let page = parsed(&html! { div { (markup) } });
        check(&page);
        texts(&page, "div").concat()
    }

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    /// The names in the texts, as they are written there.
    const NAMES: [&str; 3] = ["Darto", "Wibawa", "DARTO"];

    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|char: char| !char.is_alphanumeric())
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_none_is_markup(
            text in r#"([<>&"'=/ \n]|[a-z]{1,6}|Darto|</?(script|div|mark)>|&(lt|amp|#60);|\PC|.){0,30}"#,
            marks in marks(),
            claims in claims(),
        ) {
            let seen = shown(&text, whole(&text), &marks, &claims, &Veil::none());
            prop_assert_eq!(seen, visible(&text));
        }

        #[test]
        fn no_mark_uncovers_a_name(
            text in "((Darto|Wibawa|DARTO|Pemkot|[a-z]{1,3}|é)[ .,<&\n‑]{1,2}){0,14}",
            marks in marks(),
            part in (0..60_usize, 0..80_usize),
        ) {
            let veil = veil("Darto Wibawa");
            let part = Span::new(part.0, part.0 + part.1);
            for part in [part, whole(&text)] {
                let seen = shown(&text, part, &marks, &[], &veil);
                // Neither a name nor what is left of one that was cut.
                for word in words(&seen) {
                    let is_name = NAMES.contains(&word);
                    let is_part = word.len() > 2
                        && NAMES.iter().any(|name| name.starts_with(word) || name.ends_with(word))
                        && !words(&text).any(|other| other.contains(word) && !NAMES.contains(&other));
                    prop_assert!(!is_name && !is_part, "{} of {}", seen, text);
                }
            }
        }
    }

    #[test]
    fn a_mark_that_ends_within_a_name_leaves_it_covered() {
        let text = "Camat Darto hadir.";
        let marks = [Mark::new(Label::Position, Span::new(0, 8)), Mark::new(Label::Cue, Span::new(9, 17))];
        assert_eq!(shown(text, whole(text), &marks, &[], &veil("Darto")), "Camat ▒▒▒ hadir.");
        // Nor does a beginning of a text that ends there.
        assert_eq!(shown(text, Span::new(0, 9), &[], &[], &veil("Darto")), "Camat ▒▒▒");
        assert_eq!(shown(text, Span::new(0, 9), &[], &[], &Veil::none()), "Camat Dar");
    }
}
