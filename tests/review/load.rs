//! Many analysts at once, while the nightly run writes to the same store.

use crate::ask::{Client, Reply};
use crate::entry::let_in;
use crate::markup::attributes;
use crate::server::{Server, folder, save};
use netra::store::{Gravity, Log, Store, open};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const ANALYSTS: [&str; 8] = ["sari", "budi", "tono", "rini", "wati", "agus", "dewi", "joko"];

/// For how long they work, where `NETRA_SECONDS` does not say: seconds.
const SECONDS: u64 = 3;

/// A verdict that the server has acknowledged.
struct Acknowledged {
    key: String,
    article: String,
    id: i64,
    reviewer: &'static str,
    took: Duration,
}

/// A store with this many articles, each about another place, in a folder of its own.
pub(crate) fn many(name: &str, articles: usize) -> PathBuf {
    let path = folder(name).join("netra.sqlite");
    let mut store = open(&path).expect("made");
    (0..articles).for_each(|number| report(store.as_mut(), &format!("Sepi {number}")));
    path
}

/// Saves an article about the lurah of a place.
fn report(store: &mut dyn Store, place: &str) {
    let text = format!(
        "Lurah {place} Dilaporkan ke Bawaslu\n\nBALIKPAPAN - Lurah {place}, Darto Wibawa, diduga mengikuti kampanye \
         calon wali kota, Senin (7/10/2024)."
    );
    save(store, &place.replace(' ', "-"), &text);
}

fn until() -> Instant {
    let seconds = std::env::var("NETRA_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    Instant::now() + Duration::from_secs(seconds)
}

/// The article and the key of the form that a page shows.
fn form(page: &Reply) -> Option<(String, String)> {
    let field = |name: &str| attributes(&page.body, &format!(".decide input[name={name}]"), &["value"]).pop();
    Some((field("article")?, field("key")?))
}

/// Decides one story after another until the time is over; what was acknowledged.
fn work(client: &Client, reviewer: &'static str, until: Instant) -> Vec<Acknowledged> {
    let mut acknowledged = Vec::new();
    while Instant::now() < until {
        let page = client.get("/");
        assert_eq!(page.status, 200, "{}", page.body);
        let Some((article, key)) = form(&page) else {
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let fields = [("article", article.as_str()), ("decision", "reject"), ("key", &key)];
        let began = Instant::now();
        let reply = client.post("/decide", &fields);
        let took = began.elapsed();
        assert_eq!(reply.status, 303, "{}", reply.body);
        let id = reply.said().expect("it is acknowledged");
        acknowledged.push(Acknowledged { key, article, id, reviewer, took });
    }
    acknowledged
}

/// Fails unless each acknowledged verdict is stored once and nothing else is.
fn assert_stored_once(store: &Path, acknowledged: &[Acknowledged]) {
    let store = open(store).expect("it opens");
    let stored = store.judgements(&Log::default()).expect("read");
    let by_key: BTreeMap<&str, _> =
        stored.iter().map(|it| (it.given.verdict.key.as_str(), &it.given)).collect();
    assert_eq!((stored.len(), by_key.len()), (acknowledged.len(), acknowledged.len()));
    for it in acknowledged {
        let given =
            by_key.get(format!("{}.reject", it.key).as_str()).expect("what was acknowledged is stored");
        let verdict = &given.verdict;
        assert_eq!(
            (given.id, verdict.article.to_string(), verdict.reviewer.as_str()),
            (it.id, it.article.clone(), it.reviewer)
        );
        assert!(given.stands);
    }
    let findings = store.doctor().expect("checked");
    let problems: Vec<_> = findings.iter().filter(|it| it.gravity == Gravity::Problem).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

fn print_times(what: &str, acknowledged: &[Acknowledged]) {
    let mut took: Vec<Duration> = acknowledged.iter().map(|it| it.took).collect();
    took.sort_unstable();
    let at = |part: usize| took.get(took.len() * part / 100).copied().unwrap_or_default();
    println!("{} {what}: p50 {:?}, p99 {:?}, longest {:?}", took.len(), at(50), at(99), took.last());
}

#[test]
fn eight_decide_while_the_crawl_writes() {
    let store = many("load", 40);
    let_in(&store, &ANALYSTS, "twice = 0.0\ndrawn = 0.0");
    let server = Server::start(&store, &[]);
    let is_over = AtomicBool::new(false);
    let until = until();
    let acknowledged = thread::scope(|scope| {
        let crawl = scope.spawn(|| {
            let mut store = open(&store).expect("it opens");
            let mut saved = 0;
            while !is_over.load(Ordering::Relaxed) {
                report(store.as_mut(), &format!("Malam {saved}"));
                saved += 1;
            }
            saved
        });
        let analysts: Vec<_> = ANALYSTS
            .into_iter()
            .map(|name| {
                let client = Client::log_in(&server, name, &format!("token-{name}"));
                scope.spawn(move || work(&client, name, until))
            })
            .collect();
        let acknowledged: Vec<Acknowledged> =
            analysts.into_iter().flat_map(|it| it.join().expect("no request fails")).collect();
        is_over.store(true, Ordering::Relaxed);
        let saved = crawl.join().expect("every article is saved");
        assert!(saved > 0);
        println!("{saved} articles were saved meanwhile");
        acknowledged
    });
    print_times("verdicts", &acknowledged);
    assert!(acknowledged.len() > ANALYSTS.len(), "{}", acknowledged.len());
    assert_stored_once(&store, &acknowledged);
    // Nobody was given what another had: with one verdict a story, nobody decided what another did.
    let articles: BTreeSet<&str> = acknowledged.iter().map(|it| it.article.as_str()).collect();
    assert_eq!(articles.len(), acknowledged.len(), "a story was given to two");
}

#[test]
fn two_are_never_given_the_same_story() {
    let path = many("pair", 30);
    let_in(&path, &ANALYSTS, "twice = 0.0\ndrawn = 0.0");
    let server = Server::start(&path, &[]);
    let clients: Vec<Client> =
        ANALYSTS.iter().map(|name| Client::log_in(&server, name, &format!("token-{name}"))).collect();
    // All ask at the same moment, again and again; who asks again has the same story.
    let mut seen = Vec::new();
    for _ in 0..4 {
        let given: Vec<String> = thread::scope(|scope| {
            let asked: Vec<_> = clients.iter().map(|client| scope.spawn(|| client.get("/"))).collect();
            let replies = asked.into_iter().map(|it| it.join().expect("no request fails"));
            replies.map(|reply| form(&reply).expect("there is a story").0).collect()
        });
        let different: BTreeSet<&String> = given.iter().collect();
        assert_eq!(different.len(), clients.len(), "{given:?}");
        seen.push(given);
    }
    assert!(seen.iter().all(|given| *given == seen[0]), "{seen:?}");
    // One who opens the story of another is told so.
    let story = open(&path).expect("it opens").article(seen[0][1].parse().expect("a number"));
    let story = story.expect("read").expect("it is there").story;
    let page = clients[0].get(&format!("/?story={story}&lang=en"));
    let notice = crate::markup::texts(&page.body, ".notice").join(" ");
    assert!(notice.contains(ANALYSTS[1]), "{notice}");
    // Whoever skips a story still has it; whoever decides one has the next free one.
    let fields = [("article", seen[0][0].as_str()), ("decision", "reject"), ("key", "k")];
    assert_eq!(clients[0].post("/decide", &fields).status, 303);
    let (next, _) = form(&clients[0].get("/")).expect("there is a story");
    assert!(!seen[0].contains(&next), "{next}");
}
