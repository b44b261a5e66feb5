//! Where the bytes of a field's value are.

use std::borrow::Cow;
use std::ops::Range;

/// What stays allocated between events. Most events fit; a huge one gives its memory back.
pub(super) const KEPT_CAPACITY: usize = 64 * 1024;

/// What the check for UTF-8 takes at a time.
const BLOCK: usize = 64;

/// The bytes of a value: a range of the current chunk while that will do, a copy from then on.
#[derive(Default)]
pub(super) struct Value {
    /// Empty once anything was copied, so that the value is always one slice.
    in_chunk: Range<usize>,
    copied: Vec<u8>,
}

impl Value {
    pub(super) fn len(&self) -> usize {
        self.copied.len() + self.in_chunk.len()
    }

    pub(super) fn bytes<'a>(&'a self, chunk: &'a [u8]) -> &'a [u8] {
        if self.copied.is_empty() {
            &chunk[self.in_chunk.clone()]
        } else {
            &self.copied
        }
    }

    /// The value is complete, and will be asked for as text. Nothing can be pushed before it is
    /// cleared.
    #[inline]
    pub(super) fn complete(&mut self) {
        if !self.copied.is_empty() {
            self.copied.extend_from_slice(&[0; BLOCK]);
        }
    }

    /// The value as text, once it is complete.
    #[inline(always)]
    pub(super) fn text<'a>(&'a self, chunk: &'a [u8]) -> Cow<'a, str> {
        match self.copied.len().checked_sub(BLOCK) {
            None => decode_within(chunk, self.in_chunk.clone()),
            Some(length) => decode_within(&self.copied, 0..length),
        }
    }

    /// Appends this range of the chunk.
    #[inline]
    pub(super) fn push(&mut self, chunk: &[u8], range: Range<usize>) {
        if self.len() == 0 {
            self.in_chunk = range;
        } else {
            self.detach(chunk);
            self.copied.extend_from_slice(&chunk[range]);
        }
    }

    /// Appends bytes that are not in the chunk.
    pub(super) fn push_copied(&mut self, chunk: &[u8], bytes: &[u8]) {
        self.detach(chunk);
        self.copied.extend_from_slice(bytes);
    }

    /// Copies what is still in the chunk, which is about to go.
    #[inline]
    pub(super) fn detach(&mut self, chunk: &[u8]) {
        if !self.in_chunk.is_empty() {
            self.copied.extend_from_slice(&chunk[self.in_chunk.clone()]);
        }
        self.in_chunk = 0..0;
    }

    /// Nothing is left but what lies here in the value.
    #[inline]
    pub(super) fn narrow(&mut self, range: Range<usize>) {
        if self.copied.is_empty() {
            let start = self.in_chunk.start;
            self.in_chunk = start + range.start..start + range.end;
        } else {
            self.copied.truncate(range.end);
            self.copied.drain(..range.start);
        }
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        self.in_chunk = 0..0;
        if !self.copied.is_empty() {
            self.copied.clear();
            self.copied.shrink_to(KEPT_CAPACITY);
        }
    }
}

/// Line ends and field names are ASCII, which no ill-formed sequence reaches across: decoding value
/// by value gives what decoding the stream would, U+FFFD by U+FFFD.
#[inline]
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // Alone it would do, but takes several times as long where nothing is wrong.
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// The same for a part of these bytes.
///
/// The check takes whole blocks and is slow over what is left, so it is given what is around, as far
/// as that is here, as well.
#[inline(always)]
fn decode_within(bytes: &[u8], range: Range<usize>) -> Cow<'_, str> {
    match text_within(bytes, &range) {
        Some(text) => Cow::Borrowed(text),
        None => decode(&bytes[range]),
    }
}

#[inline(always)]
fn text_within<'a>(bytes: &'a [u8], range: &Range<usize>) -> Option<&'a str> {
    let blocks = range.len().next_multiple_of(BLOCK);
    let start = range.start.min(bytes.len().checked_sub(blocks)?);
    let text = simdutf8::basic::from_utf8(&bytes[start..start + blocks]).ok()?;
    text.get(range.start - start..range.end - start)
}
