//! A stream from a request.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use super::open::{open, stream};
use super::reading::{Reading, TEN_MINUTES, reading_options};
use super::reconnect::ReconnectPolicy;
use super::resend::{Exchange, Resend};
use super::retry::RetryPolicy;
use super::send::{Prepared, Sending};
use crate::error::Attempts;
use crate::stream::Slot;
use crate::trace::Trace;
use crate::{AsyncStream, Body, Error, StreamEvents};

/// Sends a [`reqwest::RequestBuilder`] for a stream of events.
pub trait RequestExt: Sized {
    /// The request as one for a stream of these events.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use stream_events::RequestExt;
    ///
    /// # async fn read<Feed: stream_events::StreamEvents>(
    /// #     client: reqwest::Client,
    /// # ) -> Result<(), stream_events::Error<Feed::Failure>> {
    /// let mut events = client
    ///     .get("https://example.com/feed")
    ///     .stream_events::<Feed>()
    ///     .idle_timeout(Duration::from_secs(60))
    ///     .await?;
    /// while let Some(event) = events.next().await {
    ///     let event = event?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn stream_events<S: StreamEvents>(self) -> StreamRequest<S>;
}

impl RequestExt for reqwest::RequestBuilder {
    fn stream_events<S: StreamEvents>(self) -> StreamRequest<S> {
        StreamRequest {
            request: self,
            sending: Sending {
                retry: RetryPolicy::default(),
                retry_count_header: None,
                headers_timeout: Some(TEN_MINUTES),
                until_first_event: false,
                reconnect: None,
            },
            reading: Reading::default(),
            after: String::new(),
            events: PhantomData,
        }
    }
}

/// A request for a stream; `.await` sends it and checks the response.
///
/// It is sent with the caller's `Accept` where that allows event streams, else with `Accept:
/// text/event-stream`.
///
/// # What is sent again
///
/// By default a request that failed before the response headers came is sent again up to two times:
/// [`RetryPolicy`] has the rules, [`max_retries(0)`](Self::max_retries) turns it off, and
/// [`Error::retries`] counts. A body that cannot be cloned, such as a stream, is not sent again, and
/// the error says so.
///
/// After the headers nothing is sent again, unless one of these asks for it:
/// [`retry_until_first_event`](Self::retry_until_first_event), which is safe for whoever reads the
/// stream, and [`reconnect`](Self::reconnect), for streams that the server can resume.
///
/// Apart from that, reqwest's client sends a request again by itself when it knows that the server
/// did not take it up: after a reused connection turned out to be closed, and after a refusal by
/// HTTP/2 (`REFUSED_STREAM`, `GOAWAY`). That is `reqwest::ClientBuilder::retry`'s business.
///
/// # What may take how long
///
/// | wait | default | set by |
/// |---|---|---|
/// | for a connection | the system's | `connect_timeout` of reqwest's client |
/// | for the response headers, each time the request is sent | 10 minutes | [`headers_timeout`](Self::headers_timeout) |
/// | for the first event | no limit | [`first_event_timeout`](Self::first_event_timeout) |
/// | for any byte | 10 minutes | [`idle_timeout`](Self::idle_timeout) |
/// | for the next event | no limit | [`event_idle_timeout`](Self::event_idle_timeout) |
///
/// reqwest's own `timeout` limits the whole exchange, the stream too, and its `read_timeout` counts
/// the time in which nobody reads; a stream is better off without both.
///
/// # What `tracing` is told
///
/// With the feature `tracing`, a stream has a span `stream_events` (`INFO`; the target of all is
/// `stream_events` too) with the fields `api`,
/// `method`, `host`, `status` and `request_id`, and these events in it:
///
/// | event | level | fields |
/// |---|---|---|
/// | the request is sent again | `WARN` | `retry`, `wait`, and `status` or `error` |
/// | a timeout | `WARN` | `waited_for`, `limit` |
/// | the stream is asked for again | `WARN` | `attempt`, `wait`, and `error`, if it was one |
/// | no stream came | `WARN` | `error`, `retries` |
/// | an unknown event | `DEBUG` | `event_type` (and `data`) |
/// | an event that does not fit its type | `WARN` | `event_type`, `path` (and `reason`, `data`) |
/// | the stream ended | `DEBUG` | what [`StreamStats`](crate::StreamStats) counts |
/// | the stream failed | `WARN` | the same, and `error` |
///
/// An `error` is the kind of one, in a word or two. No URL, header or body, no data and no message
/// of the server's is among them; but `trace_data(true)` asks for what is in brackets. A stream that
/// is dropped before its end tells only that: its span closes.
///
/// # Errors
///
/// When the request could not be sent, when the response is no success, when it has no content, or
/// none that can be read as an event stream.
///
/// # Cancel safety
///
/// Dropping the future gives the request up and closes its connection.
///
/// # Panics
///
/// Outside of a tokio runtime with time and I/O, as reqwest does.
#[must_use = "nothing is sent unless awaited"]
pub struct StreamRequest<S> {
    request: reqwest::RequestBuilder,
    sending: Sending,
    reading: Reading,
    /// The cursor to begin after; empty for none.
    after: String,
    events: PhantomData<fn() -> S>,
}

