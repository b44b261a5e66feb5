//! Typed server-sent event streams from a declared schema.

mod decoder;
mod error;
mod message;
mod protocol;
mod raw;
mod unknown;

#[doc(hidden)]
pub mod __private;

pub use decoder::{Decoder, End, EventTooLarge};
pub use error::DecodeError;
pub use message::Message;
pub use protocol::{Dispatch, FailureRules, Protocol, StreamEvents};
pub use raw::{RawJson, UnknownVariant};
pub use unknown::UnknownEvent;
