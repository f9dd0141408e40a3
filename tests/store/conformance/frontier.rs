//! Lists, the frontier, runs.

use crate::sample::{address, at, fetched, found, list, save};
use jiff::civil::date;
use netra::ErrorKind;
use netra::store::{Due, Found, Store};
use std::collections::BTreeMap;

/// The names of the addresses that are due, in order.
fn due(store: &dyn Store, seconds: i64) -> String {
    let due = store.due("kabar", at(seconds), 100).expect("the store is read");
    let names = due.iter().map(|due| due.canonical.rsplit('/').next().unwrap_or_default());
    names.collect::<Vec<_>>().join(" ")
}

pub(crate) fn lists_and_what_they_name_are_kept_together(store: &mut dyn Store) {
    assert_eq!(store.list(&address("feed")).expect("read"), None);
    let added = store.add_found(&[found("a"), found("b"), found("a")], &[list("1")], at(0));
    assert_eq!(added.expect("added"), 2);
    assert_eq!(store.list(&address("feed")).expect("read"), Some(list("1")));
    assert_eq!(store.known(&["a", "b", "c"].map(address)).expect("read"), [true, true, false]);
    let again = store.add_found(&[found("b"), found("c")], &[list("2")], at(1));
    assert_eq!(again.expect("added"), 1);
    assert_eq!(store.list(&address("feed")).expect("read"), Some(list("2")));
    // A bad list of many leaves nothing behind, but none can be bad: nothing at all is no list.
    assert_eq!(store.add_found(&[], &[], at(2)).expect("added"), 0);
}

pub(crate) fn the_newest_comes_first(store: &mut dyn Store) {
    let published = |name, seconds| Found { published: Some(at(seconds)), ..found(name) };
    let other = Found { outlet: "lain".to_owned(), ..found("z") };
    let items =
        [published("old", -900), found("undated"), published("new", 30), published("late", -5), other];
    store.add_found(&items, &[], at(0)).expect("added");
    assert_eq!(due(store, 0), "new undated late old");
    let first = store.due("kabar", at(0), 2).expect("read");
    assert_eq!(first.len(), 2);
    assert_eq!(first[0].address, format!("{}?utm_source=rss", address("new")));
    assert_eq!(first[0].published, Some(at(30)));
    // What a later list knows is filled in, and it does not forget what the first one knew.
    let titled = Found { title: Some("Judul".to_owned()), published: Some(at(-950)), ..found("undated") };
    store.add_found(&[titled, found("new")], &[], at(1)).expect("added");
    assert_eq!(due(store, 1), "new late old undated");
    let undated = store.due("kabar", at(1), 9).expect("read").pop().expect("one is due");
    assert_eq!(undated.title.as_deref(), Some("Judul"));
}

pub(crate) fn an_address_is_due_until_it_is_settled(store: &mut dyn Store) {
    store.add_found(&["a", "b", "c", "d"].map(found), &[], at(0)).expect("added");
    assert_eq!(due(store, 0), "a b c d");
    store.failed(&address("a"), "timeout", at(1), Some(at(100))).expect("settled");
    store.failed(&address("b"), "status 403", at(1), None).expect("settled");
    store.gone(&address("c"), at(1)).expect("settled");
    save(store, &netra::store::Fetched { next_due: Some(at(200)), ..fetched("d") });
    for (seconds, names) in [(2, ""), (99, ""), (100, "a"), (200, "a d"), (9000, "a d")] {
        assert_eq!(due(store, seconds), names, "after {seconds} s");
    }
    // Told twice, a failure is one failure.
    store.failed(&address("a"), "timeout", at(101), Some(at(150))).expect("settled");
    store.failed(&address("a"), "timeout", at(101), Some(at(150))).expect("settled");
    let all: BTreeMap<String, Due> = store
        .due("kabar", at(300), 9)
        .expect("read")
        .into_iter()
        .map(|due| (due.canonical.clone(), due))
        .collect();
    assert_eq!(all[&address("a")].tries, 2);
    assert_eq!(all[&address("a")].article, None);
    assert_eq!(all[&address("d")].validators.etag.as_deref(), Some("\"d\""));
    assert_eq!(all[&address("d")].article, store.find(&address("d")).expect("read"));
    store.unchanged(&address("d"), at(201), None).expect("settled");
    assert_eq!(due(store, 9000), "a");
}

