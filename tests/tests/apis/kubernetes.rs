//! Kubernetes' watch.

use std::time::Duration;

use stream_events::testing::{Fixture, Server};
use stream_events::{ErrorKind, ReconnectPolicy, RequestExt as _, StreamEvents};

use super::read::{failing, summary, whole};

/// What an API server sends to those who watch.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/kubernetes-watch.json")]
pub struct Watch;

const FIXTURE: &str = include_str!("../../fixtures/apis/kubernetes-watch.jsonl");

const TYPES: [&str; 4] = ["ADDED", "MODIFIED", "BOOKMARK", "DELETED"];

#[test]
fn a_watch_may_end_between_any_two_lines() {
    let events = whole::<Watch>(FIXTURE, watch::Event::event_type, &TYPES);
    let watch::Event::Added(added) = &events[0] else {
        panic!("{events:?}");
    };
    let object = &added.object;
    assert_eq!(object.metadata.resource_version.as_deref(), Some("101"));
    assert_eq!(object.additional_properties["status"]["phase"], "Pending");
    let lines = FIXTURE.lines().collect::<Vec<_>>();
    for count in 0..lines.len() {
        let body = lines[..count]
            .iter()
            .map(|it| format!("{it}\n"))
            .collect::<String>();
        whole::<Watch>(&body, watch::Event::event_type, &TYPES[..count]);
    }
}

#[test]
fn half_a_line_is_a_cut() {
    let (events, error) = failing::<Watch>(&FIXTURE[..FIXTURE.len() - 20]);
    assert_eq!(events, 3);
    assert!(matches!(error.kind(), ErrorKind::Truncated(_)), "{error}");
}

#[test]
fn a_watch_that_is_too_old_says_so() {
    let error = r#"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old resource version: 1 (101)","reason":"Expired","code":410}}"#;
    let (events, failure) = failing::<Watch>(&format!("{error}\n"));
    assert_eq!(events, 0);
    let said = (
        Some("Expired"),
        Some("too old resource version: 1 (101)"),
        Some(410),
        false,
    );
    assert_eq!(summary(&failure), said);
    let body =
        r#"{"kind":"Status","status":"Failure","message":"no","reason":"Forbidden","code":403}"#;
    let Some(watch::Failure::Status(status)) = Watch::failure(body) else {
        panic!("no failure");
    };
    assert_eq!(
        (status.reason.as_deref(), status.code),
        (Some("Forbidden"), Some(403))
    );
}

#[tokio::test]
async fn a_watch_that_is_cut_goes_on_after_the_last_version() {
    let lines = FIXTURE.lines().map(|line| format!("{line}\n"));
    let lines = lines.collect::<Vec<_>>();
    let watch = |lines: &[String]| {
        Fixture::response(200, "application/json", lines.concat()).header("connection", "close")
    };
    // The last line breaks off, and comes again.
    let half = vec![lines[..2].concat(), lines[2][..20].to_owned()];
    let server = Server::start([watch(&half).cut(), watch(&lines[2..]), Fixture::no_answer()]);
    let server = server.await.expect("a server");
    let url = format!("{}api/v1/pods?watch=true", server.url());
    let at_once = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    let request = reqwest::Client::new().get(url).stream_events::<Watch>();
    let mut events = request.reconnect(at_once).await.expect("a stream");
    for expected in TYPES {
        let event = events.next().await.expect("an event");
        assert_eq!(event.expect("it is read").event_type(), expected);
    }
    let targets = server.requests();
    let targets: Vec<_> = targets.iter().map(|it| it.target.as_str()).collect();
    assert_eq!(
        targets[..2],
        [
            "/api/v1/pods?watch=true",
            "/api/v1/pods?watch=true&resourceVersion=102"
        ]
    );
}
