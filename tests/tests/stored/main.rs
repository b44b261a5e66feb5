//! Events that are stored and read back: the same values come back, in every format.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

mod bare;
mod feed;
mod formats;
mod made;
mod sample;
mod sent;
mod shipped;
mod unknown;
mod written;
