//! Exit codes.

use crate::error::{Error, ErrorKind};
use std::process::ExitCode;

/// How a run of the program ended, by the numbers of `sysexits.h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Everything was done.
    Done,
    /// The arguments were wrong.
    Usage,
    /// Some of the input was not what it should be; the rest was done.
    BadData,
    /// No outlet could be reached.
    Unreachable,
    /// Something could not be read or written.
    Io,
    /// Another run is at work.
    Busy,
    /// The configuration is wrong.
    Config,
}

impl Exit {
    /// The graver of two ends: input and output that failed hide bad data, which hides success.
    pub(super) fn or(self, other: Exit) -> Exit {
        let gravity = |exit| match exit {
            Exit::Done => 0,
            Exit::BadData => 1,
            Exit::Usage => 2,
            Exit::Config => 3,
            Exit::Unreachable => 4,
            Exit::Busy => 5,
            Exit::Io => 6,
        };
        if gravity(other) > gravity(self) { other } else { self }
    }
}

impl Exit {
    /// Its number.
    pub(super) fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Usage => 64,
            Exit::BadData => 65,
            Exit::Unreachable => 69,
            Exit::Io => 74,
            Exit::Busy => 75,
            Exit::Config => 78,
        }
    }
}

impl From<&Error> for Exit {
    fn from(error: &Error) -> Exit {
        match error.kind() {
            ErrorKind::ClosedPipe => Exit::Done,
            ErrorKind::Usage => Exit::Usage,
            ErrorKind::BadData => Exit::BadData,
            ErrorKind::Io => Exit::Io,
            ErrorKind::Config => Exit::Config,
            ErrorKind::Busy => Exit::Busy,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
