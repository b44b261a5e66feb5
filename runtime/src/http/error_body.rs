//! The body of a response that is no stream, as far as it may be read.

use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::{Instant, timeout_at};

use super::content;
use super::reading::Reading;
use crate::ErrorBody;

/// Reads within the limits of size and time; what fails or takes too long is left out.
pub(super) async fn read(
    mut response: reqwest::Response,
    headers: &HeaderMap,
    limits: &Reading,
) -> ErrorBody {
    // Compressed, it would be no text.
    if content::coding(headers).is_some() {
        return ErrorBody::default();
    }
    // A time beyond what the clock can count is as good as an hour.
    let now = Instant::now();
    let deadline = now.checked_add(limits.error_body_time);
    let deadline = deadline.unwrap_or(now + Duration::from_secs(3600));
    let mut bytes = Vec::new();
    let complete = loop {
        let Ok(Ok(chunk)) = timeout_at(deadline, response.chunk()).await else {
            break false;
        };
        let Some(chunk) = chunk else { break true };
        let room = limits.error_body_bytes - bytes.len();
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
pub(super) async fn drain(mut response: reqwest::Response, at_most: Duration) {
    const BYTES: usize = 64 * 1024;
    const TIME: Duration = Duration::from_secs(1);
    let read = async {
        let mut bytes = 0;
        while let Ok(Some(chunk)) = response.chunk().await {
            bytes += chunk.len();
            if bytes > BYTES {
                break;
            }
        }
    };
    // Out of time is as good as read: both only decide about the connection.
    let _ = tokio::time::timeout(at_most.min(TIME), read).await;
}
