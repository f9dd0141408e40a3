//! Articles that are alike, placed one after the other as they come; what belongs together was written by hand.

use super::{Case, Member, Sketch, place};
use crate::{Analyzer, Article};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// An article with what is true of it.
struct Told {
    id: String,
    article: Article,
    story: String,
    cases: BTreeSet<String>,
}

/// An article of a data file before its text is put together.
#[derive(Clone)]
struct Draft {
    fields: Vec<String>,
    title: String,
    paragraphs: Vec<String>,
}

/// The articles of a data file, in its order.
fn read(file: &str) -> Vec<Told> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (number, line) in
        file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(fields) = line.strip_prefix("= ") {
            let fields: Vec<String> = fields.split(" | ").map(str::to_owned).collect();
            let source = fields.get(5).map(|from| {
                let id = from.strip_prefix("from ").expect("the sixth field names a source");
                drafts
                    .iter()
                    .find(|draft| draft.fields[0] == id)
                    .unwrap_or_else(|| panic!("{id} comes first"))
            });
            let (title, paragraphs) = match source {
                Some(source) => (source.title.clone(), source.paragraphs.clone()),
                None => (String::new(), Vec::new()),
            };
            drafts.push(Draft { fields, title, paragraphs });
            continue;
        }
        let draft = drafts.last_mut().expect("an article has a head");
        if draft.fields.len() == 5 {
            let text = line.to_owned();
            if draft.title.is_empty() { draft.title = text } else { draft.paragraphs.push(text) }
        } else {
            change(draft, line).unwrap_or_else(|| panic!("line {}: {line} changes nothing", number + 1));
        }
    }
    drafts.iter().map(told).collect()
}

/// Does to a copied article what a line says; none where it does nothing.
fn change(draft: &mut Draft, line: &str) -> Option<()> {
    let (verb, rest) = line.split_once(' ')?;
    let numbers = || rest.split(' ').map(|number| number.parse::<usize>().ok()).collect::<Option<Vec<_>>>();
    match verb {
        "title" => draft.title = rest.to_owned(),
        "add" => draft.paragraphs.push(rest.to_owned()),
        "drop" => {
            for number in numbers()?.into_iter().rev() {
                draft.paragraphs.remove(number - 1);
            }
        }
        "order" => {
            let order = numbers()?;
            assert_eq!(BTreeSet::from_iter(&order).len(), draft.paragraphs.len(), "{line} names each once");
            draft.paragraphs = order.into_iter().map(|number| draft.paragraphs[number - 1].clone()).collect();
        }
        "swap" => {
            let (old, new) = rest.split_once(" => ")?;
            let changed: Vec<String> = draft.paragraphs.iter().map(|text| text.replace(old, new)).collect();
            if changed == draft.paragraphs {
                return None;
            }
            draft.paragraphs = changed;
        }
        _ => return None,
    }
    Some(())
}

fn told(draft: &Draft) -> Told {
    let day: Date = draft.fields[2].parse().expect("the third field is a day");
    let article = Article::new(&draft.title, &draft.paragraphs.join("\n\n"));
    let article = article.with_published(Some(day)).with_outlet(Some(draft.fields[1].clone()));
    let cases = draft.fields[4].split(',').filter(|&case| case != "-").map(str::to_owned).collect();
    Told { id: draft.fields[0].clone(), article, story: draft.fields[3].clone(), cases }
}

/// Where an article was put.
#[derive(Clone)]
struct Placed {
    story: i64,
    /// The case of each accusation.
    cases: Vec<i64>,
    /// The cases of those at the centre.
    central: BTreeSet<i64>,
}

/// Places sketches one after the other, each among those before it that share a key with it.
fn place_all(sketches: &[Sketch]) -> Vec<Placed> {
    let mut index: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut placed: Vec<Placed> = Vec::new();
    let mut next_case = 0;
    for (number, sketch) in sketches.iter().enumerate() {
        let keys = sketch.keys();
        let near: BTreeSet<usize> = keys.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
        let held: Vec<Vec<Option<i64>>> =
            near.iter().map(|&at| placed[at].cases.iter().copied().map(Some).collect()).collect();
        let members: Vec<Member> = near
            .iter()
            .zip(&held)
            .map(|(&at, cases)| Member {
                article: at as i64,
                story: placed[at].story,
                cases,
                sketch: &sketches[at],
            })
            .collect();
        let placement = place(sketch, &members);
        let first = next_case;
        let mut number_of = |case: &Case| match *case {
            Case::Known(case) => case,
            Case::New(fresh) => {
                next_case = next_case.max(first + fresh as i64 + 1);
                first + fresh as i64
            }
        };
        let cases: Vec<i64> = placement.cases.iter().map(&mut number_of).collect();
        let central = sketch.accusations.iter().zip(&cases).filter(|(accusation, _)| accusation.central);
        let central = central.map(|(_, case)| *case).collect();
        placed.push(Placed { story: placement.story.unwrap_or(number as i64), cases, central });
        for key in keys {
            index.entry(key).or_default().push(number);
        }
    }
    placed
}

