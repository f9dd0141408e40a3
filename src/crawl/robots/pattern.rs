//! The patterns of robots.txt: paths in which `*` stands for anything and `$` at the end for the end.

use memchr::memmem;

/// The path of a rule.
#[derive(Debug)]
pub(super) struct Pattern {
    /// What stands between the stars.
    parts: Vec<Vec<u8>>,
    end: End,
    length: usize,
}

/// Where a pattern ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the address.
    Address,
    /// Anywhere in it.
    Anywhere,
}

impl Pattern {
    pub(super) fn new(path: &[u8]) -> Pattern {
        let (path, end) = match path.strip_suffix(b"$") {
            Some(path) => (path, End::Address),
            None => (path, End::Anywhere),
        };
        let parts: Vec<Vec<u8>> = path
            .split(|&byte| byte == b'*')
            .scan(Place::Path, |place, part| Some(written_alike(part, place)))
            .collect();
        let stars = parts.len() - 1 + usize::from(end == End::Address);
        let length = parts.iter().map(Vec::len).sum::<usize>() + stars;
        Pattern { parts, end, length }
    }

    /// Its length in bytes, the stars included: of two patterns the longer one is the more specific.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Whether it matches a [`target`] from its beginning. Taking each part where it comes first is right, since
    /// whatever is skipped a star stands for, and keeps the time in proportion to the lengths.
    pub(super) fn matches(&self, target: &[u8]) -> bool {
        let Some((first, parts)) = self.parts.split_first() else { return true };
        let Some(mut rest) = target.strip_prefix(first.as_slice()) else { return false };
        for (index, part) in parts.iter().enumerate() {
            if self.end == End::Address && index + 1 == parts.len() {
                return rest.ends_with(part);
            }
            let Some(found) = memmem::find(rest, part) else { return false };
            rest = &rest[found + part.len()..];
        }
        self.end == End::Anywhere || rest.is_empty()
    }
}

/// The path and query of an address, as patterns are matched with them.
pub(super) fn target(path: &str, query: Option<&str>) -> Vec<u8> {
    let whole = match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    written_alike(whole.as_bytes(), &mut Place::Path)
}

/// Whether the question mark is passed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Path,
    Query,
}

/// The bytes with one spelling for what can be written with and without escapes: what needs none has none, and
/// all else has one. A slash in a path is not the same as its escape; in a query it is.
fn written_alike(text: &[u8], place: &mut Place) -> Vec<u8> {
    let mut written = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let escaped = escape(rest);
        let (byte, is_escaped) = escaped.map_or((*first, false), |byte| (byte, true));
        rest = if is_escaped { &rest[3..] } else { after };
        let is_plain = match byte {
            b'/' | b'?' => !is_escaped || *place == Place::Query,
            b'-' | b'.' | b'_' | b'~' | b'!' | b'\'' | b'(' | b')' => true,
            b'&' | b'+' | b',' | b';' | b'=' | b':' | b'@' => true,
            byte => byte.is_ascii_alphanumeric(),
        };
        if byte == b'?' && !is_escaped {
            *place = Place::Query;
        }
        if is_plain {
            written.push(byte);
        } else {
            written.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    written
}

/// The byte that an escape at the beginning of the text stands for.
fn escape(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(*high)? << 4 | digit(*low)?)
}
