//! Two documents, and every change between them with its impacts and verdicts.

mod fields;
mod names;
mod options;
mod snapshot;
mod variants;

use stream_events_schema::diff::Change;

use super::{Comparison, Derived, diff};
use crate::Options;

fn options(name: &str) -> Options {
    Options::new(syn::Ident::new(name, proc_macro2::Span::call_site()))
}

fn compare_with(old: &str, new: &str, was: &Options, is: &Options) -> Comparison {
    let read = |name, text| match stream_events_schema::read(name, text) {
        Ok(checked) => checked,
        Err(mistakes) => panic!("{mistakes}\n{text}"),
    };
    let (old, new) = (read("old.json", old), read("new.json", new));
    let derived = |document, options| Derived { document, options };
    match diff(derived(&old, was), derived(&new, is)) {
        Ok(comparison) => comparison,
        Err(error) => panic!("{error}"),
    }
}

fn compare(old: &str, new: &str) -> Comparison {
    compare_with(old, new, &options("Feed"), &options("Feed"))
}

/// `kind subject impacts`, and what it breaks of streams.
fn lines(comparison: &Comparison) -> Vec<String> {
    let line = |it: &Change| {
        let mut line = format!("{} {} {}", it.kind, it.subject, it.impacts);
        for (name, why) in [("forward", &it.forward), ("backward", &it.backward)] {
            if why.is_some() {
                line.push_str(&format!(" {name}"));
            }
        }
        line
    };
    comparison.diff.changes().iter().map(line).collect()
}

#[track_caller]
fn documents(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(lines(&compare(old, new)), expected, "\n{old}\n{new}");
}

/// Two documents that differ in `$defs`; their event `a` carries a `T`.
#[track_caller]
fn types(old: &str, new: &str, expected: &[&str]) {
    documents(&carrying(old), &carrying(new), expected);
}

fn carrying(definitions: &str) -> String {
    format!(
        r##"{{
            "dispatch": ["event", "/type"],
            "events": {{ "a": {{ "payload": {{ "$ref": "#/$defs/T" }} }} }},
            "$defs": {{ {definitions} }}
        }}"##
    )
}

fn object(key: &str, fields: &str) -> String {
    format!(r#""{key}": {{ "type": "object", "properties": {{ {fields} }} }}"#)
}

/// Two objects `T` with these properties; a key with `!` is required.
#[track_caller]
fn fields(old: &str, new: &str, expected: &[&str]) {
    let object = |fields: &str| {
        let mut required = Vec::new();
        let mut properties = Vec::new();
        for field in fields.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            let (key, schema) = field.split_once(' ').unwrap();
            if let Some(key) = key.strip_suffix('!') {
                required.push(format!("\"{key}\""));
            }
            properties.push(format!("\"{}\": {schema}", key.trim_end_matches('!')));
        }
        format!(
            r#""T": {{ "type": "object", "required": [{}], "properties": {{ {} }} }}"#,
            required.join(", "),
            properties.join(", ")
        )
    };
    types(&object(old), &object(new), expected);
}

fn strings(key: &str, count: usize, more: &str) -> String {
    let fields = (0..count).map(|at| format!(r#""f{at}": {{ "type": "string" }}"#));
    let mut fields: Vec<_> = fields.collect();
    fields.extend((!more.is_empty()).then(|| more.to_owned()));
    object(key, &fields.join(", "))
}

#[test]
fn events_come_first_then_rules_then_types() {
    documents(
        r#"{ "events": { "a": { "content": "text" }, "b": { "handle": "skip" } },
             "$defs": { "T": { "type": "object", "properties": { "x": true } } } }"#,
        r#"{ "events": { "a": { "content": "none" } }, "version": "2", "unknown": "skip",
             "$defs": { "T": { "type": "object", "properties": { "y": true } } } }"#,
        &[
            "event-content a breaking, behaviour",
            "event-removed b behaviour",
            "unknown document behaviour",
            "version document none",
            "field-removed T.x breaking",
            "field-added T.y literals",
        ],
    );
}

#[test]
fn an_event_is_one_change_whatever_it_changes() {
    let with =
        |event: &str| format!(r#"{{ "events": {{ "z": {{ "content": "text" }}, {event} }} }}"#);
    let (none, yielded) = (
        with(r#""y": { "content": "text" }"#),
        with(r#""y": { "content": "text" }, "b": { "content": "text" }"#),
    );
    documents(&none, &yielded, &["event-added b matches"]);
    documents(&yielded, &none, &["event-removed b breaking"]);
    let failing = with(r#""b": { "handle": "fail", "content": "text" }"#);
    let skipped = with(r#""b": { "handle": "skip" }"#);
    let item = with(r#""b": { "content": "text" }"#);
    documents(&item, &skipped, &["event-handle b breaking, behaviour"]);
    documents(&skipped, &item, &["event-handle b behaviour, matches"]);
    documents(
        &skipped,
        &failing,
        &[
            "event-handle b behaviour forward backward",
            "rust-type document breaking",
        ],
    );
}

#[test]
fn an_event_that_keeps_its_variant_breaks_no_code() {
    let event = |key: &str| {
        format!(r#"{{ "events": {{ "{key}": {{ "name": "Note", "content": "text" }} }} }}"#)
    };
    documents(&event("a"), &event("b"), &["wire-name b behaviour"]);
    let comparison = compare(&event("a"), &event("b"));
    assert_eq!(
        comparison.diff.changes()[0].message,
        "`Event::Note` stands for `b`; it stood for `a`"
    );
}

#[test]
fn a_first_failure_makes_the_failure_a_type() {
    let event = r#""a": { "content": "text" }"#;
    let document = |more: &str| format!(r#"{{ "events": {{ {event}{more} }} }}"#);
    let failing = document(r#", "b": { "handle": "fail", "content": "text" }"#);
    documents(
        &document(""),
        &failing,
        &[
            "event-added b behaviour forward",
            "rust-type document breaking",
        ],
    );
}

#[test]
fn all_places_are_in_the_documents() {
    let old = carrying(&strings("T", 5, ""));
    let new = carrying(&strings("T", 6, ""));
    let comparison = compare(&old, &new);
    let places = comparison
        .diff
        .changes()
        .iter()
        .map(|it| &*it.place.pointer);
    assert_eq!(
        places.collect::<Vec<_>>(),
        ["/events/a", "/$defs/T/properties/f5"]
    );
}

#[test]
fn the_verdicts_are_those_of_all_changes() {
    let same = compare(
        &carrying(&object("T", r#""x": true"#)),
        &carrying(&object("T", r#""x": true"#)),
    );
    assert!(same.diff.is_empty());
    let named = |comparison: &Comparison| {
        let verdicts = comparison.diff.verdicts().named();
        verdicts.map(|(_, verdict)| verdict.name())
    };
    assert_eq!(named(&same), ["compatible"; 3]);
    let narrower = compare(
        &carrying(r#""T": { "type": "object", "properties": { "x": { "type": "number" } } }"#),
        &carrying(r#""T": { "type": "object", "properties": { "x": { "type": "integer" } } }"#),
    );
    assert_eq!(named(&narrower), ["breaking", "compatible", "breaking"]);
}
