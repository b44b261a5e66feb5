//! Descriptions as doc comments that cannot do harm.
//!
//! A description is written for people, by people who never thought of rustdoc: a line indented by
//! four spaces would become a doctest, `Array<string>` an HTML tag, `[foo]` a link to nothing.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use crate::model::Docs;
use crate::names;

/// Doc attributes: the description, then `note` as a paragraph of its own. What is said nowhere is not
/// made up.
pub(super) fn docs(docs: &Docs, note: Option<&str>) -> TokenStream {
    let description = docs
        .description
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    let mut lines = harmless(description);
    if let Some(note) = note {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!(" {note}"));
    }
    quote!(#(#[doc = #lines])*)
}

/// The description of what has another name on the wire; without one that name, unless it can be told
/// from the Rust name.
pub(super) fn named(said: &Docs, ident: &Ident, wire: &str) -> TokenStream {
    let name = format!("{}.", code(wire));
    let is_told = names::snake(&ident.unraw().to_string()) == wire;
    docs(
        said,
        (said.description.is_none() && !is_told).then_some(&name),
    )
}

/// Marks what the document calls deprecated.
pub(super) fn deprecated(docs: &Docs) -> TokenStream {
    if docs.deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}

/// `text` as inline code, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn harmless(description: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut in_fence = false;
    for line in description.lines() {
        let line = line.replace(char::is_control, " ");
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            // Whatever language it names, `text` is neither highlighted nor run.
            lines.push(if in_fence {
                " ```".to_owned()
            } else {
                " ```text".to_owned()
            });
            in_fence = !in_fence;
        } else if in_fence {
            lines.push(format!(" {line}"));
        } else if line.is_empty() {
            lines.push(String::new());
        } else {
            lines.push(format!(" {}", escape(line)));
        }
    }
    if in_fence {
        lines.push(" ```".to_owned());
    }
    lines
}

/// Escapes what Markdown or HTML would make something of, outside of inline code.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['`', '<', '>', '[', ']', '\\', '\t']) {
        escaped.push_str(&rest[..at]);
        let found = &rest[at..];
        let code = inline_code(found);
        match (found.as_bytes()[0], code) {
            (b'`', Some(code)) => {
                escaped.push_str(code);
                rest = &found[code.len()..];
                continue;
            }
            (b'\t', _) => escaped.push(' '),
            (byte, _) => escaped.extend(['\\', char::from(byte)]),
        }
        rest = &found[1..];
    }
    escaped.push_str(rest);
    link_urls(&escaped)
}

/// The inline code at the start of `text`, if it is closed on this line.
fn inline_code(text: &str) -> Option<&str> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    if ticks == 0 {
        return None;
    }
    let (fence, inside) = text.split_at(ticks);
    let end = inside.find(fence)?;
    Some(&text[..ticks + end + ticks])
}

/// Makes links of bare addresses, which rustdoc warns of.
fn link_urls(line: &str) -> String {
    let mut linked = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = ["https://", "http://"]
        .iter()
        .filter_map(|it| rest.find(it))
        .min()
    {
        let (before, url) = rest.split_at(at);
        let is_end =
            |c: char| c.is_whitespace() || matches!(c, ')' | '\\' | '`' | '"' | '\'' | ',');
        let url = &url[..url.find(is_end).unwrap_or(url.len())];
        let url = url.trim_end_matches(['.', ';', ':']);
        linked.push_str(before);
        if before.matches('`').count() % 2 == 1 {
            linked.push_str(url);
        } else {
            linked.extend(["<", url, ">"]);
        }
        rest = &rest[at + url.len()..];
    }
    linked.push_str(rest);
    linked
}

#[cfg(test)]
mod tests {
    use super::{code, harmless};

    #[test]
    fn nothing_becomes_a_doctest_a_tag_or_a_link() {
        for (description, lines) in [
            ("    let x = 1;", vec![" let x = 1;"]),
            ("Array<string>", vec![" Array\\<string\\>"]),
            ("see [foo] and `[bar]`", vec![" see \\[foo\\] and `[bar]`"]),
            ("one ` tick", vec![" one \\` tick"]),
            ("```rust\npanic!()", vec![" ```text", " panic!()", " ```"]),
            ("a\n\n  b", vec![" a", "", " b"]),
            ("see https://a.b/c.", vec![" see <https://a.b/c>."]),
            ("(https://a.b/c)", vec![" (<https://a.b/c>)"]),
            ("`https://a.b`", vec![" `https://a.b`"]),
        ] {
            assert_eq!(harmless(description), lines, "{description}");
        }
    }

    #[test]
    fn inline_code_holds_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a\nb"), "`a b`");
    }
}
