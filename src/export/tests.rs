use super::sample::{FORMULA, empty, fetched, told, verdict};
use super::*;
use crate::store::{self, Decision, Reach};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

const LURAH: &str = "Lurah Muara Sepi, Darto Wibawa, diduga mengikuti kampanye calon wali kota di Kota Balikpapan, \
    Sabtu (5/10/2024). \"Laporannya kami terima,\" kata Ketua Bawaslu Balikpapan Rini Astati.";

/// A story of two articles that two reviewers judged, one that is written to harm, and one without a claim.
fn store() -> (tempfile::TempDir, Box<dyn Store>) {
    let (folder, mut store) = empty();
    let lurah = fetched("https://kabar.example/lurah", "kabar", date(2024, 10, 8), "Lurah Dilaporkan", LURAH);
    assert_eq!(store.save(&told(lurah, "alleged", None)).expect("stored").article(), 1);
    let other = fetched("https://warta.example/lurah", "warta", date(2024, 10, 21), "Lurah Lagi", LURAH);
    let other = store::Fetched { story: Some(1), score: 0.6, ..told(other, "dismissed", Some(1)) };
    assert_eq!(store.save(&other).expect("stored").article(), 2);
    let hostile = fetched("javascript:alert(1)", "kabar", date(2024, 10, 7), "Camat Dilaporkan", LURAH);
    let mut hostile = told(hostile, "alleged", None);
    hostile.title = Some(FORMULA.to_owned());
    for claim in &mut hostile.claims {
        claim.accused = "+62 812".to_owned();
        claim.place = Some(" ＝1+1".to_owned());
        claim.day = Some("-1".to_owned());
    }
    assert_eq!(store.save(&hostile).expect("stored").article(), 3);
    let quiet = fetched(
        "https://kabar.example/perahu",
        "kabar",
        date(2024, 10, 6),
        "Perahu Hias",
        "Festival perahu.",
    );
    assert_eq!(quiet.claims, []);
    store.save(&quiet).expect("stored");
    for verdict in [
        verdict(1, "Sari", Decision::Confirm, Reach::Story),
        // Given on the other article of the story, so it is about both; the next one is about that article alone.
        verdict(2, "Budi", Decision::Reject, Reach::Story),
        verdict(2, "Tono", Decision::Unsure, Reach::Article),
    ] {
        store.add_verdict(&verdict).expect("added");
    }
    (folder, store)
}

/// What a format makes of a store.
fn made(store: &dyn Store, filter: &Filter, format: Format) -> Vec<u8> {
    let now = "2024-11-06T01:00:00Z".parse().expect("a time");
    let export = Export { filter, told: " sejak 1 Oktober 2024", lang: Lang::Id, now };
    let mut bytes = Vec::new();
    write(store, &export, format, &mut bytes).expect("it is written");
    bytes
}

fn all() -> Filter {
    Filter { limit: usize::MAX, ..Filter::default() }
}

/// The rows of a table by the names of its columns.
fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("it begins with a mark");
    let mut reader = ::csv::Reader::from_reader(text);
    reader.deserialize().map(|row| row.expect("a row can be read")).collect()
}

#[test]
fn a_row_is_a_claim_with_its_case_its_page_and_all_verdicts() {
    let (_folder, store) = store();
    let rows = table(&made(&*store, &all(), Format::Csv));
    let articles: Vec<&str> = rows.iter().map(|row| row["article"].as_str()).collect();
    assert_eq!(articles, ["1", "3", "4"]);
    let sentence = LURAH.split_once(" \"").expect("it has a quote").0;
    for (column, expected) in [
        ("title", "Lurah Dilaporkan"),
        ("published", "2024-10-08T09:30:00+08:00"),
        ("day", "2024-10-08"),
        ("first_seen", "2024-10-08T02:00:00Z"),
        ("vanished_at", ""),
        ("score", "0.875"),
        ("flagged", "true"),
        ("others", "1"),
        ("outlets", "warta"),
        ("claim", "1"),
        ("person", "Darto Wibawa"),
        ("position", "Lurah"),
        ("act", "attend_campaign"),
        ("act_name", "mengikuti kampanye"),
        ("status", "alleged"),
        ("status_words", "diduga"),
        ("denied", "false"),
        ("act_day", "2024-10-05"),
        ("basis", "PP 94/2021 ps 5n(1); PP 94/2021 ps 5n(2)"),
        ("sentence", sentence),
        // After the title and an empty line.
        ("sentence_start", "18"),
        ("latest_status", "dismissed"),
        ("latest_day", "2024-10-21"),
        ("latest_outlet", "warta"),
        ("page_sha256", &store::sha256(LURAH.as_bytes())),
        ("verdict", "confirm; reject"),
        ("verdict_on", "story; story"),
        ("reviewer", "Sari; Budi"),
        ("score_shown", "0.875; 0.875"),
        ("note", ""),
        ("agreed", "false"),
    ] {
        assert_eq!(rows[0][column], expected, "{column}");
    }
    let quiet = &rows[2];
    assert_eq!((quiet["title"].as_str(), quiet["claim"].as_str()), ("Perahu Hias", ""));
    assert_eq!((quiet["accused"].as_str(), quiet["verdict"].as_str()), ("", ""));
}

