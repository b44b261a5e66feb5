//! Bytes in, messages out, by the standard (WHATWG HTML, section 9.2). Knows nothing of JSON.

mod block;
mod decoder;
mod line;
mod message;
#[cfg(test)]
mod tests;
mod too_large;
mod value;

pub use decoder::{Decoder, End};
pub use message::Message;
pub use too_large::EventTooLarge;
