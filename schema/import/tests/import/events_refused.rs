//! What is no event.

use super::events;
use stream_events_import::Importer;
use stream_events_schema::Dispatch;

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
        "no `--union` given, and no operation declares a response that is a stream, such as \
         `text/event-stream` or `application/x-ndjson`"
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
