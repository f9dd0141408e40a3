//! `netra outlets check --live`: one article of each outlet, fetched now.

use super::super::Talk;
use super::super::config::is_contact;
use super::super::exit::Exit;
use super::super::lang::{Lang, Word};
use super::super::output::{Format, Output};
use crate::annotate::visible;
use crate::article::{Article, Field, parse_with};
use crate::crawl::fetch::{Answer, Fetcher, Refusal, Settings, Validators};
use crate::crawl::{Address, Outlet, Outlets, Page};
use crate::error::{Error, ErrorKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

/// What became of an outlet, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    outlet: &'a str,
    /// The article that was read.
    article: Option<String>,
    ok: bool,
    /// Fields of the article that were not found.
    gaps: Vec<&'static str>,
    doubts: Vec<String>,
    /// Why no article was read.
    error: Option<String>,
}

/// Fetches an article of each outlet and says how it was read.
pub(super) fn run(
    asked: &[&Outlet],
    settings: Settings,
    outlets: &Outlets,
    format: Format,
    lang: Lang,
    talk: Talk,
) -> Result<Exit, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::io("the network cannot be used", error))?;
    let fetcher = Fetcher::new(settings, BTreeMap::new(), 0)?;
    let mut output = Output::new(format);
    let (mut reached, mut wrong) = (false, false);
    for outlet in asked {
        talk.report(format_args!("asking {}", outlet.name()));
        let found = runtime.block_on(article(&fetcher, outlet, outlets));
        reached |= found.is_ok();
        let row = row(outlet, found, lang);
        wrong |= row.error.is_none() && !row.ok;
        match format {
            Format::Text => output.text(|to, _| text(to, &row, lang))?,
            _ => output.json(&row)?,
        }
    }
    output.finish()?;
    Ok(match (reached, wrong) {
        (false, _) => Exit::Unreachable,
        (true, true) => Exit::BadData,
        (true, false) => Exit::Done,
    })
}

/// The first article that one of the outlet's lists leads to.
async fn article(fetcher: &Fetcher, outlet: &Outlet, outlets: &Outlets) -> Result<(String, Article), String> {
    let mut why = "it lists no article".to_owned();
    for (_, list) in outlet.lists() {
        let Some(address) = Address::read(&list) else { continue };
        match fetched(fetcher, &address).await {
            Ok(page) => {
                let Some(address) = first_article(&page, &address, outlet) else { continue };
                return match fetched(fetcher, &address).await {
                    Ok(page) => Ok((address.to_string(), parse_with(&page, outlets))),
                    Err(refusal) => Err(told(&address, &refusal)),
                };
            }
            Err(refusal) => why = told(&address, &refusal),
        }
    }
    Err(why)
}

/// The page at an address, which is asked for as if for the first time.
async fn fetched(fetcher: &Fetcher, address: &Address) -> Result<Page, Refusal> {
    match fetcher.get(address, &Validators::default()).await? {
        Answer::Page { page, .. } => Ok(page),
        Answer::NotModified => Err(Refusal::Status(304)),
    }
}

fn told(address: &Address, refusal: &Refusal) -> String {
    format!("{address}: {refusal}")
}

/// The first address of an article in a feed, sitemap or listing, whatever marks are around it.
fn first_article(list: &Page, from: &Address, outlet: &Outlet) -> Option<Address> {
    let text = String::from_utf8_lossy(list.bytes());
    let links = text.split(['"', '\'', '<', '>', ' ', '\n', '\r', '\t', '[', ']']);
    let mut addresses =
        links.filter(|link| link.starts_with("http") || link.starts_with('/')).filter_map(|link| {
            let link = link.replace("&amp;", "&");
            from.join(&link)
        });
    addresses.find(|address| outlet.has_article(address))
}

fn row<'a>(outlet: &'a Outlet, found: Result<(String, Article), String>, lang: Lang) -> Row<'a> {
    let id = outlet.id();
    match found {
        Ok((address, article)) => {
            let gaps: Vec<&str> = article.gaps().into_iter().map(Field::name).collect();
            let doubts: Vec<String> = article.doubts().iter().map(|doubt| lang.doubt(*doubt)).collect();
            let ok = super::check::is_read(&article);
            Row { outlet: id, article: Some(address), ok, gaps, doubts, error: None }
        }
        Err(error) => Row {
            outlet: id,
            article: None,
            ok: false,
            gaps: Vec::new(),
            doubts: Vec::new(),
            error: Some(error),
        },
    }
}

fn text(to: &mut impl Write, row: &Row, lang: Lang) -> std::io::Result<()> {
    let Row { outlet, article, ok, gaps, doubts, error } = row;
    let verdict = match (ok, error) {
        (true, _) => Word::AsDescribed,
        (false, Some(_)) => Word::NotReached,
        (false, None) => Word::Doubtful,
    };
    writeln!(to, "{outlet:20} {}", lang.say(verdict))?;
    for line in article.iter().chain(doubts).chain(error) {
        writeln!(to, "  {}", visible(line))?;
    }
    if !gaps.is_empty() {
        writeln!(to, "  {}: {}", lang.say(Word::NotFound), gaps.join(", "))?;
    }
    Ok(())
}

/// What fetching needs to know, from the arguments.
pub(super) fn settings(
    asked: &[&Outlet],
    contact: Option<&str>,
    private: &[String],
) -> Result<Settings, Error> {
    let Some(contact) = contact.filter(|contact| is_contact(contact)) else {
        let why =
            "sites must be able to write to whoever asks them: give --contact an e-mail address or a page";
        return Err(Error::new(ErrorKind::Usage, why));
    };
    let mut settings = Settings { private: private.to_vec(), ..Settings::new(contact) };
    // A person waits for the result, so a host that is out of order is not waited for.
    settings.retries = 1;
    settings.patience = Duration::from_secs(5);
    // Whoever names all the hosts as their own needs no pace; others are given theirs in any case.
    if asked.iter().flat_map(|outlet| outlet.hosts()).all(|host| private.contains(host)) {
        settings.delay = Duration::ZERO;
    }
    Ok(settings)
}
