//! Events in, bytes out.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;

use super::write_item::write_part;
use super::{EventBody, MessageStream, PassOn, StreamPart};
use crate::error::Outcome;
use crate::framing::WriteField;
use crate::{Dispatch, Message, MessageEncoder, StreamEvents, WriteError, WriteEvents};

/// Encodes events as their API sends them: names, framing, sentinel and end are the document's.
///
/// It does no input or output of its own. [`encode`](Self::encode) makes the body of a response of a
/// stream of events.
///
/// ```
/// # use stream_events::StreamEvents;
/// # #[derive(StreamEvents)]
/// # #[stream_events(schema = "schemas/feed.json")]
/// # pub struct Feed;
/// use stream_events::Encoder;
///
/// let mut encoder = Encoder::<Feed>::new();
/// let update = feed::Event::Update(feed::Update::new("1", "Hi"));
/// let bytes = encoder.event(&update)?;
/// assert_eq!(bytes, "event: update\ndata: {\"id\":\"1\",\"text\":\"Hi\"}\n\n");
/// // This feed says when it is over, and did not.
/// assert!(encoder.finish().is_err());
/// # Ok::<(), stream_events::WriteError>(())
/// ```
pub struct Encoder<S> {
    messages: MessageEncoder,
    /// What the messages so far mean for the end.
    end: Outcome,
    events: PhantomData<fn() -> S>,
}

/// Few events take more bytes.
const USUAL: usize = 512;

impl<S: StreamEvents> Encoder<S> {
    /// The body of a response: the bytes of these messages as they came, with what no type declares, for a
    /// gateway that changes nothing. They are those of a [`MessageStream`](crate::MessageStream), or its
    /// [parts](crate::MessageStream::with_asides).
    ///
    /// Where that ends with an error, as by a cut, the body is aborted, so that its reader sees the same. The
    /// API's end is among the messages.
    ///
    /// ```
    /// # use stream_events::StreamEvents;
    /// # #[derive(StreamEvents)]
    /// # #[stream_events(schema = "schemas/feed.json")]
    /// # pub struct Feed;
    /// use stream_events::Encoder;
    ///
    /// # async fn pass_on(request: stream_events::StreamRequest<Feed>) -> Result<(), FeedError> {
    /// let upstream = request.messages().await?;
    /// let body = Encoder::<Feed>::pass_on(upstream.with_asides());
    /// # let _ = body;
    /// # Ok(()) }
    /// ```
    pub fn pass_on<B, I>(
        messages: MessageStream<S, B, I>,
    ) -> EventBody<MessageStream<S, B, I>, PassOn<S>> {
        let encoder = MessageEncoder::framed(S::PROTOCOL.framing);
        EventBody::new(messages, PassOn::new(encoder))
    }
}

impl<S: WriteEvents> Encoder<S> {
    /// An encoder at the start of a stream.
    #[must_use]
    pub fn new() -> Self {
        Self {
            messages: MessageEncoder::framed(S::PROTOCOL.framing),
            end: Outcome::GoOn,
            events: PhantomData,
        }
    }

    /// The body of a response: the bytes of these events, or of `Result`s of them.
    ///
    /// Its items are `Result<Bytes, EncodeError>`, as `axum::body::Body::from_stream`, hyper's `StreamBody`
    /// and actix' `streaming` take them. An error aborts the body, which its reader sees as a cut: so
    /// it is where the events stop before the end that the document declares.
    pub fn encode<B>(events: B) -> EventBody<B, Self> {
        EventBody::new(events, Self::new())
    }

    /// An event.
    ///
    /// What follows an event that ends the stream is written all the same, and no reader of this document reads it.
    ///
    /// # Errors
    ///
    /// When its payload cannot be serialised, or its message cannot be written.
    pub fn event(&mut self, event: &S::Event) -> Result<Bytes, WriteError> {
        let mut out = Vec::with_capacity(USUAL);
        self.write(event, &mut out)?;
        Ok(out.into())
    }

    #[inline]
    pub(super) fn write(&mut self, event: &S::Event, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let start = out.len();
        let outcome = match S::write(event, &mut self.messages, out)? {
            true => S::outcome(event, || written(&out[start..])),
            false => {
                let message = S::to_message(event)?;
                self.messages.write(&message, out)?;
                S::outcome(event, || message)
            }
        };
        self.came(outcome);
        Ok(())
    }

    fn came(&mut self, outcome: Outcome) {
        if self.end != Outcome::Finish && outcome != Outcome::GoOn {
            self.end = outcome;
        }
    }

    /// A message as it came, such as one of a [`MessageStream`](crate::MessageStream) or of
    /// [`AsyncStream::last_message`](crate::AsyncStream::last_message).
    ///
    /// # Errors
    ///
    /// When it cannot be written in the document's framing.
    pub fn message(&mut self, message: &Message<'_>) -> Result<Bytes, WriteError> {
        let bytes = self.messages.message(message)?;
        self.note(message);
        Ok(bytes)
    }

    /// A part of a stream as it came.
    ///
    /// # Errors
    ///
    /// When it cannot be written in the document's framing.
    pub fn part(&mut self, part: &StreamPart) -> Result<Bytes, WriteError> {
        let mut out = Vec::new();
        write_part(&mut self.messages, part, &mut out)?;
        if let StreamPart::Message(it) = part {
            self.note(&it.message);
        }
        Ok(out.into())
    }

