//! How long a reader waits for a store of 100,000 articles, and how much room an article takes.
//!
//! `cargo bench --bench store` makes the store in `target/tmp` the first time and uses it again after that. The
//! articles are invented: sentences from templates, with names and places from lists.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the bench makes a store, measures it with a clock and prints what it found"
)]

mod filled;

use filled::{ACTS, ARTICLES, PLACES, RARE, address, article, fill, keys, moment, outlet, page, size};
use jiff::Timestamp;
use jiff::civil::date;
use netra::store::{Filter, Judged, Order, Scope, Store, open};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many articles are written to see how much room pages take.
const WITH_PAGES: u64 = 2_000;

/// How often each thing is done.
const TIMES: usize = 30;

fn main() {
    let folder = filled::folder();
    room(&folder, "without pages", |_| Vec::new());
    room(&folder, "with pages", page);
    let mut store = filled::filled();
    println!(
        "{ARTICLES} articles, {} MB\n\n{:<44}{:>10}{:>10}{:>10}{:>8}",
        size(&filled::place()) / 1_000_000,
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
