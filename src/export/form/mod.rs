//! The draft of a report to Bawaslu on the form Model B.1, made of one story.
//!
//! It saves typing and decides nothing. News is *informasi awal*, not a report: who reports stays empty, every
//! sentence says who reported what and when, and a person is named only where an outlet reported that the matter
//! was proven or sanctioned. Otherwise the office stands there, and the name is looked up in the source.
//!
//! [`body`] and [`STYLE`] are for a page that has its own head and takes no inline style; [`document`] stands on
//! its own and is printed.

mod part;
mod source;
mod suspect;

use crate::annotate::stored::Stored;
use crate::error::Error;
use crate::lang::Lang;
use crate::store::{Claim, Record, Stage, Store};
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;

/// The most articles that are listed as evidence.
const MOST: usize = 40;

/// What a browser may load of a document: nothing but its style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The style of a draft, on the screen and on paper.
pub(crate) const STYLE: &str = include_str!("style.css");

/// What a draft is made of.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The article that stands for the story.
    face: Record,
    /// What was found in it.
    stored: Stored,
    /// The articles of the story and of its cases, that article too, oldest first.
    sources: Vec<Record>,
}

impl Draft {
    /// The draft of the story of an article.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read, or the stored analysis is damaged.
    pub(crate) fn read(store: &dyn Store, face: Record) -> Result<Draft, Error> {
        let stored = Stored::read(&face.json)?;
        let stages = face.cases.iter().flat_map(|case| &case.course).map(|stage| stage.article);
        let others: BTreeSet<i64> = face
            .members
            .iter()
            .map(|member| member.article)
            .chain(stages)
            .filter(|&it| it != face.article)
            .collect();
        let mut sources = vec![face.clone()];
        for article in others.into_iter().take(MOST - 1) {
            sources.extend(store.article(article)?);
        }
        sources.sort_by_key(|source| (source.day, source.article));
        Ok(Draft { face, stored, sources })
    }

    /// The state of a claim as the newest article about its case reports it.
    fn latest(&self, claim: &Claim) -> Option<&Stage> {
        self.face.cases.iter().find(|case| Some(case.id) == claim.case)?.course.last()
    }

    /// The day on which the first of the articles was published: when the matter came to be known.
    fn known(&self) -> Date {
        self.sources.iter().map(|source| source.day).min().unwrap_or(self.face.day)
    }
}

/// The draft as a part of a page. It has no style of its own, no script, and every foreign text in it is escaped.
pub(crate) fn body(draft: &Draft, today: Date, lang: Lang) -> Markup {
    html! {
        article.form {
            (part::head(lang))
            (part::reporter(lang))
            (part::suspects(draft, lang))
            (part::event(draft, lang))
            (part::witnesses(draft, lang))
            (source::evidence(draft, lang))
            (source::course(draft, lang))
            (source::notes(draft, today, lang))
            (part::signature(lang))
        }
    }
}

/// The draft as an HTML document that loads and runs nothing.
pub(crate) fn document(draft: &Draft, today: Date, lang: Lang) -> String {
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (part::title(lang)) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body(draft, today, lang)) }
        }
    }
    .into_string()
}

/// A state as somebody reported it, and whether it was denied.
fn said(status: &str, denied: bool, lang: Lang) -> String {
    let state = lang.state(status);
    match denied {
        true => format!(
            "{state}; {}",
            lang.pick(("denied by the accused or their side", "dibantah pihak terlapor"))
        ),
        false => state.to_owned(),
    }
}

#[cfg(test)]
mod tests;
