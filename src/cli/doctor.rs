//! `netra doctor`: whether everything is as it should be, and what to do where it is not.

use super::config::{Config, Place, is_contact};
use super::exit::Exit;
use super::lang::Lang;
use super::output::{Format, Output};
use super::terminal::{Marking, styled};
use crate::annotate::line;
use crate::error::{Error, ErrorKind};
use crate::store::{self, Gravity, Store};
use anstyle::AnsiColor;
use serde::{Serialize, Serializer};
use std::io::{self, Write};
use std::path::Path;

/// Checks the configuration, the outlets, the model and the store, and says what to do where something is wrong
///
/// Nothing is fetched and nothing is changed. It ends with exit status 78 where the configuration must be set right
/// before `netra nightly` can work, with 74 where the store is damaged, and with 0 otherwise.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// How to write what was found [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The language of the text format's own words; what the store finds is in English
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// What one check found.
#[derive(Serialize)]
struct Finding {
    /// `note`, `warning` or `problem`.
    #[serde(serialize_with = "gravity")]
    gravity: Gravity,
    /// What was checked.
    about: String,
    /// What was found and what to do.
    text: String,
    #[serde(skip)]
    exit: Exit,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    let mut examined = Examined { lang: arguments.lang, findings: Vec::new() };
    let config = examined.configuration(Config::find(arguments.place.config.as_deref()));
    if let Some(config) = &config {
        examined.contact(config);
        examined.outlets(config);
        examined.model(config, arguments.place.store.as_deref());
        examined.metrics(config);
    }
    // Where the configuration cannot be read, only a store that is named is known.
    match (&config, &arguments.place.store) {
        (Some(config), asked) => examined.store(&config.store(asked.as_deref())),
        (None, Some(path)) => examined.store(path),
        (None, None) => {}
    }
    let mut output = Output::new(Format::or_fitting(arguments.format));
    for finding in &examined.findings {
        match output.format() {
            Format::Text => output.text(|to, marking| write(to, finding, arguments.lang, marking))?,
            _ => output.json(finding)?,
        }
    }
    output.finish()?;
    Ok(examined.findings.iter().fold(Exit::Done, |exit, finding| exit.or(finding.exit)))
}

/// What was found so far.
struct Examined {
    lang: Lang,
    findings: Vec<Finding>,
}

impl Examined {
    fn configuration(&mut self, found: Result<Config, Error>) -> Option<Config> {
        let about = ("configuration", "konfigurasi");
        match found {
            Ok(config) => {
                match &config.file {
                    Some(file) => self.note(about, &file.display().to_string()),
                    None => self.warn(
                        about,
                        self.lang.pick((
                            "there is none: `netra init` writes one to begin with",
                            "tidak ada: `netra init` menulis contoh awal",
                        )),
                    ),
                }
                Some(config)
            }
            Err(error) => {
                self.wrong(about, &format!("{error:#}"));
                None
            }
        }
    }

    fn contact(&mut self, config: &Config) {
        let about = ("contact", "kontak");
        match config.contact.trim() {
            "" => self.wrong(about, self.lang.pick((
                "nothing is fetched without one: set `contact` in netra.toml to an e-mail address or a page",
                "tanpa kontak tidak ada yang diambil: isi `contact` di netra.toml dengan alamat surel atau halaman",
            ))),
            contact if is_contact(contact) => self.note(about, contact),
            contact => {
                let why = self.lang.pick((
                    "is neither an e-mail address nor a page: set `contact` in netra.toml",
                    "bukan alamat surel dan bukan halaman: perbaiki `contact` di netra.toml",
                ));
                self.wrong(about, &format!("“{contact}” {why}"));
            }
        }
    }

    fn outlets(&mut self, config: &Config) {
        let about = ("outlets", "media");
        match config.outlets() {
            Ok((outlets, read)) if read.is_empty() => {
                let why = self.lang.pick((
                    "are known, none is read: name some in `outlets` of netra.toml",
                    "dikenal, tidak ada yang dibaca: sebutkan beberapa pada `outlets` di netra.toml",
                ));
                self.wrong(about, &format!("{} {why}", outlets.iter().count()));
            }
            Ok((outlets, read)) => {
                let (known, read, ids) = (outlets.iter().count(), read.len(), read.join(", "));
                let text = match self.lang {
                    Lang::En => format!("{known} known, {read} read: {ids}"),
                    Lang::Id => format!("{known} dikenal, {read} dibaca: {ids}"),
                };
                self.note(about, &text);
            }
            Err(error) => self.wrong(about, &format!("{error:#}")),
        }
    }

