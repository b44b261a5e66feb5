//! Streams that are well.

use stream_events::{Message, RequestExt};
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Wire};

use crate::expect::End::Clean;
use crate::expect::{EVERY, ONE_BY_ONE, expect, get, usual};
use crate::feeds::{Chat, Msg, Texts};
use crate::read::read;

#[tokio::test]
async fn every_framing_delivers_every_event() {
    expect(
        &EVERY,
        &[
            ("/ok", 3, Clean),
            ("/ok-cl", 3, Clean),
            ("/ok-1byte", 3, Clean),
        ],
    )
    .await;
    let framings = [
        ("/ok-close", 3, Clean),
        ("/ok-trailers", 3, Clean),
        ("/ok-100", 3, Clean),
    ];
    expect(&ONE_BY_ONE, &framings).await;
    expect(&[Wire::Frames("/ok")], &[("/ok", 3, Clean)]).await;
}

#[tokio::test]
async fn comments_are_invisible() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let outcome = read(get(&server, "/messages")).await;
        let types = outcome.events.iter().map(Message::event_type);
        let expected = [
            "message_start",
            "ping",
            "delta",
            "delta",
            "delta",
            "message_stop",
        ];
        assert_eq!(types.collect::<Vec<_>>(), expected);
        assert!(outcome.error.is_none());
    }
}

#[tokio::test]
async fn a_sentinel_ends_the_stream_before_the_server_does() {
    for (wire, left) in EVERY.into_iter().zip([
        ClientLeft::Closed,
        ClientLeft::Closed,
        ClientLeft::StreamReset(8),
    ]) {
        let server = FaultServer::start(wire).await;
        let request = server.get("/done-then-hang").stream_events::<Chat>();
        let outcome = read(request).await;
        assert_eq!(outcome.events, [Chat::Msg(Msg { n: 1 })]);
        assert!(outcome.error.is_none());
        assert_eq!(
            server.client_leaves("/done-then-hang").await,
            Some(left),
            "{wire:?}"
        );
    }
}

#[tokio::test]
async fn a_connection_is_used_again_after_a_whole_stream() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for path in ["/ok", "/ok-cl", "/ok"] {
            // To the end of the source, and to the sentinel before it.
            let texts = read(server.get(path).stream_events::<Texts>()).await;
            assert!(usual(&texts) && texts.error.is_none());
            let chat = read(server.get(path).stream_events::<Chat>()).await;
            assert_eq!((chat.events.len(), chat.kind()), (2, None));
        }
        assert_eq!(server.connections(), 1, "{wire:?}");
    }
}

#[tokio::test]
async fn a_request_arrives_as_it_was_built() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server
            .post("/echo")
            .header("accept", "application/json")
            .header("last-event-id", "7")
            .bearer_auth("secret")
            .body(r#"{"stream":true}"#)
            .stream_events::<Texts>();
        let outcome = read(request.retry_count_header("x-retry-count")).await;
        assert_eq!((outcome.events.len(), outcome.kind()), (1, None));
        let records = server.requests("/echo");
        let [record] = &records[..] else {
            panic!("one request")
        };
        let request = record.request();
        assert_eq!(request.method, "POST");
        assert_eq!(request.body, br#"{"stream":true}"#);
        for (name, value) in [
            ("accept", "text/event-stream"),
            ("last-event-id", "7"),
            ("authorization", "Bearer secret"),
            ("x-retry-count", "0"),
        ] {
            let values = request.headers.iter().filter(|(header, _)| header == name);
            assert_eq!(
                values.map(|(_, value)| value).collect::<Vec<_>>(),
                [value],
                "{name}"
            );
        }
    }
}
