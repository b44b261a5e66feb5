//! What messages mean by a document.

use super::interpret::{checked, with_payload};
use stream_events_schema::interpret::{Interpreter, Meaning};
use stream_events_schema::{Handle, Sentinel, Unknown};

const RULES: &str = r#"{
    "dispatch": ["event", "/type", { "has": "/error", "type": "failure" }],
    "sentinels": { "[DONE]": "finish", "keep": "skip" },
    "unknown": "fail",
    "events": {
        "note": { "content": "text" },
        "ping": { "handle": "skip" },
        "failure": { "handle": "fail", "payload": { "required": ["error"], "properties": { "error": { "type": "string" } } } },
        "state": {
            "handle": "finish",
            "when": { "/state": ["done"], "/at": true },
            "payload": { "properties": { "state": { "type": "string" }, "at": { "type": "integer" } } }
        }
    }
}"#;

#[test]
fn a_message_is_told_by_the_rules_of_the_document() {
    let document = checked(RULES);
    let interpreter = Interpreter::new(&document);
    let event = |field, data| match interpreter.message(field, data) {
        Meaning::Event {
            name,
            handle,
            mismatches,
            ..
        } => (name.to_owned(), handle, mismatches.len()),
        other => panic!("{other:?}"),
    };
    let is = |key: &str, handle, mismatches| (key.to_owned(), handle, mismatches);

    assert_eq!(event(Some("note"), "{"), is("note", Handle::Yield, 0));
    assert_eq!(
        event(Some("new"), r#"{"type":"ping"}"#),
        is("ping", Handle::Skip, 0)
    );
    assert_eq!(
        event(Some(""), r#"{"error":"x"}"#),
        is("failure", Handle::Fail, 0)
    );
    assert_eq!(
        event(None, r#"{"type":"note","error":1}"#),
        is("note", Handle::Yield, 0)
    );
    assert_eq!(
        event(None, r#"{"error":1}"#),
        is("failure", Handle::Fail, 1)
    );
    // As far as the name is there, broken data is this event's.
    assert_eq!(
        event(None, r#"{"type":"state","#),
        is("state", Handle::Yield, 1)
    );

    let state = |data| event(Some("state"), data);
    assert_eq!(
        state(r#"{"state":"done","at":1}"#),
        is("state", Handle::Finish, 0)
    );
    assert_eq!(
        state(r#"{"state":"done","at":null}"#),
        is("state", Handle::Yield, 0)
    );
    assert_eq!(state(r#"{"state":"done"}"#), is("state", Handle::Yield, 0));
    assert_eq!(
        state(r#"{"state":"more","at":1}"#),
        is("state", Handle::Yield, 0)
    );
    assert_eq!(
        state(r#"{"state":"done","at":"1"}"#),
        is("state", Handle::Yield, 1)
    );

    assert_eq!(
        interpreter.message(None, "[DONE]"),
        Meaning::Sentinel(Sentinel::Finish)
    );
    assert_eq!(
        interpreter.message(Some("note"), "keep"),
        Meaning::Sentinel(Sentinel::Skip)
    );
    for (field, data, event_type) in [
        (Some("new"), r#"{"type":"newer"}"#, "new"),
        (None, r#"{"type":"newer"}"#, "newer"),
        (None, r#"{"error":null}"#, "message"),
        (None, r#"{"type":1"#, "message"),
    ] {
        let meaning = interpreter.message(field, data);
        assert_eq!(meaning.event_type(), Some(event_type), "{data}");
        assert!(matches!(
            meaning,
            Meaning::Unknown {
                unknown: Unknown::Fail,
                ..
            }
        ));
    }
}

#[test]
fn conditions_ask_for_strings_numbers_and_booleans() {
    let document = checked(
        r#"{ "events": { "update": {
            "handle": "finish",
            "when": { "/n": [1.0, 7], "/f": [2, 0.1], "/b": [false], "/t": ["1", "x"] },
            "payload": { "properties": {
                "n": { "type": "integer" },
                "f": { "type": "number" },
                "b": { "type": ["boolean", "null"] },
                "t": { "type": "string" }
            } }
        } } }"#,
    );
    let interpreter = Interpreter::new(&document);
    let finishes = |data: &str| match interpreter.message(Some("update"), data) {
        Meaning::Event { handle, .. } => handle == Handle::Finish,
        other => panic!("{other:?}"),
    };
    assert!(finishes(r#"{"n":1,"f":2.0,"b":false,"t":"1"}"#));
    assert!(finishes(r#"{"n":7,"f":1e-1,"b":false,"t":"x"}"#));
    for data in [
        r#"{"n":2,"f":2,"b":false,"t":"x"}"#,
        r#"{"n":1,"f":0.2,"b":false,"t":"x"}"#,
        r#"{"n":1,"f":2,"b":true,"t":"x"}"#,
        r#"{"n":1,"f":2,"b":null,"t":"x"}"#,
        r#"{"n":1,"f":2,"b":false,"t":"2"}"#,
        r#"{"n":1,"f":2,"b":false}"#,
    ] {
        assert!(!finishes(data), "{data}");
    }
}

#[test]
fn an_unconditional_end_stays_one_whatever_its_data_is() {
    let document = checked(
        r#"{ "events": { "bye": { "handle": "finish", "payload": { "type": "string" } } } }"#,
    );
    let interpreter = Interpreter::new(&document);
    let meaning = interpreter.message(Some("bye"), "1");
    assert!(matches!(
        meaning,
        Meaning::Event {
            handle: Handle::Finish,
            ..
        }
    ));
    assert_eq!(meaning.mismatches().len(), 1);
}

#[test]
fn what_decodes_and_is_not_declared_is_told() {
    use stream_events_schema::interpret::{Data, What};

    let document = with_payload(
        r##"{
            "properties": {
                "known": { "enum": ["k"] },
                "fixed": { "const": "x" },
                "map": { "type": "object", "additionalProperties": { "type": "integer" } },
                "any": true,
                "union": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
                "list": { "type": "array", "items": { "$ref": "#/$defs/Part" } }
            }
        }"##,
        r#"
            "A": { "required": ["kind"], "properties": { "kind": { "const": "a" } } },
            "B": { "required": ["kind"], "properties": { "kind": { "const": "b" } } },
            "Part": { "properties": { "n": { "type": "integer" } } }
        "#,
    );
    let payload = document.events["a"].payload.as_ref().expect("a payload");
    let undeclared = |data: &str| {
        let verdict = Interpreter::new(&document).decode(payload, &Data::parse(data));
        assert!(verdict.decodes(), "{data}");
        let told = verdict.undeclared.into_iter().map(|it| {
            let what = match it.what {
                What::Property { key } => format!("property {key}"),
                What::Value { value } => format!("value {value}"),
                What::Variant { tag } => format!("variant {tag}"),
                _ => "something else".to_owned(),
            };
            format!("{what} at {} of {}", it.at, it.ty.pointer)
        });
        told.collect::<Vec<_>>()
    };
    let root = "/events/a/payload";
    for (data, expected) in [
        (
            r#"{"known":"k","fixed":"x","map":{"b":1},"any":{"c":2}}"#,
            vec![],
        ),
        (
            r#"{"known":"b"}"#,
            vec![format!("value b at /known of {root}/properties/known")],
        ),
        (
            r#"{"fixed":"y"}"#,
            vec![format!("value y at /fixed of {root}/properties/fixed")],
        ),
        (
            r#"{"new":[{}]}"#,
            vec![format!("property new at /new of {root}")],
        ),
        (
            r#"{"union":{"kind":"c"}}"#,
            vec![format!("variant c at /union of {root}/properties/union")],
        ),
        (
            r#"{"union":{"kind":"a","x":1}}"#,
            vec!["property x at /union/x of /$defs/A".to_owned()],
        ),
        (
            r#"{"list":[{"n":1},{"m":1,"a/b":2}]}"#,
            vec![
                "property m at /list/1/m of /$defs/Part".to_owned(),
                "property a/b at /list/1/a~1b of /$defs/Part".to_owned(),
            ],
        ),
    ] {
        assert_eq!(undeclared(data), expected, "{data}");
    }
}
