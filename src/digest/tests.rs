use super::*;
use crate::store::{self, Decision, Fetched, Filter, PageSeen};
use crate::text::Span;
use crate::{Analyzer, Article};
use jiff::Timestamp;
use jiff::civil::date;

/// A story of two states, told in full.
fn lurah() -> Entry {
    Entry {
        id: "tag:netra.invalid,2024:story:0123456789abcdef".to_owned(),
        article: 12,
        story: 7,
        title: Some("Lurah Muara Sepi Dilaporkan ke Bawaslu".to_owned()),
        outlet: "kabar-muara".to_owned(),
        day: date(2024, 10, 8),
        published: Some("2024-10-08T09:30:00+08:00".to_owned()),
        url: Some("https://kabar-muara.example/lurah?a=1&b=2".to_owned()),
        score: 0.914,
        threshold: 0.43,
        others: 2,
        outlets: vec!["suara-delta".to_owned(), "warta-ulu".to_owned()],
        revisions: 2,
        vanished_at: None,
        updated: "2024-10-21T00:00:00Z".parse().expect("a time"),
        verdict: Some(Decision::Confirm),
        news: None,
        claims: vec![Claim {
            accused: "DW".to_owned(),
            person: None,
            position: Some("Lurah".to_owned()),
            act: "attend_campaign".to_owned(),
            status: "alleged".to_owned(),
            denied: true,
            source: Some("Rini Astati".to_owned()),
            place: Some("Kota Balikpapan".to_owned()),
            day: Some("2024-10-05".to_owned()),
            central: true,
            sentence: "Lurah berinisial DW diduga mengikuti kampanye.".to_owned(),
            span: Span::new(40, 86),
            course: vec![
                stage(date(2024, 10, 8), "kabar-muara", "alleged"),
                stage(date(2025, 1, 21), "suara-delta", "dismissed"),
            ],
        }],
    }
}

fn stage(day: Date, outlet: &str, status: &str) -> Stage {
    Stage { day, outlet: outlet.to_owned(), article: 12, status: status.to_owned(), denied: false }
}

/// A story whose every text was written to break what it is put into.
fn hostile() -> Entry {
    let text = "</title>]]><script>alert('1')</script>&\"\u{1b}[31m\u{202e}\u{0}\u{ffff}\nbaris".to_owned();
    let lurah = lurah();
    Entry {
        title: Some(text.clone()),
        outlet: text.clone(),
        outlets: vec![text.clone()],
        published: Some(text.clone()),
        url: Some("https://jahat.example/\"><script>\u{202e}&<x>".to_owned()),
        claims: vec![Claim {
            accused: text.clone(),
            person: Some(text.clone()),
            position: Some(text.clone()),
            act: text.clone(),
            status: text.clone(),
            source: Some(text.clone()),
            place: Some(text.clone()),
            day: Some(text.clone()),
            sentence: text.clone(),
            course: vec![stage(date(2024, 1, 1), &text, &text), stage(date(2024, 1, 2), &text, "proven")],
            ..lurah.claims[0].clone()
        }],
        ..lurah
    }
}

fn digest(lang: Lang, entries: Vec<Entry>) -> Digest {
    Digest { choice: Choice::Since(date(2024, 10, 7)), lang, entries }
}

#[test]
fn text_tells_what_was_reported_by_whom_and_when() {
    let expected = "\
netra: perlu ditinjau sejak 7 Oktober 2024
1 berita perlu ditinjau.
Berikut ini yang diberitakan media. Dugaan bukan putusan: baca artikelnya
sebelum menilai.

1. Lurah Muara Sepi Dilaporkan ke Bawaslu
   kabar-muara · 8 Oktober 2024 · skor 0.91 · +2 lainnya (suara-delta,
   warta-ulu) · diubah setelah terbit · putusan: valid · netra show 12
   https://kabar-muara.example/lurah?a=1&b=2
   - DW (Lurah)
     mengikuti kampanye – diduga, menurut Rini Astati (kabar-muara), 8
     Oktober 2024; dibantah pihak terlapor; disebut terjadi 5 Oktober 2024;
     Kota Balikpapan
     “Lurah berinisial DW diduga mengikuti kampanye.”
     8 Okt diduga (kabar-muara) → 21 Jan 2025 diberitakan tidak terbukti
     atau dihentikan (suara-delta)
";
    assert_eq!(text(&digest(Lang::Id, vec![lurah()])), expected);
    let expected = "\
netra: to be reviewed since 7 October 2024
1 story is to be reviewed.
Below is what outlets report. A suspicion is not a finding: read the
article before you judge.

1. Lurah Muara Sepi Dilaporkan ke Bawaslu
   kabar-muara · 8 October 2024 · score 0.91 · +2 others (suara-delta,
   warta-ulu) · changed since it was published · verdict: valid · netra
   show 12
   https://kabar-muara.example/lurah?a=1&b=2
   - DW (Lurah)
     taking part in a campaign – suspected, according to Rini Astati
     (kabar-muara), 8 October 2024; denied by the accused or their side;
     said to have happened 5 October 2024; Kota Balikpapan
     “Lurah berinisial DW diduga mengikuti kampanye.”
     8 Oct suspected (kabar-muara) → 21 Jan 2025 reported to be unproven or
     closed (suara-delta)
";
    assert_eq!(text(&digest(Lang::En, vec![lurah()])), expected);
}

