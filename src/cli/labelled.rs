//! Labelled articles: records of which people have said what they are.

use super::input::Record;
use crate::error::{Error, ErrorKind};
use crate::fnv::fnv1a;
use serde_json::Value;

/// A record whose label can be read.
pub(super) struct Labelled {
    /// The record, its labels taken out.
    pub(super) record: Record,
    /// Whether it reports a possible violation.
    pub(super) violation: bool,
    /// What kind of article it is.
    pub(super) kind: Option<String>,
    /// Whether people would argue about the label.
    pub(super) borderline: Option<bool>,
    /// The name of the story that it tells.
    story: Option<String>,
}

impl Labelled {
    /// The record at `line` of its source with its label.
    pub(super) fn of(mut record: Record, line: u64) -> Result<Labelled, Error> {
        let labels = std::mem::take(&mut record.labels);
        let bad = |why: String| Error::new(ErrorKind::BadData, format!("line {line} is not labelled: {why}"));
        let violation = match &labels.label {
            Some(Value::String(label)) if label == "violation" => true,
            Some(Value::String(label)) if label == "not" => false,
            Some(other) => {
                return Err(bad(format!("\"label\" must be \"violation\" or \"not\", got {other}")));
            }
            None => return Err(bad("it has no \"label\"".to_owned())),
        };
        let borderline = match labels.borderline {
            None => None,
            Some(Value::Bool(borderline)) => Some(borderline),
            Some(other) => return Err(bad(format!("\"borderline\" must be true or false, got {other}"))),
        };
        let name = |value: Option<Value>| match value {
            Some(Value::String(name)) if !name.is_empty() => Some(name),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let kind = name(labels.kind).or_else(|| name(labels.subtype));
        let story = name(labels.group).or_else(|| name(labels.dup_group));
        Ok(Labelled { record, violation, kind, borderline, story })
    }

    /// The number of its story. An article without one is a story of its own, named by where it stands.
    pub(super) fn group(&self, source: &str, line: u64) -> u64 {
        match &self.story {
            Some(story) => fnv1a(story.as_bytes()),
            None => fnv1a(format!("{source}\0{line}").as_bytes()),
        }
    }
}
