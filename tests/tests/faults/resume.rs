//! Streams that are cut. Nothing is resumed unless that is asked for.

use stream_events::RequestExt;
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::{EVERY, at_once, get};
use crate::feeds::{Chat, Msg};
use crate::read::{Kind, read};

#[tokio::test]
async fn a_cut_stream_is_an_error_and_not_asked_for_again() {
    for wire in EVERY {
        for (mode, kind) in [
            ("clean", Kind::Truncated),
            ("trunc", Kind::Truncated),
            ("rst", Kind::Transport),
            ("fin", Kind::Transport),
        ] {
            if wire == Wire::H2c && mode == "fin" {
                // There it is a row of its own, `/h2-eof-mid`.
                continue;
            }
            let server = FaultServer::start(wire).await;
            let request = server.get(&format!("/resume?mode={mode}"));
            let outcome = read(request.stream_events::<Chat>().retry(at_once())).await;
            let expected = [1, 2, 3].map(|n| Chat::Msg(Msg { n }));
            assert_eq!(outcome.events, expected, "{wire:?} {mode}");
            assert_eq!(outcome.kind(), Some(kind), "{wire:?} {mode}");
            assert_eq!(server.requests("/resume").len(), 1, "{wire:?} {mode}");
        }
    }
}

#[tokio::test]
async fn the_last_event_id_at_the_cut_is_the_standards() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, id) in [
        ("/id-uncommitted", "1"),
        ("/id-only-block", "2"),
        ("/id-reset", ""),
        ("/id-nul", "1"),
        ("/id-unicode", "…"),
        ("/id-control", "1\u{1}\u{7f}\u{b}2"),
    ] {
        let mut stream = get(&server, path).await.expect("a stream");
        while let Some(event) = stream.next().await {
            event.expect("an event");
        }
        assert_eq!(stream.last_event_id(), id, "{path}");
        assert_eq!(
            stream.reconnection_time().map(|time| time.as_millis()),
            Some(10),
            "{path}"
        );
    }
}
