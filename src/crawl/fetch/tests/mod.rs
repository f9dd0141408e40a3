//! Fetching from real servers on loopback.

mod answers;
mod faults;
mod hosts;
mod lanes;
mod redirects;
mod rules;
mod server;

use super::*;
use server::Server;

/// Settings under which hosts are served by servers on loopback, quickly.
fn settings(hosts: &[(&str, &Server)]) -> Settings {
    Settings {
        delay: Duration::ZERO,
        via: hosts.iter().map(|(host, server)| ((*host).to_owned(), server.socket)).collect(),
        timeouts: Timeouts {
            connect: Duration::from_secs(2),
            idle: Duration::from_secs(2),
            total: Duration::from_secs(4),
        },
        retries: 0,
        patience: Duration::from_millis(20),
        ..Settings::new("redaksi@netra.example")
    }
}

fn fetcher(settings: Settings) -> Arc<Fetcher> {
    Arc::new(Fetcher::new(settings, BTreeMap::new(), 7).expect("the settings are sound"))
}

/// A fetcher for which `a.example` is this server.
fn fetcher_of(server: &Server) -> Arc<Fetcher> {
    fetcher(settings(&[("a.example", server)]))
}

fn address(text: &str) -> Address {
    Address::read(text).expect("an address")
}

async fn get(fetcher: &Fetcher, text: &str) -> Result<Answer, Refusal> {
    fetcher.get(&address(text), &Validators::default()).await
}

/// What became of a request, in a word.
fn outcome(result: &Result<Answer, Refusal>) -> &'static str {
    match result {
        Ok(Answer::Page { .. }) => "page",
        Ok(Answer::NotModified) => "not-modified",
        Err(refusal) => refusal.name(),
    }
}

/// The bytes of the page.
fn bytes(result: &Result<Answer, Refusal>) -> &[u8] {
    match result {
        Ok(Answer::Page { page, .. }) => page.bytes(),
        other => panic!("there is no page: {other:?}"),
    }
}

#[test]
fn refusals_say_what_to_do() {
    let until: Timestamp = "2026-09-01T00:00:00Z".parse().expect("a time");
    assert!(Refusal::Status(404).is_gone() && Refusal::Status(410).is_gone());
    assert!(!Refusal::Status(403).is_gone() && !Refusal::Robots.is_gone());
    assert_eq!(Refusal::Later(until).retry_at(), Some(until));
    assert_eq!(Refusal::Budget.retry_at(), None);
    assert_eq!(Refusal::Later(until).to_string(), "the host is not to be asked before 2026-09-01T00:00:00Z");
}
