//! What the prose names exists: methods, and all kinds of errors.

use std::fs;
use std::path::Path;

use crate::{docs, pages};

/// Tokio's.
const OTHERS: &[&str] = &["test"];

#[test]
fn every_method_that_is_named_exists() {
    let mut sources = String::new();
    for folder in ["runtime/src", "relay/src", "build/src"] {
        read(&docs().join("..").join(folder), &mut sources);
    }
    let mut count = 0;
    for page in pages().iter().filter(|it| it.name != "coming-from.md") {
        for code in page.code_spans() {
            let Some(name) = called(&code) else {
                continue;
            };
            count += 1;
            let is_ours = sources.contains(&format!("fn {name}("))
                || sources.contains(&format!("fn {name}<"));
            assert!(
                is_ours || OTHERS.contains(&name),
                "{}: there is no method `{name}`",
                page.name
            );
        }
    }
    assert!(count > 30, "the names in the guide are found");
}

/// The method that a piece of code calls first.
fn called(code: &str) -> Option<&str> {
    let (before, _) = code.split_once('(')?;
    let before = before.split("::<").next()?;
    let name = before
        .rsplit(|it: char| !(it.is_alphanumeric() || it == '_'))
        .next()?;
    name.starts_with(|it: char| it.is_ascii_lowercase())
        .then_some(name)
}

fn read(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a file").path();
        match path.is_dir() {
            true => read(&path, sources),
            false => sources.push_str(&fs::read_to_string(&path).expect("a source")),
        }
    }
}

#[test]
fn every_kind_of_error_has_a_row() {
    let source =
        fs::read_to_string(docs().join("../runtime/src/error/kind.rs")).expect("the kinds");
    let kinds = source
        .split_once("pub enum ErrorKind<F> {")
        .expect("the kinds")
        .1;
    let kinds = kinds.split_once("\n}").expect("their end").0;
    let names = kinds.lines().filter_map(|line| line.strip_prefix("    "));
    let names = names.filter(|line| line.starts_with(|it: char| it.is_ascii_uppercase()));
    let pages = pages();
    let errors = pages
        .iter()
        .find(|it| it.name == "errors.md")
        .expect("the page");
    let mut count = 0;
    for name in names.filter_map(|line| line.split(['(', ',']).next()) {
        count += 1;
        assert!(
            errors.text.contains(&format!("`{name}`")),
            "errors.md lacks `{name}`"
        );
    }
    assert!(count > 10, "the kinds are found");
}
