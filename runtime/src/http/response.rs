//! A stream from a response.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use super::open::{open, stream};
use super::reading::{Reading, reading_options};
use crate::trace::Trace;
use crate::{AsyncStream, Body, Error, StreamEvents};

/// Reads a [`reqwest::Response`] as a stream of events.
pub trait ResponseExt: Sized {
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

impl ResponseExt for reqwest::Response {
    fn stream_events<S: StreamEvents>(self) -> StreamResponse<S> {
        StreamResponse {
            response: self,
            reading: Reading::default(),
            events: PhantomData,
        }
    }
}

/// A response to be read as a stream; `.await` checks it.
///
/// # Errors
///
/// When the response is no success, when it has no content, or none that can be read as an event
/// stream.
///
/// # Cancel safety
///
/// Dropping the future drops the response and closes its connection.
#[must_use = "nothing is read unless awaited"]
pub struct StreamResponse<S> {
    response: reqwest::Response,
    reading: Reading,
    events: PhantomData<fn() -> S>,
}

impl<S> StreamResponse<S> {
    reading_options!();
}

impl<S: StreamEvents> IntoFuture for StreamResponse<S> {
    type Output = Result<AsyncStream<S>, Error<S::Failure>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let trace = Trace::new(S::PROTOCOL.name, None, self.response.url());
            match open::<S>(self.response, &self.reading, &trace).await {
                Ok((response, about)) => {
                    Ok(stream(Body::http(response), about, &self.reading, trace))
                }
                Err(error) => {
                    trace.refused(&error);
                    Err(error)
                }
            }
        })
    }
}

/// Shows neither URL nor headers.
impl<S> fmt::Debug for StreamResponse<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamResponse")
            .field("status", &self.response.status())
            .field("reading", &self.reading)
            .finish_non_exhaustive()
    }
}
