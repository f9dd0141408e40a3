//! The queue of a reviewer, who looks at what, and who is logged in.

use crate::sample::{at, fetched, found, plain, save, verdict};
use jiff::Timestamp;
use netra::ErrorKind;
use netra::store::{Cursor, Decision, Fetched, Filter, Order, Queue, Reach, Store, Verdict, Why};
use std::collections::BTreeSet;

/// The queue of `sari` at the beginning of the night, without chance and with one verdict a story.
fn queue() -> Queue {
    Queue {
        filter: Filter::default(),
        reviewer: "sari".to_owned(),
        now: at(0),
        from: Cursor::Head,
        margin: 0.25,
        drawn: 0.0,
        twice: 0.0,
        limit: 100,
    }
}

fn of(reviewer: &str, queue: &Queue) -> Queue {
    Queue { reviewer: reviewer.to_owned(), ..queue.clone() }
}

fn from(from: Cursor, queue: &Queue) -> Queue {
    Queue { from, ..queue.clone() }
}

fn stories(store: &dyn Store, queue: &Queue) -> Vec<i64> {
    store.queue(queue).expect("read").iter().map(|queued| queued.story).collect()
}

/// Saves a story with one article that has this score and is flagged from 0.5 on; article and story.
fn scored(store: &mut dyn Store, name: &str, score: f64) -> (i64, i64) {
    let article = save(store, &Fetched { score, flagged: score >= 0.5, ..fetched(name) });
    (article, story_of(store, article))
}

fn story_of(store: &dyn Store, article: i64) -> i64 {
    store.article(article).expect("read").expect("it is there").story
}

fn judge(store: &mut dyn Store, verdict: &Verdict) -> i64 {
    store.add_verdict(verdict).expect("judged")
}

/// A verdict that confirms, by a reviewer who gives one on an article.
fn by(reviewer: &str, article: i64) -> Verdict {
    let key = format!("{reviewer} {article}");
    Verdict { reviewer: reviewer.to_owned(), ..verdict(article, Decision::Confirm, &key) }
}

pub(crate) fn the_likely_come_first_and_then_the_uncertain(store: &mut dyn Store) {
    let (_, low) = scored(store, "low", 0.1);
    let (uncertain, near) = scored(store, "near", 0.3);
    let (_, fair) = scored(store, "fair", 0.6);
    let (likely, high) = scored(store, "high", 0.9);
    // The story is where its best article places it, which is the one that is shown.
    let better = save(store, &Fetched { story: Some(fair), score: 0.7, ..fetched("better") });
    let queued = store.queue(&queue()).expect("read");
    let queued: Vec<_> = queued.iter().map(|it| (it.story, it.article, it.why)).collect();
    let expected =
        [(high, likely, Why::Flagged), (fair, better, Why::Flagged), (near, uncertain, Why::Uncertain)];
    assert_eq!(queued, expected);
    assert_eq!(stories(store, &Queue { limit: 2, ..queue() }), [high, fair]);
    // What waits is what is flagged.
    assert_eq!(store.left(&queue(), 100).expect("read"), 2);
    assert_eq!(store.left(&queue(), 1).expect("read"), 1);
    let all = Queue { drawn: 1.0, ..queue() };
    let queued = store.queue(&all).expect("read");
    assert_eq!(queued.len(), 4);
    assert!(queued.iter().all(|it| (it.why == Why::Drawn) == (it.story == low)), "{queued:?}");
    for queued in &queued {
        assert_eq!(store.why(&all, queued.story).expect("read"), Some(queued.why));
    }
    assert_eq!(store.why(&queue(), low).expect("read"), None);
    // Drawn ones stand in between: the order of the others stays.
    let others: Vec<_> = queued.iter().map(|it| it.story).filter(|&story| story != low).collect();
    assert_eq!(others, [high, fair, near]);
}

pub(crate) fn some_of_the_others_are_drawn(store: &mut dyn Store) {
    for number in 0..200 {
        save(store, &plain(&number.to_string(), "Warga bergotong royong."));
    }
    for (share, expected) in [(0.0, 0..=0), (0.1, 10..=30), (0.5, 80..=120), (1.0, 200..=200)] {
        let drawn = stories(store, &Queue { drawn: share, limit: 1000, ..queue() });
        assert!(expected.contains(&drawn.len()), "{share}: {}", drawn.len());
        assert_eq!(stories(store, &Queue { drawn: share, limit: 1000, ..queue() }), drawn);
    }
    let few: BTreeSet<i64> =
        stories(store, &Queue { drawn: 0.1, limit: 1000, ..queue() }).into_iter().collect();
    let more: BTreeSet<i64> =
        stories(store, &Queue { drawn: 0.5, limit: 1000, ..queue() }).into_iter().collect();
    assert!(few.is_subset(&more), "a larger share adds to a smaller one");
    assert_eq!(store.left(&Queue { drawn: 1.0, ..queue() }, 100).expect("read"), 0);
}

