//! What a success may call itself.

use stream_events::ErrorKind;
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::End::{Clean, Fails};
use crate::expect::{EVERY, expect, get};
use crate::read::{Kind, read};

#[tokio::test]
async fn only_event_streams_are_read_as_event_streams() {
    let rows = [
        ("/ct-charset", 3, Clean),
        ("/ct-upper", 3, Clean),
        ("/ct-semicolon", 3, Clean),
        // These bodies begin as event streams do.
        ("/ct-bogus", 3, Clean),
        ("/ct-invalid", 3, Clean),
        ("/ct-none", 3, Clean),
        ("/ct-json", 0, Fails(Kind::ContentType)),
        ("/ct-html", 0, Fails(Kind::ContentType)),
    ];
    expect(&EVERY, &rows).await;
}

#[tokio::test]
async fn a_stream_is_utf_8_whatever_it_says() {
    let server = FaultServer::start(Wire::Http1).await;
    let outcome = read(get(&server, "/ct-latin1")).await;
    assert_eq!(outcome.events[0].data(), "é…");
    assert!(outcome.events.len() == 3 && outcome.error.is_none());
}

#[tokio::test]
async fn the_error_carries_what_came_instead() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, content_type, body) in [
        (
            "/ct-json",
            Some("application/json"),
            r#"{"message":"not a stream"}"#,
        ),
        ("/ct-html", Some("text/html"), "<h1>Not a stream</h1>"),
    ] {
        let error = read(get(&server, path)).await.error.expect("an error");
        assert!(!error.is_retryable());
        assert_eq!(error.status(), Some(200));
        let ErrorKind::ContentType(other) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(other.content_type(), content_type);
        assert_eq!(other.body().text(), body);
        assert!(other.body().is_complete());
    }
}

#[tokio::test]
async fn leniency_is_asked_for() {
    let server = FaultServer::start(Wire::Http1).await;
    for path in ["/ct-json", "/ct-html"] {
        let outcome = read(get(&server, path).any_content_type()).await;
        // What came is read as a stream, and has no event in it.
        assert_eq!(
            (outcome.kind(), outcome.events.len()),
            (Some(Kind::Truncated), 0),
            "{path}"
        );
    }
}
