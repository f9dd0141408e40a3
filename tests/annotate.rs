//! Annotated text loses nothing and shows nothing that acts on the screen.

use netra::annotate::{Label, Mark, segments, visible};
use netra::text::Span;
use proptest::prelude::*;

const LABELS: [Label; 4] = [Label::Cue, Label::Person, Label::Date, Label::Allegation];

/// Any text with any marks, also such as overlap, are empty, cut characters or lie outside.
fn marked() -> impl Strategy<Value = (String, Vec<Mark>)> {
    let marks = prop::collection::vec((0..60_usize, 0..30_usize, 0..LABELS.len()), 0..12);
    ("(?s).{0,24}", marks).prop_map(|(text, marks)| {
        let mark = |(start, length, label)| Mark::new(LABELS[label], Span::new(start, start + length));
        (text, marks.into_iter().map(mark).collect())
    })
}

proptest! {
    #[test]
    fn segments_joined_are_the_text((text, marks) in marked()) {
        let segments = segments(&text, &marks);
        let joined: String = segments.iter().map(|segment| segment.text).collect();
        prop_assert_eq!(&joined, &text);
        prop_assert!(segments.iter().all(|segment| !segment.text.is_empty()));
    }

    #[test]
    fn a_segment_has_exactly_the_marks_that_cover_it((text, marks) in marked()) {
        let mut start = 0;
        for segment in segments(&text, &marks) {
            let span = Span::new(start, start + segment.text.len());
            start = span.end;
            let covering: Vec<&Mark> = marks
                .iter()
                .filter(|mark| {
                    // What cuts a character covers none of it.
                    let from = (mark.span.start..=text.len()).find(|&at| text.is_char_boundary(at));
                    let to = (0..=mark.span.end.min(text.len())).rfind(|&at| text.is_char_boundary(at));
                    from.is_some_and(|from| from <= span.start) && to.is_some_and(|to| span.end <= to)
                })
                .collect();
            let sorted = segment.marks.is_sorted_by_key(|mark| mark.label);
            prop_assert!(sorted, "what weighs most is not first: {:?}", segment);
            prop_assert_eq!(segment.marks.len(), covering.len(), "{:?}", segment);
            prop_assert!(covering.iter().all(|mark| segment.marks.contains(mark)));
        }
    }

    #[test]
    fn visible_text_has_no_control_characters(text in "(?s).{0,40}") {
        let shown = visible(&text);
        let acts = |char: char| (char.is_control() && !"\n\t".contains(char)) || ('\u{202a}'..='\u{202e}').contains(&char);
        prop_assert!(!shown.contains(acts));
        let harmless = |char: &char| !char.is_control() && char.is_alphanumeric();
        prop_assert!(text.chars().filter(harmless).all(|char| shown.contains(char)));
        prop_assert_eq!(visible(&shown), shown.clone());
    }
}

#[test]
fn marks_that_touch_or_nest_are_kept_apart() {
    let text = "Camat Loa Kulu hadir";
    let marks = [
        Mark::new(Label::Allegation, Span::new(0, 20)),
        Mark::new(Label::Position, Span::new(0, 5)),
        Mark::new(Label::Accused, Span::new(0, 14)),
        Mark::new(Label::Cue, Span::new(15, 20)),
    ];
    let pieces: Vec<(&str, Vec<Label>)> = segments(text, &marks)
        .into_iter()
        .map(|segment| (segment.text, segment.marks.iter().map(|mark| mark.label).collect()))
        .collect();
    assert_eq!(
        pieces,
        [
            ("Camat", vec![Label::Accused, Label::Position, Label::Allegation]),
            (" Loa Kulu", vec![Label::Accused, Label::Allegation]),
            (" ", vec![Label::Allegation]),
            ("hadir", vec![Label::Cue, Label::Allegation]),
        ]
    );
}
