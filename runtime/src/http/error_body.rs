//! The body of a response that is no stream, as far as it may be read.

use std::future::poll_fn;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use tokio::time::{Instant, timeout, timeout_at};

use super::StreamOptions;
use super::body::HttpBytes;
use super::content;
use crate::ErrorBody;
use crate::error::BoxError;

/// Reads within the limits of size and time; what fails or takes too long is left out.
pub(super) async fn read(
    mut body: HttpBytes,
    headers: &HeaderMap,
    options: &StreamOptions,
) -> ErrorBody {
    // Compressed, it would be no text.
    if content::coding(headers).is_some() {
        return ErrorBody::default();
    }
    // A time beyond what the clock can count is as good as an hour.
    let now = Instant::now();
    let deadline = now.checked_add(options.error_body_timeout);
    let deadline = deadline.unwrap_or(now + Duration::from_secs(3600));
    let mut bytes = Vec::new();
    let complete = loop {
        let Ok(chunk) = timeout_at(deadline, chunk(&mut body)).await else {
            break false;
        };
        let chunk = match chunk {
            Some(Ok(chunk)) => chunk,
            Some(Err(_)) => break false,
            None => break true,
        };
        let room = options.error_body_limit - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            break false;
        }
    };
    ErrorBody {
        text: String::from_utf8_lossy(&bytes).into_owned(),
        complete,
    }
}

/// Reads a body that nobody wants, as far as that may bring its connection back, and drops it.
pub(super) async fn drain(mut body: HttpBytes, at_most: Duration) {
    const BYTES: usize = 64 * 1024;
    const TIME: Duration = Duration::from_secs(1);
    let read = async {
        let mut bytes = 0;
        while let Some(Ok(chunk)) = chunk(&mut body).await {
            bytes += chunk.len();
            if bytes > BYTES {
                break;
            }
        }
    };
    // Out of time is as good as read: both only decide about the connection.
    let _ = timeout(at_most.min(TIME), read).await;
}

async fn chunk(body: &mut HttpBytes) -> Option<Result<Bytes, BoxError>> {
    poll_fn(|cx| body.as_mut().poll_next(cx)).await
}
