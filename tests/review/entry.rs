//! Who comes in, and for how long.

use crate::ask::{Client, Reply, path};
use crate::server::{Server, filled, folder};
use netra::store::sha256;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROUTES: [&str; 12] = [
    "/",
    "/stories",
    "/story/1",
    "/story/1/form",
    "/overview",
    "/official?official=lurah",
    "/verdicts",
    "/export?format=csv",
    "/decide",
    "/undo",
    "/logout",
    "/nowhere",
];

/// A configuration that lets these reviewers in, each with the token `token-NAME`.
pub(crate) fn let_in(store: &Path, names: &[&str], more: &str) {
    let lines =
        names.iter().map(|name| format!("{name} = \"{}\"\n", sha256(format!("token-{name}").as_bytes())));
    let text = format!("[review]\n{more}\n[review.reviewers]\n{}", lines.collect::<String>());
    std::fs::write(store.with_file_name("netra.toml"), text).expect("written");
}

/// The attributes of the cookie that an answer sets, sorted.
fn attributes(reply: &Reply) -> Vec<String> {
    let set = reply.header("set-cookie").expect("a cookie");
    let mut attributes: Vec<String> = set.split("; ").skip(1).map(str::to_owned).collect();
    attributes.sort();
    attributes
}

#[test]
fn a_stranger_sees_nothing() {
    let store = filled("stranger", 2);
    let server = Server::start(&store, &[]);
    let inside = Client::enter(&server);
    let name = inside.cookie.split('=').next().expect("a name").to_owned();
    let cookies = [
        "",
        "x",
        "=",
        "a=b",
        &format!("{name}="),
        &format!("{name}=0"),
        &format!("{name}={}", "0".repeat(64)),
    ];
    for cookie in cookies {
        let mut stranger = Client::stranger(&server);
        stranger.cookie = cookie.to_owned();
        for route in ROUTES {
            let mut replies = vec![stranger.get(route)];
            if route != "/" {
                replies
                    .push(stranger.post(route, &[("article", "1"), ("decision", "confirm"), ("key", "k")]));
            }
            for reply in replies {
                assert_eq!(reply.status, 401, "{route} {cookie:?}");
                assert!(!reply.body.contains("Lurah"), "{route} {cookie:?} shows a story");
                assert!(reply.all("set-cookie").is_empty(), "{route} {cookie:?}");
            }
        }
    }
    assert_eq!(crate::server::standing(&store), []);
    // The style and the script are no secret; the page where one logs in needs them.
    let door = Client::stranger(&server).get("/");
    let assets = crate::markup::attributes(&door.body, "link[href], script[src]", &["href", "src"]);
    assert_eq!(assets.len(), 2, "{assets:?}");
    for asset in assets {
        let reply = Client::stranger(&server).get(&asset);
        assert_eq!(reply.status, 200, "{asset}");
        assert!(reply.header("cache-control").is_some_and(|it| it.contains("immutable")));
    }
    // What a page shows is kept by nobody else.
    assert_eq!(inside.get("/story/1").header("cache-control"), Some("no-store"));
}

#[test]
fn the_printed_address_lets_one_in_and_the_next_another() {
    let store = filled("entrance", 1);
    let server = Server::start(&store, &[]);
    let stranger = Client::stranger(&server);
    let first = path(&server.first).to_owned();
    for wrong in ["/?token=", "/?token=0", &first[..first.len() - 1], &format!("{first}0"), "/?token=%00"] {
        assert_eq!(stranger.get(wrong).status, 401, "{wrong}");
    }
    let entered = stranger.get(&first);
    assert_eq!((entered.status, entered.location()), (303, "/"));
    assert_eq!(attributes(&entered), ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Strict"]);
    let again = stranger.get(&first);
    assert_eq!(again.status, 401, "it can be used once");
    assert!(again.all("set-cookie").is_empty());
    let second = server.entrance();
    assert_ne!(path(&second), first);
    let (mut one, mut two) = (stranger.clone(), stranger.clone());
    one.keep(&entered);
    two.keep(&stranger.get(path(&second)));
    assert_ne!(one.cookie, two.cookie);
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
    // Logging out ends it at the server, not only in the browser.
    let left = one.post("/logout", &[]);
    assert_eq!((left.status, left.location()), (303, "/"));
    assert_eq!(attributes(&left), ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Strict"]);
    assert_eq!((one.get("/").status, two.get("/").status), (401, 200));
}

#[test]
fn who_is_logged_in_stays_so_when_the_program_starts_anew() {
    let store = filled("restart", 1);
    let mut server = Server::start(&store, &["--reviewer", "sari"]);
    let client = Client::enter(&server);
    let old = server.first.clone();
    server.kill();
    let server = Server::on(&server.address, &store, &["--reviewer", "sari"]);
    assert_eq!(client.get("/").status, 200);
    assert_eq!(Client::stranger(&server).get(path(&old)).status, 401, "an old address lets nobody in");
    // Nobody reads the secret of a session out of the store.
    let secret = client.cookie.split('=').nth(1).expect("a secret");
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{ending}", store.display())).unwrap_or_default();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{ending}");
    }
    // Under another name it is somebody else, who was not let in.
    let address = server.address.clone();
    drop(server);
    let _server = Server::on(&address, &store, &["--reviewer", "budi"]);
    assert_eq!(client.get("/").status, 401);
}