pub(crate) fn a_change_that_a_list_tells_of_makes_it_due_once(store: &mut dyn Store) {
    store.add_found(&[found("a")], &[], at(0)).expect("added");
    save(store, &netra::store::Fetched { fetched_at: at(10), ..fetched("a") });
    let updated = |seconds| [Found { updated: Some(at(seconds)), ..found("a") }];
    for (said, now, names) in [(5, 20, ""), (15, 21, "a"), (15, 22, "a")] {
        store.add_found(&updated(said), &[], at(now)).expect("added");
        assert_eq!(due(store, now), names, "changed after {said} s");
    }
    save(store, &netra::store::Fetched { fetched_at: at(30), ..fetched("a") });
    // A clock that is wrong tells of the future: that counts once, not every night.
    store.add_found(&updated(9000), &[], at(40)).expect("added");
    assert_eq!(due(store, 40), "a");
    store.unchanged(&address("a"), at(41), None).expect("settled");
    store.add_found(&updated(9000), &[], at(50)).expect("added");
    assert_eq!(due(store, 50), "");
    // What failed for good is tried again when it changes.
    store.failed(&address("a"), "status 500", at(60), None).expect("settled");
    store.add_found(&updated(9001), &[], at(70)).expect("added");
    assert_eq!(due(store, 70), "a");
}

pub(crate) fn an_address_that_nobody_named_cannot_be_settled(store: &mut dyn Store) {
    let unknown = address("tidak-ada");
    for settled in [
        store.unchanged(&unknown, at(0), None),
        store.failed(&unknown, "timeout", at(0), None),
        store.gone(&unknown, at(0)),
    ] {
        let error = settled.expect_err("there is no such address");
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains(&unknown), "{error}");
    }
}

pub(crate) fn runs_are_kept(store: &mut dyn Store) {
    let first = store.begin_run("nightly", 41, at(0)).expect("begun");
    store.end_run(first, at(10), "{\"new\":3}").expect("ended");
    let died = store.begin_run("nightly", 42, at(20)).expect("begun");
    let other = store.begin_run("crawl", 43, at(30)).expect("begun");
    store.end_run(other, at(31), "{}").expect("ended");
    let last = store.begin_run("nightly", 44, at(40)).expect("begun");
    store.end_run(last, at(50), "{\"new\":1}").expect("ended");

    let runs = store.runs(3).expect("read");
    let shown: Vec<_> =
        runs.iter().map(|run| (run.id, run.pid, run.ended_at, run.report.as_deref())).collect();
    let expected = [
        (last, 44, Some(at(50)), Some("{\"new\":1}")),
        (other, 43, Some(at(31)), Some("{}")),
        (died, 42, None, None),
    ];
    assert_eq!(shown, expected);
    assert_eq!(store.end_run(99, at(60), "").expect_err("there is no such run").kind(), ErrorKind::Usage);
}

pub(crate) fn requests_only_grow(store: &mut dyn Store) {
    let sent = |pairs: &[(&str, u32)]| -> BTreeMap<String, u32> {
        pairs.iter().map(|&(host, count)| (host.to_owned(), count)).collect()
    };
    let (day, next) = (date(2024, 10, 8), date(2024, 10, 9));
    for now in [&[("a.example", 3), ("b.example", 1)][..], &[("a.example", 2)], &[("a.example", 5)]] {
        store.note_requests(day, &sent(now)).expect("noted");
    }
    store.note_requests(next, &sent(&[("a.example", 1)])).expect("noted");
    assert_eq!(store.requests(day).expect("read"), sent(&[("a.example", 5), ("b.example", 1)]));
    assert_eq!(store.requests(next).expect("read"), sent(&[("a.example", 1)]));
    assert_eq!(store.requests(date(2024, 10, 7)).expect("read"), BTreeMap::new());
}
