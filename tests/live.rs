//! `netra outlets check --live` against real servers on loopback: what it asks for, and what it never asks for.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program and a server of their own")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

/// A news site on loopback, which remembers what it was asked for.
struct Site {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

/// An answer: status with what belongs to it, further header lines, body.
type Answer = (&'static str, String, String);

impl Site {
    /// A site that answers by `answer`, which is given the path and the site's port.
    fn new(answer: impl Fn(&str, u16) -> Answer + Send + 'static) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("the port is known").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { break };
                // A client that goes away is not the site's concern.
                let _ = serve(stream, &log, |path| answer(path, port));
            }
        });
        Site { port, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nothing panicked while it was held").clone()
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<String>>,
    answer: impl Fn(&str) -> Answer,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let Some(path) = lines.first().and_then(|line| line.split(' ').nth(1)).map(str::to_owned) else {
        return Ok(());
    };
    let agent = lines.iter().find(|line| line.to_ascii_lowercase().starts_with("user-agent:")).cloned();
    log.lock()
        .expect("nothing panicked while it was held")
        .push(format!("{path} {}", agent.unwrap_or_default()));
    let (status, headers, body) = answer(&path);
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

const PAGE: &str = "<title>x</title><h2 class=judul>Lurah Dipanggil Panwaslu</h2><p class=tanggal>Senin, 14 Oktober 2024 09.30</p>\
    <div class=isi><p>Panwaslu memanggil lurah itu.</p></div>";

/// The answers of a site without rules, whose feed leads to one article.
fn plain(path: &str, port: u16) -> Answer {
    match path {
        "/rss" => ok(&format!(
            "<rss><item><link>http://127.0.0.1:{port}/baca/7/lurah-dipanggil?utm_source=rss</link></item></rss>"
        )),
        "/baca/7/lurah-dipanggil?utm_source=rss" => ok(PAGE),
        _ => ("404 Not Found", String::new(), String::new()),
    }
}

fn ok(body: &str) -> Answer {
    ("200 OK", "Content-Type: text/html; charset=utf-8\r\n".to_owned(), body.to_owned())
}

/// Checks the site as an outlet; `private` is whether the operator allows its host.
fn check(name: &str, site: &Site, private: bool) -> Output {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("live").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let host = format!("127.0.0.1:{}", site.port);
    let outlet = format!(
        "id = \"kabar-uji\"\nname = \"Kabar Uji\"\nhosts = [\"{host}\"]\nzone = \"WITA\"\n\
         [discover]\nfeeds = [\"http://{host}/rss\"]\n[address]\narticle = [\"/baca/{{id}}/{{slug}}\"]\n\
         [[page]]\ntitle = [\"h2.judul\"]\nbody = [\"div.isi\"]\ndate = [\"p.tanggal\"]\n"
    );
    fs::write(folder.join("kabar-uji.toml"), outlet).expect("the file can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_netra"));
    command.args([
        "outlets",
        "check",
        "--live",
        "kabar-uji",
        "--contact",
        "redaksi@netra.example",
        "--format",
        "text",
    ]);
    command.arg("--outlets").arg(&folder);
    if private {
        command.args(["--allow-private", &host]);
    }
    command.output().expect("the program runs")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the program writes UTF-8")
}

#[test]
fn an_outlet_that_is_as_described_passes() {
    let site = Site::new(plain);
    let output = check("plain", &site, true);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let asked = site.asked();
    let paths: Vec<&str> = asked.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(paths, ["/robots.txt", "/rss", "/baca/7/lurah-dipanggil?utm_source=rss"]);
    assert!(
        asked.iter().all(|line| line.contains("netra/") && line.contains("redaksi@netra.example")),
        "{asked:?}"
    );
}

#[test]
fn a_changed_layout_fails() {
    let site = Site::new(|path, port| {
        let (status, headers, body) = plain(path, port);
        (status, headers, body.replace("class=isi", "class=konten"))
    });
    let output = check("changed", &site, true);
    assert_eq!(output.status.code(), Some(65), "{}", stdout(&output));
    assert!(stdout(&output).contains("find nothing"), "{}", stdout(&output));
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let site = Site::new(|path, port| match path {
        "/robots.txt" => ok("User-agent: *\nDisallow: /baca/\n"),
        path => plain(path, port),
    });
    let output = check("forbidden", &site, true);
    assert_eq!(output.status.code(), Some(69), "{}", stdout(&output));
    assert!(stdout(&output).contains("robots.txt"), "{}", stdout(&output));
    assert!(site.asked().iter().all(|line| !line.starts_with("/baca")), "{:?}", site.asked());
}

#[test]
fn rules_that_cannot_be_had_forbid_everything() {
    let site = Site::new(|path, port| match path {
        "/robots.txt" => ("503 Service Unavailable", String::new(), String::new()),
        path => plain(path, port),
    });
    assert_eq!(check("unknown", &site, true).status.code(), Some(69));
    assert!(site.asked().iter().all(|line| line.starts_with("/robots.txt")), "{:?}", site.asked());
}

#[test]
fn a_private_host_is_asked_only_where_a_person_names_it() {
    let site = Site::new(plain);
    let output = check("private", &site, false);
    assert_eq!(output.status.code(), Some(69));
    assert!(stdout(&output).contains("public internet"), "{}", stdout(&output));
    assert_eq!(site.asked(), Vec::<String>::new());
}

#[test]
fn redirects_are_followed_within_the_same_rules() {
    let inner = Site::new(plain);
    let port = inner.port;
    for (name, location, code) in [
        ("round", "/rss".to_owned(), 69),
        ("inward", format!("http://127.0.0.1:{port}/rss"), 69),
        ("local", "file:///etc/passwd".to_owned(), 69),
        ("there", "/baca/7/lurah-dipanggil?utm_source=rss".to_owned(), 69),
        ("moved", "/lama".to_owned(), 0),
    ] {
        let site = Site::new(move |path, port| match path {
            "/rss" => ("302 Found", format!("Location: {location}\r\n"), String::new()),
            "/lama" => plain("/rss", port),
            path => plain(path, port),
        });
        let output = check(name, &site, true);
        assert_eq!(output.status.code(), Some(code), "{name}: {}", stdout(&output));
    }
    assert_eq!(inner.asked(), Vec::<String>::new(), "a redirect led to a host that nobody named");
}

#[test]
fn answers_without_end_are_given_up() {
    let site = Site::new(|path, port| match path {
        "/rss" => ok(&"x".repeat(5 << 20)),
        path => plain(path, port),
    });
    let output = check("endless", &site, true);
    assert_eq!(output.status.code(), Some(69));
    assert!(stdout(&output).contains("4 MiB"), "{}", stdout(&output));
}

#[test]
fn sites_are_not_asked_without_a_contact() {
    let output = Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(["outlets", "check", "--live", "--contact", "saya"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(64));
    let without = Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(["outlets", "check", "--live"])
        .output()
        .expect("the program runs");
    assert_eq!(without.status.code(), Some(64));
}
