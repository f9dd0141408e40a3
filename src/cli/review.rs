//! `netra review`: the page on which analysts review what was flagged; `netra reviewer`: who may.

use super::Talk;
use super::config::{self, Config, Place};
use super::exit::Exit;
use super::write;
use crate::crawl::Outlets;
use crate::error::{Error, ErrorKind};
use crate::review::{Access, Desk, Setup, Surroundings, digest_of, serve};
use crate::store;
use jiff::Timestamp;
use std::env;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

/// Serves the page on which analysts review what was flagged
///
/// Without reviewers in the configuration it serves this machine alone: open the address that it prints, which lets
/// one browser in. Other machines reach it where `review.reviewers` names who may log in (`netra reviewer NAME` makes
/// the line) and `review.hosts` the name under which it is reached; put a proxy with HTTPS before it. Every verdict is
/// kept with who gave it, and survives the loss of power before the page says that it is saved. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Where to serve the page [default: the configuration's, else 127.0.0.1:8377]
    #[arg(long, value_name = "ADDRESS:PORT")]
    address: Option<SocketAddr>,

    /// Under which name verdicts are kept where the configuration names no reviewers [default: your user name]
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
}

/// Makes a token for a reviewer, and the line of the configuration that lets them in
///
/// Give the token to the reviewer and nobody else; it cannot be read from the configuration again. Put the line below
/// `[review.reviewers]` in netra.toml and start `netra review` anew.
#[derive(Debug, clap::Args)]
pub(super) struct Name {
    /// The reviewer's name: letters, digits, `-` and `_`
    #[arg(value_parser = reviewer)]
    name: String,
}

pub(super) fn run(arguments: &Arguments, talk: Talk) -> Result<Exit, Error> {
    let config = Config::find(arguments.place.config.as_deref())?;
    let path = config.store(arguments.place.store.as_deref());
    let (outlets, _) = config.outlets()?;
    let address = arguments.address.unwrap_or(config.review.address);
    let settings = config::Review { address, ..config.review };
    open(&path, outlets, settings, arguments.reviewer.clone(), talk)
}

/// Serves the page over a store until it is told to end.
pub(super) fn open(
    path: &Path,
    outlets: Outlets,
    settings: config::Review,
    name: Option<String>,
    talk: Talk,
) -> Result<Exit, Error> {
    let config::Review { address, hosts, https, reviewers, twice, drawn } = settings;
    let is_named = !reviewers.is_empty();
    if !is_named && !address.ip().is_loopback() {
        let why = format!(
            "the page is served to other machines ({address}) only where review.reviewers in netra.toml says who may \
             log in; `netra reviewer NAME` makes the line"
        );
        return Err(Error::new(ErrorKind::Config, why));
    }
    let access = match is_named {
        true => Access::Named(reviewers),
        false => Access::Local { reviewer: name.unwrap_or_else(user) },
    };
    let failed =
        |error| Error::io(format!("the page cannot be served on {address}; --address names another"), error);
    let listener = TcpListener::bind(address).map_err(failed)?;
    // Of port 0 the system has made another.
    let address = listener.local_addr().map_err(failed)?;
    let setup = Setup { address, hosts, https, access, twice, drawn, outlets };
    let path: PathBuf = path.to_owned();
    let desk = Desk::new(setup, surroundings(), Box::new(move || store::open_existing(&path)))?;
    let place = if is_named { format!("http://{address}/") } else { desk.entrance() };
    // Whoever is quiet still needs the way in.
    super::print(format_args!("the review page is at {place}"));
    talk.complain(format_args!("Ctrl-C ends it"));
    serve(listener, desk)?;
    Ok(Exit::Done)
}

fn surroundings() -> Surroundings {
    Surroundings { now: Timestamp::now, secret, say: |what| super::print(format_args!("{what}")) }
}

/// 32 bytes from the system's source of random numbers.
fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random numbers once it has started");
    bytes
}

/// The name of whoever runs the program.
fn user() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| env::var(name).ok());
    named.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "analis".to_owned())
}

pub(super) fn name(name: &Name) -> Result<Exit, Error> {
    let token: String = secret().iter().map(|byte| format!("{byte:02x}")).collect();
    write(|to| {
        writeln!(to, "The token of {}, for nobody else:\n\n    {token}\n", name.name)?;
        writeln!(to, "The line for netra.toml, below [review.reviewers]:\n")?;
        writeln!(to, "    {} = \"{}\"", name.name, digest_of(&token))
    })
}

fn reviewer(text: &str) -> Result<String, String> {
    let is_key =
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_key.then(|| text.to_owned()).ok_or_else(|| "a name has letters, digits, - and _ only".to_owned())
}
