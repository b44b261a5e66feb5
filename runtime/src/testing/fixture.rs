//! What is to be played.

use std::fmt::Debug;
use std::io;
use std::time::Duration;

use bytes::Bytes;

use super::{Player, Server};
use crate::events::EventOf;
use crate::recording;
use crate::trace::Trace;
use crate::{
    AsyncStream, Framing, Message, MessageEncoder, ResponseInfo, StreamEvents, WriteEvents,
};

/// A response to be played: its events, how they are cut and delayed, and how it ends.
///
/// It ends cleanly unless it says otherwise, and is a stream of status 200 unless it is made by
/// [`response`](Self::response).
#[derive(Debug, Clone)]
#[must_use = "a fixture is to be played: `into_stream` or `serve`"]
pub struct Fixture {
    pub(super) head: Head,
    pub(super) steps: Vec<Step>,
    pub(super) ending: Ending,
    encoder: MessageEncoder,
}

#[derive(Debug, Clone)]
pub(super) enum Head {
    /// After this delay.
    Sent {
        after: Duration,
        status: u16,
        headers: Vec<(String, String)>,
    },
    /// The connection is closed in its place.
    HungUp,
    /// Never comes.
    Missing,
}

#[derive(Debug, Clone)]
pub(super) enum Step {
    /// One chunk.
    Send(Bytes),
    Wait(Duration),
    /// Nothing until so long after the headers.
    WaitUntil(Duration),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Clean,
    /// The connection is closed without the end of the body.
    Cut,
    /// The connection is reset.
    Reset,
    /// Silence.
    Hang,
    /// The steps once more.
    Again,
}

impl Fixture {
    /// An empty event stream.
    pub fn new() -> Self {
        Self::of(200, "text/event-stream")
    }

    /// An empty stream of this framing, with the media type that it has.
    ///
    /// If a JSON array ends cleanly, it is closed.
    pub fn framed(framing: Framing) -> Self {
        Self::new().in_framing(framing, framing.media_types()[0])
    }

    /// A response with this status, content type and body. An empty content type is left out.
    pub fn response(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self::of(status, content_type).bytes(body)
    }

    /// No response: the request is read and the connection closed.
    pub fn hang_up() -> Self {
        Self {
            head: Head::HungUp,
            ..Self::new()
        }
    }

    /// No response: the request is read, and nothing happens.
    pub fn no_answer() -> Self {
        Self {
            head: Head::Missing,
            ..Self::new()
        }
    }