pub(crate) fn a_queue_is_walked_in_both_directions(store: &mut dyn Store) {
    for number in 0..40 {
        // Equal scores are told apart too.
        scored(store, &number.to_string(), f64::from(number % 10) / 10.0);
    }
    let all = Queue { drawn: 1.0, ..queue() };
    let order = stories(store, &all);
    assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), 40);
    for (place, &story) in order.iter().enumerate() {
        assert_eq!(stories(store, &from(Cursor::After(story), &all)), order[place + 1..]);
        let before: Vec<i64> = order[..place].iter().rev().copied().collect();
        assert_eq!(stories(store, &from(Cursor::Before(story), &all)), before);
        let next = Queue { limit: 1, ..from(Cursor::After(story), &all) };
        assert_eq!(stories(store, &next), order[place + 1..].iter().take(1).copied().collect::<Vec<_>>());
    }
    // A story that no longer waits is still a place.
    let article = store.queue(&all).expect("read")[3].article;
    judge(store, &by("sari", article));
    assert_eq!(stories(store, &from(Cursor::After(order[3]), &all)), order[4..]);
    assert_eq!(stories(store, &from(Cursor::Before(order[3]), &all)), [order[2], order[1], order[0]]);
    let error = store.queue(&from(Cursor::After(7777), &all)).expect_err("there is no such story");
    assert_eq!(error.kind(), ErrorKind::Usage);
}

pub(crate) fn a_queue_can_be_filtered(store: &mut dyn Store) {
    let (_, first) = scored(store, "a", 0.9);
    let other = Fetched { outlet: "warta".to_owned(), score: 0.6, ..fetched("b") };
    let other = save(store, &other);
    let second = story_of(store, other);
    let of_outlet = |outlet: &str| {
        // Scope, order, limit and offset of the filter say nothing here.
        let filter = Filter {
            outlet: Some(outlet.to_owned()),
            order: Order::Newest,
            limit: 0,
            offset: 5,
            ..Filter::default()
        };
        Queue { filter, ..queue() }
    };
    assert_eq!(stories(store, &of_outlet("kabar")), [first]);
    assert_eq!(stories(store, &of_outlet("warta")), [second]);
    assert_eq!(stories(store, &of_outlet("lain")), [0; 0]);
    assert_eq!(store.left(&of_outlet("warta"), 9).expect("read"), 1);
}

pub(crate) fn a_verdict_takes_a_story_out_until_it_is_undone(store: &mut dyn Store) {
    let (article, story) = scored(store, "a", 0.9);
    let waits = |store: &dyn Store| {
        let stories = ["sari", "budi"].map(|who| stories(store, &of(who, &queue())));
        assert_eq!(stories[0], stories[1], "one verdict is enough for all");
        assert_eq!(store.left(&queue(), 9).expect("read"), stories[0].len());
        stories[0] == [story]
    };
    assert!(waits(store));
    for (number, decision) in [Decision::Confirm, Decision::Reject, Decision::Unsure].into_iter().enumerate()
    {
        let given = judge(store, &verdict(article, decision, &format!("given {number}")));
        assert!(!waits(store), "{decision:?}");
        let undo = verdict(article, Decision::Undo, &format!("undone {number}"));
        judge(store, &Verdict { supersedes: Some(given), ..undo });
        assert!(waits(store), "{decision:?} is undone");
    }
    // One on an article alone does not speak of the story.
    judge(store, &Verdict { reach: Reach::Article, ..verdict(article, Decision::Reject, "alone") });
    assert!(waits(store));
    // One on another article of the story does.
    let other = save(store, &Fetched { story: Some(story), score: 0.6, ..fetched("b") });
    judge(store, &verdict(other, Decision::Reject, "other"));
    assert!(!waits(store));
}

