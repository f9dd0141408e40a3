//! The review page: where analysts empty the night's queue, see why a story was flagged and give verdicts.
//!
//! A request is taken off the network, checked ([`gate`]) and turned into plain data ([`http`]); [`route`] gives it to
//! the page that answers it, which reads the store and writes HTML by maud, which escapes. Nothing here is
//! asynchronous but the carrying of requests. The page works without its script, which adds keys and sends verdicts
//! again until they are stored.

mod agreement;
mod ask;
mod asset;
mod decide;
mod desk;
mod download;
mod evidence;
mod figures;
mod gate;
mod health;
mod http;
mod list;
mod log;
mod login;
#[cfg(test)]
mod markup;
mod number;
mod official;
mod overview;
mod page;
mod part;
mod period;
mod plot;
mod precision;
mod queue;
mod story;
#[cfg(test)]
mod tests;
mod veil;
mod word;

pub(crate) use desk::{Access, Desk, Setup, Surroundings};
pub(crate) use http::serve;
pub(crate) use login::digest_of;

use http::{Answer, Asked, Method};

/// Gives a request to what answers it. Every path of the page stands here.
fn route(desk: &Desk, asked: &Asked) -> Answer {
    let parts: Vec<&str> = asked.path.split('/').skip(1).collect();
    if let ["assets", name] = parts[..] {
        return asset::answer(asked, name);
    }
    let visitor = match login::visitor(desk, asked) {
        Ok(visitor) => visitor,
        Err(answer) => return answer,
    };
    let answer = match (asked.method, &parts[..]) {
        (Method::Get, [""]) => queue::answer(desk, asked, &visitor),
        (Method::Post, ["decide"]) => decide::decide(desk, asked, &visitor),
        (Method::Post, ["undo"]) => decide::undo(desk, asked, &visitor),
        (Method::Get, ["stories"]) => list::answer(desk, asked, &visitor),
        (Method::Get, ["story", article]) => story::answer(desk, asked, &visitor, article),
        (Method::Get, ["overview"]) => figures::overview(desk, asked, &visitor),
        (Method::Get, ["official"]) => figures::official(desk, asked, &visitor),
        (Method::Get, ["story", article, "form"]) => download::form(desk, asked, &visitor, article),
        (Method::Get, ["export"]) => download::rows(desk, asked, &visitor),
        (Method::Get, ["verdicts"]) => log::answer(desk, asked, &visitor),
        (Method::Post, ["logout"]) => login::leave(desk, asked),
        _ => Ok(page::missing(asked, Some(&visitor))),
    };
    answer.unwrap_or_else(|error| page::failed(asked, Some(&visitor), &error))
}
