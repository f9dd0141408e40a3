//! Reading a store with the program: a small store of invented articles, and every command that shows it.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program on stores of their own")]

mod export;
mod reader;
mod sample;

use sample::{folder, store};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder without a configuration.
fn netra(arguments: &[&str]) -> Output {
    netra_in(store().parent().expect("it lies in a folder"), arguments)
}

fn netra_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// What the program writes, where all went well.
#[track_caller]
fn stdout(arguments: &[&str]) -> String {
    let output = netra(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

#[track_caller]
fn results(arguments: &[&str]) -> Vec<Value> {
    stdout(arguments).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The numbers of the articles that a command gives, in its order.
#[track_caller]
fn ids(arguments: &[&str]) -> Vec<i64> {
    results(arguments).iter().map(|result| result["id"].as_i64().expect("a number")).collect()
}

/// How the program ends where something is wrong, and that it says this.
#[track_caller]
fn fails(output: &Output, code: i32, said: &[&str]) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    for part in said {
        assert!(stderr.contains(part), "{part:?} is not in {stderr}");
    }
}

#[test]
fn texts_are_as_people_have_judged_them() {
    for (name, arguments) in [
        ("flags-en", &["flags", "--format", "text"][..]),
        ("flags-id", &["flags", "--format", "text", "--lang", "id", "--all", "--order", "score"]),
        ("show-en", &["show", "1", "--format", "text"]),
        ("show-id", &["show", "1", "--format", "text", "--lang", "id"]),
        ("show-vanished-en", &["show", "6", "--format", "text"]),
        ("show-hostile-en", &["show", "5", "--format", "text"]),
        ("search-en", &["search", "kampanye", "--format", "text"]),
        ("search-id", &["search", "bawaslu", "laporan", "--format", "text", "--lang", "id", "--flagged"]),
        ("digest-text-en", &["digest", "--since", "2024-10-08"]),
        ("digest-text-id", &["digest", "--since", "2024-10-08", "--lang", "id"]),
        ("digest-html-id", &["digest", "--since", "2024-10-08", "--lang", "id", "--format", "html"]),
        ("digest-atom-en", &["digest", "--since", "2024-10-08", "--format", "atom"]),
    ] {
        let text = stdout(arguments);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format!("read@{name}"), text);
        });
    }
}

#[test]
fn filters_choose_the_stories() {
    for (filters, expected) in [
        // The newest first; 2 tells the story of 1.
        (&[][..], &[3, 5, 1, 6][..]),
        (&["--all"], &[3, 5, 1, 4, 6]),
        (&["--order", "score"], &[1, 3, 5, 6]),
        (&["--limit", "2"], &[3, 5]),
        (&["--since", "2024-10-10"], &[3, 5]),
        (&["--until", "2024-10-08"], &[1, 6]),
        (&["--since", "2024-10-08", "--until", "2024-10-08"], &[1]),
        // Of the story's articles only the other one passes, so it stands for the story.
        (&["--outlet", "prokaltim"], &[5, 2]),
        (&["--status", "dismissed"], &[3]),
        (&["--act", "party_membership"], &[]),
        (&["--official", "RINI"], &[1]),
        (&["--min-score", "0.8"], &[1]),
        (&["--vanished"], &[6]),
        (&["--unjudged"], &[3, 5, 6]),
    ] {
        assert_eq!(ids(&[&["flags"][..], filters].concat()), expected, "{filters:?}");
    }
    assert_eq!(ids(&["search", "warga"]), [4, 1]);
    assert_eq!(ids(&["search", "warga", "--flagged"]), [1]);
    assert_eq!(ids(&["search", "warga -kampanye"]), [4]);
    assert_eq!(ids(&["search", "--until", "2024-10-07", "perahu", "hias"]), [4]);
}

#[test]
fn flags_in_json_have_the_state_of_the_case() {
    let stories = results(&["flags", "--format", "jsonl", "--min-score", "0.8"]);
    let story = &stories[0];
    for (field, expected) in [
        ("id", Value::from(1)),
        ("url", "https://kabar.example/lurah-muara-sepi".into()),
        ("outlet", "antara-kaltim".into()),
        ("day", "2024-10-08".into()),
        ("published", "2024-10-08T09:30:00+08:00".into()),
        ("flagged", true.into()),
        ("others", 1.into()),
        ("outlets", vec!["prokaltim"].into()),
        ("revisions", 2.into()),
        ("vanished_at", Value::Null),
        ("verdict", "confirm".into()),
    ] {
        assert_eq!(story[field], expected, "{field}");
    }
    let claim = &story["claims"][0];
    assert_eq!(claim["act"], "attend_campaign");
    assert_eq!(claim["person"], "Darto Wibawa");
    assert_eq!(claim["latest"]["status"], "dismissed");
    assert_eq!(claim["latest"]["outlet"], "kukarkab");
    assert_eq!(claim["latest"]["day"], "2024-10-21");
    let array: Value = serde_json::from_str(&stdout(&["flags", "--format", "json"])).expect("it is JSON");
    assert_eq!(array.as_array().map(Vec::len), Some(4));
}

