//! Accusations as they are kept, and whether two of them accuse the same person.

use super::day::Day;
use super::name::{self, Likeness};
use crate::extract::{Allegation, Document, Person, Status, StoryRole};
use crate::lexicon::{Lexicon, NotName, Position, Sense};
use crate::text::{Span, fold};
use serde::{Deserialize, Serialize};

/// What is kept of one allegation: who is said to have done what, where, when, and how the matter stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Accusation {
    /// The act, by its identifier.
    pub act: String,
    /// How the article says that the matter stands.
    pub status: Status,
    /// Whether it is what the article is about, not an old matter in its background.
    pub central: bool,
    /// The day of the act, where its sentence tells.
    pub day: Option<Day>,
    /// The class of bound persons.
    pub(super) bound: Option<String>,
    /// The office in canonical form, without how it is held.
    pub(super) position: Option<String>,
    pub(super) seat: Seat,
    /// Who is accused; several for `dua staf berinisial MR dan SY`.
    pub(super) names: Vec<String>,
    /// The words that tell the office from others of its kind: `muara`, `selasih`; in order.
    pub(super) unit: Vec<String>,
    /// The regencies and cities in which the accused may hold it, by official code.
    pub(super) areas: Vec<String>,
}

/// How many hold an office at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Seat {
    /// One in each district or village: `Camat`, `Lurah`, `Kepala Desa`.
    Unit,
    /// One in each regency or city: `Sekretaris Daerah`, `Kepala Dinas Kesehatan`.
    Area,
    /// Many: `Guru`, `Staf Kelurahan`.
    #[default]
    Many,
}

/// Why two accusations may be of one person, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// Something says that they are two people.
    Contrary,
    /// Nothing says that they are one.
    None,
    /// Of one class in one regency, as many are: `seorang guru`. Not enough by itself.
    Class,
    /// A single name or initials, with the same office in the same regency.
    Part,
    /// An office that one person holds at a time.
    Post,
    /// The name in full.
    Name,
}

impl Accusation {
    /// What is kept of an allegation; `areas` are those that its article is about.
    pub(super) fn of(
        document: &Document,
        allegation: &Allegation,
        people: &[Person],
        areas: &[String],
    ) -> Accusation {
        let lexicon = document.lexicon;
        let person =
            allegation.accused.person.or_else(|| holder(allegation, people)).map(|person| &people[person]);
        let position = allegation.accused.position.as_deref().or_else(|| person?.position.as_deref());
        let position = position.map(|position| without_acting(lexicon, position));
        let mut names: Vec<String> = person.into_iter().map(|person| name::normal(&person.name)).collect();
        names.extend(initials(document, allegation.accused.span));
        if names.is_empty() {
            names = people
                .iter()
                .filter(|person| person.position.is_none() && person.story_role != StoryRole::Speaker)
                .map(|person| name::normal(&person.name))
                .filter(|name| name::is_initials(name))
                .collect();
        }
        names.sort();
        names.dedup();
        let spans = person.into_iter().flat_map(|person| person.titles.iter().copied());
        let unit = unit(document, spans.chain([allegation.accused.span]), &names);
        let own = [allegation.place.as_deref(), person.and_then(|person| person.jurisdiction.as_deref())];
        let own: Vec<String> =
            own.into_iter().flatten().filter_map(|place| area(document, place, areas)).collect();
        let mut areas = if own.is_empty() { areas.to_vec() } else { own };
        areas.sort();
        areas.dedup();
        Accusation {
            act: allegation.act.to_owned(),
            status: allegation.status,
            central: allegation.central,
            day: None,
            bound: allegation.accused.bound_as.map(str::to_owned),
            seat: position.map_or(Seat::Many, |position| seat(lexicon, position)),
            position: position.map(str::to_owned),
            names,
            unit,
            areas,
        }
    }
}

