//! The document: a plain model without positions.

use indexmap::IndexMap;

use crate::keywords::keywords;
use crate::pointer::Pointer;
use crate::schema::Schema;
use crate::snapshot::{Example, Rule, Snapshot};
use crate::words::{
    Content, Dispatch, End, FailureType, Framing, Handle, Make, Mismatch, Resume, Sentinel, Test,
    Unknown, Unterminated,
};

/// A document as it is written: subschemas say what payloads are.
///
/// Made by [`parse`](crate::parse()) from a file or put together in code; either way
/// [`check`](crate::check()) says whether it holds together.
pub type Document = Stream<Schema>;

keywords! {
    /// What an API sends over a stream of events.
    pub struct Stream<S = Schema> as "Stream" {
        /// The meta-schema this document follows; editors complete and check by it. Its `$id`, or
        /// the path of a copy.
        "$schema" schema: Option<String>,
        /// What the stream is called.
        "title" title: Option<String>,
        /// What the stream is about.
        "description" description: Option<String>,
        /// The version of the API that is described.
        "version" version: Option<String>,
        /// Where an imported document came from.
        "source" source: Option<Provenance>,
        /// How messages are told apart in the bytes of the stream.
        "framing" framing: Framing,
        /// Where a message's event type is looked for, in order. The first entry that names a
        /// declared event wins; if none does, the first type found names the unknown event.
        /// Default: `["event"]`, for framings that have names.
        "dispatch" dispatch: Vec<Dispatch>,
        /// The events, by their names on the wire.
        "events" (required) events: IndexMap<String, Event<S>> where "minProperties" = 1,
        /// What becomes of an event that is not declared.
        "unknown" unknown: Unknown,
        /// What becomes of a declared event whose payload does not fit.
        "mismatch" mismatch: Mismatch,
        /// Whether a stream must say that it is over. Default: `required` when an event or a
        /// sentinel can end the stream, else `optional`.
        "end" end: Option<End>,
        /// What becomes of a last event without the blank line that ends it.
        "unterminated" unterminated: Unterminated,
        /// Data texts that are not events, such as `[DONE]`, and what they mean.
        "sentinels" sentinels: IndexMap<String, Sentinel>,
        /// How failures are read.
        "errors" errors: Errors<S>,
        /// What to know about the HTTP request and its response.
        "http" http: Http,
        /// How the rest of a stream that was cut is asked for, if not by `Last-Event-ID` alone: by
        /// a parameter of the request's URL.
        "resume" resume: Option<Resume>,
        /// The value that the events add up to.
        "snapshot" snapshot: Option<Snapshot<S>>,
        /// Recorded streams, and what they add up to by `snapshot`.
        "examples" examples: Vec<Example>,
        /// Named types, for `{ "$ref": "#/$defs/Name" }`.
        "$defs" definitions: IndexMap<String, S>,
    }
}

impl<S> Stream<S> {
    /// Whether a stream that just stops was cut off: what `end` says, or else whether something
    /// can end the stream.
    #[must_use]
    pub fn requires_end(&self) -> bool {
        match self.end {
            Some(end) => end == End::Required,
            None => self.can_end(),
        }
    }

    /// What becomes of an event whose payload does not fit.
    #[must_use]
    pub fn mismatch_of(&self, event: &Event<S>) -> Mismatch {
        event.mismatch.unwrap_or(self.mismatch)
    }

    /// The media types that a response may have.
    #[must_use]
    pub fn media_types(&self) -> Vec<&str> {
        match &*self.http.media_types {
            [] => self.framing.media_types().to_vec(),
            declared => declared.iter().map(String::as_str).collect(),
        }
    }

    /// Whether an event or a sentinel can end the stream.
    pub(crate) fn can_end(&self) -> bool {
        let ending = |event: &Event<S>| matches!(event.handle, Handle::Finish | Handle::Complete);
        self.events.values().any(ending)
            || self.sentinels.values().any(|it| *it == Sentinel::Finish)
    }
}

