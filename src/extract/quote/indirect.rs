//! Reported statements: what somebody is told to have said, in the words of the article.

use super::Quote;
use super::voice::{self, Form, Speaker, Verb, Voices};
use crate::extract::Document;
use crate::text::Kind;
use std::ops::Range;

/// Takes what a sentence without quotation marks reports, if somebody is told to have said it.
pub(super) fn take(
    document: &Document,
    voices: &mut Voices,
    sentence: Range<usize>,
    quotes: &mut Vec<Quote>,
) {
    let end = last_word(document, sentence.clone());
    let Some((clause, speaker, verb)) = voice::verbs(document, sentence.start..end)
        .find_map(|verb| reported(document, voices, sentence.start..end, verb))
    else {
        return;
    };
    let Some(person) = speaker.person() else { return };
    voices.spoke(Some(person), clause.end.max(verb.token + 1));
    quotes.push(Quote {
        span: document.span(clause),
        speaker: Some(person),
        cue: Some(document.word(verb.token).to_lowercase()),
        direct: false,
    });
}

/// The end of a sentence without the mark that closes it.
fn last_word(document: &Document, sentence: Range<usize>) -> usize {
    let mut end = sentence.end;
    while end > sentence.start && matches!(document.word(end - 1), "." | "!" | "?") {
        end -= 1;
    }
    end
}

/// The clause that a verb of saying reports, and its speaker.
fn reported(
    document: &Document,
    voices: &Voices,
    sentence: Range<usize>,
    verb: Verb,
) -> Option<(Range<usize>, Speaker, Verb)> {
    let clause = match verb.form {
        Form::Active => return told(document, voices, sentence, verb),
        Form::Bare | Form::Own | Form::Passive => {
            let (speaker, after) = voices.after(document, verb, sentence.end);
            let first = verb.token == sentence.start;
            let inserted = verb.token > sentence.start && document.word(verb.token - 1) == ",";
            if first {
                (clause_from(document, after, sentence.end)?, speaker)
            } else if inserted && verb.form != Form::Passive {
                let last = verb.token - 1;
                let goes_on = sentence.end.saturating_sub(after) > 2;
                (sentence.start..if goes_on { sentence.end } else { last }, speaker)
            } else {
                return None;
            }
        }
    };
    let (clause, speaker) = clause;
    (!clause.is_empty() && speaker != Speaker::Unnamed).then_some((clause, speaker, verb))
}

/// The clause after `X mengatakan (bahwa)`.
fn told(
    document: &Document,
    voices: &Voices,
    sentence: Range<usize>,
    verb: Verb,
) -> Option<(Range<usize>, Speaker, Verb)> {
    /// A shorter rest is an object and no clause: `menyampaikan terima kasih`.
    const CLAUSE: usize = 5;
    let after = verb.token + 1;
    let next = document.tokens.get(after).filter(|_| after < sentence.end)?;
    let linked = next.kind == Kind::Mark || document.word(after).eq_ignore_ascii_case("bahwa");
    if !linked && (verb.reacts || sentence.end - after < CLAUSE) {
        return None;
    }
    let clause = clause_from(document, after, sentence.end)?;
    let speaker = voices.before(document, verb, sentence.start);
    (speaker != Speaker::Unnamed).then_some((clause, speaker, verb))
}

/// The clause from a token on, without a comma or `bahwa` at its start.
fn clause_from(document: &Document, mut from: usize, end: usize) -> Option<Range<usize>> {
    while from < end
        && (matches!(document.word(from), "," | ":" | ")")
            || document.word(from).eq_ignore_ascii_case("bahwa"))
    {
        from += 1;
    }
    (from < end).then_some(from..end)
}
