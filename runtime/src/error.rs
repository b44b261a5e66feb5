//! Everything that can go wrong.

mod decode;

pub use decode::DecodeError;
