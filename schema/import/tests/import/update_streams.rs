//! Which streams an update finds again.

use stream_events_import::Importer;
use stream_events_schema::{Dispatch, Document, Handle};

/// A description with one stream, of this schema, which is called so.
fn one_stream(name: &str, schema: &str) -> Importer {
    let description = format!(
        r##"{{
            "openapi": "3.1.0",
            "paths": {{ "/feed": {{ "get": {{ "responses": {{ "200": {{ "content": {{
                "text/event-stream": {{ "schema": {{ "$ref": "#/components/schemas/{}" }} }}
            }} }} }} }} }} }},
            "components": {{ "schemas": {{ "{name}": {schema} }} }}
        }}"##,
        name.replace('/', "~1")
    );
    Importer::new("openapi.json", &description).unwrap()
}

#[test]
fn the_only_stream_is_found_again() {
    for name in ["Event", "/Event", "#", "#/paths"] {
        let importer = one_stream(name, r#"{ "type": "object" }"#);
        let imported = super::import(&importer);
        let found = importer.is_current(&imported.document, None);
        assert_eq!(found, Ok(true), "{name}");
    }
    let asked = one_stream("Event", "null").union("Event");
    assert_eq!(one_stream("Event", "null").import(), asked.import());
}

/// What was asked for beside the union is asked for again.
#[test]
fn events_that_were_added_and_the_choice_of_envelopes_stay() {
    let description = r##"{ "$defs": {
        "Stream": { "type": "object", "required": ["data"], "properties": { "event": { "type": "string" }, "data": { "type": "object" } } },
        "Failure": { "type": "object", "required": ["error"], "properties": { "error": { "type": "string" } } }
    } }"##;
    let importer = |text: &str| Importer::new("a.json", text).unwrap();
    let dispatch = vec![
        Dispatch::Has {
            pointer: "/error".parse().unwrap(),
            event_type: "error".to_owned(),
        },
        Dispatch::Always("it".to_owned()),
    ];
    let asked = importer(description).union("Stream").envelope(false);
    let asked = asked.dispatch(dispatch).more("error", "Failure");
    let base = super::import(&asked.handle("error", Handle::Fail)).document;
    let keys = |document: &Document| document.events.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&base), ["it", "error"]);

    let same = importer(description);
    for last in [None, Some(&base)] {
        assert_eq!(same.is_current(&base, last), Ok(true));
        let updated = same.update(&base, last).unwrap();
        assert_eq!(updated.document, base);
    }
    let changed = importer(&description.replace(r#"["error"]"#, "[]"));
    for last in [None, Some(&base)] {
        assert_eq!(changed.is_current(&base, last), Ok(false));
    }
    let updated = changed.update(&base, Some(&base)).unwrap().document;
    let failure = updated.definitions["Failure"].keywords().unwrap();
    assert_eq!(
        (keys(&updated), &failure.required),
        (keys(&base), &Vec::new())
    );

    let gone = importer(&description.replace("Failure", "Other"));
    let updated = gone.update(&base, Some(&base)).unwrap().document;
    assert_eq!(keys(&updated), ["it"]);
}
