//! What an analyst does, with the keyboard, in a browser.

use crate::browser::Browser;
use crate::server::{Server, fill_appeals, filled, folder, standing};
use netra::store::{Decision, open};
use serde_json::json;
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

#[test]
fn a_story_is_skipped_and_come_back_to() {
    let store = filled("skip", 4);
    let server = Server::start(&store, &[]);
    let mut browser = visit(&server, &folder("skip-browser"));
    let first = card(&mut browser);
    let mut step = |key: &str, before: &str| {
        browser.press(key);
        browser.until(&format!("document.querySelector('.card').dataset.story !== '{before}'"));
        card(&mut browser)
    };
    let second = step("j", &first);
    let third = step("j", &second);
    assert_eq!(step("k", &third), second);
    // What is decided on after skipping is followed by the next, not by what was skipped.
    assert_eq!(step("n", &second), third);
    // Before it is what was skipped: the one that was decided on waits no more.
    assert_eq!(step("k", &third), first);
    assert_eq!(standing(&store).len(), 1);
}

#[test]
fn stories_are_filtered_searched_and_read_in_both_languages() {
    let store = filled("filter", 6);
    fill_appeals(open(&store).expect("it opens").as_mut(), 3);
    let server = Server::start(&store, &[]);
    let mut browser = visit(&server, &folder("filter-browser"));
    assert_eq!(browser.text("document.documentElement.lang"), "id");
    browser.press("/");
    assert_eq!(browser.text("document.activeElement.name"), "q");
    browser.call("Input.insertText", json!({"text": "apel"}));
    browser.evaluate("document.activeElement.form.requestSubmit()");
    browser.arrive("location.pathname === '/stories'");
    assert_eq!(browser.evaluate("document.querySelectorAll('.list > li').length"), 3);
    assert_eq!(browser.text("document.querySelector('mark.hit').textContent"), "Apel");
    // Keys that are typed into a field are text.
    browser.evaluate("document.querySelector('[name=q]').focus()");
    browser.press("y");
    assert_eq!(browser.text("document.querySelector('[name=q]').value"), "yapel");
    let place = server.place("/stories?act=attend_campaign&official=batu+rindang");
    browser.open(&place);
    assert_eq!(browser.evaluate("document.querySelectorAll('.list > li').length"), 1);
    let csv =
        browser.text("fetch(document.querySelector('a[href*=\"format=csv\"]').href).then((it) => it.text())");
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 2, "a head and what is listed: {csv}");
    assert!(rows[1].contains("Lurah Batu Rindang"), "{csv}");
    browser.evaluate("document.querySelector('a[lang=en]').click()");
    browser.arrive("document.documentElement.lang === 'en'");
    assert_eq!(browser.evaluate("document.querySelectorAll('.list > li').length"), 1, "the filter stays");
    assert_eq!(browser.text("document.querySelector('h1').textContent"), "Stories");
    // The language is kept.
    browser.open(&server.place("/"));
    assert_eq!(browser.text("document.documentElement.lang"), "en");
    // Single keys can be switched off, as WCAG 2.1.4 asks.
    browser.open(&server.place("/?keys=off"));
    let before = card(&mut browser);
    browser.press("y");
    browser.press("?");
    assert_eq!(browser.evaluate("document.getElementById('help').open"), false);
    assert_eq!(card(&mut browser), before);
    assert!(standing(&store).is_empty());
}

#[test]
fn the_page_works_without_its_script() {
    let store = filled("plain", 3);
    let server = Server::start(&store, &[]);
    let mut browser = Browser::start(&folder("plain-browser"));
    browser.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    let mut at = |address: &str| {
        browser.call("Page.navigate", json!({"url": address}));
        std::thread::sleep(std::time::Duration::from_millis(500));
    };
    at(&server.first);
    let click = |browser: &mut Browser, selector: &str| {
        let asked = json!({"expression": format!("(() => {{ document.querySelector('{selector}').scrollIntoView(); const r = document.querySelector('{selector}')
            .getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] }})()"), "returnByValue": true});
        let place = browser.call("Runtime.evaluate", asked)["result"]["value"].clone();
        for kind in ["mousePressed", "mouseReleased"] {
            let button =
                json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            browser.call("Input.dispatchMouseEvent", button);
        }
    };
    let before = card(&mut browser);
    click(&mut browser, "button.reject");
    browser.until(&format!("document.querySelector('.card').dataset.story !== '{before}'"));
    assert_eq!(standing(&store)[0].given.verdict.decision, Decision::Reject);
    click(&mut browser, ".undo button");
    browser.until(&format!("document.querySelector('.card').dataset.story === '{before}'"));
    assert!(standing(&store).is_empty());
}

