//! Offsets in the units of other languages.

use super::Span;

/// What the offsets of a span count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8, as Rust, Go and C index.
    #[default]
    Byte,
    /// Unicode scalar values, as Python indexes.
    Char,
    /// UTF-16 code units, as JavaScript, Java and C# index.
    Utf16,
}

/// Offsets in bytes of one text as offsets in another unit.
///
/// ```
/// use netra::text::{OffsetMap, Span, Unit};
/// let map = OffsetMap::new("“Tidak”", Unit::Char);
/// assert_eq!(map.span(Span::new(3, 8)), Span::new(1, 6));
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    /// For each character that takes more bytes than units: the byte after it, and how many bytes more than
    /// units there are up to there.
    surplus: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// Reads `text` once.
    pub fn new(text: &str, unit: Unit) -> OffsetMap {
        let mut surplus = Vec::new();
        if unit != Unit::Byte && !text.is_ascii() {
            let mut total = 0;
            for (at, char) in text.char_indices().filter(|(_, char)| !char.is_ascii()) {
                let units = if unit == Unit::Char { 1 } else { char.len_utf16() };
                total += char.len_utf8() - units;
                surplus.push((at + char.len_utf8(), total));
            }
        }
        OffsetMap { surplus }
    }

    /// The offset that `byte`, a character boundary of the text, has in the unit.
    pub fn offset(&self, byte: usize) -> usize {
        let wide = self.surplus.partition_point(|&(end, _)| end <= byte);
        byte - wide.checked_sub(1).map_or(0, |last| self.surplus[last].1)
    }

    /// The span that `span`, in bytes, has in the unit.
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.offset(span.start), end: self.offset(span.end) }
    }
}
