//! Search.

use crate::sample::{address, at, fetched, plain, save};
use jiff::civil::date;
use netra::store::{Fetched, Filter, Scope, Store};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};

fn all() -> Filter {
    Filter { scope: Scope::All, ..Filter::default() }
}

/// The names of the articles that a query finds, in alphabetical order.
fn names(store: &dyn Store, query: &str) -> String {
    let hits = store.search(query, &all()).expect("no query is an error");
    let mut names: Vec<&str> = hits.iter().filter_map(|hit| hit.canonical.rsplit('/').next()).collect();
    names.sort_unstable();
    names.join(" ")
}

pub(crate) fn forms_of_a_word_find_each_other(store: &mut dyn Store) {
    for (name, text) in [
        ("me", "Kepala dinas mendukung pasangan itu."),
        ("an", "Dukungannya disebut melanggar."),
        ("di", "Ia didukung warga; pelanggaran tidak ada."),
        ("pasal", "Melanggar Pasal 9 ayat (2) UU Nomor 20/2023, kata “Ketua AND Sekretaris”."),
        ("tanda", "Rapat a-b di kantor camat: netral\" 🙂 Café Asy’ari PKS-Golkar se-Kaltim."),
        ("kosong", "… — 🙂"),
    ] {
        save(store, &plain(name, text));
    }
    for (query, found) in [
        ("dukung", "an di me"),
        ("mendukung", "an di me"),
        ("DUKUNGAN", "an di me"),
        ("langgar", "an di pasal"),
        ("dukung langgar", "an di"),
        ("dukung -langgar", "me"),
        ("dukung -melanggar -warga", "me"),
        ("-dukung", ""),
        ("Pasal 9 ayat (2)", "pasal"),
        ("\"ayat 2\"", "pasal"),
        ("\"ayat 9\"", ""),
        ("\"pasal 9 ayat\"", "pasal"),
        ("20/2023", "pasal"),
        ("a-b", "tanda"),
        ("camat:", "tanda"),
        ("AND", "pasal"),
        ("NOT camat", ""),
        ("NEAR(camat)", ""),
        ("terms:camat", ""),
        ("netral\"", "tanda"),
        ("(camat", "tanda"),
        ("cama*", ""),
        ("^camat", "tanda"),
        ("café", "tanda"),
        ("cafe", ""),
        ("Asy'ari", "tanda"),
        ("golkar", "tanda"),
        ("kaltim", "tanda"),
        ("🙂", ""),
        ("\u{0}", ""),
        ("", ""),
        ("   ", ""),
        ("\"", ""),
        ("\"\"\"\"", ""),
        ("'; DROP TABLE words; --", ""),
    ] {
        assert_eq!(names(store, query), found, "{query:?}");
    }
    let long = "dukung ".repeat(10_000);
    assert_eq!(names(store, &long), "an di me");
    let many: String = (0..10_000).map(|number| format!("-{number} ")).collect();
    assert_eq!(names(store, &format!("dukung {many}")), "an di me");
}

pub(crate) fn what_is_found_is_ranked_and_marked(store: &mut dyn Store) {
    let filler = "Warga menunggu kabar berikutnya di balai desa. ".repeat(20);
    let much = "Camat mendukung; dukungan camat nyata.";
    save(store, &plain("once", &format!("{filler}Seorang camat hadir.")));
    save(store, &plain("much", much));
    // Two that are equal but for their days, of which the older is stored last.
    save(store, &Fetched { day: Some(date(2024, 10, 9)), ..plain("young", "Lurah itu diperiksa.") });
    save(store, &Fetched { day: Some(date(2024, 10, 7)), ..plain("old", "Lurah itu diperiksa.") });
    let order = |query: &str, filter: &Filter| -> Vec<String> {
        let hits = store.search(query, filter).expect("read");
        hits.iter().filter_map(|hit| hit.canonical.rsplit('/').next().map(str::to_owned)).collect()
    };
    assert_eq!(order("camat", &all()), ["much", "once"]);
    assert_eq!(order("periksa lurah", &all()), ["young", "old"]);
    assert_eq!(order("camat", &Filter { limit: 1, ..all() }), ["much"]);
    assert_eq!(order("camat", &Filter { offset: 1, ..all() }), ["once"]);
    let marked = |query: &str| -> Vec<String> {
        let hits = store.search(query, &all()).expect("read");
        hits[0].spans.iter().map(|span| hits[0].text[span.range()].to_owned()).collect()
    };
    assert_eq!(marked("dukung camat"), ["Camat", "mendukung", "dukungan", "camat"]);
    assert_eq!(marked("\"dukung camat\""), ["dukungan camat"]);
    assert_eq!(marked("camat -lurah"), ["Camat", "camat"]);
}

