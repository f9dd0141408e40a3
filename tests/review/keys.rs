//! What an analyst does, with the keyboard, in a browser.

use crate::browser::Browser;
use crate::server::{Server, filled, folder, standing};
use netra::store::Decision;
use std::path::Path;

/// A browser that was let in.
fn visit(server: &Server, folder: &Path) -> Browser {
    let mut browser = Browser::start(folder);
    browser.open(&server.first);
    browser
}

/// The story that the page asks about.
fn card(browser: &mut Browser) -> String {
    browser.text("document.querySelector('.card')?.dataset.story ?? ''")
}

#[test]
fn ten_stories_are_decided_by_ten_keys_and_three_are_undone() {
    let store = filled("ten", 12);
    let server = Server::start(&store, &["--reviewer", "sari"]);
    let mut browser = visit(&server, &folder("ten-browser"));
    for (number, key) in ["y", "n", "u", "1", "y", "2", "n", "y", "8", "n"].into_iter().enumerate() {
        let before = card(&mut browser);
        browser.press(key);
        browser.until(&format!("document.querySelector('.card').dataset.story !== '{before}'"));
        assert_eq!(standing(&store).len(), number + 1, "one key, one verdict");
        // The heading of the next story has the focus, so that a screen reader goes on there.
        assert_eq!(browser.text("document.activeElement.tagName"), "H1");
    }
    let decisions = |store: &Path| {
        let verdicts = standing(store).into_iter().rev().map(|it| it.given.verdict);
        verdicts.map(|it| (it.decision, it.reason)).collect::<Vec<_>>()
    };
    use Decision::{Confirm, Reject, Unsure};
    let reason = |code: &str| Some(code.to_owned());
    let given = [
        (Confirm, None),
        (Reject, None),
        (Unsure, None),
        (Reject, reason("appeal")),
        (Confirm, None),
        (Reject, reason("statistics")),
        (Reject, None),
        (Confirm, None),
        (Unsure, reason("follow_up")),
        (Reject, None),
    ];
    assert_eq!(decisions(&store), given);
    for left in [9, 8, 7] {
        browser.press("z");
        browser.until(&format!("document.querySelectorAll('.history li').length === {left}"));
    }
    assert_eq!(decisions(&store), given[..7]);
    // The story whose verdict was undone last is there again.
    let undone = card(&mut browser);
    browser.press("n");
    browser.until(&format!("document.querySelector('.card').dataset.story !== '{undone}'"));
    assert_eq!(decisions(&store)[7], (Reject, None));
}
