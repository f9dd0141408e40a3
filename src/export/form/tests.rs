use super::*;
use crate::export::sample::{FORMULA, empty, fetched, told};
use crate::store::Fetched;
use jiff::civil::date;

const LURAH: &str = "BALIKPAPAN - Lurah Muara Sepi, Darto Wibawa, diduga mengikuti kampanye calon wali kota di Kota \
    Balikpapan, Sabtu (5/10/2024).\n\n\"Laporannya kami terima dari warga,\" kata Ketua Bawaslu Balikpapan Rini \
    Astati, Senin (7/10/2024).\n\n\"Saya hanya lewat,\" kata Darto Wibawa.";

const INITIALS: &str = "BALIKPAPAN - Lurah Muara Sepi berinisial DW diduga mengikuti kampanye calon wali kota di Kota \
    Balikpapan, Sabtu (5/10/2024).";

fn lurah(status: &str) -> Fetched {
    told(
        fetched("https://kabar.example/lurah", "kabar", date(2024, 10, 8), "Laporan Diterima", LURAH),
        status,
        None,
    )
}

/// The draft of a store with these articles, for the first of them, some days after.
fn drafted(articles: &[Fetched], lang: Lang) -> String {
    let (_folder, mut store) = empty();
    for article in articles {
        store.save(article).expect("stored");
    }
    let record = store.article(1).expect("it reads").expect("it is there");
    let draft = Draft::read(&*store, record).expect("it is made");
    document(&draft, date(2024, 10, 12), lang)
}

/// The part of a form below a heading.
fn section<'h>(html: &'h str, heading: &str) -> &'h str {
    let from = html.find(heading).unwrap_or_else(|| panic!("{heading} is not in {html}"));
    html[from..].split("</section>").next().unwrap_or_default()
}

#[test]
fn who_reports_is_left_to_whoever_reports() {
    let html = drafted(&[lurah("alleged")], Lang::Id);
    assert!(html.contains("KONSEP – bukan laporan"));
    assert!(html.contains("Berita adalah informasi awal, bukan laporan"));
    let reporter = section(&html, "1. Pelapor");
    assert_eq!(reporter.matches("<dt>").count(), 5);
    assert_eq!(reporter.matches("<dd class=\"blank\"></dd>").count(), 5);
    assert_eq!(section(&html, "class=\"signature\"").matches("<dd class=\"blank\"></dd>").count(), 3);
}

#[test]
fn a_name_stands_only_where_the_matter_is_reported_to_be_settled() {
    for (status, named) in [
        ("alleged", false),
        ("under_review", false),
        ("dismissed", false),
        ("proven", true),
        ("sanctioned", true),
    ] {
        let html = drafted(&[lurah(status)], Lang::Id);
        let suspect = section(&html, "2. Terlapor");
        assert_eq!(suspect.contains("<dd>Darto Wibawa</dd>"), named, "{status}: {suspect}");
        assert_eq!(suspect.contains("<dd>(nama lihat sumber)</dd>"), !named, "{status}");
        assert!(suspect.contains("<dd>Lurah</dd>"), "{suspect}");
        for other in ["3. Peristiwa", "4. Saksi", "6. Uraian", "Catatan untuk pelapor"] {
            assert!(!section(&html, other).contains("Darto"), "{status}, {other}");
        }
    }
}

#[test]
fn who_speaks_of_their_own_matter_is_not_named_by_that() {
    let mut own = lurah("alleged");
    for claim in &mut own.claims {
        claim.source = claim.person.clone();
    }
    let html = drafted(&[own], Lang::Id);
    let event = section(&html, "3. Peristiwa");
    assert!(event.contains("menurut terlapor (kabar)") && !event.contains("Darto"), "{event}");
    assert!(!section(&html, "4. Saksi").contains("Darto"));
}

#[test]
fn one_case_has_one_suspect_by_the_fullest_words() {
    let mut twice = lurah("alleged");
    let headline = crate::store::Claim {
        accused: "Lurah di Balikpapan".to_owned(),
        person: None,
        position: Some("Lurah".to_owned()),
        ..twice.claims[0].clone()
    };
    twice.claims.insert(0, headline);
    twice.together = vec![Some(1), Some(1)];
    let html = drafted(&[twice], Lang::Id);
    let suspect = section(&html, "2. Terlapor");
    assert_eq!(suspect.matches("<dt>Nama</dt>").count(), 1, "{suspect}");
    assert!(suspect.contains("(nama lihat sumber)") && !suspect.contains("Lurah di Balikpapan"), "{suspect}");
}

#[test]
fn a_later_dismissal_takes_the_name_away_and_is_in_the_course() {
    let later = fetched("https://warta.example/x", "warta", date(2024, 10, 21), "Lurah Muara Sepi", LURAH);
    let html = drafted(&[lurah("proven"), told(later, "dismissed", Some(1))], Lang::Id);
    assert!(section(&html, "2. Terlapor").contains("(nama lihat sumber)"));
    let course = section(&html, "6. Uraian");
    let told: Vec<usize> = [
        "Selasa, 8 Oktober 2024: kabar memberitakan dugaan “mengikuti kampanye” – diberitakan terbukti",
        "Senin, 21 Oktober 2024: warta memberitakan dugaan “mengikuti kampanye” – diberitakan tidak terbukti atau dihentikan",
    ]
    .iter()
    .map(|part| course.find(part).unwrap_or_else(|| panic!("{part} is not in {course}")))
    .collect();
    assert!(told[0] < told[1]);
    // The article of the other story is evidence too.
    let evidence = section(&html, "5. Bukti");
    assert!(evidence.contains("https://kabar.example/lurah") && evidence.contains("https://warta.example/x"));
}

