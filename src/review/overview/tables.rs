//! The tables of the overview: how outlets and reviewers do.

use super::Overview;
use crate::annotate::line;
use crate::date;
use crate::lang::Lang;
use crate::review::health::{Health, suspicion};
use crate::review::number::{count, decimal, percent};
use crate::review::part;
use crate::review::plot::{Mark, spark};
use crate::review::veil::Veil;
use maud::{Markup, html};

/// The outlets in the last runs.
pub(super) fn outlets(health: &[Health], outlet: &dyn Fn(&str) -> String, lang: Lang) -> Markup {
    let heads = [
        ("Outlet", "Media"),
        ("New articles in each run", "Artikel baru setiap malam"),
        ("New in the last", "Baru, malam terakhir"),
        ("Failed in the last", "Gagal, malam terakhir"),
        ("What looks broken", "Yang tampak bermasalah"),
    ];
    html! {
        section #health {
            h2 { (lang.pick(("Outlets", "Kondisi media"))) }
            @if health.is_empty() {
                p.none { (lang.pick(("No run has reported yet.", "Belum ada laporan perayapan malam."))) }
            } @else {
                p {
                    (lang.pick((
                        "The last nightly runs, oldest first. A cross stands above those in which the outlet looked \
                         broken.",
                        "Perayapan malam terakhir, dari yang terlama. Tanda silang: malam itu medianya tampak \
                         bermasalah.",
                    )))
                }
                div.wide {
                    table {
                        thead { tr { @for head in heads { th scope="col" { (lang.pick(head)) } } } }
                        tbody { @for health in health { (row(health, &outlet(&health.outlet), lang)) } }
                    }
                }
            }
        }
    }
}

fn row(outlet: &Health, name: &str, lang: Lang) -> Markup {
    let year = outlet.nights.last().map_or(0, |night| night.day.year());
    let mark = |is_suspect| if is_suspect { Mark::Cross } else { Mark::None };
    let values: Vec<(usize, Mark)> =
        outlet.nights.iter().map(|night| (night.new, mark(!night.suspicions.is_empty()))).collect();
    let says = outlet.nights.iter().map(|night| {
        let cross = if night.suspicions.is_empty() { "" } else { " ×" };
        format!("{}: {}{cross}", date::short(night.day, year, lang), count(night.new, lang))
    });
    let says = says.collect::<Vec<_>>().join(", ");
    html! {
        tr {
            th scope="row" { (name) }
            td { (spark(&values, &says)) }
            @if let Some(last) = outlet.nights.last() {
                td { (count(last.new, lang)) }
                td { (count(last.failed, lang)) }
                td {
                    @for kind in &last.suspicions { div.bad { (line(suspicion(kind, lang))) } }
                    @if last.suspicions.is_empty() { "–" }
                }
            }
        }
    }
}

/// How far reviewers agree, and where not.
pub(super) fn reviewers(overview: &Overview, lang: Lang) -> Markup {
    let heads = [
        ("Reviewers", "Peninjau"),
        ("Stories both judged", "Berita ditinjau keduanya"),
        ("Same verdict", "Putusan sama"),
        ("Cohen's κ", "κ Cohen"),
    ];
    html! {
        section #agreement {
            h2 { (lang.pick(("Agreement of reviewers", "Kesepakatan peninjau"))) }
            @if overview.pairs.is_empty() {
                p.none {
                    (lang.pick(("No story has been judged by two yet.", "Belum ada berita yang ditinjau dua orang.")))
                }
            } @else {
                p {
                    (lang.pick((
                        "κ is 1 where two always agree and 0 where they agree as chance would have it.",
                        "κ bernilai 1 bila keduanya selalu sepakat dan 0 bila sepakat sebatas kebetulan.",
                    )))
                }
                div.wide {
                    table {
                        thead { tr { @for head in heads { th scope="col" { (lang.pick(head)) } } } }
                        tbody {
                            @for pair in &overview.pairs {
                                tr {
                                    th scope="row" { (line(&pair.one)) " – " (line(&pair.other)) }
                                    td { (count(pair.stories, lang)) }
                                    td { (percent(pair.observed, lang)) }
                                    td {
                                        @match pair.kappa {
                                            Some(kappa) => (decimal(kappa, 2, lang)),
                                            None => "–"
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                (disputes(overview, lang))
            }
        }
    }
}

fn disputes(overview: &Overview, lang: Lang) -> Markup {
    html! {
        h3 { (lang.pick(("Where they differ", "Putusan yang berbeda"))) }
        @if overview.disagreements.is_empty() {
            p.none { (lang.pick(("Nowhere.", "Tidak ada."))) }
        } @else {
            ul {
                @for (it, summary) in &overview.disagreements {
                    @let veil = summary.as_ref().map(Veil::of).unwrap_or_default();
                    li {
                        a href=(format!("/story/{}", it.article)) { (part::title(it.title.as_deref(), &veil, lang)) }
                        @for (who, said) in &it.said { " · " (line(who)) ": " (lang.decision(*said)) }
                    }
                }
            }
            @if overview.earlier > 0 {
                p { (lang.pick(("Earlier ones:", "Yang lebih lama:"))) " " (count(overview.earlier, lang)) }
            }
        }
    }
}
