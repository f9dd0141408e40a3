//! Merging: which candidates name one person, and which shorter mentions mean whom.

use super::candidate::{CERTAIN, Candidate};
use super::office::{self, Office};
use super::sign::{self, Signs};
use super::{Person, StoryRole, name};
use crate::extract::Document;
use crate::lexicon;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// A person while the article is read.
struct Draft<'a> {
    /// The words of the fullest name.
    words: Vec<NameWord<'a>>,
    office: Option<Office>,
    mentions: Vec<Span>,
    titles: Vec<Span>,
    /// Whether it is known by initials only, which mean nobody else.
    initials: bool,
    /// Other names, each of one word.
    aliases: Vec<u64>,
}

/// A word of a name with the hash of its fold.
#[derive(Clone, Copy, Debug)]
struct NameWord<'a> {
    text: &'a str,
    fold: u64,
}

/// The people of a document, by first mention.
pub(super) fn people(document: &Document, signs: &Signs, candidates: &[Candidate]) -> Vec<Person> {
    let support = support(document, candidates);
    let mut merge = Merge { document, signs, drafts: Vec::new(), index: FxHashMap::default(), last: None };
    let mut weak = Vec::new();
    for candidate in candidates {
        if candidate.alias && merge.alias(candidate) {
            continue;
        }
        if candidate.score + extra(document, candidate, &support) >= CERTAIN
            && (!candidate.in_heading || !candidate.titles.is_empty())
        {
            merge.take(candidate);
        } else {
            weak.push(candidate);
        }
    }
    for candidate in weak {
        merge.mention(candidate);
    }
    merge.finish()
}

/// What single words have going for them in the whole article: `kata Rina` speaks for `Rina Wati` as well.
fn support(document: &Document, candidates: &[Candidate]) -> FxHashMap<u64, (f32, u32)> {
    let mut support: FxHashMap<u64, (f32, u32)> = FxHashMap::default();
    for candidate in
        candidates.iter().filter(|candidate| candidate.tokens.len() == 1 && !candidate.in_heading)
    {
        let fold = lexicon::fold_hash(document.word(candidate.tokens.start).as_bytes());
        let held = support.entry(fold).or_insert((0.0, 0));
        held.0 = held.0.max(candidate.score);
        held.1 += 1;
    }
    support
}

/// What the rest of the article adds to a candidate's score.
fn extra(document: &Document, candidate: &Candidate, support: &FxHashMap<u64, (f32, u32)>) -> f32 {
    /// The most that single mentions add to a full name.
    const MOST: f32 = 2.0;
    /// What a second mention of a single word adds.
    const AGAIN: f32 = 0.5;
    let held = candidate
        .tokens
        .clone()
        .filter_map(|at| support.get(&lexicon::fold_hash(document.word(at).as_bytes())));
    if candidate.tokens.len() == 1 {
        let Some(&(best, times)) = held.into_iter().next() else { return 0.0 };
        let again = if times > 1 && candidate.score > 0.0 { AGAIN } else { 0.0 };
        return again
            + if best >= CERTAIN && candidate.score > -1.0 {
                CERTAIN - candidate.score.min(CERTAIN)
            } else {
                0.0
            };
    }
    held.map(|&(best, _)| best).fold(0.0, f32::max).min(MOST)
}

struct Merge<'a> {
    document: &'a Document<'a>,
    signs: &'a Signs,
    drafts: Vec<Draft<'a>>,
    /// The people whose name has a word, by the hash of its fold; the most recent last.
    index: FxHashMap<u64, Vec<usize>>,
    /// The person taken last and the token after the name.
    last: Option<(usize, usize)>,
}

