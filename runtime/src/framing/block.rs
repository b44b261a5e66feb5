//! The message that is being read: in server-sent events, the fields between two blank lines.

use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

use super::aside::{Aside, Asides};
use super::sse::Field;
use super::value::{self, Value, decode};
use crate::Message;

/// The fields since the last blank line, and what outlives them.
#[derive(Default)]
pub(super) struct Block {
    /// The *event type buffer*, if `event_length` is not 0. The text outlives the block: types
    /// repeat, and the same one again is neither copied nor checked to be UTF-8.
    event_type: String,
    /// The bytes that this block's type had when it was received.
    event_length: usize,
    /// The *data buffer*, without the line feed at its end that a dispatch would remove.
    data: Value,
    /// Whether a `data` field came. `data` may be empty all the same.
    pub(super) has_data: bool,
    /// The *last event ID buffer*, where a field of this block set it.
    id: Vec<u8>,
    has_id: bool,
    /// Whether a field of an event came at all.
    pub(super) is_begun: bool,
    /// The value of a field that is judged when its line is complete: all but `data`.
    pending_value: Value,
    /// Text that is no part of an event, and no comment; the first of it.
    pub(super) ignored: Vec<u8>,
    /// What stands beside the messages, where that is wanted.
    pub(super) asides: Option<Box<Asides>>,
    /// There was an id that is not empty.
    pub(super) had_id: bool,
    /// The framing says that the message is a failure.
    pub(super) is_failure: bool,
    /// The *last event ID string*.
    pub(super) last_event_id: String,
    pub(super) reconnection_time: Option<Duration>,
}

/// The longest `id` that is kept, in bytes. It is kept as long as the stream and given with each of
/// its messages, so its memory is not bounded by that of one event.
const MAX_ID: usize = 4096;

/// How much text is kept that is no part of an event: what a server writes in place of a stream, such as
/// a failure, is shorter.
pub(super) const MAX_IGNORED: usize = 16 * 1024;

impl Block {
    /// Keeps text that is no part of an event.
    #[cold]
    pub(super) fn ignored(&mut self, text: &[u8]) {
        let room = MAX_IGNORED - self.ignored.len();
        self.ignored
            .extend_from_slice(&text[..text.len().min(room)]);
    }

    /// A line of this field begins.
    #[inline]
    pub(super) fn begin(&mut self, field: Field, chunk: &[u8]) {
        self.is_begun |= field.is_of_event();
        if field == Field::Data {
            // > Append the field value to the data buffer, then append a single U+000A LINE FEED
            // > (LF) character to the data buffer.
            // The line feed waits for the next line, because of:
            // > If the data buffer's last character is a U+000A LINE FEED (LF) character, then
            // > remove the last character from the data buffer.
            if self.has_data {
                self.data.push_copied(chunk, b"\n");
            }
            self.has_data = true;
        } else if field == Field::Event {
            self.event_length = 0;
        }
    }

    /// More of the value of the line that began last.
    #[inline]
    pub(super) fn extend(&mut self, field: Field, chunk: &[u8], range: Range<usize>) {
        self.value(field).push(chunk, range);
    }

    /// The same, of bytes that are not in the chunk.
    pub(super) fn extend_copied(&mut self, field: Field, chunk: &[u8], bytes: &[u8]) {
        self.value(field).push_copied(chunk, bytes);
    }

    #[inline]
    fn value(&mut self, field: Field) -> &mut Value {
        // Asked for one by one, here and elsewhere: a jump by field would be harder to foresee.
        if field == Field::Data {
            &mut self.data
        } else {
            &mut self.pending_value
        }
    }

    /// The line that began last is complete.
    #[inline]
    pub(super) fn end(&mut self, field: Field, chunk: &[u8]) {
        if field == Field::Event {
            self.end_event(chunk);
        } else if field == Field::Id {
            self.end_id(chunk);
        } else if field == Field::Retry {
            self.end_retry(chunk);
        }
    }

    /// If this begins with the line that names the type of the event before, as nearly every block
    /// does: reads that line, and returns its length.
    #[inline]
    pub(super) fn repeated_type(&mut self, chunk: &[u8]) -> Option<usize> {
        let value = chunk.strip_prefix(b"event: ")?;
        let rest = value.strip_prefix(self.event_type.as_bytes())?;
        if rest.first() != Some(&b'\n') {
            return None;
        }
        self.is_begun = true;
        self.event_length = self.event_type.len();
        Some(chunk.len() - rest.len() + 1)
    }

    /// > Set the event type buffer to the field value.
    #[inline]
    fn end_event(&mut self, chunk: &[u8]) {
        let value = self.pending_value.bytes(chunk);
        if value != self.event_type.as_bytes() {
            set(&mut self.event_type, value);
        }
        self.event_length = value.len();
        self.pending_value.clear();
    }

