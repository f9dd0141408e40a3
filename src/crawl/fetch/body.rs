//! The body of an answer: decompressed here, and counted while it comes in.
//!
//! The HTTP library can decompress too, but it believes one header line of two, hides what came over the line,
//! and knows no bound.

use flate2::write::MultiGzDecoder;
use std::io::{self, Write};

/// How a body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    Gzip,
}

impl Coding {
    /// What requests say they understand. Brotli saves little on pages of text and is one more decoder that
    /// foreign bytes reach.
    pub(super) const ACCEPTED: &str = "gzip";

    /// The coding that the values of `Content-Encoding` name. There is none for a coding that was not asked for,
    /// and for more than one: that is how a small answer becomes a very large one.
    pub(super) fn of<'a>(values: impl Iterator<Item = &'a str>) -> Option<Coding> {
        let mut coding = Coding::Plain;
        for name in values.flat_map(|value| value.split(',')).map(|name| name.trim().to_ascii_lowercase()) {
            match name.as_str() {
                "" | "identity" => {}
                "gzip" | "x-gzip" if coding == Coding::Plain => coding = Coding::Gzip,
                _ => return None,
            }
        }
        Some(coding)
    }
}

/// A body that is coming in.
pub(super) enum Body {
    Plain(Bounded),
    Gzip(Box<MultiGzDecoder<Bounded>>),
}

/// A body that is not, or not yet, whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is longer than it may be.
    TooLong,
    /// It is not what its coding says.
    Broken,
}

impl Body {
    pub(super) fn new(coding: Coding, longest: usize) -> Body {
        let bounded = Bounded { bytes: Vec::new(), longest, over: false };
        match coding {
            Coding::Plain => Body::Plain(bounded),
            Coding::Gzip => Body::Gzip(Box::new(MultiGzDecoder::new(bounded))),
        }
    }

    /// Takes the next bytes as they came.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let pushed = match self {
            Body::Plain(bounded) => bounded.write_all(bytes),
            Body::Gzip(decoder) => decoder.write_all(bytes),
        };
        pushed.map_err(|_| self.trouble())
    }

    /// The whole body.
    pub(super) fn finish(self) -> Result<Vec<u8>, Trouble> {
        match self {
            Body::Plain(bounded) => Ok(bounded.bytes),
            Body::Gzip(mut decoder) => match decoder.try_finish() {
                Ok(()) => Ok(std::mem::take(&mut decoder.get_mut().bytes)),
                Err(_) if decoder.get_ref().over => Err(Trouble::TooLong),
                Err(_) => Err(Trouble::Broken),
            },
        }
    }

    /// What there is of the body, at most what it may be long.
    pub(super) fn cut(mut self) -> Vec<u8> {
        match &mut self {
            Body::Plain(bounded) => std::mem::take(&mut bounded.bytes),
            Body::Gzip(decoder) => std::mem::take(&mut decoder.get_mut().bytes),
        }
    }

    fn trouble(&self) -> Trouble {
        let bounded = match self {
            Body::Plain(bounded) => bounded,
            Body::Gzip(decoder) => decoder.get_ref(),
        };
        if bounded.over { Trouble::TooLong } else { Trouble::Broken }
    }
}

/// Bytes that end where they may not go on.
pub(super) struct Bounded {
    bytes: Vec<u8>,
    longest: usize,
    over: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.longest - self.bytes.len();
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if bytes.len() > room {
            self.over = true;
            return Err(io::Error::other("the body is too long"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