impl<'a> Merge<'a> {
    /// Takes a certain name: of a person known already, or of a new one.
    fn take(&mut self, candidate: &Candidate) {
        let office = candidate.titles.first().map(|title| office::office(self.document, self.signs, title));
        for span in candidate.names.iter() {
            let words = words(self.document, span);
            let own = office.clone();
            let told = own.as_ref().filter(|_| candidate.by_title);
            let at = match self.known(&words, told, candidate.initials) {
                Some(at) => at,
                None => match self.after_common_word(candidate, &words) {
                    Some((at, span)) => {
                        self.drafts[at].mentions.push(span);
                        continue;
                    }
                    None => self.introduce(candidate.initials),
                },
            };
            self.last = Some((at, candidate.tokens.end));
            self.rename(at, words);
            self.drafts[at].mentions.push(span);
            for title in &candidate.titles {
                let title_span = self.document.span(title.tokens.clone());
                self.drafts[at].titles.push(title_span);
            }
            self.appoint(at, own);
            for title in candidate.titles.iter().skip(1) {
                let other = office::office(self.document, self.signs, title);
                self.complete(at, other);
            }
        }
    }

    /// Takes a candidate for another name of the person taken last.
    fn alias(&mut self, candidate: &Candidate) -> bool {
        let Some(&(at, end)) = self.last.as_ref() else { return false };
        const FAR: usize = 12;
        if candidate.tokens.start.saturating_sub(end) > FAR {
            return false;
        }
        let span = candidate.names.first;
        for word in words(self.document, span) {
            self.drafts[at].aliases.push(word.fold);
            self.index.entry(word.fold).or_default().push(at);
        }
        self.drafts[at].mentions.push(span);
        true
    }

    fn introduce(&mut self, initials: bool) -> usize {
        self.drafts.push(Draft {
            words: Vec::new(),
            office: None,
            mentions: Vec::new(),
            titles: Vec::new(),
            initials,
            aliases: Vec::new(),
        });
        self.drafts.len() - 1
    }

    /// Gives a person the fuller of two names.
    fn rename(&mut self, at: usize, words: Vec<NameWord<'a>>) {
        let held: usize = self.drafts[at].words.iter().map(|word| word.text.len() + 1).sum();
        let offered: usize = words.iter().map(|word| word.text.len() + 1).sum();
        if offered <= held && words.len() <= self.drafts[at].words.len() {
            return;
        }
        if words.len() < self.drafts[at].words.len() {
            return;
        }
        for word in &words {
            let people = self.index.entry(word.fold).or_default();
            if !people.contains(&at) {
                people.push(at);
            }
        }
        self.drafts[at].words = words;
    }

    fn appoint(&mut self, at: usize, office: Option<Office>) {
        let Some(office) = office else { return };
        if self.drafts[at].office.is_none() {
            self.drafts[at].office = Some(office);
        } else {
            self.complete(at, office);
        }
    }

    /// Fills in what a first title left out and a later one of the same post says.
    fn complete(&mut self, at: usize, other: Office) {
        let Some(held) = &mut self.drafts[at].office else { return };
        if held.position != other.position {
            return;
        }
        if held.jurisdiction.is_none() {
            held.jurisdiction = other.jurisdiction;
            held.institution = other.institution.or(held.institution.take());
        } else if held.institution.is_none() {
            held.institution = other.institution;
        }
    }

    /// The person meant by a name, the most recently introduced one that fits.
    fn known(&self, words: &[NameWord], office: Option<&Office>, initials: bool) -> Option<usize> {
        let mut people: Vec<usize> = words
            .iter()
            .filter_map(|word| self.index.get(&word.fold))
            .flat_map(|people| people.iter().rev().take(NEAR))
            .copied()
            .collect();
        people.sort_unstable();
        people.dedup();
        let near = || (0..self.drafts.len()).rev().take(NEAR).find(|&at| self.is_variant(at, words));
        let same = |at: usize| {
            let own = &self.drafts[at].words;
            own.len() == words.len() && own.iter().zip(words).all(|(a, b)| a.fold == b.fold)
        };
        let exact = people.iter().rev().copied().find(|&at| same(at) && self.drafts[at].initials == initials);
        exact
            .or_else(|| people.into_iter().rev().find(|&at| self.fits(at, words, office, initials)))
            .or_else(|| if initials { None } else { near() })
    }

