//! Requests of reqwest's.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::header::{ACCEPT, HeaderName, HeaderValue};
use reqwest::{Client, Request, RequestBuilder};

use super::StreamOptions;
use super::body;
use super::content::{allows_any, expected};
use super::query;
use super::redirect;
use super::send::{Attempt, Sender, Sending};
use crate::error::{BoxError, is_own_timeout, named_limit};
use crate::stream::ResumePoint;
use crate::trace::Trace;
use crate::{Cursor, ErrorKind, Redirect, StreamEvents, TimeoutError, TimeoutKind};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// A request that is ready to be sent.
pub(super) struct ReqwestSender {
    client: Client,
    /// `None` once it was sent, if its body cannot be sent twice.
    request: Option<Request>,
    /// The header that counts, unless the caller sets it.
    count_header: Option<HeaderName>,
    /// The parameter that the API resumes by.
    cursor_parameter: Option<&'static str>,
    before_send: Option<BeforeSend>,
}

/// What the caller does to a request each time it is sent.
pub(super) type BeforeSend = Arc<dyn Fn(Request) -> Prepared + Send + Sync>;

pub(super) type Prepared = Pin<Box<dyn Future<Output = Result<Request, BoxError>> + Send>>;

impl ReqwestSender {
    /// The request with its headers set, that asks for what comes after this cursor.
    pub(super) fn new<S: StreamEvents>(
        request: RequestBuilder,
        options: &StreamOptions,
        resume_after: Option<&str>,
        before_send: Option<BeforeSend>,
    ) -> Result<Self, ErrorKind<S::Failure>> {
        let (client, request) = request.build_split();
        let mut request = request.map_err(kind_of)?;
        accept::<S>(&mut request)?;
        let cursor_parameter = S::PROTOCOL.resume.map(|rules| rules.query);
        if let Some(cursor) = resume_after.filter(|cursor| !cursor.is_empty()) {
            let parameter = cursor_parameter.ok_or_else(|| {
                let why = "the API declares no `resume`, so no parameter takes a cursor";
                ErrorKind::InvalidRequest(BoxError::from(why).into())
            })?;
            query::set(request.url_mut(), parameter, cursor);
        }
        Ok(Self {
            client,
            count_header: count_header(&request, options)?,
            request: Some(request),
            cursor_parameter,
            before_send,
        })
    }

    /// What the caller asks the stream to begin after.
    pub(super) fn resume_point<S: StreamEvents>(&self, options: &StreamOptions) -> ResumePoint {
        let mut point = ResumePoint::default();
        let Some(request) = &self.request else {
            return point;
        };
        if options.reconnect.is_some() {
            let id = request.headers().get(LAST_EVENT_ID);
            let text = id.map(|id| String::from_utf8(id.as_bytes().to_vec()));
            point.last_event_id = text.and_then(Result::ok);
        }
        if let Some(rules) = S::PROTOCOL.resume
            && let Some(cursor) = query::value(request.url(), rules.query)
        {
            match rules.cursor {
                Cursor::Id => point.last_event_id = Some(cursor),
                Cursor::Data(_) => point.cursor = Some(cursor),
            }
        }
        point
    }

    /// The span of the stream that is asked for.
    pub(super) fn trace<S: StreamEvents>(&self) -> Trace {
        match &self.request {
            Some(request) => {
                let (method, host) = (request.method(), request.url().host_str());
                Trace::new(S::PROTOCOL.name, Some(method), host)
            }
            None => Trace::default(),
        }
    }

    /// The request for this attempt.
    fn request(&mut self, attempt: Attempt) -> Option<Request> {
        let copy = self.request.as_ref().and_then(Request::try_clone);
        let mut request = copy.or_else(|| self.request.take())?;
        let headers = request.headers_mut();
        if let Some(name) = &self.count_header {
            headers.insert(name, attempt.retries.into());
        }
        if let Some(resume) = attempt.resume {
            match resume.last_event_id {
                Some(id) => drop(headers.insert(LAST_EVENT_ID, id)),
                None => drop(headers.remove(LAST_EVENT_ID)),
            }
            if let (Some(parameter), Some(cursor)) = (self.cursor_parameter, resume.cursor) {
                query::set(request.url_mut(), parameter, &cursor);
            }
        }
        Some(request)
    }
}