#[test]
fn shown_json_is_the_stored_analysis_and_what_the_store_adds() {
    let shown = stdout(&["show", "https://kabar.example/lurah-muara-sepi"]);
    assert_eq!(shown, stdout(&["show", "1"]));
    let shown: Value = serde_json::from_str(&shown).expect("it is JSON");
    assert_eq!(shown["schema"], 1);
    assert_eq!(shown["verdict"]["model"], "netra-test");
    let text = shown["text"].as_str().expect("a text");
    assert!(text.ends_with("Redaksi memperbaiki lama kajian."));
    let store = &shown["store"];
    assert_eq!(store["article"], 1);
    assert_eq!(store["members"][0]["id"], 2);
    let states: Vec<_> =
        store["cases"][0]["course"].as_array().expect("a course").iter().map(|it| &it["status"]).collect();
    assert_eq!(states.last(), Some(&&Value::from("dismissed")));
    assert_eq!(store["revisions"].as_array().map(Vec::len), Some(2));
    assert_eq!(store["revisions"][1]["text"], text);
    let page = &store["revisions"][0]["page"];
    assert_eq!(page["kept"], true);
    assert_eq!(page["sha256"].as_str().map(str::len), Some(64));
    let standing: Vec<_> =
        store["verdicts"].as_array().expect("verdicts").iter().map(|it| &it["stands"]).collect();
    assert_eq!(standing, [false, true]);
    let array: Value = serde_json::from_str(&stdout(&["show", "1", "--format", "json"])).expect("it is JSON");
    assert_eq!(array[0], shown);
}

#[test]
fn search_gives_an_excerpt_with_its_hits() {
    let hits = results(&["search", "laporannya"]);
    for hit in &hits {
        let excerpt = hit["excerpt"].as_str().expect("a text");
        let spans = hit["hits"].as_array().expect("spans");
        assert!(!spans.is_empty(), "{hit}");
        for span in spans {
            let at =
                |index: usize| usize::try_from(span[index].as_u64().expect("a number")).expect("a place");
            assert!(excerpt[at(0)..at(1)].to_lowercase().contains("lapor"), "{hit}");
        }
        assert!(excerpt.chars().count() <= 162, "{excerpt}");
    }
    // All but the festival.
    assert_eq!(hits.len(), 5, "{hits:?}");
}

#[test]
fn a_digest_holds_what_was_published_or_found_since() {
    for (since, expected) in [
        // The run of that night, in Indonesia the ninth, found the article of September.
        ("2024-10-09", &[3, 5, 6][..]),
        ("2024-10-10", &[3, 5]),
        ("2024-10-22", &[]),
    ] {
        let digest: Value = serde_json::from_str(&stdout(&["digest", "--format", "json", "--since", since]))
            .expect("it is JSON");
        let articles = digest.as_array().expect("an array").iter().map(|entry| entry["article"].as_i64());
        let expected: Vec<_> = expected.iter().copied().map(Some).collect();
        assert_eq!(articles.collect::<Vec<_>>(), expected, "{since}");
    }
    // Without a day it begins on the one before that of the last run.
    assert_eq!(stdout(&["digest"]), stdout(&["digest", "--since", "2024-10-08"]));
    for (format, said) in
        [("text", "Nothing was flagged."), ("html", "<p>Nothing was flagged.</p>"), ("json", "[]")]
    {
        let digest = stdout(&["digest", "--since", "2024-12-01", "--format", format]);
        assert!(digest.contains(said), "{digest}");
    }
    let feed = stdout(&["digest", "--since", "2024-12-01", "--format", "atom", "--lang", "id"]);
    let feed = roxmltree::Document::parse(&feed).expect("it is XML");
    assert!(feed.descendants().all(|node| node.tag_name().name() != "entry"));
}

