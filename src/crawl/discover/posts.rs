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
    query
        .with_parameter("page", &page.to_string())
        .with_parameter("_fields", "link,date_gmt,modified_gmt,title")
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
                    let message = said("message").map_or(String::new(), |message| format!(": {message}"));
                    Err(unreadable(format!("the site says {code}{message}")))
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
    let title =
        post.get("title").and_then(|value| value.get("rendered").unwrap_or(value).as_str()).and_then(title);
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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::super::tests::{lines, read_at};
    use super::*;

    const AT: &str = "https://kabar.example/wp-json/wp/v2/posts";

    #[test]
    fn posts_are_read() {
        let posts = r#"[
            {"link": "https:\/\/kabar.example\/baca\/7\/camat-dipanggil", "date_gmt": "2024-10-08T08:02:00",
             "modified_gmt": "2024-10-09T01:00:00", "title": {"rendered": "Jangan &#8216;Like&#8217; <i>itu<\/i>"}},
            {"link": "https://kabar.example/tentang-kami", "title": {"rendered": "Tentang"}},
            {"link": "https://kabar.example/baca/8/lurah-netral", "date_gmt": "0000-00-00T00:00:00", "title": "Lurah"},
            {"link": null}, 7, "x", {"title": {"rendered": 7}}, []
        ]"#;
        let expected = [
            "/baca/7/camat-dipanggil | Jangan ‘Like’ itu | 2024-10-08T08:02:00Z | 2024-10-09T01:00:00Z",
            "/baca/8/lurah-netral | Lurah | - | -",
        ];
        for posts in [
            posts.to_owned(),
            format!(
                "\n<b>Notice</b>: Undefined [a] in <b>x</b>\n[{{{}",
                &posts.trim_start()[1..].trim_start()[1..]
            ),
        ] {
            let contents = read_at(Kind::Posts, posts, AT).expect("posts");
            assert_eq!(lines(&contents), expected);
            assert_eq!(contents.further, []);
        }
    }

    #[test]
    fn a_closed_interface_says_so() {
        for (answer, why) in [
            (
                r#"{"code": "rest_not_logged_in", "message": "Anda <b>belum</b> masuk.", "data": {"status": 401}}"#,
                "this is no list of posts: the site says rest_not_logged_in: Anda belum masuk.",
            ),
            (r#"{"code": "rest_no_route"}"#, "this is no list of posts: the site says rest_no_route"),
            (r#"{"posts": []}"#, "this is no list of posts: it is an object without a code"),
        ] {
            assert_eq!(read_at(Kind::Posts, answer, AT).expect_err(answer), why);
        }
        let beyond = r#"{"code": "rest_post_invalid_page_number", "message": "x", "data": {"status": 400}}"#;
        assert_eq!(read_at(Kind::Posts, beyond, AT), Ok(Contents::default()));
    }

    #[test]
    fn a_full_page_leads_to_the_next() {
        for (query, posts, next) in [
            ("?per_page=3", 3, Some("?per_page=3&page=2")),
            ("?per_page=3&page=2&after=x", 3, Some("?per_page=3&after=x&page=3")),
            ("?per_page=3", 2, None),
            ("?per_page=3", 0, None),
            ("", 10, Some("?page=2")),
            ("", 9, None),
            ("?per_page=3&page=1000", 3, None),
            ("?per_page=3&page=x", 3, None),
            ("?per_page=-1", 3, None),
        ] {
            let list = format!("[{}]", vec!["{}"; posts].join(","));
            let contents = read_at(Kind::Posts, list, &format!("{AT}{query}")).expect("posts");
            let found: Vec<String> =
                contents.further.iter().map(|further| further.address.to_string()).collect();
            let expected: Vec<String> = next.iter().map(|next| format!("{AT}{next}")).collect();
            assert_eq!(found, expected, "{query} {posts}");
        }
    }

    #[test]
    fn posts_are_asked_for_by_the_hundred() {
        let at = Address::read(AT).expect("an address");
        let after = "2024-10-01T00:00:00.5+08:00".parse().ok();
        assert_eq!(
            query(&at, after, 3).to_string(),
            format!(
                "{AT}?per_page=100&after=2024-09-30T16:00:00Z&page=3&_fields=link,date_gmt,modified_gmt,title"
            )
        );
        // Sites without readable addresses.
        let plain =
            Address::read("https://kabar.example/?rest_route=/wp/v2/posts&page=9").expect("an address");
        assert_eq!(
            query(&plain, None, 1).to_string(),
            "https://kabar.example/?rest_route=/wp/v2/posts&per_page=100&page=1&_fields=link,date_gmt,modified_gmt,title"
        );
    }
}
