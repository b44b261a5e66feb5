//! Bytes in, messages out.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::EventTooLarge;
use super::block::Block;
use super::line::{self, Line};
use crate::Message;

const LF: u8 = b'\n';
const CR: u8 = b'\r';

/// > The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Decodes an event stream: feed it bytes, take messages out.
///
/// It does no input or output of its own. An event that lies in one chunk is read where it is; only
/// what straddles chunks is copied, into memory that is used again.
///
/// ```
/// use stream_events::{Decoder, End};
///
/// let mut decoder = Decoder::new();
/// let mut seen = Vec::new();
/// for chunk in ["event: greeting\ndata: hel", "lo\n\ndata: world\n\n"] {
///     decoder.feed(chunk.into());
///     while let Some(message) = decoder.next_message()? {
///         seen.push((message.event_type().to_owned(), message.data().to_owned()));
///     }
/// }
/// assert_eq!(decoder.finish(), End::Clean);
///
/// let expected = [("greeting", "hello"), ("message", "world")];
/// assert_eq!(seen, expected.map(|(event, data)| (event.to_owned(), data.to_owned())));
/// # Ok::<(), stream_events::EventTooLarge>(())
/// ```
///
/// It follows the WHATWG HTML standard, ["Interpreting an event stream"][spec], to the letter:
///
/// - Lines end in LF, CR or CRLF, wherever the chunks are cut. A blank line dispatches at once: after
///   CR CR nothing waits to see whether an LF follows.
/// - One byte order mark at the start is skipped; ill-formed UTF-8 becomes U+FFFD.
/// - An event without `data` is not dispatched, but its `id` counts. An `id` with a NUL is ignored.
/// - What comes after the last blank line is discarded; [`finish`](Self::finish) tells.
///
/// Time is linear in the bytes fed, and memory bounded by [`max_event_bytes`](Self::max_event_bytes)
/// (and by what was fed but not advanced over).
///
/// [spec]: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
pub struct Decoder {
    /// What is read, from `at` on.
    chunk: Bytes,
    at: usize,
    /// What comes after it. Empty unless fed before everything was advanced over.
    queue: VecDeque<Bytes>,

    /// How much of a byte order mark came, while there can be one.
    bom: Option<usize>,
    line: Line,
    /// The last byte was a CR: an LF would belong to it.
    after_cr: bool,
    block: Block,
    state: State,

    max_event_bytes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between two messages, or inside one.
    Reading,
    /// `block` is a message, parts of which may lie in `chunk`.
    Dispatched,
    Failed,
}

/// How a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// After a blank line, or after nothing but comments and fields that are no part of an event.
    Clean,
    /// In the middle of an event, which is discarded.
    InsideEvent,
}

impl Decoder {
    /// The limit of an event's size where none is set: 64 MiB, and 64 KiB for what surrounds a
    /// payload that large.
    pub const DEFAULT_MAX_EVENT_BYTES: usize = 64 * 1024 * 1024 + 64 * 1024;

