//! Broken documents, and what is said about them, as files.
//!
//! `BLESS=1 cargo test -p stream-events-schema --all-features` writes what is said.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use stream_events_schema::{Check, Severity, read};

fn documents() -> Vec<PathBuf> {
    documents_in("broken")
}

pub(crate) fn documents_in(folder: &str) -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folder = tests.join(folder);
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut documents: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    documents.sort();
    documents
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Each as it is shown.
#[cfg(feature = "render")]
pub(crate) fn rendered(diagnostics: &stream_events_schema::Diagnostics) -> String {
    let rendered = diagnostics.rendered(stream_events_schema::Look::Plain);
    let rendered: Vec<_> = rendered.iter().map(ToString::to_string).collect();
    rendered.join("\n\n") + "\n"
}

#[cfg(feature = "render")]
#[test]
fn what_is_said_is_what_was_agreed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut stale = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        let mistakes = read(&name(&path), &text).expect_err(&name(&path));
        let said = rendered(&mistakes);
        let golden = path.with_extension("txt");
        if fs::read_to_string(&golden).unwrap_or_default() == said {
            continue;
        }
        if bless {
            fs::write(&golden, said).unwrap();
        } else {
            stale.push(format!("{}:\n{said}", name(&path)));
        }
    }
    assert!(
        stale.is_empty(),
        "BLESS=1 accepts these, once you have read them:\n{}",
        stale.join("\n")
    );
}

#[test]
fn every_error_has_a_document_that_makes_it() {
    let mut missing: BTreeSet<_> = Check::ALL
        .iter()
        .filter(|check| check.severity() == Severity::Error)
        .collect();
    // Made by code generation, which knows Rust's names.
    missing.remove(&Check::NameTaken);
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        for mistake in read(&name(&path), &text).expect_err("broken").iter() {
            missing.remove(&mistake.check);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_mistake_has_a_place_a_label_and_help() {
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        for mistake in read(&name(&path), &text).expect_err("broken").iter() {
            let context = format!("{}: {mistake:?}", name(&path));
            assert!(mistake.position.is_some(), "{context}");
            assert!(!mistake.label.is_empty(), "{context}");
            assert!(!mistake.help.is_empty(), "{context}");
            assert!(!mistake.message.ends_with('.'), "{context}");
        }
    }
}
