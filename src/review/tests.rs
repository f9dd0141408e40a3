//! The overview and an official's page, made from a store.

use super::markup::{attribute, cells, check, parsed, texts};
use super::period::Period;
use super::{official, overview};
use crate::lang::Lang;
use crate::store::{self, Claim, Decision, Fetched, Named, Reach, Store, Verdict};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use maud::{Markup, html};
use tempfile::TempDir;

const HOSTILE: &str = "</title><script>alert('1')</script>&\"\u{202e}<img src=x onerror=alert(1)>";

/// The same as it is to be seen.
const HOSTILE_SHOWN: &str = "</title><script>alert('1')</script>&\"⟨U+202E⟩<img src=x onerror=alert(1)>";

/// A store in a folder that lasts as long as the test.
fn new_store() -> (TempDir, Box<dyn Store>) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store::open(&folder.path().join("netra.db")).expect("it opens");
    (folder, store)
}

fn noon(day: Date) -> Timestamp {
    jiff::tz::Offset::UTC.to_timestamp(day.at(4, 0, 0, 0)).expect("a time")
}

fn claim(status: &str) -> Claim {
    Claim {
        act: "attend_campaign".to_owned(),
        status: status.to_owned(),
        accused: "Camat Muara Sepi".to_owned(),
        person: Some("Darmaji Sutopo".to_owned()),
        position: Some("Camat".to_owned()),
        source: Some("Rini Astati".to_owned()),
        place: Some("Kota Balikpapan".to_owned()),
        central: true,
        ..Claim::default()
    }
}

fn article(name: &str, outlet: &str, day: Date, claims: Vec<Claim>) -> Fetched {
    let address = format!("https://{outlet}.example/{name}");
    Fetched {
        found_as: address.clone(),
        canonical: address,
        outlet: outlet.to_owned(),
        fetched_at: noon(day),
        day: Some(day),
        title: Some(format!("Camat Darmaji Sutopo dan Berita {name}")),
        text: format!("Berita {name}"),
        kind: "news".to_owned(),
        model: "uji-1".to_owned(),
        score: 0.8,
        threshold: 0.5,
        flagged: true,
        json: "{}".to_owned(),
        claims,
        ..Fetched::default()
    }
}

fn save(store: &mut dyn Store, fetched: &Fetched) -> i64 {
    store.save(fetched).expect("saved").article()
}

fn judge(store: &mut dyn Store, article: i64, reviewer: &str, decision: Decision, score_shown: Option<f64>) {
    let verdict = Verdict {
        article,
        reach: Reach::Story,
        decision,
        reason: None,
        reviewer: reviewer.to_owned(),
        at: noon(date(2024, 10, 9)),
        note: None,
        score_shown,
        model: Some("uji-1".to_owned()),
        key: format!("{article} {reviewer}"),
        supersedes: None,
    };
    store.add_verdict(&verdict).expect("judged");
}

fn page(body: &Markup) -> scraper::Html {
    let page = parsed(&html! { main { (body) } });
    check(&page);
    page
}

fn october() -> Period {
    Period { since: date(2024, 10, 1), until: date(2024, 10, 31) }
}

