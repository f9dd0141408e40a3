//! netra reads Indonesian regional news and finds reports of possible violations of civil-servant
//! neutrality (*netralitas ASN*): who is said to have done what, in which state, according to whom, and the
//! sentence that says so.

mod analysis;
pub mod annotate;
pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
mod error;
pub mod extract;
mod lexicon;
pub mod text;

pub use analysis::{Analysis, Analyzer, Limits, Output, Reason, Verdict};
pub use article::{Article, parse};
#[cfg(feature = "cli")]
pub use error::{Error, ErrorKind};
