//! Sending a stream's request once more, where that was asked for.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use reqwest::header::HeaderValue;

use super::open::open;
use super::reading::Reading;
use super::reconnect::ReconnectPolicy;
use super::retry::RetryPolicy;
use super::send::{Prepared, Sending};
use crate::error::Attempts;
use crate::stream::{Beginning, Interruption, Resume, Resumed, Slot};
use crate::trace::Trace;
use crate::{Error, ErrorKind, ResponseInfo, StreamEvents};

/// The longest last event ID that is sent, in bytes. Servers refuse requests with longer headers.
const MAX_ID: usize = 4096;

/// What a stream needs to be asked for again.
pub(super) struct Resend<S: StreamEvents> {
    slot: Slot,
    exchange: Arc<Exchange>,
    /// Retries before and after the response headers, and reconnects in a row without a message.
    attempts: Attempts,
    /// How many messages had come by the last reconnect.
    messages: u64,
    opening: Option<Opening<S::Failure>>,
}

/// What stays the same however often the request is sent.
pub(super) struct Exchange {
    pub(super) beginning: Beginning,
    /// `None` where its body cannot be sent twice.
    pub(super) request: Option<Prepared>,
    pub(super) sending: Sending,
    pub(super) reading: Reading,
    pub(super) trace: Trace,
}

struct Opening<F> {
    /// The stream begins again; if not, it goes on.
    afresh: bool,
    /// Under a lock that is never taken, because streams are `Sync` and this is not.
    future: Mutex<OpeningFuture<F>>,
}

type OpeningFuture<F> = Pin<Box<dyn Future<Output = Result<Opened, Error<F>>> + Send>>;

struct Opened {
    response: reqwest::Response,
    about: ResponseInfo,
    attempts: Attempts,
}

impl<S: StreamEvents> Resend<S> {
    pub(super) fn new(slot: Slot, exchange: Exchange, attempts: Attempts) -> Self {
        Self {
            slot,
            exchange: Arc::new(exchange),
            attempts,
            messages: 0,
            opening: None,
        }
    }

    /// The error, if the retries cover it: nothing was yielded, so nothing can be yielded twice.
    fn may_retry<'a>(&self, at: &Interruption<'a, S::Failure>) -> Option<&'a Error<S::Failure>> {
        let sending = &self.exchange.sending;
        let nothing_came = at.stats.yielded + at.stats.mismatches == 0;
        let allowed = sending.until_first_event && sending.retry.allows(self.attempts.retries);
        at.error
            .filter(|error| allowed && nothing_came && error.is_retryable())
    }

    fn begin_afresh(&mut self, kind: &ErrorKind<S::Failure>) {
        let exchange = Arc::clone(&self.exchange);
        let mut attempts = self.attempts;
        let retry = &exchange.sending.retry;
        let wait = retry.wait(attempts.retries, None, fastrand::f64());
        let wait = wait.unwrap_or_default();
        attempts.retries += 1;
        exchange.trace.retry(attempts.retries, wait, Err(kind));
        self.opening = Some(Opening::new(true, async move {
            tokio::time::sleep(wait).await;
            exchange.open::<S>(None, &exchange.sending, attempts).await
        }));
    }

    fn begin_reconnect(&mut self, policy: ReconnectPolicy, at: &Interruption<'_, S::Failure>) {
        let exchange = Arc::clone(&self.exchange);
        let after = Beginning {
            last_event_id: Some(at.last_event_id.to_owned()),
            cursor: at.cursor.map(str::to_owned),
        };
        let asked = at.reconnection_time;
        let mut attempts = self.attempts;
        let mut wait = policy.wait(attempts.reconnects, asked, fastrand::f64());
        let why = at.error.map(Error::kind);
        exchange.trace.reconnect(attempts.reconnects + 1, wait, why);
        self.opening = Some(Opening::new(false, async move {
            let once = Sending {
                retry: RetryPolicy::never(),
                ..exchange.sending.clone()
            };
            loop {
                tokio::time::sleep(wait).await;
                attempts.reconnects += 1;
                let error = match exchange.open::<S>(Some(&after), &once, attempts).await {
                    Ok(opened) => return Ok(opened),
                    Err(error) => error,
                };
                let refused_for = error.retry_after().unwrap_or_default();
                let again = error.is_retryable()
                    && policy.allows(attempts.reconnects)
                    && refused_for <= policy.longest();
                if !again {
                    return Err(error.with_attempts(attempts));
                }
                wait = policy
                    .wait(attempts.reconnects, asked, fastrand::f64())
                    .max(refused_for);
                let why = Some(error.kind());
                exchange.trace.reconnect(attempts.reconnects + 1, wait, why);
            }
        }));
    }
}

