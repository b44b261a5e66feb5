//! The meta-schema of documents.

use crate::document::Document;
use crate::json::Json;
use crate::keywords::describe::{Definitions, Described, Members, members};
use crate::language::META_SCHEMA_ID;
use crate::pointer::Pointer;
use crate::schema::{JsonType, Schema, SchemaObject, Types};
use crate::snapshot::{Path, Restart, Source};
use crate::words::{Cursor, Dispatch, FailureType, Make, Test};
use indexmap::IndexMap;

/// The JSON Schema (draft 2020-12) that documents follow, for editors and validators, as text.
///
/// It says less than [`check`](crate::check()), which knows how the parts hang together.
///
/// ```
/// let schema = stream_events_schema::meta_schema();
/// assert!(schema.starts_with("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
/// ```
#[must_use]
pub fn meta_schema() -> String {
    let mut definitions = Definitions::default();
    let document = Document::schema(&mut definitions);
    let mut schema = members([
        (
            "$schema",
            Json::from("https://json-schema.org/draft/2020-12/schema"),
        ),
        ("$id", Json::from(META_SCHEMA_ID)),
        ("title", Json::from("Event stream document")),
    ]);
    schema.extend(document);
    schema.insert("$defs".to_owned(), Json::Object(definitions.into_members()));
    crate::layout::lay_out(&Json::Object(schema))
}

/// What a hint does; `check::lower::values` decides it.
fn effect(hint: &str) -> &'static str {
    match hint {
        "format" => {
            "An integer with `uint64` or `uint` is a `u64` in Rust. Otherwise changes nothing about \
             the type."
        }
        "maximum" => {
            "An integer whose maximum is above that of `i64` is a `u64` in Rust, unless its \
             `minimum` is negative. Otherwise changes nothing about the type."
        }
        "minimum" => {
            "If negative, `maximum` does not make an integer a `u64` in Rust. Otherwise changes \
             nothing about the type."
        }
        _ => "Changes nothing about the type.",
    }
}

/// The hints are one field of the model, but keywords of their own in a document.
fn add_hints(schema: &mut Members) {
    if let Some(Json::Object(properties)) = schema.get_mut("properties") {
        for hint in crate::parse::hints() {
            let description = members([("description", Json::from(effect(hint)))]);
            properties.insert((*hint).to_owned(), Json::Object(description));
        }
    }
    let extensions = members([("^x-", Json::Boolean(true))]);
    schema.insert("patternProperties".to_owned(), Json::Object(extensions));
}