/// Why two accusations may be of one person.
pub(super) fn bond(own: &Accusation, other: &Accusation) -> Bond {
    let (own_names, own_unit) = own.beside(other);
    let (other_names, other_unit) = other.beside(own);
    let pairs = own_names.iter().flat_map(|own| other_names.iter().map(move |other| (own, other)));
    let likeness = pairs.map(|(own, other)| name::likeness(own, other)).max();
    if likeness == Some(Likeness::None) || are_apart(&own.areas, &other.areas) {
        return Bond::Contrary;
    }
    let same_area = !own.areas.is_empty() && !other.areas.is_empty();
    let unit = units(&own_unit, &other_unit);
    let post = posts(own, other);
    if likeness == Some(Likeness::Full) && (same_area || unit == Some(true)) {
        return Bond::Name;
    }
    let one_of_each = own.seat != Seat::Many && other.seat != Seat::Many;
    if post == Some(false) || (unit == Some(false) && one_of_each) {
        return Bond::Contrary;
    }
    let one_seat = match own.seat {
        // Names of villages recur from regency to regency.
        Seat::Unit => unit == Some(true) && same_area,
        Seat::Area => same_area && own.areas.len() == 1 && other.areas.len() == 1,
        Seat::Many => false,
    };
    if post == Some(true) && own.seat == other.seat && one_seat {
        return Bond::Post;
    }
    match (likeness, same_area || unit == Some(true)) {
        (Some(Likeness::Part), true) if same_class(own, other) => Bond::Part,
        (_, true) | (Some(_), _) if same_class(own, other) => Bond::Class,
        _ => Bond::None,
    }
}

impl Accusation {
    /// Its names and the words of its unit, read beside another accusation: what is the unit there is no name
    /// here. In `Camat Long Bentara` alone nothing tells a district from a person.
    fn beside<'a>(&'a self, other: &Accusation) -> (Vec<&'a str>, Vec<&'a str>) {
        let is_unit = |name: &&str| name.split(' ').all(|word| other.unit.iter().any(|unit| unit == word));
        let (units, names): (Vec<&str>, Vec<&str>) = self.names.iter().map(String::as_str).partition(is_unit);
        let words = units.into_iter().flat_map(|name| name.split(' '));
        (names, self.unit.iter().map(String::as_str).chain(words).collect())
    }
}

/// Whether both hold the same office or are of the same class of bound persons.
pub(super) fn same_class(own: &Accusation, other: &Accusation) -> bool {
    posts(own, other) == Some(true) || own.bound.is_some() && own.bound == other.bound
}

/// Whether both say where, and not the same.
pub(super) fn are_apart(own: &[String], other: &[String]) -> bool {
    !own.is_empty() && !other.is_empty() && !own.iter().any(|area| other.contains(area))
}

/// Whether the offices are the same; none where one does not say. Heads of villages have a title of their own
/// in each regency.
fn posts(own: &Accusation, other: &Accusation) -> Option<bool> {
    let villages = |accusation: &Accusation| accusation.bound.as_deref() == Some("kades");
    if villages(own) && villages(other) {
        return Some(true);
    }
    let (own, other) = (own.position.as_deref()?, other.position.as_deref()?);
    // `Kepala Bidang` of one report is `Kepala Bidang Mutasi` of the next.
    let longer = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    Some(own == other || longer(own, other) || longer(other, own))
}

/// Whether the words of the unit are the same; none where one does not say.
fn units(own: &[&str], other: &[&str]) -> Option<bool> {
    let (short, long) = if own.len() <= other.len() { (own, other) } else { (other, own) };
    (!short.is_empty()).then(|| short.iter().all(|word| long.contains(word)))
}

/// The person whom an accused without a name means: the only one in that office whom the article does not let
/// speak, `seorang camat … Camat Muara Selasih Hardiyan Maulida`.
fn holder(allegation: &Allegation, people: &[Person]) -> Option<usize> {
    let position = allegation.accused.position.as_deref()?;
    let mut holders =
        people.iter().enumerate().filter(|(_, person)| person.position.as_deref() == Some(position));
    let (index, person) = holders.next()?;
    let alone = holders.next().is_none();
    (alone && matches!(person.story_role, StoryRole::Accused | StoryRole::Other)).then_some(index)
}

