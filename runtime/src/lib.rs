//! Typed server-sent event streams from a declared schema.

mod error;
mod message;
mod protocol;
mod unknown;

pub use error::DecodeError;
pub use message::Message;
pub use protocol::{Dispatch, FailureRules, Protocol, StreamEvents};
pub use unknown::UnknownEvent;
