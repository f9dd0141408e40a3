//! Redirects: every hop is held to what holds for the first address.

use super::server::{Server, moved, ok, status};
use super::*;

/// A site that sends `/mulai` to a place, and a few steps along `/1`, `/2` … to `/baca`.
fn site(code: u16, start: String) -> Server {
    Server::new(move |path| match path {
        "/robots.txt" => ok("user-agent: *\ndisallow: /rahasia\n"),
        "/mulai" if start.is_empty() => status(code),
        "/mulai" => moved(code, &start),
        "/putar" => moved(302, "/putar/balik"),
        "/putar/balik" => moved(302, "/putar"),
        "/diri" => moved(302, "/diri?"),
        "/0" => moved(301, "baca"),
        path => match path[1..].parse::<u8>() {
            Ok(step) => moved(301, &format!("/{}", step - 1)),
            Err(_) => ok("isi"),
        },
    })
}

#[tokio::test]
async fn redirects_are_followed_as_far_as_they_may_be() {
    for (code, to, expected) in [
        (301, "/baca", "page"),
        (302, "/baca", "page"),
        (303, "/baca", "page"),
        (307, "/baca", "page"),
        (308, "/baca", "page"),
        (302, "baca", "page"),
        (302, "//a.example/baca", "page"),
        (302, "https://a.example/baca", "page"),
        (302, "/berita/céleng", "page"),
        (302, "/3", "page"),
        (302, "/4", "redirect"),
        (302, "/putar", "redirect"),
        (302, "/diri", "redirect"),
        (302, "/mulai", "redirect"),
        (302, "", "redirect"),
        (302, "http://a.example/baca", "redirect"),
        (302, "file:///etc/passwd", "redirect"),
        (302, "ftp://a.example/", "redirect"),
        (302, "javascript:alert(1)", "redirect"),
        (302, "https://pengguna@a.example/baca", "redirect"),
        (302, "https://a.example\\@b.example/", "redirect"),
        (302, "/rahasia/1", "robots"),
        (302, "/x/../rahasia/1", "robots"),
        (302, "/x/%2e%2e/rahasia/1", "robots"),
        (302, "/%72ahasia/1", "robots"),
        (302, "http://b.example/", "redirect"),
        (302, "https://b.example/baca", "page"),
        (302, "https://b.example/tutup", "robots"),
        (300, "/baca", "status"),
        (304, "/baca", "status"),
        (306, "/baca", "status"),
    ] {
        let other = Server::new(|path| match path {
            "/robots.txt" => ok("user-agent: netra\ndisallow: /tutup\n"),
            _ => ok("isi"),
        });
        let server = site(code, to.to_owned());
        let fetcher = fetcher(settings(&[("a.example", &server), ("b.example", &other)]));
        let result = get(&fetcher, "https://a.example/mulai").await;
        assert_eq!(outcome(&result), expected, "{code} {to}");
        assert!(server.paths().iter().all(|path| !path.contains("ahasia")), "{to}: {:?}", server.paths());
        assert!(!other.paths().contains(&"/tutup".to_owned()), "{to}");
        let counted = fetcher.spent().values().sum::<u32>() as usize;
        assert_eq!(counted, server.log().len() + other.log().len(), "{to}: every request counts");
        if let Ok(Answer::Page { page, at, .. }) = result {
            assert_eq!(page.url(), Some(at.to_string().as_str()));
            assert!(!at.path().starts_with("/mulai"), "{at}");
        }
    }
}

#[tokio::test]
async fn a_redirect_upwards_to_https_is_followed() {
    let server = site(301, "https://a.example/baca".to_owned());
    let result = get(&fetcher_of(&server), "http://a.example/mulai").await;
    assert_eq!(outcome(&result), "page");
    let rules = server.paths().iter().filter(|path| *path == "/robots.txt").count();
    assert_eq!(rules, 2, "each scheme has rules of its own");
}
