//! How long an analyst waits for a page, and for a verdict to be stored, over a store of 100,000 articles.
//!
//! `cargo bench --bench review` runs `netra review` on a copy of the store of the bench `store` and asks it over real
//! connections, one for each request. Verdicts are given by eight at once while articles with their pages are saved,
//! as the nightly run does; `NETRA_SECONDS` says for how long.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the bench starts the program, measures it with a clock and prints what it found"
)]

#[path = "../tests/review/ask.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod ask;
#[allow(dead_code, reason = "the bench of the store uses all of it")]
mod filled;
#[path = "../tests/review/server.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod server;

use ask::{Client, Reply};
use filled::{ARTICLES, article, page};
use netra::store::{Fetched, Filter, PageSeen, open, sha256};
use server::Server;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often each page is asked for.
const TIMES: usize = 100;

/// How many give verdicts at once.
const ANALYSTS: usize = 8;

/// For how long, where `NETRA_SECONDS` does not say.
const SECONDS: u64 = 60;

fn main() {
    drop(filled::filled());
    let folder = filled::folder().join("review");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let store = folder.join("netra.sqlite");
    fs::copy(filled::place(), &store).expect("the store can be copied");
    let names: Vec<String> = (0..ANALYSTS).map(|number| format!("analyst-{number}")).collect();
    let lines = names.iter().map(|name| format!("{name} = \"{}\"\n", sha256(name.as_bytes())));
    let configured = format!("[review.reviewers]\n{}", lines.collect::<String>());
    fs::write(folder.join("netra.toml"), configured).expect("written");
    let server = Server::start(&store, &[]);
    let clients: Vec<Client> = names.iter().map(|name| Client::log_in(&server, name, name)).collect();
    println!("{ARTICLES} articles\n\n{:<44}{:>12}{:>12}{:>12}", "", "p50", "p99", "longest");
    pages(&clients[0], &store);
    verdicts(&clients, &store);
}

fn pages(client: &Client, store: &Path) {
    let some =
        open(store).expect("it opens").flags(&Filter { offset: 40, ..Filter::default() }).expect("read");
    let some = some.first().expect("there are stories");
    let (story, article) = (some.story, some.article);
    for (name, target) in [
        ("the queue", "/".to_owned()),
        ("the queue, behind a story", format!("/?after={story}")),
        ("the queue, of a place", "/?place=Muara+Selasih".to_owned()),
        ("one story of the queue", format!("/?story={story}")),
        ("the list", "/stories".to_owned()),
        ("the list, its 40th page", "/stories?page=40".to_owned()),
        ("the list, all that holds two common words", "/stories?all=1&q=camat+warga".to_owned()),
        ("an article", format!("/story/{article}")),
        ("a form", format!("/story/{article}/form")),
        ("the overview of a year", "/overview?since=2024-01-01&until=2024-12-31".to_owned()),
        ("an official", "/official?official=darmaji+sutopo".to_owned()),
        ("the log", "/verdicts".to_owned()),
    ] {
        let took = (0..TIMES).map(|_| {
            let began = Instant::now();
            let reply = client.get(&target);
            let took = began.elapsed();
            assert_eq!(reply.status, 200, "{target}");
            took
        });
        print(name, took.collect());
    }
}

/// Has all analysts decide one story after another while articles are saved.
fn verdicts(clients: &[Client], store: &Path) {
    let seconds = std::env::var("NETRA_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    let until = Instant::now() + Duration::from_secs(seconds);
    let is_over = AtomicBool::new(false);
    let (took, saved) = thread::scope(|scope| {
        let crawl = scope.spawn(|| {
            let mut store = open(store).expect("it opens");
            let mut number = ARTICLES;
            while !is_over.load(Ordering::Relaxed) {
                number += 1;
                let new = article(number);
                let page = PageSeen { bytes: page(number), ..new.page.clone() };
                store.save(&Fetched { page, ..new }.prepared()).expect("saved");
            }
            number - ARTICLES
        });
        let analysts: Vec<_> =
            clients.iter().map(|client| scope.spawn(move || work(client, until))).collect();
        let took: Vec<_> = analysts.into_iter().map(|it| it.join().expect("no request fails")).collect();
        is_over.store(true, Ordering::Relaxed);
        (took, crawl.join().expect("every article is saved"))
    });
    let (pages, verdicts): (Vec<_>, Vec<_>) = took.into_iter().flatten().unzip();
    println!(
        "\n{ANALYSTS} at once for {seconds} s, {} verdicts, {saved} articles saved meanwhile",
        verdicts.len()
    );
    print("the queue", pages);
    print("a verdict", verdicts);
}

/// How long each page of the queue took, and the verdict that followed.
fn work(client: &Client, until: Instant) -> Vec<(Duration, Duration)> {
    let mut took = Vec::new();
    while Instant::now() < until {
        let began = Instant::now();
        let shown = client.get("/");
        let page = began.elapsed();
        let (Some(article), Some(key)) = (field(&shown, "article"), field(&shown, "key")) else { break };
        let began = Instant::now();
        let reply = client.post("/decide", &[("article", article), ("decision", "reject"), ("key", key)]);
        took.push((page, began.elapsed()));
        assert_eq!((shown.status, reply.status), (200, 303), "{}", reply.body);
    }
    took
}

/// The value of a hidden field.
fn field<'a>(shown: &'a Reply, name: &str) -> Option<&'a str> {
    let (_, rest) = shown.body.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split('"').next()
}

fn print(name: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let last = took.len().saturating_sub(1);
    let ms = |part: usize| took.get(last * part / 100).map_or(0.0, |it| it.as_secs_f64() * 1000.0);
    println!("{name:<44}{:>9.1} ms{:>9.1} ms{:>9.1} ms", ms(50), ms(99), ms(100));
}
