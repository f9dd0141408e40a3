//! What is reported about an office or a name: by case, with how each went.
//!
//! It is a page about reports. It counts nothing and sums nothing up; a name stands behind a click unless the state
//! of its case is that it was reported to be proven or sanctioned; initials stay initials; and two who share a name
//! are not taken for one, which is said at the top.

use crate::annotate::line;
use crate::date;
use crate::digest::{self, Entry, Stage};
use crate::error::Error;
use crate::extract::Status;
use crate::lang::Lang;
use crate::store::{Claim, Decision, Filter, Named, Record, Scope, Store};
use crate::text::fold;
use jiff::civil::Date;
use maud::{Markup, html};

/// What is reported about an office or a name.
#[derive(Clone, Debug)]
pub(crate) struct Official {
    /// What was asked for.
    query: String,
    /// The cases, that of the newest story first.
    matters: Vec<Matter>,
    /// Articles that name somebody of this office or name and accuse others, or nobody.
    mentions: Vec<Mention>,
    /// Whether as many stories were read as may be, so that there may be older ones.
    is_cut: bool,
}

/// A case, or an accusation that belongs to none.
#[derive(Clone, Debug)]
struct Matter {
    case: Option<i64>,
    /// The accused person's office.
    position: Option<String>,
    /// Who is accused, as written, with the name of that person where the text gives one; each once.
    accused: Vec<(String, Option<String>)>,
    /// The state that the newest article about it reports.
    state: String,
    /// The first report of each state in turn, where there is more than one state.
    course: Vec<Stage>,
    reports: Vec<Report>,
}

/// What one story reports of a case.
#[derive(Clone, Debug)]
struct Report {
    article: i64,
    title: Option<String>,
    outlet: String,
    /// The outlets of the other articles that tell the story.
    outlets: Vec<String>,
    day: Date,
    verdict: Option<Decision>,
    claim: digest::Claim,
}

/// An article that names somebody without accusing them.
#[derive(Clone, Debug)]
struct Mention {
    article: i64,
    title: Option<String>,
    outlet: String,
    day: Date,
    role: String,
}

/// Reads what is reported about whoever's office or name holds `query`, from the `limit` newest stories.
pub(crate) fn read(store: &dyn Store, query: &str, limit: usize) -> Result<Official, Error> {
    let mut official =
        Official { query: query.to_owned(), matters: Vec::new(), mentions: Vec::new(), is_cut: false };
    let wanted = fold(query.trim()).into_owned();
    if wanted.is_empty() {
        return Ok(official);
    }
    let filter =
        Filter { official: Some(query.trim().to_owned()), scope: Scope::All, limit, ..Filter::default() };
    let summaries = store.flags(&filter)?;
    official.is_cut = summaries.len() == limit;
    for summary in &summaries {
        let Some(record) = store.article(summary.article)? else { continue };
        let entry = Entry::new(summary, &record);
        if !official.add(&entry, &record, &wanted) {
            official.mentions.extend(mention(&record, &wanted));
        }
    }
    Ok(official)
}

impl Official {
    /// Adds what an article says against whoever is meant; whether it says anything.
    fn add(&mut self, entry: &Entry, record: &Record, wanted: &str) -> bool {
        let mut is_any = false;
        // An entry has the claims of its record, in their order.
        for (claim, told) in record.claims.iter().zip(&entry.claims) {
            if !is_about(claim, wanted) {
                continue;
            }
            is_any = true;
            let matter = match self.matters.iter().position(|it| it.case.is_some() && it.case == claim.case) {
                Some(known) => &mut self.matters[known],
                None => {
                    self.matters.push(Matter::new(claim, record));
                    self.matters.last_mut().expect("one was added")
                }
            };
            matter.add(told, entry);
        }
        is_any
    }
}

