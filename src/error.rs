//! The one error type. Only the edges of the crate can fail: arguments, files and foreign records. Parsing
//! and analysis cannot.

use std::error::Error as StdError;
use std::fmt;

/// Why something at the edge of the crate failed: a [kind](Error::kind) to decide by and a sentence to read.
///
/// `{}` gives the sentence, `{:#}` also the causes, in one line.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    context: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What sort of thing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The caller asked for something that does not exist or cannot be.
    Usage,
    /// Data from outside is not what it should be.
    BadData,
    /// A file or stream could not be read or written.
    Io,
    /// Whoever reads the results has closed the pipe, which is no failure of ours.
    ClosedPipe,
    /// The configuration is wrong.
    Config,
    /// Another run is at work on the same store.
    Busy,
}

impl Error {
    /// An error of `kind` that `context` tells of, in a sentence without a capital and a full stop.
    pub(crate) fn new(kind: ErrorKind, context: impl Into<String>) -> Error {
        Error(Box::new(Inner { kind, context: context.into(), source: None }))
    }

    /// An error of `kind` that `context` tells of, and what caused it.
    #[cfg(feature = "store")]
    pub(crate) fn caused(
        kind: ErrorKind,
        context: impl Into<String>,
        source: impl StdError + Send + Sync + 'static,
    ) -> Error {
        Error(Box::new(Inner { kind, context: context.into(), source: Some(Box::new(source)) }))
    }

    #[cfg(feature = "cli")]
    /// An error of input or output while doing what `context` says.
    pub(crate) fn io(context: impl Into<String>, source: std::io::Error) -> Error {
        let kind = match source.kind() {
            std::io::ErrorKind::BrokenPipe => ErrorKind::ClosedPipe,
            _ => ErrorKind::Io,
        };
        Error(Box::new(Inner { kind, context: context.into(), source: Some(Box::new(source)) }))
    }

    /// What sort of thing failed.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.context)?;
        if f.alternate() {
            let mut cause = self.source();
            while let Some(error) = cause {
                write!(f, ": {error}")?;
                cause = error.source();
            }
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
