//! Names that documents choose for Rust types.

use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer;

/// Checks the value of `name` in the object at `pointer`.
pub(crate) fn check(findings: &mut Findings, pointer: &str, name: &str) {
    let place = pointer::child(pointer, "name");
    let pascal_case = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric())
        && name != "Self";
    if !pascal_case {
        let help = match pascalize(name) {
            Some(better) => format!("write `{better}`"),
            None => "write a Rust type name such as `MessageStart`".to_owned(),
        };
        findings.add(
            Diagnostic::new(
                Check::RustName,
                place,
                format!("`{name}` is no name for a Rust type"),
            )
            .label("letters and digits, a capital first")
            .help(help),
        );
    }
}

fn pascalize(name: &str) -> Option<String> {
    if !name.is_ascii() {
        return None;
    }
    let words = name.split(|character: char| !character.is_ascii_alphanumeric());
    let mut better = String::new();
    for word in words {
        let mut characters = word.chars();
        better.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        better.push_str(characters.as_str());
    }
    let starts_well = better.starts_with(|first: char| first.is_ascii_uppercase());
    (starts_well && better != "Self").then_some(better)
}
