//! The recordings, and reading one through a document.

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use stream_events::{AsyncStream, Error, StreamEvents};

/// One row of `index.tsv`.
#[derive(Clone)]
pub(crate) struct Recording {
    /// The file's path below `streams/`.
    pub(crate) file: String,
    /// `name=count` pairs, as the row has them: the `event` fields that came.
    pub(crate) event_names: String,
    /// The same for the payloads' own types.
    pub(crate) payload_types: String,
    /// Its last event has no blank line after it, and so is not counted in the row.
    pub(crate) unterminated: bool,
    pub(crate) body: Bytes,
}

/// All recordings; `None`, said aloud, where they are not at hand.
pub(crate) fn recordings() -> Option<Vec<Recording>> {
    let Some(shared) = std::env::var_os("STREAM_EVENTS_SHARED") else {
        println!("skipped: STREAM_EVENTS_SHARED is not set");
        return None;
    };
    let folder = PathBuf::from(shared).join("streams");
    let index = fs::read_to_string(folder.join("index.tsv")).expect("the index of recordings");
    let mut rows = index.lines();
    let header: Vec<&str> = rows.next().expect("a header").split('\t').collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|it| *it == name)
            .expect("a known column")
    };
    let (file, names, flags) = (column("file"), column("event_names"), column("flags"));
    let recordings = rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        Recording {
            file: cells[file].to_owned(),
            event_names: cells[names].to_owned(),
            payload_types: cells[column("payload_types")].to_owned(),
            unterminated: cells
                .get(flags)
                .is_some_and(|it| it.contains("unterminated")),
            body: fs::read(folder.join(cells[file]))
                .expect("the recording")
                .into(),
        }
    });
    Some(recordings.collect())
}

/// What came of a stream: every item, in order.
pub(crate) type Items<S> =
    Vec<Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>>;

/// The sizes of the chunks that every recording is cut into.
pub(crate) const SIZES: [usize; 5] = [1, 7, 64, 16384, usize::MAX];

/// Reads `body` in chunks of `size` bytes.
pub(crate) fn read<S: StreamEvents>(body: &Bytes, size: usize) -> Items<S> {
    let mut events = AsyncStream::<S, _>::from_bytes(Chunks {
        body: body.clone(),
        size,
    });
    let mut items = Vec::new();
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        match Pin::new(&mut events).poll_next(&mut cx) {
            Poll::Ready(Some(item)) => items.push(item),
            Poll::Ready(None) => return items,
            Poll::Pending => {}
        }
    }
}

struct Chunks {
    body: Bytes,
    size: usize,
}

impl Stream for Chunks {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let size = self.size.min(self.body.len());
        Poll::Ready((size > 0).then(|| Ok(self.body.split_to(size))))
    }
}
