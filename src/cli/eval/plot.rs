//! The report as a picture: the precision–recall curve and the reliability diagram, side by side.

use super::report::{Report, shown};
use crate::annotate::visible;
use crate::metric::Bin;
use std::borrow::Cow;
use std::fmt::Write;

/// The side of a panel, and where the panels stand.
const SIDE: f64 = 340.0;
const TOP: f64 = 104.0;
const LEFT: f64 = 72.0;
const RIGHT: f64 = 528.0;

/// The height of the strip of counts under the reliability diagram, and how far below the panel it begins.
const STRIP: f64 = 56.0;
const BELOW: f64 = 58.0;

/// Fewer articles than this make an unsteady share, which is drawn hollow.
const STEADY: u64 = 30;

/// Colours for paper and for dark screens. Viewers that know no media queries show the first.
const STYLE: &str = "\
text{font-family:system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:13px;fill:#1f2328}
.title{font-size:18px;font-weight:600}.name{font-size:15px;font-weight:600}.small{font-size:12px;fill:#59636e}
.middle{text-anchor:middle}.end{text-anchor:end}
.paper{fill:#fff}.grid{stroke:#e3e6ea;fill:none}.frame{stroke:#8c959f;fill:none}
.guide{stroke:#6e7781;stroke-dasharray:5 4;fill:none}.line{stroke:#0550ae;stroke-width:2;fill:none}
.dot{fill:#0550ae;stroke:#0550ae;stroke-width:2}.hollow{fill:#fff;stroke:#0550ae;stroke-width:2}
.chosen{fill:#bc4c00;stroke:#fff;stroke-width:2}.bar{fill:#54aeff}.say{fill:#953800;font-weight:600}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9198a1}.paper,.hollow{fill:#0d1117}
.grid{stroke:#262c36}.frame{stroke:#656c76}.guide{stroke:#9198a1}.line,.dot,.hollow{stroke:#58a6ff}.dot{fill:#58a6ff}
.chosen{fill:#f0883e;stroke:#0d1117}.bar{fill:#1f6feb}.say{fill:#f0883e}}";

/// The picture as an SVG document of its own.
pub(super) fn svg(report: &Report) -> String {
    let mut svg = String::new();
    draw(&mut svg, report).expect("a string takes everything");
    svg
}

fn draw(to: &mut String, report: &Report) -> std::fmt::Result {
    let all = &report.all;
    let what = format!(
        "{} articles, {} violations, {} stories · model {} · AUC {} · average precision {} · Brier score {}",
        all.articles,
        all.violations,
        all.stories,
        escaped(&report.model),
        number(all.auc),
        number(all.average_precision),
        number(all.brier)
    );
    writeln!(
        to,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 920 588" width="920" height="588" role="img" aria-labelledby="title what">"#
    )?;
    writeln!(to, r#"<title id="title">How well netra's verdicts agree with labels</title>"#)?;
    writeln!(to, r#"<desc id="what">{what}</desc>"#)?;
    writeln!(to, "<style>{STYLE}</style>")?;
    writeln!(to, r#"<rect class="paper" width="920" height="588"/>"#)?;
    writeln!(to, r#"<text class="title" x="24" y="34">How well netra's verdicts agree with labels</text>"#)?;
    writeln!(to, r#"<text class="small" x="24" y="56">{what}</text>"#)?;
    panel(
        to,
        LEFT,
        "Precision and recall",
        "recall: violations that are flagged",
        "precision: flags that are right",
    )?;
    curve(to, report)?;
    panel(to, RIGHT, "Reliability", "mean score", "share of violations")?;
    reliability(to, &report.reliability)?;
    writeln!(to, "</svg>")
}

/// The frame of a panel, its grid, name and axes.
fn panel(to: &mut String, left: f64, name: &str, across: &str, up: &str) -> std::fmt::Result {
    writeln!(to, r#"<text class="name" x="{left}" y="{}">{name}</text>"#, TOP - 12.0)?;
    let mut grid = String::new();
    for tick in 0..=5 {
        let value = f64::from(tick) / 5.0;
        let (x, y) = place(left, value, value);
        write!(grid, "M{x:.1} {TOP}V{:.1}M{left} {y:.1}H{:.1}", TOP + SIDE, left + SIDE)?;
        writeln!(
            to,
            r#"<text class="small middle" x="{x:.1}" y="{:.1}">{value:.1}</text>"#,
            TOP + SIDE + 18.0
        )?;
        writeln!(
            to,
            r#"<text class="small end" x="{:.1}" y="{:.1}">{value:.1}</text>"#,
            left - 8.0,
            y + 4.0
        )?;
    }
    writeln!(to, r#"<path class="grid" d="{grid}"/>"#)?;
    writeln!(to, r#"<rect class="frame" x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>"#)?;
    let middle = left + SIDE / 2.0;
    writeln!(to, r#"<text class="middle" x="{middle}" y="{:.1}">{across}</text>"#, TOP + SIDE + 38.0)?;
    let (x, y) = (left - 44.0, TOP + SIDE / 2.0);
    writeln!(to, r#"<text class="middle" x="{x}" y="{y}" transform="rotate(-90 {x} {y})">{up}</text>"#)
}

fn curve(to: &mut String, report: &Report) -> std::fmt::Result {
    let all = &report.all;
    let under = TOP + SIDE + BELOW + 12.0;
    let Some(first) = report.curve.first() else {
        return writeln!(to, r#"<text x="{}" y="{}">There is no violation.</text>"#, LEFT + 12.0, TOP + 28.0);
    };
    let level = all.violations as f64 / all.articles as f64;
    let (_, y) = place(LEFT, 0.0, level);
    writeln!(to, r#"<path class="guide" d="M{LEFT} {y:.1}h{SIDE}"/>"#)?;
    // The note keeps clear of the frame.
    let note = if level > 0.9 { y + 16.0 } else { y - 6.0 };
    writeln!(
        to,
        r#"<text class="small" x="{}" y="{note:.1}">all flagged: precision {level:.2}</text>"#,
        LEFT + 8.0
    )?;
    // Steps, as the average precision sums them: each recall is reached at the precision it costs.
    let (x, y) = place(LEFT, 0.0, first.precision);
    let mut path = format!("M{x:.1} {y:.1}");
    let mut last = (format!("{x:.1}"), format!("{y:.1}"));
    for point in &report.curve {
        let (x, y) = place(LEFT, point.recall, point.precision);
        let (x, y) = (format!("{x:.1}"), format!("{y:.1}"));
        // Of a long curve many steps are too small to see.
        if y != last.1 {
            write!(path, "V{y}")?;
        }
        if x != last.0 {
            write!(path, "H{x}")?;
        }
        last = (x, y);
    }
    writeln!(to, r#"<path class="line" d="{path}"/>"#)?;
    if let (Some(precision), Some(recall)) = (all.precision, all.recall) {
        let (x, y) = place(LEFT, recall, precision);
        writeln!(to, r#"<circle class="chosen" cx="{x:.1}" cy="{y:.1}" r="7"/>"#)?;
    }
    writeln!(
        to,
        r#"<circle class="chosen" cx="{}" cy="{}" r="7"/><text class="say" x="{}" y="{under}">flagged from {} on</text>"#,
        LEFT + 7.0,
        under - 4.5,
        LEFT + 22.0,
        shown(report.threshold)
    )?;
    writeln!(
        to,
        r#"<text x="{}" y="{}">precision {}, recall {}, F1 {}</text>"#,
        LEFT + 22.0,
        under + 20.0,
        number(all.precision),
        number(all.recall),
        number(all.f1)
    )?;
    writeln!(
        to,
        r#"<text class="small" x="{}" y="{}">{} flagged, {} of them wrongly; {} missed</text>"#,
        LEFT + 22.0,
        under + 40.0,
        all.flagged,
        all.wrongly_flagged,
        all.missed
    )
}

fn reliability(to: &mut String, bins: &[Bin]) -> std::fmt::Result {
    let (x, y) = place(RIGHT, 1.0, 1.0);
    writeln!(to, r#"<path class="guide" d="M{RIGHT} {}L{x} {y}"/>"#, TOP + SIDE)?;
    let known: Vec<(f64, f64, u64)> = bins
        .iter()
        .filter_map(|bin| Some((bin.mean_score?, bin.violations?, bin.articles)))
        .map(|(score, share, articles)| {
            let (x, y) = place(RIGHT, score, share);
            (x, y, articles)
        })
        .collect();
    let mut path = String::new();
    for (x, y, _) in &known {
        write!(path, "{}{x:.1} {y:.1}", if path.is_empty() { "M" } else { "L" })?;
    }
    if !path.is_empty() {
        writeln!(to, r#"<path class="line" d="{path}"/>"#)?;
    }
    for (x, y, articles) in &known {
        let class = if *articles < STEADY { "hollow" } else { "dot" };
        writeln!(to, r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="5"/>"#)?;
    }
    let (x, y) = (RIGHT + 16.0, TOP + 20.0);
    for (class, says) in [("dot", "30 articles or more"), ("hollow", "fewer than 30 articles")] {
        let y = if class == "dot" { y } else { y + 20.0 };
        writeln!(
            to,
            r#"<circle class="{class}" cx="{x}" cy="{}" r="5"/><text class="small" x="{}" y="{y}">{says}</text>"#,
            y - 4.0,
            x + 14.0
        )?;
    }
    let floor = TOP + SIDE + BELOW + STRIP + 6.0;
    let most = bins.iter().map(|bin| bin.articles).max().unwrap_or(0).max(1) as f64;
    let width = SIDE / bins.len() as f64;
    for bin in bins {
        let height = (STRIP - 16.0) * bin.articles as f64 / most;
        let x = RIGHT + bin.from * SIDE;
        writeln!(
            to,
            r#"<rect class="bar" x="{:.1}" y="{:.1}" width="{:.1}" height="{height:.1}"/><text class="small middle" x="{:.1}" y="{:.1}">{}</text>"#,
            x + 2.0,
            floor - height,
            width - 4.0,
            x + width / 2.0,
            floor - height - 4.0,
            bin.articles
        )?;
    }
    writeln!(to, r#"<path class="frame" d="M{RIGHT} {floor}h{SIDE}"/>"#)?;
    writeln!(
        to,
        r#"<text class="small middle" x="{}" y="{}">articles by score</text>"#,
        RIGHT + SIDE / 2.0,
        floor + 16.0
    )
}

/// Where a point of a panel stands in the picture.
fn place(left: f64, across: f64, up: f64) -> (f64, f64) {
    (left + across * SIDE, TOP + (1.0 - up) * SIDE)
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

/// Text from outside as XML takes it.
fn escaped(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    match text.contains(['&', '<', '>']) {
        true => text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into(),
        false => text,
    }
}
