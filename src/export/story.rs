//! Stories as they are exported: what the store knows of each, read page by page.

use crate::annotate::stored::{self, Stored};
use crate::error::Error;
use crate::store::{Claim, Filter, Given, Log, Named, PageKept, Reach, Record, Stage, Store, Summary};
use std::collections::BTreeSet;

/// How many stories are read at once.
const PAGE: usize = 1000;

/// A story with its face, the article that stands for it among those that pass the filter.
pub(super) struct Story {
    /// What a list tells of it.
    pub(super) summary: Summary,
    /// Everything about its face.
    pub(super) record: Record,
    /// What was found in its face.
    pub(super) stored: Stored,
    /// The verdicts that stand on the story or on its face, oldest first: of two reviewers there are two.
    pub(super) verdicts: Vec<Given>,
}

/// Gives each story that passes a filter to `take`, in the order of the filter; how many there were.
///
/// The store may change meanwhile, between one page and the next. A story that moved to a later page is not given
/// twice; one that no longer passes is left out.
pub(super) fn each(
    store: &dyn Store,
    filter: &Filter,
    take: &mut dyn FnMut(&Story) -> Result<(), Error>,
) -> Result<usize, Error> {
    let mut met = BTreeSet::new();
    let mut page = filter.clone();
    loop {
        page.limit = PAGE.min(filter.limit - met.len());
        let summaries = store.flags(&page)?;
        let is_last = summaries.len() < page.limit || page.limit == 0;
        page.offset += summaries.len();
        for summary in summaries {
            if met.insert(summary.story)
                && let Some(record) = store.article(summary.article)?
            {
                take(&Story::read(store, summary, record)?)?;
            }
        }
        if is_last {
            return Ok(met.len());
        }
    }
}

impl Story {
    fn read(store: &dyn Store, summary: Summary, record: Record) -> Result<Story, Error> {
        let stored = Stored::read(&record.json)?;
        let log = Log { standing: true, story: Some(summary.story), ..Log::default() };
        let mut verdicts: Vec<Given> = store.judgements(&log)?.into_iter().map(|it| it.given).collect();
        verdicts.retain(|it| it.verdict.reach == Reach::Story || it.verdict.article == record.article);
        verdicts.reverse();
        Ok(Story { summary, record, stored, verdicts })
    }

    /// The newest report of the case of a claim.
    pub(super) fn latest(&self, claim: &Claim) -> Option<&Stage> {
        self.summary.latest.iter().find(|stage| Some(stage.case) == claim.case)
    }

    /// The page that the face was read from as it is now.
    pub(super) fn page(&self) -> Option<&PageKept> {
        self.record.pages.last()
    }
}

/// The sentence that makes a claim.
pub(super) fn sentence<'r>(record: &'r Record, claim: &Claim) -> &'r str {
    record.current.text.get(claim.sentence.range()).unwrap_or_default()
}

/// The person whom a claim is about, where the text names one.
pub(super) fn accused<'r>(record: &'r Record, claim: &Claim) -> Option<&'r Named> {
    record.people.iter().find(|person| Some(&person.name) == claim.person.as_ref())
}

/// What the analysis found of the claim with this number, from 0.
pub(super) fn found<'s>(stored: &'s Stored, number: usize, claim: &Claim) -> Option<&'s stored::Allegation> {
    let is_same = |it: &&stored::Allegation| it.sentence == [claim.sentence.start, claim.sentence.end];
    stored.allegations.get(number).filter(is_same)
}
