//! Any bytes, as a page of an outlet that is known and of one that is not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use netra::{Analyzer, Page, parse};

fuzz_target!(|bytes: &[u8]| {
    for url in ["https://kaltim.antaranews.com/berita/1/a-b", "https://prokaltim.com/a-b/", ""] {
        let page = Page::new(bytes).with_url(url);
        let article = parse(&page);
        let analysis = Analyzer::default().analyze(&article);
        for allegation in &analysis.allegations {
            let _ = &article.text()[allegation.sentence.range()];
        }
        assert!(article.source(netra::article::Field::Kind).is_some() || !article.doubts().is_empty());
    }
});
