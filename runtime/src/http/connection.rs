//! The connection of a stream: its response's bytes, and asking for the rest after a cut.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use sync_wrapper::SyncWrapper;
use tokio::time::Instant;

use super::StreamOptions;
use super::body::HttpBytes;
use super::check::check;
use super::deadlines::Deadlines;
use super::reconnect::{Before, ReconnectPolicy};
use super::recorded::{Recordings, end_by};
use super::retry::RetryPolicy;
use super::send::{Resume, Sender, send};
use crate::error::{Attempts, transport};
use crate::recording::{RecordedEnd, RecordingError};
use crate::stream::{Chunks, Connection, Position, Reopens, Waits};
use crate::trace::Trace;
use crate::{AsyncStream, Error, ErrorKind, ResponseInfo, StreamEvents};

/// A response's bytes, and its request to be sent again.
pub(super) struct HttpConnection<S: StreamEvents> {
    bytes: HttpBytes,
    deadlines: Deadlines,
    attempts: Attempts,
    reopener: Option<Reopener<S>>,
    recordings: Option<Recordings>,
}

/// What asks for the rest of a stream.
struct Reopener<S: StreamEvents> {
    policy: ReconnectPolicy,
    /// How far the stream had come by the last reconnect.
    progress: Progress,
    /// The wait before the connection in hand, which was opened at this time.
    wait: Duration,
    opened: Option<Instant>,
    /// The request says what the rest begins after.
    goes_on: bool,
    state: State<S>,
}

/// How far a stream has come, as a row of reconnects sees it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Progress {
    cursor: Option<String>,
    messages: u64,
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
    pub(super) recordings: Option<Recordings>,
}