    fn model(&mut self, config: &Config, store: Option<&Path>) {
        let about = ("model", "model");
        match config.analyzer(store) {
            Ok(analyzer) => {
                let verdict = analyzer.analyze(&crate::Article::from_text("")).verdict;
                let text = format!(
                    "{}; {} {:.2}",
                    verdict.model,
                    self.lang.pick(("flags from a score of", "menandai mulai dari skor")),
                    verdict.threshold
                );
                self.note(about, &text);
            }
            Err(error) => self.wrong(about, &format!("{error:#}")),
        }
    }

    /// Whether the file of the metrics can be replaced.
    fn metrics(&mut self, config: &Config) {
        let Some(path) = config.metrics() else { return };
        let about = ("metrics", "metrik");
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match tempfile::Builder::new().prefix(".netra").tempfile_in(folder) {
            Ok(_) => self.note(about, &path.display().to_string()),
            Err(error) => {
                let why = self.lang.pick((
                    "cannot be written: make its folder, or let this user write in it",
                    "tidak dapat ditulis: buat foldernya, atau izinkan pengguna ini menulis di situ",
                ));
                self.wrong(about, &format!("{} {why} ({error})", path.display()));
            }
        }
    }

    fn store(&mut self, path: &Path) {
        let about = ("store", "basis data");
        if !path.exists() {
            let why = self.lang.pick((
                "is not there yet; the first `netra nightly` makes it",
                "belum ada; `netra nightly` yang pertama akan membuatnya",
            ));
            return self.warn(about, &format!("{} {why}", path.display()));
        }
        let checked = store::open_existing(path).and_then(|store| {
            self.note(about, &path.display().to_string());
            self.runs(&*store)?;
            store.doctor()
        });
        match checked {
            Ok(findings) => {
                for store::Finding { gravity, about, text, .. } in findings {
                    let exit = if gravity == Gravity::Problem { Exit::Io } else { Exit::Done };
                    self.add(gravity, about.to_owned(), &text, exit);
                }
            }
            Err(error) => {
                let exit = if error.kind() == ErrorKind::Config { Exit::Config } else { Exit::Io };
                self.add(Gravity::Problem, self.lang.pick(about).to_owned(), &format!("{error:#}"), exit);
            }
        }
    }

    /// When the last run was.
    fn runs(&mut self, store: &dyn Store) -> Result<(), Error> {
        let text = match store.runs(1)?.first() {
            Some(run) => format!("{}, {}", run.kind, self.lang.moment(run.started_at)),
            None => self.lang.pick(("there was none yet", "belum ada")).to_owned(),
        };
        self.note(("last run", "jalan terakhir"), &text);
        Ok(())
    }

    fn note(&mut self, about: (&str, &str), text: &str) {
        self.add(Gravity::Note, self.lang.pick(about).to_owned(), text, Exit::Done);
    }

    fn warn(&mut self, about: (&str, &str), text: &str) {
        self.add(Gravity::Warning, self.lang.pick(about).to_owned(), text, Exit::Done);
    }

    /// A problem of the configuration.
    fn wrong(&mut self, about: (&str, &str), text: &str) {
        self.add(Gravity::Problem, self.lang.pick(about).to_owned(), text, Exit::Config);
    }

    fn add(&mut self, gravity: Gravity, about: String, text: &str, exit: Exit) {
        self.findings.push(Finding { gravity, about, text: text.to_owned(), exit });
    }
}

fn write(to: &mut impl Write, finding: &Finding, lang: Lang, marking: Marking) -> io::Result<()> {
    let (word, colour) = match finding.gravity {
        Gravity::Note => (("ok", "baik"), AnsiColor::Green),
        Gravity::Warning => (("warning", "peringatan"), AnsiColor::Yellow),
        Gravity::Problem => (("PROBLEM", "MASALAH"), AnsiColor::Red),
    };
    styled(to, colour.on_default(), &format!("{:<10}", lang.pick(word)), marking)?;
    writeln!(to, " {}: {}", finding.about, line(&finding.text))
}

fn gravity<S: Serializer>(gravity: &Gravity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match gravity {
        Gravity::Note => "note",
        Gravity::Warning => "warning",
        Gravity::Problem => "problem",
    })
}
