//! A page for each kind of change: two documents, and what is said of the change between them.

use std::path::Path;

use stream_events_codegen::{Derived, diff};
use stream_events_schema::Source;
use stream_events_schema::diff::{Change, ChangeKind};

use super::pages::{block, pages};
use crate::exit::Failure;
use crate::io::Document;
use crate::out::{BOLD, Lines, sentence, styled};
use crate::settings::Settings;

pages! {
    "changes"
    "event-added"
    "event-removed"
    "event-handle"
    "event-when"
    "event-content"
    "framing"
    "dispatch"
    "unknown"
    "mismatch"
    "end"
    "unterminated"
    "media-types"
    "accept"
    "sentinel"
    "failure-rules"
    "failure-status"
    "failure-body"
    "request-id"
    "resume"
    "snapshot"
    "apply"
    "emit"
    "title"
    "version"
    "type-added"
    "type-removed"
    "type-renamed"
    "type-changed"
    "field-added"
    "field-removed"
    "field-presence"
    "value-added"
    "value-removed"
    "variant-added"
    "variant-removed"
    "variant-renamed"
    "variant-values"
    "tag"
    "name"
    "deprecated"
    "description"
    "fit"
    "nullable"
    "wire-name"
    "rust-name"
    "rust-type"
    "boxed"
    "constructor"
    "derive"
    "option-target"
}

/// The page of a kind of change.
pub(super) fn page(kind: ChangeKind) -> Result<String, Failure> {
    let page = of(kind.name()).unwrap_or_default();
    let mut lines = Lines::default();
    let found = changes(page)?;
    for change in found.iter().filter(|it| it.kind == kind) {
        lines.line("");
        lines.line(&styled(BOLD, sentence(&change.message)));
        let texts = [
            ("why:", Some(change.reason.as_str())),
            ("do:", Some(change.advice.as_str())),
            ("old programs, new streams:", change.forward.as_deref()),
            ("new programs, old recordings:", change.backward.as_deref()),
        ];
        for (label, text) in texts {
            if let Some(text) = text.filter(|it| !it.is_empty()) {
                lines.labelled(label, text);
            }
        }
    }
    Ok(page.to_owned() + &lines.into_text())
}

/// What changed between the documents of a page.
fn changes(page: &str) -> Result<Vec<Change>, Failure> {
    let document = |heading: &str| {
        Document::checked(Source::new(
            "example.json",
            block(page, heading).unwrap_or_default(),
        ))
    };
    let (old, new) = (document("Old:")?, document("New:")?);
    let settings = settings(page);
    let file = Path::new("example.json");
    let was = settings.options(&old.checked, file)?;
    let is = settings.options(&new.checked, file)?;
    let comparison = diff(
        Derived {
            document: &old.checked,
            options: &was,
        },
        Derived {
            document: &new.checked,
            options: &is,
        },
    )?;
    Ok(comparison.diff.changes().to_vec())
}

/// The options of the derive that a page begins with.
fn settings(page: &str) -> Settings {
    let first = page.lines().next().unwrap_or_default();
    let words = first.split('`').nth(1).and_then(shlex::split);
    words
        .and_then(|words| Settings::read(&words).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_with_an_example_of_it() {
        let mut kinds: Vec<&str> = ChangeKind::ALL.iter().map(|it| it.name()).collect();
        let mut pages: Vec<&str> = PAGES.iter().map(|(name, _)| *name).collect();
        kinds.sort_unstable();
        pages.sort_unstable();
        assert_eq!(pages, kinds);
        for kind in ChangeKind::ALL {
            let page = of(kind.name()).expect("a page");
            let found = changes(page).map_err(|it| it.message());
            let found = found.expect("documents");
            assert!(found.iter().any(|it| it.kind == *kind), "{page}{found:#?}");
            assert!(
                page.lines().all(|line| line.chars().count() <= 100),
                "{page}"
            );
        }
    }
}
