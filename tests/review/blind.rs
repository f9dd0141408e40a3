//! Stories that were drawn at random: nothing of what netra thinks of them is told before they are judged.

use crate::ask::Client;
use crate::server::{Server, fill_appeals, folder, standing};
use netra::store::open;
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
