//! How events are found in a schema and told apart.

use super::{dispatch, events, pointer};
use stream_events_import::Importer;
use stream_events_schema::{Content, Dispatch, End, Sentinel};

#[test]
fn unions_of_unions_are_flattened() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/Rest" }, { "type": "null" }] },
            "Rest": { "anyOf": [{ "$ref": "#/$defs/B" }, { "allOf": [{ "$ref": "#/$defs/Stream" }] }] },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "enum": ["b"] } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    assert_eq!(dispatch(&imported), r#"["event","/type"]"#);
}

#[test]
fn a_union_inside_itself_adds_nothing_to_it() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": {
                "required": ["type"],
                "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/Stream" }, { "$ref": "#/$defs/B" }]
            },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
}

#[test]
fn a_few_unions_cannot_stand_for_any_number_of_events() {
    let names: Vec<_> = (0..20).map(|number| format!("U{number}")).collect();
    let branches: Vec<_> = names
        .iter()
        .map(|name| format!(r##"{{ "$ref": "#/$defs/{name}" }}"##))
        .collect();
    let branches = branches.join(", ");
    let union = |name| format!(r#""{name}": {{ "required": ["{name}"], "oneOf": [{branches}] }}"#);
    let unions: Vec<_> = names.iter().map(union).collect();
    let importer = super::schema(&format!(
        r#"{{ "Stream": {{ "oneOf": [{{ "properties": {{ "type": {{ "const": "a" }} }} }}, {branches}] }}, {} }}"#,
        unions.join(", ")
    ));
    let said = super::lines(&super::import(&importer));
    let said = said
        .iter()
        .any(|line| line.contains("more than 2000 branches"));
    assert!(said);
}

#[test]
fn what_stands_beside_a_union_is_in_every_event() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "required": ["seq"], "properties": { "seq": { "type": "integer" } }, "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } }
        }"##,
    ));
    for key in ["A", "B"] {
        let keywords = imported.document.definitions[key].keywords().unwrap();
        assert!(
            keywords.properties.as_ref().unwrap().contains_key("seq"),
            "{key}"
        );
        assert_eq!(keywords.required, ["seq"]);
    }
}

#[test]
fn a_base_that_lists_all_tags_leaves_them_to_the_mapping() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }], "discriminator": { "propertyName": "t", "mapping": { "a": "#/$defs/A", "b": "#/$defs/B", "c": "#/$defs/B" } } },
            "Base": { "properties": { "t": { "type": "string", "enum": ["a", "b", "old"] } } },
            "A": { "allOf": [{ "$ref": "#/$defs/Base" }, { "properties": { "x": { "type": "string" } } }] },
            "B": { "allOf": [{ "$ref": "#/$defs/Base" }] }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b", "c"]);
    let json = stream_events_schema::Json::from(&imported.document.definitions["A"]).to_string();
    assert!(json.contains(r#""t":{"const":"a"}"#), "{json}");
}

#[test]
fn a_discriminator_without_a_union_means_what_extends_it() {
    let text = r##"{
        "swagger": "2.0",
        "definitions": {
            "Stream": { "type": "object", "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
            "cat": { "allOf": [{ "$ref": "#/definitions/Stream" }, { "properties": { "lives": { "type": "integer" } } }] },
            "dog": { "allOf": [{ "$ref": "#/definitions/Stream" }] }
        }
    }"##;
    let imported = super::import(&Importer::new("a.json", text).unwrap().union("Stream"));
    assert_eq!(events(&imported), ["cat", "dog"]);
    assert_eq!(dispatch(&imported), r#"["event","/kind"]"#);
    assert!(
        super::lines(&imported)[0]
            .ends_with("its `kind` is `cat`, its name, since nothing says more")
    );
}

#[test]
fn an_event_with_a_property_of_its_own_is_told_by_it() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "anyOf": [{ "$ref": "#/$defs/Chunk" }, { "$ref": "#/$defs/Failure" }] },
            "Chunk": { "properties": { "text": { "type": "string" } } },
            "Failure": { "required": ["error"], "properties": { "error": { "type": "string" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["message", "error"]);
    assert_eq!(
        dispatch(&imported),
        r#"[{"has":"/error","type":"error"},{"type":"message"}]"#
    );
}

#[test]
fn an_envelope_without_a_name_is_told_by_what_it_carries() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "properties": {
                "event": { "type": "string" }, "id": { "type": "string" },
                "data": { "anyOf": [{ "$ref": "#/$defs/Reading" }, { "$ref": "#/$defs/Failure" }] }
            } },
            "Reading": { "required": ["value"], "properties": { "value": { "type": "number" } } },
            "Failure": { "required": ["error"], "properties": { "error": { "type": "string" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["message", "error"]);
    assert_eq!(
        dispatch(&imported),
        r#"[{"has":"/error","type":"error"},{"type":"message"}]"#
    );
}

#[test]
fn what_nothing_names_is_left_to_unknown_events() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }, { "$ref": "#/$defs/Other" }] },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } },
            "Other": { "properties": { "type": { "type": "string" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    assert!(super::lines(&imported).iter().any(|line| {
        line == "dropped: /$defs/Other: nothing says what it is called: it arrives as an unknown event"
    }));
}

#[test]
fn a_name_deep_in_the_data_can_be_asked_for() {
    let importer = super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
            "A": { "properties": { "meta": { "properties": { "name": { "const": "a" } } } } },
            "B": { "properties": { "meta": { "properties": { "name": { "const": "b" } } } } }
        }"##,
    );
    let named = Dispatch::Pointer(pointer("/meta/name"));
    let imported = super::import(&importer.dispatch(vec![named]));
    assert_eq!(events(&imported), ["a", "b"]);
}

