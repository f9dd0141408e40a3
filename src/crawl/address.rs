//! Addresses of pages: `http` and `https` only, since no other may become a link.

use std::fmt;

/// An address, split into what outlets differ by. What else a URL may have, a user or a fragment, is not kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    /// Whether it is `https`.
    secure: bool,
    /// Host, and port where one is given, in small letters.
    host: String,
    /// The path, which begins with `/`.
    path: String,
    /// What follows `?`.
    query: Option<String>,
}

impl Address {
    /// Reads an absolute address. One with a user, with a backslash or with control characters is none: such
    /// addresses pretend to lead elsewhere.
    pub(crate) fn read(text: &str) -> Option<Address> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        if rest.contains(|char: char| char == '\\' || char.is_control() || char.is_whitespace()) {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let host = rest[..end].to_ascii_lowercase();
        let in_host =
            |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(in_host) {
            return None;
        }
        let (path, query) = match rest[end..].split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned()).filter(|query| !query.is_empty())),
            None => (&rest[end..], None),
        };
        let path = if path.is_empty() { "/" } else { path };
        Some(Address { secure, host, path: path.to_owned(), query })
    }

    /// The address that a link on this page leads to.
    pub(crate) fn join(&self, link: &str) -> Option<Address> {
        let link = link.trim();
        let scheme = if self.secure { "https" } else { "http" };
        if let Some(rest) = link.strip_prefix("//") {
            return Address::read(&format!("{scheme}://{rest}"));
        }
        if link.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':')) {
            return Address::read(link);
        }
        let base = match link.bytes().next() {
            None | Some(b'#') => return Some(self.clone()),
            Some(b'/') => "",
            Some(b'?') => self.path.as_str(),
            Some(_) => &self.path[..=self.path.rfind('/')?],
        };
        Address::read(&format!("{scheme}://{}{}", self.host, resolved(base, link)))
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Scheme and host, which share one robots.txt.
    #[cfg(feature = "crawl")]
    pub(super) fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }

    #[cfg(feature = "crawl")]
    pub(super) fn is_secure(&self) -> bool {
        self.secure
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The same path and query on the scheme and host of another address.
    #[cfg(feature = "crawl")]
    pub(super) fn on_origin_of(self, other: &Address) -> Address {
        Address { secure: other.secure, host: other.host.clone(), ..self }
    }

    /// The same address with another value of a parameter of its query, which is added where it has none.
    #[cfg(feature = "crawl")]
    pub(super) fn with_parameter(&self, name: &str, value: &str) -> Address {
        let pairs = self.query.iter().flat_map(|query| query.split('&'));
        let others = pairs.filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
        let mut query: String = others.flat_map(|pair| [pair, "&"]).collect();
        query.push_str(&format!("{name}={value}"));
        Address { query: Some(query), ..self.clone() }
    }

    /// The value of a parameter of its query, as it is written there.
    #[cfg(feature = "crawl")]
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.as_deref()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The same address on the secure scheme, with another host, path and query.
    pub(super) fn with(&self, host: &str, path: String, query: Option<String>) -> Address {
        Address { secure: true, host: host.to_owned(), path, query }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", if self.secure { "https" } else { "http" }, self.host, self.path)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

/// `link` below the folder `base`, its `.` and `..` segments resolved.
fn resolved(base: &str, link: &str) -> String {
    let (path, rest) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let whole = format!("{base}{path}");
    let mut kept: Vec<&str> = Vec::new();
    for segment in whole.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}{rest}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_read() {
        for good in
            ["https://a.example/b?c=1", "HTTP://A.example", "https://a.example:8080/", "https://[::1]/"]
        {
            assert!(Address::read(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,a",
            "//a.example/",
            "https://user@a.example/",
            "https://a.example\\@b.example/",
            "https://",
            "https://a.example/\u{202e}\u{7}",
            "ftp://a.example/",
        ] {
            assert_eq!(Address::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn links_are_resolved() {
        let page = Address::read("https://a.example/berita/1/satu?x=1").expect("an address");
        for (link, address) in [
            ("/b", "https://a.example/b"),
            ("dua", "https://a.example/berita/1/dua"),
            ("../2/dua", "https://a.example/berita/2/dua"),
            ("?page=2", "https://a.example/berita/1/satu?page=2"),
            ("//b.example/c", "https://b.example/c"),
            ("http://b.example", "http://b.example/"),
            ("#atas", "https://a.example/berita/1/satu?x=1"),
        ] {
            assert_eq!(page.join(link).map(|found| found.to_string()).as_deref(), Some(address), "{link}");
        }
        assert_eq!(page.join("javascript:void(0)"), None);
        assert_eq!(page.join("mailto:a@b.example"), None);
    }
}
