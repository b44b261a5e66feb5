//! Streams that never end, some of them read slowly: memory grows no more than with reqwest alone.
//!
//! A reader that is slower than its server holds what came for it, and what hyper reads into gets
//! larger while there is much to read. How much that comes to is not ours to say: it is measured, with
//! both readers at the same pace.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use stream_events::RequestExt;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::client::{Messages, Reader, client, is_expected};
use crate::process::{number, resident, text};
use crate::script;

pub(crate) const STREAMS: u16 = 40;
/// What a slow reader does with an event.
const SLOW: Duration = Duration::from_millis(20);
/// Until buffers are as large as they get.
const WARM_UP: Duration = Duration::from_secs(2);

#[tokio::main(worker_threads = 2)]
pub(crate) async fn run(reader: &str, url: &str, seconds: &str) -> Result<(), String> {
    let reader = Reader::named(reader)?;
    let seconds = number(seconds)?;
    let client = client()?;
    let events = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for stream in 0..STREAMS {
        let request = client.get(format!("{url}/endless/{stream}"));
        let events = Arc::clone(&events);
        match reader {
            Reader::Reqwest => tasks.spawn(read_bytes(request, stream, events)),
            Reader::StreamEvents => tasks.spawn(read_events(request, stream, events)),
        };
    }
    sleep(WARM_UP).await;
    let before = resident();
    sleep(Duration::from_secs(seconds as u64)).await;
    let grown = resident() - before;
    if let Some(ended) = tasks.try_join_next() {
        return ended.map_err(text)?;
    }
    println!("events {}\ngrown {grown}", events.load(Ordering::Relaxed));
    Ok(())
}

/// Reads with reqwest alone; its events are told apart by their length. A chunk is there until the
/// last of its events is read, as it is for any reader that looks at them.
async fn read_bytes(
    request: reqwest::RequestBuilder,
    stream: u16,
    events: Arc<AtomicUsize>,
) -> Result<(), String> {
    let mut response = request.send().await.map_err(text)?;
    let (mut event, mut bytes) = (0, 0);
    loop {
        let chunk = response.chunk().await.map_err(text)?.ok_or("cut")?;
        bytes += chunk.len();
        let mut next = script::event(stream.into(), event).len();
        while bytes >= next {
            bytes -= next;
            event += 1;
            next = script::event(stream.into(), event).len();
            is_read(stream, &events).await;
        }
    }
}

async fn read_events(
    request: reqwest::RequestBuilder,
    stream: u16,
    events: Arc<AtomicUsize>,
) -> Result<(), String> {
    let mut messages = request.stream_events::<Messages>().await.map_err(text)?;
    for event in 0.. {
        let next = messages.next().await.ok_or("cut")?.map_err(text)?;
        is_expected(&next, stream.into(), event)?;
        is_read(stream, &events).await;
    }
    Ok(())
}

/// Counts an event, and takes time over those of every second stream.
async fn is_read(stream: u16, events: &AtomicUsize) {
    events.fetch_add(1, Ordering::Relaxed);
    if stream.is_multiple_of(2) {
        sleep(SLOW).await;
    }
}
