//! A night's crawl end to end: 2,000 pages of a loopback server, politeness off, through the program itself.
//!
//! Prints pages a second, the program's peak memory and processor time, and how much of that time parsing and
//! analysing the same pages takes by itself: `cargo bench --bench crawl`.

#![expect(clippy::disallowed_methods, reason = "the bench runs the program and a server of its own")]
#![expect(clippy::print_stdout, reason = "a bench prints")]

#[path = "../tests/site/mod.rs"]
mod site;

use netra::{Analyzer, Outlets, Page, parse_with};
use site::{Answer, Request, Site};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Outlets, each with as many articles.
const OUTLETS: usize = 8;
const ARTICLES: usize = 250;

fn main() {
    let pages = pages();
    let bytes: usize = pages.values().map(Vec::len).sum();
    println!("{} pages, {:.1} MB of HTML", pages.len(), bytes as f64 / 1e6);
    let folder = folder();
    let outlets = write_outlets(&folder);
    let alone = alone(&pages, &outlets);
    let served = pages.clone();
    let site = Site::new(move |request| answer(&served, request));
    write_configuration(&folder, site.port);
    for name in ["everything is new", "nothing is new"] {
        site.forget();
        let run = run(&folder);
        let asked = site.asked().len();
        let seconds = run.wall.as_secs_f64();
        println!("{name}: {seconds:.2} s, {asked} requests, {:.0} a second", asked as f64 / seconds);
        println!(
            "  processor {:.2} s, of which parsing and analysis alone take {:.2} s; peak memory {:.0} MB",
            run.processor.as_secs_f64(),
            if asked > pages.len() { alone.as_secs_f64() } else { 0.0 },
            run.peak as f64 / 1e6,
        );
    }
    let size = fs::metadata(folder.join("netra.sqlite")).map_or(0, |file| file.len());
    println!(
        "the store has {:.1} MB, {:.1} kB a page",
        size as f64 / 1e6,
        size as f64 / 1e3 / pages.len() as f64
    );
}

/// The pages by host and path: the articles of the corpus in the page of a replica. Those beyond its end are told a
/// second time by another outlet.
fn pages() -> BTreeMap<String, Vec<u8>> {
    let replica = root().join("data/replica/antara-kaltim/festival-ketinting.html");
    let page = fs::read_to_string(replica).expect("the replica can be read");
    let (head, rest) = page.split_once("<div class=\"post-content clearfix\">").expect("it has a body");
    let (_, tail) = rest.split_once("<p class=\"text-muted").expect("its body ends with who wrote it");
    let articles = articles();
    let mut pages = BTreeMap::new();
    for number in 0..OUTLETS * ARTICLES {
        let (title, text) = &articles[number % articles.len()];
        let host = format!("kabar-{}.example", number % OUTLETS);
        let path = format!("/berita/{}/berita-nomor-{number}", 1000 + number);
        let head = head
            .replace("https://kaltim.antaranews.com/berita/226941/festival-ketinting-kampung-muara-kerapu-diikuti-46-perahu", &format!("https://{host}{path}"))
            .replace("Festival ketinting Kampung Muara Kerapu diikuti 46 perahu", title);
        let body = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br><br>");
        let page =
            format!("{head}<div class=\"post-content clearfix\">\n{body}\n<p class=\"text-muted{tail}");
        pages.insert(format!("{host}{path}"), page.into_bytes());
    }
    pages
}

