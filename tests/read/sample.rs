//! The store that the tests read: six invented articles of five stories.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use netra::store::{self, Decision, Fetched, Found, PageSeen, Verdict};
use netra::{Analyzer, Article};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const LURAH: &str = "BALIKPAPAN - Lurah Muara Sepi, Darto Wibawa, diduga mengikuti kampanye calon wali kota di Kota \
    Balikpapan, Sabtu (5/10/2024).\n\n\"Laporannya kami terima dari warga,\" kata Ketua Bawaslu Balikpapan Rini \
    Astati, Senin (7/10/2024). Darto Wibawa membantah.\n\nBerkasnya akan dikaji lima hari.";

const LURAH_CHANGED: &str = "BALIKPAPAN - Lurah Muara Sepi, Darto Wibawa, diduga mengikuti kampanye calon wali kota \
    di Kota Balikpapan, Sabtu (5/10/2024).\n\n\"Laporannya kami terima dari warga,\" kata Ketua Bawaslu Balikpapan \
    Rini Astati, Senin (7/10/2024). Darto Wibawa membantah.\n\nBerkasnya akan dikaji tujuh hari.\n\nRedaksi \
    memperbaiki lama kajian.";

const OTHER_OUTLET: &str = "Bawaslu menerima laporan bahwa Lurah Muara Sepi, Darto Wibawa, mengikuti kampanye calon \
    wali kota di Kota Balikpapan.";

const DISMISSED: &str = "BALIKPAPAN - Bawaslu Balikpapan menghentikan laporan terhadap Lurah Muara Sepi, Darto \
    Wibawa, yang diduga mengikuti kampanye calon wali kota di Kota Balikpapan. Laporan itu tidak terbukti.";

const FESTIVAL: &str = "Festival perahu hias digelar di tepian Sungai Muara Sepi, Minggu (6/10/2024). Ribuan warga \
    memadati dermaga dan mendukung peserta dari kampungnya.";

const HOSTILE_TITLE: &str = "</title>]]><script>alert(1)</script> \u{1b}[2J\u{202e}Camat & “Hulu”";

const HOSTILE: &str = "Camat Hulu Sungai Deras, Wira Sanjaya, diduga mengikuti kampanye calon bupati & memasang \
    spanduk <b>merah</b>.";

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// An article as a run stores it. Its score and reasons are given, so that a new model changes no expectation.
pub(crate) fn fetched(url: &str, outlet: &str, day: Date, title: &str, text: &str, score: f64) -> Fetched {
    let article = Article::new(title, text)
        .with_url(Some(url.to_owned()))
        .with_outlet(Some(outlet.to_owned()))
        .with_published(Some(day));
    let made = Fetched::new(&article, &Analyzer::default().analyze(&article));
    let mut json: Value = serde_json::from_str(&made.json).expect("an analysis is JSON");
    let flagged = score >= 0.5;
    json["verdict"] = serde_json::json!({
        "flagged": flagged, "score": score, "threshold": 0.5, "model": "netra-test",
        "reasons": [
            {"feature": "accused_named", "weight": 2.25, "spans": [[0, title.len()]]},
            {"feature": "body:warga", "weight": -0.5, "spans": []},
        ],
    });
    Fetched {
        fetched_at: time(&format!("{day}T02:00:00Z")),
        page: PageSeen {
            address: url.to_owned(),
            status: 200,
            content_type: Some("text/html".to_owned()),
            bytes: format!("<title>{title}</title><p>{text}</p>").into_bytes(),
            ..PageSeen::default()
        },
        published: Some(format!("{day}T09:30:00+08:00")),
        json: json.to_string(),
        score,
        threshold: 0.5,
        flagged,
        model: "netra-test".to_owned(),
        ..made
    }
}

