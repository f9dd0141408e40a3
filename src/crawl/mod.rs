//! Where articles come from: fetched pages and the outlets that publish them.

mod address;
mod charset;
#[cfg(feature = "crawl")]
pub(crate) mod discover;
#[cfg(feature = "crawl")]
pub(crate) mod fetch;
#[cfg(feature = "crawl")]
mod host;
mod outlet;
#[cfg(feature = "crawl")]
mod pace;
#[cfg(feature = "cli")]
pub(crate) mod replica;
#[cfg(feature = "crawl")]
mod retry;
#[cfg(feature = "crawl")]
mod robots;
pub(crate) mod time;
pub(crate) mod tree;
#[cfg(feature = "cli")]
mod walk;

pub(crate) use address::Address;
pub(crate) use charset::Declared;
pub(crate) use outlet::{Layout, Selector, Selectors};
pub use outlet::{Outlet, Outlets, Zone};
#[cfg(feature = "cli")]
pub(crate) use walk::{Memory, Seen, Walk, walk};

use std::borrow::Cow;

/// A news page as it was fetched: its bytes, where they came from and what the server said of them.
///
/// ```
/// let page = netra::Page::new("<title>Camat dipanggil</title>").with_url("https://berita.example/camat-dipanggil");
/// assert_eq!(netra::parse(&page).title(), Some("Camat dipanggil"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    bytes: Vec<u8>,
    url: Option<String>,
    content_type: Option<String>,
}

impl Page {
    /// The most bytes of a page that are read: 4 MiB. What a page has beyond them is left out.
    pub const LONGEST: usize = 4 << 20;

    /// A page from its bytes, in whatever charset they are.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Page {
        Page { bytes: bytes.into(), ..Page::default() }
    }

    /// A page from text that is decoded already, whatever charset the page itself names.
    pub fn from_text(html: impl Into<String>) -> Page {
        Page::new(html.into()).with_content_type("text/html; charset=utf-8")
    }

    /// The same page from an address, by which its outlet is found.
    pub fn with_url(self, url: impl Into<String>) -> Page {
        Page { url: Some(url.into()), ..self }
    }

    /// The same page with the value of the `Content-Type` header it came with.
    pub fn with_content_type(self, value: impl Into<String>) -> Page {
        Page { content_type: Some(value.into()), ..self }
    }

    /// The address it was fetched from.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The value of the `Content-Type` header it came with.
    #[cfg(feature = "cli")]
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Its bytes.
    #[cfg(feature = "cli")]
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its text, at most [`Page::LONGEST`] bytes of it, and whether the charset it declares is the one it is in.
    ///
    /// The charset is that of the byte order mark, else of the `Content-Type` header, else of a `meta` element
    /// or an XML declaration among the first 1024 bytes, else what the bytes look like. A declared charset in which the bytes make no
    /// sense is not believed.
    pub(crate) fn html(&self) -> (Cow<'_, str>, Declared) {
        let bytes = &self.bytes[..self.bytes.len().min(Page::LONGEST)];
        charset::decode(bytes, self.content_type.as_deref())
    }

    /// Whether it is longer than what is read of a page.
    pub(crate) fn is_cut(&self) -> bool {
        self.bytes.len() > Page::LONGEST
    }
}