#[test]
fn an_envelope_may_carry_any_of_several_events() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "properties": {
                "event": { "type": "string", "enum": ["a", "b"] },
                "data": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] }
            } },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    assert_eq!(dispatch(&imported), r#"["event","/type"]"#);
    assert_eq!(imported.document.definitions.len(), 2);
}

#[test]
fn an_envelope_may_be_data_if_one_says_so() {
    let importer = super::schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["event", "data"], "properties": { "event": { "const": "a" }, "data": { "type": "string" } } },
            { "required": ["event", "data"], "properties": { "event": { "const": "b" }, "data": { "type": "string" } } }
        ] } }"##,
    );
    let imported = super::import(&importer);
    assert_eq!(imported.document.events["a"].content, Content::Text);
    let imported = super::import(&importer.envelope(false));
    assert_eq!(imported.document.events["a"].content, Content::Json);
    assert_eq!(dispatch(&imported), r#"["event","/event"]"#);
}

#[test]
fn a_fixed_text_is_a_sentinel_if_one_says_so() {
    let importer = super::schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["event", "data"], "properties": { "event": { "const": "a" }, "data": { "type": "object" } } },
            { "required": ["event", "data"], "properties": { "event": { "const": "done" }, "data": { "const": "[DONE]" } } }
        ] } }"##,
    );
    let imported = super::import(&importer);
    assert_eq!(events(&imported), ["a", "done"]);
    assert!(
        imported.document.sentinels.is_empty(),
        "it is suggested, not guessed"
    );
    let imported = super::import(&importer.sentinel("[DONE]", Sentinel::Finish));
    assert_eq!(events(&imported), ["a"]);
    assert_eq!(imported.document.sentinels["[DONE]"], Sentinel::Finish);
}

#[test]
fn an_events_text_is_no_end_where_it_has_no_name() {
    let imported = super::import(&super::schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["event", "data"], "properties": { "event": { "const": "a" }, "data": { "const": "done" } } },
            { "required": ["data"], "properties": { "event": { "type": "string" }, "data": { "const": "done" } } }
        ] } }"##,
    ));
    assert!(imported.document.sentinels.is_empty());
    assert!(imported.document.events.contains_key("a"));
}

#[test]
fn names_that_sound_special_are_only_suggested() {
    let imported = super::import(&super::schema(
        r##"{ "Stream": { "oneOf": [
            { "properties": { "type": { "const": "error" } } },
            { "properties": { "type": { "const": "ping" } } },
            { "properties": { "type": { "const": "done" } } }
        ] } }"##,
    ));
    let handled = imported
        .document
        .events
        .values()
        .filter(|it| it.handle != Default::default());
    assert_eq!(handled.count(), 0);
    let lines = super::lines(&imported);
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.starts_with("suggestion: /events/"))
            .count(),
        3
    );
}

#[test]
fn extensions_of_generators_declare_what_ends_a_stream() {
    let text = r##"{
        "openapi": "3.1.0",
        "paths": { "/a": { "post": {
            "x-fern-streaming": { "format": "sse", "terminator": "[END]", "response-stream": { "$ref": "#/components/schemas/Piece" } }
        } } },
        "components": { "schemas": { "Piece": { "type": "object", "properties": { "text": { "type": "string" } } } } }
    }"##;
    let imported = super::import(&Importer::new("a.json", text).unwrap());
    assert_eq!(imported.document.sentinels["[END]"], Sentinel::Finish);
    assert_eq!(
        imported.document.end,
        Some(End::Optional),
        "an extension is not yet a recording"
    );
    assert_eq!(
        imported.document.source.unwrap().union.as_deref(),
        Some("Piece")
    );
}

