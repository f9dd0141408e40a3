//! What verdicts are about: stories that were drawn at random, and copies of a story.

use crate::ask::Client;
use crate::server::{Server, fill_appeals, filled, folder, save_in, standing};
use jiff::Timestamp;
use netra::store::{Decision, Reach, Verdict, open};
use std::fs;

#[test]
fn a_drawn_story_is_judged_without_its_score() {
    let path = folder("blind").join("netra.sqlite");
    fill_appeals(open(&path).expect("the store can be made").as_mut(), 1);
    fs::write(path.with_file_name("netra.toml"), "[review]\ndrawn = 1.0\n").expect("written");
    let server = Server::start(&path, &[]);
    let client = Client::enter(&server);
    let tells = |target: &str| {
        let page = client.get(target).body;
        assert!(page.contains("Pemkab Ingatkan ASN"), "{target}: {page}");
        let is_hidden = page.contains("disembunyikan");
        let is_told = page.contains("class=\"score\"")
            || page.contains("class=\"reasons\"")
            || page.contains("name=\"score\"");
        assert_ne!(is_hidden, is_told, "{target}: {page}");
        is_told
    };
    for target in ["/", "/?story=1", "/story/1"] {
        assert!(!tells(target), "{target}");
    }
    let fields = [("article", "1"), ("decision", "reject"), ("key", "k"), ("model", "m")];
    assert_eq!(client.post("/decide", &fields).status, 303);
    let verdict = standing(&path).pop().expect("a verdict").given.verdict;
    assert_eq!((verdict.score_shown, verdict.model.as_deref()), (None, Some("m")));
    for target in ["/?story=1", "/story/1"] {
        assert!(tells(target), "{target}");
    }
}

#[test]
fn a_copy_is_judged_by_itself_and_its_story_still_waits() {
    let path = filled("copy", 1);
    let text = "Lurah Muara Sepi Belum Diperiksa\n\nBALIKPAPAN - Bawaslu belum memeriksa siapa pun, Rabu (9/10/2024).";
    let copy = save_in(Some(1), open(&path).expect("it opens").as_mut(), "copy", text);
    let server = Server::start(&path, &[]);
    let client = Client::enter(&server);
    let page = client.get(&format!("/story/{copy}")).body;
    assert!(page.contains("name=\"alone\""), "{page}");
    let article = copy.to_string();
    let fields = [("article", article.as_str()), ("decision", "reject"), ("key", "k"), ("alone", "1")];
    let reply = client.post("/decide", &fields);
    assert_eq!((reply.status, reply.location()), (303, format!("/story/{copy}").as_str()));
    let verdict = standing(&path).pop().expect("a verdict").given.verdict;
    assert_eq!((verdict.article, verdict.reach, verdict.decision), (copy, Reach::Article, Decision::Reject));
    assert!(client.get(&format!("/story/{copy}")).body.contains("Putusan untuk salinan ini saja"));
    // The story is still to be judged, and its verdict leaves that of the copy.
    assert!(client.get("/").body.contains("data-story=\"1\""));
    let fields = [("article", "1"), ("decision", "confirm"), ("key", "k")];
    assert_eq!(client.post("/decide", &fields).status, 303);
    assert_eq!(standing(&path).len(), 2);
    assert!(!client.get("/").body.contains("data-story"));
}

#[test]
fn names_stay_covered_in_the_log_and_where_reviewers_differ() {
    let path = folder("differ").join("netra.sqlite");
    let text = "Lurah Muara Sepi Darto Wibawa Dilaporkan\n\nBALIKPAPAN - Lurah Muara Sepi, Darto Wibawa, diduga \
                mengikuti kampanye calon wali kota, Senin (7/10/2024).";
    let mut store = open(&path).expect("the store can be made");
    let article = save_in(None, store.as_mut(), "lurah", text);
    for (reviewer, decision) in [("sari", Decision::Confirm), ("budi", Decision::Reject)] {
        let verdict = Verdict {
            article,
            reach: Reach::Story,
            decision,
            reason: None,
            reviewer: reviewer.to_owned(),
            at: Timestamp::now(),
            note: None,
            score_shown: None,
            model: None,
            key: reviewer.to_owned(),
            supersedes: None,
        };
        store.add_verdict(&verdict).expect("judged");
    }
    let server = Server::start(&path, &[]);
    let client = Client::enter(&server);
    for target in ["/verdicts", "/overview", "/stories"] {
        let page = client.get(target).body;
        assert!(page.contains("Lurah Muara Sepi"), "{target}: {page}");
        assert!(!page.contains("Darto") && !page.contains("Wibawa"), "{target}: {page}");
    }
    assert!(client.get("/stories?names=1").body.contains("Darto Wibawa"));
}
