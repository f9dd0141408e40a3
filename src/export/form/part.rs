//! What the form asks of who, whom and what, in its order.

use super::suspect::{self, Suspect};
use super::{Draft, said};
use crate::annotate::line;
use crate::date;
use crate::lang::Lang;
use crate::store::Claim;
use maud::{Markup, html};

/// What the form is.
pub(super) fn title(lang: Lang) -> &'static str {
    lang.pick((
        "Report of a suspected violation (form Model B.1)",
        "Formulir laporan dugaan pelanggaran (Model B.1)",
    ))
}

pub(super) fn head(lang: Lang) -> Markup {
    html! {
        p.draft { (lang.pick(("DRAFT – not a report", "KONSEP – bukan laporan"))) }
        h1 { (title(lang)) }
        p {
            (lang.pick((
                "Made by netra from what outlets report. News is first information (informasi awal), not a report: \
                 there is one only when somebody has filled in part 1, signed it and lodged it with Bawaslu. All that \
                 stands below was reported by others; check it at its source. A suspicion is not a finding.",
                "Disusun netra dari pemberitaan media. Berita adalah informasi awal, bukan laporan: laporan baru ada \
                 setelah pelapor mengisi bagian 1, menandatanganinya, dan menyampaikannya kepada Bawaslu. Semua isi \
                 di bawah ini adalah yang diberitakan media; periksa dahulu pada sumbernya. Dugaan bukan putusan.",
            )))
        }
    }
}

pub(super) fn reporter(lang: Lang) -> Markup {
    html! {
        section {
            h2 { "1. " (lang.pick(("Who reports", "Pelapor"))) }
            p.hint {
                (lang.pick((
                    "To be filled in by the person who reports. Neither the outlet nor netra reports.",
                    "Diisi oleh pelapor. Media dan netra bukan pelapor.",
                )))
            }
            dl {
                @for name in [
                    ("Name", "Nama"),
                    ("Place and day of birth", "Tempat, tanggal lahir"),
                    ("Occupation", "Pekerjaan"),
                    ("Address", "Alamat"),
                    ("Telephone", "Nomor telepon/HP"),
                ] {
                    (field(lang.pick(name), None))
                }
            }
        }
    }
}

pub(super) fn suspects(draft: &Draft, lang: Lang) -> Markup {
    let hidden = lang.pick(("(for the name see the source)", "(nama lihat sumber)"));
    let suspects = suspect::all(draft);
    html! {
        section {
            h2 { "2. " (lang.pick(("Of whom it is reported", "Terlapor"))) }
            p.hint {
                (lang.pick((
                    "By office. A name stands here only where an outlet reports that the matter was proven or \
                     sanctioned.",
                    "Menurut jabatan. Nama hanya dicantumkan bila media memberitakan perkaranya terbukti atau \
                     dijatuhi sanksi.",
                )))
            }
            @if suspects.is_empty() {
                p {
                    (lang.pick((
                        "netra found no claim about a particular person in the article; read it, and fill this in.",
                        "netra tidak menemukan dugaan terhadap orang tertentu dalam artikel ini; baca artikelnya, \
                         lalu isi bagian ini.",
                    )))
                }
                dl {
                    (field(lang.pick(("Name", "Nama")), None))
                    (field(lang.pick(("Office", "Jabatan")), None))
                    (field(lang.pick(("Institution", "Instansi")), None))
                }
            }
            @for Suspect { name, office, institution, area } in suspects {
                dl {
                    (field(lang.pick(("Name", "Nama")), Some(name.unwrap_or(hidden))))
                    (field(lang.pick(("Office", "Jabatan")), office))
                    (field(lang.pick(("Institution", "Instansi")), institution))
                    @if let Some(area) = area {
                        (field(lang.pick(("Area", "Wilayah")), Some(area)))
                    }
                    (field(lang.pick(("Address, telephone", "Alamat, nomor telepon/HP")), None))
                }
            }
        }
    }
}

pub(super) fn event(draft: &Draft, lang: Lang) -> Markup {
    let claims = &draft.face.claims;
    let places = each_once(claims.iter().filter_map(|claim| claim.place.clone()));
    let days =
        each_once(claims.iter().filter_map(|claim| claim.day.as_deref()).map(|day| happened(day, lang)));
    let told = each_once(claims.iter().map(|claim| report(draft, claim, lang)));
    html! {
        section {
            h2 { "3. " (lang.pick(("What is reported to have happened", "Peristiwa yang dilaporkan"))) }
            dl {
                @if told.is_empty() {
                    (field(lang.pick(("Event", "Peristiwa")), None))
                } @else {
                    dt { (lang.pick(("Event", "Peristiwa"))) }
                    dd {
                        @for told in &told {
                            p { (line(told)) }
                        }
                    }
                }
                (field(lang.pick(("Place", "Tempat kejadian")), joined(&places).as_deref()))
                (field(lang.pick(("Day of the event", "Hari/tanggal kejadian")), joined(&days).as_deref()))
                dt { (lang.pick(("Day it came to be known", "Hari/tanggal diketahui"))) }
                dd {
                    (date::weekday(draft.known(), lang)) " "
                    span.hint {
                        (lang.pick((
                            "(when the first article of those stored was published; put the day on which the person \
                             who reports came to know)",
                            "(hari terbit berita pertama yang tersimpan; ganti dengan hari pelapor mengetahuinya)",
                        )))
                    }
                }
            }
        }
    }
}

