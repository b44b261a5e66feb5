//! Failures: by name, by number, from several places, as text.

use bytes::Bytes;
use serde::Deserialize;
use stream_events::testing::Fixture;
use stream_events::{
    AsyncStream, Error, ErrorKind, RequestExt, RetryPolicy, StreamEvents, UnknownEvent,
};

/// The chat completions of the services that speak the protocol.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-chat-completions.json")]
pub struct Chat;

/// The Responses of the services that speak the protocol.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-responses.json")]
pub struct Responses;

/// Runs of assistants.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-assistants.json")]
pub struct Assistants;

/// An API of which only a number is known.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what it says is read by the rules")]
pub struct Problem {
    code: i64,
}

/// A set of events with types of its own.
#[derive(Debug, StreamEvents)]
#[stream_events(
    fail("problem" = Problem, "down"),
    errors(type("/code"), message("/why", "/text"), status("/http", "/code"), type_status("77" = 503))
)]
pub enum Own {
    /// The end.
    #[event("done", handle = "finish")]
    Done,
    /// Anything else.
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// The error that a stream of these bytes ends with, after this many events.
fn failing<S: StreamEvents>(stream: &str, events: usize) -> Error<S::Failure> {
    let source = futures::stream::iter([Bytes::copy_from_slice(stream.as_bytes())]);
    let items: Vec<_> =
        futures::executor::block_on_stream(AsyncStream::<S, _>::from_bytes(source)).collect();
    let count = items.len();
    let mut items = items.into_iter();
    for item in items.by_ref().take(count.saturating_sub(1)) {
        assert!(item.is_ok(), "{stream}");
    }
    assert_eq!(count, events + 1, "{stream}");
    match items.next() {
        Some(Err(error)) => {
            assert!(error.ends_stream(), "{stream}");
            error
        }
        _ => panic!("no error at the end of {stream}"),
    }
}

/// What a stream of these bytes ends with, if that is an error.
pub(crate) fn ending<S: StreamEvents>(stream: &str) -> Option<Error<S::Failure>> {
    let source = futures::stream::iter([Bytes::copy_from_slice(stream.as_bytes())]);
    let events = AsyncStream::<S, _>::from_bytes(source);
    futures::executor::block_on_stream(events).last()?.err()
}

/// What is known of a failure: its type, its message and its status, and whether to retry.
fn said<F>(error: &Error<F>) -> (Option<&str>, Option<&str>, Option<u16>, bool) {
    assert!(matches!(error.kind(), ErrorKind::Failure(_)));
    let info = error.failure_info().expect("a failure");
    assert_eq!(info.status, error.status());
    (
        info.error_type.as_deref(),
        info.message.as_deref(),
        info.status,
        error.is_retryable(),
    )
}

const CHUNK: &str = "data: {\"id\":\"k\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"tiny\",\
    \"choices\":[{\"index\":0,\"delta\":{\"content\":\"Te\"},\"finish_reason\":null}]}\n\n";

#[test]
fn case_02_a_message_named_error_is_a_failure_whatever_its_data() {
    for (data, expected) in [
        (
            r#"{"code":422,"details":"n must be one"}"#,
            (Some("422"), Some("n must be one"), Some(422), false),
        ),
        (
            "no healthy upstream",
            (None, Some("no healthy upstream"), None, false),
        ),
        (
            r#""no healthy upstream""#,
            (None, Some("no healthy upstream"), None, false),
        ),
        (
            r#"{"message":"busy","type":"server_error"}"#,
            (Some("server_error"), Some("busy"), Some(500), true),
        ),
        (r#"{"error":"busy"}"#, (None, Some("busy"), None, false)),
        (
            r#"{"error":{"message":"busy","code":"rate_limit_exceeded"}}"#,
            (Some("rate_limit_exceeded"), Some("busy"), Some(429), true),
        ),
        ("{\"choices\":[]}", (None, None, None, false)),
        ("{\"broken", (None, Some("{\"broken"), None, false)),
    ] {
        let alone = failing::<Chat>(
            &format!("event: error\ndata: {data}\n\ndata: [DONE]\n\n"),
            0,
        );
        assert_eq!(said(&alone), expected, "{data}");
        let later = failing::<Chat>(&format!("{CHUNK}event: error\ndata: {data}\n\n"), 1);
        assert_eq!(said(&later), expected, "{data}");
    }
    // Text over several lines is one message.
    let error = failing::<Chat>("event: error\ndata: first\ndata: second\n\n", 0);
    assert_eq!(said(&error).1, Some("first\nsecond"));
    assert_eq!(
        error.to_string(),
        "the API reported a failure: first\\nsecond"
    );
    assert_eq!(
        error.failure(),
        Some(&chat::Failure::Other("first\nsecond".to_owned()))
    );
}

#[test]
fn case_02_text_is_the_message_of_any_failing_event() {
    let error = failing::<Own>("event: down\ndata:  for repair \n\n", 0);
    assert_eq!(said(&error), (None, Some("for repair"), None, false));
    let error = failing::<Own>("event: problem\ndata: not even JSON\n\n", 0);
    assert_eq!(said(&error), (None, Some("not even JSON"), None, false));
    assert!(matches!(error.failure(), Some(OwnFailure::Other(_))));
    let error = failing::<Responses>("event: error\ndata: gone\n\n", 0);
    assert_eq!(said(&error), (None, Some("gone"), None, false));
}

#[test]
fn case_02_a_chunk_is_stored_as_its_data_all_the_same() {
    let data = CHUNK.trim().strip_prefix("data: ").expect("data");
    let event: chat::Event = serde_json::from_str(data).expect("a chunk");
    let stored = serde_json::to_value(&event).expect("it is written");
    assert_eq!(stored["id"], "k");
    assert_eq!(
        serde_json::from_value::<chat::Event>(stored).expect("read back"),
        event
    );
}

#[test]
fn case_04_a_number_is_a_status() {
    for (error, expected) in [
        (
            r#"{"message":"late","type":"Timeout","code":504}"#,
            (Some("Timeout"), Some(504), true),
        ),
        (
            r#"{"message":"late","code":502}"#,
            (Some("502"), Some(502), true),
        ),
        (
            r#"{"message":"late","code":"429"}"#,
            (Some("429"), Some(429), true),
        ),
        (
            r#"{"message":"late","code":503.0}"#,
            (Some("503"), Some(503), true),
        ),
        (
            r#"{"message":"late","code":400,"type":null}"#,
            (Some("400"), Some(400), false),
        ),
        (
            r#"{"message":"late","code":"server_error","status":529}"#,
            (Some("server_error"), Some(529), true),
        ),
        // Codes of the API's own, and none at all.
        (
            r#"{"message":"late","code":1301}"#,
            (Some("1301"), None, false),
        ),
        (
            r#"{"message":"late","code":200,"type":"server_error"}"#,
            (Some("server_error"), Some(500), true),
        ),
        (
            r#"{"message":"late","code":1e400,"type":"server_error"}"#,
            (Some("server_error"), Some(500), true),
        ),
        (r#"{"message":"late","code":null}"#, (None, None, false)),
    ] {
        for data in [
            format!("{{\"error\":{error}}}"),
            format!("{{\"id\":\"k\",\"choices\":[],\"error\":{error}}}"),
        ] {
            let found = failing::<Chat>(&format!("{CHUNK}data: {data}\n\n"), 1);
            let (error_type, message, status, is_retryable) = said(&found);
            assert_eq!(message, Some("late"), "{data}");
            assert_eq!((error_type, status, is_retryable), expected, "{data}");
        }
    }
}

#[test]
fn case_04_in_an_enum_as_in_a_document() {
    for (data, expected) in [
        (
            r#"{"code":503,"why":"full"}"#,
            (Some("503"), Some("full"), Some(503), true),
        ),
        (
            r#"{"code":"429","text":"slow"}"#,
            (Some("429"), Some("slow"), Some(429), true),
        ),
        (
            r#"{"code":77,"why":7}"#,
            (Some("77"), None, Some(503), true),
        ),
        (
            r#"{"code":77.0,"http":"404"}"#,
            (Some("77"), None, Some(404), false),
        ),
        (r#"{"code":-5}"#, (Some("-5"), None, None, false)),
        (r#"{"code":[1]}"#, (None, None, None, false)),
    ] {
        let error = failing::<Own>(&format!("event: problem\ndata: {data}\n\n"), 0);
        assert_eq!(said(&error), expected, "{data}");
    }
}

#[test]
fn case_12_a_response_that_failed_is_a_failure() {
    let whole = r#"{"id":"r1","object":"response","created_at":5,"status":"failed","model":"tiny","output":[],
        "error":{"code":"rate_limit_exceeded","message":"slow down"}}"#
        .replace('\n', "");
    let beside = r#"{"type":"server_error","code":"upstream_error","message":"it broke"}"#;
    let null = r#"{"id":"r1","status":"failed","error":null,"output":[]}"#;
    for (members, expected) in [
        (
            format!("\"response\":{whole}"),
            (
                Some("rate_limit_exceeded"),
                Some("slow down"),
                Some(429),
                true,
            ),
        ),
        (
            format!("\"response\":{null},\"error\":{beside}"),
            (Some("upstream_error"), Some("it broke"), Some(500), true),
        ),
        (
            r#""response":{"error":{"code":"invalid_prompt","message":"no"}}"#.to_owned(),
            (Some("invalid_prompt"), Some("no"), Some(400), false),
        ),
        (
            r#""response":{"error":{"code":null,"message":"no"},"status":"failed"}"#.to_owned(),
            (None, Some("no"), None, false),
        ),
        (
            r#""code":"server_error","message":"itself""#.to_owned(),
            (Some("server_error"), Some("itself"), Some(500), true),
        ),
        (
            r#""response":null,"message":"itself""#.to_owned(),
            (None, Some("itself"), None, false),
        ),
        (r#""response":{}"#.to_owned(), (None, None, None, false)),
    ] {
        let data = format!("{{\"type\":\"response.failed\",\"sequence_number\":3,{members}}}");
        for stream in [
            format!("event: response.failed\ndata: {data}\n\n"),
            format!("data: {data}\n\nevent: response.created\ndata: never\n\n"),
        ] {
            let error = failing::<Responses>(&stream, 0);
            assert_eq!(said(&error), expected, "{stream}");
            assert!(
                matches!(
                    error.failure(),
                    Some(responses::Failure::ResponseFailedEvent(_))
                ),
                "{error:?}"
            );
        }
    }
    // What is of other types is a failure all the same.
    let data = r#"{"type":"response.failed","response":{"error":{"code":503,"message":"away"}}}"#;
    let error = failing::<Responses>(&format!("data: {data}\n\n"), 0);
    assert_eq!(said(&error), (Some("503"), Some("away"), Some(503), true));
}

#[test]
fn case_12_a_run_that_failed_is_a_failure() {
    let data = r#"{"id":"run_1","last_error":{"code":"rate_limit_exceeded","message":"Try again in 3s."}}"#;
    let stream = format!("event: thread.run.failed\ndata: {data}\n\nevent: done\ndata: [DONE]\n\n");
    let error = failing::<Assistants>(&stream, 0);
    assert_eq!(
        said(&error),
        (
            Some("rate_limit_exceeded"),
            Some("Try again in 3s."),
            Some(429),
            true
        )
    );
}

#[tokio::test]
async fn case_04_a_failure_in_a_failed_response_states_its_status() {
    let body = r#"{"error":{"message":"late","code":504}}"#;
    let server = Fixture::response(400, "application/json", body)
        .serve()
        .await
        .expect("a server");
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let request = client.post(server.url()).body("{}").stream_events::<Chat>();
    let error = request
        .retry(RetryPolicy::never())
        .await
        .expect_err("a failure");
    assert_eq!(
        (error.status(), error.http_status()),
        (Some(504), Some(400))
    );
    let info = error.failure_info().expect("a failure");
    assert_eq!(
        (info.error_type.as_deref(), info.message.as_deref()),
        (Some("504"), Some("late"))
    );
}

/// A set of events that programs store.
#[derive(Debug, PartialEq, serde::Serialize, Deserialize, StreamEvents)]
pub enum Stored {
    /// Text.
    #[event("text", content = "text")]
    Text(String),
    /// Anything else.
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// The same, with serde's own way to leave the variant out.
#[derive(Debug, PartialEq, serde::Serialize, Deserialize, StreamEvents)]
pub enum Bare {
    /// Text.
    #[event("text", content = "text")]
    Text(String),
    /// Anything else.
    #[event(unknown)]
    #[serde(untagged)]
    Unknown(Box<UnknownEvent>),
}

#[test]
fn an_own_enum_stores_an_unknown_event_with_its_name() {
    let stream = "id: 7\nevent: poll\ndata: {\"n\": 1}\n\nevent: note\ndata: hello\n\n";
    let read = |stream: &str| Bytes::copy_from_slice(stream.as_bytes());
    let source = || futures::stream::iter([read(stream)]);
    let stored = futures::executor::block_on_stream(Stored::from_bytes(source()));
    let bare = futures::executor::block_on_stream(Bare::from_bytes(source()));
    let expected = [
        serde_json::json!({ "event": "poll", "data": { "n": 1 }, "id": "7" }),
        serde_json::json!({ "event": "note", "data": "hello", "id": "7" }),
    ];
    for ((stored, bare), expected) in stored.zip(bare).zip(expected) {
        let (stored, bare) = (stored.expect("an event"), bare.expect("an event"));
        let json = serde_json::to_value(&stored).expect("JSON");
        assert_eq!(json, serde_json::json!({ "Unknown": expected }));
        assert_eq!(
            serde_json::from_value::<Stored>(json).expect("it is read back"),
            stored
        );
        let json = serde_json::to_value(&bare).expect("JSON");
        assert_eq!(json, expected);
        assert_eq!(
            serde_json::from_value::<Bare>(json).expect("it is read back"),
            bare
        );
    }
}
