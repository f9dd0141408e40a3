//! The plots of the overview.

use super::Overview;
use crate::annotate::line;
use crate::lang::Lang;
use crate::review::number::{count, percent};
use crate::review::period::Period;
use crate::review::plot::{Bar, Caption, Column, Fill, Part, Point, Series, bars, lines, stacks};
use crate::review::precision::Share;
use crate::store::{Groups, Tally};
use form_urlencoded::Serializer;
use maud::Markup;

/// The kinds of verdicts, in the order in which bars show them.
fn parts(lang: Lang) -> [Part<'static>; 4] {
    let part = |name, fill| Part { name: lang.pick(name), fill };
    [
        part(("valid", "valid"), Fill::Solid),
        part(("not valid", "tidak valid"), Fill::Lines),
        part(("unsure", "ragu"), Fill::Dots),
        part(("waiting", "menunggu"), Fill::Hollow),
    ]
}

fn values(tally: &Tally) -> Vec<usize> {
    vec![tally.confirmed, tally.rejected, tally.unsure, tally.waiting()]
}

/// Bars of the stories of each week, by the verdict on them.
pub(super) fn by_week(overview: &Overview, lang: Lang) -> Markup {
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
pub(super) struct Group<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) key: &'a str,
}

/// Bars of groups, each of which leads to the list of its stories.
pub(super) fn by_group(
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
pub(super) fn model(overview: &Overview, lang: Lang) -> Markup {
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
            "The share of stories flagged when judged that analysts found valid, by week of the verdict, with the \
             interval in which the true share lies with 95%.",
            "Bagian berita yang dinilai valid dari yang ditandai saat ditinjau, menurut pekan putusan, dengan selang \
             kepercayaan 95%.",
        )),
        lang.pick(("Left out as unsure:", "Tidak dihitung karena ragu:")),
        count(unsure, lang),
        missed(overview.missed, lang)
    );
    let title = lang.pick(("How often flags are valid", "Ketepatan penandaan"));
    lines(&Caption { id: "precision", title, about: &about, lang }, &overview.judged.weeks(), &series)
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
            "Of {of} stories drawn at random from those far below the threshold, {confirmed} were valid: {value} \
             ({interval})."
        ),
        Lang::Id => format!(
            "Dari {of} berita jauh di bawah ambang yang diambil acak, {confirmed} valid: {value} ({interval})."
        ),
    }
}
