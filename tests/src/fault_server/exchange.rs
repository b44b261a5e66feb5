//! One request and its answer, over any wire.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use h2::server::SendResponse;
use h2::{Reason, SendStream};
use tokio::time::sleep;

use super::events::{SSE, THREE};
use super::request::Request;
use super::seen::{ClientLeft, Record};
use super::socket::{SETTLE, Socket};

/// As long as any row stays silent.
const FOREVER: Duration = Duration::from_secs(30);

/// What a row answers with.
///
/// Every method fails as soon as the client has left; a row passes that on and ends.
pub(super) struct Exchange<'c> {
    /// How many requests came for this path before.
    pub(super) before: usize,
    record: Arc<Record>,
    answer: Answer<'c>,
}

enum Answer<'c> {
    Http1 {
        socket: &'c mut Socket,
        state: State,
    },
    Http2 {
        respond: SendResponse<Bytes>,
        body: Option<SendStream<Bytes>>,
    },
}

#[derive(PartialEq)]
enum State {
    Open,
    /// The answer is complete: another request may follow on the connection.
    Ended,
}

impl<'c> Exchange<'c> {
    pub(super) fn http1(record: Arc<Record>, before: usize, socket: &'c mut Socket) -> Self {
        socket.count_for(&record);
        Self {
            before,
            record,
            answer: Answer::Http1 {
                socket,
                state: State::Open,
            },
        }
    }

    pub(super) fn http2(record: Arc<Record>, before: usize, respond: SendResponse<Bytes>) -> Self {
        Self {
            before,
            record,
            answer: Answer::Http2 {
                respond,
                body: None,
            },
        }
    }

    pub(super) fn record(&self) -> &Record {
        &self.record
    }

    pub(super) fn request(&self) -> &Request {
        self.record.request()
    }

    pub(super) fn path(&self) -> String {
        self.request().path.clone()
    }

    /// A number in the query.
    pub(super) fn number(&self, name: &str, default: u64) -> u64 {
        self.request().param(name).unwrap_or(default)
    }

    /// The milliseconds `ms` in the query.
    pub(super) fn ms(&self, default: u64) -> Duration {
        Duration::from_millis(self.number("ms", default))
    }

    /// Whether another request may follow on the connection.
    pub(super) fn ended(&self) -> bool {
        matches!(
            &self.answer,
            Answer::Http1 {
                state: State::Ended,
                ..
            }
        )
    }

