//! Typed streams of events from a declared schema: server-sent events, JSON lines and other framings.
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
//! payload, and aliases for the stream and for its errors:
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
//! async fn read(client: reqwest::Client) -> Result<(), FeedError> {
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
//! | know what the events add up to | [`AsyncStream::with_snapshot`], [`snapshot`] |
//! | know what can go wrong | [`Error`], [`ErrorKind`] |
//! | split a stream into messages and nothing more | [`Decoder`], [`AsyncStream::into_messages`] |
//! | read something else than server-sent events | [`Framing`] |
//! | read a recorded response, as it came | [`recording`] |
//! | send events, as a gateway or a mock server does | [`Encoder`], [`WriteEvents`], [`MessageEncoder`] |
#![cfg_attr(
    feature = "http",
    doc = "| set timeouts, limits and retries | [`StreamRequest`], [`RetryPolicy`] |\n| have a client that is set up for streams | [`http::client_builder`] |\n| go on after a cut | [`StreamRequest::reconnect`], [`AsyncStream::cursor`] |\n| record what an API sends | [`StreamRequest::record`] |"
)]
#![cfg_attr(
    feature = "testing",
    doc = "| test what your code does when a stream is cut | [`testing`] |"
)]
//!
//! # Features
//!
//! - `http` (default): streams over HTTP, with reqwest.
//! - `http2` (default): HTTP/2 for it. A clean build is faster without it.
//! - `rustls` (default), `native-tls`: TLS for it. A connection that is cut without TLS's own notice
//!   is an error with `rustls`; with OpenSSL, which `native-tls` uses on Linux, it looks closed, and
//!   only the declared end of the stream tells that it was not.
//! - `aws-event-stream`: Amazon's event stream encoding, a [`Framing`].
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
pub mod framing;
#[cfg(feature = "http")]
pub mod http;
mod json;
pub mod recording;
pub mod snapshot;
mod stream;
#[cfg(feature = "testing")]
pub mod testing;
mod trace;

#[doc(hidden)]
pub mod __private;

#[cfg(all(doctest, feature = "http"))]
#[doc = include_str!("../../README.md")]
struct Readme;

#[doc = include_str!("../docs/derive.md")]
#[doc = include_str!("../docs/struct.md")]
#[doc = include_str!("../docs/document.md")]
#[doc = include_str!("../docs/enum.md")]
#[doc = include_str!("../docs/snapshot.md")]
pub use stream_events_macros::StreamEvents;

#[doc(no_inline)]
pub use error::{
    ContentEncodingError, ContentTypeError, Error, ErrorBody, ErrorKind, FailureError, FailureInfo,
    Mismatch, Redirect, ResponseInfo, StatusError, TimeoutError, TimeoutKind, TruncatedError,
    UndeclaredEndError,
};
#[doc(no_inline)]
pub use events::{Cursor, FailureRules, Protocol, ResumeRules};
pub use events::{Dispatch, StreamEvents, UnknownEvent, WriteEvents};
#[doc(no_inline)]
pub use framing::{
    DecodeError, Decoder, End, EventTooLarge, Framing, Malformed, MalformedError, Message,
    MessageEncoder, WriteError, WriteField,
};
#[doc(no_inline)]
#[cfg(feature = "http")]
pub use http::{
    Attempt, ReconnectPolicy, RequestExt, ResponseExt, Resume, RetryPolicy, StreamOptions,
    StreamRequest, StreamResponse,
};
pub use json::{RawJson, UnknownVariant};
#[doc(no_inline)]
pub use snapshot::{
    FinalError, Fold, FoldError, FoldErrorKind, JsonText, Snapshot, SnapshotStream, StreamSnapshot,
    Unfinished,
};
pub use stream::{
    AsyncStream, Body, EncodeError, Encoder, EventBody, EventItem, MessageEvents, MessageItem,
    MessageKind, MessageStream, Next, NotEndedError, OrFail, Outcome, PassOn, SourceItem,
    StreamEnd, StreamMessage, StreamPart, StreamStats, WriteNext, replay,
};
#[cfg(feature = "schema")]
pub use stream_events_schema as schema;
