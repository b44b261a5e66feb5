//! Documents from code: what a derive on an enum declares, with the schemas of its payloads.

mod convert;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use stream_events_schema::{Document, Schema};

/// Puts a document together.
#[derive(Debug)]
pub struct DocumentBuilder {
    /// What is known so far; its `$defs` come last.
    pub document: Document,
    schemas: SchemaGenerator,
}

impl DocumentBuilder {
    /// A document with this title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let document = Document {
            title: Some(title.to_owned()),
            ..Document::default()
        };
        // What is described is what is read.
        let settings = SchemaSettings::draft2020_12().for_deserialize();
        Self {
            document,
            schemas: settings.into_generator(),
        }
    }

    /// The schema of a type; a type with a name becomes an entry of `$defs`.
    pub fn schema<T: JsonSchema>(&mut self) -> Schema {
        let schema = self.schemas.subschema_for::<T>();
        convert::schema(schema.as_value())
    }

    /// The document.
    #[must_use]
    pub fn finish(mut self) -> Document {
        let definitions = self.schemas.take_definitions(true);
        self.document.definitions = definitions
            .iter()
            .map(|(name, schema)| (name.clone(), convert::schema(schema)))
            .collect();
        self.document
    }
}
