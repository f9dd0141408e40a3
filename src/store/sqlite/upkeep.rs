//! Backup and the check of the whole store.

use super::fault::Fault;
use super::search::{expression, version};
use super::value::time;
use crate::error::{Error, ErrorKind};
use crate::store::query::{self, Query};
use crate::store::{Finding, Gravity};
use rusqlite::{Connection, OpenFlags, params};
use std::fs;
use std::path::{Path, PathBuf};

/// File systems on which the log of the store is not safe, since machines that share them do not share memory.
const NETWORK: [&str; 12] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "fuse.glusterfs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "nfs",
    "nfs4",
    "smb3",
];

/// How many of the newest articles are looked for in the index by their first words.
const SAMPLE: i64 = 200;

/// How many findings of one check are told; a damaged store has thousands.
const TOLD: usize = 10;

pub(super) fn backup(connection: &Connection, to: &Path) -> Result<(), Fault> {
    let failed = |said: &str, error: std::io::Error| {
        Fault::Told(Error::caused(ErrorKind::Io, format!("the backup {}: {said}", to.display()), error))
    };
    let refuse = || {
        Err(Fault::Told(Error::new(
            ErrorKind::Usage,
            format!("there is a file {} already; a backup overwrites nothing", to.display()),
        )))
    };
    if to.exists() {
        return refuse();
    }
    let unnamed = beside(to);
    remove(&unnamed).map_err(|error| failed("what an earlier one left cannot be removed", error))?;
    let copied = connection
        .execute("VACUUM INTO ?1", [unnamed.to_string_lossy()])
        .map_err(|error| Fault::Told(Fault::Sql(error).told(to)))
        .and_then(|_| verify(&unnamed, to))
        .and_then(|()| flush(&unnamed).map_err(|error| failed("it cannot be written out", error)));
    if copied.is_ok() && !to.exists() {
        return fs::rename(&unnamed, to).map_err(|error| failed("it cannot be named", error));
    }
    remove(&unnamed).map_err(|error| failed("what is left of it cannot be removed", error))?;
    copied.and_then(|()| refuse())
}

/// Where a backup is written before it gets its name.
fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

#[expect(clippy::disallowed_methods, reason = "a part of a backup that failed is of no use to anybody")]
fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes sure that a file lies on the disk before it gets its name.
#[expect(clippy::disallowed_methods, reason = "a file must be open to be written out")]
fn flush(path: &Path) -> std::io::Result<()> {
    fs::File::open(path)?.sync_all()
}

/// Fails unless the copy is whole.
fn verify(copy: &Path, to: &Path) -> Result<(), Fault> {
    let checked = || -> rusqlite::Result<String> {
        let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
    };
    match checked() {
        Ok(said) if said == "ok" => Ok(()),
        Ok(said) => Err(Fault::Told(Error::new(
            ErrorKind::Io,
            format!("the backup {}: the copy is not whole: {said}", to.display()),
        ))),
        Err(error) => Err(Fault::Told(Fault::Sql(error).told(to))),
    }
}

pub(super) fn doctor(connection: &Connection, path: &Path) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    integrity(connection, &mut findings)?;
    search_index(connection, &mut findings)?;
    runs(connection, &mut findings)?;
    size(connection, &mut findings)?;
    let kind = mounts().and_then(|mounts| file_system(&mounts, path));
    if let Some(kind) = kind.filter(|kind| NETWORK.contains(&kind.as_str())) {
        findings.push(Finding {
            gravity: Gravity::Warning,
            about: "file system",
            text: format!(
                "the store lies on a network file system ({kind}), where its log is not safe: move it to a local disk"
            ),
        });
    }
    Ok(findings)
}

fn integrity(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut check = connection.prepare(&format!("PRAGMA integrity_check({TOLD})"))?;
    for said in check.query_map([], |row| row.get::<_, String>(0))? {
        let said = said?;
        if said != "ok" {
            findings.push(problem("integrity", format!("{said}; put a backup in its place")));
        }
    }
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let broken = check.query_map([], |row| {
        Ok(format!(
            "{} {:?} names {} that is not there",
            row.get::<_, String>(0)?,
            row.get::<_, Option<i64>>(1)?,
            row.get::<_, String>(2)?
        ))
    })?;
    for said in broken.take(TOLD) {
        findings.push(problem("references", said?));
    }
    Ok(())
}