#[test]
fn nothing_that_a_page_says_acts_on_the_screen_or_becomes_markup() {
    let commands: [&[&str]; 8] = [
        &["flags", "--format", "text"],
        &["show", "5", "--format", "text"],
        &["show", "javascript:alert(1)", "--format", "text"],
        &["search", "spanduk", "--format", "text"],
        &["digest", "--since", "2024-10-01"],
        &["digest", "--since", "2024-10-01", "--format", "html"],
        &["digest", "--since", "2024-10-01", "--format", "atom"],
        &["show", "1", "--format", "text", "--lang", "id"],
    ];
    for arguments in commands {
        let text = stdout(arguments);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments:?}: {text:?}");
        assert!(text.contains("⟨U+001B⟩"), "{arguments:?} does not show what was hidden: {text}");
    }
    let html = stdout(&["digest", "--since", "2024-10-01", "--format", "html"]);
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("javascript:"), "{html}");
    let feed = stdout(&["digest", "--since", "2024-10-01", "--format", "atom"]);
    let feed = roxmltree::Document::parse(&feed).expect("it is XML");
    let links = feed.descendants().filter_map(|node| node.attribute("href"));
    assert!(links.clone().count() >= 2 && links.clone().all(|link| link.starts_with("https://")));
    let titles =
        feed.descendants().filter(|node| node.tag_name().name() == "title").filter_map(|node| node.text());
    assert!(titles.into_iter().any(|title| title.starts_with("</title>]]><script>alert(1)</script>")));
}

#[test]
fn what_does_not_exist_is_told() {
    fails(&netra(&["flags", "--store", "none.sqlite"]), 78, &["none.sqlite", "netra nightly", "netra demo"]);
    assert!(!store().with_file_name("none.sqlite").exists(), "reading makes no store");
    fails(&netra(&["show", "99"]), 64, &["no article 99", "netra flags"]);
    fails(&netra(&["show", "https://kabar.example/lain"]), 64, &["https://kabar.example/lain"]);
    fails(&netra(&["show", "lurah"]), 64, &["neither the number of an article nor its address"]);
    fails(&netra(&["flags", "--act", "dance"]), 64, &["attend_campaign", "symbol_pose"]);
    fails(&netra(&["flags", "--status", "guilty"]), 64, &["alleged", "under_review", "dismissed"]);
    fails(
        &netra(&["search", "--outlet", "kabar", "lurah"]),
        64,
        &["\"kabar\"", "antara-kaltim", "prokaltim"],
    );
    fails(
        &netra(&["flags", "--since", "2024-10-09", "--until", "2024-10-08"]),
        64,
        &["2024-10-09", "2024-10-08"],
    );
    fails(&netra(&["flags", "--since", "kemarin"]), 64, &["YYYY-MM-DD"]);
    fails(&netra(&["flags", "--min-score", "2"]), 64, &["from 0 to 1"]);
    fails(&netra(&["search", "--", "-"]), 64, &["no word"]);
    fails(&netra(&["flags", "--config", "none.toml"]), 74, &["no such file"]);
}

#[test]
fn an_empty_result_says_why_and_is_no_failure() {
    for (arguments, said) in [
        (
            &["flags", "--since", "2024-12-01"][..],
            "nothing is flagged since 1 December 2024; --all also shows what is not",
        ),
        (
            &["flags", "--since", "2024-12-01", "--lang", "id"],
            "tidak ada yang ditandai sejak 1 Desember 2024; --all juga menampilkan yang tidak ditandai",
        ),
        (&["flags", "--all", "--place", "Atlantis"], "no story is stored with the place “Atlantis”"),
        (&["search", "zzz"], "no stored article has “zzz”"),
        (
            &["search", "perahu", "--flagged", "--lang", "id"],
            "tidak ada artikel yang ditandai yang memuat “perahu”",
        ),
    ] {
        let output = netra(arguments);
        fails(&output, 0, &[said]);
        assert!(output.stdout.is_empty());
        let quiet = netra(&[&["-q"][..], arguments].concat());
        assert!(quiet.stderr.is_empty(), "{}", String::from_utf8_lossy(&quiet.stderr));
    }
    assert_eq!(stdout(&["flags", "--since", "2024-12-01", "--format", "json"]), "[]\n");
}

