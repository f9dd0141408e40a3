//! Articles, their revisions and pages, and what is like them.

use crate::sample::{address, at, claim, fetched, found, plain, save, verdict};
use jiff::civil::date;
use netra::store::{Claim, Decision, Fetched, Filter, Kin, Named, Saved, Sketched, Store};
use netra::{Analyzer, Article, ErrorKind};

pub(crate) fn the_same_again_changes_nothing(store: &mut dyn Store) {
    let article = match store.save(&fetched("a")).expect("saved") {
        Saved::New { article } => article,
        other => panic!("{other:?}"),
    };
    let before = store.article(article).expect("read").expect("it is there");
    for _ in 0..2 {
        assert_eq!(store.save(&fetched("a")).expect("saved"), Saved::Same { article });
        assert_eq!(store.article(article).expect("read").expect("it is there"), before);
    }
    // Seen again later with other bytes around the same text, it is only seen later.
    let mut later = Fetched { fetched_at: at(900), ..fetched("a") };
    later.page.bytes.extend_from_slice(b"<aside>iklan</aside>");
    assert_eq!(store.save(&later).expect("saved"), Saved::Same { article });
    let after = store.article(article).expect("read").expect("it is there");
    assert_eq!((after.first_seen, after.last_seen), (at(0), at(900)));
    assert_eq!(after.pages, before.pages);
    assert_eq!(after.claims, before.claims);
    assert_eq!(store.flags(&Filter::default()).expect("read").len(), 1);
}

pub(crate) fn a_changed_title_or_text_makes_a_revision(store: &mut dyn Store) {
    let article = save(store, &fetched("a"));
    let with_title = |title: &str| Fetched { title: Some(title.to_owned()), ..fetched("a") };
    let with_text = |text: &str| Fetched { text: text.to_owned(), ..fetched("a") };
    for (fetched, saved) in [
        (with_title("Judul Lain"), Saved::Updated { article, revision: 2 }),
        (with_title("Judul Lain"), Saved::Same { article }),
        (with_text("Isi lain."), Saved::Updated { article, revision: 3 }),
        (fetched("a"), Saved::Updated { article, revision: 4 }),
        // What is not title or text makes none.
        (Fetched { authors: vec!["Budi".to_owned()], ..fetched("a") }, Saved::Same { article }),
    ] {
        assert_eq!(store.save(&fetched).expect("saved"), saved);
    }
    let record = store.article(article).expect("read").expect("it is there");
    let texts: Vec<(u32, Option<&str>, &str)> = record
        .revisions
        .iter()
        .map(|revision| (revision.number, revision.title.as_deref(), revision.text.as_str()))
        .collect();
    let whole = fetched("a");
    let title = whole.title.as_deref();
    assert_eq!(
        texts,
        [
            (1, title, whole.text.as_str()),
            (2, Some("Judul Lain"), whole.text.as_str()),
            (3, title, "Isi lain."),
            (4, title, whole.text.as_str()),
        ]
    );
    assert_eq!(record.current, record.revisions[3]);
    assert_eq!(record.current.authors, ["Budi"]);
    assert_eq!(record.pages.len(), 4);
    // The same claim stays in its case through all of them.
    let cases: Vec<i64> = record.cases.iter().map(|case| case.id).collect();
    assert_eq!(cases, [record.claims[0].case.expect("a stored claim has a case")]);
    assert_eq!(record.cases[0].course.len(), 1);
    assert_eq!(cases, store.similar(&[1], date(2024, 10, 1)).expect("read")[0].cases);
}

pub(crate) fn a_new_analysis_of_the_same_text_replaces_the_old(store: &mut dyn Store) {
    let article = save(store, &fetched("a"));
    let case = store.article(article).expect("read").expect("it is there").claims[0].case;
    let renewed = Fetched {
        model: "baru".to_owned(),
        score: 0.3,
        flagged: false,
        json: "{\"schema\":1}".to_owned(),
        claims: vec![Claim { act: "attend_campaign".to_owned(), ..claim("a") }, claim("a")],
        people: Vec::new(),
        sketch: Sketched { bytes: vec![9], keys: vec![7] },
        ..fetched("a")
    };
    assert_eq!(store.save(&renewed).expect("saved"), Saved::Same { article });
    let record = store.article(article).expect("read").expect("it is there");
    assert_eq!((record.model.as_str(), record.score, record.flagged), ("baru", 0.3, false));
    assert_eq!(record.json, "{\"schema\":1}");
    assert_eq!(record.people, Vec::<Named>::new());
    let acts: Vec<&str> = record.claims.iter().map(|claim| claim.act.as_str()).collect();
    assert_eq!(acts, ["attend_campaign", "support_online"]);
    assert_eq!(record.claims[1].case, case);
    assert_ne!(record.claims[0].case, case);
    assert_eq!(store.flags(&Filter::default()).expect("read"), []);
    assert_eq!(store.similar(&[1], date(2024, 1, 1)).expect("read"), []);
    assert_eq!(store.similar(&[7], date(2024, 1, 1)).expect("read").len(), 1);
}

