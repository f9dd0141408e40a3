//! Verdicts that come in. Each is stored, and survives the loss of power, before it is answered.

use super::ask::Ask;
use super::desk::Desk;
use super::http::{Answer, Asked};
use super::login::Visitor;
use super::word::REASONS;
use crate::error::{Error, ErrorKind};
use crate::store::{Decision, Judgement, Log, Reach, Store, Verdict};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 2000;

/// The longest key, in bytes.
const LONGEST_KEY: usize = 64;

/// Stores a verdict and leads to the next story.
///
/// A form may come in twice, where the answer to the first was lost: its key says so, and it stays one verdict. A
/// reviewer's later verdict on the same story replaces the earlier.
pub(super) fn decide(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let ask = Ask::of(asked);
    let wrong = |why: &str| Error::new(ErrorKind::Usage, why.to_owned());
    let article = asked.number("article").ok_or_else(|| wrong("which article was decided on is not said"))?;
    let said = asked.form.get("decision").map(String::as_str).unwrap_or_default();
    let (name, reason) = said.split_once('.').map_or((said, None), |(name, reason)| (name, Some(reason)));
    let is_known = |reason: &str| REASONS.iter().any(|it| it.code == reason && it.decision.name() == name);
    if !reason.is_none_or(is_known) {
        return Err(wrong("the reason is none of those on the page"));
    }
    let decision =
        [Decision::Confirm, Decision::Reject, Decision::Unsure].into_iter().find(|it| it.name() == name);
    let decision = decision.ok_or_else(|| wrong("what was decided is not said"))?;
    let key = asked.form.get("key").filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY);
    // The same form with another button is another verdict: somebody went back and thought better of it.
    let key = format!("{}.{said}", key.ok_or_else(|| wrong("the form has no key; open the page anew"))?);
    let reach = if asked.form.contains_key("alone") { Reach::Article } else { Reach::Story };
    let note = asked.form.get("note").map(|note| note.trim()).filter(|note| !note.is_empty());
    let verdict = Verdict {
        article,
        reach,
        decision,
        reason: reason.map(str::to_owned),
        reviewer: visitor.reviewer.clone(),
        at: desk.now(),
        note: note.map(|note| note.chars().take(LONGEST_NOTE).collect()),
        score_shown: asked
            .form
            .get("score")
            .and_then(|score| score.parse().ok())
            .filter(|score| (0.0..=1.0).contains(score)),
        model: asked.form.get("model").filter(|model| !model.is_empty()).cloned(),
        key,
        supersedes: None,
    };
    let (id, story) = desk.write(|store| add(store, verdict))?;
    if reach == Reach::Article {
        return Ok(Answer::see(format!("/story/{article}")));
    }
    // Whoever went back goes on from there.
    let place = match ask.get("before") {
        Some(_) => ask.place().without("before").with("after", story),
        None => ask.place(),
    };
    Ok(Answer::see(place.with("said", id).link("/")))
}

/// Stores a verdict; its number and its story.
fn add(store: &mut dyn Store, mut verdict: Verdict) -> Result<(i64, i64), Error> {
    let Some(record) = store.article(verdict.article)? else {
        return Err(Error::new(ErrorKind::Usage, format!("there is no article {}", verdict.article)));
    };
    let own = Log { reviewer: Some(verdict.reviewer.clone()), story: Some(record.story), ..Log::default() };
    let before = store.judgements(&own)?;
    if let Some(same) = before.iter().find(|it| it.given.verdict.key == verdict.key) {
        return Ok((same.given.id, record.story));
    }
    verdict.supersedes = before.iter().find(|earlier| is_replaced(earlier, &verdict)).map(|it| it.given.id);
    Ok((store.add_verdict(&verdict)?, record.story))
}

/// Whether a verdict of the same reviewer on the same story is replaced by a later one.
fn is_replaced(earlier: &Judgement, verdict: &Verdict) -> bool {
    let before = &earlier.given.verdict;
    earlier.given.stands
        && before.reach == verdict.reach
        && (verdict.reach == Reach::Story || before.article == verdict.article)
}

/// Undoes a verdict of the reviewer, and leads to its story.
pub(super) fn undo(desk: &Desk, asked: &Asked, visitor: &Visitor) -> Result<Answer, Error> {
    let Some(id) = asked.number("verdict") else {
        return Err(Error::new(ErrorKind::Usage, "which verdict is to be undone is not said"));
    };
    let now = desk.now();
    let story = desk.write(|store| {
        let own = Log { verdict: Some(id), reviewer: Some(visitor.reviewer.clone()), ..Log::default() };
        let Some(given) = store.judgements(&own)?.pop().map(|it| it.given) else {
            return Err(Error::new(ErrorKind::Usage, format!("you gave no verdict {id}")));
        };
        if given.stands {
            store.add_verdict(&Verdict {
                decision: Decision::Undo,
                reason: None,
                at: now,
                note: None,
                key: format!("undo.{id}"),
                supersedes: Some(id),
                ..given.verdict
            })?;
        }
        Ok(given.story)
    })?;
    Ok(Answer::see(Ask::of(asked).place().with("story", story).link("/")))
}
