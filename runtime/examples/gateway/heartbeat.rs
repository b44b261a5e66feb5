//! Signs of life while there is nothing to say, without which proxies cut quiet connections.

use std::time::Duration;

use bytes::Bytes;
use futures::stream::{Stream, StreamExt as _, unfold};

/// The same body with this in each silence of that length.
///
/// A body gives whole messages, so it never comes in the middle of one.
pub(crate) fn with_heartbeat<B, E>(
    body: B,
    beat: Bytes,
    every: Duration,
) -> impl Stream<Item = Result<Bytes, E>>
where
    B: Stream<Item = Result<Bytes, E>>,
{
    unfold((Box::pin(body), beat), move |(mut body, beat)| async move {
        // Dropping `next` before it is ready loses nothing.
        let item = match tokio::time::timeout(every, body.next()).await {
            Ok(item) => item?,
            Err(_) => Ok(beat.clone()),
        };
        Some((item, (body, beat)))
    })
}
