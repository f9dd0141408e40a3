//! The configuration: `netra.toml`, and the options that go before it.

use super::input::open;
use super::model::{self, BUILT_IN, Registry};
use super::page;
use crate::analysis::Analyzer;
use crate::classify::Model;
use crate::crawl::Outlets;
use crate::error::{Error, ErrorKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// The configuration that `netra init` writes.
pub(super) const EXAMPLE: &str = include_str!("../../netra.example.toml");

/// The name that is looked for in the present folder.
pub(super) const NAME: &str = "netra.toml";

/// Where a configuration is looked for when none stands in the present folder.
const SYSTEM: &str = "/etc/netra/netra.toml";

/// The store where nothing names one.
const STORE: &str = "netra.sqlite";

/// The folder of models beside the store, where nothing names another.
const MODELS: &str = "netra-models";

/// The most bytes of a configuration that are read.
const LONGEST: u64 = 1 << 20;

/// The options by which every command that works on a store finds it.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Place {
    /// The store, an SQLite file [default: the configuration's, else netra.sqlite]
    #[arg(long, value_name = "PATH", global = true)]
    pub(super) store: Option<PathBuf>,

    /// The configuration [default: netra.toml here, else /etc/netra/netra.toml]
    #[arg(long, value_name = "PATH", global = true)]
    pub(super) config: Option<PathBuf>,
}

impl Place {
    /// The analyzer that commands without a run use: by the model that is named, else as a run would analyse.
    pub(super) fn analyzer(&self, named: Option<&Path>) -> Result<Analyzer, Error> {
        let (config, store) = (Config::find(self.config.as_deref())?, self.store.as_deref());
        match named {
            Some(named) => Ok(Analyzer::default().with_model(config.named_model(named, store)?)),
            None => config.analyzer(store),
        }
    }
}

/// What an operator sets. Every key has a meaning that `netra.example.toml` tells.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Config {
    pub(super) contact: String,
    store: Option<PathBuf>,
    outlets: Option<Vec<String>>,
    outlet_files: Option<PathBuf>,
    pub(super) crawl: Crawl,
    pub(super) recheck: Recheck,
    pub(super) keep: Keep,
    analysis: Analysis,
    pub(super) report: Report,
    pub(super) hosts: Hosts,
    pub(super) review: Review,
    /// The folder from which paths are relative.
    #[serde(skip)]
    folder: PathBuf,
    /// The file that was read, where there was one.
    #[serde(skip)]
    pub(super) file: Option<PathBuf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Crawl {
    pub(super) days: u16,
    pub(super) articles: usize,
    pub(super) delay: f64,
    pub(super) longest_delay: f64,
    pub(super) requests_a_day: u32,
}

