//! Which machines are connected to: a listener that nobody named sees nothing.

use super::server::{Server, moved, ok, status};
use super::wire::Public;
use super::*;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A look-up that gives these addresses for every name: the first group the first time, the next the next time,
/// and the last from then on.
struct Lookup {
    groups: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Lookup {
    fn new(groups: &[&[&str]]) -> Arc<Lookup> {
        let read = |group: &&[&str]| group.iter().map(|ip| ip.parse().expect("an address")).collect();
        Arc::new(Lookup { groups: groups.iter().map(read).collect(), asked: AtomicUsize::new(0) })
    }
}

impl Resolve for Lookup {
    fn resolve(&self, _: Name) -> Resolving {
        let index = self.asked.fetch_add(1, Ordering::SeqCst).min(self.groups.len() - 1);
        let found: Vec<SocketAddr> = self.groups[index].iter().map(|&ip| SocketAddr::new(ip, 0)).collect();
        Box::pin(async move { Ok(Box::new(found.into_iter()) as Addrs) })
    }
}

/// A fetcher with a look-up of its own.
fn fetcher_with(lookup: Arc<Lookup>, settings: Settings) -> Fetcher {
    let wire = Wire::new(&settings, lookup).expect("the settings are sound");
    Fetcher::over(wire, settings, BTreeMap::new(), 7)
}

#[tokio::test]
async fn private_addresses_in_any_form_are_not_connected_to() {
    let server = Server::new(|_| ok("rahasia"));
    let port = server.socket.port();
    let lookup = Lookup::new(&[&["127.0.0.1"]]);
    let fetcher = fetcher_with(lookup, settings(&[]));
    for host in [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::127.0.0.1]",
    ] {
        for scheme in ["http", "https"] {
            let result = get(&fetcher, &format!("{scheme}://{host}:{port}/")).await;
            assert_eq!(outcome(&result), "private", "{scheme}://{host}");
        }
    }
    for name in ["localhost", "LOCALHOST.localdomain.", "rumah.example", "127.0.0.1.rumah.example"] {
        assert_eq!(outcome(&get(&fetcher, &format!("http://{name}:{port}/")).await), "private", "{name}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn redirects_do_not_lead_inwards() {
    let inner = Server::new(|_| ok("rahasia"));
    let port = inner.socket.port();
    for (to, expected) in [
        (format!("http://127.0.0.1:{port}/"), "private"),
        (format!("http://0x7f.1:{port}/"), "private"),
        (format!("http://[::ffff:127.0.0.1]:{port}/"), "private"),
        (format!("http://rumah.example:{port}/"), "private"),
        (format!("http://a.example@127.0.0.1:{port}/"), "redirect"),
        (format!("http://a.example:80@127.0.0.1:{port}/"), "redirect"),
        (format!("http://127.0.0.1:{port}\\@a.example/"), "redirect"),
        ("http://a.example:70000/".to_owned(), "redirect"),
    ] {
        let start = to.clone();
        let server = Server::new(move |path| match path {
            "/robots.txt" => status(404),
            _ => moved(302, &start),
        });
        let fetcher = fetcher_with(Lookup::new(&[&["127.0.0.1"]]), settings(&[("a.example", &server)]));
        assert_eq!(outcome(&get(&fetcher, "http://a.example/").await), expected, "{to}");

        // The rules of a host lead no further inwards.
        let start = to.clone();
        let server = Server::new(move |_| moved(302, &start));
        let fetcher = fetcher_with(Lookup::new(&[&["127.0.0.1"]]), settings(&[("a.example", &server)]));
        assert_eq!(outcome(&get(&fetcher, "http://a.example/").await), "robots-unreachable", "{to}");
    }
    assert_eq!(inner.connections(), 0);
}

#[tokio::test]
async fn what_a_person_names_is_that_host_and_that_port() {
    let server = Server::new(|path| if path == "/robots.txt" { status(404) } else { ok("isi") });
    let other = Server::new(|_| ok("rahasia"));
    let (port, other_port) = (server.socket.port(), other.socket.port());
    let private = vec![format!("127.0.0.1:{port}"), format!("Intern.example:{port}")];
    let fetcher = fetcher_with(Lookup::new(&[&["127.0.0.1"]]), Settings { private, ..settings(&[]) });
    for (host, port, expected) in [
        ("127.0.0.1", port, "page"),
        ("intern.example", port, "page"),
        ("127.0.0.1", other_port, "private"),
        ("intern.example", other_port, "private"),
        ("lain.example", port, "private"),
        ("a.intern.example", port, "private"),
    ] {
        let result = get(&fetcher, &format!("http://{host}:{port}/")).await;
        assert_eq!(outcome(&result), expected, "{host}:{port}");
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn only_public_addresses_of_a_name_are_connected_to() {
    let name = || Name::from_str("berita.example").expect("a name");
    let found = async |public: &Public| -> Option<Vec<String>> {
        let found = public.resolve(name()).await.ok()?;
        Some(found.map(|address| address.ip().to_string()).collect())
    };
    let mixed = Public(Lookup::new(&[&["127.0.0.1", "1.1.1.1", "::1", "10.0.0.1", "2606:4700::1111"]]));
    assert_eq!(found(&mixed).await, Some(vec!["1.1.1.1".to_owned(), "2606:4700::1111".to_owned()]));
    let flipping = Public(Lookup::new(&[&["1.1.1.1"], &["127.0.0.1"]]));
    assert_eq!(found(&flipping).await, Some(vec!["1.1.1.1".to_owned()]));
    assert_eq!(found(&flipping).await, None, "a name that turns inwards is checked when it is used");
    assert_eq!(found(&Public(Lookup::new(&[&[]]))).await, None);
}

#[test]
fn settings_that_name_no_host_are_refused() {
    for host in ["", "http://a.example/", "a b", "a.example:x", "10.0.0.0/8"] {
        let private = vec![host.to_owned()];
        let result = Fetcher::new(Settings { private, ..settings(&[]) }, BTreeMap::new(), 7);
        assert!(result.is_err_and(|error| error.kind() == crate::ErrorKind::Config), "{host}");
    }
    let contact = "redaksi@netra.example\r\nX: y".to_owned();
    assert!(Fetcher::new(Settings { contact, ..settings(&[]) }, BTreeMap::new(), 7).is_err());
}
