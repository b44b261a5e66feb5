//! Bytes in, messages out.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::block::Block;
use super::framed::Framed;
use super::sse::Line;
use super::{DecodeError, End, Framing, Message};

/// Decodes a stream of any [`Framing`]: feed it bytes, take messages out.
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
/// # Ok::<(), stream_events::DecodeError>(())
/// ```
///
/// # Server-sent events
///
/// [`new`](Self::new) makes a decoder that follows the WHATWG HTML standard,
/// ["Interpreting an event stream"][spec], to the letter:
///
/// - Lines end in LF, CR or CRLF, wherever the chunks are cut. A blank line dispatches at once: after
///   CR CR nothing waits to see whether an LF follows.
/// - One byte order mark at the start is skipped; ill-formed UTF-8 becomes U+FFFD.
/// - An event without `data` is not dispatched, but its `id` counts. An `id` with a NUL is ignored.
/// - What comes after the last blank line is discarded; [`finish`](Self::finish) tells.
///
/// # Other framings
///
/// [`framed`](Self::framed) makes a decoder of another framing. What comes out does not depend on how
/// the bytes are cut; one byte order mark at the start is skipped, and ill-formed UTF-8 becomes U+FFFD.
/// None of these has ids or asks for a reconnect. "White space" is space, tab, CR and LF.
///
/// - **JSON lines**: lines end in LF. The data of a message is a line without the white space at both
///   its ends; a line of nothing else is a sign of life and no message. That a line is not JSON is for
///   its reader to say.
/// - **JSON text sequences** (RFC 7464): a record ends at the next separator, or already at a line feed
///   outside of all brackets and strings. A number or a word with no white space before the separator
///   may have been cut, and is [dropped](Self::dropped) (section 2.4).
/// - **JSON array**: an element is a message with its last byte. A stream that is no array, or lacks a
///   comma or has one too many, is [malformed](DecodeError::Malformed). With its `]` the stream
///   [is over](Self::is_over).
/// - **Amazon event stream** (feature `aws-event-stream`): the name of a message is that of the event,
///   the exception or the error; the latter two [are failures](Message::is_failure). A frame whose
///   checksum is wrong, or whose headers do not say what it is, is malformed.
///
/// ```
/// use stream_events::{Decoder, End, Framing};
///
/// let mut decoder = Decoder::framed(Framing::JsonArray);
/// decoder.feed(r#"[{"a": "]"}, 2"#.into());
/// assert_eq!(decoder.next_message()?.unwrap().data(), r#"{"a": "]"}"#);
/// assert!(decoder.next_message()?.is_none()); // the number may go on
/// decoder.feed("]".into());
/// assert_eq!(decoder.next_message()?.unwrap().data(), "2");
/// assert!(decoder.next_message()?.is_none());
/// assert!(decoder.is_over());
/// assert_eq!(decoder.finish(), End::Clean);
/// # Ok::<(), stream_events::DecodeError>(())
/// ```
///
/// # Costs
///
/// Time is linear in the bytes fed, and memory bounded by [`max_event_bytes`](Self::max_event_bytes)
/// (and by what was fed but not advanced over).
///
/// [spec]: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
pub struct Decoder {
    /// What is read, from `at` on.
    pub(super) chunk: Bytes,
    pub(super) at: usize,
    /// What comes after it. Empty unless fed before everything was advanced over.
    pub(super) queue: VecDeque<Bytes>,

    /// How much of a byte order mark came, while there can be one.
    pub(super) bom: Option<usize>,
    pub(super) line: Line,
    /// The last byte was a CR: an LF would belong to it.
    pub(super) after_cr: bool,
    pub(super) block: Block,
    pub(super) state: State,

    pub(super) max_event_bytes: usize,

    pub(super) framed: Framed,
    /// The bytes of the stream before `chunk`.
    pub(super) offset: u64,
    /// What a framing besides server-sent events failed with.
    pub(super) failed: Option<DecodeError>,
}

/// > The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Between two messages, or inside one.
    Reading,
    /// `block` is a message, parts of which may lie in `chunk`.
    Dispatched,
    Failed,
}

impl Decoder {
    /// The limit of an event's size where none is set: 64 MiB, and 64 KiB for what surrounds a
    /// payload that large.
    pub const DEFAULT_MAX_EVENT_BYTES: usize = 64 * 1024 * 1024 + 64 * 1024;

    /// A decoder at the start of a stream of server-sent events.
    #[must_use]
    pub fn new() -> Self {
        Self::framed(Framing::Sse)
    }

    /// A decoder at the start of a stream of this framing.
    #[must_use]
    pub fn framed(framing: Framing) -> Self {
        let framed = Framed::new(framing);
        Self {
            chunk: Bytes::new(),
            at: 0,
            queue: VecDeque::new(),
            bom: framed.is_text().then_some(0),
            line: Line::Start,
            after_cr: false,
            block: Block::default(),
            state: State::Reading,
            max_event_bytes: Self::DEFAULT_MAX_EVENT_BYTES,
            framed,
            offset: 0,
            failed: None,
        }
    }