/// With the wait before the connection.
type Opening<S> = Pin<Box<dyn Future<Output = (Attempts, Duration, Opened<S>)> + Send>>;

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
            recordings: self.recordings.clone(),
        }
    }

    /// Sends the request and checks its response.
    pub(super) async fn open(
        &mut self,
        resume: Option<&Resume>,
        attempts: Attempts,
    ) -> Result<Open, Error<S::Failure>> {
        let (response, attempts, sent) = send(
            &mut *self.sender,
            resume,
            &self.options,
            &S::PROTOCOL.failures,
            attempts,
            &self.trace,
            self.recordings.as_ref(),
        )
        .await?;
        let checked = check::<S>(response, &self.options, &self.trace).await;
        let (bytes, response) = checked.map_err(|error| error.with_attempts(attempts))?;
        Ok(Open {
            bytes,
            response,
            attempts,
            sent,
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
    let recordings = exchange.as_ref().and_then(|it| it.recordings.clone());
    let connection = HttpConnection {
        bytes: open.bytes,
        deadlines: Deadlines::new(options.limits, open.sent),
        attempts: open.attempts,
        reopener: policy.zip(exchange).map(|(policy, exchange)| Reopener {
            policy,
            progress: Progress::default(),
            wait: Duration::ZERO,
            opened: None,
            goes_on: false,
            state: State::Idle(Box::new(exchange)),
        }),
        recordings,
    };
    let trace = trace.with_data(options.trace_data);
    let events = AsyncStream::of_connection(connection, open.response, trace);
    let events = match options.dispatch_unterminated {
        Some(dispatch) => events.dispatch_unterminated(dispatch),
        None => events,
    };
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
        let kind = match self.bytes.as_mut().poll_next(cx) {
            Poll::Ready(Some(Ok(bytes))) => {
                self.deadlines.bytes_came();
                return Poll::Ready(Some(Ok(bytes)));
            }
            Poll::Ready(Some(Err(error))) => transport(error),
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => ErrorKind::Timeout(ready!(self.deadlines.poll_elapsed(cx))),
        };
        if let Some(recordings) = &self.recordings {
            recordings.end(&end_by(&kind));
        }
        Poll::Ready(Some(Err(kind)))
    }

    fn over(&mut self) {
        if let Some(recordings) = &self.recordings {
            recordings.end(&RecordedEnd::Clean);
        }
    }

    fn recording_error(&self) -> Option<RecordingError> {
        self.recordings.as_ref()?.error()
    }

    fn item_came(&mut self) {
        self.deadlines.item_came();
    }

    fn waits(&self) -> Waits {
        self.deadlines.waits()
    }

    fn reopen(&mut self, at: Position, error: Option<&Error<S::Failure>>) -> Reopens {
        let Some(reopener) = &mut self.reopener else {
            return Reopens::No;
        };
        let has_progressed = reopener.progress.reaches(&at);
        if has_progressed {
            self.attempts.reconnects = 0;
        }
        if !is_interrupted(&at, error) || reopener.leaves_to_retry(&at, error, self.attempts) {
            return Reopens::No;
        }
        if !reopener.policy.allows(self.attempts.reconnects) {
            return match self.attempts.reconnects {
                0 => Reopens::No,
                _ => Reopens::GivesUp,
            };
        }
        let before = reopener.before(has_progressed);
        self.attempts.body_gone = !reopener.begin(&at, error, self.attempts, before);
        if self.attempts.body_gone {
            return Reopens::No;
        }
        // The connection is closed at once.
        self.bytes = Box::pin(Chunks::default());
        Reopens::Yes
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
        let (attempts, wait, opened) = ready!(opening.get_mut().as_mut().poll(cx));
        self.attempts = attempts;
        reopener.wait = wait;
        reopener.opened = Some(Instant::now());
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

    fn goes_on(&self) -> bool {
        self.reopener.as_ref().is_none_or(|it| it.goes_on)
    }

    fn attempts(&self) -> Attempts {
        self.attempts
    }
}

impl Progress {
    /// Takes how far the stream has come; whether that is further than before.
    fn reaches(&mut self, at: &Position) -> bool {
        let id = at.point.last_event_id.clone().filter(|id| !id.is_empty());
        let now = Self {
            cursor: at.point.cursor.clone().or(id),
            messages: at.messages,
        };
        let is_further = match (&now.cursor, &self.cursor) {
            (Some(now), before) => Some(now) != before.as_ref(),
            // There was one: what came without is not known to be new.
            (None, Some(_)) => false,
            (None, None) => !at.had_id && now.messages > self.messages,
        };
        self.messages = now.messages;
        self.cursor = now.cursor.or(self.cursor.take());
        is_further
    }
}

impl<S: StreamEvents> Reopener<S> {
    /// What became of the connection that was cut.
    fn before(&self, has_progressed: bool) -> Before {
        match self.opened {
            Some(opened) if opened.elapsed() <= self.wait => match has_progressed {
                true => Before::Progress,
                false => Before::Nothing,
            },
            _ => Before::Long,
        }
    }

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
        at: &Position,
        error: Option<&Error<S::Failure>>,
        attempts: Attempts,
        before: Before,
    ) -> bool {
        let exchange = match std::mem::replace(&mut self.state, State::Failed) {
            State::Idle(exchange) if exchange.sender.can_send() => exchange,
            state => {
                self.state = state;
                return false;
            }
        };
        let policy = self.policy.clone();
        let wait = policy.wait(self.wait, before, at.reconnection_time);
        let why = error.map(Error::kind);
        exchange.trace.reconnect(attempts.reconnects + 1, wait, why);
        let resume = Resume::after(&at.point);
        self.goes_on = resume.last_event_id.is_some() || resume.cursor.is_some();
        let opening = ask(
            exchange,
            policy,
            at.reconnection_time,
            resume,
            attempts,
            wait,
        );
        self.state = State::Opening(SyncWrapper::new(Box::pin(opening)));
        true
    }
}

/// Asks for the rest until there is an answer that counts.
async fn ask<S: StreamEvents>(
    mut exchange: Box<Exchange<S>>,
    policy: ReconnectPolicy,
    reconnection_time: Option<Duration>,
    resume: Resume,
    mut attempts: Attempts,
    mut wait: Duration,
) -> (Attempts, Duration, Opened<S>) {
    // Each reconnect is one request: the policy of the retries is for the first.
    let retry = std::mem::replace(&mut exchange.options.retry, RetryPolicy::never());
    loop {
        tokio::time::sleep(ReconnectPolicy::spread(wait, fastrand::f64())).await;
        attempts.reconnects += 1;
        let error = match exchange.open(Some(&resume), attempts).await {
            Ok(open) => {
                exchange.options.retry = retry;
                return (
                    open.attempts,
                    wait,
                    Ok((exchange, open.bytes, open.response)),
                );
            }
            Err(error) => error,
        };
        let refused_for = error.retry_after().unwrap_or_default();
        let again = error.is_retryable()
            && policy.allows(attempts.reconnects)
            && refused_for <= policy.longest();
        if !again {
            return (attempts, wait, Err(error));
        }
        wait = policy.wait(wait, Before::Nothing, reconnection_time);
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