#[test]
fn who_guesses_must_wait() {
    let store = filled("guesses", 1);
    let server = Server::start(&store, &[]);
    let client = Client::enter(&server);
    let next = server.entrance();
    let stranger = Client::stranger(&server);
    for number in 0..10 {
        assert_eq!(stranger.get(&format!("/?token={number}")).status, 401, "{number}");
    }
    for headers in [&[][..], &[("X-Forwarded-For", "10.1.2.3"), ("Forwarded", "for=10.1.2.3")]] {
        let reply = stranger.ask("GET", "/?token=10", headers, "").expect("an answer");
        assert_eq!((reply.status, reply.header("retry-after")), (429, Some("300")));
    }
    // Not even the right one is tried then.
    assert_eq!(stranger.get(path(&next)).status, 429);
    assert_eq!(stranger.post("/login", &[("name", "sari"), ("token", "x")]).status, 429);
    // Whoever is in works on.
    assert_eq!(client.get("/").status, 200);
}

#[test]
fn reviewers_log_in_by_name_and_token() {
    let store = filled("named", 2);
    let_in(&store, &["sari", "budi"], "https = true");
    let mut server = Server::start(&store, &[]);
    let stranger = Client::stranger(&server);
    assert!(!server.first.contains("token"), "{}", server.first);
    for (name, token) in [
        ("sari", "token-budi"),
        ("sari", ""),
        ("", ""),
        ("Sari", "token-sari"),
        ("tono", "token-tono"),
        // The digest in the configuration is not the token.
        ("sari", sha256(b"token-sari").as_str()),
    ] {
        let reply = stranger.post("/login", &[("name", name), ("token", token)]);
        assert_eq!(reply.status, 401, "{name} {token}");
        assert!(reply.all("set-cookie").is_empty(), "{name} {token}");
        crate::markup::check(&reply.body, name);
    }
    assert_eq!(stranger.get("/?token=token-sari").status, 401, "there is no such address then");
    let entered = stranger.post("/login", &[("name", " sari "), ("token", " token-sari ")]);
    assert_eq!((entered.status, entered.location()), (303, "/"));
    let expected = ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Strict", "Secure"];
    assert_eq!(attributes(&entered), expected);
    let mut sari = stranger.clone();
    sari.keep(&entered);
    let budi = Client::log_in(&server, "budi", "token-budi");
    for (client, name, article) in [(&sari, "sari", "1"), (&budi, "budi", "2")] {
        let fields = [("article", article), ("decision", "confirm"), ("key", name), ("reviewer", "rini")];
        assert_eq!(client.post("/decide", &fields).status, 303);
    }
    // A verdict is kept under the name of whoever is logged in, whatever the form says.
    let mut names: Vec<_> =
        crate::server::standing(&store).into_iter().map(|it| it.given.verdict.reviewer).collect();
    names.sort();
    assert_eq!(names, ["budi", "sari"]);
    // Nobody undoes what another decided.
    let of_sari = crate::server::standing(&store).into_iter().find(|it| it.given.verdict.reviewer == "sari");
    let id = of_sari.expect("it stands").given.id.to_string();
    assert_eq!(budi.post("/undo", &[("verdict", &id)]).status, 400);
    assert_eq!(crate::server::standing(&store).len(), 2);
    // Whoever is taken out of the configuration is let in no more.
    server.kill();
    let_in(&store, &["budi"], "https = true");
    let _server = Server::on(&server.address, &store, &[]);
    assert_eq!((sari.get("/").status, budi.get("/").status), (401, 200));
    assert_eq!(sari.post("/login", &[("name", "sari"), ("token", "token-sari")]).status, 401);
}

/// What the program says that is run with these arguments in a folder.
fn netra(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netra"));
    command.args(arguments).current_dir(folder).output().expect("the program runs")
}

#[test]
fn a_token_is_made_with_its_line() {
    let store = filled("token", 1);
    let folder = store.parent().expect("it lies in a folder");
    let output = netra(folder, &["reviewer", "sari_2"]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("text");
    let is_token = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let token = said.split_whitespace().find(is_token).expect("a token").to_owned();
    let line = said.lines().find(|line| line.contains(" = ")).expect("a line").trim();
    std::fs::write(folder.join("netra.toml"), format!("[review.reviewers]\n{line}\n")).expect("written");
    let server = Server::start(&store, &[]);
    assert_eq!(Client::log_in(&server, "sari_2", &token).get("/").status, 200);
    let other = netra(folder, &["reviewer", "sari_2"]);
    assert!(!String::from_utf8_lossy(&other.stdout).contains(&token), "each token is another");
    for name in ["", "<b>", "a b", "a\"", "../x", "a=b", "é"] {
        assert_eq!(netra(folder, &["reviewer", name]).status.code(), Some(64), "{name}");
    }
}

#[test]
fn other_machines_are_served_to_named_reviewers_only() {
    let folder: PathBuf = folder("open");
    drop(netra::store::open(&folder.join("netra.sqlite")).expect("made"));
    for address in ["0.0.0.0:0", "[::]:0", "10.1.2.3:0"] {
        let output = netra(&folder, &["review", "--address", address]);
        assert_eq!(output.status.code(), Some(78), "{address}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("review.reviewers") && said.contains("netra reviewer"), "{said}");
    }
    let_in(&folder.join("netra.sqlite"), &["sari"], "");
    let server = Server::on("0.0.0.0:0", &folder.join("netra.sqlite"), &[]);
    let port = server.address.rsplit(':').next().expect("a port");
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    let reply = crate::ask::exchange(&format!("127.0.0.1:{port}"), request.as_bytes()).expect("an answer");
    assert_eq!(reply.status, 401);
}
