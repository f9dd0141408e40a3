//! The log of verdicts, and what a model learns from it.

use crate::sample::{at, fetched, save, verdict};
use netra::store::{Decision, Fetched, Log, Reach, Store, Verdict};

fn judge(store: &mut dyn Store, verdict: &Verdict) -> i64 {
    store.add_verdict(verdict).expect("judged")
}

pub(crate) fn the_log_gives_what_is_asked_for(store: &mut dyn Store) {
    let first = save(store, &fetched("a"));
    let second = save(store, &Fetched { outlet: "warta".to_owned(), ..fetched("b") });
    let story = |store: &dyn Store, article| store.article(article).expect("read").expect("there").story;
    let by = |reviewer: &str, article, seconds, key: &str| Verdict {
        reviewer: reviewer.to_owned(),
        at: at(seconds),
        ..verdict(article, Decision::Confirm, key)
    };
    let one = judge(store, &by("sari", first, 10, "1"));
    let two = judge(store, &by("budi", second, 20, "2"));
    let three = judge(store, &by("sari", second, 30, "3"));
    let undo = Verdict { decision: Decision::Undo, supersedes: Some(three), ..by("sari", second, 40, "4") };
    let four = judge(store, &undo);
    let ids = |store: &dyn Store, log: Log| -> Vec<i64> {
        store.judgements(&log).expect("read").iter().map(|it| it.given.id).collect()
    };
    let sari = || Log { reviewer: Some("sari".to_owned()), ..Log::default() };
    let asked = [
        (Log::default(), vec![four, three, two, one]),
        (Log { standing: true, ..Log::default() }, vec![two, one]),
        (Log { verdict: Some(three), ..Log::default() }, vec![three]),
        (Log { verdict: Some(three), standing: true, ..Log::default() }, vec![]),
        (sari(), vec![four, three, one]),
        (Log { standing: true, ..sari() }, vec![one]),
        (Log { reviewer: Some("SARI".to_owned()), ..Log::default() }, vec![]),
        (Log { story: Some(story(store, second)), ..Log::default() }, vec![four, three, two]),
        (Log { story: Some(story(store, second)), standing: true, ..sari() }, vec![]),
        (Log { story: Some(7777), ..Log::default() }, vec![]),
        (Log { since: Some(at(30)), ..Log::default() }, vec![four, three]),
        (Log { since: Some(at(41)), ..Log::default() }, vec![]),
        (Log { limit: Some(2), ..Log::default() }, vec![four, three]),
        (Log { limit: Some(2), offset: 1, ..Log::default() }, vec![three, two]),
        (Log { offset: 3, ..Log::default() }, vec![one]),
        (Log { offset: 4, ..Log::default() }, vec![]),
    ];
    for (log, expected) in asked {
        assert_eq!(ids(store, log.clone()), expected, "{log:?}");
    }
    let last = store.judgements(&Log { verdict: Some(two), ..Log::default() }).expect("read");
    let whole = fetched("b");
    assert_eq!((last[0].outlet.as_str(), &last[0].title), ("warta", &whole.title));
    assert_eq!((Some(last[0].day), last[0].given.stands), (whole.day, true));
}

pub(crate) fn a_model_learns_what_stands(store: &mut dyn Store) {
    let first = save(store, &fetched("a"));
    let story = store.article(first).expect("read").expect("it is there").story;
    let second = save(store, &Fetched { story: Some(story), ..fetched("b") });
    let third = save(store, &fetched("c"));
    save(store, &fetched("d"));
    let labels = |store: &dyn Store| -> Vec<(i64, Decision, i64)> {
        let labelled = store.labelled().expect("read");
        let mut labels: Vec<_> =
            labelled.iter().map(|it| (it.article, it.given.verdict.decision, it.given.id)).collect();
        labels.sort_unstable_by_key(|label| label.0);
        labels
    };
    assert_eq!(labels(store), []);
    use Decision::{Confirm, Reject, Undo, Unsure};
    let whole = judge(store, &verdict(first, Confirm, "1"));
    assert_eq!(labels(store), [(first, Confirm, whole), (second, Confirm, whole)]);
    // The verdict on an article alone goes before that on its story, even before a later one.
    let alone = judge(store, &Verdict { reach: Reach::Article, ..verdict(second, Reject, "2") });
    assert_eq!(labels(store), [(first, Confirm, whole), (second, Reject, alone)]);
    let later = Verdict { reviewer: "budi".to_owned(), ..verdict(second, Unsure, "3") };
    let later = judge(store, &later);
    assert_eq!(labels(store), [(first, Unsure, later), (second, Reject, alone)]);
    let undo = |of: i64, key: &str| Verdict { supersedes: Some(of), ..verdict(second, Undo, key) };
    judge(store, &undo(alone, "4"));
    assert_eq!(labels(store), [(first, Unsure, later), (second, Unsure, later)]);
    judge(store, &undo(later, "5"));
    let other = judge(store, &verdict(third, Reject, "6"));
    assert_eq!(labels(store), [(first, Confirm, whole), (second, Confirm, whole), (third, Reject, other)]);
    let labelled = store.labelled().expect("read");
    let one = labelled.iter().find(|it| it.article == third).expect("it is there");
    let read = fetched("c");
    assert_eq!((&one.canonical, &one.title, &one.text), (&read.canonical, &read.title, &read.text));
    assert_eq!((&one.published, Some(one.day), one.story), (&read.published, read.day, one.given.story));
}
