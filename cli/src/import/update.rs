//! `import --update`: what descriptions say now, in documents that were edited since.

use stream_events_import::{FindingKind, ImportError, Side, Updated};

use super::arguments::{Arguments, Resolve};
use super::document::{Imports, Read, base_of, forget_stdin};
use super::dry_run::Writer;
use super::{importer, tell};
use crate::exit::{Exit, Failure};
use crate::io;
use crate::out::{self, count};
use stream_events_schema::Document;

pub(super) fn run(arguments: &Arguments, imports: &Imports<'_>) -> Result<Exit, Failure> {
    let read = imports.read()?;
    stream_events_schema::read_source(&read.source)?;
    let file = imports.description(&read)?;
    let mut importer = importer(arguments, &file, Some(imports.path))?;
    if let Some(side) = arguments.resolve {
        importer = importer.resolve(match side {
            Resolve::Document => Side::Document,
            Resolve::Description => Side::Description,
        });
    }
    if arguments.lose_edits {
        importer = importer.lose_edits();
    }
    let mut updated = importer
        .update(&read.document, read.base.as_ref())
        .map_err(|error| not_updated(error, imports))?;
    forget_stdin(&mut updated.document, &file);
    forget_stdin(&mut updated.base, &file);
    let mut writer = Writer::new(arguments, imports.path)?;
    write(arguments, &mut writer, imports, &read, &updated)?;
    report(arguments, &writer.done("updated"), &updated);
    Ok(match updated.report.of(FindingKind::Conflict).next() {
        Some(_) => Exit::Trouble,
        None => writer.exit(),
    })
}

/// Writes the document before its base. If only one of the two comes to be written, the next update
/// finds in the document what it was about to take, and all edits; with the new base beside the old
/// document, it would take what the description changed for undone by hand.
fn write(
    arguments: &Arguments,
    writer: &mut Writer<'_>,
    imports: &Imports<'_>,
    read: &Read,
    updated: &Updated,
) -> Result<(), Failure> {
    let text = updated.document.to_json();
    // A text that says the same stays as it is laid out.
    if text != read.document.to_json() {
        let keeps_comments = has_comments(read.source.text()) && !arguments.drop_comments;
        if !keeps_comments {
            writer.document(&text)?;
        } else if without_hash(&updated.document) != without_hash(&read.document) {
            let path = imports.path.display();
            return Err(Failure::with_help(
                format!("{path} has comments, which an update does not keep"),
                "what they say of a type, an event or a field can be its `description`; \
                 `--drop-comments` goes on without them",
            ));
        }
    }
    if io::is_standard(imports.path) {
        return Ok(());
    }
    writer.base(&updated.base.to_json())
}

fn report(arguments: &Arguments, done: &str, updated: &Updated) {
    let Updated {
        taken,
        kept,
        document,
        report,
        ..
    } = updated;
    let done = format!(
        "{done}: {} taken, {} kept",
        count(*taken, "change"),
        count(*kept, "edit")
    );
    if arguments.quiet {
        for conflict in report.of(FindingKind::Conflict) {
            out::say(&conflict.to_string());
        }
    }
    tell(arguments, &done, document, report);
}

fn not_updated(error: ImportError, imports: &Imports<'_>) -> Failure {
    if error.lost_edits().is_empty() {
        return error.into();
    }
    let path = imports.path.display();
    Failure::with_help(
        format!("{path}: {error}"),
        format!(
            "put {} back if it is somewhere, or update with the description that the document \
             was imported from, to make it",
            base_of(imports.path).display()
        ),
    )
    .and_help("`--lose-edits` goes on, and takes what the description says")
}

/// The text of a document, but for the hash of a description of which nothing else came in.
fn without_hash(document: &Document) -> String {
    let mut document = document.clone();
    if let Some(source) = &mut document.source {
        source.hash = None;
    }
    document.to_json()
}

/// Whether a document has comments; it was read, so a slash outside of strings begins one.
fn has_comments(text: &str) -> bool {
    let (mut string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'/' if !string => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_outside_of_strings() {
        assert!(has_comments("{ // one\n}"));
        assert!(has_comments("{ \"a\": 1 /* one */ }"));
        assert!(has_comments("{ \"a\\\\\": \"\\\"\" // one\n}"));
        assert!(!has_comments(
            "{ \"$ref\": \"#/$defs/A\", \"\\\"//\": \"/**/\" }"
        ));
    }
}
