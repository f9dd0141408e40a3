//! `netra outlets list`: one line an outlet.

use super::super::exit::Exit;
use super::super::lang::{Lang, Word};
use super::super::output::{Format, Output};
use crate::crawl::{Outlet, Outlets};
use crate::error::Error;
use serde::Serialize;
use std::io::Write;

/// An outlet, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    hosts: &'a [String],
    zone: String,
    layout: Option<&'a str>,
    pages: usize,
    unconfirmed: &'a [String],
}

impl<'a> Row<'a> {
    fn of(outlet: &'a Outlet) -> Row<'a> {
        Row {
            id: outlet.id(),
            name: outlet.name(),
            hosts: outlet.hosts(),
            zone: outlet.zone().to_string(),
            layout: outlet.named_layout(),
            pages: outlet.layouts().filter(|&number| number > 0).count(),
            unconfirmed: outlet.unconfirmed(),
        }
    }
}

pub(super) fn run(outlets: &Outlets, format: Format, lang: Lang) -> Result<Exit, Error> {
    let mut output = Output::new(format);
    if format == Format::Text {
        output.text(|to, _| {
            let width = outlets.iter().map(|outlet| outlet.id().len()).max().unwrap_or_default();
            let names = outlets.iter().map(|outlet| outlet.name().chars().count()).max().unwrap_or_default();
            for outlet in outlets.iter() {
                write!(to, "{:width$}  {:names$}  {:4}  ", outlet.id(), outlet.name(), outlet.zone())?;
                write!(to, "{}", outlet.hosts().join(", "))?;
                if !outlet.unconfirmed().is_empty() {
                    write!(to, "  ({})", lang.say(Word::PartlyUnconfirmed))?;
                }
                writeln!(to)?;
            }
            Ok(())
        })?;
    } else {
        for outlet in outlets.iter() {
            output.json(&Row::of(outlet))?;
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}
