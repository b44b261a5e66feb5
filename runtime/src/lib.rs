//! Typed server-sent event streams from a declared schema.
//!
//! A document says what an API sends; [`#[derive(StreamEvents)]`](derive@StreamEvents) turns it into
//! an enum and a dispatcher; [`AsyncStream`] reads it, over HTTP or from any stream of bytes.
//!
//! # In five minutes
//!
//! A document names the events and what to do with them:
//!
//! ```json
#![doc = include_str!("../schemas/feed.json")]
//! ```
//!
//! The derive makes a module called like the struct, with `Event`, `Failure` and a type for each
//! payload, and an alias for the stream:
//!
//! ```
//! # #[cfg(feature = "http")] {
//! use stream_events::{RequestExt as _, StreamEvents};
//!
//! /// What the feed sends.
//! #[derive(StreamEvents)]
//! #[stream_events(schema = "schemas/feed.json")]
//! pub struct Feed;
//!
//! async fn read(client: reqwest::Client) -> Result<(), stream_events::Error<feed::Failure>> {
//!     let mut events: FeedStream = client
//!         .get("https://example.com/feed")
//!         .stream_events::<Feed>()
//!         .await?; // status and content type are checked here
//!     while let Some(event) = events.next().await {
//!         match event {
//!             Ok(feed::Event::Update(update)) => println!("{}", update.text),
//!             Ok(other) => println!("{} came", other.event_type()),
//!             Err(error) if !error.ends_stream() => eprintln!("{error}"),
//!             Err(error) => return Err(error),
//!         }
//!     }
//!     Ok(())
//! }
//! # }
//! ```
//!
//! | to | see |
//! |---|---|
//! | know all options of the derive, or derive on an enum of your own types | [`derive@StreamEvents`] |
//! | read from something else than HTTP | [`AsyncStream::from_bytes`], [`MessageEvents`] |
//! | know what can go wrong | [`Error`], [`ErrorKind`] |
//! | split a stream into messages and nothing more | [`Decoder`], [`AsyncStream::into_messages`] |
#![cfg_attr(
    feature = "http",
    doc = "| set timeouts, limits and retries | [`StreamRequest`], [`RetryPolicy`] |\n| go on after a cut | [`StreamRequest::reconnect`], [`AsyncStream::cursor`] |"
)]
#![cfg_attr(
    feature = "testing",
    doc = "| test what your code does when a stream is cut | [`testing`] |"
)]
//!
//! # Features
//!
//! - `http` (default): streams over HTTP, with reqwest.
//! - `rustls` (default), `native-tls`: TLS for it. A connection that is cut without TLS's own notice
//!   is an error with `rustls`; with OpenSSL, which `native-tls` uses on Linux, it looks closed, and
//!   only the declared end of the stream tells that it was not.
//! - `schema`: documents from code, and the crate that reads and checks them.
//! - `testing`: fixtures to test a stream's reader with.
//! - `tracing`: a span for each stream over HTTP, and what becomes of it.
//!
//! Without default features the crate has no HTTP client and no async runtime among its
//! dependencies, and builds for wasm32.

#![forbid(unsafe_code)]

mod abi;
#[cfg(feature = "schema")]
mod document;
pub mod error;
mod events;
#[cfg(feature = "http")]
pub mod http;
mod json;
pub mod sse;
mod stream;
#[cfg(feature = "testing")]
pub mod testing;
mod trace;

#[doc(hidden)]
pub mod __private;

#[cfg(all(doctest, feature = "http"))]
#[doc = include_str!("../../README.md")]
struct Readme;

