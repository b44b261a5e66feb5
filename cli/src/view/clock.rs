//! When the events of a recording came.

use crate::io::Recording;

/// When the bytes came. It is asked for places that only grow.
pub(super) struct Clock<'a> {
    recording: &'a Recording,
    chunk: usize,
    /// Where that chunk ends.
    end: usize,
}

impl<'a> Clock<'a> {
    pub(super) fn new(recording: &'a Recording) -> Self {
        let first = recording.response.chunks().first();
        Self {
            recording,
            chunk: 0,
            end: first.map_or(0, |it| it.bytes.len()),
        }
    }

    /// Whether the times are known, and not just that the body came.
    pub(super) fn has_times(&self) -> bool {
        match self.recording.response.chunks() {
            [] => false,
            [chunk] => !chunk.at.is_zero(),
            _ => true,
        }
    }

    /// When the byte before `end` came, in microseconds.
    pub(super) fn at(&mut self, end: usize) -> u64 {
        let chunks = self.recording.response.chunks();
        while self.end < end && self.chunk + 1 < chunks.len() {
            self.chunk += 1;
            self.end += chunks[self.chunk].bytes.len();
        }
        let at = chunks.get(self.chunk).map(|it| it.at).unwrap_or_default();
        u64::try_from(at.as_micros()).unwrap_or(u64::MAX)
    }
}
