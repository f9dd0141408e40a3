//! The digest as an Atom feed (RFC 4287).

use super::html::{address, body, escaped};
use super::{Digest, Entry};
use crate::lang::Lang;
use html_escape::encode_text;
use jiff::Timestamp;

/// Who makes the identifiers of feeds and entries, in the form of RFC 4151. They are names, not addresses: nothing
/// is to be found there.
pub(super) const AUTHORITY: &str = "tag:netra.invalid,2024";

pub(super) fn feed(digest: &Digest) -> String {
    let updated = digest.entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| digest.began());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{AUTHORITY}:digest</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{updated}</updated>\n\
         <author><name>netra</name></author>\n<generator version=\"{}\">netra</generator>\n",
        digest.lang.tag(),
        clean(&escaped(digest.lang.pick(("netra: to be reviewed", "netra: perlu ditinjau")))),
        clean(&escaped(&format!("{} {}", digest.count(), digest.caution()))),
        env!("CARGO_PKG_VERSION"),
    );
    for entry in &digest.entries {
        xml.push_str(&self::entry(entry, digest.lang));
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(entry: &Entry, lang: Lang) -> String {
    let title = entry.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)")));
    let mut xml = format!("<entry>\n<id>{}</id>\n<title>{}</title>\n", entry.id, clean(&escaped(title)));
    if let Some(url) = &entry.url {
        xml.push_str(&format!("<link rel=\"alternate\" href=\"{}\"/>\n", clean(&address(url))));
    }
    // A day alone is no time that Atom knows.
    if let Some(published) = entry.published.as_deref().and_then(|at| at.parse::<Timestamp>().ok()) {
        xml.push_str(&format!("<published>{published}</published>\n"));
    }
    xml.push_str(&format!(
        "<updated>{}</updated>\n<content type=\"html\">{}</content>\n</entry>\n",
        entry.updated,
        clean(&encode_text(&body(entry, lang)))
    ));
    xml
}

/// Text without the two characters that XML does not know although nothing else is wrong with them.
fn clean(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
