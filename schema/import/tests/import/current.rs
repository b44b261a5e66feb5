//! Whether a document is up to date with its description.

use stream_events_import::Importer;
use stream_events_schema::Document;

const DESCRIPTION: &str = r##"
openapi: 3.2.0
paths:
  /feed:
    get:
      responses:
        '200':
          content:
            text/event-stream:
              itemSchema: { $ref: '#/components/schemas/Feed' }
              x-speakeasy-sse-sentinel: '[DONE]'
              examples:
                one: { value: "event: made\ndata: {\"id\": \"1\"}\n\n" }
            application/json:
              schema: { $ref: '#/components/schemas/Elsewhere' }
components:
  schemas:
    Feed:
      oneOf:
        - type: object
          properties:
            event: { $ref: '#/components/schemas/Name' }
            data: { contentSchema: { $ref: '#/components/schemas/Made' } }
        - type: object
          properties:
            event: { const: pet }
            data: { contentSchema: { $ref: '#/components/schemas/Pet' } }
        - type: object
          properties:
            event: { const: shape }
            data: { contentSchema: { $ref: '#/components/schemas/Shape' } }
    Name: { enum: [made] }
    Made:
      type: object
      description: What was made.
      required: [id]
      properties:
        id: { type: string }
        title: { $ref: '#/components/schemas/Title' }
        like: { $dynamicRef: '#like' }
      examples: [{ id: '1' }]
    Title: { type: string }
    Like: { $dynamicAnchor: like, type: object, properties: { a: { type: string } } }
    Pet:
      type: object
      required: [kind]
      properties: { kind: { type: string }, description: { type: string } }
      discriminator: { propertyName: kind, mapping: { title: Dog } }
    Dog:
      allOf: [{ $ref: '#/components/schemas/Pet' }]
    Shape:
      type: object
      required: [form]
      properties: { form: { type: string } }
      discriminator: { propertyName: form }
    Circle:
      allOf: [{ $ref: '#/components/schemas/Shape' }]
    Square: { $ref: '#/components/schemas/Shape' }
    Elsewhere: { type: object, description: Of no event. }
"##;

fn importer(text: &str) -> Importer {
    Importer::new("feed.yaml", text).unwrap()
}

/// Whether a document is still up to date when one part of its description is another.
#[track_caller]
fn is_current_with(part: &str, other: &str) -> bool {
    assert_eq!(DESCRIPTION.matches(part).count(), 1, "{part}");
    let document = super::import(&importer(DESCRIPTION)).document;
    let after = importer(&DESCRIPTION.replace(part, other));
    let is_current = after.is_current(&document, None).unwrap();
    if is_current {
        // What counts as no change leads to no other document.
        let mut fresh = super::import(&after).document;
        fresh.source.clone_from(&document.source);
        assert_eq!(without_prose(&fresh), without_prose(&document), "{part}");
    }
    is_current
}

fn without_prose(document: &Document) -> String {
    let json = document.to_json();
    let lines = json.lines();
    lines
        .filter(|line| !line.contains("\"description\": \""))
        .collect()
}

#[test]
fn whatever_a_document_is_made_of_may_change() {
    for (part, other) in [
        ("'[DONE]'", "'[END]'"),
        ("              x-speakeasy-sse-sentinel: '[DONE]'\n", ""),
        ("\\\"1\\\"", "null"),
        ("examples: [{ id: '1' }]", "examples: [{ id: null }]"),
        ("enum: [made]", "enum: [born]"),
        ("const: pet", "const: animal"),
        ("Title: { type: string }", "Title: { type: integer }"),
        ("a: { type: string }", "a: { type: integer }"),
        ("mapping: { title: Dog }", "mapping: { name: Dog }"),
        (
            "Square: { $ref: '#/components/schemas/Shape' }",
            "Square: { allOf: [{ $ref: '#/components/schemas/Shape' }] }",
        ),
        ("required: [id]", "required: []"),
    ] {
        assert!(!is_current_with(part, other), "{part}");
    }
}

#[test]
fn whatever_no_document_is_made_of_may_not() {
    for (part, other) in [
        ("description: What was made.", "description: It was made."),
        ("description: Of no event.", "description: Of none."),
        ("Elsewhere: { type: object,", "Elsewhere: { type: array,"),
        (
            "        id: { type: string }\n",
            "        'id': { 'type': \"string\" }\n",
        ),
        ("openapi: 3.2.0", "openapi: 3.2.1"),
    ] {
        assert!(is_current_with(part, other), "{part}");
    }
}

#[test]
fn a_recording_may_say_something_new() {
    let document = super::import(&importer(DESCRIPTION)).document;
    let with = |data: &str| {
        let recording = format!("event: made\ndata: {data}\n\n");
        let importer = importer(DESCRIPTION).recording("made.sse", &recording);
        importer.is_current(&document, None).unwrap()
    };
    assert!(with(r#"{"id":"2"}"#));
    assert!(!with(r#"{"id":null}"#));
}
