//! From bytes to text: which charset a page is in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// What a page's declared charset was worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declared {
    /// The page is in it.
    Right,
    /// None was declared.
    Nothing,
    /// The page is in another one.
    Wrong,
}

/// How many bytes may precede the end of a `meta` element that names the charset, as HTML has it.
const HEAD: usize = 1024;

/// The text of `bytes`, which came with this `Content-Type` header.
pub(super) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, Declared) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[mark..]).0, Declared::Right);
    }
    let declared = content_type.and_then(charset).or_else(|| meta(bytes)).or_else(|| declaration(bytes));
    let Some(declared) = declared else {
        return (detected(bytes).decode_without_bom_handling(bytes).0, Declared::Nothing);
    };
    if declared != UTF_8
        && declared.is_single_byte()
        && let Ok(text) = std::str::from_utf8(without_part(bytes))
        && !text.is_ascii()
    {
        // Text in a single-byte charset is never valid UTF-8 by chance, unless it is ASCII.
        return (Cow::Borrowed(text), Declared::Wrong);
    }
    let (text, malformed) = declared.decode_without_bom_handling(bytes);
    if malformed && declared == UTF_8 {
        let likely = detected(bytes);
        // A few broken bytes are an accident; where most of what is not ASCII is broken, the charset is wrong.
        let broken = text.matches('\u{fffd}').count();
        let foreign = text.chars().filter(|char| !char.is_ascii()).count();
        if likely != UTF_8 && broken * 2 > foreign {
            return (likely.decode_without_bom_handling(bytes).0, Declared::Wrong);
        }
    }
    (text, Declared::Right)
}

/// The charset of a `Content-Type`: `text/html; charset="utf-8"`.
fn charset(content_type: &str) -> Option<&'static Encoding> {
    let at = content_type.to_ascii_lowercase().find("charset")?;
    let value = content_type[at + "charset".len()..].trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', ';', ' ', '>']).unwrap_or(value.len());
    Encoding::for_label(&value.as_bytes()[..end])
}

/// The charset that a `meta` element names. Two-byte charsets cannot be told in ASCII, so they mean UTF-8.
fn meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let mut elements = head.split("<meta").skip(1);
    elements.find_map(|element| charset(element.split('>').next()?)).map(Encoding::output_encoding)
}

/// The charset that an XML declaration names: `<?xml version="1.0" encoding="iso-8859-1"?>`.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let (attributes, _) = head.trim_start().strip_prefix("<?xml ")?.split_once("?>")?;
    let value = attributes.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

/// What the bytes look like: UTF-8 where they are valid, else what an Indonesian site would send.
fn detected(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(without_part(bytes)).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"id"), Utf8Detection::Deny)
}

/// The bytes without the part of a character at their end that cutting a page may leave.
fn without_part(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], header: Option<&str>, text: &str, declared: Declared) {
        assert_eq!(decode(bytes, header), (Cow::Borrowed(text), declared), "{header:?}");
    }

    #[test]
    fn mark_then_header_then_meta_then_detection() {
        let latin = b"<meta charset=iso-8859-1>caf\xe9 \x93kata\x94";
        check(latin, None, "<meta charset=iso-8859-1>café “kata”", Declared::Right);
        check(
            b"caf\xe9 de la paix",
            Some("text/html; charset=ISO-8859-1"),
            "café de la paix",
            Declared::Right,
        );
        check(b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=latin1"), "café", Declared::Right);
        check(b"\xff\xfec\x00a\x00", None, "ca", Declared::Right);
        check("kata “ini”".as_bytes(), None, "kata “ini”", Declared::Nothing);
        check(b"kata \x93ini\x94 \x96 itu", None, "kata “ini” – itu", Declared::Nothing);
        let http_equiv = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>\x93";
        assert!(decode(http_equiv, None).0.ends_with('“'));
        let cyrillic = b"<?xml version='1.0' encoding='KOI8-R'?><a>\xe1</a>";
        check(cyrillic, None, "<?xml version='1.0' encoding='KOI8-R'?><a>А</a>", Declared::Right);
    }

    #[test]
    fn a_declared_charset_that_makes_no_sense_is_not_believed() {
        check("“kata”".as_bytes(), Some("text/html; charset=iso-8859-1"), "“kata”", Declared::Wrong);
        check(b"\x93kata\x94", Some("text/html; charset=utf-8"), "“kata”", Declared::Wrong);
        check(b"kata", Some("text/html; charset=no-such"), "kata", Declared::Nothing);
    }

    #[test]
    fn a_broken_byte_among_many_good_ones_is_an_accident() {
        let mut bytes = "“satu” “dua” “tiga”".as_bytes().to_vec();
        bytes.push(0xff);
        assert_eq!(decode(&bytes, Some("charset=utf-8")).1, Declared::Right);
        // A character that the size limit cut in two.
        assert_eq!(decode(&"“kata”".as_bytes()[..9], None).0, "“kata\u{fffd}");
    }
}
