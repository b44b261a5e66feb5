//! Two documents, and what programs do otherwise.

use super::{Known, behaviour};
use crate::diff::{Change, ChangeKind};
use crate::read;

fn compare(old: &str, new: &str) -> Vec<Change> {
    let read = |name, text| match read(name, text) {
        Ok(checked) => checked,
        Err(mistakes) => panic!("{mistakes}\n{text}"),
    };
    let (old, new) = (read("old.json", old), read("new.json", new));
    behaviour(&old, &new, &Known::default())
}

/// `kind subject`, and what it breaks.
fn lines(changes: &[Change]) -> Vec<String> {
    let line = |it: &Change| {
        let mut line = format!("{} {}", it.kind, it.subject);
        for (name, why) in [("forward", &it.forward), ("backward", &it.backward)] {
            if why.is_some() {
                line.push_str(&format!(" {name}"));
            }
        }
        line
    };
    changes.iter().map(line).collect()
}

/// Two documents with these members, and types `T` and `U` to use.
#[track_caller]
fn rules(old: &str, new: &str, expected: &[&str]) {
    let document = |members: &str| {
        format!(
            r#"{{ {members}, "$defs": {{
                "T": {{ "type": "object", "properties": {{ "x": {{ "type": "string" }} }} }},
                "U": {{ "type": "object", "required": ["y"], "properties": {{
                    "y": {{ "type": "string" }}
                }} }}
            }} }}"#
        )
    };
    let found = compare(&document(old), &document(new));
    assert_eq!(lines(&found), expected, "\n{old}\n{new}\n{found:#?}");
}

/// Two documents with these events; a stream must end with `end`.
#[track_caller]
fn events(old: &str, new: &str, expected: &[&str]) {
    let members = |events: &str| {
        format!(r#""events": {{ {events} "end": {{ "handle": "finish", "content": "none" }} }}"#)
    };
    rules(&members(old), &members(new), expected);
}

fn handled(handle: &str) -> String {
    format!(r##""a": {{ "handle": "{handle}", "payload": {{ "$ref": "#/$defs/T" }} }},"##)
}

#[test]
fn an_event_more_is_unknown_to_old_programs() {
    let added = |handle, expected: &[&str]| events("", &handled(handle), expected);
    added("yield", &["event-added a"]);
    added("skip", &["event-added a"]);
    // They take a stream that ends with it for one that was cut off, and a failure for an event.
    added("finish", &["event-added a forward"]);
    added("complete", &["event-added a forward"]);
    added("fail", &["event-added a forward"]);
}

#[test]
fn an_event_less_is_unknown_to_new_programs() {
    let removed = |handle, expected: &[&str]| events(&handled(handle), "", expected);
    removed("yield", &["event-removed a"]);
    removed("skip", &["event-removed a"]);
    removed("finish", &["event-removed a backward"]);
    removed("complete", &["event-removed a backward"]);
    removed("fail", &["event-removed a backward"]);
    let changes = compare(
        r#"{ "events": { "a": { "handle": "finish", "content": "none" },
                         "b": { "handle": "finish", "content": "none" } } }"#,
        r#"{ "events": { "b": { "handle": "finish", "content": "none" } } }"#,
    );
    assert_eq!(
        changes[0].backward.as_deref(),
        Some("streams that end with it read as cut off")
    );
}

#[test]
fn unknown_events_may_be_errors() {
    let document = |unknown: &str, event: &str| {
        format!(r#""unknown": "{unknown}", "events": {{ {event} "b": {{ "content": "text" }} }}"#)
    };
    let event = r#""a": { "content": "text" },"#;
    rules(
        &document("fail", ""),
        &document("fail", event),
        &["event-added a forward"],
    );
    rules(
        &document("skip", event),
        &document("skip", ""),
        &["event-removed a"],
    );
}

#[test]
fn what_finds_an_unknown_event_may_take_it_for_another() {
    let document = |dispatch: &str, event: &str| {
        format!(
            r#""dispatch": ["event", {dispatch}], "events": {{
                {event} "b": {{ "payload": {{ "type": "object", "properties": {{ "x": true }} }} }}
            }}"#
        )
    };
    let event = r##""a": { "payload": { "$ref": "#/$defs/T" } },"##;
    let always = r#"{ "type": "b" }"#;
    let has = |pointer: &str| format!(r#"{{ "has": "{pointer}", "type": "b" }}"#);
    let added = |dispatch: &str, expected: &[&str]| {
        rules(
            &document(dispatch, ""),
            &document(dispatch, event),
            expected,
        );
    };
    added(always, &["event-added a forward"]);
    added(&has("/x"), &["event-added a forward"]);
    added(&has("/y"), &["event-added a"]);
}

