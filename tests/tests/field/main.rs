//! What is read of servers in the field, by the number of the case. The inputs are our own.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

mod content;
mod drift;
mod empty;
mod failures;
mod faults;
mod nulls;
mod nulls_limits;
mod one_value;
mod payloads;
mod reconnect;
mod text;
mod unterminated;
mod waits;
mod when;

use stream_events::StreamEvents;

/// A document that says a little of everything.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "tests/field/feed.json")]
pub struct Feed;

/// A document whose streams end with a text.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "tests/field/sentinels.json")]
pub struct Sentinels;

fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
}
