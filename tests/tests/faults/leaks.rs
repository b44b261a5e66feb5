//! What errors do not show.

use std::error::Error;
use std::iter::successors;
use std::time::Duration;

use stream_events::RequestExt;
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::{EVERY, at_once};
use crate::feeds::Chat;
use crate::read::read;

const SECRET: &str = "s3cr3t";

const PATHS: [&str; 15] = [
    "/reset-before-headers",
    "/never-headers",
    "/redirect-loop",
    "/redirect-missing-location",
    "/redirect",
    "/401",
    "/204",
    "/ct-json",
    "/gzip-lying",
    "/reset-mid-event",
    "/close-mid-event",
    "/idle",
    "/line-endless",
    "/bad-json",
    "/error-event",
];

#[tokio::test]
async fn no_error_shows_what_was_sent() {
    let rows = EVERY
        .into_iter()
        .flat_map(|wire| PATHS.map(|path| (wire, path)));
    let rows = rows.chain([(Wire::Blackhole, "/")]);
    for check in rows
        .map(|(wire, path)| tokio::spawn(check(wire, path)))
        .collect::<Vec<_>>()
    {
        check.await.expect("no panic");
    }
}

async fn check(wire: Wire, path: &str) {
    let server = FaultServer::start(wire).await;
    let url = server.url(&format!("{path}?key={SECRET}&to=/ct-html"));
    let url = url.replace("://", &format!("://user:{SECRET}@"));
    let client = server
        .client()
        .timeout(Duration::from_secs(1))
        .build()
        .expect("a client");
    let request = client.post(url).header("x-api-key", SECRET).body(SECRET);
    let request = request.stream_events::<Chat>().retry(at_once());
    let outcome = read(request.max_event_bytes(100_000)).await;
    let errors = outcome
        .error
        .iter()
        .chain(&outcome.mismatches)
        .collect::<Vec<_>>();
    assert!(!errors.is_empty(), "{wire:?} {path}");
    for error in errors {
        let sources = successors(Some(error as &dyn Error), |&error| error.source());
        for shown in sources.map(|error| format!("{error} {error:?}")) {
            assert!(!shown.contains(SECRET), "{wire:?} {path}: {shown}");
        }
    }
}
