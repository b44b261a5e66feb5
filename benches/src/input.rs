//! The stream in chunks.

use std::mem;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;

use crate::workload::{Event, Workload};

/// How the stream is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chunking {
    /// As a fast connection delivers it.
    Large,
    /// As a slow one does.
    Event,
    /// As nobody should.
    Small,
}

impl Chunking {
    /// All of them, by the order of the table.
    pub const ALL: [Self; 3] = [Self::Large, Self::Event, Self::Small];

    /// What it is called in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Large => "16 KiB",
            Self::Event => "1 event",
            Self::Small => "64 B",
        }
    }

    /// Where the chunks of a stream end.
    fn ends(self, stream: Range<usize>, events: Vec<usize>) -> Vec<usize> {
        let every = |size| {
            stream
                .clone()
                .skip(size)
                .step_by(size)
                .chain([stream.end])
                .collect()
        };
        match self {
            Self::Large => every(16 * 1024),
            Self::Event => events,
            Self::Small => every(64),
        }
    }
}

/// The stream, cut in one way.
#[expect(missing_debug_implementations, reason = "it would be 15 MB")]
pub struct Input<W> {
    /// The events before they were made bytes, with what kind each is.
    pub(crate) events: Vec<Event<W>>,
    /// The bytes in one piece.
    pub(crate) whole: Bytes,
    /// The bytes in chunks, none of which reaches from one stream into the next.
    pub(crate) chunks: Arc<[Bytes]>,
    /// The same, stream by stream.
    pub(crate) streams: Vec<Arc<[Bytes]>>,
}

impl<W: Workload> Input<W> {
    /// The workload in chunks.
    #[must_use]
    pub fn new(chunking: Chunking) -> Self {
        Self::of(W::streams(), chunking)
    }

    /// These streams in chunks.
    pub(crate) fn of(events: Vec<Vec<Event<W>>>, chunking: Chunking) -> Self {
        let mut wire = Vec::new();
        let ends: Vec<Vec<usize>> = events
            .iter()
            .map(|stream| stream.iter().map(|event| write(event, &mut wire)).collect())
            .collect();
        let whole = Bytes::from(wire);

        let mut start = 0;
        let mut streams: Vec<Arc<[Bytes]>> = Vec::new();
        for ends in ends {
            let end = ends.last().copied().unwrap_or(start);
            let ends = chunking.ends(start..end, ends);
            let chunks = ends
                .into_iter()
                .map(|end| whole.slice(mem::replace(&mut start, end)..end));
            streams.push(chunks.collect());
        }
        let chunks = streams
            .iter()
            .flat_map(|chunks| chunks.iter().cloned())
            .collect();
        let events = events.into_iter().flatten().collect();
        Self {
            events,
            whole,
            chunks,
            streams,
        }
    }
}

impl<W> Input<W> {
    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events.len()
    }

    /// How many bytes there are.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.whole.len()
    }
}

/// Writes an event as the API does, and returns where it ends.
fn write<W: Workload>(event: &Event<W>, wire: &mut Vec<u8>) -> usize {
    wire.extend_from_slice(b"event: ");
    wire.extend_from_slice(event.kind.event_type().as_bytes());
    wire.extend_from_slice(b"\ndata: ");
    wire.extend_from_slice(event.data.as_bytes());
    wire.extend_from_slice(b"\n\n");
    wire.len()
}
