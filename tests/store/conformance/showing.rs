//! Stories and cases as they are shown.

use crate::sample::{at, claim, fetched, plain, save, verdict};
use jiff::civil::{Date, date};
use netra::store::{Claim, Decision, Fetched, Filter, Order, Presence, Scope, Store};
use std::collections::BTreeSet;

/// An article of an outlet with a score, in a story of its own or in another's.
fn scored(name: &str, outlet: &str, day: Date, score: f64, story: Option<i64>) -> Fetched {
    Fetched {
        outlet: outlet.to_owned(),
        day: Some(day),
        score,
        flagged: score >= 0.5,
        story,
        ..fetched(name)
    }
}

fn story(store: &dyn Store, article: i64) -> i64 {
    store.article(article).expect("read").expect("it is there").story
}

pub(crate) fn a_story_is_shown_by_its_best_article(store: &mut dyn Store) {
    let day = date(2024, 10, 8);
    let first = save(store, &scored("a", "kabar", day, 0.6, None));
    let story = story(store, first);
    let best = save(store, &scored("b", "warta", day, 0.9, Some(story)));
    save(store, &scored("c", "suara", day, 0.4, Some(story)));
    save(store, &scored("d", "kabar", day, 0.2, Some(story)));
    let found = store.flags(&Filter::default()).expect("read");
    assert_eq!(found.len(), 1);
    let summary = &found[0];
    assert_eq!((summary.story, summary.article, summary.score), (story, best, 0.9));
    assert_eq!(summary.title.as_deref(), Some("Camat b Dipanggil Bawaslu"));
    assert_eq!((summary.others, summary.outlets.join(" ")), (3, "kabar suara".to_owned()));
    assert_eq!((summary.revisions, summary.threshold, summary.verdict), (1, 0.5, None));
    assert_eq!(summary.claims.len(), 1);
    // An analyst's verdict on any of its articles is one on the story.
    store.add_verdict(&verdict(first, Decision::Confirm, "k")).expect("judged");
    assert_eq!(store.flags(&Filter::default()).expect("read")[0].verdict, Some(Decision::Confirm));
    // Of those that pass the filter: the best of one outlet stands for it there.
    let of_outlet = Filter { outlet: Some("kabar".to_owned()), ..Filter::default() };
    assert_eq!(store.flags(&of_outlet).expect("read")[0].article, first);
    let record = store.article(best).expect("read").expect("it is there");
    let members: Vec<&str> = record.members.iter().map(|member| member.outlet.as_str()).collect();
    assert_eq!(members, ["kabar", "suara", "kabar"]);
}

pub(crate) fn filters_let_through_what_they_say(store: &mut dyn Store) {
    let (old, new) = (date(2024, 9, 1), date(2024, 10, 8));
    let proven =
        Claim { act: "attend_campaign".to_owned(), status: "proven".to_owned(), ..claim("Tiga Raja") };
    let two = vec![claim("Muara"), proven];
    save(store, &Fetched { claims: two, ..scored("a", "kabar", old, 0.9, None) });
    save(store, &scored("Selasih", "warta", new, 0.6, None));
    save(store, &Fetched { claims: Vec::new(), ..scored("c", "suara", new, 0.2, None) });
    store.gone(&crate::sample::address("Selasih"), at(5)).expect("settled");
    let text = |text: &str| Some(text.to_owned());
    let filter = Filter::default;
    for (filter, titles) in [
        (filter(), "Selasih a"),
        (Filter { scope: Scope::All, ..filter() }, "c Selasih a"),
        (Filter { since: Some(new), ..filter() }, "Selasih"),
        (Filter { until: Some(old), ..filter() }, "a"),
        (Filter { since: Some(old), until: Some(new), ..filter() }, "Selasih a"),
        (Filter { outlet: text("kabar"), ..filter() }, "a"),
        (Filter { outlet: text("kab"), ..filter() }, ""),
        (Filter { act: text("attend_campaign"), ..filter() }, "a"),
        (Filter { status: text("alleged"), ..filter() }, "Selasih a"),
        (Filter { act: text("attend_campaign"), status: text("alleged"), ..filter() }, ""),
        (Filter { act: text("attend_campaign"), status: text("proven"), ..filter() }, "a"),
        (Filter { official: text("DARMAJI"), ..filter() }, "Selasih a"),
        (Filter { official: text("kecamatan selasih"), ..filter() }, "Selasih"),
        (Filter { official: text("camat tiga"), ..filter() }, "a"),
        (Filter { official: text("%"), ..filter() }, ""),
        (Filter { place: text("tiga raja"), ..filter() }, "a"),
        (Filter { place: text("kecamatan"), ..filter() }, "Selasih a"),
        (Filter { place: text("'; DROP TABLE articles; --"), ..filter() }, ""),
        (Filter { min_score: Some(0.6), ..filter() }, "Selasih a"),
        (Filter { min_score: Some(0.61), ..filter() }, "a"),
        (Filter { presence: Presence::There, ..filter() }, "a"),
        (Filter { presence: Presence::Vanished, ..filter() }, "Selasih"),
        (Filter { min_score: Some(0.1), scope: Scope::All, outlet: text("suara"), ..filter() }, "c"),
    ] {
        let found = store.flags(&filter).expect("read");
        let names: Vec<&str> =
            found.iter().filter_map(|summary| summary.title.as_deref()?.split(' ').nth(1)).collect();
        assert_eq!(names.join(" "), titles, "{filter:?}");
    }
}

