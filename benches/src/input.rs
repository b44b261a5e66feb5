//! The stream in chunks.

use std::sync::Arc;

use bytes::Bytes;

use crate::workload::{self, Event};

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
}

/// The stream, cut in one way.
#[expect(missing_debug_implementations, reason = "it would be 15 MB")]
pub struct Input {
    /// The events before they were made bytes, with what kind each is.
    pub(crate) events: Vec<Event>,
    /// The bytes in one piece.
    pub(crate) whole: Bytes,
    /// The bytes in chunks, none of which reaches from one message into the next.
    pub(crate) chunks: Arc<[Bytes]>,
    /// The same, message by message.
    pub(crate) messages: Vec<Arc<[Bytes]>>,
}

impl Input {
    /// The workload in chunks.
    #[must_use]
    pub fn new(chunking: Chunking) -> Self {
        let events = workload::messages();
        let messages: Vec<Arc<[Bytes]>> = events
            .iter()
            .map(|events| cut(events, chunking).into())
            .collect();
        let chunks: Arc<[Bytes]> = messages
            .iter()
            .flat_map(|chunks| chunks.iter().cloned())
            .collect();
        let whole = chunks.concat().into();
        Self {
            events: events.into_iter().flatten().collect(),
            whole,
            chunks,
            messages,
        }
    }

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

fn cut(events: &[Event], chunking: Chunking) -> Vec<Bytes> {
    let wire = |event: &Event| {
        Bytes::from(format!(
            "event: {}\ndata: {}\n\n",
            event.kind.event_type(),
            event.data
        ))
    };
    let each: Vec<Bytes> = events.iter().map(wire).collect();
    let size = match chunking {
        Chunking::Event => return each,
        Chunking::Large => 16 * 1024,
        Chunking::Small => 64,
    };
    each.concat()
        .chunks(size)
        .map(Bytes::copy_from_slice)
        .collect()
}
