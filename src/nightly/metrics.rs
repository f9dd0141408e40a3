//! What a run did, in the text format of Prometheus, for node_exporter's textfile collector.

use super::{OutletReport, Report};
use std::fmt::Write;

/// What of an outlet is counted.
type Count = fn(&OutletReport) -> usize;

/// The metrics of a run that ended with `exit`.
pub(crate) fn metrics(report: &Report, exit: u8) -> String {
    let mut text = String::new();
    let whole = [
        ("last_run_timestamp_seconds", "When the last run ended.", report.ended.as_second() as f64),
        (
            "last_run_duration_seconds",
            "How long it took.",
            report.ended.duration_since(report.started).as_secs_f64(),
        ),
        ("last_run_exit_code", "Its exit status.", f64::from(exit)),
        (
            "last_run_flagged_stories",
            "Stories to review that it added or changed.",
            report.stories.len() as f64,
        ),
    ];
    for (name, help, value) in whole {
        // A String takes whatever is written.
        let _ = writeln!(text, "# HELP netra_{name} {help}\n# TYPE netra_{name} gauge\nnetra_{name} {value}");
    }
    let counts: [(&str, &str, Count); 9] = [
        ("outlet_listed", "Articles that the outlet's lists name.", |outlet| outlet.listed),
        ("outlet_new", "Articles read for the first time.", |outlet| outlet.new.len()),
        ("outlet_changed", "Articles whose text has changed.", |outlet| outlet.updated.len()),
        ("outlet_vanished", "Articles that have been taken down.", |outlet| outlet.vanished.len()),
        ("outlet_forbidden", "Articles that robots.txt does not allow.", |outlet| outlet.forbidden.len()),
        ("outlet_failed", "Articles that could not be read.", |outlet| outlet.failed.len()),
        ("outlet_failed_lists", "Lists that could not be read.", |outlet| outlet.failed_lists.len()),
        ("outlet_left", "Articles left for a later run.", |outlet| outlet.left),
        ("outlet_broken", "Whether the outlet looks broken.", |outlet| usize::from(outlet.is_suspect())),
    ];
    for (name, help, count) in counts {
        let _ = writeln!(text, "# HELP netra_{name} {help}\n# TYPE netra_{name} gauge");
        for outlet in &report.outlets {
            // An identifier has neither quotes nor backslashes.
            let _ = writeln!(text, "netra_{name}{{outlet=\"{}\"}} {}", outlet.outlet, count(outlet));
        }
    }
    text
}