/// How many pairs of articles that belong together were put together, and how many others were.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    list: String,
}

impl Score {
    fn count(&mut self, what: &str, own: &Told, other: &Told, expected: bool, found: bool) {
        match (expected, found) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.missed += 1,
            (false, false) => return,
        }
        if expected != found {
            let verb = if found { "put together" } else { "kept apart" };
            writeln!(self.list, "    {what} {verb}: {} {}", own.id, other.id).expect("a string takes it");
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

fn sketch(article: &Article) -> Sketch {
    Sketch::of(article, &Analyzer::default().analyze(article))
}

/// Places the articles of a file and compares all pairs; stories first, cases second.
fn score(file: &str) -> [Score; 2] {
    let told = read(file);
    let sketches: Vec<Sketch> = told.iter().map(|told| sketch(&told.article)).collect();
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_key(|&at| sketches[at].published);
    let sorted: Vec<Sketch> = order.iter().map(|&at| sketches[at].clone()).collect();
    let placed = place_all(&sorted);
    let (mut stories, mut cases) = (Score::default(), Score::default());
    for (at, own) in order.iter().enumerate() {
        for (before, other) in order[..at].iter().enumerate() {
            let (told, others) = (&told[*own], &told[*other]);
            let found = placed[at].story == placed[before].story;
            stories.count("stories", told, others, told.story == others.story, found);
            let found = !placed[at].central.is_disjoint(&placed[before].central);
            cases.count("cases", told, others, !told.cases.is_disjoint(&others.cases), found);
        }
    }
    [stories, cases]
}

fn check(name: &str, file: &str, least: [[f64; 2]; 2]) {
    for ((score, what), [precision, recall]) in score(file).iter().zip(["stories", "cases"]).zip(least) {
        println!(
            "{name}, {what}: {} pairs right, {} wrong, {} missed: precision {:.3}, recall {:.3}\n{}",
            score.right,
            score.wrong,
            score.missed,
            score.precision(),
            score.recall(),
            score.list
        );
        assert!(
            score.precision() >= precision && score.recall() >= recall,
            "{name}, {what}:\n{}",
            score.list
        );
    }
}

#[test]
fn articles_of_the_first_half() {
    check("seen", include_str!("../../tests/cases/data/story/seen.txt"), [[1.0, 1.0], [1.0, 1.0]]);
}

#[test]
fn articles_of_the_second_half() {
    check("held out", include_str!("../../tests/cases/data/story/held_out.txt"), [[1.0, 0.9], [1.0, 0.8]]);
}

/// A sketch that is stored and read again is the same, and small.
#[cfg(feature = "store")]
#[test]
fn sketches_are_kept_in_little_space() {
    for told in read(include_str!("../../tests/cases/data/story/seen.txt")) {
        let sketch = sketch(&told.article);
        let bytes = sketch.to_bytes().expect("it can be written");
        assert!(bytes.len() <= 2048, "{}: {} bytes", told.id, bytes.len());
        assert_eq!(Sketch::from_bytes(&bytes).expect("it can be read"), sketch, "{}", told.id);
    }
    assert!(Sketch::from_bytes(b"{\"days\": 1}").is_err());
    // A field that a later release adds is missing in what was stored before.
    assert_eq!(Sketch::from_bytes(b"{}").expect("it can be read"), Sketch::default());
}

/// The order of the candidates does not matter.
#[test]
fn candidates_come_in_any_order() {
    let told = read(include_str!("../../tests/cases/data/story/seen.txt"));
    let sketches: Vec<Sketch> = told.iter().map(|told| sketch(&told.article)).collect();
    let cases: Vec<Vec<Option<i64>>> = sketches
        .iter()
        .enumerate()
        .map(|(at, sketch)| vec![Some(at as i64); sketch.accusations.len()])
        .collect();
    for (at, new) in sketches.iter().enumerate() {
        let members = sketches.iter().zip(&cases).enumerate().filter(|(other, _)| *other != at);
        let mut members: Vec<Member> = members
            .map(|(at, (sketch, cases))| Member { article: at as i64, story: at as i64, cases, sketch })
            .collect();
        let forward = place(new, &members);
        members.reverse();
        assert_eq!(place(new, &members), forward, "{}", told[at].id);
    }
}

/// What the look-up by keys finds is what a comparison with all others would.
#[test]
fn those_that_belong_together_share_a_key() {
    for file in [
        include_str!("../../tests/cases/data/story/seen.txt"),
        include_str!("../../tests/cases/data/story/held_out.txt"),
    ] {
        let told = read(file);
        let sketches: Vec<Sketch> = told.iter().map(|told| sketch(&told.article)).collect();
        for (at, new) in sketches.iter().enumerate() {
            let keys = BTreeSet::from_iter(new.keys());
            for (before, other) in sketches[..at].iter().enumerate() {
                let cases = vec![Some(1); other.accusations.len()];
                let member = Member { article: 1, story: 1, cases: &cases, sketch: other };
                let placement = place(new, &[member]);
                let belongs = placement.story.is_some() || placement.cases.contains(&Case::Known(1));
                let found = other.keys().iter().any(|key| keys.contains(key));
                assert!(found || !belongs, "{} {} share no key", told[at].id, told[before].id);
            }
        }
    }
}

/// The articles of the replicas by name, as they come; one that two pages tell is read from its first.
#[cfg(feature = "cli")]
fn replicas() -> Vec<(String, Article)> {
    let outlets = crate::Outlets::builtin();
    let mut articles = Vec::new();
    for outlet in outlets.iter() {
        for sample in crate::crawl::replica::samples(outlet.id()) {
            if sample.name.contains('.') {
                continue;
            }
            let article = crate::parse_with(&sample.page, outlets);
            let published = sample.expected.published;
            articles.push((published, format!("{}/{}", outlet.id(), sample.name), article));
        }
    }
    articles.sort_by(|own, other| (&own.0, &own.1).cmp(&(&other.0, &other.1)));
    articles.into_iter().map(|(_, name, article)| (name, article)).collect()
}

/// The groups of more than one, each in order and joined with spaces.
#[cfg(feature = "cli")]
fn groups<'a>(items: impl Iterator<Item = (i64, &'a str)>) -> BTreeSet<String> {
    let mut groups: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    for (group, name) in items {
        groups.entry(group).or_default().insert(name);
    }
    let joined = |group: BTreeSet<&str>| group.into_iter().collect::<Vec<_>>().join(" ");
    groups.into_values().filter(|group| group.len() > 1).map(joined).collect()
}

