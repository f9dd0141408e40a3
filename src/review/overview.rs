//! The overview: what a period has flagged, what analysts said of it, and how outlets, model and reviewers do.
//!
//! It counts stories that were reported, never people or violations.

use super::agreement::{self, Disagreement, Pair};
use super::health::{self, Health, suspicion};
use super::number::{count, decimal, percent};
use super::period::Period;
use super::plot::{
    Bar, Caption, Column, Fill, Mark, Part, Point, Series, bars, lines, patterns, spark, stacks,
};
use super::precision::{self, Share, Week};
use crate::annotate::line;
use crate::date;
use crate::error::Error;
use crate::lang::Lang;
use crate::store::{self, Groups, Log, Store, Tally};
use form_urlencoded::Serializer;
use maud::{Markup, html};

/// How many groups of each kind are shown, and how many disagreements.
const MOST: usize = 10;

/// How many of the last runs are shown of each outlet.
const RUNS: usize = 14;

/// What the overview tells.
#[derive(Clone, Debug)]
pub(crate) struct Overview {
    period: Period,
    figures: store::Overview,
    health: Vec<Health>,
    weeks: Vec<Week>,
    missed: Share,
    pairs: Vec<Pair>,
    disagreements: Vec<Disagreement>,
}

/// Reads what the overview of a period tells; `threshold` is the score from which on stories are flagged.
pub(crate) fn read(store: &dyn Store, period: Period, threshold: f64) -> Result<Overview, Error> {
    let log = Log { standing: true, since: Some(period.start()), ..Log::default() };
    let mut judgements = store.judgements(&log)?;
    judgements.retain(|judgement| period.has(judgement.given.verdict.at));
    Ok(Overview {
        period,
        figures: store.overview(period.since, period.until, MOST)?,
        health: health::health(&store.runs(RUNS)?),
        weeks: precision::weeks(&judgements, threshold),
        missed: precision::missed(&judgements),
        pairs: agreement::pairs(&judgements),
        disagreements: agreement::disagreements(&judgements),
    })
}

/// The body of the page, below the navigation.
pub(crate) fn body(overview: &Overview, lang: Lang) -> Markup {
    let figures = &overview.figures;
    let group = |id, title, key, groups, name: &dyn Fn(&str) -> String| {
        by_group(overview, lang, &Group { id, title: lang.pick(title), key }, groups, name)
    };
    html! {
        h1 { (lang.pick(("Overview", "Ikhtisar"))) }
        (period(overview.period, lang))
        p {
            (lang.pick((
                "The figures count stories that netra flagged to be reviewed, not violations.",
                "Angka di sini menghitung berita yang ditandai netra untuk ditinjau, bukan pelanggaran.",
            )))
        }
        (patterns())
        (numbers(&figures.all, lang))
        div.plots {
            (by_week(overview, lang))
            (group("places", ("By regency or city", "Menurut kabupaten/kota"), "place", &figures.places, &line))
            (group("acts", ("By suspected act", "Menurut dugaan perbuatan"), "act", &figures.acts, &|act| line(lang.act(act))))
            (group("states", ("By reported state", "Menurut status yang diberitakan"), "status", &figures.states,
                &|state| line(lang.state(state))))
            (group("outlets", ("By outlet", "Menurut media"), "outlet", &figures.outlets, &line))
            (model(overview, lang))
        }
        (outlets(&overview.health, lang))
        (reviewers(overview, lang))
    }
}

/// The form that asks for another period.
fn period(period: Period, lang: Lang) -> Markup {
    html! {
        form.period method="get" {
            label { (lang.pick(("From", "Dari"))) " " input type="date" name="since" value=(period.since); }
            " "
            label { (lang.pick(("to", "sampai"))) " " input type="date" name="until" value=(period.until); }
            " "
            button { (lang.pick(("Show", "Tampilkan"))) }
        }
    }
}

fn numbers(all: &Tally, lang: Lang) -> Markup {
    let judged = Share { confirmed: all.confirmed, of: all.confirmed + all.rejected };
    let share = judged.value().map_or_else(|| "–".to_owned(), |share| percent(share, lang));
    html! {
        dl.numbers {
            @for (name, number) in [
                (("Flagged stories", "Berita ditandai"), count(all.stories, lang)),
                (("Waiting for a verdict", "Menunggu putusan"), count(all.waiting(), lang)),
                (("Decided", "Sudah diputuskan"), count(all.decided(), lang)),
                (("Confirmed, of those confirmed or rejected", "Dikonfirmasi, dari yang dikonfirmasi atau ditolak"), share),
            ] {
                div { dt { (lang.pick(name)) } dd { (number) } }
            }
        }
    }
}

