//! Bytes in, typed events out.

mod async_stream;
mod budget;
mod connection;
mod cursor;
mod encoder;
mod engine;
mod event_body;
mod face;
mod message_events;
mod message_stream;
mod messages;
mod next;
mod progress;
mod reader;
mod replay;
mod source;
mod source_item;
mod stats;
mod stream_message;
mod write_item;

pub use async_stream::AsyncStream;
use budget::Budget;
pub(crate) use connection::{Connection, Position, Reopens, ResumePoint, Waits};
pub use encoder::{Encoder, NotEndedError};
pub use engine::StreamEnd;
pub use event_body::{EncodeError, EventBody};
pub use message_events::MessageEvents;
pub use message_stream::MessageStream;
use messages::{Advance, Messages, PollMessages};
pub use next::Next;
#[cfg(feature = "http")]
pub(crate) use replay::Chunks;
pub(crate) use replay::outcomes;
pub use replay::{Outcome, replay};
pub use source::Body;
pub use source_item::SourceItem;
pub use stats::StreamStats;
pub use stream_message::{MessageItem, MessageKind, StreamMessage, StreamPart};
pub use write_item::{EventItem, OrFail, PassOn, WriteNext};

use crate::{Error, StreamEvents};

/// What a poll yields: an event, or what went wrong.
type Item<S> = Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>;
