//! Whether a generated file is out of date, and how.

use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use similar::TextDiff;

/// How many lines of the difference are shown.
const SHOWN: usize = 40;

/// Whether two files say the same, however they are formatted.
pub(super) fn same(found: &str, code: &str) -> bool {
    found == code || words(found).is_some_and(|found| Some(found) == words(code))
}

/// What a file says; comments are not part of it, nor is what `rustfmt` may add or leave out:
/// commas, and the delimiters around a block that is one expression.
fn words(code: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    collect(code.parse().ok()?, &mut words);
    Some(words)
}

fn collect(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            token => words.push(token.to_string()),
        }
    }
}

fn formatted(code: &str) -> Option<String> {
    stream_events_codegen::print(code.parse().ok()?).ok()
}

/// The beginning of the difference.
pub(super) fn report(path: &Path, found: &str, code: &str) -> String {
    // What only the format changed is no part of it.
    let found = match formatted(found) {
        Some(formatted) if !found.is_empty() => formatted,
        _ => found.to_owned(),
    };
    let code = formatted(code).unwrap_or_else(|| code.to_owned());
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(&found, &code);
    let diff = diff.unified_diff().header(&name, "up to date").to_string();
    let lines: Vec<&str> = diff.lines().collect();
    let mut report = lines[..lines.len().min(SHOWN)].join("\n");
    if lines.len() > SHOWN {
        report.push_str(&format!("\n… and {} more lines", lines.len() - SHOWN));
    }
    report.push('\n');
    report
}
