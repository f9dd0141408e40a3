//! Jurisdictions: which province, regency, city, district or village a name in a title means.

use crate::extract::Document;
use crate::lexicon::{Place, Sense};
use rustc_hash::FxHashMap;

/// The places that start at a token and are the longest there, with the token after them.
fn candidates<'a>(document: &'a Document, token: usize) -> impl Iterator<Item = (u16, usize)> + 'a {
    let longest = place_end(document, token);
    document.at(token).iter().filter_map(move |found| match found.sense {
        Sense::Place(index) if Some(found.end as usize) == longest => Some((index, found.end as usize)),
        _ => None,
    })
}

/// The end of the longest place name that starts at a token.
pub(super) fn place_end(document: &Document, token: usize) -> Option<usize> {
    let ends = document.at(token).iter().filter(|found| matches!(found.sense, Sense::Place(_)));
    ends.map(|found| found.end as usize).max()
}

/// The place that a name means for an office of `level`, and whether only the article's other places told.
///
/// `Bogor` is the city for its mayor and the regency for its regent. For an office of any level the largest
/// area of the name is meant; a city and a regency of one name are told apart by the rest of the article, or
/// not at all.
pub(super) fn resolve(document: &Document, areas: &Areas, token: usize, level: &str) -> Option<u16> {
    let places = &document.lexicon.places;
    let fits = |index: u16| match level {
        "province" => kind(&places[index as usize]) == Kind::Province,
        "regency" => kind(&places[index as usize]) == Kind::Regency,
        "city" => kind(&places[index as usize]) == Kind::City,
        "district" => kind(&places[index as usize]) == Kind::District,
        "village" => kind(&places[index as usize]) == Kind::Village,
        _ => true,
    };
    if let Some((index, _)) = candidates(document, token).find(|&(index, _)| fits(index)) {
        let rivals = || candidates(document, token).filter(|&(index, _)| fits(index));
        let size = |index: u16| places[index as usize].code.len();
        let largest = rivals().map(|(index, _)| size(index)).min().unwrap_or(0);
        let mut widest = rivals().filter(|&(index, _)| size(index) == largest);
        let only = widest.next().map_or(index, |(index, _)| index);
        return match widest.next() {
            None => Some(only),
            Some(_) if all_named(document, token, largest, places[only as usize].name) => Some(only),
            Some(_) => by_context(document, areas, token, largest),
        };
    }
    let mut wider = candidates(document, token).map(|(index, _)| index);
    let first = wider.next()?;
    wider.all(|other| places[other as usize].code == places[first as usize].code).then_some(first)
}

/// Whether the places of a size that a name may mean all have one full name, so that it is known either way.
fn all_named(document: &Document, token: usize, size: usize, name: &str) -> bool {
    let places = &document.lexicon.places;
    candidates(document, token)
        .map(|(index, _)| &places[index as usize])
        .filter(|place| place.code.len() == size)
        .all(|place| place.name == name)
}

/// The areas that a document names so that nothing else can be meant.
pub(super) struct Areas {
    /// How often, by official code.
    times: FxHashMap<&'static str, usize>,
    /// The one regency or city that the article speaks of, if it names only one and more than once.
    pub(super) dominant: Option<u16>,
}

impl Areas {
    /// Counts the areas in `document`.
    pub(super) fn new(document: &Document) -> Areas {
        let places = &document.lexicon.places;
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        let (mut only, mut several, mut named) = (None::<u16>, false, 0);
        for found in &document.matches {
            let Sense::Place(index) = found.sense else { continue };
            let place = &places[index as usize];
            if !matches!(kind(place), Kind::Regency | Kind::City) {
                continue;
            }
            let first = found.first as usize;
            let alone =
                candidates(document, first).all(|(other, _)| places[other as usize].code == place.code);
            if alone || leader_before(document, first, place) {
                *times.entry(place.code).or_default() += 1;
            }
            several |= only.is_some_and(|held| places[held as usize].code != place.code);
            only = only.or(Some(index));
            named += 1;
        }
        Areas { times, dominant: only.filter(|_| !several && named > 1) }
    }
}

/// Of several places of one name the one that the article names in full elsewhere: `Kota Bogor`.
fn by_context(document: &Document, areas: &Areas, token: usize, size: usize) -> Option<u16> {
    let places = &document.lexicon.places;
    let times = |index: u16| areas.times.get(places[index as usize].code).copied().unwrap_or(0);
    let rivals =
        || candidates(document, token).filter(|&(index, _)| places[index as usize].code.len() == size);
    let most = rivals().map(|(index, _)| times(index)).max().filter(|&most| most > 0)?;
    let mut winners = rivals().filter(|&(index, _)| times(index) == most);
    let winner = winners.next()?.0;
    winners.all(|(other, _)| places[other as usize].code == places[winner as usize].code).then_some(winner)
}

/// Whether the office right before a place name is one of that kind of place: `Wali Kota` before a city.
fn leader_before(document: &Document, token: usize, place: &Place) -> bool {
    let level = match kind(place) {
        Kind::City => "city",
        Kind::Regency => "regency",
        _ => return false,
    };
    (token.saturating_sub(3)..token).flat_map(|at| document.at(at)).any(|found| match found.sense {
        Sense::Position(index) => {
            found.end as usize == token && document.lexicon.positions[index as usize].level == level
        }
        _ => false,
    })
}

/// Whether one place lies in another.
pub(super) fn lies_in(inner: &Place, outer: &Place) -> bool {
    inner.code.len() > outer.code.len() && inner.code.starts_with(outer.code)
}

/// What kind of area a place is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A province.
    Province,
    /// A regency.
    Regency,
    /// A city.
    City,
    /// A district: kecamatan.
    District,
    /// A village: desa or kelurahan.
    Village,
}

/// What kind of area a place is, by its official code and name.
pub(super) fn kind(place: &Place) -> Kind {
    match place.code.len() {
        2 => Kind::Province,
        5 if place.name.starts_with("Kota") => Kind::City,
        5 => Kind::Regency,
        8 => Kind::District,
        _ => Kind::Village,
    }
}
