//! Failures that the server reports in the stream.

use stream_events::{ErrorKind, RequestExt};
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Wire};

use crate::expect::{EVERY, at_once};
use crate::feeds::{Chat, ChatFailure};
use crate::read::read;

/// Path, events before the failure, its kind, the status it stands for.
const ROWS: [(&str, usize, Option<&str>, Option<u16>); 5] = [
    ("/error-event", 2, Some("overloaded_error"), Some(529)),
    ("/error-event-first", 0, Some("overloaded_error"), Some(529)),
    ("/error-data", 1, Some("server_error"), Some(500)),
    ("/error-non-json", 1, None, None),
    ("/error-then-reset", 1, Some("overloaded_error"), Some(529)),
];

#[tokio::test]
async fn a_failure_is_one_error_and_the_end() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for (path, events, kind, status) in ROWS {
            let request = server.get(path).stream_events::<Chat>().retry(at_once());
            let outcome = read(request).await;
            assert_eq!(outcome.events.len(), events, "{wire:?} {path}");
            let error = outcome.error.expect("a failure");
            let info = error.failure_info().expect("what it says");
            assert_eq!(info.error_type.as_deref(), kind, "{wire:?} {path}");
            assert_eq!(error.status(), status, "{wire:?} {path}");
            assert_eq!(error.is_retryable(), status.is_some());
            // Something was delivered, or could have been.
            assert_eq!(server.requests(path).len(), 1, "{wire:?} {path}");
        }
    }
}

#[tokio::test]
async fn nobody_waits_for_the_server_after_a_failure() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server.get("/error-then-hang").stream_events::<Chat>();
        let mut stream = request.await.expect("a stream");
        stream.next().await.expect("an event").expect("a good one");
        stream
            .next()
            .await
            .expect("a failure")
            .expect_err("a failure");
        // The stream is still held.
        let left = server.client_leaves("/error-then-hang").await;
        let expected = match wire {
            Wire::H2c => ClientLeft::StreamReset(8),
            _ => ClientLeft::Closed,
        };
        assert_eq!(left, Some(expected), "{wire:?}");
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn a_failure_that_does_not_fit_is_kept_as_text() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server.get("/error-non-json").stream_events::<Chat>();
        let error = read(request).await.error.expect("a failure");
        let text = "upstream said no";
        assert_eq!(error.failure(), Some(&ChatFailure::Other(text.to_owned())));
        let ErrorKind::Failure(failure) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(failure.data(), text);
    }
}
