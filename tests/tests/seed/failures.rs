//! Rows E1-E5: failures inside a stream.

use stream_events::{Error, ErrorKind};

use super::play::messages::{ErrorType, Failure};
use super::play::{Messages, only, play};

fn failure(data: &str) -> Error<Failure> {
    only::<Messages>("error", data).expect_err("a failure")
}

#[test]
fn e1_e4_a_failure_has_a_type_and_a_message() {
    let error = failure(
        r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"r"}"#,
    );
    assert!(error.ends_stream());
    let Some(Failure::ErrorResponse(response)) = error.failure() else {
        panic!("{error:?}")
    };
    assert_eq!(response.error.message, "Overloaded");
    let info = error.failure_info().expect("what it says");
    assert_eq!(info.message.as_deref(), Some("Overloaded"));
    assert_eq!(info.error_type.as_deref(), Some("overloaded_error"));
    assert!(error.to_string().contains("Overloaded"), "{error}");
}

#[test]
fn e1_a_failure_that_is_not_json_is_its_text() {
    let error = failure("the house is on fire");
    assert!(
        matches!(error.failure(), Some(Failure::Other(text)) if text == "the house is on fire")
    );
}

#[test]
fn e2_e5_every_type_stands_for_a_status() {
    for (failure_type, status, retryable) in [
        ("invalid_request_error", 400, false),
        ("authentication_error", 401, false),
        ("billing_error", 402, false),
        ("permission_error", 403, false),
        ("not_found_error", 404, false),
        ("rate_limit_error", 429, true),
        ("timeout_error", 504, true),
        ("overloaded_error", 529, true),
        ("api_error", 500, true),
    ] {
        let error = failure(&format!(
            r#"{{"type":"error","error":{{"type":"{failure_type}","message":"m"}}}}"#
        ));
        assert_eq!(
            (error.status(), error.is_retryable()),
            (Some(status), retryable),
            "{failure_type}"
        );
        let Some(Failure::ErrorResponse(response)) = error.failure() else {
            panic!("{error:?}")
        };
        assert!(
            !matches!(response.error.r#type, ErrorType::Unknown(_)),
            "{failure_type}"
        );
    }
}

#[test]
fn e3_the_request_id_is_that_of_the_response() {
    assert_eq!(failure("{}").request_id(), Some("req_1"));
}

#[test]
fn e5_nothing_is_read_after_a_failure() {
    let items = play::<Messages>(
        "event: error\ndata: {}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
    );
    assert!(
        matches!(items.as_slice(), [Err(error)] if matches!(error.kind(), ErrorKind::Failure(_)))
    );
}
