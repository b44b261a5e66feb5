//! Typed server-sent event streams from a declared schema.

mod decoder;
#[cfg(feature = "schema")]
mod document;
mod error;
#[cfg(feature = "http")]
mod http;
mod message;
mod protocol;
mod raw;
mod stream;
#[cfg(feature = "testing")]
pub mod testing;
mod unknown;

#[doc(hidden)]
pub mod __private;

/// Makes a set of typed events from a document.
///
/// On a unit struct:
///
/// ```
/// # #[cfg(feature = "http")] {
/// use stream_events::StreamEvents;
///
/// /// What the API sends.
/// #[derive(StreamEvents)]
/// #[stream_events(schema = "../examples/feed.json")]
/// pub struct Feed;
///
/// fn print(event: feed::Event) {
///     match event {
///         feed::Event::Update(update) => println!("{}", update.text),
///         other => println!("{} came", other.event_type()),
///     }
/// }
/// # }
/// ```
pub use stream_events_macros::StreamEvents;

pub use decoder::{Decoder, End, EventTooLarge};
pub use error::{
    CodingError, ContentTypeError, DecodeError, Error, ErrorBody, ErrorKind, FailureError,
    FailureInfo, StatusError, TimeoutError, TruncatedError, WaitedFor,
};
#[cfg(feature = "http")]
pub use http::{RequestExt, ResponseExt, RetryPolicy, StreamRequest, StreamResponse};
pub use message::Message;
pub use protocol::{Dispatch, FailureRules, Protocol, StreamEvents};
pub use raw::{RawJson, UnknownVariant};
pub use stream::{
    AsyncStream, Body, Dispatched, Next, RawStream, Response, SourceItem, StreamStats,
};
#[cfg(feature = "schema")]
pub use stream_events_schema as schema;
pub use unknown::UnknownEvent;
