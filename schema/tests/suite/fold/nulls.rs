//! What does not fit where a document says `"mismatch": "null"`.

use stream_events_schema::interpret::{Interpreter, Kind, Losses, Reading};

use super::checked;
use super::documents::PARCEL;

/// What became of messages: the value, and what was lost as `number event at: why`.
fn read(messages: &[(&str, &str)]) -> (String, Vec<String>) {
    let checked = checked(PARCEL);
    let interpreter = Interpreter::new(&checked);
    let mut reading = Reading::new(&interpreter).expect("a snapshot");
    for (event, data) in messages {
        reading.message(Some(event), data);
    }
    let value = reading.snapshot().value().expect("an initial value");
    assert_eq!(reading.error(), None, "{messages:?}");
    (value.to_string(), said(reading.snapshot().losses()))
}

fn said(losses: &Losses) -> Vec<String> {
    let first = losses.first().iter();
    let said = first.map(|it| format!("{} {} {}: {}", it.number, it.event, it.at, it.why));
    said.collect()
}

fn notes(note: &str) -> String {
    format!(r#"{{"parts":[],"notes":[{note}],"calls":[]}}"#)
}

#[test]
fn the_value_without_what_does_not_fit_is_folded() {
    let note = r#"{
        "id": "a", "tags": 7, "room": "x", "marks": { "a": 1, "b": "two" }, "more": [1, "x", 3],
        "links": { "a": ["x"], "b": 5 }, "maybe": { "a": [], "b": 2 }, "any": [1e999], "is": true, "was": 1
    }"#;
    let (value, losses) = read(&[("note", note)]);
    assert_eq!(
        value,
        notes(
            r#"{"id":"a","tags":[],"marks":{"a":1},"more":[1,null,3],"links":{"a":["x"]},"maybe":{"a":null,"b":2},"any":[null],"is":true}"#
        )
    );
    assert_eq!(
        losses,
        [
            "1 note /tags: expected an array, found a number",
            "1 note /room: expected an integer, found a string",
            "1 note /marks/b: expected an integer, found a string",
            "1 note /more/1: expected an integer, found a string",
            "1 note /links/b: expected an array, found a number",
            "1 note /maybe/a: expected an integer, found an array",
            "1 note /any/0: expected a number that `f64` holds, found a larger one",
            "1 note /was: expected a boolean, found a number",
        ]
    );
}

