//! Sending a request, as often as its policy says.

use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Request, RequestBuilder};

use super::advice::Advice;
use super::content::EVENT_STREAM;
use super::fault::kind_of_send;
use super::retry::RetryPolicy;
use crate::error::{Attempts, is_retryable_status};
use crate::{Error, ErrorKind, Response, TimeoutError, WaitedFor};

/// What may be set on a request alone.
#[derive(Debug, Clone)]
pub(super) struct Sending {
    pub(super) retry: RetryPolicy,
    pub(super) retry_count_header: Option<String>,
    pub(super) headers_timeout: Option<Duration>,
}

/// The response of the last attempt, be it a success or not.
pub(super) async fn send<F>(
    request: RequestBuilder,
    sending: &Sending,
) -> Result<(reqwest::Response, Attempts), Error<F>> {
    let mut attempts = Attempts::default();
    let error = |kind, attempts| Error::new(kind, &Response::default()).with_attempts(attempts);

    let (client, request) = request.build_split();
    let request = request
        .map_err(kind_of_send)
        .and_then(|request| prepare(request, sending));
    let (mut request, count_header) = request.map_err(|kind| error(kind, attempts))?;
    loop {
        if let Some(name) = &count_header {
            request.headers_mut().insert(name, attempts.retries.into());
        }
        let allowed = sending.retry.allows(attempts.retries);
        let again = if allowed { request.try_clone() } else { None };
        let outcome = attempt::<F>(&client, request, sending.headers_timeout).await;

        let (is_retryable, advice) = retryable(&outcome);
        if let (true, Some(again)) = (is_retryable, again) {
            // Unread, as there is no telling how long its body is: this closes the connection.
            drop(outcome);
            let random = fastrand::f64();
            let wait = sending
                .retry
                .wait(attempts.retries, advice.retry_after, random);
            tokio::time::sleep(wait).await;
            attempts.retries += 1;
            request = again;
            continue;
        }
        attempts.body_gone = is_retryable && allowed;
        return match outcome {
            Ok(response) => Ok((response, attempts)),
            Err(kind) => Err(error(kind, attempts)),
        };
    }
}

/// The request with its headers set, and the header that counts, unless the caller sets it.
fn prepare<F>(
    mut request: Request,
    sending: &Sending,
) -> Result<(Request, Option<HeaderName>), ErrorKind<F>> {
    let headers: &mut HeaderMap = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static(EVENT_STREAM));
    let name = match &sending.retry_count_header {
        Some(name) => match name.parse::<HeaderName>() {
            Ok(name) => Some(name).filter(|name| !headers.contains_key(name)),
            Err(error) => return Err(ErrorKind::InvalidRequest(error.into())),
        },
        None => None,
    };
    Ok((request, name))
}

async fn attempt<F>(
    client: &Client,
    request: Request,
    headers_timeout: Option<Duration>,
) -> Result<reqwest::Response, ErrorKind<F>> {
    let response = client.execute(request);
    let Some(limit) = headers_timeout else {
        return response.await.map_err(kind_of_send);
    };
    match tokio::time::timeout(limit, response).await {
        Ok(response) => response.map_err(kind_of_send),
        Err(_) => Err(ErrorKind::Timeout(TimeoutError::new(
            WaitedFor::Headers,
            limit,
        ))),
    }
}

/// Whether to send the request again, and what the server says about it.
fn retryable<F>(outcome: &Result<reqwest::Response, ErrorKind<F>>) -> (bool, Advice) {
    match outcome {
        Ok(response) => {
            let advice = Advice::read(response.headers(), SystemTime::now());
            let status = response.status();
            // A success is a stream whatever else it says.
            let is_retryable = !status.is_success()
                && advice
                    .should_retry
                    .unwrap_or_else(|| is_retryable_status(status.as_u16()));
            (is_retryable, advice)
        }
        Err(kind) => {
            let again = matches!(
                kind,
                ErrorKind::Connect(_) | ErrorKind::Send(_) | ErrorKind::Timeout(_)
            );
            (again, Advice::default())
        }
    }
}
