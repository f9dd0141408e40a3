//! The languages in which netra speaks to people.

/// A language of the program's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Bahasa Indonesia
    Id,
}

impl Lang {
    /// Of two texts, English and Indonesian, the one in this language.
    pub(crate) fn pick<'a>(self, (english, indonesian): (&'a str, &'a str)) -> &'a str {
        match self {
            Lang::En => english,
            Lang::Id => indonesian,
        }
    }

    /// Its tag by BCP 47, as documents name it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Id => "id",
        }
    }
}