#[test]
fn no_cell_of_a_table_begins_a_formula() {
    let (_folder, store) = store();
    let bytes = made(&*store, &all(), Format::Csv);
    let row = &table(&bytes)[1];
    assert_eq!(row["title"], format!("'{}", crate::annotate::visible(FORMULA)));
    assert_eq!(row["accused"], "'+62 812");
    assert_eq!(row["place"], "' ＝1+1");
    assert_eq!(row["act_day"], "'-1");
    assert!(table(&bytes).iter().flatten().all(|(_, cell)| !formula::is_risky(cell)));
}

#[test]
fn lines_hold_all_evidence_as_it_was_read() {
    let (_folder, store) = store();
    let bytes = made(&*store, &all(), Format::Jsonl);
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["title"], FORMULA);
    assert_eq!(lines[1]["claims"][0]["accused"], "+62 812");
    let (story, claim) = (&lines[0], &lines[0]["claims"][0]);
    let kept = store.article(1).expect("it reads").expect("it is there").current.text;
    let at = |span: &serde_json::Value| {
        let place = |index: usize| usize::try_from(span[index].as_u64().expect("a number")).expect("a place");
        kept[place(0)..place(1)].to_owned()
    };
    assert_eq!(claim["text"], at(&claim["sentence"]));
    assert_eq!(claim["accused"], at(&claim["accused_span"]));
    assert!(claim["cues"].as_array().expect("cues").iter().any(|cue| at(cue) == "kampanye"));
    assert_eq!(claim["latest"]["status"], "dismissed");
    assert_eq!(claim["basis"][0], "PP 94/2021 ps 5n(1)");
    let person = story["people"].as_array().expect("people").iter().find(|it| it["name"] == "Rini Astati");
    let person = person.expect("she is named");
    assert_eq!(person["story_role"], "speaker");
    assert_eq!(at(&person["mentions"][0]), "Rini Astati");
    let given: Vec<_> =
        story["verdicts"].as_array().expect("verdicts").iter().map(|it| &it["reviewer"]).collect();
    assert_eq!(given, ["Sari", "Budi"]);
    assert_eq!(story["page"]["sha256"], store::sha256(LURAH.as_bytes()));
}

#[test]
fn every_story_is_written_once_and_no_more_than_asked_for() {
    let (_folder, mut store) = empty();
    for number in 0..1203 {
        let url = format!("https://kabar.example/{number}");
        store
            .save(&fetched(&url, "kabar", date(2024, 10, 8), "Perahu Hias", "Festival perahu."))
            .expect("stored");
    }
    let stories = |filter: &Filter| {
        let rows = table(&made(&*store, filter, Format::Csv));
        rows.iter().map(|row| row["story"].parse::<i64>().expect("a number")).collect::<Vec<_>>()
    };
    let written = stories(&all());
    assert_eq!(written, (1..=1203).rev().collect::<Vec<_>>());
    assert_eq!(stories(&Filter { limit: 700, ..all() }), written[..700]);
    assert_eq!(stories(&Filter { limit: 500, offset: 3, ..all() }), written[3..503]);
    assert_eq!(stories(&Filter { offset: 1200, ..all() }), written[1200..]);
    assert!(stories(&Filter { until: Some(date(2024, 1, 1)), ..all() }).is_empty());
}

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut text = String::new();
    parts.by_name(name).expect(name).read_to_string(&mut text).expect("it is UTF-8");
    text
}

