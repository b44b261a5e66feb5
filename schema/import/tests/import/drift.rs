//! What recorded streams have that a document does not say.

use stream_events_import::{DifferenceKind, Drift};
use stream_events_schema::{Document, Source, check, parse};

fn read(text: &str) -> Document {
    parse(&Source::new("a.json", text)).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The kinds and pointers of what is found.
fn found(drift: &Drift) -> Vec<String> {
    let differences = drift.differences().expect("a document");
    let line =
        |it: &stream_events_import::Difference| format!("{} {} {}", it.kind, it.pointer, it.count);
    differences.iter().map(line).collect()
}

/// Patches the document, in which then all fits.
fn patched(drift: &Drift, recorded: &[(Option<&str>, &str)]) -> Document {
    let patched = drift.patched().expect("a document");
    assert_eq!(patched.left, [], "{}", patched.document.to_json());
    let mut again = Drift::new(patched.document.clone());
    for (event, data) in recorded {
        again.message("b", *event, data);
    }
    assert_eq!(found(&again), [""; 0], "{}", patched.document.to_json());
    check(&patched.document).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    patched.document
}

fn drift(document: &str, recorded: &[(Option<&str>, &str)]) -> Drift {
    let mut drift = Drift::new(read(document));
    for (event, data) in recorded {
        drift.message("a", *event, data);
    }
    drift
}

const FEED: &str = r##"{
    "dispatch": ["/type"],
    "sentinels": { "[DONE]": "finish" },
    "events": {
        "a": { "payload": { "$ref": "#/$defs/A" } },
        "skipped": { "handle": "skip" }
    },
    "$defs": {
        "A": { "type": "object", "required": ["n"], "properties": { "n": { "type": "integer" } } }
    }
}"##;

