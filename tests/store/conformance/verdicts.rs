//! Verdicts of analysts.

use crate::sample::{fetched, save, verdict};
use netra::ErrorKind;
use netra::store::{Decision, Filter, Judged, Store, Verdict};

/// The decision that stands on the only story, and the numbers of the verdicts that stand. The story waits for a
/// verdict exactly where none stands.
fn standing(store: &dyn Store, article: i64) -> (Option<Decision>, Vec<i64>) {
    let summaries = store.flags(&Filter::default()).expect("read");
    let given = store.verdicts(article).expect("read");
    let number = |judged| store.flags(&Filter { judged, ..Filter::default() }).expect("read").len();
    let waits = usize::from(summaries[0].verdict.is_none());
    assert_eq!((number(Judged::Not), number(Judged::Judged)), (waits, 1 - waits));
    (summaries[0].verdict, given.iter().filter(|given| given.stands).map(|given| given.id).collect())
}

pub(crate) fn a_verdict_sent_twice_is_one(store: &mut dyn Store) {
    let article = save(store, &fetched("a"));
    let sent =
        Verdict { note: Some("lihat menit 2".to_owned()), ..verdict(article, Decision::Confirm, "k1") };
    let id = store.add_verdict(&sent).expect("judged");
    let again = Verdict { at: crate::sample::at(99), ..sent.clone() };
    assert_eq!(store.add_verdict(&again).expect("judged"), id);
    let given = store.verdicts(article).expect("read");
    assert_eq!(given.len(), 1);
    assert_eq!((given[0].id, &given[0].verdict, given[0].stands), (id, &sent, true));
    let other = verdict(article, Decision::Reject, "k1");
    let error = store.add_verdict(&other).expect_err("the key is used");
    assert_eq!(error.kind(), ErrorKind::Usage);
    let record = store.article(article).expect("read").expect("it is there");
    assert_eq!(record.verdicts, given);
    assert_eq!(given[0].story, record.story);
}

pub(crate) fn undoing_brings_back_what_was_replaced(store: &mut dyn Store) {
    let article = save(store, &fetched("a"));
    let mut add = |decision, key, supersedes| {
        let id =
            store.add_verdict(&Verdict { supersedes, ..verdict(article, decision, key) }).expect("judged");
        (id, standing(store, article))
    };
    let (first, now) = add(Decision::Unsure, "1", None);
    assert_eq!(now, (Some(Decision::Unsure), vec![first]));
    let (second, now) = add(Decision::Reject, "2", Some(first));
    assert_eq!(now, (Some(Decision::Reject), vec![second]));
    let (third, now) = add(Decision::Confirm, "3", Some(second));
    assert_eq!(now, (Some(Decision::Confirm), vec![third]));
    let (_, now) = add(Decision::Undo, "4", Some(third));
    assert_eq!(now, (Some(Decision::Reject), vec![second]));
    let (_, now) = add(Decision::Undo, "5", Some(second));
    assert_eq!(now, (Some(Decision::Unsure), vec![first]));
    let (_, now) = add(Decision::Undo, "6", Some(first));
    assert_eq!(now, (None, vec![]));
    let (last, now) = add(Decision::Confirm, "7", None);
    assert_eq!(now, (Some(Decision::Confirm), vec![last]));
}

pub(crate) fn what_cannot_be_judged_is_refused(store: &mut dyn Store) {
    let article = save(store, &fetched("a"));
    let other = save(store, &fetched("b"));
    let given = store.add_verdict(&verdict(article, Decision::Confirm, "1")).expect("judged");
    let undo = Verdict { supersedes: Some(given), ..verdict(article, Decision::Undo, "2") };
    let undone = store.add_verdict(&undo).expect("judged");
    for (wrong, why) in [
        (verdict(77, Decision::Confirm, "x"), "no such article"),
        (verdict(article, Decision::Undo, "x"), "it undoes nothing"),
        (Verdict { supersedes: Some(99), ..verdict(article, Decision::Reject, "x") }, "no such verdict"),
        (Verdict { supersedes: Some(given), ..verdict(other, Decision::Reject, "x") }, "of another article"),
        (Verdict { supersedes: Some(undone), ..verdict(article, Decision::Undo, "x") }, "it is an undoing"),
    ] {
        let error = store.add_verdict(&wrong).expect_err(why);
        assert_eq!(error.kind(), ErrorKind::Usage, "{why}");
    }
    assert_eq!(store.verdicts(article).expect("read").len(), 2);
}
