//! What it costs to read the same events in two framings.

use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use bytes::Bytes;
use futures_core::Stream;
use ollama::Chunk;
use stream_events::{AsyncStream, StreamEvents};

use super::cost::Cost;
use crate::random::Random;

const ROUNDS: usize = 9;
const EVENTS: usize = 20_000;

/// Ollama's chat, by the shipped document.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/ollama-chat.json")]
struct Ollama;

/// The same chunks in JSON lines, with nothing to look for.
#[derive(StreamEvents)]
#[expect(dead_code, reason = "its chunks are read and not looked at")]
#[stream_events(
    framing = "jsonl",
    dispatch(type = "chunk"),
    unknown = "skip",
    end = "optional"
)]
enum Lines {
    #[event("chunk")]
    Chunk(Chunk),
}

/// The same in server-sent events.
#[derive(StreamEvents)]
#[expect(dead_code, reason = "its chunks are read and not looked at")]
#[stream_events(dispatch(type = "chunk"), unknown = "skip", end = "optional")]
enum Events {
    #[event("chunk")]
    Chunk(Chunk),
}

struct Input {
    data: Vec<String>,
    events: Vec<Bytes>,
    lines: Vec<Bytes>,
}

type Row = (&'static str, fn(&Input));

const ROWS: [Row; 4] = [
    ("floor: serde_json, data split and kind known", floor),
    ("server-sent events", |input| {
        typed::<Events>(&input.events);
    }),
    ("JSON lines", |input| {
        typed::<Lines>(&input.lines);
    }),
    (
        "JSON lines, the shipped document of Ollama's chat",
        |input| {
            typed::<Ollama>(&input.lines);
        },
    ),
];

/// The table.
#[must_use]
pub fn table() -> String {
    let mut header = "| variant |".to_owned();
    let mut rows = ROWS.map(|(name, _)| format!("| {name} |"));
    for (name, size) in [("16 KiB", Some(16 << 10)), ("1 event", None)] {
        let input = Input::new(size);
        let costs = Cost::by_turns(ROUNDS, rows.len(), |index| {
            let start = Instant::now();
            (ROWS[index].1)(&input);
            start.elapsed().as_secs_f64() * 1e9 / EVENTS as f64
        });
        header += &format!(" {name}: ns | x |");
        for (row, cost) in rows.iter_mut().zip(costs) {
            *row += &format!(" {:.0} | {} |", cost.time(), cost.ratio());
        }
    }
    let rows = rows.join("\n");
    format!(
        "## Typed events by framing\n\n{header}\n|{}\n{rows}\n",
        "---|".repeat(5)
    )
}

impl Input {
    fn new(size: Option<usize>) -> Self {
        let mut random = Random::new(3);
        let data: Vec<_> = (0..EVENTS)
            .map(|_| {
                let words = random.between(1, 3);
                let text = serde_json::Value::from(random.text(words));
                format!(
                    "{{\"model\":\"llama3.2\",\"created_at\":\"2026-11-27T03:00:00.123456Z\",\
                     \"message\":{{\"role\":\"assistant\",\"content\":{text}}},\"done\":false}}"
                )
            })
            .collect();
        let chunks = |before: &str, after: &str| {
            let events = data.iter().map(|data| format!("{before}{data}{after}"));
            match size {
                None => events.map(Bytes::from).collect(),
                Some(size) => {
                    let whole = events.collect::<String>();
                    let chunks = whole.as_bytes().chunks(size);
                    chunks.map(Bytes::copy_from_slice).collect()
                }
            }
        };
        Self {
            events: chunks("data: ", "\n\n"),
            lines: chunks("", "\n"),
            data,
        }
    }
}

fn floor(input: &Input) {
    for data in &input.data {
        black_box(serde_json::from_str::<Chunk>(data).expect("a chunk"));
    }
}

fn typed<S: StreamEvents>(chunks: &[Bytes]) {
    let mut events = pin!(AsyncStream::<S, _>::from_bytes(Chunks(chunks.iter())));
    let mut cx = Context::from_waker(Waker::noop());
    let mut count = 0;
    loop {
        match events.as_mut().poll_next(&mut cx) {
            Poll::Ready(Some(Ok(event))) => {
                count += 1;
                black_box(event);
            }
            // Ollama's stream says that it is over, and this one never does.
            Poll::Ready(_) => break,
            Poll::Pending => {}
        }
    }
    assert_eq!(count, EVENTS);
}

struct Chunks<'a>(std::slice::Iter<'a, Bytes>);

impl Stream for Chunks<'_> {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Bytes>> {
        Poll::Ready(self.0.next().cloned())
    }
}