/// The store that the tests read, in which the articles have the numbers 1 to 6.
pub(crate) fn store() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| {
        let path = folder("store").join("netra.sqlite");
        let mut store = store::open(&path).expect("it opens");
        let title = "Lurah Muara Sepi Dilaporkan ke Bawaslu";
        let url = "https://kabar.example/lurah-muara-sepi";
        let lurah = fetched(url, "antara-kaltim", date(2024, 10, 8), title, LURAH, 0.91);
        assert_eq!(store.save(&lurah).expect("stored").article(), 1);
        // The later reports are of the same case, and the second one of the same story.
        let same_case = |mut fetched: Fetched, status: Option<&str>| {
            fetched.claims.truncate(1);
            for claim in &mut fetched.claims {
                claim.case = Some(1);
                claim.status = status.unwrap_or(&claim.status).to_owned();
            }
            fetched
        };
        let other = fetched(
            "https://warta.example/lurah",
            "prokaltim",
            date(2024, 10, 8),
            "Kampanye, Lurah Dilaporkan",
            OTHER_OUTLET,
            0.83,
        );
        let other = Fetched { story: Some(1), ..same_case(other, None) };
        assert_eq!(store.save(&other).expect("stored").article(), 2);
        let changed = fetched(url, "antara-kaltim", date(2024, 10, 8), title, LURAH_CHANGED, 0.91);
        let changed = Fetched { fetched_at: time("2024-10-09T02:00:00Z"), ..changed };
        store.save(&changed).expect("stored");
        let title = "Bawaslu Hentikan Laporan Lurah Muara Sepi";
        let dismissed =
            fetched("https://suara.example/henti", "kukarkab", date(2024, 10, 21), title, DISMISSED, 0.72);
        assert_eq!(store.save(&same_case(dismissed, Some("dismissed"))).expect("stored").article(), 3);
        let festival = fetched(
            "https://kabar.example/festival",
            "antara-kaltim",
            date(2024, 10, 7),
            "Festival Perahu Hias",
            FESTIVAL,
            0.02,
        );
        assert_eq!(store.save(&festival).expect("stored").article(), 4);
        // What reading a page would clean is put in as it is: the store takes every text.
        let clean = fetched(
            "javascript:alert(1)",
            "prokaltim",
            date(2024, 10, 10),
            "Camat Hulu Dilaporkan",
            HOSTILE,
            0.64,
        );
        let mut hostile = Fetched { title: Some(HOSTILE_TITLE.to_owned()), ..clean };
        hostile.text.push_str(HOSTILE_TITLE);
        for claim in &mut hostile.claims {
            claim.accused.push_str(HOSTILE_TITLE);
            claim.place = Some(HOSTILE_TITLE.to_owned());
        }
        assert_eq!(store.save(&hostile).expect("stored").article(), 5);
        let url = "https://kabar.example/hilang";
        let found = Found {
            canonical: url.to_owned(),
            outlet: "antara-kaltim".to_owned(),
            address: url.to_owned(),
            ..Found::default()
        };
        store.add_found(&[found], &[], time("2024-09-02T00:00:00Z")).expect("added");
        let gone = fetched(
            url,
            "antara-kaltim",
            date(2024, 9, 2),
            "Camat Teluk Lama Dilaporkan",
            OTHER_OUTLET,
            0.55,
        );
        assert_eq!(store.save(&gone).expect("stored").article(), 6);
        store.gone(url, time("2024-09-05T02:00:00Z")).expect("gone");
        let verdict = |decision, key: &str, note: Option<&str>, supersedes| Verdict {
            article: 1,
            reach: store::Reach::Story,
            decision,
            reason: None,
            reviewer: "Sari".to_owned(),
            at: time("2024-10-09T03:15:00Z"),
            note: note.map(str::to_owned),
            score_shown: Some(0.91),
            model: Some("netra-test".to_owned()),
            key: key.to_owned(),
            supersedes,
        };
        let first = store.add_verdict(&verdict(Decision::Unsure, "k1", None, None)).expect("added");
        let note = Some("laporan resmi,\u{1b}[1m sudah dikaji");
        store.add_verdict(&verdict(Decision::Confirm, "k2", note, Some(first))).expect("added");
        let run = store.begin_run("nightly", 4711, time("2024-10-08T20:00:00Z")).expect("begun");
        // It found a story that was published long before.
        let hidden = store.flags(&store::Filter { since: None, ..store::Filter::default() }).expect("flags");
        let old = hidden.iter().find(|it| it.article == 6).expect("it is flagged").story;
        store.end_run(run, time("2024-10-08T20:30:00Z"), &format!("{{\"stories\":[{old}]}}")).expect("ended");
        path
    })
}

/// An empty folder of this test's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("read").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what an earlier test left can be removed");
    }
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}
