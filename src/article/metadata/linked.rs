//! Linked data: the JSON-LD by which a page describes its article to search engines.
//!
//! Read are the types of <https://schema.org/Article> and their kin, also inside `@graph`, arrays and
//! `mainEntity`, and where the JSON is broken.

use super::json::{self, Json};

/// What the linked data of a page says of its article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Linked {
    /// Its type: `NewsArticle`.
    pub(super) types: Vec<String>,
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) section: Option<String>,
    pub(super) body: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// How deep articles are looked for inside values, and how many objects are looked at.
const DEEPEST: usize = 6;
const MOST: usize = 256;

impl Linked {
    /// What the scripts of a page say, the first that says it counting.
    pub(super) fn read(scripts: &[String]) -> Linked {
        let values: Vec<Json> = scripts.iter().flat_map(|script| json::read(script)).collect();
        let mut nodes = Vec::new();
        for value in &values {
            collect(value, 0, &mut nodes);
        }
        let mut linked = Linked::default();
        let articles = nodes.iter().filter(|node| types(node).any(is_article));
        for node in articles {
            linked.add(node, &nodes);
        }
        // WordPress's page node has the time where there is no article node.
        for node in nodes.iter().filter(|node| types(node).any(|name| name.ends_with("WebPage"))) {
            let time = node.get("datePublished").and_then(Json::text);
            linked.published = linked.published.take().or_else(|| time.map(str::to_owned));
        }
        linked
    }

    fn add(&mut self, node: &Json, nodes: &[&Json]) {
        if self.types.is_empty() {
            self.types = types(node).map(str::to_owned).collect();
        }
        let text = |key: &str| node.get(key).and_then(Json::text).map(unescaped);
        let set = |field: &mut Option<String>, value: Option<String>| {
            if field.is_none() {
                *field = value;
            }
        };
        set(&mut self.headline, text("headline").or_else(|| text("name")));
        set(&mut self.published, text("datePublished").or_else(|| text("dateCreated")));
        set(&mut self.body, text("articleBody"));
        set(&mut self.url, text("url").or_else(|| address(node.get("mainEntityOfPage"))));
        set(&mut self.language, text("inLanguage"));
        let section =
            node.get("articleSection").and_then(|value| value.items().first()?.text().map(unescaped));
        set(&mut self.section, section);
        if self.authors.is_empty() {
            let authors = node.get("author").or_else(|| node.get("creator")).map_or(&[][..], Json::items);
            self.authors = authors.iter().filter_map(|author| name(author, nodes)).collect();
        }
    }
}

fn types(node: &Json) -> impl Iterator<Item = &str> {
    node.get("@type").map_or(&[][..], Json::items).iter().filter_map(Json::text)
}

fn is_article(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.ends_with("Article") || matches!(name, "LiveBlogPosting" | "BlogPosting" | "Report" | "VideoObject")
}

/// All objects with a type that stand in a value.
fn collect<'a>(value: &'a Json, depth: usize, nodes: &mut Vec<&'a Json>) {
    if depth > DEEPEST || nodes.len() >= MOST {
        return;
    }
    match value {
        Json::List(items) => items.iter().for_each(|item| collect(item, depth + 1, nodes)),
        Json::Object(pairs) => {
            if value.get("@type").is_some() {
                nodes.push(value);
            }
            for (key, inner) in pairs {
                if matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage" | "author" | "hasPart")
                {
                    collect(inner, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

/// An address, given as text or as an object.
fn address(value: Option<&Json>) -> Option<String> {
    let value = value?;
    let text = value.text().or_else(|| value.get("@id")?.text())?;
    Some(text.to_owned())
}

/// The name of an author, given as text, as an object or by its `@id`.
fn name(author: &Json, nodes: &[&Json]) -> Option<String> {
    let named = |node: &Json| node.get("name").and_then(|name| name.items().first()?.text().map(unescaped));
    let by_id = || {
        let id = author.get("@id")?.text()?;
        nodes
            .iter()
            .find(|node| node.get("@id").and_then(Json::text) == Some(id))
            .and_then(|node| named(node))
    };
    author.text().map(unescaped).or_else(|| named(author)).or_else(by_id)
}

/// Text whose entities some systems escape once more.
fn unescaped(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Linked {
        Linked::read(&[script.to_owned()])
    }

    #[test]
    fn articles_are_found_wherever_they_stand() {
        let article = r#"{"@type": "NewsArticle", "headline": "Camat &quot;Netral&quot;", "author": {"name": "Dewi"},
            "datePublished": "2024-10-08", "articleSection": ["Politik", "Daerah"]}"#;
        for script in [
            article.to_owned(),
            format!("[{{\"@type\": \"BreadcrumbList\", \"name\": \"x\"}}, {article}]"),
            format!("{{\"@graph\": [{{\"@type\": \"WebSite\", \"name\": \"x\"}}, {article}]}}"),
            format!("{{\"@type\": \"WebPage\", \"mainEntity\": {article}}}"),
            format!("{{\"@type\": \"WebSite\"}} {article}"),
        ] {
            let linked = read(&script);
            assert_eq!(linked.headline.as_deref(), Some("Camat \"Netral\""), "{script}");
            assert_eq!(linked.authors, ["Dewi"], "{script}");
            assert_eq!(linked.section.as_deref(), Some("Politik"));
        }
    }

    #[test]
    fn authors_may_be_told_by_their_id() {
        let linked = read(
            r##"{"@graph": [{"@type": "Article", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "Dewi"}]}"##,
        );
        assert_eq!(linked.authors, ["Dewi"]);
        let linked = read(r#"{"@type": "Article", "author": ["Dewi", {"@type": "Person", "name": "Adi"}]}"#);
        assert_eq!(linked.authors, ["Dewi", "Adi"]);
    }

    #[test]
    fn the_time_may_stand_with_the_page() {
        let linked = read(r#"{"@graph": [{"@type": "WebPage", "datePublished": "2024-10-08"}]}"#);
        assert_eq!(linked.published.as_deref(), Some("2024-10-08"));
        assert_eq!(read(r#"{"@type": "Organization", "name": "x"}"#), Linked::default());
    }
}
