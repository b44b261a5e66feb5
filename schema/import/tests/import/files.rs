//! Descriptions in several files.

use std::cell::RefCell;
use std::io;

use stream_events_import::{Imported, Importer};

/// Imports the first of some files.
fn import(files: &[(&str, &str)], options: impl FnOnce(Importer) -> Importer) -> Imported {
    super::import(&options(importer(files)))
}

fn importer(files: &[(&str, &str)]) -> Importer {
    let (name, text) = files[0];
    let folder = name.rfind('/').map_or("", |end| &name[..end]);
    Importer::new(name, text).unwrap().files(folder, |path| {
        let found = files.iter().find(|(name, _)| *name == path);
        let text = found.map(|(_, text)| (*text).to_owned());
        text.ok_or_else(|| io::Error::other("no such file"))
    })
}

fn definition(imported: &Imported, key: &str) -> String {
    stream_events_schema::Json::from(&imported.document.definitions[key]).to_string()
}

fn keys(imported: &Imported) -> Vec<&str> {
    let keys = imported.document.definitions.keys();
    keys.map(String::as_str).collect()
}

#[test]
fn references_lead_from_file_to_file() {
    let imported = import(
        &[
            (
                "api/stream.json",
                r##"{ "$defs": {
                "Stream": { "properties": {
                    "a": { "$ref": "./common/a.yaml" },
                    "b": { "$ref": "common/a.yaml#/$defs/B" },
                    "c": { "$ref": "../shared/c.json#/C" },
                    "d": { "$ref": "common/my%20d.yaml#Anchored" },
                    "e": { "$ref": "https://example.com/e.json#/$defs/E" }
                } }
            } }"##,
            ),
            (
                "api/common/a.yaml",
                "\
type: object
properties: { up: { $ref: ../stream.json#/$defs/Stream }, b: { $ref: '#/$defs/B' } }
$defs:
  B: { type: object, properties: { c: { $ref: ../../shared/c.json#/C } } }
",
            ),
            (
                "shared/c.json",
                r##"{ "C": { "type": "object", "properties": { "d": { "$ref": "../api/common/my d.yaml#/D" } } } }"##,
            ),
            (
                "api/common/my d.yaml",
                "\
$id: https://example.com/e.json
D: { $anchor: Anchored, type: object }
$defs: { E: { type: object, properties: { x: { type: string } } } }
",
            ),
        ],
        |importer| importer.union("Stream").event("it"),
    );
    assert_eq!(super::lines(&imported), [""; 0]);
    assert_eq!(keys(&imported), ["Stream", "a", "B", "C", "D", "E"]);
    assert_eq!(
        definition(&imported, "a"),
        r##"{"type":"object","properties":{"up":{"$ref":"#/$defs/Stream"},"b":{"$ref":"#/$defs/B"}}}"##
    );
    assert_eq!(
        definition(&imported, "C"),
        r##"{"type":"object","properties":{"d":{"$ref":"#/$defs/D"}}}"##
    );
}

#[test]
fn a_file_has_one_spelling_and_is_read_once() {
    let main = r##"{ "$defs": { "Stream": { "properties": {
        "a": { "$ref": "x.json#/X" },
        "b": { "$ref": "./x.json#/X" },
        "c": { "$ref": "y/../x.json#/X" },
        "d": { "$ref": "../w/x.json#/X" },
        "e": { "$ref": "%78.json#/X" },
        "f": { "$ref": "../w/main.json#/$defs/Stream" }
    } } } }"##;
    let asked = RefCell::new(Vec::new());
    let importer = Importer::new("main.json", main)
        .unwrap()
        .files("/v/w", |path| {
            asked.borrow_mut().push(path.to_owned());
            Ok(r#"{ "X": { "type": "object" } }"#.to_owned())
        });
    let imported = super::import(&importer.union("Stream").event("it"));
    assert_eq!(asked.into_inner(), ["/v/w/x.json"]);
    assert_eq!(keys(&imported), ["Stream", "X"]);
}

/// Files in different folders are often called the same.
#[test]
fn a_file_that_is_called_the_same_is_another_one() {
    let main = r##"{ "$defs": {
        "Stream": { "properties": { "x": { "$ref": "common/index.json#/$defs/X" } } },
        "X": { "type": "string" }
    } }"##;
    let common = r##"{ "$defs": { "X": { "type": "object", "properties": { "y": { "$ref": "index.json#/$defs/Y" } } }, "Y": { "type": "object" } } }"##;
    let files = [("p/index.json", main), ("p/common/index.json", common)];
    let imported = import(&files, |importer| importer.union("Stream").event("it"));
    assert_eq!(super::lines(&imported), [""; 0]);
    assert_eq!(keys(&imported), ["Stream", "X", "Y"]);
    // Without the other file nothing is taken for it.
    let alone = Importer::new("p/index.json", main).unwrap();
    let imported = super::import(&alone.union("Stream").event("it"));
    assert_eq!(
        super::lines(&imported),
        [
            "dropped: /$defs/Stream/properties/x/$ref: `common/index.json#/$defs/X` leads to \
             `common/index.json`, which was not read: any value is allowed instead"
        ]
    );
}

