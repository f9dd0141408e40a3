//! The store and other processes: death in the middle of a write, two writers, a full disk, a backup meanwhile.
//!
//! The other process is this test binary again, running `child` alone; what it is to do stands in its environment.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the tests start processes, which say what they have done, and read it"
)]

use crate::sample::{address, at, fetched, folder, found, list, save, verdict};
use netra::ErrorKind;
use netra::store::{Decision, Filter, Found, Gravity, Store, open, open_existing};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What the other process is to do, and on which store.
const TASK: &str = "NETRA_TEST_STORE_TASK";
const STORE: &str = "NETRA_TEST_STORE_PATH";

/// The other process.
#[test]
#[ignore = "the other tests of this file run it"]
fn child() {
    let (Ok(task), Ok(path)) = (std::env::var(TASK), std::env::var(STORE)) else {
        panic!("{TASK} and {STORE} say what to do; run the other tests of this file instead");
    };
    let mut store = open(Path::new(&path)).expect("the store opens");
    match task.as_str() {
        "forever" => (0..usize::MAX).for_each(|number| step(store.as_mut(), "c", number)),
        "some" => (0..SOME).for_each(|number| step(store.as_mut(), "c", number)),
        "fill" => fill(store.as_mut()),
        other => panic!("{other} is no task"),
    }
}

/// How much each of two writers writes.
const SOME: usize = 100;

/// One round of writes, each acknowledged by a line: two addresses with their list, then an article with a verdict.
fn step(store: &mut dyn Store, name: &str, number: usize) {
    let pair = ["left", "right"].map(|side| found(&format!("{name}-{side}-{number}")));
    store.add_found(&pair, &[list(&number.to_string())], at(0)).expect("added");
    println!("found {number}");
    let article = save(store, &fetched(&format!("{name}{number}")));
    println!("saved {number}");
    store.add_verdict(&verdict(article, Decision::Confirm, &format!("{name}{number}"))).expect("judged");
    println!("judged {number}");
}

/// Saves long articles until it fails, then says how it failed and what is still readable.
fn fill(store: &mut dyn Store) {
    for number in 0..1_000_000 {
        let mut large = fetched(&format!("c{number}"));
        // Bytes that hardly deflate: digests.
        large.page.bytes = (0..2000)
            .flat_map(|part| netra::store::sha256(format!("{number} {part}").as_bytes()).into_bytes())
            .collect();
        match store.save(&large) {
            Ok(_) => println!("saved {number}"),
            Err(error) => {
                let first = store.find(&address("c0")).expect("it is still readable");
                println!("failed {:?} {first:?} {error:#}", error.kind());
                return;
            }
        }
    }
    panic!("the disk is never full");
}

fn start(task: &str, path: &Path) -> Child {
    let this = std::env::current_exe().expect("a test is a program");
    run(Command::new(this), task, path)
}

