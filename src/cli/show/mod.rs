//! `netra show`: everything about one article.

mod json;
mod text;

use super::config::{Config, Place};
use super::exit::Exit;
use super::lang::Lang;
use super::output::{Format, Output};
use crate::annotate::Stored;
use crate::crawl::Address;
use crate::error::{Error, ErrorKind};
use crate::store::{self, Record, Store};

/// Shows everything about one article: its text with the evidence marked, why it was flagged, and its history
///
/// What is shown is what was stored when the article was read; it is not analysed again. In JSON it is the object
/// that `netra analyze` writes, and what the store adds in its field "store".
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// The number of the article, as `netra flags` and `netra search` give it, or its address
    #[arg(value_name = "ID|URL")]
    article: String,

    /// How to write the result [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The language of the text format's own words
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let store = store::open_existing(&config.store(arguments.place.store.as_deref()))?;
    let record = find(&*store, &config, &arguments.article)?;
    let mut output = Output::new(Format::or_fitting(arguments.format));
    match output.format() {
        Format::Text => {
            let stored = Stored::read(&record.json)?;
            output.text(|to, marking| text::write(to, &record, &stored, arguments.lang, marking))?;
        }
        _ => output.raw(&json::object(&record)?)?,
    }
    output.finish()?;
    Ok(Exit::Done)
}

/// The article with this number or address.
pub(super) fn find(store: &dyn Store, config: &Config, wanted: &str) -> Result<Record, Error> {
    let number = match wanted.parse::<i64>() {
        Ok(number) => Some(number),
        Err(_) => find_address(store, config, wanted)?,
    };
    let record = number.map(|number| store.article(number)).transpose()?.flatten();
    record.ok_or_else(|| {
        let why = match number {
            Some(number) => {
                format!("there is no article {number}; `netra flags` and `netra search` give the numbers")
            }
            None => format!("no article with the address {wanted} is stored"),
        };
        Error::new(ErrorKind::Usage, why)
    })
}

/// The number of the article with an address as it is given, else as its outlet knows it.
fn find_address(store: &dyn Store, config: &Config, wanted: &str) -> Result<Option<i64>, Error> {
    if let Some(number) = store.find(wanted)? {
        return Ok(Some(number));
    }
    let Some(address) = Address::read(wanted) else {
        let why = format!("{wanted} is neither the number of an article nor its address");
        return Err(Error::new(ErrorKind::Usage, why));
    };
    if let Some(number) = store.find(&address.to_string())? {
        return Ok(Some(number));
    }
    let (outlets, _) = config.outlets()?;
    let outlet = outlets.iter().find(|outlet| outlet.hosts().iter().any(|host| host == address.host()));
    match outlet {
        Some(outlet) => store.find(&outlet.canonical(&address).to_string()),
        None => Ok(None),
    }
}
