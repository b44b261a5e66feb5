//! Requests that a function sends, by whichever HTTP client.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::body::{self, Response};
use super::send::{Attempt, Resume, Sender, Sending};
use crate::error::BoxError;
use crate::stream::ResumePoint;
use crate::{Cursor, ErrorKind, StreamEvents};

/// What sends a request; each call sends it once more.
pub(super) type SendFunction = Arc<dyn Fn(Attempt) -> Answer + Send + Sync>;

type Answer = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

pub(super) fn send_function<R, B, E>(
    send: impl Fn(Attempt) -> R + Send + Sync + 'static,
) -> SendFunction
where
    R: Future<Output = Result<http::Response<B>, E>> + Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Error: Into<BoxError>,
    E: Into<BoxError>,
{
    Arc::new(move |attempt| {
        let sent = send(attempt);
        Box::pin(async move { sent.await.map(body::of_http).map_err(Into::into) })
    })
}

pub(super) struct FunctionSender {
    send: SendFunction,
    /// What the whole stream begins after.
    after: Option<Resume>,
}

impl FunctionSender {
    pub(super) fn new(send: SendFunction, point: &ResumePoint) -> Self {
        let begins = point.cursor.is_some() || point.last_event_id.is_some();
        Self {
            send,
            after: begins.then(|| Resume::after(point)),
        }
    }
}

/// Where a stream begins that is asked for by this cursor.
pub(super) fn point_after<S: StreamEvents>(
    cursor: Option<&str>,
) -> Result<ResumePoint, ErrorKind<S::Failure>> {
    let mut point = ResumePoint::default();
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else {
        return Ok(point);
    };
    let Some(rules) = S::PROTOCOL.resume else {
        let why = "the API declares no `resume`, so no parameter takes a cursor";
        return Err(ErrorKind::InvalidRequest(BoxError::from(why).into()));
    };
    match rules.cursor {
        Cursor::Id => point.last_event_id = Some(cursor.to_owned()),
        Cursor::Data(_) => point.cursor = Some(cursor.to_owned()),
    }
    Ok(point)
}

impl<F> Sender<F> for FunctionSender {
    fn can_send(&self) -> bool {
        true
    }

    fn again(&self) -> Box<dyn Sender<F>> {
        Box::new(Self {
            send: Arc::clone(&self.send),
            after: self.after.clone(),
        })
    }

    fn send(&mut self, mut attempt: Attempt) -> Sending<F> {
        attempt.resume = attempt.resume.or_else(|| self.after.clone());
        let answer = (self.send)(attempt);
        Box::pin(async move { answer.await.map_err(|error| ErrorKind::Send(error.into())) })
    }
}
