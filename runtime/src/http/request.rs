//! A stream from a request.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use super::open::open;
use super::reading::{Reading, TEN_MINUTES, reading_options};
use super::retry::RetryPolicy;
use super::send::{Prepared, Sending};
use crate::error::Attempts;
use crate::{AsyncStream, Error, StreamEvents};

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
            },
            reading: Reading::default(),
            events: PhantomData,
        }
    }
}

/// A request for a stream; `.await` sends it and checks the response.
///
/// It is sent with `Accept: text/event-stream`, whatever was set before.
///
/// # What is sent again
///
/// By default a request that failed before the response headers came is sent again up to two times:
/// [`RetryPolicy`] has the rules, [`max_retries(0)`](Self::max_retries) turns it off, and
/// [`Error::retries`] counts. A body that cannot be cloned, such as a stream, is not sent again, and
/// the error says so. After the headers nothing is sent again.
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
/// With the feature `tracing`, a stream has a span `stream_events` (`INFO`) with the fields `api`,
/// `method`, `host`, `status` and `request_id`, and these events in it:
///
/// | event | level | fields |
/// |---|---|---|
/// | the request is sent again | `WARN` | `retry`, `wait`, and `status` or `error` |
/// | a timeout | `WARN` | `waited_for`, `limit` |
/// | no stream came | `WARN` | `error`, `retries` |
/// | an unknown event | `DEBUG` | `event_type` |
/// | an event that does not fit its type | `WARN` | `event_type`, `path` |
/// | the stream ended | `DEBUG` | what [`StreamStats`](crate::StreamStats) counts |
/// | the stream failed | `WARN` | the same, and `error` |
///
/// An `error` is the kind of one, in a word or two. No URL, header or body, no data and no message
/// of the server's is among them. A stream that is dropped before its end tells only that: its
/// span closes.
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
            let prepared = Prepared::new(self.request, &self.sending)?;
            let trace = prepared.trace::<S>();
            let opened = async {
                let attempts = Attempts::default();
                let sent = prepared.send(&self.sending, attempts, &trace).await;
                let (response, attempts) = sent?;
                let opened = open(response, &self.reading, trace.clone()).await;
                opened.map_err(|error| error.with_attempts(attempts))
            };
            opened.await.inspect_err(|error| trace.refused(error))
        })
    }
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
