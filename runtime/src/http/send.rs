//! Sending a request, as often as its policy says.

use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Request, RequestBuilder};
use tokio::time::Instant;

use super::advice::Advice;
use super::content::{EVENT_STREAM, allows_event_stream};
use super::error_body;
use super::fault::kind_of_send;
use super::query;
use super::reconnect::ReconnectPolicy;
use super::retry::RetryPolicy;
use crate::error::{Attempts, is_retryable_status};
use crate::stream::Beginning;
use crate::trace::Trace;
use crate::{Cursor, Error, ErrorKind, ResponseInfo, StreamEvents, TimeoutError, WaitedFor};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// What may be set on a request alone.
#[derive(Debug, Clone)]
pub(super) struct Sending {
    pub(super) retry: RetryPolicy,
    pub(super) retry_count_header: Option<String>,
    pub(super) headers_timeout: Option<Duration>,
    /// The retries go on until something is yielded.
    pub(super) until_first_event: bool,
    pub(super) reconnect: Option<ReconnectPolicy>,
}

/// A request that is ready to be sent.
pub(super) struct Prepared {
    client: Client,
    request: Request,
    /// The header that counts, unless the caller sets it.
    count_header: Option<HeaderName>,
}

impl Prepared {
    /// The request with its headers set.
    pub(super) fn new<F>(request: RequestBuilder, sending: &Sending) -> Result<Self, Error<F>> {
        let (client, request) = request.build_split();
        let prepared = request
            .map_err(kind_of_send)
            .and_then(|request| Self::with_headers(client, request, sending));
        prepared.map_err(|kind| Error::new(kind, &ResponseInfo::default()))
    }

    fn with_headers<F>(
        client: Client,
        mut request: Request,
        sending: &Sending,
    ) -> Result<Self, ErrorKind<F>> {
        let headers: &mut HeaderMap = request.headers_mut();
        // A server may demand more than event streams: MCP's wants `application/json` named too.
        let allowed = headers
            .get_all(ACCEPT)
            .iter()
            .filter_map(|it| it.to_str().ok());
        if !allowed.into_iter().any(allows_event_stream) {
            headers.insert(ACCEPT, HeaderValue::from_static(EVENT_STREAM));
        }
        let count_header = match &sending.retry_count_header {
            Some(name) => match name.parse::<HeaderName>() {
                Ok(name) => Some(name).filter(|name| !headers.contains_key(name)),
                Err(error) => return Err(ErrorKind::InvalidRequest(error.into())),
            },
            None => None,
        };
        Ok(Self {
            client,
            request,
            count_header,
        })
    }

    /// The same request, if its body can be sent twice.
    pub(super) fn again(&self) -> Option<Self> {
        Some(Self {
            client: self.client.clone(),
            request: self.request.try_clone()?,
            count_header: self.count_header.clone(),
        })
    }

    /// What the caller asks the stream to begin after.
    pub(super) fn beginning<S: StreamEvents>(&self, sending: &Sending) -> Beginning {
        let mut beginning = Beginning::default();
        if sending.reconnect.is_some() {
            let id = self.request.headers().get(LAST_EVENT_ID);
            let text = id.map(|id| String::from_utf8(id.as_bytes().to_vec()));
            beginning.last_event_id = text.and_then(Result::ok);
        }
        if let Some(rules) = S::PROTOCOL.resume
            && let Some(cursor) = query::value(self.request.url(), rules.query)
        {
            match rules.cursor {
                Cursor::Id => beginning.last_event_id = Some(cursor),
                Cursor::Data(_) => beginning.cursor = Some(cursor),
            }
        }
        beginning
    }

    /// Asks for what comes after this cursor, if the API says how to.
    pub(super) fn begin_after<S: StreamEvents>(
        &mut self,
        cursor: &str,
    ) -> Result<(), Error<S::Failure>> {
        let Some(rules) = S::PROTOCOL.resume else {
            let why = "the API declares no `resume`, so there is no parameter for a cursor";
            let kind = ErrorKind::InvalidRequest(why.into());
            return Err(Error::new(kind, &ResponseInfo::default()));
        };
        query::set(self.request.url_mut(), rules.query, cursor);
        Ok(())
    }

    pub(super) fn set_last_event_id(&mut self, id: Option<HeaderValue>) {
        let headers = self.request.headers_mut();
        match id {
            Some(id) => drop(headers.insert(LAST_EVENT_ID, id)),
            None => drop(headers.remove(LAST_EVENT_ID)),
        }
    }

    /// The span of the stream that is asked for.
    pub(super) fn trace<S: StreamEvents>(&self) -> Trace {
        let (method, url) = (self.request.method(), self.request.url());
        Trace::new(S::PROTOCOL.name, Some(method), url)
    }

    /// The response of the last attempt, be it a success or not. `attempts` are those before.
    pub(super) async fn send<F>(
        self,
        sending: &Sending,
        mut attempts: Attempts,
        trace: &Trace,
    ) -> Result<(reqwest::Response, Attempts), Error<F>> {
        let Self {
            client,
            mut request,
            count_header,
        } = self;
        loop {
            if let Some(name) = &count_header {
                request.headers_mut().insert(name, attempts.retries.into());
            }
            let allowed = sending.retry.allows(attempts.retries);
            let again = if allowed { request.try_clone() } else { None };
            let outcome = attempt::<F>(&client, request, sending.headers_timeout).await;

            let (is_retryable, advice) = retryable(&outcome);
            let wait = (is_retryable && allowed).then_some(advice.retry_after);
            let wait =
                wait.and_then(|asked| sending.retry.wait(attempts.retries, asked, fastrand::f64()));
            let (Some(wait), Some(again)) = (wait, again) else {
                attempts.body_gone = wait.is_some();
                let outcome = outcome.map(|response| (response, attempts));
                return outcome.map_err(|kind| {
                    Error::new(kind, &ResponseInfo::default()).with_attempts(attempts)
                });
            };
            attempts.retries += 1;
            let why = outcome.as_ref().map(|response| response.status().as_u16());
            trace.retry(attempts.retries, wait, why);
            let begun = Instant::now();
            if let Ok(response) = outcome {
                // A connection whose response was read to its end can be used again.
                error_body::drain(response, wait).await;
            }
            tokio::time::sleep(wait.saturating_sub(begun.elapsed())).await;
            request = again;
        }
    }
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