pub(crate) fn stories_come_in_order_and_in_parts(store: &mut dyn Store) {
    let days = [1, 2, 3, 4].map(|day| date(2024, 10, day));
    let a = save(store, &scored("a", "kabar", days[0], 0.7, None));
    save(store, &scored("b", "kabar", days[1], 0.9, None));
    save(store, &scored("c", "kabar", days[2], 0.8, None));
    // The oldest story becomes the newest by another article, whose score is not its best.
    let story = story(store, a);
    save(store, &scored("a2", "kabar", days[3], 0.6, Some(story)));
    for (order, offset, limit, expected) in [
        (Order::Newest, 0, 9, "a c b"),
        (Order::Newest, 0, 2, "a c"),
        (Order::Newest, 1, 1, "c"),
        (Order::Newest, 2, 9, "b"),
        (Order::Newest, 3, 9, ""),
        (Order::Newest, 0, 0, ""),
        (Order::Newest, 1, usize::MAX, "c b"),
        (Order::Score, 0, 9, "b c a"),
        (Order::Score, 2, 1, "a"),
    ] {
        let filter = Filter { order, offset, limit, ..Filter::default() };
        let found = store.flags(&filter).expect("read");
        let names: Vec<&str> =
            found.iter().filter_map(|summary| summary.canonical.rsplit('/').next()).collect();
        assert_eq!(names.join(" "), expected, "{filter:?}");
    }
}

pub(crate) fn a_case_follows_the_news(store: &mut dyn Store) {
    let first = save(store, &scored("a", "kabar", date(2024, 10, 8), 0.8, None));
    let case = store.article(first).expect("read").expect("it is there").claims[0].case;
    let report = |name: &str, day: i8, status: &str| Fetched {
        claims: vec![Claim { case, status: status.to_owned(), ..claim("a") }],
        ..scored(name, "warta", date(2024, 10, day), 0.6, None)
    };
    // Stored in another order than they were published in.
    let dismissed = save(store, &report("d", 21, "dismissed"));
    let reviewed = save(store, &report("c", 12, "under_review"));
    let alleged = save(store, &report("b", 12, "alleged"));
    let again = save(store, &report("e", 21, "under_review"));
    let record = store.article(first).expect("read").expect("it is there");
    assert_eq!(record.cases.len(), 1);
    let course: Vec<(i64, &str)> =
        record.cases[0].course.iter().map(|report| (report.article, report.status.as_str())).collect();
    let expected = [
        (first, "alleged"),
        (alleged, "alleged"),
        (reviewed, "under_review"),
        (again, "under_review"),
        (dismissed, "dismissed"),
    ];
    assert_eq!(course, expected);
    let all = store.flags(&Filter { scope: Scope::All, ..Filter::default() }).expect("read");
    for summary in &all {
        let latest: Vec<&str> = summary.latest.iter().map(|report| report.status.as_str()).collect();
        assert_eq!(latest, ["dismissed"], "{:?}", summary.canonical);
    }
    assert_eq!(all.len(), 5);
    // Whoever tells of the case concerns the stories of all flagged articles about it, and no other.
    let other = save(store, &scored("x", "warta", date(2024, 10, 9), 0.9, None));
    let stories = |articles: &[i64]| store.concerned(articles).expect("read");
    let about: BTreeSet<i64> = all.iter().map(|summary| summary.story).collect();
    assert_eq!(stories(&[reviewed]), Vec::from_iter(about));
    assert_eq!(stories(&[other]).len(), 1);
    assert_eq!(stories(&[]), Vec::<i64>::new());
    // A newer article that only recalls the case says nothing of how it stands.
    let recalled = Claim { case, status: "alleged".to_owned(), central: false, ..claim("a") };
    save(store, &Fetched { claims: vec![recalled], ..scored("f", "warta", date(2024, 11, 2), 0.6, None) });
    let record = store.article(first).expect("read").expect("it is there");
    assert_eq!(record.cases[0].course.last().map(|report| report.article), Some(dismissed));
    // A revision that takes the claim back takes it out of the course.
    save(store, &plain("d", "Ralat."));
    let record = store.article(first).expect("read").expect("it is there");
    assert_eq!(record.cases[0].course.last().map(|report| report.article), Some(again));
}
