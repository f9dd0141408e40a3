//! Opening a store: whose file it is, how the database is set up, and the way from each schema to the next.

use super::Sqlite;
use super::fault::Fault;
use crate::error::{Error, ErrorKind};
use crate::store::{Store, query};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use std::path::Path;
use std::time::Duration;

/// Marks a database file as a store of netra: `netr` in ASCII.
const APPLICATION: i32 = 0x6e65_7472;

/// The schemas, in order. Number n, counted from 1, leads from schema n - 1 to schema n. What was released is
/// never changed: a change is another file.
const SCHEMAS: [&str; 2] =
    [include_str!("../schema/0001_first.sql"), include_str!("../schema/0002_review.sql")];

/// The number of the current schema.
const NEWEST: i64 = SCHEMAS.len() as i64;

/// How much of the file is kept in memory, in KiB: with SQLite's own 2 MiB a search reads the same pages again.
const CACHE_KIB: i64 = 32 << 10;

/// After how many pages of 4 KiB the log is written back into the file. Each time the disk is waited for, which with
/// SQLite's own 1000 pages is every hundred articles.
const LOG_PAGES: i64 = 4000;

/// How often is waited for another writer, and how long: five seconds in all. SQLite's own handler waits ever longer,
/// so that an analyst's verdict comes late while a crawl writes one short step after another.
const WAITS: i32 = 25_000;
const WAIT: Duration = Duration::from_micros(200);

/// Waits for another writer, unless it takes too long.
fn wait(waited: i32) -> bool {
    std::thread::sleep(WAIT);
    waited < WAITS
}

/// How often opening is tried again, and how long after.
const ATTEMPTS: usize = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// Opens the store in a file, which is made where there is none, and brings it to the current schema.
///
/// # Errors
///
/// Of kind [`Config`](ErrorKind::Config) where the file belongs to another program or to a newer netra, which
/// leaves it as it is; of kind [`Io`](ErrorKind::Io) where it cannot be opened or is damaged.
pub fn open(path: &Path) -> Result<Box<dyn Store>, Error> {
    connected(path, OpenFlags::SQLITE_OPEN_CREATE)
}

/// Opens the store in a file that exists already; otherwise like [`open`].
///
/// # Errors
///
/// As for [`open`], and of kind [`Config`](ErrorKind::Config) where there is no such file.
pub fn open_existing(path: &Path) -> Result<Box<dyn Store>, Error> {
    if !path.exists() {
        return Err(Error::new(
            ErrorKind::Config,
            format!("there is no store {}; run `netra nightly` or `netra demo` first", path.display()),
        ));
    }
    connected(path, OpenFlags::empty())
}

fn connected(path: &Path, more: OpenFlags) -> Result<Box<dyn Store>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let ready = || -> Result<Connection, Fault> {
        let mut connection = Connection::open_with_flags(path, flags)?;
        let version = recognise(&mut connection, path)?;
        set_up(&connection)?;
        if version < NEWEST {
            upgrade(&mut connection)?;
        }
        Ok(connection)
    };
    let mut made = ready();
    // While another process makes the file or its journal, SQLite refuses at once, whatever the timeout.
    for _ in 0..ATTEMPTS {
        if !made.as_ref().is_err_and(Fault::is_busy) {
            break;
        }
        std::thread::sleep(PAUSE);
        made = ready();
    }
    let connection = made.map_err(|fault| fault.told(path))?;
    Ok(Box::new(Sqlite { connection, path: path.to_owned() }))
}

/// The version of the schema, 0 for an empty file; an error where the file is not ours to change.
fn recognise(connection: &mut Connection, path: &Path) -> Result<i64, Fault> {
    connection.busy_handler(Some(wait))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let refused = |said: &str| {
        Err(Fault::Told(Error::new(ErrorKind::Config, format!("the store {}: {said}", path.display()))))
    };
    // All three of one moment: another process may be making the store.
    let snapshot = connection.unchecked_transaction()?;
    let application: i32 = snapshot.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = snapshot.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = snapshot.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    snapshot.commit()?;
    let is_empty = application == 0 && version == 0 && tables == 0;
    if application != APPLICATION && !is_empty {
        return refused("the file is a database of another program. Name another file");
    }
    if !(0..=NEWEST).contains(&version) {
        return refused(&format!(
            "it was written by a newer netra (schema {version}; this one knows {NEWEST}). Use that netra, or a \
             backup from before"
        ));
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(version)
}

/// Sets what holds for the connection, and the journal that lets others read while one writes.
fn set_up(connection: &Connection) -> Result<(), Fault> {
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    let journal: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if journal != "wal" {
        return Err(Fault::Told(Error::new(
            ErrorKind::Io,
            "the store cannot keep its log beside it; it must lie on a local file system",
        )));
    }
    Ok(())
}

/// Brings the schema to the current one, each step with its number in one transaction.
fn upgrade(connection: &mut Connection) -> Result<(), Fault> {
    for (number, sql) in (1_i64..).zip(SCHEMAS) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        let version: i64 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version >= number {
            continue;
        }
        step.execute_batch(sql)?;
        if number == 1 {
            step.execute("INSERT INTO stemming (version) VALUES (?1)", params![query::VERSION])?;
        }
        step.pragma_update(None, "application_id", APPLICATION)?;
        step.pragma_update(None, "user_version", number)?;
        step.commit()?;
    }
    Ok(())
}
