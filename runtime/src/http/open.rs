//! From a response to a stream, or to the error that it is.

use std::time::SystemTime;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::advice::Advice;
use super::reading::Reading;
use super::{content, error_body};
use crate::trace::Trace;
use crate::{
    AsyncStream, Body, CodingError, ContentTypeError, Error, ErrorKind, FailureInfo, ResponseInfo,
    StatusError, StreamEvents,
};

/// A stream of this body.
pub(super) fn stream<S: StreamEvents>(
    body: Body,
    about: ResponseInfo,
    reading: &Reading,
    trace: Trace,
) -> AsyncStream<S> {
    let trace = trace.with_data(reading.trace_data);
    let stream = AsyncStream::new(body, about, reading.watch(), trace);
    match reading.max_event_bytes {
        Some(limit) => stream.max_event_bytes(limit),
        None => stream,
    }
}

/// Checks that the response can be read as a stream, and takes apart what is known of it.
pub(super) async fn open<S: StreamEvents>(
    mut response: reqwest::Response,
    reading: &Reading,
    trace: &Trace,
) -> Result<(reqwest::Response, ResponseInfo), Error<S::Failure>> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let about = about::<S>(status, headers);
    trace.answered(&about);
    match refusal::<S>(response, &about, reading).await {
        Ok(response) => Ok((response, about)),
        Err(kind) => Err(Error::new(kind, &about)),
    }
}

fn about<S: StreamEvents>(status: StatusCode, headers: HeaderMap) -> ResponseInfo {
    let names = S::PROTOCOL.request_id.iter();
    let id = names
        .filter_map(|name| headers.get(*name)?.to_str().ok())
        .next()
        .map(str::to_owned);
    let about = ResponseInfo::new(status.as_u16()).with_headers(headers);
    match id {
        Some(id) => about.with_request_id(id),
        None => about,
    }
}

/// The response, if its body can be read as a stream.
async fn refusal<S: StreamEvents>(
    response: reqwest::Response,
    about: &ResponseInfo,
    reading: &Reading,
) -> Result<reqwest::Response, ErrorKind<S::Failure>> {
    let (status, headers) = (response.status(), about.headers());
    if !status.is_success() {
        let advice = Advice::read(headers, SystemTime::now());
        let body = error_body::read(response, headers, reading).await;
        let failure = if body.complete {
            S::failure(&body.text)
        } else {
            None
        };
        return Err(ErrorKind::Status(StatusError {
            status: status.as_u16(),
            response: about.clone(),
            failure,
            info: FailureInfo::read(&body.text, &S::PROTOCOL.failures),
            retry_after: advice.retry_after,
            should_retry: advice.should_retry,
            body,
        }));
    }
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT) {
        return Err(ErrorKind::NoContent);
    }
    let content_type = content::content_type(headers);
    let fits = content_type
        .as_deref()
        .is_some_and(content::is_event_stream);
    if !fits && !reading.any_content_type {
        let body = error_body::read(response, headers, reading).await;
        return Err(ErrorKind::ContentType(ContentTypeError {
            content_type,
            body,
        }));
    }
    match content::coding(headers) {
        Some(coding) => Err(ErrorKind::Coding(CodingError { coding })),
        None => Ok(response),
    }
}