    /// Whether it says that its connection is closed after it.
    pub(super) fn closes(&self) -> bool {
        let Head::Sent { headers, .. } = &self.head else {
            return true;
        };
        headers.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("connection") && value.eq_ignore_ascii_case("close")
        })
    }

    pub(super) fn of(status: u16, content_type: &str) -> Self {
        let head = Head::Sent {
            after: Duration::ZERO,
            status,
            headers: Vec::new(),
        };
        let fixture = Self {
            head,
            steps: Vec::new(),
            ending: Ending::Clean,
            encoder: MessageEncoder::default(),
        };
        match content_type {
            "" => fixture,
            content_type => fixture.header("content-type", content_type),
        }
    }

    /// The same fixture in the framing of an API, and with its media type, if nothing was written yet.
    fn of_api<S: WriteEvents>(self) -> Self {
        let framing = S::PROTOCOL.framing;
        if !self.steps.is_empty() {
            assert!(
                self.encoder.framing() == framing,
                "a stream has one framing"
            );
            return self;
        }
        self.in_framing(framing, S::CONTENT_TYPE)
    }

    /// The same fixture in this framing, with this media type in place of that of its own framing.
    fn in_framing(mut self, framing: Framing, media_type: &str) -> Self {
        let own = self.encoder.framing().media_types()[0];
        if let Head::Sent { headers, .. } = &mut self.head {
            for (_, value) in headers.iter_mut().filter(|(_, value)| value == own) {
                media_type.clone_into(value);
            }
        }
        self.encoder = MessageEncoder::framed(framing);
        self
    }

    /// The same fixture with what its framing has at the end of a stream.
    pub(super) fn closed(mut self) -> Self {
        let is_written = self.encoder.is_begun() || self.steps.is_empty();
        match self.ending {
            Ending::Clean if is_written => {
                let end = self.encoder.finish();
                self.bytes(end)
            }
            _ => self,
        }
    }

    /// With this response header, sent as it is.
    ///
    /// A body is sent in chunks, one for each event, unless there is a `content-length`: that is
    /// then believed.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Head::Sent { headers, .. } = &mut self.head {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// With this delay before the response headers.
    pub fn headers_after(mut self, delay: Duration) -> Self {
        if let Head::Sent { after, .. } = &mut self.head {
            *after = delay;
        }
        self
    }

    /// Then an event with this type.
    pub fn event(self, event_type: &str, data: impl AsRef<str>) -> Self {
        self.message(&Message::new(data.as_ref()).with_event(event_type))
    }

    /// Then this event, as its API sends it: its name is where the document's `dispatch` looks for it.
    ///
    /// If nothing was written yet, the fixture takes on the API's framing and media type.
    ///
    /// ```
    /// # use stream_events::StreamEvents;
    /// # #[derive(StreamEvents)]
    /// # #[stream_events(schema = "schemas/feed.json")]
    /// # pub struct Feed;
    /// use stream_events::testing::Fixture;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let update = feed::Event::Update(feed::Update::new("1", "Hi"));
    /// let mut events = Fixture::new().send(&update).into_stream::<Feed>();
    /// assert_eq!(events.next().await.unwrap().unwrap(), update);
    /// # });
    /// # fn main() {}
    /// ```
    ///
    /// # Panics
    ///
    /// If no message is read as this event, as where its data cannot say its name.
    pub fn send<E>(self, event: &E) -> Self
    where
        E: EventOf<Set: WriteEvents> + Debug,
    {
        match E::Set::to_message(event) {
            Ok(message) => self.of_api::<E::Set>().message(&message),
            Err(why) => panic!("no message is read as {event:?}: {why}"),
        }
    }

    /// Then the event with which the API reports this failure.
    ///
    /// # Panics
    ///
    /// If no declared event says it.
    pub fn fail<S: WriteEvents<Failure: Debug>>(self, failure: &S::Failure) -> Self {
        match S::failure_message(failure) {
            Some(Ok(message)) => self.of_api::<S>().message(&message),
            why => panic!("no event says {failure:?}: {why:?}"),
        }
    }

    /// Then an event without a type.
    pub fn data(self, data: impl AsRef<str>) -> Self {
        self.message(&Message::new(data.as_ref()))
    }

    /// Then an event with the parts of this message; its last event ID is written if it has one.
    ///
    /// In server-sent events data is cut into lines at CRLF, LF and CR, and so read back with LF for each.
    ///
    /// # Panics
    ///
    /// If it [cannot be written](crate::MessageEncoder::message) in the fixture's framing.
    pub fn message(mut self, message: &Message<'_>) -> Self {
        match self.encoder.message(message) {
            Ok(bytes) => self.bytes(bytes),
            Err(error) => panic!("{error}"),
        }
    }

    /// Then a comment.
    ///
    /// # Panics
    ///
    /// In other framings than server-sent events.
    pub fn comment(mut self, text: &str) -> Self {
        match self.encoder.comment(text) {
            Ok(bytes) => self.bytes(bytes),
            Err(error) => panic!("{error}"),
        }
    }

    /// Then these bytes, as one chunk.
    pub fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        if !bytes.is_empty() {
            self.steps.push(Step::Send(bytes));
        }
        self
    }

    /// Then nothing for this long.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.steps.push(Step::Wait(delay));
        self
    }

    /// All of it so far in chunks of at most this many bytes, cut across events and delays alike.
    ///
    /// # Panics
    ///
    /// If `size` is 0.
    pub fn chunks(mut self, size: usize) -> Self {
        assert!(size > 0, "chunks must not be empty");
        let mut steps = Vec::new();
        for step in self.steps {
            match step {
                Step::Send(mut bytes) => {
                    while bytes.len() > size {
                        steps.push(Step::Send(bytes.split_to(size)));
                    }
                    steps.push(Step::Send(bytes));
                }
                wait => steps.push(wait),
            }
        }
        self.steps = steps;
        self
    }

    /// Then the end, in good order, as if nothing else had been said.
    pub fn clean(mut self) -> Self {
        self.ending = Ending::Clean;
        self
    }

    /// Then the connection is closed in mid-stream.
    pub fn cut(mut self) -> Self {
        self.ending = Ending::Cut;
        self
    }

    /// Then the connection is reset.
    pub fn reset(mut self) -> Self {
        self.ending = Ending::Reset;
        self
    }

    /// Then silence: the stream stays open.
    pub fn hang(mut self) -> Self {
        self.ending = Ending::Hang;
        self
    }

    /// Then all of it again, for ever.
    pub fn forever(mut self) -> Self {
        self.ending = Ending::Again;
        self
    }

    /// Plays the body from memory.
    ///
    /// The stream is of the same type as one over HTTP. The response's status and headers are there
    /// to be asked for, but not acted upon: a fixture with a status of 500 still plays its body.
    /// [`serve`](Self::serve) has the rest.
    ///
    /// # Panics
    ///
    /// When polled outside of a tokio runtime with time, if the fixture has a delay.
    pub fn into_stream<S: StreamEvents>(self) -> AsyncStream<S> {
        let response = match &self.head {
            Head::Sent {
                status, headers, ..
            } => recording::response::<S>(*status, headers),
            Head::HungUp | Head::Missing => ResponseInfo::default(),
        };
        AsyncStream::of_connection(Player::new(self.closed()), response, Trace::default())
    }

    /// Plays it over HTTP, on loopback, for every request.
    ///
    /// [`Server::start`] takes several fixtures, for one request after another.
    ///
    /// # Errors
    ///
    /// When there is no port to listen on.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime with time and I/O.
    pub async fn serve(self) -> io::Result<Server> {
        Server::start([self]).await
    }
}

impl Default for Fixture {
    fn default() -> Self {
        Self::new()
    }
}