    /// The same decoder, with this limit to the bytes of one event.
    ///
    /// What counts are the bytes held for an event: its data with the line feeds between data lines,
    /// its `event` and `id` values, and the value of the line being read. Comments and unknown fields
    /// are not held and do not count. A value that a later line replaces stops counting. In the other
    /// framings they are those of the line (without the white space before it), of the record, of the
    /// element, or of the frame without its 16 bytes of lengths and checksums.
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
        if bytes.is_empty() || self.state == State::Failed || self.framed.is_over() {
            self.refuse(&bytes);
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
    /// When an event is larger than [`max_event_bytes`](Self::max_event_bytes), or when the bytes are not
    /// of the framing. What came before it was found before. From then on bytes are not taken in and the
    /// error is the same, until [`finish`](Self::finish).
    #[inline(always)]
    pub fn advance(&mut self) -> Result<bool, DecodeError> {
        match self.framed {
            Framed::Sse => Ok(self.advance_sse()?),
            _ => self.advance_framed(),
        }
    }

    /// Goes on to the chunk that was fed next, if there is one.
    #[inline]
    pub(super) fn next_chunk(&mut self) -> bool {
        self.block.detach(&self.chunk);
        self.offset += self.chunk.len() as u64;
        self.at = 0;
        match self.queue.pop_front() {
            Some(next) => {
                self.chunk = next;
                true
            }
            None => {
                // Given back now: whoever made it may want to fill it again.
                self.chunk = Bytes::new();
                false
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
    /// # use stream_events::{DecodeError, Decoder, Message};
    /// fn first_of_type<'a>(
    ///     decoder: &'a mut Decoder,
    ///     event_type: &str,
    /// ) -> Result<Option<Message<'a>>, DecodeError> {
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
    /// # Ok::<(), DecodeError>(())
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
    pub fn next_message(&mut self) -> Result<Option<Message<'_>>, DecodeError> {
        Ok(if self.advance()? {
            Some(self.message())
        } else {
            None
        })
    }

    /// Goes on to a last message that nothing ended, once the source came to its end in good order.
    ///
    /// `true`: it is found, and [`message`](Self::message) gives it. To be called after
    /// [`advance`](Self::advance) returned `false` and before [`finish`](Self::finish).
    ///
    /// In server-sent events it is an event without its blank line, and its lines are whole: each was
    /// ended by a line break, or the last is a `data` line with which the message `is_whole`. The standard
    /// has such an event discarded, as it may have been cut off: of an API whose servers leave out the
    /// last blank line, only the API's own end can tell.
    ///
    /// In JSON lines and JSON text sequences it is a last text that is one object, array or string (in a
    /// sequence also a number or a word with white space after it), or that `is_whole`, such as a
    /// sentinel. The other framings have none.
    pub fn advance_last(&mut self, is_whole: impl FnOnce(&Message<'_>) -> bool) -> bool {
        let unread = self.at < self.chunk.len() || !self.queue.is_empty();
        if unread || self.state != State::Reading {
            return false;
        }
        match self.framed {
            Framed::Sse => self.advance_last_sse(is_whole),
            _ => self.advance_last_framed(is_whole),
        }
    }

    /// Forgets all bytes.
    pub(super) fn discard(&mut self) {
        self.block.discard();
        self.chunk = Bytes::new();
        self.at = 0;
        self.queue = VecDeque::new();
        self.line = Line::Start;
        self.after_cr = false;
    }

    /// Whether there ever was an id that is not empty.
    pub(crate) fn had_id(&self) -> bool {
        self.block.had_id
    }

    /// The stream is over. Tells whether that was inside an event.
    ///
    /// > Once the end of the file is reached, any pending data must be discarded. (If the file ends
    /// > in the middle of an event, before the final empty line, the incomplete event is not
    /// > dispatched.)
    ///
    /// It was inside one if since the last blank line there was a `data`, `event` or `id` field, or
    /// the start of a line that could have become one; or if there are bytes that were never
    /// advanced over; or after an error. A comment that was cut short is no event. In the other framings
    /// it was inside one if anything but white space came since the last message.
    ///
    /// The decoder is then at the start of a new stream: what it keeps are the framing, the limit, the
    /// last event ID and the reconnection time, as a reconnect needs them.
    pub fn finish(&mut self) -> End {
        let unread = self.at < self.chunk.len() || !self.queue.is_empty();
        let inside = unread
            || match self.state {
                State::Reading => {
                    self.block.is_begun
                        || self.line.is_inside_event()
                        || self.is_inside_framed_message()
                }
                State::Dispatched => false,
                State::Failed => true,
            };
        let end = match inside {
            true => End::InsideEvent,
            false if self.framed.is_open() => End::Unclosed,
            false => End::Clean,
        };
        self.line.keep_head(&mut self.block);
        self.discard();
        self.framed.restart();
        self.state = State::Reading;
        self.bom = self.framed.is_text().then_some(0);
        self.offset = 0;
        self.failed = None;
        end
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
