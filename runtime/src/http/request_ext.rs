//! What reqwest's requests can do more.

use super::request::{Request, StreamRequest};
use crate::StreamEvents;

/// Sends a [`reqwest::RequestBuilder`] for a stream of events.
///
/// It is implemented for that type, and cannot be implemented for others.
pub trait RequestExt: Sized + sealed::Sealed {
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

mod sealed {
    pub trait Sealed {}
    impl Sealed for reqwest::RequestBuilder {}
}

impl RequestExt for reqwest::RequestBuilder {
    fn stream_events<S: StreamEvents>(self) -> StreamRequest<S> {
        StreamRequest::new(Request::Reqwest(Box::new(self)))
    }
}