#[test]
fn files_may_lead_in_a_circle() {
    let imported = import(
        &[
            (
                "a.json",
                r##"{ "$defs": { "Stream": { "$ref": "b.json#/B" } } }"##,
            ),
            ("b.json", r##"{ "B": { "$ref": "c.json" } }"##),
            ("c.json", r##"{ "$ref": "a.json#/$defs/Stream" }"##),
        ],
        |importer| importer.union("#/$defs"),
    );
    assert_eq!(keys(&imported).len(), 1);
    let tree = import(
        &[
            (
                "a.json",
                r##"{ "$defs": { "Stream": { "properties": { "b": { "$ref": "b.json" } } } } }"##,
            ),
            (
                "b.json",
                r##"{ "properties": { "a": { "$ref": "a.json#/$defs/Stream" }, "b": { "$ref": "b.json" }, "c": { "$ref": "#" } } }"##,
            ),
        ],
        |importer| importer.union("Stream").event("it"),
    );
    assert_eq!(
        definition(&tree, "b"),
        r##"{"type":"object","properties":{"a":{"$ref":"#/$defs/Stream"},"b":{"$ref":"#/$defs/b"},"c":{"$ref":"#/$defs/b"}}}"##
    );
}

#[test]
fn the_name_that_the_description_gives_comes_first() {
    let imported = import(
        &[
            (
                "openapi.yaml",
                "\
openapi: 3.1.0
paths:
  /talk:
    $ref: paths/talk.yaml
components:
  schemas:
    Talk: { $ref: schemas/talk_event.yaml }
    Begun: { $ref: schemas/all.yaml#/begun_1 }
",
            ),
            (
                "paths/talk.yaml",
                "\
get:
  responses:
    '200':
      content:
        text/event-stream: { schema: { $ref: ../schemas/talk_event.yaml } }
",
            ),
            (
                "schemas/talk_event.yaml",
                "\
oneOf: [{ $ref: all.yaml#/begun_1 }, { $ref: all.yaml#/ended }, { $ref: whole.yaml }]
discriminator:
  propertyName: type
  mapping: { begun: ./all.yaml#/begun_1, ended: all.yaml#/ended, whole: whole.yaml }
",
            ),
            (
                "schemas/all.yaml",
                "\
begun_1: { type: object, required: [type], properties: { type: { type: string } } }
ended: { type: object, required: [type], properties: { type: { type: string } } }
",
            ),
            (
                "schemas/whole.yaml",
                "{ type: object, required: [type], properties: { type: { type: string } } }",
            ),
        ],
        |importer| {
            let streams = importer.streams();
            assert_eq!(streams.len(), 1);
            assert_eq!(streams[0].operation, "GET /talk");
            assert_eq!(streams[0].union, "Talk");
            importer
        },
    );
    assert_eq!(super::lines(&imported), [""; 0]);
    let events: Vec<_> = imported.document.events.keys().collect();
    assert_eq!(events, ["begun", "ended", "whole"]);
    assert_eq!(keys(&imported), ["Begun", "ended", "whole"]);
}

#[test]
fn subtypes_may_stand_in_files_of_their_own() {
    let imported = import(
        &[
            (
                "openapi.yaml",
                "\
openapi: 3.0.0
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      discriminator: { propertyName: kind }
      properties: { kind: { type: string } }
    Dog: { $ref: Dog.yaml }
    Cat: { $ref: Cat.yaml }
",
            ),
            (
                "Dog.yaml",
                "allOf: [{ $ref: 'openapi.yaml#/components/schemas/Pet' }, { type: object, properties: { bark: { type: string } } }]",
            ),
            (
                "Cat.yaml",
                "allOf: [{ $ref: './openapi.yaml#/components/schemas/Pet' }, { type: object, properties: { mew: { type: string } } }]",
            ),
        ],
        |importer| importer.union("Pet"),
    );
    let events: Vec<_> = imported.document.events.keys().collect();
    assert_eq!(events, ["Dog", "Cat"]);
}

#[test]
fn what_cannot_be_read_is_reported() {
    let main = r##"{ "$defs": { "Stream": { "properties": {
        "a": { "$ref": "gone.json#/A" },
        "b": { "$ref": "torn.yaml#/B" },
        "c": { "$ref": "https://example.com/c.json" },
        "d": { "$ref": "/etc/d.json" },
        "e": { "$ref": "there.json#/Nobody" },
        "f": { "$ref": "file:there.json" }
    } } } }"##;
    let files = [
        ("main.json", main),
        ("torn.yaml", "B: {a: 1, a: 2}"),
        ("there.json", "{}"),
    ];
    let imported = import(&files, |importer| importer.union("Stream").event("it"));
    let p = "dropped: /$defs/Stream/properties";
    assert_eq!(
        super::lines(&imported),
        [
            format!(
                "{p}/a/$ref: `gone.json#/A` leads to `gone.json`, which was not read: any value is allowed instead"
            ),
            format!(
                "{p}/b/$ref: `torn.yaml#/B` leads to `torn.yaml`, which was not read: any value is allowed instead"
            ),
            format!(
                "{p}/c/$ref: `https://example.com/c.json` is a URL, and nothing is fetched: any value is allowed instead"
            ),
            format!(
                "{p}/d/$ref: `/etc/d.json` is an absolute path, and only relative ones are followed: any value is allowed instead"
            ),
            format!("{p}/e/$ref: `there.json#/Nobody` leads nowhere: any value is allowed instead"),
            format!(
                "{p}/f/$ref: `file:there.json` is a URL, and nothing is fetched: any value is allowed instead"
            ),
            format!("{p}/a/$ref: `gone.json` could not be read: no such file"),
            format!(
                "{p}/b/$ref: `torn.yaml` could not be read: 1:11: invalid YAML: duplicate key `a`"
            ),
        ]
    );
}

