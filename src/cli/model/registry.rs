//! The folder of models: one folder each, and the file `current`, which says which is in use.
//!
//! A file is written beside its place, brought to the disk and renamed into its place, so that a reader and the loss
//! of power find the old one or the new one.

use super::super::lock::Lock;
use super::history::{BUILT_IN, History, is_name};
use crate::classify::Model;
use crate::classify::train::Contest;
use crate::error::{Error, ErrorKind};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The file that says which model is in use.
const CURRENT: &str = "current";

/// The files of a model's folder.
const TABLE: &str = "model.tsv";
const CARD: &str = "card.md";
const ABOUT: &str = "about.json";

/// The most bytes of a file that are read.
const LONGEST: u64 = 16 << 20;

/// The folder of models.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Registry {
    folder: PathBuf,
}

/// What is known of a model beside its weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::cli) struct About {
    /// When it was made.
    pub(in crate::cli) made: Timestamp,
    /// What it learnt from the store.
    pub(in crate::cli) verdicts: Verdicts,
    /// How it compares on the built-in articles.
    pub(in crate::cli) corpus: Contest,
    /// How it compares on recent verdicts.
    pub(in crate::cli) recent: Contest,
    /// Whether it was taken into use when it was made.
    pub(in crate::cli) taken: bool,
}

/// The verdicts that a model learnt from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Verdicts {
    /// Stories.
    pub(in crate::cli) stories: u64,
    /// Articles of them that stand confirmed.
    pub(in crate::cli) confirmed: u64,
    /// Articles of them that stand rejected.
    pub(in crate::cli) rejected: u64,
    /// The last day of publication of these.
    pub(in crate::cli) until: Option<Date>,
}

impl Registry {
    /// The folder of models at a path, which need not be there.
    pub(in crate::cli) fn at(folder: PathBuf) -> Registry {
        Registry { folder }
    }

    /// The name of the model that is in use.
    pub(in crate::cli) fn current(&self) -> Result<String, Error> {
        Ok(self.history()?.current().to_owned())
    }

    /// Since when and why that model is in use.
    pub(super) fn since(&self) -> Result<Option<(Timestamp, String)>, Error> {
        Ok(self.history()?.since().map(|(at, why)| (at, why.to_owned())))
    }

    /// The model that is in use.
    ///
    /// # Errors
    ///
    /// Of kind [`Config`](ErrorKind::Config) where it cannot be read: another is never used in its stead.
    pub(in crate::cli) fn model(&self) -> Result<Model, Error> {
        let name = self.current()?;
        self.named(&name).map_err(|error| {
            let why = format!(
                "the model in use cannot be read ({error:#}): `netra model rollback` goes back to the one before, \
                 `netra model use {BUILT_IN}` to the built-in one"
            );
            Error::new(ErrorKind::Config, why)
        })
    }

    /// The model of a name.
    ///
    /// # Errors
    ///
    /// Of kind [`Usage`](ErrorKind::Usage) where there is none of this name.
    pub(in crate::cli) fn named(&self, name: &str) -> Result<Model, Error> {
        if name == BUILT_IN {
            return Ok(Model::default());
        }
        if !self.has(name) {
            let why = format!(
                "there is no model {name} in {}; `netra model list` shows those that are there",
                self.folder.display()
            );
            return Err(Error::new(ErrorKind::Usage, why));
        }
        let path = self.folder.join(name).join(TABLE);
        let model = super::file(&path)?;
        if model.name() != name {
            let why = format!("{} holds another model, {}", path.display(), model.name());
            return Err(Error::new(ErrorKind::BadData, why));
        }
        Ok(model)
    }

    /// Whether a model of this name is there.
    pub(in crate::cli) fn has(&self, name: &str) -> bool {
        is_name(name) && self.folder.join(name).is_dir()
    }

    /// The names of the models that are there, in order; not that of the built-in one.
    pub(super) fn names(&self) -> Result<Vec<String>, Error> {
        let failed = |error| Error::io(format!("{} cannot be read", self.folder.display()), error);
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            if self.has(&name) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// What is known of a model; none where that cannot be read.
    pub(in crate::cli) fn about(&self, name: &str) -> Option<About> {
        if !self.has(name) {
            return None;
        }
        let text = read(&self.folder.join(name).join(ABOUT)).ok()??;
        serde_json::from_str(&text).ok()
    }

    /// Puts a model there, over one of the same name, which is the same model.
    pub(in crate::cli) fn add(
        &self,
        name: &str,
        table: &str,
        card: &str,
        about: &About,
    ) -> Result<(), Error> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder)
            .map_err(|error| Error::io(format!("{} cannot be made", folder.display()), error))?;
        let about =
            serde_json::to_string_pretty(about).expect("its fields are numbers, texts and lists") + "\n";
        for (file, text) in [(CARD, card), (ABOUT, &about), (TABLE, table)] {
            replace(&folder.join(file), text)?;
        }
        Ok(())
    }

    /// Takes a model into use, unless it is already; whether it was not. Only one that can be read is taken.
    pub(in crate::cli) fn take(&self, name: &str, why: &str, now: Timestamp) -> Result<bool, Error> {
        self.named(name)?;
        let _lock = self.lock(now)?;
        let mut history = self.history()?;
        if history.current() == name {
            return Ok(false);
        }
        history.take(name, why, now);
        replace(&self.folder.join(CURRENT), &history.to_text())?;
        Ok(true)
    }

    /// Goes back to the model before the present one; its name.
    pub(super) fn roll_back(&self, now: Timestamp) -> Result<String, Error> {
        let _lock = self.lock(now)?;
        let mut history = self.history()?;
        let Some(before) = history.roll_back(now) else {
            let why = "no model was in use before this one; `netra model list` shows those that are there";
            return Err(Error::new(ErrorKind::Usage, why));
        };
        self.named(&before)?;
        replace(&self.folder.join(CURRENT), &history.to_text())?;
        Ok(before)
    }

    fn history(&self) -> Result<History, Error> {
        let path = self.folder.join(CURRENT);
        let Some(text) = read(&path)? else { return Ok(History::default()) };
        History::parse(&text).map_err(|why| {
            let why = format!(
                "{}: {why}; remove the file to go back to the built-in model, then `netra model use` takes another",
                path.display()
            );
            Error::new(ErrorKind::Config, why)
        })
    }

    /// Keeps others from changing which model is in use.
    fn lock(&self, now: Timestamp) -> Result<Lock, Error> {
        fs::create_dir_all(&self.folder)
            .map_err(|error| Error::io(format!("{} cannot be made", self.folder.display()), error))?;
        Lock::take(&self.folder.join(CURRENT), now)
    }
}

/// The text of a file, none where there is no such file.
fn read(path: &Path) -> Result<Option<String>, Error> {
    let failed = |error| Error::io(format!("{} cannot be read", path.display()), error);
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(failed)?,
    };
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Gives a file new content that is on the disk before it is seen.
fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error| Error::io(format!("{} cannot be written", path.display()), error);
    let folder = path.parent().expect("it lies in the folder of models");
    let mut builder = tempfile::Builder::new();
    // Models are no secret, and a run of another user may read them.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.prefix(".netra").tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    // The new name is on the disk only when the folder is.
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(())
}
