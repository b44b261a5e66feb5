//! Keywords of `snapshot`, `apply` and `examples`.

use super::row;
use crate::row::Row;

/// A document with this snapshot, whose event `more` has these rules.
fn document(snapshot: &str, more: &str) -> String {
    with_begin(snapshot, r#"{ "start": "" }"#, more)
}

fn with_begin(snapshot: &str, begin: &str, more: &str) -> String {
    format!(
        r##"{{
            {snapshot}
            "events": {{
                "begin": {{ "payload": {{ "$ref": "#/$defs/Note" }}, "apply": [{begin}] }},
                "more": {{ "payload": {{ "$ref": "#/$defs/Note" }}, "apply": [{more}] }},
                "end": {{ "handle": "finish", "content": "none", "apply": [] }}
            }},
            "$defs": {{
                "Note": {{ "$ref": "#/$defs/Other" }},
                "Other": {{
                    "type": "object",
                    "required": ["id", "lines", "at"],
                    "properties": {{
                        "id": {{ "type": "string" }},
                        "at": {{ "type": "integer" }},
                        "text": {{ "type": ["string", "null"] }},
                        "input": {{ "type": "object" }},
                        "union": {{ "$ref": "#/$defs/Union" }},
                        "lines": {{ "type": "array", "items": {{ "type": "string" }} }}
                    }}
                }},
                "Union": {{ "oneOf": [{{ "$ref": "#/$defs/A" }}, {{ "$ref": "#/$defs/B" }}] }},
                "A": {{
                    "required": ["type", "n"],
                    "properties": {{ "type": {{ "const": "a" }}, "n": {{ "type": "string" }} }}
                }},
                "B": {{ "required": ["type"], "properties": {{ "type": {{ "const": "b" }} }} }}
            }}
        }}"##
    )
}

const NOTE: &str = r##""snapshot": { "type": { "$ref": "#/$defs/Note" } },"##;

