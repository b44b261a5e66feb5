//! What clients do to servers.

use std::sync::Arc;
use std::time::Duration;

use stream_events::RequestExt;
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Record, Wire};
use tokio::time::sleep;

use crate::expect::{EVERY, at_once, get};
use crate::feeds::{Chat, Msg, Texts};
use crate::read::{Kind, read};

/// More than the buffers of a connection hold.
const STALLED: u64 = 32 * 1024 * 1024;

fn left(wire: Wire) -> ClientLeft {
    match wire {
        Wire::H2c => ClientLeft::StreamReset(8),
        _ => ClientLeft::Closed,
    }
}

#[tokio::test]
async fn dropping_or_closing_a_stream_ends_it_at_the_server() {
    for wire in EVERY {
        for close in [true, false] {
            let server = FaultServer::start(wire).await;
            let request = server.get("/endless").stream_events::<Texts>();
            let mut stream = request.await.expect("a stream");
            for _ in 0..3 {
                stream.next().await.expect("an event").expect("a good one");
            }
            match close {
                true => stream.close(),
                false => drop(stream),
            }
            assert_eq!(
                server.client_leaves("/endless").await,
                Some(left(wire)),
                "{wire:?}"
            );
            // An HTTP/1.1 connection is of no more use; an HTTP/2 connection is.
            let after = read(server.get("/echo").stream_events::<Texts>()).await;
            assert_eq!(after.events.len(), 1);
            assert_eq!(server.connections(), if wire == Wire::H2c { 1 } else { 2 });
        }
    }
}

#[tokio::test]
async fn a_reader_that_waits_holds_the_server_up() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let mut stream = get(&server, "/firehose").await.expect("a stream");
        for _ in 0..10 {
            stream.next().await.expect("an event").expect("a good one");
        }
        let record = server.requests("/firehose").remove(0);
        let written = stalls(&record).await;
        assert!(written < STALLED, "{wire:?}: {written} bytes");
        // It goes on when the reader does.
        let mut read = 0;
        while record.written() == written {
            let event = stream.next().await.expect("an event").expect("a good one");
            read += event.data().len() as u64;
            assert!(read < STALLED);
        }
        drop(stream);
        assert_eq!(
            server.client_leaves("/firehose").await,
            Some(left(wire)),
            "{wire:?}"
        );
    }
}

/// How much was written when nothing more was.
async fn stalls(record: &Arc<Record>) -> u64 {
    let mut before = u64::MAX;
    while before != record.written() && record.written() < STALLED {
        before = record.written();
        sleep(Duration::from_millis(200)).await;
    }
    record.written()
}

#[tokio::test]
async fn a_cancelled_wait_loses_nothing() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server.get("/tick?n=60").stream_events::<Chat>();
        let mut stream = request.await.expect("a stream");
        let (mut events, mut cancelled) = (Vec::new(), 0);
        loop {
            tokio::select! {
                biased;
                event = stream.next() => match event {
                    Some(event) => events.push(event.expect("a good one")),
                    None => break,
                },
                () = sleep(Duration::from_millis(1)) => cancelled += 1,
            }
        }
        let expected = (1..=60).map(|n| Chat::Msg(Msg { n })).collect::<Vec<_>>();
        assert_eq!(events, expected, "{wire:?}");
        assert!(cancelled > 20, "{cancelled}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_read_is_given_up() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server.post("/no-read").body(vec![b'x'; 16 * 1024 * 1024]);
        let request = request.stream_events::<Texts>().max_retries(0);
        let outcome = read(request.headers_timeout(Duration::from_millis(300))).await;
        let expected = Kind::Timeout(stream_events::TimeoutKind::Headers);
        assert_eq!(outcome.kind(), Some(expected), "{wire:?}");
        assert_eq!(
            server.client_leaves("/no-read").await,
            Some(left(wire)),
            "{wire:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_before_the_body_was_read_is_told_or_the_failure_is() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server
            .post("/early-response")
            .body(vec![b'x'; 4 * 1024 * 1024]);
        let outcome = read(request.stream_events::<Chat>().retry(at_once())).await;
        let kind = outcome.kind();
        assert!(
            matches!(kind, Some(Kind::Status(413) | Kind::Send)),
            "{wire:?}: {kind:?}"
        );
    }
}
