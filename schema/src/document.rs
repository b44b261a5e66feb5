//! The document as it is written: a plain model without positions.

use indexmap::IndexMap;

use crate::pointer::Pointer;
use crate::schema::Schema;
use crate::words::{Content, Dispatch, End, Handle, Mismatch, Resume, Sentinel, Test, Unknown};

/// A document as it is written: subschemas say what payloads are.
pub type Document = Stream<Schema>;

/// What an API sends over a server-sent event stream.
///
/// Made by [`parse`](crate::parse()) from a file or put together in code; either way
/// [`check`](crate::check()) says whether it holds together.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(
        deny_unknown_fields,
        bound = "S: serde::Serialize + Default + PartialEq"
    )
)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(bound = "S: schemars::JsonSchema + serde::Serialize + Default + PartialEq")
)]
pub struct Stream<S = Schema> {
    /// The meta-schema this document follows; editors complete and check by it.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")
    )]
    pub schema: Option<String>,
    /// What the stream is called.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub title: Option<String>,
    /// What the stream is about.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub description: Option<String>,
    /// The version of the API that is described.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub version: Option<String>,
    /// Where an imported document came from.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub source: Option<Provenance>,
    /// Where a message's event type is looked for, in order. The first entry that names a declared
    /// event wins; if none does, the first type found names the unknown event. Default:
    /// `["event"]`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub dispatch: Vec<Dispatch>,
    /// The events, by their names on the wire.
    #[cfg_attr(feature = "schemars", schemars(extend("minProperties" = 1)))]
    pub events: IndexMap<String, Event<S>>,
    /// What becomes of an event that is not declared.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub unknown: Unknown,
    /// What becomes of a declared event whose payload does not fit.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub mismatch: Mismatch,
    /// Whether a stream must say that it is over. Default: `required` when an event or a sentinel
    /// can end the stream, else `optional`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub end: Option<End>,
    /// Data texts that are not events, such as `[DONE]`, and what they mean.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "IndexMap::is_empty")
    )]
    pub sentinels: IndexMap<String, Sentinel>,
    /// How failures are read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub errors: Errors<S>,
    /// What to know about the HTTP response.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub http: Http,
    /// How the rest of a stream that was cut is asked for, if not by `Last-Event-ID` alone: by a
    /// parameter of the request's URL.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub resume: Option<Resume>,
    /// Named types, for `{ "$ref": "#/$defs/Name" }`.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "$defs", default, skip_serializing_if = "IndexMap::is_empty")
    )]
    pub definitions: IndexMap<String, S>,
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

    /// Whether an event or a sentinel can end the stream.
    pub(crate) fn can_end(&self) -> bool {
        let ending = |event: &Event<S>| matches!(event.handle, Handle::Finish | Handle::Complete);
        self.events.values().any(ending)
            || self.sentinels.values().any(|it| *it == Sentinel::Finish)
    }
}

/// An event.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Event"))]
pub struct Event<S = Schema> {
    /// Its Rust name, such as `MessageStart`. Default: made from its name on the wire.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schemars", schemars(regex(pattern = "^[A-Z][A-Za-z0-9]*$")))]
    pub name: Option<String>,
    /// What the event says; becomes its documentation.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub description: Option<String>,
    /// Whether the event is deprecated.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub deprecated: bool,
    /// What becomes of the event.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub handle: Handle,
    /// What must hold for `finish` or `complete` to apply, by JSON Pointer into the payload.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "IndexMap::is_empty")
    )]
    pub when: IndexMap<Pointer, Test>,
    /// What the event's data is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub content: Content,
    /// The type of the event's data.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub payload: Option<S>,
}

/// How failures are read: those inside a stream, and the bodies of responses that are none.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Errors"))]
pub struct Errors<S = Schema> {
    /// JSON Pointers to the failure's type; the first that finds a string wins.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "type", default, skip_serializing_if = "Vec::is_empty")
    )]
    pub type_pointers: Vec<Pointer>,
    /// JSON Pointers to the failure's message; the first that finds a string wins.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "message", default, skip_serializing_if = "Vec::is_empty")
    )]
    pub message_pointers: Vec<Pointer>,
    /// The HTTP status each failure type stands for.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "IndexMap::is_empty")
    )]
    #[cfg_attr(
        feature = "schemars",
        schemars(extend("additionalProperties" = { "type": "integer", "minimum": 100, "maximum": 599 }))
    )]
    pub statuses: IndexMap<String, u16>,
    /// JSON Pointer to a numeric HTTP status in the failure.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "status", default, skip_serializing_if = "Option::is_none")
    )]
    pub status_pointer: Option<Pointer>,
    /// The type of the body of a response that is not 2xx. Default: the payload of the event that
    /// is handled as `fail`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub body: Option<S>,
}

/// What to know about the HTTP response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Http"))]
pub struct Http {
    /// Names of the headers that hold the request id; the first that is there wins.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub request_id: Vec<String>,
}

/// Where an imported document came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Source"))]
pub struct Provenance {
    /// The file it was imported from.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub file: Option<String>,
    /// The union in that file.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub union: Option<String>,
    /// Events that the union does not have, and what describes their data in that file.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "IndexMap::is_empty")
    )]
    pub more: IndexMap<String, String>,
    /// Whether the union describes messages, with `event` and `data`, or their data. Default: it
    /// was found out.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub envelope: Option<bool>,
    /// Whether what the file says in prose was imported too. Default: `true`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub descriptions: Option<bool>,
    /// A hash of what was read, to tell when the file has changed.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub hash: Option<String>,
    /// What was relaxed because the file's own examples contradict it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub relaxations: Vec<String>,
}

#[cfg(feature = "serde")]
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
