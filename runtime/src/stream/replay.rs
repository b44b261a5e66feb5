//! What a recorded stream comes to, without waiting for anything.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;

use super::{AsyncStream, Item, StreamEnd};
use crate::error::BoxError;
use crate::{ErrorKind, ResponseInfo, StreamEvents};

/// One thing that came of a recorded stream: for tests, and for snapshots of them.
///
/// It has nothing in it that differs from run to run, such as addresses, ports and times, and what
/// `Serialize` writes of it stays the same over versions of this crate.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Outcome<E> {
    /// An event, declared or not.
    Event(E),
    /// A declared event whose payload does not fit its type.
    Mismatch {
        /// The event.
        event_type: String,
        /// Where in the payload.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// A failure that the API reported, which ended the stream.
    Failure {
        /// What the API calls it.
        error_type: Option<String>,
        /// What it says to people.
        message: Option<String>,
        /// The HTTP status that it stands for.
        status: Option<u16>,
    },
    /// An error that ended the stream and is no failure of the API's, such as a truncation.
    Error {
        /// What went wrong, in a sentence.
        message: String,
    },
    /// The end, in good order.
    End(StreamEnd),
}

/// All that comes of the bytes of a recorded stream, up to its end or its error.
///
/// It needs no HTTP and no runtime.
///
/// ```
/// # use stream_events::*;
/// # #[derive(Debug, Clone, PartialEq, StreamEvents)]
/// # #[stream_events(sentinels("[DONE]" = "finish"))]
/// # enum Feed {
/// #     #[event("text", content = "text")]
/// #     Text(String),
/// #     #[event(unknown)]
/// #     Unknown(UnknownEvent),
/// # }
/// let recording = "event: text\ndata: hello\n\ndata: [DONE]\n\n";
/// let outcomes = replay::<Feed>(recording);
/// assert_eq!(
///     outcomes,
///     [
///         Outcome::Event(Feed::Text("hello".into())),
///         Outcome::End(StreamEnd::Declared),
///     ]
/// );
/// ```
pub fn replay<S: StreamEvents>(recording: impl Into<Bytes>) -> Vec<Outcome<S::Event>> {
    outcomes::<S>([Ok(recording.into())].into(), ResponseInfo::default())
}

/// All that comes of these chunks, up to the end or an error, as the body of this response.
pub(crate) fn outcomes<S: StreamEvents>(
    chunks: VecDeque<Chunk>,
    response: ResponseInfo,
) -> Vec<Outcome<S::Event>> {
    let events = AsyncStream::<S, _>::from_bytes(Chunks(chunks));
    let mut events = events.with_response(response);
    let mut cx = Context::from_waker(Waker::noop());
    let mut outcomes = Vec::new();
    loop {
        match Pin::new(&mut events).poll_next(&mut cx) {
            Poll::Ready(Some(item)) => outcomes.push(outcome::<S>(item)),
            Poll::Ready(None) => break,
            // The poll spent what one may spend; the bytes are all here.
            Poll::Pending => {}
        }
    }
    if let Some(end @ (StreamEnd::Declared | StreamEnd::Source)) = events.end() {
        outcomes.push(Outcome::End(end));
    }
    outcomes
}

fn outcome<S: StreamEvents>(item: Item<S>) -> Outcome<S::Event> {
    let error = match item {
        Ok(event) => return Outcome::Event(event),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::Mismatch(mismatch) => Outcome::Mismatch {
            event_type: mismatch.event_type().to_owned(),
            path: mismatch.path().to_owned(),
            reason: mismatch.reason().to_owned(),
        },
        ErrorKind::Failure(failure) => {
            let info = failure.info().clone();
            Outcome::Failure {
                error_type: info.error_type,
                message: info.message,
                status: info.status,
            }
        }
        _ => Outcome::Error {
            message: error.to_string(),
        },
    }
}

type Chunk = Result<Bytes, BoxError>;

/// Chunks that are all there.
#[derive(Default)]
pub(crate) struct Chunks(pub(crate) VecDeque<Chunk>);

impl Stream for Chunks {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Chunk>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// Written as an object with one key: `event`, `mismatch`, `failure`, `error` or `end`.
impl<E: Serialize> Serialize for Outcome<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Outcome", 1)?;
        match self {
            Self::Event(event) => object.serialize_field("event", event)?,
            Self::Mismatch {
                event_type,
                path,
                reason,
            } => object.serialize_field(
                "mismatch",
                &known([
                    ("event_type", Some(event_type.as_str().into())),
                    ("path", Some(path.as_str().into())),
                    ("reason", Some(reason.as_str().into())),
                ]),
            )?,
            Self::Failure {
                error_type,
                message,
                status,
            } => object.serialize_field(
                "failure",
                &known([
                    ("error_type", error_type.as_deref().map(Value::from)),
                    ("message", message.as_deref().map(Value::from)),
                    ("status", status.map(Value::from)),
                ]),
            )?,
            Self::Error { message } => object.serialize_field("error", message)?,
            Self::End(StreamEnd::Declared) => object.serialize_field("end", "declared")?,
            Self::End(StreamEnd::Source) => object.serialize_field("end", "source")?,
            Self::End(StreamEnd::Failed) => object.serialize_field("end", "failed")?,
        }
        object.end()
    }
}

/// What is not known is left out.
fn known<const N: usize>(
    fields: [(&'static str, Option<Value>); N],
) -> BTreeMap<&'static str, Value> {
    let fields = fields.into_iter();
    fields
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}