#[test]
fn a_stream_that_fits_has_no_drift() {
    let recorded = [
        (None, r#"{"type":"a","n":1}"#),
        (None, r#"{"type":"skipped","anything":1}"#),
        (Some("beat"), ""),
        (None, "[DONE]"),
    ];
    let drift = drift(FEED, &recorded);
    assert_eq!(found(&drift), [""; 0]);
    assert_eq!(patched(&drift, &recorded), read(FEED));
}

#[test]
fn each_thing_is_counted_once_with_its_first_example() {
    let recorded = [
        (None, r#"{"type":"a","n":1,"x":"one"}"#),
        (None, r#"{"type":"a","n":1,"x":2}"#),
        (None, r#"{"type":"a","n":1.5}"#),
        (None, r#"{"type":"b","text":"t"}"#),
        (None, r#"{"type":"b"}"#),
    ];
    let drift = drift(FEED, &recorded);
    assert_eq!(
        found(&drift),
        [
            "field /$defs/A/properties/x 2",
            "type /$defs/A/properties/n 1",
            "event /events/b 2"
        ]
    );
    let differences = drift.differences().expect("a document");
    assert_eq!(differences[0].kind, DifferenceKind::Field);
    assert_eq!(differences[0].example, "\"one\"");
    let document = patched(&drift, &recorded);
    assert!(document.events["b"].payload.is_some());
}

#[test]
fn examples_are_bounded() {
    let long = format!(r#"{{"type":"a","n":1,"x":"{}"}}"#, "é".repeat(10_000));
    let drift = drift(FEED, &[(None, &long)]);
    let differences = drift.differences().expect("a document");
    assert!(differences[0].example.chars().count() <= 121);
    assert!(differences[0].example.ends_with('…'));
}

#[test]
fn messages_without_a_name_become_an_event() {
    let recorded = [(None, r#"{"x":1}"#), (None, "[1]")];
    patched(&drift(FEED, &recorded), &recorded);
    let by_field = r#"{ "events": { "a": { "content": "text" } } }"#;
    let recorded = [(None, "free text")];
    patched(&drift(by_field, &recorded), &recorded);
}

#[test]
fn what_stands_behind_something_new_is_found_in_turn() {
    let recorded = [
        (None, r#"{"type":"a","n":null}"#),
        (None, r#"{"type":"a","n":{"deep":[{"er":1}]}}"#),
        (None, r#"{"type":"a","n":{"deep":[{"er":"x"}]}}"#),
        (None, r#"{"type":"a","n":[true,"a"]}"#),
        (None, r#"{"type":"a"}"#),
    ];
    patched(&drift(FEED, &recorded), &recorded);
}

#[test]
fn unions_and_lists_of_values_grow() {
    let document = r##"{
        "dispatch": ["/type"],
        "events": { "a": { "payload": { "$ref": "#/$defs/A" } } },
        "$defs": {
            "A": { "properties": {
                "word": { "anyOf": [{ "type": "string" }, { "enum": ["x", "y"] }] },
                "fixed": { "const": "x" },
                "told": { "oneOf": [{ "const": "x", "description": "X." }, { "const": "y" }] },
                "part": {
                    "anyOf": [{ "$ref": "#/$defs/P" }, { "$ref": "#/$defs/Q" }],
                    "discriminator": { "propertyName": "kind" }
                }
            } },
            "P": { "required": ["kind"], "properties": { "kind": { "const": "p" } } },
            "Q": { "required": ["kind"], "properties": { "kind": { "const": "q" } } }
        }
    }"##;
    let recorded = [
        (
            None,
            r#"{"type":"a","word":"z","fixed":"y","told":"z","part":{"kind":"r","n":1}}"#,
        ),
        (None, r#"{"type":"a","part":{"kind":"r","n":"one"}}"#),
        (None, r#"{"type":"a","part":{"kind":"s"}}"#),
    ];
    patched(&drift(document, &recorded), &recorded);
}

#[test]
fn the_body_of_a_failed_response_is_compared_with_its_type() {
    let document = r#"{
        "events": { "a": { "content": "text" } },
        "errors": { "body": { "type": "object", "properties": { "code": { "type": "integer" } } } }
    }"#;
    let mut drift = Drift::new(read(document));
    drift.body("a", r#"{"code":"x","more":1}"#);
    assert_eq!(
        found(&drift),
        [
            "type /errors/body/properties/code 1",
            "field /errors/body/properties/more 1"
        ]
    );
    assert!(drift.patched().expect("a document").left.is_empty());
}

#[test]
fn what_is_not_json_is_left() {
    let drift = drift(FEED, &[(None, r#"{"type":"a","n":"#)]);
    let patched = drift.patched().expect("a document");
    assert_eq!(patched.document, read(FEED));
    assert_eq!(patched.left.len(), 1);
}

#[test]
fn a_document_with_mistakes_is_refused() {
    let drift = Drift::new(Document::default());
    assert!(drift.differences().is_err());
    assert!(drift.patched().is_err());
}

/// A snapshot, whose rules name what there is.
const GROWING: &str = r##"{
    "snapshot": { "type": { "$ref": "#/$defs/Text" }, "initial": { "text": "" } },
    "events": {
        "more": { "payload": { "$ref": "#/$defs/More" }, "apply": [
            { "append": "/piece/<words>/words", "to": "/text" }
        ] }
    },
    "$defs": {
        "Text": { "required": ["text"], "properties": { "text": { "type": "string" } } },
        "More": { "required": ["piece"], "properties": { "piece": { "oneOf": [{ "$ref": "#/$defs/Words" }] } } },
        "Words": { "required": ["type", "words"], "properties": {
            "type": { "const": "words" }, "words": { "type": "string" }
        } }
    }
}"##;

#[test]
fn what_is_new_changes_no_snapshot_until_a_human_says_what_it_does() {
    let recorded = [
        (Some("more"), r#"{"piece":{"type":"words","words":"a"}}"#),
        (Some("more"), r#"{"piece":{"type":"sounds","pitch":1}}"#),
        (Some("other"), r#"{"n":1}"#),
    ];
    let document = patched(&drift(GROWING, &recorded), &recorded);
    assert_eq!(document.events["other"].apply, Some(Vec::new()));
    let rules = document.events["more"].apply.as_ref().expect("rules");
    let ignored: Vec<_> = rules.iter().filter_map(|it| it.ignore.as_ref()).collect();
    assert_eq!(ignored.len(), 1);
    assert_eq!(ignored[0].as_str(), "/piece/<sounds>");
}
