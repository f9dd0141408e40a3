//! How long a reader waits for a store of 100,000 articles, and how much room an article takes.
//!
//! `cargo bench --bench store` makes the store in `target/tmp` the first time and uses it again after that. The
//! articles are invented: sentences from templates, with names and places from lists.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the bench makes a store, measures it with a clock and prints what it found"
)]

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use netra::store::{
    Claim, Fetched, Filter, Found, Judged, Named, Order, PageSeen, Scope, Sketched, Store, open,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many articles the store has. Of each 20 one is flagged.
const ARTICLES: u64 = 100_000;

/// How many articles are written to see how much room pages take.
const WITH_PAGES: u64 = 2_000;

/// How often each thing is done.
const TIMES: usize = 30;

const OUTLETS: u64 = 12;

/// The outlets of the store by their places.
fn outlet(number: u64) -> String {
    format!("outlet-{}", number % OUTLETS)
}

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-store");
    fs::create_dir_all(&folder).expect("the folder can be made");
    room(&folder, "without pages", |_| Vec::new());
    room(&folder, "with pages", page);
    let path = folder.join(format!("articles-{ARTICLES}.db"));
    let mut store = filled(&path);
    println!(
        "{ARTICLES} articles, {} MB\n\n{:<44}{:>10}{:>10}{:>10}{:>8}",
        size(&path) / 1_000_000,
        "",
        "best",
        "median",
        "worst",
        "found"
    );
    reading(store.as_ref());
    writing(store.as_mut());
}

fn reading(store: &dyn Store) {
    let all = || Filter { scope: Scope::All, ..Filter::default() };
    let text = |text: &str| Some(text.to_owned());
    let filters = [
        ("flags, default", Filter::default()),
        ("flags, by score", Filter { order: Order::Score, ..Filter::default() }),
        ("flags, all articles", all()),
        ("flags, page 40", Filter { offset: 2000, ..Filter::default() }),
        ("flags, of one outlet", Filter { outlet: text(&outlet(3)), ..Filter::default() }),
        ("flags, of a common act", Filter { act: text(ACTS[0]), ..Filter::default() }),
        ("flags, of a rare act", Filter { act: text(RARE), ..Filter::default() }),
        ("flags, of no act", Filter { act: text("tidak_ada"), ..Filter::default() }),
        ("flags, of an official", Filter { official: text("darmaji sutopo"), ..Filter::default() }),
        ("flags, of no official", Filter { official: text("tidak ada"), ..Filter::default() }),
        ("flags, of a place", Filter { place: text(PLACES[3]), ..Filter::default() }),
        ("flags, without a verdict", Filter { judged: Judged::Not, ..Filter::default() }),
        ("flags, with a verdict", Filter { judged: Judged::Judged, ..Filter::default() }),
        (
            "flags, of one month",
            Filter { since: Some(date(2024, 3, 1)), until: Some(date(2024, 3, 31)), ..Filter::default() },
        ),
    ];
    for (name, filter) in filters {
        measure(name, |_| store.flags(&filter).expect("read").len());
    }
    for (name, query, filter) in [
        ("search, a word of every article", "warga", all()),
        ("search, a word of every flagged article", "bawaslu", Filter::default()),
        ("search, two common words", "camat warga", all()),
        ("search, a rare phrase", "\"jembatan gantung tua\"", all()),
        ("search, a phrase of common words", "\"warga desa\"", all()),
        ("search, a common word without another", "warga -camat", all()),
        ("search, a word of no article", "bioskop", all()),
        ("search, of one outlet", "camat", Filter { outlet: text(&outlet(3)), ..all() }),
        ("search, of a rare act", "warga", Filter { act: text(RARE), ..Filter::default() }),
    ] {
        measure(name, |_| store.search(query, &filter).expect("read").len());
    }
    measure("article, everything about one", |time| {
        store.article(1 + 3001 * time as i64).expect("read").map_or(0, |record| 1 + record.members.len())
    });
    measure("known, of 100 addresses", |time| {
        let asked: Vec<String> = (0..100).map(|number| address(time as u64 * 3001 + number)).collect();
        store.known(&asked).expect("read").len()
    });
    let now = moment(ARTICLES);
    measure("due, of one outlet", |time| store.due(&outlet(2 * time as u64), now, 500).expect("read").len());
    measure("similar, by 40 keys", |time| {
        let keys = keys(time as u64 * 3001);
        store.similar(&keys, date(2024, 1, 1)).expect("read").len()
    });
    measure("doctor", |_| store.doctor().expect("checked").len());
}