/// Checks the index itself, and that it has every article and nothing else, under the words that it is asked by.
fn search_index(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let about = "search index";
    if let Err(error) = connection.execute("INSERT INTO words (words) VALUES ('integrity-check')", []) {
        findings.push(problem(about, format!("{error}; put a backup in its place")));
        return Ok(());
    }
    let made_by = version(connection)?;
    if made_by != query::VERSION {
        findings.push(Finding {
            gravity: Gravity::Warning,
            about,
            text: format!(
                "it was made by version {made_by} of the stemming and is asked by version {}; the next nightly run makes it anew",
                query::VERSION
            ),
        });
        return Ok(());
    }
    for (sql, said) in [
        ("SELECT id FROM articles EXCEPT SELECT rowid FROM words", "is not in it"),
        ("SELECT rowid FROM words EXCEPT SELECT id FROM articles", "is in it and not in the store"),
    ] {
        let mut odd = connection.prepare(sql)?;
        for article in odd.query_map([], |row| row.get::<_, i64>(0))?.take(TOLD) {
            findings.push(problem(about, format!("article {} {said}", article?)));
        }
    }
    let mut newest = connection.prepare(
        "SELECT a.id, r.text FROM articles AS a JOIN revisions AS r ON r.id = a.revision ORDER BY a.id DESC LIMIT ?1",
    )?;
    let mut is_found =
        connection.prepare("SELECT EXISTS (SELECT 1 FROM words WHERE words MATCH ?1 AND rowid = ?2)")?;
    let mut rows = newest.query([SAMPLE])?;
    while let Some(row) = rows.next()? {
        let (article, text): (i64, String) = (row.get(0)?, row.get(1)?);
        let first: Vec<String> = query::terms(&text).map(|(term, _)| term).take(8).collect();
        if first.is_empty() {
            continue;
        }
        let asked = expression(&Query { all: vec![first], none: Vec::new() });
        if !is_found.query_row(params![asked, article], |row| row.get::<_, bool>(0))? {
            findings.push(problem(about, format!("article {article} is not found by its first words")));
        }
    }
    Ok(())
}

fn runs(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut open = connection.prepare("SELECT * FROM runs WHERE ended_at IS NULL ORDER BY id DESC")?;
    let open = open.query_map([], |row| {
        Ok(format!(
            "run {} ({}, process {}) began {} and has not ended: it is running or it died, and then the next one goes on where it stopped",
            row.get::<_, i64>("id")?,
            row.get::<_, String>("kind")?,
            row.get::<_, u32>("pid")?,
            time(row, "started_at")?
        ))
    })?;
    for text in open.take(TOLD) {
        findings.push(Finding { gravity: Gravity::Note, about: "runs", text: text? });
    }
    Ok(())
}

fn size(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (page, all, free) = (number("page_size")?, number("page_count")?, number("freelist_count")?);
    let articles: i64 = connection.query_row("SELECT count(*) FROM articles", [], |row| row.get(0))?;
    findings.push(Finding {
        gravity: Gravity::Note,
        about: "size",
        text: format!(
            "{articles} articles in {} kB, of which {} kB are free for new ones",
            page * all / 1000,
            page * free / 1000
        ),
    });
    Ok(())
}

fn problem(about: &'static str, text: String) -> Finding {
    Finding { gravity: Gravity::Problem, about, text }
}

/// What is mounted where, on systems that tell.
#[expect(clippy::disallowed_methods, reason = "only the system knows on what file system the store lies")]
fn mounts() -> Option<String> {
    fs::read_to_string("/proc/self/mountinfo").ok()
}

/// The kind of the file system on which a file lies, by the list of mounts in the format of Linux.
fn file_system(mounts: &str, path: &Path) -> Option<String> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mount = |line: &str| {
        let (place, kind) = line.split_once(" - ")?;
        let point = place.split(' ').nth(4)?.replace("\\040", " ");
        Some((point, kind.split(' ').next()?.to_owned()))
    };
    // Of two mounts on one point the later one covers the earlier.
    mounts
        .lines()
        .filter_map(mount)
        .filter(|(point, _)| path.starts_with(point))
        .max_by_key(|(point, _)| point.len())
        .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_system_is_that_of_the_nearest_mount() {
        let mounts = "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
                      22 21 0:5 / /tidak/ada rw shared:1 - nfs4 server:/a rw\n\
                      23 22 0:6 / /tidak/ada/di\\040sini rw - xfs /dev/sdb rw\n\
                      24 23 0:7 / /tidak/ada/di\\040sini rw - cifs //a/b rw\n";
        for (path, kind) in [
            ("/tidak/lain/netra.db", "ext4"),
            ("/tidak/ada/netra.db", "nfs4"),
            ("/tidak/adapula.db", "ext4"),
            ("/tidak/ada/di sini/netra.db", "cifs"),
        ] {
            assert_eq!(file_system(mounts, Path::new(path)).as_deref(), Some(kind), "{path}");
        }
        assert_eq!(file_system("", Path::new("/tidak/ada")), None);
    }
}