impl<S> StreamRequest<S> {
    /// How often the request may be sent again; 2 by default, 0 for never.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.sending.retry = self.sending.retry.max_retries(retries);
        self
    }

    /// How often the request may be sent again, and after what waits.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.sending.retry = policy;
        self
    }

    /// Lets the retries go on until the first item of the stream.
    ///
    /// Without this, a request is not sent again once the response headers came. With it, a stream
    /// that fails before it yielded anything is given up and its request sent again, if the error
    /// [is retryable](Error::is_retryable): a cut, a timeout, an end that is not the declared one,
    /// or a failure event that stands for a retryable status, such as `overloaded_error`. Nothing
    /// was yielded, so nothing is yielded twice; but the server may have begun to work, and to
    /// count, twice.
    ///
    /// The number of retries and the waits between them are those of [`retry`](Self::retry),
    /// together with the retries before the headers. The error of the last attempt is the item.
    ///
    /// An item is an event or an error that does not end the stream. Events that are skipped, such
    /// as pings, are none.
    ///
    /// `.await` still gives the stream as soon as headers came: the request is sent again when the
    /// stream is polled, which then must be inside of a tokio runtime. [`AsyncStream::response`] is
    /// that of the last attempt. [`AsyncStream::raw`] gives up on it.
    pub fn retry_until_first_event(mut self) -> Self {
        self.sending.until_first_event = true;
        self
    }

    /// Asks for the rest of a stream that was interrupted, as browsers do.
    ///
    /// For requests that are idempotent, to a server that keeps to the standard (WHATWG HTML,
    /// section 9.2): the request is sent again with the [last event
    /// ID](AsyncStream::last_event_id) in a `Last-Event-ID` header, and the server is expected to
    /// go on after that event. To a server that takes no notice it is a new request, whose events
    /// are delivered as well: nothing is done about events that the server sends twice. For a
    /// request that makes an LLM write an answer this is not.
    ///
    /// If the API declares a `resume`, its parameter is set in the URL besides, to the
    /// [cursor](AsyncStream::cursor) of the last message that had one, in place of the value it
    /// had. What the server sends again all the same is not delivered: messages with the cursor
    /// that the request names, or, among integers, with none above it. (A last event ID also holds
    /// for the messages that follow, so where it is the cursor, nothing is left out.) This also
    /// goes for the response to a first request that has the parameter.
    ///
    /// A stream is interrupted by a connection that fails, by the timeouts of this request, and by
    /// an end that is not the declared one. It is not interrupted, but over:
    ///
    /// - after the end that the API declares, or any end in good order after an event that makes
    ///   it complete;
    /// - after a failure that the API reports in the stream, retryable or not: it is the server's
    ///   last word on this stream;
    /// - after an event that is too large, or not declared where that is an error: it would come
    ///   again;
    /// - after reqwest's own timeouts, which somebody set to bound the whole.
    ///
    /// If the API declares no end, every end is an interruption, and a server that sends something
    /// each time is asked for ever, as browsers do.
    ///
    /// The server ends it for good by answering a reconnect with 204: that is the end of the
    /// stream, and a truncation if the declared end has not come. A reconnect that fails in a way
    /// that may pass (no connection, or a status such as 503) is tried again; `Retry-After` is
    /// heeded. Any other answer is the error that ends the stream. If the policy allows no further
    /// reconnect, the stream ends as it would have without.
    ///
    /// The header is left out when the id is empty, longer than 4 KiB, or has control characters;
    /// the stream then starts over. Any other id is sent as its UTF-8 bytes. If the caller sends a
    /// `Last-Event-ID` with the first request, the stream begins with that id.
    ///
    /// The request is sent again when the stream is polled, which then must be inside of a tokio
    /// runtime. [`AsyncStream::response`] is that of the last connection. [`AsyncStream::raw`]
    /// gives up on it. A body that cannot be cloned cannot be sent again, and the error says so.
    pub fn reconnect(mut self, policy: ReconnectPolicy) -> Self {
        self.sending.reconnect = Some(policy);
        self
    }

    /// Asks for what comes after this cursor: for the rest of a stream that stopped, by what
    /// [`AsyncStream::cursor`] said of it.
    ///
    /// For APIs that declare a `resume`: its parameter is set in the URL, in place of the value it
    /// had, and what the server sends again all the same is not delivered, as with
    /// [`reconnect`](Self::reconnect). For other APIs the request is invalid. An empty cursor
    /// changes nothing.
    pub fn resume_after(mut self, cursor: impl Into<String>) -> Self {
        self.after = cursor.into();
        self
    }

    /// Tells the server in a header of this name how often the request was sent before: 0, 1, 2.
    ///
    /// A header of that name that the request already has is left alone. A name that is none makes
    /// the request invalid.
    pub fn retry_count_header(mut self, name: impl Into<String>) -> Self {
        self.sending.retry_count_header = Some(name.into());
        self
    }

    /// How long to wait for the response headers, connecting included, each time the request is
    /// sent; 10 minutes by default, `None` for ever.
    pub fn headers_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.sending.headers_timeout = limit.into();
        self
    }

    reading_options!();
}

