//! Failing events and the bodies of failed responses.

use serde::Deserialize;
use stream_events::{Dispatch, StreamEvents, UnknownEvent};

use super::{dispatch, items};

/// What the API says of its failures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct ApiError {
    error: Details,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Details {
    r#type: String,
}

mod gateway {
    /// Another type of the same name.
    #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
    pub(super) struct ApiError {
        pub(super) code: u16,
    }
}

fn overloaded() -> ApiError {
    ApiError {
        error: Details {
            r#type: "overloaded_error".to_owned(),
        },
    }
}

const OVERLOADED: &str = r#"{"error":{"type":"overloaded_error","message":"Too much."}}"#;

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(
    fail("error" = ApiError),
    errors(
        type("/error/type"),
        message("/error/message"),
        type_status("overloaded_error" = 529, "rate_limit_error" = 429)
    ),
    http(request_id_headers("request-id", "x-request-id")),
    derive(Clone, PartialEq)
)]
enum Feed {
    #[event("text", content = "text")]
    Text(String),
    #[event(unknown)]
    Unknown(UnknownEvent),
}

#[test]
fn a_failing_event_is_the_last_item_an_error() {
    let items = items::<Feed>(
        "event: error\ndata: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"No.\"}}\n\n\
         event: text\ndata: never\n\n",
    );
    let [Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    assert!(error.ends_stream() && error.is_retryable());
    assert_eq!(error.status(), Some(529));
    assert_eq!(error.failure(), Some(&FeedFailure::ApiError(overloaded())));
    assert_eq!(error.to_string(), "the API reported overloaded_error: No.");
}

#[test]
fn a_failure_that_does_not_fit_is_kept_as_text() {
    let Ok(Dispatch::Fail(failure)) = dispatch::<Feed>("error", "{}") else {
        panic!()
    };
    assert_eq!(failure, FeedFailure::Other("{}".to_owned()));
}

#[test]
fn the_only_failing_event_says_what_a_failed_response_is() {
    assert_eq!(
        Feed::failure(OVERLOADED),
        Some(FeedFailure::ApiError(overloaded()))
    );
    assert_eq!(
        Feed::failure("<html>"),
        Some(FeedFailure::Other("<html>".to_owned()))
    );
}

#[derive(Debug, StreamEvents)]
#[stream_events(
    fail("error" = ApiError, "failed" = ApiError, "gateway" = gateway::ApiError, "fatal"),
    errors(body = gateway::ApiError),
    failure = WhatFailed,
    derive(PartialEq),
    unknown = "skip"
)]
enum Several {
    #[event("tick")]
    Tick,
}

#[test]
fn every_type_of_failure_has_an_arm() {
    let failure = |event, data| match dispatch::<Several>(event, data) {
        Ok(Dispatch::Fail(failure)) => failure,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        failure("error", OVERLOADED),
        WhatFailed::ApiError(overloaded())
    );
    assert_eq!(
        failure("failed", OVERLOADED),
        WhatFailed::ApiError(overloaded())
    );
    let gateway = || WhatFailed::Gateway(gateway::ApiError { code: 1 });
    assert_eq!(failure("gateway", r#"{"code":1}"#), gateway());
    assert_eq!(failure("fatal", "{"), WhatFailed::Other("{".to_owned()));

    assert!(matches!(super::item::<Several>("tick", "{"), Several::Tick));

    // The body of a response is what was declared for it, and nothing else.
    assert_eq!(Several::failure(r#"{"code":1}"#), Some(gateway()));
    assert_eq!(
        Several::failure(OVERLOADED),
        Some(WhatFailed::Other(OVERLOADED.to_owned()))
    );
}

#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "skip")]
enum Harmless {
    #[event("text", content = "text")]
    Text(String),
}

#[test]
fn without_a_declaration_nothing_fails() {
    let none: Option<std::convert::Infallible> = Harmless::failure("{}");
    assert!(none.is_none());
    assert!(matches!(super::item::<Harmless>("text", "a"), Harmless::Text(text) if text == "a"));
}
