//! What reading a stream over loopback costs beyond reading its bytes.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::time::Instant;

use eventsource_stream::Eventsource as _;
use futures_core::Stream;
use reqwest::{Client, RequestBuilder};
use sse_core::{SseDecoder, SseEvent};
use sse_stream::SseByteStream;
use stream_events::RequestExt as _;
use tokio::runtime::{Builder, Runtime};

use super::cost::Cost;
use crate::input::{Chunking, Input};
use crate::loopback;
use crate::messages::{self, Messages, Set};
use crate::tally::Tally;
use crate::workload::Workload as _;

const ROUNDS: usize = 9;

/// How the server cuts the body, and whether the connection has a thread of its own.
const CASES: [(Chunking, bool); 3] = [
    (Chunking::Large, false),
    (Chunking::Large, true),
    (Chunking::Event, false),
];

/// A reader of the response.
#[derive(Clone, Copy)]
enum Reader {
    Reqwest,
    Ours,
    SseCore,
    SseStream,
    EventsourceStream,
}

const READERS: [(Reader, &str); 5] = [
    (Reader::Reqwest, "reqwest, bytes alone"),
    (Reader::Ours, "stream-events"),
    (Reader::SseCore, "reqwest + sse-core + tagged enum"),
    (Reader::SseStream, "reqwest + sse-stream + tagged enum"),
    (
        Reader::EventsourceStream,
        "reqwest + eventsource-stream + tagged enum",
    ),
];

/// The table.
#[must_use]
pub fn table() -> String {
    let mut header = "| reader |".to_owned();
    let mut rows = READERS.map(|(_, name)| format!("| {name} |"));
    for (chunking, threads) in CASES {
        let exchange = Exchange::new(chunking, threads);
        exchange.check();
        let costs = Cost::by_turns(ROUNDS, rows.len(), |index| exchange.time(READERS[index].0));
        for (index, (row, cost)) in rows.iter_mut().zip(costs).enumerate() {
            let (_, polls) = exchange.read(READERS[index].0, &mut Tally::quick());
            *row += &format!(" {:.0} | {} | {polls} |", cost.time(), cost.ratio());
        }
        let threads = if threads {
            "more threads"
        } else {
            "one thread"
        };
        header += &format!(" {}, {threads}: ns | x reqwest | polls |", chunking.name());
    }
    let mut table =
        "## Messages over HTTP/1.1 on loopback, by size of the body's chunks\n\n".to_owned();
    table += &format!("{header}\n|{}\n", "---|".repeat(1 + 3 * CASES.len()));
    for row in rows {
        table += &format!("{row}\n");
    }
    table
}

/// All messages as one response: what would end it before the end is left out.
pub(super) fn one_response(chunking: Chunking) -> Input<Messages> {
    let mut events: Vec<_> = Messages::streams().into_iter().flatten().collect();
    let last = events.len() - 1;
    let mut index = 0..;
    events.retain(|event| index.next() == Some(last) || event.kind != Messages::MessageStop);
    Input::of(vec![events], chunking)
}

/// A response, and who asks for it.
struct Exchange {
    input: Input<Messages>,
    url: String,
    client: Client,
    runtime: Runtime,
}

impl Exchange {
    fn new(chunking: Chunking, threads: bool) -> Self {
        let input = one_response(chunking);
        let url = format!("http://{}/", loopback::serve(&input.chunks));
        let mut runtime = if threads {
            Builder::new_multi_thread()
        } else {
            Builder::new_current_thread()
        };
        Self {
            input,
            url,
            client: Client::new(),
            runtime: runtime.enable_all().build().expect("a runtime"),
        }
    }

    /// All bytes and all events arrive, whoever reads.
    fn check(&self) {
        let mut expected = Tally::thorough();
        for event in &self.input.events {
            messages::decode(&event.data, &mut expected);
        }
        for (reader, name) in READERS {
            let mut tally = Tally::thorough();
            let (bytes, _) = self.read(reader, &mut tally);
            match reader {
                Reader::Reqwest => assert_eq!(bytes, self.input.bytes(), "{name}"),
                _ => assert_eq!(tally.sum(), expected.sum(), "{name}"),
            }
        }
    }

    /// Nanoseconds an event.
    fn time(&self, reader: Reader) -> f64 {
        let mut tally = Tally::quick();
        let start = Instant::now();
        self.read(reader, &mut tally);
        let time = start.elapsed();
        std::hint::black_box(tally.sum());
        time.as_secs_f64() * 1e9 / self.input.events() as f64
    }

    /// Reads all of it; returns the bytes, where these are looked at, and how often the task was
    /// polled, which is once and then whenever it was woken.
    fn read(&self, reader: Reader, tally: &mut Tally) -> (usize, usize) {
        let mut polls = 0;
        let mut reading = pin!(self.reading(reader, tally));
        let bytes = self.runtime.block_on(poll_fn(|context| {
            polls += 1;
            reading.as_mut().poll(context)
        }));
        (bytes, polls)
    }

    async fn reading(&self, reader: Reader, tally: &mut Tally) -> usize {
        let request = self.client.get(&self.url);
        let response = async |request: RequestBuilder| request.send().await.expect("a response");
        match reader {
            Reader::Reqwest => {
                let mut response = response(request).await;
                let mut bytes = 0;
                while let Some(chunk) = response.chunk().await.expect("a chunk") {
                    bytes += chunk.len();
                }
                return bytes;
            }
            Reader::Ours => {
                let mut events = request.stream_events::<Set>().await.expect("a stream");
                while let Some(event) = events.next().await {
                    messages::add(&event.expect("an event"), tally);
                }
            }
            Reader::SseCore => {
                let mut response = response(request).await;
                let mut decoder = SseDecoder::new();
                while let Some(mut chunk) = response.chunk().await.expect("a chunk") {
                    while let Some(event) = decoder.next(&mut chunk) {
                        if let SseEvent::Message(message) = event.expect("within the limit") {
                            messages::decode(&message.data, tally);
                        }
                    }
                }
            }
            Reader::SseStream => {
                let mut events = SseByteStream::new(response(request).await.bytes_stream());
                while let Some(event) = next(&mut events).await {
                    let data = event.expect("UTF-8").data;
                    messages::decode(data.as_deref().unwrap_or_default(), tally);
                }
            }
            Reader::EventsourceStream => {
                let mut events = pin!(response(request).await.bytes_stream().eventsource());
                while let Some(event) = next(&mut events).await {
                    messages::decode(&event.expect("UTF-8").data, tally);
                }
            }
        }
        0
    }
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}