pub(crate) fn a_search_can_be_filtered(store: &mut dyn Store) {
    save(store, &fetched("a"));
    save(store, &plain("b", "Camat hadir."));
    save(store, &Fetched { outlet: "warta".to_owned(), ..fetched("c") });
    let found = |filter: &Filter| store.search("camat", filter).expect("read").len();
    assert_eq!(found(&all()), 3);
    assert_eq!(found(&Filter::default()), 2);
    assert_eq!(found(&Filter { outlet: Some("warta".to_owned()), ..all() }), 1);
    assert_eq!(found(&Filter { act: Some("support_online".to_owned()), ..all() }), 2);
    assert_eq!(found(&Filter { since: Some(date(2024, 10, 9)), ..all() }), 0);
}

pub(crate) fn a_revision_is_found_by_its_new_words_only(store: &mut dyn Store) {
    save(store, &plain("a", "Camat hadir."));
    save(store, &plain("a", "Lurah hadir."));
    assert_eq!((names(store, "camat"), names(store, "lurah")), (String::new(), "a".to_owned()));
    save(store, &plain("a", "Lurah hadir."));
    assert_eq!(store.search("lurah hadir", &all()).expect("read").len(), 1);
    store.gone(&address("a"), at(9)).expect("settled");
    assert_eq!(names(store, "lurah"), "a", "what has vanished is still evidence");
    assert_eq!(store.reindex().expect("made anew"), 0, "the index is of this version");
}

pub(crate) fn no_text_is_an_error(store: &mut dyn Store) {
    save(store, &fetched("a"));
    save(store, &plain("b", "Ada \"kutipan\", (kurung) dan 'petik'."));
    let query = prop_oneof![
        any::<String>(),
        "[\"'()*:^+~ {},.a-c-]{0,24}",
        "(AND|OR|NOT|NEAR|camat|terms|rowid|[\":()*-]| ){0,12}",
    ];
    proptest!(ProptestConfig::with_cases(400), |(query in query)| {
        let hits = store.search(&query, &all());
        prop_assert!(hits.is_ok(), "{hits:?}");
        for hit in hits.into_iter().flatten() {
            prop_assert!(!hit.spans.is_empty());
            prop_assert!(hit.spans.iter().all(|span| hit.text.get(span.range()).is_some()));
        }
        let filter = Filter { official: Some(query.clone()), place: Some(query), ..all() };
        prop_assert!(store.flags(&filter).is_ok());
    });
}

pub(crate) fn every_word_finds_its_text(store: &mut dyn Store) {
    let (store, number) = (RefCell::new(store), Cell::new(0));
    proptest!(ProptestConfig::with_cases(60), |(text in "(\\PC|[a-zA-Z0-9.,/-]| ){1,40}")| {
        let mut store = store.borrow_mut();
        number.set(number.get() + 1);
        let name = format!("t{}", number.get());
        save(&mut **store, &plain(&name, &text));
        for word in text.split(|char: char| char.is_whitespace() || char == '"') {
            let is_word = netra::text::words(word).any(|token| token.kind != netra::text::Kind::Mark);
            if !is_word || word.starts_with('-') {
                continue;
            }
            let hits = store.search(word, &Filter { limit: 1000, ..all() }).expect("no query is an error");
            prop_assert!(hits.iter().any(|hit| hit.canonical == address(&name)), "{word:?} in {text:?}");
        }
    });
}
