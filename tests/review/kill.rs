//! The program is killed while verdicts come in. What it acknowledged is there, once.

use crate::ask::{Client, connect, form, read};
use crate::load::many;
use crate::server::Server;
use jiff::Timestamp;
use netra::store::{Decision, Gravity, Log, open};
use std::collections::BTreeMap;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

/// How often it is killed, where `NETRA_KILLS` does not say.
const KILLS: u64 = 25;

/// Where chance begins, where `NETRA_SEED` does not say.
const SEED: u64 = 20_241_008;

/// A number of the environment.
fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Numbers that look random and are the same for the same seed: SplitMix64.
struct Chance(u64);

impl Chance {
    /// A number below a bound.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % bound
    }
}

/// A server that dies, and the analyst who goes on all the same.
struct Bench {
    server: Server,
    client: Client,
    store: std::path::PathBuf,
    /// How often it died.
    kills: u64,
    /// The keys of verdicts that it had been sent and had not acknowledged when it died, and when that was.
    unheard: Vec<(String, Timestamp)>,
}

impl Bench {
    /// Sends a form, and again until it is acknowledged; the first time the server is killed after a while. The key is
    /// that of the verdict that it makes.
    fn send(&mut self, target: &str, fields: &[(&str, &str)], key: String, killed_after: Duration) {
        let request =
            self.client.request("POST", target, &[("Sec-Fetch-Site", "same-origin")], &form(fields));
        let mut stream = connect(&self.server.address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("sent");
        thread::sleep(killed_after);
        self.server.kill();
        let died = Timestamp::now();
        self.kills += 1;
        // What it had sent before it died is heard.
        let heard = read(&mut stream).is_ok_and(|reply| reply.status == 303);
        self.server = Server::on(&self.server.address, &self.store, &["--reviewer", "sari"]);
        if !heard {
            self.unheard.push((key, died));
            self.acknowledged(target, fields);
        }
    }

    /// Sends a form that is acknowledged; the number of its verdict, where it is one.
    fn acknowledged(&self, target: &str, fields: &[(&str, &str)]) -> Option<i64> {
        let reply = self.client.post(target, fields);
        assert_eq!(reply.status, 303, "{target} {fields:?}: {}", reply.body);
        reply.said()
    }
}

#[test]
fn what_was_acknowledged_outlives_any_death() {
    let (kills, seed) = (number("NETRA_KILLS", KILLS), number("NETRA_SEED", SEED));
    println!("NETRA_KILLS={kills} NETRA_SEED={seed}");
    let mut chance = Chance(seed);
    let rounds = kills as usize;
    let store = many("kills", rounds + 1);
    let server = Server::start(&store, &["--reviewer", "sari"]);
    let client = Client::enter(&server);
    let mut bench = Bench { server, client, store: store.clone(), kills: 0, unheard: Vec::new() };
    // How long it takes where nobody dies says when there is something to interrupt.
    let last = (rounds + 1).to_string();
    let began = Instant::now();
    for number in 0..5 {
        let key = format!("before-{number}");
        bench.acknowledged("/decide", &[("article", &last), ("decision", "unsure"), ("key", &key)]);
    }
    let longest = u64::try_from(began.elapsed().as_micros()).expect("it is short") / 5 * 3 / 2;
    // The verdicts that are to be there in the end, with whether they are to stand.
    let mut expected: BTreeMap<String, bool> =
        (0..5).map(|number| (format!("before-{number}.unsure"), number == 4)).collect();
    for number in 0.. {
        if bench.kills >= kills {
            break;
        }
        let (article, key) = ((number + 1).to_string(), format!("kill-{number}"));
        let decision = ["confirm", "reject.appeal", "unsure"][number % 3];
        let fields = [("article", article.as_str()), ("decision", decision), ("key", &key)];
        bench.send(
            "/decide",
            &fields,
            format!("{key}.{decision}"),
            Duration::from_micros(chance.below(longest)),
        );
        // The browser may have lost the answer even so, and sends it again.
        let id = bench.acknowledged("/decide", &fields).expect("a verdict").to_string();
        let is_undone = chance.below(3) == 0 && bench.kills < kills;
        if is_undone {
            bench.send(
                "/undo",
                &[("verdict", &id)],
                format!("undo.{id}"),
                Duration::from_micros(chance.below(longest)),
            );
            bench.acknowledged("/undo", &[("verdict", &id)]);
        }
        expected.insert(format!("{key}.{decision}"), !is_undone);
    }
    let Bench { mut server, kills, unheard, .. } = bench;
    server.kill();
    let before = unheard.len() as u64;
    assert!(before > 0 && before < kills, "the deaths came too early or too late to show anything");
    let store = open(&store).expect("it opens");
    let log = store.judgements(&Log::default()).expect("read");
    let given_at: BTreeMap<&str, Timestamp> =
        log.iter().map(|it| (it.given.verdict.key.as_str(), it.given.verdict.at)).collect();
    let stored = unheard.iter().filter(|(key, died)| given_at[key.as_str()] < *died).count();
    println!(
        "{kills} deaths, {before} of them before the answer, of these {stored} after the verdict was stored"
    );
    let (undoings, given): (Vec<_>, Vec<_>) =
        log.iter().partition(|it| it.given.verdict.decision == Decision::Undo);
    let stored: BTreeMap<String, bool> =
        given.iter().map(|it| (it.given.verdict.key.clone(), it.given.stands)).collect();
    assert_eq!(stored, expected);
    assert_eq!(given.len(), expected.len(), "none is there twice");
    let undone = expected.iter().filter(|(key, stands)| key.starts_with("kill") && !**stands).count();
    assert_eq!(undoings.len(), undone, "none is undone twice");
    let findings = store.doctor().expect("checked");
    let problems: Vec<_> = findings.iter().filter(|it| it.gravity == Gravity::Problem).collect();
    assert!(problems.is_empty(), "{problems:?}");
}