#[test]
fn the_overview_shows_what_the_store_knows() {
    let (_folder, mut store) = new_store();
    let day = date(2024, 10, 8);
    let first = save(store.as_mut(), &article("a", "kabar", day, vec![claim("alleged")]));
    let second = save(store.as_mut(), &article("b", "warta", day, vec![claim("proven")]));
    save(store.as_mut(), &article("c", "warta", date(2024, 9, 30), vec![claim("alleged")]));
    let drawn = Fetched { flagged: false, score: 0.1, ..article("d", "kabar", day, Vec::new()) };
    let drawn = save(store.as_mut(), &drawn);
    judge(store.as_mut(), first, "sari", Decision::Confirm, Some(0.8));
    judge(store.as_mut(), second, "sari", Decision::Confirm, Some(0.8));
    judge(store.as_mut(), second, "budi", Decision::Reject, Some(0.8));
    judge(store.as_mut(), drawn, "sari", Decision::Reject, None);
    let run = store.begin_run("nightly", 1, noon(day)).expect("begun");
    let report = r#"{"outlets": [{"outlet": "kabar", "new": [1, 4], "failed": [{}],
                     "suspicions": [{"kind": "not_reached"}]}]}"#;
    store.end_run(run, noon(day), report).expect("ended");
    let page = page(&overview::body(
        &overview::read(&*store, october(), october(), 0.5).expect("read"),
        &str::to_owned,
        Lang::Id,
    ));
    assert_eq!(texts(&page, ".numbers dd"), ["2", "0", "2", "50%"]);
    let places = "/stories?place=Kota+Balikpapan&since=2024-10-01&until=2024-10-31";
    assert_eq!(attribute(&page, "#places a", "href"), [places]);
    assert_eq!(attribute(&page, "form input", "value"), ["2024-10-01", "2024-10-31"]);
    assert_eq!(texts(&page, "#acts .bars a"), ["mengikuti kampanye"]);
    assert_eq!(texts(&page, "#states .bars a"), ["diduga", "diberitakan terbukti"]);
    assert_eq!(texts(&page, "#outlets .bars small"), ["1 valid", "1 tidak valid"]);
    // The five weeks that October touches.
    let weeks = cells(&page, "#weeks table");
    assert_eq!(weeks.len(), 6);
    assert_eq!(weeks[2], ["7 Oktober 2024", "1", "1", "0", "0"]);
    // The last verdict on the second story rejects it, so one of two flags was right.
    let precision = cells(&page, "#precision table");
    assert_eq!(precision[1], ["7 Oktober 2024", "A: model uji-1", "50%", "9,5%–90,5%", "1 dari 2"]);
    let about = texts(&page, "#precision figcaption").concat();
    assert!(
        about.contains("Dari 1 berita jauh di bawah ambang yang diambil acak, 0 valid: 0% (0%–79,3%)"),
        "{about}"
    );
    let health = cells(&page, "#health table");
    assert_eq!(health[1][2..], ["2", "1", "tidak menjawab"]);
    assert_eq!(texts(&page, "#health svg title"), ["8 Okt: 2 ×"]);
    let agreement = cells(&page, "#agreement table");
    assert_eq!(agreement[1], ["budi – sari", "1", "0%", "0,00"]);
    assert_eq!(
        texts(&page, "#agreement li"),
        ["Camat Darmaji Sutopo dan Berita b · budi: tidak valid · sari: valid"]
    );
}

#[test]
fn an_empty_store_has_an_overview_too() {
    let (_folder, store) = new_store();
    for lang in [Lang::En, Lang::Id] {
        let page = page(&overview::body(
            &overview::read(&*store, october(), october(), 0.5).expect("read"),
            &str::to_owned,
            lang,
        ));
        assert_eq!(texts(&page, ".numbers dd"), ["0", "0", "0", "–"]);
        assert_eq!(texts(&page, ".none").len(), 8);
    }
}

#[test]
fn foreign_text_is_only_text() {
    let (_folder, mut store) = new_store();
    let text = HOSTILE.to_owned();
    let hostile = Claim {
        act: text.clone(),
        status: text.clone(),
        accused: text.clone(),
        person: Some(text.clone()),
        position: Some(text.clone()),
        source: Some(text.clone()),
        place: Some(format!("Kota {text}")),
        day: Some(text.clone()),
        central: true,
        ..Claim::default()
    };
    let fetched =
        Fetched { title: Some(text.clone()), ..article("a", HOSTILE, date(2024, 10, 8), vec![hostile]) };
    let number = save(store.as_mut(), &fetched);
    for (reviewer, decision) in [(HOSTILE, Decision::Confirm), ("sari", Decision::Reject)] {
        judge(store.as_mut(), number, reviewer, decision, Some(0.8));
    }
    let run = store.begin_run("nightly", 1, noon(date(2024, 10, 8))).expect("begun");
    let report = serde_json::json!({"outlets": [{"outlet": HOSTILE, "suspicions": [{"kind": HOSTILE}]}]});
    store.end_run(run, noon(date(2024, 10, 8)), &report.to_string()).expect("ended");
    for lang in [Lang::En, Lang::Id] {
        let seen = overview::read(&*store, october(), october(), 0.5).expect("read");
        let page = page(&overview::body(&seen, &str::to_owned, lang));
        assert_eq!(texts(&page, "#acts .bars a"), [HOSTILE_SHOWN]);
        assert_eq!(texts(&page, "#places .bars a"), [format!("Kota {HOSTILE_SHOWN}")]);
        assert_eq!(texts(&page, "#health .bad"), [HOSTILE_SHOWN]);
        assert_eq!(texts(&page, "#agreement li a"), [HOSTILE_SHOWN]);
        let seen = official::read(&*store, HOSTILE, 50).expect("read");
        let page = self::page(&official::body(&seen, lang));
        assert!(texts(&page, "h1").concat().contains(HOSTILE_SHOWN));
        assert_eq!(texts(&page, "article h2"), [HOSTILE_SHOWN]);
    }
}