fn snapshots(old: &str, new: &str) -> (String, String) {
    let with = |more: &str| {
        let section = format!(r##""snapshot": {{ "type": {{ "$ref": "#/$defs/Note" }}{more} }},"##);
        document(&section, "")
    };
    (with(old), with(new))
}

/// Two documents, of which the second has other rules.
fn rules(old: &str, new: &str) -> (String, String) {
    (document(NOTE, old), document(NOTE, new))
}

const SET: &str = r#"{ "set": "/text", "to": "/text" }"#;

pub(super) fn rows() -> Vec<Row> {
    let without = |text: String| {
        text.replace(r#", "apply": []"#, "")
            .replace(r#", "apply": [{ "start": "" }]"#, "")
    };
    let none = without(document("", ""));
    let mut rows = vec![
        row(
            "snapshot",
            "added",
            (none.clone(), document(NOTE, "")),
            "none",
        ),
        row(
            "snapshot",
            "added, with `append_json`",
            (
                none.clone(),
                document(NOTE, r#"{ "append_json": "/text", "to": "/input" }"#),
            ),
            "breaking source",
        ),
        row(
            "snapshot",
            "removed",
            (document(NOTE, ""), none),
            "breaking behaviour source",
        ),
        row(
            "Snapshot.type",
            "another type",
            (
                document(
                    r##""snapshot": { "type": { "$ref": "#/$defs/Other" } },"##,
                    "",
                ),
                with_begin(
                    r##""snapshot": { "type": { "$ref": "#/$defs/A" } },"##,
                    r#"{ "start": { "new": { "type": { "const": "a" }, "n": "/id" } } }"#,
                    "",
                ),
            ),
            "breaking behaviour source",
        ),
        row(
            "Snapshot.restart",
            "any",
            snapshots("", r#", "restart": "ignore""#),
            "behaviour",
        ),
        row(
            "Snapshot.initial",
            "added",
            (
                with_begin(NOTE, r#"{ "start": "" }"#, ""),
                with_begin(
                    r##""snapshot": {
                        "type": { "$ref": "#/$defs/Note" }, "initial": { "id": "", "lines": [], "at": 0 }
                    },"##,
                    "",
                    "",
                ),
            ),
            "behaviour",
        ),
        row(
            "Snapshot.others",
            "from `error` to `ignore`, or back",
            snapshots("", r#", "others": "ignore""#),
            "none",
        ),
        row(
            "examples",
            "any",
            (
                document(NOTE, ""),
                document(
                    &format!(
                        r#"{NOTE} "examples": [{{ "recording": "a.sse", "final": "a.json" }}],"#
                    ),
                    "",
                ),
            ),
            "none",
        ),
        row(
            "Example.recording",
            "any",
            examples(
                r#"{ "recording": "a.sse", "final": "a.json" }"#,
                r#"{ "recording": "b.sse", "final": "a.json" }"#,
            ),
            "none",
        ),
        row(
            "Example.final",
            "any",
            examples(
                r#"{ "recording": "a.sse", "final": "a.json" }"#,
                r#"{ "recording": "a.sse", "final": "b.json" }"#,
            ),
            "none",
        ),
        row(
            "Event.apply",
            "any, but from or to `[]`",
            rules("", SET),
            "behaviour",
        ),
    ];
    rows.extend(
        changed()
            .into_iter()
            .map(|(keyword, old, new)| row(keyword, "any", rules(old, new), "behaviour")),
    );
    rows.extend(named());
    rows
}

fn examples(old: &str, new: &str) -> (String, String) {
    let with = |example: &str| document(&format!(r#"{NOTE} "examples": [{example}],"#), "");
    (with(old), with(new))
}

/// Keywords of a rule, each with rules that differ in it.
fn changed() -> Vec<(&'static str, &'static str, &'static str)> {
    const SCOPE: &str = r#"{ "apply": [{ "set": "/text", "to": "/text" }] }"#;
    vec![
        ("Rule.start", "", r#"{ "start": "" }"#),
        ("Rule.set", SET, r#"{ "set": "/id", "to": "/text" }"#),
        (
            "Rule.append",
            SET,
            r#"{ "append": "/text", "to": "/text" }"#,
        ),
        (
            "Rule.insert",
            "",
            r#"{ "insert": "/id", "to": "/lines/-" }"#,
        ),
        ("Rule.close", "", r#"{ "close": "" }"#),
        (
            "Rule.ignore",
            r#"{ "set": "/union/<a>/n", "to": "/text" }, { "ignore": "/union/<b>" }"#,
            r#"{ "ignore": "/union/<a|b>" }"#,
        ),
        (
            "Rule.for",
            SCOPE,
            r#"{ "for": "/text", "apply": [{ "set": "", "to": "/text" }] }"#,
        ),
        ("Rule.in", SCOPE, r#"{ "in": "/union", "apply": [] }"#),
        (
            "Rule.new",
            "",
            r#"{ "in": "/union", "new": { "type": { "const": "b" } }, "apply": [] }"#,
        ),
        ("Rule.apply", SCOPE, r#"{ "apply": [] }"#),
        ("Rule.to", SET, r#"{ "set": "/text", "to": "/id" }"#),
        (
            "Rule.nulls",
            SET,
            r#"{ "set": "/text", "to": "/text", "nulls": true }"#,
        ),
        (
            "Rule.once",
            SET,
            r#"{ "set": "/text", "to": "/text", "once": true }"#,
        ),
        (
            "Rule.keep",
            r#"{ "set": "", "to": "" }"#,
            r#"{ "set": "", "to": "", "keep": ["lines"] }"#,
        ),
        (
            "Rule.or_insert",
            r#"{ "set": "/id", "to": "/lines/{/at}" }"#,
            r#"{ "set": "/id", "to": "/lines/{/at}", "or_insert": true }"#,
        ),
        (
            "Rule.sparse",
            r#"{ "insert": "/id", "to": "/lines/{/at}" }"#,
            r#"{ "insert": "/id", "to": "/lines/{/at}", "sparse": true }"#,
        ),
    ]
}

/// Keywords of a rule that change what code can name.
fn named() -> Vec<Row> {
    const TELLING: &str = r#"{ "set": "/text", "to": "/text", "emit": "text" }"#;
    const JSON: &str = r#"{ "append_json": "/text", "to": "/input" }"#;
    const MORE_JSON: &str =
        r#"{ "append_json": "/text", "to": "/input" }, { "append_json": "/id", "to": "/input" }"#;
    vec![
        row(
            "Rule.append_json",
            "to a place that was no JSON text, or the last one to a place",
            rules("", JSON),
            "breaking behaviour source",
        ),
        row(
            "Rule.append_json",
            "any other",
            rules(JSON, MORE_JSON),
            "behaviour",
        ),
        row(
            "Rule.emit",
            "a name is added",
            rules(SET, TELLING),
            "behaviour matches",
        ),
        row(
            "Rule.emit",
            "a name is removed",
            rules(TELLING, SET),
            "breaking behaviour source",
        ),
        row(
            "Rule.emit",
            "a name tells something of another form",
            rules(TELLING, &TELLING.replace("set\"", "append\"")),
            "breaking behaviour source",
        ),
    ]
}
