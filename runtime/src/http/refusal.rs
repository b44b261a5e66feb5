//! The wait that a failed response asks for in its body.

use std::time::Duration;

use bytes::Bytes;

use super::StreamOptions;
use super::body::Response;
use super::error_body;
use crate::stream::Chunks;
use crate::{FailureInfo, FailureRules};

/// The wait that the body asks for, and the response as if its body had not been read.
pub(super) async fn wait_in_body(
    response: Response,
    rules: &FailureRules,
    options: &StreamOptions,
) -> (Option<Duration>, Response) {
    let (parts, body) = response.into_parts();
    let body = error_body::read(body, &parts.headers, options).await;
    let wait = FailureInfo::read(&body.text, rules).retry_after;
    // For whoever reads it next.
    let mut again = Chunks([Ok(Bytes::from(body.text))].into());
    if !body.complete {
        let cut = Err("the body was not read to its end".into());
        again.0.push_back(cut);
    }
    (wait, Response::from_parts(parts, Box::pin(again)))
}
