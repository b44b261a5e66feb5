//! Gateways in processes of their own over a real engine, killed in mid-stream: each client has all messages in their
//! order, once, or is told that it has not.
//!
//! `RELAY_STREAMS=1000` and `RELAY_READERS=10000` make the runs large; build those with `--release`.

#![cfg(feature = "redis")]
#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

mod client;
mod engine;
mod gateway;
mod kills;
mod readers;
mod starts;
mod upstream;

use std::fmt;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// What a large run asks for, or this.
pub(crate) fn size(variable: &str, usual: usize) -> usize {
    match std::env::var(variable) {
        Ok(text) => text.parse().expect("a number"),
        Err(_) => usual,
    }
}

/// Says something of a test that passes, which keeps what it prints to itself.
pub(crate) fn say(text: impl fmt::Display) {
    writeln!(std::io::stderr(), "{text}").expect("standard error");
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, limit: Duration, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < limit, "it did not come: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
