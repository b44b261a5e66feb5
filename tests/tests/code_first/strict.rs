//! What is generated is clean under lints stricter than anybody's.

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
pub(crate) struct Status {
    pub(crate) id: u64,
}

/// A failure, much larger than any other.
#[derive(Debug, Deserialize)]
pub(crate) struct FeedError {
    #[expect(dead_code, reason = "it is only read by `Debug`")]
    pub(crate) numbers: [[u64; 32]; 16],
}

/// Everything that can be said.
#[derive(Debug, StreamEvents)]
#[stream_events(
    name = "The `feed`",
    dispatch("event", "/type", has("/error", type = "error"), type = "update"),
    skip("ping", "pong"),
    fail("error" = FeedError, "fatal"),
    derive(Debug),
    mismatch = "keep",
    end = "required",
    sentinels("[DONE]" = "finish"),
    errors(type("/a"), message("/b"), statuses("c" = 500), status = "/d", body = FeedError),
    request_id("request-id")
)]
pub(crate) enum Feed {
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
pub(crate) enum Least {
    /// Nothing.
    #[event("tick")]
    Tick,
}

/// A set that is seen from outside.
pub(crate) mod public {
    /// Events.
    #[derive(Debug, stream_events::StreamEvents)]
    #[stream_events(fail("error" = u8), unknown = "fail")]
    pub(crate) enum Public {
        /// A number.
        #[event("number")]
        Number(u8),
    }
}

#[test]
fn it_works_all_the_same() {
    let items = super::items::<Feed>(
        "event: update\ndata: {\"id\":1}\n\nevent: delete\ndata: 2\n\nevent: tick\ndata:\n\n",
    );
    assert!(matches!(
        &items[..],
        [Ok(Feed::Update(Status { id: 1 })), Ok(Feed::Delete(text)), Ok(Feed::Tick)] if text == "2"
    ));
    #[expect(deprecated, reason = "it still arrives")]
    let is_end = |event| matches!(event, Feed::End(Status { id: 2 }));
    assert!(is_end(super::item::<Feed>("end", "{\"id\":2}")));
    assert!(matches!(super::item::<Feed>("end", "1"), Feed::Unknown(it) if it.reason.is_some()));
    assert!(matches!(super::item::<Least>("tick", "1"), Least::Tick));
    assert!(matches!(
        super::item::<public::Public>("number", "1"),
        public::Public::Number(1)
    ));
}
