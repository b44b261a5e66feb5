//! Answers from elsewhere. Following them is reqwest's; that it stays within bounds is ours.

use serde_json::Value;
use stream_events::RequestExt;
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::{EVERY, get};
use crate::feeds::Texts;
use crate::read::{Kind, read};

#[tokio::test]
async fn redirects_are_followed_with_the_method_they_ask_for() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for (code, method, body) in [
            (301, "GET", ""),
            (302, "GET", ""),
            (303, "GET", ""),
            (307, "POST", "{}"),
            (308, "POST", "{}"),
        ] {
            let path = format!("/redirect?code={code}&n=3");
            let got = read(server.get(&path).stream_events::<Texts>()).await;
            assert_eq!(echoed(&got.events[0], "method"), "GET");
            let posted = read(server.post(&path).body("{}").stream_events::<Texts>()).await;
            assert_eq!(
                echoed(&posted.events[0], "method"),
                method,
                "{wire:?} {code}"
            );
            assert_eq!(echoed(&posted.events[0], "body"), body, "{wire:?} {code}");
        }
    }
}

#[tokio::test]
async fn redirects_end_in_bounds() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for (path, kind, most) in [
            ("/redirect?n=50", Kind::Redirect, 11),
            ("/redirect-loop", Kind::Redirect, 11),
            ("/redirect-missing-location", Kind::Status(301), 1),
        ] {
            let outcome = read(get(&server, path)).await;
            assert_eq!(outcome.kind(), Some(kind), "{wire:?} {path}");
            let times = server
                .requests(path.split('?').next().expect("a path"))
                .len();
            assert!(times <= most, "{wire:?} {path}: {times} requests");
        }
        let outcome = read(get(&server, "/redirect-empty-location")).await;
        let kind = outcome.kind();
        assert!(
            matches!(kind, Some(Kind::Redirect | Kind::Status(307))),
            "{wire:?}: {kind:?}"
        );
        assert!(server.requests("/redirect-empty-location").len() <= 11);
    }
}

#[tokio::test]
async fn credentials_stay_with_their_origin() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, kept) in [("/redirect", true), ("/redirect?cross=1", false)] {
        let request = server
            .get(path)
            .bearer_auth("secret")
            .stream_events::<Texts>();
        let outcome = read(request).await;
        assert_eq!(outcome.events.len(), 1, "{path}: {outcome:?}");
        assert_eq!(
            outcome.events[0].data().contains("Bearer secret"),
            kept,
            "{path}"
        );
        assert!(
            outcome.events[0].data().contains("text/event-stream"),
            "{path}"
        );
    }
}

fn echoed(event: &stream_events::Message<'_>, part: &str) -> String {
    let echo = serde_json::from_str::<Value>(event.data()).expect("an echo is JSON");
    echo[part].as_str().expect("text").to_owned()
}