    /// A decoder at the start of a stream.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chunk: Bytes::new(),
            at: 0,
            queue: VecDeque::new(),
            bom: Some(0),
            line: Line::Start,
            after_cr: false,
            block: Block::default(),
            state: State::Reading,
            max_event_bytes: Self::DEFAULT_MAX_EVENT_BYTES,
        }
    }

    /// The same decoder, with this limit to the bytes of one event.
    ///
    /// What counts are the bytes held for an event: its data with the line feeds between data lines,
    /// its `event` and `id` values, and the value of the line being read. Comments and unknown fields
    /// are not held and do not count. A value that a later line replaces stops counting.
    #[must_use]
    pub fn with_max_event_bytes(mut self, limit: usize) -> Self {
        self.max_event_bytes = limit;
        self
    }

    /// The same decoder, with a last event ID carried over from an earlier stream.
    #[must_use]
    pub fn with_last_event_id(mut self, id: impl Into<String>) -> Self {
        self.block.last_event_id = id.into();
        self
    }

    /// Adds bytes to the end of the stream.
    ///
    /// Best after [`advance`](Self::advance) returned `false`. Sooner is as correct: the bytes wait
    /// in a queue.
    #[inline]
    pub fn feed(&mut self, bytes: Bytes) {
        if bytes.is_empty() || self.state == State::Failed {
            return;
        }
        if self.at == self.chunk.len() && self.state == State::Reading {
            self.chunk = bytes;
            self.at = 0;
        } else {
            self.queue.push_back(bytes);
        }
    }

    /// Goes on to the next message.
    ///
    /// `true`: it is found, and [`message`](Self::message) gives it. `false`: it needs more bytes.
    ///
    /// # Errors
    ///
    /// When an event is larger than [`max_event_bytes`](Self::max_event_bytes). What came before it
    /// was found before. From then on bytes are not taken in and the error is the same, until
    /// [`finish`](Self::finish).
    pub fn advance(&mut self) -> Result<bool, EventTooLarge> {
        if self.state != State::Reading {
            self.leave_message()?;
        }
        loop {
            if self.read_chunk()? {
                self.state = State::Dispatched;
                return Ok(true);
            }
            self.block.detach(&self.chunk);
            self.at = 0;
            match self.queue.pop_front() {
                Some(next) => self.chunk = next,
                None => {
                    // Given back now: whoever made it may want to fill it again.
                    self.chunk = Bytes::new();
                    return Ok(false);
                }
            }
        }
    }

    /// The message that the last [`advance`](Self::advance) found.
    ///
    /// If it found none, a message without type and data.
    ///
    /// This is apart from `advance` so that the message can be given on from inside a loop; what
    /// needs no more than one message at a time has [`next_message`](Self::next_message).
    ///
    /// ```
    /// # use stream_events::{Decoder, EventTooLarge, Message};
    /// fn first_of_type<'a>(
    ///     decoder: &'a mut Decoder,
    ///     event_type: &str,
    /// ) -> Result<Option<Message<'a>>, EventTooLarge> {
    ///     while decoder.advance()? {
    ///         if decoder.message().event_type() == event_type {
    ///             return Ok(Some(decoder.message()));
    ///         }
    ///     }
    ///     Ok(None)
    /// }
    /// # let mut decoder = Decoder::new();
    /// # decoder.feed("data: 1\n\nevent: b\ndata: 2\n\n".into());
    /// # assert_eq!(first_of_type(&mut decoder, "b")?.unwrap().data(), "2");
    /// # Ok::<(), EventTooLarge>(())
    /// ```
    #[inline(always)]
    #[must_use]
    pub fn message(&self) -> Message<'_> {
        match self.state {
            State::Dispatched => self.block.message(&self.chunk),
            State::Reading | State::Failed => {
                Message::new("").with_last_event_id(self.last_event_id())
            }
        }
    }

    /// Goes on to the next message and gives it; `None` when it needs more bytes.
    ///
    /// # Errors
    ///
    /// See [`advance`](Self::advance).
    #[inline(always)]
    pub fn next_message(&mut self) -> Result<Option<Message<'_>>, EventTooLarge> {
        Ok(if self.advance()? {
            Some(self.message())
        } else {
            None
        })
    }

    /// The stream is over. Tells whether that was inside an event.
    ///
    /// > Once the end of the file is reached, any pending data must be discarded. (If the file ends
    /// > in the middle of an event, before the final empty line, the incomplete event is not
    /// > dispatched.)
    ///
    /// It was inside one if since the last blank line there was a `data`, `event` or `id` field, or
    /// the start of a line that could have become one; or if there are bytes that were never
    /// advanced over; or after [`EventTooLarge`]. A comment that was cut short is no event.
    ///
    /// The decoder is then at the start of a new stream: what it keeps are the limit, the last event
    /// ID and the reconnection time, as a reconnect needs them.
    pub fn finish(&mut self) -> End {
        let unread = self.at < self.chunk.len() || !self.queue.is_empty();
        let inside = unread
            || match self.state {
                State::Reading => self.block.is_begun || self.line.is_inside_event(),
                State::Dispatched => false,
                State::Failed => true,
            };
        self.discard();
        self.state = State::Reading;
        self.bom = Some(0);
        if inside { End::InsideEvent } else { End::Clean }
    }

    /// The last event ID: what the last `id` field before a blank line said, even one of an event
    /// without data. Empty when there was none, and after one longer than 4 KiB: an id is kept as
    /// long as the stream.
    #[must_use]
    pub fn last_event_id(&self) -> &str {
        &self.block.last_event_id
    }

    /// How long the server asked to wait before a reconnect, by a `retry` field.
    ///
    /// A number of milliseconds beyond `u64` is ignored.
    #[must_use]
    pub fn reconnection_time(&self) -> Option<Duration> {
        self.block.reconnection_time
    }

    /// The most bytes that one event may have.
    #[must_use]
    pub fn max_event_bytes(&self) -> usize {
        self.max_event_bytes
    }

    /// From `Dispatched` to `Reading`; an error where there is no way back.
    #[inline]
    fn leave_message(&mut self) -> Result<(), EventTooLarge> {
        if self.state == State::Failed {
            return Err(EventTooLarge {
                limit: self.max_event_bytes,
            });
        }
        self.block.clear();
        self.state = State::Reading;
        Ok(())
    }

    /// Reads the chunk up to a blank line that dispatches (`true`) or to its end.
    #[inline]
    fn read_chunk(&mut self) -> Result<bool, EventTooLarge> {
        if self.bom.is_some() {
            self.skip_bom();
        }
        while self.at < self.chunk.len() {
            let chunk = &self.chunk[..];
            if self.after_cr {
                self.after_cr = false;
                if chunk[self.at] == LF {
                    self.at += 1;
                    continue;
                }
            }

            // > Lines must be separated by either a U+000D CARRIAGE RETURN U+000A LINE FEED (CRLF)
            // > character pair, a single U+000A LINE FEED (LF) character, or a single U+000D CARRIAGE
            // > RETURN (CR) character.
            let start = self.at;
            let starts = self.line == Line::Start;
            if starts {
                if let Some(length) = self.block.repeated_type(&chunk[start..]) {
                    self.at += length;
                    self.check_limit()?;
                    continue;
                }
                // > If the line is empty (a blank line)
                // >     Dispatch the event, as defined below.
                if let LF | CR = chunk[start] {
                    self.at += 1;
                    self.after_cr = chunk[start] == CR;
                    if self.block.dispatch() {
                        return Ok(true);
                    }
                    continue;
                }
            }
            let length = memchr::memchr2(LF, CR, &chunk[start..]);
            let end = length.map_or(chunk.len(), |length| start + length);
            let field = if starts && length.is_some() {
                line::read_whole(chunk, start..end, &mut self.block)
            } else {
                self.line.read(chunk, start..end, &mut self.block);
                length.and_then(|_| self.line.end(chunk, &mut self.block))
            };
            self.at = end;
            if length.is_some() {
                self.at += 1;
                self.after_cr = chunk[end] == CR;
            }
            self.check_limit()?;
            if let Some(field) = field {
                self.block.end(field, &self.chunk);
            }
        }
        Ok(false)
    }

    fn skip_bom(&mut self) {
        while let (Some(matched), Some(&byte)) = (self.bom, self.chunk.get(self.at)) {
            if byte == BOM[matched] {
                self.at += 1;
                self.bom = Some(matched + 1).filter(|&matched| matched < BOM.len());
            } else {
                // Some of a byte order mark is the start of a field, and of none that is known.
                if matched > 0 {
                    self.line = Line::Ignored;
                }
                self.bom = None;
            }
        }
    }

    #[inline]
    fn check_limit(&mut self) -> Result<(), EventTooLarge> {
        if self.block.len() <= self.max_event_bytes {
            Ok(())
        } else {
            Err(self.fail())
        }
    }

    #[cold]
    fn fail(&mut self) -> EventTooLarge {
        self.discard();
        self.state = State::Failed;
        EventTooLarge {
            limit: self.max_event_bytes,
        }
    }

    /// Forgets all bytes.
    fn discard(&mut self) {
        self.block.discard();
        self.chunk = Bytes::new();
        self.at = 0;
        self.queue = VecDeque::new();
        self.line = Line::Start;
        self.after_cr = false;
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

/// What was received is left out: it may be private, and is long.
impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder")
            .field("state", &self.state)
            .field("line", &self.line)
            .field("last_event_id", &self.last_event_id())
            .field("reconnection_time", &self.reconnection_time())
            .field("max_event_bytes", &self.max_event_bytes)
            .finish_non_exhaustive()
    }
}
