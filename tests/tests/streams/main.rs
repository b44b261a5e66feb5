//! Recorded streams of real APIs, read through the documents we ship.
//!
//! The recordings are other people's: they are read from `$STREAM_EVENTS_SHARED/streams`, and the
//! suite says so when there is none.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]
#![allow(clippy::print_stdout, reason = "a suite that skips itself says so")]

mod messages;
mod openai;
mod recordings;
