//! What a framing reads from, and where it holds what it has read.

use super::block::Block;
use super::framed::Fault;
use super::sse::Field;

/// The rest of a chunk, and the message that is begun.
pub(super) struct Input<'a> {
    pub(super) chunk: &'a [u8],
    pub(super) at: &'a mut usize,
    pub(super) block: &'a mut Block,
    /// The most bytes that a message may have.
    pub(super) limit: usize,
}

impl Input<'_> {
    /// What was not read yet.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        &self.chunk[*self.at..]
    }

    /// What is held of the message.
    #[inline]
    pub(super) fn held(&self) -> &[u8] {
        self.block.data(self.chunk)
    }

    /// Passes over the bytes of which this holds.
    #[inline]
    pub(super) fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        let skipped = self.rest().iter().take_while(|byte| is_skipped(**byte));
        *self.at += skipped.count();
    }

    /// Holds so many bytes.
    #[inline]
    pub(super) fn push(&mut self, length: usize) {
        let from = *self.at;
        *self.at += length;
        self.block.extend(Field::Data, self.chunk, from..*self.at);
    }

    /// Holds so many bytes, with which the message ends, or all there are if it goes on. Whether it ends.
    #[inline]
    pub(super) fn hold(&mut self, length: Option<usize>) -> Result<bool, Fault> {
        self.push(length.unwrap_or(self.rest().len()));
        match self.held().len() <= self.limit {
            true => Ok(length.is_some()),
            false => Err(Fault::TooLarge),
        }
    }

    /// What is held is a message, but for the bytes at its end of which this holds.
    #[inline]
    pub(super) fn complete(&mut self, is_trimmed: fn(u8) -> bool) {
        let data = super::blank::trimmed(self.held(), is_trimmed);
        self.block.narrow_data(data);
        self.block.complete();
    }
}
