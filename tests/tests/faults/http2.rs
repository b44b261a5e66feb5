//! Faults of HTTP/2 streams and connections.

use std::time::Duration;

use stream_events::{RequestExt, TimeoutKind};
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Wire};

use crate::expect::End::{Clean, Fails};
use crate::expect::{at_once, expect, get, usual};
use crate::feeds::{Chat, Msg, Texts};
use crate::read::{Kind, Outcome, read};

#[tokio::test]
async fn a_reset_stream_is_an_error() {
    let rows = [
        ("/rst-mid", 1, Fails(Kind::Transport)),
        ("/rst-cancel-mid", 1, Fails(Kind::Transport)),
        ("/rst-before", 0, Fails(Kind::Send)),
        ("/h2-trailers", 3, Clean),
    ];
    expect(&[Wire::H2c], &rows).await;
}

/// hyper takes `NO_ERROR` for a good end, wherever it comes. The body's `is_end_stream` would tell, but
/// not through reqwest's decompression, which says no for all. A declared end still tells.
#[tokio::test]
async fn a_stream_reset_without_an_error_is_a_truncation() {
    let server = FaultServer::start(Wire::H2c).await;
    let outcome = read(server.get("/rst-no-error-mid").stream_events::<Chat>()).await;
    assert_eq!(outcome.events, [Chat::Msg(Msg { n: 1 })]);
    assert_eq!(outcome.kind(), Some(Kind::Truncated));
}

/// A `GOAWAY` that names an earlier stream as the last: what it says of this one, hyper does not tell.
#[tokio::test]
async fn a_stream_that_a_goaway_leaves_out_is_a_truncation() {
    for row in ["/goaway-below", "/goaway-below-and-close"] {
        let server = FaultServer::start(Wire::Frames(row)).await;
        let outcome = read(server.get(row).stream_events::<Chat>()).await;
        assert_eq!(outcome.events, [Chat::Msg(Msg { n: 1 })], "{row}");
        assert_eq!(outcome.kind(), Some(Kind::Truncated), "{row}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_broken_connection_is_an_error() {
    for (row, events, end) in [
        ("/goaway-mid", 3, Clean),
        ("/goaway-error-mid", 1, Fails(Kind::Transport)),
        ("/h2-eof-mid", 1, Fails(Kind::Transport)),
    ] {
        expect(&[Wire::Frames(row)], &[(row, events, end)]).await;
    }
}

#[tokio::test]
async fn what_the_server_did_not_take_up_is_sent_again() {
    for (wire, path) in [
        (Wire::H2c, "/rst-refused"),
        (Wire::Frames("/goaway-refuse"), "/goaway-refuse"),
    ] {
        let server = FaultServer::start(wire).await;
        let outcome = read(get(&server, path)).await;
        assert!(
            usual(&outcome) && outcome.events.len() == 3,
            "{path}: {outcome:?}"
        );
        assert!(outcome.error.is_none());
        assert_eq!(server.requests(path).len(), 2, "{path}");
    }
}

/// Reads this row and then another, with the same client; says how many connections that took.
async fn twice(wire: Wire, first: &str) -> (usize, Outcome<Texts>) {
    let server = FaultServer::start(wire).await;
    let request = |path: &str| {
        let request = server.get(path).stream_events::<Texts>().retry(at_once());
        request
            .idle_timeout(Duration::from_millis(300))
            .headers_timeout(Duration::from_secs(2))
    };
    let outcome = read(request(first)).await;
    let after = read(request("/ok")).await;
    assert!(
        usual(&after) && !after.events.is_empty(),
        "{first}: {after:?}"
    );
    if first == "/idle" {
        let reset = Some(ClientLeft::StreamReset(h2::Reason::CANCEL.into()));
        assert_eq!(server.client_leaves(first).await, reset);
    }
    (server.connections(), outcome)
}

#[tokio::test]
async fn a_connection_outlives_its_streams_but_no_goaway() {
    let (connections, outcome) = twice(Wire::H2c, "/idle").await;
    assert_eq!(outcome.kind(), Some(Kind::Timeout(TimeoutKind::Bytes)));
    assert_eq!((outcome.events.len(), connections), (1, 1));

    let (connections, outcome) = twice(Wire::H2c, "/rst-mid").await;
    assert_eq!((outcome.kind(), connections), (Some(Kind::Transport), 1));

    let (connections, outcome) = twice(Wire::Frames("/goaway-mid"), "/goaway-mid").await;
    assert_eq!(
        (outcome.kind(), outcome.events.len(), connections),
        (None, 3, 2)
    );
}

#[tokio::test]
async fn empty_frames_cost_nothing() {
    let server = FaultServer::start(Wire::Frames("/h2-empty-data")).await;
    let outcome = read(get(&server, "/h2-empty-data")).await;
    let all = outcome.events.len() == 3 && outcome.error.is_none();
    let refused = outcome.events.is_empty() && outcome.kind() == Some(Kind::Transport);
    assert!(all || refused, "{outcome:?}");
    assert_eq!(server.requests("/h2-empty-data").len(), 1);
}

/// The HTTP/2 library gives up the connection of a reader that pauses while small frames pile up.
#[tokio::test]
async fn a_reader_that_pauses_for_too_many_frames_is_told_so() {
    let row = "/h2-tiny-data";
    let server = FaultServer::start(Wire::Frames(row)).await;
    let mut stream = get(&server, row).await.expect("a stream");
    stream.next().await.expect("an event").expect("a good one");
    assert!(server.all_closed().await, "the connection is given up");
    let next = stream.next().await.expect("no clean end");
    let error = next.expect_err("a comment is no event");
    let said = error.to_string();
    assert!(said.contains("too many small frames"), "{said}");
    assert!(
        said.contains("read without long pauses") && said.contains("HTTP/1.1"),
        "{said}"
    );
    assert!(error.is_retryable());
    assert_eq!(crate::read::kind(&error), Kind::Transport);
    assert!(std::error::Error::source(&error).is_some());
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn more_than_the_promised_length_is_an_error() {
    let server = FaultServer::start(Wire::Frames("/h2-too-long")).await;
    let outcome = read(get(&server, "/h2-too-long").max_retries(0)).await;
    assert!(outcome.events.is_empty(), "{outcome:?}");
    assert!(
        matches!(outcome.kind(), Some(Kind::Transport | Kind::Send)),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_server_that_takes_no_more_streams_is_waited_for() {
    let server = FaultServer::start(Wire::Frames("/h2-max0")).await;
    let request = || server.get("/").stream_events::<Texts>();
    let first = read(request()).await;
    assert!(usual(&first) && first.events.len() == 3 && first.error.is_none());
    let limit = Duration::from_millis(300);
    let second = read(request().max_retries(0).headers_timeout(limit)).await;
    let waited = second.kind() == Some(Kind::Timeout(TimeoutKind::Headers));
    assert!(waited || second.events.len() == 3, "{second:?}");
    assert!(server.connections() <= 2);
}
