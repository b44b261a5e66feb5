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
mod drift;
mod error;
mod events;
mod find;
mod read;
mod report;
mod run;
mod update;

use std::io;

use indexmap::IndexMap;

pub use drift::{Difference, DifferenceKind, Drift, Patched};
pub use error::ImportError;
pub use read::media_type::framing_of;
pub use report::{Finding, FindingKind, Report};
pub use update::Side;

use crate::events::options::EventOptions;
use crate::read::examples::Recording;
use crate::read::files::Files;
use crate::update::Decisions;
use stream_events_schema::Document;
use stream_events_schema::{Dispatch, Framing, Handle, Pointer, Sentinel, Test};

/// Makes a document from a description.
#[derive(Debug, Clone)]
pub struct Importer {
    files: Files,
    union: Option<String>,
    options: EventOptions,
    descriptions: bool,
    handles: IndexMap<String, Handle>,
    conditions: IndexMap<String, IndexMap<Pointer, Test>>,
    /// Events that the union does not have, by name, with the schema of their data.
    more: IndexMap<String, String>,
    recordings: Vec<Recording>,
    /// The framing of the recordings, if not that of what is found.
    recorded_as: Option<Framing>,
    decisions: Decisions,
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

/// A document after an update.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Updated {
    /// The document; it passes every check.
    pub document: Document,
    /// What the next update needs as its base: the new import, but where there is a conflict what
    /// it was before.
    pub base: Document,
    /// How many changes of the description were taken.
    pub taken: usize,
    /// How many edits by hand there are.
    pub kept: usize,
    /// What there is to know about it.
    pub report: Report,
}

/// A stream that a description declares.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredStream {
    /// The operation that answers with it: `POST /v1/messages`.
    pub operation: String,
    /// How its messages are told apart.
    pub framing: Framing,
    /// The media type of the response, in lower case and without parameters.
    pub media_type: String,
    /// What to ask [`Importer::union`] for.
    pub union: String,
    /// Why that alone says nothing about the events: there is `no schema`, or one of the stream's
    /// `text`.
    pub lacks: Option<&'static str>,
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
            recorded_as: None,
            decisions: Decisions::default(),
        })
    }

    /// Reads the files that references in the description lead to, and those that they lead to.
    ///
    /// `folder` is where the description stands; `read` is called with paths in it, and with others
    /// relative to it. What it cannot read is reported, and so is a reference to a URL.
    ///
    /// ```
    /// use stream_events_import::Importer;
    ///
    /// # fn import(text: &str) -> Result<(), stream_events_import::ImportError> {
    /// let importer = Importer::new("openapi.yaml", text)?
    ///     .files("api", |path| std::fs::read_to_string(path));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn files(mut self, folder: &str, read: impl Fn(&str) -> io::Result<String>) -> Self {
        self.files.load(folder, read);
        self
    }

    /// What describes the events: the name of a schema, a JSON Pointer to a schema, media type or
    /// response, or an operation (`POST /v1/messages`, or its `operationId`). Of an operation that
    /// answers in several framings, a media type behind it says which is meant (`POST /v1/messages
    /// application/jsonl`); server-sent events are the first choice. Default: the only stream the
    /// description declares.
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
    pub fn when(mut self, event: &str, pointer: Pointer, test: Test) -> Self {
        self.conditions
            .entry(event.to_owned())
            .or_default()
            .insert(pointer, test);
        self
    }

    /// Loosens the document where a recorded stream contradicts the description. `name` is what
    /// the document calls the recording.
    #[must_use]
    pub fn recording(mut self, name: &str, stream: &str) -> Self {
        self.recordings.push(Recording {
            name: name.to_owned(),
            stream: stream.to_owned(),
        });
        self
    }

    /// The event streams that the operations of an API description declare.
    #[must_use]
    pub fn streams(&self) -> Vec<DeclaredStream> {
        let streams = find::streams::declared(&self.files);
        let names = find::name::names_of(&self.files, &streams);
        let mut all: Vec<DeclaredStream> = Vec::new();
        for (stream, union) in streams.iter().zip(names) {
            let stream = DeclaredStream {
                operation: stream.operation.clone(),
                framing: stream.framing(),
                media_type: stream.media_type.name.clone(),
                union,
                lacks: find::body::lacks(&self.files, stream),
            };
            // Two statuses may answer with the same.
            if !all.contains(&stream) {
                all.push(stream);
            }
        }
        all
    }

    /// What to ask [`union`](Self::union) for where no stream is declared: `#` if the description
    /// is a schema itself, and the names of schemas that may describe the events, the likeliest
    /// first.
    #[must_use]
    pub fn candidates(&self) -> Vec<String> {
        if find::union::describes_events(&self.files) {
            let likely = find::candidates::likely(&self.files);
            return std::iter::once("#".to_owned()).chain(likely).collect();
        }
        find::candidates::of(&self.files)
    }

    /// The files that could not be read though something in the description refers to them.
    #[must_use]
    pub fn unread_files(&self) -> Vec<Finding> {
        self.files.unread()
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

    /// Which side a conflict of an [`update`](Self::update) is decided for. Default: neither, the
    /// document stays as it is and the conflict is reported again by the next update.
    #[must_use]
    pub fn resolve(mut self, side: Side) -> Self {
        self.decisions.resolve = Some(side);
        self
    }

    /// Lets an [`update`](Self::update) without a base write over what may have been edited by
    /// hand.
    #[must_use]
    pub fn lose_edits(mut self) -> Self {
        self.decisions.lose_edits = true;
        self
    }

    /// Imports anew into a document that was edited since the last import: `existing` merged with
    /// what the description changed since `base`, which is what the last import made.
    ///
    /// Edits by hand stay, what is new comes in, what is gone goes. Where both changed the same,
    /// the document stays as it is and the report has a [`Conflict`](FindingKind::Conflict). The
    /// union and the other choices of the last import hold unless they are made anew here.
    ///
    /// # Errors
    ///
    /// As for [`import`](Self::import); if `existing` does not pass the checks; and, without a
    /// base, if something that may have been edited would be
    /// [written over](ImportError::lost_edits).
    pub fn update(
        &self,
        existing: &Document,
        base: Option<&Document>,
    ) -> Result<Updated, ImportError> {
        let mut fresh = self.anew(existing, base)?;
        let mut existing = existing.clone();
        update::options::set(&mut existing, &fresh.document, self, &mut fresh.report);
        let merged = update::merge(
            &fresh.document,
            &existing,
            base,
            self.decisions,
            &mut fresh.report,
        )?;
        fresh.document = merged.document;
        let Imported { document, report } = fresh.finish();
        Ok(Updated {
            document,
            base: merged.base,
            taken: merged.taken,
            kept: merged.kept,
            report,
        })
    }

    /// Whether the description still says what `existing` was imported from. Without what the last
    /// import made, its prose and what else no hash covers may have changed.
    ///
    /// # Errors
    ///
    /// As for [`import`](Self::import).
    pub fn is_current(
        &self,
        existing: &Document,
        base: Option<&Document>,
    ) -> Result<bool, ImportError> {
        let fresh = self.anew(existing, base)?.document;
        let relaxed =
            |document: &Document| document.source.as_ref().map(|it| it.relaxations.clone());
        let known = relaxed(existing).unwrap_or_default();
        // What a recording shows is in no hash.
        let mut relaxations = relaxed(&fresh).into_iter().flatten();
        let is_known = relaxations.all(|it| known.contains(&it));
        Ok(is_known && update::is_same(&fresh, existing, base))
    }
}