/// An office without how it is held: `Camat` of `Pelaksana Tugas Camat`.
fn without_acting<'a>(lexicon: &Lexicon, position: &'a str) -> &'a str {
    let acting =
        lexicon.positions.iter().filter(|position| position.acting).map(|position| position.canonical);
    let rest = acting.filter_map(|acting| position.strip_prefix(acting)?.strip_prefix(' '));
    rest.min_by_key(|rest| rest.len()).unwrap_or(position)
}

fn seat(lexicon: &Lexicon, position: &str) -> Seat {
    let known = lexicon.positions.iter().find(|known| known.canonical == position);
    let is_led = |known: &Position| matches!(known.bound, Some("lurah_camat" | "kades"));
    match known.map(|known| (known, known.level)) {
        Some((known, "district" | "village")) if is_led(known) || position.starts_with("Sekretaris ") => {
            Seat::Unit
        }
        Some((_, "regency" | "city")) => Seat::Area,
        _ if position == "Sekretaris Daerah" || position.starts_with("Kepala Dinas ") => Seat::Area,
        _ => Seat::Many,
    }
}

/// The initials that a phrase gives: `MR` and `SY` of `dua staf berinisial MR dan SY`.
fn initials(document: &Document, span: Span) -> Vec<String> {
    let tokens = document.token_at(span.start)..document.token_at(span.end - 1) + 1;
    let given = tokens.clone().find(|&token| {
        document.at(token).iter().any(|found| found.sense == Sense::NotName(NotName::Initials))
    });
    let after = given.map_or(tokens.end..tokens.end, |given| given + 1..tokens.end);
    after.map(|token| name::normal(document.word(token))).filter(|word| name::is_initials(word)).collect()
}

/// The words in some spans that tell an office from others of its kind: capitalised, and neither the office
/// itself nor a name, a regency or a word for an area.
fn unit(document: &Document, spans: impl Iterator<Item = Span>, names: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    for span in spans.filter(|span| !span.is_empty()) {
        let end = document.token_at(span.end - 1) + 1;
        let mut token = document.token_at(span.start);
        while token < end {
            let covered = document.at(token).iter().filter(|found| names_no_unit(document, found.sense));
            if let Some(past) = covered.map(|found| found.end as usize).max() {
                token = past;
                continue;
            }
            let word = fold(document.word(token));
            let is_name = names.iter().any(|name| name.split(' ').any(|part| part == word));
            let is_word =
                word.chars().count() > 2 && word.chars().all(|char| char.is_alphanumeric() || char == '\'');
            if document.tokens[token].is_capitalised() && is_word && !is_name {
                words.push(word.into_owned());
            }
            token += 1;
        }
    }
    words.sort();
    words.dedup();
    words
}

fn names_no_unit(document: &Document, sense: Sense) -> bool {
    match sense {
        Sense::Place(index) => document.lexicon.places[index as usize].code.len() <= 5,
        Sense::Position(_) | Sense::Actor(_) | Sense::Title(_) => true,
        Sense::NotName(kind) => kind != NotName::Plain,
        _ => false,
    }
}