pub(crate) fn two_addresses_of_an_article_lead_to_it(store: &mut dyn Store) {
    store.add_found(&[found("a"), found("a-amp")], &[], at(0)).expect("added");
    let article = save(store, &fetched("a"));
    let twin = Fetched { found_as: address("a-amp"), ..fetched("a") };
    assert_eq!(store.save(&twin).expect("saved"), Saved::Same { article });
    assert_eq!(store.due("kabar", at(9), 9).expect("read"), []);
    let listed = format!("{}?utm_source=rss", address("a-amp"));
    for found_by in [address("a"), address("a-amp"), listed] {
        assert_eq!(store.find(&found_by).expect("read"), Some(article), "{found_by}");
    }
    assert_eq!(store.find(&address("b")).expect("read"), None);
    // One that leads on to an address which is listed only later: that need not be fetched.
    let moved = Fetched { found_as: address("b-lama"), ..fetched("b") };
    let moved = save(store, &moved);
    assert_eq!(store.known(&[address("b")]).expect("read"), [true]);
    assert_eq!(store.add_found(&[found("b")], &[], at(10)).expect("added"), 0);
    assert_eq!(store.due("kabar", at(11), 9).expect("read"), []);
    assert_eq!(store.find(&address("b")).expect("read"), Some(moved));
}

pub(crate) fn what_vanished_is_kept_and_may_come_back(store: &mut dyn Store) {
    let article = save(store, &fetched("a"));
    save(store, &Fetched { found_as: address("a-amp"), ..fetched("a") });
    let vanished_at = |store: &dyn Store| {
        let record = store.article(article).expect("read").expect("a vanished article is kept");
        assert_eq!(record.current.text, fetched("a").text);
        record.vanished_at
    };
    store.gone(&address("a-amp"), at(10)).expect("settled");
    assert_eq!(vanished_at(store), None, "another address leads to it still");
    store.gone(&address("a"), at(20)).expect("settled");
    store.gone(&address("a"), at(30)).expect("settled");
    assert_eq!(vanished_at(store), Some(at(20)));
    store.unchanged(&address("a"), at(40), None).expect("settled");
    assert_eq!(vanished_at(store), None);
    store.gone(&address("a"), at(50)).expect("settled");
    assert_eq!(vanished_at(store), Some(at(50)));
    assert_eq!(store.save(&fetched("a")).expect("saved"), Saved::Same { article });
    assert_eq!(vanished_at(store), None);
}

pub(crate) fn similar_articles_are_found_by_their_keys(store: &mut dyn Store) {
    let with = |name: &str, keys: &[u64], day| Fetched {
        sketch: Sketched { bytes: name.as_bytes().to_vec(), keys: keys.to_vec() },
        day,
        ..fetched(name)
    };
    let (early, late) = (Some(date(2024, 9, 1)), Some(date(2024, 10, 8)));
    let a = save(store, &with("a", &[1, u64::MAX], early));
    let two = Fetched { claims: vec![claim("b"), claim("b2")], ..with("b", &[u64::MAX, 5, 5], late) };
    let b = save(store, &two);
    let c = save(store, &with("c", &[2], None));
    let found = |keys: &[u64], since| -> Vec<i64> {
        let kin = store.similar(keys, since).expect("read");
        kin.iter().map(|kin| kin.article).collect()
    };
    let (september, october) = (date(2024, 9, 1), date(2024, 10, 1));
    assert_eq!(found(&[u64::MAX], september), [a, b]);
    assert_eq!(found(&[u64::MAX], october), [b]);
    assert_eq!(found(&[5, 1, 5, u64::MAX], september), [a, b]);
    assert_eq!(found(&[2], october), [c], "without a day of its own, that on which it was seen counts");
    assert_eq!(found(&[3, 4], september), Vec::<i64>::new());
    assert_eq!(found(&[], september), Vec::<i64>::new());
    let record = store.article(b).expect("read").expect("it is there");
    let kin = store.similar(&[5], october).expect("read").pop().expect("one is like it");
    let Kin { article, story, cases, sketch, .. } = kin;
    assert_eq!((article, story, sketch.as_slice()), (b, record.story, b"b".as_slice()));
    let claimed: Vec<i64> = record.claims.iter().filter_map(|claim| claim.case).collect();
    assert_eq!(cases, claimed);
    assert_eq!(claimed.len(), 2);
    // A new article may join both.
    let joined = Fetched {
        story: Some(story),
        claims: vec![Claim { case: Some(cases[1]), ..claim("x") }],
        ..with("d", &[5], late)
    };
    let d = save(store, &joined);
    let kin = store.similar(&[5], october).expect("read");
    assert_eq!((kin[1].article, kin[1].story, &kin[1].cases[..]), (d, story, &cases[1..]));
}

