#![doc = include_str!("../README.md")]
//!
//! # Layout
//!
//! An [`Article`] is made from text or by [`parse`] from a page. An [`Analyzer`] makes an [`Analysis`] of it:
//! what [`extract`] found, and a [`Verdict`]. [`annotate`] shows it, [`Output`] writes it. [`text`] is what all
//! of them stand on. `store` (feature `store`) keeps articles with what was found in them.

mod analysis;
pub mod annotate;
pub mod article;
mod classify;
#[cfg(feature = "cli")]
pub mod cli;
mod crawl;
#[cfg(feature = "cli")]
mod date;
#[cfg(feature = "cli")]
mod digest;
mod error;
#[cfg(feature = "cli")]
mod export;
pub mod extract;
mod fnv;
#[cfg(feature = "cli")]
mod lang;
mod lexicon;
#[cfg(feature = "train")]
mod metric;
#[cfg(feature = "cli")]
mod nightly;
#[cfg(feature = "cli")]
mod review;
#[cfg(feature = "store")]
pub mod store;
// Public for `benches/story.rs` alone; no part of the public interface.
#[doc(hidden)]
pub mod story;
pub mod text;

#[doc(hidden)]
pub use analysis::Extracted;
pub use analysis::{Analysis, Analyzer, Limits, Output};
pub use article::{Article, parse, parse_with};
pub use classify::{Model, Reason, Verdict};
pub use crawl::{Outlet, Outlets, Page, Zone};
pub use error::{Error, ErrorKind};
