//! A store of 100,000 invented articles: sentences from templates, with names and places from lists. It is made in
//! `target/tmp` the first time and used again after that.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use netra::store::{Claim, Fetched, Found, Named, PageSeen, Sketched, Store, open};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many articles the store has. Of each 20 one is flagged.
pub(crate) const ARTICLES: u64 = 100_000;

const OUTLETS: u64 = 12;

/// The outlets of the store by their places.
pub(crate) fn outlet(number: u64) -> String {
    format!("outlet-{}", number % OUTLETS)
}

/// Where the stores of the benches are.
pub(crate) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-store");
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// Where the store of all articles is.
pub(crate) fn place() -> PathBuf {
    folder().join(format!("articles-{ARTICLES}.db"))
}

/// The store of all articles.
pub(crate) fn filled() -> Box<dyn Store> {
    let mut store = open(&place()).expect("the store opens");
    let have = (0..ARTICLES).find(|&number| store.find(&address(number)).is_ok_and(|found| found.is_none()));
    if let Some(from) = have {
        let start = Instant::now();
        fill(store.as_mut(), from..ARTICLES, |_| Vec::new());
        let took = start.elapsed().as_secs_f64();
        println!("filled at {:.0} articles a second", (ARTICLES - from) as f64 / took);
    }
    store
}

/// Saves the articles with these numbers, each with a page.
pub(crate) fn fill(store: &mut dyn Store, numbers: std::ops::Range<u64>, page: impl Fn(u64) -> Vec<u8>) {
    for number in numbers {
        if number % 100 == 0 {
            let found: Vec<Found> = (number..number + 100).map(listed).collect();
            store.add_found(&found, &[], moment(number)).expect("added");
        }
        let mut article = article(number);
        article.page.bytes = page(number);
        // Every fifth tells the story of the one before it.
        if number % 5 == 1 {
            let before = store.find(&address(number - 1)).expect("read");
            let before = before.and_then(|id| store.article(id).expect("read"));
            article.story = before.map(|record| record.story);
        }
        store.save(&article).expect("saved");
    }
}

/// The bytes of a file.
pub(crate) fn size(path: &Path) -> u64 {
    fs::metadata(path).expect("it is there").len()
}

/// Numbers that look random and are the same each time: SplitMix64.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

fn pick<'a>(from: &[&'a str], number: u64) -> &'a str {
    from[(mixed(number) % from.len() as u64) as usize]
}

/// The address of an article.
pub(crate) fn address(number: u64) -> String {
    format!("https://{}.example/berita/{number}/{}", outlet(number), pick(&PLACES, number).replace(' ', "-"))
}

/// When an article was published.
pub(crate) fn moment(number: u64) -> Timestamp {
    Timestamp::from_second(1_704_067_200 + number as i64 * 300).expect("a time")
}

fn day(number: u64) -> Date {
    date(2024, 1, 1) + (number as i64 / 288).days()
}

fn listed(number: u64) -> Found {
    Found {
        canonical: address(number),
        outlet: outlet(number),
        address: address(number),
        title: None,
        published: Some(moment(number)),
        updated: None,
    }
}

/// The keys by which articles similar to one are found.
pub(crate) fn keys(number: u64) -> Vec<u64> {
    // Most are its own, some are shared with a few, one with a few hundred.
    (0..40)
        .map(|band| mixed(band << 32 | if band < 36 { number } else { number % (400 << (4 * (band - 36))) }))
        .collect()
}

/// An article without a page.
pub(crate) fn article(number: u64) -> Fetched {
    let flagged = number % 20 == 7;
    let name = format!("{} {}", pick(&GIVEN, number), pick(&FAMILY, number ^ 0xff));
    let place = pick(&PLACES, number);
    let act = if number % 4000 == 7 { RARE } else { pick(&ACTS, number) };
    let title = match flagged {
        true => format!("Camat {place} {name} Dilaporkan ke Bawaslu"),
        false => format!("Warga {place} {}", pick(&DOING, number)),
    };
    let mut text = title.clone();
    let sentences = 14 + mixed(number) % 10;
    for sentence in 0..sentences {
        let seed = number * 64 + sentence;
        text.push_str(if sentence % 3 == 0 { "\n\n" } else { " " });
        let who = format!("{} {}", pick(&GIVEN, seed), pick(&FAMILY, seed ^ 0xf0f0));
        text.push_str(&format!(
            "{} {} {} warga desa {} {} {}.",
            pick(&OFFICES, seed ^ 1),
            who,
            pick(&DOING, seed ^ 2),
            pick(&PLACES, seed ^ 3),
            pick(&RESTS, seed ^ 4),
            pick(&RESTS, seed ^ 5),
        ));
    }
    if flagged {
        text.push_str(&format!(
            " Bawaslu memeriksa Camat {place}, {name}, yang diduga mendukung calon bupati."
        ));
    }
    if number % 5000 == 77 {
        text.push_str(" Jembatan gantung tua itu roboh.");
    }
    let claim = Claim {
        act: act.to_owned(),
        status: pick(&["alleged", "under_review", "dismissed"], number).to_owned(),
        accused: format!("Camat {place}"),
        person: Some(name.clone()),
        position: Some("Camat".to_owned()),
        bound_as: Some("lurah_camat".to_owned()),
        place: Some(format!("Kecamatan {place}")),
        central: true,
        ..Claim::default()
    };
    let people = (0..4).map(|at| Named {
        name: format!("{} {}", pick(&GIVEN, number + at), pick(&FAMILY, number + at)),
        position: (at < 2).then(|| pick(&OFFICES, number + at).to_owned()),
        jurisdiction: (at < 2).then(|| format!("Kabupaten {}", pick(&PLACES, number + at))),
        story_role: "other".to_owned(),
        ..Named::default()
    });
    let json = serde_json::json!({"schema": 1, "title": title, "text": text, "people": [], "dates": [], "quotes": [],
        "allegations": [], "statutes": [], "verdict": {"flagged": flagged, "score": 0.5, "reasons": []}});
    Fetched {
        found_as: address(number),
        canonical: address(number),
        outlet: outlet(number),
        fetched_at: moment(number),
        next_due: number.is_multiple_of(50).then(|| moment(number + 288)),
        page: PageSeen { address: address(number), status: 200, ..PageSeen::default() },
        title: Some(title),
        day: Some(day(number)),
        published: Some(format!("{}T08:00:00+08:00", day(number))),
        kind: "news".to_owned(),
        model: "bench".to_owned(),
        score: if flagged { 0.5 } else { 0.0 } + (mixed(number) % 500) as f64 / 1000.0,
        threshold: 0.5,
        flagged,
        json: json.to_string(),
        claims: if flagged { vec![claim] } else { Vec::new() },
        people: people.collect(),
        sketch: Sketched {
            bytes: (0..192).flat_map(|at| mixed(number * 192 + at).to_le_bytes()).collect(),
            keys: keys(number),
        },
        text,
        ..Fetched::default()
    }
}

