//! WordPress's list of posts, in JSON: `/wp-json/wp/v2/posts`.

use super::{Contents, Further, Gathered, Kind, Listed, MOST, Unreadable, moment, title};
use crate::crawl::{Address, Outlet};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::Value;

/// How many posts are asked for at once, the most that WordPress gives.
const PER_PAGE: usize = 100;

/// How many posts WordPress gives where it is not told.
const PER_PAGE_UNTOLD: usize = 10;

/// The last page that is asked for, so that a site which always gives the same does not keep anybody for ever.
const LAST_PAGE: u32 = 1_000;

/// What WordPress answers to a page beyond its last.
const BEYOND: &str = "rest_post_invalid_page_number";

/// The address of a page of the list at `address`, counted from 1: a hundred posts, of those published after a moment
/// if one is given, and of each post only what is read.
pub(crate) fn query(address: &Address, after: Option<Timestamp>, page: u32) -> Address {
    // WordPress takes no parts of a second.
    let after = after.and_then(|after| Timestamp::from_second(after.as_second()).ok());
    let mut query = address.with_parameter("per_page", &PER_PAGE.to_string());
    if let Some(after) = after {
        query = query.with_parameter("after", &after.to_string());
    }
    query.with_parameter("page", &page.to_string()).with_parameter("_fields", "link,date_gmt,modified_gmt,title")
}

/// The articles that a page of posts names, and the next page where this one is full.
pub(super) fn read(text: &str, at: &Address, outlet: &Outlet) -> Result<Contents, Unreadable> {
    let unreadable = |why: String| Unreadable::new(Kind::Posts, why);
    let posts = match serde_json::from_str(bare(text)) {
        Ok(Value::Array(posts)) => posts,
        Ok(Value::Object(answer)) => {
            let said = |name: &str| answer.get(name).and_then(Value::as_str).and_then(title);
            return match said("code").as_deref() {
                Some(BEYOND) => Ok(Contents::default()),
                Some(code) => {
                    Err(unreadable(format!("the site says {code}: {}", said("message").unwrap_or_default())))
                }
                None => Err(unreadable("it is an object without a code".to_owned())),
            };
        }
        Ok(_) => return Err(unreadable("it is neither posts nor a refusal".to_owned())),
        Err(error) => return Err(unreadable(format!("its JSON cannot be read: {error}"))),
    };
    let mut gathered = Gathered::of(outlet);
    for post in posts.iter().take(MOST) {
        if let Some(listed) = listed(post, at) {
            gathered.add(listed);
        }
    }
    Ok(gathered.contents(next(at, posts.len()).into_iter().collect()))
}

fn listed(post: &Value, at: &Address) -> Option<Listed> {
    let address = at.join(post.get("link")?.as_str()?)?;
    let date = |name: &str| moment::read(post.get(name)?.as_str()?, Offset::UTC);
    let title = post.get("title").and_then(|value| value.get("rendered").unwrap_or(value).as_str()).and_then(title);
    Some(Listed { address, title, published: date("date_gmt"), updated: date("modified_gmt") })
}

/// The page after the one at `at`, which has so many posts.
fn next(at: &Address, posts: usize) -> Option<Further> {
    let per_page = at.parameter("per_page").map_or(Some(PER_PAGE_UNTOLD), |number| number.parse().ok())?;
    let page: u32 = at.parameter("page").map_or(Some(1), |number| number.parse().ok())?;
    if posts == 0 || posts < per_page || page >= LAST_PAGE {
        return None;
    }
    let address = at.with_parameter("page", &(page + 1).to_string());
    Some(Further { kind: Kind::Posts, address, updated: None })
}

/// The JSON of an answer, without the warnings of PHP that some sites write before it.
fn bare(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with(['[', '{']) {
        return text;
    }
    text.find("[{").map_or(text, |start| &text[start..])
}

#[cfg(test)]
mod tests;
