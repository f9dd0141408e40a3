//! One outlet in one run: its lists, then its articles.

use super::article::{self, Outcome};
use super::report::{OutletReport, Problem, Usual, median};
use super::Night;
use crate::crawl::fetch::{Refusal, Validators};
use crate::crawl::{Memory, Walk, walk};
use crate::error::{Error, ErrorKind};
use crate::store::{Due, Found, ListSeen};
use std::sync::Arc;

/// After how many articles in a row that the outlet does not answer for it is left alone.
const PATIENCE: usize = 3;

/// How many due articles are taken from the store at once.
const BATCH: usize = 100;

/// Reads an outlet and says what came of it.
pub(super) async fn read(night: Arc<Night>, id: &str, usual: Usual) -> Result<OutletReport, Error> {
    let mut report = OutletReport { outlet: id.to_owned(), ..OutletReport::default() };
    let Some(outlet) = night.plan.outlets.get(id).cloned() else {
        return Err(Error::new(ErrorKind::Config, format!("no outlet has the id {id:?}")));
    };
    let walk = walk(&night.fetcher, &outlet, &Stored(&night), night.plan.since).await?;
    keep(&night, id, &walk)?;
    report.reached = walk.is_reached();
    report.listed = walk.articles.len();
    report.lists = walk.read.len();
    report.unchanged_lists = walk.unchanged;
    report.failed_lists = walk.failures.iter().map(|(address, why)| Problem::new(address, why)).collect();
    let mut read = Read::default();
    if report.reached {
        articles(&night, id, &mut report, &mut read).await?;
    }
    report.text = median(read.lengths);
    report.judge(usual, read.odd, read.pages);
    Ok(report)
}
