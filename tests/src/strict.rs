//! A library's events: what is generated for them is clean under lints stricter than anybody's.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    single_use_lifetimes,
    unused_lifetimes,
    clippy::all,
    clippy::pedantic
)]

use serde::Deserialize;
use stream_events::{StreamEvents, UnknownEvent};

/// A payload.
#[derive(Debug, Deserialize)]
pub struct Status {
    /// Its number.
    pub id: u64,
}

/// A failure, much larger than any other.
#[derive(Debug, Deserialize)]
pub struct FeedError {
    /// Numbers.
    pub numbers: [[u64; 32]; 16],
}

/// Everything that can be said.
#[derive(Debug, StreamEvents)]
#[stream_events(
    title = "The `feed`",
    dispatch("event", "/type", has("/error", type = "error"), type = "update"),
    skip("ping", "pong"),
    fail("error" = FeedError, "fatal"),
    derive(Debug),
    mismatch = "keep",
    end = "required",
    sentinels("[DONE]" = "finish"),
    errors(type("/a"), message("/b"), type_status("c" = 500), status("/d"), body = FeedError),
    http(request_id_headers("request-id")),
    resume(cursor = "/id", query = "after")
)]
pub enum Feed {
    /// An update.
    #[event("update", "status.update")]
    Update(Status),
    /// Text.
    #[event("delete", content = "text")]
    Delete(String),
    /// Nothing.
    #[event("tick", handle = "complete")]
    Tick,
    /// An end.
    #[event("end", handle = "finish", when("/id", "/state" = "done"))]
    #[deprecated = "nobody sends it"]
    End(Status),
    /// All else.
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// The least that can be said.
#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "skip")]
pub enum Least {
    /// Nothing.
    #[event("tick")]
    Tick,
}

/// A set that only this module sees.
mod private {
    #[derive(Debug, stream_events::StreamEvents)]
    #[stream_events(fail("error" = u8), unknown = "fail")]
    pub(super) enum Private {
        #[event("number")]
        Number(u8),
    }
}

/// Reads an event that others cannot name.
#[must_use]
pub fn number(data: &str) -> Option<u8> {
    let message = stream_events::Message::new(data).with_event("number");
    match private::Private::dispatch(&message) {
        Ok(stream_events::Dispatch::Yield(private::Private::Number(number))) => Some(number),
        _ => None,
    }
}
