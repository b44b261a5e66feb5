//! Documents from descriptions that exist already: `OpenAPI` and JSON Schema.
//!
//! ```
//! use stream_events_import::Importer;
//!
//! let description = r##"{
//!     "openapi": "3.1.0",
//!     "components": { "schemas": {
//!         "Event": { "oneOf": [
//!             { "$ref": "#/components/schemas/Started" },
//!             { "$ref": "#/components/schemas/Stopped" }
//!         ] },
//!         "Started": {
//!             "type": "object",
//!             "required": ["type", "id"],
//!             "properties": { "type": { "const": "started" }, "id": { "type": "string" } }
//!         },
//!         "Stopped": {
//!             "type": "object",
//!             "required": ["type"],
//!             "properties": { "type": { "const": "stopped" } }
//!         }
//!     } }
//! }"##;
//! let imported = Importer::new("openapi.json", description)?.union("Event").import()?;
//! let events: Vec<_> = imported.document.events.keys().collect();
//! assert_eq!(events, ["started", "stopped"]);
//! // Which property names the events was not said.
//! assert_eq!(
//!     imported.report.to_string(),
//!     "assumed: `/type` names the events: it has a fixed value in each"
//! );
//! println!("{}", imported.document.to_json());
//! # Ok::<(), stream_events_import::ImportError>(())
//! ```

mod adjust;
mod convert;
mod error;
mod events;
mod find;
mod read;
mod report;
mod run;
mod update;

use indexmap::IndexMap;

pub use error::ImportError;
pub use report::{Finding, FindingKind, Report};

use crate::error::ErrorKind;
use crate::events::options::EventOptions;
use crate::read::examples::Example;
use crate::read::files::Files;
use stream_events_schema::Document;
use stream_events_schema::{Dispatch, Handle, Sentinel, Test};

/// Makes a document from a description.
#[derive(Debug, Clone)]
pub struct Importer {
    files: Files,
    union: Option<String>,
    options: EventOptions,
    descriptions: bool,
    handles: IndexMap<String, Handle>,
    conditions: IndexMap<String, IndexMap<String, Test>>,
    /// Events that the union does not have, by name, with the schema of their data.
    more: IndexMap<String, String>,
    recordings: Vec<Example>,
}

/// What was imported.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Imported {
    /// The document; it passes every check.
    pub document: Document,
    /// What there is to know about it.
    pub report: Report,
}

/// A stream that a description declares.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredStream {
    /// The operation that answers with it: `POST /v1/messages`.
    pub operation: String,
    /// What to ask [`Importer::union`] for.
    pub union: String,
}

impl Importer {
    /// Reads a description: `OpenAPI` 3.0 to 3.2, Swagger 2 or JSON Schema, as JSON or YAML.
    ///
    /// `name` is what the document says it came from, usually the path of the file.
    ///
    /// # Errors
    ///
    /// If the text is neither JSON nor YAML, or no object.
    pub fn new(name: &str, text: &str) -> Result<Self, ImportError> {
        Ok(Self {
            files: Files::read(name, text)?,
            union: None,
            options: EventOptions::default(),
            descriptions: true,
            handles: IndexMap::new(),
            conditions: IndexMap::new(),
            more: IndexMap::new(),
            recordings: Vec::new(),
        })
    }

    /// What describes the events: the name of a schema, a JSON Pointer to a schema, media type or
    /// response, or an operation (`POST /v1/messages`, or its `operationId`). Default: the only
    /// stream the description declares.
    #[must_use]
    pub fn union(mut self, union: &str) -> Self {
        self.union = Some(union.to_owned());
        self
    }

    /// Where a message's event type is looked for. Default: found out.
    #[must_use]
    pub fn dispatch(mut self, dispatch: Vec<Dispatch>) -> Self {
        self.options.dispatch = dispatch;
        self
    }

    /// What the event of a stream that sends only one kind of object is called.
    #[must_use]
    pub fn event(mut self, name: &str) -> Self {
        self.options.event = Some(name.to_owned());
        self
    }

    /// Adds an event that the union does not have; `schema` is found as a union is.
    #[must_use]
    pub fn more(mut self, event: &str, schema: &str) -> Self {
        self.more.insert(event.to_owned(), schema.to_owned());
        self
    }