fn run(mut command: Command, task: &str, path: &Path) -> Child {
    command
        .args(["--ignored", "--exact", "process::child", "--nocapture"])
        .env(TASK, task)
        .env(STORE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the test starts itself")
}

/// The acknowledgements of the child, one by one.
fn acknowledgements(child: &mut Child) -> impl Iterator<Item = (String, usize)> + use<> {
    let output = child.stdout.take().expect("its output is piped");
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    lines.filter_map(|line| {
        let (what, number) = line.split_once(' ')?;
        let number = number.parse().ok()?;
        ["found", "saved", "judged"].contains(&what).then(|| (what.to_owned(), number))
    })
}

fn assert_whole(store: &dyn Store) {
    let findings = store.doctor().expect("the store is checked");
    let problems: Vec<_> = findings.iter().filter(|found| found.gravity == Gravity::Problem).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

/// Fails unless what was acknowledged is there, and all of it.
fn assert_kept(store: &dyn Store, what: &str, number: usize) {
    let name = format!("c{number}");
    match what {
        "found" => {
            let pair = ["left", "right"].map(|side| address(&format!("c-{side}-{number}")));
            assert_eq!(store.known(&pair).expect("read"), [true, true], "{number}");
        }
        "saved" | "judged" => {
            let article = store.find(&address(&name)).expect("read").expect("a saved article is there");
            let record = store.article(article).expect("read").expect("it is there");
            let whole = fetched(&name);
            assert_eq!(record.current.text, whole.text);
            assert_eq!(store.page(record.pages[0].id).expect("read"), Some(whole.page.bytes));
            assert_eq!((record.claims.len(), record.people.len()), (1, 1));
            assert!(what == "saved" || record.verdicts.len() == 1, "{name}: {:?}", record.verdicts);
            let found = store.search(&format!("\"camat {name}\""), &Filter::default()).expect("read");
            assert_eq!(found.len(), 1, "{name}");
        }
        other => panic!("{other} acknowledges nothing"),
    }
}

#[test]
fn a_death_in_the_middle_loses_nothing_acknowledged() {
    let path = folder("killed").join("netra.db");
    let mut all = Vec::new();
    for round in 0..20 {
        let mut child = start("forever", &path);
        // Killed after another number of acknowledgements each time, while it goes on with the next write. What
        // was written before the death is read after it.
        let wanted = 1 + round * 7 % 11;
        let mut lines = acknowledgements(&mut child);
        let mut heard: Vec<_> = lines.by_ref().take(wanted).collect();
        child.kill().expect("it is killed");
        heard.extend(lines);
        child.wait().expect("it is dead");
        assert!(heard.len() >= wanted, "round {round}: {heard:?}");
        let store = open_existing(&path).expect("it opens after a death");
        assert_whole(store.as_ref());
        for (what, number) in &heard {
            assert_kept(store.as_ref(), what, *number);
        }
        all.extend(heard);
        // An address is never without its partner, and never without its list.
        let mut number = 0;
        loop {
            let pair = ["left", "right"].map(|side| address(&format!("c-{side}-{number}")));
            let known = store.known(&pair).expect("read");
            assert_eq!(known[0], known[1], "{number}");
            if !known[0] {
                break;
            }
            number += 1;
        }
    }
    let store = open_existing(&path).expect("it opens");
    for (what, number) in &all {
        assert_kept(store.as_ref(), what, *number);
    }
    let judged = all.iter().filter(|(what, _)| what == "judged").count();
    assert!(judged > 20, "the deaths came too early to show anything: {judged}");
}

#[test]
fn two_writers_wait_for_each_other() {
    let path = folder("writers").join("netra.db");
    let mut store = open(&path).expect("made");
    let mut child = start("some", &path);
    let mut lines = acknowledgements(&mut child);
    lines.next().expect("it has begun");
    for number in 0..SOME {
        // Fails where it is not let in.
        step(store.as_mut(), "p", number);
    }
    let heard: Vec<_> = lines.collect();
    let mut said = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut said).expect("read");
    assert!(child.wait().expect("it ends").success(), "{said}");
    assert_eq!(heard.len(), 3 * SOME - 1);
    assert_whole(store.as_ref());
    let all = store.flags(&Filter { limit: usize::MAX, ..Filter::default() }).expect("read");
    assert_eq!(all.len(), 2 * SOME);
    assert!(all.iter().all(|summary| summary.verdict == Some(Decision::Confirm)));
}

#[test]
fn a_backup_meanwhile_is_one_moment() {
    let folder = folder("meanwhile");
    let (path, copy) = (folder.join("netra.db"), folder.join("copy.db"));
    let mut child = start("forever", &path);
    let mut before = 0;
    for (what, number) in acknowledgements(&mut child) {
        before = number;
        if what == "judged" && number >= 5 {
            break;
        }
    }
    let store = open(&path).expect("it opens while another writes");
    let copied = store.backup(&copy);
    child.kill().expect("it is killed");
    child.wait().expect("it is dead");
    copied.expect("copied");
    let copy = open_existing(&copy).expect("a backup is a store");
    assert_whole(copy.as_ref());
    // One writer writes in order, so one moment is all up to some write and nothing after it.
    let count = |prefix: &str| {
        let known = |number: usize| copy.known(&[address(&format!("{prefix}{number}"))]).expect("read")[0];
        let count = (0..).take_while(|&number| known(number)).count();
        assert!((count..count + 50).all(|number| !known(number)), "{prefix}: {count}");
        count
    };
    let (left, right, saved) = (count("c-left-"), count("c-right-"), count("c"));
    assert_eq!(left, right);
    assert!(saved == left || saved + 1 == left, "{saved} of {left}");
    assert!(saved > before, "what was acknowledged before is in it");
    for number in 0..saved {
        assert_kept(copy.as_ref(), "saved", number);
    }
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_said_and_survived() {
    let path = folder("full").join("netra.db");
    drop(open(&path).expect("made"));
    let this = std::env::current_exe().expect("a test is a program");
    let mut shell = Command::new("sh");
    // Files of at most 2 or 4 MB, by the unit of the shell; with the signal ignored a write beyond that fails.
    shell.args(["-c", "trap '' XFSZ; ulimit -f 4096; exec \"$0\" \"$@\""]).arg(this);
    let output = run(shell, "fill", &path).wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let failed = said.lines().find(|line| line.starts_with("failed ")).expect("it failed");
    assert!(failed.contains(&format!("{:?}", ErrorKind::Io)), "{failed}");
    for part in [path.to_str().expect("a path in UTF-8"), "ake room", "Some("] {
        assert!(failed.contains(part), "{part}: {failed}");
    }
    let saved = said.lines().filter(|line| line.starts_with("saved ")).count();
    assert!(saved > 3, "{said}");
    // With room again it goes on where it stopped.
    let mut store = open_existing(&path).expect("it opens");
    assert_whole(store.as_ref());
    let known = |store: &dyn Store, number: usize| store.find(&address(&format!("c{number}"))).expect("read");
    assert!((0..saved).all(|number| known(store.as_ref(), number).is_some()));
    assert_eq!(known(store.as_ref(), saved), None, "what failed left nothing");
    save(store.as_mut(), &fetched(&format!("c{saved}")));
    assert!(known(store.as_ref(), saved).is_some());
    assert_eq!(store.add_found(&[Found { ..found("x") }], &[], at(1)).expect("added"), 1);
}

#[test]
fn many_may_open_a_new_store_at_once() {
    for round in 0..10 {
        let path = folder("at-once").join("netra.db");
        std::thread::scope(|scope| {
            for number in 0..6 {
                let path = &path;
                scope.spawn(move || {
                    let mut store = open(path).expect("it opens");
                    save(store.as_mut(), &fetched(&format!("a{number}")));
                });
            }
        });
        let store = open_existing(&path).expect("it opens");
        assert_eq!(store.flags(&Filter::default()).expect("read").len(), 6, "round {round}");
    }
}
