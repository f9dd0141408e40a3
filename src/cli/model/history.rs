//! Which model is in use, and which were before it: the text of the file `current`.
//!
//! One line each time that a model was taken into use: when, its name, why. The last line says what is in use now;
//! without one it is the built-in model.

use jiff::{Timestamp, Unit};

/// The name of the model that is built in.
pub(in crate::cli) const BUILT_IN: &str = "built-in";

/// The reason of a line that goes back to the model before.
const ROLLBACK: &str = "rollback";

/// The lines of the file, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History(Vec<Entry>);

/// A line: a model was taken into use.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    at: Timestamp,
    name: String,
    why: String,
}

impl History {
    /// Reads the text, or says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<History, String> {
        let entry = |(at, line): (usize, &str)| {
            let mut fields = line.splitn(3, '\t');
            let (time, name, why) = (fields.next(), fields.next(), fields.next());
            let wrong = || format!("line {} is not a time, the name of a model and a reason", at + 1);
            Ok(Entry {
                at: time.and_then(|time| time.parse().ok()).ok_or_else(wrong)?,
                name: name.filter(|name| is_name(name)).ok_or_else(wrong)?.to_owned(),
                why: why.ok_or_else(wrong)?.to_owned(),
            })
        };
        match text.lines().enumerate().map(entry).collect::<Result<Vec<_>, String>>()? {
            // It is only ever written with a line, and whole.
            entries if entries.is_empty() => Err("it is empty".to_owned()),
            entries => Ok(History(entries)),
        }
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> String {
        self.0.iter().map(|Entry { at, name, why }| format!("{at}\t{name}\t{why}\n")).collect()
    }

    /// The name of the model that is in use.
    pub(super) fn current(&self) -> &str {
        self.0.last().map_or(BUILT_IN, |entry| &entry.name)
    }

    /// Since when and why it is in use; none where no model was ever taken into use.
    pub(super) fn since(&self) -> Option<(Timestamp, &str)> {
        self.0.last().map(|entry| (entry.at, entry.why.as_str()))
    }

    /// Takes a model into use.
    pub(super) fn take(&mut self, name: &str, why: &str, now: Timestamp) {
        let at = now.round(Unit::Second).unwrap_or(now);
        self.0.push(Entry { at, name: name.to_owned(), why: why.replace(char::is_control, " ") });
    }

    /// Goes back to the model before the present one, and again to the one before that; its name. None where no model
    /// was in use before.
    pub(super) fn roll_back(&mut self, now: Timestamp) -> Option<String> {
        // What was taken and not yet gone back from.
        let mut taken: Vec<&str> = Vec::new();
        for entry in &self.0 {
            match entry.why == ROLLBACK {
                true => drop(taken.pop()),
                false => taken.push(&entry.name),
            }
        }
        taken.pop()?;
        let before = taken.last().copied().unwrap_or(BUILT_IN).to_owned();
        self.take(&before, ROLLBACK, now);
        Some(before)
    }
}

/// Whether a text can be the name of a model, and so of its folder.
pub(in crate::cli) fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).expect("a time")
    }

    fn taken(names: &[&str]) -> History {
        let mut history = History::default();
        names.iter().zip(1..).for_each(|(name, second)| history.take(name, "better", at(second)));
        history
    }

    #[test]
    fn the_last_line_is_in_use() {
        assert_eq!(History::default().current(), BUILT_IN);
        assert_eq!(taken(&["netra-a", "netra-b"]).current(), "netra-b");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut history = taken(&["netra-a", "netra-b"]);
        history.take("netra-c", "a reason\twith\nmarks", at(9));
        let text = history.to_text();
        assert_eq!(text.lines().count(), 3);
        assert!(text.ends_with("\tnetra-c\ta reason with marks\n"), "{text}");
        assert_eq!(History::parse(&text), Ok(history));
    }

    #[test]
    fn going_back_twice_goes_back_two_models() {
        let mut history = taken(&["netra-a", "netra-b", "netra-c"]);
        assert_eq!(history.roll_back(at(10)).as_deref(), Some("netra-b"));
        assert_eq!(history.roll_back(at(11)).as_deref(), Some("netra-a"));
        assert_eq!(history.roll_back(at(12)).as_deref(), Some(BUILT_IN));
        assert_eq!(history.roll_back(at(13)), None);
        assert_eq!(history.current(), BUILT_IN);
        assert_eq!(history.to_text().lines().count(), 6, "nothing is forgotten");
        history.take("netra-d", "better", at(14));
        assert_eq!(history.roll_back(at(15)).as_deref(), Some(BUILT_IN));
    }

    #[test]
    fn a_damaged_file_is_told() {
        for (text, why) in [
            ("", "empty"),
            ("netra-a\n", "line 1"),
            ("2026-09-21T13:33:21Z\tnetra-a\tbetter\nnonsense", "line 2"),
            ("2026-09-21T13:33:21Z\t../etc\tbetter\n", "line 1"),
        ] {
            let error = History::parse(text).expect_err(text);
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn a_name_is_no_path() {
        assert!(is_name("netra-1466d719") && is_name(BUILT_IN));
        for text in ["", "..", "a/b", "a\\b", "A", "a.tsv", " a", &"a".repeat(65)] {
            assert!(!is_name(text), "{text}");
        }
    }
}
