//! Learning from verdicts as its users meet it: the program on a real store and a folder of models.
//!
//! That a better candidate is taken and others are rejected is tested in `src/cli/train/tests.rs`, beside a corpus
//! that is small enough for a test.

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "the tests run the program on files of their own")]

use jiff::ToSpan;
use jiff::civil::date;
use netra::store::{self, Decision, Fetched, Reach, Store, Verdict};
use netra::{Analyzer, Article, Model};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const REPORT: &str = "Camat Muara Sepi, Darto Wibawa, diduga mengikuti kampanye calon wali kota di Kota Balikpapan, Sabtu \
    (5/10/2024). Bawaslu memeriksa camat itu setelah menerima laporan warga.";

const FESTIVAL: &str =
    "Festival perahu hias digelar di tepi sungai. Warga senang dan pedagang ramai pembeli.";

/// A folder of this test's own with a configuration in it.
fn folder(name: &str, analysis: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("learn").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let config = format!("contact = 'meja@example.org'\nstore = 'netra.sqlite'\n[analysis]\n{analysis}\n");
    fs::write(folder.join("netra.toml"), config).expect("it can be written");
    fs::write(folder.join("article.txt"), REPORT).expect("it can be written");
    folder
}

fn netra(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_netra"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// What the program writes, where it ends with this status and says this.
#[track_caller]
fn ends(folder: &Path, arguments: &[&str], code: i32, said: &str) -> String {
    let output = netra(folder, arguments);
    let stderr = String::from_utf8(output.stderr).expect("it writes UTF-8");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {stderr}");
    assert!(stderr.contains(said), "{said:?} is not in {stderr:?}");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

/// The model that `netra analyze` scores by.
#[track_caller]
fn scored_by(folder: &Path, options: &[&str]) -> String {
    let arguments = [&["analyze", "--format", "json", "article.txt"], options].concat();
    let results: Value = serde_json::from_str(&ends(folder, &arguments, 0, "")).expect("it is JSON");
    results[0]["verdict"]["model"].as_str().expect("a name").to_owned()
}

/// Puts a model into the folder of models: the built-in one under another name.
fn put(folder: &Path, name: &str) -> PathBuf {
    let text = include_str!("../data/model/model.tsv").replacen(Model::default().name(), name, 1);
    let (body, _) = text.split_once("\nsum\t").expect("it ends in its checksum");
    let sum = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let model = folder.join("netra-models").join(name);
    fs::create_dir_all(&model).expect("the folder can be made");
    let table = model.join("model.tsv");
    fs::write(&table, format!("{body}\nsum\t{sum:016x}\n")).expect("it can be written");
    table
}

#[test]
fn a_model_is_taken_into_use_and_given_up_again() {
    let desk = folder("use", "");
    let built_in = Model::default().name().to_owned();
    assert_eq!(scored_by(&desk, &[]), built_in);
    put(&desk, "netra-00000001");
    put(&desk, "netra-00000002");
    assert_eq!(scored_by(&desk, &[]), built_in, "a model that is only there is not used");
    ends(&desk, &["model", "use", "netra-00000001", "--why", "tried"], 0, "");
    ends(&desk, &["model", "use", "netra-00000002"], 0, "");
    assert_eq!(scored_by(&desk, &[]), "netra-00000002");
    assert_eq!(scored_by(&desk, &["--model", "netra-00000001"]), "netra-00000001");
    assert_eq!(scored_by(&desk, &["--model", "built-in"]), built_in);

    let list = ends(&desk, &["model", "list", "--format", "json"], 0, "");
    let list: Value = serde_json::from_str(&list).expect("it is JSON");
    let rows: Vec<(&str, bool)> = list
        .as_array()
        .expect("an array")
        .iter()
        .map(|row| (row["name"].as_str().expect("a name"), row["in_use"].as_bool().expect("yes or no")))
        .collect();
    assert_eq!(rows, [("built-in", false), ("netra-00000001", false), ("netra-00000002", true)]);
    let text = ends(&desk, &["model", "list", "--format", "text", "--lang", "id"], 0, "");
    assert!(text.contains("* netra-00000002; dipakai sejak "), "{text}");

    assert!(ends(&desk, &["model", "rollback"], 0, "").contains("netra-00000001 is in use again"));
    assert_eq!(scored_by(&desk, &[]), "netra-00000001");
    ends(&desk, &["model", "rollback"], 0, "");
    assert_eq!(scored_by(&desk, &[]), built_in);
    ends(&desk, &["model", "rollback"], 64, "no model was in use before");
    let history = fs::read_to_string(desk.join("netra-models/current")).expect("it is there");
    let lines: Vec<&str> = history.lines().map(|line| line.split_once('\t').expect("a time").1).collect();
    assert_eq!(
        lines,
        ["netra-00000001\ttried", "netra-00000002\tchosen", "netra-00000001\trollback", "built-in\trollback"]
    );
}

#[test]
fn only_a_model_that_is_there_is_taken() {
    let desk = folder("names", "");
    for name in ["netra-12345678", "../names", "", "article.txt"] {
        ends(&desk, &["model", "use", name], 64, "netra model list");
    }
    fs::write(put(&desk, "netra-00000001"), "netra model\t2\n").expect("it can be written");
    ends(&desk, &["model", "use", "netra-00000001"], 65, "damaged");
    fs::copy(put(&desk, "netra-00000002"), desk.join("netra-models/netra-00000001/model.tsv"))
        .expect("copied");
    ends(&desk, &["model", "use", "netra-00000001"], 65, "holds another model");
    assert!(!desk.join("netra-models/current").exists());
}

#[test]
fn a_broken_model_is_never_passed_over() {
    let desk = folder("broken", "");
    let table = put(&desk, "netra-00000001");
    ends(&desk, &["model", "use", "netra-00000001"], 0, "");
    let whole = fs::read(&table).expect("it can be read");
    fs::write(&table, &whole[..whole.len() / 2]).expect("it can be written");
    for command in
        [&["analyze", "article.txt"][..], &["nightly"], &["crawl"], &["doctor"], &["eval", "x.jsonl"]]
    {
        let output = netra(&desk, command);
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).expect("it writes UTF-8");
        assert_eq!(output.status.code(), Some(78), "{command:?}: {told}");
        assert!(told.contains("netra model rollback"), "{command:?}: {told}");
    }
    let list = ends(&desk, &["model", "list", "--format", "text"], 0, "");
    assert!(
        list.contains("* netra-00000001; in use since ") && list.contains("(chosen)\n    cannot be used"),
        "{list}"
    );
    fs::remove_dir_all(desk.join("netra-models/netra-00000001")).expect("it can be removed");
    ends(&desk, &["analyze", "article.txt"], 78, "netra model rollback");
    ends(&desk, &["model", "rollback"], 0, "");
    assert_eq!(scored_by(&desk, &[]), Model::default().name());
    fs::write(desk.join("netra-models/current"), "").expect("it can be written");
    ends(&desk, &["analyze", "article.txt"], 78, "remove the file");
}

#[test]
fn the_configuration_goes_before_the_folder() {
    let desk = folder("explicit", "model = 'own/model.tsv'\nmodels = 'elsewhere/models'");
    ends(&desk, &["analyze", "article.txt"], 78, "analysis.model");
    let table = put(&desk, "netra-00000001");
    fs::create_dir_all(desk.join("own")).expect("it can be made");
    fs::copy(table, desk.join("own/model.tsv")).expect("copied");
    assert_eq!(scored_by(&desk, &[]), "netra-00000001");
    fs::create_dir_all(desk.join("elsewhere/models")).expect("it can be made");
    put(&desk, "netra-00000002");
    fs::rename(desk.join("netra-models/netra-00000002"), desk.join("elsewhere/models/netra-00000002"))
        .expect("moved");
    ends(&desk, &["model", "use", "netra-00000002"], 0, "the configuration goes before it");
    assert_eq!(scored_by(&desk, &[]), "netra-00000001");
}

/// A store in which the n-th story was published on the n-th of August 2026 and has the n-th of these verdicts.
fn judged(desk: &Path, verdicts: &[(&str, Decision)]) {
    let mut store = store::open(&desk.join("netra.sqlite")).expect("it opens");
    for (number, (text, decision)) in (1..).zip(verdicts) {
        judge(&mut *store, number, text, *decision);
    }
}

fn judge(store: &mut dyn Store, number: i64, text: &str, decision: Decision) {
    let article = Article::new(&format!("Kabar ke-{number} dari daerah ini"), text)
        .with_url(Some(format!("https://kabar.example/{number}")))
        .with_published(Some(date(2026, 7, 31) + number.days()));
    let fetched = Fetched::new(&article, &Analyzer::default().analyze(&article));
    let article = store.save(&fetched).expect("it is stored").article();
    let verdict = Verdict {
        article,
        reach: Reach::Story,
        decision,
        reason: (decision == Decision::Reject).then(|| "appeal".to_owned()),
        reviewer: "Sari".to_owned(),
        at: "2026-09-01T03:00:00Z".parse().expect("a time"),
        note: None,
        score_shown: None,
        model: None,
        key: number.to_string(),
        supersedes: None,
    };
    store.add_verdict(&verdict).expect("it is added");
}

#[test]
fn a_model_is_measured_on_verdicts() {
    let desk = folder("eval", "");
    judged(
        &desk,
        &[
            (REPORT, Decision::Confirm),
            (FESTIVAL, Decision::Reject),
            (FESTIVAL, Decision::Unsure),
            (FESTIVAL, Decision::Confirm),
        ],
    );
    put(&desk, "netra-00000001");
    let report = |options: &[&str]| -> Value {
        let arguments = [&["eval", "--verdicts", "--format", "json"], options].concat();
        serde_json::from_str(&ends(&desk, &arguments, 0, "")).expect("it is JSON")
    };
    let all = report(&["--against", "netra-00000001"]);
    let counts = |part: &Value| [&part["articles"], &part["violations"], &part["missed"]].map(Value::as_u64);
    assert_eq!(counts(&all["all"]), [Some(3), Some(2), Some(1)]);
    assert_eq!((&all["unsure"], &all["all"]["stories"]), (&1.into(), &3.into()));
    // The other model is the same under another name.
    assert_eq!(all["against"]["model"], "netra-00000001");
    assert_eq!((&all["against"]["all"], &all["against"]["gain"]["brier"]), (&all["all"], &0.0.into()));
    assert!(all["kinds"].as_array().expect("kinds").iter().any(|kind| kind["kind"] == "appeal"), "{all}");
    let late = report(&["--since", "2026-08-03"]);
    assert_eq!(counts(&late["all"]), [Some(1), Some(1), Some(1)]);
    assert!(late.get("against").is_none());
    let table = ends(&desk, &["eval", "--verdicts", "--against", "built-in"], 0, "");
    assert!(table.contains("gain in Brier score +0.0000"), "{table}");
    assert!(table.contains("1 articles left out"), "{table}");
    ends(&desk, &["eval", "--since", "2026-08-03", "x.jsonl"], 64, "--verdicts");
    ends(&desk, &["eval", "--verdicts", "--since", "2027-01-01"], 65, "no labelled article");
}

#[test]
fn a_candidate_needs_verdicts_that_teach() {
    let desk = folder("too-few", "");
    let options = ["train", "--with-verdicts"];
    ends(&desk, &options, 78, "netra.sqlite");
    judged(&desk, &[(REPORT, Decision::Confirm), (FESTIVAL, Decision::Reject)]);
    ends(&desk, &options, 65, "too few verdicts");
    assert!(!desk.join("netra-models").exists());
    ends(&desk, &["train", "--store", "netra.sqlite"], 64, "--with-verdicts");
    ends(&desk, &["train", "--dry-run", "--out", "here"], 64, "--with-verdicts");
    ends(&desk, &["train", "--with-verdicts", "--out", "here"], 64, "--out");
}

#[test]
fn swapped_verdicts_are_told_before_anything_is_learnt() {
    let desk = folder("swapped", "");
    let swapped: Vec<(&str, Decision)> = (0..60)
        .map(|at| if at % 2 == 0 { (REPORT, Decision::Reject) } else { (FESTIVAL, Decision::Confirm) })
        .collect();
    judged(&desk, &swapped);
    ends(&desk, &["train", "--with-verdicts"], 65, "contradict");
    ends(&desk, &["train", "--with-verdicts", "--lang", "id"], 65, "tertukar");
    assert!(!desk.join("netra-models").exists());
}

#[test]
fn a_better_candidate_is_used_from_then_on() {
    const PLACES: [&str; 8] =
        ["Samarinda", "Bontang", "Paser", "Berau", "Kutai Timur", "Balikpapan", "Malang", "Kendari"];
    let desk = folder("better", "");
    // Elections of a sports association have nothing to do with neutrality, which the built-in articles do not tell.
    let verdicts: Vec<(String, Decision)> = (0..80)
        .map(|at| {
            let (place, number) = (PLACES[at % 8], at / 8 + 2);
            let (what, decision) = match at % 2 {
                0 => (format!("calon bupati nomor urut {number}"), Decision::Confirm),
                _ => (format!("calon ketua KONI {number} cabang olahraga"), Decision::Reject),
            };
            let text = format!(
                "Seorang camat di {place} diduga mengikuti kampanye {what}. Bawaslu {place} memeriksa camat itu pada \
                 Senin setelah menerima laporan warga yang disertai foto."
            );
            (text, decision)
        })
        .collect();
    let verdicts: Vec<(&str, Decision)> = verdicts.iter().map(|(text, it)| (text.as_str(), *it)).collect();
    judged(&desk, &verdicts);
    let told = ends(&desk, &["train", "--with-verdicts"], 0, "");
    let name = scored_by(&desk, &[]);
    assert!(told.contains(&format!("{name} is better and in use now")), "{told}");
    assert_ne!(name, Model::default().name());
    let list = ends(&desk, &["model", "list", "--format", "text"], 0, "");
    assert!(
        list.contains(&format!("* {name}; made")) && list.contains("60 stories published until"),
        "{list}"
    );
    let table = ends(&desk, &["eval", "--verdicts", "--since", "2026-09-30", "--against", "built-in"], 0, "");
    assert!(table.contains("better by more than chance"), "{table}");
    assert!(ends(&desk, &["model", "rollback"], 0, "").contains(&format!("instead of {name}")));
    assert_eq!(scored_by(&desk, &[]), Model::default().name());
}
