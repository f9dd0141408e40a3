//! How far a run is: a bar for the whole at a terminal, a line an outlet elsewhere.

use super::super::{Talk, print};
use crate::nightly::{OutletReport, Watch};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};

/// Shows how far a run is.
pub(in super::super) struct Progress {
    /// Hidden where nobody would see it.
    bar: ProgressBar,
    talk: Talk,
}

impl Progress {
    /// A bar on a terminal, which knows its length only as the outlets' lists are read.
    pub(in super::super) fn new(talk: Talk) -> Progress {
        let shown = talk >= Talk::Usual && io::stderr().is_terminal();
        let style =
            ProgressStyle::with_template("{spinner} {bar:40} {pos} of {len} articles, {elapsed} {msg}")
                .expect("the template is well-formed");
        let bar = if shown { ProgressBar::new(0).with_style(style) } else { ProgressBar::hidden() };
        Progress { bar, talk }
    }
}

impl Watch for Progress {
    fn found(&self, outlet: &str, articles: usize) {
        self.bar.inc_length(articles as u64);
        self.bar.set_message(outlet.to_owned());
    }

    fn fetched(&self, outlet: &str) {
        self.bar.inc(1);
        self.bar.set_message(outlet.to_owned());
    }

    fn done(&self, report: &OutletReport) {
        if self.talk >= Talk::Usual && self.bar.is_hidden() {
            print(format_args!("{}", summary(report)));
        }
    }
}

impl Drop for Progress {
    /// What follows is written where the bar was.
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// What came of an outlet, in a line.
fn summary(report: &OutletReport) -> String {
    let OutletReport { outlet, listed, new, updated, vanished, failed, forbidden, requests, .. } = report;
    let mut line = match (report.lists, report.unchanged_lists) {
        (0, 1..) => format!("{outlet}: no list has changed, {} new", new.len()),
        _ => format!("{outlet}: {listed} listed, {} new", new.len()),
    };
    for (count, what) in [
        (updated.len(), "changed"),
        (vanished.len(), "taken down"),
        (forbidden.len(), "not allowed by robots.txt"),
        (failed.len(), "failed"),
        (report.failed_lists.len(), "lists failed"),
        (report.left, "left for a later run"),
    ] {
        if count > 0 {
            line.push_str(&format!(", {count} {what}"));
        }
    }
    line.push_str(&format!("; {requests} requests"));
    for suspicion in &report.suspicions {
        line.push_str(&format!("; LOOKS BROKEN: {suspicion}"));
    }
    line
}