#[test]
fn what_is_not_known_is_not_told() {
    let claim = Claim {
        accused: String::new(),
        position: None,
        act: "a_later_act".to_owned(),
        source: None,
        place: None,
        day: None,
        denied: false,
        central: false,
        sentence: String::new(),
        course: Vec::new(),
        ..lurah().claims[0].clone()
    };
    let entry = Entry {
        title: None,
        url: None,
        others: 0,
        outlets: Vec::new(),
        revisions: 1,
        verdict: None,
        claims: vec![claim],
        ..lurah()
    };
    let expected = "
1. (no title)
   kabar-muara · 8 October 2024 · score 0.91 · netra show 12
   - somebody
     a_later_act – suspected, according to kabar-muara, 8 October 2024; an
     older case in the background
";
    let told = text(&digest(Lang::En, vec![entry]));
    assert!(told.ends_with(expected), "{told}");
}

#[test]
fn an_empty_digest_says_so_in_every_form() {
    for (lang, said) in [(Lang::En, "Nothing was flagged."), (Lang::Id, "Tidak ada yang ditandai.")] {
        let empty = digest(lang, Vec::new());
        assert!(text(&empty).contains(said));
        assert!(html(&empty).contains(said));
        let feed = atom(&empty);
        let document = roxmltree::Document::parse(&feed).expect("it is XML");
        assert_eq!(child(document.root_element(), "subtitle").split('.').next(), said.split('.').next());
        // The day begins eight hours earlier than in UTC.
        assert_eq!(child(document.root_element(), "updated"), "2024-10-06T16:00:00Z");
        assert_eq!(json(&empty), "[]\n");
    }
}

#[test]
fn html_says_the_same_and_links_to_the_article() {
    let page = html(&digest(Lang::Id, vec![lurah()]));
    for part in [
        "<html lang=\"id\">",
        "<h1>netra: perlu ditinjau sejak 7 Oktober 2024</h1>",
        "<h2><a href=\"https://kabar-muara.example/lurah?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">Lurah Muara \
         Sepi Dilaporkan ke Bawaslu</a></h2>",
        "<strong>DW (Lurah)</strong>",
        "<p>mengikuti kampanye – diduga, menurut Rini Astati (kabar-muara), 8 Oktober 2024; dibantah pihak terlapor; \
         disebut terjadi 5 Oktober 2024; Kota Balikpapan</p>",
        "<blockquote lang=\"id\">Lurah berinisial DW diduga mengikuti kampanye.</blockquote>",
        "→ 21 Jan 2025 diberitakan tidak terbukti atau dihentikan (suara-delta)",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

#[test]
fn no_text_of_a_page_becomes_markup() {
    let page = html(&digest(Lang::Id, vec![hostile(), lurah()]));
    let allowed = [
        "!doctype",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "article",
        "a",
        "ul",
        "li",
        "strong",
        "blockquote",
    ];
    for tag in page.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|it| !" >\n".contains(*it)).collect();
        assert!(allowed.contains(&name.as_str()), "<{tag}");
    }
    let scripts = ["<script", "onerror", "javascript:", "src=", "@import", "url("];
    assert!(scripts.iter().all(|script| !page.contains(script)), "{page}");
    // A quotation mark in the address does not end the attribute.
    assert!(page.contains("href=\"https://jahat.example/&quot;&gt;&lt;script&gt;"), "{page}");
    for form in [text, html, atom] {
        let told = form(&digest(Lang::Id, vec![hostile()]));
        let shown = told.replace("href=\"https://jahat.example/&quot;&gt;&lt;script&gt;\u{202e}", "");
        assert!(!shown.contains(['\u{1b}', '\u{0}', '\u{202e}']), "{shown:?}");
        assert!(shown.contains("⟨U+202E⟩"), "{shown}");
    }
}