/// Titles and texts of the corpus.
fn articles() -> Vec<(String, String)> {
    let folder = fs::read_dir(root().join("data/corpus")).expect("the corpus can be read");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("it can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let texts = files.iter().map(|path| fs::read_to_string(path).expect("it can be read"));
    let lines: Vec<String> =
        texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let article = |line: &String| {
        let article: serde_json::Value = serde_json::from_str(line).expect("a line is an article");
        let field = |name: &str| article[name].as_str().expect("it has title and text").to_owned();
        (field("title"), field("text"))
    };
    lines.iter().map(article).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn answer(pages: &BTreeMap<String, Vec<u8>>, request: &Request) -> Answer {
    if request.path == "/feed" {
        let links = pages.range(format!("{}/", request.host)..format!("{}0", request.host));
        let items: String = links
            .map(|(place, _)| {
                format!("<item><link>https://{place}</link><pubDate>Tue, 08 Oct 2024 16:02:00 +0800</pubDate></item>")
            })
            .collect();
        let feed = format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>");
        return Answer::ok("application/rss+xml", feed).unless_known(request);
    }
    match pages.get(&format!("{}{}", request.host, request.path)) {
        Some(page) => Answer::ok("text/html; charset=utf-8", page.clone()),
        None => Answer::empty("404 Not Found"),
    }
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("crawl-bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("outlets")).expect("the folder can be made");
    folder
}

/// Writes the outlets' files, in the layout of the replica.
fn write_outlets(folder: &Path) -> Outlets {
    let base =
        fs::read_to_string(root().join("data/outlets/antara-kaltim.toml")).expect("the outlet can be read");
    let mut files = Vec::new();
    for outlet in 0..OUTLETS {
        let id = format!("kabar-{outlet}");
        let file: String = base
            .replace("id = \"antara-kaltim\"", &format!("id = \"{id}\""))
            .replace("kaltim.antaranews.com", &format!("{id}.example"))
            .lines()
            .map(|line| match line {
                line if line.starts_with("feeds = ") => "feeds = [\"/feed\"]\n".to_owned(),
                line if line.starts_with("sitemaps = ") || line.starts_with("listings = ") => String::new(),
                line => format!("{line}\n"),
            })
            .collect();
        fs::write(folder.join("outlets").join(format!("{id}.toml")), &file).expect("it can be written");
        files.push((format!("{id}.toml"), file));
    }
    Outlets::builtin()
        .with(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        .expect("they are right")
}

fn write_configuration(folder: &Path, port: u16) {
    let ids: Vec<String> = (0..OUTLETS).map(|outlet| format!("kabar-{outlet}")).collect();
    let via: String = ids.iter().map(|id| format!("\"{id}.example\" = \"127.0.0.1:{port}\"\n")).collect();
    let text = format!(
        "contact = \"redaksi@netra.example\"\noutlet_files = \"outlets\"\noutlets = {ids:?}\n\
         [crawl]\ndays = 10000\narticles = 5000\ndelay = 0.0\nrequests_a_day = 1000000\n[hosts.via]\n{via}"
    );
    fs::write(folder.join("netra.toml"), text).expect("it can be written");
}

/// How long parsing and analysing the pages takes by itself, on one thread.
fn alone(pages: &BTreeMap<String, Vec<u8>>, outlets: &Outlets) -> Duration {
    let analyzer = Analyzer::default();
    let analyze = |(place, page): (&String, &Vec<u8>)| {
        let page = Page::new(page.clone()).with_url(format!("https://{place}"));
        std::hint::black_box(analyzer.analyze(&parse_with(&page, outlets)));
    };
    // The tables are read at the first use.
    pages.iter().take(1).for_each(analyze);
    let started = Instant::now();
    pages.iter().for_each(analyze);
    started.elapsed()
}

/// What a run of the program took.
struct Run {
    wall: Duration,
    processor: Duration,
    /// The most memory that it had, in bytes.
    peak: u64,
}

fn run(folder: &Path) -> Run {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(["nightly", "--quiet", "--format", "json"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    let (mut processor, mut peak) = (Duration::ZERO, 0);
    let status = loop {
        (processor, peak) = spent(child.id()).unwrap_or((processor, peak));
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!(status.success(), "{status}");
    Run { wall: started.elapsed(), processor, peak }
}

/// Processor time and peak memory of a process that still runs.
fn spent(process: u32) -> Option<(Duration, u64)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let ticks: Vec<i64> =
        stat.rsplit(')').next()?.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().ok()?;
    // Fields 14 and 15, in hundredths of a second; the state before them is no number.
    let ticks = u64::try_from(ticks.get(10)? + ticks.get(11)?).ok()?;
    Some((Duration::from_millis(10 * ticks), peak * 1024))
}
