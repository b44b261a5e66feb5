//! A run as the body of a response.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{BufMut, Bytes, BytesMut};
use futures_core::Stream;
use futures_util::stream::unfold;
use http::{HeaderValue, Response, header};
use http_body::Frame;
use stream_events::{Framing, MessageEncoder, StreamEvents};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::error::CutError;
use crate::follower::Follower;
use crate::log::{Log, Records};
use crate::options::Options;
use crate::record::Stored;
use crate::shared::Phase;
use crate::{Cursor, Position, Record, RunEnd};

/// What a client reads of a run: a [`Stream`] of bytes, and an [`http_body::Body`].
///
/// Each server-sent event has the ID by which a client comes back. A comment is sent when nothing came for a while.
/// It is over after the last message of a run that ended well, or was cancelled. Everything else is an error, which
/// cuts the connection; a body is not ready once before it, so that servers write what came before.
#[must_use = "bodies do nothing unless polled"]
pub struct RelayBody {
    chunks: Pin<Box<dyn Stream<Item = Result<Bytes, CutError>> + Send>>,
    content_type: &'static str,
}

impl RelayBody {
    /// What a response says in `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// The response with this body: for axum, hyper, and all that use the types of the crate `http`.
    ///
    /// Its headers keep caches, compressors and proxies from waiting for more.
    #[must_use]
    pub fn into_http(self) -> Response<Self> {
        let content_type = HeaderValue::from_static(self.content_type);
        let mut response = Response::new(self);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, content_type);
        for (name, value) in NO_WAITING {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
}

/// The headers of a stream that nobody is to hold up.
pub const NO_WAITING: [(http::HeaderName, &str); 2] = [
    (header::CACHE_CONTROL, "no-cache, no-transform"),
    (http::HeaderName::from_static("x-accel-buffering"), "no"),
];

impl Stream for RelayBody {
    type Item = Result<Bytes, CutError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.as_mut().poll_next(cx)
    }
}

impl http_body::Body for RelayBody {
    type Data = Bytes;
    type Error = CutError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutError>>> {
        let chunk = self.poll_next(cx);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}

impl fmt::Debug for RelayBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelayBody").finish_non_exhaustive()
    }
}

/// For whom messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// A client, that comes back with the last ID of ours.
    Client,
    /// A subscription, that wants the IDs of the API.
    Subscription,
}

/// What a body is made of.
pub(crate) struct Reading<L: Log> {
    follower: Follower<L>,
    /// What was read when it was looked where the reader begins.
    first: Records,
    /// How many messages of the first record it has.
    skip: usize,
    format: Format,
    end: Option<RunEnd>,
    phase: watch::Receiver<Phase>,
}

impl<L: Log> Reading<L> {
    pub(crate) fn new<S: StreamEvents>(
        follower: Follower<L>,
        (first, skip): (Records, usize),
        reader: For,
        options: Options,
    ) -> Self {
        let framing = S::PROTOCOL.framing;
        let phase = follower.shared().closing.subscribe();
        follower.shared().counters.reader_came();
        Self {
            follower,
            first,
            skip,
            format: Format::new(framing, reader, options),
            end: None,
            phase,
        }
    }

    pub(crate) fn into_body(self, content_type: &'static str) -> RelayBody {
        let chunks = unfold(Some(self), |reading| async {
            let mut reading = reading?;
            match reading.chunk().await {
                Ok(Some(chunk)) => Some((Ok(chunk), Some(reading))),
                Ok(None) => None,
                Err(error) => {
                    // A server that is given an error throws away what it has not written yet.
                    tokio::task::yield_now().await;
                    Some((Err(error), None))
                }
            }
        });
        RelayBody {
            chunks: Box::pin(chunks),
            content_type,
        }
    }

    /// The next bytes; `None` at an end in good order.
    async fn chunk(&mut self) -> Result<Option<Bytes>, CutError> {
        if let Some(begin) = self.format.begin.take() {
            return Ok(Some(begin));
        }
        loop {
            if let Some(end) = self.end.take() {
                return self.format.ended(end);
            }
            let records = match std::mem::take(&mut self.first) {
                first if !first.is_empty() => first,
                _ => match self.wait().await? {
                    Some(records) => records,
                    None => return Ok(Some(self.format.heartbeat.clone())),
                },
            };
            let chunk = self.write(records);
            if !chunk.is_empty() {
                return Ok(Some(chunk));
            }
        }
    }

    /// The next records; `None` if none came for so long that a sign of life is due.
    async fn wait(&mut self) -> Result<Option<Records>, CutError> {
        let next = timeout(self.format.every, self.follower.next());
        tokio::select! {
            biased;
            _ = self.phase.wait_for(|phase| *phase != Phase::Open) => Err(CutError::ShuttingDown),
            records = next => records.ok().transpose(),
        }
    }

    fn write(&mut self, records: Records) -> Bytes {
        let mut out = BytesMut::new();
        for (at, record) in records {
            match record {
                Record::Begun => {}
                Record::End(end) => self.end = Some(end),
                Record::Messages(messages) => {
                    let skip = std::mem::take(&mut self.skip);
                    for (number, message) in messages.iter().enumerate().skip(skip) {
                        self.format.write(at, number, &message, &mut out);
                    }
                }
            }
        }
        out.freeze()
    }
}

impl<L: Log> Drop for Reading<L> {
    fn drop(&mut self) {
        self.follower.shared().counters.reader_left();
    }
}

/// How messages are written.
struct Format {
    reader: For,
    has_ids: bool,
    /// What comes before the first message.
    begin: Option<Bytes>,
    heartbeat: Bytes,
    every: Duration,
    /// The ID of the API that was written last.
    last_id: Bytes,
}

impl Format {
    fn new(framing: Framing, reader: For, options: Options) -> Self {
        let mut encoder = MessageEncoder::framed(framing);
        let retry = options.retry.filter(|_| reader == For::Client);
        // Only server-sent events have a place for it. It stands at the head of the first event: some readers take a
        // blank line behind a wait for the end of an event, and fail at its empty data. openai's for Python does.
        let begin = retry.and_then(|wait| encoder.retry(wait).ok());
        Self {
            reader,
            has_ids: framing == Framing::Sse,
            begin: begin.map(|it| it.slice(..it.len() - 1)),
            heartbeat: encoder.keep_alive(),
            every: match reader {
                For::Client => options.heartbeat,
                // Nothing stands between.
                For::Subscription => Duration::MAX,
            },
            last_id: Bytes::new(),
        }
    }

    fn write(&mut self, position: Position, message: usize, stored: &Stored, out: &mut BytesMut) {
        use std::fmt::Write as _;
        match self.reader {
            _ if !self.has_ids => {}
            For::Client => {
                let cursor = Cursor { position, message };
                // Memory takes any text.
                let _ = writeln!(out, "id: {cursor}");
            }
            For::Subscription if stored.id != self.last_id => {
                out.put_slice(b"id: ");
                out.put_slice(&stored.id);
                out.put_u8(b'\n');
                self.last_id = stored.id.clone();
            }
            For::Subscription => {}
        }
        out.put_slice(&stored.block);
    }

    /// Whether the end of a run is one for its reader.
    fn ended(&self, end: RunEnd) -> Result<Option<Bytes>, CutError> {
        let is_clean = match (self.reader, end.kind) {
            // A client that has cancelled knows. A program is told what it was.
            (For::Subscription, crate::EndKind::Cancelled) => false,
            (_, kind) => kind.is_clean(),
        };
        match is_clean {
            true => Ok(None),
            false => Err(CutError::Ended(end)),
        }
    }
}