pub(super) fn witnesses(draft: &Draft, lang: Lang) -> Markup {
    let witnesses = quoted(draft);
    html! {
        section {
            h2 { "4. " (lang.pick(("Witnesses", "Saksi-saksi"))) }
            p.hint {
                (lang.pick((
                    "Persons whom the article quotes. Nobody has asked them whether they will be witnesses.",
                    "Narasumber yang dikutip artikel. Kesediaan mereka menjadi saksi belum ditanyakan.",
                )))
            }
            @if witnesses.is_empty() {
                p { (lang.pick(("The article quotes nobody by name.", "Artikel ini tidak mengutip narasumber bernama."))) }
            } @else {
                ul { @for witness in &witnesses { li { (line(witness)) } } }
            }
        }
    }
}

pub(super) fn signature(lang: Lang) -> Markup {
    html! {
        section.signature {
            dl {
                (field(lang.pick(("Place", "Tempat")), None))
                (field(lang.pick(("Day, date, time", "Hari, tanggal, pukul")), None))
                (field(lang.pick(("Signature of the person who reports", "Tanda tangan pelapor")), None))
            }
        }
    }
}

/// A field of the form; what is not known is left blank, to be filled in by hand.
fn field(name: &str, value: Option<&str>) -> Markup {
    html! {
        dt { (name) }
        @match value {
            Some(value) => dd { (line(value)) },
            None => dd.blank {},
        }
    }
}

/// What an article says of a claim, as a report: `Suspicion: taking part in a campaign, according to …`.
fn report(draft: &Draft, claim: &Claim, lang: Lang) -> String {
    let face = &draft.face;
    let source = match claim.source.as_deref() {
        // Whom the claim is about may be the one who speaks of it, and is not named here either.
        Some(source) if suspect::is_one(draft, source) => {
            format!("{} ({})", lang.pick(("the person concerned", "terlapor")), face.outlet)
        }
        Some(source) => format!("{source} ({})", face.outlet),
        None => face.outlet.clone(),
    };
    let (day, act) = (date::day(face.day, lang), lang.act(&claim.act));
    let suspicion = lang.pick(("Suspicion", "Dugaan"));
    let according = lang.pick(("according to", "menurut"));
    let mut told = format!("{suspicion}: {act}, {according} {source}, {day}.");
    let state = lang.pick(("State in this article", "Status menurut artikel ini"));
    told.push_str(&format!(" {state}: {}.", said(&claim.status, claim.denied, lang)));
    if let Some(latest) = draft.latest(claim).filter(|latest| latest.status != claim.status) {
        let state = lang.pick(("Latest state", "Status terakhir"));
        let (day, outlet) = (date::day(latest.day, lang), &latest.outlet);
        told.push_str(&format!(" {state}: {} ({outlet}, {day}).", said(&latest.status, latest.denied, lang)));
    }
    if !claim.central {
        told.push(' ');
        told.push_str(
            lang.pick(("An older case, which the article recalls.", "Kasus lama yang disinggung artikel.")),
        );
    }
    told
}

/// The day of an act for people, with its name where it is one day.
fn happened(day: &str, lang: Lang) -> String {
    day.parse().map_or_else(|_| date::known(day, lang), |day| date::weekday(day, lang))
}

/// The persons whom the article quotes, with their offices, save those whom its claims are about.
fn quoted(draft: &Draft) -> Vec<String> {
    let stored = &draft.stored;
    let claims = &draft.face.claims;
    let sources = claims.iter().filter_map(|claim| claim.source.as_deref());
    let names = stored.quotes.iter().filter_map(|quote| stored.person(quote.speaker)).chain(sources);
    let people = names.filter_map(|name| stored.people.iter().find(|person| person.name == name));
    let others = people.filter(|person| !suspect::is_one(draft, &person.name));
    each_once(others.map(|person| {
        let office = [&person.position, &person.institution].into_iter().flatten();
        let office: Vec<&str> = office.map(String::as_str).collect();
        match office.is_empty() {
            true => person.name.clone(),
            false => format!("{} ({})", person.name, office.join(", ")),
        }
    }))
}

/// The texts in their order, each once.
fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    texts.fold(Vec::new(), |mut all, text| {
        if !all.contains(&text) {
            all.push(text);
        }
        all
    })
}

fn joined(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("; "))
}