    /// The HTTP/1.1 connection itself, for what no decent server would send.
    pub(super) fn raw(&mut self) -> io::Result<&mut Socket> {
        match &mut self.answer {
            Answer::Http1 { socket, .. } => Ok(socket),
            Answer::Http2 { .. } => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    /// Says that the answer written by hand is complete, and the connection stays open.
    pub(super) fn keep(&mut self) {
        if let Answer::Http1 { state, .. } = &mut self.answer {
            *state = State::Ended;
        }
    }

    /// A whole answer.
    pub(super) async fn reply(
        &mut self,
        status: u16,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> io::Result<()> {
        let body = body.as_ref();
        let length = body.len().to_string();
        let mut headers = headers.to_vec();
        if status != 204 {
            headers.push(("content-length", &length));
        }
        match &mut self.answer {
            Answer::Http1 { socket, state } => {
                socket.write(head(status, &headers)).await?;
                socket.write(body).await?;
                *state = State::Ended;
                Ok(())
            }
            Answer::Http2 { respond, .. } if body.is_empty() => {
                respond
                    .send_response(h2_head(status, &headers)?, true)
                    .map_err(broken)?;
                Ok(())
            }
            Answer::Http2 { .. } => {
                self.begin(status, &headers).await?;
                self.send(body).await?;
                self.end().await
            }
        }
    }

    /// Status and headers of a body of no declared length.
    pub(super) async fn head(&mut self, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
        let mut headers = headers.to_vec();
        if let Answer::Http1 { .. } = &self.answer {
            headers.push(("transfer-encoding", "chunked"));
        }
        self.begin(status, &headers).await
    }

    async fn begin(&mut self, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
        match &mut self.answer {
            Answer::Http1 { socket, .. } => socket.write(head(status, headers)).await,
            Answer::Http2 { respond, body } => {
                let stream = respond.send_response(h2_head(status, headers)?, false);
                *body = Some(stream.map_err(broken)?);
                Ok(())
            }
        }
    }

    /// The head of an event stream.
    pub(super) async fn open(&mut self) -> io::Result<()> {
        self.head(200, &[SSE]).await
    }

    /// A piece of the body, as one chunk or one run of DATA frames.
    pub(super) async fn send(&mut self, piece: impl AsRef<[u8]>) -> io::Result<()> {
        let piece = piece.as_ref();
        if piece.is_empty() {
            // As a chunk, it would be the last.
            return Ok(());
        }
        match &mut self.answer {
            Answer::Http1 { socket, .. } => {
                let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
                chunk.extend_from_slice(piece);
                chunk.extend_from_slice(b"\r\n");
                socket.write(chunk).await
            }
            Answer::Http2 {
                body: Some(body), ..
            } => send_data(body, piece, &self.record).await,
            Answer::Http2 { body: None, .. } => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    /// The end of the body.
    pub(super) async fn end(&mut self) -> io::Result<()> {
        match &mut self.answer {
            Answer::Http1 { socket, state } => {
                socket.write("0\r\n\r\n").await?;
                *state = State::Ended;
                Ok(())
            }
            Answer::Http2 {
                body: Some(body), ..
            } => body.send_data(Bytes::new(), true).map_err(broken),
            Answer::Http2 { body: None, .. } => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    /// The end of an HTTP/2 body, with trailers.
    pub(super) fn end_with(&mut self, name: &'static str, value: &'static str) -> io::Result<()> {
        let Answer::Http2 {
            body: Some(body), ..
        } = &mut self.answer
        else {
            return Err(io::ErrorKind::Unsupported.into());
        };
        let value = http::HeaderValue::from_static(value);
        body.send_trailers(
            [(http::HeaderName::from_static(name), value)]
                .into_iter()
                .collect(),
        )
        .map_err(broken)
    }

    /// A whole event stream, piece by piece, `ms` of the query apart.
    pub(super) async fn stream<P: AsRef<[u8]>>(&mut self, pieces: &[P]) -> io::Result<()> {
        let apart = self.ms(0);
        self.open().await?;
        for piece in pieces {
            self.send(piece).await?;
            self.pause(apart).await?;
        }
        self.end().await
    }

    /// Two messages and `[DONE]`, as a stream.
    pub(super) async fn ok(&mut self) -> io::Result<()> {
        self.stream(&THREE).await
    }

    /// Waits.
    pub(super) async fn pause(&mut self, wait: Duration) -> io::Result<()> {
        if wait.is_zero() {
            return Ok(());
        }
        match &mut self.answer {
            Answer::Http1 { socket, .. } => socket.pause(wait).await,
            Answer::Http2 { respond, body } => tokio::select! {
                () = sleep(wait) => Ok(()),
                reset = poll_fn(|cx| match body {
                    Some(body) => body.poll_reset(cx),
                    None => respond.poll_reset(cx),
                }) => Err(reset.map_or_else(broken, was_reset)),
            },
        }
    }

    /// Says nothing more, until the client leaves.
    pub(super) async fn hang(&mut self) -> io::Result<()> {
        self.pause(FOREVER).await
    }

    /// Breaks the answer off: a reset of the connection, in HTTP/2 of the stream. What was sent
    /// before has time to arrive, which a reset would overtake.
    pub(super) async fn reset(&mut self, reason: Reason) -> io::Result<()> {
        sleep(SETTLE).await;
        match &mut self.answer {
            Answer::Http1 { socket, state } => {
                *state = State::Open;
                return socket.reset();
            }
            Answer::Http2 {
                body: Some(body), ..
            } => body.send_reset(reason),
            Answer::Http2 {
                respond,
                body: None,
            } => respond.send_reset(reason),
        }
        Ok(())
    }
}

/// Sends as flow control allows.
async fn send_data(body: &mut SendStream<Bytes>, piece: &[u8], record: &Record) -> io::Result<()> {
    let mut rest = Bytes::copy_from_slice(piece);
    while !rest.is_empty() {
        body.reserve_capacity(rest.len());
        let taken = match poll_fn(|cx| body.poll_capacity(cx)).await {
            Some(Ok(capacity)) => capacity.min(rest.len()),
            Some(Err(error)) => return Err(broken(error)),
            None => {
                let reset = poll_fn(|cx| body.poll_reset(cx)).await;
                return Err(reset.map_or_else(broken, was_reset));
            }
        };
        body.send_data(rest.split_to(taken), false)
            .map_err(broken)?;
        record.wrote(taken);
        // Lets the connection write what was queued.
        tokio::task::yield_now().await;
    }
    Ok(())
}

fn head(status: u16, headers: &[(&str, &str)]) -> String {
    let headers = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"));
    format!(
        "HTTP/1.1 {status} Row\r\n{}\r\n",
        headers.collect::<String>()
    )
}

fn h2_head(status: u16, headers: &[(&str, &str)]) -> io::Result<http::Response<()>> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).map_err(io::Error::other)
}

fn broken(error: h2::Error) -> io::Error {
    match error.reason() {
        Some(reason) if error.is_reset() => was_reset(reason),
        _ => io::Error::other(error),
    }
}

fn was_reset(reason: Reason) -> io::Error {
    io::Error::other(ClientLeft::StreamReset(reason.into()))
}