#[test]
fn initials_stay_initials() {
    let initials = told(
        fetched("https://kabar.example/dw", "kabar", date(2024, 10, 8), "Lurah DW", INITIALS),
        "alleged",
        None,
    );
    let html = drafted(&[initials], Lang::Id);
    let suspect = section(&html, "2. Terlapor");
    assert!(suspect.contains("DW") && !suspect.contains("(nama lihat sumber)"), "{suspect}");
}

#[test]
fn what_netra_did_not_find_is_left_to_be_filled_in() {
    let quiet = fetched(
        "https://kabar.example/perahu",
        "kabar",
        date(2024, 10, 8),
        "Perahu Hias",
        "Festival perahu.",
    );
    let html = drafted(&[quiet], Lang::Id);
    let suspect = section(&html, "2. Terlapor");
    assert!(suspect.contains("netra tidak menemukan dugaan terhadap orang tertentu"), "{suspect}");
    assert_eq!(suspect.matches("<dd class=\"blank\"></dd>").count(), 3);
    // Event, place and day; on what day it came to be known is known.
    assert_eq!(section(&html, "3. Peristiwa").matches("<dd class=\"blank\"></dd>").count(), 3);
}

#[test]
fn the_event_is_told_as_a_report_with_its_days() {
    let html = drafted(&[lurah("alleged")], Lang::Id);
    let event = section(&html, "3. Peristiwa");
    for part in [
        "Dugaan: mengikuti kampanye, menurut kabar, 8 Oktober 2024.",
        "<dd>Kota Balikpapan</dd>",
        "<dd>Sabtu, 5 Oktober 2024</dd>",
        "Selasa, 8 Oktober 2024",
    ] {
        assert!(event.contains(part), "{part} is not in {event}");
    }
    let witnesses = section(&html, "4. Saksi");
    assert!(witnesses.contains("<li>Rini Astati (Ketua, "), "{witnesses}");
    let evidence = section(&html, "5. Bukti");
    assert!(evidence.contains(&crate::store::sha256(LURAH.as_bytes())), "{evidence}");
    assert!(evidence.contains("dibaca netra 8 Oktober 2024, 10.00 WITA"), "{evidence}");
    assert!(evidence.contains("<blockquote lang=\"id\">"), "{evidence}");
    assert!(section(&html, "Catatan").contains("PP 94/2021 ps 5n(1)"));
    let english = drafted(&[lurah("alleged")], Lang::En);
    assert!(english.contains("Suspicion: taking part in a campaign, according to kabar, 8 October 2024."));
}

#[test]
fn the_time_limit_is_counted_from_the_first_article() {
    let known = date(2024, 10, 8);
    for (today, said) in [
        (date(2024, 10, 7), "Sudah 0 hari sejak diketahui media, tersisa 7 hari"),
        (date(2024, 10, 12), "Sudah 4 hari sejak diketahui media, tersisa 3 hari pada 12 Oktober 2024."),
        (date(2024, 10, 15), "Sudah 7 hari sejak diketahui media, tersisa 0 hari"),
        (date(2024, 10, 16), "Lewat 7 hari sejak diketahui media: 8 hari pada 16 Oktober 2024."),
        (date(2025, 10, 8), "Lewat 7 hari sejak diketahui media: 365 hari"),
    ] {
        let limit = source::limit(known, today, Lang::Id);
        assert!(limit.contains(said), "{limit}");
    }
}

#[test]
fn nothing_that_a_page_says_becomes_markup() {
    let mut hostile = lurah("sanctioned");
    hostile.title = Some(FORMULA.to_owned());
    hostile.outlet = FORMULA.to_owned();
    hostile.canonical = format!("javascript:{FORMULA}");
    for claim in &mut hostile.claims {
        claim.person = None;
        claim.accused = format!("<script>alert(1)</script>{FORMULA}");
        claim.place = Some(FORMULA.to_owned());
        claim.act = FORMULA.to_owned();
        claim.source = Some(FORMULA.to_owned());
        claim.day = Some(FORMULA.to_owned());
    }
    let html = drafted(&[hostile], Lang::Id);
    assert!(!html.contains("<script") && !html.contains("<f>") && !html.contains("href="), "{html}");
    assert!(!html.contains(['\u{1b}', '\u{202e}']) && html.contains("⟨U+202E⟩"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
}

#[test]
fn the_style_is_apart_from_the_body() {
    let (_folder, mut store) = empty();
    store.save(&lurah("alleged")).expect("stored");
    let record = store.article(1).expect("it reads").expect("it is there");
    let draft = Draft::read(&*store, record).expect("it is made");
    let body = body(&draft, date(2024, 10, 12), Lang::Id).into_string();
    assert!(!body.contains("style") && !body.contains("<html"), "a page with a strict policy shows it whole");
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains('<'));
    let whole = document(&draft, date(2024, 10, 12), Lang::Id);
    assert!(whole.contains(&body) && whole.contains("default-src 'none'; style-src 'unsafe-inline'"));
}