#[test]
fn a_closed_pipe_is_success() {
    for arguments in [
        &["flags", "--format", "text"][..],
        &["show", "1"],
        &["search", "lurah", "--format", "json"],
        &["digest", "--since", "2024-10-01", "--format", "html"],
        &["doctor", "--config", "sehat.toml"],
    ] {
        let folder = store().parent().expect("a folder");
        fs::write(folder.join("sehat.toml"), "contact = 'meja@kabar.example'\n").expect("it can be written");
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_netra"));
        let output =
            command.args(arguments).current_dir(folder).stdout(writer).output().expect("the program runs");
        fails(&output, 0, &[]);
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn init_writes_a_configuration_once_and_doctor_checks_it() {
    let folder = folder("init");
    let output = netra_in(&folder, &["init"]);
    fails(&output, 0, &["netra.toml", "contact"]);
    let example =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/netra.example.toml")).expect("it is there");
    let written = || fs::read_to_string(folder.join("netra.toml")).expect("it is there");
    assert_eq!(written(), example);
    fs::write(folder.join("netra.toml"), "contact = 'meja@kabar.example'\n").expect("it can be written");
    fails(&netra_in(&folder, &["init"]), 64, &["netra.toml is here already", "--force"]);
    assert_eq!(written(), "contact = 'meja@kabar.example'\n");

    // No store yet is no fault.
    let output = netra_in(&folder, &["doctor", "--format", "text", "--lang", "id"]);
    fails(&output, 0, &[]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("belum ada"));
    fails(&netra_in(&folder, &["init", "--force", "--lang", "id"]), 0, &["netra.toml ditulis"]);
    assert_eq!(written(), example);

    for (text, about, said) in [
        ("", "contact", "set `contact`"),
        ("contact = 'meja'", "contact", "neither an e-mail address nor a page"),
        ("kontak = 'a@b.example'", "configuration", "line 1"),
        ("contact = 'a@b.example'\noutlets = ['kabar']", "outlets", "kabar"),
        ("contact = 'a@b.example'\noutlet_files = 'none'", "outlets", "none"),
        ("contact = 'a@b.example'\n[analysis]\nmodel = 'none.tsv'", "model", "none.tsv"),
        ("contact = 'a@b.example'\n[report]\nmetrics = 'none/netra.prom'", "metrics", "none/netra.prom"),
    ] {
        fs::write(folder.join("netra.toml"), text).expect("it can be written");
        let output = netra_in(&folder, &["doctor"]);
        assert_eq!(output.status.code(), Some(78), "{text}: {}", String::from_utf8_lossy(&output.stderr));
        let findings: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"))
            .filter(|finding: &Value| finding["gravity"] == "problem")
            .collect();
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        assert_eq!(findings[0]["about"], about, "{text}");
        assert!(findings[0]["text"].as_str().is_some_and(|it| it.contains(said)), "{text}: {findings:?}");
    }
}

#[test]
fn a_backup_is_a_whole_store_and_overwrites_nothing() {
    let folder = folder("backup");
    let copy = folder.join("copy.sqlite");
    let copy = copy.to_str().expect("a path");
    assert_eq!(stdout(&["backup", copy]), "");
    fails(&netra(&["backup", copy]), 64, &["copy.sqlite", "already"]);
    assert_eq!(ids(&["flags", "--store", copy]), ids(&["flags"]));
    fails(&netra(&["-v", "backup", "none/copy.sqlite"]), 74, &["none/copy.sqlite"]);
}

#[test]
fn a_damaged_store_is_told_and_not_shown() {
    let folder = folder("damaged");
    fs::write(folder.join("netra.toml"), "contact = 'meja@kabar.example'\n").expect("it can be written");
    fs::write(folder.join("netra.sqlite"), "catatan lama, bukan basis data\n".repeat(200))
        .expect("it can be written");
    for arguments in
        [&["flags"][..], &["show", "1"], &["search", "lurah"], &["digest"], &["backup", "copy.sqlite"]]
    {
        let output = netra_in(&folder, arguments);
        fails(&output, 74, &["netra.sqlite"]);
        assert!(output.stdout.is_empty());
    }
    let output = netra_in(&folder, &["doctor", "--format", "text"]);
    fails(&output, 74, &[]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("PROBLEM    store: "));

    // A page in the middle is lost: what can be read is read, and the doctor sees it.
    let whole = folder.join("whole.sqlite");
    assert_eq!(stdout(&["backup", whole.to_str().expect("a path")]), "");
    let mut bytes = fs::read(&whole).expect("it can be read");
    let middle = bytes.len() / 8192 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(folder.join("netra.sqlite"), bytes).expect("it can be written");
    let output = netra_in(&folder, &["doctor"]);
    fails(&output, 74, &[]);
    assert!(String::from_utf8_lossy(&output.stdout).contains(r#""gravity":"problem""#));
}
