//! The connection of a stream: its response's bytes, and asking for the rest after a cut.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use sync_wrapper::SyncWrapper;
use tokio::time::Instant;

use super::StreamOptions;
use super::body::HttpBytes;
use super::check::check;
use super::deadlines::Deadlines;
use super::reconnect::ReconnectPolicy;
use super::retry::RetryPolicy;
use super::send::{Resume, Sender, send};
use crate::error::{Attempts, transport};
use crate::stream::{Connection, Position, Waits};
use crate::trace::Trace;
use crate::{AsyncStream, Error, ErrorKind, ResponseInfo, StreamEvents};

/// A response's bytes, and its request to be sent again.
pub(super) struct HttpConnection<S: StreamEvents> {
    bytes: HttpBytes,
    deadlines: Deadlines,
    attempts: Attempts,
    reopener: Option<Reopener<S>>,
}

/// What asks for the rest of a stream.
struct Reopener<S: StreamEvents> {
    policy: ReconnectPolicy,
    /// How many messages had come by the last reconnect.
    messages: u64,
    state: State<S>,
}

enum State<S: StreamEvents> {
    /// The bytes are read.
    Idle(Box<Exchange<S>>),
    /// The request is sent again. Streams are `Sync`, and this is not.
    Opening(SyncWrapper<Opening<S>>),
    Failed,
}

/// What sends the request, and how.
pub(super) struct Exchange<S: StreamEvents> {
    pub(super) sender: Box<dyn Sender<S::Failure>>,
    pub(super) options: StreamOptions,
    pub(super) trace: Trace,
}

type Opening<S> = Pin<Box<dyn Future<Output = (Attempts, Opened<S>)> + Send>>;

/// The exchange is given back, to be used again.
type Opened<S> =
    Result<(Box<Exchange<S>>, HttpBytes, ResponseInfo), Error<<S as StreamEvents>::Failure>>;

/// A response that can be read as a stream.
pub(super) struct Open {
    pub(super) bytes: HttpBytes,
    pub(super) response: ResponseInfo,
    pub(super) attempts: Attempts,
    /// When its request was sent.
    pub(super) sent: Instant,
}

impl<S: StreamEvents> Exchange<S> {
    pub(super) fn again(&self) -> Self {
        Self {
            sender: self.sender.again(),
            options: self.options.clone(),
            trace: self.trace.clone(),
        }
    }

    /// Sends the request and checks its response.
    pub(super) async fn open(
        &mut self,
        resume: Option<&Resume>,
        attempts: Attempts,
    ) -> Result<Open, Error<S::Failure>> {
        let sent = send(
            &mut *self.sender,
            resume,
            &self.options,
            attempts,
            &self.trace,
        )
        .await?;
        let attempts = sent.attempts;
        let checked = check::<S>(sent.response, &self.options, &self.trace).await;
        let (bytes, response) = checked.map_err(|error| error.with_attempts(attempts))?;
        Ok(Open {
            bytes,
            response,
            attempts,
            sent: sent.at,
        })
    }
}

/// The events of a response; of those that follow it too, if there is a request to ask for them.
pub(super) fn events<S: StreamEvents>(
    open: Open,
    options: &StreamOptions,
    trace: Trace,
    exchange: Option<Exchange<S>>,
) -> AsyncStream<S> {
    let policy = options.reconnect.clone();
    let connection = HttpConnection {
        bytes: open.bytes,
        deadlines: Deadlines::new(options.limits, open.sent),
        attempts: open.attempts,
        reopener: policy.zip(exchange).map(|(policy, exchange)| Reopener {
            policy,
            messages: 0,
            state: State::Idle(Box::new(exchange)),
        }),
    };
    let trace = trace.with_data(options.trace_data);
    let events = AsyncStream::of_connection(connection, open.response, trace);
    match options.max_event_bytes {
        Some(limit) => events.max_event_bytes(limit),
        None => events,
    }
}

impl<S: StreamEvents> Connection<S> for HttpConnection<S> {
    fn poll_bytes(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, ErrorKind<S::Failure>>>> {
        match self.bytes.as_mut().poll_next(cx) {
            Poll::Ready(Some(Ok(bytes))) => {
                self.deadlines.bytes_came();
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(transport(error)))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                let elapsed = ready!(self.deadlines.poll_elapsed(cx));
                Poll::Ready(Some(Err(ErrorKind::Timeout(elapsed))))
            }
        }
    }

    fn item_came(&mut self) {
        self.deadlines.item_came();
    }

    fn waits(&self) -> Waits {
        self.deadlines.waits()
    }

