//! Whether a response can be read as a stream, and the error that it is otherwise.

use std::time::SystemTime;

use http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;

use super::StreamOptions;
use super::body::{HttpBytes, Response};
use super::retry_headers::RetryHeaders;
use super::{content, error_body, first_bytes, redirect};
use crate::error::Failed;
use crate::trace::Trace;
use crate::{
    ContentEncodingError, ContentTypeError, Error, ErrorBody, ErrorKind, FailureInfo, Framing,
    ResponseInfo, StatusError, StreamEvents,
};

/// The bytes of the stream, and what is known of the response.
pub(super) async fn check<S: StreamEvents>(
    response: Response,
    options: &StreamOptions,
    trace: &Trace,
) -> Result<(HttpBytes, ResponseInfo), Error<S::Failure>> {
    let (parts, body) = response.into_parts();
    let redirect = redirect::of(&parts);
    let info = info::<S>(parts.status, parts.headers).with_redirect(redirect);
    trace.answered(&info);
    match stream_of::<S>(parts.status, body, &info, options).await {
        Ok(body) => Ok((body, info)),
        Err(kind) => Err(Error::new(kind, &info)),
    }
}

fn info<S: StreamEvents>(status: StatusCode, headers: HeaderMap) -> ResponseInfo {
    let mut names = S::PROTOCOL.request_id.iter();
    let id = names.find_map(|name| headers.get(*name));
    let id = id.map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
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
    let fits = |it: &str| content::is_expected(it, &S::PROTOCOL);
    if !content_type.as_deref().is_some_and(fits) && !options.any_content_type {
        // The declared type decides. Of another one, or of none, the body of server-sent events may tell
        // better; JSON begins like any other JSON.
        let is_told_by_body = matches!(S::PROTOCOL.framing, Framing::Sse);
        let (is_stream, body) = match content::coding(headers) {
            None if is_told_by_body => first_bytes::look(body, options).await,
            _ => (false, body),
        };
        if is_stream {
            return Ok(body);
        }
        let body = error_body::read(body, headers, options).await;
        let error = content_type_error::<S>(content_type, body);
        return Err(ErrorKind::ContentType(error));
    }
    match content::coding(headers) {
        Some(coding) => Err(ErrorKind::Coding(ContentEncodingError::not_decoded(coding))),
        None => Ok(body),
    }
}

fn content_type_error<S: StreamEvents>(
    content_type: Option<String>,
    body: ErrorBody,
) -> ContentTypeError<S::Failure> {
    let json = body.text.trim();
    let info = match json.starts_with('{') {
        true => FailureInfo::read(json, &S::PROTOCOL.failures),
        false => FailureInfo::default(),
    };
    let failed = (!info.is_empty()).then(|| {
        let failure = body.complete.then(|| S::failure(json)).flatten();
        Box::new(Failed { failure, info })
    });
    ContentTypeError {
        expected: content::expected(&S::PROTOCOL),
        content_type,
        failed,
        body,
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
    let mut body = error_body::read(body, headers, options).await;
    if matches!(S::PROTOCOL.framing, Framing::JsonArray) {
        body.text = only_element(body.text);
    }
    let mut info_of_failure = FailureInfo::read(&body.text, &S::PROTOCOL.failures);
    info_of_failure.status.get_or_insert(status.as_u16());
    info_of_failure.retry_after = advice.retry_after.or(info_of_failure.retry_after);
    StatusError {
        status: status.as_u16(),
        response: info.clone(),
        failure: body.complete.then(|| S::failure(&body.text)).flatten(),
        info: info_of_failure,
        should_retry: advice.should_retry,
        body,
    }
}

/// The element of an array of one, in which servers of JSON arrays put their failures too; any other
/// text as it is.
fn only_element(text: String) -> String {
    match serde_json::from_str::<[&RawValue; 1]>(&text) {
        Ok([element]) => element.get().to_owned(),
        Err(_) => text,
    }
}