keywords! {
    /// An event.
    pub struct Event<S = Schema> as "Event" {
        /// Its Rust name, such as `MessageStart`. Default: made from its name on the wire.
        "name" name: Option<String> where "pattern" = "^[A-Z][A-Za-z0-9]*$",
        /// What the event says; becomes its documentation.
        "description" description: Option<String>,
        /// Whether the event is deprecated.
        "deprecated" deprecated: bool,
        /// What becomes of the event.
        "handle" handle: Handle,
        /// What must hold for `finish` or `complete` to apply, by JSON Pointer into the payload.
        "when" when: IndexMap<Pointer, Test>,
        /// What the event's data is.
        "content" content: Content,
        /// The type of the event's data.
        "payload" payload: Option<S>,
        /// What becomes of the event if its payload does not fit. Default: what the document says.
        "mismatch" mismatch: Option<Mismatch>,
        /// What the event does to the value of `snapshot`; `[]` if it changes nothing.
        "apply" apply: Option<Vec<Rule>>,
    }
}

keywords! {
    /// How failures are read: those inside a stream, and the bodies of responses that are none.
    pub struct Errors<S = Schema> as "Errors" {
        /// JSON Pointers to the failure's type; the first that finds a string wins, or else the first
        /// that finds a number. `event` is the name of the event.
        "type" types: Vec<FailureType>,
        /// JSON Pointers to the failure's message; the first that finds a string wins.
        "message" message_pointers: Vec<Pointer>,
        /// The HTTP status each failure type stands for.
        "type_status" type_status: IndexMap<String, u16>,
        /// JSON Pointers to the HTTP status of an error, a number or a string of one, in the failure;
        /// the first that finds one wins.
        "status" status_pointers: Vec<Pointer>,
        /// JSON Pointers to how long to wait before the request is sent again; `*` is any element of
        /// a list. What is there is a number of seconds, a duration such as `1m30s`, or prose, of which
        /// the first `in 11.054s` counts. The first that finds a wait wins.
        "retry_after" retry_after_pointers: Vec<Pointer>,
        /// The type of the body of a response that is not 2xx. Default: the payload of the event
        /// that is handled as `fail`.
        "body" body: Option<S>,
    }
}

keywords! {
    /// What to know about the HTTP request and its response.
    #[derive(Eq, Default)]
    pub struct Http as "Http" {
        /// What requests say in `Accept`. Default: `media_types`.
        "accept" accept: Option<String>,
        /// The media types that a response may have, and that requests ask for. Default: those of the
        /// framing.
        "media_types" media_types: Vec<String>,
        /// Names of the headers that hold the request id; the first that is there wins.
        "request_id_headers" request_id_headers: Vec<String>,
    }
}

keywords! {
    /// Where an imported document came from.
    #[derive(Eq, Default)]
    pub struct Provenance as "Source" {
        /// The file it was imported from.
        "file" file: Option<String>,
        /// Where that file can be had.
        "url" url: Option<String>,
        /// The union in that file.
        "union" union: Option<String>,
        /// Events that the union does not have, and what describes their data in that file.
        "more" more: IndexMap<String, String>,
        /// Whether the union describes messages, with `event` and `data`, or their data. Default:
        /// it was found out.
        "envelope" envelope: Option<bool>,
        /// Whether what the file says in prose was imported too. Default: `true`.
        "descriptions" descriptions: Option<bool>,
        /// A hash of what was read, to tell when the file has changed.
        "hash" hash: Option<String>,
        /// What the document says more loosely than that file, such as what the file's own examples
        /// contradict. An update does it again.
        "relaxations" relaxations: Vec<Relaxation>,
    }
}

keywords! {
    /// One thing that an imported document says more loosely than the file it came from.
    #[derive(Eq)]
    pub struct Relaxation as "Relaxation" {
        /// JSON Pointer to the property or the subschema in the document.
        "at" (required) at: Pointer,
        /// What it was made.
        "make" (required) make: Make,
        /// Why.
        "because" because: String,
    }
}
