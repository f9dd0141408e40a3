//! A stored analysis, read again for showing it.
//!
//! What an analyst judged must be what is shown, so a stored article is never analysed anew: the model and the
//! tables may have changed since. What is read here is the JSON object that [`Output`](crate::Output) wrote. A
//! field that is missing, or was not there when it was written, is empty.

use super::{Label, Mark};
use crate::error::{Error, ErrorKind};
use crate::extract::{DateRole, StoryRole};
use crate::text::Span;
use serde::Deserialize;

/// What was found in an article, as it was written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Stored {
    /// Whether only the beginning of the article was read.
    pub(crate) truncated: bool,
    pub(crate) verdict: Verdict,
    pub(crate) people: Vec<Person>,
    pub(crate) dates: Vec<Date>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) allegations: Vec<Allegation>,
    pub(crate) statutes: Vec<Statute>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Verdict {
    pub(crate) reasons: Vec<Reason>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reason {
    pub(crate) feature: String,
    pub(crate) weight: f64,
    pub(crate) spans: Vec<[usize; 2]>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) position: Option<String>,
    pub(crate) institution: Option<String>,
    pub(crate) jurisdiction: Option<String>,
    pub(crate) story_role: StoryRole,
    pub(crate) mentions: Vec<[usize; 2]>,
    pub(crate) titles: Vec<[usize; 2]>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Date {
    pub(crate) span: [usize; 2],
    pub(crate) text: String,
    pub(crate) value: Option<String>,
    pub(crate) role: DateRole,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Quote {
    pub(crate) span: [usize; 2],
    /// An index into the people.
    pub(crate) speaker: Option<usize>,
    pub(crate) cue: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Allegation {
    pub(crate) accused: Accused,
    pub(crate) sentence: [usize; 2],
    pub(crate) cues: Vec<[usize; 2]>,
    pub(crate) basis: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Accused {
    pub(crate) span: [usize; 2],
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Statute {
    pub(crate) span: [usize; 2],
}

impl Stored {
    /// Reads what was written.
    ///
    /// # Errors
    ///
    /// Of kind [`Io`](ErrorKind::Io) where it is not what netra writes, which only damage can make it.
    pub(crate) fn read(json: &str) -> Result<Stored, Error> {
        serde_json::from_str(json).map_err(|error| {
            Error::caused(
                ErrorKind::Io,
                "a stored analysis is damaged: put a backup of the store in its place",
                error,
            )
        })
    }

    /// Everything that can be marked in the article's text, as [`marks`](super::marks) gives it of an analysis.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut add = |label, span| marks.extend(read_span(span).map(|span| Mark::new(label, span)));
        for person in &self.people {
            person.mentions.iter().for_each(|&span| add(Label::Person, span));
            person.titles.iter().for_each(|&span| add(Label::Position, span));
        }
        self.dates.iter().for_each(|date| add(Label::Date, date.span));
        self.statutes.iter().for_each(|statute| add(Label::Statute, statute.span));
        self.quotes.iter().for_each(|quote| add(Label::Quote, quote.span));
        for allegation in &self.allegations {
            add(Label::Allegation, allegation.sentence);
            add(Label::Accused, allegation.accused.span);
            allegation.cues.iter().for_each(|&span| add(Label::Cue, span));
        }
        marks
    }

    /// The name of a person by its index.
    pub(crate) fn person(&self, index: Option<usize>) -> Option<&str> {
        self.people.get(index?).map(|person| person.name.as_str())
    }
}

impl Person {
    /// The parts of the office, none of which says what one before it says already: `Camat, Pemerintah Kota Balikpapan`
    /// says `Kota Balikpapan`.
    pub(crate) fn office(&self) -> Vec<&str> {
        let mut office: Vec<&str> = Vec::new();
        for part in [&self.position, &self.institution, &self.jurisdiction].into_iter().flatten() {
            if !office.iter().any(|said| said.contains(part.as_str())) {
                office.push(part);
            }
        }
        office
    }
}

/// A span that ends after it starts; none of damaged data.
fn read_span([start, end]: [usize; 2]) -> Option<Span> {
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::marks;
    use crate::{Analyzer, Article, Output};

    #[test]
    fn what_was_written_has_the_marks_of_the_analysis() {
        let text = "Lurah Muara Sepi Dilaporkan ke Bawaslu\n\nBALIKPAPAN - Lurah Muara Sepi, Darto Wibawa, diduga \
                    mengikuti kampanye calon wali kota, Senin (7/10/2024). \"Kami menerima laporan itu,\" kata Ketua \
                    Bawaslu Rini Astati. Ia merujuk Pasal 280 UU 7/2017.";
        let article = Article::from_text(text);
        let analysis = Analyzer::default().analyze(&article);
        let json = serde_json::to_string(&Output::new(&article, &analysis)).expect("it can be written");
        let stored = Stored::read(&json).expect("it can be read");
        let expected = marks(&analysis);
        assert_eq!(stored.marks(), expected);
        for label in
            [Label::Person, Label::Date, Label::Quote, Label::Allegation, Label::Accused, Label::Statute]
        {
            assert!(expected.iter().any(|mark| mark.label == label), "the text has no {label:?}");
        }
    }

    #[test]
    fn missing_fields_are_empty_and_damage_is_told() {
        let json = r#"{"schema":1,"dates":[{"span":[5,2],"role":"not known yet"}],"later":true}"#;
        let stored = Stored::read(json).expect("it can be read");
        assert!(stored.marks().is_empty());
        assert_eq!(stored.dates[0].role, DateRole::Other);
        assert_eq!(stored.person(Some(0)), None);
        for damaged in ["", "{\"people\":7}", "{\"people\":[{\"name\":"] {
            assert_eq!(Stored::read(damaged).expect_err(damaged).kind(), ErrorKind::Io);
        }
    }
}
