//! Keywords of the document, of `errors`, `http`, `resume` and `source`.

use super::{document, row, with_events};
use crate::row::Row;

/// Two documents, of which the second has these members.
fn added(members: &str) -> (String, String) {
    (document(""), document(&format!(", {members}")))
}

fn removed(members: &str) -> (String, String) {
    let (without, with) = added(members);
    (with, without)
}

fn changed(old: &str, new: &str) -> (String, String) {
    (added(old).1, added(new).1)
}

const ITEM: &str = r#""more": { "content": "text" }, "message": { "content": "text" }"#;
const ONE: &str = r#""message": { "content": "text" }"#;
const ENDS: &str =
    r#""more": { "handle": "finish", "content": "text" }, "message": { "content": "text" }"#;
const FAILS: &str =
    r#""more": { "handle": "fail", "content": "text" }, "message": { "content": "text" }"#;

fn events(old: &str, new: &str) -> (String, String) {
    (with_events(old, ""), with_events(new, ""))
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = vec![
        row(
            "$schema",
            "any",
            added(r#""$schema": "event-schema.json""#),
            "none",
        ),
        row(
            "title",
            "any, without `--name`",
            changed(r#""title": "Feed""#, r#""title": "News""#),
            "breaking source",
        ),
        row(
            "description",
            "any",
            added(r#""description": "A feed.""#),
            "none",
        ),
        row("version", "any", added(r#""version": "2""#), "none"),
    ];
    rows.extend(dispatch());
    rows.extend([
        row("events", "an item is added", events(ONE, ITEM), "matches"),
        row(
            "events",
            "one that ends the stream, or is a failure, is added",
            events(ONE, ENDS),
            "behaviour matches forward",
        ),
        row(
            "events",
            "an item is removed",
            events(ITEM, ONE),
            "breaking source",
        ),
        row(
            "events",
            "one that ends the stream, or is a failure, is removed",
            events(FAILS, ONE),
            "breaking behaviour source backward",
        ),
        row(
            "framing",
            "between `sse`, `jsonl`, `json-array`, `json-seq` and `aws-event-stream`",
            changed(
                r#""dispatch": ["/type"]"#,
                r#""dispatch": ["/type"], "framing": "jsonl""#,
            ),
            "behaviour forward backward",
        ),
        row(
            "unknown",
            "between `keep` and `skip`",
            added(r#""unknown": "skip""#),
            "behaviour",
        ),
        row(
            "unknown",
            "to `fail`",
            added(r#""unknown": "fail""#),
            "behaviour backward",
        ),
        row(
            "unknown",
            "from `fail`",
            removed(r#""unknown": "fail""#),
            "behaviour forward",
        ),
        row(
            "mismatch",
            "between `error` and `keep`",
            added(r#""mismatch": "keep""#),
            "behaviour",
        ),
        row(
            "mismatch",
            "to `null`, or from it",
            added(r#""mismatch": "null""#),
            "behaviour",
        ),
        row(
            "end",
            "from `required` to `optional`",
            added(r#""end": "optional""#),
            "behaviour forward backward",
        ),
        row(
            "end",
            "from `optional` to `required`",
            removed(r#""end": "optional""#),
            "behaviour forward backward",
        ),
        row(
            "unterminated",
            "from `discard` to `dispatch`",
            added(r#""unterminated": "dispatch""#),
            "behaviour forward",
        ),
        row(
            "unterminated",
            "from `dispatch` to `discard`",
            removed(r#""unterminated": "dispatch""#),
            "behaviour backward",
        ),
        row(
            "sentinels",
            "one is added: `finish` or `skip`",
            added(r#""sentinels": { "-": "skip" }"#),
            "behaviour forward",
        ),
        row(
            "sentinels",
            "one is removed",
            removed(r#""sentinels": { "-": "skip" }"#),
            "behaviour backward",
        ),
        row(
            "sentinels",
            "from `skip` to `finish`, or back",
            changed(
                r#""sentinels": { "-": "skip" }"#,
                r#""sentinels": { "-": "finish" }"#,
            ),
            "behaviour forward backward",
        ),
    ]);
    rows.extend(failures());
    rows.extend([
        row(
            "Http.media_types",
            "one is added",
            changed(
                r#""http": { "media_types": ["a/b"] }"#,
                r#""http": { "media_types": ["a/b", "c/d"] }"#,
            ),
            "behaviour forward",
        ),
        row(
            "Http.media_types",
            "one is removed",
            changed(
                r#""http": { "media_types": ["a/b", "c/d"] }"#,
                r#""http": { "media_types": ["a/b"] }"#,
            ),
            "behaviour backward",
        ),
        row(
            "Http.accept",
            "any",
            added(r#""http": { "accept": "*/*" }"#),
            "behaviour",
        ),
        row(
            "Http.request_id_headers",
            "any",
            added(r#""http": { "request_id_headers": ["x-id"] }"#),
            "behaviour",
        ),
        row(
            "resume",
            "added",
            added(r#""resume": { "cursor": "id", "query": "after" }"#),
            "behaviour",
        ),
        row(
            "resume",
            "removed",
            removed(r#""resume": { "cursor": "id", "query": "after" }"#),
            "behaviour forward",
        ),
        row(
            "Resume.cursor",
            "any",
            {
                let resumed = |cursor: &str| {
                    let resume =
                        format!(r#", "resume": {{ "cursor": "{cursor}", "query": "after" }}"#);
                    let payload = r#"{ "properties": { "id": { "type": "string" } } }"#;
                    with_events(
                        &format!(r#""message": {{ "payload": {payload} }}"#),
                        &resume,
                    )
                };
                (resumed("id"), resumed("/id"))
            },
            "behaviour forward",
        ),
        row(
            "Resume.query",
            "any",
            changed(
                r#""resume": { "cursor": "id", "query": "after" }"#,
                r#""resume": { "cursor": "id", "query": "from" }"#,
            ),
            "behaviour forward",
        ),
    ]);
    rows.extend(source());
    rows.extend(definitions());
    rows
}

fn dispatch() -> [Row; 3] {
    let has = r#""dispatch": ["event", { "has": "/x", "type": "message" }]"#;
    let always = r#""dispatch": ["event", { "type": "message" }]"#;
    [
        row(
            "dispatch",
            "entries are added at the end",
            added(has),
            "behaviour forward",
        ),
        row(
            "dispatch",
            "entries are removed from the end",
            removed(always),
            "behaviour backward",
        ),
        row(
            "dispatch",
            "any other",
            added(r#""dispatch": ["/type"]"#),
            "behaviour forward backward",
        ),
    ]
}

fn failures() -> Vec<Row> {
    let body = |schema: &str| format!(r#""errors": {{ "body": {schema} }}"#);
    vec![
        row(
            "Errors.type",
            "any",
            added(r#""errors": { "type": ["/type"] }"#),
            "behaviour",
        ),
        row(
            "Errors.message",
            "any",
            added(r#""errors": { "message": ["/text"] }"#),
            "behaviour",
        ),
        row(
            "Errors.type_status",
            "any",
            changed(
                r#""errors": { "type": ["/type"], "type_status": { "busy": 429 } }"#,
                r#""errors": { "type": ["/type"], "type_status": { "busy": 529 } }"#,
            ),
            "behaviour",
        ),
        row(
            "Errors.status",
            "any",
            added(r#""errors": { "status": ["/status"] }"#),
            "behaviour",
        ),
        row(
            "Errors.retry_after",
            "any",
            added(r#""errors": { "retry_after": ["/wait"] }"#),
            "behaviour",
        ),
        row(
            "Errors.body",
            "the first failure is added",
            added(&body(r#"{ "type": "string" }"#)),
            "breaking behaviour source",
        ),
        row(
            "Errors.body",
            "another type",
            changed(
                &body(r#"{ "type": "integer" }"#),
                &body(r#"{ "type": "number" }"#),
            ),
            "breaking behaviour source forward",
        ),
    ]
}

fn source() -> Vec<Row> {
    let of = |member: &str| added(&format!(r#""source": {{ {member} }}"#));
    let relaxed = |members: &str| {
        let relaxation =
            |members: &str| format!(r#""source": {{ "relaxations": [{{ {members} }}] }}"#);
        let old = relaxation(r#""at": "/a", "make": "optional""#);
        changed(&old, &relaxation(members))
    };
    vec![
        row(
            "Source.file",
            "any",
            of(r#""file": "openapi.json""#),
            "none",
        ),
        row(
            "Source.url",
            "any",
            of(r#""url": "https://example.com/openapi.json""#),
            "none",
        ),
        row("Source.union", "any", of(r#""union": "Event""#), "none"),
        row(
            "Source.more",
            "any",
            of(r#""more": { "error": "Problem" }"#),
            "none",
        ),
        row("Source.envelope", "any", of(r#""envelope": true"#), "none"),
        row(
            "Source.descriptions",
            "any",
            of(r#""descriptions": false"#),
            "none",
        ),
        row("Source.hash", "any", of(r#""hash": "sha256:0""#), "none"),
        row(
            "Source.relaxations",
            "any",
            of(r#""relaxations": [{ "at": "/a", "make": "optional" }]"#),
            "none",
        ),
        row(
            "Relaxation.at",
            "any",
            relaxed(r#""at": "/b", "make": "optional""#),
            "none",
        ),
        row(
            "Relaxation.make",
            "any",
            relaxed(r#""at": "/a", "make": "nullable""#),
            "none",
        ),
        row(
            "Relaxation.because",
            "any",
            relaxed(r#""at": "/a", "make": "optional", "because": "not sent""#),
            "none",
        ),
    ]
}

fn definitions() -> [Row; 3] {
    let definition = |key: &str| {
        format!(r#""$defs": {{ "{key}": {{ "type": "object", "properties": {{ "x": true }} }} }}"#)
    };
    [
        row("$defs", "a type is added", added(&definition("T")), "none"),
        row(
            "$defs",
            "a type is removed",
            removed(&definition("T")),
            "breaking source",
        ),
        row(
            "$defs",
            "a type gets another key",
            changed(&definition("T"), &definition("U")),
            "breaking source",
        ),
    ]
}
