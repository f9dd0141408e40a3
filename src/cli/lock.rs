//! The lock of a store: one run at a time crawls into it.

use crate::error::{Error, ErrorKind};
use jiff::{Timestamp, Unit};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// A lock that is held until it is dropped; the system drops it with the process, however that ends.
pub(super) struct Lock(#[expect(dead_code, reason = "the lock is held as long as the file is open")] File);

impl Lock {
    /// Takes the lock of a store: a file beside it that says who holds it since when.
    ///
    /// # Errors
    ///
    /// Of kind [`Busy`](ErrorKind::Busy) where another process holds it, and [`Io`](ErrorKind::Io) where the file
    /// cannot be written.
    pub(super) fn take(store: &Path, now: Timestamp) -> Result<Lock, Error> {
        let mut name = store.as_os_str().to_owned();
        name.push(".lock");
        let path = Path::new(&name);
        let failed = |error| Error::io(format!("{} cannot be written", path.display()), error);
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The holder may be writing just now; who it is, is only for reading.
                let _ = file.take(200).read_to_string(&mut holder);
                let why = format!("another run is at work on {} ({})", store.display(), holder.trim());
                return Err(Error::new(ErrorKind::Busy, why));
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let started = now.round(Unit::Second).unwrap_or(now);
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "process {}, since {started}", std::process::id()))
            .map_err(failed)?;
        Ok(Lock(file))
    }
}
