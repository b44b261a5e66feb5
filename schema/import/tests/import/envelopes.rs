//! Objects that describe messages, and the names that these have.

use super::{dispatch, events, import, payload, says, schema};
use stream_events_import::{Imported, Importer};
use stream_events_schema::{Content, Handle, Json, Sentinel};

fn api(version: &str, key: &str, stream: &str, schemas: &str) -> Importer {
    let text = format!(
        r##"{{ "openapi": "{version}",
            "paths": {{ "/mill": {{ "get": {{ "responses": {{ "200": {{ "content": {{ "text/event-stream": {{ "{key}": {stream} }} }} }} }} }} }} }},
            "components": {{ "schemas": {{ {schemas} }} }}
        }}"##
    );
    Importer::new("mill.json", &text)
        .unwrap()
        .union("GET /mill")
}

const GRAIN: &str = r##"
    "Flour": { "type": "object", "required": ["weight"], "properties": { "weight": { "type": "number" } } },
    "Jam": { "type": "object", "required": ["wheel"], "properties": { "wheel": { "type": "string" } } },
    "Bran": { "type": "object", "required": ["weight"], "properties": { "weight": { "type": "number" }, "coarse": { "type": "boolean" } } },
    "Load": { "anyOf": [{ "$ref": "#/components/schemas/Flour" }, { "$ref": "#/components/schemas/Jam" }] },
    "Word": { "type": "string" }
"##;