    fn fits(&self, at: usize, words: &[NameWord], office: Option<&Office>, initials: bool) -> bool {
        let draft = &self.drafts[at];
        if draft.initials != initials {
            return false;
        }
        if words.iter().all(|word| draft.aliases.contains(&word.fold)) {
            return true;
        }
        let (shorter, longer) = if words.len() <= draft.words.len() {
            (words, &draft.words[..])
        } else {
            (&draft.words[..], words)
        };
        if !is_part(shorter, longer) {
            return false;
        }
        // A wife's name goes on with her husband's: `Rina Amir Hasan` is not `Amir Hasan`.
        let fuller = draft.words.len() > 1 && words.len() > draft.words.len();
        if fuller && !begins_alike(words[0], draft.words[0]) {
            return false;
        }
        let other_post = match (office, &draft.office) {
            (Some(own), Some(held)) => {
                !own.position.starts_with(&held.position) && !held.position.starts_with(&own.position)
            }
            _ => false,
        };
        shorter.len() == longer.len() || !other_post || shorter.len() > 1
    }

    /// The person whose name follows the first word of a run that no list of names knows: `Gebrakan Amir`.
    fn after_common_word(&self, candidate: &Candidate, words: &[NameWord]) -> Option<(usize, Span)> {
        let tokens = candidate.tokens.clone();
        if tokens.len() < 2 || !candidate.titles.is_empty() || candidate.names.is_pair() || candidate.initials
        {
            return None;
        }
        if self.document.lexicon.is_name(self.document.words[tokens.start]) {
            return None;
        }
        let rest = &words[1..];
        let people = self.index.get(&rest.first()?.fold)?;
        let at = people.iter().rev().copied().find(|&at| {
            let own = &self.drafts[at].words;
            own.first().is_some_and(|first| first.fold == rest[0].fold) && is_part(rest, own)
        })?;
        Some((at, self.document.span(tokens.start + 1..tokens.end)))
    }

    /// Whether a name differs from a person's by a letter in one word: a misspelling.
    fn is_variant(&self, at: usize, words: &[NameWord]) -> bool {
        let own = &self.drafts[at].words;
        own.len() == words.len()
            && own.len() > 1
            && own.iter().zip(words).filter(|(a, b)| a.fold != b.fold).count() == 1
            && own.iter().zip(words).all(|(a, b)| a.fold == b.fold || differs_by_a_letter(a.text, b.text))
    }

    /// Adds a weak candidate to the person whose name it is part of, if there is one.
    fn mention(&mut self, candidate: &Candidate) {
        let document = self.document;
        if candidate.in_heading {
            return self.mention_in_heading(candidate);
        }
        for span in candidate.names.iter() {
            let own = words(document, span);
            let common = own.len() == 1 && !is_worth(document, self.signs, candidate.tokens.start);
            if common {
                continue;
            }
            if let Some(at) = self.meant(&own, span) {
                self.drafts[at].mentions.push(span);
            }
        }
    }