/// The kinds of verdicts, in the order in which bars show them.
fn parts(lang: Lang) -> [Part<'static>; 4] {
    let part = |name, fill| Part { name: lang.pick(name), fill };
    [
        part(("confirmed", "dikonfirmasi"), Fill::Solid),
        part(("rejected", "ditolak"), Fill::Lines),
        part(("unsure", "ragu-ragu"), Fill::Dots),
        part(("waiting", "menunggu"), Fill::Hollow),
    ]
}

fn values(tally: &Tally) -> Vec<usize> {
    vec![tally.confirmed, tally.rejected, tally.unsure, tally.waiting()]
}

fn by_week(overview: &Overview, lang: Lang) -> Markup {
    let caption = Caption {
        id: "weeks",
        title: lang.pick(("Flagged stories by week", "Berita yang ditandai per pekan")),
        about: lang.pick((
            "By the week of a story's first flagged article, and by the verdict on it.",
            "Menurut pekan artikel pertama yang ditandai dan putusan atas beritanya.",
        )),
        lang,
    };
    let of =
        |week| overview.figures.weeks.iter().find(|(monday, _)| *monday == week).map(|(_, tally)| *tally);
    let weeks = overview.period.weeks().into_iter();
    let columns: Vec<Column> =
        weeks.map(|day| Column { day, values: values(&of(day).unwrap_or_default()) }).collect();
    stacks(&caption, &parts(lang), &columns)
}

/// A way to group stories: the name of its plot, its title, and what the list of stories calls it.
struct Group<'a> {
    id: &'a str,
    title: &'a str,
    key: &'a str,
}

/// Bars of groups, each of which leads to the list of its stories.
fn by_group(
    overview: &Overview,
    lang: Lang,
    group: &Group,
    groups: &Groups,
    name: &dyn Fn(&str) -> String,
) -> Markup {
    let mut about = lang
        .pick((
            "A story counts once in each group that it tells of.",
            "Satu berita dihitung sekali di tiap kelompok.",
        ))
        .to_owned();
    let more = match group.key {
        "place" => {
            let placeless = count(overview.figures.placeless.stories, lang);
            let (before, after) =
                (("Without a known place:", "Tanpa kabupaten/kota yang diketahui:"), ("stories.", "berita."));
            Some(format!("{} {placeless} {}", lang.pick(before), lang.pick(after)))
        }
        "status" => Some(
            lang.pick((
                "The state is the one that the article reports; a story shows how its case went on.",
                "Statusnya seperti yang diberitakan artikel; kelanjutan kasus ada di halaman beritanya.",
            ))
            .to_owned(),
        ),
        _ => None,
    };
    let left = (groups.left > 0).then(|| match lang {
        Lang::En => format!("{} smaller groups are not shown.", count(groups.left, lang)),
        Lang::Id => format!("{} kelompok lebih kecil tidak ditampilkan.", count(groups.left, lang)),
    });
    for sentence in [more, left].into_iter().flatten() {
        about.push(' ');
        about.push_str(&sentence);
    }
    let rows: Vec<Bar> = groups
        .most
        .iter()
        .map(|(key, tally)| Bar {
            name: name(key),
            href: Some(list(group.key, key, overview.period)),
            values: values(tally),
        })
        .collect();
    bars(&Caption { id: group.id, title: group.title, about: &about, lang }, &parts(lang), &rows)
}

/// The address of the list of a group's stories in a period.
fn list(key: &str, value: &str, period: Period) -> String {
    let query = Serializer::new(String::new())
        .append_pair(key, value)
        .append_pair("since", &period.since.to_string())
        .append_pair("until", &period.until.to_string())
        .finish();
    format!("/stories?{query}")
}

