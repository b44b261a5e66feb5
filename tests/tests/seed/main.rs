//! The behaviour of the reference client, row by row, and what this project does instead.
//!
//! Tests carry the ids of the rows. Rows about HTTP are in the suite `http`, rows about the stream
//! object in `stream`.

mod dispatch;
mod failures;
mod framing;
mod play;