/// A page of about 60 kB around the text, most of it the same on all pages of an outlet and some of it not.
pub(crate) fn page(number: u64) -> Vec<u8> {
    let mut page = String::from("<!doctype html><html><head>");
    for at in 0..200 {
        page.push_str(&format!("<link rel=\"stylesheet\" href=\"/assets/{:x}.css\">", mixed(at)));
    }
    page.push_str("</head><body><article>");
    page.push_str(&article(number).text);
    page.push_str("</article>");
    for at in 0..300 {
        let other = mixed(number * 300 + at) % ARTICLES;
        page.push_str(&format!(
            "<div class=\"teaser\"><a href=\"{}\">{} {}</a></div>",
            address(other),
            pick(&DOING, other),
            pick(&RESTS, other)
        ));
    }
    page.push_str("</body></html>");
    page.into_bytes()
}

/// The acts of most allegations.
pub(crate) const ACTS: [&str; 4] = ["support_online", "attend_campaign", "support_statement", "facilitate"];
/// An act of few.
pub(crate) const RARE: &str = "use_state_property";
const GIVEN: [&str; 16] = [
    "Darmaji", "Sulastri", "Rahmat", "Yohana", "Bambang", "Murni", "Fajar", "Intan", "Samsul", "Ratih",
    "Gunadi", "Wulan", "Hendrik", "Nurbaya", "Taufan", "Lestari",
];
const FAMILY: [&str; 16] = [
    "Sutopo",
    "Hardana",
    "Wirayuda",
    "Kusnadi",
    "Palinggi",
    "Satriawan",
    "Mokodita",
    "Lumbantara",
    "Prasojo",
    "Winata",
    "Gultama",
    "Suwarto",
    "Rengganis",
    "Badaruddin",
    "Ampera",
    "Tandiono",
];
/// The places.
pub(crate) const PLACES: [&str; 24] = [
    "Muara Selasih",
    "Tiga Raja",
    "Sepaku Jaya",
    "Long Beringin",
    "Karang Asri",
    "Sungai Kelat",
    "Bukit Pinang",
    "Tanjung Redana",
    "Loa Mulya",
    "Batu Kumbang",
    "Rantau Hijau",
    "Kota Lama",
    "Padang Ilalang",
    "Teluk Mentari",
    "Simpang Empat",
    "Gunung Lipan",
    "Marga Sari",
    "Sebulu Indah",
    "Tabang Hulu",
    "Kembang Jati",
    "Danau Merah",
    "Pasir Putih",
    "Lempake Baru",
    "Sambera",
];
const OFFICES: [&str; 12] = [
    "Camat",
    "Lurah",
    "Kepala Desa",
    "Sekretaris Daerah",
    "Kepala Dinas",
    "Ketua RT",
    "Anggota DPRD",
    "Kepala Sekolah",
    "Wakil Bupati",
    "Kapolsek",
    "Direktur",
    "Staf",
];
const DOING: [&str; 12] = [
    "mengunjungi",
    "membantu",
    "mengajak",
    "mendukung",
    "menemui",
    "mendengarkan",
    "mengimbau",
    "melaporkan",
    "mendampingi",
    "menyambut",
    "mengumpulkan",
    "memeriksa",
];
const RESTS: [&str; 16] = [
    "di balai pertemuan",
    "sejak pagi hari",
    "bersama perangkat kecamatan",
    "untuk membahas harga cabai",
    "agar jalan segera diperbaiki",
    "dalam rapat kerja tahunan",
    "setelah banjir surut",
    "dengan bantuan pupuk",
    "menjelang hari kemerdekaan",
    "karena jembatan rusak",
    "demi pelayanan yang lebih baik",
    "di lapangan sepak bola",
    "sambil membawa bibit kelapa",
    "meskipun hujan turun deras",
    "sesuai aturan yang berlaku",
    "tanpa biaya tambahan",
];
