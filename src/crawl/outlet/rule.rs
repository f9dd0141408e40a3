//! Which addresses of an outlet are articles, and which of them are the same article.

use crate::crawl::Address;
use std::fmt;

/// Query parameters by which a site learns where a reader came from.
const TRACKING: [&str; 11] =
    ["fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref", "source", "amp", "from", "spm", "m"];

/// What an outlet's addresses are made of. Without any pattern nothing is known of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(super) articles: Vec<Pattern>,
    /// Path segments that make a twin of an article, at the start or end of its path: `amp`.
    pub(super) strip: Vec<String>,
    /// Query parameters that belong to an address. Those of an outlet are all known, so the others go.
    pub(super) keep: Option<Vec<String>>,
}

impl Rules {
    /// Whether an article stands at this path.
    pub(crate) fn is_article(&self, address: &Address) -> bool {
        self.articles.iter().any(|pattern| pattern.matches(address.path()))
    }

    /// How the paths of articles look.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = String> {
        self.articles.iter().map(Pattern::to_string)
    }

    /// The section that the path names.
    pub(crate) fn section<'a>(&self, address: &'a Address) -> Option<&'a str> {
        self.articles.iter().find_map(|pattern| pattern.section(address.path()))
    }

    /// Year, month and day that the path names.
    pub(crate) fn day(&self, address: &Address) -> Option<(i16, i8, i8)> {
        self.articles.iter().find_map(|pattern| pattern.day(address.path()))
    }

    /// The one address of an article: secure, on `host`, without twins' segments, page numbers and tracking.
    pub(crate) fn canonical(&self, address: &Address, host: &str) -> Address {
        let ends_in_slash = address.path().ends_with('/');
        let mut segments: Vec<&str> =
            address.path().split('/').filter(|segment| !segment.is_empty()).collect();
        let is_twin = |segment: &&str| self.strip.iter().any(|strip| strip == segment);
        if segments.len() > 1 {
            if segments.first().is_some_and(is_twin) {
                segments.remove(0);
            }
            if segments.last().is_some_and(is_twin) {
                segments.pop();
            }
        }
        // The second page of an article has its path and a number more.
        if let Some((last, rest)) = segments.split_last()
            && last.bytes().all(|byte| byte.is_ascii_digit())
        {
            let shorter = format!("/{}", rest.join("/"));
            let is_article = |path: &str| self.articles.iter().any(|pattern| pattern.matches(path));
            if !is_article(address.path()) && is_article(&shorter) {
                segments.pop();
            }
        }
        let slash = if ends_in_slash && !segments.is_empty() { "/" } else { "" };
        let path = format!("/{}{slash}", segments.join("/"));
        let query = address.query().map(|query| {
            let kept = query.split('&').filter(|pair| self.keeps(pair.split('=').next().unwrap_or_default()));
            kept.collect::<Vec<_>>().join("&")
        });
        address.with(host, path, query.filter(|query| !query.is_empty()))
    }

    fn keeps(&self, parameter: &str) -> bool {
        match &self.keep {
            Some(keep) => parameter != "page" && keep.iter().any(|kept| kept == parameter),
            None => !parameter.starts_with("utm_") && !TRACKING.contains(&parameter),
        }
    }
}

/// How the paths of an outlet's articles look: `/{year}/{month}/{day}/{slug}`.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    text: String,
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Is(String),
    Id,
    Slug,
    Section,
    Year,
    Month,
    Day,
}

impl Pattern {
    /// Reads a pattern, or says what is wrong with it and what to write.
    pub(super) fn read(text: &str) -> Result<Pattern, String> {
        let Some(inside) = text.strip_prefix('/') else {
            return Err(format!("the pattern {text:?} must be a path; write \"/berita/{{id}}/{{slug}}\""));
        };
        let segments: Vec<Segment> = inside
            .trim_end_matches('/')
            .split('/')
            .map(|segment| {
                Ok(match segment {
                    "{id}" => Segment::Id,
                    "{slug}" => Segment::Slug,
                    "{section}" => Segment::Section,
                    "{year}" => Segment::Year,
                    "{month}" => Segment::Month,
                    "{day}" => Segment::Day,
                    plain if !plain.contains(['{', '}', '*']) => Segment::Is(plain.to_owned()),
                    other => return Err(format!(
                        "{other:?} is no part of a pattern; write a word or one of {{id}} {{slug}} {{section}} \
                         {{year}} {{month}} {{day}}, each a whole segment"
                    )),
                })
            })
            .collect::<Result<_, String>>()?;
        if segments.iter().all(|segment| matches!(segment, Segment::Is(_))) {
            return Err(format!(
                "the pattern {text:?} is one address; write what differs as {{id}} or {{slug}}"
            ));
        }
        Ok(Pattern { text: text.to_owned(), segments })
    }

