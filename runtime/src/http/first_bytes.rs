//! Whether a body whose type is not declared begins like an event stream.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::timeout;

use super::StreamOptions;
use super::body::HttpBytes;
use crate::error::BoxError;

/// Within so many bytes the first line is told from a field.
const ENOUGH: usize = 1024;

/// Whether the body begins like an event stream, and the body as it was.
///
/// It waits for the first bytes as long as the stream would.
pub(super) async fn look(mut body: HttpBytes, options: &StreamOptions) -> (bool, HttpBytes) {
    let (mut read, mut text) = (VecDeque::new(), Vec::new());
    let limits = [options.limits.first_event, options.limits.bytes];
    let limit = limits.into_iter().flatten().min();
    let is_stream = loop {
        match begins_like_a_stream(&text) {
            Some(is_stream) => break is_stream,
            None if text.len() >= ENOUGH => break false,
            None => {}
        }
        let chunk = poll_fn(|cx| body.as_mut().poll_next(cx));
        let chunk = match limit {
            Some(limit) => timeout(limit, chunk).await,
            None => Ok(chunk.await),
        };
        match chunk {
            Ok(Some(Ok(bytes))) => {
                text.extend_from_slice(&bytes[..bytes.len().min(ENOUGH)]);
                read.push_back(Ok(bytes));
            }
            Ok(Some(Err(error))) => {
                read.push_back(Err(error));
                break false;
            }
            Ok(None) | Err(_) => break false,
        }
    };
    (is_stream, Box::pin(Again { read, rest: body }))
}

/// Whether the first line is a comment or a field of the standard; `None` as long as nobody can tell.
fn begins_like_a_stream(text: &[u8]) -> Option<bool> {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    if BOM.starts_with(text) {
        return None;
    }
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let breaks = text.iter().take_while(|it| matches!(it, b'\r' | b'\n'));
    let text = &text[breaks.count()..];
    let end = text
        .iter()
        .position(|it| matches!(it, b'\r' | b'\n' | b':'));
    let name = &text[..end.unwrap_or(text.len())];
    let fields: [&[u8]; 4] = [b"data", b"event", b"id", b"retry"];
    match end {
        Some(0) => Some(true),
        Some(_) => Some(fields.contains(&name)),
        None if fields.iter().any(|field| field.starts_with(name)) => None,
        None => Some(false),
    }
}

/// What was read of a body, and then the rest.
struct Again {
    read: VecDeque<Result<Bytes, BoxError>>,
    rest: HttpBytes,
}

impl Stream for Again {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.read.pop_front() {
            Some(chunk) => Poll::Ready(Some(chunk)),
            None => self.rest.as_mut().poll_next(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::begins_like_a_stream;

    #[test]
    fn the_first_line_tells() {
        for text in [
            "data: 1\n",
            "data\n",
            "event: a",
            "id:",
            "retry: 1",
            ": hello",
            "\u{feff}data:",
            "\r\n\ndata:",
        ] {
            let is_stream = begins_like_a_stream(text.as_bytes());
            assert_eq!(is_stream, Some(true), "{text:?}");
        }
        for text in [
            "{", "<html>", "dates: 1", "data is", "data : 1", "[1]", "hello", " data:", "ids\n",
        ] {
            let is_stream = begins_like_a_stream(text.as_bytes());
            assert_eq!(is_stream, Some(false), "{text:?}");
        }
        for text in ["", "d", "data", "retr", "\n", "\r\n"] {
            assert_eq!(begins_like_a_stream(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(begins_like_a_stream(b"\xef\xbb"), None);
        assert_eq!(begins_like_a_stream(b"\xef\xbb!"), Some(false));
    }
}
