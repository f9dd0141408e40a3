//! The digest as plain text, for mail and terminals.

use super::{Claim, Digest, Entry};
use crate::annotate::line;
use crate::date;
use crate::lang::Lang;

/// The most characters of a line, addresses excepted.
const WIDTH: usize = 75;

pub(super) fn write(digest: &Digest) -> String {
    let mut text = String::new();
    paragraph(&mut text, "", &digest.title());
    paragraph(&mut text, "", &digest.count());
    if !digest.entries.is_empty() {
        paragraph(&mut text, "", digest.caution());
    }
    for (number, entry) in (1..).zip(&digest.entries) {
        write_entry(&mut text, number, entry, digest.lang);
    }
    text
}

fn write_entry(text: &mut String, number: usize, entry: &Entry, lang: Lang) {
    text.push('\n');
    let title = entry.title.as_deref().unwrap_or(lang.pick(("(no title)", "(tanpa judul)")));
    hanging(text, &format!("{number}. "), title);
    if let Some(news) = &entry.news {
        paragraph(text, "   ", &news.told(lang));
    }
    paragraph(text, "   ", &entry.about(lang));
    if let Some(url) = &entry.url {
        text.push_str("   ");
        text.push_str(&line(url));
        text.push('\n');
    }
    for claim in &entry.claims {
        write_claim(text, claim, entry, lang);
    }
}

fn write_claim(text: &mut String, claim: &Claim, entry: &Entry, lang: Lang) {
    hanging(text, "   - ", &claim.about(lang));
    paragraph(text, "     ", &claim.report(&entry.outlet, entry.day, lang));
    if !claim.sentence.is_empty() {
        paragraph(text, "     ", &format!("“{}”", claim.sentence));
    }
    if let Some(went) = claim.went(entry.day.year(), lang) {
        paragraph(text, "     ", &went);
    }
}

impl Entry {
    /// Where and when the story was told, its score and what became of it.
    pub(super) fn about(&self, lang: Lang) -> String {
        let mut parts = vec![
            self.outlet.clone(),
            date::day(self.day, lang),
            format!("{} {:.2}", lang.pick(("score", "skor")), self.score),
        ];
        if self.others > 0 {
            parts.push(match self.outlets.is_empty() {
                true => lang.others(self.others),
                false => format!("{} ({})", lang.others(self.others), self.outlets.join(", ")),
            });
        }
        if self.revisions > 1 {
            parts.push(lang.pick(("changed since it was published", "diubah setelah terbit")).to_owned());
        }
        if self.vanished_at.is_some() {
            parts.push(lang.pick(("taken down by the outlet", "dihapus oleh medianya")).to_owned());
        }
        let verdict = lang.pick(("verdict", "putusan"));
        parts.extend(self.verdict.map(|given| format!("{verdict}: {}", lang.decision(given))));
        parts.push(format!("netra show {}", self.article));
        parts.join(" · ")
    }
}

/// Adds a paragraph whose lines begin with `indent`.
fn paragraph(to: &mut String, indent: &str, text: &str) {
    wrap(to, indent, indent, text);
}

/// Adds a paragraph that begins with `first`; the other lines stand below what follows it.
fn hanging(to: &mut String, first: &str, text: &str) {
    wrap(to, first, &" ".repeat(first.chars().count()), text);
}

fn wrap(to: &mut String, first: &str, rest: &str, text: &str) {
    let text = line(text);
    let mut indent = first;
    let mut row = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && indent.chars().count() + width + 1 + length > WIDTH {
            to.push_str(indent);
            to.push_str(&row);
            to.push('\n');
            (indent, width) = (rest, 0);
            row.clear();
        }
        if width > 0 {
            row.push(' ');
            width += 1;
        }
        row.push_str(word);
        width += length;
    }
    to.push_str(indent);
    to.push_str(&row);
    to.push('\n');
}
