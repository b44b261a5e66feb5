//! What it costs to write events, beside `serde_json` alone.

use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use futures_core::Stream;
use serde::Serialize;
use serde::de::DeserializeOwned;
use stream_events::{Encoder, StreamEvents, WriteEvents};

use super::cost::Cost;
use crate::messages::{Messages, Set};
use crate::responses::{self, Responses};
use crate::workload::Workload;

const ROUNDS: usize = 9;

/// The table.
#[must_use]
pub fn table() -> String {
    let mut table = "## Writing events\n\n".to_owned();
    table +=
        "| events | serde_json `to_writer`: ns | a body: ns | x | `Encoder::event`: ns | x |\n";
    table += "|---|---|---|---|---|---|\n";
    table += &row::<Messages, Set>();
    table += &row::<Responses, responses::Set>();
    table
}

fn row<W: Workload, S: WriteEvents>() -> String
where
    S::Event: Clone + Serialize + DeserializeOwned,
{
    let events = events::<W, S>();
    let count = events.len() as f64;
    let costs = Cost::by_turns(ROUNDS, 3, |index| {
        let events = events.clone();
        let start = Instant::now();
        match index {
            0 => serialized(events),
            1 => body::<S>(events),
            _ => encoded::<S>(events),
        }
        start.elapsed().as_secs_f64() * 1e9 / count
    });
    format!(
        "| {} | {:.0} | {:.0} | {} | {:.0} | {} |\n",
        W::NAME,
        costs[0].time(),
        costs[1].time(),
        costs[1].ratio(),
        costs[2].time(),
        costs[2].ratio()
    )
}

fn events<W: Workload, S: StreamEvents>() -> Vec<S::Event>
where
    S::Event: DeserializeOwned,
{
    let events = W::streams().into_iter().flatten();
    let events = events.filter_map(|event| {
        let name = event.kind.event_type();
        let stored = format!("{{\"event\":{name:?},\"data\":{}}}", event.data);
        let bare = || serde_json::from_str(&event.data);
        serde_json::from_str(&stored).or_else(|_| bare()).ok()
    });
    events.collect()
}

fn serialized<E: Serialize>(events: Vec<E>) {
    let mut out = Vec::new();
    for event in events {
        out.clear();
        serde_json::to_writer(&mut out, &event).expect("JSON");
        black_box(out.len());
    }
}

fn body<S: WriteEvents>(events: Vec<S::Event>) {
    let mut body = pin!(Encoder::<S>::encode(Ready(events.into_iter())));
    let mut cx = Context::from_waker(Waker::noop());
    while let Poll::Ready(Some(Ok(chunk))) = body.as_mut().poll_next(&mut cx) {
        black_box(chunk.len());
    }
}

fn encoded<S: WriteEvents>(events: Vec<S::Event>) {
    let mut encoder = Encoder::<S>::new();
    for event in events {
        black_box(encoder.event(&event).expect("it can be written").len());
    }
}

/// Events that are all there.
struct Ready<E>(std::vec::IntoIter<E>);

impl<E> Unpin for Ready<E> {}

impl<E> Stream for Ready<E> {
    type Item = E;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<E>> {
        Poll::Ready(self.0.next())
    }
}
