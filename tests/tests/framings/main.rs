//! Framings besides server-sent events: bytes against a plain reading of the whole stream, however it is
//! cut.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

mod exhaustive;
mod known;
mod reading;
mod streams;
mod vectors;
mod writing;