impl Default for Crawl {
    fn default() -> Crawl {
        Crawl { days: 14, articles: 300, delay: 2.0, longest_delay: 60.0, requests_a_day: 2000 }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Recheck {
    pub(super) flagged: Vec<u16>,
    pub(super) others: Vec<u16>,
}

impl Default for Recheck {
    fn default() -> Recheck {
        Recheck { flagged: vec![1, 3, 7, 30], others: Vec::new() }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Keep {
    pub(super) pages: u16,
}

impl Default for Keep {
    fn default() -> Keep {
        Keep { pages: 400 }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Analysis {
    threshold: Option<f64>,
    model: Option<PathBuf>,
    models: Option<PathBuf>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Report {
    metrics: Option<PathBuf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Review {
    pub(super) address: SocketAddr,
    pub(super) hosts: Vec<String>,
    pub(super) https: bool,
    pub(super) reviewers: BTreeMap<String, String>,
    pub(super) twice: f64,
    pub(super) drawn: f64,
}

impl Default for Review {
    fn default() -> Review {
        Review {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 8377)),
            hosts: Vec::new(),
            https: false,
            reviewers: BTreeMap::new(),
            twice: 0.1,
            drawn: 0.01,
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Hosts {
    pub(super) private: Vec<String>,
    pub(super) via: BTreeMap<String, SocketAddr>,
}

impl Config {
    /// The configuration that is asked for, or that stands where one is looked for, or an empty one.
    pub(super) fn find(asked: Option<&Path>) -> Result<Config, Error> {
        if let Some(path) = asked {
            return Config::read(path);
        }
        let usual = [Path::new(NAME), Path::new(SYSTEM)].into_iter().find(|path| path.is_file());
        usual.map_or_else(|| Ok(Config::default()), Config::read)
    }

    fn read(path: &Path) -> Result<Config, Error> {
        let mut text = String::new();
        let failed = |error| Error::io(format!("{} cannot be read", path.display()), error);
        let file =
            open(path).map_err(|error| Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        file.take(LONGEST).read_to_string(&mut text).map_err(failed)?;
        let mut config = Config::parse(&text)
            .map_err(|why| Error::new(ErrorKind::Config, format!("{}: {why}", path.display())))?;
        config.folder = path.parent().map(Path::to_owned).unwrap_or_default();
        config.file = Some(path.to_owned());
        Ok(config)
    }

    /// Reads a configuration, or says in which line something is wrong and what to write.
    fn parse(text: &str) -> Result<Config, String> {
        let config: Config = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            format!("line {line}: {}", error.message())
        })?;
        let Crawl { delay, longest_delay, articles, requests_a_day, .. } = config.crawl;
        let seconds = |value: f64| (0.0..=86_400.0).contains(&value);
        let Review { twice, drawn, reviewers, .. } = &config.review;
        let share = |value: &f64| (0.0..=1.0).contains(value);
        let is_digest = |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let checks = [
            (share(twice), "review.twice must be a share from 0 to 1"),
            (share(drawn), "review.drawn must be a share from 0 to 1"),
            (
                reviewers.values().all(is_digest),
                "review.reviewers must give each name a digest; `netra reviewer NAME` makes one",
            ),
            (seconds(delay), "crawl.delay must be a number of seconds from 0 to 86400"),
            (seconds(longest_delay), "crawl.longest_delay must be a number of seconds from 0 to 86400"),
            (articles > 0, "crawl.articles must be 1 or more"),
            (requests_a_day > 0, "crawl.requests_a_day must be 1 or more"),
            (
                config.analysis.threshold.is_none_or(|value| (0.0..=1.0).contains(&value)),
                "analysis.threshold must be a number from 0 to 1",
            ),
        ];
        match checks.into_iter().find(|(holds, _)| !holds) {
            Some((_, why)) => Err(why.to_owned()),
            None => Ok(config),
        }
    }

    /// The store: what is asked for, else what the configuration names, else the usual name.
    pub(super) fn store(&self, asked: Option<&Path>) -> PathBuf {
        match (asked, &self.store) {
            (Some(path), _) => path.to_owned(),
            (None, Some(path)) => self.folder.join(path),
            (None, None) => PathBuf::from(STORE),
        }
    }

    /// The file of the metrics.
    pub(super) fn metrics(&self) -> Option<PathBuf> {
        self.report.metrics.as_ref().map(|path| self.folder.join(path))
    }

    /// All outlets that are known, and the identifiers of those that are read.
    pub(super) fn outlets(&self) -> Result<(Outlets, Vec<String>), Error> {
        let outlets = match &self.outlet_files {
            Some(folder) => page::outlets(&self.folder.join(folder))?,
            None => Outlets::builtin().clone(),
        };
        let ids = match &self.outlets {
            Some(ids) => ids.clone(),
            None => outlets.iter().map(|outlet| outlet.id().to_owned()).collect(),
        };
        if let Some(unknown) = ids.iter().find(|id| outlets.get(id).is_none()) {
            let why = format!("no outlet has the id {unknown:?}; `netra outlets` lists them");
            return Err(Error::new(ErrorKind::Config, why));
        }
        Ok((outlets, ids))
    }

    /// The folder of models: what the configuration names, else one beside the store.
    pub(super) fn registry(&self, asked: Option<&Path>) -> Registry {
        Registry::at(match &self.analysis.models {
            Some(folder) => self.folder.join(folder),
            None => self.store(asked).with_file_name(MODELS),
        })
    }

    /// The file of the model that the configuration itself names, which goes before every other.
    pub(super) fn explicit_model(&self) -> Option<PathBuf> {
        self.analysis.model.as_ref().map(|path| self.folder.join(path))
    }

    /// The model in use: what the configuration names, else what the folder of models says, else the built-in one. One
    /// that cannot be read is never passed over.
    pub(super) fn model(&self, asked: Option<&Path>) -> Result<Model, Error> {
        let Some(path) = self.explicit_model() else { return self.registry(asked).model() };
        model::file(&path).map_err(|error| {
            let why = format!("the model that analysis.model names cannot be used: {error:#}");
            Error::new(ErrorKind::Config, why)
        })
    }

    /// The model that somebody names: a file, the name of one in the folder of models, or `built-in`.
    pub(super) fn named_model(&self, named: &Path, asked: Option<&Path>) -> Result<Model, Error> {
        let registry = self.registry(asked);
        match named.to_str().filter(|&name| name == BUILT_IN || registry.has(name)) {
            Some(name) => registry.named(name),
            None => model::file(named),
        }
    }

    /// The analyzer with the model in use and the configured threshold. `asked` is the store that is asked for.
    pub(super) fn analyzer(&self, asked: Option<&Path>) -> Result<Analyzer, Error> {
        let analyzer = Analyzer::default().with_model(self.model(asked)?);
        Ok(match self.analysis.threshold {
            Some(threshold) => analyzer.with_threshold(threshold),
            None => analyzer,
        })
    }
}

/// Whether the people of a site can write to this: an e-mail address or a page.
pub(super) fn is_contact(text: &str) -> bool {
    text.contains(['@', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_says_what_holds_without_it() {
        let (example, empty) = (Config::parse(EXAMPLE).expect("it can be read"), Config::default());
        assert_eq!(format!("{:?}", example.crawl), format!("{:?}", empty.crawl));
        assert_eq!(format!("{:?}", example.recheck), format!("{:?}", empty.recheck));
        assert_eq!(format!("{:?}", example.keep), format!("{:?}", empty.keep));
        assert_eq!(format!("{:?}", example.review), format!("{:?}", empty.review));
        assert_eq!(example.store(None), empty.store(None));
    }

    #[test]
    fn every_key_of_the_example_can_be_used() {
        let uncommented = EXAMPLE.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
            _ => line,
        });
        let config = Config::parse(&uncommented.collect::<Vec<_>>().join("\n")).expect("it can be read");
        assert!(config.metrics().is_some());
        assert_eq!(config.hosts.via.len(), 1);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (text, why) in [
            ("contact = 'a'\nstoer = 'x'", "line 2"),
            ("[crawl]\ndelay = 'fast'", "line 2"),
            ("[crawl]\ndelay = -1.0", "crawl.delay"),
            ("[crawl]\narticles = 0", "crawl.articles"),
            ("[analysis]\nthreshold = 1.5", "analysis.threshold"),
            ("[review]\ntwice = 1.5", "review.twice"),
            ("[review.reviewers]\nsari = 'rahasia'", "netra reviewer"),
        ] {
            let error = Config::parse(text).expect_err(text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
