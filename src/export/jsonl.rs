//! Stories as JSON objects, one a line, each with all of its evidence. Foreign text stands there as it was read.

use super::json::{ClaimRow, GivenRow};
use super::story::{self, Story};
use super::{Export, unwritten};
use crate::annotate::stored::{Allegation, Person};
use crate::error::Error;
use crate::extract::StoryRole;
use crate::lang::Lang;
use crate::store::{Claim, PageKept, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// A story. Its fields have the names of the columns of a table where they say the same.
#[derive(Serialize)]
struct StoryLine<'a> {
    story: i64,
    article: i64,
    outlet: &'a str,
    title: Option<&'a str>,
    url: &'a str,
    published: Option<&'a str>,
    day: Date,
    first_seen: Timestamp,
    vanished_at: Option<Timestamp>,
    revisions: u32,
    score: f64,
    threshold: f64,
    flagged: bool,
    model: &'a str,
    advertorial: bool,
    others: usize,
    outlets: &'a [String],
    page: Option<PageLine<'a>>,
    claims: Vec<ClaimLine<'a>>,
    people: Vec<PersonLine<'a>>,
    verdicts: Vec<GivenRow<'a>>,
}

/// The page that the article was read from.
#[derive(Serialize)]
struct PageLine<'a> {
    address: &'a str,
    fetched_at: Timestamp,
    sha256: &'a str,
    length: usize,
}

/// A claim with its evidence. Spans are bytes of the article's text.
#[derive(Serialize)]
struct ClaimLine<'a> {
    #[serde(flatten)]
    claim: ClaimRow<'a>,
    act_name: &'a str,
    institution: Option<&'a str>,
    /// The words of the sentence.
    text: &'a str,
    accused_span: Option<[usize; 2]>,
    /// The words that show the act or its state.
    cues: &'a [[usize; 2]],
    basis: &'a [String],
}

/// A person whom the article names.
#[derive(Serialize)]
struct PersonLine<'a> {
    name: &'a str,
    position: Option<&'a str>,
    institution: Option<&'a str>,
    jurisdiction: Option<&'a str>,
    story_role: StoryRole,
    mentions: &'a [[usize; 2]],
    titles: &'a [[usize; 2]],
}

pub(super) fn write(store: &dyn Store, export: &Export, to: &mut dyn Write) -> Result<usize, Error> {
    let mut to = BufWriter::new(to);
    let stories = story::each(store, export.filter, &mut |story| {
        serde_json::to_writer(&mut to, &StoryLine::of(story, export.lang))
            .map_err(io::Error::from)
            .and_then(|()| to.write_all(b"\n"))
            .map_err(unwritten)
    })?;
    to.flush().map_err(unwritten)?;
    Ok(stories)
}

impl<'a> StoryLine<'a> {
    fn of(story: &'a Story, lang: Lang) -> StoryLine<'a> {
        let record = &story.record;
        let claims = record.claims.iter().enumerate();
        StoryLine {
            story: record.story,
            article: record.article,
            outlet: &record.outlet,
            title: record.current.title.as_deref(),
            url: &record.canonical,
            published: record.current.published.as_deref(),
            day: record.day,
            first_seen: record.first_seen,
            vanished_at: record.vanished_at,
            revisions: record.current.number,
            score: record.score,
            threshold: record.threshold,
            flagged: record.flagged,
            model: &record.model,
            advertorial: record.current.advertorial,
            others: story.summary.others,
            outlets: &story.summary.outlets,
            page: story.page().map(PageLine::of),
            claims: claims.map(|(number, claim)| ClaimLine::of(story, number, claim, lang)).collect(),
            people: story.stored.people.iter().map(PersonLine::of).collect(),
            verdicts: story.verdicts.iter().map(GivenRow::of).collect(),
        }
    }
}

impl<'a> ClaimLine<'a> {
    fn of(story: &'a Story, number: usize, claim: &'a Claim, lang: Lang) -> ClaimLine<'a> {
        let found: Option<&Allegation> = story::found(&story.stored, number, claim);
        ClaimLine {
            claim: ClaimRow::of(claim, story.latest(claim)),
            act_name: lang.act(&claim.act),
            institution: story::accused(&story.record, claim).and_then(|it| it.institution.as_deref()),
            text: story::sentence(&story.record, claim),
            accused_span: found.map(|it| it.accused.span),
            cues: found.map_or(&[], |it| &it.cues),
            basis: found.map_or(&[], |it| &it.basis),
        }
    }
}

impl<'a> PageLine<'a> {
    fn of(page: &'a PageKept) -> PageLine<'a> {
        PageLine {
            address: &page.address,
            fetched_at: page.fetched_at,
            sha256: &page.sha256,
            length: page.length,
        }
    }
}

impl<'a> PersonLine<'a> {
    fn of(person: &'a Person) -> PersonLine<'a> {
        PersonLine {
            name: &person.name,
            position: person.position.as_deref(),
            institution: person.institution.as_deref(),
            jurisdiction: person.jurisdiction.as_deref(),
            story_role: person.story_role,
            mentions: &person.mentions,
            titles: &person.titles,
        }
    }
}
