//! Documents from descriptions.
//!
//! `BLESS=1 cargo test -p stream-events-import` writes what the cases come to.

mod cases;
mod constructs;
mod current;
mod depth;
mod events;
mod examples;
mod files;
mod merging;
mod reading;
mod shared;
mod update;

use stream_events_import::{Imported, Importer};
use stream_events_schema::{Document, Pointer, Source, parse, read};

/// Imports, and sees that what comes of it can be written, read and used.
fn import(importer: &Importer) -> Imported {
    let imported = importer.import().unwrap_or_else(|error| panic!("{error}"));
    sound(&imported.document);
    imported
}

fn sound(document: &Document) {
    let json = document.to_json();
    read("imported.json", &json).unwrap_or_else(|mistakes| panic!("{mistakes}\n{json}"));
    assert_eq!(
        parse(&Source::new("imported.json", json)).as_ref(),
        Ok(document)
    );
}

/// A schema with the definitions given, `Stream` being what is imported.
fn schema(definitions: &str) -> Importer {
    let text = format!("{{ \"$defs\": {definitions} }}");
    Importer::new("schema.json", &text).unwrap().union("Stream")
}

fn lines(imported: &Imported) -> Vec<String> {
    imported.report.iter().map(ToString::to_string).collect()
}

fn pointer(text: &str) -> Pointer {
    text.parse()
        .unwrap_or_else(|malformed| panic!("{text}: {malformed}"))
}
