//! Tables of rows, and what must come of them.

use std::time::Duration;

use stream_events::{Message, RequestExt, RetryPolicy, StreamRequest};
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::feeds::Texts;
use crate::read::{Kind, Outcome, read};

pub(crate) const EVERY: [Wire; 3] = [Wire::Http1, Wire::Tls, Wire::H2c];
pub(crate) const ONE_BY_ONE: [Wire; 2] = [Wire::Http1, Wire::Tls];

/// A row's path, how many of the usual three events come, and how the stream ends.
pub(crate) type Row = (&'static str, usize, End);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum End {
    Clean,
    Fails(Kind),
}

/// Reads rows over each of these wires, each from a server of its own, all at the same time.
pub(crate) async fn expect(wires: &[Wire], rows: &[Row]) {
    let pairs = wires
        .iter()
        .flat_map(|wire| rows.iter().map(move |row| (*wire, *row)));
    let checks = pairs
        .map(|(wire, row)| tokio::spawn(check(wire, row)))
        .collect::<Vec<_>>();
    let mut wrong = Vec::new();
    for check in checks {
        wrong.extend(check.await.expect("no panic").err());
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

async fn check(wire: Wire, (path, events, end): Row) -> Result<(), String> {
    let server = FaultServer::start(wire).await;
    let outcome = read(get(&server, path)).await;
    let came = outcome.kind().map_or(End::Clean, End::Fails);
    // Only what failed before there was a response is sent again.
    let times = match end {
        End::Fails(Kind::Send | Kind::Connect) => 3,
        _ => 1,
    };
    let sent = server.requests(server_path(path)).len();
    match usual(&outcome) && outcome.events.len() == events && came == end && sent == times {
        true => Ok(()),
        false => Err(format!(
            "{wire:?} {path}: expected {events} events, {end:?}, {times} requests, but: \
             {sent} requests, {outcome:?}"
        )),
    }
}

/// A request that is sent again at once, if at all.
pub(crate) fn get(server: &FaultServer, path: &str) -> StreamRequest<Texts> {
    server.get(path).stream_events::<Texts>().retry(at_once())
}

/// The default policy, without the waits.
pub(crate) fn at_once() -> RetryPolicy {
    RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(5))
}

/// Whether the events are the first of the three that most rows send.
pub(crate) fn usual(outcome: &Outcome<Texts>) -> bool {
    let three = [
        Message::new(r#"{"n":1}"#)
            .with_event("msg")
            .with_last_event_id("1"),
        Message::new(r#"{"n":2}"#)
            .with_event("msg")
            .with_last_event_id("2"),
        Message::new("[DONE]").with_last_event_id("2"),
    ];
    three.starts_with(&outcome.events)
}

fn server_path(path: &str) -> &str {
    path.split_once('?').map_or(path, |(path, _)| path)
}
