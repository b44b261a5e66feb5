//! Answers that are cut off, or framed so that nobody knows where they end.

use std::time::Duration;

use stream_events::{ErrorKind, RequestExt, TimeoutKind};
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::End::{Clean, Fails};
use crate::expect::{EVERY, ONE_BY_ONE, Row, expect, get, usual};
use crate::feeds::{Chat, Texts};
use crate::read::{Kind, read};

const CUT: [Row; 13] = [
    ("/reset-before-headers", 0, Fails(Kind::Send)),
    ("/close-before-headers", 0, Fails(Kind::Send)),
    ("/close-mid-headers", 0, Fails(Kind::Send)),
    ("/bad-status-line", 0, Fails(Kind::Send)),
    ("/reset-after-headers", 0, Fails(Kind::Transport)),
    ("/reset-mid-event", 1, Fails(Kind::Transport)),
    ("/truncated-chunk", 1, Fails(Kind::Transport)),
    ("/missing-last-chunk", 3, Fails(Kind::Transport)),
    ("/content-length-short", 1, Fails(Kind::Transport)),
    ("/content-length-long", 1, Clean),
    ("/bad-chunk-size", 1, Fails(Kind::Transport)),
    ("/huge-chunk-size", 1, Fails(Kind::Transport)),
    // Nothing tells this end from a good one, unless the API declares its end.
    ("/close-mid-event-eof", 1, Clean),
];

#[tokio::test]
async fn what_arrived_is_delivered_and_the_cut_is_told() {
    expect(&ONE_BY_ONE, &CUT).await;
    expect(
        &EVERY,
        &[
            ("/close-mid-event", 1, Clean),
            ("/close-no-blank-line", 1, Clean),
        ],
    )
    .await;
}

#[tokio::test]
async fn tls_tells_a_cut_connection_from_a_closed_one() {
    let rows = [
        ("/tls-close-no-notify", 3, Clean),
        ("/tls-close-no-notify?gz=1", 3, Clean),
        ("/tls-truncate", 1, Fails(Kind::Transport)),
    ];
    expect(&[Wire::Tls], &rows).await;
}

#[tokio::test]
async fn an_end_inside_an_event_is_noticed() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, inside) in [
        ("/ok", false),
        ("/close-mid-event", true),
        ("/close-no-blank-line", true),
        ("/close-mid-event-eof", true),
    ] {
        assert_eq!(
            read(get(&server, path)).await.ended_inside_event,
            inside,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_api_that_declares_its_end_knows_a_truncation() {
    for wire in ONE_BY_ONE {
        let server = FaultServer::start(wire).await;
        for path in [
            "/close-mid-event",
            "/close-no-blank-line",
            "/close-mid-event-eof",
        ] {
            let outcome = read(server.get(path).stream_events::<Chat>()).await;
            assert_eq!(outcome.events.len(), 1, "{path}");
            let error = outcome.error.expect("a truncation");
            let ErrorKind::Truncated(truncated) = error.kind() else {
                panic!("{path}: {error:?}")
            };
            assert_eq!(truncated.events(), 1);
            assert_eq!(truncated.last_event_type(), Some("msg"));
            assert!(truncated.inside_event(), "{path}");
            assert!(error.is_retryable());
        }
        // The sentinel came; what the connection does then does not matter.
        let outcome = read(server.get("/missing-last-chunk").stream_events::<Chat>()).await;
        assert_eq!((outcome.events.len(), outcome.kind()), (2, None));
    }
}

#[tokio::test]
async fn errors_before_and_in_the_stream_are_retryable() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, retries) in [("/close-before-headers", 2), ("/reset-mid-event", 0)] {
        let error = read(get(&server, path)).await.error.expect("an error");
        assert!(error.is_retryable() && !error.is_timeout(), "{error:?}");
        assert_eq!(error.retries(), retries);
    }
    let once = read(get(&server, "/bad-status-line").max_retries(0)).await;
    assert_eq!(once.error.map(|error| error.retries()), Some(0));
    assert_eq!(server.requests("/bad-status-line").len(), 1);
}

#[tokio::test]
async fn bytes_beyond_the_content_length_are_nobodys() {
    for wire in ONE_BY_ONE {
        let server = FaultServer::start(wire).await;
        for (path, events) in [("/content-length-long", 1), ("/ok", 3)] {
            let outcome = read(server.get(path).stream_events::<Texts>()).await;
            assert!(usual(&outcome) && outcome.error.is_none(), "{outcome:?}");
            assert_eq!(outcome.events.len(), events, "{path}");
        }
        let [long, ok] = ["/content-length-long", "/ok"].map(|path| server.requests(path));
        assert_ne!(long[0].connection(), ok[0].connection(), "{wire:?}");
    }
}

#[tokio::test]
async fn a_promised_chunk_is_read_as_it_comes() {
    for wire in ONE_BY_ONE {
        let server = FaultServer::start(wire).await;
        let request = get(&server, "/big-chunk-promise");
        let outcome = read(request.idle_timeout(Duration::from_millis(300))).await;
        assert!(usual(&outcome) && outcome.events.len() == 1);
        assert_eq!(outcome.kind(), Some(Kind::Timeout(TimeoutKind::Bytes)));
    }
}

#[tokio::test]
async fn a_length_beside_chunks_never_cuts_the_body() {
    for wire in ONE_BY_ONE {
        let server = FaultServer::start(wire).await;
        let outcome = read(get(&server, "/cl-and-te")).await;
        let chunks_won = usual(&outcome) && outcome.events.len() == 3 && outcome.error.is_none();
        let refused = outcome.events.is_empty() && outcome.kind() == Some(Kind::Send);
        assert!(chunks_won || refused, "{wire:?}: {outcome:?}");
    }
}
