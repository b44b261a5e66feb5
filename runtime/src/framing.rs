//! Bytes to messages, and messages to bytes: server-sent events, and four framings of JSON. Knows nothing of types.

mod array;
mod aside;
#[cfg(feature = "aws-event-stream")]
mod aws;
#[cfg(feature = "aws-event-stream")]
mod aws_encoder;
mod blank;
mod block;
mod decoder;
mod encoder;
mod end;
mod framed;
mod ignored;
mod input;
mod lines;
mod malformed;
mod message;
mod scanner;
mod sequence;
mod sse;
mod too_large;
mod value;
mod word;
mod write_error;

pub(crate) use aside::Aside;
pub use decoder::Decoder;
pub use encoder::MessageEncoder;
pub use end::End;
pub use malformed::{DecodeError, Malformed, MalformedError};
pub use message::Message;
pub use too_large::EventTooLarge;
pub use word::Framing;
pub use write_error::{WriteError, WriteField};