    fn matches(&self, path: &str) -> bool {
        let path = path.strip_prefix('/').unwrap_or(path).trim_end_matches('/');
        let mut parts = path.split('/');
        self.segments.iter().all(|segment| parts.next().is_some_and(|part| segment.fits(part)))
            && parts.next().is_none()
    }

    fn part<'a>(&self, path: &'a str, wanted: &Segment) -> Option<&'a str> {
        let at = self.segments.iter().position(|segment| segment == wanted)?;
        if self.matches(path) { path.strip_prefix('/')?.split('/').nth(at) } else { None }
    }

    fn section<'a>(&self, path: &'a str) -> Option<&'a str> {
        self.part(path, &Segment::Section)
    }

    fn day(&self, path: &str) -> Option<(i16, i8, i8)> {
        let number = |segment| self.part(path, &segment);
        Some((
            number(Segment::Year)?.parse().ok()?,
            number(Segment::Month)?.parse().ok()?,
            number(Segment::Day)?.parse().ok()?,
        ))
    }
}

impl Segment {
    fn fits(&self, part: &str) -> bool {
        let digits =
            |most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Segment::Is(word) => word == part,
            Segment::Id => digits(12),
            // `kontak` and `feed` are no articles.
            Segment::Slug => part.contains(['-', '_']),
            Segment::Section => !part.is_empty(),
            Segment::Year => part.len() == 4 && digits(4),
            Segment::Month | Segment::Day => digits(2),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(patterns: &[&str]) -> Rules {
        Rules {
            articles: patterns.iter().map(|text| Pattern::read(text).expect("a pattern")).collect(),
            strip: vec!["amp".to_owned()],
            keep: Some(vec!["id".to_owned()]),
        }
    }

    #[test]
    fn twins_have_one_address() {
        let rules = rules(&["/berita/{id}/{slug}"]);
        for twin in [
            "http://www.a.example/berita/12/camat-dipanggil",
            "https://a.example/amp/berita/12/camat-dipanggil?utm_source=wa",
            "https://a.example/berita/12/camat-dipanggil/amp#komentar",
            "https://a.example/berita/12/camat-dipanggil?page=2&fbclid=x",
            "https://a.example/berita/12/camat-dipanggil/2",
            "https://a.example//berita/12/camat-dipanggil",
        ] {
            let address = rules.canonical(&Address::read(twin).expect("an address"), "a.example");
            assert_eq!(address.to_string(), "https://a.example/berita/12/camat-dipanggil", "{twin}");
            assert!(rules.is_article(&address));
        }
        let kept = Address::read("https://a.example/baca?id=7&x=1").expect("an address");
        assert_eq!(rules.canonical(&kept, "a.example").to_string(), "https://a.example/baca?id=7");
    }

    #[test]
    fn nothing_is_known_of_other_sites_but_tracking() {
        let address = Address::read("https://b.example/baca/?p=7&utm_campaign=x&page=2").expect("an address");
        assert_eq!(
            Rules::default().canonical(&address, "b.example").to_string(),
            "https://b.example/baca/?p=7&page=2"
        );
    }

    #[test]
    fn patterns_tell_articles_sections_and_days() {
        let rules = rules(&["/{year}/{month}/{day}/{slug}", "/{section}/read/{id}/{slug}"]);
        let address = |path: &str| Address::read(&format!("https://a.example{path}")).expect("an address");
        assert_eq!(rules.day(&address("/2024/10/08/camat-dipanggil")), Some((2024, 10, 8)));
        assert_eq!(rules.section(&address("/hukum/read/7/camat-dipanggil/")), Some("hukum"));
        for other in ["/tag/asn-netral", "/2024/10/08", "/hukum/read/7/kontak", "/"] {
            assert!(!rules.is_article(&address(other)), "{other}");
        }
    }

    #[test]
    fn a_bad_pattern_is_told_what_to_write() {
        for (bad, hint) in [
            ("berita/{id}", "must be a path"),
            ("/berita/{nomor}", "{slug}"),
            ("/berita/{id}-{slug}", "whole segment"),
            ("/berita/*", "{slug}"),
            ("/berita", "what differs"),
        ] {
            let why = Pattern::read(bad).expect_err(bad);
            assert!(why.contains(hint), "{bad}: {why}");
        }
    }
}
