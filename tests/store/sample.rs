//! Invented articles, and stores to put them in.

use jiff::Timestamp;
use netra::store::{Claim, Fetched, Found, ListSeen, Named, PageSeen, Sketched, Store, Validators, Verdict};
use netra::store::{Decision, Reach, open};
use std::path::{Path, PathBuf};

/// A folder of its own for each test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// An empty store in a folder of its own.
pub(crate) fn store(name: &str) -> Box<dyn Store> {
    open(&folder(name).join("netra.db")).expect("the store can be made")
}

/// Seconds after the first hour of the night.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_728_400_000 + seconds).expect("a time")
}

pub(crate) fn address(name: &str) -> String {
    format!("https://kabar.example/{name}")
}

pub(crate) fn found(name: &str) -> Found {
    Found {
        canonical: address(name),
        outlet: "kabar".to_owned(),
        address: format!("{}?utm_source=rss", address(name)),
        ..Found::default()
    }
}

pub(crate) fn list(etag: &str) -> ListSeen {
    ListSeen {
        address: address("feed"),
        outlet: "kabar".to_owned(),
        validators: Validators { etag: Some(etag.to_owned()), last_modified: None },
        sha256: netra::store::sha256(etag.as_bytes()),
    }
}

/// A flagged article about a camat, with one claim.
pub(crate) fn fetched(name: &str) -> Fetched {
    let title = format!("Camat {name} Dipanggil Bawaslu");
    let text = format!("{title}\n\nCamat {name} diduga mendukung calon bupati di media sosial.");
    Fetched {
        found_as: address(name),
        canonical: address(name),
        outlet: "kabar".to_owned(),
        fetched_at: at(0),
        page: PageSeen {
            address: address(name),
            status: 200,
            content_type: Some("text/html".to_owned()),
            bytes: format!("<h1>{title}</h1>{text}").into_bytes(),
            validators: Validators { etag: Some(format!("\"{name}\"")), last_modified: None },
        },
        day: Some("2024-10-08".parse().expect("a day")),
        published: Some("2024-10-08T16:02:00+08:00".to_owned()),
        authors: vec!["Rina Astuti".to_owned()],
        section: Some("Politik".to_owned()),
        kind: "news".to_owned(),
        language: Some("id".to_owned()),
        model: "uji".to_owned(),
        score: 0.8,
        threshold: 0.5,
        flagged: true,
        json: format!("{{\"schema\":1,\"title\":\"{title}\"}}"),
        claims: vec![claim(name)],
        people: vec![Named {
            name: "Darmaji Sutopo".to_owned(),
            position: Some("Camat".to_owned()),
            institution: Some(format!("Kecamatan {name}")),
            jurisdiction: Some(format!("Kecamatan {name}")),
            story_role: "accused".to_owned(),
        }],
        sketch: Sketched { bytes: name.as_bytes().to_vec(), keys: vec![1] },
        title: Some(title),
        text,
        ..Fetched::default()
    }
}

pub(crate) fn claim(place: &str) -> Claim {
    Claim {
        act: "support_online".to_owned(),
        status: "alleged".to_owned(),
        accused: format!("Camat {place}"),
        person: Some("Darmaji Sutopo".to_owned()),
        position: Some("Camat".to_owned()),
        bound_as: Some("lurah_camat".to_owned()),
        place: Some(format!("Kecamatan {place}")),
        day: Some("2024-10-07".to_owned()),
        sentence: netra::text::Span::new(0, 5),
        central: true,
        ..Claim::default()
    }
}

/// An article with this text, and nothing claimed in it.
pub(crate) fn plain(name: &str, text: &str) -> Fetched {
    Fetched {
        title: None,
        text: text.to_owned(),
        claims: Vec::new(),
        people: Vec::new(),
        score: 0.1,
        flagged: false,
        ..fetched(name)
    }
}

pub(crate) fn verdict(article: i64, decision: Decision, key: &str) -> Verdict {
    Verdict {
        article,
        reach: Reach::Story,
        decision,
        reason: None,
        reviewer: "sari".to_owned(),
        at: at(60),
        note: None,
        score_shown: Some(0.8),
        model: Some("uji".to_owned()),
        key: key.to_owned(),
        supersedes: None,
    }
}

/// The number of an article that is saved for this.
pub(crate) fn save(store: &mut dyn Store, fetched: &Fetched) -> i64 {
    store.save(fetched).expect("the article is saved").article()
}
