//! Whether a response can be read as a stream, and the error that it is otherwise.

use std::time::SystemTime;

use http::{HeaderMap, StatusCode};

use super::StreamOptions;
use super::body::{HttpBytes, Response};
use super::retry_headers::RetryHeaders;
use super::{content, error_body};
use crate::trace::Trace;
use crate::{
    ContentEncodingError, ContentTypeError, Error, ErrorKind, FailureInfo, ResponseInfo,
    StatusError, StreamEvents,
};

/// The bytes of the stream, and what is known of the response.
pub(super) async fn check<S: StreamEvents>(
    response: Response,
    options: &StreamOptions,
    trace: &Trace,
) -> Result<(HttpBytes, ResponseInfo), Error<S::Failure>> {
    let (parts, body) = response.into_parts();
    let info = info::<S>(parts.status, parts.headers);
    trace.answered(&info);
    match stream_of::<S>(parts.status, body, &info, options).await {
        Ok(body) => Ok((body, info)),
        Err(kind) => Err(Error::new(kind, &info)),
    }
}

fn info<S: StreamEvents>(status: StatusCode, headers: HeaderMap) -> ResponseInfo {
    let mut names = S::PROTOCOL.request_id.iter();
    let id = names.find_map(|name| headers.get(*name)?.to_str().ok().map(str::to_owned));
    let info = ResponseInfo::new(status.as_u16()).with_headers(headers);
    match id {
        Some(id) => info.with_request_id(id),
        None => info,
    }
}

/// The body, if it can be read as a stream.
async fn stream_of<S: StreamEvents>(
    status: StatusCode,
    body: HttpBytes,
    info: &ResponseInfo,
    options: &StreamOptions,
) -> Result<HttpBytes, ErrorKind<S::Failure>> {
    let headers = info.headers();
    if !status.is_success() {
        let error = status_error::<S>(status, body, info, options).await;
        return Err(ErrorKind::Status(error));
    }
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT) {
        return Err(ErrorKind::NoContent);
    }
    let content_type = content::content_type(headers);
    let fits = content_type
        .as_deref()
        .is_some_and(content::is_event_stream);
    if !fits && !options.any_content_type {
        let body = error_body::read(body, headers, options).await;
        return Err(ErrorKind::ContentType(ContentTypeError {
            content_type,
            body,
        }));
    }
    match content::coding(headers) {
        Some(coding) => Err(ErrorKind::Coding(ContentEncodingError { coding })),
        None => Ok(body),
    }
}

async fn status_error<S: StreamEvents>(
    status: StatusCode,
    body: HttpBytes,
    info: &ResponseInfo,
    options: &StreamOptions,
) -> StatusError<S::Failure> {
    let headers = info.headers();
    let advice = RetryHeaders::read(headers, SystemTime::now());
    let body = error_body::read(body, headers, options).await;
    let mut info_of_failure = FailureInfo::read(&body.text, &S::PROTOCOL.failures);
    info_of_failure.status.get_or_insert(status.as_u16());
    StatusError {
        status: status.as_u16(),
        response: info.clone(),
        failure: body.complete.then(|| S::failure(&body.text)).flatten(),
        info: info_of_failure,
        retry_after: advice.retry_after,
        should_retry: advice.should_retry,
        body,
    }
}
