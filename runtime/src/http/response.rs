//! A stream from a response.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;

use tokio::time::Instant;

use super::StreamOptions;
use super::body::{self, Response};
use super::check::check;
use super::connection::{Open, events};
use super::option_methods::response_options;
use crate::error::{Attempts, BoxError};
use crate::trace::Trace;
use crate::{AsyncStream, Error, MessageStream, StreamEvents};

/// Reads a response as a stream of events: one of reqwest's, or an [`http::Response`] with any body.
///
/// It is implemented for these, and cannot be implemented for other types.
pub trait ResponseExt: Sized + sealed::Sealed {
    /// The response as a stream of these events.
    ///
    /// For requests that were sent by other means; it is the caller who sends
    /// `Accept: text/event-stream` and who tries again. Otherwise
    /// [`RequestExt::stream_events`](crate::RequestExt::stream_events) does all of it.
    ///
    /// ```no_run
    /// # use stream_events::{AsyncStream, Error, ResponseExt, StreamEvents};
    /// # async fn open<Feed: StreamEvents>(
    /// #     response: reqwest::Response,
    /// # ) -> Result<AsyncStream<Feed>, Error<Feed::Failure>> {
    /// let mut events = response.stream_events::<Feed>().await?;
    /// # Ok(events)
    /// # }
    /// ```
    fn stream_events<S: StreamEvents>(self) -> StreamResponse<S>;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for reqwest::Response {}
    impl<B> Sealed for http::Response<B> {}
}

impl ResponseExt for reqwest::Response {
    fn stream_events<S: StreamEvents>(self) -> StreamResponse<S> {
        let host = self.url().host_str().map(str::to_owned);
        StreamResponse::new(body::of_reqwest(self), host)
    }
}

impl<B> ResponseExt for http::Response<B>
where
    B: http_body::Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn stream_events<S: StreamEvents>(self) -> StreamResponse<S> {
        StreamResponse::new(body::of_http(self), None)
    }
}

/// A response to be read as a stream; `.await` or [`open`](Self::open) checks it.
///
/// # Errors
///
/// When the response is no success, when it has no content, or none that can be read as an event
/// stream.
///
/// # Cancel safety
///
/// Dropping the future drops the response and gives its connection up; what that does not promise is
/// [told of requests](crate::StreamRequest#what-dropping-does).
///
/// # Panics
///
/// Outside of a tokio runtime with time, unless all limits are `None`.
#[must_use = "nothing is read unless awaited"]
pub struct StreamResponse<S> {
    response: Response,
    host: Option<String>,
    options: StreamOptions,
    events: PhantomData<fn() -> S>,
}

impl<S> StreamResponse<S> {
    fn new(response: Response, host: Option<String>) -> Self {
        Self {
            response,
            host,
            options: StreamOptions::new(),
            events: PhantomData,
        }
    }

    /// Takes all options at once, in place of those that were set.
    ///
    /// Those about sending a request mean nothing here: the request was sent.
    pub fn options(mut self, options: &StreamOptions) -> Self {
        self.options = options.clone();
        self
    }

    response_options!(self.options);
}

impl<S: StreamEvents> StreamResponse<S> {
    /// Checks the response and gives its events; the same as `.await`.
    ///
    /// # Errors
    ///
    /// Those of the response, as [the type](Self) says.
    pub async fn open(self) -> Result<AsyncStream<S>, Error<S::Failure>> {
        let sent = Instant::now();
        let trace = Trace::new(S::PROTOCOL.name, None, self.host.as_deref());
        let checked = check::<S>(self.response, &self.options, &trace).await;
        let (bytes, response) = checked.inspect_err(|error| trace.refused(error))?;
        let open = Open {
            bytes,
            response,
            attempts: Attempts::default(),
            sent,
        };
        Ok(events(open, &self.options, trace, None))
    }

    /// Checks the response and gives all its messages, before they are given a type.
    ///
    /// # Errors
    ///
    /// Those of the response, as [the type](Self) says.
    pub async fn messages(self) -> Result<MessageStream<S>, Error<S::Failure>> {
        Ok(self.open().await?.into_messages())
    }
}

impl<S: StreamEvents> IntoFuture for StreamResponse<S> {
    type Output = Result<AsyncStream<S>, Error<S::Failure>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.open())
    }
}

/// Shows neither URL nor headers.
impl<S> fmt::Debug for StreamResponse<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamResponse")
            .field("status", &self.response.status())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