#[test]
fn what_cannot_be_imported_says_why() {
    let error = |importer: Importer| importer.import().unwrap_err().to_string();
    let one = r#"{ "Stream": { "type": "object" }, "Steam": { "type": "string" } }"#;
    assert_eq!(
        error(super::schema(one).union("Straem")),
        "the description has no `Straem`; did you mean `Stream`?"
    );
    assert_eq!(
        error(super::schema(one).handle("chunk", stream_events_schema::Handle::Skip)),
        "the stream has no event `chunk` to handle; its events are `message`"
    );
    let none = Importer::new("a.json", r#"{ "openapi": "3.0.0", "paths": {} }"#).unwrap();
    assert_eq!(
        error(none),
        "no `--union` given, and no operation declares a \
         `text/event-stream` response"
    );
    let branches = r#""oneOf": [{ "type": "object" }, { "type": "array" }, { "type": "null" }]"#;
    let unions = |definitions: &str| {
        let definitions = definitions.replace("UNION", branches);
        let text = format!(
            r#"{{ "openapi": "3.0.0", "components": {{ "schemas": {{ {definitions} }} }} }}"#
        );
        error(Importer::new("a.json", &text).unwrap())
    };
    let named = r#""Tool": { UNION, "discriminator": {} }, "ToolEvent": { UNION }, "StreamEvent": { UNION }, "Event": {}"#;
    let may_be = "; unions that may be meant are `StreamEvent`, `ToolEvent`";
    assert!(unions(named).ends_with(may_be), "{}", unions(named));
    let tagged = r#""Other": { UNION }, "Tool": { UNION, "discriminator": {} }"#;
    assert!(unions(tagged).ends_with("; unions that may be meant are `Tool`"));
    let unreadable = Importer::new("a.yaml", "a: [1\nb: 2").unwrap_err();
    assert!(
        unreadable.to_string().starts_with("a.yaml:2:"),
        "{unreadable}"
    );
    assert!(unreadable.position().is_some());
    let undeclared = vec![
        Dispatch::Always("nobody".to_owned()),
        Dispatch::Always("x".to_owned()),
    ];
    let broken = super::schema(one)
        .dispatch(undeclared)
        .import()
        .unwrap_err();
    assert!(broken.diagnostics().is_some());
}

/// Which properties go together is no union of events.
#[test]
fn branches_that_only_limit_an_event_are_no_events() {
    let ab = r#""properties": { "type": { "const": "t" }, "a": { "type": "string" }, "b": { "type": "string" } }"#;
    let limits = r#"[{ "required": ["a"] }, { "required": ["b"], "not": { "required": ["a"] } }]"#;
    for (stream, place) in [
        (
            format!(r#"{{ {ab}, "oneOf": {limits} }}"#),
            "/$defs/Stream/oneOf",
        ),
        (
            format!(r#"{{ {ab}, "anyOf": {limits} }}"#),
            "/$defs/Stream/anyOf",
        ),
        (
            format!(r#"{{ "allOf": [{{ {ab} }}, {{ "oneOf": {limits} }}] }}"#),
            "/$defs/Stream/allOf/1/oneOf",
        ),
        (
            format!(r##"{{ "$ref": "#/$defs/Base", "oneOf": {limits} }}"##),
            "/$defs/Stream/oneOf",
        ),
        (
            r##"{ "oneOf": [{ "$ref": "#/$defs/Limited" }, { "type": "null" }] }"##.to_owned(),
            "/$defs/Limited/oneOf",
        ),
    ] {
        let imported = super::import(&super::schema(&format!(
            r#"{{ "Stream": {stream}, "Base": {{ {ab} }}, "Limited": {{ {ab}, "oneOf": {limits} }} }}"#
        )));
        assert_eq!(imported.document.events.len(), 1, "{stream}");
        assert!(!imported.document.to_json().contains("Of\""), "{stream}");
        let dropped = imported
            .report
            .of(stream_events_import::FindingKind::Dropped);
        let lines: Vec<_> = dropped.map(ToString::to_string).collect();
        let what = "it only limits which properties go together";
        assert_eq!(lines, [format!("dropped: {place}: {what}")], "{stream}");
    }
}

#[test]
fn the_empty_text_ends_nothing() {
    let imported = super::import(&super::schema(
        r#"{ "Stream": { "oneOf": [{ "const": "" }, { "type": "object", "properties": { "a": {} } }] } }"#,
    ));
    assert!(imported.document.sentinels.is_empty());
    let what =
        "dropped: /$defs/Stream/oneOf/0: the empty text: a message without data never arrives";
    assert!(super::lines(&imported).contains(&what.to_owned()));
    let empty = r#"{
        "openapi": "3.1.0",
        "paths": { "/a": { "get": { "responses": { "200": { "content": { "text/event-stream": {
            "schema": { "type": "object", "properties": { "a": {} } },
            "x-speakeasy-sse-sentinel": ""
        } } } } } } }
    }"#;
    let imported = super::import(&Importer::new("a.json", empty).unwrap());
    assert!(imported.document.sentinels.is_empty());
}

#[test]
fn no_event_has_the_empty_name() {
    let imported = super::import(&super::schema(
        r#"{ "Stream": { "oneOf": [
            { "properties": { "type": { "const": "" } } },
            { "properties": { "type": { "const": "a" } } },
            { "properties": { "type": { "enum": ["b", ""] } } }
        ] } }"#,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    let what = "an event cannot have the empty name";
    assert_eq!(
        super::lines(&imported)[..2],
        [
            format!("dropped: /$defs/Stream/oneOf/0: {what}"),
            format!("dropped: /$defs/Stream/oneOf/2: {what}"),
        ]
    );
}
