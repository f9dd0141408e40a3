//! `netra nightly` against real servers on loopback: what it stores, asks for and reports, whatever happens to it.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program and servers of their own")]

mod site;

use serde_json::Value;
use site::{Answer, News, Site};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// An operator's folder: configuration, outlets and store.
struct Operator {
    folder: PathBuf,
}

impl Operator {
    /// An operator who reads the outlets `kabar-a`, `kabar-b` … at a site.
    fn new(name: &str, site: &Site, outlets: &[&str]) -> Operator {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nightly").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("outlets")).expect("the folder can be made");
        let via: String =
            outlets.iter().map(|id| format!("\"{id}.example\" = \"127.0.0.1:{}\"\n", site.port)).collect();
        let config = format!(
            "contact = \"redaksi@netra.example\"\noutlet_files = \"outlets\"\noutlets = {outlets:?}\n\
             [crawl]\ndays = 10000\narticles = 5000\ndelay = 0.0\nrequests_a_day = 1000000\n\
             [report]\nmetrics = \"netra.prom\"\n[hosts.via]\n{via}"
        );
        fs::write(folder.join("netra.toml"), config).expect("the file can be written");
        for id in outlets {
            let outlet = format!(
                "id = \"{id}\"\nname = \"{id}\"\nhosts = [\"{id}.example\"]\nzone = \"WITA\"\n\
                 [discover]\nfeeds = [\"/feed\"]\n[address]\narticle = [\"/baca/{{id}}/{{slug}}\"]\n\
                 [[page]]\ntitle = [\"h2.judul\"]\nbody = [\"div.isi\"]\ndate = [\"p.tanggal\"]\n"
            );
            fs::write(folder.join("outlets").join(format!("{id}.toml")), outlet).expect("it can be written");
        }
        Operator { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Changes the configuration.
    fn configure(&self, from: &str, to: &str) {
        let path = self.path("netra.toml");
        let text = fs::read_to_string(&path).expect("it can be read");
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).expect("it can be written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netra"));
        command.args(arguments).current_dir(&self.folder);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// A night that ends well; its report.
    fn night(&self) -> Value {
        let output = self.run(&["nightly", "--format", "jsonl"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("the report is JSON")
    }

    /// All stored articles by their addresses, with title, text and number of revisions.
    fn stored(&self) -> BTreeMap<String, (String, u64)> {
        let store = netra::store::open_existing(&self.path("netra.sqlite")).expect("the store opens");
        let filter = netra::store::Filter {
            scope: netra::store::Scope::All,
            limit: usize::MAX / 2,
            ..Default::default()
        };
        let mut stored = BTreeMap::new();
        for summary in store.flags(&filter).expect("it can be read") {
            let face = store.article(summary.article).expect("it can be read").expect("it is there");
            let others: Vec<i64> = face.members.iter().map(|member| member.article).collect();
            for number in std::iter::once(face.article).chain(others) {
                let record = store.article(number).expect("it can be read").expect("it is there");
                let before =
                    stored.insert(record.canonical, (record.current.text, record.revisions.len() as u64));
                assert!(before.is_none(), "an article stands in two stories");
            }
        }
        stored
    }

    fn is_sound(&self) {
        let output = self.run(&["doctor"]);
        assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A site with the news of every outlet that is asked for there.
fn site(news: &News) -> Site {
    let news = news.clone();
    Site::new(move |request| news.answer(request))
}

/// A number of the outlet's part of a report.
fn count(report: &Value, outlet: usize, what: &str) -> usize {
    let value = &report["outlets"][outlet][what];
    value.as_array().map_or_else(|| value.as_u64().unwrap_or_default() as usize, Vec::len)
}

#[test]
fn what_is_new_is_stored_and_what_is_known_is_not_asked_for_again() {
    let news = News::of(20);
    let site = site(&news);
    let operator = Operator::new("once", &site, &["kabar-a"]);
    let report = operator.night();
    assert_eq!(count(&report, 0, "new"), 20);
    assert_eq!(operator.stored().len(), 20);
    assert!(!report["stories"].as_array().expect("a list").is_empty(), "{report}");

    // Nothing new: one conditional request for the list, none for articles.
    site.forget();
    let report = operator.night();
    assert_eq!(count(&report, 0, "unchanged_lists"), 1);
    assert_eq!(site.paths(), ["/robots.txt", "/feed"]);
    assert!(site.asked()[1].headers.contains_key("if-none-match"));
    assert_eq!(report["stories"], Value::Array(Vec::new()));

    // One article more: only that one.
    news.publish(21);
    site.forget();
    operator.night();
    assert_eq!(site.paths(), ["/robots.txt", "/feed", "/baca/21/berita-nomor-21"]);
    operator.is_sound();
}

#[test]
fn an_earlier_day_finds_what_unchanged_lists_named_before() {
    let news = News::of(5);
    let site = site(&news);
    let operator = Operator::new("earlier", &site, &["kabar-a"]);
    for (since, stored) in [("2024-11-01", 0), ("2024-10-01", 5)] {
        let output = operator.run(&["nightly", "--format", "json", "--since", since]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(operator.stored().len(), stored, "{since}");
    }
}

#[test]
fn articles_that_are_changed_or_taken_down_are_news() {
    let news = News::of(8);
    let site = site(&news);
    let operator = Operator::new("changed", &site, &["kabar-a"]);
    operator.night();
    news.change(7, "2124-10-15T01:00:00Z");
    news.take_down(3, "2124-10-15T01:00:00Z");
    let report = operator.night();
    assert_eq!((count(&report, 0, "updated"), count(&report, 0, "vanished")), (1, 1), "{report}");
    let stored = operator.stored();
    assert_eq!(stored.len(), 8, "what was taken down stays stored");
    let (text, revisions) = &stored["https://kabar-a.example/baca/7/berita-nomor-7"];
    assert!(text.contains("ditambahkan kemudian"), "{text}");
    assert_eq!(*revisions, 2);
}

#[test]
fn a_run_that_is_killed_loses_nothing() {
    const ARTICLES: u32 = 150;
    const KILLS: u64 = 50;
    let news = News::of(ARTICLES);
    news.delay(Duration::from_millis(4));
    let site = site(&news);
    let whole = Operator::new("whole", &site, &["kabar-a", "kabar-b"]);
    whole.night();
    site.forget();

    let operator = Operator::new("killed", &site, &["kabar-a", "kabar-b"]);
    // Moments without a pattern, the same in every run of the test.
    let mut moment = 88_172_645_463_325_252_u64;
    for _ in 0..KILLS {
        moment ^= moment << 13;
        moment ^= moment >> 7;
        moment ^= moment << 17;
        let mut run = start(&operator);
        std::thread::sleep(Duration::from_millis(40 + moment % 120));
        run.kill().expect("it can be killed");
        run.wait().expect("it ends");
    }
    operator.night();
    assert_eq!(operator.stored(), whole.stored());
    operator.is_sound();
    let mut fetched: BTreeMap<(String, String), u64> = BTreeMap::new();
    for request in site.asked().into_iter().filter(|request| request.path.starts_with("/baca/")) {
        *fetched.entry((request.host, request.path)).or_default() += 1;
    }
    let again: u64 = fetched.values().map(|times| times - 1).sum();
    assert!(again <= KILLS * 2, "{again} fetches again; only pages in flight may be, one an outlet and kill");
}

fn start(operator: &Operator) -> Child {
    operator
        .command(&["nightly", "--quiet"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

#[test]
fn a_second_run_at_the_same_time_gives_way() {
    let news = News::of(3);
    news.delay(Duration::from_millis(700));
    let site = site(&news);
    let operator = Operator::new("twice", &site, &["kabar-a"]);
    let mut first = start(&operator);
    while site.asked().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = operator.run(&["nightly"]);
    assert_eq!(second.status.code(), Some(75));
    let why = text(&second.stderr);
    assert!(why.contains(&format!("process {}", first.id())), "{why}");
    assert_eq!(first.wait().expect("it ends").code(), Some(0));
    assert_eq!(operator.stored().len(), 3);
}

#[test]
fn a_full_disk_stops_the_run_and_loses_nothing() {
    let news = News::of(60);
    let site = site(&news);
    let operator = Operator::new("full", &site, &["kabar-a"]);
    let netra = env!("CARGO_BIN_EXE_netra");
    let full = Command::new("sh")
        .args(["-c", &format!("trap '' XFSZ; ulimit -f 600; exec {netra} nightly --quiet")])
        .current_dir(&operator.folder)
        .output()
        .expect("a shell runs");
    let why = text(&full.stderr);
    assert_eq!(full.status.code(), Some(74), "{why}");
    assert!(why.contains("netra.sqlite"), "{why}");
    let before = operator.stored();
    assert!(before.len() < 60);
    operator.night();
    let after = operator.stored();
    assert_eq!(after.len(), 60);
    assert!(before.iter().all(|(address, article)| after.get(address) == Some(article)));
    operator.is_sound();
}

#[test]
fn an_outlet_that_gives_far_less_than_usual_is_reported() {
    let news = News::of(10);
    let site = site(&news);
    let operator = Operator::new("broken", &site, &["kabar-a"]);
    for number in 11..14 {
        operator.night();
        news.publish(number);
    }
    let report = operator.night();
    assert_eq!(report["outlets"][0]["suspicions"], Value::Array(Vec::new()));
    news.forget_all();
    news.publish(20);
    let report = operator.night();
    assert_eq!(report["outlets"][0]["suspicions"][0]["kind"], "few_listed", "{report}");
    let metrics = fs::read_to_string(operator.path("netra.prom")).expect("the metrics are written");
    assert!(metrics.contains("netra_outlet_broken{outlet=\"kabar-a\"} 1\n"), "{metrics}");
    let output = operator.run(&["nightly", "--format", "text"]);
    assert!(text(&output.stdout).contains("kabar-a"), "{}", text(&output.stdout));
}

#[test]
fn what_robots_txt_forbids_is_reported_and_not_asked_for() {
    let news = News::of(3);
    news.robots("User-agent: netra\nDisallow: /baca/2/\n");
    let site = site(&news);
    let operator = Operator::new("robots", &site, &["kabar-a"]);
    let report = operator.night();
    assert_eq!((count(&report, 0, "new"), count(&report, 0, "forbidden")), (2, 1), "{report}");
    assert!(site.paths().iter().all(|path| !path.starts_with("/baca/2/")), "{:?}", site.paths());
}

#[test]
fn outlets_that_cannot_be_reached_are_told() {
    let site = Site::new(|_| Answer::empty("503 Service Unavailable"));
    let operator = Operator::new("down", &site, &["kabar-a"]);
    operator.configure("[crawl]\n", "[crawl]\n");
    // A port on which nobody listens any more.
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
    operator.configure(&format!("127.0.0.1:{}", site.port), &format!("127.0.0.1:{port}"));
    let output = operator.run(&["nightly", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(69), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    assert_eq!(report["outlets"][0]["suspicions"][0]["kind"], "not_reached", "{report}");
}

#[test]
fn a_private_host_that_nobody_names_is_not_asked() {
    let news = News::of(2);
    let site = site(&news);
    let operator = Operator::new("private", &site, &["kabar-a"]);
    operator.configure("[hosts.via]", "# [hosts.via]");
    operator.configure("\"kabar-a.example\" =", "# ");
    let outlet = operator.path("outlets/kabar-a.toml");
    let host = format!("127.0.0.1:{}", site.port);
    let file = fs::read_to_string(&outlet).expect("it can be read").replace("kabar-a.example", &host);
    fs::write(&outlet, file.replace("[\"/feed\"]", &format!("[\"http://{host}/feed\"]")))
        .expect("it can be written");
    let output = operator.run(&["nightly"]);
    assert_eq!(output.status.code(), Some(69));
    assert!(text(&output.stdout).contains("public internet"), "{}", text(&output.stdout));
    assert_eq!(site.paths(), Vec::<String>::new());
}

#[test]
fn nothing_is_fetched_without_a_contact() {
    let news = News::of(2);
    let site = site(&news);
    let operator = Operator::new("contact", &site, &["kabar-a"]);
    operator.configure("redaksi@netra.example", "");
    let output = operator.run(&["nightly"]);
    assert_eq!(output.status.code(), Some(78));
    assert!(text(&output.stderr).contains("contact"), "{}", text(&output.stderr));
    assert_eq!(site.paths(), Vec::<String>::new());
}

#[test]
fn wrong_configurations_and_arguments_are_told() {
    let news = News::of(1);
    let site = site(&news);
    let operator = Operator::new("wrong", &site, &["kabar-a"]);
    for (arguments, code, why) in [
        (&["nightly", "--outlet", "kabar-x"][..], 64, "netra outlets"),
        (&["nightly", "--since", "kemarin"], 64, "YYYY-MM-DD"),
        (&["nightly", "--limit", "0"], 64, "--limit"),
        (&["nightly", "--config", "tidak-ada.toml"], 74, "tidak-ada.toml"),
        (&["nightly", "--store", "tidak/ada/netra.sqlite"], 74, "tidak/ada"),
        (&["nightly", "--store", "netra.toml"], 74, "netra.toml"),
    ] {
        let output = operator.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(why), "{arguments:?}: {}", text(&output.stderr));
    }
    operator.configure("delay =", "delai =");
    let output = operator.run(&["nightly"]);
    assert_eq!(output.status.code(), Some(78));
    assert!(text(&output.stderr).contains("netra.toml: line"), "{}", text(&output.stderr));
}

#[test]
fn an_interrupted_demo_store_is_not_mixed_with_news() {
    let news = News::of(1);
    let site = site(&news);
    let operator = Operator::new("mixed", &site, &["kabar-a"]);
    operator.night();
    let output = operator.run(&["demo", "--store", "netra.sqlite"]);
    assert_eq!(output.status.code(), Some(78), "{}", text(&output.stderr));
    assert!(Path::new(&operator.path("netra.sqlite")).exists());
    assert_eq!(operator.stored().len(), 1);
}