/// How often analysts confirm what the model flags, and what it misses.
fn model(overview: &Overview, lang: Lang) -> Markup {
    let mut series: Vec<Series> = Vec::new();
    for week in &overview.weeks {
        let (Some(share), Some(interval)) = (week.share.value(), week.share.interval()) else { continue };
        let name = match week.model.is_empty() {
            true => lang.pick(("model unknown", "model tidak diketahui")).to_owned(),
            false => format!("model {}", line(&week.model)),
        };
        if series.last().is_none_or(|last| last.name != name) {
            series.push(Series { name, points: Vec::new() });
        }
        let point =
            Point { day: week.monday, share, interval, counts: (week.share.confirmed, week.share.of) };
        series.last_mut().expect("one was added").points.push(point);
    }
    // The letters go by time, as the models did.
    series.sort_by_key(|series| series.points.first().map(|point| point.day));
    let unsure: usize = overview.weeks.iter().map(|week| week.unsure).sum();
    let about = format!(
        "{} {} {}. {}",
        lang.pick((
            "The share of stories flagged when judged that analysts confirmed, by week of the verdict, with the \
             interval in which the true share lies with 95%.",
            "Bagian berita yang dikonfirmasi dari yang ditandai saat ditinjau, menurut pekan putusan, dengan selang \
             kepercayaan 95%.",
        )),
        lang.pick(("Left out as unsure:", "Tidak dihitung karena ragu-ragu:")),
        count(unsure, lang),
        missed(overview.missed, lang)
    );
    let title = lang.pick(("How often flags are confirmed", "Ketepatan penandaan"));
    lines(&Caption { id: "precision", title, about: &about, lang }, &overview.period.weeks(), &series)
}

/// What the stories that were drawn at random say of those that the model does not flag.
fn missed(share: Share, lang: Lang) -> String {
    let (Some(value), Some((low, high))) = (share.value(), share.interval()) else {
        return lang
            .pick((
                "Of the stories far below the threshold none has been drawn and judged yet.",
                "Belum ada berita jauh di bawah ambang yang diambil acak dan ditinjau.",
            ))
            .to_owned();
    };
    let (of, confirmed) = (count(share.of, lang), count(share.confirmed, lang));
    let value = percent(value, lang);
    let interval = format!("{}–{}", percent(low, lang), percent(high, lang));
    match lang {
        Lang::En => format!(
            "Of {of} stories drawn at random from those far below the threshold, {confirmed} were confirmed: {value} \
             ({interval})."
        ),
        Lang::Id => format!(
            "Dari {of} berita jauh di bawah ambang yang diambil acak, {confirmed} dikonfirmasi: {value} ({interval})."
        ),
    }
}

fn outlets(health: &[Health], lang: Lang) -> Markup {
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
                        "The last nightly runs, oldest first. A cross stands above a run in which the outlet looked broken.",
                        "Perayapan malam terakhir, dari yang terlama. Tanda silang: malam itu medianya tampak bermasalah.",
                    )))
                }
                div.wide {
                    table {
                        thead { tr { @for head in heads { th scope="col" { (lang.pick(head)) } } } }
                        tbody { @for outlet in health { (row(outlet, lang)) } }
                    }
                }
            }
        }
    }
}

fn row(outlet: &Health, lang: Lang) -> Markup {
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
            th scope="row" { (line(&outlet.outlet)) }
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

fn reviewers(overview: &Overview, lang: Lang) -> Markup {
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
                                    td { (pair.kappa.map_or_else(|| "–".to_owned(), |kappa| decimal(kappa, 2, lang))) }
                                }
                            }
                        }
                    }
                }
                (disputes(&overview.disagreements, lang))
            }
        }
    }
}

fn disputes(disagreements: &[Disagreement], lang: Lang) -> Markup {
    let untitled = lang.pick(("(no title)", "(tanpa judul)"));
    html! {
        h3 { (lang.pick(("Where they differ", "Putusan yang berbeda"))) }
        @if disagreements.is_empty() {
            p.none { (lang.pick(("Nowhere.", "Tidak ada."))) }
        } @else {
            ul {
                @for it in disagreements.iter().take(MOST) {
                    li {
                        a href=(format!("/story/{}", it.article)) { (line(it.title.as_deref().unwrap_or(untitled))) }
                        @for (who, said) in &it.said { " · " (line(who)) ": " (lang.decision(*said)) }
                    }
                }
            }
            @if let Some(more) = disagreements.len().checked_sub(MOST).filter(|&more| more > 0) {
                p { (lang.pick(("Earlier ones:", "Yang lebih lama:"))) " " (count(more, lang)) }
            }
        }
    }
}
