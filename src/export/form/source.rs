//! What the form asks of evidence, the course of the matter, and what whoever reports should know of rules and days.

use super::{Draft, said};
use crate::annotate::line;
use crate::crawl::{Address, Zone};
use crate::date;
use crate::export::story::{found, sentence};
use crate::lang::Lang;
use crate::store::{PageKept, Record, Stage};
use jiff::Timestamp;
use jiff::civil::{self, Date};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The days within which a report must be lodged.
const WITHIN: i32 = 7;

/// The day since which BKN does what KASN did.
const BKN_SINCE: Date = civil::date(2024, 8, 24);

pub(super) fn evidence(draft: &Draft, lang: Lang) -> Markup {
    html! {
        section {
            h2 { "5. " (lang.pick(("Evidence", "Bukti"))) }
            p.hint {
                (lang.pick((
                    "The articles that are stored, and the sentences that make the claims. The digest (SHA-256) shows \
                     that a kept page is the one that was read.",
                    "Artikel yang tersimpan beserta kalimat yang memuat dugaan. Sidik SHA-256 menunjukkan bahwa halaman \
                     yang disimpan sama dengan yang dibaca.",
                )))
            }
            ol { @for source in &draft.sources { li { (article(source, lang)) } } }
        }
    }
}

fn article(source: &Record, lang: Lang) -> Markup {
    let title = source.current.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)")));
    let published = source.current.published.as_deref().and_then(|at| at.parse().ok());
    let published = published.map_or_else(|| date::day(source.day, lang), |at| moment(at, lang));
    let sentences: BTreeSet<_> =
        source.claims.iter().map(|claim| (claim.sentence, sentence(source, claim))).collect();
    html! {
        p { strong { (line(title)) } }
        p.address {
            @match Address::read(&source.canonical) {
                Some(address) => a href=(address) rel="noopener noreferrer nofollow" { (line(&source.canonical)) },
                None => { (line(&source.canonical)) },
            }
        }
        p {
            (line(&source.outlet)) " · " (lang.pick(("published", "terbit"))) " " (published)
            @if let Some(at) = source.vanished_at {
                " · " (lang.pick(("taken down by the outlet, seen", "dihapus medianya, diketahui"))) " " (moment(at, lang))
            }
        }
        @for (_, sentence) in sentences.iter().filter(|(_, sentence)| !sentence.is_empty()) {
            blockquote lang="id" { (line(sentence)) }
        }
        @for page in &source.pages { (capture(page, lang)) }
    }
}

fn capture(page: &PageKept, lang: Lang) -> Markup {
    html! {
        p.capture {
            (lang.pick(("read by netra", "dibaca netra"))) " " (moment(page.fetched_at, lang)) " · SHA-256 "
            code { (line(&page.sha256)) }
            " · "
            (lang.pick(match page.is_kept {
                true => ("page kept", "halaman disimpan"),
                false => ("page no longer kept", "halaman tidak lagi disimpan"),
            }))
        }
    }
}

pub(super) fn course(draft: &Draft, lang: Lang) -> Markup {
    let mut stages: Vec<&Stage> = draft.face.cases.iter().flat_map(|case| &case.course).collect();
    stages.sort_by_key(|stage| stage.day);
    // What an article says of one case in its headline and again in its text is told once.
    let about = |it: &Stage| (it.case, it.article, it.act.clone(), it.status.clone(), it.denied);
    stages.dedup_by_key(|stage| about(stage));
    html! {
        section {
            h2 { "6. " (lang.pick(("Course of events", "Uraian singkat kejadian"))) }
            p.hint {
                (lang.pick((
                    "What was reported, by day. What happened is for the person who reports to tell.",
                    "Yang diberitakan, menurut hari. Kejadiannya sendiri diuraikan oleh pelapor.",
                )))
            }
            ol {
                @for stage in stages {
                    li {
                        (date::weekday(stage.day, lang)) ": " (line(&stage.outlet)) " "
                        (lang.pick(("reports the suspicion of", "memberitakan dugaan"))) " “"
                        (line(lang.act(&stage.act))) "” – " (line(&said(&stage.status, stage.denied, lang)))
                    }
                }
            }
            div.blank.tall {}
        }
    }
}

pub(super) fn notes(draft: &Draft, today: Date, lang: Lang) -> Markup {
    let claims = draft.face.claims.iter().enumerate();
    let rules: BTreeSet<&str> = claims
        .filter_map(|(number, claim)| found(&draft.stored, number, claim))
        .flat_map(|found| found.basis.iter().map(String::as_str))
        .collect();
    html! {
        section.notes {
            h2 { (lang.pick(("Notes for whoever reports", "Catatan untuk pelapor"))) }
            dl {
                dt { (lang.pick(("Rules touched on", "Dasar hukum (saran)"))) }
                dd {
                    @if rules.is_empty() { "–" } @else { (line(&rules.into_iter().collect::<Vec<_>>().join("; "))) }
                    " " span.hint {
                        (lang.pick((
                            "(which such acts touch on by netra's table; no legal opinion)",
                            "(aturan yang disinggung perbuatan itu menurut tabel netra; bukan pendapat hukum)",
                        )))
                    }
                }
                dt { (lang.pick(("Time limit", "Batas waktu"))) }
                dd { (limit(draft.known(), today, lang)) }
                dt { (lang.pick(("Forwarding", "Penerusan"))) }
                dd { (forwarding(draft.face.day, lang)) }
            }
        }
    }
}

/// How much is left of the days within which a report must be lodged, counted from the first article.
pub(super) fn limit(known: Date, today: Date, lang: Lang) -> String {
    let rule = lang.pick((
        "A report must be lodged within 7 days after the matter came to be known (Perbawaslu 7/2022, article 8(3)).",
        "Laporan disampaikan paling lama 7 hari sejak diketahui (Perbawaslu 7/2022 Pasal 8 ayat (3)).",
    ));
    let age = today.since(known).map_or(0, |span| span.get_days()).max(0);
    let left = WITHIN - age;
    let state = match (lang, left < 0) {
        (Lang::En, true) => {
            format!("More than 7 days since it was in the media: {age} days on {}.", date::day(today, lang))
        }
        (Lang::Id, true) => {
            format!("Lewat 7 hari sejak diketahui media: {age} hari pada {}.", date::day(today, lang))
        }
        (Lang::En, false) => {
            format!("Since it was in the media {age} days, {left} left on {}.", date::day(today, lang))
        }
        (Lang::Id, false) => format!(
            "Sudah {age} hari sejak diketahui media, tersisa {left} hari pada {}.",
            date::day(today, lang)
        ),
    };
    format!("{rule} {state}")
}

/// Who is told of a violation by civil servants, by the day of publication.
fn forwarding(day: Date, lang: Lang) -> &'static str {
    lang.pick(match day < BKN_SINCE {
        true => (
            "For civil servants at that time by Bawaslu to KASN; since 24 August 2024 to BKN.",
            "Untuk ASN, pada waktu itu diteruskan Bawaslu ke KASN; sejak 24 Agustus 2024 ke BKN.",
        ),
        false => (
            "For civil servants by Bawaslu to BKN (since 24 August 2024; before to KASN).",
            "Untuk ASN, diteruskan Bawaslu ke BKN (sejak 24 Agustus 2024; sebelumnya KASN).",
        ),
    })
}

/// A moment on the clock of most of the outlets.
fn moment(at: Timestamp, lang: Lang) -> String {
    let local = Zone::Wita.offset().to_datetime(at);
    format!("{}, {} {}", date::day(local.date(), lang), date::time(local.time(), lang), Zone::Wita)
}
