//! From a request to its stream.

use super::connection::{Exchange, events};
use crate::error::Attempts;
use crate::stream::{ResumePoint, StreamMessage};
use crate::{AsyncStream, Error, StreamEvents};

/// Sends the request until a stream is open, or until its first item is there.
///
/// What came before that is `passed`; `None` says that the request is sent again, and that it does not count.
pub(super) async fn open<S: StreamEvents>(
    mut exchange: Exchange<S>,
    point: ResumePoint,
    mut passed: impl FnMut(Option<StreamMessage>) -> bool,
) -> Result<AsyncStream<S>, Error<S::Failure>> {
    let mut attempts = Attempts::default();
    loop {
        let open = exchange.open(None, attempts).await?;
        attempts = open.attempts;
        let (options, trace) = (exchange.options.clone(), exchange.trace.clone());
        if !options.until_first_event {
            let events = events(open, &options, trace, Some(exchange));
            return Ok(events.beginning(point));
        }
        let events = events(open, &options, trace, Some(exchange.again()));
        let mut events = events.beginning(point.clone());
        let first = events.first_item(|message| passed(Some(message)));
        let Err(error) = first.await else {
            return Ok(events);
        };
        drop(events);
        let retry = &options.retry;
        let wait = match error.is_retryable() && retry.allows(attempts.retries) {
            true => retry.wait(attempts.retries, error.retry_after(), fastrand::f64()),
            false => None,
        };
        let Some(wait) = wait else {
            return Err(error);
        };
        if !exchange.sender.can_send() {
            attempts.body_gone = true;
            return Err(error.with_attempts(attempts));
        }
        attempts.retries += 1;
        exchange
            .trace
            .retry(attempts.retries, wait, Err(error.kind()));
        tokio::time::sleep(wait).await;
        passed(None);
    }
}