#[cfg(feature = "cli")]
#[test]
fn replicas_that_belong_together() {
    let articles = replicas();
    let sketches: Vec<Sketch> = articles.iter().map(|(_, article)| sketch(article)).collect();
    let placed = place_all(&sketches);
    let names = || articles.iter().map(|(name, _)| name.as_str());
    let stories = groups(placed.iter().map(|placed| placed.story).zip(names()));
    let expected = [
        // A video of a camat, by three outlets on one day.
        "antara-kaltim/camat-video nomorsatukaltim/video-camat tribun-kaltim/video-camat-dua-jari",
        // The report on it is closed, a fortnight later.
        "antara-kaltim/laporan-dihentikan korankaltim/laporan-dihentikan",
        // An appeal of the province, handed to all.
        "antara-kaltim/imbauan-netral diskominfo-kaltim/imbauan-netral inibalikpapan/asn-kaltim-diminta-netral \
         kaltimtoday/asn-diminta-netral kukarkab/imbauan-netral niaga-asia/asn-netral",
        // Two workers of a kelurahan.
        "inibalikpapan/laporan-staf-kelurahan kaltimpost/laporan-staf-kelurahan \
         korankaltim/dua-staf-kelurahan nomorsatukaltim/kaus-paslon",
        // A headmaster's sanction.
        "niaga-asia/sanksi-kepala-sd prokaltim/kepala-sd-sanksi-moral tribun-kaltim/kepala-sd-paser",
    ];
    assert_eq!(stories, BTreeSet::from(expected.map(str::to_owned)), "stories");
    let cases = placed
        .iter()
        .zip(names())
        .flat_map(|(placed, name)| placed.central.iter().map(move |case| (*case, name)));
    let expected = [
        "antara-kaltim/camat-video antara-kaltim/laporan-dihentikan diskominfo-kaltim/informasi-sepekan \
         korankaltim/laporan-dihentikan nomorsatukaltim/video-camat tribun-kaltim/video-camat-dua-jari",
        "inibalikpapan/laporan-staf-kelurahan kaltimpost/laporan-staf-kelurahan \
         korankaltim/dua-staf-kelurahan nomorsatukaltim/kaus-paslon",
        "niaga-asia/sanksi-kepala-sd prokaltim/kepala-sd-sanksi-moral tribun-kaltim/kepala-sd-paser",
    ];
    assert_eq!(groups(cases), BTreeSet::from(expected.map(str::to_owned)), "cases");
}
