//! JSON as pages have it: also with line breaks and stray quotation marks inside strings, commas too many,
//! comments around it, and its end missing.
//!
//! Valid JSON is read as it is meant. No library reads the rest, which is why this one is here.

/// A value. Numbers and words are kept as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// A string, its escapes resolved.
    Text(String),
    /// A number, `true`, `false` or `null`.
    Bare(String),
    /// An array.
    List(Vec<Json>),
    /// An object, its keys in the order in which they stand.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value of a key of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A string that is not empty.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The values of an array; of anything else itself.
    pub(super) fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }
}

/// The deepest nesting that is read.
const DEEPEST: usize = 24;

/// The values that stand in `text`: one, unless a script holds several objects after one another.
pub(super) fn read(text: &str) -> Vec<Json> {
    // The bracket of a CDATA section opens no array.
    let text = text.split_once("<![CDATA[").map_or(text, |(_, after)| after);
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    while let Some(found) = text[reader.at..].find(['{', '[']) {
        reader.at += found;
        match reader.value(0) {
            Some(value) => values.push(value),
            None => break,
        }
    }
    values
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// The value that begins here; none at the end of the text or too deep.
    fn value(&mut self, depth: usize) -> Option<Json> {
        self.skip_space();
        match self.peek()? {
            _ if depth > DEEPEST => None,
            b'{' => Some(Json::Object(self.object(depth))),
            b'[' => Some(Json::List(self.list(depth))),
            b'"' => Some(Json::Text(self.string())),
            _ => {
                let rest = &self.text[self.at..];
                let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
                self.at += end;
                Some(Json::Bare(rest[..end].trim().to_owned()))
            }
        }
    }

    fn list(&mut self, depth: usize) -> Vec<Json> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(b'}') => return items,
                Some(b']') => {
                    self.at += 1;
                    return items;
                }
                Some(b',') => self.at += 1,
                Some(_) => match self.value(depth + 1) {
                    Some(item) => items.push(item),
                    None => return self.give_up(items),
                },
            }
        }
    }

    fn object(&mut self, depth: usize) -> Vec<(String, Json)> {
        self.at += 1;
        let mut pairs = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(b']') => return pairs,
                Some(b'}') => {
                    self.at += 1;
                    return pairs;
                }
                Some(b'"') => {
                    let key = self.string();
                    self.skip_space();
                    if self.peek() != Some(b':') {
                        continue;
                    }
                    self.at += 1;
                    match self.value(depth + 1) {
                        Some(value) => pairs.push((key, value)),
                        None => return self.give_up(pairs),
                    }
                }
                Some(_) => self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8),
            }
        }
    }

    /// Reads no further: too deep, or at the end.
    fn give_up<T>(&mut self, found: T) -> T {
        self.at = self.text.len();
        found
    }

    /// The string that begins here. It ends at a quotation mark after which JSON goes on.
    fn string(&mut self) -> String {
        self.at += 1;
        let mut out = String::new();
        let mut chars = self.text[self.at..].char_indices();
        while let Some((offset, char)) = chars.next() {
            match char {
                '"' if self.ends(self.at + offset + 1) => {
                    self.at += offset + 1;
                    return out;
                }
                '\\' => match chars.next() {
                    Some((_, 'n' | 'r' | 't' | 'b' | 'f')) => out.push(' '),
                    Some((offset, 'u')) => {
                        let from = self.at + offset + 1;
                        let (char, len) = self.unicode(from);
                        out.push(char);
                        // The digits are ASCII, so there is one character a byte.
                        for _ in 0..len {
                            chars.next();
                        }
                    }
                    Some((_, other)) => out.push(other),
                    None => break,
                },
                '\n' | '\r' | '\t' => out.push(' '),
                char => out.push(char),
            }
        }
        self.at = self.text.len();
        out
    }

    /// Whether JSON goes on here as it does after a string.
    fn ends(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start();
        let Some(next) = rest.bytes().next() else { return true };
        match next {
            b':' | b'}' | b']' => true,
            // A comma is missing at the end of a line.
            b'"' => self.text[at..self.text.len() - rest.len()].contains('\n'),
            // After a comma comes another value or key; a sentence goes on with a word.
            b',' => {
                let after = rest.trim_start_matches(|char: char| char == ',' || char.is_whitespace());
                after.starts_with(['"', '{', '[', '}', ']', '-'])
                    || after.starts_with(|char: char| char.is_ascii_digit())
                    || ["true", "false", "null"].iter().any(|word| after.starts_with(word))
            }
            _ => false,
        }
    }

    /// The character that is escaped as `\u` and four digits, which begin at `at`, and how many bytes it takes.
    fn unicode(&self, at: usize) -> (char, usize) {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 4)?;
            u16::from_str_radix(digits, 16).ok()
        };
        let Some(first) = unit(at) else { return ('\u{fffd}', 0) };
        let second = self.text[at + 4..].starts_with("\\u").then(|| unit(at + 6)).flatten();
        let pair = second.filter(|_| (0xd800..0xdc00).contains(&first));
        match char::decode_utf16([Some(first), pair].into_iter().flatten()).next() {
            Some(Ok(char)) => (char, if pair.is_some() { 10 } else { 4 }),
            _ => ('\u{fffd}', 4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Json {
        read(text).into_iter().next().expect("there is a value")
    }

    #[test]
    fn valid_json_is_read_as_serde_reads_it() {
        let text =
            r#" {"a": "x\"y\u00e9\ud83d\ude00\/", "b": [1, {"c": null}, "d, e"], "f": "g: h", "i": -1.5e3} "#;
        let value: serde_json::Value = serde_json::from_str(text).expect("it is valid");
        fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
            match (ours, theirs) {
                (Json::Text(a), serde_json::Value::String(b)) => a == b,
                (Json::List(a), serde_json::Value::Array(b)) => {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
                }
                (Json::Object(a), serde_json::Value::Object(b)) => {
                    a.len() == b.len() && a.iter().all(|(key, value)| same(value, &b[key]))
                }
                (Json::Bare(a), b) => serde_json::from_str::<serde_json::Value>(a).ok().as_ref() == Some(b),
                _ => false,
            }
        }
        assert!(same(&one(text), &value), "{:?}", one(text));
    }

    #[test]
    fn broken_json_is_read_as_far_as_it_goes() {
        for broken in [
            "{\"headline\": \"Camat\ndipanggil\", \"datePublished\": \"2024-10-08\",}",
            "<!-- {\"headline\": \"Camat dipanggil\", \"datePublished\": \"2024-10-08\"} -->",
            "{\"headline\": \"Camat dipanggil\",, \"author\": [{\"name\": \"A\"},], \"datePublished\": \"2024-10-08\"",
            "//<![CDATA[\n{\"headline\": \"Camat dipanggil\"\n\"x\": 1, \"datePublished\": \"2024-10-08\"}\n//]]>",
        ] {
            let value = one(broken);
            assert_eq!(value.get("headline").and_then(Json::text), Some("Camat dipanggil"), "{broken}");
            assert_eq!(value.get("datePublished").and_then(Json::text), Some("2024-10-08"), "{broken}");
        }
        let quoted = one(r#"{"headline": "Camat "Netral", Katanya", "url": "x"}"#);
        assert_eq!(quoted.get("headline").and_then(Json::text), Some(r#"Camat "Netral", Katanya"#));
        assert_eq!(quoted.get("url").and_then(Json::text), Some("x"));
    }

    #[test]
    fn nesting_is_bounded_and_nothing_loops() {
        read(&"[".repeat(100_000));
        read(&"{\"a\":".repeat(100_000));
        read(&"\"".repeat(10_000));
        read(&"{\"\\u".repeat(1000));
        assert_eq!(read("{} [1] {\"a\": 2}").len(), 3);
    }
}