    /// A failure, as the [first event that says it](WriteEvents::failure_message). It is the end: neither an
    /// event nor a sentinel belongs after it.
    ///
    /// # Errors
    ///
    /// When no declared event says it, or its message cannot be written.
    pub fn fail(&mut self, failure: &S::Failure) -> Result<Bytes, WriteError> {
        let mut out = Vec::new();
        self.write_failure(failure, &mut out)?;
        Ok(out.into())
    }

    pub(super) fn write_failure(
        &mut self,
        failure: &S::Failure,
        out: &mut Vec<u8>,
    ) -> Result<(), WriteError> {
        let reason = "no declared event says this failure";
        let undeclared = || Err(WriteError::new(WriteField::Event, reason));
        let message = S::failure_message(failure).unwrap_or_else(undeclared)?;
        self.messages.write(&message, out)?;
        self.end = Outcome::Finish;
        Ok(())
    }

    fn note(&mut self, message: &Message<'_>) {
        let dispatch = S::dispatch(message).map(|dispatch| dispatch.into_parts().0);
        self.came(match dispatch {
            Ok(Dispatch::Complete(_)) => Outcome::Complete,
            Ok(Dispatch::Finish(_) | Dispatch::End | Dispatch::Fail(_)) => Outcome::Finish,
            Ok(_) => Outcome::GoOn,
            Err(mismatch) => mismatch.outcome(),
        });
    }

    /// An event with its ID, behind which a client that comes back goes on: `Last-Event-ID` says it.
    ///
    /// ```
    /// # use stream_events::StreamEvents;
    /// # #[derive(StreamEvents)]
    /// # #[stream_events(schema = "schemas/feed.json")]
    /// # pub struct Feed;
    /// use stream_events::Encoder;
    ///
    /// let update = feed::Event::Update(feed::Update::new("1", "Hi"));
    /// let bytes = Encoder::<Feed>::new().event_with_id(&update, "42")?;
    /// assert_eq!(bytes, "event: update\nid: 42\ndata: {\"id\":\"1\",\"text\":\"Hi\"}\n\n");
    /// # Ok::<(), stream_events::WriteError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`event`](Self::event), and if the ID has a line end or a NUL, or if the framing has no IDs.
    pub fn event_with_id(&mut self, event: &S::Event, id: &str) -> Result<Bytes, WriteError> {
        let message = S::to_message(event)?.with_last_event_id(id);
        let bytes = self.messages.message(&message)?;
        self.came(S::outcome(event, || message));
        Ok(bytes)
    }

    /// An ID without an event: what is sent behind it comes again if the client is cut off before it has that. An
    /// event's own ID goes with it, by [`event_with_id`](Self::event_with_id). See [`MessageEncoder::id`].
    ///
    /// # Errors
    ///
    /// See there.
    pub fn id(&mut self, id: &str) -> Result<Bytes, WriteError> {
        self.messages.id(id)
    }

    /// See [`MessageEncoder::retry`].
    ///
    /// # Errors
    ///
    /// See there.
    pub fn retry(&mut self, wait: Duration) -> Result<Bytes, WriteError> {
        self.messages.retry(wait)
    }

    /// See [`MessageEncoder::comment`].
    ///
    /// # Errors
    ///
    /// See there.
    pub fn comment(&mut self, text: &str) -> Result<Bytes, WriteError> {
        self.messages.comment(text)
    }

    /// See [`MessageEncoder::keep_alive`].
    #[must_use]
    pub fn keep_alive(&self) -> Bytes {
        self.messages.keep_alive()
    }

    /// What comes after the last event: the sentinel, if no event was the last, and the end of the framing.
    /// The encoder is then at the start of another stream.
    ///
    /// # Errors
    ///
    /// When the document declares an end, and no event brought it: what was written is a cut, and its reader
    /// must see it as one.
    pub fn finish(&mut self) -> Result<Bytes, NotEndedError> {
        let is_required = S::PROTOCOL.end_required && S::has_last_events();
        if self.end == Outcome::GoOn && is_required {
            return Err(NotEndedError(()));
        }
        let mut out = Vec::new();
        if let (Some(sentinel), false) = (S::last_sentinel(), self.end == Outcome::Finish) {
            let written = self.messages.write(&Message::new(sentinel), &mut out);
            debug_assert!(written.is_ok(), "a document's sentinels can be written");
        }
        out.extend(self.messages.finish());
        self.end = Outcome::GoOn;
        Ok(out.into())
    }
}

/// The message that was written, of which all but the data is known.
fn written(bytes: &[u8]) -> Message<'_> {
    let data = bytes.trim_ascii_end();
    let line = memchr::memrchr(b'\n', data).map_or(0, |at| at + 1);
    let data = data[line..].strip_prefix(b"data: ").unwrap_or(data);
    Message::new(String::from_utf8_lossy(data))
}

impl<S: WriteEvents> Default for Encoder<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for Encoder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder")
            .field("messages", &self.messages)
            .field("end", &self.end)
            .finish()
    }
}

/// The events stopped before the end that their document declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotEndedError(());

impl fmt::Display for NotEndedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the events stopped before the end that their API declares")
    }
}

impl std::error::Error for NotEndedError {}