#[test]
fn a_mistake_far_inside_is_told_with_its_place() {
    let note = r#"{ "id": "a", "tags": ["x", 5], "marks": {} }"#;
    let (value, losses) = read(&[("note", note)]);
    assert_eq!(value, notes(r#"{"id":"a","tags":[],"marks":{}}"#));
    assert_eq!(
        losses,
        ["1 note /tags: at /tags/1: expected a string, found a number"]
    );
}

#[test]
fn a_variant_that_does_not_fit_stays_and_takes_no_more() {
    let part = r#"{ "part": { "type": "text", "text": 5, "at": 0 } }"#;
    let (value, losses) = read(&[
        ("part", part),
        ("grow", r#"{ "by": "x" }"#),
        ("part", r#"{ "part": { "type": "text", "text": "a" } }"#),
        ("grow", r#"{ "at": 1, "by": "b" }"#),
    ]);
    assert_eq!(
        value,
        r#"{"parts":[{"type":"text","text":5,"at":0},{"type":"text","text":"ab"}],"notes":[],"calls":[]}"#
    );
    assert_eq!(
        losses,
        [
            "1 part /part: at /part/text: expected a string, found a number, \
             so the variant counts as undeclared"
        ]
    );
}

#[test]
fn json_that_is_not_clean_is_folded_as_it_is_read() {
    let note = "{ \"id\": \"a\\ud800\", \"tags\": [\"b\tc\"], \"marks\": { \"d\": NaN }, \"any\": -Infinity }";
    let (value, losses) = read(&[("note", note)]);
    assert_eq!(
        value,
        notes("{\"id\":\"a\u{fffd}\",\"tags\":[\"b\\tc\"],\"marks\":{}}")
    );
    let places: Vec<_> = losses
        .iter()
        .map(|it| it.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "1 note /id",
            "1 note /tags/0",
            "1 note /marks/d",
            "1 note /any"
        ]
    );
    assert!(
        losses[0].ends_with(": it is no clean JSON, and was mended"),
        "{losses:?}"
    );
}

#[test]
fn an_index_that_does_not_fit_never_takes_its_default() {
    let whole = ("part", r#"{ "part": { "type": "text", "text": "a" } }"#);
    let value = r#"{"parts":[{"type":"text","text":"a"}],"notes":[],"calls":[]}"#;
    let why = "the index or key was not read, so the rule was skipped";
    let cases = [
        // An index that may be null, one that may be absent, and one that is no number.
        (
            "part",
            r#"{ "at": "1", "part": { "type": "call" } }"#,
            "/at",
        ),
        ("grow", r#"{ "at": [], "by": "b" }"#, "/at"),
        ("grow", r#"{ "at": NaN, "by": "b" }"#, "/at"),
        (
            "part",
            r#"{ "at": -Infinity, "part": { "type": "call" } }"#,
            "/at",
        ),
    ];
    for (event, data, index) in cases {
        let (got, losses) = read(&[whole, (event, data)]);
        assert_eq!(got, value, "{data}");
        assert_eq!(losses.len(), 2, "{losses:?}");
        assert!(
            losses[0].starts_with(&format!("2 {event} {index}: ")),
            "{losses:?}"
        );
        assert_eq!(losses[1], format!("2 {event} {index}: {why}"));
    }
    // What is null or absent, or is in a variant that was never one, takes it.
    for data in [r#"{ "by": "b" }"#, r#"{ "at": null, "by": "b" }"#] {
        let (got, losses) = read(&[whole, ("grow", data)]);
        assert_eq!(got, value.replace("\"a\"", "\"ab\""), "{data}");
        assert_eq!(losses, [""; 0]);
    }
    // Half of the event is no clean JSON, and the index is absent.
    let (got, losses) = read(&[whole, ("grow", r#"{ "by": "\ud800" }"#)]);
    assert_eq!(got, value.replace("\"a\"", "\"a\u{fffd}\""));
    assert_eq!(losses.len(), 1, "{losses:?}");
}

#[test]
fn a_key_in_what_does_not_fit_never_takes_its_default() {
    let calls = r#"{ "calls": [{ "key": 1, "name": "a" }, { "key": "x", "name": "b" }, "c", { "key": null, "name": "d" }] }"#;
    let (value, losses) = read(&[("calls", calls)]);
    assert_eq!(
        value,
        r#"{"parts":[],"notes":[],"calls":[{"key":1,"name":"a"},{"key":0,"name":"d"}]}"#
    );
    let places: Vec<_> = losses
        .iter()
        .map(|it| it.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "1 calls /calls/1/key",
            "1 calls /calls/2",
            "1 calls /calls/1/key",
            "1 calls /calls/2/key",
        ]
    );
}

/// A value in a variant that was given up is not there, and neither is an index in it.
#[test]
fn a_source_in_a_variant_that_does_not_fit_changes_nothing() {
    let whole = ("part", r#"{ "part": { "type": "text", "text": "a" } }"#);
    let tell = r#"{ "part": { "type": "text", "text": "b", "at": "0" } }"#;
    let (value, losses) = read(&[whole, ("tell", tell)]);
    assert_eq!(
        value,
        r#"{"parts":[{"type":"text","text":"a"}],"notes":[],"calls":[]}"#
    );
    assert_eq!(losses.len(), 2, "{losses:?}");
    let (value, losses) = read(&[
        whole,
        (
            "tell",
            r#"{ "part": { "type": "text", "text": {}, "at": 0 } }"#,
        ),
    ]);
    assert_eq!(
        value,
        r#"{"parts":[{"type":"text","text":"a"}],"notes":[],"calls":[]}"#
    );
    assert_eq!(losses.len(), 1, "{losses:?}");
}

fn finished(messages: &[(&str, &str)]) -> (Option<Kind>, Vec<String>) {
    let checked = checked(PARCEL);
    let interpreter = Interpreter::new(&checked);
    let mut reading = Reading::new(&interpreter).expect("a snapshot");
    for (event, data) in messages {
        reading.message(Some(event), data);
    }
    let reason = reading.finish(true).err().map(|it| it.unfinished.reason);
    (reason, said(reading.snapshot().losses()))
}

#[test]
fn an_event_that_is_lost_whole_makes_no_final_value() {
    let end = ("end", "");
    // What does not fit may be anywhere in it.
    let note = r#"{ "id": 7, "tags": [], "marks": {} }"#;
    let (reason, losses) = finished(&[("note", note), end]);
    assert_eq!(reason, Some(Kind::Lost));
    assert_eq!(
        losses,
        ["1 note : at /id: expected a string, found a number"]
    );
    // The same where the event is kept.
    let (reason, losses) = finished(&[("strict", r#"{ "at": "1" }"#), end]);
    assert_eq!(reason, Some(Kind::Lost));
    assert_eq!(losses.len(), 1);
    // An event that changes nothing cannot lose anything, nor can a part of one make it lost.
    assert_eq!(finished(&[("seen", "7"), end]), (None, Vec::new()));
    assert_eq!(
        finished(&[("seen", r#"{ "at": "1" }"#), end]),
        (None, Vec::new())
    );
    let (reason, losses) = finished(&[("grow", r#"{ "at": "1" }"#), end]);
    assert_eq!((reason, losses.len()), (None, 1));
}

#[test]
fn messages_without_data_are_no_events() {
    let note = r#"{ "id": 7, "tags": [], "marks": {} }"#;
    let (_, losses) = finished(&[("note", ""), ("note", " \n"), ("other", ""), ("note", note)]);
    assert_eq!(
        losses,
        ["1 note : at /id: expected a string, found a number"]
    );
    // Events that change nothing are events, and so are those that nobody declared.
    let (_, losses) = finished(&[("seen", "{}"), ("other", "7"), ("note", note)]);
    assert_eq!(
        losses,
        ["3 note : at /id: expected a string, found a number"]
    );
}

/// Unions in each other, of which the inner one lacks the variant.
#[test]
fn the_union_around_a_variant_that_does_not_fit_still_has_it() {
    let text = r##"{
        "mismatch": "null",
        "snapshot": { "type": { "$ref": "#/$defs/Box" } },
        "events": {
            "box": { "payload": { "$ref": "#/$defs/Box" }, "apply": [{ "start": "" }] },
            "bot": { "content": "text", "apply": [{ "append": "", "to": "/item/<line>/<bot>/text" }] },
            "other": { "content": "text", "apply": [{ "append": "", "to": "/item/<other>/text" }] }
        },
        "$defs": {
            "Box": { "required": ["item"], "properties": { "item": { "$ref": "#/$defs/Item" } } },
            "Item": { "oneOf": [{ "$ref": "#/$defs/Line" }, { "$ref": "#/$defs/Other" }] },
            "Line": { "oneOf": [{ "$ref": "#/$defs/User" }, { "$ref": "#/$defs/Bot" }] },
            "User": {
                "required": ["role"],
                "properties": { "type": { "const": "line" }, "role": { "const": "user" } }
            },
            "Bot": {
                "required": ["role", "text"],
                "properties": {
                    "type": { "const": "line" },
                    "role": { "const": "bot" },
                    "text": { "type": "string" }
                }
            },
            "Other": {
                "required": ["type", "text"],
                "properties": { "type": { "const": "other" }, "text": { "type": "string" } }
            }
        }
    }"##;
    let checked = checked(text);
    let interpreter = Interpreter::new(&checked);
    let mut reading = Reading::new(&interpreter).expect("a snapshot");
    let whole = r#"{"item":{"type":"line","role":"bot","text":5}}"#;
    reading.message(Some("box"), whole);
    reading.message(Some("bot"), "b");
    assert_eq!(reading.error(), None);
    assert_eq!(reading.snapshot().value().unwrap().to_string(), whole);
    reading.message(Some("other"), "b");
    let error = reading.error().expect("another variant");
    let kind = Kind::Variant {
        at: "/item".to_owned(),
        expected: vec!["other".to_owned()],
        found: Some("line".to_owned()),
    };
    assert_eq!(error.kind, kind);
}
