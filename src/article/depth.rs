//! How deep a page nests its elements, told from its tags before a tree is built of it.
//!
//! Parsers take time by depth for every tag, so a small hostile page can cost minutes. The count errs on the
//! high side: an end tag takes away only what it certainly closes.

/// Elements that are never closed, and those that the next of their kind closes.
const UNCOUNTED: [&str; 23] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "td", "th", "tr", "track", "wbr", "tbody",
];
/// Elements whose content is text.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
/// Elements that stay open, in effect, when an element around them is closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose end tag closes everything inside them.
const BLOCKS: [&str; 14] = [
    "article", "aside", "body", "div", "footer", "form", "header", "html", "main", "nav", "ol", "section",
    "table", "ul",
];

/// Whether elements of `html` are nested more than `limit` deep.
pub(super) fn exceeds(html: &str, limit: usize) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut raw: Option<&str> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if raw.is_none() && rest.starts_with("!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (closes, tag) = match rest.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, rest),
        };
        let name =
            &tag[..tag.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'-').count()];
        if name.is_empty() {
            continue;
        }
        if let Some(closing) = raw {
            if closes && closing.eq_ignore_ascii_case(name) {
                raw = None;
            }
        } else if closes {
            close(&mut open, name);
        } else if is_in(&RAW, name) {
            raw = Some(name);
        } else if !(is_in(&UNCOUNTED, name) || is_self_closed(tag) && in_drawing(&open)) {
            open.push(name);
            if open.len() > limit {
                return true;
            }
        }
    }
    false
}

/// Takes away what the end tag `name` closes.
fn close(open: &mut Vec<&str>, name: &str) {
    let Some(at) = open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) else { return };
    if is_in(&BLOCKS, name) {
        let inside = open.split_off(at);
        open.extend(inside[1..].iter().filter(|name| is_in(&FORMATTING, name)));
    } else if at + 1 == open.len() || is_in(&FORMATTING, name) {
        open.remove(at);
    }
}

/// Whether the innermost elements draw: there `/>` closes.
fn in_drawing(open: &[&str]) -> bool {
    open.iter().rev().take(8).any(|name| name.eq_ignore_ascii_case("svg"))
}

fn is_self_closed(tag: &str) -> bool {
    tag.split('>').next().is_some_and(|tag| tag.ends_with('/'))
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted() {
        assert!(exceeds(&"<div>".repeat(600), 512));
        assert!(exceeds(&"<span><div></span>".repeat(600), 512));
        assert!(exceeds(&"<b><div></b>".repeat(600), 512));
        assert!(exceeds(&"<div/>".repeat(600), 512));
    }

    #[test]
    fn long_flat_pages_are_not_deep() {
        for flat in [
            "<div><p>a<p>b</div>",
            "<li><span>a</span>",
            "<script>for (i=0;i<n;i++) {}</script>",
            "<svg><path d=1 /><path/></svg>",
            "<!-- <div> --><br><img src=a>",
            "<a href=x>a</a>",
        ] {
            assert!(!exceeds(&flat.repeat(2000), 512), "{flat}");
        }
    }
}
