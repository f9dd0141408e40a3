//! Voices: verbs of saying, and whom they belong to.

use crate::extract::{Document, Person};
use crate::lexicon::{Cue, Sense};
use crate::text::Kind;
use std::ops::Range;

/// How a verb of saying goes with its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The speaker follows: `ujar X`, `menurut X`.
    Bare,
    /// The speaker goes before: `X mengatakan`.
    Active,
    /// The speaker follows, a clause after that: `disampaikan X bahwa`.
    Passive,
    /// The speaker is the one who spoke last: `ujarnya`, `menurutnya`.
    Own,
}

/// A verb of saying in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// Its token.
    pub(super) token: usize,
    /// How it goes with its speaker.
    pub(super) form: Form,
    /// Whether it answers to something rather than saying it: `membantah tudingan itu`.
    pub(super) reacts: bool,
}

/// Who a verb of saying belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// A named person.
    Person(usize),
    /// Somebody who is not named.
    Unnamed,
}

impl Speaker {
    /// The person, where there is one.
    pub(super) fn person(self) -> Option<usize> {
        match self {
            Speaker::Person(person) => Some(person),
            Speaker::Unnamed => None,
        }
    }
}

/// Where people are named in a document, and who spoke last.
pub(super) struct Voices {
    /// Tokens of each mention and the person, by position.
    mentions: Vec<(Range<usize>, usize)>,
    /// Tokens of each title and the person, by position.
    titles: Vec<(Range<usize>, usize)>,
    /// Who spoke last, and up to which token.
    last: Option<(usize, usize)>,
}

impl Voices {
    /// The voices of a document before anybody has spoken.
    pub(super) fn new(document: &Document, people: &[Person]) -> Voices {
        let mut mentions = Vec::new();
        let mut titles = Vec::new();
        for (index, person) in people.iter().enumerate() {
            for span in &person.mentions {
                mentions.push((document.token_at(span.start)..document.token_at(span.end - 1) + 1, index));
            }
            for span in &person.titles {
                titles.push((document.token_at(span.start)..document.token_at(span.end - 1) + 1, index));
            }
        }
        mentions.sort_by_key(|mention| (mention.0.start, mention.1));
        titles.sort_by_key(|title| (title.0.start, title.1));
        Voices { mentions, titles, last: None }
    }

    /// Remembers who spoke up to a token.
    pub(super) fn spoke(&mut self, speaker: Option<usize>, to: usize) {
        if let Some(speaker) = speaker {
            self.last = Some((speaker, to));
        }
    }

    /// The mentions that start in a range of tokens.
    pub(super) fn mentions(&self, tokens: Range<usize>) -> &[(Range<usize>, usize)] {
        let first = self.mentions.partition_point(|mention| mention.0.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.0.start < tokens.end);
        &self.mentions[first..end.max(first)]
    }

    /// The mention that starts at a token.
    fn mention_at(&self, token: usize) -> Option<(Range<usize>, usize)> {
        self.mentions(token..token + 1).first().cloned()
    }

    /// The end of the title of a person that covers a token.
    fn title_end(&self, token: usize) -> Option<usize> {
        let next = self.titles.partition_point(|title| title.0.start <= token);
        let title = &self.titles[next.checked_sub(1)?].0;
        (token < title.end).then_some(title.end)
    }

    /// Whom -nya, `ia` or `dia` means at a token: who spoke last, or who has been named since at the start of
    /// a sentence, as its subject; before anybody spoke, who was named last.
    pub(super) fn same(&self, document: &Document, token: usize) -> Speaker {
        let since = self.last.map_or(0, |(_, to)| to);
        let mut named = self.mentions(since..token).iter().rev();
        let subject =
            named.find(|(tokens, _)| self.last.is_none() || self.is_subject(document, tokens.start));
        match (subject, self.last) {
            (Some(&(_, person)), _) | (None, Some((person, _))) => Speaker::Person(person),
            (None, None) => Speaker::Unnamed,
        }
    }

    /// Whether a mention, with its title, stands among the first words of its sentence.
    fn is_subject(&self, document: &Document, mention: usize) -> bool {
        const NEAR_START: usize = 3;
        /// A comma and honorifics stand between a title and its name.
        const BETWEEN: usize = 4;
        let before = self.titles.partition_point(|title| title.0.start <= mention);
        let title = before.checked_sub(1).map(|at| &self.titles[at].0);
        let start = title.filter(|title| title.end + BETWEEN > mention).map_or(mention, |title| title.start);
        let sentence = document.sentences.get(document.sentence_of(start));
        sentence.is_some_and(|sentence| start < sentence.start + NEAR_START)
    }

