//! How values stand in the database, and how they are read back.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{Error, Row};
use std::error::Error as StdError;

type Result<T> = std::result::Result<T, Error>;

/// A time as it is stored: in milliseconds.
pub(super) fn ms(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// The time in a column.
pub(super) fn time(row: &Row, column: &str) -> Result<Timestamp> {
    moment(column, row.get(column)?)
}

/// The time in a column that may be empty.
pub(super) fn time_or_none(row: &Row, column: &str) -> Result<Option<Timestamp>> {
    let ms: Option<i64> = row.get(column)?;
    ms.map(|ms| moment(column, ms)).transpose()
}

/// The day in a column.
pub(super) fn day(row: &Row, column: &str) -> Result<Date> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error| unreadable(column, Type::Text, error))
}

/// The texts in a column, which are a JSON list.
pub(super) fn texts(row: &Row, column: &str) -> Result<Vec<String>> {
    let json: String = row.get(column)?;
    serde_json::from_str(&json).map_err(|error| unreadable(column, Type::Text, error))
}

/// The number of things in a column, or a place in a text.
pub(super) fn count(row: &Row, column: &str) -> Result<usize> {
    let count: i64 = row.get(column)?;
    count.try_into().map_err(|error| unreadable(column, Type::Integer, error))
}

fn moment(column: &str, ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|error| unreadable(column, Type::Integer, error))
}

/// The failure to make sense of what stands in a column.
pub(super) fn unreadable(
    column: &str,
    kind: Type,
    error: impl Into<Box<dyn StdError + Send + Sync>>,
) -> Error {
    let error: Box<dyn StdError + Send + Sync> = error.into();
    Error::FromSqlConversionFailure(0, kind, format!("the column {column}: {error}").into())
}