#[test]
fn an_officials_page_reports_by_case_and_hides_the_name() {
    let (_folder, mut store) = new_store();
    let day = date(2024, 10, 8);
    let denied = Claim { denied: true, ..claim("alleged") };
    let first = save(store.as_mut(), &article("a", "kabar", day, vec![denied.clone(), denied]));
    let record = store.article(first).expect("read").expect("it is there");
    let (story, case) = (record.story, record.claims[0].case);
    let same = Fetched { story: Some(story), score: 0.6, ..article("b", "warta", day, Vec::new()) };
    save(store.as_mut(), &same);
    let later = day.saturating_add(13.days());
    let dismissed = Claim { case, ..claim("dismissed") };
    let last = save(store.as_mut(), &article("c", "suara", later, vec![dismissed]));
    let speaker = Named {
        name: "Darmaji Sutopo".to_owned(),
        position: Some("Camat".to_owned()),
        story_role: "speaker".to_owned(),
        ..Named::default()
    };
    let other = Claim { person: None, position: None, accused: "Lurah IH".to_owned(), ..claim("alleged") };
    let spoke = article("d", "kabar", day, vec![other]);
    save(store.as_mut(), &Fetched { people: vec![speaker], ..spoke });
    let seen = official::read(&*store, "darmaji sutopo", 50).expect("read");
    let page = page(&official::body(&seen, Lang::Id));
    assert_eq!(texts(&page, "article h2"), ["Camat"]);
    assert_eq!(
        texts(&page, "article .state"),
        ["Status terakhir: diberitakan tidak terbukti atau dihentikan"]
    );
    assert_eq!(
        texts(&page, "article .course li"),
        ["8 Okt diduga, dibantah (kabar)", "21 Okt diberitakan tidak terbukti atau dihentikan (suara)"]
    );
    assert_eq!(
        texts(&page, "article .reports li"),
        [
            "mengikuti kampanye – diberitakan tidak terbukti atau dihentikan, menurut Rini Astati (suara), 21 Oktober \
             2024; Kota Balikpapan",
            "mengikuti kampanye – diduga, menurut Rini Astati (kabar), 8 Oktober 2024; dibantah pihak terlapor; Kota \
             Balikpapan; juga di warta",
        ]
    );
    let links = [format!("/story/{last}"), format!("/story/{first}")];
    assert_eq!(attribute(&page, "article .reports a", "href"), links);
    // The name stands behind a click only, with the headlines that hold it.
    let open: String = texts(&page, "article h2, article .state, article .course, article .reports").concat();
    assert!(!open.contains("Darmaji"), "{open}");
    assert_eq!(texts(&page, "article details p"), ["Camat Muara Sepi (Darmaji Sutopo)"]);
    assert_eq!(
        texts(&page, ".mentions li"),
        ["narasumber: Camat Darmaji Sutopo dan Berita d (kabar, 8 Oktober 2024)"]
    );
}

#[test]
fn a_name_is_open_once_the_case_is_reported_to_be_proven() {
    for (status, heading) in [
        ("alleged", "Camat"),
        ("under_review", "Camat"),
        ("dismissed", "Camat"),
        ("proven", "DS (Camat)"),
        ("sanctioned", "DS (Camat)"),
        ("lain", "Camat"),
    ] {
        let (_folder, mut store) = new_store();
        let of = Claim { accused: "DS".to_owned(), person: None, ..claim(status) };
        let number = save(store.as_mut(), &article("a", "kabar", date(2024, 10, 8), vec![of]));
        judge(store.as_mut(), number, "sari", Decision::Reject, Some(0.8));
        let seen = official::read(&*store, " CAMAT ", 1).expect("read");
        let page = page(&official::body(&seen, Lang::Id));
        assert_eq!(texts(&page, "article h2"), [heading], "{status}");
        assert!(
            texts(&page, ".reports li")[0].ends_with("; menurut analis tidak memuat dugaan yang konkret")
        );
        assert_eq!(
            texts(&page, "main > p").last().map(String::as_str),
            Some("Hanya berita terbaru yang dibaca.")
        );
    }
}

#[test]
fn nobody_is_asked_for_and_nobody_found() {
    let (_folder, mut store) = new_store();
    save(store.as_mut(), &article("a", "kabar", date(2024, 10, 8), vec![claim("alleged")]));
    for query in ["", "  ", "tidak ada"] {
        let seen = official::read(&*store, query, 50).expect("read");
        let page = page(&official::body(&seen, Lang::Id));
        assert_eq!(texts(&page, ".none"), ["Tidak ada dugaan yang diberitakan."], "{query:?}");
    }
}