    /// In a heading a name stands among other capitalised words: the longest known part of it counts.
    fn mention_in_heading(&mut self, candidate: &Candidate) {
        let document = self.document;
        let mut at = candidate.tokens.start;
        while at < candidate.tokens.end {
            let longest = (at + 1..=candidate.tokens.end).rev().find_map(|end| {
                let span = document.span(at..end);
                let own = words(document, span);
                if end - at == 1 && !is_worth(document, self.signs, at) {
                    return None;
                }
                self.meant(&own, span).map(|person| (person, span, end))
            });
            match longest {
                Some((person, span, end)) => {
                    self.drafts[person].mentions.push(span);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// Of the people whose name these words are part of, the one introduced last before `span`, else first.
    fn meant(&self, words: &[NameWord], span: Span) -> Option<usize> {
        let people = self.index.get(&words.first()?.fold)?;
        let fits = |&&at: &&usize| {
            let draft = &self.drafts[at];
            !draft.initials
                && (words.iter().all(|word| draft.aliases.contains(&word.fold))
                    || (words.len() <= draft.words.len() && is_part(words, &draft.words)))
        };
        let before = people
            .iter()
            .rev()
            .filter(fits)
            .find(|&&at| self.drafts[at].mentions.first().is_some_and(|first| first.start < span.start));
        before.or_else(|| people.iter().take(NEAR).find(fits)).copied()
    }

    /// Makes one person of those who came to have one full name.
    fn unite(&mut self) {
        let mut seen: FxHashMap<Vec<u64>, usize> = FxHashMap::default();
        let mut drafts: Vec<Draft> = Vec::with_capacity(self.drafts.len());
        for draft in std::mem::take(&mut self.drafts) {
            let key: Vec<u64> = draft.words.iter().map(|word| word.fold).collect();
            match seen.get(&key).filter(|_| key.len() > 1) {
                Some(&at) => {
                    drafts[at].mentions.extend(draft.mentions);
                    drafts[at].titles.extend(draft.titles);
                    drafts[at].office = drafts[at].office.take().or(draft.office);
                }
                None => {
                    seen.insert(key, drafts.len());
                    drafts.push(draft);
                }
            }
        }
        self.drafts = drafts;
    }

    fn finish(mut self) -> Vec<Person> {
        self.unite();
        let mut people: Vec<Person> = self
            .drafts
            .into_iter()
            .map(|mut draft| {
                draft.mentions.sort_unstable();
                draft.mentions.dedup();
                draft.titles.sort_unstable();
                draft.titles.dedup();
                let name: Vec<&str> = draft.words.iter().map(|word| word.text).collect();
                let office = draft.office;
                let (position, institution, jurisdiction) = match office {
                    Some(office) => (Some(office.position), office.institution, office.jurisdiction),
                    None => (None, None, None),
                };
                Person {
                    name: name.join(" "),
                    position,
                    institution,
                    jurisdiction,
                    story_role: StoryRole::Other,
                    mentions: draft.mentions,
                    titles: draft.titles,
                }
            })
            .collect();
        people.sort_by_key(|person| person.mentions.first().copied());
        people
    }
}

/// How many of the people introduced last are compared with a name.
const NEAR: usize = 32;

/// The words of a name as written.
fn words<'a>(document: &Document<'a>, span: Span) -> Vec<NameWord<'a>> {
    document.text[span.range()]
        .split(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .map(|text| NameWord { text, fold: lexicon::fold_hash(text.as_bytes()) })
        .collect()
}

/// Whether two words are one, or one is the initial of the other.
fn begins_alike(a: NameWord, b: NameWord) -> bool {
    let initial = name::is_initial(a.text) || name::is_initial(b.text);
    a.fold == b.fold || (initial && a.text.as_bytes().first() == b.text.as_bytes().first())
}

/// Whether each word of `part` is one of `whole`, an initial standing for any word it begins.
fn is_part(part: &[NameWord], whole: &[NameWord]) -> bool {
    let same = part.iter().all(|word| {
        whole.iter().any(|other| {
            other.fold == word.fold
                || (name::is_initial(word.text) && other.text.as_bytes()[0] == word.text.as_bytes()[0])
                || (name::is_initial(other.text) && other.text.as_bytes()[0] == word.text.as_bytes()[0])
        })
    });
    same && part.iter().any(|word| !name::is_initial(word.text))
}

/// Whether a single word may be a short mention: a listed name, or a word that is nothing else.
fn is_worth(document: &Document, signs: &Signs, token: usize) -> bool {
    name::weight(document, signs, token) > -1.5 || signs.has(token, sign::NAME)
}

/// Whether two words are one but for one letter put in, left out or exchanged.
fn differs_by_a_letter(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if a.len() < 5 || b.len() - a.len() > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count();
    let skip = usize::from(a.len() == b.len());
    a[(same + skip).min(a.len())..].eq_ignore_ascii_case(&b[(same + 1).min(b.len())..])
}
