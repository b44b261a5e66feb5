//! A stream, read to its end.

use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;

use stream_events::{AsyncStream, Error, ErrorKind, StreamEvents, StreamRequest, TimeoutKind};
use tokio::time::timeout;

/// No row takes longer: a stream that does hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most that `Debug` and `Display` may show of an error, whatever the server sent.
const MAX_SHOWN: usize = 2048;

/// All that came of a request.
#[derive(Debug)]
pub(crate) struct Outcome<S: StreamEvents> {
    pub(crate) events: Vec<S::Event>,
    /// The errors after which the stream went on.
    pub(crate) mismatches: Vec<Error<S::Failure>>,
    /// The error that was the end, before or in the stream.
    pub(crate) error: Option<Error<S::Failure>>,
    pub(crate) ended_inside_event: bool,
}

/// An error's kind, without its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    InvalidRequest,
    Connect,
    Send,
    Redirect,
    Timeout(TimeoutKind),
    Status(u16),
    NoContent,
    ContentType,
    Coding,
    Transport,
    Truncated,
    UndeclaredEnd,
    EventTooLarge,
    Decode,
    Failure,
    UnknownEvent,
    Other,
}

/// Sends the request and reads its stream to the end.
pub(crate) async fn read<S: StreamEvents>(request: StreamRequest<S>) -> Outcome<S> {
    let outcome = async {
        match request.await {
            Ok(stream) => drain(stream).await,
            Err(error) => {
                let (events, mismatches) = (Vec::new(), Vec::new());
                Outcome {
                    events,
                    mismatches,
                    error: Some(error),
                    ended_inside_event: false,
                }
            }
        }
    };
    let outcome = timeout(PATIENCE, outcome)
        .await
        .expect("a stream comes to its end");
    outcome
        .error
        .iter()
        .chain(&outcome.mismatches)
        .for_each(well_said);
    outcome
}

/// Reads a stream to the end.
pub(crate) async fn drain<S: StreamEvents>(mut stream: AsyncStream<S>) -> Outcome<S> {
    let (mut events, mut mismatches, mut error) = (Vec::new(), Vec::new(), None);
    while let Some(item) = stream.next().await {
        assert!(error.is_none(), "an item after the last");
        match item {
            Ok(event) => events.push(event),
            Err(last) if last.ends_stream() => error = Some(last),
            Err(mismatch) => mismatches.push(mismatch),
        }
    }
    for _ in 0..3 {
        assert!(stream.next().await.is_none(), "an item after the end");
    }
    Outcome {
        events,
        mismatches,
        error,
        ended_inside_event: stream.ended_inside_event(),
    }
}

impl<S: StreamEvents> Outcome<S> {
    /// The kind of the error that was the end, if it was one.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.error.as_ref().map(kind)
    }
}

pub(crate) fn kind<F>(error: &Error<F>) -> Kind {
    match error.kind() {
        ErrorKind::InvalidRequest(_) => Kind::InvalidRequest,
        ErrorKind::Connect(_) => Kind::Connect,
        ErrorKind::Send(_) => Kind::Send,
        ErrorKind::Redirect(_) => Kind::Redirect,
        ErrorKind::Timeout(timeout) => Kind::Timeout(timeout.kind()),
        ErrorKind::Status(status) => Kind::Status(status.status()),
        ErrorKind::NoContent => Kind::NoContent,
        ErrorKind::ContentType(_) => Kind::ContentType,
        ErrorKind::Coding(_) => Kind::Coding,
        ErrorKind::Transport(_) => Kind::Transport,
        ErrorKind::Truncated(_) => Kind::Truncated,
        ErrorKind::UndeclaredEnd(_) => Kind::UndeclaredEnd,
        ErrorKind::EventTooLarge(_) => Kind::EventTooLarge,
        ErrorKind::Mismatch(_) => Kind::Decode,
        ErrorKind::Failure(_) => Kind::Failure,
        ErrorKind::UnknownEvent(_) => Kind::UnknownEvent,
        _ => Kind::Other,
    }
}

/// One sentence, bounded, and the sources say something else.
fn well_said<F: Debug + Send + Sync + 'static>(error: &Error<F>) {
    let (said, shown) = (error.to_string(), format!("{error:?}"));
    assert!(!said.is_empty() && !said.contains('\n'), "{said}");
    assert!(
        said.len() <= MAX_SHOWN && shown.len() <= MAX_SHOWN,
        "{} {}",
        said.len(),
        shown.len()
    );
    let source = error.source().map(ToString::to_string);
    assert!(
        source.is_none_or(|source| !said.contains(&source)),
        "{said}"
    );
}