#[test]
fn the_feed_is_valid_whatever_pages_say() {
    let feed = atom(&digest(Lang::Id, vec![hostile(), lurah()]));
    let document = roxmltree::Document::parse(&feed).expect("it is XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
    assert_eq!(root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("id"));
    for name in ["id", "title", "updated", "author"] {
        assert_eq!(root.children().filter(|it| it.tag_name().name() == name).count(), 1, "{name}");
    }
    assert_eq!(child(root, "updated"), "2024-10-21T00:00:00Z");
    let entries: Vec<_> = root.children().filter(|it| it.tag_name().name() == "entry").collect();
    assert_eq!(entries.len(), 2);
    for entry in &entries {
        for name in ["id", "title", "updated", "content"] {
            assert_eq!(entry.children().filter(|it| it.tag_name().name() == name).count(), 1, "{name}");
        }
        assert!(child(*entry, "updated").parse::<Timestamp>().is_ok());
        assert!(child(*entry, "id").starts_with("tag:netra.invalid,2024:story:"));
    }
    // A title is text: a reader shows it as it stands. The content is HTML, in which it is escaped once more.
    assert!(child(entries[0], "title").starts_with("</title>]]><script>alert('1')</script>&\""));
    assert!(child(entries[0], "content").contains("&lt;script&gt;"));
    assert!(!child(entries[0], "content").contains("<script"));
    assert!(entries[0].children().all(|it| it.tag_name().name() != "published"), "that is no time");
    assert_eq!(child(entries[1], "published"), "2024-10-08T01:30:00Z");
    let link = entries[1].children().find(|it| it.tag_name().name() == "link").expect("a link");
    assert_eq!(link.attribute("href"), Some("https://kabar-muara.example/lurah?a=1&b=2"));
}

#[test]
fn json_has_the_documented_fields() {
    let written = json(&digest(Lang::En, vec![lurah()]));
    let entries: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
    let entry = &entries[0];
    for (field, expected) in [
        ("article", serde_json::json!(12)),
        ("day", "2024-10-08".into()),
        ("published", "2024-10-08T09:30:00+08:00".into()),
        ("vanished_at", serde_json::Value::Null),
        ("updated", "2024-10-21T00:00:00Z".into()),
        ("verdict", "confirm".into()),
    ] {
        assert_eq!(entry[field], expected, "{field}");
    }
    let claim = &entry["claims"][0];
    assert_eq!(claim["accused"], "DW");
    assert_eq!(claim["span"], serde_json::json!([40, 86]));
    assert_eq!(claim["course"][1]["status"], "dismissed");
    assert_eq!(claim["course"][1]["day"], "2025-01-21");
}

fn child<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> &'a str {
    node.children().find(|it| it.tag_name().name() == name).and_then(|it| it.text()).unwrap_or_default()
}

#[test]
fn an_entry_is_made_of_what_the_store_knows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store::open(&folder.path().join("digest.sqlite")).expect("it opens");
    let first = "Lurah Muara Sepi, Darto Wibawa, diduga mengikuti kampanye calon wali kota di Kota Balikpapan. Kasusnya \
                 diperiksa Bawaslu.";
    let later = "Bawaslu menyatakan dugaan Lurah Muara Sepi, Darto Wibawa, mengikuti kampanye calon wali kota di Kota \
                 Balikpapan tidak terbukti.";
    let seen: Timestamp = "2024-10-08T02:00:00Z".parse().expect("a time");
    let mut save = |url: &str, day, text: &str, story, case: Option<i64>, status: &str| {
        let article =
            Article::new("Kabar Lurah", text).with_url(Some(url.to_owned())).with_published(Some(day));
        let made = Fetched::new(&article, &Analyzer::default().with_threshold(0.0).analyze(&article));
        assert!(!made.claims.is_empty(), "no claim in {text}");
        let mut claims = made.claims.clone();
        claims.truncate(1);
        claims[0].case = case;
        claims[0].status = status.to_owned();
        let page = PageSeen { address: url.to_owned(), status: 200, ..PageSeen::default() };
        let fetched =
            Fetched { page, claims, story, fetched_at: seen, outlet: "kabar-muara".to_owned(), ..made };
        store.save(&fetched).expect("it is stored").article()
    };
    let a = save("https://kabar-muara.example/a", date(2024, 10, 8), first, None, None, "under_review");
    let case = 1;
    save("javascript:alert(1)//x", date(2024, 10, 21), later, Some(1), Some(case), "dismissed");
    let summaries =
        store.flags(&Filter { since: Some(date(2024, 10, 1)), ..Filter::default() }).expect("flags");
    assert_eq!(summaries.len(), 1);
    let record = store.article(a).expect("it reads").expect("it is there");
    let entry = Entry::new(&summaries[0], &record);
    assert_eq!(entry.url.as_deref(), Some("https://kabar-muara.example/a"));
    assert_eq!(entry.others, 1);
    let states: Vec<_> = entry.claims[0].course.iter().map(|it| (it.day, it.status.as_str())).collect();
    assert_eq!(states, [(date(2024, 10, 8), "under_review"), (date(2024, 10, 21), "dismissed")]);
    assert!(record.current.text[entry.claims[0].span.range()].contains("Darto Wibawa"));
    assert_eq!(entry.claims[0].sentence, record.current.text[entry.claims[0].span.range()]);
    // The later article's day, at its start in Indonesia.
    assert_eq!(entry.updated.to_string(), "2024-10-20T16:00:00Z");
    let other = store.article(record.members[0].article).expect("it reads").expect("it is there");
    let other = Entry::new(&summaries[0], &other);
    assert_eq!(other.url, None, "a script is no address of a page");
    assert_eq!(other.id, entry.id, "a story keeps its identifier whichever article stands for it");
}
