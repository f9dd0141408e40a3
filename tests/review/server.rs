//! A store with invented articles, and `netra review` on it.

use netra::store::{Fetched, Judgement, Log, PageSeen, Store, open};
use netra::{Analyzer, Article};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// A folder of its own for each test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("review").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// `netra review` at work; it is killed when this is dropped.
pub(crate) struct Server {
    process: Child,
    /// Where it serves: `127.0.0.1:40123`.
    pub(crate) address: String,
    /// The first address that lets somebody in.
    pub(crate) first: String,
    /// The addresses that let somebody in, as they are printed.
    entrances: mpsc::Receiver<String>,
}

impl Server {
    /// Serves a store on a free port, with more arguments.
    pub(crate) fn start(store: &Path, more: &[&str]) -> Server {
        Server::on("127.0.0.1:0", store, more)
    }

    /// Serves a store on an address.
    pub(crate) fn on(address: &str, store: &Path, more: &[&str]) -> Server {
        let mut process = Command::new(env!("CARGO_BIN_EXE_netra"))
            .args(["review", "--address", address, "--store"])
            .arg(store)
            .args(more)
            .current_dir(store.parent().expect("a store lies in a folder"))
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = BufReader::new(process.stderr.take().expect("it says something"));
        let (tell, entrances) = mpsc::channel();
        std::thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                if let Some(at) = line.find("http://") {
                    let _ = tell.send(line[at..].to_owned());
                }
            }
        });
        let mut server = Server { process, address: String::new(), first: String::new(), entrances };
        let entrance = server.entrance();
        server.first = entrance.clone();
        let place = entrance.trim_start_matches("http://").split('/').next().expect("it has a place");
        server.address = place.to_owned();
        server
    }

    /// The whole address of a path.
    pub(crate) fn place(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The next address that the program prints.
    pub(crate) fn entrance(&self) -> String {
        self.entrances.recv_timeout(Duration::from_secs(30)).expect("the program prints an address")
    }

    /// The number of the process.
    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Kills the program, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The names of the invented officials; each is in one article.
const NAMES: [&str; 14] = [
    "Darto Wibawa",
    "Rusmin Hadiko",
    "Sutarno Beliu",
    "Lasmana Peroka",
    "Tumiran Sagola",
    "Wiranto Jempang",
    "Bakrie Lolongan",
    "Yusran Mapaka",
    "Hendrik Salubo",
    "Parmin Tegowo",
    "Jumadi Ropen",
    "Kasman Luwido",
    "Marten Bolosi",
    "Supardi Nekoyo",
];

/// The invented villages of these officials.
const PLACES: [&str; 14] = [
    "Muara Sepi",
    "Tanjung Lemu",
    "Batu Rindang",
    "Sungai Kelawit",
    "Bukit Randu",
    "Teluk Basung",
    "Lubuk Senyap",
    "Pulau Ranggas",
    "Long Mebat",
    "Tanah Pulai",
    "Sumber Wangsa",
    "Rantau Jelai",
    "Gunung Selasar",
    "Danau Peritu",
];

/// Saves invented articles, of which each tells of another lurah, as the nightly run would.
pub(crate) fn fill(store: &mut dyn Store, articles: usize) {
    assert!(articles <= NAMES.len(), "each article has a name of its own");
    for number in 0..articles {
        let name = NAMES[number];
        let place = PLACES[number];
        let text = format!(
            "Lurah {place} Dilaporkan ke Bawaslu\n\nBALIKPAPAN - Lurah {place}, {name}, diduga mengikuti kampanye \
             calon wali kota, Senin (7/10/2024). \"Kami menerima laporan itu dan akan memanggil yang \
             bersangkutan,\" kata Ketua Bawaslu Kota Balikpapan Rini Astati, Selasa (8/10/2024).\n\n{name} \
             membantah. Ia mengaku hanya lewat."
        );
        save(store, &format!("lurah-{number}"), &text);
    }
}

/// Saves an article that is about nobody in particular.
pub(crate) fn fill_appeals(store: &mut dyn Store, articles: usize) {
    for number in 0..articles {
        let text = format!(
            "Pemkab Ingatkan ASN Jaga Netralitas, Apel Ke-{number}\n\nTENGGARONG - Bupati mengimbau seluruh ASN \
             menjaga netralitas menjelang Pilkada 2024, Rabu (9/10/2024). ASN dilarang mengikuti kampanye."
        );
        save(store, &format!("apel-{number}"), &text);
    }
}

/// Saves one article as the nightly run would; its number.
pub(crate) fn save(store: &mut dyn Store, name: &str, text: &str) -> i64 {
    save_in(None, store, name, text)
}

/// Saves an article that tells a story.
pub(crate) fn save_in(story: Option<i64>, store: &mut dyn Store, name: &str, text: &str) -> i64 {
    let analyzer = Analyzer::default();
    let article = Article::from_text(text);
    let analysis = analyzer.analyze(&article);
    let address = format!("https://kabar.example/{name}");
    let fetched = Fetched {
        found_as: address.clone(),
        canonical: address.clone(),
        outlet: "kabar".to_owned(),
        day: Some("2024-10-08".parse().expect("a day")),
        published: Some("2024-10-08T16:02:00+08:00".to_owned()),
        fetched_at: "2024-10-08T20:00:00Z".parse().expect("a time"),
        page: PageSeen { address, status: 200, bytes: text.as_bytes().to_vec(), ..PageSeen::default() },
        story,
        ..Fetched::new(&article, &analysis)
    };
    store.save(&fetched).expect("it is saved").article()
}

/// A store with invented articles, in a folder of its own.
pub(crate) fn filled(name: &str, articles: usize) -> PathBuf {
    let path = folder(name).join("netra.sqlite");
    let mut store = open(&path).expect("the store can be made");
    fill(store.as_mut(), articles);
    path
}

/// The verdicts that stand, newest first.
pub(crate) fn standing(path: &Path) -> Vec<Judgement> {
    let store = open(path).expect("the store opens");
    store.judgements(&Log { standing: true, ..Log::default() }).expect("read")
}
