//! Cleaning: what an outlet prints around and into an article and is not its text.

use super::Article;

/// The article that `title` and `body` hold. Without a title the first line may be one.
pub(super) fn article(title: Option<&str>, body: &str) -> Article {
    let title = title.unwrap_or_default().trim();
    let text = if title.is_empty() { body.to_owned() } else { format!("{title}\n\n{body}") };
    Article { text, title_len: title.len(), ..Article::default() }
}
