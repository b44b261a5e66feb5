//! Typed server-sent event streams from a declared schema.

mod decoder;
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
pub use unknown::UnknownEvent;