impl Matter {
    fn new(claim: &Claim, record: &Record) -> Matter {
        let case = record.cases.iter().find(|case| Some(case.id) == claim.case);
        let last = case.and_then(|case| case.course.last());
        Matter {
            case: claim.case,
            position: claim.position.clone(),
            accused: Vec::new(),
            state: last.map_or(&claim.status, |stage| &stage.status).clone(),
            course: case.map(digest::course).unwrap_or_default(),
            reports: Vec::new(),
        }
    }

    fn add(&mut self, claim: &digest::Claim, entry: &Entry) {
        let accused = (claim.accused.clone(), claim.person.clone());
        if !self.accused.contains(&accused) {
            self.accused.push(accused);
        }
        // What an article says in its headline and again in its text is told once.
        let about = |claim: &digest::Claim| (claim.act.clone(), claim.status.clone(), claim.denied);
        let is_told =
            |report: &Report| report.article == entry.article && about(&report.claim) == about(claim);
        if !self.reports.iter().any(is_told) {
            self.reports.push(Report {
                article: entry.article,
                title: entry.title.clone(),
                outlet: entry.outlet.clone(),
                outlets: entry.outlets.clone(),
                day: entry.day,
                verdict: entry.verdict,
                claim: claim.clone(),
            });
        }
    }

    /// Whether the name may stand in the open.
    fn is_open(&self) -> bool {
        matches!(Status::named(&self.state), Some(Status::Proven | Status::Sanctioned))
    }
}

/// Whether a claim accuses whoever is meant, as the store's filter by officials finds it.
fn is_about(claim: &Claim, wanted: &str) -> bool {
    let texts = [Some(&claim.accused), claim.person.as_ref(), claim.position.as_ref()];
    texts.into_iter().flatten().any(|text| fold(text).contains(wanted))
}

/// The part that an article gives to whoever is meant, where it accuses them of nothing.
fn mention(record: &Record, wanted: &str) -> Option<Mention> {
    let is_meant = |person: &&Named| {
        let texts = [Some(&person.name), person.position.as_ref(), person.institution.as_ref()];
        person.position.is_some() && texts.into_iter().flatten().any(|text| fold(text).contains(wanted))
    };
    let person = record.people.iter().find(is_meant)?;
    Some(Mention {
        article: record.article,
        title: record.current.title.clone(),
        outlet: record.outlet.clone(),
        day: record.day,
        role: person.story_role.clone(),
    })
}

/// The body of the page, below the navigation.
pub(crate) fn body(official: &Official, lang: Lang) -> Markup {
    html! {
        h1 { (lang.pick(("What is reported about", "Yang diberitakan tentang"))) " “" (line(&official.query)) "”" }
        p {
            (lang.pick((
                "These are reports, each with its source and day, and not findings of netra: whoever is suspected \
                 counts as innocent until a competent body decides. Different people may share an office or a name, \
                 and initials are not traced to anyone.",
                "Halaman ini memuat pemberitaan, masing-masing dengan sumber dan tanggalnya, bukan temuan netra. Asas \
                 praduga tak bersalah berlaku sampai ada keputusan lembaga yang berwenang. Orang yang berbeda dapat \
                 memegang jabatan atau memakai nama yang sama, dan inisial tidak ditelusuri ke siapa pun.",
            )))
        }
        @if official.matters.is_empty() {
            p.none { (lang.pick(("No suspicion is reported.", "Tidak ada dugaan yang diberitakan."))) }
        }
        @for matter in &official.matters { (self::matter(matter, lang)) }
        @if !official.mentions.is_empty() { (mentions(&official.mentions, lang)) }
        @if official.is_cut {
            p { (lang.pick(("Only the newest stories were read.", "Hanya berita terbaru yang dibaca."))) }
        }
    }
}