#[test]
fn names_beside_a_union_of_data_are_kept() {
    let flour = r##"{ "$ref": "#/components/schemas/Flour" }"##;
    let jam = r##"{ "$ref": "#/components/schemas/Jam" }"##;
    let bran = r##"{ "$ref": "#/components/schemas/Bran" }"##;
    for data in [
        format!(r#"{{ "oneOf": [{flour}, {jam}] }}"#),
        format!(r#"{{ "anyOf": [{jam}, {flour}] }}"#),
        format!(r#"{{ "oneOf": [{flour}, {jam}, {bran}] }}"#),
        r##"{ "$ref": "#/components/schemas/Load" }"##.to_owned(),
        format!(
            r#"{{ "allOf": [{{ "oneOf": [{flour}, {jam}] }}], "description": "what comes out" }}"#
        ),
        format!(
            r#"{{ "type": "string", "contentMediaType": "application/json", "contentSchema": {{ "oneOf": [{flour}, {jam}] }} }}"#
        ),
    ] {
        for (required, key) in [
            ("", "schema"),
            (r#""required": ["event", "data"],"#, "itemSchema"),
        ] {
            let envelope = format!(
                r#"{{ "type": "object", {required} "properties": {{ "data": {data}, "id": {{ "type": "string" }}, "event": {{ "type": "string", "enum": ["sack", "error"] }} }} }}"#
            );
            let imported = import(&api("3.2.0", key, &envelope, GRAIN));
            assert_eq!(events(&imported), ["sack", "error"], "{data}");
            assert_eq!(dispatch(&imported), r#"["event"]"#);
            assert_eq!(payload(&imported, "sack"), payload(&imported, "error"));
            let json = imported.document.to_json();
            assert!(
                json.contains("\"Flour\"") && json.contains("\"Jam\""),
                "{json}"
            );
        }
    }
}

#[test]
fn names_that_the_data_has_as_well_say_what_it_is() {
    let imported = import(&schema(
        r##"{
            "Stream": { "properties": {
                "event": { "type": "string", "enum": ["sack", "jam", "rest"] },
                "data": { "oneOf": [{ "$ref": "#/$defs/Jam" }, { "$ref": "#/$defs/Sack" }] }
            } },
            "Sack": { "properties": { "kind": { "const": "sack" } } },
            "Jam": { "properties": { "kind": { "const": "jam" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["jam", "sack", "rest"]);
    assert_eq!(dispatch(&imported), r#"["event","/kind"]"#);
    assert_eq!(payload(&imported, "jam"), r##"{"$ref":"#/$defs/Jam"}"##);
    assert!(payload(&imported, "rest").contains("oneOf"));
}

#[test]
fn names_that_the_data_has_otherwise_are_not_mixed_with_its_own() {
    let imported = import(&schema(
        r##"{
            "Stream": { "properties": {
                "event": { "type": "string", "enum": ["sack", "rest"] },
                "data": { "oneOf": [{ "$ref": "#/$defs/Jam" }, { "$ref": "#/$defs/Sack" }] }
            } },
            "Sack": { "properties": { "kind": { "const": "full" } } },
            "Jam": { "properties": { "kind": { "const": "jam" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["sack", "rest"]);
    assert_eq!(dispatch(&imported), r#"["event"]"#);
}

#[test]
fn a_discriminator_names_the_envelopes_it_maps_to() {
    let envelope = |name: &str, data: &str, base: &str| {
        format!(
            r##""{name}": {{ {base} "type": "object", "required": ["event", "data"], "properties": {{
                "event": {{ "type": "string" }}, "data": {{ "$ref": "#/components/schemas/{data}" }} }} }}"##
        )
    };
    let union = |keyword: &str, mapping: &str| {
        format!(
            r##"{{ "discriminator": {{ "propertyName": "event" {mapping} }}, "{keyword}": [
                {{ "$ref": "#/components/schemas/FlourMessage" }}, {{ "$ref": "#/components/schemas/JamMessage" }}
            ] }}"##
        )
    };
    let by_reference = r##", "mapping": { "flour-milled": "#/components/schemas/FlourMessage", "wheel.jammed": "#/components/schemas/JamMessage" }"##;
    let by_name =
        r#", "mapping": { "wheel.jammed": "JamMessage", "flour-milled": "FlourMessage" }"#;
    let flat = [
        envelope("FlourMessage", "Flour", ""),
        envelope("JamMessage", "Jam", ""),
    ]
    .join(", ");
    let base = r##""allOf": [{ "$ref": "#/components/schemas/Mill" }],"##;
    let extended = [
        envelope("FlourMessage", "Flour", base),
        envelope("JamMessage", "Jam", base),
        format!(
            r#""Mill": {{ "type": "object", "properties": {{ "event": {{ "type": "string" }} }}, "discriminator": {{ "propertyName": "event" {by_reference} }} }}"#
        ),
    ]
    .join(", ");
    let mut cases = Vec::new();
    for keyword in ["oneOf", "anyOf"] {
        for mapping in [by_reference, by_name] {
            cases.push((union(keyword, mapping), &flat));
        }
    }
    cases.push((
        r##"{ "$ref": "#/components/schemas/Mill" }"##.to_owned(),
        &extended,
    ));
    for (stream, schemas) in cases {
        let imported = import(&api(
            "3.0.3",
            "schema",
            &stream,
            &format!("{schemas}, {GRAIN}"),
        ));
        assert_eq!(
            events(&imported),
            ["flour-milled", "wheel.jammed"],
            "{stream}"
        );
        assert_eq!(dispatch(&imported), r#"["event"]"#);
        assert_eq!(
            payload(&imported, "wheel.jammed"),
            r##"{"$ref":"#/$defs/Jam"}"##
        );
        assert!(!imported.document.to_json().contains("FlourMessage"));
    }
    let imported = import(&api(
        "3.0.3",
        "schema",
        &union("oneOf", ""),
        &format!("{flat}, {GRAIN}"),
    ));
    assert_eq!(
        events(&imported),
        ["FlourMessage", "JamMessage"],
        "their own names"
    );
    assert_eq!(dispatch(&imported), r#"["event"]"#);
}

#[test]
fn a_discriminator_maps_the_names_of_an_envelope_to_its_data() {
    let mapping = r##""discriminator": { "propertyName": "event", "mapping": { "note": "#/components/schemas/Word", "milled": "Flour", "ground": "#/components/schemas/Flour" } }"##;
    let branches = r##""oneOf": [{ "$ref": "#/components/schemas/Flour" }, { "$ref": "#/components/schemas/Word" }]"##;
    let names = r#"{ "type": "string", "enum": ["milled", "note", "ground"] }"#;
    let free = r#"{ "type": "string" }"#;
    let envelope = |event: &str, data: &str, more: &str| {
        format!(
            r#"{{ "type": "object", "required": ["data", "event"], "properties": {{ "event": {event}, "data": {data} }} {more} }}"#
        )
    };
    let check = |imported: Imported, of: &str| {
        let mut found = events(&imported);
        found.sort_unstable();
        assert_eq!(found, ["ground", "milled", "note"], "{of}");
        assert_eq!(dispatch(&imported), r#"["event"]"#);
        assert_eq!(imported.document.events["note"].content, Content::Text);
        assert_eq!(
            payload(&imported, "milled"),
            r##"{"$ref":"#/$defs/Flour"}"##
        );
        assert_eq!(payload(&imported, "ground"), payload(&imported, "milled"));
        let flour = Json::from(&imported.document.definitions["Flour"]).to_string();
        assert!(!flour.contains("event"), "{flour}");
    };
    let union = format!("{{ {branches} }}");
    let tagged = format!("{{ {branches}, {mapping} }}");
    let data = format!(r#"{GRAIN}, "Data": {tagged}"#);
    for event in [names, free] {
        for (data, more) in [
            (union.as_str(), format!(", {mapping}")),
            (tagged.as_str(), String::new()),
            (
                r##"{ "$ref": "#/components/schemas/Data" }"##,
                String::new(),
            ),
            ("{}", format!(", {mapping}")),
        ] {
            let stream = envelope(event, data, &more);
            for key in ["schema", "itemSchema"] {
                let imported = import(&api("3.2.0", key, &stream, &self::data(&stream, GRAIN)));
                check(imported, &stream);
            }
        }
    }
    // As a schema of its own.
    let stream = envelope(names, &union, &format!(", {mapping}"));
    let schemas = format!(r#"{data}, "Message": {stream}"#);
    let imported = import(&api(
        "3.0.3",
        "schema",
        r##"{ "$ref": "#/components/schemas/Message" }"##,
        &schemas,
    ));
    check(imported, "Message");
}

/// The schemas, with that of the data where it is referred to.
fn data(stream: &str, schemas: &str) -> String {
    if !stream.contains("schemas/Data\"") {
        return schemas.to_owned();
    }
    let tagged = r##""Data": { "oneOf": [{ "$ref": "#/components/schemas/Flour" }, { "$ref": "#/components/schemas/Word" }],
        "discriminator": { "propertyName": "event", "mapping": { "note": "#/components/schemas/Word", "milled": "Flour", "ground": "#/components/schemas/Flour" } } }"##;
    format!("{schemas}, {tagged}")
}

#[test]
fn a_free_name_is_passed_over_and_said_to_be() {
    let passed_over = "the event field may be any text";
    for data in [
        r#"{ "type": "string" }"#,
        r##"{ "$ref": "#/components/schemas/Flour" }"##,
        r##"{ "oneOf": [{ "$ref": "#/components/schemas/Flour" }, { "$ref": "#/components/schemas/Jam" }] }"##,
        "{}",
    ] {
        for event in [
            r#"{ "type": "string" }"#,
            r#"{ "anyOf": [{ "type": "string" }, { "type": "null" }] }"#,
            r#"{ "type": ["string", "null"], "default": null }"#,
            "{}",
        ] {
            let envelope = format!(
                r#"{{ "type": "object", "required": ["data"], "properties": {{ "data": {data}, "event": {event}, "id": {{ "type": "string" }} }} }}"#
            );
            let importer = api("3.2.0", "itemSchema", &envelope, GRAIN);
            let imported = import(&importer);
            assert!(says(&imported, passed_over), "{data} {event}");
            let asked = importer.dispatch(vec![stream_events_schema::Dispatch::Event]);
            let imported = import(&asked);
            assert!(!says(&imported, passed_over));
            assert_eq!(dispatch(&imported), r#"["event"]"#);
        }
    }
    let nameless = r#"{ "type": "object", "required": ["data"], "properties": { "data": { "type": "string" } } }"#;
    let imported = import(&api("3.2.0", "itemSchema", nameless, GRAIN));
    assert!(!says(&imported, passed_over));
    assert_eq!(dispatch(&imported), r#"[{"type":"message"}]"#);
    assert_eq!(imported.document.events["message"].content, Content::Text);
}

#[test]
fn a_message_without_an_event_field_beside_others_is_a_message() {
    let imported = import(&api(
        "3.2.0",
        "itemSchema",
        r##"{ "oneOf": [
            { "properties": { "data": { "$ref": "#/components/schemas/Flour" } }, "required": ["data"] },
            { "properties": { "event": { "const": "jam" }, "data": { "$ref": "#/components/schemas/Jam" } } }
        ] }"##,
        GRAIN,
    ));
    assert_eq!(events(&imported), ["message", "jam"]);
    assert_eq!(dispatch(&imported), r#"["event"]"#);
}

#[test]
fn messages_that_are_said_to_be_texts_are() {
    for schema in [
        r#"{ "type": "string" }"#,
        r##"{ "$ref": "#/components/schemas/Word" }"##,
        r#"{ "type": ["string", "null"] }"#,
    ] {
        let imported = import(&api("3.2.0", "itemSchema", schema, GRAIN));
        assert_eq!(
            imported.document.events["message"].content,
            Content::Text,
            "{schema}"
        );
    }
}

/// An end by the extension of `TypeSpec`, wherever that puts it.
#[test]
fn an_event_that_an_extension_says_is_the_last_finishes() {
    let terminal = r#""x-ms-sse-terminal-event": true"#;
    let jam = r##""event": { "const": "jam" }, "data": { "$ref": "#/components/schemas/Jam" }"##;
    let sack = r##"{ "properties": { "event": { "const": "sack" }, "data": { "$ref": "#/components/schemas/Flour" } } }"##;
    let shared = format!(r#"{GRAIN}, "Last": {{ "type": "object", "properties": {{ {jam} }} }}"#);
    for last in [
        format!(r#"{{ {terminal}, "properties": {{ {jam} }} }}"#),
        format!(r##"{{ "$ref": "#/components/schemas/Last", {terminal} }}"##),
        format!(r##"{{ "allOf": [{{ "$ref": "#/components/schemas/Last" }}], {terminal} }}"##),
    ] {
        for keyword in ["oneOf", "anyOf"] {
            for beside in [
                "",
                r#""type": "object", "properties": { "event": { "type": "string" } }, "required": ["event"],"#,
            ] {
                let stream = format!(r#"{{ {beside} "{keyword}": [{sack}, {last}] }}"#);
                let importer = api("3.2.0", "itemSchema", &stream, &shared);
                let imported = import(&importer);
                assert_eq!(
                    imported.document.events["jam"].handle,
                    Handle::Finish,
                    "{stream}"
                );
                assert_eq!(imported.document.events["sack"].handle, Handle::Yield);
                assert!(says(&imported, "assumed: ") && says(&imported, "handled as `finish`"));
                let asked = import(&importer.handle("jam", Handle::Yield));
                assert_eq!(asked.document.events["jam"].handle, Handle::Yield);
            }
        }
    }
    let said_of_the_schema = format!(
        r#"{GRAIN}, "Last": {{ {terminal}, "type": "object", "properties": {{ {jam} }} }}"#
    );
    let stream = format!(r##"{{ "oneOf": [{{ "$ref": "#/components/schemas/Last" }}, {sack}] }}"##);
    let imported = import(&api("3.1.0", "schema", &stream, &said_of_the_schema));
    assert_eq!(imported.document.events["jam"].handle, Handle::Finish);
}

#[test]
fn the_last_event_of_data_finishes_too_and_a_fixed_text_is_a_sentinel() {
    let imported = import(&schema(
        r##"{ "Stream": { "oneOf": [
            { "properties": { "kind": { "const": "sack" } } },
            { "properties": { "kind": { "const": "jam" } }, "x-ms-sse-terminal-event": true }
        ] } }"##,
    ));
    assert_eq!(imported.document.events["jam"].handle, Handle::Finish);
    let imported = import(&api(
        "3.2.0",
        "itemSchema",
        r##"{ "oneOf": [
            { "properties": { "event": { "const": "sack" }, "data": { "$ref": "#/components/schemas/Flour" } } },
            { "properties": { "data": { "const": "[over]" } }, "x-ms-sse-terminal-event": true }
        ] }"##,
        GRAIN,
    ));
    assert_eq!(events(&imported), ["sack"]);
    assert_eq!(imported.document.sentinels["[over]"], Sentinel::Finish);
}
