//! Text in place of events, and ends that the document does not know (cases 01 and 03).

use std::time::Duration;

use stream_events::testing::{Fixture, Server};
use stream_events::{AsyncStream, Error, ErrorKind, ReconnectPolicy, RequestExt};

use crate::feed::{Event, Failure};
use crate::{Feed, client};

/// The items, and the error that ends the stream.
async fn read(text: &str, size: usize) -> (usize, Option<Error<Failure>>) {
    let chunks: Vec<_> = text.as_bytes().chunks(size).map(<[u8]>::to_vec).collect();
    let mut events = AsyncStream::<Feed, _>::from_bytes(futures::stream::iter(chunks));
    let mut seen = 0;
    while let Some(event) = events.next().await {
        match event {
            Ok(_) => seen += 1,
            Err(error) if error.ends_stream() => return (seen, Some(error)),
            Err(error) => panic!("{error}"),
        }
    }
    (seen, None)
}

#[tokio::test]
async fn case_03_a_failure_without_a_frame_is_a_failure() {
    let event = "event: number\ndata: 1\n\n";
    for text in [
        r#"{"code":"busy"}"#,
        "{\"code\":\"busy\"}\n",
        "\r\n{\r\n  \"code\":\r\n    \"busy\"\r\n}\r\n\r\n",
        "error: {\"code\": \"busy\"}\n\n",
    ] {
        for before in ["", event] {
            for size in [1, 2, 7, 1000] {
                let (seen, error) = read(&format!("{before}{text}"), size).await;
                let error = error.expect("an error");
                assert_eq!(seen, usize::from(!before.is_empty()), "{text:?}");
                let Some(Failure::Trouble(trouble)) = error.failure() else {
                    panic!("{text:?} {size}: {error:?}")
                };
                assert_eq!(trouble.code, "busy");
                let info = error.failure_info().unwrap();
                assert_eq!(info.error_type.as_deref(), Some("busy"));
                assert!(error.to_string().contains("busy"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn case_03_what_a_server_wrote_in_place_of_events_is_told() {
    for size in [1, 5, 1000] {
        let page = "<html>\n<body>Sign in</body>\n</html>";
        let (_, error) = read(page, size).await;
        let error = error.expect("an error");
        let ErrorKind::Truncated(truncated) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(truncated.text(), page);
        assert!(error.to_string().contains("<html>"), "{error}");
    }
    // What came before an event is no word on how the stream ended, and a comment is none at all.
    let (seen, error) = read("hello\n\nevent: number\ndata: 1\n\n: bye\n\n", 1000).await;
    assert_eq!(seen, 1);
    let ErrorKind::Truncated(truncated) = error.as_ref().expect("an error").kind() else {
        panic!("{error:?}")
    };
    assert_eq!(truncated.text(), "");
    // Nor is text that no buffer would hold.
    let (_, error) = read(&"x".repeat(100_000), 1000).await;
    let ErrorKind::Truncated(truncated) = error.as_ref().expect("an error").kind() else {
        panic!("{error:?}")
    };
    assert_eq!(truncated.text().len(), 16 * 1024);
}

#[tokio::test]
async fn case_01_an_end_after_text_alone_is_no_success() {
    let (seen, error) = read("oops: we failed\n\nevent: bye\ndata:\n\n", 1000).await;
    // There was an event, and it is the end.
    assert_eq!((seen, error.is_none()), (1, true));

    let server =
        Server::start([Fixture::new().bytes("error: {\"code\": \"busy\"}\n\ndata: [DONE]\n\n")]);
    let server = server.await.unwrap();
    let request = client()
        .get(server.url())
        .stream_events::<crate::Sentinels>();
    let mut events = request.await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.failure_info().unwrap().error_type.as_deref(),
        Some("busy")
    );
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_end_after_an_undeclared_event_is_an_error_of_its_own() {
    let server = Server::start([Fixture::new().event("number", "1").event("done2", "{}")]).await;
    let server = server.unwrap();
    let soon = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    let request = client().get(server.url()).stream_events::<Feed>();
    let mut events = request.reconnect(soon).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), Event::Number(1));
    assert!(matches!(events.next().await, Some(Ok(Event::Unknown(_)))));
    let error = events.next().await.unwrap().unwrap_err();
    let ErrorKind::UndeclaredEnd(end) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!((end.events(), end.event_type()), (2, Some("done2")));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "the stream ended after `done2`, which this document does not declare"
    );
    assert!(events.next().await.is_none());
    assert_eq!(server.requests().len(), 1);

    // Of an undeclared event in the middle, or cut, the end is a truncation.
    for text in [
        "event: done2\ndata: {}\n\nevent: number\ndata: 1\n\n",
        "event: done2\ndata: {}\n\nevent: number\ndata: 1",
    ] {
        let (_, error) = read(text, 1000).await;
        let error = error.expect("an error");
        assert!(matches!(error.kind(), ErrorKind::Truncated(_)), "{error}");
        assert!(error.is_retryable());
    }
}
