//! Documents from code: what a derive on an enum declares, with the schemas of its payloads.

mod convert;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use stream_events_schema::{Document, Schema, Source};

pub use schemars::JsonSchema;

/// Puts a document together.
#[derive(Debug)]
pub struct DocumentBuilder {
    document: Document,
    schemas: SchemaGenerator,
}

impl DocumentBuilder {
    /// The document that a derive wrote, whose payloads are still to be described.
    ///
    /// # Panics
    ///
    /// Never for what a derive wrote: it reads it too.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let document = stream_events_schema::parse(&Source::new("document", text))
            .unwrap_or_else(|mistakes| unreachable!("{mistakes}"));
        // What is described is what is read.
        let settings = SchemaSettings::draft2020_12().for_deserialize();
        Self {
            document,
            schemas: settings.into_generator(),
        }
    }

    /// Describes the payload of an event.
    pub fn payload<T: JsonSchema>(&mut self, event: &str) {
        let schema = self.schema::<T>();
        if let Some(event) = self.document.events.get_mut(event) {
            event.payload = Some(schema);
        }
    }

    /// Describes the body of a failed response.
    pub fn body<T: JsonSchema>(&mut self) {
        self.document.errors.body = Some(self.schema::<T>());
    }

    /// The schema of a type; a type with a name becomes an entry of `$defs`.
    fn schema<T: JsonSchema>(&mut self) -> Schema {
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
