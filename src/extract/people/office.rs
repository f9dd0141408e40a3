//! Offices: what a title says in full canonical form.

use super::place::{self, Kind};
use super::sign::{self, Signs};
use super::title::{self, Title};
use crate::extract::Document;
use crate::lexicon::Position;
use std::ops::Range;

/// What a title says, in full canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Office {
    /// `Sekretaris Daerah`
    pub(super) position: String,
    /// `Pemerintah Kota Balikpapan`
    pub(super) institution: Option<String>,
    /// `Kota Balikpapan`
    pub(super) jurisdiction: Option<String>,
}

/// The area of the state that an office or, where it has none of its own, its institution belongs to.
pub(super) fn level(document: &Document, position: &Position, institution: Option<u16>) -> &'static str {
    if position.level != "any" && position.level != "national" {
        return position.level;
    }
    let name = institution.map_or("", |index| document.lexicon.institutions[index as usize].canonical);
    match name.rsplit(' ').next() {
        Some("Kota") => "city",
        Some("Kabupaten") => "regency",
        Some("Provinsi") => "province",
        Some("Kecamatan") => "district",
        Some("Desa" | "Kelurahan") => "village",
        _ => "any",
    }
}

/// What `title` says.
pub(super) fn office(document: &Document, signs: &Signs, title: &Title) -> Office {
    let lexicon = document.lexicon;
    let position = &lexicon.positions[title.office as usize];
    let acting = title.acting.map(|index| lexicon.positions[index as usize].canonical);
    let institution = title.institution.map(|index| &lexicon.institutions[index as usize]);
    let mut unit = title.unit.clone();
    let hangs = |last| signs.has(last, sign::JOINS) || title::is_place_of_work(document.word(last));
    while !unit.is_empty() && hangs(unit.end - 1) {
        unit.end -= 1;
    }
    let unit = text_of(document, unit);
    let mut name = position.canonical.to_owned();
    if let (true, Some(institution)) = (position.member, institution) {
        name = name.strip_suffix(institution.canonical).unwrap_or(&name).trim_end().to_owned();
    }
    if position.open && !unit.is_empty() {
        name = format!("{name} {unit}");
    } else if let (true, Some(institution)) = (position.canonical == "Kepala", institution) {
        name = format!("{name} {}", institution.canonical);
    }
    let place = title.place.or_else(|| inferred(document, signs, title, position));
    let jurisdiction = place.map(|index| lexicon.places[index as usize].name);
    let own_country =
        unit.is_empty() || ["RI", "Republik", "Indonesia"].iter().any(|word| unit.contains(word));
    let national = position.level == "national" && (position.open || own_country)
        || institution.is_some_and(|institution| institution.national);
    let body = match institution {
        _ if rules(position) => jurisdiction.map(|_| "Pemerintah".to_owned()),
        _ if name.starts_with("Menteri ") => body_of(&name),
        Some(institution) => Some(institution.canonical.to_owned()),
        None => body_of(&name).or_else(|| {
            let foreign = !position.open
                && position.level != "national"
                && unit.starts_with(|char: char| char.is_uppercase())
                && !unit.contains(|char: char| char.is_ascii_digit());
            foreign.then(|| unit.clone())
        }),
    };
    let local = rules(position) || institution.is_none_or(|institution| institution.local);
    let body = match (body, jurisdiction) {
        (Some(body), Some(area)) if local => Some(join(&body, area)),
        (body, _) => body,
    };
    Office {
        position: match acting {
            Some(acting) => format!("{acting} {name}"),
            None => name,
        },
        institution: body,
        jurisdiction: jurisdiction.map(str::to_owned).or_else(|| national.then(|| "Indonesia".to_owned())),
    }
}

/// The only regency or city of the article, for an office of a regency or city whose title names no place.
fn inferred(document: &Document, signs: &Signs, title: &Title, position: &Position) -> Option<u16> {
    let level = level(document, position, title.institution);
    if title.placed || title.institution.is_some() {
        return None;
    }
    let fits = |index: &u16| {
        let kind = place::kind(&document.lexicon.places[*index as usize]);
        match level {
            "regency" => kind == Kind::Regency,
            "city" => kind == Kind::City,
            "any" => position.bound.is_some(),
            _ => false,
        }
    };
    signs.areas.dominant.filter(fits)
}

/// The body that an office heads or serves by itself: `Dinas Kesehatan`, `Pemerintah`, `Kementerian Sosial`.
fn body_of(name: &str) -> Option<String> {
    const BODIES: [&str; 12] = [
        "Dinas",
        "Badan",
        "Kantor",
        "Satuan",
        "Inspektorat",
        "Pusat",
        "Balai",
        "Sekretariat",
        "Rumah",
        "Puskesmas",
        "Kejaksaan",
        "Kepolisian",
    ];
    if let Some(body) = name.strip_prefix("Kepala ") {
        let kind = body.split(' ').next().unwrap_or_default();
        return BODIES.contains(&kind).then(|| body.to_owned());
    }
    name.strip_prefix("Menteri ").map(|field| format!("Kementerian {field}"))
}

/// Whether an office leads the government of an area.
fn rules(position: &Position) -> bool {
    const RULERS: [&str; 4] = ["Gubernur", "Bupati", "Wali Kota", "Sekretaris Daerah"];
    position.bound != Some("caleg") && RULERS.iter().any(|ruler| position.canonical.ends_with(ruler))
}

/// A body and its area, in which the kind of area stands once: `Pemerintah Kota` + `Kota Bogor`.
fn join(body: &str, area: &str) -> String {
    let kind = area.split(' ').next().unwrap_or_default();
    let body = body.strip_suffix(kind).map_or(body, str::trim_end);
    format!("{body} {area}")
}

/// The words of a range of tokens with single spaces, brackets left out.
fn text_of(document: &Document, tokens: Range<usize>) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for at in tokens {
        match document.word(at) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            word if depth == 0 => {
                let glued = matches!(word, "," | "/") || text.ends_with('/');
                if !text.is_empty() && !glued {
                    text.push(' ');
                }
                text.push_str(word);
            }
            _ => {}
        }
    }
    text
}