    /// Who is named right after a verb of saying: `kata X`, `kata Sekda Y, X`, `kata warga Z, X`, `kata dia`;
    /// with the token after the name.
    pub(super) fn after(&self, document: &Document, verb: Verb, end: usize) -> (Speaker, usize) {
        /// The most tokens of a description without an office before a name.
        const FAR: usize = 14;
        let mut at = verb.token + 1;
        if verb.form == Form::Own {
            return (self.same(document, verb.token), at);
        }
        let mut described = 0;
        while at < end {
            if let Some((tokens, person)) = self.mention_at(at) {
                return (Speaker::Person(person), tokens.end);
            }
            if let Some(title_end) = self.title_end(at) {
                at = title_end;
                continue;
            }
            let word = document.word(at);
            if is_pronoun(word) && described == 0 {
                return (self.same(document, verb.token), at + 1);
            }
            let goes_on = match document.tokens[at].kind {
                Kind::Mark => matches!(word, "," | "." | "(" | ")" | "/"),
                Kind::Word => !stops(document, at),
                _ => true,
            };
            described += 1;
            if !goes_on || described > FAR {
                break;
            }
            at += 1;
        }
        (Speaker::Unnamed, verb.token + 1)
    }

    /// Who is named right before a verb of saying: `X mengatakan`, `X dalam rapat itu mengatakan`, `ia juga
    /// mengatakan`. `start` is where the sentence starts.
    pub(super) fn before(&self, document: &Document, verb: Verb, start: usize) -> Speaker {
        /// The most tokens between a name and its verb.
        const FAR: usize = 24;
        let from = start.max(verb.token.saturating_sub(FAR));
        let mut at = verb.token;
        while at > from {
            at -= 1;
            let word = document.word(at);
            if let Some(person) = self.covering(at) {
                return Speaker::Person(person);
            }
            if is_pronoun(word) {
                return self.same(document, at);
            }
            if matches!(word, "\"" | "“" | "”" | ":" | ";") {
                break;
            }
        }
        Speaker::Unnamed
    }

    /// Whose mention covers a token.
    fn covering(&self, token: usize) -> Option<usize> {
        let next = self.mentions.partition_point(|mention| mention.0.start <= token);
        let (tokens, person) = &self.mentions[next.checked_sub(1)?];
        (token < tokens.end).then_some(*person)
    }
}

/// The verb of saying at a token.
pub(super) fn verb(document: &Document, token: usize) -> Option<Verb> {
    let reacts = document.at(token).iter().find_map(|found| reacts(found.sense))?;
    Some(verb_of(document, token, reacts))
}

/// The verbs of saying in a range of tokens.
pub(super) fn verbs<'a>(document: &'a Document, tokens: Range<usize>) -> impl Iterator<Item = Verb> + 'a {
    let mut next = 0;
    document.matches_in(tokens).iter().filter_map(move |found| {
        let reacts = reacts(found.sense).filter(|_| found.first >= next)?;
        next = found.first + 1;
        Some(verb_of(document, found.first as usize, reacts))
    })
}

/// Whether a cue answers to something; `None` for what is no cue.
fn reacts(sense: Sense) -> Option<bool> {
    match sense {
        Sense::Cue(Cue::Say) => Some(false),
        Sense::Cue(Cue::React) => Some(true),
        _ => None,
    }
}

fn verb_of(document: &Document, token: usize, reacts: bool) -> Verb {
    let word = document.word(token).as_bytes();
    let starts =
        |prefix: &[u8]| word.len() > prefix.len() && word[..prefix.len()].eq_ignore_ascii_case(prefix);
    let form = if word.len() > 5 && word[word.len() - 3..].eq_ignore_ascii_case(b"nya") {
        Form::Own
    } else if starts(b"menurut") || word.eq_ignore_ascii_case(b"menurut") {
        Form::Bare
    } else if starts(b"me") || starts(b"ber") {
        Form::Active
    } else if starts(b"di") {
        Form::Passive
    } else {
        Form::Bare
    };
    Verb { token, form, reacts }
}

/// Whether a word stands for the one who spoke.
fn is_pronoun(word: &str) -> bool {
    ["ia", "dia", "beliau"].iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// Whether a word ends the description of a speaker: a clause, an occasion or an addressee begins.
fn stops(document: &Document, token: usize) -> bool {
    let capital = document.tokens[token].is_capitalised();
    document.at(token).iter().any(|found| match found.sense {
        Sense::Cue(_) => true,
        Sense::NotName(word) => !capital && word.ends_description(),
        _ => false,
    })
}