/// Makes a set of typed events: from a document on a unit struct, from the variants on an enum.
///
/// # On a unit struct
///
/// ```
/// use stream_events::StreamEvents;
///
/// /// What the feed sends.
/// #[derive(StreamEvents)]
/// #[stream_events(schema = "schemas/feed.json", rename("#/$defs/Update" = "Note"))]
/// pub struct Feed;
///
/// fn print(event: feed::Event) {
///     match event {
///         feed::Event::Update(feed::Note { text, .. }) => println!("{text}"),
///         feed::Event::Delete(id) => println!("{id} is gone"),
///         other => println!("{} came", other.event_type()),
///     }
/// }
/// ```
///
/// It makes, as visible as the struct:
///
/// - a module, called like the struct in snake case, with the enum `Event`, the enum `Failure`, a
///   type for each payload, and `from_bytes(stream)`, which reads a stream of bytes;
/// - `FeedStream`, an [`AsyncStream`] of the events.
///
/// A mistake in the document is a compile error with the document's line and column, and a likely one,
/// such as a pointer that finds nothing in any payload, a warning. `#[allow(deprecated)]` on the
/// struct silences the warnings (a macro can only warn of something deprecated). A change of the file
/// builds the crate anew.
///
/// | option | |
/// |---|---|
/// | `schema = "path"` | the document. The path is relative to the source file and looked for nowhere else; where there is no such file (in a README), or the compiler does not tell which it is (in some doctests), it is relative to `src/` or to the package's folder |
/// | `module = name` | the module's name |
/// | `derive(Hash, path::To, ..)` | what payload types derive besides `Debug`, `Clone` and `PartialEq`; paths must be absolute |
/// | `replace("#/$defs/Name" = path::Type, ..)` | types of your own instead of generated ones; they implement `Debug`, `Clone`, `PartialEq`, `Serialize` and `DeserializeOwned`, and their paths are resolved where the derive stands |
/// | `rename("#/$defs/name" = "Name", "#/events/a.b" = "Ab", ..)` | Rust names for types and events |
/// | `string = "std::sync::Arc<str>"` | what strings are read as instead of `String`, by its whole path; see below |
/// | `crate = path` | where this crate is |
///
/// ## The document
///
/// JSON, with comments if need be. `schema/event-schema.json` of the repository is its own schema, for
/// editors; `stream-events check` tells the mistakes. All keywords but `events` are optional:
///
/// | keyword | |
/// |---|---|
/// | `"title"`, `"description"`, `"version"` | what the stream is called, what it is about, and the version of the API |
/// | `"events": { "name": { .. } }` | the events, by their names on the wire; see below |
/// | `"$defs": { "Name": { .. } }` | types, as JSON Schema: `{ "$ref": "#/$defs/Name" }` names one |
/// | `"dispatch": ["event", "/type"]` | where the event type is looked for, in order: `"event"`, the field; a pointer to a string in the data; `{ "has": "/error", "type": "error" }`, this type if something is there; `{ "type": "chunk" }`, always this type. The first that names a declared event wins. Default: `["event"]` |
/// | `"unknown"` | events that are not declared: `"keep"` (the default) gives them unparsed, `"skip"` drops them, `"fail"` makes them errors that end the stream |
/// | `"mismatch"` | a payload that does not fit: `"error"` (the default) gives an error in its place, and the stream goes on; `"keep"` gives it as an unknown event, with the reason |
/// | `"end"` | `"required"`: a stream that just stops was cut off; `"optional"`. Default: required if an event or a sentinel can end it |
/// | `"sentinels": { "[DONE]": "finish" }` | data that is no event: `"finish"` ends the stream, `"skip"` is nothing |
/// | `"errors"` | how failures are read, in the stream and as the bodies of failed responses. `"type"` and `"message"`: pointers to strings, the first that finds one wins. `"type_status": { "overloaded_error": 529 }`: the HTTP status that a type stands for, which tells whether to retry. `"status"`: pointers to a status. `"body"`: the type of a failed response's body, by default the payload of the failing event |
/// | `"http": { "request_id_headers": ["request-id"] }` | the response headers that may have the request's id |
/// | `"resume": { "cursor": "/sequence_number", "query": "starting_after" }` | how the rest of a stream is asked for: the query parameter, and what it takes: a string or an integer in the data, or `"id"` for the last event ID |
/// | `"source"` | where an imported document came from |
///
/// Of an event:
///
/// | keyword | |
/// |---|---|
/// | `"payload"` | the type of its data, as JSON Schema; to be said of every item whose data is JSON |
/// | `"content"` | `"json"` (the default) is the payload, `"text"` the data as it is, `"none"` nothing that is looked at |
/// | `"handle"` | `"yield"` (the default): an item. `"skip"`: dropped unparsed. `"fail"`: an error, and the end. `"finish"`: an item, and the end. `"complete"`: an item after which an end is no truncation |
/// | `"when": { "/pointer": true, "/other": ["a", 1, false] }` | what must be in the payload for `finish` or `complete` to apply: anything but `null`, or one of some strings, numbers and booleans |
/// | `"mismatch": "keep"` | what becomes of this event if its payload does not fit; by default what the document says |
/// | `"name"`, `"description"`, `"deprecated"` | the variant's name in Rust, its documentation, `#[deprecated]` |
///
/// Pointers are JSON Pointers (RFC 6901). README has the table of what becomes of which schema.
///
/// ## Strings of another type
///
/// ```
/// use stream_events::StreamEvents;
///
/// #[derive(StreamEvents)]
/// #[stream_events(schema = "schemas/feed.json", string = "crate::Text")]
/// pub struct Feed;
///
/// /// Or `compact_str::CompactString`, `std::sync::Arc<str>`, ..
/// pub type Text = Box<str>;
///
/// fn text(event: feed::Event) -> Option<Text> {
///     match event {
///         feed::Event::Update(update) => Some(update.text),
///         _ => None,
///     }
/// }
/// # fn main() {}
/// ```
///
/// The type implements `Debug`, `Clone`, `PartialEq`, what else `derive(..)` asks for, `Serialize` and
/// `Deserialize` as strings do, and `From<&str>`; `AsRef<str>` if a `when` asks for a string. For
/// `Arc<str>` your crate needs serde's feature `rc`, for others mostly their feature `serde`.
///
/// It takes the place of `String` in fields, lists, the values of maps, payloads and data that is
/// text. The keys of maps stay `String`, and so does what is rare or an error's: values that an enum
/// does not know, `Failure::Other`, unknown events.
///
/// A field is read from the JSON straight into the type: with strings that keep short texts in
/// place, as `CompactString` does, a delta allocates nothing.
///
/// # On an enum
///
/// Without a document the variants are the events, with payloads of your own types:
///
/// ```
/// use stream_events::{AsyncStream, StreamEvents, UnknownEvent};
///
/// #[derive(Debug, serde::Deserialize)]
/// struct Status { text: String }
///
/// #[derive(Debug, serde::Deserialize)]
/// struct ApiError { message: String }
///
/// #[derive(Debug, StreamEvents)]
/// #[stream_events(skip("ping"), fail("error" = ApiError))]
/// enum Feed {
///     #[event("update", "status.update")]
///     Update(Status),
///     #[event("delete", content = "text")]
///     Delete(String),
///     #[event("filters_changed")]
///     FiltersChanged,
///     #[event("done", handle = "finish")]
///     Done(Status),
///     #[event(unknown)]
///     Unknown(UnknownEvent),
/// }
///
/// # async fn read<B>(source: B) -> Result<(), stream_events::Error<FeedFailure>>
/// # where B: futures_core::Stream<Item = bytes::Bytes> + Unpin {
/// let mut events = Feed::from_bytes(source); // or `.stream_events::<Feed>()` on a request
/// while let Some(event) = events.next().await {
///     match event? {
///         Feed::Update(status) => println!("{}", status.text),
///         Feed::Delete(id) => println!("{id} is gone"),
///         other => println!("{other:?}"),
///     }
/// }
/// # Ok(())
/// # }
/// ```
///
/// The words are those of a document. In `#[event(..)]`, after one or more names on the wire:
///
/// | option | |
/// |---|---|
/// | `unknown` | in place of a name: the variant that keeps every event that is not declared, as an [`UnknownEvent`] or a `Box` of one |
/// | `content = ".."` | `"json"`: the payload implements `Deserialize`; `"text"`: it implements `From<String>`; `"none"`: a variant without payload, for which it is the default |
/// | `handle = ".."` | `"yield"`; `"finish"`: an item, and the end of the stream; `"complete"`: an item after which an end is no truncation |
/// | `when("/pointer", "/other" = ["a", "b"])` | what must be in the data for `finish` or `complete` to apply: anything but `null`, or one of some strings |
///
/// In `#[stream_events(..)]`, all optional:
///
/// | option | |
/// |---|---|
/// | `dispatch("event", "/type", has("/error", type = "error"), type = "chunk")` | where the event type is looked for, in order: the `event` field, a string in the data, a type if something is there, always a type. Default: `"event"` |
/// | `skip("ping", ..)` | events that are dropped unparsed |
/// | `fail("error" = ApiError, ..)` | events that are errors and end the stream; without a type their text is kept |
/// | `unknown = ".."` | `"keep"`, `"skip"` or `"fail"`. Default: `"keep"` if there is a variant for it; if not, it must be said |
/// | `mismatch = "keep"` | a payload that does not fit arrives as unknown, with the reason |
/// | `end = ".."` | `"required"` or `"optional"`: whether a stream that just stops was cut off. Default: required if something can end it |
/// | `sentinels("[DONE]" = "finish")` | data that is no event: `"finish"` or `"skip"` |
/// | `errors(type("/type"), message("/message"), statuses("busy" = 529), status = "/status", body = ApiError)` | where failures keep what a caller must know of them, and what the body of a failed response is. Default body: the payload of the only failing event |
/// | `request_id("request-id", ..)` | response headers |
/// | `resume(cursor = "/sequence_number", query = "starting_after")` | how the rest of a stream is asked for: the query parameter, and what it takes: a string or an integer in the data, or `"id"` for the last event ID |
/// | `failure = Name`, `derive(Clone, ..)` | the name of the failure enum, by default that of the enum and `Failure`, and what it derives besides `Debug` |
/// | `name = ".."`, `crate = path` | what the API is called in messages; where this crate is |
///
/// Beside `Feed` the derive makes `FeedStream`, an [`AsyncStream`] of it, and, if something can
/// fail, `FeedFailure`: a variant for each distinct type, called like it, and `Other` for what does
/// not fit. `Feed::from_bytes` reads a stream of bytes; `event_type()` is an event's name on the
/// wire, and there is none if some variant has several. With the feature `schema`,
/// `Feed::document()` is the document that says the same, to be published and compared; the
/// payloads then have to implement `schemars::JsonSchema`, in version 1.
pub use stream_events_macros::StreamEvents;

#[doc(no_inline)]
pub use error::{
    ContentEncodingError, ContentTypeError, Error, ErrorBody, ErrorKind, FailureError, FailureInfo,
    Mismatch, ResponseInfo, StatusError, TimeoutError, TimeoutKind, TruncatedError,
};
#[doc(no_inline)]
pub use events::{Cursor, FailureRules, Protocol, ResumeRules};
pub use events::{Dispatch, StreamEvents, UnknownEvent};
#[doc(no_inline)]
#[cfg(feature = "http")]
pub use http::{
    Attempt, ReconnectPolicy, RequestExt, ResponseExt, Resume, RetryPolicy, StreamOptions,
    StreamRequest, StreamResponse,
};
pub use json::{RawJson, UnknownVariant};
#[doc(no_inline)]
pub use sse::{Decoder, End, EventTooLarge, Message};
pub use stream::{
    AsyncStream, Body, MessageEvents, MessageKind, MessageStream, Next, Outcome, SourceItem,
    StreamEnd, StreamMessage, StreamStats, replay,
};
#[cfg(feature = "schema")]
pub use stream_events_schema as schema;