/// The regency or city of a place that the document names in full canonical form. A district of a name that
/// several regencies have counts only where it lies in one that the article is about.
fn area(document: &Document, name: &str, areas: &[String]) -> Option<String> {
    let places = document.matches.iter().filter_map(|found| match found.sense {
        Sense::Place(index) => Some(&document.lexicon.places[index as usize]),
        _ => None,
    });
    let mut codes = places.filter(|place| place.name == name).filter_map(|place| place.code.get(..5));
    let first = codes.next()?;
    let within = |code: &&str| areas.iter().any(|area| area == code);
    if within(&first) || areas.is_empty() || name.starts_with("Kabupaten ") || name.starts_with("Kota ") {
        return Some(first.to_owned());
    }
    codes.find(within).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;

    /// An accusation from `names; position; class; unit; areas`, each of several separated by commas.
    fn accusation(line: &str) -> Accusation {
        let fields: Vec<Vec<String>> = line
            .split(';')
            .map(|field| field.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()))
            .map(Iterator::collect)
            .collect();
        let [names, position, bound, unit, areas] = fields.try_into().expect("there are five fields");
        let position =
            position.first().map(|position| without_acting(lexicon::builtin(), position).to_owned());
        Accusation {
            act: "symbol_pose".to_owned(),
            status: Status::Alleged,
            central: true,
            day: None,
            bound: bound.first().cloned(),
            seat: position.as_deref().map_or(Seat::Many, |position| seat(lexicon::builtin(), position)),
            position,
            names: names.iter().map(|name| name::normal(name)).collect(),
            unit,
            areas,
        }
    }

    #[test]
    fn accused_are_compared() {
        for (own, other, expected) in [
            // A name in full, in one regency: under another office too.
            ("Rusli Hamdani;;pns;;64.02", "Rusli Hamdani S;Camat;lurah_camat;;64.02", Bond::Name),
            // In another regency it is somebody else; in none it is not certain.
            ("Rusli Hamdani;;pns;;64.02", "Rusli Hamdani;;pns;;64.03", Bond::Contrary),
            ("Rusli Hamdani;Guru;pns;;", "Rusli Hamdani;Guru;pns;;64.02", Bond::Class),
            ("Rusli Hamdani;;;;", "Rusli Hamdani;;;;", Bond::None),
            // Two names are two people, whatever the office.
            (
                "Rusli Hamdani;Camat;lurah_camat;seroja;64.02",
                "Budi Rante;Camat;lurah_camat;seroja;64.02",
                Bond::Contrary,
            ),
            // An office that one person holds, however it is held.
            (
                ";Camat;lurah_camat;seroja;64.02",
                "Budi Rante;Pelaksana Tugas Camat;lurah_camat;seroja;64.02",
                Bond::Post,
            ),
            (";Camat;lurah_camat;seroja;64.02", ";Sekretaris Camat;pns;seroja;64.02", Bond::Contrary),
            (";Camat;lurah_camat;seroja;64.02", ";Camat;lurah_camat;melati;64.02", Bond::Contrary),
            (";Kepala Desa;kades;seroja;64.02", ";Petinggi;kades;seroja;64.02", Bond::Post),
            // Without a regency the name of a village is not enough.
            (";Kepala Desa;kades;seroja;", ";Kepala Desa;kades;seroja;64.02", Bond::Class),
            // Without a village the regency is not enough.
            (";Camat;lurah_camat;;64.02", ";Camat;lurah_camat;seroja;64.02", Bond::Class),
            (";Sekretaris Daerah;pns;;64.02", "Budi Rante;Sekretaris Daerah;pns;;64.02", Bond::Post),
            (";Sekretaris Daerah;pns;;64.02,64.03", ";Sekretaris Daerah;pns;;64.02", Bond::Class),
            // Initials in one office of one regency, of which there are many.
            ("RH;Guru;pns;;64.02", "Rusli Hamdani;Guru;pns;;64.02", Bond::Part),
            ("RH;Guru;pns;;64.02", "MH;Guru;pns;;64.02", Bond::Contrary),
            ("RH;Guru;pns;;64.02", "RH;Guru;pns;;64.03", Bond::Contrary),
            ("MR,SY;Staf Kelurahan;pns;;64.71", "SY;Staf Kelurahan;pns;;64.71", Bond::Part),
            (";Guru;pns;;64.02", ";Guru;pns;;64.02", Bond::Class),
            (";;pns;;64.02", ";;kades;;64.02", Bond::None),
            // What one article takes for a name is the district of the other.
            (
                "Long Seroja;Camat;lurah_camat;;64.02",
                "Budi Rante;Camat;lurah_camat;long,seroja;64.02",
                Bond::Post,
            ),
        ] {
            let (own_one, other_one) = (accusation(own), accusation(other));
            assert_eq!(bond(&own_one, &other_one), expected, "{own} | {other}");
            assert_eq!(bond(&other_one, &own_one), expected, "{other} | {own}");
        }
    }
}
