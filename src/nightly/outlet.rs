//! One outlet in one run: its lists, then its articles.

use super::article::{self, Outcome};
use super::report::{OutletReport, Problem, Usual, median};
use super::{Lists, Night};
use crate::crawl::fetch::Validators;
use crate::crawl::{Memory, Outlet, Seen, Walk, walk};
use crate::error::{Error, ErrorKind};
use crate::store::{self, Found, ListSeen, Saved};
use std::sync::Arc;

/// After how many articles in a row for which its site does not answer an outlet is left alone for the night.
const PATIENCE: usize = 3;

/// Reads an outlet and says what came of it.
pub(super) async fn read(night: Arc<Night>, id: &str, usual: Usual) -> Result<OutletReport, Error> {
    let outlet = night.plan.outlets.get(id).cloned();
    let outlet =
        outlet.ok_or_else(|| Error::new(ErrorKind::Config, format!("no outlet has the id {id:?}")))?;
    let walk = walk(&night.fetcher, &outlet, &Stored(&night), night.plan.since).await?;
    keep(&night, &outlet, &walk)?;
    let (missing, failed): (Vec<_>, Vec<_>) = walk.failures.iter().partition(|(_, why)| why.is_missing());
    let mut report = OutletReport {
        outlet: id.to_owned(),
        reached: walk.is_reached(),
        listed: walk.articles.len(),
        lists: walk.read.len(),
        unchanged_lists: walk.unchanged,
        missing_lists: missing.len(),
        failed_lists: failed
            .into_iter()
            .map(|(address, why)| Problem::new(&address.to_string(), why.name(), &why.to_string()))
            .collect(),
        ..OutletReport::default()
    };
    let pages = if report.reached { articles(&night, &mut report).await? } else { Pages::default() };
    let spent = night.fetcher.spent();
    let before = |host: &String| night.spent.get(host).copied().unwrap_or_default();
    let here = |host: &String| spent.get(host).copied().unwrap_or_default() - before(host);
    report.requests = outlet.hosts().iter().map(here).sum();
    report.judge(usual, pages.odd, pages.texts.len());
    Ok(report)
}

/// What is remembered of earlier walks stands in the store.
struct Stored<'a>(&'a Night);

impl Memory for Stored<'_> {
    fn list(&self, address: &str) -> Result<Option<Seen>, Error> {
        if self.0.plan.lists == Lists::All {
            return Ok(None);
        }
        let seen = self.0.store().list(address)?;
        Ok(seen.map(
            |ListSeen { address, validators: store::Validators { etag, last_modified }, sha256, .. }| Seen {
                address,
                validators: Validators { etag, last_modified },
                digest: sha256,
            },
        ))
    }

    fn digest(&self, bytes: &[u8]) -> String {
        store::sha256(bytes)
    }

    fn known(&self, articles: &[String]) -> Result<Vec<bool>, Error> {
        self.0.store().known(articles)
    }
}

/// Stores what a walk found, and how the lists were.
fn keep(night: &Night, outlet: &Outlet, walk: &Walk) -> Result<(), Error> {
    let found: Vec<Found> = walk
        .articles
        .iter()
        .map(|article| Found {
            canonical: outlet.canonical(&article.address).to_string(),
            outlet: outlet.id().to_owned(),
            address: article.address.to_string(),
            title: article.title.clone(),
            published: article.published,
            updated: article.updated,
        })
        .collect();
    let lists: Vec<ListSeen> = walk
        .read
        .iter()
        .filter(|_| night.plan.lists == Lists::Changed)
        .map(|Seen { address, validators: Validators { etag, last_modified }, digest }| ListSeen {
            address: address.clone(),
            outlet: outlet.id().to_owned(),
            validators: store::Validators { etag: etag.clone(), last_modified: last_modified.clone() },
            sha256: digest.clone(),
        })
        .collect();
    night.store().add_found(&found, &lists, night.plan.now)?;
    Ok(())
}

/// The pages that were read.
#[derive(Default)]
struct Pages {
    /// The length of the text of each, in bytes.
    texts: Vec<usize>,
    /// How many are not laid out as the outlet's file says.
    odd: usize,
}

/// Reads the articles of an outlet that are due, as many as the plan allows.
async fn articles(night: &Arc<Night>, report: &mut OutletReport) -> Result<Pages, Error> {
    let (id, most) = (report.outlet.clone(), night.plan.articles);
    let mut due = night.store().due(&id, night.plan.now, most + 1)?;
    if due.len() > most {
        due.truncate(most);
        report.left = night.store().waiting(&id, night.plan.now)?.saturating_sub(most);
    }
    night.watch.found(&id, due.len());
    let (mut pages, mut silent) = (Pages::default(), 0);
    let all = due.len();
    for (index, due) in due.into_iter().enumerate() {
        let outcome = article::read(night, due).await?;
        silent = if matches!(outcome, Outcome::Silent(_)) { silent + 1 } else { 0 };
        match outcome {
            Outcome::Read(read) => {
                pages.texts.push(read.text);
                pages.odd += usize::from(read.odd);
                match read.saved {
                    Saved::New { article } => report.new.push(article),
                    Saved::Updated { article, .. } => report.updated.push(article),
                    Saved::Same { .. } => report.same += 1,
                }
            }
            Outcome::Unchanged => report.same += 1,
            Outcome::Gone(article) => report.vanished.extend(article),
            Outcome::Forbidden(problem) => report.forbidden.push(problem),
            Outcome::Silent(problem) | Outcome::Failed(problem) => report.failed.push(problem),
        }
        night.watch.fetched(&id);
        if silent == PATIENCE {
            report.left += all - index - 1;
            break;
        }
    }
    report.text = median(pages.texts.clone());
    Ok(pages)
}
