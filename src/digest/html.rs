//! The digest as HTML. It stands on its own: no script, nothing that is loaded, one small style. Without the style,
//! which some mail programs drop, it reads in the same order.

use super::{Claim, Digest, Entry};
use crate::annotate::line;
use crate::lang::Lang;
use html_escape::{encode_double_quoted_attribute, encode_text};
use std::borrow::Cow;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{max-width:75ch;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
h1{font-size:1.4rem;line-height:1.25}\
h2{font-size:1.15rem;line-height:1.3;margin:2rem 0 .25rem}\
p{margin:.25rem 0}\
ul{margin:.75rem 0;padding-left:1.25rem}\
li{margin:.75rem 0}\
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid}\
.news{font-weight:600}\
.about,.course{font-size:.9rem}";

/// What a browser may load: nothing but the style above.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(super) fn document(digest: &Digest) -> String {
    let title = escaped(&digest.title());
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        digest.lang.tag(),
        escaped(&digest.count())
    );
    if !digest.entries.is_empty() {
        html.push_str(&format!("<p>{}</p>\n", escaped(digest.caution())));
    }
    for entry in &digest.entries {
        let title = title_of(entry, digest.lang);
        let title = match &entry.url {
            Some(url) => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer nofollow\">{title}</a>", address(url))
            }
            None => title,
        };
        let body = body(entry, digest.lang);
        html.push_str(&format!(
            "<article id=\"story-{}\">\n<h2>{title}</h2>\n{body}</article>\n",
            entry.story
        ));
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// What the digest says of a story below its title.
pub(super) fn body(entry: &Entry, lang: Lang) -> String {
    let mut html = match &entry.news {
        Some(news) => format!("<p class=\"news\">{}</p>\n", escaped(&news.told(lang))),
        None => String::new(),
    };
    html.push_str(&format!("<p class=\"about\">{}</p>\n", escaped(&entry.about(lang))));
    if !entry.claims.is_empty() {
        html.push_str("<ul>\n");
        for claim in &entry.claims {
            html.push_str(&item(claim, entry, lang));
        }
        html.push_str("</ul>\n");
    }
    html
}

fn item(claim: &Claim, entry: &Entry, lang: Lang) -> String {
    let about = escaped(&claim.about(lang));
    let report = escaped(&claim.report(&entry.outlet, entry.day, lang));
    let mut html = format!("<li><p><strong>{about}</strong></p>\n<p>{report}</p>\n");
    if !claim.sentence.is_empty() {
        // What outlets write is Indonesian, whatever language the digest speaks.
        html.push_str(&format!("<blockquote lang=\"id\">{}</blockquote>\n", escaped(&claim.sentence)));
    }
    if let Some(went) = claim.went(entry.day.year(), lang) {
        html.push_str(&format!("<p class=\"course\">{}</p>\n", escaped(&went)));
    }
    html.push_str("</li>\n");
    html
}

fn title_of(entry: &Entry, lang: Lang) -> String {
    escaped(entry.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)"))))
}

/// Foreign text between tags: in one line, visible and escaped.
pub(super) fn escaped(text: &str) -> String {
    encode_text(&line(text)).into_owned()
}

/// An address in an attribute in double quotation marks.
pub(super) fn address(url: &str) -> Cow<'_, str> {
    encode_double_quoted_attribute(url)
}
