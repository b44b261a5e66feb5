//! The processes that are measured: all streams open at once, each in a task of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use stream_events::{RequestExt, StreamEvents};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::process::{allow_streams, number, resident, text};
use crate::script::{self, FIRST};

/// What the server pretends to be.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../apis/documents/anthropic-messages.json")]
pub(crate) struct Messages;

/// How many connections are being opened at the same time.
const OPENING: usize = 200;
/// How long all is left alone before memory is measured.
const REST: Duration = Duration::from_secs(1);
/// For everything.
const PATIENCE: Duration = Duration::from_secs(300);

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// reqwest: bytes.
    Reqwest,
    /// stream-events: typed events.
    StreamEvents,
}

impl Reader {
    pub(crate) const ALL: [Self; 2] = [Self::Reqwest, Self::StreamEvents];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Reqwest => "reqwest alone",
            Self::StreamEvents => "stream-events",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| format!("no reader is called `{name}`"))
    }
}

#[tokio::main(worker_threads = 2)]
pub(crate) async fn run(
    reader: &str,
    url: &str,
    streams: &str,
    events: &str,
) -> Result<(), String> {
    let (streams, events) = (number(streams)?, number(events)?);
    let reader = Reader::named(reader)?;
    allow_streams(streams)?;
    let soaking = soak(reader, url, streams, events);
    let late = |_| format!("not done in {} seconds", PATIENCE.as_secs());
    timeout(PATIENCE, soaking).await.map_err(late)?
}

async fn soak(reader: Reader, url: &str, streams: usize, events: usize) -> Result<(), String> {
    let client = client()?;
    let shared = Arc::new(Shared {
        opening: Semaphore::new(OPENING),
        idle: Semaphore::new(0),
    });
    let (before, began) = (resident(), Instant::now());
    let mut tasks = JoinSet::new();
    for stream in 0..streams {
        let request = client.get(format!("{url}/stream/{stream}/{events}"));
        let shared = Arc::clone(&shared);
        match reader {
            Reader::Reqwest => tasks.spawn(read_bytes(request, stream, events, shared)),
            Reader::StreamEvents => tasks.spawn(read_events(request, stream, events, shared)),
        };
    }
    tokio::select! {
        _ = shared.idle.acquire_many(u32::try_from(streams).map_err(text)?) => {}
        // Not before all are idle, unless it failed.
        Some(ended) = tasks.join_next() => return ended.map_err(text)?.map(|_| ()),
    }
    let took = began.elapsed();
    sleep(REST).await;
    let idle = resident();

    let began = Instant::now();
    client.get(format!("{url}/go")).send().await.map_err(text)?;
    let mut came = 0;
    while let Some(ended) = tasks.join_next().await {
        came += ended.map_err(text)??;
    }
    if came != streams * events {
        return Err(format!("{came} events came of {}", streams * events));
    }
    println!("before {before}\nidle {idle}\nevents {came}");
    println!("milliseconds {}", (took + began.elapsed()).as_millis());
    Ok(())
}

pub(crate) fn client() -> Result<reqwest::Client, String> {
    reqwest::Client::builder().no_proxy().build().map_err(text)
}

/// What the tasks share.
struct Shared {
    opening: Semaphore,
    /// A permit for each stream whose first events came.
    idle: Semaphore,
}

/// Reads one stream with reqwest alone; its events are counted by their bytes.
async fn read_bytes(
    request: reqwest::RequestBuilder,
    stream: usize,
    events: usize,
    shared: Arc<Shared>,
) -> Result<usize, String> {
    let sent = |count| {
        (0..count)
            .map(|event| script::event(stream, event).len())
            .sum()
    };
    let (first, all): (usize, usize) = (sent(FIRST.min(events)), sent(events));
    let opening = shared.opening.acquire().await.map_err(text)?;
    let mut response = request.send().await.map_err(text)?;
    let mut bytes = 0;
    while bytes < first {
        bytes += response.chunk().await.map_err(text)?.ok_or("cut")?.len();
    }
    drop(opening);
    shared.idle.add_permits(1);
    while let Some(chunk) = response.chunk().await.map_err(text)? {
        bytes += chunk.len();
    }
    if bytes != all + script::LAST.len() {
        return Err(format!("{bytes} bytes came of stream {stream}"));
    }
    Ok(events)
}

/// Reads one stream of events, and looks at each.
async fn read_events(
    request: reqwest::RequestBuilder,
    stream: usize,
    events: usize,
    shared: Arc<Shared>,
) -> Result<usize, String> {
    let opening = shared.opening.acquire().await.map_err(text)?;
    let mut messages = request.stream_events::<Messages>().await.map_err(text)?;
    let mut came = 0;
    while came < FIRST.min(events) {
        let event = messages.next().await.ok_or("cut")?.map_err(text)?;
        is_expected(&event, stream, came)?;
        came += 1;
    }
    drop(opening);
    shared.idle.add_permits(1);
    while let Some(event) = messages.next().await {
        match event.map_err(text)? {
            messages::Event::MessageStop(_) => {}
            event => {
                is_expected(&event, stream, came)?;
                came += 1;
            }
        }
    }
    Ok(came)
}

/// Whether this is the event of this number.
pub(crate) fn is_expected(
    event: &messages::Event,
    stream: usize,
    number: usize,
) -> Result<(), String> {
    if let messages::Event::ContentBlockDelta(event) = event
        && let messages::Delta::TextDelta(delta) = &event.delta
        && delta.text == script::text(stream, number)
    {
        return Ok(());
    }
    Err(format!(
        "{event:?} is not event {number} of stream {stream}"
    ))
}