impl Exchange {
    /// Sends the request, and opens its response.
    async fn open<S: StreamEvents>(
        &self,
        after: Option<&Beginning>,
        sending: &Sending,
        attempts: Attempts,
    ) -> Result<Opened, Error<S::Failure>> {
        let again = self.request.as_ref().and_then(Prepared::again);
        let Some(mut request) = again else {
            let gone = ErrorKind::InvalidRequest("the request's body cannot be sent twice".into());
            return Err(Error::new(gone, &ResponseInfo::default()));
        };
        if let Some(after) = after {
            let id = after.last_event_id.as_deref();
            request.set_last_event_id(id.and_then(header_value));
            if let Some(cursor) = &after.cursor {
                request.begin_after::<S>(cursor)?;
            }
        }
        let (response, attempts) = request.send(sending, attempts, &self.trace).await?;
        let opened = open::<S>(response, &self.reading, &self.trace).await;
        let (response, about) = opened.map_err(|error| error.with_attempts(attempts))?;
        Ok(Opened {
            response,
            about,
            attempts,
        })
    }
}

/// The id as a header's value: its UTF-8 bytes. None for one that is empty (as the standard says),
/// that has control characters, or that is too long.
fn header_value(id: &str) -> Option<HeaderValue> {
    let sent = !id.is_empty() && id.len() <= MAX_ID;
    sent.then(|| HeaderValue::from_bytes(id.as_bytes()).ok())?
}

impl<F> Opening<F> {
    fn new(
        afresh: bool,
        future: impl Future<Output = Result<Opened, Error<F>>> + Send + 'static,
    ) -> Self {
        Self {
            afresh,
            future: Mutex::new(Box::pin(future)),
        }
    }
}

impl<S: StreamEvents> Resume<S> for Resend<S> {
    fn begin(&mut self, at: &Interruption<'_, S::Failure>) -> bool {
        let again = self.exchange.request.is_some();
        if let Some(error) = self.may_retry(at) {
            self.attempts.body_gone = !again;
            if again {
                self.slot.clear();
                self.begin_afresh(error.kind());
            }
            return again;
        }
        let Some(policy) = self.exchange.sending.reconnect.clone() else {
            return false;
        };
        // To hear the same once more is no progress.
        let messages = at.stats.messages - at.stats.repeated;
        if messages > self.messages {
            self.attempts.reconnects = 0;
        }
        self.messages = messages;
        if !interrupted(at) || !policy.allows(self.attempts.reconnects) {
            return false;
        }
        self.attempts.body_gone = !again;
        if again {
            self.slot.clear();
            self.begin_reconnect(policy, at);
        }
        again
    }

    fn last(&self, error: Error<S::Failure>) -> Error<S::Failure> {
        error.with_attempts(self.attempts)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Resumed<S::Failure>> {
        let Some(opening) = &mut self.opening else {
            return Poll::Ready(Resumed::Over);
        };
        let afresh = opening.afresh;
        let future = opening.future.get_mut();
        let future = future.unwrap_or_else(PoisonError::into_inner);
        let opened = ready!(future.as_mut().poll(cx));
        self.opening = None;
        Poll::Ready(match opened {
            Ok(Opened {
                response,
                about,
                attempts,
            }) => {
                self.attempts = attempts;
                self.slot.fill(response);
                Resumed::Open {
                    response: about,
                    watch: self.exchange.reading.watch(),
                    afresh: afresh.then(|| self.exchange.beginning.clone()),
                }
            }
            // > HTTP 204 No Content: tells the client to stop reconnecting.
            Err(error) if !afresh && matches!(error.kind(), ErrorKind::NoContent) => Resumed::Over,
            Err(error) => Resumed::Failed(error),
        })
    }
}

/// Whether it is an interruption at all: a cut, a timeout of ours, or an end that is not the
/// declared one. A failure that the API reports is its last word.
fn interrupted<F>(at: &Interruption<'_, F>) -> bool {
    let Some(error) = at.error else {
        return !at.complete;
    };
    let cut = matches!(
        error.kind(),
        ErrorKind::Transport(_) | ErrorKind::Truncated(_) | ErrorKind::Timeout(_)
    );
    cut && error.is_retryable()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_can_be_sent() {
        for id in ["1", "a b", "…", "%0d%0a", "a\tb"] {
            let value = header_value(id).expect("a value");
            assert_eq!(value.as_bytes(), id.as_bytes());
        }
        let long = "x".repeat(MAX_ID + 1);
        for id in ["", "1\r\nx-evil: 1", "1\u{1}2", "\u{7f}", &long] {
            assert_eq!(header_value(id), None, "{id:?}");
        }
    }
}
