//! Sending a request, as often as its policy says.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::StreamOptions;
use super::body::Response;
use super::error_body;
use super::recorded::Recordings;
use super::refusal::wait_in_body;
use super::retry_headers::RetryHeaders;
use crate::error::{Attempts, is_retryable_status};
use crate::stream::ResumePoint;
use crate::trace::Trace;
use crate::{Error, ErrorKind, FailureRules, ResponseInfo, TimeoutError, TimeoutKind};

/// Sends the request of a stream, by whichever client.
pub(super) trait Sender<F>: Send + Sync {
    /// Whether the request can be sent once more.
    fn can_send(&self) -> bool;

    /// Another sender of the same request; if it cannot be sent again, of none.
    fn again(&self) -> Box<dyn Sender<F>>;

    fn send(&mut self, attempt: Attempt) -> Sending<F>;
}

pub(super) type Sending<F> = Pin<Box<dyn Future<Output = Result<Response, ErrorKind<F>>> + Send>>;

/// One of the times that a request is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// How often the request was sent before, because it failed.
    pub retries: u32,
    /// How often the rest of the stream was asked for before, since it last made progress (see
    /// [`ReconnectPolicy`](crate::ReconnectPolicy)).
    pub reconnects: u32,
    /// What the rest of a stream is asked for by; `None` if the stream is asked for from its
    /// beginning.
    pub resume: Option<Resume>,
}

/// Where the rest of a stream begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resume {
    /// What `Last-Event-ID` says: the last event ID, if there was one that a header can hold.
    pub last_event_id: Option<http::HeaderValue>,
    /// What the parameter of the document's `resume` says: the last cursor, if there was one.
    pub cursor: Option<String>,
}

/// The longest last event ID that is sent, in bytes. Servers refuse requests with longer headers.
const MAX_ID: usize = 4096;

impl Resume {
    pub(super) fn after(point: &ResumePoint) -> Self {
        Self {
            last_event_id: point.last_event_id.as_deref().and_then(header_value),
            cursor: point.cursor.clone(),
        }
    }
}

/// The id as a header's value: its UTF-8 bytes. None for one that is empty (as the standard says),
/// that has control characters, or that is too long.
fn header_value(id: &str) -> Option<http::HeaderValue> {
    let fits = !id.is_empty() && id.len() <= MAX_ID;
    fits.then(|| http::HeaderValue::from_bytes(id.as_bytes()).ok())?
}

/// The response of the last attempt, a success or not, with all attempts and when this one began. `attempts` are those
/// before.
pub(super) async fn send<F>(
    sender: &mut dyn Sender<F>,
    resume: Option<&Resume>,
    options: &StreamOptions,
    rules: &FailureRules,
    mut attempts: Attempts,
    trace: &Trace,
    recordings: Option<&Recordings>,
) -> Result<(Response, Attempts, Instant), Error<F>> {
    loop {
        let at = Instant::now();
        let attempt = Attempt {
            retries: attempts.retries,
            reconnects: attempts.reconnects,
            resume: resume.cloned(),
        };
        let outcome = within(options.headers_timeout, sender.send(attempt)).await;
        let outcome = outcome.map(|response| match recordings {
            Some(recordings) => recordings.record(response),
            None => response,
        });
        let (wait, outcome) = match decide(outcome, attempts, options, rules).await {
            (Some(wait), outcome) if sender.can_send() => (wait, outcome),
            (wait, outcome) => {
                attempts.body_gone = wait.is_some();
                return match outcome {
                    Ok(response) => Ok((response, attempts, at)),
                    Err(kind) => {
                        let error = Error::new(kind, &ResponseInfo::default());
                        Err(error.with_attempts(attempts))
                    }
                };
            }
        };
        attempts.retries += 1;
        let why = outcome.as_ref().map(|response| response.status().as_u16());
        trace.retry(attempts.retries, wait, why);
        let begun = Instant::now();
        if let Ok(response) = outcome {
            // A connection whose response was read to its end can be used again.
            error_body::drain(response.into_body(), wait).await;
        }
        tokio::time::sleep(wait.saturating_sub(begun.elapsed())).await;
    }
}

async fn within<F>(limit: Option<Duration>, sending: Sending<F>) -> Result<Response, ErrorKind<F>> {
    let Some(limit) = limit else {
        return sending.await;
    };
    match tokio::time::timeout(limit, sending).await {
        Ok(outcome) => outcome,
        Err(_) => Err(ErrorKind::Timeout(TimeoutError::new(
            TimeoutKind::Headers,
            limit,
        ))),
    }
}

/// How long to wait before the request is sent again; `None` if it is not.
async fn decide<F>(
    outcome: Result<Response, ErrorKind<F>>,
    attempts: Attempts,
    options: &StreamOptions,
    rules: &FailureRules,
) -> (Option<Duration>, Result<Response, ErrorKind<F>>) {
    let mut asked = None;
    let (is_retryable, outcome) = match outcome {
        Ok(response) => {
            let advice = RetryHeaders::read(response.headers(), SystemTime::now());
            let status = response.status();
            // A success is a stream whatever else it says.
            let is_retryable = !status.is_success()
                && advice
                    .should_retry
                    .unwrap_or_else(|| is_retryable_status(status.as_u16()));
            asked = advice.retry_after;
            let response = match asked {
                None if is_retryable && !rules.retry_after.is_empty() => {
                    let (wait, response) = wait_in_body(response, rules, options).await;
                    asked = wait;
                    response
                }
                _ => response,
            };
            (is_retryable, Ok(response))
        }
        Err(kind) => {
            let retryable = matches!(
                kind,
                ErrorKind::Connect(_) | ErrorKind::Send(_) | ErrorKind::Timeout(_)
            );
            (retryable, Err(kind))
        }
    };
    let allowed = is_retryable && options.retry.allows(attempts.retries);
    let wait = || options.retry.wait(attempts.retries, asked, fastrand::f64());
    (allowed.then(wait).flatten(), outcome)
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