#[test]
fn an_operation_that_could_not_be_read_is_named_where_no_stream_is_found() {
    let main = "\
openapi: 3.1.0
paths:
  /a: { $ref: paths/a.yaml }
  /b: { $ref: 'https://example.com/b.yaml' }
";
    let importer = importer(&[("openapi.yaml", main)]);
    let notes = "\
no `--union` given, and no operation declares a response that is a stream, such as `text/event-stream` or `application/x-ndjson`
  = note: /paths/~1a/$ref: `paths/a.yaml` could not be read: no such file
  = note: /paths/~1b/$ref: `https://example.com/b.yaml` could not be read: it is a URL, and nothing is fetched";
    assert_eq!(importer.import().unwrap_err().to_string(), notes);
    assert_eq!(importer.unread_files().len(), 2);
}

/// A schema with an `$id` is what its own references start from.
#[test]
fn a_schema_with_an_id_is_a_file_in_the_file() {
    let imported = import(
        &[(
            "main.json",
            r##"{
                "$id": "https://example.com/main.json",
                "$defs": {
                    "Stream": { "properties": { "a": { "$ref": "inner.json" }, "b": { "$ref": "inner.json#/$defs/X" }, "c": { "$ref": "https://example.com/main.json#/$defs/X" } } },
                    "Inner": { "$id": "inner.json", "type": "object", "properties": { "x": { "$ref": "#/$defs/X" } }, "$defs": { "X": { "type": "object" } } },
                    "X": { "type": "array" }
                }
            }"##,
        )],
        |importer| importer.union("Stream").event("it"),
    );
    assert_eq!(super::lines(&imported), [""; 0]);
    assert_eq!(keys(&imported), ["Stream", "Inner", "Inner_X", "X"]);
    assert_eq!(
        definition(&imported, "Inner"),
        r##"{"type":"object","properties":{"x":{"$ref":"#/$defs/Inner_X"}}}"##
    );
}

#[test]
fn a_change_in_another_file_is_a_change() {
    let main = r##"{ "$defs": { "Stream": { "properties": { "x": { "$ref": "x.json" } } } } }"##;
    let before = [
        ("main.json", main),
        (
            "x.json",
            r#"{ "type": "object", "properties": { "a": { "type": "string" } } }"#,
        ),
    ];
    let after = [
        ("main.json", main),
        (
            "x.json",
            r#"{ "type": "object", "properties": { "a": { "type": "integer" } } }"#,
        ),
    ];
    let imported = import(&before, |importer| importer.union("Stream").event("it"));
    let is_current = |files| {
        importer(files)
            .is_current(&imported.document, None)
            .unwrap()
    };
    assert!(is_current(&before));
    assert!(!is_current(&after));
    assert!(!is_current(&before[..1]));
}