fn matter(matter: &Matter, lang: Lang) -> Markup {
    let nobody = lang.pick(("Somebody", "Seseorang"));
    let position = matter.position.as_deref();
    let heading = match matter.accused.first().filter(|_| matter.is_open()) {
        Some((accused, person)) => lang.accused(accused, person.as_deref(), position),
        None => position.unwrap_or(nobody).to_owned(),
    };
    let year = matter.reports.first().map_or(0, |report| report.day.year());
    html! {
        article.case {
            h2 { (line(&heading)) }
            p.state { (lang.pick(("Last reported state:", "Status terakhir:"))) " " (line(lang.state(&matter.state))) }
            @if !matter.course.is_empty() {
                ol.course { @for stage in &matter.course { li { (self::stage(stage, year, lang)) } } }
            }
            ul.reports { @for report in &matter.reports { li { (self::report(report, lang)) } } }
            (named(matter, lang))
        }
    }
}

/// The name and the headlines, which often hold it, behind a click.
fn named(matter: &Matter, lang: Lang) -> Markup {
    let mut told: Vec<i64> = Vec::new();
    let reports = matter.reports.iter().filter(|report| {
        let is_new = !told.contains(&report.article);
        told.push(report.article);
        is_new
    });
    html! {
        details.names {
            summary { (lang.pick(("Names and headlines as written", "Nama dan judul seperti yang ditulis"))) }
            @for (accused, person) in &matter.accused {
                p { (line(&lang.accused(accused, person.as_deref(), None))) }
            }
            ul {
                @for report in reports {
                    li lang="id" { (headline(report.title.as_deref(), lang)) " (" (line(&report.outlet)) ")" }
                }
            }
        }
    }
}

fn headline(title: Option<&str>, lang: Lang) -> String {
    line(title.unwrap_or(lang.pick(("(no title)", "(tanpa judul)"))))
}

fn stage(stage: &Stage, year: i16, lang: Lang) -> Markup {
    html! {
        (date::short(stage.day, year, lang)) " "
        a href=(format!("/story/{}", stage.article)) { (line(lang.state(&stage.status))) }
        @if stage.denied { (lang.pick((", denied", ", dibantah"))) }
        " (" (line(&stage.outlet)) ")"
    }
}

fn report(report: &Report, lang: Lang) -> Markup {
    html! {
        a href=(format!("/story/{}", report.article)) {
            (line(&report.claim.report(&report.outlet, report.day, lang)))
        }
        @if !report.outlets.is_empty() {
            "; " (lang.pick(("also in", "juga di"))) " " (line(&report.outlets.join(", ")))
        }
        @if let Some(verdict) = report.verdict {
            "; " (judged(verdict, lang))
        }
    }
}

/// What an analyst said of the story. It says what the story reports: *confirmed* beside an office would read as if
/// the suspicion had been.
fn judged(verdict: Decision, lang: Lang) -> &'static str {
    lang.pick(match verdict {
        Decision::Confirm => {
            ("to analysts it reports a concrete suspicion", "menurut analis memuat dugaan yang konkret")
        }
        Decision::Reject => (
            "to analysts it reports no concrete suspicion",
            "menurut analis tidak memuat dugaan yang konkret",
        ),
        Decision::Unsure | Decision::Undo => ("analysts are unsure of it", "analis masih ragu-ragu"),
    })
}

fn mentions(mentions: &[Mention], lang: Lang) -> Markup {
    html! {
        details.mentions {
            summary { (lang.pick(("Named as a source or otherwise", "Disebut sebagai narasumber atau lainnya"))) }
            ul {
                @for it in mentions {
                    li {
                        (role(&it.role, lang)) ": "
                        a href=(format!("/story/{}", it.article)) { (headline(it.title.as_deref(), lang)) }
                        " (" (line(&it.outlet)) ", " (date::day(it.day, lang)) ")"
                    }
                }
            }
        }
    }
}

/// The part that an article gives to somebody, in words. One that this netra does not know is any other.
fn role(role: &str, lang: Lang) -> &'static str {
    lang.pick(match role {
        "speaker" => ("quoted", "narasumber"),
        "complainant" => ("complainant", "pelapor"),
        _ => ("mentioned", "disebut"),
    })
}
