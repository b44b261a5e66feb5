//! Bedrock's `ConverseStream`.

use bytes::Bytes;
use stream_events::{AsyncStream, Error, ErrorKind, StreamEvents};
use stream_events_tests::framings::aws_frame;

/// What `ConverseStream` sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/bedrock-converse-stream.json")]
pub struct Converse;

fn event(name: &str, payload: &str) -> Vec<u8> {
    let headers = [
        (":event-type", name),
        (":content-type", "application/json"),
        (":message-type", "event"),
    ];
    aws_frame(&headers, payload.as_bytes())
}

fn exception(name: &str, payload: &str) -> Vec<u8> {
    let headers = [
        (":exception-type", name),
        (":content-type", "application/json"),
        (":message-type", "exception"),
    ];
    aws_frame(&headers, payload.as_bytes())
}

fn answer() -> Vec<Vec<u8>> {
    vec![
        event("messageStart", r#"{"p":"abcd","role":"assistant"}"#),
        event(
            "contentBlockDelta",
            r#"{"contentBlockIndex":0,"delta":{"text":"Herons "}}"#,
        ),
        event("contentBlockStop", r#"{"contentBlockIndex":0}"#),
        event(
            "contentBlockStart",
            r#"{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t1","name":"count_herons"}}}"#,
        ),
        event(
            "contentBlockDelta",
            r#"{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"pond\":"}}}"#,
        ),
        event(
            "contentBlockDelta",
            r#"{"contentBlockIndex":1,"delta":{"toolUse":{"input":"\"north\"}"}}}"#,
        ),
        event("contentBlockStop", r#"{"contentBlockIndex":1}"#),
        event("messageStop", r#"{"stopReason":"tool_use"}"#),
        event(
            "metadata",
            r#"{"metrics":{"latencyMs":420},"usage":{"inputTokens":7,"outputTokens":9,"totalTokens":16}}"#,
        ),
    ]
}

async fn read(frames: Vec<Vec<u8>>) -> (Vec<converse::Event>, Option<Error<converse::Failure>>) {
    let body = frames.concat();
    let chunks = body
        .chunks(11)
        .map(Bytes::copy_from_slice)
        .collect::<Vec<_>>();
    let mut stream = AsyncStream::<Converse, _>::from_bytes(futures::stream::iter(chunks));
    let (mut events, mut error) = (Vec::new(), None);
    while let Some(item) = stream.next().await {
        match item {
            Ok(event) => events.push(event),
            Err(it) => error = Some(it),
        }
    }
    (events, error)
}

#[tokio::test]
async fn an_answer_is_read() {
    let (events, error) = read(answer()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.len(), 9);
    assert!(
        !events
            .iter()
            .any(|it| matches!(it, converse::Event::Unknown(_))),
        "{events:?}"
    );
    let converse::Event::Metadata(last) = &events[8] else {
        panic!("{events:?}");
    };
    assert_eq!(last.usage.as_ref().map(|it| it.total_tokens), Some(16));
}

#[tokio::test]
async fn an_answer_without_its_end_is_cut() {
    let mut frames = answer();
    frames.truncate(7);
    let (events, error) = read(frames).await;
    assert_eq!(events.len(), 7);
    assert!(matches!(
        error.expect("a cut").kind(),
        ErrorKind::Truncated(_)
    ));
}

#[tokio::test]
async fn exceptions_have_their_status() {
    for (name, status, is_retryable) in [
        ("throttlingException", Some(429), true),
        ("modelStreamErrorException", Some(424), false),
        ("serviceUnavailableException", Some(503), true),
        ("validationException", Some(400), false),
        ("internalServerException", Some(500), true),
        ("modelTimeoutException", Some(408), true),
        // Of next year.
        ("pondIsDryException", None, false),
    ] {
        let mut frames = answer();
        frames.truncate(2);
        frames.push(exception(name, r#"{"message":"Wait."}"#));
        let (events, error) = read(frames).await;
        assert_eq!(events.len(), 2);
        let error = error.expect("a failure");
        let info = error.failure_info().expect("a failure");
        assert_eq!(
            (info.error_type.as_deref(), info.message.as_deref()),
            (Some(name), Some("Wait."))
        );
        assert_eq!(
            (error.status(), error.is_retryable()),
            (status, is_retryable)
        );
    }
}