#[test]
fn a_verdict_waits_until_the_server_is_there_again() {
    let store = filled("dead", 3);
    let mut server = Server::start(&store, &[]);
    let mut browser = visit(&server, &folder("dead-browser"));
    let before = card(&mut browser);
    server.kill();
    browser.press("y");
    browser.until("document.getElementById('net').textContent !== ''");
    assert_eq!(
        browser.evaluate(
            "JSON.parse(localStorage.getItem('netra-unsent ' + document.body.dataset.reviewer)).length"
        ),
        1
    );
    assert!(standing(&store).is_empty());
    let _again = Server::on(&server.address, &store, &[]);
    browser.until(&format!("document.querySelector('.card').dataset.story !== '{before}'"));
    assert_eq!(standing(&store).len(), 1);
    assert_eq!(
        browser.evaluate(
            "JSON.parse(localStorage.getItem('netra-unsent ' + document.body.dataset.reviewer)).length"
        ),
        0
    );
    assert_eq!(browser.text("document.getElementById('net').textContent"), "");
}

#[test]
fn names_are_covered_until_they_are_asked_for() {
    let store = filled("names", 1);
    let server = Server::start(&store, &[]);
    let mut browser = visit(&server, &folder("names-browser"));
    for place in ["/", "/stories", "/story/1", "/official?official=lurah"] {
        browser.open(&server.place(place));
        let seen = browser.text("document.querySelector('main').innerText");
        assert!(seen.contains("Lurah"), "{place}: {seen}");
        assert!(!seen.contains("Darto") && !seen.contains("Wibawa"), "{place}: {seen}");
    }
    browser.open(&server.place("/"));
    browser.press("v");
    browser.arrive("location.search.includes('names')");
    assert!(browser.text("document.querySelector('main').innerText").contains("Darto Wibawa"));
}

/// Pictures of the pages, for a person to look at, and what can be said of them without one.
#[test]
fn the_pages_fit_every_window() {
    let store = filled("looks", 5);
    fill_appeals(open(&store).expect("it opens").as_mut(), 2);
    let server = Server::start(&store, &[]);
    let folder = folder("looks-browser");
    let mut browser = visit(&server, &folder);
    browser.press("n");
    browser.until("document.querySelector('.toast')");
    for (page, place) in [
        ("queue", "/"),
        ("stories", "/stories"),
        ("story", "/story/2"),
        ("overview", "/overview"),
        ("log", "/verdicts"),
    ] {
        for (name, width, scheme) in
            [("light", 1000, "light"), ("dark", 1000, "dark"), ("phone", 360, "light")]
        {
            browser.look(width, scheme);
            browser.open(&server.place(place));
            browser.picture(&folder.join(format!("{page}-{name}.png")));
            let wide = browser.evaluate("document.documentElement.scrollWidth").as_u64().expect("a width");
            assert!(wide <= u64::from(width), "{page} is {wide} wide in a window of {width}");
        }
        let bytes = browser.evaluate(
            "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                .reduce((sum, it) => sum + it.decodedBodySize, 0)",
        );
        assert!(bytes.as_u64().expect("a number") < 50 << 10, "{page} takes {bytes} bytes");
        let unnamed = browser.evaluate(
            "[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
                .filter((it) => !(it.textContent.trim() || it.ariaLabel || it.labels?.length || it.title)).length",
        );
        assert_eq!(unnamed, 0, "{page}: something that can be used has no name");
    }
}

#[test]
fn what_one_reviewer_left_unsent_is_not_sent_by_another() {
    let path = filled("unsent", 3);
    let names = ["sari", "budi"];
    let lines = names.map(|name| format!("{name} = \"{}\"\n", netra::store::sha256(name.as_bytes())));
    let configured = format!("[review.reviewers]\n{}", lines.concat());
    std::fs::write(path.with_file_name("netra.toml"), configured).expect("written");
    let mut server = Server::start(&path, &[]);
    let mut browser = Browser::start(&folder("unsent-browser"));
    let enter = |browser: &mut Browser, address: &str, name: &str| {
        browser.open(address);
        browser.evaluate(&format!("document.querySelector('[name=name]').value = '{name}'"));
        browser.evaluate(&format!("document.querySelector('[name=token]').value = '{name}'"));
        browser.evaluate("document.querySelector('form.login button').click()");
        browser.arrive(&format!("document.body.dataset.reviewer === '{name}'"));
    };
    let address = server.place("/");
    enter(&mut browser, &address, "sari");
    server.kill();
    browser.press("y");
    browser.until("document.getElementById('net').textContent !== ''");
    // Sari goes; somebody else logs in at the same browser.
    browser.evaluate("window.stop()");
    browser.call("Network.clearBrowserCookies", json!({}));
    let again = Server::on(&server.address, &path, &[]);
    enter(&mut browser, &again.place("/"), "budi");
    browser.open(&again.place("/"));
    assert!(standing(&path).iter().all(|it| it.given.verdict.reviewer != "budi"));
    // It is still there when Sari is.
    browser.call("Network.clearBrowserCookies", json!({}));
    enter(&mut browser, &again.place("/"), "sari");
    browser.until("document.getElementById('net').textContent === ''");
    browser.until("localStorage.getItem('netra-unsent sari') === '[]'");
    let given = standing(&path);
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].given.verdict.reviewer, "sari");
}