pub(crate) fn what_is_judged_twice_needs_two_reviewers(store: &mut dyn Store) {
    let (article, story) = scored(store, "a", 0.9);
    let twice = Queue { twice: 1.0, ..queue() };
    let waits = |store: &dyn Store, who: &str| stories(store, &of(who, &twice)) == [story];
    // Two may look at it at once.
    store.lease(story, "sari", at(0), at(600)).expect("leased");
    assert!(waits(store, "budi"));
    let first = judge(store, &by("sari", article));
    assert_eq!(["sari", "budi", "tono"].map(|who| waits(store, who)), [false, true, true]);
    // A reviewer who thinks better of it is still one.
    let again = Verdict { key: "again".to_owned(), supersedes: Some(first), ..by("sari", article) };
    let again = judge(store, &again);
    assert_eq!(["sari", "budi", "tono"].map(|who| waits(store, who)), [false, true, true]);
    judge(store, &by("budi", article));
    assert_eq!(["sari", "budi", "tono"].map(|who| waits(store, who)), [false; 3]);
    let undo = verdict(article, Decision::Undo, "undo");
    judge(store, &Verdict { supersedes: Some(again), ..undo.clone() });
    judge(store, &Verdict { supersedes: Some(first), key: "undo first".to_owned(), ..undo });
    assert_eq!(["sari", "budi", "tono"].map(|who| waits(store, who)), [true, false, true]);
}

pub(crate) fn a_share_of_stories_is_judged_twice(store: &mut dyn Store) {
    for number in 0..200 {
        let (article, _) = scored(store, &number.to_string(), 0.9);
        judge(store, &by("sari", article));
    }
    for (share, expected) in [(0.0, 0..=0), (0.1, 10..=30), (0.5, 80..=120), (1.0, 200..=200)] {
        let waiting = stories(store, &Queue { twice: share, limit: 1000, ..of("budi", &queue()) });
        assert!(expected.contains(&waiting.len()), "{share}: {}", waiting.len());
        assert_eq!(stories(store, &Queue { twice: share, limit: 1000, ..queue() }), [0; 0]);
    }
}

pub(crate) fn who_looks_at_a_story_has_it_for_a_while(store: &mut dyn Store) {
    let (_, story) = scored(store, "a", 0.9);
    let mut lease =
        |who: &str, now: i64, until: i64| store.lease(story, who, at(now), at(until)).expect("kept");
    assert_eq!(lease("sari", 0, 600), "sari");
    assert_eq!(lease("budi", 1, 601), "sari");
    let waits = |store: &dyn Store, who: &str, now: i64| {
        let queue = Queue { now: at(now), ..of(who, &queue()) };
        assert_eq!(store.left(&queue, 9).expect("read"), stories(store, &queue).len());
        stories(store, &queue) == [story]
    };
    assert!(waits(store, "sari", 1));
    assert!(!waits(store, "budi", 1));
    assert!(!waits(store, "budi", 599));
    // When the time is over it comes back to all, and the next takes it.
    assert!(waits(store, "budi", 600));
    let mut lease =
        |who: &str, now: i64, until: i64| store.lease(story, who, at(now), at(until)).expect("kept");
    assert_eq!(lease("budi", 600, 1200), "budi");
    assert_eq!(lease("sari", 601, 1201), "budi");
    // Whoever has it has it longer by looking again.
    assert_eq!(lease("budi", 1100, 1700), "budi");
    assert_eq!(lease("sari", 1300, 1900), "budi");
    assert!(!waits(store, "sari", 1699));
    assert!(waits(store, "sari", 1700));
    assert!(store.lease(7777, "sari", at(0), at(1)).is_err(), "there is no such story");
}

pub(crate) fn a_session_lasts_until_it_is_over_or_ended(store: &mut dyn Store) {
    let who = |store: &dyn Store, token: &str, now: Timestamp| store.session(token, now).expect("read");
    store.add_session("one", "sari", at(600)).expect("kept");
    store.add_session("two", "sari", at(900)).expect("kept");
    store.add_session("three", "budi", at(2000)).expect("kept");
    let sari = Some("sari".to_owned());
    assert_eq!(who(store, "one", at(599)), sari);
    assert_eq!(who(store, "one", at(600)), None);
    assert_eq!(who(store, "four", at(0)), None);
    assert_eq!(who(store, "", at(0)), None);
    assert_eq!(who(store, "three", at(0)), Some("budi".to_owned()));
    store.end_session("three", at(700)).expect("ended");
    assert_eq!(who(store, "three", at(0)), None);
    assert_eq!(who(store, "two", at(700)), sari, "that of another browser goes on");
    // What is over is forgotten, so that not even a clock that goes back revives it.
    assert_eq!(who(store, "one", at(0)), None);
    store.end_session("three", at(701)).expect("a second time changes nothing");
}