impl<S: StreamEvents> IntoFuture for StreamRequest<S> {
    type Output = Result<AsyncStream<S>, Error<S::Failure>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let Self {
                request,
                sending,
                reading,
                after,
                ..
            } = self;
            let mut request = Prepared::new(request, &sending)?;
            if !after.is_empty() {
                request.begin_after::<S>(&after)?;
            }
            let trace = request.trace::<S>();
            let opened = open_first(request, sending, reading, trace.clone());
            opened.await.inspect_err(|error| trace.refused(error))
        })
    }
}

/// Sends the request and opens its stream, with what it takes to open it once more.
async fn open_first<S: StreamEvents>(
    request: Prepared,
    sending: Sending,
    reading: Reading,
    trace: Trace,
) -> Result<AsyncStream<S>, Error<S::Failure>> {
    let resumable = sending.until_first_event || sending.reconnect.is_some();
    let again = if resumable { request.again() } else { None };
    let beginning = request.beginning::<S>(&sending);

    let sent = request.send(&sending, Attempts::default(), &trace).await;
    let (response, attempts) = sent?;
    let opened = open::<S>(response, &reading, &trace).await;
    let (response, about) = opened.map_err(|error| error.with_attempts(attempts))?;
    if !resumable {
        let events = stream(Body::http(response), about, &reading, trace);
        return Ok(events.beginning(beginning));
    }
    let slot = Slot::default();
    slot.fill(response);
    let events = stream(Body::slot(slot.clone()), about, &reading, trace.clone());
    let events = events.beginning(beginning.clone());
    let exchange = Exchange {
        beginning,
        request: again,
        sending,
        reading,
        trace,
    };
    Ok(events.resumable(Resend::new(slot, exchange, attempts)))
}

/// Shows nothing of the request: its URL, headers and body may hold credentials.
impl<S> fmt::Debug for StreamRequest<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamRequest")
            .field("sending", &self.sending)
            .field("reading", &self.reading)
            .finish_non_exhaustive()
    }
}
