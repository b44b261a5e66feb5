//! Runs in one process: each reader gets the upstream's messages in order, once, or is told that it does not.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

mod ends;
mod faulty;
mod readers;
mod starts;
mod upstream;