fn writing(store: &mut dyn Store) {
    let mut number = ARTICLES;
    measure("save, of a new article with its page", |_| {
        number += 1;
        let now = Timestamp::now().as_millisecond().unsigned_abs();
        let mut new = article(number);
        new.canonical = format!("{}/{now}", new.canonical);
        new.found_as = new.canonical.clone();
        new.page.bytes = page(number);
        store.save(&new).expect("saved");
        1
    });
    measure("save, of the same article", |time| {
        let mut same = article(time as u64);
        same.next_due = None;
        store.save(&same).expect("saved");
        1
    });
}

/// Does something several times and prints how long it took and what it found last.
fn measure(name: &str, mut work: impl FnMut(usize) -> usize) {
    let times = if name == "doctor" { 1 } else { TIMES };
    let mut found = 0;
    let mut took: Vec<Duration> = (0..times)
        .map(|time| {
            let start = Instant::now();
            found = work(time);
            start.elapsed()
        })
        .collect();
    took.sort_unstable();
    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    let (best, median, worst) = (took[0], took[took.len() / 2], took[took.len() - 1]);
    println!("{name:<44}{:>7.2} ms{:>7.2} ms{:>7.2} ms{found:>8}", ms(best), ms(median), ms(worst));
}

/// The store of all articles.
fn filled(path: &Path) -> Box<dyn Store> {
    let mut store = open(path).expect("the store opens");
    let have = (0..ARTICLES).find(|&number| store.find(&address(number)).is_ok_and(|found| found.is_none()));
    if let Some(from) = have {
        let start = Instant::now();
        fill(store.as_mut(), from..ARTICLES, |_| Vec::new());
        let took = start.elapsed().as_secs_f64();
        println!("filled at {:.0} articles a second", (ARTICLES - from) as f64 / took);
    }
    store
}

fn fill(store: &mut dyn Store, numbers: std::ops::Range<u64>, page: impl Fn(u64) -> Vec<u8>) {
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

/// Prints how many bytes an article takes in a store.
fn room(folder: &Path, name: &str, page: impl Fn(u64) -> Vec<u8>) {
    let path = folder.join("room.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", path.display()));
    }
    let mut store = open(&path).expect("the store opens");
    fill(store.as_mut(), 0..WITH_PAGES, &page);
    let (texts, pages) = (0..WITH_PAGES).fold((0, 0), |(texts, pages), number| {
        (texts + article(number).text.len(), pages + page(number).len())
    });
    drop(store);
    let of = |bytes: usize| bytes as u64 / WITH_PAGES;
    println!(
        "{name}: {} bytes an article in the store, of {} bytes of text and {} of page",
        size(&path) / WITH_PAGES,
        of(texts),
        of(pages)
    );
}

fn size(path: &PathBuf) -> u64 {
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

fn address(number: u64) -> String {
    format!("https://{}.example/berita/{number}/{}", outlet(number), pick(&PLACES, number).replace(' ', "-"))
}

fn moment(number: u64) -> Timestamp {
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

fn keys(number: u64) -> Vec<u64> {
    // Most are its own, some are shared with a few, one with a few hundred.
    (0..40)
        .map(|band| mixed(band << 32 | if band < 36 { number } else { number % (400 << (4 * (band - 36))) }))
        .collect()
}

fn article(number: u64) -> Fetched {
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
fn page(number: u64) -> Vec<u8> {
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

const ACTS: [&str; 4] = ["support_online", "attend_campaign", "support_statement", "facilitate"];
const RARE: &str = "use_state_property";
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
const PLACES: [&str; 24] = [
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