/// The texts, numbers and so on of a sheet, by cell: `A1`.
fn cells(bytes: &[u8], sheet: &str) -> BTreeMap<String, String> {
    let strings = part(bytes, "xl/sharedStrings.xml");
    let strings = roxmltree::Document::parse(&strings).expect("it is XML");
    let strings: Vec<&str> = strings
        .descendants()
        .filter(|it| it.has_tag_name(("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "t")))
        .map(|it| it.text().unwrap_or_default())
        .collect();
    let sheet = part(bytes, sheet);
    let sheet = roxmltree::Document::parse(&sheet).expect("it is XML");
    let cells = sheet.descendants().filter(|it| it.tag_name().name() == "c");
    cells
        .filter_map(|cell| {
            let value = cell.children().find(|it| it.tag_name().name() == "v")?.text()?;
            let value = match cell.attribute("t") {
                Some("s") => strings[value.parse::<usize>().expect("a number")],
                _ => value,
            };
            Some((cell.attribute("r")?.to_owned(), value.to_owned()))
        })
        .collect()
}

/// The letters of a column: `A`, `AB`.
fn letters(name: &str) -> String {
    let at = column::COLUMNS.iter().position(|column| column.name == name).expect(name);
    let letter = |number: usize| char::from(b'A' + u8::try_from(number).expect("a letter"));
    match at / 26 {
        0 => letter(at).to_string(),
        high => format!("{}{}", letter(high - 1), letter(at % 26)),
    }
}

#[test]
fn a_workbook_has_the_texts_as_texts_and_no_formula() {
    let (_folder, store) = store();
    let bytes = made(&*store, &all(), Format::Xlsx);
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let xml = part(&bytes, sheet);
        let document = roxmltree::Document::parse(&xml).expect("it is XML");
        assert!(document.descendants().all(|it| it.tag_name().name() != "f"), "{sheet} has a formula");
    }
    let cells = cells(&bytes, "xl/worksheets/sheet1.xml");
    let cell = |name: &str, row: usize| cells.get(&format!("{}{row}", letters(name))).map(String::as_str);
    assert_eq!(cell("title", 1), Some("Judul"));
    // Excel's own escape for signs that XML does not know is not one that the text wrote itself.
    let shown = crate::annotate::visible(FORMULA).replace("_x0041_", "_x005F_x0041_");
    assert_eq!(cell("title", 3), Some(shown.as_str()));
    assert_eq!(cell("accused", 3), Some("+62 812"));
    assert_eq!(cell("place", 3), Some(" ＝1+1"));
    assert_eq!(cell("url", 2), Some("https://kabar.example/lurah"));
    assert_eq!(cell("url", 3), Some("javascript:alert(1)"));
    assert_eq!(cell("score", 2), Some("0.875"));
    assert_eq!(cell("flagged", 2), Some("1"));
    // Days since the end of 1899; the time of publication is half past nine.
    assert_eq!(cell("day", 2), Some("45573"));
    let published: f64 = cell("published", 2).expect("a date").parse().expect("a number");
    assert!((published - (45573.0 + 9.5 / 24.0)).abs() < 1e-6, "{published}");
    assert_eq!(cell("act_day", 2), Some("45570"));
    assert_eq!(cell("act_day", 3), Some("-1"));
    assert_eq!(cell("verdict", 2), Some("confirm; reject"));
    assert_eq!(cell("note", 2), None);
    let links = part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels");
    let links = roxmltree::Document::parse(&links).expect("it is XML");
    let links: Vec<_> = links.descendants().filter_map(|it| it.attribute("Target")).collect();
    assert_eq!(links, ["https://kabar.example/lurah", "https://kabar.example/perahu"]);
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("quotePrefix=\"1\""), "{styles}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:AZ4\"/>") && sheet.contains("state=\"frozen\""), "{sheet}");
}

#[test]
fn a_workbook_says_what_it_is() {
    let (_folder, store) = store();
    let bytes = made(&*store, &all(), Format::Xlsx);
    let cells = cells(&bytes, "xl/worksheets/sheet2.xml");
    let said: Vec<&str> = cells.values().map(String::as_str).collect();
    for part in [
        "sejak 1 Oktober 2024",
        "6 November 2024, 09.00 WITA",
        "netra-test",
        "3",
        "nomor berita: hal yang sama yang dimuat beberapa media",
    ] {
        assert!(said.contains(&part), "{part:?} is not in {said:?}");
    }
    assert!(said.iter().any(|it| it.contains("Dugaan bukan putusan")), "{said:?}");
    assert!(part(&bytes, "docProps/core.xml").contains("2024-11-06T01:00:00Z"), "the clock is the one given");
    assert_eq!(bytes, made(&*store, &all(), Format::Xlsx));
}
