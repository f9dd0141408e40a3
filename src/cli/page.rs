//! Pages and outlets' files: what is read from folders.

use super::input::open;
use crate::crawl::{Outlets, Page};
use crate::error::{Error, ErrorKind};
use flate2::read::MultiGzDecoder;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The most bytes of an outlet's file.
const LONGEST_FILE: u64 = 1 << 20;

/// The outlets that are built in, and those of the files in `folder`.
pub(super) fn outlets(folder: &Path) -> Result<Outlets, Error> {
    let mut paths = files(folder)?;
    let layouts = folder.join("layouts");
    if layouts.is_dir() {
        paths.extend(files(&layouts)?);
    }
    paths.retain(|path| path.extension() == Some(OsStr::new("toml")));
    if paths.is_empty() {
        let why =
            format!("{}: no outlets in it; an outlet is a file such as my-outlet.toml", folder.display());
        return Err(Error::new(ErrorKind::Config, why));
    }
    let mut texts = Vec::with_capacity(paths.len());
    for path in &paths {
        let mut text = String::new();
        let read = open(path)?.take(LONGEST_FILE).read_to_string(&mut text);
        read.map_err(|error| Error::io(format!("{} cannot be read", path.display()), error))?;
        texts.push((path.to_string_lossy(), text));
    }
    Outlets::builtin().with(texts.iter().map(|(name, text)| (name.as_ref(), text.as_str())))
}

/// The files of a folder, by name.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |error| Error::io(format!("{} cannot be read", folder.display()), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The page that a file holds, compressed or not; a little more than is read of a page.
pub(super) fn page(path: &Path) -> Result<Page, Error> {
    let mut bytes = Vec::new();
    let file =
        open(path).map_err(|error| Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let most = Page::LONGEST as u64 + 1;
    let read = match path.extension().is_some_and(|extension| extension == "gz") {
        true => MultiGzDecoder::new(file).take(most).read_to_end(&mut bytes),
        false => file.take(most).read_to_end(&mut bytes),
    };
    read.map_err(|error| Error::io(format!("{} cannot be read", path.display()), error))?;
    Ok(Page::new(bytes))
}

/// The name of a page's file without what it ends in: `kakam` of `kakam.html.gz`. None for other files.
pub(super) fn stem(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm"))
}