    /// Whether objects such as `{ "event": …, "data": … }` describe messages, or are data.
    /// Default: found out.
    #[must_use]
    pub fn envelope(mut self, envelope: bool) -> Self {
        self.options.envelope = Some(envelope);
        self
    }

    /// Leaves out all descriptions: they are other people's sentences.
    #[must_use]
    pub fn no_descriptions(mut self) -> Self {
        self.descriptions = false;
        self
    }

    /// Declares a data text that is no event.
    #[must_use]
    pub fn sentinel(mut self, text: &str, sentinel: Sentinel) -> Self {
        self.options.sentinels.insert(text.to_owned(), sentinel);
        self
    }

    /// Says what becomes of an event.
    #[must_use]
    pub fn handle(mut self, event: &str, handle: Handle) -> Self {
        self.handles.insert(event.to_owned(), handle);
        self
    }

    /// Says when the handling of an event applies.
    #[must_use]
    pub fn when(mut self, event: &str, pointer: &str, test: Test) -> Self {
        self.conditions
            .entry(event.to_owned())
            .or_default()
            .insert(pointer.to_owned(), test);
        self
    }

    /// Loosens the document where a recorded stream contradicts the description. `name` is what
    /// the document calls the recording.
    #[must_use]
    pub fn recording(mut self, name: &str, stream: &str) -> Self {
        self.recordings
            .extend(read::examples::messages(stream, name));
        self
    }

    /// The event streams that the operations of an API description declare.
    #[must_use]
    pub fn streams(&self) -> Vec<DeclaredStream> {
        let stream = |it: &find::streams::EventStream<'_>| DeclaredStream {
            operation: it.operation.clone(),
            union: find::streams::name_of(&self.files, it),
        };
        find::streams::declared(&self.files)
            .iter()
            .map(stream)
            .collect()
    }

    /// Makes the document.
    ///
    /// What a document cannot express is left out and reported; an error means that there is
    /// nothing to make a document of.
    ///
    /// # Errors
    ///
    /// If the union is not there or describes no event, or an option names an event that is not
    /// there.
    pub fn import(&self) -> Result<Imported, ImportError> {
        Ok(self.run(&[])?.finish())
    }

    /// Makes the document anew and keeps what a person added to `existing`: handling, names,
    /// descriptions, sentinels, errors, events and properties of their own, and whatever was made
    /// looser. The union, the dispatch and how events are handled are those of `existing` unless
    /// they were set here; and what was imported without descriptions stays without.
    ///
    /// # Errors
    ///
    /// As for [`import`](Self::import).
    pub fn update(&self, existing: &Document) -> Result<Imported, ImportError> {
        let importer = self.for_existing(existing);
        let lines = existing
            .source
            .as_ref()
            .map_or(&[][..], |source| &source.relaxations);
        let mut fresh = importer.run(lines)?;
        fresh.document = update::merge::merge(fresh.document, existing, self, &mut fresh.report);
        adjust::repair::repair(&mut fresh.document, &mut fresh.report)
            .map_err(|diagnostics| ErrorKind::Broken { diagnostics })?;
        Ok(fresh.finish())
    }

    /// Whether what `existing` was imported from still says the same; descriptions aside.
    ///
    /// # Errors
    ///
    /// As for [`import`](Self::import).
    pub fn is_current(&self, existing: &Document) -> Result<bool, ImportError> {
        let hash = |document: &Document| document.source.as_ref().and_then(|it| it.hash.clone());
        let fresh = self.for_existing(existing).run(&[])?;
        Ok(hash(&fresh.document) == hash(existing))
    }

    /// With what is not set here taken from a document.
    fn for_existing(&self, existing: &Document) -> Self {
        let mut importer = self.clone();
        let source = existing.source.as_ref();
        if importer.union.is_none() {
            importer.union = source.and_then(|source| source.union.clone());
        }
        if source.is_some_and(|source| source.descriptions == Some(false)) {
            importer.descriptions = false;
        }
        if importer.options.dispatch.is_empty() {
            importer.options.dispatch.clone_from(&existing.dispatch);
        }
        for (text, sentinel) in &existing.sentinels {
            importer
                .options
                .sentinels
                .entry(text.clone())
                .or_insert(*sentinel);
        }
        // What options may name beside what the union has.
        importer.options.undeclared = existing.events.keys().cloned().collect();
        importer
    }
}
