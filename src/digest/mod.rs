//! The digest: the stories that are to be reviewed, as text, HTML, Atom or JSON.
//!
//! It goes out to people who have not seen the articles, so it says only what was reported, by whom and when, and
//! quotes the sentence. All that comes from pages is foreign text: it is escaped, what could act on a screen is
//! made [visible](crate::annotate::visible), and only addresses of pages become links. The same entries give the
//! same bytes.

mod atom;
mod entry;
mod html;
mod news;
pub(crate) mod reader;
mod text;
mod word;

pub(crate) use entry::{Claim, Entry, Stage, course};
pub(crate) use news::News;
pub(crate) use word::went;

use crate::lang::Lang;
use jiff::Timestamp;
use jiff::civil::Date;

/// Stories that are to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Digest {
    /// Which stories they are.
    pub(crate) choice: Choice,
    /// The language of its own words.
    pub(crate) lang: Lang,
    /// The stories, in the order in which they are told.
    pub(crate) entries: Vec<Entry>,
}

/// Which stories a digest holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Those of a day or later.
    Since(Date),
    /// Those that changed last, at a moment.
    Latest(Timestamp),
    /// Those that are new to a reader or have changed since, at a moment.
    New(String, Timestamp),
}

/// The digest as plain text in lines of at most 75 characters.
pub(crate) fn text(digest: &Digest) -> String {
    text::write(digest)
}

/// The digest as an HTML document that loads and runs nothing, for mail and browsers.
pub(crate) fn html(digest: &Digest) -> String {
    html::document(digest)
}

/// The digest as an Atom feed (RFC 4287).
pub(crate) fn atom(digest: &Digest) -> String {
    atom::feed(digest)
}

/// The digest as a JSON array of [`Entry`].
pub(crate) fn json(digest: &Digest) -> String {
    let mut json = serde_json::to_string_pretty(&digest.entries)
        .expect("its fields are texts, numbers and lists of them");
    json.push('\n');
    json
}

impl Digest {
    /// Its title: `netra: to be reviewed since 7 October 2024`.
    fn title(&self) -> String {
        match &self.choice {
            Choice::Since(since) => format!(
                "netra: {} {}",
                self.lang.pick(("to be reviewed since", "perlu ditinjau sejak")),
                crate::date::day(*since, self.lang)
            ),
            Choice::Latest(_) => {
                format!("netra: {}", self.lang.pick(("to be reviewed", "perlu ditinjau")))
            }
            Choice::New(reader, _) => format!(
                "netra: {} {reader}",
                self.lang.pick(("new or changed, for", "baru atau berubah, untuk"))
            ),
        }
    }

    /// How much there is, in a sentence.
    fn count(&self) -> String {
        let news = self.entries.iter().filter(|entry| entry.news == Some(News::New)).count();
        let count = self.entries.len();
        match (&self.choice, count, self.lang) {
            (Choice::New(..), 0, Lang::En) => "Nothing is new.".to_owned(),
            (Choice::New(..), 0, Lang::Id) => "Tidak ada yang baru.".to_owned(),
            (Choice::New(..), _, Lang::En) => {
                format!("To be reviewed: {news} new, {} changed.", count - news)
            }
            (Choice::New(..), _, Lang::Id) => {
                format!("Perlu ditinjau: {news} baru, {} berubah.", count - news)
            }
            (_, 0, Lang::En) => "Nothing was flagged.".to_owned(),
            (_, 0, Lang::Id) => "Tidak ada yang ditandai.".to_owned(),
            (_, 1, Lang::En) => "1 story is to be reviewed.".to_owned(),
            (_, count, Lang::En) => format!("{count} stories are to be reviewed."),
            (_, count, Lang::Id) => format!("{count} berita perlu ditinjau."),
        }
    }

    /// When it was updated where nothing is in it.
    fn began(&self) -> Timestamp {
        match &self.choice {
            Choice::Since(since) => entry::start(*since),
            Choice::Latest(at) | Choice::New(_, at) => *at,
        }
    }

    /// How it is to be read.
    fn caution(&self) -> &'static str {
        self.lang.pick((
            "Below is what outlets report. A suspicion is not a finding: read the article before you judge.",
            "Berikut ini yang diberitakan media. Dugaan bukan putusan: baca artikelnya sebelum menilai.",
        ))
    }
}

#[cfg(test)]
mod tests;
