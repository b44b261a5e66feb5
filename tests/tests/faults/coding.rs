//! Compressed streams.

use std::time::{Duration, Instant};

use stream_events::{ErrorKind, ReconnectPolicy, RequestExt, TimeoutKind};
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::End::{Clean, Fails};
use crate::expect::{EVERY, expect, get};
use crate::feeds::Texts;
use crate::read::{Kind, read};

#[tokio::test]
async fn what_reqwest_decodes_is_a_stream_like_others() {
    let rows = [
        ("/gzip", 3, Clean),
        ("/gzip-noflush", 3, Clean),
        ("/deflate", 3, Clean),
        ("/br", 3, Clean),
        ("/zstd", 3, Clean),
        ("/gzip-truncated", 2, Fails(Kind::Transport)),
        ("/gzip-lying", 0, Fails(Kind::Coding)),
        // RFC 1952 allows a second member, reqwest does not: an error, and no silent loss.
        ("/gzip-two-members", 1, Fails(Kind::Coding)),
    ];
    expect(&EVERY, &rows).await;
}

/// What is compressed badly is no cut: the same would come again.
#[tokio::test]
async fn a_corrupt_coding_is_an_error_by_name_and_no_reason_to_ask_again() {
    let places = |coding: &str| -> &[(&str, usize)] {
        match coding {
            "gzip" | "deflate" => &[("start", 0), ("middle", 1), ("checksum", 3)],
            _ => &[("start", 0), ("middle", 1)],
        }
    };
    for wire in EVERY {
        for coding in ["gzip", "deflate", "br", "zstd"] {
            for (at, events) in places(coding) {
                let path = format!("/corrupt?coding={coding}&at={at}");
                let server = FaultServer::start(wire).await;
                let soon = ReconnectPolicy::new().max_wait(Duration::from_millis(1));
                let request = get(&server, &path).retry_until_first_event();
                let outcome = read(request.reconnect(soon)).await;
                assert_eq!(
                    outcome.events.len(),
                    *events,
                    "{wire:?} {path}: {outcome:?}"
                );
                let error = outcome.error.expect("an error");
                let ErrorKind::Coding(corrupt) = error.kind() else {
                    panic!("{wire:?} {path}: {error:?}")
                };
                assert!(corrupt.is_corrupt() && !error.is_retryable(), "{path}");
                assert!(error.to_string().contains("corrupt"), "{path}: {error}");
                let source = std::error::Error::source(&error);
                assert!(source.is_some(), "{path}: {error:?}");
                assert_eq!(server.requests("/corrupt").len(), 1, "{wire:?} {path}");
            }
        }
    }
}

/// It is sound as far as it came: a cut, and the rest may come another time.
#[tokio::test]
async fn a_coding_without_its_end_is_a_cut() {
    for coding in ["gzip", "deflate", "br", "zstd"] {
        let path = format!("/cut?coding={coding}");
        let server = FaultServer::start(Wire::Http1).await;
        let outcome = read(get(&server, &path)).await;
        assert_eq!(outcome.events.len(), 2, "{path}: {outcome:?}");
        let error = outcome.error.expect("an error");
        assert!(
            matches!(error.kind(), ErrorKind::Transport(_)),
            "{path}: {error:?}"
        );
        assert!(error.is_retryable(), "{path}");
    }
}

#[tokio::test]
async fn what_nobody_decodes_is_an_error_and_no_garbage() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let client = server.client().no_gzip().no_deflate().no_brotli().no_zstd();
        let client = client.build().expect("a client");
        for (path, coding) in [
            ("/gzip", "gzip"),
            ("/deflate", "deflate"),
            ("/br", "br"),
            ("/zstd", "zstd"),
        ] {
            let outcome = read(client.get(server.url(path)).stream_events::<Texts>()).await;
            assert!(outcome.events.is_empty());
            let error = outcome.error.expect("an error");
            let ErrorKind::Coding(unread) = error.kind() else {
                panic!("{path}: {error:?}")
            };
            assert_eq!(unread.coding(), coding);
            assert_eq!(server.requests(path).len(), 1);
        }
    }
}

#[tokio::test]
async fn decoded_events_are_delivered_as_their_bytes_arrive() {
    for path in [
        "/gzip?ms=100",
        "/deflate?ms=100",
        "/br?ms=100",
        "/zstd?ms=100",
    ] {
        let server = FaultServer::start(Wire::Http1).await;
        let mut stream = get(&server, path).await.expect("a stream");
        let began = Instant::now();
        stream.next().await.expect("an event").expect("a good one");
        let first = began.elapsed();
        while stream.next().await.is_some() {}
        assert!(
            first < began.elapsed() / 2,
            "{path}: {first:?} of {:?}",
            began.elapsed()
        );
    }
}

#[tokio::test]
async fn a_silent_coded_stream_times_out_like_others() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = get(&server, "/gzip?ms=10000").idle_timeout(Duration::from_millis(300));
    let outcome = read(request).await;
    assert_eq!(outcome.events.len(), 1);
    assert_eq!(outcome.kind(), Some(Kind::Timeout(TimeoutKind::Bytes)));
}
