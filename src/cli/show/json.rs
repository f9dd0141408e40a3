//! An article in JSON: the stored analysis as it was written, and what the store adds.

use crate::error::{Error, ErrorKind};
use crate::export::{ClaimRow, GivenRow, StageRow};
use crate::store::{Member, PageKept, Record, Revision};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// What the store adds to an analysis.
#[derive(Serialize)]
struct Added<'a> {
    article: i64,
    story: i64,
    canonical: &'a str,
    outlet: &'a str,
    day: Date,
    first_seen: Timestamp,
    last_seen: Timestamp,
    vanished_at: Option<Timestamp>,
    model: &'a str,
    score: f64,
    threshold: f64,
    flagged: bool,
    claims: Vec<ClaimRow<'a>>,
    members: Vec<MemberRow<'a>>,
    cases: Vec<CaseRow<'a>>,
    revisions: Vec<RevisionRow<'a>>,
    verdicts: Vec<GivenRow<'a>>,
}

/// Another article of the story.
#[derive(Serialize)]
struct MemberRow<'a> {
    id: i64,
    url: &'a str,
    outlet: &'a str,
    title: Option<&'a str>,
    day: Date,
    score: f64,
    flagged: bool,
}

/// A case with all that was reported of it, oldest first.
#[derive(Serialize)]
struct CaseRow<'a> {
    id: i64,
    course: Vec<StageRow<'a>>,
}

/// A revision, with the page that it was read from as evidence.
#[derive(Serialize)]
struct RevisionRow<'a> {
    number: u32,
    seen_at: Timestamp,
    title: Option<&'a str>,
    text: &'a str,
    published: Option<&'a str>,
    authors: &'a [String],
    section: Option<&'a str>,
    kind: &'a str,
    language: Option<&'a str>,
    advertorial: bool,
    page: Option<PageRow<'a>>,
}

/// A page as it was fetched.
#[derive(Serialize)]
struct PageRow<'a> {
    id: i64,
    fetched_at: Timestamp,
    address: &'a str,
    status: u16,
    content_type: Option<&'a str>,
    sha256: &'a str,
    length: usize,
    /// Whether its bytes are still kept.
    kept: bool,
}

/// The object that `netra analyze` writes, in its own words and order, with one field more: `store`.
pub(super) fn object(record: &Record) -> Result<String, Error> {
    let damaged = || {
        let why = format!(
            "the stored analysis of article {} is damaged: put a backup of the store in its place",
            record.article
        );
        Error::new(ErrorKind::Io, why)
    };
    serde_json::from_str::<serde::de::IgnoredAny>(&record.json).map_err(|_| damaged())?;
    let fields = record.json.trim_end().strip_suffix('}').ok_or_else(damaged)?;
    let added =
        serde_json::to_string(&Added::of(record)).expect("its fields are texts, numbers and lists of them");
    let comma = if fields.trim_start() == "{" { "" } else { "," };
    Ok(format!("{fields}{comma}\"store\":{added}}}"))
}

impl<'a> Added<'a> {
    fn of(record: &'a Record) -> Added<'a> {
        let pages = record.pages.iter().map(|page| Some(PageRow::of(page)));
        let pages = pages.chain(std::iter::repeat_with(|| None));
        let latest = |case: Option<i64>| record.cases.iter().find(|it| Some(it.id) == case)?.course.last();
        Added {
            article: record.article,
            story: record.story,
            canonical: &record.canonical,
            outlet: &record.outlet,
            day: record.day,
            first_seen: record.first_seen,
            last_seen: record.last_seen,
            vanished_at: record.vanished_at,
            model: &record.model,
            score: record.score,
            threshold: record.threshold,
            flagged: record.flagged,
            claims: record.claims.iter().map(|claim| ClaimRow::of(claim, latest(claim.case))).collect(),
            members: record.members.iter().map(MemberRow::of).collect(),
            cases: record
                .cases
                .iter()
                .map(|case| CaseRow { id: case.id, course: case.course.iter().map(StageRow::of).collect() })
                .collect(),
            revisions: record
                .revisions
                .iter()
                .zip(pages)
                .map(|(it, page)| RevisionRow::of(it, page))
                .collect(),
            verdicts: record.verdicts.iter().map(GivenRow::of).collect(),
        }
    }
}

impl<'a> MemberRow<'a> {
    fn of(member: &'a Member) -> MemberRow<'a> {
        MemberRow {
            id: member.article,
            url: &member.canonical,
            outlet: &member.outlet,
            title: member.title.as_deref(),
            day: member.day,
            score: member.score,
            flagged: member.flagged,
        }
    }
}

impl<'a> RevisionRow<'a> {
    fn of(revision: &'a Revision, page: Option<PageRow<'a>>) -> RevisionRow<'a> {
        RevisionRow {
            number: revision.number,
            seen_at: revision.seen_at,
            title: revision.title.as_deref(),
            text: &revision.text,
            published: revision.published.as_deref(),
            authors: &revision.authors,
            section: revision.section.as_deref(),
            kind: &revision.kind,
            language: revision.language.as_deref(),
            advertorial: revision.advertorial,
            page,
        }
    }
}

impl<'a> PageRow<'a> {
    fn of(page: &'a PageKept) -> PageRow<'a> {
        PageRow {
            id: page.id,
            fetched_at: page.fetched_at,
            address: &page.address,
            status: page.status,
            content_type: page.content_type.as_deref(),
            sha256: &page.sha256,
            length: page.length,
            kept: page.is_kept,
        }
    }
}
