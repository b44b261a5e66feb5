//! The wait that a failed response asks for in its body.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::StreamOptions;
use super::body::Response;
use super::error_body;
use crate::error::BoxError;
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
    let mut again = ReadAgain::default();
    again.0.push_back(Ok(Bytes::from(body.text)));
    if !body.complete {
        again
            .0
            .push_back(Err("the body was not read to its end".into()));
    }
    (wait, Response::from_parts(parts, Box::pin(again)))
}

/// What was read of a body, for whoever reads it next.
#[derive(Default)]
struct ReadAgain(VecDeque<Result<Bytes, BoxError>>);

impl Stream for ReadAgain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}
