//! What can go wrong in the database, told in words.

use crate::error::{Error, ErrorKind};
use rusqlite::ErrorCode;
use std::path::Path;

/// A failure inside this folder: one of the database, or one that is told already.
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Told(Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Sql(error)
    }
}

impl Fault {
    /// The caller named something that does not exist or cannot be.
    pub(super) fn usage(context: impl Into<String>) -> Fault {
        Fault::Told(Error::new(ErrorKind::Usage, context))
    }

    /// Whether another program is at work on the file.
    pub(super) fn is_busy(&self) -> bool {
        let busy = [ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked];
        matches!(self, Fault::Sql(error) if error.sqlite_error_code().is_some_and(|code| busy.contains(&code)))
    }

    /// The failure as users see it, about the store at `path`.
    pub(super) fn told(self, path: &Path) -> Error {
        match self {
            Fault::Told(error) => error,
            Fault::Sql(error) => {
                let (kind, said) = said(&error);
                Error::caused(kind, format!("the store {}: {said}", path.display()), error)
            }
        }
    }
}

/// What a failure of the database means and what to do about it.
fn said(error: &rusqlite::Error) -> (ErrorKind, &'static str) {
    let io = |said| (ErrorKind::Io, said);
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            io("the disk is full; nothing of this step was kept. Make room on it and run again")
        }
        Some(ErrorCode::SystemIoFailure) => io(
            "reading or writing failed, which a full disk or a limit on the size of files may cause; nothing of \
             this step was kept. Make room or mend the disk and run again",
        ),
        Some(ErrorCode::DatabaseCorrupt) => {
            io("the file is damaged; `netra doctor` says where. Put a backup in its place")
        }
        Some(ErrorCode::NotADatabase) => {
            io("the file is no store, or it is damaged. Name another file or put a backup in its place")
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            io("another program has been writing to it for longer than is waited for; try again")
        }
        Some(ErrorCode::CannotOpen) => {
            io("it cannot be opened; its folder must exist, and both must be readable and writable")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            io("it may not be written to; change the permissions of the file and its folder")
        }
        Some(ErrorCode::ConstraintViolation) => {
            (ErrorKind::BadData, "a record names something that does not exist or breaks a rule of the store")
        }
        _ => io("the database failed"),
    }
}
