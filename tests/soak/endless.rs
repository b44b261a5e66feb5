//! Streams that never end, some of them read slowly: memory stays what it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use stream_events::RequestExt;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::client::{Messages, client, is_expected};
use crate::process::{number, resident, text};

pub(crate) const STREAMS: u16 = 40;
/// What a slow reader does with an event.
const SLOW: Duration = Duration::from_millis(20);
/// Until buffers are as large as they get.
const WARM_UP: Duration = Duration::from_secs(2);

#[tokio::main(worker_threads = 2)]
pub(crate) async fn run(url: &str, seconds: &str) -> Result<(), String> {
    let seconds = number(seconds)?;
    let client = client()?;
    let events = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for stream in 0..STREAMS {
        let request = client.get(format!("{url}/endless/{stream}"));
        tasks.spawn(read(request, stream, Arc::clone(&events)));
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

async fn read(
    request: reqwest::RequestBuilder,
    stream: u16,
    events: Arc<AtomicUsize>,
) -> Result<(), String> {
    let mut messages = request.stream_events::<Messages>().await.map_err(text)?;
    for event in 0.. {
        let next = messages.next().await.ok_or("cut")?.map_err(text)?;
        is_expected(&next, stream.into(), event)?;
        events.fetch_add(1, Ordering::Relaxed);
        if stream.is_multiple_of(2) {
            sleep(SLOW).await;
        }
    }
    Ok(())
}