impl<F> Sender<F> for ReqwestSender {
    fn can_send(&self) -> bool {
        self.request.is_some()
    }

    fn again(&self) -> Box<dyn Sender<F>> {
        Box::new(Self {
            client: self.client.clone(),
            request: self.request.as_ref().and_then(Request::try_clone),
            count_header: self.count_header.clone(),
            cursor_parameter: self.cursor_parameter,
            before_send: self.before_send.clone(),
        })
    }

    fn send(&mut self, attempt: Attempt) -> Sending<F> {
        let request = self.request(attempt);
        let (client, before_send) = (self.client.clone(), self.before_send.clone());
        Box::pin(async move {
            let Some(mut request) = request else {
                let why = "the request's body cannot be sent twice";
                return Err(ErrorKind::InvalidRequest(BoxError::from(why).into()));
            };
            if let Some(prepare) = before_send {
                request = prepare(request)
                    .await
                    .map_err(|error| ErrorKind::InvalidRequest(error.into()))?;
            }
            let (method, url) = (request.method().clone(), request.url().clone());
            let response = client.execute(request).await.map_err(kind_of)?;
            let followed = redirect::followed(&method, &url, &response);
            let mut response = body::of_reqwest(response);
            // Where the last of a chain was not followed, that one says more.
            if let Some(redirect) = followed
                && response.extensions().get::<Redirect>().is_none()
            {
                response.extensions_mut().insert(redirect);
            }
            Ok(response)
        })
    }
}

/// A server may demand more than what its streams are (MCP's wants `application/json` named too), so a
/// caller's header that allows them stays.
fn accept<S: StreamEvents>(request: &mut Request) -> Result<(), ErrorKind<S::Failure>> {
    let headers = request.headers_mut();
    let mut accepts = headers.get_all(ACCEPT).iter();
    let expected = expected(&S::PROTOCOL);
    let allows = |value: &HeaderValue| value.to_str().is_ok_and(|it| allows_any(it, expected));
    if !accepts.any(allows) {
        let declared = S::PROTOCOL.accept.map(str::to_owned);
        let value = HeaderValue::try_from(declared.unwrap_or_else(|| expected.join(", ")));
        let value = value.map_err(|error| ErrorKind::InvalidRequest(Arc::new(error)))?;
        headers.insert(ACCEPT, value);
    }
    Ok(())
}

fn count_header<F>(
    request: &Request,
    options: &StreamOptions,
) -> Result<Option<HeaderName>, ErrorKind<F>> {
    let Some(name) = &options.retry_count_header else {
        return Ok(None);
    };
    match name.parse::<HeaderName>() {
        Ok(name) => Ok(Some(name).filter(|name| !request.headers().contains_key(name))),
        Err(error) => Err(ErrorKind::InvalidRequest(Arc::new(error))),
    }
}

/// An error of sending a request, or of waiting for its response.
///
/// By where it happened, never by `is_body` or `is_decode`: a connection cut in mid-stream calls
/// itself a decoding error.
fn kind_of<F>(error: reqwest::Error) -> ErrorKind<F> {
    // The URL may hold credentials.
    let error = error.without_url();
    match () {
        () if error.is_builder() => ErrorKind::InvalidRequest(Arc::new(error)),
        () if error.is_redirect() => ErrorKind::Redirect(Arc::new(error)),
        () if is_own_timeout(&error) => {
            let waited_for = match error.is_connect() {
                true => TimeoutKind::Connection,
                false => TimeoutKind::Client,
            };
            ErrorKind::Timeout(TimeoutError::new(waited_for, None))
        }
        () if error.is_connect() => ErrorKind::Connect(Arc::new(error)),
        () => ErrorKind::Send(named_limit(error.into())),
    }
}
