//! stub
use super::lang::Lang;
use super::terminal::Marking;
use crate::store::Summary;
use std::io::{self, Write};
pub(super) fn block(to: &mut impl Write, summary: &Summary, _lang: Lang, _marking: Marking) -> io::Result<()> { writeln!(to, "  {} {:.2} {} +{} {:?} {:?}", summary.article, summary.score, summary.outlet, summary.others, summary.title, summary.claims.iter().map(|c| (&c.accused, &c.status)).collect::<Vec<_>>()) }
