//! What several pages show of a story in the same way.

use super::ask::Ask;
use super::number::decimal;
use super::veil::Veil;
use super::word::Word;
use crate::annotate::line;
use crate::crawl::Address;
use crate::date;
use crate::lang::Lang;
use crate::store::{Claim, Decision, Stage, Summary};
use jiff::civil::Date;
use maud::{Markup, html};

/// A foreign address as a link, where a browser would open a page by it.
pub(super) fn original(address: &str, lang: Lang) -> Markup {
    html! {
        @if let Some(address) = Address::read(address) {
            a href=(address.to_string()) rel="noopener noreferrer nofollow" target="_blank" data-key="o" {
                (lang.word(Word::OpenOriginal)) " " kbd { "o" }
            }
        }
    }
}

/// A state as a badge: a word, and a shape by its class.
pub(super) fn badge(status: &str, lang: Lang) -> Markup {
    let class = match status {
        "proven" | "sanctioned" => "badge closed",
        "dismissed" => "badge dropped",
        "under_review" => "badge moving",
        _ => "badge",
    };
    html! { span class=(class) { (line(lang.state(status))) } }
}

/// A verdict as a badge.
pub(super) fn verdict(decision: Decision, lang: Lang) -> Markup {
    let class = match decision {
        Decision::Confirm => "mark yes",
        Decision::Reject => "mark no",
        Decision::Unsure | Decision::Undo => "mark unsure",
    };
    html! { span class=(class) { (lang.decision(decision)) } }
}

/// The title of an article, its covered names covered.
pub(super) fn title(title: Option<&str>, veil: &Veil, lang: Lang) -> Markup {
    match title.map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => html! { span lang="id" dir="auto" { (veil.show(&line(title))) } },
        None => html! { (lang.pick(("(no title)", "(tanpa judul)"))) },
    }
}

/// Who is said to have done something: the office, and the name only where the veil leaves it.
pub(super) fn accused(claim: &Claim, veil: &Veil, lang: Lang) -> Markup {
    let who = lang.accused(&claim.accused, claim.person.as_deref(), claim.position.as_deref());
    let hidden = claim.person.as_deref().is_some_and(|name| veil.covers(name)) || veil.covers(&claim.accused);
    html! {
        @if hidden {
            @match &claim.position {
                Some(position) => (veil.show(&line(position))),
                None => (veil.show(&line(&claim.accused))),
            }
        } @else {
            (line(&who))
        }
    }
}

/// What an article reports that somebody did, in one line: `Camat: diduga menghadiri kampanye, menurut Bawaslu
/// (prokaltim), 8 Juni 2024`, with the state of the case as it is now.
pub(super) fn claim(
    claim: &Claim,
    latest: Option<&Stage>,
    outlet: &str,
    day: Date,
    veil: &Veil,
    lang: Lang,
) -> Markup {
    let now = latest.map_or(claim.status.as_str(), |stage| stage.status.as_str());
    let changed = now != claim.status;
    html! {
        p.claim {
            b { (accused(claim, veil, lang)) } ": "
            (lang.state(&claim.status)) " – " em { (line(lang.act(&claim.act))) }
            ", " (lang.pick(("according to", "menurut"))) " "
            @match &claim.source {
                Some(source) => { (veil.show(&line(source))) " (" (line(outlet)) ")" },
                None => (line(outlet)),
            }
            ", " (date::day(day, lang))
            @if let Some(place) = &claim.place { " · " (line(place)) }
            @if claim.denied { " · " span.denied { (lang.word(Word::Denied)) } }
            @if !claim.central {
                " · " (lang.pick(("an older case in the background", "kasus lama di latar belakang")))
            }
            @if let Some(stage) = latest.filter(|_| changed) {
                " " (badge(now, lang)) " " small {
                    (lang.pick(("as of", "per"))) " " (date::day(stage.day, lang)) " (" (line(&stage.outlet)) ")"
                }
            }
        }
    }
}

/// The states of the cases of a story as they are now, each once.
pub(super) fn states(summary: &Summary, lang: Lang) -> Markup {
    let mut states: Vec<&str> = summary.latest.iter().map(|stage| stage.status.as_str()).collect();
    states.sort_unstable();
    states.dedup();
    html! { @for state in states { (badge(state, lang)) " " } }
}

/// The claims of a story as a list shows them.
pub(super) fn claims(summary: &Summary, veil: &Veil, lang: Lang) -> Markup {
    html! {
        @for one in &summary.claims {
            @let latest = summary.latest.iter().find(|stage| Some(stage.case) == one.case);
            (claim(one, latest, &summary.outlet, summary.day, veil, lang))
        }
    }
}

/// The link that uncovers names, where any are covered, or covers them again.
pub(super) fn names(ask: &Ask, path: &str, veil: &Veil, lang: Lang) -> Markup {
    html! {
        @if ask.get("names").is_some() {
            a href=(ask.without("names").link(path)) data-key="v" { (lang.word(Word::HideNames)) " " kbd { "v" } }
        } @else if !veil.is_empty() {
            a href=(ask.with("names", 1).link(path)) data-key="v" { (lang.word(Word::ShowNames)) " " kbd { "v" } }
        }
    }
}

/// A score as a number and a bar.
pub(super) fn score(score: f64, lang: Lang) -> Markup {
    html! {
        span.score { (lang.word(Word::Score)) " " (decimal(score, 2, lang)) " " meter min="0" max="1" value=(format!("{score:.3}")) aria-hidden="true" {} }
    }
}
