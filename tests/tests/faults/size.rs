//! Too much of something: never in memory, and never at more than linear cost.

use std::time::{Duration, Instant};

use allocation_counter::measure;
use stream_events::{ErrorKind, StreamRequest, TimeoutKind};
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Wire};
use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::expect::{EVERY, ONE_BY_ONE, get, usual};
use crate::feeds::Texts;
use crate::read::{Kind, Outcome, read};

const MIB: usize = 1024 * 1024;

/// A request with its limits set.
type Limits = fn(StreamRequest<Texts>) -> StreamRequest<Texts>;

/// Reads a row in one thread, server and client together, within this much memory.
fn read_within(memory: usize, wire: Wire, path: &str, limits: Limits) -> Outcome<Texts> {
    let mut read_outcome = None;
    let used = measure(|| {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        read_outcome = Some(runtime.block_on(async {
            let server = FaultServer::start(wire).await;
            let outcome = read(limits(get(&server, path))).await;
            // The bomb is small enough to be sent before it goes off.
            if outcome.kind() == Some(Kind::EventTooLarge) && path != "/gzip-bomb" {
                let path = path.split('?').next().expect("a path");
                let left = server.client_leaves(path).await;
                let expected = match wire {
                    Wire::H2c => ClientLeft::StreamReset(8),
                    _ => ClientLeft::Closed,
                };
                assert_eq!(left, Some(expected), "{wire:?} {path}");
            }
            outcome
        }));
    });
    let most = usize::try_from(used.bytes_max).expect("it fits");
    assert!(most <= memory, "{wire:?} {path}: {most} bytes");
    read_outcome.expect("it was read")
}

#[test]
fn an_event_without_end_is_too_large() {
    for wire in EVERY {
        for path in ["/line-endless", "/data-lines", "/gzip-bomb"] {
            let outcome = read_within(3 * MIB, wire, path, |it| it.max_event_bytes(MIB / 4));
            let error = outcome.error.expect("an error");
            let ErrorKind::EventTooLarge(_) = error.kind() else {
                panic!("{path}: {error:?}")
            };
            assert!(outcome.events.is_empty() && !error.is_retryable());
            assert!(
                error.to_string().contains("262144"),
                "the limit is told: {error}"
            );
        }
    }
}

#[test]
fn what_is_no_event_is_not_kept() {
    let rows = [
        ("/comment-endless?n=8", 0, None),
        // It is no comment, and no event came.
        ("/field-endless?n=8", 0, Some(Kind::Truncated)),
        ("/event-lines?n=100000", 3, None),
        ("/blank-lines?n=256", 3, None),
    ];
    for wire in EVERY {
        for (path, events, end) in rows {
            let outcome = read_within(2 * MIB, wire, path, |it| it.max_event_bytes(MIB / 4));
            assert_eq!(
                (outcome.kind(), outcome.events.len()),
                (end, events),
                "{wire:?} {path}"
            );
        }
    }
}

#[test]
fn promises_are_not_allocated() {
    for wire in ONE_BY_ONE {
        let limits: Limits = |request| request.idle_timeout(Duration::from_millis(100));
        for path in ["/big-chunk-promise", "/huge-chunk-size"] {
            let outcome = read_within(MIB, wire, path, limits);
            assert!(
                usual(&outcome) && outcome.events.len() == 1,
                "{wire:?} {path}"
            );
        }
    }
}

#[test]
fn streams_of_nothing_are_read_in_place() {
    let limits: Limits = |request| request.event_idle_timeout(Duration::from_millis(200));
    for wire in EVERY {
        let outcome = read_within(2 * MIB, wire, "/comments-only?ms=0", limits);
        let expected = Kind::Timeout(TimeoutKind::Event);
        assert_eq!(
            (outcome.events.len(), outcome.kind()),
            (0, Some(expected)),
            "{wire:?}"
        );
    }
    let empty = Wire::Frames("/h2-empty-data");
    let outcome = read_within(2 * MIB, empty, "/h2-empty-data", |request| request);
    assert!(usual(&outcome));
}

#[tokio::test]
async fn blank_lines_do_not_starve_others() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = get(&server, "/blank-lines?n=2048");
    let (all, mut longest) = (Instant::now(), Duration::ZERO);
    let others = async {
        loop {
            let began = Instant::now();
            sleep(Duration::from_millis(1)).await;
            longest = longest.max(began.elapsed());
        }
    };
    tokio::select! {
        outcome = read(request) => assert_eq!(outcome.events.len(), 3),
        () = others => {}
    }
    // By proportion: on a loaded machine all takes longer.
    assert!(
        longest < all.elapsed() / 4,
        "{longest:?} of {:?}",
        all.elapsed()
    );
}

#[tokio::test]
async fn many_events_arrive_in_order() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let outcome = read(get(&server, "/many-events?n=20000")).await;
        assert!(outcome.error.is_none());
        assert_eq!(outcome.events.len(), 20_000);
        for (event, n) in outcome.events.iter().zip(1..) {
            assert_eq!(event.data(), format!("{{\"n\":{n}}}"));
            assert_eq!(event.last_event_id(), n.to_string());
        }
    }
}

#[tokio::test]
async fn a_large_event_costs_what_it_weighs() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let outcome = read(get(&server, "/big-event?n=4096")).await;
        assert!(outcome.error.is_none(), "{wire:?}: {:?}", outcome.error);
        assert_eq!(outcome.events.len(), 1);
        assert_eq!(outcome.events[0].data().len(), 4 * MIB);
    }
}

#[tokio::test]
async fn large_fields_are_kept_within_the_limit() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for path in ["/huge-id", "/huge-event-name"] {
            let kept = read(get(&server, path)).await;
            assert_eq!(
                (kept.events.len(), kept.kind()),
                (4, None),
                "{wire:?} {path}"
            );
            let first = &kept.events[0];
            // An id is kept as long as its stream, so one as long as this is none.
            assert_eq!(first.last_event_id(), "");
            assert_eq!(first.event_type().len() == MIB, path == "/huge-event-name");
            let limited = read(get(&server, path).max_event_bytes(MIB / 2)).await;
            let kind = Some(Kind::EventTooLarge);
            assert_eq!(
                (limited.events.len(), limited.kind()),
                (0, kind),
                "{wire:?} {path}"
            );
        }
    }
}

#[tokio::test]
async fn heads_are_bounded() {
    for wire in ONE_BY_ONE {
        let server = FaultServer::start(wire).await;
        for path in ["/huge-header", "/many-headers", "/endless-headers"] {
            let outcome = read(get(&server, path).max_retries(0)).await;
            assert_eq!(outcome.kind(), Some(Kind::Send), "{wire:?} {path}");
        }
    }
    let server = FaultServer::start(Wire::H2c).await;
    for path in ["/huge-header", "/many-headers"] {
        let outcome = read(get(&server, path).max_retries(0)).await;
        assert_eq!(outcome.kind(), Some(Kind::Send), "{path}");
    }
}