pub(crate) fn a_reader_is_told_once(store: &mut dyn Store) {
    let (_, first) = scored(store, "a", 0.9);
    let (_, second) = scored(store, "b", 0.8);
    let tell = |store: &mut dyn Store, reader: &str, told: &[(i64, &str)], now| {
        let told: Vec<_> = told.iter().map(|&(story, state)| (story, state.to_owned())).collect();
        store.tell(reader, &told, now).expect("kept");
    };
    tell(store, "mail", &[(first, "alleged"), (second, "alleged")], at(0));
    tell(store, "feed", &[(first, "alleged")], at(1));
    tell(store, "mail", &[(second, "proven")], at(2));
    let told = |store: &dyn Store, reader: &str| -> Vec<_> {
        store.told(reader).expect("read").into_iter().collect()
    };
    let state = |state: &str, now| (state.to_owned(), now);
    assert_eq!(told(store, "mail"), [(first, state("alleged", at(0))), (second, state("proven", at(2)))]);
    assert_eq!(told(store, "feed"), [(first, state("alleged", at(1)))]);
    assert_eq!(told(store, "nobody"), []);
    assert!(store.tell("mail", &[(first, "x".to_owned()), (7777, "x".to_owned())], at(3)).is_err());
    assert_eq!(told(store, "mail")[0].1, state("alleged", at(0)), "all or nothing");
}

pub(crate) fn leases_and_sessions_are_no_problem(store: &mut dyn Store) {
    let (_, story) = scored(store, "a", 0.9);
    store.add_found(&[found("a")], &[], at(0)).expect("added");
    store.lease(story, "sari", at(0), at(1)).expect("leased");
    store.add_session("one", "sari", at(1)).expect("kept");
    store.tell("mail", &[(story, "alleged".to_owned())], at(0)).expect("kept");
    let problems = store.doctor().expect("checked");
    let problems: Vec<_> =
        problems.iter().filter(|it| it.gravity == netra::store::Gravity::Problem).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

pub(crate) fn what_is_flagged_waits_whatever_its_score(store: &mut dyn Store) {
    // Two models with thresholds of their own have judged these, so that scores and flags do not go together.
    for (name, score, flagged) in [
        ("a", 0.1, true),
        ("b", 0.3, false),
        ("c", 0.4, true),
        ("d", 0.6, false),
        ("e", 0.9, true),
        ("f", 0.2, false),
    ] {
        save(store, &Fetched { score, flagged, ..fetched(name) });
    }
    for drawn in [0.0, 1.0] {
        let all = Queue { drawn, ..queue() };
        let order = stories(store, &all);
        assert_eq!(order.len(), if drawn == 0.0 { 5 } else { 6 });
        // One after the other, in both directions, they come in the same order.
        let mut walked = stories(store, &Queue { limit: 1, ..all.clone() });
        while let Some(&last) = walked.last() {
            match stories(store, &Queue { limit: 1, from: Cursor::After(last), ..all.clone() })[..] {
                [next] => walked.push(next),
                _ => break,
            }
        }
        assert_eq!(walked, order);
        let mut back = vec![*order.last().expect("there are some")];
        while let Some(&last) = back.last() {
            match stories(store, &Queue { limit: 1, from: Cursor::Before(last), ..all.clone() })[..] {
                [next] => back.push(next),
                _ => break,
            }
        }
        back.reverse();
        assert_eq!(back, order);
    }
}

pub(crate) fn who_goes_on_leaves_a_story_after_some_seconds(store: &mut dyn Store) {
    let (_, first) = scored(store, "a", 0.9);
    let (_, second) = scored(store, "b", 0.8);
    let mut lease =
        |story: i64, who: &str, now: i64| store.lease(story, who, at(now), at(now + 600)).expect("kept");
    assert_eq!(lease(first, "sari", 0), "sari");
    assert_eq!(lease(second, "sari", 10), "sari");
    // Budi may have chosen it before Sari judged it and went on.
    assert_eq!(lease(first, "budi", 11), "sari");
    assert_eq!(lease(first, "budi", 20), "budi");
    assert_eq!(lease(second, "budi", 21), "sari");
}
