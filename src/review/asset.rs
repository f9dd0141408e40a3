//! The style and the script of the page. There are no other files: what is not in this table is not there.

use super::http::{Answer, Asked};
use super::page;
use crate::export::form;
use crate::fnv::fnv1a;
use axum::http::{StatusCode, header};

const STYLE: &str = concat!(include_str!("style.css"), include_str!("plot.css"));
const SCRIPT: &str = include_str!("app.js");

/// A file of the page.
struct Asset {
    /// The name without what tells its versions apart.
    name: &'static str,
    kind: &'static str,
    text: &'static str,
}

const ASSETS: [Asset; 3] = [
    Asset { name: "style.css", kind: "text/css; charset=utf-8", text: STYLE },
    Asset { name: "form.css", kind: "text/css; charset=utf-8", text: form::STYLE },
    Asset { name: "app.js", kind: "text/javascript; charset=utf-8", text: SCRIPT },
];

/// The address of a file of the page; it changes with the file, so that a browser may keep it for ever.
pub(super) fn address(name: &str) -> String {
    let version =
        ASSETS.iter().find(|asset| asset.name == name).map_or(0, |asset| fnv1a(asset.text.as_bytes()));
    format!("/assets/{version:016x}-{name}")
}

/// Answers with a file.
pub(super) fn answer(asked: &Asked, name: &str) -> Answer {
    match ASSETS.iter().find(|asset| address(asset.name).strip_prefix("/assets/") == Some(name)) {
        Some(asset) => Answer::of(StatusCode::OK, asset.kind, asset.text.into())
            .with(header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        None => page::missing(asked, None),
    }
}