/// A value in one of several forms, each with its documentation.
fn forms(docs: &str, forms: impl IntoIterator<Item = (&'static str, Members)>) -> Members {
    let form = |(docs, schema)| {
        let mut form = members([("description", Json::from(docs))]);
        form.extend::<Members>(schema);
        Json::Object(form)
    };
    members([
        ("description", Json::from(docs)),
        ("anyOf", Json::Array(forms.into_iter().map(form).collect())),
    ])
}

fn constant(value: Json) -> Members {
    members([("const", value)])
}

impl Described for Dispatch {
    const NAME: Option<&str> = Some("Dispatch");

    fn schema(definitions: &mut Definitions) -> Members {
        // Only `has` may point to the whole of the data.
        let mut pointer = definitions.of::<Pointer>();
        pointer.insert("minLength".to_owned(), Json::from(1));
        let mut has = members([(
            "description",
            Json::from(
                "A JSON Pointer: the entry applies when something other than null is there. \
                 Without it the entry always applies.",
            ),
        )]);
        has.extend(definitions.of::<Pointer>());
        let mut event_type = members([(
            "description",
            Json::from("The event type, one of `events`."),
        )]);
        event_type.extend(definitions.of::<String>());
        let entry = members([
            ("type", Json::from("object")),
            (
                "properties",
                Json::Object(members([
                    ("has", Json::Object(has)),
                    ("type", Json::Object(event_type)),
                ])),
            ),
            ("required", Json::Array(vec![Json::from("type")])),
            ("additionalProperties", Json::Boolean(false)),
        ]);
        forms(
            "One place where a message's event type is looked for.",
            [
                (
                    "The message's `event` field, when it is there and not empty.",
                    constant(Json::from("event")),
                ),
                ("A JSON Pointer to a string in the data.", pointer),
                (
                    "A type that something in the data stands for, or any data.",
                    entry,
                ),
            ],
        )
    }
}

impl Described for FailureType {
    const NAME: Option<&str> = Some("FailureType");

    fn schema(definitions: &mut Definitions) -> Members {
        forms(
            "Where a failure says its type.",
            [
                ("The name of the event.", constant(Json::from("event"))),
                (
                    "A JSON Pointer to a string or a number in the data.",
                    definitions.of::<Pointer>(),
                ),
            ],
        )
    }
}

impl Described for Cursor {
    const NAME: Option<&str> = Some("Cursor");

    fn schema(definitions: &mut Definitions) -> Members {
        forms(
            "Where a message says how far the stream has come with it.",
            [
                ("The last event ID.", constant(Json::from("id"))),
                (
                    "A JSON Pointer to a string or an integer in the data.",
                    definitions.of::<Pointer>(),
                ),
            ],
        )
    }
}

impl Described for Test {
    const NAME: Option<&str> = Some("Test");

    fn schema(_: &mut Definitions) -> Members {
        let scalars = ["string", "number", "boolean"].map(Json::from);
        let scalar = members([("type", Json::Array(scalars.to_vec()))]);
        let list = members([
            ("type", Json::from("array")),
            ("items", Json::Object(scalar)),
            ("minItems", Json::from(1)),
        ]);
        forms(
            "What must hold where the pointer points to.",
            [
                (
                    "It is there and says something: it is not null, `\"\"` or `false`.",
                    constant(Json::Boolean(true)),
                ),
                ("It is one of these values.", list),
            ],
        )
    }
}

impl Described for Path {
    fn schema(definitions: &mut Definitions) -> Members {
        let mut schema = definitions.of::<String>();
        schema.insert("pattern".to_owned(), Json::from("^(/.*)?$"));
        schema
    }
}

impl Described for Source {
    const NAME: Option<&str> = Some("RuleSource");

    fn schema(definitions: &mut Definitions) -> Members {
        let only = |key, schema: Members| {
            members([
                ("type", Json::from("object")),
                (
                    "properties",
                    Json::Object(members([(key, Json::Object(schema))])),
                ),
                ("required", Json::Array(vec![Json::from(key)])),
                ("additionalProperties", Json::Boolean(false)),
            ])
        };
        let new = definitions.of::<IndexMap<String, Self>>();
        let first = definitions.of::<Vec<Self>>();
        forms(
            "What a rule takes.",
            [
                (
                    "What is at this place of the event.",
                    definitions.of::<Path>(),
                ),
                ("Always this value.", only("const", Members::new())),
                ("An object with these fields.", only("new", new)),
                (
                    "The first of these that is there and not null.",
                    only("first", first),
                ),
            ],
        )
    }
}

impl Described for Restart {
    const NAME: Option<&str> = Some("Restart");

    fn schema(definitions: &mut Definitions) -> Members {
        let same = members([
            ("type", Json::from("object")),
            (
                "properties",
                Json::Object(members([(
                    "same",
                    Json::Object(definitions.of::<Pointer>()),
                )])),
            ),
            ("required", Json::Array(vec![Json::from("same")])),
            ("additionalProperties", Json::Boolean(false)),
        ]);
        let word = |word| constant(Json::from(word));
        forms(
            "What a second `start` means.",
            [
                ("It is an error.", word("error")),
                ("Nothing.", word("ignore")),
                ("A new value begins.", word("replace")),
                (
                    "Nothing if it has the same value at this place, else it is an error.",
                    same,
                ),
            ],
        )
    }
}

impl Described for Make {
    const NAME: Option<&str> = Some("Make");

    fn schema(definitions: &mut Definitions) -> Members {
        let or = members([
            ("type", Json::from("object")),
            (
                "properties",
                Json::Object(members([(
                    "or",
                    Json::Object(definitions.of::<JsonType>()),
                )])),
            ),
            ("required", Json::Array(vec![Json::from("or")])),
            ("additionalProperties", Json::Boolean(false)),
        ]);
        let word = |word| constant(Json::from(word));
        forms(
            "What a relaxation makes of a property or a subschema.",
            [
                ("The property is no longer required.", word("optional")),
                ("It may be null too.", word("nullable")),
                ("A number that may have a fraction.", word("any-number")),
                ("It may be of this type too.", or),
            ],
        )
    }
}

impl Described for Schema {
    const NAME: Option<&str> = Some("Subschema");

    fn schema(definitions: &mut Definitions) -> Members {
        forms(
            "A subschema.",
            [
                (
                    "`true`: any value. `false`, no value, only says something as \
                     `additionalProperties`.",
                    definitions.of::<bool>(),
                ),
                ("What the keywords say.", definitions.of::<Keywords>()),
            ],
        )
    }
}

/// [`SchemaObject`] with the keywords that it has no fields for.
struct Keywords;

impl Described for Keywords {
    const NAME: Option<&str> = SchemaObject::NAME;

    fn schema(definitions: &mut Definitions) -> Members {
        let mut schema = SchemaObject::schema(definitions);
        add_hints(&mut schema);
        schema
    }
}

impl Described for Types {
    const NAME: Option<&str> = Some("Types");

    fn schema(definitions: &mut Definitions) -> Members {
        forms(
            "The value of `type`.",
            [
                ("A type.", definitions.of::<JsonType>()),
                ("Any of several types.", definitions.of::<Vec<JsonType>>()),
            ],
        )
    }
}