#[test]
fn where_a_stream_ends() {
    let changed = |old, new, expected: &[&str]| events(&handled(old), &handled(new), expected);
    changed("yield", "finish", &["event-handle a forward backward"]);
    changed("finish", "yield", &["event-handle a forward backward"]);
    changed("yield", "complete", &["event-handle a forward"]);
    changed("complete", "yield", &["event-handle a backward"]);
    changed("complete", "finish", &["event-handle a backward"]);
    changed("finish", "complete", &["event-handle a forward"]);
    changed("yield", "fail", &["event-handle a forward backward"]);
    changed("fail", "yield", &["event-handle a forward backward"]);
    changed("yield", "skip", &["event-handle a"]);
    changed("skip", "yield", &["event-handle a"]);
    changed("skip", "fail", &["event-handle a forward backward"]);
}

#[test]
fn conditions_are_wider_or_narrower() {
    let document = |handle: &str, when: &str| {
        format!(r##""a": {{ "handle": "{handle}", "payload": {{ "$ref": "#/$defs/T" }}{when} }},"##)
    };
    let there = r#", "when": { "/x": true }"#;
    let stop = r#", "when": { "/x": ["stop"] }"#;
    let both = r#", "when": { "/x": ["stop", "length"] }"#;
    for (wide, narrow) in [("", there), (there, stop), (both, stop)] {
        events(
            &document("complete", narrow),
            &document("complete", wide),
            &["event-when a forward"],
        );
        events(
            &document("complete", wide),
            &document("complete", narrow),
            &["event-when a backward"],
        );
        // What comes after the end is lost.
        events(
            &document("finish", narrow),
            &document("finish", wide),
            &["event-when a forward backward"],
        );
    }
}

#[test]
fn an_end_that_follows_from_what_can_end_a_stream_is_compared_too() {
    let item = r#""events": { "a": { "content": "text" } }"#;
    let finish = r#""events": { "a": { "handle": "finish", "content": "text" } }"#;
    let end = "end document forward backward";
    rules(item, finish, &["event-handle a backward", end]);
    rules(finish, item, &["event-handle a forward", end]);
    let sentinel = r#""events": { "a": { "content": "text" } }, "sentinels": { "-": "finish" }"#;
    rules(item, sentinel, &[end, "sentinel document forward"]);
    rules(sentinel, item, &[end, "sentinel document backward"]);
    let more = r#""events": { "a": { "content": "text" }, "b": { "handle": "finish", "content": "none" } }"#;
    rules(item, more, &["event-added b", end]);
    rules(more, item, &["event-removed b", end]);
    // One of two that can end a stream leaves the other.
    let two = r#""events": { "a": { "handle": "finish", "content": "text" } }, "sentinels": { "-": "finish" }"#;
    rules(two, finish, &["sentinel document backward"]);
    let optional =
        r#""end": "optional", "events": { "a": { "handle": "finish", "content": "text" } }"#;
    rules(optional, finish, &[end]);
    rules(finish, optional, &[end]);
    // What was said by `end` and then follows from the events is the same end.
    let required =
        r#""end": "required", "events": { "a": { "handle": "finish", "content": "text" } }"#;
    rules(required, finish, &[]);
    rules(required, optional, &[end]);
}

#[test]
fn a_cut_stream_is_whole_to_whom_no_end_is_required() {
    let document = |handle: &str| {
        format!(r#"{{ "events": {{ "a": {{ "handle": "{handle}", "content": "text" }} }} }}"#)
    };
    let (item, finish) = (document("yield"), document("finish"));
    let end = |old: &str, new: &str| {
        let changes = compare(old, new);
        let end = changes.into_iter().find(|it| it.kind == ChangeKind::End);
        end.expect("the end changed")
    };
    let (cut, whole) = (
        Some("streams that just stop read as cut off"),
        Some("a stream that is cut reads as whole"),
    );
    let optional = end(&finish, &item);
    assert_eq!(
        (optional.forward.as_deref(), optional.backward.as_deref()),
        (cut, whole)
    );
    assert!(
        optional
            .reason
            .contains("no event or sentinel can end the stream"),
        "{}",
        optional.reason
    );
    let required = end(&item, &finish);
    assert_eq!(
        (required.forward.as_deref(), required.backward.as_deref()),
        (whole, cut)
    );
}

#[test]
fn what_the_data_is() {
    let json = r##""a": { "payload": { "$ref": "#/$defs/T" } },"##;
    let other = r##""a": { "payload": { "$ref": "#/$defs/U" } },"##;
    let text = r#""a": { "content": "text" },"#;
    let nothing = r#""a": { "content": "none" },"#;
    let skipped = r#""a": { "handle": "skip" },"#;
    events(json, text, &["event-content a forward"]);
    events(text, json, &["event-content a backward"]);
    events(nothing, json, &["event-content a backward"]);
    events(text, nothing, &["event-content a"]);
    // A `U` lacks nothing that a `T` must have.
    events(json, other, &["fit a backward"]);
    events(skipped, json, &["event-handle a", "fit a backward"]);
    events(json, skipped, &["event-handle a", "fit a forward"]);
}

#[test]
fn the_event_type_in_the_data_must_fit_too() {
    let document = |payload: &str| {
        format!(
            r#""dispatch": ["/type"], "events": {{ "a": {{ "payload": {{
                "type": "object", {payload} }} }} }}"#
        )
    };
    rules(
        &document(r#""properties": { "x": { "type": "integer" } }"#),
        &document(r#""additionalProperties": { "type": "integer" }"#),
        &["fit a backward"],
    );
}

#[test]
fn rules_of_the_stream() {
    let plain = r#""events": { "a": { "content": "text" } }"#;
    let with = |more: &str| format!("{plain}, {more}");
    for (more, added, removed) in [
        (
            r#""dispatch": ["/type"]"#,
            "dispatch document forward backward",
            "dispatch document forward backward",
        ),
        (
            r#""dispatch": ["event", "/type"]"#,
            "dispatch document forward",
            "dispatch document backward",
        ),
        (
            r#""unknown": "fail""#,
            "unknown document backward",
            "unknown document forward",
        ),
        (
            r#""unknown": "skip""#,
            "unknown document",
            "unknown document",
        ),
        (
            r#""mismatch": "keep""#,
            "mismatch document",
            "mismatch document",
        ),
        (
            r#""sentinels": { "-": "skip" }"#,
            "sentinel document forward",
            "sentinel document backward",
        ),
        (
            r#""errors": { "message": ["/m"] }"#,
            "failure-rules document",
            "failure-rules document",
        ),
        (
            r#""errors": { "status": ["/s"] }"#,
            "failure-rules document",
            "failure-rules document",
        ),
        (
            r##""errors": { "body": { "$ref": "#/$defs/T" } }"##,
            "failure-body error body",
            "failure-body error body",
        ),
        (
            r#""http": { "request_id_headers": ["x-id"] }"#,
            "request-id document",
            "request-id document",
        ),
        (
            r#""resume": { "cursor": "id", "query": "after" }"#,
            "resume document",
            "resume document forward",
        ),
        (r#""title": "T""#, "title document", "title document"),
        (r#""version": "2""#, "version document", "version document"),
        (
            r#""description": "Things.""#,
            "description document",
            "description document",
        ),
    ] {
        rules(plain, &with(more), &[added]);
        rules(&with(more), plain, &[removed]);
    }
    let statuses = |status| {
        with(&format!(
            r#""errors": {{ "type": ["/t"], "type_status": {{ "busy": {status} }} }}"#
        ))
    };
    rules(&statuses(429), &statuses(529), &["failure-status document"]);
}

#[test]
fn types_that_no_stream_has_break_nothing() {
    let document = |ty: &str| {
        format!(
            r##"{{ "events": {{ "a": {{ "content": "text" }} }}, "$defs": {{
                "T": {{ "type": "object", "properties": {{ "x": {{ "type": "{ty}" }} }} }}
            }} }}"##
        )
    };
    let found = compare(&document("string"), &document("integer"));
    assert_eq!(lines(&found), [""; 0]);
}