    fn reopen(&mut self, at: Position, error: Option<&Error<S::Failure>>) -> bool {
        let Some(reopener) = &mut self.reopener else {
            return false;
        };
        if at.messages > reopener.messages {
            self.attempts.reconnects = 0;
        }
        reopener.messages = at.messages;
        if !is_interrupted(&at, error)
            || !reopener.policy.allows(self.attempts.reconnects)
            || reopener.leaves_to_retry(&at, error, self.attempts)
        {
            return false;
        }
        self.attempts.body_gone = !reopener.begin(at, error, self.attempts);
        if self.attempts.body_gone {
            return false;
        }
        // The connection is closed at once.
        self.bytes = Box::pin(Empty);
        true
    }

    fn poll_reopened(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<ResponseInfo>, Error<S::Failure>>> {
        let Some(reopener) = &mut self.reopener else {
            return Poll::Ready(Ok(None));
        };
        let State::Opening(opening) = &mut reopener.state else {
            return Poll::Ready(Ok(None));
        };
        let (attempts, opened) = ready!(opening.get_mut().as_mut().poll(cx));
        self.attempts = attempts;
        reopener.state = State::Failed;
        Poll::Ready(match opened {
            Ok((exchange, bytes, response)) => {
                reopener.state = State::Idle(exchange);
                self.bytes = bytes;
                self.deadlines.restart();
                Ok(Some(response))
            }
            // > HTTP 204 No Content: tells the client to stop reconnecting.
            Err(error) if matches!(error.kind(), ErrorKind::NoContent) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn attempts(&self) -> Attempts {
        self.attempts
    }
}

impl<S: StreamEvents> Reopener<S> {
    /// Before the first item the whole request is sent again, where that is asked for.
    fn leaves_to_retry(
        &self,
        at: &Position,
        error: Option<&Error<S::Failure>>,
        attempts: Attempts,
    ) -> bool {
        let State::Idle(exchange) = &self.state else {
            return false;
        };
        let options = &exchange.options;
        options.until_first_event
            && at.items == 0
            && options.retry.allows(attempts.retries)
            && error.is_some_and(Error::is_retryable)
    }

    /// Begins to ask for the rest; `false` if the request cannot be sent again.
    fn begin(
        &mut self,
        at: Position,
        error: Option<&Error<S::Failure>>,
        attempts: Attempts,
    ) -> bool {
        let exchange = match std::mem::replace(&mut self.state, State::Failed) {
            State::Idle(exchange) if exchange.sender.can_send() => exchange,
            state => {
                self.state = state;
                return false;
            }
        };
        let policy = self.policy.clone();
        let wait = policy.wait(attempts.reconnects, at.reconnection_time, fastrand::f64());
        let why = error.map(Error::kind);
        exchange.trace.reconnect(attempts.reconnects + 1, wait, why);
        let opening = ask(exchange, policy, at, attempts, wait);
        self.state = State::Opening(SyncWrapper::new(Box::pin(opening)));
        true
    }
}

/// Asks for the rest until there is an answer that counts.
async fn ask<S: StreamEvents>(
    mut exchange: Box<Exchange<S>>,
    policy: ReconnectPolicy,
    at: Position,
    mut attempts: Attempts,
    mut wait: std::time::Duration,
) -> (Attempts, Opened<S>) {
    let resume = Resume::after(&at.point);
    // Each reconnect is one request: the policy of the retries is for the first.
    let retry = std::mem::replace(&mut exchange.options.retry, RetryPolicy::never());
    loop {
        tokio::time::sleep(wait).await;
        attempts.reconnects += 1;
        let error = match exchange.open(Some(&resume), attempts).await {
            Ok(open) => {
                exchange.options.retry = retry;
                return (open.attempts, Ok((exchange, open.bytes, open.response)));
            }
            Err(error) => error,
        };
        let refused_for = error.retry_after().unwrap_or_default();
        let again = error.is_retryable()
            && policy.allows(attempts.reconnects)
            && refused_for <= policy.longest();
        if !again {
            return (attempts, Err(error));
        }
        wait = policy.wait(attempts.reconnects, at.reconnection_time, fastrand::f64());
        wait = wait.max(refused_for);
        let why = Some(error.kind());
        exchange.trace.reconnect(attempts.reconnects + 1, wait, why);
    }
}

/// Whether it is an interruption at all: a cut, a timeout of ours, or an end that is not the
/// declared one. A failure that the API reports is its last word.
fn is_interrupted<F>(at: &Position, error: Option<&Error<F>>) -> bool {
    let Some(error) = error else {
        return !at.complete;
    };
    let cut = matches!(
        error.kind(),
        ErrorKind::Transport(_) | ErrorKind::Truncated(_) | ErrorKind::Timeout(_)
    );
    cut && error.is_retryable()
}

/// The bytes of a connection that was closed.
struct Empty;

impl futures_core::Stream for Empty {
    type Item = Result<Bytes, crate::error::BoxError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
