//! Bytes in, typed events out.

mod body;
mod course;
mod cursor;
mod frames;
mod last_bytes;
mod message_events;
mod message_stream;
mod next;
mod poll;
mod resume;
mod source;
mod stats;
mod watch;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

pub use body::Body;
#[cfg(feature = "http")]
pub(crate) use body::Slot;
use course::Course;
#[cfg(feature = "http")]
pub(crate) use frames::Fault;
use frames::Frames;
pub use message_events::MessageEvents;
pub use message_stream::MessageStream;
pub use next::Next;
pub(crate) use resume::{Beginning, Interruption, Resume, Resumed};
pub use source::SourceItem;
pub use stats::StreamStats;
pub(crate) use watch::Watch;

use crate::trace::Trace;
use crate::{Error, Message, ResponseInfo, StreamEvents};

/// What a poll yields: an event, or what went wrong.
type Item<S> = Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>;

/// A stream of typed events, over a stream of bytes.
///
#[cfg_attr(
    feature = "http",
    doc = "Over HTTP, [`RequestExt`](crate::RequestExt) makes one;"
)]
#[cfg_attr(not(feature = "http"), doc = "Over HTTP, `RequestExt` makes one;")]
/// [`from_bytes`](Self::from_bytes) makes one over any other source. It implements [`Stream`] and
/// [`FusedStream`](futures_core::FusedStream), and has a
/// [`next`](Self::next) of its own.
///
/// It reads from its source only when polled, buffers no more than the chunk in hand and the event
/// being put together, and spawns nothing.
///
/// # Items and end
///
/// An `Err` is either one event whose payload does not fit its type, and the stream goes on, or the
/// last item: [`Error::ends_stream`] tells. What arrived before an error comes before it. After the
/// end there is nothing but `None`.
///
/// The stream ends with an event or a sentinel that the API declares to be the last, without
/// waiting for the server to hang up, or with its source. If the API declares such an end and the
/// source ends without it, the last item is [`ErrorKind::Truncated`](crate::ErrorKind::Truncated).
///
/// # Cancelling and closing
///
/// Nothing is lost when a `next()` is dropped before it is ready, as `select!` does. The source is
/// dropped, and so a connection closed, when the stream is: by [`close`](Self::close), by dropping
/// it, or by its end. Only after a declared end the source is asked, without waiting, whether it
/// is at its end as well, so that an HTTP connection can be used again.
///
/// # Examples
///
/// ```
/// # use stream_events::*;
/// # struct Lines;
/// # impl StreamEvents for Lines {
/// #     type Event = String;
/// #     type Failure = std::convert::Infallible;
/// #     const PROTOCOL: Protocol = Protocol::new("lines");
/// #     fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
/// #         Ok(Dispatch::Yield(message.data().to_owned()))
/// #     }
/// #     fn failure(_: &str) -> Option<Self::Failure> { None }
/// # }
/// # async fn print<B>(source: B) -> Result<(), Error<std::convert::Infallible>>
/// # where B: futures_core::Stream<Item = bytes::Bytes> + Unpin {
/// let mut events = AsyncStream::<Lines, _>::from_bytes(source);
/// while let Some(event) = events.next().await {
///     println!("{}", event?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct AsyncStream<S, B = Body> {
    frames: Frames<B>,
    course: Course,
    phase: Phase,
    /// The decoder still holds the message of the last item.
    holds_message: bool,
    ended_inside_event: bool,
    response: ResponseInfo,
    /// What fills the source again after an interruption.
    resume: Option<Box<dyn Resume<S>>>,
    events: PhantomData<fn() -> S>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    /// Interrupted: `resume` is at work.
    Resuming,
    /// The API's end came. The source is still here, to be found at its end too.
    Ending,
    Over,
}

impl<S, B> AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
{
    /// The events in a stream of bytes, cut anywhere.
    ///
    /// Its items may be `Bytes`, a `Vec<u8>`, a `String` or the like, or a `Result` of one
    /// ([`SourceItem`]). An `Err` ends the stream as
    /// [`ErrorKind::Transport`](crate::ErrorKind::Transport).
    ///
    /// To be polled, the source must be [`Unpin`]; [`boxed_source`](Self::boxed_source) makes it so.
    pub fn from_bytes(source: B) -> Self {
        Self::new(
            source,
            ResponseInfo::default(),
            Watch::none(),
            Trace::default(),
        )
    }

    pub(crate) fn new(source: B, response: ResponseInfo, watch: Watch, trace: Trace) -> Self {
        Self {
            frames: Frames::new(source, watch),
            course: Course::traced(trace),
            phase: Phase::Open,
            holds_message: false,
            ended_inside_event: false,
            response,
            resume: None,
            events: PhantomData,
        }
    }

