//! Documents from descriptions.
//!
//! `BLESS=1 cargo test -p stream-events-import` writes what the cases come to.

mod again;
mod asked_for;
mod candidates;
mod cases;
mod constructs;
mod current;
mod declared_streams;
mod depth;
mod drift;
mod ends;
mod envelopes;
mod events;
mod events_refused;
mod examples;
mod failures;
mod files;
mod framings;
mod generated;
mod inferred_tags;
mod merging;
mod names;
mod reading;
mod reframed;
mod shared;
mod splits;
mod told_apart;
mod update;
mod update_streams;
mod whole_bodies;

use proc_macro2::{Ident, Span};
use stream_events_codegen::Options;
use stream_events_import::{Imported, Importer};
use stream_events_schema::{Document, Json, Make, Pointer, Relaxation, Source, parse, read};

/// Imports, and sees that what comes of it can be written, read and made code of, and that to
/// import it again changes nothing.
fn import(importer: &Importer) -> Imported {
    let imported = importer.import().unwrap_or_else(|error| panic!("{error}"));
    sound(&imported.document);
    let document = &imported.document;
    for base in [None, Some(document)] {
        let again = importer.update(document, base);
        let again = again.unwrap_or_else(|error| panic!("the update: {error}"));
        let (again, before) = (again.document.to_json(), document.to_json());
        assert_eq!(again, before, "an update changes it");
        assert_eq!(importer.is_current(document, base), Ok(true));
    }
    imported
}

fn sound(document: &Document) {
    let json = document.to_json();
    let checked = read("imported.json", &json);
    let checked = checked.unwrap_or_else(|mistakes| panic!("{mistakes}\n{json}"));
    let options = Options::new(Ident::new("Imported", Span::call_site()));
    let code = stream_events_codegen::expand(&checked, &options);
    code.unwrap_or_else(|mistakes| panic!("{mistakes}\n{json}"));
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

fn events(imported: &Imported) -> Vec<&str> {
    let events = imported.document.events.keys();
    events.map(String::as_str).collect()
}

fn dispatch(imported: &Imported) -> String {
    let dispatch = imported.document.dispatch.iter();
    Json::Array(dispatch.map(Into::into).collect()).to_string()
}

/// The payload of an event, as JSON, with what it refers to by name.
fn payload(imported: &Imported, event: &str) -> String {
    let payload = imported.document.events[event].payload.as_ref();
    payload.map_or(Json::Null, Into::into).to_string()
}

/// Whether something was said that contains a text.
fn says(imported: &Imported, text: &str) -> bool {
    imported
        .report
        .iter()
        .any(|it| it.to_string().contains(text))
}

fn lines(imported: &Imported) -> Vec<String> {
    imported.report.iter().map(ToString::to_string).collect()
}

/// What was relaxed, each in a line.
fn relaxed(document: &Document) -> Vec<String> {
    let relaxations = document.source.iter().flat_map(|it| &it.relaxations);
    let line = |it: &Relaxation| {
        let make = match it.make {
            Make::Optional => "optional".to_owned(),
            Make::Nullable => "nullable".to_owned(),
            Make::AnyNumber => "any-number".to_owned(),
            Make::Or(one) => format!("or-{}", one.keyword()),
        };
        format!("{make} {}: {}", it.at, it.because)
    };
    relaxations.map(line).collect()
}

fn pointer(text: &str) -> Pointer {
    text.parse()
        .unwrap_or_else(|malformed| panic!("{text}: {malformed}"))
}