pub(crate) fn nothing_is_kept_of_what_cannot_be_saved(store: &mut dyn Store) {
    store.add_found(&[found("a")], &[], at(0)).expect("added");
    for (wrong, kind) in [
        (Fetched { story: Some(77), ..fetched("a") }, ErrorKind::BadData),
        (
            Fetched { claims: vec![Claim { case: Some(77), ..claim("a") }], ..fetched("a") },
            ErrorKind::BadData,
        ),
        (Fetched { canonical: String::new(), ..fetched("a") }, ErrorKind::Usage),
    ] {
        assert_eq!(store.save(&wrong).expect_err("it cannot be saved").kind(), kind);
        assert_eq!(store.find(&address("a")).expect("read"), None);
        assert_eq!(store.search("camat", &Filter::default()).expect("read"), []);
        assert_eq!(store.due("kabar", at(1), 9).expect("read").len(), 1, "it is still to be fetched");
    }
    let problems = store.doctor().expect("checked");
    assert!(problems.iter().all(|finding| finding.gravity < netra::store::Gravity::Problem), "{problems:?}");
}

pub(crate) fn pages_expire_but_not_those_of_flagged_and_judged_articles(store: &mut dyn Store) {
    let flagged = save(store, &fetched("a"));
    let old = save(store, &plain("b", "Harga cabai naik."));
    let judged = save(store, &plain("c", "Harga cabai turun."));
    let young = save(store, &Fetched { fetched_at: at(500), ..plain("d", "Harga cabai tetap.") });
    store.add_verdict(&verdict(judged, Decision::Reject, "k")).expect("judged");
    assert_eq!(store.expire_pages(at(100)).expect("expired"), 1);
    assert_eq!(store.expire_pages(at(100)).expect("expired"), 0);
    for (article, name, text, is_kept) in [
        (flagged, "a", fetched("a").text, true),
        (old, "b", "Harga cabai naik.".to_owned(), false),
        (judged, "c", "Harga cabai turun.".to_owned(), true),
        (young, "d", "Harga cabai tetap.".to_owned(), true),
    ] {
        let record = store.article(article).expect("read").expect("it is there");
        let bytes = fetched(name).page.bytes;
        let page = &record.pages[0];
        assert_eq!(page.is_kept, is_kept, "{name}");
        assert_eq!((page.length, page.sha256.as_str()), (bytes.len(), netra::store::sha256(&bytes).as_str()));
        assert_eq!(store.page(page.id).expect("read"), is_kept.then_some(bytes), "{name}");
        assert_eq!(record.current.text, text);
    }
    assert_eq!(store.page(99).expect("read"), None);
}

pub(crate) fn an_article_of_the_analyzer_is_stored_whole(store: &mut dyn Store) {
    let article = Article::new(
        "Camat Sepaku Jaya Dilaporkan ke Bawaslu",
        "Bawaslu menerima laporan bahwa Camat Sepaku Jaya, Darmaji Sutopo, mengikuti kampanye calon bupati, \
         Senin (7/10/2024). Laporan itu sedang ditangani.",
    )
    .with_published(Some(date(2024, 10, 8)))
    .with_url(Some(address("a")))
    .with_outlet(Some("kabar".to_owned()));
    let analysis = Analyzer::default().analyze(&article);
    assert!(!analysis.allegations.is_empty(), "the sample must accuse somebody: {analysis:?}");
    let id = save(store, &Fetched { fetched_at: at(0), ..Fetched::new(&article, &analysis) });
    let record = store.article(id).expect("read").expect("it is there");
    let json: serde_json::Value = serde_json::from_str(&record.json).expect("the analysis is JSON");
    assert_eq!(json["text"], article.text());
    assert_eq!(json["allegations"].as_array().map(Vec::len), Some(record.claims.len()));
    for (stored, claimed) in record.claims.iter().zip(&analysis.allegations) {
        let status = serde_json::to_value(claimed.status).expect("a state is JSON");
        assert_eq!((stored.act.as_str(), &serde_json::json!(stored.status)), (claimed.act, &status));
        assert_eq!(stored.sentence, claimed.sentence);
        assert_eq!(
            stored.person.as_deref(),
            claimed.accused.person.map(|at| analysis.people[at].name.as_str())
        );
    }
    for (stored, named) in record.people.iter().zip(&analysis.people) {
        let role = serde_json::to_value(named.story_role).expect("a role is JSON");
        assert_eq!((&stored.name, &stored.position), (&named.name, &named.position));
        assert_eq!(serde_json::json!(stored.story_role), role);
    }
    assert_eq!(record.people.len(), analysis.people.len());
    assert_eq!(record.current.title.as_deref(), article.title());
    assert_eq!(record.current.published.as_deref(), Some("2024-10-08"));
    assert_eq!((record.day, record.score), (date(2024, 10, 8), analysis.verdict.score));
}
