//! The page: one file that loads nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::model::Model;
use crate::exit::Failure;

const PAGE: &str = include_str!("page/page.html");

const STYLES: &[&str] = &[
    include_str!("page/look.css"),
    include_str!("page/layout.css"),
];

/// In this order: what is declared by one is there for the next.
const SCRIPTS: &[&str] = &[
    include_str!("page/text.js"),
    include_str!("page/states.js"),
    include_str!("page/model.js"),
    include_str!("page/json.js"),
    include_str!("page/preview.js"),
    include_str!("page/rows.js"),
    include_str!("page/filter.js"),
    include_str!("page/filter_bar.js"),
    include_str!("page/axis.js"),
    include_str!("page/axis_paint.js"),
    include_str!("page/detail.js"),
    include_str!("page/head.js"),
    include_str!("page/keys.js"),
    include_str!("page/main.js"),
];

/// The page that shows a recording.
pub(super) fn page(model: &Model) -> Result<String, Failure> {
    let style = STYLES.concat();
    let script = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.join("\n"));
    // The browser itself sees to it that nothing else is run, shown or loaded, whatever was recorded.
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digest(&style),
        digest(&script)
    );
    let json = serde_json::to_string(model).map_err(Failure::other)?;
    let mut page = String::with_capacity(json.len() + json.len() / 8 + 100_000);
    let mut rest = PAGE;
    for (mark, text) in [
        ("{{policy}}", &policy),
        ("{{style}}", &style),
        ("{{data}}", &json),
        ("{{script}}", &script),
    ] {
        let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
        page.push_str(before);
        match mark {
            "{{data}}" => push_inert(&mut page, text),
            _ => page.push_str(text),
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// JSON that cannot end the element it stands in, nor begin a comment there. It means the same.
fn push_inert(page: &mut String, json: &str) {
    let mut rest = json;
    while let Some(at) = rest.find(['<', '\u{2028}', '\u{2029}']) {
        page.push_str(&rest[..at]);
        let mut after = rest[at..].chars();
        let escaped = after.next().map(u32::from).unwrap_or_default();
        page.push_str(&format!("\\u{escaped:04x}"));
        rest = after.as_str();
    }
    page.push_str(rest);
}

/// What a policy names a script or a style by.
fn digest(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}