#[test]
fn a_type_that_contains_itself_comes_to_an_end() {
    let document = |required: &str, leaf: &str| {
        format!(
            r##"{{ "events": {{ "a": {{ "payload": {{ "$ref": "#/$defs/T" }} }} }}, "$defs": {{
                "T": {{ "type": "object", "required": [{required}], "properties": {{
                    "next": {{ "$ref": "#/$defs/T" }}, "leaf": {{ "type": "{leaf}" }}
                }} }}
            }} }}"##
        )
    };
    let old = document("", "integer");
    assert_eq!(
        lines(&compare(&old, &document("", "number"))),
        ["fit T.leaf forward"]
    );
    assert_eq!(
        lines(&compare(&old, &document(r#""leaf""#, "integer"))),
        ["field-presence T.leaf backward"]
    );
}

#[test]
fn what_cannot_be_lined_up_is_compared_as_a_whole() {
    // A union of the same objects by another tag, and an object in the place of a union.
    let branch = |tag: &str| {
        format!(
            r#"{{ "type": "object", "required": ["{tag}"], "properties": {{
                "{tag}": {{ "const": "x" }}, "y": {{ "type": "string" }}
            }} }}"#
        )
    };
    let document =
        |payload: &str| format!(r#"{{ "events": {{ "a": {{ "payload": {payload} }} }} }}"#);
    let union = |tag: &str| {
        let other = branch(tag).replace(r#""x""#, r#""z""#);
        format!(r#"{{ "oneOf": [{}, {other}] }}"#, branch(tag))
    };
    let object = document(
        r#"{ "type": "object", "required": ["t"], "properties": {
        "t": { "const": "x" }, "y": { "type": "string" } } }"#,
    );
    assert_eq!(
        lines(&compare(&document(&union("t")), &document(&union("u")))),
        ["tag a", "fit a forward backward"]
    );
    // Whatever its tag, an object of the union is one of the new objects, and those are in the union.
    assert_eq!(lines(&compare(&document(&union("t")), &object)), [""; 0]);
    let narrower = object.replace(
        r#""y": { "type": "string" }"#,
        r#""y": { "type": "boolean" }"#,
    );
    assert_eq!(
        lines(&compare(&document(&union("t")), &narrower)),
        ["fit a forward backward"]
    );
}