    #[cfg(feature = "http")]
    pub(crate) fn resumable(mut self, resume: impl Resume<S> + 'static) -> Self {
        self.resume = Some(Box::new(resume));
        self
    }

    /// The same stream, that begins after what came before it.
    #[cfg(feature = "http")]
    pub(crate) fn beginning(mut self, beginning: Beginning) -> Self {
        self.begin(beginning);
        self
    }

    /// The same stream with its source in a box, which makes it [`Unpin`].
    pub fn boxed_source(self) -> AsyncStream<S, Pin<Box<B>>> {
        AsyncStream {
            frames: self.frames.map(Box::pin),
            course: self.course,
            phase: self.phase,
            holds_message: self.holds_message,
            ended_inside_event: self.ended_inside_event,
            response: self.response,
            resume: self.resume,
            events: PhantomData,
        }
    }

    /// The messages of the stream from here on, before they are given a type.
    ///
    /// Nothing is skipped, and nothing ends the stream but its source: sentinels and events that
    /// report a failure are messages like the others, and a truncation cannot be told.
    /// [`MessageStream::ended_inside_event`] is what is left of it.
    pub fn raw(self) -> MessageStream<S, B> {
        MessageStream::new(self.frames, self.response, self.phase != Phase::Open)
    }
}

impl<S, B> AsyncStream<S, B> {
    /// The same stream, that takes no event larger than this many bytes.
    ///
    /// Without this it is [`Decoder::DEFAULT_MAX_EVENT_BYTES`](crate::Decoder), 64 MiB and a bit. A larger
    /// event ends the stream as [`ErrorKind::EventTooLarge`](crate::ErrorKind::EventTooLarge).
    pub fn max_event_bytes(mut self, limit: usize) -> Self {
        self.frames.set_max_event_bytes(limit);
        self
    }

    /// The same stream, with what is known of a response that another HTTP client got.
    ///
    /// Errors then tell its status and request id.
    pub fn with_response(mut self, response: ResponseInfo) -> Self {
        self.response = response;
        self
    }

    /// The response that the stream is the body of. An empty one if it did not come over HTTP.
    ///
    /// Of a stream whose request was sent again, it is the last.
    pub fn response(&self) -> &ResponseInfo {
        &self.response
    }

    /// The last event ID: the last `id` that came with a message, delivered or not. Empty when
    /// there was none.
    pub fn last_event_id(&self) -> &str {
        self.frames.decoder().last_event_id()
    }

    /// How long the server asks to wait before a reconnect, by a `retry` field.
    pub fn reconnection_time(&self) -> Option<Duration> {
        self.frames.decoder().reconnection_time()
    }

    /// What was on the wire for the item that was yielded last.
    ///
    /// `None` once the stream was polled again without an item, and for the items that are not
    /// made from a message, such as a broken connection. Nothing is copied: the message lies where
    /// it was decoded. That its data is UTF-8 is checked again at each call.
    pub fn last_message(&self) -> Option<Message<'_>> {
        self.holds_message.then(|| self.frames.decoder().message())
    }

    /// Whether the source ended in the middle of an event, which was discarded.
    ///
    /// `false` as long as it has not ended.
    pub fn ended_inside_event(&self) -> bool {
        self.ended_inside_event
    }

    /// What the stream has counted so far.
    pub fn stats(&self) -> StreamStats {
        self.course.stats(self.frames.bytes())
    }

    /// When there were last bytes to be had: now, unless the stream has waited for some since.
    /// `None` before the first.
    ///
    /// Comments and pings count, and so it tells a server that is silent from one that has nothing
    /// to say. To end silent streams is what
    /// [`idle_timeout`](crate::StreamRequest::idle_timeout) is for.
    #[cfg(feature = "http")]
    pub fn last_byte_at(&self) -> Option<std::time::Instant> {
        self.frames.last_byte_at()
    }

    /// Ends the stream and closes its connection.
    ///
    /// Dropping it does the same.
    pub fn close(self) {}

    fn begin(&mut self, beginning: Beginning) {
        let Beginning {
            last_event_id,
            cursor,
        } = beginning;
        if let Some(id) = last_event_id {
            self.frames.set_last_event_id(id);
        }
        self.course.cursors.begin(cursor);
    }
}

impl<S, B> AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    /// The next event; `None` after the end.
    ///
    /// # Errors
    ///
    /// Its output is an `Err` for one event that does not fit its type, and for what ends the
    /// stream; see [`Error::ends_stream`].
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost when the future is dropped before it is ready.
    #[inline]
    #[expect(
        clippy::should_implement_trait,
        reason = "a stream's `next` is awaited"
    )]
    pub fn next(&mut self) -> Next<'_, Self> {
        Next::new(self)
    }
}

/// Shows nothing of what was received.
impl<S, B> fmt::Debug for AsyncStream<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStream")
            .field("phase", &self.phase)
            .field("response", &self.response)
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}
