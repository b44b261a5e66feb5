//! An upstream that a test plays by hand, and how bodies are read.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt as _;
use futures::channel::mpsc;
use stream_events::{AsyncStream, Decoder, MessageStream, StreamEvents};
use stream_events_relay::{CutError, Key, Log, MemoryLog, Relay, RelayBody, Run};

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "schemas/feed.json")]
pub struct Feed;

type Chunk = Result<Bytes, std::io::Error>;
type Source = Pin<Box<dyn futures::Stream<Item = Chunk> + Send>>;

/// The sending side of an upstream. Dropping it is the end of the upstream's bytes.
#[derive(Debug)]
pub(crate) struct Upstream {
    bytes: mpsc::UnboundedSender<Chunk>,
    /// How many connections there are.
    open: Arc<AtomicUsize>,
}

impl Upstream {
    pub(crate) fn send(&self, text: impl Into<String>) {
        // A test may send to a connection that was closed.
        let _ = self.bytes.unbounded_send(Ok(Bytes::from(text.into())));
    }

    pub(crate) fn update(&self, n: usize) {
        self.send(update(n));
    }

    pub(crate) fn end(&self) {
        self.send(BYE);
    }

    pub(crate) fn fail(&self) {
        let error = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        let _ = self.bytes.unbounded_send(Err(error));
    }

    pub(crate) fn connections(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }
}

pub(crate) const BYE: &str = "event: bye\ndata: {}\n\n";

pub(crate) fn update(n: usize) -> String {
    format!("event: update\nid: u{n}\ndata: {{\"n\":{n}}}\n\n")
}

/// Counts itself as long as it lives.
struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub(crate) fn upstream() -> (
    Upstream,
    impl Future<Output = Result<MessageStream<Feed, Source>, Infallible>> + Send,
) {
    let (bytes, receiver) = mpsc::unbounded();
    let open = Arc::new(AtomicUsize::new(0));
    let upstream = Upstream {
        bytes,
        open: Arc::clone(&open),
    };
    let opened = async move {
        open.fetch_add(1, Ordering::SeqCst);
        let guard = Open(open);
        let source: Source = Box::pin(receiver.map(move |chunk| {
            let _held = &guard;
            chunk
        }));
        Ok(AsyncStream::<Feed, _>::from_bytes(source).into_messages())
    };
    (upstream, opened)
}

pub(crate) fn key(text: &str) -> Key {
    Key::new(text).expect("a key")
}

pub(crate) fn memory() -> Relay<MemoryLog> {
    Relay::new(MemoryLog::new()).retry(None)
}

pub(crate) async fn start<L: Log>(relay: &Relay<L>, name: &str) -> (Upstream, Run<L>) {
    let (upstream, opened) = upstream();
    let run = relay.start(&key(name), opened).await.expect("it starts");
    (upstream, run)
}

/// Everything a body says.
pub(crate) async fn all(mut body: RelayBody) -> (String, Result<(), CutError>) {
    let mut text = String::new();
    while let Some(chunk) = within(body.next()).await {
        match chunk {
            Ok(chunk) => text.push_str(str::from_utf8(&chunk).expect("text")),
            Err(error) => return (text, Err(error)),
        }
    }
    (text, Ok(()))
}

/// The data of the messages in a text, each with its ID.
pub(crate) fn messages(text: &str) -> Vec<(String, String)> {
    let mut decoder = Decoder::new();
    decoder.feed(Bytes::copy_from_slice(text.as_bytes()));
    let mut found = Vec::new();
    while let Ok(Some(message)) = decoder.next_message() {
        found.push((
            message.last_event_id().to_owned(),
            message.data().to_owned(),
        ));
    }
    found
}

pub(crate) fn numbers(text: &str) -> Vec<usize> {
    let data = messages(text).into_iter().filter_map(|(_, data)| {
        let n = data.strip_prefix("{\"n\":")?.strip_suffix('}')?;
        n.parse().ok()
    });
    data.collect()
}

/// What is awaited comes: a test that hangs tells nothing.
pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    let done = tokio::time::timeout(Duration::from_secs(20), future).await;
    done.expect("it comes within 20 seconds")
}
