//! One article in one run: fetched, parsed, analysed, placed among the stories and stored.

use super::{Night, Problem};
use crate::analysis::{Analysis, Output};
use crate::article::{Article, Doubt, parse_with};
use crate::crawl::fetch::{Answer, Refusal, Validators};
use crate::crawl::{Address, Page};
use crate::error::{Error, ErrorKind};
use crate::store::{Claim, Due, Fetched, Saved};
use crate::story::{self, Member, Sketch};
use jiff::{Timestamp, ToSpan};
use std::sync::Arc;

/// What came of an article.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read.
    Read { article: i64, saved: Saved, bytes: usize, odd: bool },
    /// It has not changed since it was read last.
    Unchanged,
    /// It was there and has been taken down.
    Vanished(i64),
    /// Its site does not answer.
    Silent(Problem),
    /// robots.txt does not allow it.
    Forbidden(Problem),
    /// It cannot be read.
    Failed(Problem),
}

/// The most further pages of one article that are read.
const MOST_FURTHER: usize = 9;