    /// > If the field value does not contain U+0000 NULL, then set the last event ID buffer to the
    /// > field value. Otherwise, ignore the field.
    fn end_id(&mut self, chunk: &[u8]) {
        let value = self.pending_value.bytes(chunk);
        if memchr::memchr(0, value).is_none() {
            self.id.clear();
            self.id.extend_from_slice(value);
            self.has_id = true;
        }
        self.pending_value.clear();
    }

    /// > If the field value consists of only ASCII digits, then interpret the field value as an
    /// > integer in base ten, and set the event stream's reconnection time to that integer.
    /// > Otherwise, ignore the field.
    fn end_retry(&mut self, chunk: &[u8]) {
        let value = self.pending_value.bytes(chunk);
        // `parse` alone would take a sign. A number that no `u64` holds is ignored, as in browsers.
        if value.iter().all(u8::is_ascii_digit) {
            let milliseconds = str::from_utf8(value)
                .ok()
                .and_then(|digits| digits.parse().ok());
            if let Some(wait) = milliseconds.map(Duration::from_millis) {
                self.reconnection_time = Some(wait);
                self.aside(Aside::Retry(wait));
            }
        }
        self.pending_value.clear();
    }

    /// The blank line came. Returns whether there is a message to dispatch.
    #[inline]
    pub(super) fn dispatch(&mut self) -> bool {
        // > Set the last event ID string of the event source to the value of the last event ID
        // > buffer.
        // Before the next step, hence also in a block without data.
        if self.has_id {
            self.commit_id();
        }
        // > If the data buffer is an empty string, set the data buffer and the event type buffer to
        // > the empty string and return.
        if self.has_data {
            self.data.complete();
        } else {
            self.clear();
        }
        self.has_data
    }

    fn commit_id(&mut self) {
        self.had_id |= !self.id.is_empty();
        match self.id.len() <= MAX_ID {
            true => set(&mut self.last_event_id, &self.id),
            false => self.last_event_id.clear(),
        }
        if self.asides.is_some() && (!self.has_data || self.last_event_id.is_empty()) {
            self.aside(Aside::Id(self.last_event_id.clone()));
        }
        self.forget_id();
    }

    fn forget_id(&mut self) {
        self.has_id = false;
        self.id.clear();
        self.id.shrink_to(value::KEPT_CAPACITY);
    }

    /// The message that was dispatched.
    #[inline(always)]
    pub(super) fn message<'a>(&'a self, chunk: &'a [u8]) -> Message<'a> {
        // > If the event type buffer has a value other than the empty string, change the type of
        // > the newly created event to equal the value of the event type buffer.
        Message {
            event: (self.event_length > 0).then_some(Cow::Borrowed(&self.event_type)),
            data: self.data.text(chunk),
            last_event_id: Cow::Borrowed(&self.last_event_id),
            is_failure: self.is_failure,
        }
    }

    /// Forgets the message, or what there is of it.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.event_length = 0;
        self.data.clear();
        self.has_data = false;
        self.is_begun = false;
    }

    /// Forgets everything since the last blank line.
    pub(super) fn discard(&mut self) {
        self.clear();
        self.pending_value.clear();
        self.forget_id();
        self.forget_comment();
    }

    /// Copies what lies in the chunk, which is about to go.
    #[inline]
    pub(super) fn detach(&mut self, chunk: &[u8]) {
        self.data.detach(chunk);
        self.pending_value.detach(chunk);
    }

    /// The bytes that count against the limit.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.event_length + self.data.len() + self.id.len() + self.pending_value.len()
    }
}

/// What framings besides server-sent events hold: data, and where a frame has one, a name.
impl Block {
    #[inline]
    pub(super) fn data<'a>(&'a self, chunk: &'a [u8]) -> &'a [u8] {
        self.data.bytes(chunk)
    }

    /// Nothing of the data is left but what lies here in it.
    #[inline]
    pub(super) fn narrow_data(&mut self, range: Range<usize>) {
        self.data.narrow(range);
    }

    /// The name is what lies here in the data.
    #[cfg(feature = "aws-event-stream")]
    pub(super) fn set_event_from_data(&mut self, chunk: &[u8], range: Range<usize>) {
        let name = &self.data.bytes(chunk)[range];
        if name != self.event_type.as_bytes() {
            set(&mut self.event_type, name);
        }
        self.event_length = name.len();
    }

    /// The data is complete, and a message.
    #[inline]
    pub(super) fn complete(&mut self) {
        self.has_data = true;
        self.data.complete();
    }

    /// Forgets the data.
    #[inline]
    pub(super) fn forget_data(&mut self) {
        self.data.clear();
        self.has_data = false;
    }
}

/// Makes this text the value, and not keep much more memory than that takes.
fn set(text: &mut String, value: &[u8]) {
    text.clear();
    text.push_str(&decode(value));
    text.shrink_to(value::KEPT_CAPACITY);
}
